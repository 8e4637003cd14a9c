"""What belongs to what on the two sides of a comparison."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from apigwv2_tf.surface.elements import Origin


class HasOrigin(Protocol):
    """A part of a surface."""

    @property
    def origin(self) -> Origin:
        """Where it comes from."""


E = TypeVar("E", bound=HasOrigin)


@dataclass(frozen=True, slots=True)
class Pairs(Generic[E]):
    """
    Elements of the one side with those of the other.

    Args:
        both: Those on both sides.

        removed: Those on the first side only.

        added: Those on the second side only.
    """

    both: tuple[tuple[E, E], ...]
    removed: tuple[E, ...]
    added: tuple[E, ...]


def paired(
    before: Iterable[E],
    after: Iterable[E],
    *keys: Callable[[E], Hashable | None],
    moved: Mapping[str, str],
) -> Pairs[E]:
    """
    Put elements together by each key in turn, then by address.

    Args:
        before: Those of the first side.

        after: Those of the second.

        keys: What to go by; None for an element that has no such key. Of several elements with the
            same key, those with the same address belong together.

        moved: The addresses before of what is moved, by those after.
    """
    rest = _Rest(_by_address(before), _by_address(after), [])
    for key in keys:
        rest.match(
            lambda one, key=key: _and(key(one), _address(one)),  # type: ignore[misc]
            lambda one, key=key: _and(key(one), _old(one, moved)),  # type: ignore[misc]
        )
        rest.match(key, key)
    rest.match(_address, lambda one: _old(one, moved))
    return Pairs(tuple(rest.both), tuple(rest.first), tuple(rest.second))


@dataclass(slots=True)
class _Rest(Generic[E]):
    """What is not put together yet."""

    first: list[E]
    second: list[E]
    both: list[tuple[E, E]]

    def match(
        self, before: Callable[[E], Hashable | None], after: Callable[[E], Hashable | None]
    ) -> None:
        """Put together what has the same key."""
        waiting: dict[Hashable, list[E]] = defaultdict(list)
        for one in reversed(self.first):
            waiting[before(one)].append(one)
        waiting.pop(None, None)
        single = []
        for other in self.second:
            found = waiting.get(after(other))
            if found:
                self.both.append((found.pop(), other))
            else:
                single.append(other)
        taken = {id(one) for one, _ in self.both}
        self.first = [one for one in self.first if id(one) not in taken]
        self.second = single


def _by_address(elements: Iterable[E]) -> list[E]:
    return sorted(elements, key=_address)


def _address(element: HasOrigin) -> str:
    return element.origin.address


def _old(element: HasOrigin, moved: Mapping[str, str]) -> str:
    return moved.get(element.origin.address, element.origin.address)


def _and(key: Hashable | None, address: str) -> Hashable | None:
    return None if key is None else (key, address)
