"""Surfaces for the tests of rules, put together from parts that each say only what matters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from apigwv2_tf.surface.elements import (
    Authorizer,
    Integration,
    LambdaPermission,
    Origin,
    Route,
    Stage,
)
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.model import Api, Surface
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from apigwv2_tf.surface.elements import ApiMapping

API = "aws_apigatewayv2_api.shop"
FUNCTION = "aws_lambda_function.backend"
UNRESOLVED = Link(kind=LinkKind.UNRESOLVED)

_Part = Route | Integration | Authorizer | Stage
_P = TypeVar("_P", Route, Integration, Authorizer, Stage)


def origin(type_: str, name: str) -> Origin:
    """Return where a resource stands."""
    return Origin(address=f"{type_}.{name}", type=type_)


def to(address: str, *others: str, expression: str | None = None) -> Link:
    """Return a link that leads to one address for certain, or to one of several."""
    kind = LinkKind.AMBIGUOUS if others else LinkKind.EXACT
    return Link(kind=kind, targets=(address, *others), expression=expression)


def to_integration(*names: str) -> Link:
    """Return a link to the integration of one of these names."""
    return to(*(f"aws_apigatewayv2_integration.{name}" for name in names))


def to_authorizer(*names: str) -> Link:
    """Return a link to the authorizer of one of these names."""
    return to(*(f"aws_apigatewayv2_authorizer.{name}" for name in names))


def route(key: Any = "GET /orders", name: str = "orders", **arguments: Any) -> Route:  # noqa: ANN401
    """Return a route, to the integration ``backend`` where nothing else is said."""
    arguments = {"target": to_integration("backend"), **arguments}
    return Route(origin=origin("aws_apigatewayv2_route", name), api=API, key=key, **arguments)


def guarded(key: Any = "GET /orders", name: str = "guarded", **arguments: Any) -> Route:  # noqa: ANN401
    """Return a route that asks the authorizer ``staff`` for a JSON web token with a scope."""
    ours = {
        "authorization_type": "JWT",
        "authorizer": to_authorizer("staff"),
        "scopes": ("orders/read",),
    }
    return route(key, name, **{**ours, **arguments})


def integration(name: str = "backend", **arguments: Any) -> Integration:  # noqa: ANN401
    """Return an integration with a Lambda function."""
    ours = {"type": "AWS_PROXY", "backend": to(FUNCTION), "payload_format_version": "2.0"}
    where = origin("aws_apigatewayv2_integration", name)
    return Integration(**{"origin": where, "api": API, **ours, **arguments})


def url(uri: Any, name: str = "backend", **arguments: Any) -> Integration:  # noqa: ANN401
    """Return an integration with a URL."""
    ours = {"type": "HTTP_PROXY", "backend": None, "uri": uri, "payload_format_version": "1.0"}
    return integration(name, **{**ours, **arguments})


def private(name: str = "backend", **arguments: Any) -> Integration:  # noqa: ANN401
    """Return an integration with a listener in a VPC."""
    listener = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c"
    ours = {"uri": listener, "connection_type": "VPC_LINK", "has_tls": True}
    return url(name=name, **{**ours, **arguments})


def action(subtype: Any, name: str = "backend", **arguments: Any) -> Integration:  # noqa: ANN401
    """Return an integration that calls an AWS service."""
    ours = {
        "subtype": subtype,
        "backend": None,
        "payload_format_version": "1.0",
        "credentials_arn": "arn:aws:iam::123456789012:role/api",
    }
    return integration(name, **{**ours, **arguments})


def jwt(name: str = "staff", **arguments: Any) -> Authorizer:  # noqa: ANN401
    """Return an authorizer of JSON web tokens."""
    ours = {
        "type": "JWT",
        "name": name,
        "issuer": "https://login.example",
        "audience": ("shop",),
        "identity_sources": ("$request.header.Authorization",),
    }
    where = origin("aws_apigatewayv2_authorizer", name)
    return Authorizer(**{"origin": where, "api": API, **ours, **arguments})


def asking(name: str = "staff", **arguments: Any) -> Authorizer:  # noqa: ANN401
    """Return an authorizer that asks a Lambda function."""
    ours = {
        "type": "REQUEST",
        "issuer": None,
        "audience": None,
        "uri": UNKNOWN,
        "function": to(FUNCTION),
        "payload_format_version": "2.0",
        "result_ttl_seconds": 60,
    }
    return jwt(name, **{**ours, **arguments})


def stage(name: Any = "$default", **arguments: Any) -> Stage:  # noqa: ANN401
    """Return a stage."""
    return Stage(origin=origin("aws_apigatewayv2_stage", "live"), api=API, name=name, **arguments)


def permission(name: str = "api", **arguments: Any) -> LambdaPermission:  # noqa: ANN401
    """Return a permission for API Gateway to invoke the function."""
    ours = {"principal": "apigateway.amazonaws.com", "function_name": "backend"}
    where = origin("aws_lambda_permission", name)
    return LambdaPermission(**{"origin": where, "function": to(FUNCTION), **ours, **arguments})


def function(address: str = FUNCTION, **arguments: Any) -> Resource:  # noqa: ANN401
    """Return the resource of a Lambda function."""
    return Resource(
        **{"address": address, "type": "aws_lambda_function", "values": {}, **arguments}
    )


def http(*parts: _Part, **arguments: Any) -> Api:  # noqa: ANN401
    """Return an HTTP API with these parts."""
    return _api("HTTP", parts, arguments)


def websocket(*parts: _Part, **arguments: Any) -> Api:  # noqa: ANN401
    """Return a WebSocket API with these parts."""
    expression = {"route_selection_expression": "$request.body.action"}
    return _api("WEBSOCKET", parts, {**expression, **arguments})


def _api(protocol: str, parts: tuple[_Part, ...], arguments: dict[str, Any]) -> Api:
    known = {"origin": origin("aws_apigatewayv2_api", "shop"), "name": "shop", "protocol": protocol}
    api = Api(**{**known, **arguments})
    here = api.origin.address
    return replace(
        api,
        routes=_own(here, parts, Route),
        integrations=_own(here, parts, Integration),
        authorizers=_own(here, parts, Authorizer),
        stages=_own(here, parts, Stage),
    )


def _own(api: str, parts: tuple[_Part, ...], kind: type[_P]) -> tuple[_P, ...]:
    return tuple(replace(part, api=api) for part in parts if isinstance(part, kind))


def surface(
    *apis: Api,
    permissions: tuple[LambdaPermission, ...] = (),
    mappings: tuple[ApiMapping, ...] = (),
    resources: tuple[Resource, ...] = (function(),),
    notes: tuple[str, ...] = (),
) -> Surface:
    """Return a surface with these APIs, and the Lambda function."""
    return Surface(
        apis=apis,
        permissions=permissions,
        mappings=mappings,
        resources={resource.address: resource for resource in resources},
        notes=notes,
    )
