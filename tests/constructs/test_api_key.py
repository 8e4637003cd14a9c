"""Tests of API keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ApiKey,
    OptionError,
    QuotaSettings,
    RateLimitedApiKey,
    Stage,
    ThrottleSettings,
    UnsupportedOptionError,
    UsagePlanPerApiStage,
)
from apigwv2_tf.constructs._bindings import known_arguments, l1
from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import Grant, PolicyStatement

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

_KEY = "aws_api_gateway_api_key"
_WRITE = ["apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"]


def test_smallest_key(stack: TerraformStack, synthesized: Synthesized) -> None:
    """
    A key is enabled, and AWS makes its value.

    AWS CDK leaves the name to AWS; Terraform's provider needs one.
    """
    ApiKey(stack, "Partner")

    found = synthesized()["resource"][_KEY]["Partner_776273A3"]
    assert {name: value for name, value in found.items() if name != "//"} == {
        "name": "Partner",
        "enabled": True,
    }


def test_key_with_everything(stack: TerraformStack, block: Block) -> None:
    """Every option of a key reaches Terraform."""
    ApiKey(
        stack,
        "Partner",
        api_key_name="partner-a",
        description="Orders of partner A",
        value="k" * 20,
        customer_id="c-1",
        enabled=False,
        generate_distinct_id=False,
        tags={"team": "a"},
    )

    found = block(_KEY)
    assert {name: value for name, value in found.items() if name != "//"} == {
        "name": "partner-a",
        "description": "Orders of partner A",
        "value": "k" * 20,
        "customer_id": "c-1",
        "enabled": False,
        "tags": {"team": "a"},
    }


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked, the value first of all."""
    text = TerraformVariable(stack, "Text", type="string", sensitive=True).string_value
    ApiKey(stack, "Partner", value=text, api_key_name=text, customer_id=text)

    found = block(_KEY)
    assert found["value"] == found["name"] == found["customer_id"] == "${var.Text}"


def test_trap_value_that_looks_like_an_expression(stack: TerraformStack, block: Block) -> None:
    """A value with ``${`` in it reaches AWS as it was written."""
    ApiKey(stack, "Partner", value="${not-an-expression}")

    assert block(_KEY)["value"] == "$${not-an-expression}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"value": "k" * 19},
            "value is a secret of 19 characters, allowed: 20 to 128 characters",
            id="short value",
        ),
        pytest.param(
            {"value": "k" * 129},
            "value is a secret of 129 characters, allowed: 20 to 128 characters",
            id="long value",
        ),
        pytest.param(
            {"api_key_name": ""},
            "api_key_name is '', allowed: 1 to 1024 characters",
            id="empty name",
        ),
        pytest.param(
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag of AWS",
        ),
        pytest.param({"enabled": "yes"}, "enabled is 'yes', allowed: true or false", id="no bool"),
    ],
)
@pytest.mark.parametrize("kind", [ApiKey, RateLimitedApiKey])
def test_what_aws_refuses(
    stack: TerraformStack,
    kind: type[ApiKey | RateLimitedApiKey],
    options: dict[str, Any],
    told: str,
) -> None:
    """Options that AWS would refuse at apply are refused at once; a value is never shown."""
    with pytest.raises(OptionError) as refused:
        kind(stack, "Partner", **options)

    assert str(refused.value) == f"orders/Partner: {told}"


def test_distinct_id_is_not_available(stack: TerraformStack) -> None:
    """AWS CDK has an option that Terraform's provider has no argument for."""
    with pytest.raises(UnsupportedOptionError) as refused:
        ApiKey(stack, "Partner", generate_distinct_id=True)

    assert str(refused.value) == (
        "orders/Partner: generate_distinct_id is True, allowed: False or left out: Terraform's AWS "
        "provider has no argument for it"
    )


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Id, ARN and value are references; nothing is put out by itself."""
    key = ApiKey(stack, "Partner", logical_id="partner")
    assert "output" not in synthesized()
    for name, value in {"Id": key.key_id, "Arn": key.key_arn, "Value": key.value}.items():
        TerraformOutput(stack, name, value=value, sensitive=True)

    found = synthesized()["output"]
    assert found["Id"]["value"] == f"${{{_KEY}.partner.id}}"
    assert found["Arn"]["value"] == f"${{{_KEY}.partner.arn}}"
    assert found["Value"]["value"] == f"${{{_KEY}.partner.value}}"


@pytest.mark.parametrize(
    ("grant_of", "statement_of", "id", "actions"),
    [
        pytest.param(
            lambda key, role: key.grant_read(role),
            lambda key: key.read_statement(),
            "Read.Operator",
            "apigateway:GET",
            id="read",
        ),
        pytest.param(
            lambda key, role: key.grant_write(role),
            lambda key: key.write_statement(),
            "Write.Operator",
            _WRITE,
            id="write",
        ),
        pytest.param(
            lambda key, role: key.grant_read_write(role),
            lambda key: key.read_write_statement(),
            "ReadWrite.Operator",
            ["apigateway:GET", *_WRITE],
            id="both",
        ),
    ],
)
@pytest.mark.parametrize("kind", [ApiKey, RateLimitedApiKey])
def test_grants(  # noqa: PLR0917 - pytest gives them by name
    stack: TerraformStack,
    block: Block,
    kind: type[ApiKey | RateLimitedApiKey],
    grant_of: Callable[[ApiKey | RateLimitedApiKey, IamRole], Grant],
    statement_of: Callable[[ApiKey | RateLimitedApiKey], PolicyStatement],
    id: str,
    actions: str | list[str],
) -> None:
    """A role can be granted to read and to write a key, and the statement can be had alone."""
    key = kind(stack, "Partner", logical_id="partner")
    made = grant_of(key, IamRole(stack, "Operator", assume_role_policy="{}"))

    (found,) = json.loads(block("aws_iam_role_policy")["policy"])["Statement"]
    arn = f"${{{_KEY}.partner.arn}}"
    assert found == {"Effect": "Allow", "Action": actions, "Resource": arn}
    assert made.policy.node.path == f"orders/Partner/{id}"
    assert statement_of(key).actions == made.statement.actions


def test_grant_to_what_is_no_role(stack: TerraformStack) -> None:
    """A grantee that is no role is refused."""
    with pytest.raises(OptionError) as refused:
        ApiKey(stack, "Partner").grant_read("no role")

    assert str(refused.value) == (
        "orders/Partner: grantee is 'no role', allowed: a role: a name of 1 to 64 letters, digits "
        "and _+=,.@-, or arn:aws:iam::ACCOUNT:role/NAME"
    )


def test_imported_key(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A key that is defined elsewhere is known by its id, and defines nothing."""
    assert ApiKey.from_api_key_id(stack, "Old", "k1").key_id == "k1"
    assert "resource" not in synthesized()
    assert "data" not in synthesized()


def test_arn_of_an_imported_key(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The ARN is made of the provider's partition and region; the key's value is not read."""
    key = ApiKey.from_api_key_id(stack, "Old", "k1")
    key.grant_read("operator")
    TerraformOutput(stack, "Arn", value=key.key_arn)

    found = synthesized()
    assert {kind: len(blocks) for kind, blocks in found["data"].items()} == {
        "aws_partition": 1,
        "aws_region": 1,
    }
    assert found["output"]["Arn"]["value"] == (
        "arn:${data.aws_partition.Old_Partition_BECE8A16.partition}:apigateway:"
        "${data.aws_region.Old_Region_295C43C3.id}::/apikeys/k1"
    )


@pytest.mark.parametrize(
    ("id", "told"),
    [
        pytest.param("", "api_key_id is '', allowed: 1 to 1024 characters", id="empty"),
        pytest.param(None, "api_key_id is None, allowed: text", id="none"),
    ],
)
def test_imported_key_without_an_id(stack: TerraformStack, id: Any, told: str) -> None:  # noqa: ANN401 - wrong ones
    """The id of a key is text."""
    with pytest.raises(OptionError) as refused:
        ApiKey.from_api_key_id(stack, "Old", id)

    assert str(refused.value) == f"orders/Old: {told}"


def test_key_without_limits_has_no_plan(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A key of its own is all there is where no limit is given."""
    key = RateLimitedApiKey(stack, "Partner", description="A")

    assert key.usage_plan is None
    found = synthesized()["resource"]
    assert found.keys() == {_KEY}
    assert found[_KEY]["Partner_776273A3"]["name"] == "Partner"


@pytest.mark.parametrize(
    ("options", "argument", "block_of"),
    [
        pytest.param(
            {"quota": QuotaSettings(limit=9, period="DAY")},
            "quota_settings",
            {"limit": 9, "period": "DAY"},
            id="quota",
        ),
        pytest.param(
            {"throttle": ThrottleSettings(burst_limit=1, rate_limit=2)},
            "throttle_settings",
            {"burst_limit": 1, "rate_limit": 2},
            id="throttle",
        ),
        pytest.param({"api_stages": []}, "api_stages", None, id="no stages yet"),
    ],
)
def test_key_with_limits(
    stack: TerraformStack,
    synthesized: Synthesized,
    options: dict[str, Any],
    argument: str,
    block_of: dict[str, Any] | None,
) -> None:
    """Any limit makes a plan of the key's name, and puts the key into it."""
    RateLimitedApiKey(stack, "Partner", api_key_name="partner", tags={"team": "a"}, **options)

    found = synthesized()["resource"]
    plan = found["aws_api_gateway_usage_plan"]["Partner_UsagePlanResource_1884FFE9"]
    link = found["aws_api_gateway_usage_plan_key"]["Partner_UsagePlanResource_KeyPartner_0746E5B4"]
    assert plan["name"] == "partner"
    assert plan["tags"] == {"team": "a"}
    assert plan.get(argument) == block_of
    assert {name: value for name, value in link.items() if name != "//"} == {
        "key_id": f"${{{_KEY}.Partner_776273A3.id}}",
        "key_type": "API_KEY",
        "usage_plan_id": "${aws_api_gateway_usage_plan.Partner_UsagePlanResource_1884FFE9.id}",
    }


def test_key_opens_stages(stack: TerraformStack, app: App, block: Block) -> None:
    """The stages that a key opens are those of its plan, to which more can be added."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    live = Stage(stack, "Live", api=api, stage_name="live", logical_id="live")
    key = RateLimitedApiKey(
        stack, "Partner", api_stages=[UsagePlanPerApiStage(api=api, stage=live)]
    )
    assert key.usage_plan is not None
    key.usage_plan.add_api_stage(api="a1", stage="old")

    assert [one["stage"] for one in block("aws_api_gateway_usage_plan")["api_stages"]] == [
        "${aws_apigatewayv2_stage.live.id}",
        "old",
    ]


def test_region_of_a_key_with_limits(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Key, plan and what joins them are in one region; before 6.0 the provider has one only."""
    throttle = ThrottleSettings(rate_limit=1)
    if "region" not in known_arguments(l1(_KEY)):
        with pytest.raises(
            UnsupportedOptionError, match="region is 'eu-north-1', allowed: nothing"
        ):
            RateLimitedApiKey(stack, "Partner", throttle=throttle, region="eu-north-1")
        return
    RateLimitedApiKey(stack, "Partner", throttle=throttle, region="eu-north-1")

    kinds = synthesized()["resource"].values()
    regions = [block["region"] for blocks in kinds for block in blocks.values()]
    assert regions == ["eu-north-1"] * 3


@pytest.mark.parametrize("kind", [ApiKey, RateLimitedApiKey])
@pytest.mark.parametrize(
    "value",
    [pytest.param(["secret" * 5], id="list"), pytest.param(b"secret" * 5, id="bytes")],
)
def test_value_of_another_type_is_not_shown(
    stack: TerraformStack,
    kind: type[ApiKey | RateLimitedApiKey],
    value: Any,  # noqa: ANN401 - of any type
) -> None:
    """An error stands in logs: a value is not in it, of whatever type it is."""
    with pytest.raises(OptionError) as refused:
        kind(stack, "Partner", value=value)

    assert str(refused.value) == "orders/Partner: value is not shown, allowed: text"
