"""What stands around an API, for the tests of rules: stages, domain names, messages, policies."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.elements import (
    ApiMapping,
    Deployment,
    DomainName,
    IntegrationResponse,
    Model,
    RouteResponse,
    RouteSettings,
    VpcLink,
)
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.lint_surfaces import API, http, origin, route, surface, to

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api, Surface

GROUP = "aws_cloudwatch_log_group.live"
DOMAIN = "aws_apigatewayv2_domain_name.shop"
EVERY = f"${{{API}.execution_arn}}/*/*"
LIMITS = RouteSettings(burst_limit=10, rate_limit=5)


def permitted(suffix: str | None = "/*/*") -> dict[str, Any]:
    """Return the source of a permission whose ARN is known after apply."""
    shown = None if suffix is None else f"${{{API}.execution_arn}}{suffix}"
    return {"source_arn": UNKNOWN, "api": to(API, expression=shown)}


def deployment(name: str = "live", **arguments: Any) -> Deployment:  # noqa: ANN401
    """Return a deployment that is made again when something changes."""
    where = origin("aws_apigatewayv2_deployment", name)
    return Deployment(**{"origin": where, "api": API, "triggers": {"all": "1"}, **arguments})


def model(name: Any = "Message", **arguments: Any) -> Model:  # noqa: ANN401
    """Return a model."""
    where = origin("aws_apigatewayv2_model", "message")
    return Model(origin=where, api=API, name=name, **arguments)


def answer(key: Any = "$default", **arguments: Any) -> IntegrationResponse:  # noqa: ANN401
    """Return an integration response."""
    where = origin("aws_apigatewayv2_integration_response", "answer")
    return IntegrationResponse(origin=where, key=key, **arguments)


def route_answer(**arguments: Any) -> RouteResponse:  # noqa: ANN401
    """Return a route response."""
    where = origin("aws_apigatewayv2_route_response", "answer")
    return RouteResponse(origin=where, key="$default", **arguments)


def domain(name: str = "shop", **arguments: Any) -> DomainName:  # noqa: ANN401
    """Return a domain name that AWS takes."""
    ours = {
        "name": f"{name}.example.com",
        "certificate_arn": "arn:aws:acm:eu-west-1:123456789012:certificate/one",
        "endpoint_type": "REGIONAL",
        "security_policy": "TLS_1_2",
    }
    where = origin("aws_apigatewayv2_domain_name", name)
    return DomainName(**{"origin": where, **ours, **arguments})


def mutual(**arguments: Any) -> DomainName:  # noqa: ANN401
    """Return a domain name that asks for client certificates."""
    ours = {
        "has_mutual_tls": True,
        "truststore_uri": "s3://trust/shop.pem",
        "truststore_version": "1",
    }
    return domain(**{**ours, **arguments})


def mapping(name: str = "shop", **arguments: Any) -> ApiMapping:  # noqa: ANN401
    """Return a mapping of the API and its domain name."""
    ours = {
        "api": API,
        "domain": to(DOMAIN),
        "domain_name": "shop.example.com",
        "stage": to("aws_apigatewayv2_stage.live"),
    }
    where = origin("aws_apigatewayv2_api_mapping", name)
    return ApiMapping(**{"origin": where, **ours, **arguments})


def named(
    *mappings: ApiMapping,
    apis: tuple[Api, ...] = (),
    domains: tuple[DomainName, ...] = (),
    resources: tuple[Resource, ...] = (),
) -> Surface:
    """Return a surface with an API, a domain name, and a mapping of both unless others are said."""
    whole = surface(
        *(apis or (http(route()),)), mappings=mappings or (mapping(),), resources=resources
    )
    return replace(whole, domain_names=domains or (domain(),))


def vpc_link(name: str = "inside", **arguments: Any) -> VpcLink:  # noqa: ANN401
    """Return a VPC link."""
    return VpcLink(origin=origin("aws_apigatewayv2_vpc_link", name), name=name, **arguments)


def resource(type_: str, name: str = "one", **values: Any) -> Resource:  # noqa: ANN401
    """Return a resource of any type."""
    return Resource(address=f"{type_}.{name}", type=type_, values=values)


def policy(*statements: dict[str, Any], type_: str = "aws_iam_policy") -> Resource:
    """Return an IAM policy."""
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    return resource(type_, policy=json.dumps(document))
