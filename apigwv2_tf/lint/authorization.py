"""
Who may call a route.

What a change does to authorization, ``AUTH-016``, is told by the review of a plan: it takes two
surfaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint._leads import lead, users
from apigwv2_tf.lint._verdicts import (
    Doubts,
    doubt,
    gaps,
    guide,
    hit,
    http_apis,
    items_of,
    text_of,
    websocket_apis,
)
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Authorizer, Source
from apigwv2_tf.surface.names import authorizer_name, route_name
from apigwv2_tf.surface.selection import CONNECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Api, Surface

_KIND_OF = {"JWT": "JWT", "CUSTOM": "REQUEST"}
_TYPE = "`authorization_type`"


def is_open(route: Route) -> bool:
    """Say whether anyone may call a route for certain."""
    return route.authorization_type in ("NONE", None, "")


def is_guarded(route: Route) -> bool:
    """Say whether a route asks who calls it for certain."""
    return not is_open(route) and not doubt(_TYPE, route.authorization_type)


def is_preflight(route: Route) -> bool:
    """Say whether a route is for the question of browsers, which carries no token."""
    return text_of(route.key).startswith("OPTIONS ")


def _open_routes(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        for route in api.routes:
            if is_guarded(route) or is_preflight(route):
                continue
            doubts = (
                *unsure,
                *doubt("`route_key`", route.key),
                *doubt(_TYPE, route.authorization_type),
            )
            yield hit(
                api, route_name(route), "anyone who has the URL can call it", route.origin, doubts
            )


def _open_connect(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        connects = [route for route in api.routes if route.key == CONNECT]
        if not connects and api.routes:
            unknown = [one for route in api.routes for one in doubt("a `route_key`", route.key)]
            text = "every connection is accepted, because there is no such route"
            yield hit(api, CONNECT, text, api.origin, (*gaps(surface, api), *unknown))
        for route in connects:
            if is_guarded(route) or route.api_key_required is True:
                continue
            doubts = (
                *doubt(_TYPE, route.authorization_type),
                *doubt("`api_key_required`", route.api_key_required),
            )
            yield hit(api, CONNECT, "anyone who has the URL can connect", route.origin, doubts)


def _never_asked(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        for route in api.routes:
            wants = route.authorizer is not None or not is_open(route)
            if route.key == CONNECT or not wants:
                continue
            doubts = list(doubt("`route_key`", route.key))
            if route.authorizer is None:
                doubts += doubt(_TYPE, route.authorization_type)
            text = "its authorization never runs, because only `$connect` is authorized"
            yield hit(api, route_name(route), text, route.origin, doubts)


def _not_bound(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for route in api.routes:
            if api.is_websocket and route.key != CONNECT:
                continue
            found = _binding(route)
            if found is not None:
                text, severity = found
                doubts = doubt(_TYPE, route.authorization_type)
                yield hit(api, route_name(route), text, route.origin, doubts, severity)


def _binding(route: Route) -> tuple[str, Severity] | None:
    """Return what is wrong with authorization type and authorizer of a route, and how bad it is."""
    kind, bound = text_of(route.authorization_type), route.authorizer is not None
    unknown = bool(doubt(_TYPE, route.authorization_type))
    if bound and (unknown or kind not in _KIND_OF):
        return "its authorizer is never asked, because its type asks for none", Severity.HIGH
    if not bound and (unknown or kind in _KIND_OF):
        needing = f"type {code(kind)}" if kind else "a type that needs one"
        return f"it is of {needing} and has no authorizer", Severity.ERROR
    return None


def _other_kinds(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for route in api.routes:
            kind = text_of(route.authorization_type)
            if api.is_websocket and kind == "JWT":
                text = "it asks for JSON web tokens, which WebSocket APIs do not check"
                yield hit(api, route_name(route), text, route.origin)
            elif route.authorizer is not None and not is_open(route) and kind != "AWS_IAM":
                yield from _other_kind(surface, api, route)


def _other_kind(surface: Surface, api: Api, route: Route) -> Iterator[Hit]:
    found = lead(surface, route.authorizer, Authorizer, "`authorizer_id`")
    foreign = found.doubts_whether(lambda one: one.api != api.origin.address)
    if foreign is not None and found.elements:
        text = "its authorizer belongs to another API"
        doubts = [*foreign, *_apart(surface, api, found.elements)]
        yield hit(api, route_name(route), text, route.origin, doubts)
        return
    wanted = _KIND_OF.get(text_of(route.authorization_type))
    kinds = [reason for one in found.elements for reason in doubt("`authorizer_type`", one.type)]
    kinds += doubt(_TYPE, route.authorization_type)
    doubts_about = found.doubts_whether(lambda one: one.type != wanted)
    if doubts_about is not None:
        needed = f"of type {wanted}" if wanted else "of the type that the route needs"
        text = f"its authorizer is not {needed}"
        yield hit(api, route_name(route), text, route.origin, (*doubts_about, *kinds))


def _apart(surface: Surface, api: Api, found: tuple[Authorizer, ...]) -> Doubts:
    """Say why two APIs may be the same after all."""
    owners = [api, *(surface.api(one.api) for one in found)]
    elsewhere = any(one is None or one.origin.source is Source.ELSEWHERE for one in owners)
    return ("one of the APIs is managed elsewhere",) if elsewhere else ()


def _no_scopes(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for route in api.routes:
            scopes = items_of("`authorization_scopes`", route.scopes)
            if route.authorization_type != "JWT" or scopes.are_there:
                continue
            found = surface.authorizer(route.authorizer)
            whose = "that its authorizer takes" if found and found.audience else "of the issuer"
            text = f"every token {whose} is accepted, whatever it may do elsewhere"
            yield hit(api, route_name(route), text, route.origin, scopes.doubts)


def _ignored_scopes(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for route in api.routes:
            scopes = items_of("`authorization_scopes`", route.scopes)
            if route.authorization_type == "JWT" or not (scopes.values or scopes.doubts):
                continue
            unsure = doubt(_TYPE, route.authorization_type)
            doubts = unsure if scopes.are_there else (*scopes.doubts, *unsure)
            text = "its scopes are never checked, because it takes no JSON web tokens"
            yield hit(api, route_name(route), text, route.origin, doubts)


def _unused(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        asked = [route for route in api.routes if not is_preflight(route)]
        if api.authorizers and asked and all(is_open(route) for route in asked):
            text = "all routes are open, although the API has authorizers"
            doubts = gaps(surface, api)
            yield hit(api, "authorizers", text, api.origin, doubts, Severity.HIGH)
            continue
        using = users(api, lambda route: route.authorizer)
        for authorizer in api.authorizers:
            doubts_about = using.doubts_about(authorizer.origin.address, "`authorizer_id`")
            if doubts_about is not None:
                subject = authorizer_name(authorizer)
                doubts = (*gaps(surface, api), *doubts_about)
                text = "no route uses it"
                yield hit(api, subject, text, authorizer.origin, doubts)


RULES = (
    Rule(
        id="open-route",
        code="AUTH-001",
        severity=Severity.HIGH,
        title="A route of an HTTP API asks nobody who they are",
        why="Whoever has the URL can call it, and URLs get around.",
        fix=(
            "Set `authorization_type` and `authorizer_id`, or suppress the rule for a route that "
            "is meant to be public; with the constructs: `authorizer=` of the route or "
            "`default_authorizer=` of `HttpApi`."
        ),
        link=guide("http-api-access-control"),
        same_as=(
            "CKV_AWS_309",
            "APIGateway.8",
            "api-gwv2-authorization-type-configured",
            "CT.APIGATEWAY.PR.5",
            "AwsSolutions-APIG4",
            "CWE-306",
        ),
        check=_open_routes,
    ),
    Rule(
        id="open-connect",
        code="AUTH-002",
        severity=Severity.HIGH,
        title="A WebSocket API lets everyone connect",
        why=(
            "Only `$connect` can be authorized, and its answer holds for every message of the "
            "connection; without such a route every connection is accepted."
        ),
        fix=(
            'Give the route `$connect` an authorizer or `authorization_type = "AWS_IAM"`; with the '
            "constructs: `authorizer=` of the route `$connect`."
        ),
        link=guide("apigateway-websocket-api-route-keys-connect-disconnect"),
        same_as=("CKV_AWS_309", "APIGateway.8", "CT.APIGATEWAY.PR.5", "CWE-306"),
        check=_open_connect,
    ),
    Rule(
        id="authorization-never-asked",
        code="AUTH-003",
        severity=Severity.HIGH,
        title="A WebSocket route other than `$connect` has an authorization",
        why="AWS accepts it without a word and never runs it.",
        fix=(
            "Move `authorization_type` and `authorizer_id` to the route `$connect`; with the "
            "constructs: `authorizer=` of the route `$connect`, all others are refused."
        ),
        link=guide("apigateway-websocket-api-lambda-auth"),
        same_as=("CWE-862",),
        check=_never_asked,
    ),
    Rule(
        id="authorizer-not-bound",
        code="AUTH-004",
        severity=Severity.HIGH,
        title="Authorization type and authorizer of a route do not go together",
        why=(
            "AWS refuses `JWT` and `CUSTOM` without an authorizer, and never asks an authorizer "
            "beside `NONE` or `AWS_IAM`."
        ),
        fix=(
            "Set `authorization_type` to `JWT` or `CUSTOM` exactly where there is an "
            "`authorizer_id`; with the constructs: give `authorizer=` only, the type follows from "
            "it."
        ),
        link=guide("http-api-access-control"),
        same_as=("CWE-862",),
        check=_not_bound,
    ),
    Rule(
        id="authorizer-of-another-kind",
        code="AUTH-005",
        severity=Severity.ERROR,
        title="The authorizer of a route is of another type, or of another API",
        why="AWS refuses the route when it is applied; the plan looks fine.",
        fix=(
            "Use an authorizer of the same API: of type `JWT` for `JWT`, `REQUEST` for "
            "`CUSTOM`; with the constructs: give `authorizer=` only, the type follows from it."
        ),
        link=guide("http-api-access-control"),
        check=_other_kinds,
    ),
    Rule(
        id="token-without-scopes",
        code="AUTH-007",
        severity=Severity.LOW,
        title="A route with a JWT authorizer asks for no scope",
        why=(
            "AWS cannot tell access tokens from ID tokens, and recommends scopes to keep out "
            "those that were not issued for this."
        ),
        fix=(
            "Set `authorization_scopes`; with the constructs: `authorization_scopes=` of the "
            "route or `default_authorization_scopes=` of `HttpApi`."
        ),
        link=guide("http-api-jwt-authorizer"),
        same_as=("CWE-863",),
        check=_no_scopes,
    ),
    Rule(
        id="unused-authorizer",
        code="AUTH-013",
        severity=Severity.LOW,
        title="An authorizer is used by no route",
        why=(
            "It protects nothing; where all routes are open beside it, somebody probably believes "
            "that it does."
        ),
        fix=(
            "Set `authorizer_id` and `authorization_type` of the routes, or delete the "
            "authorizer; with the constructs: `authorizer=` of the routes or "
            "`default_authorizer=` of `HttpApi`."
        ),
        link=guide("http-api-access-control"),
        same_as=("CWE-306",),
        check=_unused,
    ),
    Rule(
        id="ignored-scopes",
        code="AUTH-014",
        severity=Severity.MEDIUM,
        title="A route has scopes but takes no JSON web tokens",
        why="Scopes are checked by JWT authorizers only.",
        fix=(
            "Set `authorization_type` to `JWT` and a JWT authorizer, or take "
            "`authorization_scopes` away; with the constructs: an `HttpJwtAuthorizer` or an "
            "`HttpUserPoolAuthorizer`."
        ),
        link=guide("http-api-jwt-authorizer"),
        same_as=("CWE-862",),
        check=_ignored_scopes,
    ),
)
