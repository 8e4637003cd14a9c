"""Where links lead, for rules: to which elements, and what is not certain about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from apigwv2_tf.prose import code
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.words import link_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api, Surface

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Lead(Generic[E]):
    """
    Where a link leads.

    Args:
        elements: What it leads to; all candidates where it is ambiguous, none where it is unknown
            or managed elsewhere.

        doubts: Why that is not certain.

        whole: Whether there are no candidates but `elements`.
    """

    elements: tuple[E, ...] = ()
    doubts: Doubts = ()
    whole: bool = True

    def doubts_whether(self, wrong: Callable[[E], bool]) -> Doubts | None:
        """Return the doubts whether what a link leads to is wrong; None where it is not."""
        if not self.elements:
            return self.doubts or None
        verdicts = [wrong(element) for element in self.elements]
        if all(verdicts) and self.whole:
            return ()
        return self.doubts if any(verdicts) or not self.whole else None


def lead(surface: Surface, link: Link | None, kind: type[E], name: str) -> Lead[E]:
    """
    Follow a link.

    Args:
        surface: Where to.

        link: The link.

        kind: The class of the elements that it may lead to.

        name: The attribute, for the words of doubts.
    """
    if link is None or link.kind is LinkKind.EXTERNAL:
        return Lead()
    if link.kind is LinkKind.UNRESOLVED:
        return Lead(doubts=(f"{name} is known after apply",), whole=False)
    found = [surface.by_address.get(target) for target in link.targets]
    elements = tuple(element for element in found if isinstance(element, kind))
    whole = len(elements) == len(found)
    if link.kind is LinkKind.AMBIGUOUS:
        return Lead(elements, (f"{name} leads to {link_words(link)}",), whole)
    return Lead(
        elements,
        () if whole else (f"{name} leads to {link_words(link)}, which is not here",),
        whole,
    )


@dataclass(frozen=True, slots=True)
class Users:
    """
    Which routes of an API lead to what, by address.

    Args:
        certain: Those that lead there for certain.

        possible: Those that may.

        unresolved: Those that lead nobody knows where.
    """

    certain: Mapping[str, list[Route]]
    possible: Mapping[str, list[Route]]
    unresolved: list[Route]

    def doubts_about(self, address: str, name: str) -> Doubts | None:
        """Return the doubts whether no route leads there; None where one does for certain."""
        if self.certain.get(address):
            return None
        some = self.possible.get(address, []) or self.unresolved
        return (f"{name} of {code(some[0].origin.address)} is not certain",) if some else ()


def users(api: Api, link_of: Callable[[Route], Link | None]) -> Users:
    """
    Sort the routes of an API by what they lead to.

    Args:
        api: The API.

        link_of: Returns the link of a route.
    """
    certain: dict[str, list[Route]] = defaultdict(list)
    possible: dict[str, list[Route]] = defaultdict(list)
    unresolved = []
    for route in api.routes:
        link = link_of(route)
        if link is None:
            continue
        if link.kind is LinkKind.UNRESOLVED:
            unresolved.append(route)
        for target in link.targets:
            (certain if link.target else possible)[target].append(route)
    return Users(certain, possible, unresolved)
