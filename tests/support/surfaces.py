"""Surfaces and comparisons written by hand, with everything left out that a test is not about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from apigwv2_tf.surface.elements import (
    ApiMapping,
    Authorizer,
    Deployment,
    DomainName,
    Integration,
    LambdaPermission,
    Model,
    Origin,
    Route,
    RouteResponse,
    RouteSettings,
    Stage,
    VpcLink,
)
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.model import Api, Surface
from apigwv2_tf.surface.plan import Action, Change, Comparison
from apigwv2_tf.surface.resources import Resource

from tests.support.prose import unquoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.values import Sensitive

T = TypeVar("T")

API = "aws_apigatewayv2_api.orders"
HTTPS = "https://orders.example.com"


def origin(kind: str, name: str) -> Origin:
    """Return the origin of a resource."""
    return Origin(address=f"aws_{kind}.{name}", type=f"aws_{kind}")


def leads_to(element: Any) -> Link:  # noqa: ANN401 - anything with an origin
    """Return a link that leads to something for certain."""
    return Link(kind=LinkKind.EXACT, targets=(element.origin.address,))


def one_of(*elements: Any) -> Link:  # noqa: ANN401 - same
    """Return a link that leads to one of some."""
    addresses = tuple(element.origin.address for element in elements)
    return Link(kind=LinkKind.AMBIGUOUS, targets=addresses)


def function(name: str) -> Link:
    """Return a link to a Lambda function."""
    return Link(kind=LinkKind.EXACT, targets=(f"aws_lambda_function.{name}",))


UNRESOLVED = Link(kind=LinkKind.UNRESOLVED, expression="local.target")


def lambda_function(name: str, **values: Any) -> Resource:  # noqa: ANN401 - its attributes
    """Return a Lambda function."""
    kind = "aws_lambda_function"
    return Resource(address=f"{kind}.{name}", type=kind, values={"function_name": name, **values})


def integration(name: str = "main", **options: Any) -> Integration:  # noqa: ANN401 - of the class
    """Return an integration, to a URL if nothing else is said."""
    given = {"api": API, "type": "HTTP_PROXY", "uri": HTTPS, "method": "ANY", **options}
    return Integration(origin=origin("apigatewayv2_integration", name), **given)


def lambda_integration(name: str = "main", **options: Any) -> Integration:  # noqa: ANN401 - same
    """Return an integration to a Lambda function of the same name."""
    given = {"type": "AWS_PROXY", "uri": f"arn:{name}", "backend": function(name), **options}
    return integration(name, **given)


def jwt(address: str = "pool", **options: Any) -> Authorizer:  # noqa: ANN401 - same
    """Return a JWT authorizer."""
    given = {
        "api": API,
        "name": address,
        "type": "JWT",
        "issuer": "https://issuer.example.com",
        "audience": ("app",),
        "identity_sources": ("$request.header.Authorization",),
        **options,
    }
    return Authorizer(origin=origin("apigatewayv2_authorizer", address), **given)


def lambda_authorizer(address: str = "guard", **options: Any) -> Authorizer:  # noqa: ANN401 - same
    """Return a Lambda authorizer."""
    given = {
        "api": API,
        "name": address,
        "type": "REQUEST",
        "uri": f"arn:{address}",
        "function": function(address),
        "identity_sources": ("$request.header.Authorization",),
        "payload_format_version": "2.0",
        **options,
    }
    return Authorizer(origin=origin("apigatewayv2_authorizer", address), **given)


def route(
    key: Any,  # noqa: ANN401 - a text, or what stands for one
    *,
    to: Integration | Link | None = None,
    by: Authorizer | Link | str | None = None,
    address: str | None = None,
    **options: Any,  # noqa: ANN401 - of the class
) -> Route:
    """
    Return a route.

    Args:
        key: Its key, from which its address is made.

        to: What it leads to.

        by: Its authorizer, or the type of its authorization.

        address: Its name in the address, instead of the key.

        options: The rest of its fields.
    """
    name = address or f'of["{key}"]'
    given: dict[str, Any] = {"api": API, "origin": origin("apigatewayv2_route", name)}
    if isinstance(by, Authorizer):
        given["authorization_type"] = "JWT" if by.type == "JWT" else "CUSTOM"
        given["authorizer"] = leads_to(by)
    elif by is not None:
        given["authorization_type"] = by
    if to is not None:
        given["target"] = to if isinstance(to, Link) else leads_to(to)
    return Route(key=key, **{**given, **options})


def response(name: str = "answer", key: str = "$default") -> RouteResponse:
    """Return an answer of a WebSocket route."""
    return RouteResponse(origin=origin("apigatewayv2_route_response", name), key=key)


def stage(name: Any = "$default", *, address: str = "live", **options: Any) -> Stage:  # noqa: ANN401 - of the class
    """Return a stage that deploys by itself."""
    given = {"api": API, "auto_deploy": True, **options}
    return Stage(origin=origin("apigatewayv2_stage", address), name=name, **given)


def secret_settings(value: Sensitive) -> RouteSettings:
    """Return settings in a block that is sensitive as a whole."""
    names = ("burst_limit", "rate_limit", "detailed_metrics", "data_trace", "logging_level")
    hidden: dict[str, Any] = dict.fromkeys(names, value)
    return RouteSettings(**hidden)


def deployment(name: str = "now", **options: Any) -> Deployment:  # noqa: ANN401 - same
    """Return a deployment."""
    return Deployment(origin=origin("apigatewayv2_deployment", name), api=API, **options)


def model(name: str, schema: Any) -> Model:  # noqa: ANN401 - same
    """Return a model of messages."""
    return Model(origin=origin("apigatewayv2_model", name), api=API, name=name, schema=schema)


def domain(name: Any = "api.example.com", *, address: str = "main", **options: Any) -> DomainName:  # noqa: ANN401 - same
    """Return a domain name."""
    return DomainName(origin=origin("apigatewayv2_domain_name", address), name=name, **options)


def mapping(at: DomainName, *, address: str = "main", **options: Any) -> ApiMapping:  # noqa: ANN401 - same
    """Return a mapping of the API's stage."""
    given = {
        "api": API,
        "domain": leads_to(at),
        "domain_name": at.name,
        "stage": None,
        "stage_name": "$default",
        **options,
    }
    return ApiMapping(origin=origin("apigatewayv2_api_mapping", address), **given)


def permission(name: str, to: Link, **options: Any) -> LambdaPermission:  # noqa: ANN401 - of the class
    """Return the permission for API Gateway to invoke a function."""
    given = {"function_name": None, "principal": "apigateway.amazonaws.com", **options}
    return LambdaPermission(origin=origin("lambda_permission", name), function=to, **given)


def http_api(*parts: Any, **options: Any) -> Api:  # noqa: ANN401 - same
    """Return an HTTP API with its parts, which are told apart by their classes."""
    return _api(parts, {"protocol": "HTTP", **options})


def websocket_api(*parts: Any, **options: Any) -> Api:  # noqa: ANN401 - same
    """Return a WebSocket API with its parts."""
    expression = "$request.body.action"
    given = {"protocol": "WEBSOCKET", "route_selection_expression": expression, **options}
    return _api(parts, given)


def _api(parts: Sequence[Any], options: dict[str, Any]) -> Api:
    given = {"origin": Origin(address=API, type="aws_apigatewayv2_api"), "name": "orders"}
    return Api(
        **{**given, **options},
        routes=_of(Route, parts),
        integrations=_of(Integration, parts),
        authorizers=_of(Authorizer, parts),
        stages=_of(Stage, parts),
        deployments=_of(Deployment, parts),
        models=_of(Model, parts),
    )


def _of(kind: type[T], parts: Sequence[Any]) -> tuple[T, ...]:
    return tuple(part for part in parts if isinstance(part, kind))


def surface(*elements: Any) -> Surface:  # noqa: ANN401 - same
    """Return a surface of APIs and what stands around them."""
    return Surface(
        apis=_of(Api, elements),
        mappings=_of(ApiMapping, elements),
        domain_names=_of(DomainName, elements),
        vpc_links=_of(VpcLink, elements),
        permissions=_of(LambdaPermission, elements),
        resources={one.address: one for one in _of(Resource, elements)},
    )


def two_outputs(before: Any, after: Any) -> Comparison:  # noqa: ANN401 - an API or a surface
    """Return a comparison of two synthesized outputs."""
    return Comparison(before=_surface(before), after=_surface(after))


def planned(before: Any, after: Any, *changes: Change) -> Comparison:  # noqa: ANN401 - same
    """Return a comparison that is from a plan."""
    return Comparison(before=_surface(before), after=_surface(after), changes=changes, planned=True)


def _surface(given: Any) -> Surface:  # noqa: ANN401 - same
    return given if isinstance(given, Surface) else surface(given)


def does(action: Action, element: Any, **options: Any) -> Change:  # noqa: ANN401 - same
    """Return what Terraform does to an element."""
    where = element.origin
    return Change(address=where.address, type=where.type, action=action, **options)


def ids(findings: Sequence[Finding]) -> list[str]:
    """Return the kinds of some findings, in their order; what they say must quote what is code."""
    said = (text for one in findings for text in (one.text, one.before, one.after))
    assert unquoted(said) == []
    return [finding.id for finding in findings]


def told(findings: Sequence[Finding]) -> list[str]:
    """Return what some findings say."""
    return [f"{finding.subject}: {finding.text}" for finding in findings]
