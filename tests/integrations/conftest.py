"""What the tests of integrations share: an API of each protocol, and the shape of policies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, WebSocketApi

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

    from tests.conftest import Blocks


@pytest.fixture
def http(stack: TerraformStack) -> HttpApi:
    """Return an HTTP API."""
    return HttpApi(stack, "Books")


@pytest.fixture
def websocket(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API."""
    return WebSocketApi(stack, "Chat")


@pytest.fixture
def integration(block: Callable[[str], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """Return what gives the only integration, but for what all of them have."""

    def only() -> dict[str, Any]:
        written = block("aws_apigatewayv2_integration")
        assert written.pop("lifecycle") == {"create_before_destroy": True}
        del written["api_id"]
        return written

    return only


@pytest.fixture
def statement(blocks: Callable[[str], Blocks]) -> Callable[[], dict[str, Any]]:
    """Return what gives the only statement of the only policy."""

    def only() -> dict[str, Any]:
        (policy,) = blocks("aws_iam_role_policy")
        (found,) = json.loads(policy["policy"])["Statement"]
        return dict(found)

    return only
