"""Tests of routes of WebSocket APIs that API Gateway answers by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, WebSocketApi
from apigwv2_tf.integrations import WebSocketMockIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Integration = Callable[[], dict[str, Any]]


def test_smallest_integration(websocket: WebSocketApi, integration: Integration) -> None:
    """A mock has no address; AWS CDK writes an empty one, which Terraform's provider leaves out."""
    websocket.add_route("ping", integration=WebSocketMockIntegration("Ping"))

    assert integration() == {
        "integration_type": "MOCK",
        "payload_format_version": "1.0",
        "timeout_milliseconds": 29_000,
    }


def test_address(websocket: WebSocketApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    websocket.add_route("ping", integration=WebSocketMockIntegration("Shelf"))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Chat_Shelf_5CCE4D9E"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"request_templates": {"ok": '{"statusCode": 200}'}},
            {"request_templates": {"ok": '{"statusCode": 200}'}},
            id="request_templates",
        ),
        pytest.param(
            {"template_selection_expression": "ok"},
            {"template_selection_expression": "ok"},
            id="template_selection_expression",
        ),
        pytest.param(
            {"passthrough_behavior": "WHEN_NO_MATCH"},
            {"passthrough_behavior": "WHEN_NO_MATCH"},
            id="passthrough_behavior",
        ),
        pytest.param({"description": "ping"}, {"description": "ping"}, id="description"),
    ],
)
def test_option_given(
    websocket: WebSocketApi,
    integration: Integration,
    options: dict[str, Any],
    written: dict[str, Any],
) -> None:
    """Each option reaches Terraform."""
    websocket.add_route("ping", integration=WebSocketMockIntegration("Ping", **options))

    found = integration()
    assert {name: found[name] for name in written} == written


def test_routes_share_the_integration(
    websocket: WebSocketApi, blocks: Callable[[str], Blocks]
) -> None:
    """One object is one integration, however many routes it has."""
    ping = WebSocketMockIntegration("Ping")
    websocket.add_route("ping", integration=ping)
    websocket.add_route("pong", integration=ping)

    assert len(blocks("aws_apigatewayv2_integration")) == 1


def test_token_passes(
    stack: TerraformStack, websocket: WebSocketApi, integration: Integration
) -> None:
    """What Terraform knows later is passed on."""
    text = TerraformVariable(stack, "text", type="string").string_value
    websocket.add_route(
        "ping", integration=WebSocketMockIntegration("Ping", template_selection_expression=text)
    )

    assert integration()["template_selection_expression"] == "${var.text}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"request_templates": "{}"},
            "Ping: request_templates is '{}', allowed: a dict from text to text",
            id="type",
        ),
        pytest.param(
            {"passthrough_behavior": "ALWAYS"},
            "orders/Chat/Ping: passthrough_behavior is 'ALWAYS', "
            "allowed: WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER",
            id="passthrough_behavior",
        ),
        pytest.param(
            {"description": "x" * 1025},
            f"orders/Chat/Ping: description is '{'x' * 78}…, allowed: 0 to 1024 characters; "
            "it has 1025",
            id="description",
        ),
    ],
)
def test_option_is_refused(websocket: WebSocketApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it."""
    with pytest.raises(OptionError) as refused:
        websocket.add_route("ping", integration=WebSocketMockIntegration("Ping", **options))

    assert str(refused.value) == problem
