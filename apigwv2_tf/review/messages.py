"""Routes of WebSocket APIs that come, go or get another key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.review import guards
from apigwv2_tf.review.differences import Differs, differs
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.names import route_name, route_words
from apigwv2_tf.surface.selection import CONNECT, DEFAULT, DISCONNECT
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Surface


def message_route_changes(pair: ApiPair) -> Iterator[Finding]:
    """Tell of the routes of a WebSocket API that come, go or get another key."""
    if not pair.is_websocket:
        return
    keys_after = {route.key for route in pair.routes_after}
    keys_before = {route.key for route in pair.before.routes}
    for route in pair.routes.removed:
        if route.key not in keys_after or is_hidden(route.key):
            yield _removed(pair, route)
    for route in pair.routes.added:
        if route.key not in keys_before or is_hidden(route.key):
            yield _added(pair, route)
    for before, after in pair.routes.both:
        if before.key != after.key:
            yield _renamed(pair, before, after)


def _removed(pair: ApiPair, route: Route) -> Finding:
    if route.key == CONNECT and guards.is_guarded(route):
        text = f"disappears with its {guards.owned(route)}: anyone can connect"
        return _gone(pair, route, "requests-lose-authorization", text)
    if route.key == CONNECT:
        text = "disappears: clients connect without the backend being asked"
        return _gone(pair, route, "connection-event-removed", text)
    if route.key == DISCONNECT:
        text = "disappears: the backend is not told when a connection ends"
        return _gone(pair, route, "connection-event-removed", text)
    if is_hidden(route.key):
        text = "disappears; which messages it answers is not known before apply"
        return _gone(pair, route, "route-removed", text, certain=False)
    if route.key != DEFAULT and _has_default(pair.routes_after):
        return _gone(
            pair, route, "route-removed-covered", "disappears: its messages fall to `$default`"
        )
    what = "messages that no other route takes" if route.key == DEFAULT else "its messages"
    return _orphaned(pair, route, f"disappears: {what} get an error")


def _orphaned(pair: ApiPair, route: Route, text: str) -> Finding:
    if pair.is_partial or any(is_hidden(one.key) for one in pair.routes_after):
        text = f"{text}, unless a route answers that is not known before apply"
        return _gone(pair, route, "route-removed", text, certain=False)
    return _gone(pair, route, "route-removed", text)


def _gone(pair: ApiPair, route: Route, id: str, text: str, *, certain: bool = True) -> Finding:
    before = _words(route, pair.before.routes, pair.whole.before)
    return pair.finding(id, route_name(route), text, route.origin, before=before, certain=certain)


def _added(pair: ApiPair, route: Route) -> Finding:
    if route.key == CONNECT and guards.is_guarded(route):
        needs = guards.asked(route, pair.whole.after)
        text = f"is new: clients need {needs} to connect"
        return _new(pair, route, "authorization-added", text)
    if is_hidden(route.key):
        text = "is new; which messages it answers is known after apply"
        return _new(pair, route, "route-added", text, certain=False)
    if not str(route.key).startswith("$") and _has_default(pair.before.routes):
        return _new(
            pair, route, "route-takes-requests", "is new and takes its messages from `$default`"
        )
    return _new(pair, route, "route-added", "is new")


def _new(pair: ApiPair, route: Route, id: str, text: str, *, certain: bool = True) -> Finding:
    after = _words(route, pair.routes_after, pair.whole.after)
    return pair.finding(id, route_name(route), text, route.origin, after=after, certain=certain)


def _words(route: Route, routes: Iterable[Route], surface: Surface) -> str:
    """Say who may send a message: whoever could connect, unless nothing guards the connection."""
    is_checked = guards.is_open(route) and any(one.key == CONNECT for one in routes)
    return "as `$connect`" if is_checked and route.key != CONNECT else guards.words(route, surface)


def _renamed(pair: ApiPair, before: Route, after: Route) -> Finding:
    id, certain = "route-renamed", True
    if differs(before.key, after.key) is Differs.MAYBE:
        id, certain = "route-key-unknown", False
        text = f"may get another key: it is {unseen(before.key, after.key)}"
    elif is_hidden(after.key):
        id, certain, text = "route-key-unknown", False, secretly("its key")
    elif _has_default(pair.routes_after):
        text = f"becomes {route_words(after)}: messages to {route_words(before)} fall to `$default`"
    else:
        text = f"becomes {route_words(after)}: messages to {route_words(before)} get an error"
    return pair.finding(
        id,
        route_name(before),
        text,
        after.origin,
        before=shown(before.key),
        after=shown(after.key),
        certain=certain,
    )


def _has_default(routes: Iterable[Route]) -> bool:
    return any(route.key == DEFAULT for route in routes)
