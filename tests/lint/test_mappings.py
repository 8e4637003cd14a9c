from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Cors
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, hits, params, silent, unsure
from tests.support.lint_surfaces import action, http, integration, url, websocket

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api

_QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"
_ORDER = {"QueueUrl": _QUEUE, "MessageBody": "$request.body"}


def _send(**parameters: Any) -> Api:  # noqa: ANN401 - as the builders of surfaces
    """Return an API that sends messages to a queue."""
    return http(action("SQS-SendMessage", request_parameters={**_ORDER, **parameters}))


def _mapped(key: str, value: Any = "$request.header.a") -> Api:  # noqa: ANN401 - as above
    """Return an API that changes something in requests."""
    return http(url("https://backend.example", request_parameters={key: value}))


def _answered(key: str, value: str = "x", status: str = "200", **arguments: Any) -> Api:  # noqa: ANN401
    """Return an API that changes something in answers."""
    return http(integration(response_parameters={status: {key: value}}), **arguments)


def _message(key: str, value: Any) -> Api:  # noqa: ANN401 - as above
    """Return a WebSocket API that gives its backend something."""
    return websocket(integration(request_parameters={key: value}))


CASES = [
    # INT-006
    fires(
        "incomplete-service-action",
        "a parameter",
        http(action("SQS-SendMessage", request_parameters={"QueueUrl": _QUEUE})),
        text="lacks `MessageBody`",
    ),
    fires(
        "incomplete-service-action",
        "no role",
        http(action("SQS-SendMessage", request_parameters=_ORDER, credentials_arn=None)),
        text="no `credentials_arn`",
    ),
    fires("incomplete-service-action", "an unknown action", http(action("SNS-Publish"))),
    fires(
        "incomplete-service-action",
        "an event for a URL",
        http(url("https://b.example", payload_format_version="2.0")),
    ),
    silent("incomplete-service-action", "all there", _send()),
    silent(
        "incomplete-service-action",
        "a role that is made too",
        http(action("SQS-SendMessage", request_parameters=_ORDER, credentials_arn=UNKNOWN)),
    ),
    silent("incomplete-service-action", "a function", http(integration())),
    unsure(
        "incomplete-service-action",
        "parameters unknown",
        http(action("SQS-SendMessage", request_parameters=UNKNOWN)),
    ),
    unsure("incomplete-service-action", "action unknown", http(action(UNKNOWN))),
    unsure(
        "incomplete-service-action",
        "version unknown",
        http(url("https://b.example", payload_format_version=UNKNOWN)),
    ),
    # INT-008
    fires(
        "caller-chooses-resource",
        "a queue",
        _send(QueueUrl="$request.header.queue"),
        text="callers choose its `QueueUrl`",
    ),
    fires("caller-chooses-resource", "half a queue", _send(QueueUrl="https://a/${request.path.q}")),
    silent("caller-chooses-resource", "one queue", _send()),
    silent("caller-chooses-resource", "by stage", _send(QueueUrl="$stageVariables.queue")),
    silent(
        "caller-chooses-resource",
        "an execution",
        http(
            action(
                "StepFunctions-StopExecution",
                request_parameters={"ExecutionArn": "$request.body.execution"},
            )
        ),
    ),
    silent("caller-chooses-resource", "a function", http(integration())),
    unsure("caller-chooses-resource", "unknown", _send(QueueUrl=UNKNOWN), severity=Severity.INFO),
    # INT-010
    fires("invalid-mapping", "no such change", _mapped("set:header.a")),
    fires("invalid-mapping", "a reserved header", _mapped("overwrite:header.Authorization")),
    fires("invalid-mapping", "a reserved header of AWS", _mapped("append:header.x-amz-id")),
    fires("invalid-mapping", "a value of nowhere", _mapped("append:header.a", "$request.head.a")),
    fires(
        "invalid-mapping",
        "a claim in brackets",
        _mapped("append:header.a", "$context.authorizer.claims['a:b']"),
    ),
    fires("invalid-mapping", "a filter", _mapped("append:header.a", "$request.body.a[?(@.b)]")),
    fires("invalid-mapping", "too long", _mapped("append:header.a", "x" * 513)),
    fires("invalid-mapping", "no status", _answered("append:header.a", status="600")),
    fires("invalid-mapping", "a path of an answer", _answered("overwrite:path")),
    fires(
        "invalid-mapping",
        "a request in an answer",
        _answered("append:header.a", "$request.header.a"),
    ),
    fires("invalid-mapping", "CORS by hand", _answered("append:header.access-control-max-age")),
    fires("invalid-mapping", "for HTTP", _message("append:header.a", "route.request.body.a")),
    fires(
        "invalid-mapping",
        "without quotes",
        _message("integration.request.header.a", "text"),
    ),
    fires(
        "invalid-mapping",
        "answers of a WebSocket API",
        websocket(integration(response_parameters={"200": {}})),
    ),
    silent("invalid-mapping", "a header", _mapped("append:header.a")),
    silent("invalid-mapping", "a path", _mapped("overwrite:path", "/a/${request.path.id}")),
    silent("invalid-mapping", "a part of the body", _mapped("append:header.a", "$request.body.a")),
    silent("invalid-mapping", "text", _mapped("append:header.a", "costs $5")),
    silent("invalid-mapping", "taken away", _mapped("remove:querystring.a", "")),
    silent("invalid-mapping", "a value of a resource", _mapped("append:header.a", UNKNOWN)),
    silent("invalid-mapping", "a status", _answered("overwrite:statuscode", "201")),
    silent(
        "invalid-mapping",
        "CORS beside CORS, which has a rule of its own",
        _answered("append:header.access-control-max-age", cors=Cors()),
    ),
    silent("invalid-mapping", "a service action", _send()),
    silent(
        "invalid-mapping",
        "a message",
        _message("integration.request.header.a", "route.request.body.a"),
    ),
    unsure(
        "invalid-mapping", "unknown", http(url("https://b.example", request_parameters=UNKNOWN))
    ),
    # INT-011
    fires("secret-in-integration", "a header", _mapped("overwrite:header.x-api-key", "abcd1234")),
    fires("secret-in-integration", "a token", _mapped("append:header.a", "Bearer " + "a" * 20)),
    fires("secret-in-integration", "a user", http(url("https://user:pass@b.example"))),
    fires("secret-in-integration", "a query", http(url("https://b.example/?api_key=abcd1234"))),
    fires(
        "secret-in-integration",
        "a template",
        websocket(integration(request_templates={"$default": '{"password": "abcd1234"}'})),
    ),
    fires(
        "secret-in-integration",
        "a message",
        _message("integration.request.header.x-api-key", "'abcd1234'"),
    ),
    silent("secret-in-integration", "from the request", _mapped("overwrite:header.x-api-key")),
    silent("secret-in-integration", "an id", _mapped("append:header.idempotency-key", "a")),
    silent("secret-in-integration", "a user only", http(url("https://user@b.example"))),
    silent("secret-in-integration", "half an address", http(url("https://[::1/"))),
    silent(
        "secret-in-integration",
        "a variable",
        http(url("https://b.example/?key=${stageVariables.k}")),
    ),
    silent("secret-in-integration", "a queue", _send()),
    unsure(
        "secret-in-integration",
        "sensitive",
        _mapped("overwrite:header.x-api-key", masked("abcd1234")),
    ),
    unsure("secret-in-integration", "unknown", _mapped("append:header.token", UNKNOWN)),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)


@pytest.mark.parametrize(
    "case", params(case for case in CASES if case.rule == "secret-in-integration")
)
def test_secrets_are_not_repeated(case: Case) -> None:
    """A finding about a secret names its place only."""
    said = " ".join(hit.text for hit in hits(case))

    assert not any(secret in said for secret in ("abcd1234", "pass@", "aaaa"))
