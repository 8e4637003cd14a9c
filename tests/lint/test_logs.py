from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import AccessLogFormat
from apigwv2_tf.constructs.access_log import _DEFAULT_FORMATS
from apigwv2_tf.lint import lint
from apigwv2_tf.lint._log_variables import in_format, unknown_to
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import RouteSettings, Source
from apigwv2_tf.surface.values import UNKNOWN, masked
from apigwv2_tf.terms import ProtocolType

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import http, origin, stage, surface, to, websocket
from tests.support.rule_cases import GROUP, LIMITS, resource

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface

_GROUP_ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/live"
_STREAM = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-live"
_GOOD = json.dumps(
    {
        "id": "$context.requestId",
        "status": "$context.status",
        "error": "$context.integration.error",
    }
)
_ELSEWHERE = replace(origin("aws_apigatewayv2_api", "other"), source=Source.ELSEWHERE)


def _logged(format_: Any = _GOOD, **arguments: Any) -> Any:  # noqa: ANN401
    """Return a stage with an access log."""
    ours = {"log_destination": UNKNOWN, "log_group": to(GROUP), "log_format": format_}
    return stage("live", **{**ours, **arguments})


def _with(*names: str) -> str:
    return json.dumps({name: f"$context.{name}" for name in ("requestId", *names)})


def _kept(**values: Any) -> Surface:  # noqa: ANN401
    """Return a stage with an access log in a group with these settings."""
    group = resource("aws_cloudwatch_log_group", "live", **values)
    return surface(http(_logged()), resources=(group,))


def _traced(**settings: Any) -> Any:  # noqa: ANN401
    return stage("live", default_settings=replace(LIMITS, **settings))


_ACCOUNT = resource("aws_api_gateway_account")

CASES = [
    # LOG-001
    fires("no-access-log", "none", http(stage())),
    fires("no-access-log", "empty, as a state has it", http(stage(log_destination=""))),
    fires("no-access-log", "a WebSocket API", websocket(stage("live"))),
    silent("no-access-log", "a log group", http(_logged())),
    silent("no-access-log", "no stage", http()),
    # LOG-002
    fires(
        "bad-log-format", "no request id", http(_logged("$context.status")), severity=Severity.ERROR
    ),
    fires(
        "bad-log-format",
        "a word that is no format",
        http(_logged("json")),
        severity=Severity.ERROR,
        text="lacks `$context.requestId`",
    ),
    fires(
        "bad-log-format",
        "several lines",
        http(_logged("$context.requestId\n$context.status")),
        severity=Severity.ERROR,
    ),
    fires(
        "bad-log-format",
        "a variable of REST APIs",
        http(_logged(_with("resourcePath"))),
        text="`-` for `$context.resourcePath`",
    ),
    fires("bad-log-format", "of WebSocket APIs", http(_logged(_with("connectionId")))),
    fires("bad-log-format", "of HTTP APIs", websocket(_logged(_with("httpMethod")))),
    fires("bad-log-format", "all claims", http(_logged(_with("authorizer.claims")))),
    silent("bad-log-format", "good", http(_logged())),
    silent("bad-log-format", "extended id", http(_logged("$context.extendedRequestId"))),
    silent("bad-log-format", "of an authorizer", http(_logged(_with("authorizer.tenant")))),
    silent("bad-log-format", "no log", http(stage())),
    silent(
        "bad-log-format",
        "of either, protocol unknown",
        http(_logged(_with("connectionId")), origin=_ELSEWHERE, protocol=None),
    ),
    unsure("bad-log-format", "unknown", http(_logged(UNKNOWN)), text="known after apply"),
    unsure("bad-log-format", "sensitive", http(_logged(masked("x"))), text="sensitive"),
    # LOG-003
    *(
        fires("secrets-in-log", name, http(_logged(_with(name))), severity=severity)
        for name, severity in (
            ("identity.apiKey", None),
            ("authorizer.access_token", None),
            ("authorizer.claims.jwt", None),
            ("authorizer.claims.email", Severity.MEDIUM),
            ("authorizer.claims.sub", Severity.MEDIUM),
            ("identity.clientCert.clientCertPem", Severity.MEDIUM),
        )
    ),
    silent(
        "secrets-in-log", "none", http(_logged(_with("authorizer.tenant", "identity.apiKeyId")))
    ),
    unsure("secrets-in-log", "unknown", http(_logged(UNKNOWN))),
    # LOG-004
    fires("no-errors-in-log", "none", http(_logged(_with("status")))),
    silent("no-errors-in-log", "one", http(_logged(_with("integrationErrorMessage")))),
    unsure("no-errors-in-log", "unknown", http(_logged(UNKNOWN))),
    # LOG-005
    fires("log-without-fields", "common log format", http(_logged("$context.requestId - -"))),
    fires("log-without-fields", "a list", http(_logged('["$context.requestId"]'))),
    silent("log-without-fields", "JSON", http(_logged())),
    silent(
        "log-without-fields",
        "numbers without quotes",
        http(_logged('{"id": "$context.requestId", "status": $context.status}')),
    ),
    unsure("log-without-fields", "unknown", http(_logged(UNKNOWN))),
    # LOG-006
    fires("messages-in-log", "for all routes", websocket(_traced(data_trace=True))),
    fires(
        "messages-in-log",
        "for one",
        websocket(stage("live", route_settings={"send": RouteSettings(data_trace=True)})),
        text="every message of `send`",
    ),
    silent("messages-in-log", "off", websocket(_traced(data_trace=False))),
    silent("messages-in-log", "an HTTP API", http(_traced(data_trace=True))),
    unsure("messages-in-log", "unknown", websocket(_traced(data_trace=UNKNOWN))),
    # LOG-007
    fires("no-execution-log", "no settings", websocket(stage("live"))),
    fires("no-execution-log", "off", websocket(_traced(logging_level="OFF"))),
    silent(
        "no-execution-log",
        "errors, and a role",
        surface(websocket(_traced(logging_level="ERROR")), resources=(_ACCOUNT,)),
    ),
    silent("no-execution-log", "an HTTP API", http(stage())),
    unsure("no-execution-log", "level unknown", websocket(_traced(logging_level=UNKNOWN))),
    unsure(
        "no-execution-log",
        "no role here",
        websocket(_traced(logging_level="INFO")),
        text="for want of a CloudWatch Logs role",
    ),
    # LOG-008
    fires("execution-log-of-http-api", "level", http(_traced(logging_level="INFO"))),
    fires("execution-log-of-http-api", "trace", http(_traced(data_trace=True))),
    silent("execution-log-of-http-api", "off", http(_traced(logging_level="OFF"))),
    silent("execution-log-of-http-api", "computed", http(_traced(logging_level=UNKNOWN))),
    silent("execution-log-of-http-api", "none", http(stage())),
    silent("execution-log-of-http-api", "WebSocket", websocket(_traced(logging_level="INFO"))),
    unsure(
        "execution-log-of-http-api",
        "protocol unknown",
        http(_traced(logging_level="INFO"), origin=_ELSEWHERE, protocol=UNKNOWN),
    ),
    # LOG-009
    fires("careless-log-group", "for ever", _kept(kms_key_id="key"), text="for ever"),
    fires("careless-log-group", "0 is for ever", _kept(retention_in_days=0)),
    fires(
        "careless-log-group",
        "no key",
        _kept(retention_in_days=30),
        severity=Severity.INFO,
        text="not encrypted with a key of yours",
    ),
    fires(
        "careless-log-group",
        "a bucket",
        http(_logged(log_destination="arn:aws:s3:::logs", log_group=None)),
        severity=Severity.ERROR,
    ),
    fires(
        "careless-log-group",
        "a stream, of an HTTP API",
        http(_logged(log_destination=_STREAM, log_group=None)),
        severity=Severity.ERROR,
    ),
    fires("careless-log-group", "a star", http(_logged(log_destination=f"{_GROUP_ARN}:*"))),
    silent("careless-log-group", "good", _kept(retention_in_days=30, kms_key_id="key")),
    silent("careless-log-group", "key unknown", _kept(retention_in_days=30, kms_key_id=UNKNOWN)),
    silent("careless-log-group", "elsewhere", http(_logged(log_destination=_GROUP_ARN))),
    silent(
        "careless-log-group",
        "a stream, of a WebSocket API",
        websocket(_logged(log_destination=_STREAM, log_group=None)),
    ),
    unsure("careless-log-group", "retention unknown", _kept(retention_in_days=UNKNOWN)),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each rule says of each surface what it should."""
    check(case)


@pytest.mark.parametrize("protocol", [ProtocolType.HTTP, ProtocolType.WEBSOCKET])
def test_our_own_format_is_fine(protocol: ProtocolType) -> None:
    """What the constructs log by themselves has no fault that a rule about formats knows."""
    make = http if protocol is ProtocolType.HTTP else websocket
    given = surface(make(_logged(json.dumps(_DEFAULT_FORMATS[protocol]))))
    ids = {"bad-log-format", "secrets-in-log", "no-errors-in-log", "log-without-fields"}

    assert not [finding for finding in lint(given) if finding.id in ids]


def test_common_log_format_names_what_http_apis_lack() -> None:
    """AWS CDK's format has one variable that HTTP APIs do not have, and no other."""
    names = in_format(AccessLogFormat.clf().text)

    assert unknown_to("HTTP", names) == ["resourcePath"]


def test_variables_end_where_aws_ends_them() -> None:
    """What follows a variable is not part of its name."""
    assert in_format("$context.status-$context.path: $context.routeKey.") == (
        "status",
        "path",
        "routeKey",
    )


def test_words_fit_a_missing_key() -> None:
    """Where only the key of a log group is missing, why and what to do are about keys as well."""
    (found,) = (one for one in lint(_kept(retention_in_days=30)) if one.id == "careless-log-group")

    assert "without a key of yours" in found.why
    assert "Set what is missing: `retention_in_days` or `kms_key_id`" in found.advice
