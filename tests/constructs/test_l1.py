"""Making the provider's own objects: the same as by their classes, for less."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from apigwv2_tf import Api, OptionError, Route
from apigwv2_tf.constructs._bindings import l1, resolved, structs
from apigwv2_tf.constructs._l1 import make
from cdktf import App, TerraformResourceLifecycle, TerraformStack, Token

_ROUTE = {"api_id": "abc", "route_key": "GET /books"}


@pytest.mark.parametrize(
    ("terraform_type", "arguments"),
    [
        pytest.param("aws_apigatewayv2_route", _ROUTE, id="text"),
        pytest.param("aws_apigatewayv2_route", {**_ROUTE, "api_key_required": True}, id="flag"),
        pytest.param(
            "aws_apigatewayv2_route",
            {**_ROUTE, "api_key_required": Token.as_any("${var.required}")},
            id="token-for-a-flag",
        ),
        pytest.param(
            "aws_apigatewayv2_route", {**_ROUTE, "authorization_scopes": ["a", "b"]}, id="list"
        ),
        pytest.param(
            "aws_apigatewayv2_route",
            {**_ROUTE, "authorization_scopes": Token.as_list("${var.scopes}")},
            id="token-for-a-list",
        ),
        pytest.param("aws_apigatewayv2_route", {**_ROUTE, "request_models": {"k": "M"}}, id="map"),
        pytest.param(
            "aws_apigatewayv2_route",
            {**_ROUTE, "request_parameter": [{"request_parameter_key": "k", "required": True}]},
            id="blocks",
        ),
        pytest.param(
            "aws_apigatewayv2_integration",
            {"api_id": "abc", "integration_type": "MOCK", "timeout_milliseconds": 50},
            id="number",
        ),
        pytest.param(
            "aws_apigatewayv2_integration",
            {
                "api_id": "abc",
                "integration_type": "MOCK",
                "lifecycle": TerraformResourceLifecycle(create_before_destroy=True),
            },
            id="struct",
        ),
        pytest.param(
            "aws_apigatewayv2_api",
            {"name": "a", "protocol_type": "HTTP", "cors_configuration": {"max_age": 5}},
            id="block",
        ),
    ],
)
def test_object_is_the_same(
    app: App, stack: TerraformStack, terraform_type: str, arguments: dict[str, Any]
) -> None:
    """Whichever way an object is made, the same is written for it."""
    kind = l1(terraform_type)
    short = make(kind, stack, "It", arguments)
    whole = kind(TerraformStack(app, "other"), "It", **structs(kind, arguments))

    assert type(short) is kind
    assert _written(short) == _written(whole)


def _written(element: Any) -> Any:  # noqa: ANN401 - JSON
    (named,) = resolved(element)["resource"].values()
    return {**named["It"], "//": None}  # there stands the path, which differs


def test_object_is_the_providers_own(stack: TerraformStack) -> None:
    """What stands behind a construct has all attributes and methods of the provider's class."""
    made = make(l1("aws_apigatewayv2_route"), stack, "It", _ROUTE)
    made.operation_name = "list"

    assert made.route_key_input == "GET /books"
    assert made.node.path == "orders/It"
    assert _written(made)["operation_name"] == "list"


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("route_key", 5),
        ("api_key_required", "yes"),
        ("authorization_scopes", "a"),
        ("authorization_scopes", ["a", 5]),
        ("request_models", {"a": 5}),
        ("request_models", ["a"]),
        ("lifecycle", "none"),
    ],
)
def test_wrong_argument_of_a_transform_is_refused(
    stack: TerraformStack, argument: str, value: object
) -> None:
    """What a transform puts in is checked by the provider's class, as ever."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    with pytest.raises(OptionError) as refused:
        Route(
            stack,
            "Connect",
            api=api,
            key="$connect",
            transform=lambda given: {**given, argument: value},
        )

    told = "orders/Connect: the provider's Apigatewayv2Route refuses its arguments: "
    assert str(refused.value).startswith(told)


def test_missing_argument_is_named(stack: TerraformStack) -> None:
    """A transform that leaves a needed argument out is told which."""
    with pytest.raises(OptionError, match="'protocol_type'"):
        Api(stack, "Api", protocol_type="HTTP", transform=lambda _: {"name": "orders"})


def test_class_that_somebody_has_changed(
    stack: TerraformStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A constructor that a program has put in the place of the provider's is called."""
    kind = l1("aws_apigatewayv2_route")
    make(kind, stack, "Before", _ROUTE)
    whole = kind.__init__

    @functools.wraps(whole)
    def named(self: Any, *args: Any, **arguments: Any) -> None:  # noqa: ANN401
        whole(self, *args, **arguments, operation_name="list")

    monkeypatch.setattr(kind, "__init__", named)
    made = make(kind, stack, "It", _ROUTE)

    assert _written(made)["operation_name"] == "list"
