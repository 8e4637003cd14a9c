"""Tests of the account's settings for API Gateway."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, ApiGatewayAccount, OptionError, Stage, UnsupportedOptionError
from apigwv2_tf.constructs._bindings import known_arguments, l1
from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from constructs import Construct

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]

ROLE = "arn:aws:iam::123456789012:role/logs"


def websocket(stack: TerraformStack) -> Api:
    """Define a WebSocket API with one route."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    api.add_route("$default")
    return api


def without_notes(resource: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments alone."""
    return {name: value for name, value in resource.items() if name != "//"}


def test_role_is_made(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Without a role one is made, with AWS's own policy, before the account tries it."""
    ApiGatewayAccount(stack, "Account")

    found = synthesized()["resource"]
    role, policy = "Account_Role_6603B2A3", "Account_Policy_9A059AD2"
    assert without_notes(found["aws_api_gateway_account"]["Account_0D856946"]) == {
        "cloudwatch_role_arn": f"${{aws_iam_role.{role}.arn}}",
        "depends_on": [f"aws_iam_role_policy_attachment.{policy}"],
    }
    (statement,) = json.loads(found["aws_iam_role"][role]["assume_role_policy"])["Statement"]
    assert statement == {
        "Effect": "Allow",
        "Principal": {"Service": "apigateway.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    attached = found["aws_iam_role_policy_attachment"][policy]
    assert attached["role"] == f"${{aws_iam_role.{role}.name}}"
    assert attached["policy_arn"].endswith(
        ".partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    )


@pytest.mark.parametrize("as_object", [False, True])
def test_role_that_is_given(
    stack: TerraformStack, synthesized: Synthesized, *, as_object: bool
) -> None:
    """A role can be given, as its ARN or as an object with one; then there is only the account."""
    role = IamRole(stack, "Logs", assume_role_policy="{}") if as_object else ROLE
    account = ApiGatewayAccount(stack, "Account", cloudwatch_role=role)
    TerraformOutput(stack, "role", value=account.role_arn)

    found = synthesized()
    arn = "${aws_iam_role.Logs.arn}" if as_object else ROLE
    (settings,) = found["resource"]["aws_api_gateway_account"].values()
    assert without_notes(settings) == {"cloudwatch_role_arn": arn}
    assert "data" not in found
    assert found["output"]["role"]["value"] == arn


def test_token_passes(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    variable = TerraformVariable(stack, "Role", type="string").string_value
    ApiGatewayAccount(stack, "Account", cloudwatch_role=variable)

    assert block("aws_api_gateway_account")["cloudwatch_role_arn"] == "${var.Role}"


def test_what_is_no_role(stack: TerraformStack) -> None:
    """What cannot be the ARN of a role is refused."""
    with pytest.raises(OptionError) as refused:
        ApiGatewayAccount(stack, "Account", cloudwatch_role="logs")

    assert str(refused.value) == (
        "orders/Account: cloudwatch_role is 'logs', allowed: the ARN of a role"
    )


def test_one_for_a_stack(app: App, stack: TerraformStack) -> None:
    """Whoever asks in a stack gets the same settings, made when first asked for."""
    first = ApiGatewayAccount.of(stack)

    assert first.node.path == "orders/ApiGatewayAccount"
    assert ApiGatewayAccount.of(Construct(stack, "Part")) is first
    assert ApiGatewayAccount.of(websocket(stack)) is first
    assert ApiGatewayAccount.of(TerraformStack(app, "other")) is not first


def test_settings_of_ones_own_are_found(stack: TerraformStack) -> None:
    """Settings that the program has made under an id of its own are those of the stack."""
    own = ApiGatewayAccount(stack, "Account", cloudwatch_role=ROLE)

    assert ApiGatewayAccount.of(stack) is own


def test_second_settings_of_a_stack(stack: TerraformStack) -> None:
    """AWS has the settings once: a second resource would write over the first."""
    ApiGatewayAccount(stack, "Account")
    with pytest.raises(OptionError) as refused:
        ApiGatewayAccount(stack, "Again")

    assert str(refused.value) == (
        "orders/Again: id is 'Again', allowed: one for a stack and region: orders/Account has the "
        "settings; use ApiGatewayAccount.of(stack)"
    )


def test_refused_settings_take_no_place(stack: TerraformStack) -> None:
    """Settings that were refused can be made again, corrected."""
    with pytest.raises(OptionError):
        ApiGatewayAccount(stack, "Account", cloudwatch_role=ROLE, logical_id="1")

    assert ApiGatewayAccount(stack, "Account", cloudwatch_role=ROLE).role_arn == ROLE


def test_stage_waits_for_the_role(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A stage that asks for the role is made after it: else AWS refuses its logs."""
    api = websocket(stack)
    for name in ("live", "test"):
        Stage(stack, name, api=api, stage_name=name, account_logging_role=True)

    found = synthesized()["resource"]
    (account,) = found["aws_api_gateway_account"]
    assert [stage["depends_on"] for stage in found["aws_apigatewayv2_stage"].values()] == [
        [f"aws_api_gateway_account.{account}"]
    ] * 2


@pytest.mark.parametrize("asked", [None, False])
def test_no_role_unless_asked_for(
    stack: TerraformStack, blocks: Callable[[str], Blocks], *, asked: bool | None
) -> None:
    """Left out or False, the account stays as it is: it is shared with everyone else's APIs."""
    api = websocket(stack)
    Stage(stack, "Live", api=api, stage_name="live", account_logging_role=asked)

    assert blocks("aws_api_gateway_account") == []


def test_http_apis_need_no_role(stack: TerraformStack) -> None:
    """Logs of HTTP APIs are delivered without a role, so the option is refused there."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)
    with pytest.raises(OptionError) as refused:
        Stage(stack, "Live", api=api, stage_name="live", account_logging_role=True)

    assert str(refused.value) == (
        "orders/Live: account_logging_role is True, "
        "allowed: nothing: it belongs to WebSocket APIs; leave it out"
    )


def test_one_for_each_region(stack: TerraformStack) -> None:
    """Each region has settings of its own, where the provider knows regions."""
    here = ApiGatewayAccount.of(stack)
    if "region" not in known_arguments(l1("aws_api_gateway_account")):
        with pytest.raises(UnsupportedOptionError):
            ApiGatewayAccount.of(stack, region="us-east-1")
        return
    there = ApiGatewayAccount.of(stack, region="us-east-1")

    assert there.node.path == "orders/ApiGatewayAccount.us-east-1"
    assert ApiGatewayAccount.of(stack, region="us-east-1") is there
    assert there is not here


@pytest.mark.parametrize(
    ("scope", "got"),
    [
        pytest.param(lambda _: None, "None", id="nothing"),
        pytest.param(lambda _: "orders", "'orders'", id="text"),
        pytest.param(lambda app: app, "'App'", id="program"),
        pytest.param(lambda app: Construct(app, "Part"), "'Construct Part'", id="outside a stack"),
    ],
)
def test_settings_of_no_stack(app: App, scope: Callable[[App], Any], got: str) -> None:
    """The settings belong to a stack: what is in none is refused in words."""
    with pytest.raises(OptionError) as refused:
        ApiGatewayAccount.of(scope(app))

    assert str(refused.value) == (
        f"ApiGatewayAccount.of: scope is {got}, allowed: a stack, or a construct in one"
    )
