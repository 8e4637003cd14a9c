"""Tests of integrations that answer without a backend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack


def test_mock_has_no_backend(stack: TerraformStack, block: Callable[[str], dict[str, Any]]) -> None:
    """A mock has no address and no method, and templates."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    api.add_mock_integration("Mock", request_templates={"$default": '{"statusCode": 200}'})

    assert block("aws_apigatewayv2_integration") == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "integration_type": "MOCK",
        "lifecycle": {"create_before_destroy": True},
        "payload_format_version": "1.0",
        "request_templates": {"$default": '{"statusCode": 200}'},
        "timeout_milliseconds": 29_000,
    }


def test_mock_on_http_is_refused(stack: TerraformStack) -> None:
    """HTTP APIs have no mocks; the provider's plan accepts one."""
    api = Api(stack, "Books", protocol_type="HTTP", deploy=False)

    with pytest.raises(OptionError) as refused:
        api.add_mock_integration("Mock")

    assert str(refused.value) == (
        "orders/Books/Mock: type is 'MOCK', "
        "allowed: AWS_PROXY or HTTP_PROXY: integrations of HTTP APIs are proxies"
    )
