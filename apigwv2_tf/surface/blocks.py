"""
Which arguments are blocks.

JSON configuration writes a single block as an object, plans and states write a list of them. Only
the provider's schema tells a block from a map; this is the part of it that concerns APIs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCKS: dict[str, tuple[str, ...]] = {
    "aws_api_gateway_domain_name": ("endpoint_configuration", "mutual_tls_authentication"),
    "aws_api_gateway_usage_plan": ("api_stages", "quota_settings", "throttle_settings"),
    "aws_apigatewayv2_api": ("cors_configuration",),
    "aws_apigatewayv2_authorizer": ("jwt_configuration",),
    "aws_apigatewayv2_domain_name": ("domain_name_configuration", "mutual_tls_authentication"),
    "aws_apigatewayv2_integration": ("response_parameters", "tls_config"),
    "aws_apigatewayv2_route": ("request_parameter",),
    "aws_apigatewayv2_stage": (
        "access_log_settings",
        "default_route_settings",
        "route_settings",
    ),
    "aws_lambda_function": (
        "dead_letter_config",
        "environment",
        "ephemeral_storage",
        "file_system_config",
        "image_config",
        "logging_config",
        "snap_start",
        "tracing_config",
        "vpc_config",
    ),
    "aws_lambda_alias": ("routing_config",),
    "aws_lb_listener": ("default_action", "mutual_authentication"),
    "aws_route53_record": ("alias",),
}


def as_blocks(kind: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values with a list wherever the provider has blocks."""
    single = [name for name in _BLOCKS.get(kind, ()) if isinstance(values.get(name), dict)]
    return {**values, **{name: (values[name],) for name in single}} if single else values
