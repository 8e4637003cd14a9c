"""Tests of route responses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, OptionError, RouteResponse, UnsupportedOptionError
from apigwv2_tf.terms import KnownModelKey, KnownRouteResponseKey
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]

_RESPONSE = "aws_apigatewayv2_route_response"


@pytest.fixture
def websocket(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


def test_response_without_options(websocket: Api, block: Block) -> None:
    """A response has its key and what it belongs to, and nothing else."""
    response = websocket.add_route("send").add_response()

    written = block(_RESPONSE)
    route_id = written.pop("route_id")
    assert route_id.startswith("${aws_apigatewayv2_route.Chat_Routesend_")
    assert written == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "route_response_key": "$default",
    }
    assert str(response.node.path) == "orders/Chat/Route.send/Response.$default"


def test_response_with_options(websocket: Api, block: Block) -> None:
    """Models are written by name, and the selection expression is escaped."""
    model = websocket.add_model({"title": "answer", "type": "object"})
    websocket.add_model({"title": "plain", "type": "object"})
    websocket.add_route("send").add_response(
        KnownRouteResponseKey.DEFAULT,
        response_models={KnownModelKey.DEFAULT: model, "other": "plain"},
        model_selection_expression="${request.body.kind}",
    )

    written = block(_RESPONSE)
    assert written["model_selection_expression"] == "$${request.body.kind}"
    for name in ("other", "$default"):
        assert written["response_models"][name].startswith("${aws_apigatewayv2_model.")


@pytest.mark.parametrize("key", ["empty", "$connect", "", KnownRouteResponseKey.ERROR])
def test_trap_only_the_default_key_is_accepted(websocket: Api, key: str) -> None:
    """API Gateway has one key for route responses."""
    route = websocket.add_route("send")

    with pytest.raises(OptionError) as refused:
        RouteResponse(route, "Answer", api=websocket, route=route, key=key)

    assert str(refused.value) == (
        f"orders/Chat/Route.send/Answer: key is {str(key)!r}, "
        "allowed: $default, the only key API Gateway has"
    )


def test_response_on_http_is_refused(stack: TerraformStack) -> None:
    """HTTP APIs answer without."""
    api = Api(stack, "Books", protocol_type="HTTP", deploy=False)
    route = api.add_http_integration("Url", url="https://example.com").add_route("$default")

    with pytest.raises(OptionError) as refused:
        route.add_response()

    assert str(refused.value) == (
        "orders/Books/Route.$default/Response.$default: a route response is '$default', "
        "allowed: nothing: it belongs to WebSocket APIs; leave it out"
    )


def test_response_parameters_are_refused_as_unsupported(websocket: Api) -> None:
    """The provider has no argument for them."""
    with pytest.raises(UnsupportedOptionError) as refused:
        websocket.add_route("send").add_response(response_parameters={"a": "b"})

    assert str(refused.value) == (
        "orders/Chat/Route.send/Response.$default: response_parameters is {'a': 'b'}, "
        "allowed: nothing: Terraform's AWS provider has no argument for it; "
        "write headers in the backend's answer"
    )


def test_second_response_of_a_key_is_refused(websocket: Api) -> None:
    """API Gateway refuses the second one at apply."""
    route = websocket.add_route("send")
    route.add_response()

    with pytest.raises(OptionError) as refused:
        RouteResponse(route, "Again", api=websocket, route=route)

    assert str(refused.value) == (
        "orders/Chat/Route.send/Again: key is '$default', allowed: one that the API has not yet: "
        "orders/Chat/Route.send/Response.$default has it"
    )


def test_parts_of_another_api_are_refused(stack: TerraformStack, websocket: Api) -> None:
    """The route and the models must be of the response's API."""
    other = Api(stack, "Other", protocol_type="WEBSOCKET", deploy=False)
    models: dict[str, Any] = {"$default": other.add_model({"title": "answer"}), "b": "not a name"}

    with pytest.raises(OptionError) as refused:
        RouteResponse(
            stack, "Answer", api=websocket, route=other.add_route("send"), response_models=models
        )

    allowed = "allowed: one of the same API: this is one of orders/Other"
    assert str(refused.value).splitlines() == [
        f"orders/Answer: route is 'orders/Other/Route.send', {allowed}",
        f"orders/Answer: response_models['$default'] is 'orders/Other/Model.answer', {allowed}",
        (
            "orders/Answer: response_models['b'] is 'not a name', "
            "allowed: a model or its name, 1 to 128 letters and digits"
        ),
    ]


def test_tokens_pass(stack: TerraformStack, websocket: Api, block: Block) -> None:
    """What Terraform knows later is written as a reference."""
    text = TerraformVariable(stack, "text", type="string").string_value
    route = websocket.add_route("send")
    RouteResponse(
        route,
        "Answer",
        api=websocket,
        route=route,
        key=text,
        response_models={text: text},
        model_selection_expression=text,
    )

    written = block(_RESPONSE)
    assert written["route_response_key"] == "${var.text}"
    assert written["response_models"] == {"${var.text}": "${var.text}"}
    assert written["model_selection_expression"] == "${var.text}"
