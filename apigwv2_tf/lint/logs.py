"""
Rules about access logs and execution logs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from apigwv2_tf.lint._log_variables import ERRORS, PERSONAL, REQUEST_IDS, SECRET, unknown_to
from apigwv2_tf.lint._log_variables import in_format as variables
from apigwv2_tf.lint._phrases import hit_at, stages_of
from apigwv2_tf.lint._verdicts import doubt, guide, http_apis, text_of, websocket_apis
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.surface.elements import RouteSettings, Stage
    from apigwv2_tf.surface.model import Api, Surface

_VARIABLE = re.compile(r"\$context\.[\w.-]+")
_LOG_GROUP = re.compile(r"arn:[^:]+:logs:[^:]*:[^:]*:log-group:[^:]+(?P<star>:\*)?")
_STREAM = re.compile(r"arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream/.+")
_ACCOUNT = "aws_api_gateway_account"
_GROUP = "aws_cloudwatch_log_group"
_OFF = ("", "OFF")


def _without_log(surface: Surface) -> Iterator[Hit]:
    for api, stage in stages_of(surface):
        if not stage.log_destination:
            yield hit_at(api, stage, "it has no access log")


def _formats(surface: Surface) -> Iterator[tuple[Api, Stage, str]]:
    """Yield the stages whose format can be looked at."""
    for api, stage in stages_of(surface):
        if text_of(stage.log_format):
            yield api, stage, text_of(stage.log_format)


def _hidden_formats(surface: Surface, text: str) -> Iterator[Hit]:
    """Yield that nobody can tell whether formats that cannot be looked at are wrong."""
    for api, stage in stages_of(surface):
        doubts = doubt("the format", stage.log_format)
        if doubts:
            yield hit_at(api, stage, text, doubts=doubts)


def _bad_format(surface: Surface) -> Iterator[Hit]:
    for api, stage, text in _formats(surface):
        if not REQUEST_IDS & set(variables(text)):
            found = "the format of its access log lacks `$context.requestId`, so AWS refuses it"
            yield hit_at(api, stage, found, severity=Severity.ERROR)
        elif "\n" in text.strip() or "\r" in text.strip():
            found = "the format of its access log has several lines, and AWS takes one"
            yield hit_at(api, stage, found, severity=Severity.ERROR)
        else:
            yield from _empty_variables(api, stage, text)
    yield from _hidden_formats(surface, "AWS refuses the format of its access log")


def _empty_variables(api: Api, stage: Stage, text: str) -> Iterator[Hit]:
    unknown = unknown_to(known(api.protocol), variables(text))
    if unknown:
        names = listed(f"`$context.{name}`" for name in unknown)
        found = f"its access log has `-` for {names}, which such an API does not have"
        yield hit_at(api, stage, found)


def _secrets(surface: Surface) -> Iterator[Hit]:
    for api, stage, text in _formats(surface):
        names = variables(text)
        secret = [f"`$context.{name}`" for name in names if SECRET.fullmatch(name)]
        personal = [f"`$context.{name}`" for name in names if PERSONAL.fullmatch(name)]
        if secret:
            yield hit_at(api, stage, f"its access log has a secret of callers: {listed(secret)}")
        elif personal:
            found = f"its access log has what tells who callers are: {listed(personal)}"
            yield hit_at(api, stage, found, severity=Severity.MEDIUM)
    yield from _hidden_formats(surface, "its access log has secrets of callers")


def _without_errors(surface: Surface) -> Iterator[Hit]:
    for api, stage, text in _formats(surface):
        if not ERRORS & set(variables(text)):
            yield hit_at(api, stage, "its access log does not say why a request failed")
    yield from _hidden_formats(surface, "its access log does not say why a request failed")


def _without_fields(surface: Surface) -> Iterator[Hit]:
    for api, stage, text in _formats(surface):
        if not _is_json(text):
            yield hit_at(api, stage, "its access log is not JSON")
    yield from _hidden_formats(surface, "its access log is not JSON")


def _is_json(text: str) -> bool:
    """Say whether lines of a format are JSON: numbers may stand there without quotes."""
    try:
        return isinstance(json.loads(_VARIABLE.sub("0", text)), dict)
    except ValueError:
        return False


def _settings(stage: Stage) -> Iterator[tuple[str, RouteSettings]]:
    """Yield the settings of a stage, each with the words for where they stand."""
    if stage.default_settings is not None:
        yield "", stage.default_settings
    yield from ((f" of {code(key)}", settings) for key, settings in stage.route_settings.items())


def _places(
    stage: Stage, wrong: Callable[[RouteSettings], bool | None]
) -> tuple[list[str], list[str]]:
    """Return where settings are wrong, and where that cannot be told."""
    answers = [(place, wrong(settings)) for place, settings in _settings(stage)]
    return (
        [place for place, answer in answers if answer],
        [place for place, answer in answers if answer is None],
    )


def _traces(settings: RouteSettings) -> bool | None:
    return None if is_hidden(settings.data_trace) else settings.data_trace is True


def _messages(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        for stage in api.stages:
            places, doubtful = _places(stage, _traces)
            doubts = () if places else ("`data_trace_enabled` is not known",)
            for place in [*places, *doubtful][:1]:
                text = f"its execution log has every message{place} with all that is in it"
                yield hit_at(api, stage, text, doubts=doubts)


def _without_execution_log(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        for stage in api.stages:
            default = stage.default_settings
            level = None if default is None else default.logging_level
            if is_hidden(level) or text_of(level) in _OFF:
                doubts = doubt("`logging_level`", level)
                yield hit_at(api, stage, "it has no execution log", doubts=doubts)
            elif not _has_account(surface):
                text = "it fails at apply for want of a CloudWatch Logs role in the account"
                doubts = (f"there is no {code(_ACCOUNT)} here, and the account may have the role",)
                yield hit_at(api, stage, text, doubts=doubts)


def _has_account(surface: Surface) -> bool:
    return any(resource.type == _ACCOUNT for resource in surface.resources.values())


def _impossible(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        for stage in api.stages:
            # unknown before the first apply, as the provider computes it
            places, _ = _places(
                stage, lambda one: one.data_trace is True or text_of(one.logging_level) not in _OFF
            )
            for place in places[:1]:
                text = f"its settings{place} ask for an execution log, and HTTP APIs have none"
                yield hit_at(api, stage, text, doubts=unsure)


def _log_groups(surface: Surface) -> Iterator[Hit]:
    for api, stage in stages_of(surface):
        wrong = list(_destination(api, stage))
        yield from wrong
        group = surface.resource(stage.log_group)
        if not wrong and group is not None and group.type == _GROUP and not group.data:
            yield from _keeping(api, stage, group.values)


def _destination(api: Api, stage: Stage) -> Iterator[Hit]:
    arn = text_of(stage.log_destination)
    group = _LOG_GROUP.fullmatch(arn)
    if not arn:
        return
    if group is None and (api.is_http or not _STREAM.fullmatch(arn)):
        text = f"its access log goes to {code(arn)}, which is no log group"
        yield hit_at(api, stage, text, severity=Severity.ERROR)
    elif group is not None and group["star"]:
        yield hit_at(api, stage, "the ARN of its log group ends with `:*`")


def _keeping(api: Api, stage: Stage, group: Any) -> Iterator[Hit]:  # noqa: ANN401 of any resource
    days, key = group.get("retention_in_days"), group.get("kms_key_id")
    if not days:
        also = "" if key else " and is not encrypted with a key of yours"
        yield hit_at(api, stage, f"its log group keeps everything for ever{also}")
    elif is_hidden(days):
        doubts = doubt("`retention_in_days`", days)
        yield hit_at(api, stage, "its log group keeps everything for ever", doubts=doubts)
    elif not key:
        text = "its log group is not encrypted with a key of yours"
        yield hit_at(api, stage, text, severity=Severity.INFO)


_FORMAT_FIX = (
    'Set `format` of `access_log_settings` to `jsonencode({ requestId = "$context.requestId", '
    "… })`; with the constructs: `access_logs=True` has all that is needed."
)

RULES = (
    Rule(
        id="no-access-log",
        code="LOG-001",
        severity=Severity.MEDIUM,
        title="A stage has no access log",
        why="Nobody can find out afterwards who called what, or why it failed.",
        fix="Add `access_log_settings` to the stage; with the constructs: `access_logs=True`.",
        link=guide("http-api-logging"),
        same_as=(
            "CKV_AWS_76",
            "CKV_AWS_95",
            "AWS-0001",
            "APIGateway.9",
            "AwsSolutions-APIG1",
            "CWE-778",
        ),
        check=_without_log,
    ),
    Rule(
        id="bad-log-format",
        code="LOG-002",
        severity=Severity.LOW,
        title="The format of an access log is refused, or leaves columns empty",
        why=(
            "AWS takes one line with `$context.requestId` or `$context.extendedRequestId`, and "
            "writes `-` for variables that the kind of API does not have."
        ),
        fix=_FORMAT_FIX,
        link=guide("http-api-logging-variables"),
        check=_bad_format,
    ),
    Rule(
        id="secrets-in-log",
        code="LOG-003",
        severity=Severity.HIGH,
        title="An access log has secrets or personal data of callers",
        why="Whoever reads the log can call the API as somebody else, or knows who called.",
        fix=(
            "Take the variable out of `format`, and log `$context.requestId` instead; with the "
            "constructs: `access_logs=True` logs none."
        ),
        link=guide("http-api-logging-variables"),
        same_as=("CWE-532", "CWE-359"),
        check=_secrets,
    ),
    Rule(
        id="no-errors-in-log",
        code="LOG-004",
        severity=Severity.INFO,
        title="An access log does not say why requests fail",
        why="Callers see 500 for a missing permission, a timeout and a broken authorizer alike.",
        fix=(
            "Add `$context.integration.error`, `$context.authorizer.error` and "
            "`$context.error.message` to `format`; with the constructs: `access_logs=True` has "
            "them."
        ),
        link=guide("http-api-logging-variables"),
        check=_without_errors,
    ),
    Rule(
        id="log-without-fields",
        code="LOG-005",
        severity=Severity.INFO,
        title="An access log is not JSON",
        why="CloudWatch Logs Insights finds fields by itself in JSON only.",
        fix=_FORMAT_FIX,
        link=guide("http-api-logging"),
        same_as=("WS2001", "Serverless-APIGWStructuredLogging"),
        check=_without_fields,
    ),
    Rule(
        id="messages-in-log",
        code="LOG-006",
        severity=Severity.HIGH,
        title="The execution log of a WebSocket API has whole messages",
        why="Every secret that clients send, and every answer, stands in CloudWatch.",
        fix=(
            "Leave `data_trace_enabled` out; with the constructs: leave it out of "
            "`RouteSettings(...)`."
        ),
        link=guide("websocket-api-logging"),
        same_as=("CKV_AWS_276", "CWE-532"),
        check=_messages,
    ),
    Rule(
        id="no-execution-log",
        code="LOG-007",
        severity=Severity.LOW,
        title="A WebSocket stage has no execution log, or no role for it",
        why=(
            "Errors of templates and integrations stand there only. Without a role in the account "
            'the stage fails: "CloudWatch Logs role ARN must be set in account settings".'
        ),
        fix=(
            'Set `logging_level = "ERROR"` in `default_route_settings`, and make an '
            "`aws_api_gateway_account`; with the constructs: "
            '`RouteSettings(logging_level="ERROR")` and `account_logging_role=True`.'
        ),
        link=guide("websocket-api-logging"),
        same_as=("APIGateway.1", "CT.APIGATEWAY.PR.1", "CWE-778"),
        check=_without_execution_log,
    ),
    Rule(
        id="execution-log-of-http-api",
        code="LOG-008",
        severity=Severity.MEDIUM,
        title="An HTTP API is to have an execution log",
        why="HTTP APIs have none: the provider leaves the setting out, and nothing is logged.",
        fix=(
            "Take `logging_level` and `data_trace_enabled` out, and add error variables to the "
            "access log; with the constructs: `access_logs=True`."
        ),
        link=guide("http-api-vs-rest"),
        check=_impossible,
    ),
    Rule(
        id="careless-log-group",
        code="LOG-009",
        severity=Severity.LOW,
        title="A log group keeps logs for ever or without a key of yours, or is none",
        why=(
            "What nobody deletes costs more each month, and keeps what was deleted elsewhere; "
            "without a key of yours, whoever may read log groups reads it."
        ),
        fix=(
            "Set what is missing: `retention_in_days` or `kms_key_id` of the "
            "`aws_cloudwatch_log_group`, or its `arn` as `destination_arn`; with the constructs: "
            "`AccessLogs(retention=..., kms_key=...)`."
        ),
        link=guide("http-api-logging"),
        same_as=("CKV_AWS_66", "CKV_AWS_158", "CWE-311"),
        check=_log_groups,
    ),
)
