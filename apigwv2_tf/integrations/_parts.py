"""What the integrations have in common."""

from __future__ import annotations

from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IApi, IFunction, IRoute
from apigwv2_tf.constructs.permission import permit_api, permit_route
from apigwv2_tf.constructs.place import is_construct


def permit(
    api: IApi,
    function: IFunction,
    route: IRoute,
    integration: ApiGatewayConstruct | None,
    *,
    per_route: bool,
) -> None:
    """Let API Gateway invoke a function: for all routes of an API at once, or for this one."""
    user = is_construct(route)
    if per_route:
        permit_route(api, function, route.key, user, user)
    else:
        permit_api(api, function, integration or user)
