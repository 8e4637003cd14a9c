"""Whether two values differ, where either may be unknown, hidden, or only written another way."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, Sensitive, is_hidden, masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.surface.values import Text

_BRACED = re.compile(r"^\$\{([^{}]+)\}$")
_OPEN = (LinkKind.AMBIGUOUS, LinkKind.UNRESOLVED)


class Differs(Enum):
    """Whether two values differ; nothing is claimed of two that are both unknown."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"

    def __bool__(self) -> bool:
        return self is not Differs.NO

    @property
    def is_certain(self) -> bool:
        """Whether they differ, or do not, for certain."""
        return self is not Differs.MAYBE


def differs(before: object, after: object) -> Differs:
    """
    Compare two values.

    An absent one is the same as an empty one and as ``false``: Terraform writes the one into a plan
    and reads the other from AWS. The order in lists means nothing, as AWS has sets only.
    """
    before, after = _plain(before), _plain(after)
    if before == after:
        return Differs.NO
    if is_hidden(before) or is_hidden(after):
        return _differs_hidden(before, after)
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        return _differs_in_parts(_mapping(before), _mapping(after))
    if isinstance(before, tuple) or isinstance(after, tuple):
        return Sets.of(before, after).differs
    return Differs.YES


def changes_secretly(before: object, after: object) -> bool:
    """Say whether two values differ for certain, and both are sensitive."""
    return is_hidden(after) and differs(before, after) is Differs.YES


def unbraced(expression: Text) -> Text:
    """Return a selection expression with its one variable as AWS writes it without braces."""
    return _BRACED.sub(r"$\1", expression) if isinstance(expression, str) else expression


def any_differs(pairs: Iterable[tuple[object, object]]) -> Differs:
    """Compare pairs of values: certain where any pair is certain to differ."""
    found = {differs(before, after) for before, after in pairs}
    return next((one for one in (Differs.YES, Differs.MAYBE) if one in found), Differs.NO)


def changed_names(before: object, after: object) -> tuple[str, ...]:
    """Return the names in two mappings under which they differ, or may."""
    first, second = _mapping(_plain(before)), _mapping(_plain(after))
    names = sorted(first.keys() | second.keys())
    return tuple(name for name in names if differs(first.get(name), second.get(name)))


def differs_as_json(before: object, after: object) -> Differs:
    """Compare two values that hold JSON text, in which spaces and the order of names are free."""
    return differs(_unordered(before), _unordered(after))


def links_differ(before: Link | None, after: Link | None, moved: Mapping[str, str]) -> Differs:
    """Compare what two links lead to; an address that is moved is the one before."""
    if before is None or after is None:
        is_open = any(
            link is not None and link.kind is LinkKind.UNRESOLVED for link in (before, after)
        )
        return Differs.NO if before is after else Differs.MAYBE if is_open else Differs.YES
    if are_secret(before, after):
        return differs(before.sensitive, after.sensitive)
    now = {moved.get(target, target) for target in after.targets}
    if before.kind in _OPEN and after.kind in _OPEN:
        if before.sensitive or after.sensitive:
            return Differs.MAYBE
        return (
            Differs.YES if before.targets and now and now.isdisjoint(before.targets) else Differs.NO
        )
    if before.kind not in _OPEN and after.kind not in _OPEN:
        same = now == set(before.targets) and before.id == after.id
        return Differs.NO if same else Differs.YES
    targets = (set(before.targets), now)
    return Differs.YES if all(targets) and targets[0].isdisjoint(now) else Differs.MAYBE


def are_secret(before: Link | None, after: Link | None) -> bool:
    """Say whether of both links it can be told only if they lead to the same."""
    return None not in (before and before.sensitive, after and after.sensitive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """
    What two sets of texts do not have in common.

    Args:
        lost: What only the first has, sorted.

        gained: What only the second has, sorted.

        is_certain: Whether that is all, since nothing in either is unknown or hidden.
    """

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    is_certain: bool
    differs: Differs

    @classmethod
    def of(cls, before: object, after: object) -> Sets:
        """Compare two sets of texts; what is hidden on both sides is taken to be the same."""
        first, second = _members(before), _members(after)
        hidden = [any(map(is_hidden, one)) for one in (first, second)]
        lost = _texts(first - second)
        gained = _texts(second - first)
        is_sure = (lost and not hidden[1]) or (gained and not hidden[0])
        differs = Differs.NO if first == second else Differs.YES if is_sure else Differs.MAYBE
        return cls(lost=lost, gained=gained, is_certain=not any(hidden), differs=differs)


def _plain(value: object) -> object:
    """Return a value as it is compared."""
    if value is None or value is False or value in ("", (), [], {}):
        return None
    return tuple(value) if isinstance(value, list) else value


def _differs_hidden(before: object, after: object) -> Differs:
    """Compare two values, one of which cannot be looked at; Terraform may mark a value late."""
    first, second = (
        value if isinstance(value, Sensitive) else masked(value) for value in (before, after)
    )
    is_same = UNKNOWN not in (before, after) and first == second
    both = isinstance(before, Sensitive) and isinstance(after, Sensitive)
    return Differs.NO if is_same else Differs.YES if both else Differs.MAYBE


def _differs_in_parts(before: Mapping[str, object], after: Mapping[str, object]) -> Differs:
    names = sorted(before.keys() | after.keys())
    return any_differs((before.get(name), after.get(name)) for name in names)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _members(value: object) -> frozenset[object]:
    if is_hidden(value):
        return frozenset([value])
    return frozenset(map(_hashable, value)) if isinstance(value, (tuple, list)) else frozenset()


def _hashable(value: object) -> object:
    return (
        json.dumps(value, sort_keys=True, default=str) if isinstance(value, (dict, list)) else value
    )


def _texts(members: frozenset[object]) -> tuple[str, ...]:
    return tuple(sorted(str(member) for member in members if not is_hidden(member)))


def _unordered(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.dumps(json.loads(value), sort_keys=True)
    except (ValueError, RecursionError):
        return value
