"""Tests of what all the parts of an API have in common, construct by construct."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Authorizer,
    Integration,
    IntegrationResponse,
    LambdaIntegration,
    LambdaPermission,
    LambdaTarget,
    MockIntegration,
    Model,
    OptionError,
    Route,
    RouteResponse,
    ServiceIntegration,
    UnsupportedOptionError,
    UrlIntegration,
)
from apigwv2_tf.constructs._bindings import known_arguments, l1, provider_package

if TYPE_CHECKING:
    from cdktf import TerraformStack

    from tests.conftest import Blocks, Synthesized

Make = Callable[..., object]

_URI = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"
_TARGET = LambdaTarget("f", _URI)


def _authorizer(api: Api, **options: Any) -> object:  # noqa: ANN401
    return Authorizer(
        api.stack, "It", api=api, authorizer_type="REQUEST", authorizer_uri=_URI, **options
    )


def _integration_response(api: Api, **options: Any) -> object:  # noqa: ANN401
    imported = Integration.from_integration_id(api.stack, "Imported", "abc")
    return IntegrationResponse(api.stack, "It", api=api, integration=imported, **options)


def _route_response(api: Api, **options: Any) -> object:  # noqa: ANN401
    imported = Route.from_route_attributes(api.stack, "Imported", route_id="abc", key="send")
    return RouteResponse(api.stack, "It", api=api, route=imported, **options)


_PARTS: list[Any] = [
    pytest.param(
        lambda api, **options: Route(api.stack, "It", api=api, key="send", **options),
        "aws_apigatewayv2_route",
        id="Route",
    ),
    pytest.param(_route_response, "aws_apigatewayv2_route_response", id="RouteResponse"),
    pytest.param(
        lambda api, **options: Integration(api.stack, "It", api=api, type="MOCK", **options),
        "aws_apigatewayv2_integration",
        id="Integration",
    ),
    pytest.param(
        lambda api, **options: MockIntegration(api.stack, "It", api=api, **options),
        "aws_apigatewayv2_integration",
        id="MockIntegration",
    ),
    pytest.param(
        lambda api, **options: UrlIntegration(
            api.stack, "It", api=api, url="https://a.b", **options
        ),
        "aws_apigatewayv2_integration",
        id="UrlIntegration",
    ),
    pytest.param(
        lambda api, **options: ServiceIntegration(api.stack, "It", api=api, arn=_URI, **options),
        "aws_apigatewayv2_integration",
        id="ServiceIntegration",
    ),
    pytest.param(
        lambda api, **options: LambdaIntegration(
            api.stack, "It", api=api, handler=_TARGET, **options
        ),
        "aws_apigatewayv2_integration",
        id="LambdaIntegration",
    ),
    pytest.param(
        _integration_response, "aws_apigatewayv2_integration_response", id="IntegrationResponse"
    ),
    pytest.param(
        lambda api, **options: Model(api.stack, "It", api=api, schema={}, **options),
        "aws_apigatewayv2_model",
        id="Model",
    ),
    pytest.param(_authorizer, "aws_apigatewayv2_authorizer", id="Authorizer"),
    pytest.param(
        lambda api, **options: LambdaPermission(
            api.stack, "It", function=_TARGET, source_arn="arn", **options
        ),
        "aws_lambda_permission",
        id="LambdaPermission",
    ),
]
_TABLE = pytest.mark.parametrize(("make", "kind"), _PARTS)


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


def _addresses(document: dict[str, Any], kind: str) -> list[str]:
    return [name for name in document["resource"][kind] if not name.startswith("Chat_")]


@_TABLE
def test_address(api: Api, synthesized: Synthesized, make: Make, kind: str) -> None:
    """The address comes from the construct's path alone: another one would mean replacement."""
    make(api)

    assert _addresses(synthesized(), kind) == ["It_16E14BEE"]


@_TABLE
def test_chosen_name(api: Api, synthesized: Synthesized, make: Make, kind: str) -> None:
    """A user can choose the name in Terraform."""
    make(api, logical_id="chosen")

    assert _addresses(synthesized(), kind) == ["chosen"]


@_TABLE
def test_impossible_name_is_refused(api: Api, make: Make, kind: str) -> None:
    """Terraform's names are not any text."""
    with pytest.raises(OptionError) as refused:
        make(api, logical_id="1 name")

    assert str(refused.value) == (
        "orders/It: logical_id is '1 name', "
        "allowed: letters, digits, - and _, not starting with a digit or -"
    )


@_TABLE
def test_transform(api: Api, synthesized: Synthesized, make: Make, kind: str) -> None:
    """The final arguments can be changed before the resource is made."""
    make(api, transform=lambda arguments: {**arguments, "count": 0}, logical_id="it")

    assert synthesized()["resource"][kind]["it"]["count"] == 0


@_TABLE
def test_region(api: Api, synthesized: Synthesized, make: Make, kind: str) -> None:
    """The region is written where the provider knows it, and refused where it does not."""
    if "region" in known_arguments(l1(kind)):
        make(api, region="eu-west-1", logical_id="it")
        assert synthesized()["resource"][kind]["it"]["region"] == "eu-west-1"
        return
    with pytest.raises(UnsupportedOptionError) as refused:
        make(api, region="eu-west-1")
    assert str(refused.value) == (
        f"orders/It: region is 'eu-west-1', allowed: nothing: {provider_package()} has no such "
        "argument; it came with AWS provider 6.0 (cdktf-cdktf-provider-aws 21.0)"
    )


@pytest.mark.parametrize(("make", "kind"), _PARTS[:-1])
def test_trap_deployment_waits_for_the_part(
    stack: TerraformStack, synthesized: Synthesized, make: Make, kind: str
) -> None:
    """No reference leads from a deployment to what it publishes, so it depends on it by name."""
    make(Api(stack, "Live", protocol_type="WEBSOCKET"), logical_id="it")

    (deployment,) = synthesized()["resource"]["aws_apigatewayv2_deployment"].values()
    assert f"{kind}.it" in deployment["depends_on"]


@_TABLE
def test_main_child_is_the_way_out(api: Api, make: Make, kind: str) -> None:
    """The provider's own object is the construct's default child."""
    made: Any = make(api)

    assert made.node.default_child is made.resource
    assert made.resource.terraform_resource_type == kind


@_TABLE
def test_misspelled_option_is_named(api: Api, make: Make, kind: str) -> None:
    """An option that does not exist is an error of the program, with the nearest that does."""
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'logical_di'.*'logical_id'"):
        make(api, logical_di="x")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param("integration", True, id="integration"),
        pytest.param("authorizer", True, id="authorizer"),
        pytest.param("route", False, id="route"),
        pytest.param("route_response", False, id="route_response"),
        pytest.param("integration_response", False, id="integration_response"),
        pytest.param("model", False, id="model"),
    ],
)
def test_trap_create_before_destroy(
    api: Api,
    blocks: Callable[[str], Blocks],
    kind: str,
    expected: bool,  # noqa: FBT001
) -> None:
    """What routes name is made anew before the old goes; what has a unique name is not."""
    by_type = {case.values[1]: case.values[0] for case in _PARTS}
    by_type[f"aws_apigatewayv2_{kind}"](api)

    (written,) = blocks(f"aws_apigatewayv2_{kind}")
    assert ("lifecycle" in written) is expected


def test_imports_make_no_resource(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What is defined elsewhere is left alone."""
    Integration.from_integration_id(stack, "I", "abc")
    Route.from_route_attributes(stack, "R", route_id="abc", key="GET /")
    Model.from_model_attributes(stack, "M", model_id="abc", model_name="m")
    Authorizer.from_authorizer_id(stack, "A", "abc")

    assert "resource" not in synthesized()
