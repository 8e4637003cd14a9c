"""Tests of the AWS service actions and their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, OptionError
from apigwv2_tf.terms import IntegrationSubtype

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

_ROLE = "arn:aws:iam::123456789012:role/caller"
# from AWS's reference of integration subtypes: what each needs, and what it takes besides
_ACTIONS = [
    pytest.param(
        "EventBridge-PutEvents",
        "Detail DetailType Source",
        "Time EventBusName Resources Region TraceHeader",
        id="EventBridge-PutEvents",
    ),
    pytest.param(
        "SQS-SendMessage",
        "QueueUrl MessageBody",
        "DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId "
        "MessageSystemAttributes Region",
        id="SQS-SendMessage",
    ),
    pytest.param(
        "SQS-ReceiveMessage",
        "QueueUrl",
        "AttributeNames MaxNumberOfMessages MessageAttributeNames ReceiveRequestAttemptId "
        "VisibilityTimeout WaitTimeSeconds Region",
        id="SQS-ReceiveMessage",
    ),
    pytest.param("SQS-DeleteMessage", "ReceiptHandle QueueUrl", "Region", id="SQS-DeleteMessage"),
    pytest.param("SQS-PurgeQueue", "QueueUrl", "Region", id="SQS-PurgeQueue"),
    pytest.param(
        "AppConfig-GetConfiguration",
        "Application Environment Configuration ClientId",
        "ClientConfigurationVersion Region",
        id="AppConfig-GetConfiguration",
    ),
    pytest.param(
        "Kinesis-PutRecord",
        "StreamName Data PartitionKey",
        "SequenceNumberForOrdering ExplicitHashKey Region",
        id="Kinesis-PutRecord",
    ),
    pytest.param(
        "StepFunctions-StartExecution",
        "StateMachineArn",
        "Name Input Region",
        id="StepFunctions-StartExecution",
    ),
    pytest.param(
        "StepFunctions-StartSyncExecution",
        "StateMachineArn",
        "Name Input Region TraceHeader",
        id="StepFunctions-StartSyncExecution",
    ),
    pytest.param(
        "StepFunctions-StopExecution",
        "ExecutionArn",
        "Cause Error Region",
        id="StepFunctions-StopExecution",
    ),
]


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Api", protocol_type="HTTP", deploy=False)


def _refusal(api: Api, **options: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(OptionError) as refused:
        api.add_service_integration("Action", **options)
    return str(refused.value).splitlines()


def test_all_actions_are_here() -> None:
    """The table below leaves no action out."""
    assert {case.values[0] for case in _ACTIONS} == {item.value for item in IntegrationSubtype}


@pytest.mark.parametrize(("subtype", "required", "optional"), _ACTIONS)
def test_action_with_all_its_parameters(
    api: Api, block: Callable[[str], dict[str, Any]], subtype: str, required: str, optional: str
) -> None:
    """Every parameter of AWS's reference is accepted."""
    parameters = dict.fromkeys([*required.split(), *optional.split()], "$request.body.x")
    api.add_service_integration(
        "Action", subtype=subtype, credentials_arn=_ROLE, request_parameters=parameters
    )

    assert block("aws_apigatewayv2_integration")["request_parameters"] == parameters


@pytest.mark.parametrize(("subtype", "required", "optional"), _ACTIONS)
def test_trap_missing_credentials_and_parameters(
    api: Api, subtype: str, required: str, optional: str
) -> None:
    """Terraform's plan accepts an action without role and parameters; API Gateway does not."""
    assert _refusal(api, subtype=subtype) == [
        (
            "orders/Api/Action: credentials_arn is left out, "
            "allowed: the ARN of a role that API Gateway assumes; "
            f"{subtype} is called in that role's name"
        ),
        *(
            f"orders/Api/Action: request_parameters[{name!r}] is left out, "
            f"allowed: a value: {subtype} needs it"
            for name in required.split()
        ),
    ]


@pytest.mark.parametrize(("subtype", "required", "optional"), _ACTIONS)
def test_unknown_parameter_is_refused(api: Api, subtype: str, required: str, optional: str) -> None:
    """A parameter of another action is named with those of this one."""
    parameters = {**dict.fromkeys(required.split(), "x"), "append:header.x": "y"}

    assert _refusal(api, subtype=subtype, credentials_arn=_ROLE, request_parameters=parameters) == [
        (
            "orders/Api/Action: request_parameters key is 'append:header.x', "
            f"allowed: for {subtype}: {', '.join([*required.split(), *optional.split()])}"
        )
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param(
            "",
            "request_parameters['QueueUrl'] is '', allowed: 1 to 512 characters",
            id="empty",
        ),
        pytest.param(
            "$response.body.url",
            "request_parameters['QueueUrl'] is '$response.body.url', allowed: static text, "
            "$request.header.NAME, $request.querystring.NAME, $request.path.NAME, "
            "$request.body.PATH, $context.NAME, $stageVariables.NAME; several in one value in "
            "${…}; ${response.body.url} is none of them",
            id="variable",
        ),
    ],
)
def test_value_is_refused(api: Api, value: str, told: str) -> None:
    """Values follow the grammar of parameter mappings."""
    parameters = {"QueueUrl": value}

    assert _refusal(
        api, subtype="SQS-PurgeQueue", credentials_arn=_ROLE, request_parameters=parameters
    ) == [f"orders/Api/Action: {told}"]


def test_token_parameters_pass(api: Api, block: Callable[[str], dict[str, Any]]) -> None:
    """Names that Terraform knows later may be any."""
    parameters = {"${var.name}": "x"}
    api.add_service_integration(
        "Action", subtype="SQS-PurgeQueue", credentials_arn=_ROLE, request_parameters=parameters
    )

    assert block("aws_apigatewayv2_integration")["request_parameters"] == parameters
