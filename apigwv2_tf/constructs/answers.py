"""
Answers to the messages of a WebSocket API, which need more than one resource.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
and https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.route import Route
from apigwv2_tf.constructs.websocket_route import WebSocketRoute
from apigwv2_tf.terms import IntegrationType

if TYPE_CHECKING:
    from apigwv2_tf.constructs._protocols import IApi

_NO_PROXIES = (IntegrationType.AWS, IntegrationType.HTTP, IntegrationType.MOCK)
_SILENT = "so callers get no answer"


def warn_of_answers(api: IApi) -> list[str]:
    """Warn of routes that look as if they answered and stay silent; no error."""
    registry = registry_of(api)
    turned = {integration for integration, _ in registry.names("integration response")}
    for route in registry.routes.values():
        if not isinstance(route, Route):
            continue
        answered = registry.has("route response", (route.node.path, "$default"))
        if route.answers and not answered:
            warn(
                route,
                "route_response_selection_expression is '$default', and the route has no "
                f"response, {_SILENT}: call add_response() of the route",
            )
        elif answered and not route.answers:
            warn(
                route,
                f"the route has a response and does not choose it, {_SILENT}: {_choice(route)}",
            )
        elif answered:
            _warn_of_integration(route, turned)
    return []


def _choice(route: Route) -> str:
    """Return the words for how a route chooses its response."""
    if isinstance(route, WebSocketRoute):
        return "give the route return_response=True in place of add_response()"
    return "give the route route_response_selection_expression='$default'"


def _warn_of_integration(route: Route, turned: set[str]) -> None:
    """Warn where nothing turns what the backend says into an answer; a proxy passes it on."""
    integration = route.integration
    if not isinstance(integration, Integration) or integration.integration_type not in _NO_PROXIES:
        return
    if integration.node.path not in turned:
        warn(
            route,
            f"the route answers, and its {integration.integration_type} integration has no "
            f"response, {_SILENT}: call add_response() of the integration",
        )
