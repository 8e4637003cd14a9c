"""
Answers to the messages of a WebSocket API, which need more than one resource.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.route import Route

if TYPE_CHECKING:
    from apigwv2_tf.constructs._protocols import IApi


def warn_of_answers(api: IApi) -> list[str]:
    """Warn of routes that look as if they answered and stay silent; no error."""
    registry = registry_of(api)
    for route in registry.routes.values():
        if not isinstance(route, Route):
            continue
        answered = registry.has("route response", (route.node.path, "$default"))
        if route.answers and not answered:
            warn(
                route,
                "route_response_selection_expression is '$default', and the route has no "
                "response, so callers get no answer: call add_response(), or give "
                "return_response=True in its place",
            )
        elif answered and not route.answers:
            warn(
                route,
                "the route has a response and no route_response_selection_expression, so callers "
                "get no answer: give the route route_response_selection_expression='$default'",
            )
    return []
