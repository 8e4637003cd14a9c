"""Tests of the warnings of routes that look as if they answered and stay silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Integration,
    IntegrationResponse,
    Route,
    WebSocketApi,
    WebSocketIntegration,
    WebSocketRoute,
)
from apigwv2_tf.integrations import (
    WebSocketAwsIntegration,
    WebSocketHttpIntegration,
    WebSocketLambdaIntegration,
    WebSocketMockIntegration,
)
from cdktf import App, TerraformStack, TerraformVariable

from tests.support.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import WebSocketRouteIntegration
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

ACTION = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"
URL = "https://backend.example"
NO_ROUTE_RESPONSE = (
    "route_response_selection_expression is '$default', and the route has no response, so callers "
    "get no answer: call add_response() of the route"
)
NOT_CHOSEN = "the route has a response and does not choose it, so callers get no answer: "
NO_INTEGRATION_RESPONSE = (
    "the route answers, and its {} integration has no response, so callers get no answer: call "
    "add_response() of the integration"
)


@pytest.fixture
def api(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API without routes."""
    return WebSocketApi(stack, "Chat")


def turned(kind: str) -> WebSocketRouteIntegration:
    """Return an integration that is no proxy."""
    if kind == "HTTP":
        return WebSocketHttpIntegration("Backend", URL, proxy=False)
    if kind == "MOCK":
        return WebSocketMockIntegration("Backend")
    return WebSocketAwsIntegration("Backend", integration_uri=ACTION, integration_method="POST")


def test_response_that_is_missing(app: App, api: WebSocketApi) -> None:
    """A route that chooses a response has one."""
    made = Route(api, "Send", api=api, key="send", route_response_selection_expression="$default")

    assert warnings_of(app) == [(made.node.path, NO_ROUTE_RESPONSE)]


@pytest.mark.parametrize(
    ("make", "fix"),
    [
        pytest.param(
            lambda api: WebSocketRoute(api, "Send", web_socket_api=api, route_key="send"),
            "give the route return_response=True in place of add_response()",
            id="WebSocketRoute",
        ),
        pytest.param(
            lambda api: Route(api, "Send", api=api, key="send"),
            "give the route route_response_selection_expression='$default'",
            id="Route",
        ),
    ],
)
def test_response_that_is_not_chosen(
    app: App, api: WebSocketApi, make: Callable[[WebSocketApi], Route], fix: str
) -> None:
    """A response that the route does not choose is sent to nobody."""
    make(api).add_response()

    assert warnings_of(app) == [("orders/Chat/Send", f"{NOT_CHOSEN}{fix}")]


@pytest.mark.parametrize("kind", ["AWS", "HTTP", "MOCK"])
def test_integration_that_turns_no_answer(app: App, api: WebSocketApi, kind: str) -> None:
    """
    Where the integration is no proxy, something must turn the backend's answer into one.

    AWS asks for an integration response there; AWS CDK has none and says nothing.
    """
    made = api.add_route("send", integration=turned(kind), return_response=True)

    assert warnings_of(app) == [(made.node.path, NO_INTEGRATION_RESPONSE.format(kind))]


def test_function_that_is_no_proxy(app: App, api: WebSocketApi, function: LambdaFunction) -> None:
    """A function that is called through templates is no proxy either."""
    given = WebSocketLambdaIntegration("Backend", function, proxy=False)
    made = api.add_route("send", integration=given, return_response=True)

    assert warnings_of(app) == [(made.node.path, NO_INTEGRATION_RESPONSE.format("AWS"))]


def test_routes_that_share_such_an_integration(app: App, api: WebSocketApi) -> None:
    """Each route that answers is warned of, and no other."""
    shared = turned("MOCK")
    for key in ("a", "b"):
        api.add_route(key, integration=shared, return_response=True)
    api.add_route("c", integration=shared)

    assert [path for path, _ in warnings_of(app)] == [
        "orders/Chat/Route.a",
        "orders/Chat/Route.b",
    ]


def respond_by_method(api: WebSocketApi) -> Any:  # noqa: ANN401
    """Say with the route integration which answers there are."""
    given = turned("MOCK")
    given.add_response("/2\\d\\d/")
    return api, given


def respond_by_class(api: WebSocketApi) -> Any:  # noqa: ANN401
    """Say with a construct of its own which answers there are."""
    given = WebSocketIntegration(api, "Backend", web_socket_api=api, integration_type="MOCK")
    IntegrationResponse(api, "Response", api=api, integration=given)
    return api, given


def proxy(api: WebSocketApi) -> Any:  # noqa: ANN401
    """Pass the answer on."""
    return api, WebSocketHttpIntegration("Backend", URL)


def known_to_terraform(api: WebSocketApi) -> Any:  # noqa: ANN401
    """Leave to Terraform what kind of integration it is."""
    kind = TerraformVariable(api, "Kind", type="string").string_value
    given = WebSocketIntegration(
        api, "Backend", web_socket_api=api, integration_type=kind, integration_uri=URL
    )
    return api, given


def elsewhere(api: WebSocketApi) -> Any:  # noqa: ANN401
    """Name an integration that is defined elsewhere."""
    return api, Integration.from_integration_id(api, "Backend", "i1")


def imported(api: WebSocketApi) -> Any:  # noqa: ANN401
    """Pass the answer on, for an API that is defined elsewhere."""
    known = WebSocketApi.from_api_id(api.stack, "Known", "a1")
    return known, WebSocketHttpIntegration("Backend", URL)


@pytest.mark.parametrize(
    "given",
    [respond_by_method, respond_by_class, proxy, known_to_terraform, elsewhere, imported],
)
def test_routes_that_answer(
    app: App, api: WebSocketApi, given: Callable[[WebSocketApi], Any]
) -> None:
    """Nothing is warned of where an answer goes back, or what happens is not known."""
    owner, integration = given(api)
    owner.add_route("send", integration=integration, return_response=True)

    assert warnings_of(app) == []


@pytest.mark.parametrize("kind", ["AWS", "HTTP", "MOCK"])
def test_routes_that_need_not_answer(app: App, api: WebSocketApi, kind: str) -> None:
    """Nothing is warned of where no answer was asked for."""
    api.add_route("send", integration=turned(kind))

    assert warnings_of(app) == []


def test_routes_of_an_imported_api(app: App, stack: TerraformStack) -> None:
    """Routes that are added to an API of elsewhere are looked at as well."""
    api = WebSocketApi.from_api_id(stack, "Known", "a1")
    made = api.add_route("ping", integration=turned("MOCK"), return_response=True)

    assert warnings_of(app) == [(made.node.path, NO_INTEGRATION_RESPONSE.format("MOCK"))]


def test_routes_of_another_stack(app: App, api: WebSocketApi) -> None:
    """Routes that stand in another stack are looked at as well."""
    team = TerraformStack(app, "team")
    made = WebSocketRoute(
        team,
        "Ping",
        web_socket_api=api,
        route_key="ping",
        integration=turned("MOCK"),
        return_response=True,
    )

    assert [path for path, _ in warnings_of(app)] == [made.node.path]
