from __future__ import annotations

from dataclasses import replace

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    UNRESOLVED,
    action,
    http,
    integration,
    jwt,
    origin,
    private,
    route,
    stage,
    surface,
    to,
    to_integration,
    url,
    websocket,
)

_CALLER = "arn:aws:iam::*:user/*"
_AS_CALLER = action("SQS-SendMessage", credentials_arn=_CALLER)
_IAM = route(authorization_type="AWS_IAM")
_NETWORK_BALANCER = "http://inside.elb.eu-west-1.amazonaws.com"
_TO_HTTP = to("aws_lb.a", expression="http://${aws_lb.a.dns_name}")
_TO_HTTPS = to("aws_lb.a", expression='"https://${aws_lb.a.dns_name}"')
_BY_STAGE = url("https://${stageVariables.host}/orders")
_SECOND_STAGE = replace(stage("dev"), origin=origin("aws_apigatewayv2_stage", "dev"))
_ROLE = Resource(
    address="aws_apigatewayv2_integration.backend",
    type="aws_apigatewayv2_integration",
    values={},
    links={"credentials_arn": to("aws_iam_role.api")},
)

CASES = [
    # INT-001
    fires("cleartext-backend", "http", http(url("http://backend.example"))),
    fires(
        "cleartext-backend", "http for WebSocket", websocket(url("HTTP://b.example", type="HTTP"))
    ),
    fires("cleartext-backend", "http, then unknown", http(url(UNKNOWN, backend=_TO_HTTP))),
    silent("cleartext-backend", "https", http(url("https://backend.example"))),
    silent("cleartext-backend", "https, then unknown", http(url(UNKNOWN, backend=_TO_HTTPS))),
    silent("cleartext-backend", "a function", http(integration(uri=UNKNOWN))),
    silent("cleartext-backend", "in a VPC", http(private(uri="http://backend.example"))),
    unsure("cleartext-backend", "unknown", http(url(UNKNOWN))),
    unsure("cleartext-backend", "sensitive", http(url(masked("http://user:pass@b.example")))),
    unsure(
        "cleartext-backend",
        "which way",
        http(url("http://backend.example", connection_type=UNKNOWN)),
    ),
    # INT-002
    fires("cleartext-private-backend", "no TLS", http(private(has_tls=False))),
    fires(
        "cleartext-private-backend",
        "http on a WebSocket API",
        websocket(private(uri=_NETWORK_BALANCER, has_tls=False)),
    ),
    silent("cleartext-private-backend", "TLS", http(private())),
    silent("cleartext-private-backend", "on the internet", http(url("http://backend.example"))),
    silent(
        "cleartext-private-backend",
        "https on a WebSocket API",
        websocket(private(uri="https://inside.example", has_tls=False)),
    ),
    unsure("cleartext-private-backend", "unknown", http(private(has_tls=UNKNOWN))),
    # INT-003
    fires("impossible-timeout", "too long", http(integration(timeout_milliseconds=30001))),
    fires("impossible-timeout", "too short", http(integration(timeout_milliseconds=49))),
    fires(
        "impossible-timeout",
        "too long for WebSocket APIs",
        websocket(integration(timeout_milliseconds=30000)),
        text="29,000",
    ),
    silent("impossible-timeout", "the longest", http(integration(timeout_milliseconds=30000))),
    silent("impossible-timeout", "left out", http(integration())),
    silent(
        "impossible-timeout",
        "left out, in a plan",
        http(integration(timeout_milliseconds=UNKNOWN)),
    ),
    silent(
        "impossible-timeout",
        "protocol known by its authorizer",
        http(integration(timeout_milliseconds=29500), jwt(), protocol=UNKNOWN),
    ),
    unsure(
        "impossible-timeout",
        "protocol unknown",
        http(integration(timeout_milliseconds=29500), protocol=UNKNOWN),
    ),
    # INT-004
    fires("unused-integration", "nobody", http(route(), integration(), integration("other"))),
    silent("unused-integration", "a route", http(route(), integration())),
    unsure("unused-integration", "maybe", http(route(target=UNRESOLVED), integration())),
    unsure(
        "unused-integration",
        "one of two",
        http(
            route(target=to_integration("backend", "other")),
            route("PUT /", "put", target=to_integration("other")),
            integration(),
            integration("other"),
        ),
    ),
    # INT-005
    fires("integration-of-another-protocol", "mock", http(integration(type="MOCK"))),
    fires(
        "integration-of-another-protocol",
        "a URL into a VPC",
        http(private(uri="http://inside.example")),
    ),
    fires(
        "integration-of-another-protocol",
        "a service on a WebSocket API",
        websocket(action("SQS-SendMessage")),
    ),
    fires("integration-of-another-protocol", "an ARN on a WebSocket API", websocket(private())),
    silent("integration-of-another-protocol", "a function", http(integration())),
    silent("integration-of-another-protocol", "a listener", http(private())),
    silent(
        "integration-of-another-protocol",
        "a listener that is made too",
        http(private(uri=UNKNOWN, backend=to("aws_lb_listener.a"))),
    ),
    silent(
        "integration-of-another-protocol",
        "mock on a WebSocket API",
        websocket(integration(type="MOCK")),
    ),
    silent(
        "integration-of-another-protocol",
        "a URL on a WebSocket API",
        websocket(private(uri=_NETWORK_BALANCER)),
    ),
    unsure("integration-of-another-protocol", "unknown", http(integration(type=UNKNOWN))),
    unsure("integration-of-another-protocol", "where in the VPC", http(private(uri=UNKNOWN))),
    # INT-007
    fires("callers-credentials-without-iam", "an open route", http(route(), _AS_CALLER)),
    silent("callers-credentials-without-iam", "IAM", http(_IAM, _AS_CALLER)),
    silent("callers-credentials-without-iam", "a role", http(route(), action("SQS-SendMessage"))),
    silent(
        "callers-credentials-without-iam",
        "a role that is made too",
        surface(
            http(route(), action("SQS-SendMessage", credentials_arn=UNKNOWN)), resources=(_ROLE,)
        ),
    ),
    unsure(
        "callers-credentials-without-iam",
        "unknown",
        http(route(), action("SQS-SendMessage", credentials_arn=UNKNOWN)),
        severity=Severity.INFO,
    ),
    unsure(
        "callers-credentials-without-iam",
        "which route",
        http(route(target=UNRESOLVED), _AS_CALLER),
    ),
    unsure(
        "callers-credentials-without-iam",
        "who may call",
        http(route(authorization_type=UNKNOWN), _AS_CALLER),
    ),
    # INT-009
    fires(
        "backend-host-not-fixed",
        "no variable",
        http(
            _BY_STAGE,
            stage(variables={"host": "a"}),
            replace(stage("dev"), origin=origin("s", "d")),
        ),
        text="stage `dev` lacks",
    ),
    fires("backend-host-not-fixed", "the caller's", http(url("https://{tenant}.example/"))),
    fires("backend-host-not-fixed", "a header's", http(url("https://${request.header.h}/"))),
    silent("backend-host-not-fixed", "set", http(_BY_STAGE, stage(variables={"host": "a"}))),
    silent("backend-host-not-fixed", "a path", http(url("https://b.example/{proxy}"))),
    silent("backend-host-not-fixed", "no stage", http(_BY_STAGE)),
    unsure("backend-host-not-fixed", "unknown", http(_BY_STAGE, stage(variables=UNKNOWN))),
    # INT-012
    fires("function-not-called-by-post", "GET", websocket(integration(method="GET"))),
    fires(
        "function-not-called-by-post",
        "by its ARN",
        http(
            integration(
                backend=None,
                uri="arn:aws:lambda:eu-west-1:123456789012:function:backend",
                method="ANY",
            )
        ),
    ),
    silent("function-not-called-by-post", "POST", http(integration(method="POST"))),
    silent("function-not-called-by-post", "left out", http(integration())),
    silent("function-not-called-by-post", "a URL", http(url("https://b.example", method="GET"))),
    unsure("function-not-called-by-post", "unknown", websocket(integration(method=UNKNOWN))),
    # INT-013
    fires("stage-in-backend-path", "a stage", http(private(), stage("live")), text="/live/"),
    silent("stage-in-backend-path", "the root", http(private(), stage())),
    silent(
        "stage-in-backend-path",
        "mapped",
        http(private(request_parameters={"overwrite:path": "$request.path"}), stage("live")),
    ),
    silent("stage-in-backend-path", "public", http(url("https://b.example"), stage("live"))),
    unsure(
        "stage-in-backend-path",
        "unknown",
        http(private(request_parameters=UNKNOWN), stage("live")),
    ),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)
