"""Applies that AWS refuses though the plan looks fine."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.review.refusals import refused_routes
from apigwv2_tf.surface.names import (
    authorizer_name,
    path_order,
    route_name,
    route_words,
    stage_name,
    stage_words,
)
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.selection import parse_key
from apigwv2_tf.surface.values import known
from apigwv2_tf.surface.words import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.review.pairs import E, HasOrigin
    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.links import Link

_GOES_FIRST = (Action.DELETE_THEN_CREATE, Action.DELETE)


def failing_applies(pair: ApiPair) -> Iterator[Finding]:
    """Tell what AWS refuses of a plan for one API."""
    yield from refused_routes(pair)
    if not pair.whole.is_planned:
        return
    yield from _integrations(pair)
    yield from _authorizers(pair)
    yield from _deployments(pair)
    yield from _routes(pair)
    yield from _stages(pair)


def _integrations(pair: ApiPair) -> Iterator[Finding]:
    """
    Tell of integrations that are deleted while a route leads to them.

    Terraform deletes first and updates the route after that, also where the route gets another
    target in the same apply.
    """
    for integration in pair.before.integrations:
        routes = _staying(pair, integration, lambda route: route.target)
        if routes:
            subject = f"integration of {listed(routes)}"
            yield _in_use(pair, "apply-fails-integration-in-use", subject, integration, routes)


def _authorizers(pair: ApiPair) -> Iterator[Finding]:
    for authorizer in pair.before.authorizers:
        routes = _staying(pair, authorizer, lambda route: route.authorizer)
        if routes:
            subject = authorizer_name(authorizer)
            yield _in_use(pair, "apply-fails-authorizer-in-use", subject, authorizer, routes)


def _staying(pair: ApiPair, element: HasOrigin, link: Callable[[Route], Link | None]) -> list[str]:
    """Return the routes that use something when it is deleted."""
    address = element.origin.address
    if pair.whole.action(address) not in _GOES_FIRST:
        return []
    found = [
        route_name(route)
        for route in pair.before.routes
        if (leads := link(route)) is not None
        and leads.target == address
        and not _is_deleted(pair, route)
    ]
    return sorted(found, key=path_order)


def _is_deleted(pair: ApiPair, element: HasOrigin) -> bool:
    action = pair.whole.action(element.origin.address)
    return action is Action.DELETE or action.replaces


def _in_use(pair: ApiPair, id: str, subject: str, element: HasOrigin, routes: list[str]) -> Finding:
    action = pair.whole.action(element.origin.address)
    users = codes(routes)
    verb = "still use it" if len(routes) > 1 else "still uses it"
    if action is Action.DELETE:
        text = (
            f"is deleted while {users} {verb}: AWS refuses, "
            "unless it was made with `create_before_destroy`"
        )
        return pair.finding(id, subject, text, element.origin, certain=False)
    text = f"is deleted before it is made anew, while {users} {verb}: AWS refuses"
    return pair.finding(id, subject, text, element.origin)


def _deployments(pair: ApiPair) -> Iterator[Finding]:
    for deployment in pair.before.deployments:
        address = deployment.origin.address
        if pair.whole.action(address) is not Action.DELETE_THEN_CREATE:
            continue
        stages = sorted(
            stage_words(stage)
            for stage in pair.before.stages
            if stage.deployment is not None
            and stage.deployment.target == address
            and not _is_deleted(pair, stage)
        )
        if stages:
            verb = "serve" if len(stages) > 1 else "serves"
            users = f"{listed(stages)} {verb} it"
            text = f"is deleted before it is made anew, while {users}: AWS refuses"
            yield pair.finding(
                "apply-fails-deployment-in-use", f"deployment {address}", text, deployment.origin
            )


def _routes(pair: ApiPair) -> Iterator[Finding]:
    routes = (pair.before.routes, pair.after.routes)
    for gone, new in _crossing(pair, *routes, _key_of):
        yield _exists(pair, "apply-fails-route-exists", route_name(new), gone, new)
    for gone, new in _crossing(pair, *routes, _shape_of):
        if gone.key != new.key:
            text = (
                f"is made while {route_words(gone)} goes, in no fixed order: "
                "AWS refuses two names for one variable"
            )
            yield pair.finding("apply-fails-route-conflict", route_name(new), text, new.origin)


def _stages(pair: ApiPair) -> Iterator[Finding]:
    stages = (pair.before.stages, pair.after.stages)
    for gone, new in _crossing(pair, *stages, lambda stage: known(stage.name)):
        yield _exists(pair, "apply-fails-name-exists", stage_name(new), gone, new)


def _exists(pair: ApiPair, id: str, subject: str, gone: HasOrigin, new: HasOrigin) -> Finding:
    text = (
        f"goes from {code(gone.origin.address)} to {code(new.origin.address)} in no fixed order: "
        "AWS refuses the second one while the first is there"
    )
    return pair.finding(id, subject, text, new.origin)


def _crossing(
    pair: ApiPair,
    before: Iterable[E],
    after: Iterable[E],
    key: Callable[[E], Hashable | None],
) -> Iterator[tuple[E, E]]:
    """Yield what leaves a key with what gets it in the same apply, at another address."""
    whole = pair.whole
    now = {whole.old(one): key(one) for one in after}
    leaving: dict[Hashable, list[E]] = defaultdict(list)
    for one in before:
        old = key(one)
        if old is not None and whole.is_changed(one) and now.get(one.origin.address) != old:
            leaving[old].append(one)
    was = {one.origin.address: key(one) for one in before}
    for other in after:
        address = whole.old(other)
        if was.get(address) != key(other):
            yield from ((one, other) for one in leaving.get(key(other), ()))


def _key_of(route: Route) -> str | None:
    return known(route.key)


def _shape_of(route: Route) -> Hashable | None:
    key = parse_key(known(route.key) or "")
    return key.shape if key else None
