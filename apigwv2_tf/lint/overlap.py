"""Open routes that take what a guarded route was meant to take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apigwv2_tf.lint._leads import lead
from apigwv2_tf.lint._routing import Routing, key_of
from apigwv2_tf.lint._verdicts import Doubts, doubt, guide, hit, http_apis, text_of
from apigwv2_tf.lint.authorization import is_guarded
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Integration
from apigwv2_tf.surface.names import route_name, route_words
from apigwv2_tf.surface.selection import ANY, METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.selection import RouteKey

_Way = tuple[str, Doubts]


def _ways_around(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        if all(is_guarded(route) for route in api.routes):
            continue
        routing = Routing(api)
        for route, key in routing.keyed:
            found = _best(_ways(surface, routing, route, key)) if is_guarded(route) else None
            if found is not None:
                text, doubts = found
                yield hit(api, route_name(route), text, route.origin, (*unsure, *doubts))


def _best(ways: Iterator[_Way]) -> _Way | None:
    """Return the first way that is certain, or else the first."""
    first = None
    for way in ways:
        if not way[1]:
            return way
        first = first or way
    return first


def _ways(surface: Surface, routing: Routing, route: Route, key: RouteKey) -> Iterator[_Way]:
    """Yield which requests pass by the authorization of a route, and the doubts about each."""
    for method, path in _beside(routing, key):
        winner = routing.route(method, path)
        if winner is None or is_guarded(winner) or not _is_wider(winner, key):
            continue
        doubts = _same_backend(surface, route, winner)
        if doubts is not None:
            parts = path.split("/")
            request = f"{method} {'/'.join('*' if one == routing.unused else one for one in parts)}"
            unsure = doubt("`authorization_type`", winner.authorization_type)
            text = f"{code(request)} goes to its backend by the open route {route_words(winner)}"
            yield text, (*doubts, *unsure)


def _beside(routing: Routing, key: RouteKey) -> Iterator[tuple[str, str]]:
    """Yield requests that are like those of a route, and that it may not get."""
    path = routing.path(key)
    paths = [path]
    if not path.endswith("/"):
        paths.append(f"{path}/")  # with a slash at the end
    if key.is_greedy and key.segments:
        paths.append(path.rpartition("/")[0])  # without what a greedy variable takes
    for one in paths:
        yield from ((method, one) for method in METHODS if method != "OPTIONS")


def _is_wider(route: Route, key: RouteKey) -> bool:
    """Say whether a route takes what is around a key, and not a part of that on purpose."""
    own = key_of(route)
    if own is None or (own.method != ANY and own.shape == replace(key, method=own.method).shape):
        return False
    return own.covers(key)


def _same_backend(surface: Surface, one: Route, other: Route) -> Doubts | None:
    """Return the doubts whether two routes lead to the same backend; None where they do not."""
    if one.target is None or other.target is None:
        return None
    if one.target.id and one.target.id == other.target.id:
        return ()
    first = lead(surface, one.target, Integration, "`target`")
    second = lead(surface, other.target, Integration, "`target`")
    doubts = (*first.doubts, *second.doubts)
    pairs = [_is_same(a, b) for a in first.elements for b in second.elements]
    if pairs and all(pairs):
        return doubts if len(pairs) > 1 else ()
    return doubts if doubts and (any(pairs) or not pairs) else None


def _is_same(one: Integration, other: Integration) -> bool:
    if one.origin.address == other.origin.address:
        return True
    function = one.backend.target if one.backend else None
    same_function = bool(function and other.backend and other.backend.target == function)
    return same_function or bool(text_of(one.uri) and one.uri == other.uri)


RULES = (
    Rule(
        id="open-way-around",
        code="AUTH-015",
        severity=Severity.HIGH,
        title="A wider open route leads round the authorization of a narrower one",
        why=(
            "A request with another method, or with a slash at its end, misses the guarded route "
            "and reaches the same backend through the open one."
        ),
        fix=(
            "Give the wider route (`ANY`, a greedy variable or `$default`) an authorizer too; "
            "with the constructs: `default_authorizer=` of `HttpApi`."
        ),
        link=guide("http-api-develop-routes"),
        same_as=("CWE-288", "CWE-863"),
        check=_ways_around,
    ),
)
