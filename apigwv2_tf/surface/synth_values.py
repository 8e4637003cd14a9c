"""What the arguments in synthesized JSON are worth, as far as that is certain before a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from apigwv2_tf.surface.blocks import as_blocks
from apigwv2_tf.surface.bodies import API, BODY, written_body
from apigwv2_tf.surface.configuration import Place, bracketed
from apigwv2_tf.surface.expressions import (
    Computed,
    Hole,
    Key,
    Step,
    Traversal,
    is_template,
    parse_template,
)
from apigwv2_tf.surface.instances import Instance
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from apigwv2_tf.surface.stacks import Stack, StackBlock

_MOST_INSTANCES = 1000
_LONGEST_TEXT = 2**20
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class _Where:
    """Where an expression stands: its stack, and the instance it is of."""

    stack: Stack
    key: str | int | None = None
    value: object = _NOTHING


class Values:
    """The values of all stacks of a source, each of them worked out once."""

    def __init__(self) -> None:
        self._followed: dict[tuple[Place, str, str], object] = {}

    def instances(self, stack: Stack, block: StackBlock) -> list[Instance] | None:
        """Return the instances of a block; None where it is not known how many there are."""
        if block.each is None and block.count is None:
            return [self.instance(stack, block, None)]
        keys = self._keys(stack, block)
        if keys is None or len(keys) > _MOST_INSTANCES:
            return None
        return [self.instance(stack, block, key, value) for key, value in keys.items()]

    def instance(
        self, stack: Stack, block: StackBlock, key: str | int | None, value: object = _NOTHING
    ) -> Instance:
        """Return one instance of a block."""
        where = _Where(stack, key, value)
        found = self._object(block.arguments, where, block.type)
        if not block.is_data:
            found.setdefault("id", UNKNOWN)
        return Instance(
            address=f"{block.address}{bracketed(key)}",
            type=block.type,
            label=block.address,
            place=stack.place,
            index=key,
            values=as_blocks(block.type, found),
            data=block.is_data,
            construct_path=block.construct_path,
        )

    def _keys(self, stack: Stack, block: StackBlock) -> dict[str | int, object] | None:
        """Return the key of each instance with its value, where they are written out."""
        where = _Where(stack)
        if block.count is not None:
            count = self._value(block.count, where)
            is_number = isinstance(count, int) and not isinstance(count, bool)
            return dict.fromkeys(range(min(count, _MOST_INSTANCES + 1))) if is_number else None
        each = block.each
        if isinstance(each, dict):
            return {key: each[key] for key in each if not is_template(key)}
        found = self._value(each, where)
        if isinstance(found, Mapping):
            return dict(found)
        return None

    def _value(self, value: object, where: _Where) -> Any:  # noqa: ANN401 any value
        if isinstance(value, str):
            return self._text(value, where) if is_template(value) else value
        if isinstance(value, dict):
            return self._object(value, where)
        if isinstance(value, list):
            return tuple([self._value(part, where) for part in value])
        return value

    def _object(
        self, arguments: Mapping[str, Any], where: _Where, kind: str = ""
    ) -> dict[str, Any]:
        found = {}
        for name, part in arguments.items():
            if name == "//" or part is None:
                continue
            key = name if not is_template(name) else self._text(name, where)
            if (kind, name) == (API, BODY) and isinstance(part, str):
                found[name] = written_body(part, lambda hole: _as_text(self._hole(hole, where)))
            else:
                found[key if isinstance(key, str) else name] = self._value(part, where)
        return found

    def _text(self, text: str, where: _Where) -> Any:  # noqa: ANN401 any value
        template = parse_template(text)
        if not template.readable:
            return UNKNOWN
        if len(template.parts) == 1 and isinstance(template.parts[0], Hole):
            return self._hole(template.parts[0], where)
        parts = [
            part if isinstance(part, str) else self._hole(part, where) for part in template.parts
        ]
        written = [_as_text(part) for part in parts]
        known = [part for part in written if part is not None]
        is_known = len(known) == len(written) and sum(map(len, known)) <= _LONGEST_TEXT
        return "".join(known) if is_known else UNKNOWN

    def _hole(self, hole: Hole, where: _Where) -> Any:  # noqa: ANN401 any value
        found = self._reference(hole.references[0], where) if hole.is_reference else UNKNOWN
        return UNKNOWN if found is _NOTHING or found is None else found

    def _reference(self, reference: Traversal, where: _Where) -> object:
        """Return what a reference is worth; `_NOTHING` where that is not certain."""
        first, *rest = reference.steps
        if reference.root == "each" and where.key is not None and first == "key":
            return where.key
        if reference.root == "count" and where.key is not None and first == "index":
            return where.key
        if reference.root == "each" and first == "value" and where.value is not _NOTHING:
            return _into(self._value(where.value, where), rest)
        if reference.root == "local" and first in where.stack.locals:
            value = where.stack.locals[str(first)]
            return _into(self._follow(where.stack, "local", str(first), value), rest)
        if reference.root == "data":
            return self._of_neighbour(reference, where.stack)
        return self._attribute(f"{reference.root}.{first}", rest, where.stack)

    def _of_neighbour(self, reference: Traversal, stack: Stack) -> object:
        """Follow an output of another stack: ``data.terraform_remote_state.x.outputs.y``."""
        if reference.steps[0] != "terraform_remote_state" or len(reference.steps) < 4:  # noqa: PLR2004
            return _NOTHING
        _, state, outputs, step, *rest = reference.steps
        neighbour = stack.neighbours.get(str(state))
        name = str(step.value) if isinstance(step, Key) else str(step)
        if neighbour is None or outputs != "outputs" or name not in neighbour.outputs:
            return _NOTHING
        value = neighbour.outputs[name]
        return _into(self._follow(neighbour, "output", name, value), rest)

    def _attribute(self, address: str, steps: Sequence[Step], stack: Stack) -> object:
        """Follow a reference to an argument of another resource of the stack."""
        block = stack.by_address.get(address)
        if block is None or block.each is not None or block.count is not None or not steps:
            return _NOTHING
        name = steps[0]
        if not isinstance(name, str) or name not in block.arguments:
            return _NOTHING
        return _into(self._follow(stack, address, name, block.arguments[name]), steps[1:])

    def _follow(self, stack: Stack, of: str, name: str, value: object) -> object:
        """Work out what something with a name is worth, which may lead back to itself."""
        asked = (stack.place, of, name)
        if asked not in self._followed:
            self._followed[asked] = UNKNOWN
            self._followed[asked] = self._value(value, _Where(stack))
        return self._followed[asked]


def _into(value: object, steps: Sequence[Step]) -> object:
    """Follow steps into a value."""
    for step in steps:
        name = step.value if isinstance(step, Key) else step
        if value is UNKNOWN or isinstance(step, Computed):
            return UNKNOWN
        parts: Any = value
        if isinstance(value, tuple):
            parts = dict(enumerate(value))
        elif not isinstance(value, Mapping):
            return _NOTHING
        if name in parts:
            value = parts[name]
        elif name != 0 or isinstance(value, tuple):  # the one block of a name is written alone
            return _NOTHING
    return value


def _as_text(value: object) -> str | None:
    """Return how a value stands in a text; None where it does not, or is not known."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else None
    return str(value) if isinstance(value, (str, int)) else None
