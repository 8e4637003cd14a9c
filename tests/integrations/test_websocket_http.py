"""Tests of routes of WebSocket APIs to URLs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import ContentHandling, HttpMethod, OptionError, WebSocketApi
from apigwv2_tf.integrations import WebSocketHttpIntegration
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.api_gateway_vpc_link import ApiGatewayVpcLink
from cdktf_cdktf_provider_aws.apigatewayv2_vpc_link import Apigatewayv2VpcLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Integration = Callable[[], dict[str, Any]]

_URL = "https://chat.example/messages"
_ROLE = "arn:aws:iam::123456789012:role/caller"


def test_url_of_a_websocket_api(websocket: WebSocketApi, integration: Integration) -> None:
    """A URL gets the message as it is, by POST; AWS CDK has no such class (aws-cdk 29562)."""
    websocket.add_route("send", integration=WebSocketHttpIntegration("Backend", _URL))

    assert integration() == {
        "integration_method": "POST",
        "integration_type": "HTTP_PROXY",
        "integration_uri": _URL,
        "payload_format_version": "1.0",
        "timeout_milliseconds": 29_000,
    }


def test_address(websocket: WebSocketApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    websocket.add_route("send", integration=WebSocketHttpIntegration("Shelf", _URL))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Chat_Shelf_5CCE4D9E"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({"proxy": True}, {"integration_type": "HTTP_PROXY"}, id="proxy"),
        pytest.param({"proxy": False}, {"integration_type": "HTTP"}, id="no-proxy"),
        pytest.param(
            {"integration_method": HttpMethod.PUT}, {"integration_method": "PUT"}, id="method"
        ),
        pytest.param(
            {"vpc_link": "link01"},
            {"connection_id": "link01", "connection_type": "VPC_LINK"},
            id="vpc_link",
        ),
        pytest.param({"credentials_role": _ROLE}, {"credentials_arn": _ROLE}, id="role"),
        pytest.param(
            {"request_parameters": {"integration.request.header.a": "'b'"}},
            {"request_parameters": {"integration.request.header.a": "'b'"}},
            id="request_parameters",
        ),
        pytest.param(
            {"request_templates": {"$default": "$input.body"}},
            {"request_templates": {"$default": "$input.body"}},
            id="request_templates",
        ),
        pytest.param(
            {"template_selection_expression": "$default"},
            {"template_selection_expression": "$default"},
            id="template_selection_expression",
        ),
        pytest.param(
            {"passthrough_behavior": "NEVER"},
            {"passthrough_behavior": "NEVER"},
            id="passthrough_behavior",
        ),
        pytest.param(
            {"content_handling": ContentHandling.CONVERT_TO_TEXT},
            {"content_handling_strategy": "CONVERT_TO_TEXT"},
            id="content_handling",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=5)}, {"timeout_milliseconds": 5000}, id="timeout"
        ),
        pytest.param({"description": "chat"}, {"description": "chat"}, id="description"),
    ],
)
def test_option_given(
    websocket: WebSocketApi,
    integration: Integration,
    options: dict[str, Any],
    written: dict[str, Any],
) -> None:
    """Each option reaches Terraform."""
    websocket.add_route("send", integration=WebSocketHttpIntegration("Backend", _URL, **options))

    found = integration()
    assert {name: found[name] for name in written} == written


def test_into_a_vpc(
    stack: TerraformStack, websocket: WebSocketApi, integration: Integration
) -> None:
    """The way into a VPC is a VPC link of the older kind, to a network load balancer."""
    link = ApiGatewayVpcLink(stack, "Link", name="in", target_arns=["arn"])
    backend = WebSocketHttpIntegration("Backend", "http://tcp.internal", vpc_link=link)
    websocket.add_route("send", integration=backend)

    assert integration()["connection_id"] == "${aws_api_gateway_vpc_link.Link.id}"


def test_answers_turned_by_templates(
    websocket: WebSocketApi, blocks: Callable[[str], Blocks]
) -> None:
    """Without proxy, the integration says which answers there are."""
    backend = WebSocketHttpIntegration("Backend", _URL, proxy=False)
    route = websocket.add_route("send", integration=backend, return_response=True)
    backend.bind_to_route(route).add_response("$default", response_templates={"$default": "ok"})

    (response,) = blocks("aws_apigatewayv2_integration_response")
    assert response["response_templates"] == {"$default": "ok"}


def test_token_passes(
    stack: TerraformStack, websocket: WebSocketApi, integration: Integration
) -> None:
    """What Terraform knows later is passed on."""
    text = TerraformVariable(stack, "text", type="string").string_value
    websocket.add_route(
        "send", integration=WebSocketHttpIntegration("Backend", text, vpc_link=text)
    )

    written = integration()
    assert (written["integration_uri"], written["connection_id"]) == ("${var.text}", "${var.text}")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param({"url": 5}, "Backend: url is 5, allowed: text", id="type"),
        pytest.param(
            {"url": "chat.example"},
            "orders/Chat/Backend: url is 'chat.example', "
            "allowed: a URL that starts with https:// or http://",
            id="url",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=30)},
            "orders/Chat/Backend: timeout is '30000 ms', "
            "allowed: 50 ms to 29 s, in whole milliseconds",
            id="timeout",
        ),
        pytest.param(
            {"vpc_link": ""},
            "orders/Chat/Backend: vpc_link is '', allowed: 1 to 1024 characters",
            id="vpc_link",
        ),
    ],
)
def test_option_is_refused(websocket: WebSocketApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it."""
    given = {"url": _URL, **options}
    with pytest.raises(OptionError) as refused:
        websocket.add_route("send", integration=WebSocketHttpIntegration("Backend", **given))

    assert str(refused.value).splitlines()[0] == problem


def test_newer_link_is_refused(stack: TerraformStack, websocket: WebSocketApi) -> None:
    """A VPC link of the newer kind is for HTTP APIs."""
    link = Apigatewayv2VpcLink(stack, "Newer", name="in", subnet_ids=[], security_group_ids=[])
    with pytest.raises(OptionError) as refused:
        websocket.add_route(
            "send", integration=WebSocketHttpIntegration("Backend", _URL, vpc_link=link)
        )

    assert str(refused.value) == (
        "orders/Chat/Backend: vpc_link is 'orders/Newer', allowed: an "
        "aws_api_gateway_vpc_link: the newer kind is for HTTP APIs"
    )
