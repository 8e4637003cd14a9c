from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.lint import lint
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import ApiMapping, RouteResponse, Source
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    API,
    UNRESOLVED,
    action,
    guarded,
    http,
    integration,
    origin,
    route,
    surface,
    to,
    to_integration,
    url,
    websocket,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.values import Text

_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_OTHER = http(integration("other"), origin=origin("aws_apigatewayv2_api", "other"), name="other")
_TO_OTHER = route(target=to_integration("other"))
_RESPONSE = RouteResponse(origin=origin("aws_apigatewayv2_route_response", "r"), key="$default")


def _mapped(path: str, key: Text) -> Surface:
    """Return a surface with a route, and its API under a domain name."""
    mapping = ApiMapping(
        origin=origin("aws_apigatewayv2_api_mapping", "shop"),
        api=API,
        domain=to("aws_apigatewayv2_domain_name.shop"),
        domain_name="shop.example",
        stage=None,
        key=key,
    )
    return surface(http(route(path)), mappings=(mapping,))


CASES = [
    # ROUTE-001
    fires("invalid-route-key", "small letters", http(route("get /orders"))),
    fires("invalid-route-key", "no method", http(route("/orders"))),
    fires("invalid-route-key", "an unknown method", http(route("TRACE /orders"))),
    fires("invalid-route-key", "no slash", http(route("GET orders"))),
    fires("invalid-route-key", "a space", http(route("GET /my orders"))),
    fires("invalid-route-key", "a query", http(route("GET /orders?id=1"))),
    fires("invalid-route-key", "no message", websocket(route(""))),
    fires(
        "invalid-route-key",
        "odd characters",
        http(route("GET /orders!")),
        severity=Severity.LOW,
    ),
    silent("invalid-route-key", "a path", http(route("GET /orders/{id}/a-b_c.d"))),
    silent("invalid-route-key", "the root", http(route("ANY /"))),
    silent("invalid-route-key", "the rest", http(route("$default"))),
    silent("invalid-route-key", "a message", websocket(route("send it"))),
    unsure("invalid-route-key", "unknown", http(route(UNKNOWN))),
    # ROUTE-002
    fires("duplicate-route-key", "twice", http(route(), route(name="again"))),
    fires(
        "duplicate-route-key",
        "twice on a WebSocket API",
        websocket(route("send"), route("send", "again")),
    ),
    silent("duplicate-route-key", "two methods", http(route(), route("PUT /orders", "put"))),
    silent("duplicate-route-key", "two APIs", surface(http(route()), replace(_OTHER))),
    silent("duplicate-route-key", "two unknown", http(route(UNKNOWN), route(UNKNOWN, "again"))),
    # ROUTE-003
    fires(
        "conflicting-variable-names",
        "the same but for that",
        http(route("GET /a/{id}"), route("GET /a/{key}", "other")),
    ),
    fires(
        "conflicting-variable-names",
        "a common start",
        http(route("GET /a/{id}"), route("GET /a/{key}/b", "other")),
        severity=Severity.LOW,
        text="the variable `key` stands where `GET /a/{id}` has `id`",
    ),
    silent(
        "conflicting-variable-names",
        "one name",
        http(route("GET /a/{id}"), route("GET /a/{id}/b", "b"), route("PUT /a/{id}", "put")),
    ),
    silent(
        "conflicting-variable-names",
        "other places",
        http(route("GET /a/{id}"), route("GET /b/{key}", "other")),
    ),
    # ROUTE-004
    fires("invalid-path-variable", "greedy in the middle", http(route("GET /{proxy+}/a"))),
    fires("invalid-path-variable", "half a part", http(route("GET /users/{id}.json"))),
    fires("invalid-path-variable", "two in a part", http(route("GET /{a}{b}"))),
    fires("invalid-path-variable", "no name", http(route("GET /{}"))),
    fires("invalid-path-variable", "one name twice", http(route("GET /{id}/{id}"))),
    silent("invalid-path-variable", "whole parts", http(route("GET /{id}/{proxy+}"))),
    # ROUTE-005
    fires(
        "unreachable-route",
        "every method is there",
        http(route("ANY /a"), *(route(f"{method} /a", method) for method in _METHODS)),
    ),
    fires(
        "unreachable-route",
        "nothing is left",
        http(route("$default"), route("ANY /{proxy+}", "a"), route("ANY /", "b")),
    ),
    silent(
        "unreachable-route",
        "the root is left",
        http(route("$default"), route("ANY /{proxy+}", "a")),
    ),
    silent(
        "unreachable-route",
        "a method is left",
        http(route("ANY /a"), *(route(f"{method} /a", method) for method in _METHODS[1:])),
    ),
    silent(
        "unreachable-route",
        "deeper paths are left",
        http(route("ANY /{proxy+}"), route("ANY /{a}", "a"), route("ANY /{a}/{b}", "b")),
    ),
    silent("unreachable-route", "twice", http(route(), route(name="again"))),
    # ROUTE-006
    fires("wide-route", "an open rest", http(route("$default"), integration())),
    fires("wide-route", "a queue", http(guarded("ANY /orders"), action("SQS-SendMessage"))),
    fires(
        "wide-route",
        "always a POST",
        http(guarded("ANY /orders"), url("https://backend.example", method="POST")),
    ),
    silent("wide-route", "a function", http(guarded("ANY /orders"), integration())),
    silent("wide-route", "a method", http(guarded("POST /orders"), action("SQS-SendMessage"))),
    silent("wide-route", "a guarded rest", http(guarded("$default"), integration())),
    silent(
        "wide-route",
        "only reading",
        http(guarded("ANY /config"), action("AppConfig-GetConfiguration")),
    ),
    unsure("wide-route", "where to", http(guarded("ANY /orders", target=UNRESOLVED))),
    # ROUTE-007
    fires("route-without-integration", "on an HTTP API", http(route(target=None))),
    fires(
        "route-without-integration",
        "a message",
        websocket(route("send", target=None)),
        severity=Severity.INFO,
    ),
    silent("route-without-integration", "one", http(route())),
    silent("route-without-integration", "unknown", http(route(target=UNRESOLVED))),
    silent("route-without-integration", "$connect", websocket(route("$connect", target=None))),
    # ROUTE-008
    fires("integration-of-another-api", "of another", surface(http(_TO_OTHER), _OTHER)),
    silent("integration-of-another-api", "its own", http(route(), integration())),
    silent(
        "integration-of-another-api",
        "managed elsewhere",
        http(route(target=Link(kind=LinkKind.EXTERNAL, id="abc"))),
    ),
    unsure("integration-of-another-api", "not here", http(route())),
    unsure("integration-of-another-api", "unresolved", http(route(target=UNRESOLVED))),
    unsure(
        "integration-of-another-api",
        "one of two",
        surface(http(route(target=to_integration("backend", "other")), integration()), _OTHER),
    ),
    unsure(
        "integration-of-another-api",
        "an API elsewhere",
        surface(
            http(_TO_OTHER), replace(_OTHER, origin=replace(_OTHER.origin, source=Source.ELSEWHERE))
        ),
    ),
    # ROUTE-009
    fires("reserved-path", "under a domain name", _mapped("GET /ping", None)),
    silent("reserved-path", "behind a path", _mapped("GET /ping", "shop")),
    silent("reserved-path", "another path", _mapped("GET /health", None)),
    silent("reserved-path", "no domain name", http(route("GET /ping"))),
    unsure("reserved-path", "which path", _mapped("GET /ping", UNKNOWN)),
    # ROUTE-010
    fires(
        "messages-without-route",
        "a dollar",
        websocket(route("$default"), route("$send", "send")),
        severity=Severity.ERROR,
    ),
    fires("messages-without-route", "no rest", websocket(route("send")), severity=Severity.LOW),
    fires(
        "messages-without-route",
        "as HTTP APIs choose",
        websocket(route("$default"), route_selection_expression="$request.method $request.path"),
    ),
    fires(
        "messages-without-route",
        "no answer",
        websocket(route("$default", response_selection_expression="$default")),
    ),
    fires(
        "messages-without-route",
        "an answer nobody gets",
        websocket(route("$default", responses=(_RESPONSE,))),
    ),
    silent(
        "messages-without-route",
        "answers",
        websocket(
            route("$default", response_selection_expression="$default", responses=(_RESPONSE,))
        ),
    ),
    silent(
        "messages-without-route",
        "text around",
        websocket(
            route("$default"),
            route_selection_expression="${request.body.service}/${request.body.action}",
        ),
    ),
    silent("messages-without-route", "an HTTP API", http(route())),
    unsure(
        "messages-without-route",
        "expression unknown",
        websocket(route("$default"), route_selection_expression=UNKNOWN),
    ),
    unsure(
        "messages-without-route", "a key unknown", websocket(route(UNKNOWN)), severity=Severity.LOW
    ),
    # ROUTE-011
    fires("empty-path-part", "in the middle", http(route("GET /a//b"))),
    fires("empty-path-part", "at the end", http(route("GET /a/")), severity=Severity.MEDIUM),
    silent("empty-path-part", "none", http(route("GET /a/b"))),
    silent("empty-path-part", "the root", http(route("GET /"))),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)


def test_words_fit_a_wide_route() -> None:
    """Why and what to do are about an open ``$default`` as much as about ``ANY``."""
    given = surface(http(route("$default"), route("ANY /orders", "any"), integration()))
    (found,) = (one for one in lint(given) if one.id == "wide-route")

    assert found.subject == "$default"
    assert found.why.startswith("An open `$default` lets everything pass")
    assert found.advice.startswith("Guard `$default`, or")
