"""A synthesized stack, and what it reads from others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.configuration import Block, Call, Module, Place, Scope, written
from apigwv2_tf.surface.shapes import mapping, refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from apigwv2_tf.surface.documents import Document

_REFERENCE = "cross-stack-reference-input-"
_REMOTE_STATE = "data.terraform_remote_state."
# what says how Terraform goes about a resource, and is no attribute of it
_META = {
    "//",
    "connection",
    "count",
    "depends_on",
    "for_each",
    "lifecycle",
    "provider",
    "provisioner",
}


@dataclass(frozen=True, slots=True)
class StackBlock:
    """
    A resource or data source of a stack.

    Args:
        arguments: As they are written, without what is no attribute.

        each: What stands behind ``for_each``, or None.

        count: What stands behind ``count``, or None.
    """

    address: str
    type: str
    arguments: Mapping[str, Any]
    is_data: bool
    each: object = None
    count: object = None
    construct_path: str | None = None


class Stack:
    """One synthesized file: its resources, and the scope of its expressions."""

    def __init__(self, document: Document) -> None:
        content = document.content
        named = _metadata(content).get("stackName")
        self.said_name = named if isinstance(named, str) and named else None
        self.name: str = self.said_name or document.folder
        self.place: Place = ((self.name, None),)
        self.blocks = [
            *_blocks(content.get("resource"), "resource", is_data=False),
            *_blocks(content.get("data"), "data", is_data=True),
        ]
        self.by_address = {block.address: block for block in self.blocks}
        self.locals = dict(_named(content.get("locals"), "locals"))
        self.outputs = {
            name: mapping(output, f"output.{name}").get("value")
            for name, output in _named(content.get("output"), "output")
        }
        modules = dict(_named(content.get("module"), "module"))
        self.scope = Scope(
            Module(
                blocks={one.address: _block(one) for one in self.blocks},
                outputs={name: written(value) for name, value in self.outputs.items()},
                # what is in them is not here, nor which of it their outputs give
                calls={name: Call(Module(), is_repeated=True) for name in modules},
                values={name: written(value) for name, value in self.locals.items()},
                is_planned=False,
            ),
            self.place,
        )
        self.moves = list(_moves(content.get("moved")))
        self.neighbours: dict[str, Stack] = {}
        self.backend = _backend(content)


def connect(stacks: Sequence[Stack]) -> None:
    """Tell each stack which of the others its remote states are of."""
    by_name = {stack.name: stack for stack in stacks}
    by_backend: dict[str, list[Stack]] = {}
    for stack in stacks:
        if stack.backend is not None:
            by_backend.setdefault(stack.backend, []).append(stack)
    for stack in stacks:
        for block in stack.blocks:
            if block.is_data and block.address.startswith(_REMOTE_STATE):
                name = block.address.removeprefix(_REMOTE_STATE)
                named = by_name.get(name.removeprefix(_REFERENCE))
                kept = by_backend.get(_state(block.arguments) or "", [])
                found = named if name.startswith(_REFERENCE) else None
                found = found or (kept[0] if len(kept) == 1 else None)
                if found is not None and found is not stack:
                    stack.neighbours[name] = found
                    stack.scope.module.neighbours[name] = found.scope


def _backend(content: Mapping[str, Any]) -> str | None:
    """Return where a stack keeps its state, to compare with where others read theirs."""
    terraform = mapping(content.get("terraform"), "terraform")
    backends = terraform.get("backend")
    if not isinstance(backends, dict) or len(backends) != 1:
        return None
    return json.dumps(next(iter(backends.items())), sort_keys=True)


def _state(arguments: Mapping[str, Any]) -> str | None:
    kind, settings = arguments.get("backend"), arguments.get("config")
    return json.dumps((kind, settings), sort_keys=True) if isinstance(kind, str) else None


def _blocks(value: object, where: str, *, is_data: bool) -> Iterator[StackBlock]:
    for kind, some in _named(value, where):
        for name, given in _named(some, f"{where}.{kind}"):
            place = f"{where}.{kind}.{name}"
            body = mapping(
                given[0] if isinstance(given, list) and len(given) == 1 else given, place
            )
            path = _metadata(body).get("path")
            yield StackBlock(
                address=f"data.{kind}.{name}" if is_data else f"{kind}.{name}",
                type=kind,
                arguments={key: part for key, part in body.items() if key not in _META},
                is_data=is_data,
                each=body.get("for_each"),
                count=body.get("count"),
                construct_path=path if isinstance(path, str) else None,
            )


def _moves(value: object) -> Iterator[tuple[str, str]]:
    """Yield from where to where `moved` blocks move; Terraform refuses what is written wrongly."""
    for block in value if isinstance(value, list) else [value]:
        if isinstance(block, dict):
            source, to = (_address(block.get(name)) for name in ("from", "to"))
            if source and to:
                yield source, to


def _address(value: object) -> str:
    """Return an address, which may be written as an expression."""
    if not isinstance(value, str):
        return ""
    found = value.strip()
    is_braced = found.startswith("${") and found.endswith("}")
    return found[2:-1].strip() if is_braced else found


def _metadata(commented: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what CDKTF says in a comment; in files that people write, a comment is any text."""
    comment = commented.get("//")
    metadata = comment.get("metadata") if isinstance(comment, dict) else None
    return metadata if isinstance(metadata, dict) else {}


def _named(value: object, where: str) -> Iterator[tuple[str, Any]]:
    """Yield what an object, or a list of objects, holds by name."""
    if value is None:
        return
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, dict):
            raise refused(part, where, "an object")
        yield from ((name, one) for name, one in part.items() if name != "//")


def _block(block: StackBlock) -> Block:
    each = written(block.each) if block.each is not None else None
    return Block(
        arguments=block.arguments,
        is_json=True,
        keys=each,
        is_repeated=block.each is not None or block.count is not None,
    )
