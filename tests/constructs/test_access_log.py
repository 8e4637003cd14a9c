"""Tests of access logs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    AccessLogDestinationConfig,
    AccessLogFormat,
    AccessLogSettings,
    Api,
    FirehoseLogDestination,
    IAccessLogDestination,
    IAccessLogSettings,
    IStage,
    LogGroupLogDestination,
    OptionError,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]

GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/orders"
STREAM = "arn:aws:firehose::1:deliverystream/amazon-apigateway-x"


def stage_of(
    stack: TerraformStack, logs: IAccessLogSettings | None, protocol: str = "HTTP"
) -> None:
    """Define an API whose own stage has access logs."""
    Api(
        stack,
        "Api",
        protocol_type=protocol,
        deploy_options={"auto_deploy": True, "access_log_settings": logs},
    )


def settings_of(block: Block) -> dict[str, Any]:
    """Return the only stage's block."""
    found: dict[str, Any] = block("aws_apigatewayv2_stage")["access_log_settings"]
    return found


@pytest.mark.parametrize(
    ("protocol", "destination"),
    [
        pytest.param("HTTP", GROUP, id="log group"),
        pytest.param("WEBSOCKET", GROUP, id="log group of a WebSocket API"),
        pytest.param("WEBSOCKET", STREAM, id="stream"),
    ],
)
def test_destination_as_an_arn(
    stack: TerraformStack, block: Block, protocol: str, destination: str
) -> None:
    """The destination can be an ARN."""
    stage_of(stack, AccessLogSettings(destination_arn=destination), protocol)

    assert settings_of(block)["destination_arn"] == destination


def test_trap_arn_as_cloudformation_writes_it(stack: TerraformStack, block: Block) -> None:
    """The ``:*`` that CloudFormation writes behind a log group's ARN goes: AWS wants none here."""
    stage_of(stack, AccessLogSettings(destination_arn=f"{GROUP}:*"))

    assert settings_of(block)["destination_arn"] == GROUP


def test_destination_as_a_log_group(stack: TerraformStack, block: Block) -> None:
    """The destination can be any object with an ARN, and the stage waits for it."""
    group = CloudwatchLogGroup(stack, "Logs", name="/aws/vendedlogs/orders")
    stage_of(stack, AccessLogSettings(destination_arn=group))

    assert settings_of(block)["destination_arn"] == "${aws_cloudwatch_log_group.Logs.arn}"


@pytest.mark.parametrize(
    ("protocol", "destination", "arn"),
    [
        pytest.param("HTTP", LogGroupLogDestination(GROUP), GROUP, id="log group"),
        pytest.param("WEBSOCKET", FirehoseLogDestination(STREAM), STREAM, id="stream"),
    ],
)
def test_destination_in_the_words_of_aws_cdk(
    stack: TerraformStack, block: Block, protocol: str, destination: IAccessLogDestination, arn: str
) -> None:
    """A destination is an object to bind to, as in AWS CDK."""
    stage_of(stack, AccessLogSettings(destination=destination), protocol)

    assert settings_of(block)["destination_arn"] == arn


def test_destination_in_the_words_of_aws_cdk_takes_a_log_group(
    stack: TerraformStack, block: Block
) -> None:
    """A destination can be made from any object with an ARN."""
    group = CloudwatchLogGroup(stack, "Logs", name="/aws/vendedlogs/orders")
    stage_of(stack, AccessLogSettings(destination=LogGroupLogDestination(group)))

    assert settings_of(block)["destination_arn"] == "${aws_cloudwatch_log_group.Logs.arn}"


class Own:
    """Settings and a destination of the user's own making, as AWS CDK's interfaces allow."""

    def __init__(self, bound: object, form: Any = None) -> None:  # noqa: ANN401
        self.destination = self
        self.format = form
        self.asked: list[str] = []
        self._bound = bound

    def bind(self, stage: IStage) -> Any:  # noqa: ANN401
        """Remember for which stage, and say where to."""
        self.asked.append(stage.stage_name)
        return self._bound


def test_settings_of_ones_own(stack: TerraformStack, block: Block) -> None:
    """Any object with a destination and a format will do; it is asked once, with the stage."""
    own = Own(AccessLogDestinationConfig(destination_arn=GROUP), AccessLogFormat.clf())
    stage_of(stack, own)

    assert own.asked == ["prod"]
    assert settings_of(block) == {
        "destination_arn": GROUP,
        "format": AccessLogFormat.clf().to_string(),
    }


def test_no_logs_by_default(stack: TerraformStack, block: Block) -> None:
    """Without settings there is no block."""
    stage_of(stack, None)

    assert "access_log_settings" not in block("aws_apigatewayv2_stage")


@pytest.mark.parametrize(
    ("protocol", "own"),
    [
        pytest.param(
            "HTTP",
            {
                "httpMethod": "$context.httpMethod",
                "path": "$context.path",
                "protocol": "$context.protocol",
                "responseLength": "$context.responseLength",
                "responseLatency": "$context.responseLatency",
            },
            id="HTTP",
        ),
        pytest.param(
            "WEBSOCKET",
            {
                "eventType": "$context.eventType",
                "connectionId": "$context.connectionId",
                "messageId": "$context.messageId",
                "authorizerStatus": "$context.authorizer.status",
            },
            id="WebSocket",
        ),
    ],
)
def test_default_format(
    stack: TerraformStack, block: Block, protocol: str, own: dict[str, str]
) -> None:
    """Without a format, JSON is logged with the variables that the protocol has."""
    stage_of(stack, AccessLogSettings(destination_arn=GROUP), protocol)

    assert json.loads(settings_of(block)["format"]) == {
        "requestId": "$context.requestId",
        "requestTime": "$context.requestTime",
        "routeKey": "$context.routeKey",
        "stage": "$context.stage",
        "status": "$context.status",
        "sourceIp": "$context.identity.sourceIp",
        "userAgent": "$context.identity.userAgent",
        "error": "$context.error.message",
        "integrationError": "$context.integration.error",
        "integrationStatus": "$context.integration.integrationStatus",
        "integrationLatency": "$context.integration.latency",
        "authorizerError": "$context.authorizer.error",
        **own,
    }


@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param("$context.requestId $context.status", None, id="text"),
        pytest.param(
            "$context.extendedRequestId ${x}", "$context.extendedRequestId $${x}", id="braces"
        ),
        pytest.param(
            {"id": "$context.requestId", "né": 1},
            '{"id": "$context.requestId", "né": 1}',
            id="dict",
        ),
    ],
)
def test_format(stack: TerraformStack, block: Block, form: Any, text: str | None) -> None:  # noqa: ANN401
    """A format reaches AWS as it was written."""
    stage_of(stack, AccessLogSettings(destination_arn=GROUP, format=form))

    assert settings_of(block)["format"] == (text or form)


def test_common_log_format() -> None:
    """The Common Log Format is AWS CDK's, so that a program that comes from there logs alike."""
    assert AccessLogFormat.clf().to_string() == (
        "$context.identity.sourceIp $context.identity.caller $context.identity.user "
        '[$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" '
        "$context.status $context.responseLength $context.requestId"
    )


@pytest.mark.parametrize(
    ("option", "field", "variable"),
    [
        ("ip", "ip", "$context.identity.sourceIp"),
        ("user", "user", "$context.identity.user"),
        ("caller", "caller", "$context.identity.caller"),
        ("request_time", "requestTime", "$context.requestTime"),
        ("http_method", "httpMethod", "$context.httpMethod"),
        ("resource_path", "resourcePath", "$context.resourcePath"),
        ("status", "status", "$context.status"),
        ("protocol", "protocol", "$context.protocol"),
        ("response_length", "responseLength", "$context.responseLength"),
    ],
)
def test_standard_fields(option: str, field: str, variable: str) -> None:
    """Each of AWS CDK's fields is there unless it is left away; the id of the request always is."""
    whole = json.loads(AccessLogFormat.json_with_standard_fields().to_string())
    without: dict[str, bool] = {option: False}
    less = json.loads(AccessLogFormat.json_with_standard_fields(**without).to_string())

    assert whole[field] == variable
    assert {**less, field: variable} == whole
    assert less["requestId"] == "$context.requestId"
    assert field not in less


def test_longest_format_passes(stack: TerraformStack, block: Block) -> None:
    """A format of 3 KB passes."""
    form = "$context.requestId ".ljust(3072, "x")
    stage_of(stack, AccessLogSettings(destination_arn=GROUP, format=form))

    assert len(settings_of(block)["format"]) == 3072


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    variable = TerraformVariable(stack, "Text", type="string").string_value
    stage_of(stack, AccessLogSettings(destination_arn=variable, format=variable))

    assert settings_of(block) == {"destination_arn": "${var.Text}", "format": "${var.Text}"}


WHERE = "orders/Api/Stage.prod: access_log_settings"
BOTH = LogGroupLogDestination(GROUP)
IDS = "a format that contains $context.requestId or $context.extendedRequestId"


@pytest.mark.parametrize(
    ("protocol", "logs", "told"),
    [
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format="$context.status"),
            f"{WHERE}.format is '$context.status', allowed: {IDS}",
            id="no request id",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format=""),
            f"{WHERE}.format is '', allowed: {IDS}",
            id="empty",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format="$context.requestIds"),
            f"{WHERE}.format is '$context.requestIds', allowed: {IDS}",
            id="a longer word",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format=AccessLogFormat("$context.status")),
            f"{WHERE}.format is '$context.status', allowed: {IDS}",
            id="no request id, in the words of CDK",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(),
            f"{WHERE}.destination is left out, "
            "allowed: one of destination and destination_arn, not both",
            id="no destination",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, destination=BOTH),
            f"{WHERE}.destination is LogGroupLogDestination(...), "
            "allowed: one of destination and destination_arn, not both",
            id="two destinations",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination=LogGroupLogDestination("orders")),
            f"{WHERE}.destination_arn is 'orders', allowed: the ARN of a CloudWatch log group",
            id="a name to bind to",
        ),
        pytest.param(
            "HTTP",
            Own("orders"),
            "orders/Api/Stage.prod: what access_log_settings.destination.bind() returns is "
            "'orders', allowed: an object with destination_arn",
            id="binds to nothing",
        ),
        pytest.param(
            "HTTP",
            Own(AccessLogDestinationConfig(destination_arn=GROUP), 1),
            f"{WHERE}.format is 1, "
            "allowed: text or a dict from text to anything or AccessLogFormat(...)",
            id="a number for a format",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format="$context.requestId\n"),
            f"{WHERE}.format is '$context.requestId\\n', allowed: one line; "
            "give a dict to have JSON written for you",
            id="two lines",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format="$context.requestId".ljust(3073)),
            f"{WHERE}.format is {'$context.requestId'.ljust(3073)!r:.79}…, "
            "allowed: up to 3072 characters; it has 3073",
            id="too long",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=GROUP, format={"id": {1}}),
            f"{WHERE}.format is {{'id': {{1}}}}, "
            "allowed: one line of text, or a dict of JSON values",
            id="no JSON",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn="orders"),
            f"{WHERE}.destination_arn is 'orders', allowed: the ARN of a CloudWatch log group",
            id="a name",
        ),
        pytest.param(
            "HTTP",
            AccessLogSettings(destination_arn=STREAM),
            f"{WHERE}.destination_arn is {STREAM!r}, allowed: the ARN of a CloudWatch log group",
            id="stream of an HTTP API",
        ),
        pytest.param(
            "WEBSOCKET",
            AccessLogSettings(destination_arn=STREAM.replace("amazon-apigateway-", "my-")),
            f"{WHERE}.destination_arn is {STREAM.replace('amazon-apigateway-', 'my-')!r}, "
            "allowed: the ARN of a CloudWatch log group, or of a Firehose stream whose name starts "
            "with amazon-apigateway-",
            id="stream of another name",
        ),
    ],
)
def test_what_aws_refuses(
    stack: TerraformStack, protocol: str, logs: IAccessLogSettings, told: str
) -> None:
    """Settings that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        stage_of(stack, logs, protocol)

    assert str(refused.value) == told


def test_format_that_is_no_text() -> None:
    """A format is text."""
    number: Any = 1
    with pytest.raises(OptionError) as refused:
        AccessLogFormat.custom(number)

    assert str(refused.value) == "AccessLogFormat: text is 1, allowed: text"


def test_settings_as_a_dict(stack: TerraformStack, block: Block) -> None:
    """A plain dict with the same keys will do."""
    settings: Any = {"destination_arn": GROUP, "format": "$context.requestId"}
    stage_of(stack, settings)

    assert settings_of(block) == {"destination_arn": GROUP, "format": "$context.requestId"}


@pytest.mark.parametrize(
    ("kind", "option"),
    [
        pytest.param(LogGroupLogDestination, "log_group", id="log group"),
        pytest.param(FirehoseLogDestination, "stream", id="stream"),
    ],
)
def test_what_is_no_destination(kind: Callable[[Any], object], option: str) -> None:
    """What has no ARN is refused where the destination is made."""
    with pytest.raises(OptionError) as refused:
        kind(5)

    assert str(refused.value) == (
        f"{kind.__name__}: {option} is 5, allowed: an object with arn or text"
    )
