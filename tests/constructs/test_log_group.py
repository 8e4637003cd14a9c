"""Tests of the log group that a stage makes for its access logs."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    AccessLogFormat,
    AccessLogs,
    AccessLogSettings,
    Api,
    LogGroupClass,
    OptionError,
    Stage,
)
from cdktf import TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.kms_key import KmsKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]

GROUP = "aws_cloudwatch_log_group"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/orders"
ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:orders"


class Named:
    """An API that is known by its id and its name."""

    execution_arn = "arn:aws:execute-api:eu-west-1:123456789012:a1"

    def __init__(self, name: str, word: str = "http_api_name") -> None:
        self.api_id = "a1"
        setattr(self, word, name)


def stage_of(stack: TerraformStack, logs: Any, **options: Any) -> Stage:  # noqa: ANN401
    """Define an HTTP API with one stage that has a log group."""
    api = options.pop("api", None) or Api(stack, "Api", protocol_type="HTTP", deploy=False)
    return Stage(stack, "Live", api=api, access_logs=logs, **{"stage_name": "live", **options})


def arguments(block: Block) -> dict[str, Any]:
    """Return the arguments of the only log group."""
    return {name: value for name, value in block(GROUP).items() if name != "//"}


def test_one_flag(stack: TerraformStack, synthesized: Synthesized) -> None:
    """One flag makes a log group that keeps 30 days, and JSON in it; AWS CDK makes none."""
    stage_of(stack, logs=True)

    resources = synthesized()["resource"]
    group = "Live_AccessLogs_E2FADDED"
    assert {key: value for key, value in resources[GROUP][group].items() if key != "//"} == {
        "name": "/aws/vendedlogs/apigateway/orders/Live",
        "retention_in_days": 30,
    }
    (stage,) = resources["aws_apigatewayv2_stage"].values()
    assert stage["access_log_settings"]["destination_arn"] == f"${{{GROUP}.{group}.arn}}"
    assert json.loads(stage["access_log_settings"]["format"])["path"] == "$context.path"


@pytest.mark.parametrize("logs", [None, False])
def test_no_log_group(
    stack: TerraformStack, blocks: Callable[[str], Blocks], *, logs: bool | None
) -> None:
    """Left out or False, there is no log group and no log."""
    stage = stage_of(stack, logs)

    assert blocks(GROUP) == []
    assert "access_log_settings" not in blocks("aws_apigatewayv2_stage")[0]
    assert stage.access_log_group is None


@pytest.mark.parametrize(
    ("logs", "expected"),
    [
        pytest.param({"retention": 7}, {"retention_in_days": 7}, id="days"),
        pytest.param({"retention": 0}, {"retention_in_days": 0}, id="for ever"),
        pytest.param({"retention": timedelta(weeks=2)}, {"retention_in_days": 14}, id="two weeks"),
        pytest.param({"kms_key": KEY}, {"kms_key_id": KEY}, id="key"),
        pytest.param({"log_group_name": "orders"}, {"name": "orders"}, id="name"),
        pytest.param(
            {"log_group_class": LogGroupClass.INFREQUENT_ACCESS},
            {"log_group_class": "INFREQUENT_ACCESS"},
            id="class",
        ),
        pytest.param(
            {"log_group_class": "STANDARD"}, {"log_group_class": "STANDARD"}, id="class as text"
        ),
        pytest.param({"skip_destroy": True}, {"skip_destroy": True}, id="stays"),
        pytest.param({"tags": {"team": "a"}}, {"tags": {"team": "a"}}, id="tags"),
    ],
)
def test_options(
    stack: TerraformStack, block: Block, logs: dict[str, Any], expected: dict[str, Any]
) -> None:
    """An option that is given is written, beside what is written without it."""
    stage_of(stack, AccessLogs(**logs))

    assert arguments(block) == {
        "name": "/aws/vendedlogs/apigateway/orders/Live",
        "retention_in_days": 30,
        **expected,
    }


def test_key_as_an_object(stack: TerraformStack, block: Block) -> None:
    """The key can be any object with an ARN."""
    stage_of(stack, AccessLogs(kms_key=KmsKey(stack, "Key")))

    assert arguments(block)["kms_key_id"] == "${aws_kms_key.Key.arn}"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param("$context.requestId", "$context.requestId", id="text"),
        pytest.param({"id": "$context.requestId"}, '{"id": "$context.requestId"}', id="dict"),
        pytest.param(AccessLogFormat("$context.requestId"), "$context.requestId", id="object"),
    ],
)
def test_format(stack: TerraformStack, block: Block, form: Any, text: str) -> None:  # noqa: ANN401
    """A format is the stage's, as in its settings."""
    stage_of(stack, AccessLogs(format=form))

    assert block("aws_apigatewayv2_stage")["access_log_settings"]["format"] == text


@pytest.mark.parametrize("logs", [{"retention": 7}, {"retention": 7, "skip_destroy": None}])
def test_logs_as_a_dict(stack: TerraformStack, block: Block, logs: dict[str, Any]) -> None:
    """A plain dict with the same keys will do."""
    stage_of(stack, logs)

    assert arguments(block)["retention_in_days"] == 7


@pytest.mark.parametrize(
    ("api", "stage_name", "name"),
    [
        pytest.param(Named("Orders"), "live", "Orders/live", id="HTTP"),
        pytest.param(Named("Chat", "web_socket_api_name"), "live", "Chat/live", id="WebSocket"),
        pytest.param(Named("Orders", "api_name"), "live", "Orders/live", id="either"),
        pytest.param(Named("Orders"), "$default", "Orders/default", id="default stage"),
        pytest.param(Named("Orders (new)"), "live", "Orders-new-/live", id="other characters"),
        pytest.param(Named("${var.name}"), "live", "${var.name}/live", id="token"),
    ],
)
def test_name_of_the_group(
    stack: TerraformStack, block: Block, api: Named, stage_name: str, name: str
) -> None:
    """A log group is found by the names of API and stage, as far as CloudWatch allows these."""
    stage_of(stack, logs=True, api=api, stage_name=stage_name)

    assert arguments(block)["name"] == f"/aws/vendedlogs/apigateway/{name}"


def test_group_is_offered(stack: TerraformStack) -> None:
    """The provider's own object of the log group is there for filters and subscriptions."""
    stage = stage_of(stack, AccessLogs(log_group_name="orders"))

    assert stage.access_log_group is stage.node.find_child("AccessLogs")


def test_own_stage_of_an_api(stack: TerraformStack, block: Block) -> None:
    """The stage that an API makes by itself takes the flag as well, which AWS CDK's does not."""
    Api(
        stack,
        "Api",
        protocol_type="HTTP",
        deploy_options={"auto_deploy": True, "access_logs": True},
    )

    assert block(GROUP)["name"] == "/aws/vendedlogs/apigateway/orders/Api/Stage.prod"


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    days = TerraformVariable(stack, "Days", type="number").number_value
    table = Token.as_string_map(TerraformVariable(stack, "Map", type="map(string)").value)
    logs = AccessLogs(
        retention=int(days),
        format=text,
        kms_key=text,
        log_group_name=text,
        log_group_class=text,
        tags=table,
    )
    stage_of(stack, logs)

    assert arguments(block) == {
        "name": "${var.Text}",
        "retention_in_days": "${var.Days}",
        "kms_key_id": "${var.Text}",
        "log_group_class": "${var.Text}",
        "tags": "${var.Map}",
    }


DAYS = (
    "a number of days of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, "
    "1827, 2192, 2557, 2922, 3288, 3653; 0 is for ever"
)
IDS = "a format that contains $context.requestId or $context.extendedRequestId"


@pytest.mark.parametrize(
    ("logs", "told"),
    [
        pytest.param({"retention": 31}, f"retention is 31, allowed: {DAYS}", id="31 days"),
        pytest.param({"retention": -1}, f"retention is -1, allowed: {DAYS}", id="negative"),
        pytest.param(
            {"retention": timedelta(hours=36)},
            f"retention is datetime.timedelta(days=1, seconds=43200), allowed: {DAYS}",
            id="a day and a half",
        ),
        pytest.param(
            {"format": "$context.status"},
            f"format is '$context.status', allowed: {IDS}",
            id="no request id",
        ),
        pytest.param(
            {"kms_key": "alias/orders"},
            "kms_key is 'alias/orders', allowed: the ARN of a KMS key",
            id="alias of a key",
        ),
        pytest.param(
            {"log_group_name": "my orders"},
            "log_group_name is 'my orders', "
            "allowed: 1 to 512 letters, digits and the characters - _ / . #",
            id="name",
        ),
        pytest.param(
            {"log_group_class": "CHEAP"},
            "log_group_class is 'CHEAP', allowed: STANDARD, INFREQUENT_ACCESS",
            id="class",
        ),
        pytest.param(
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag",
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, logs: dict[str, Any], told: str) -> None:
    """What AWS would refuse at apply is refused at once."""
    with pytest.raises(OptionError) as refused:
        stage_of(stack, AccessLogs(**logs))

    assert str(refused.value) == f"orders/Live: access_logs.{told}"


def test_two_places_for_one_log(stack: TerraformStack) -> None:
    """A log group of the stage's own beside another destination is refused."""
    with pytest.raises(OptionError) as refused:
        stage_of(stack, logs=True, access_log_settings=AccessLogSettings(destination_arn=ARN))

    assert str(refused.value) == (
        "orders/Live: access_logs is AccessLogs(), "
        "allowed: nothing: access_log_settings says where to; leave one out"
    )


def test_flag_as_a_token(stack: TerraformStack) -> None:
    """Whether there is a log group is known when the program runs."""
    with pytest.raises(OptionError) as refused:
        stage_of(stack, TerraformVariable(stack, "Logs", type="bool").value)

    assert str(refused.value) == (
        "orders/Live: access_logs is 'a token', "
        "allowed: True, False or AccessLogs(...), known now: it decides whether there is a group"
    )


def test_two_groups_of_one_name(stack: TerraformStack) -> None:
    """APIs of one name would share a log group, which AWS makes once: the second is refused."""
    Stage(stack, "Old", api=Named("Orders"), stage_name="live", access_logs=True)
    with pytest.raises(OptionError) as refused:
        Stage(stack, "New", api=Named("Orders"), stage_name="live", access_logs=True)

    assert str(refused.value) == (
        "orders/New: access_logs.log_group_name is '/aws/vendedlogs/apigateway/Orders/live', "
        "allowed: a name that no other log group of the stack has: orders/Old has it; "
        "give access_logs=AccessLogs(log_group_name=...)"
    )
