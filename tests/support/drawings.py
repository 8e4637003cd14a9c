"""Surfaces to draw: one with a bit of everything, and one in which all text is somebody else's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.inventories import api, part, resource, route, surface, to

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.resources import Resource

WIRE = "aws_apigatewayv2_integration"
AUTHORIZER = "aws_apigatewayv2_authorizer"
STAGE = "aws_apigatewayv2_stage"
CHAT = "aws_apigatewayv2_api.chat"
SECRET = "hunter2-not-to-be-shown"
LIMITS = {"throttling_rate_limit": 100, "throttling_burst_limit": 50}
CORS = {
    "allow_origins": ["https://shop.example"],
    "allow_methods": ["GET"],
    "allow_credentials": True,
    "max_age": 600,
}
_SCHEMA = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "description": "What is said, as `text`."},
        "tags": {"type": "array", "items": {"properties": {"name": {"enum": ["a", "b"]}}}},
        "when": {"type": ["string", "null"], "format": "date-time"},
        "odd": True,
    },
}


def example() -> Surface:
    """Return a shop and its chat, with something to say in every part of a page."""
    return surface(*_shop(), *_around(), *_chat(), notes=("the plan was made with `-target`",))


def _shop() -> list[Resource]:
    guarded = {"authorization_type": "JWT", "authorizer_id": to(f"{AUTHORIZER}.A")}
    own = {"authorization_type": "CUSTOM", "authorizer_id": to(f"{AUTHORIZER}.L")}
    return [
        api(description="Everything about `orders`.", cors_configuration=[CORS]),
        resource("aws_lambda_function.Fn", function_name="orders"),
        resource("aws_lambda_function.Tokens", function_name="tokens"),
        part(
            "authorizer",
            "A",
            name="Members",
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration=[{"issuer": "https://login.example", "audience": ["shop"]}],
        ),
        part(
            "authorizer",
            "L",
            name="Staff",
            authorizer_type="REQUEST",
            authorizer_uri=to("aws_lambda_function.Tokens"),
            authorizer_result_ttl_in_seconds=60,
        ),
        part(
            "integration",
            "F",
            integration_type="AWS_PROXY",
            integration_uri=to("aws_lambda_function.Fn"),
            payload_format_version="2.0",
            timeout_milliseconds=3000,
        ),
        part(
            "integration",
            "U",
            integration_type="HTTP_PROXY",
            integration_method="GET",
            integration_uri=f"https://me:{SECRET}@site.example/?key={SECRET}",
            request_parameters={"overwrite:header.x-key": SECRET},
        ),
        route("list", "GET /orders", target=to(f"{WIRE}.F"), **guarded),
        route(
            "one",
            "GET /orders/{id}",
            target=to(f"{WIRE}.F"),
            authorization_scopes=["orders:read"],
            **guarded,
        ),
        route("drop", "DELETE /orders/{id}", target=to(f"{WIRE}.F"), **own),
        route("perhaps", "GET /perhaps", target=to(f"{WIRE}.F", f"{WIRE}.U")),
        route("site", "$default", target=to(f"{WIRE}.U")),
    ]


def _around() -> list[Resource]:
    return [
        part(
            "stage",
            "live",
            name="live",
            auto_deploy=True,
            default_route_settings=[LIMITS],
            route_settings=[{**LIMITS, "route_key": "GET /orders", "throttling_rate_limit": 5}],
            stage_variables={"password": SECRET},
        ),
        resource("aws_apigatewayv2_domain_name.D", domain_name="api.shop.example"),
        part(
            "api_mapping",
            "M",
            domain_name=to("aws_apigatewayv2_domain_name.D"),
            stage=to(f"{STAGE}.live"),
            api_mapping_key="v1",
        ),
    ]


def _chat() -> list[Resource]:
    own = {"api_id": to(CHAT)}
    return [
        api(
            CHAT,
            name="talk",
            protocol_type="WEBSOCKET",
            route_selection_expression="$request.body.action",
        ),
        part("integration", "W", integration_type="MOCK", **own),
        route("connect", "$connect", target=to(f"{WIRE}.W"), authorization_type="AWS_IAM", **own),
        route("say", "say", target=to(f"{WIRE}.W"), request_models={"$default": "Say"}, **own),
        part(
            "model",
            "Say",
            name="Say",
            content_type="application/json",
            schema=json.dumps(_SCHEMA),
            **own,
        ),
        part("model", "Odd", name="Odd", schema="not {JSON", **own),
        part("model", "Later", name="Later", schema=UNKNOWN, **own),
        part("model", "Hidden", name="Hidden", schema=masked("x"), **own),
    ]


def hostile(text: str) -> Surface:
    """Return APIs with the same text wherever others can write one."""
    guard = {"authorization_type": "CUSTOM", "authorizer_id": to(f"{AUTHORIZER}.a")}
    perhaps = Link(kind=LinkKind.AMBIGUOUS, targets=(f"{WIRE}.i", text))
    schema = {"required": [text], "properties": {text: {"type": text, "description": text}}}
    return surface(
        api(name=text, description=text, cors_configuration=[{"allow_origins": [text]}]),
        route("r", f"GET /{text}", target=to(f"{WIRE}.i"), authorization_scopes=[text], **guard),
        route("q", text, target=perhaps, operation_name=text),
        route("p", "GET /p", target=Link(kind=LinkKind.EXTERNAL, id=text)),
        part(
            "integration",
            "i",
            integration_type=text,
            integration_uri=text,
            description=text,
            request_parameters={text: text},
        ),
        part("authorizer", "a", name=text, authorizer_type=text, authorizer_uri=text),
        part("stage", "s", name=text, description=text, stage_variables={text: text}),
        part("api_mapping", "m", domain_name=text, stage=to(f"{STAGE}.s"), api_mapping_key=text),
        api(CHAT, name=text, protocol_type="WEBSOCKET", route_selection_expression=text),
        route("w", text, api_id=to(CHAT), request_models={text: text}),
        part("model", "m", api_id=to(CHAT), name=text, schema=json.dumps(schema)),
        part("model", "n", api_id=to(CHAT), name=text, description=text, schema=text),
        notes=(text,),
    )


def large(routes: int, *, segments: int = 1, backends: int = 1) -> Surface:
    """Return an API with so many routes, whose paths begin in so many ways."""
    wires = [
        part(
            "integration",
            f"i{number}",
            integration_type="HTTP_PROXY",
            integration_uri=f"https://{number}.example",
        )
        for number in range(backends)
    ]
    some = [
        route(
            f"r{number}",
            f"GET /s{number % segments}/{number}",
            target=to(f"{WIRE}.i{number % backends}"),
        )
        for number in range(routes)
    ]
    return surface(api(), *wires, *some)
