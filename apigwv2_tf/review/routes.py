"""Routes of HTTP APIs that come, go or get another key, and where their requests go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Impact
from apigwv2_tf.review import guards
from apigwv2_tf.review.authorization import moves, request_verdicts
from apigwv2_tf.review.differences import Differs, differs
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.names import path_order, route_name, route_words
from apigwv2_tf.surface.requests import shifts
from apigwv2_tf.surface.selection import Selector, parse_key
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import codes, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.requests import Shift
    from apigwv2_tf.surface.selection import RouteKey


def route_changes(pair: ApiPair) -> Iterator[Finding]:
    """Tell of the routes of an HTTP API that come, go or get another key."""
    if pair.is_websocket:
        return
    sides = _Sides(pair)
    for route in pair.routes.removed:
        yield from sides.removed(route)
    for route in pair.routes.added:
        yield from sides.added(route)
    for before, after in pair.routes.both:
        if before.key != after.key:
            yield from sides.renamed(before, after)


@dataclass(frozen=True)
class _Sides:
    """The routes of an API before and after, with what chooses among them."""

    pair: ApiPair

    @cached_property
    def _routes_before(self) -> dict[str, Route]:
        return _by_key(self.pair.before.routes)

    @cached_property
    def _routes_after(self) -> dict[str, Route]:
        return _by_key(self.pair.routes_after)

    @cached_property
    def _before(self) -> Selector:
        return _selector(self._routes_before)

    @cached_property
    def _after(self) -> Selector:
        return _selector(self._routes_after)

    @cached_property
    def _has_unseen_routes(self) -> bool:
        """Whether a route may answer that is not seen here."""
        routes = (*self.pair.before.routes, *self.pair.routes_after)
        return self.pair.is_partial or any(is_hidden(route.key) for route in routes)

    def removed(self, route: Route) -> Iterator[Finding]:
        """Tell of a route that goes, and who answers its requests afterwards."""
        if route.key in self._routes_after:
            return
        if is_hidden(route.key):
            text = "disappears; which requests it answers is not known before apply"
            yield self._gone(route, "route-removed", text, certain=False)
            return
        key = parse_key(str(route.key))
        if key is None:
            yield self._gone(route, "route-removed", "disappears: its requests get 404")
            return
        found = self._falls[key.text]
        told = [list(self._fall(route, "disappears", shift)) for shift in found]
        yield from chain.from_iterable(told)
        if not found or not all(told):
            yield self._fate(route, found)

    def _fall(self, old: Route, how: str, shift: Shift) -> Iterator[Finding]:
        """Tell where requests fall to a route that asks for something else, or for nothing."""
        if shift.other is not None:
            new = self._routes_after[shift.other.text]
            text = f"{how}: requests now fall to {code(shift.other)} and"
            yield from self._guards(old, old, new, text, shift)

    def _fate(self, route: Route, found: tuple[Shift, ...]) -> Finding:
        """Tell who answers the requests of a route that goes."""
        owners = _names(found)
        if not found:
            text = "disappears; no request reached it, other routes come before it"
            return self._gone(route, "route-removed-covered", text, impact=Impact.COSMETIC)
        has_orphans = any(shift.other is None for shift in found)
        if not has_orphans:
            text = f"disappears: requests now fall to {codes(owners)}"
            return self._unsure(route, "route-removed-covered", text, found, after=codes(owners))
        if owners:
            text = f"disappears: some requests now fall to {codes(owners)}, the others get 404"
        else:
            text = "disappears: nobody answers its requests any more (404)"
        after = f"{codes(owners)}, else 404" if owners else "404"
        return self._unsure(route, "route-removed", text, found, after=after)

    def _unsure(
        self, route: Route, id: str, text: str, found: tuple[Shift, ...], *, after: str
    ) -> Finding:
        """Add what is not certain about who answers."""
        if doubt := _doubt(found):
            return self._gone(route, id, f"{text}; {doubt}", after=after, certain=False)
        if id == "route-removed" and self._has_unseen_routes:
            text = f"{text}, unless a route answers that is not known before apply"
            return self._gone(route, id, text, after=after, certain=False)
        return self._gone(route, id, text, after=after)

    def _gone(
        self,
        route: Route,
        id: str,
        text: str,
        *,
        after: str | None = None,
        certain: bool = True,
        impact: Impact | None = None,
    ) -> Finding:
        return self.pair.finding(
            id,
            route_name(route),
            text,
            route.origin,
            before=guards.words(route, self.pair.whole.before),
            after=after,
            certain=certain,
            impact=impact,
        )

    def added(self, route: Route) -> Iterator[Finding]:
        """Tell of a route that comes, and whose requests it takes."""
        if route.key in self._routes_before:
            return
        found = self._taken(route)
        takes = [shift for shift in found if shift.other is not None]
        told = [list(self._take(route, "is new and takes requests", shift)) for shift in takes]
        yield from chain.from_iterable(told)
        who = (
            f": {guards.everyone(route, self.pair.whole.after)} can call it"
            if guards.is_open(route)
            else ""
        )
        if not all(told):
            text = f"is new and takes requests from {codes(_names(found))}"
            doubt = _doubt(found)
            text, certain = (f"{text}; {doubt}", False) if doubt else (text, True)
            yield self._new(route, "route-takes-requests", text, certain=certain)
        elif is_hidden(route.key):
            text = f"is new; which requests it answers is known after apply{who}"
            yield self._new(route, "route-added", text, certain=False)
        elif parse_key(str(route.key)) is None:
            yield self._new(route, "route-added", "is new")  # AWS refuses it: nobody can call it
        elif not told:
            is_odd = who and self._has_guarded_routes
            yield self._new(route, "open-route-added" if is_odd else "route-added", f"is new{who}")

    def _taken(self, route: Route) -> tuple[Shift, ...]:
        key = parse_key(known(route.key) or "")
        return shifts(key, having=self._after, lacking=self._before) if key else ()

    def _take(self, route: Route, how: str, shift: Shift) -> Iterator[Finding]:
        """Tell where a route takes requests from one that asks for something else."""
        if shift.other is not None and not self._is_told(route, shift):
            old = self._routes_before[shift.other.text]
            text = f"{how} from {code(shift.other)}, which now"
            yield from self._guards(route, old, route, text, shift)

    def _is_told(self, route: Route, shift: Shift) -> bool:
        """Say whether a route that goes tells already that its requests fall to a route."""
        found = self._falls.get(shift.other.text if shift.other else "", ())
        return any(
            fall.other is not None
            and fall.other.text == route.key
            and (fall.tie is None or shift.tie is not None)
            for fall in found
        )

    @cached_property
    def _falls(self) -> dict[str, tuple[Shift, ...]]:
        """Where the requests of each key go that a route has no longer."""
        pairs = (*((route, None) for route in self.pair.routes.removed), *self.pair.routes.both)
        gone = (before for before, after in pairs if after is None or moves(before, after))
        keys = (parse_key(text) for route in gone if (text := known(route.key)))
        return {
            key.text: shifts(key, having=self._before, lacking=self._after)
            for key in keys
            if key is not None
        }

    @cached_property
    def _has_guarded_routes(self) -> bool:
        return any(map(guards.is_guarded, (*self.pair.before.routes, *self.pair.routes_after)))

    def _new(self, route: Route, id: str, text: str, *, certain: bool = True) -> Finding:
        after = guards.words(route, self.pair.whole.after)
        return self.pair.finding(
            id, route_name(route), text, route.origin, after=after, certain=certain
        )

    def _guards(
        self, subject: Route, old: Route, new: Route, how: str, shift: Shift
    ) -> Iterator[Finding]:
        """Tell where requests pass from a route to one that lets others pass."""
        doubt = _doubt([shift])
        for verdict in request_verdicts(self.pair, old, new):
            text = f"{how} {verdict.text}"
            yield self.pair.finding(
                verdict.id,
                route_name(subject),
                f"{text}; {doubt}" if doubt else text,
                subject.origin,
                before=guards.words(old, self.pair.whole.before),
                after=guards.words(new, self.pair.whole.after),
                certain=verdict.certain and not doubt,
            )

    def renamed(self, before: Route, after: Route) -> Iterator[Finding]:
        """Tell of a route that gets another key."""
        if differs(before.key, after.key) is Differs.MAYBE:
            text = f"may get another key: it is {unseen(before.key, after.key)}"
            yield self._keys(before, after, "route-key-unknown", text, certain=False)
            return
        if is_hidden(after.key):
            text = secretly("its key")
            yield self._keys(before, after, "route-key-unknown", text, certain=False)
            return
        old, new = parse_key(str(before.key)), parse_key(str(after.key))
        if old is None or new is None:
            yield self._keys(before, after, "route-renamed", f"becomes {route_words(after)}")
        elif old.shape == new.shape:
            yield self._variables(before, after, old, new)
        else:
            yield self._moved(before, after, old, new)
            yield from self._exchanged(before, after, old, new)

    def _exchanged(
        self, before: Route, after: Route, old: RouteKey, new: RouteKey
    ) -> Iterator[Finding]:
        """Tell what other routes ask of the requests that a key loses, and of those it gets."""
        for shift in self._falls[old.text]:
            if shift.other == new:
                text = f"becomes {code(new)}: requests that it still answers"
                yield from self._guards(before, before, after, text, shift)
            else:
                yield from self._fall(before, f"becomes {code(new)}", shift)
        takes = [shift for shift in self._taken(after) if shift.other is not None]
        for shift in takes:
            yield from self._take(after, "takes requests", shift)
        if not takes and guards.is_open(after) and self._has_guarded_routes:
            everyone = guards.everyone(after, self.pair.whole.after)
            yield self._new(after, "open-route-added", f"is new: {everyone} can call it")

    def _variables(self, before: Route, after: Route, old: RouteKey, new: RouteKey) -> Finding:
        changed = [
            f"{code(one)} becomes {code(other)}"
            for one, other in zip(old.variables, new.variables, strict=True)
            if one != other
        ]
        text = f"keeps its requests, but path parameter {listed(changed)}"
        return self._keys(before, after, "route-variable-renamed", text)

    def _moved(self, before: Route, after: Route, old: RouteKey, new: RouteKey) -> Finding:
        """Tell where requests of the old key go."""
        found = self._falls[old.text]
        owners = _names(found)
        has_orphans = any(shift.other is None for shift in found)
        doubt = _doubt(found)
        taken = [name for name in _names(self._taken(after)) if name != old.text]
        text = f"becomes {code(new)}"
        text += f" and takes requests from {codes(taken)}" if taken else ""
        text += _fates(old, new, owners, has_orphans=has_orphans)
        text += f"; {doubt}" if doubt else ""
        stays = owners == [new.text] and not has_orphans
        impact = Impact.BEHAVIOUR if stays or not found else None
        return self._keys(before, after, "route-renamed", text, certain=not doubt, impact=impact)

    def _keys(
        self,
        before: Route,
        after: Route,
        id: str,
        text: str,
        *,
        certain: bool = True,
        impact: Impact | None = None,
    ) -> Finding:
        return self.pair.finding(
            id,
            route_name(before),
            text,
            after.origin,
            before=shown(before.key),
            after=shown(after.key),
            certain=certain,
            impact=impact,
        )


def _fates(old: RouteKey, new: RouteKey, owners: list[str], *, has_orphans: bool) -> str:
    if not owners and not has_orphans:
        return ""
    if owners == [new.text] and not has_orphans:
        return f", which answers the requests of {code(old)}, too"
    if not owners:
        return f": requests to {code(old)} get 404"
    rest = ", the others get 404" if has_orphans else ""
    return f": {'some ' if rest else ''}requests to {code(old)} now fall to {codes(owners)}{rest}"


def _names(found: Iterable[Shift]) -> list[str]:
    names = (shift.other.text for shift in found if shift.other is not None)
    return sorted(names, key=path_order)


def _doubt(found: Iterable[Shift]) -> str:
    """Say what AWS's documentation leaves open about some requests."""
    unclear = [shift for shift in found if shift.tie is not None]
    if not unclear:
        return ""
    request = unclear[0].request
    asked = code(f"{request.method} {request.path}")
    return f"AWS does not document which route answers {asked}"


def _by_key(routes: Iterable[Route]) -> dict[str, Route]:
    ordered = sorted(routes, key=lambda route: route.origin.address, reverse=True)
    return {key: route for route in ordered if (key := known(route.key)) is not None}


def _selector(routes: Iterable[str]) -> Selector:
    return Selector(key for key in map(parse_key, routes) if key is not None)
