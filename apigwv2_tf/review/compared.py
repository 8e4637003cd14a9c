"""The two sides of a comparison with what is looked up in them, and findings about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from apigwv2_tf.report import Finding
from apigwv2_tf.review.differences import Differs, links_differ
from apigwv2_tf.review.kinds import BY_ID
from apigwv2_tf.review.pairs import Pairs, paired
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.names import api_name
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.selection import parse_key
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from apigwv2_tf.report import Impact
    from apigwv2_tf.review.pairs import E, HasOrigin
    from apigwv2_tf.surface.elements import Authorizer, Origin, Route, Stage
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.plan import Change, Comparison

_STAYS = (Action.NONE, Action.READ, Action.FORGET)


@dataclass(frozen=True)
class Compared:
    """
    A comparison with what is looked up in it.

    Args:
        comparison: The comparison.
    """

    comparison: Comparison

    @property
    def before(self) -> Surface:
        """The first side."""
        return self.comparison.before

    @property
    def after(self) -> Surface:
        """The second side."""
        return self.comparison.after

    @property
    def is_planned(self) -> bool:
        """Whether Terraform says what it does to each resource."""
        return self.comparison.planned

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """What is done to each resource, by its address before; without what was left behind."""
        changes = [change for change in self.comparison.changes if not change.deposed]
        return {change.previous_address or change.address: change for change in changes}

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The addresses before of what is moved, by those after."""
        return self.comparison.moved()

    def action(self, address: str) -> Action:
        """Return what is done to the resource of an address before."""
        change = self.changes.get(address)
        return change.action if change else Action.NONE

    def old(self, element: HasOrigin) -> str:
        """Return the address before of something of the second side."""
        address = element.origin.address
        return self.moved.get(address, address)

    def creates(self, element: HasOrigin) -> bool:
        """Say whether the plan makes something of the second side, anew or for the first time."""
        return self.makes(self.old(element))

    def makes(self, address: str) -> bool:
        """Say whether the plan makes the resource of an address before, anew or first."""
        action = self.action(address)
        return action is Action.CREATE or action.replaces

    def is_changed(self, element: HasOrigin) -> bool:
        """Say whether the plan does something to what is on the first side."""
        return self.action(element.origin.address) not in _STAYS

    def is_replaced(self, element: HasOrigin) -> bool:
        """Say whether the plan makes what is on the first side anew."""
        return self.action(element.origin.address).replaces

    def is_left_alone(self, element: HasOrigin) -> bool:
        """
        Say whether a plan does not touch what is missing on its second side.

        So it is where the plan is for some resources only, or where Terraform stops managing it.
        """
        if not self.is_planned or element.origin.source is not Source.RESOURCE:
            return False
        return self.action(element.origin.address) in _STAYS

    def is_forgotten(self, element: HasOrigin) -> bool:
        """Say whether Terraform stops managing something without touching it."""
        return self.action(element.origin.address) is Action.FORGET

    def pairs(
        self,
        before: Iterable[E],
        after: Iterable[E],
        *keys: Callable[[E], Hashable | None],
    ) -> Pairs[E]:
        """Put the elements of the two sides together, by each key in turn, then by address."""
        found = paired(before, after, *keys, moved=self.moved)
        removed = tuple(one for one in found.removed if not self.is_left_alone(one))
        return Pairs(found.both, removed, found.added)

    def links_differ(self, before: Link | None, after: Link | None) -> Differs:
        """
        Compare what two links lead to.

        An id that no resource here has may be that of one whose id is not known.
        """
        found = links_differ(before, after, self.moved)
        if before is None or after is None or (before.id is None) is (after.id is None):
            return found
        if after.target is not None:
            return found if self._has_another_id(after.target) else Differs.MAYBE
        return found if self.is_planned else Differs.MAYBE

    def _has_another_id(self, address: str) -> bool:
        """Say whether something of the second side has no id on the first, or a known one."""
        old = self.moved.get(address, address)
        return self.is_planned and (self.makes(old) or old in self.before.by_address)


@dataclass(frozen=True)
class ApiPair:
    """
    An API before and after a change.

    Args:
        whole: The comparison that it is from.

        before: The API before.

        after: The API after.
    """

    whole: Compared
    before: Api
    after: Api

    @cached_property
    def name(self) -> str:
        """What people call the API."""
        return api_name(self.after)

    @property
    def is_websocket(self) -> bool:
        """Whether clients send messages to it."""
        return self.after.is_websocket

    @property
    def is_partial(self) -> bool:
        """Whether there may be routes that are not seen here."""
        apis = (self.before, self.after)
        return any(api.origin.source is Source.ELSEWHERE or is_hidden(api.document) for api in apis)

    @cached_property
    def routes(self) -> Pairs[Route]:
        """The routes of the two sides, without those that the plan leaves alone."""
        return self.whole.pairs(
            self.before.routes, self.after.routes, lambda one: known(one.key), _shape
        )

    @cached_property
    def routes_after(self) -> tuple[Route, ...]:
        """The routes that answer afterwards; Terraform need not look after them all."""
        there = {self.whole.old(route) for route in self.after.routes}
        stay = [
            route
            for route in self.before.routes
            if route.origin.address not in there and self.whole.is_left_alone(route)
        ]
        return (*self.after.routes, *stay)

    @cached_property
    def authorizers(self) -> Pairs[Authorizer]:
        """The authorizers of the two sides."""
        return self.whole.pairs(
            self.before.authorizers, self.after.authorizers, lambda one: known(one.name)
        )

    @cached_property
    def stages(self) -> Pairs[Stage]:
        """The stages of the two sides."""
        return self.whole.pairs(self.before.stages, self.after.stages, lambda one: known(one.name))

    @cached_property
    def same_authorizers(self) -> Mapping[str, str]:
        """The addresses before of authorizers that belong together, by those after."""
        pairs = self.authorizers.both
        return {after.origin.address: before.origin.address for before, after in pairs}

    def finding(
        self,
        id: str,
        subject: str,
        text: str,
        origin: Origin,
        *,
        before: str | None = None,
        after: str | None = None,
        certain: bool = True,
        impact: Impact | None = None,
    ) -> Finding:
        """Tell of a change of this API; the arguments are those of `told`."""
        return told(
            id,
            self.name,
            subject,
            text,
            origin,
            before=before,
            after=after,
            certain=certain,
            impact=impact,
        )


def told(
    id: str,
    api: str,
    subject: str,
    text: str,
    origin: Origin,
    *,
    before: str | None = None,
    after: str | None = None,
    certain: bool = True,
    impact: Impact | None = None,
) -> Finding:
    """
    Put what was found beside the words about its kind.

    Args:
        id: The kind of change.

        api: What people call the API.

        subject: What of it, by its natural key.

        text: What changes, in one sentence.

        origin: The element that it is about.

        before: What was there, in a few words.

        after: What will be there.

        certain: Whether this holds for certain.

        impact: What it means for callers, where that differs from its kind's.
    """
    kind = BY_ID[id]
    return Finding(
        id=id,
        level=impact or kind.impact,
        api=api,
        subject=subject,
        text=text,
        why=kind.why,
        advice=kind.advice,
        address=origin.address,
        construct_path=origin.construct_path,
        stack=origin.stack,
        before=before,
        after=after,
        certain=certain,
    )


def _shape(route: Route) -> Hashable | None:
    """Return what a route has in common with others that differ in names of variables only."""
    key = known(route.key)
    parsed = parse_key(key) if key else None
    return parsed.shape if parsed else None
