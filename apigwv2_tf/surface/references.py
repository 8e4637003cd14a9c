"""
Follows what was written to the resource that it leads to, before anything has an id.

Each question is answered with a `Link`, or with None where an expression has no part in what is
unknown. A resource is named alone only where nothing else can be meant; everything else is one of
several, or not resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from apigwv2_tf.surface.configuration import NO_REFERENCE, Expression, Scope, written
from apigwv2_tf.surface.expressions import Computed, Key, Splat, Step, Traversal
from apigwv2_tf.surface.identities import Lead, ends_well
from apigwv2_tf.surface.links import LINKS, Link, LinkKind
from apigwv2_tf.surface.values import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from apigwv2_tf.surface.instances import Instance, Instances

_Index: TypeAlias = str | int | None

UNRESOLVED: Final = Link(kind=LinkKind.UNRESOLVED)
# something unknown of a resource that no attribute leads to
_OTHER: Final = Link(kind=LinkKind.UNRESOLVED, expression="")
_ALWAYS_KNOWN = {"each", "count", "path", "terraform", "self"}
_MAY_BE_AN_INDEX = {"local", "var", "data"}
_OURS = "aws_apigatewayv2_"
_LED_TO = {kind for links in LINKS.values() for kinds in links.values() for kind in kinds}
_REMOTE_STATE = "data.terraform_remote_state."
_MOST_STEPS = 40
_MOST_ANSWERS = 10_000
_MOST_REFERENCES = 300


class Others(Enum):
    """What a reference that leads nowhere says of one beside it that leads to a resource."""

    MAKE_UNSURE = "it may be the one that counts"
    MAKE_WEAKER = "it is most likely another part of the same value"
    SAY_NOTHING = "it is another part of the same value"


@dataclass(slots=True)
class _Budget:
    left: int = _MOST_ANSWERS


@dataclass(frozen=True, slots=True)
class Question:
    """
    What an attribute leads to.

    Args:
        types: The types that it may lead to.

        lead: How.

        path: The steps into what an expression gives, where only a part of that is asked for.

        follow: Answers for an attribute of another resource that leads further.

        steps: How many steps may still be taken; something may refer to itself.

        budget: How many answers may still be asked for, all in all.
    """

    types: tuple[str, ...]
    lead: Lead
    follow: Callable[[Instance, str], Link | None]
    path: tuple[Step, ...] = ()
    steps: int = _MOST_STEPS
    budget: _Budget = field(default_factory=_Budget)

    def into(self, path: tuple[Step, ...]) -> Question:
        """Return the question one step further."""
        return replace(self, path=path, steps=self.steps - 1)


@dataclass(frozen=True, slots=True)
class _Reference:
    """
    A reference where it stands.

    Args:
        beside: All references of the same expression.

        is_exact: Whether the text of that is known.

        is_alone: Whether that is this reference and nothing more.
    """

    traversal: Traversal
    beside: tuple[Traversal, ...]
    is_exact: bool
    is_alone: bool
    scope: Scope

    def index(self, keys: Collection[_Index], step: Step | None) -> tuple[bool, bool]:
        """Say whether the key of the referrer is the index here, and whether that is certain."""
        if self.scope.key is None or self.scope.key not in keys:
            return False, False
        if self.is_exact:
            given = isinstance(step, Computed) and step.by is not None and _is_index(step.by)
            return given, given
        others = [one for one in self.beside if one != self.traversal]
        is_only_index = not any(one.root in _MAY_BE_AN_INDEX for one in others)
        return is_only_index and any(map(_is_index, others)), False


class References:
    """The instances of a source, as what expressions refer to."""

    def __init__(self, instances: Instances) -> None:
        self._instances = instances
        # what leads to all instances of a block is the same for thousands that refer to it
        self._all: dict[tuple[object, ...], Link | None] = {}

    def answer(self, expression: Expression | None, scope: Scope, asked: Question) -> Link | None:
        """Return what an expression leads to."""
        if expression is None or expression is NO_REFERENCE:
            return None
        asked.budget.left -= 1
        if not expression.readable or asked.steps <= 0 or asked.budget.left <= 0:
            return UNRESOLVED
        if expression.parts is not None:
            return self._answer_parts(expression.parts, scope, asked)
        holes = []
        others = Others.MAKE_WEAKER if asked.lead.is_joined else Others.MAKE_UNSURE
        for hole in expression.holes:
            if len(hole.references) > _MOST_REFERENCES:
                return UNRESOLVED
            answers = [
                self._reference(
                    _Reference(one, hole.references, expression.is_exact, hole.is_reference, scope),
                    asked,
                )
                for one in hole.references
            ]
            holes.append(together(answers, others))
        return together(holes, Others.SAY_NOTHING)

    def _answer_parts(self, parts: object, scope: Scope, asked: Question) -> Link | None:
        """Follow the path into a list or an object as it was written."""
        step = asked.path[0] if asked.path else None
        name = step.value if isinstance(step, Key) else step
        if isinstance(parts, dict) and isinstance(name, str):
            return self.answer(written(parts.get(name)), scope, asked.into(asked.path[1:]))
        if isinstance(parts, list) and isinstance(name, int):
            part = parts[name] if name < len(parts) else None
            return self.answer(written(part), scope, asked.into(asked.path[1:]))
        every = list(parts.values()) if isinstance(parts, dict) else parts
        if not isinstance(every, list):
            return None
        inside = asked.into(asked.path[1:])
        return together([self.answer(written(one), scope, inside) for one in every])

    def _reference(self, of: _Reference, asked: Question) -> Link | None:
        root, steps = of.traversal.root, of.traversal.steps
        if not steps:
            return UNRESOLVED
        if root in _ALWAYS_KNOWN:
            is_value = root == "each" and steps[0] == "value"
            return self._each_value(of, asked) if is_value else None
        if root in {"var", "local"}:
            return self._named(of, asked)
        return self._output(of, asked) if root == "module" else self._resource(of, asked)

    def _each_value(self, of: _Reference, asked: Question) -> Link | None:
        scope = of.scope
        if scope.key is None or scope.keys is None:
            return UNRESOLVED
        path = (Key(scope.key), *of.traversal.steps[1:], *asked.path)
        found = self.answer(scope.keys, scope.of(None, None), asked.into(path))
        return found if of.is_exact and scope.keys.is_exact else _weaker(found)

    def _named(self, of: _Reference, asked: Question) -> Link | None:
        """Follow ``var`` to where the module is called, and ``local`` where it is told."""
        scope, (name, *rest) = of.scope, of.traversal.steps
        path = (*rest, *asked.path)
        if of.traversal.root == "local":
            values = scope.module.values
            if values is None or name not in values:
                return UNRESOLVED
            return self.answer(values[str(name)], scope.of(None, None), asked.into(path))
        if scope.call is None or scope.outside is None:
            return None if scope.module.is_planned else UNRESOLVED
        return self.answer(scope.call.inputs.get(str(name)), scope.outside, asked.into(path))

    def _output(self, of: _Reference, asked: Question) -> Link | None:
        """Follow a module's output into the module."""
        scope, steps = of.scope, of.traversal.steps
        name = str(steps[0])
        call = scope.module.calls.get(name)
        if call is None:
            return UNRESOLVED
        index, rest = _index_of(steps[1:])
        keys = self._instances.keys(scope.place, name)
        if not keys and not call.is_repeated:
            keys = {None: None}  # a module without resources has no instances in the plan
        if index is None and not rest and asked.path and isinstance(asked.path[0], Key):
            index, asked = asked.path[0], asked.into(asked.path[1:])
        chosen, is_certain = _chosen(keys, index, of)
        inside = asked.into((*rest, *asked.path))
        found = self._of_all(
            (scope.place, name, inside.path, asked.types, asked.lead) if chosen is keys else None,
            lambda: together([self._inside(scope.inside(name, key), inside) for key in chosen]),
        )
        return found if is_certain else _weaker(found)

    def _of_all(
        self, question: tuple[object, ...] | None, answer: Callable[[], Link | None]
    ) -> Link | None:
        """Answer a question about all instances once."""
        if question is None:
            return answer()
        if question not in self._all:
            self._all[question] = answer()
        return self._all[question]

    def _inside(self, inner: Scope | None, asked: Question) -> Link | None:
        if inner is None:
            return UNRESOLVED
        outputs, path = inner.module.outputs, asked.path
        if path and isinstance(path[0], str):
            return self.answer(outputs.get(path[0]), inner, asked.into(path[1:]))
        # which of its outputs is not said: all of them must lead to the same
        answers = [self.answer(one, inner, asked.into(())) for one in outputs.values()]
        return _weaker(together(answers))

    def _resource(self, of: _Reference, asked: Question) -> Link | None:
        """Follow a reference to a resource or data source to its instances."""
        label, _kind, steps = _label(of.traversal)
        index, rest = _index_of(steps)
        path = (*rest, *asked.path)
        if label.startswith(_REMOTE_STATE):
            neighbour = of.scope.module.neighbours.get(label.removeprefix(_REMOTE_STATE))
            if neighbour is not None:
                return self._of_neighbour(neighbour, path, asked)
        group = self._instances.of(of.scope.place, label)
        if not group:
            return None if label in of.scope.module.blocks else UNRESOLVED
        is_certain = True
        if index in {None, Splat.SPLAT} and path and isinstance(path[0], Key):
            if path[0].value in group:
                index, is_certain = path[0], of.is_exact and of.is_alone
            path = path[1:]
        chosen, is_sure = _chosen(group, index, of)
        found = self._of_all(
            (of.scope.place, label, path, asked.types, asked.lead) if chosen is group else None,
            lambda: self._ending(of.scope, [group[key] for key in chosen], path, asked),
        )
        return found if is_certain and is_sure else _weaker(found)

    def _ending(
        self, scope: Scope, chosen: list[Instance], path: tuple[Step, ...], asked: Question
    ) -> Link | None:
        """Look at the attribute that a reference to instances ends in."""
        if not chosen:
            return None
        kind = chosen[0].type
        name = next((step for step in path if isinstance(step, str)), None)
        further = LINKS.get(kind, {}).get(name or "", ())
        if name and set(further) & set(asked.types):
            return together([asked.follow(one, name) for one in chosen])
        if kind not in asked.types or (name and not ends_well(asked.lead, kind, name)):
            return _beside(kind, name, chosen, is_planned=scope.module.is_planned)
        targets = tuple(sorted(one.address for one in chosen))
        kind_of_link = LinkKind.EXACT if len(targets) == 1 else LinkKind.AMBIGUOUS
        return Link(kind=kind_of_link, targets=targets)

    def _of_neighbour(self, scope: Scope, path: tuple[Step, ...], asked: Question) -> Link | None:
        """Follow the output of another stack, which is behind ``outputs``."""
        outputs, name, *rest = [*path, None, None][: max(len(path), 2)]
        found = name.value if isinstance(name, Key) else name
        if outputs != "outputs" or found not in scope.module.outputs:
            return UNRESOLVED
        steps = tuple(step for step in rest if step is not None)
        return self.answer(scope.module.outputs[str(found)], scope, asked.into(steps))


def together(answers: Iterable[Link | None], others: Others = Others.MAKE_UNSURE) -> Link | None:
    """Return what several references lead to that stand in one expression."""
    told = [one for one in answers if one is not None]
    if len(told) < 2:  # noqa: PLR2004 nothing to put together
        return told[0] if told else None
    leading = [one for one in told if one.targets]
    if not leading:
        return UNRESOLVED if UNRESOLVED in told else _OTHER
    if len(leading) == len(told):
        others = Others.SAY_NOTHING
    elif UNRESOLVED in told and others is Others.MAKE_WEAKER:
        others = Others.MAKE_UNSURE
    exact = [one for one in leading if one.kind is LinkKind.EXACT]
    best = (exact or leading)[0]
    # of a single one thousands of candidates need not be looked at again
    targets = leading[0].targets
    if len(leading) > 1:
        targets = tuple(sorted({target for one in leading for target in one.targets}))
    if len(targets) == 1 and others is not Others.MAKE_UNSURE:
        return best if others is Others.SAY_NOTHING else _weaker(best)
    return replace(best, kind=LinkKind.AMBIGUOUS, targets=targets)


def _weaker(link: Link | None) -> Link | None:
    is_exact = link is not None and link.kind is LinkKind.EXACT
    return replace(link, kind=LinkKind.INFERRED) if link is not None and is_exact else link


def _beside(
    kind: str, name: str | None, instances: list[Instance], *, is_planned: bool
) -> Link | None:
    """Say whether what does not lead to the wanted type may be what is unknown."""
    if kind.startswith(_OURS) or kind in _LED_TO:
        return None
    values = [one.values.get(name or "") for one in instances]
    known = name is not None and not any(map(is_hidden, values))
    return None if known and (is_planned or None not in values) else _OTHER


def _chosen(
    keys: Collection[_Index], step: Step | None, of: _Reference
) -> tuple[Collection[_Index], bool]:
    """Return the keys of the instances that are meant, and whether that is certain."""
    if isinstance(step, Key):
        return (step.value,) if step.value in keys else (), True
    if len(keys) == 1:
        return tuple(keys), True
    is_same, is_certain = of.index(keys, step)
    return ((of.scope.key,), is_certain) if is_same else (keys, True)


def _index_of(steps: tuple[Step, ...]) -> tuple[Step | None, tuple[Step, ...]]:
    """Take the index off the steps that follow the name of a resource or module."""
    is_index = bool(steps) and not isinstance(steps[0], str)
    return (steps[0], steps[1:]) if is_index else (None, steps)


def _is_index(traversal: Traversal) -> bool:
    named = (traversal.root, traversal.steps)
    return named in {("each", ("key",)), ("count", ("index",))}


def _label(traversal: Traversal) -> tuple[str, str, tuple[Step, ...]]:
    """Return what a reference calls a block, the type of that, and the steps behind it."""
    count = 2 if traversal.root == "data" else 1
    names = [step for step in traversal.steps[:count] if isinstance(step, str)]
    kind = names[0] if traversal.root == "data" and names else traversal.root
    return ".".join((traversal.root, *names)), kind, traversal.steps[count:]
