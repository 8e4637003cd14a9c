from __future__ import annotations

from dataclasses import replace

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    UNRESOLVED,
    asking,
    guarded,
    http,
    jwt,
    origin,
    route,
    surface,
    to_authorizer,
    websocket,
)

_ELSEWHERE = replace(origin("aws_apigatewayv2_api", "other"), source=Source.ELSEWHERE)
_CONNECT = guarded("$connect", authorization_type="CUSTOM", scopes=None)

CASES = [
    # AUTH-001
    fires("open-route", "no authorization", http(route())),
    fires("open-route", "the whole rest", http(route("$default"))),
    fires("open-route", "empty, as a state has it", http(route(authorization_type=""))),
    silent("open-route", "an authorizer", http(guarded())),
    silent("open-route", "IAM", http(route(authorization_type="AWS_IAM"))),
    silent("open-route", "preflight", http(route("OPTIONS /{proxy+}"))),
    silent("open-route", "a WebSocket message", websocket(route("send"))),
    unsure("open-route", "type unknown", http(route(authorization_type=UNKNOWN))),
    unsure("open-route", "type sensitive", http(route(authorization_type=masked("NONE")))),
    unsure("open-route", "method unknown", http(route(UNKNOWN))),
    unsure(
        "open-route",
        "protocol unknown",
        http(route(), origin=_ELSEWHERE, protocol=UNKNOWN),
        text="protocol_type",
    ),
    # AUTH-002
    fires("open-connect", "no such route", websocket(route("$default")), text="no such route"),
    fires("open-connect", "no authorization", websocket(route("$connect"))),
    silent("open-connect", "an authorizer", websocket(_CONNECT)),
    silent("open-connect", "an API key", websocket(route("$connect", api_key_required=True))),
    silent("open-connect", "an HTTP API", http(route())),
    silent("open-connect", "no route at all", websocket()),
    unsure(
        "open-connect", "type unknown", websocket(route("$connect", authorization_type=UNKNOWN))
    ),
    unsure(
        "open-connect", "API key unknown", websocket(route("$connect", api_key_required=UNKNOWN))
    ),
    unsure("open-connect", "a key unknown", websocket(route(UNKNOWN))),
    unsure(
        "open-connect", "part of a plan", surface(websocket(route("send")), notes=("Targeted.",))
    ),
    fires(
        "open-connect",
        "part of another API",
        surface(
            websocket(route("send")),
            http(origin=origin("aws_apigatewayv2_api", "other")),
            notes=("aws_apigatewayv2_api.other: its OpenAPI document is known after apply",),
        ),
    ),
    # AUTH-003
    fires("authorization-never-asked", "an authorizer", websocket(guarded("send"))),
    fires(
        "authorization-never-asked", "IAM", websocket(route("send", authorization_type="AWS_IAM"))
    ),
    silent("authorization-never-asked", "on $connect", websocket(_CONNECT)),
    silent("authorization-never-asked", "open", websocket(route("send"))),
    silent("authorization-never-asked", "an HTTP API", http(guarded())),
    unsure(
        "authorization-never-asked",
        "type unknown",
        websocket(route("send", authorization_type=UNKNOWN)),
    ),
    unsure("authorization-never-asked", "key unknown", websocket(guarded(UNKNOWN))),
    # AUTH-004
    fires(
        "authorizer-not-bound",
        "no authorizer",
        http(guarded(authorizer=None)),
        severity=Severity.ERROR,
        text="it is of type `JWT` and has no authorizer",
    ),
    fires(
        "authorizer-not-bound",
        "never asked",
        http(guarded(authorization_type="NONE")),
        severity=Severity.HIGH,
    ),
    fires(
        "authorizer-not-bound",
        "beside IAM",
        http(guarded(authorization_type="AWS_IAM")),
        severity=Severity.HIGH,
    ),
    silent("authorizer-not-bound", "bound", http(guarded())),
    silent("authorizer-not-bound", "bound, id unknown", http(guarded(authorizer=UNRESOLVED))),
    silent("authorizer-not-bound", "open", http(route())),
    silent("authorizer-not-bound", "a WebSocket message", websocket(guarded("send"))),
    unsure(
        "authorizer-not-bound",
        "type unknown",
        http(guarded(authorization_type=UNKNOWN)),
        severity=Severity.HIGH,
    ),
    unsure(
        "authorizer-not-bound",
        "type unknown, no authorizer",
        http(route(authorization_type=UNKNOWN)),
        severity=Severity.ERROR,
    ),
    # AUTH-005
    fires(
        "authorizer-of-another-kind",
        "a function for a token",
        http(guarded(), asking()),
        text="not of type JWT",
    ),
    fires(
        "authorizer-of-another-kind",
        "of another API",
        surface(
            http(guarded(authorizer=to_authorizer("other"))),
            _other := http(
                jwt("other"), origin=origin("aws_apigatewayv2_api", "other"), name="other"
            ),
        ),
        text="another API",
    ),
    fires("authorizer-of-another-kind", "tokens on WebSocket", websocket(guarded("$connect"))),
    silent("authorizer-of-another-kind", "a token", http(guarded(), jwt())),
    silent(
        "authorizer-of-another-kind",
        "a function",
        http(guarded(authorization_type="CUSTOM"), asking()),
    ),
    silent(
        "authorizer-of-another-kind",
        "one of two of the right kind",
        http(guarded(authorizer=to_authorizer("a", "b")), jwt("a"), jwt("b")),
    ),
    silent(
        "authorizer-of-another-kind",
        "managed elsewhere",
        http(guarded(authorizer=Link(kind=LinkKind.EXTERNAL, id="abc"))),
    ),
    unsure(
        "authorizer-of-another-kind",
        "one of two, of both kinds",
        http(guarded(authorizer=to_authorizer("a", "b")), jwt("a"), asking("b")),
        text="one of `aws_apigatewayv2_authorizer.a`",
    ),
    unsure("authorizer-of-another-kind", "unresolved", http(guarded(authorizer=UNRESOLVED))),
    unsure("authorizer-of-another-kind", "not here", http(guarded())),
    unsure("authorizer-of-another-kind", "kind unknown", http(guarded(), jwt(type=UNKNOWN))),
    unsure(
        "authorizer-of-another-kind",
        "of an API elsewhere",
        surface(
            http(guarded(authorizer=to_authorizer("other"))),
            replace(_other, origin=_ELSEWHERE),
        ),
    ),
    # AUTH-007
    fires("token-without-scopes", "none", http(guarded(scopes=None))),
    fires("token-without-scopes", "empty, as a state has it", http(guarded(scopes=()))),
    silent("token-without-scopes", "one", http(guarded())),
    silent("token-without-scopes", "one of two unknown", http(guarded(scopes=("a", UNKNOWN)))),
    silent("token-without-scopes", "no tokens", http(route())),
    silent("token-without-scopes", "one that is unknown", http(guarded(scopes=(UNKNOWN,)))),
    unsure("token-without-scopes", "unknown", http(guarded(scopes=UNKNOWN))),
    # AUTH-013
    fires("unused-authorizer", "one of two", http(guarded(), jwt(), jwt("other"))),
    fires(
        "unused-authorizer",
        "all open",
        http(route(), jwt()),
        severity=Severity.HIGH,
        text="all routes are open",
    ),
    silent("unused-authorizer", "used", http(guarded(), jwt())),
    unsure(
        "unused-authorizer",
        "maybe used",
        http(guarded(), jwt(), jwt("other"), guarded("PUT /", "put", authorizer=UNRESOLVED)),
    ),
    unsure(
        "unused-authorizer",
        "routes in an unknown document",
        http(jwt(), document=UNKNOWN),
        text="body is known after apply",
    ),
    # AUTH-014
    fires("ignored-scopes", "a function", http(guarded(authorization_type="CUSTOM"))),
    silent("ignored-scopes", "a token", http(guarded())),
    silent("ignored-scopes", "none", http(route(scopes=()))),
    unsure("ignored-scopes", "type unknown", http(guarded(authorization_type=UNKNOWN))),
    unsure("ignored-scopes", "scopes unknown", http(route(scopes=UNKNOWN))),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)
