from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    API,
    FUNCTION,
    UNRESOLVED,
    asking,
    function,
    guarded,
    http,
    jwt,
    permission,
    surface,
    to,
    websocket,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.values import Text

_SIMPLE = asking(simple_responses=True)
_SECOND = guarded("PUT /orders", "put")
_BY_ROUTE = ("$request.header.Authorization", "$context.routeKey")
_TEMPLATE = "${aws_apigatewayv2_api.shop.execution_arn}"
_ALIAS = Resource(
    address="aws_lambda_alias.live",
    type="aws_lambda_alias",
    values={},
    links={"function_name": to(FUNCTION)},
)


def _permitted(source_arn: Text, expression: str | None = None, **arguments: Any) -> Surface:  # noqa: ANN401
    """Return a surface with an authorizer and a permission for this source."""
    link = to(API, expression=expression) if source_arn is UNKNOWN else None
    given = permission(source_arn=source_arn, api=link, **arguments)
    api = http(asking(), id="abc123")
    return surface(api, permissions=(given,), resources=(function(),))


CASES = [
    # AUTH-006
    fires("token-without-audience", "none", http(jwt(audience=None))),
    fires("token-without-audience", "empty", http(jwt(audience=()))),
    silent("token-without-audience", "one", http(jwt())),
    silent("token-without-audience", "a function", http(asking())),
    unsure("token-without-audience", "unknown", http(jwt(audience=UNKNOWN))),
    silent("token-without-audience", "one that is unknown", http(jwt(audience=(UNKNOWN,)))),
    # AUTH-008
    fires("doubtful-issuer", "http", http(jwt(issuer="http://login.example"))),
    fires("doubtful-issuer", "none", http(jwt(issuer=None))),
    fires("doubtful-issuer", "a query", http(jwt(issuer="https://login.example?a=b"))),
    fires("doubtful-issuer", "a wildcard", http(jwt(issuer="https://*.login.example"))),
    fires(
        "doubtful-issuer",
        "everybody's, without audience",
        http(jwt(issuer="https://accounts.google.com", audience=None)),
        text="everybody's",
    ),
    fires(
        "doubtful-issuer",
        "every tenant's, without audience",
        http(jwt(issuer="https://login.microsoftonline.com/common/v2.0", audience=None)),
    ),
    fires(
        "doubtful-issuer",
        "a slash",
        http(jwt(issuer="https://login.example/")),
        severity=Severity.LOW,
    ),
    fires(
        "doubtful-issuer",
        "Auth0 without slash",
        http(jwt(issuer="https://shop.eu.auth0.com")),
        severity=Severity.MEDIUM,
    ),
    silent("doubtful-issuer", "Auth0 with slash", http(jwt(issuer="https://shop.eu.auth0.com/"))),
    silent(
        "doubtful-issuer", "Google with audience", http(jwt(issuer="https://accounts.google.com"))
    ),
    silent("doubtful-issuer", "a path", http(jwt(issuer="https://login.example/realms/shop"))),
    unsure("doubtful-issuer", "unknown", http(jwt(issuer=UNKNOWN)), severity=Severity.LOW),
    unsure(
        "doubtful-issuer",
        "sensitive",
        http(jwt(issuer=masked("https://login.example"))),
        severity=Severity.LOW,
    ),
    unsure(
        "doubtful-issuer",
        "everybody's, audience unknown",
        http(jwt(issuer="https://accounts.google.com", audience=UNKNOWN)),
    ),
    # AUTH-009
    fires(
        "token-in-query-string",
        "in the query",
        http(jwt(identity_sources=("$request.querystring.token",))),
        text="query string",
    ),
    fires(
        "token-in-query-string",
        "two places",
        http(jwt(identity_sources=("$request.header.A", "$request.header.B"))),
        severity=Severity.ERROR,
    ),
    fires(
        "token-in-query-string",
        "no place",
        http(jwt(identity_sources=None)),
        severity=Severity.ERROR,
    ),
    fires(
        "token-in-query-string",
        "no part of the request",
        http(jwt(identity_sources=("$context.identity.sourceIp",))),
        severity=Severity.ERROR,
    ),
    silent("token-in-query-string", "a header", http(jwt())),
    silent(
        "token-in-query-string",
        "a function",
        http(asking(identity_sources=("$request.querystring.token",))),
    ),
    unsure("token-in-query-string", "unknown", http(jwt(identity_sources=UNKNOWN))),
    # AUTH-010
    fires("implicit-decision-cache", "left out", http(asking(result_ttl_seconds=None))),
    fires(
        "implicit-decision-cache",
        "nothing to know callers by",
        http(asking(identity_sources=None)),
        severity=Severity.ERROR,
    ),
    silent("implicit-decision-cache", "said", http(asking())),
    silent("implicit-decision-cache", "said to be none", http(asking(result_ttl_seconds=0))),
    silent(
        "implicit-decision-cache",
        "nothing to remember",
        http(asking(identity_sources=None, result_ttl_seconds=None)),
    ),
    silent("implicit-decision-cache", "a token", http(jwt())),
    unsure("implicit-decision-cache", "unknown", http(asking(result_ttl_seconds=UNKNOWN))),
    # AUTH-011
    fires("decision-for-all-routes", "two routes", http(guarded(), _SECOND, _SIMPLE)),
    fires(
        "decision-for-all-routes",
        "left out, five minutes",
        http(guarded(), _SECOND, asking(simple_responses=True, result_ttl_seconds=None)),
    ),
    silent("decision-for-all-routes", "one route", http(guarded(), _SIMPLE)),
    silent("decision-for-all-routes", "policies", http(guarded(), _SECOND, asking())),
    silent(
        "decision-for-all-routes",
        "by route",
        http(guarded(), _SECOND, asking(simple_responses=True, identity_sources=_BY_ROUTE)),
    ),
    silent(
        "decision-for-all-routes",
        "not remembered",
        http(guarded(), _SECOND, asking(simple_responses=True, result_ttl_seconds=0)),
    ),
    silent(
        "decision-for-all-routes",
        "on WebSocket APIs",
        websocket(guarded("$connect"), guarded("send", "send"), _SIMPLE),
    ),
    unsure(
        "decision-for-all-routes",
        "time unknown",
        http(guarded(), _SECOND, asking(simple_responses=True, result_ttl_seconds=UNKNOWN)),
    ),
    unsure(
        "decision-for-all-routes",
        "answer unknown",
        http(guarded(), _SECOND, asking(simple_responses=UNKNOWN)),
    ),
    unsure(
        "decision-for-all-routes",
        "second route not certain",
        http(guarded(), guarded("PUT /", "put", authorizer=UNRESOLVED), _SIMPLE),
    ),
    # AUTH-012
    fires(
        "decision-for-others",
        "by address",
        http(asking(identity_sources=("$context.identity.sourceIp",))),
    ),
    fires(
        "decision-for-others",
        "by user agent",
        http(asking(identity_sources=("$request.header.User-Agent",))),
    ),
    silent("decision-for-others", "by token", http(asking())),
    silent(
        "decision-for-others",
        "by address and token",
        http(asking(identity_sources=("$context.identity.sourceIp", "$request.header.X-Key"))),
    ),
    silent(
        "decision-for-others",
        "not remembered",
        http(asking(identity_sources=("$context.identity.sourceIp",), result_ttl_seconds=0)),
    ),
    unsure("decision-for-others", "unknown", http(asking(identity_sources=UNKNOWN))),
    # AUTH-017
    fires(
        "authorizer-payload-version",
        "yes or no with 1.0",
        http(asking(payload_format_version="1.0", simple_responses=True)),
    ),
    fires("authorizer-payload-version", "none", http(asking(payload_format_version=None))),
    fires("authorizer-payload-version", "on WebSocket APIs", websocket(asking())),
    silent("authorizer-payload-version", "2.0", http(_SIMPLE)),
    silent(
        "authorizer-payload-version",
        "policies with 1.0",
        http(asking(payload_format_version="1.0")),
    ),
    silent(
        "authorizer-payload-version",
        "WebSocket, as a state has it",
        websocket(asking(payload_format_version="", simple_responses=False)),
    ),
    unsure(
        "authorizer-payload-version",
        "unknown",
        http(asking(payload_format_version=UNKNOWN, simple_responses=True)),
    ),
    unsure(
        "authorizer-payload-version",
        "answer unknown",
        http(asking(payload_format_version="1.0", simple_responses=UNKNOWN)),
    ),
    # AUTH-018
    fires(
        "authorizer-not-permitted",
        "no permission",
        surface(http(asking()), resources=(function(),)),
    ),
    fires(
        "authorizer-not-permitted",
        "for routes only",
        _permitted("arn:aws:execute-api:eu-west-1:123456789012:abc123/*/*/*"),
    ),
    fires(
        "authorizer-not-permitted",
        "for routes only, by reference",
        _permitted(UNKNOWN, f"{_TEMPLATE}/*/GET/orders"),
    ),
    fires(
        "authorizer-not-permitted",
        "for another API",
        _permitted("arn:aws:execute-api:eu-west-1:123456789012:other/*"),
    ),
    fires(
        "authorizer-not-permitted",
        "for another service",
        _permitted(None, principal="events.amazonaws.com"),
    ),
    silent("authorizer-not-permitted", "for everything", _permitted(None)),
    silent(
        "authorizer-not-permitted",
        "for the API",
        _permitted("arn:aws:execute-api:eu-west-1:123456789012:abc123/*/*"),
    ),
    silent(
        "authorizer-not-permitted",
        "for this authorizer, by reference",
        _permitted(UNKNOWN, f"{_TEMPLATE}/authorizers/${{aws_apigatewayv2_authorizer.staff.id}}"),
    ),
    silent("authorizer-not-permitted", "by reference", _permitted(UNKNOWN, f"{_TEMPLATE}/*/*")),
    silent(
        "authorizer-not-permitted",
        "through an alias",
        surface(
            http(asking(function=to("aws_lambda_alias.live"))),
            permissions=(permission(),),
            resources=(function(), _ALIAS),
        ),
    ),
    silent("authorizer-not-permitted", "by a role", http(asking(credentials_arn=UNKNOWN))),
    silent(
        "authorizer-not-permitted",
        "a function elsewhere",
        http(asking(function=Link(kind=LinkKind.EXTERNAL, id="check"))),
    ),
    silent("authorizer-not-permitted", "a token", http(jwt())),
    unsure(
        "authorizer-not-permitted",
        "for an API that is or is not this one",
        surface(
            http(asking(), id=UNKNOWN),
            permissions=(
                permission(source_arn="arn:aws:execute-api:eu-west-1:123456789012:abc123/*"),
            ),
            resources=(function(),),
        ),
    ),
    unsure("authorizer-not-permitted", "which function", http(asking(function=UNRESOLVED))),
    unsure("authorizer-not-permitted", "for what", _permitted(UNKNOWN)),
    unsure(
        "authorizer-not-permitted",
        "for which function",
        _permitted(None, function=UNRESOLVED),
    ),
    unsure(
        "authorizer-not-permitted",
        "a function that is only looked up",
        surface(http(asking()), resources=(function(data=True),)),
    ),
    # AUTH-015 stands in test_overlap.py
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)
