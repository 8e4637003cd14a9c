"""What constructs cost: calls to Node, which take most of a program's time, and work in Python."""

from __future__ import annotations

import cProfile
import json
import pstats
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, HttpMethod, WebSocketApi
from apigwv2_tf.authorizers import HttpJwtAuthorizer
from apigwv2_tf.integrations import (
    HttpLambdaIntegration,
    HttpUrlIntegration,
    WebSocketMockIntegration,
)
from cdktf import TerraformStack
from cdktf import Testing as Synth
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.apigatewayv2_integration import Apigatewayv2Integration
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route

from tests.support.node_calls import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    Adder = Callable[[], object]


def _by_hand(stack: TerraformStack) -> Adder:
    """Return what adds one route with its integration in the provider's own classes."""
    api = Apigatewayv2Api(stack, "ByHand", name="by-hand", protocol_type="HTTP")
    numbers = count()

    def add() -> None:
        number = next(numbers)
        integration = Apigatewayv2Integration(
            stack,
            f"Integration{number}",
            api_id=api.id,
            integration_type="HTTP_PROXY",
            integration_method="ANY",
            integration_uri=f"https://example.com/{number}",
            payload_format_version="1.0",
        )
        Apigatewayv2Route(
            stack,
            f"Route{number}",
            api_id=api.id,
            route_key=f"GET /{number}",
            target=f"integrations/{integration.id}",
        )

    return add


def _to_urls(stack: TerraformStack) -> Adder:
    api, numbers = HttpApi(stack, "Urls"), count()

    def add() -> None:
        number = next(numbers)
        backend = HttpUrlIntegration(f"Url{number}", f"https://example.com/{number}")
        api.add_routes(path=f"/{number}", methods=[HttpMethod.GET], integration=backend)

    return add


def _to_one_function(stack: TerraformStack, function: LambdaFunction) -> Adder:
    issuer = HttpJwtAuthorizer("Users", "https://issuer.example.com", jwt_audience=["shop"])
    api, numbers = HttpApi(stack, "Shop", default_authorizer=issuer), count()
    backend = HttpLambdaIntegration("Backend", function)

    def add() -> None:
        path = f"/{next(numbers)}/{{item}}"
        api.add_routes(path=path, methods=[HttpMethod.GET], integration=backend)

    return add


def _calls(add: Adder) -> int:
    with counted() as calls:
        add()
    return calls.count


def test_route_with_its_integration(stack: TerraformStack) -> None:
    """A route and its integration take no more calls to Node than the two resources by hand."""
    by_hand, ours = _by_hand(stack), _to_urls(stack)
    by_hand(), ours()  # the first of each also looks classes up

    assert _calls(ours) <= _calls(by_hand)


def test_route_to_a_shared_integration(stack: TerraformStack, function: LambdaFunction) -> None:
    """A route to a function that others use, with the API's authorizer, is made in two calls."""
    add = _to_one_function(stack, function)
    add()

    assert _calls(add) == 2


@pytest.mark.parametrize("kind", ["urls", "function"])
def test_nothing_walks_over_all_routes(
    stack: TerraformStack, function: LambdaFunction, kind: str
) -> None:
    """The three-hundredth route costs what the twentieth did: in calls to Node and in Python."""
    add = _to_urls(stack) if kind == "urls" else _to_one_function(stack, function)
    for _ in range(20):
        add()
    early = _calls(add), _python_calls(add)
    for _ in range(240):
        add()

    assert _calls(add) == early[0]
    assert _python_calls(add) <= early[1] * 1.05


def _python_calls(add: Adder) -> int:
    """Return how many functions Python enters for ten routes."""
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(10):
        add()
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_synthesis_of_a_deployment_is_linear(app: App) -> None:
    """A deployment's hash over twice the routes takes twice the calls to Node, not four times."""

    def calls(routes: int) -> int:
        stack = TerraformStack(app, f"chat{routes}")
        api = WebSocketApi(stack, "Chat")
        api.add_stage("Live", stage_name="live", auto_deploy=False)
        for number in range(routes):
            integration = WebSocketMockIntegration(f"Mock{number}")
            api.add_route(f"say{number}", integration=integration)
        with counted() as calls:
            document: Any = json.loads(Synth.synth(stack))
        assert len(document["resource"]["aws_apigatewayv2_deployment"]) == 1
        return calls.count

    # The first synthesis of a process asks Node for more: not part of what a route costs.
    _, ten, twenty, forty = calls(1), calls(10), calls(20), calls(40)

    assert forty - twenty == 2 * (twenty - ten)
