"""Tests of integrations with a URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, OptionError, UrlIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]

_INTEGRATION = "aws_apigatewayv2_integration"


@pytest.mark.parametrize(
    ("protocol", "options", "kind", "method"),
    [
        pytest.param("HTTP", {}, "HTTP_PROXY", "ANY", id="http"),
        pytest.param("HTTP", {"proxy": True}, "HTTP_PROXY", "ANY", id="http-proxy"),
        pytest.param("HTTP", {"integration_method": "GET"}, "HTTP_PROXY", "GET", id="method"),
        pytest.param("WEBSOCKET", {}, "HTTP_PROXY", "POST", id="websocket"),
        pytest.param("WEBSOCKET", {"proxy": False}, "HTTP", "POST", id="websocket-no-proxy"),
    ],
)
def test_type_and_method(
    *,
    stack: TerraformStack,
    block: Block,
    protocol: str,
    options: dict[str, Any],
    kind: str,
    method: str,
) -> None:
    """A URL is a proxy unless told otherwise, and says its method, which AWS requires."""
    api = Api(stack, "Api", protocol_type=protocol, deploy=False)
    api.add_http_integration("Url", url="https://example.com/{id}", **options)

    written = block(_INTEGRATION)
    assert (written["integration_type"], written["integration_method"]) == (kind, method)
    assert written["integration_uri"] == "https://example.com/{id}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"proxy": False},
            "proxy is False, allowed: True: integrations of HTTP APIs are proxies",
            id="proxy",
        ),
        pytest.param(
            {"url": "ftp://a"},
            "url is 'ftp://a', allowed: a URL that starts with https:// or http://",
            id="scheme",
        ),
        pytest.param(
            {"url": "https://"},
            "url is 'https://', allowed: a URL that starts with https:// or http://",
            id="no-host",
        ),
        pytest.param({"url": None}, "url is None, allowed: text", id="none"),
    ],
)
def test_option_is_refused(stack: TerraformStack, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)

    with pytest.raises(OptionError) as refused:
        UrlIntegration(stack, "Url", api=api, **{"url": "https://a.b", **options})

    assert str(refused.value) == f"orders/Url: {problem}"


def test_token_passes(stack: TerraformStack, block: Block) -> None:
    """What Terraform knows later is written as a reference."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)
    url = TerraformVariable(stack, "url", type="string").string_value
    api.add_http_integration("Url", url=url)

    assert block(_INTEGRATION)["integration_uri"] == "${var.url}"
