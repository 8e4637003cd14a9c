"""Tests of routes of WebSocket APIs to Lambda functions."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import ContentHandling, LambdaTarget, OptionError, WebSocketApi
from apigwv2_tf.integrations import WebSocketLambdaIntegration
from cdktf import TerraformStack, TerraformVariable

from tests.constructs.test_lambda_integration import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks, Synthesized

    Integration = Callable[[], dict[str, Any]]

_API = "${aws_apigatewayv2_api.Chat_26DEB33F.execution_arn}"
_PERMISSION = "aws_lambda_permission"
_ROLE = "arn:aws:iam::123456789012:role/caller"


def _permitted(blocks: Callable[[str], Blocks]) -> list[str]:
    return sorted(block["source_arn"].removeprefix(_API) for block in blocks(_PERMISSION))


def test_smallest_integration(
    websocket: WebSocketApi, function: LambdaFunction, integration: Integration
) -> None:
    """A function gets the message as it is, by POST and by its invoke ARN."""
    websocket.add_route("send", integration=WebSocketLambdaIntegration("Backend", function))

    assert integration() == {
        "integration_method": "POST",
        "integration_type": "AWS_PROXY",
        "integration_uri": "${aws_lambda_function.Backend.invoke_arn}",
        "payload_format_version": "1.0",
        "timeout_milliseconds": 29_000,
    }


def test_address(
    websocket: WebSocketApi, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """The integration stands under its API by its own id; the permission, by the function's."""
    websocket.add_route("send", integration=WebSocketLambdaIntegration("Shelf", function))

    resources = synthesized()["resource"]
    assert [*resources["aws_apigatewayv2_integration"], *resources[_PERMISSION]] == [
        "Chat_Shelf_5CCE4D9E",
        "Chat_PermissionBackend_A5E85A48",
    ]


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"timeout": timedelta(seconds=5)}, {"timeout_milliseconds": 5000}, id="timeout"
        ),
        pytest.param(
            {"content_handling": ContentHandling.CONVERT_TO_BINARY},
            {"content_handling_strategy": "CONVERT_TO_BINARY"},
            id="content_handling",
        ),
        pytest.param({"proxy": True}, {"integration_type": "AWS_PROXY"}, id="proxy"),
        pytest.param(
            {
                "proxy": False,
                "request_templates": {"$default": "{}"},
                "request_parameters": {"integration.request.header.a": "'b'"},
                "template_selection_expression": "$default",
                "passthrough_behavior": "NEVER",
            },
            {
                "integration_type": "AWS",
                "request_templates": {"$default": "{}"},
                "request_parameters": {"integration.request.header.a": "'b'"},
                "template_selection_expression": "$default",
                "passthrough_behavior": "NEVER",
            },
            id="no-proxy",
        ),
        pytest.param({"description": "chat"}, {"description": "chat"}, id="description"),
        pytest.param(
            {"credentials_role": SimpleNamespace(arn=_ROLE)},
            {"credentials_arn": _ROLE},
            id="credentials_role",
        ),
    ],
)
def test_option_given(
    websocket: WebSocketApi,
    function: LambdaFunction,
    integration: Integration,
    options: dict[str, Any],
    written: dict[str, Any],
) -> None:
    """Each option reaches Terraform."""
    websocket.add_route(
        "send", integration=WebSocketLambdaIntegration("Backend", function, **options)
    )

    found = integration()
    assert {name: found[name] for name in written} == written


def test_one_permission_for_all_routes(
    websocket: WebSocketApi, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """
    One permission serves every route of the function.

    AWS CDK makes one for each route, and fills the function's policy with them.
    """
    backend = WebSocketLambdaIntegration("Backend", function)
    websocket.add_route("$connect", integration=backend)
    websocket.add_route("send", integration=backend)

    assert _permitted(blocks) == ["/*/*"]
    assert len(blocks("aws_apigatewayv2_integration")) == 1


def test_scope_permission_to_route(
    websocket: WebSocketApi, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """
    Each route brings its own permission, also where it shares the integration.

    AWS CDK once made it for the first route only (aws-cdk 38148), and its pattern lets a star
    stand for the stage and the slash.
    """
    backend = WebSocketLambdaIntegration("Backend", function, scope_permission_to_route=True)
    for key in ("$connect", "$default", "send"):
        websocket.add_route(key, integration=backend)

    assert _permitted(blocks) == ["/*/$connect", "/*/$default", "/*/send"]


@pytest.mark.parametrize("per_route", [False, True])
def test_role_in_place_of_a_permission(
    websocket: WebSocketApi,
    function: LambdaFunction,
    blocks: Callable[[str], Blocks],
    per_route: bool,  # noqa: FBT001
) -> None:
    """A role that invokes the function needs no permission besides."""
    backend = WebSocketLambdaIntegration(
        "Backend", function, credentials_role=_ROLE, scope_permission_to_route=per_route
    )
    websocket.add_route("send", integration=backend)

    assert blocks(_PERMISSION) == []


def test_token_passes(
    stack: TerraformStack, websocket: WebSocketApi, integration: Integration
) -> None:
    """What Terraform knows later is passed on."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    websocket.add_route(
        "send", integration=WebSocketLambdaIntegration("Backend", LambdaTarget("f", arn))
    )

    assert integration()["integration_uri"] == "${var.arn}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param({"handler": 5}, f"Backend: handler is 5, allowed: {FUNCTION}", id="type"),
        pytest.param(
            {"handler": LambdaTarget("f", "arn:aws:lambda:eu-west-1:123456789012:function:f")},
            "orders/Chat/Backend: handler.invoke_arn is "
            "'arn:aws:lambda:eu-west-1:123456789012:function:f', allowed: "
            "arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…; "
            "for a Lambda function, give its invoke_arn",
            id="invoke_arn",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=30)},
            "orders/Chat/Backend: timeout is '30000 ms', "
            "allowed: 50 ms to 29 s, in whole milliseconds",
            id="timeout",
        ),
        pytest.param(
            {"content_handling": "ZIP"},
            "orders/Chat/Backend: content_handling is 'ZIP', "
            "allowed: CONVERT_TO_BINARY, CONVERT_TO_TEXT",
            id="content_handling",
        ),
        pytest.param(
            {"credentials_role": "caller"},
            "orders/Chat/Backend: credentials_role is 'caller', allowed: the ARN of a role",
            id="credentials_role",
        ),
    ],
)
def test_option_is_refused(
    websocket: WebSocketApi, function: LambdaFunction, options: dict[str, Any], problem: str
) -> None:
    """Errors name the option as the user wrote it."""
    given = {"handler": function, **options}
    with pytest.raises(OptionError) as refused:
        websocket.add_route("send", integration=WebSocketLambdaIntegration("Backend", **given))

    assert str(refused.value) == problem


def test_integration_of_two_apis_is_refused(
    stack: TerraformStack, websocket: WebSocketApi, function: LambdaFunction
) -> None:
    """An integration belongs to one API."""
    backend = WebSocketLambdaIntegration("Backend", function)
    websocket.add_route("send", integration=backend)
    with pytest.raises(OptionError) as refused:
        WebSocketApi(stack, "Talk").add_route("send", integration=backend)

    assert str(refused.value) == (
        "orders/Talk/Route.send: integration is 'Backend', allowed: an integration of the "
        "same API: this is one of orders/Chat; make one for each API"
    )
