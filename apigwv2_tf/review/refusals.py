"""Routes that AWS refuses as they are written, whatever Terraform does in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code
from apigwv2_tf.review import guards
from apigwv2_tf.surface.elements import Authorizer, Source
from apigwv2_tf.surface.names import authorizer_words, route_name
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.selection import CONNECT, parse_key
from apigwv2_tf.surface.values import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Route

_TYPES = {"JWT": "JWT", "CUSTOM": "REQUEST"}


def refused_routes(pair: ApiPair) -> Iterator[Finding]:
    """Tell of routes that an apply makes or changes, and that AWS does not take."""
    added = ((None, route) for route in pair.routes.added)
    for before, after in (*pair.routes.both, *added):
        if after.origin.source is not Source.RESOURCE:
            continue
        yield from _key(pair, before, after)
        if after.key == CONNECT or not pair.is_websocket:  # who sends messages is not asked
            yield from _without_authorizer(pair, before, after)
            yield from _another_type(pair, before, after)


def _is_sent(pair: ApiPair, before: Route | None, after: Route) -> bool:
    """Say whether an apply makes or changes a route."""
    if before is None or before != after:
        return True
    return pair.whole.creates(after) or pair.whole.action(pair.whole.old(after)) is Action.UPDATE


def _key(pair: ApiPair, before: Route | None, after: Route) -> Iterator[Finding]:
    key = known(after.key)
    is_same = before is not None and before.key == after.key
    if key and pair.after.is_http and not is_same and parse_key(key) is None:
        text = f"{code(key)} is not a route key: AWS refuses it"
        yield pair.finding("apply-fails-route-key", route_name(after), text, after.origin)


def _without_authorizer(pair: ApiPair, before: Route | None, after: Route) -> Iterator[Finding]:
    if guards.lacks_authorizer(after) and _is_sent(pair, before, after):
        text = f"is of type {code(guards.kind(after))} and has no authorizer: AWS refuses it"
        yield pair.finding("apply-fails-authorizer-missing", route_name(after), text, after.origin)


def _another_type(pair: ApiPair, before: Route | None, after: Route) -> Iterator[Finding]:
    """Tell of a route whose authorizer is, or becomes, one of another type."""
    authorizer = pair.whole.after.authorizer(after.authorizer)
    kind = known(guards.kind(after))
    if authorizer is None or kind not in _TYPES or known(authorizer.type) in (None, _TYPES[kind]):
        return
    is_sent = _is_sent(pair, before, after)
    old = pair.whole.before.by_address.get(pair.whole.old(authorizer))
    if is_sent or not isinstance(old, Authorizer) or old.type != authorizer.type:
        text = (
            f"is of type {code(kind)}, and {authorizer_words(authorizer)} is of type "
            f"{code(known(authorizer.type))}: AWS refuses that"
        )
        # a new authorizer has a new id, which the route must get
        certain = is_sent or pair.whole.creates(authorizer)
        yield pair.finding(
            "apply-fails-authorizer-type", route_name(after), text, after.origin, certain=certain
        )
