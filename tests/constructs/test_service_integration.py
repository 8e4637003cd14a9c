"""Tests of integrations with AWS services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, OptionError, ServiceIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]

_INTEGRATION = "aws_apigatewayv2_integration"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_ACTION = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"
_PURGE: dict[str, Any] = {
    "subtype": "SQS-PurgeQueue",
    "credentials_arn": _ROLE,
    "request_parameters": {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/q"},
}


def _api(stack: TerraformStack, protocol: str) -> Api:
    return Api(stack, "Api", protocol_type=protocol, deploy=False)


def test_action_of_an_http_api(stack: TerraformStack, block: Block) -> None:
    """A subtype has a role and parameters, payload 1.0, no address and no method."""
    _api(stack, "HTTP").add_service_integration("Purge", **_PURGE)

    written = block(_INTEGRATION)
    del written["api_id"]
    assert written == {
        "credentials_arn": _ROLE,
        "integration_subtype": "SQS-PurgeQueue",
        "integration_type": "AWS_PROXY",
        "lifecycle": {"create_before_destroy": True},
        "payload_format_version": "1.0",
        "request_parameters": {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/q"},
        "timeout_milliseconds": 30_000,
    }


@pytest.mark.parametrize(
    ("proxy", "kind"),
    [
        pytest.param({}, "AWS", id="left-out"),
        pytest.param({"proxy": False}, "AWS", id="no-proxy"),
        pytest.param({"proxy": True}, "AWS_PROXY", id="proxy"),
    ],
)
def test_action_of_a_websocket_api(
    stack: TerraformStack, block: Block, proxy: dict[str, Any], kind: str
) -> None:
    """An action by its ARN is no proxy unless told so."""
    api = _api(stack, "WEBSOCKET")
    ServiceIntegration(api, "Put", api=api, arn=_ACTION, credentials_arn=_ROLE, **proxy)

    assert block(_INTEGRATION)["integration_type"] == kind
    assert block(_INTEGRATION)["integration_uri"] == _ACTION


@pytest.mark.parametrize(
    ("protocol", "options", "problem"),
    [
        pytest.param(
            "HTTP", {}, "arn is left out, allowed: the backend's address, for AWS_PROXY", id="none"
        ),
        pytest.param(
            "HTTP",
            {"arn": _ACTION},
            f"arn is '{_ACTION}', "
            "allowed: the ARN of a Lambda function: HTTP APIs call other services by a subtype; "
            "give subtype= in place of another service's ARN",
            id="arn-on-http",
        ),
        pytest.param(
            "HTTP",
            {**_PURGE, "arn": _ACTION},
            f"arn is '{_ACTION}', allowed: nothing: a subtype names the action; leave it out",
            id="arn-and-subtype",
        ),
        pytest.param(
            "HTTP",
            {**_PURGE, "proxy": False},
            "proxy is False, allowed: True: integrations of HTTP APIs are proxies",
            id="no-proxy-on-http",
        ),
        pytest.param(
            "WEBSOCKET",
            {"arn": "arn:aws:dynamodb:eu-west-1:123456789012:table/t"},
            "arn is 'arn:aws:dynamodb:eu-west-1:123456789012:table/t', "
            "allowed: arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…; "
            "for a Lambda function, give its invoke_arn",
            id="resource-arn-on-websocket",
        ),
        pytest.param(
            "HTTP",
            {**_PURGE, "payload_format_version": "2.0"},
            "payload_format_version is '2.0', "
            "allowed: 1.0: only Lambda functions of HTTP APIs get 2.0",
            id="payload-2",
        ),
        pytest.param(
            "HTTP",
            {**_PURGE, "connection_id": "abc"},
            "connection_id is 'abc', "
            "allowed: nothing: AWS_PROXY integrations have no VPC link, HTTP_PROXY ones have; "
            "leave the VPC link out",
            id="vpc-link",
        ),
    ],
)
def test_option_is_refused(
    stack: TerraformStack, protocol: str, options: dict[str, Any], problem: str
) -> None:
    """Errors name the option as the user wrote it."""
    api = _api(stack, protocol)

    with pytest.raises(OptionError) as refused:
        api.add_service_integration("Service", **options)

    assert str(refused.value) == f"orders/Api/Service: {problem}"


def test_trap_subtype_spelling(stack: TerraformStack) -> None:
    """The provider does not check the spelling."""
    with pytest.raises(OptionError) as refused:
        _api(stack, "HTTP").add_service_integration("S", subtype="Sqs-SendMessage")

    assert str(refused.value) == (
        "orders/Api/S: subtype is 'Sqs-SendMessage', allowed: EventBridge-PutEvents, "
        "SQS-SendMessage, SQS-ReceiveMessage, SQS-DeleteMessage, SQS-PurgeQueue, "
        "AppConfig-GetConfiguration, Kinesis-PutRecord, StepFunctions-StartExecution, "
        "StepFunctions-StartSyncExecution, StepFunctions-StopExecution"
    )


def test_subtype_on_websocket_is_refused(stack: TerraformStack) -> None:
    """WebSocket APIs call services by their ARN."""
    api = _api(stack, "WEBSOCKET")

    with pytest.raises(OptionError) as refused:
        api.add_service_integration("S", **{**_PURGE, "request_parameters": None})

    assert str(refused.value).splitlines()[0] == (
        "orders/Api/S: subtype is 'SQS-PurgeQueue', "
        "allowed: nothing: it belongs to HTTP APIs; leave it out"
    )


def test_token_subtype_passes(stack: TerraformStack, block: Block) -> None:
    """Of an action that Terraform knows later nothing is checked."""
    subtype = TerraformVariable(stack, "subtype", type="string").string_value
    _api(stack, "HTTP").add_service_integration("S", subtype=subtype)

    assert block(_INTEGRATION)["integration_subtype"] == "${var.subtype}"
