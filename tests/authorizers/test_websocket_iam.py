"""Tests of authorization of WebSocket clients by IAM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError
from apigwv2_tf.authorizers import WebSocketIamAuthorizer

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import WebSocketApi

    from tests.conftest import Blocks


def test_connect_is_authorized_by_iam(
    chat: WebSocketApi, block: Callable[[str], dict[str, Any]], blocks: Callable[[str], Blocks]
) -> None:
    """The route asks IAM, and no authorizer is made."""
    chat.add_route("$connect", authorizer=WebSocketIamAuthorizer())
    written = block("aws_apigatewayv2_route")

    assert written["authorization_type"] == "AWS_IAM"
    assert "authorizer_id" not in written
    assert blocks("aws_apigatewayv2_authorizer") == []


def test_other_route(chat: WebSocketApi) -> None:
    """Messages after connecting are not authorized anew."""
    with pytest.raises(OptionError, match="a WebSocket API authorizes \\$connect only"):
        chat.add_route("send", authorizer=WebSocketIamAuthorizer())
