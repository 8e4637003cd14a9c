"""
The APIs that the pictures in docs/images/ show: a shop and its chat, before and after a change.

What they are made of is as `cdktf synth` writes it, but shorter.
"""

# ruff: noqa: INP001 - for scripts, no package

from __future__ import annotations

import json
from typing import Any

_Blocks = dict[str, dict[str, Any]]

_SHOP = "${aws_apigatewayv2_api.shop.id}"
_CHAT = "${aws_apigatewayv2_api.chat.id}"
_FUNCTIONS = ("catalog", "orders", "payments", "tokens", "presence", "messages")
_ROUTES = {
    # name: key, integration, authorization
    "products": ("GET /products", "catalog", "open"),
    "product": ("GET /products/{id}", "catalog", "open"),
    "product_put": ("PUT /products/{id}", "catalog", "staff"),
    "orders": ("GET /orders", "orders", "customers"),
    "orders_post": ("POST /orders", "orders", "customers"),
    "order": ("GET /orders/{id}", "orders", "customers"),
    "order_delete": ("DELETE /orders/{id}", "orders", "staff"),
    "refunds": ("POST /orders/{id}/refunds", "payments", "staff"),
    "events": ("POST /events", "events", "iam"),
    "stock": ("GET /stock/{proxy+}", "stock", "customers"),
    "health": ("GET /health", "orders", "open"),
}
_GUARDS: dict[str, dict[str, Any]] = {
    "open": {},
    "iam": {"authorization_type": "AWS_IAM"},
    "customers": {
        "authorization_type": "JWT",
        "authorizer_id": "${aws_apigatewayv2_authorizer.customers.id}",
        "authorization_scopes": ["shop/orders"],
    },
    "staff": {
        "authorization_type": "CUSTOM",
        "authorizer_id": "${aws_apigatewayv2_authorizer.staff.id}",
    },
}
_MESSAGE = {
    "type": "object",
    "required": ["action", "room", "text"],
    "properties": {
        "action": {"const": "say", "type": "string"},
        "room": {"type": "string", "description": "Its name, as `rooms` returns it."},
        "text": {"type": "string", "maxLength": 500, "description": "What to say."},
        "mentions": {
            "type": "array",
            "items": {"type": "object", "properties": {"user": {"type": "string"}}},
        },
    },
}


def before() -> str:
    """Return the shop as it is."""
    return _document(_ROUTES, origins=["https://shop.example.com"])


def after() -> str:
    """Return the shop as somebody would like to have it."""
    routes = {name: route for name, route in _ROUTES.items() if name != "order_delete"}
    routes["order"] = ("GET /orders/{id}", "orders", "open")
    routes["everything"] = ("ANY /orders/{proxy+}", "orders", "customers")
    return _document(routes, origins=["*"])


def _document(routes: dict[str, tuple[str, str, str]], *, origins: list[str]) -> str:
    resources: dict[str, _Blocks] = {
        "aws_lambda_function": {name: {"function_name": f"shop-{name}"} for name in _FUNCTIONS},
        "aws_lambda_permission": {name: _permission(name) for name in _FUNCTIONS},
        "aws_cloudwatch_log_group": {"access": {"name": "/shop/access", "retention_in_days": 30}},
        "aws_lb_listener": {"stock": {"port": 443, "protocol": "HTTPS"}},
        "aws_apigatewayv2_api": _apis(origins),
        "aws_apigatewayv2_vpc_link": {"inside": {"name": "inside", "subnet_ids": ["subnet-1"]}},
        "aws_apigatewayv2_authorizer": _authorizers(),
        "aws_apigatewayv2_integration": _integrations(),
        "aws_apigatewayv2_route": {**_shop_routes(routes), **_chat_routes()},
        "aws_apigatewayv2_model": {"say": _model()},
        "aws_apigatewayv2_stage": _stages(),
        **_domain(),
    }
    return json.dumps({"resource": resources}, indent=2)


def _apis(origins: list[str]) -> _Blocks:
    return {
        "shop": {
            "name": "shop",
            "protocol_type": "HTTP",
            "description": "Products, orders and stock, for the web shop and for partners.",
            "cors_configuration": {
                "allow_origins": origins,
                "allow_methods": ["DELETE", "GET", "POST", "PUT"],
                "allow_headers": ["authorization", "content-type"],
                "max_age": 3600,
            },
        },
        "chat": {
            "name": "shop-chat",
            "protocol_type": "WEBSOCKET",
            "description": "Customers ask, and people answer.",
            "route_selection_expression": "$request.body.action",
        },
    }


def _permission(name: str) -> dict[str, Any]:
    api = "chat" if name in ("presence", "messages") else "shop"
    return {
        "action": "lambda:InvokeFunction",
        "principal": "apigateway.amazonaws.com",
        "function_name": f"${{aws_lambda_function.{name}.function_name}}",
        "source_arn": f"${{aws_apigatewayv2_api.{api}.execution_arn}}/*/*",
    }


def _authorizers() -> _Blocks:
    return {
        "customers": {
            "api_id": _SHOP,
            "name": "customers",
            "authorizer_type": "JWT",
            "identity_sources": ["$request.header.Authorization"],
            "jwt_configuration": {"issuer": "https://login.example.com", "audience": ["shop"]},
        },
        "staff": {
            "api_id": _SHOP,
            "name": "staff",
            "authorizer_type": "REQUEST",
            "authorizer_uri": "${aws_lambda_function.tokens.invoke_arn}",
            "authorizer_payload_format_version": "2.0",
            "enable_simple_responses": True,
            "identity_sources": ["$request.header.Authorization", "$context.routeKey"],
            "authorizer_result_ttl_in_seconds": 60,
        },
    }


def _integrations() -> _Blocks:
    return {
        **{name: _to_function(name, _SHOP) for name in ("catalog", "orders", "payments")},
        **{name: _to_function(name, _CHAT) for name in ("presence", "messages")},
        "events": {
            "api_id": _SHOP,
            "integration_type": "AWS_PROXY",
            "integration_subtype": "SQS-SendMessage",
            "credentials_arn": "arn:aws:iam::123456789012:role/events",
            "payload_format_version": "1.0",
            "request_parameters": {
                "QueueUrl": "$stageVariables.queue",
                "MessageBody": "$request.body",
            },
        },
        "stock": {
            "api_id": _SHOP,
            "integration_type": "HTTP_PROXY",
            "integration_method": "ANY",
            "integration_uri": "${aws_lb_listener.stock.arn}",
            "connection_type": "VPC_LINK",
            "connection_id": "${aws_apigatewayv2_vpc_link.inside.id}",
            "tls_config": {"server_name_to_verify": "stock.internal.example.com"},
            "timeout_milliseconds": 5000,
        },
    }


def _to_function(name: str, api: str) -> dict[str, Any]:
    payload = {"payload_format_version": "2.0"} if api == _SHOP else {}
    return {
        "api_id": api,
        "integration_type": "AWS_PROXY",
        "integration_uri": f"${{aws_lambda_function.{name}.invoke_arn}}",
        **payload,
    }


def _shop_routes(routes: dict[str, tuple[str, str, str]]) -> _Blocks:
    return {
        name: {
            "api_id": _SHOP,
            "route_key": key,
            "target": f"integrations/${{aws_apigatewayv2_integration.{target}.id}}",
            **_GUARDS[guard],
        }
        for name, (key, target, guard) in routes.items()
    }


def _chat_routes() -> _Blocks:
    targets = {
        "$connect": "presence",
        "$disconnect": "presence",
        "say": "messages",
        "rooms": "messages",
    }
    return {
        f"chat_{key.strip('$')}": {
            "api_id": _CHAT,
            "route_key": key,
            "target": f"integrations/${{aws_apigatewayv2_integration.{target}.id}}",
            **({"authorization_type": "AWS_IAM"} if key == "$connect" else {}),
            **({"request_models": {"$default": "Say"}} if key == "say" else {}),
        }
        for key, target in targets.items()
    }


def _model() -> dict[str, Any]:
    return {
        "api_id": _CHAT,
        "name": "Say",
        "content_type": "application/json",
        "description": "Something to say in a room.",
        "schema": json.dumps(_MESSAGE),
    }


def _stages() -> _Blocks:
    limits = {"throttling_rate_limit": 200, "throttling_burst_limit": 100}
    log = {
        "destination_arn": "${aws_cloudwatch_log_group.access.arn}",
        "format": "$context.requestId $context.routeKey $context.status",
    }
    return {
        "live": {
            "api_id": _SHOP,
            "name": "live",
            "auto_deploy": True,
            "default_route_settings": {**limits, "detailed_metrics_enabled": True},
            "route_settings": [
                {
                    "route_key": "POST /orders",
                    "throttling_rate_limit": 20,
                    "throttling_burst_limit": 10,
                }
            ],
            "access_log_settings": log,
            "stage_variables": {"queue": "https://sqs.eu-west-1.amazonaws.com/123456789012/events"},
        },
        "chat": {
            "api_id": _CHAT,
            "name": "live",
            "auto_deploy": True,
            "default_route_settings": {**limits, "logging_level": "ERROR"},
            "access_log_settings": log,
        },
    }


def _domain() -> dict[str, _Blocks]:
    return {
        "aws_apigatewayv2_domain_name": {
            "shop": {
                "domain_name": "api.shop.example.com",
                "domain_name_configuration": {
                    "certificate_arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1a2b",
                    "endpoint_type": "REGIONAL",
                    "security_policy": "TLS_1_2",
                },
            }
        },
        "aws_apigatewayv2_api_mapping": {
            "shop": {
                "api_id": _SHOP,
                "domain_name": "${aws_apigatewayv2_domain_name.shop.id}",
                "stage": "${aws_apigatewayv2_stage.live.id}",
                "api_mapping_key": "v1",
            }
        },
    }
