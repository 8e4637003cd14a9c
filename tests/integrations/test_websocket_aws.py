"""Tests of routes of WebSocket APIs to actions of AWS services."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    ContentHandling,
    HttpMethod,
    OptionError,
    PassthroughBehavior,
    PolicyStatement,
    ServiceRole,
    WebSocketApi,
)
from apigwv2_tf.integrations import WebSocketAwsIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Integration = Callable[[], dict[str, Any]]

_PUT_ITEM = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"
_ROLE = "arn:aws:iam::123456789012:role/caller"


def test_smallest_integration(
    websocket: WebSocketApi, integration: Integration, blocks: Callable[[str], Blocks]
) -> None:
    """An action is called by the method that is given; no role is made, as in AWS CDK."""
    backend = WebSocketAwsIntegration(
        "Table", integration_uri=_PUT_ITEM, integration_method=HttpMethod.POST
    )
    websocket.add_route("send", integration=backend)

    assert integration() == {
        "integration_method": "POST",
        "integration_type": "AWS",
        "integration_uri": _PUT_ITEM,
        "payload_format_version": "1.0",
        "timeout_milliseconds": 29_000,
    }
    assert blocks("aws_iam_role") == []


def test_address(websocket: WebSocketApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    backend = WebSocketAwsIntegration("Shelf", integration_uri=_PUT_ITEM, integration_method="POST")
    websocket.add_route("send", integration=backend)

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Chat_Shelf_5CCE4D9E"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({"credentials_role": _ROLE}, {"credentials_arn": _ROLE}, id="role"),
        pytest.param(
            {"request_parameters": {"integration.request.header.a": "'b'"}},
            {"request_parameters": {"integration.request.header.a": "'b'"}},
            id="request_parameters",
        ),
        pytest.param(
            {"request_templates": {"$default": '{"id": "$context.connectionId"}'}},
            {"request_templates": {"$default": '{"id": "$context.connectionId"}'}},
            id="request_templates",
        ),
        pytest.param(
            {"template_selection_expression": "${request.body.kind}"},
            {"template_selection_expression": "$${request.body.kind}"},
            id="template_selection_expression",
        ),
        pytest.param(
            {"passthrough_behavior": PassthroughBehavior.NEVER},
            {"passthrough_behavior": "NEVER"},
            id="passthrough_behavior",
        ),
        pytest.param(
            {"content_handling": ContentHandling.CONVERT_TO_TEXT},
            {"content_handling_strategy": "CONVERT_TO_TEXT"},
            id="content_handling",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=10)}, {"timeout_milliseconds": 10_000}, id="timeout"
        ),
        pytest.param({"description": "table"}, {"description": "table"}, id="description"),
    ],
)
def test_option_given(
    websocket: WebSocketApi,
    integration: Integration,
    options: dict[str, Any],
    written: dict[str, Any],
) -> None:
    """Each option reaches Terraform."""
    backend = WebSocketAwsIntegration(
        "Table", integration_uri=_PUT_ITEM, integration_method="POST", **options
    )
    websocket.add_route("send", integration=backend)

    found = integration()
    assert {name: found[name] for name in written} == written


def test_role_made_for_it(
    stack: TerraformStack, websocket: WebSocketApi, integration: Integration
) -> None:
    """A `ServiceRole` is a role for it."""
    allowed = PolicyStatement(actions=["dynamodb:PutItem"], resources=["*"])
    role = ServiceRole(stack, "Role", statements=[allowed])
    backend = WebSocketAwsIntegration(
        "Table", integration_uri=_PUT_ITEM, integration_method="POST", credentials_role=role
    )
    websocket.add_route("send", integration=backend)

    assert integration()["credentials_arn"].startswith("${aws_iam_role.Role_")


def test_token_passes(
    stack: TerraformStack, websocket: WebSocketApi, integration: Integration
) -> None:
    """What Terraform knows later is passed on."""
    text = TerraformVariable(stack, "text", type="string").string_value
    backend = WebSocketAwsIntegration("Table", integration_uri=text, integration_method=text)
    websocket.add_route("send", integration=backend)

    written = integration()
    assert (written["integration_uri"], written["integration_method"]) == (
        "${var.text}",
        "${var.text}",
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"integration_uri": "arn:aws:sqs:eu-west-1:123456789012:jobs"},
            "orders/Chat/Table: integration_uri is 'arn:aws:sqs:eu-west-1:123456789012:jobs', "
            "allowed: arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…; "
            "for a Lambda function, give its invoke_arn",
            id="integration_uri",
        ),
        pytest.param(
            {"integration_method": "SEND"},
            "orders/Chat/Table: integration_method is 'SEND', "
            "allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="integration_method",
        ),
        pytest.param(
            {"credentials_role": "caller"},
            "orders/Chat/Table: credentials_role is 'caller', allowed: the ARN of a role",
            id="credentials_role",
        ),
        pytest.param(
            {"request_parameters": {"header.a": "'b'"}},
            "orders/Chat/Table: request_parameters key is 'header.a', allowed: "
            "integration.request., then header, querystring or path, then .NAME",
            id="request_parameters",
        ),
        pytest.param(
            {"integration_uri": None},
            "Table: integration_uri is None, allowed: text",
            id="type",
        ),
    ],
)
def test_option_is_refused(websocket: WebSocketApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it."""
    given = {"integration_uri": _PUT_ITEM, "integration_method": "POST", **options}
    with pytest.raises(OptionError) as refused:
        websocket.add_route("send", integration=WebSocketAwsIntegration("Table", **given))

    assert str(refused.value) == problem


@pytest.mark.parametrize("name", ["integration_uri", "integration_method"])
def test_option_left_out_is_refused(name: str) -> None:
    """Both the action and the method are needed, as in AWS CDK."""
    given: dict[str, Any] = {"integration_uri": _PUT_ITEM, "integration_method": "POST"}
    del given[name]
    with pytest.raises(OptionError, match=f"Table: {name} is left out, allowed: "):
        WebSocketAwsIntegration("Table", **given)
