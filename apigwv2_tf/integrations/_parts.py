"""What the integrations have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IFunction, IHasArn, IRoute
from apigwv2_tf.constructs.permission import permit_api, permit_route
from apigwv2_tf.constructs.place import is_construct


def resource_of(props: Mapping[str, Any]) -> ResourceOptions:
    """Return the options that every Terraform resource has, out of an integration's."""
    known = ResourceOptions.__annotations__
    chosen: ResourceOptions = {name: value for name, value in props.items() if name in known}  # type: ignore[assignment]
    return chosen


def arn_of(given: IHasArn | str) -> str:
    """Return the ARN of a resource that was given as an object or as its ARN."""
    return given if isinstance(given, str) else given.arn


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
