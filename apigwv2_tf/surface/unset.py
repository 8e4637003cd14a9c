"""
What is left to AWS.

Terraform calls an argument unknown that was left out and that the provider reads back after apply.
It is no news: it will be what AWS takes where nothing is said, and here it is absent, as it is in
synthesized JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigwv2_tf.surface.configuration import Block

# the arguments of the provider's schema that are both optional and computed, and have a default
_LEFT_TO_AWS: dict[str, tuple[str, ...]] = {
    "aws_apigatewayv2_api": ("ip_address_type",),
    "aws_apigatewayv2_authorizer": ("authorizer_result_ttl_in_seconds",),
    "aws_apigatewayv2_domain_name": (
        "domain_name_configuration.ip_address_type",
        "domain_name_configuration.ownership_verification_certificate_arn",
    ),
    "aws_apigatewayv2_integration": ("timeout_milliseconds",),
    "aws_apigatewayv2_stage": (
        "deployment_id",
        "default_route_settings.logging_level",
        "route_settings.logging_level",
    ),
}


def drop_unset(kind: str, values: dict[str, Any], block: Block | None) -> None:
    """Take out of the values what is unknown only because nobody has set it."""
    if block is None:
        return
    for path in _LEFT_TO_AWS.get(kind, ()):
        outer, _, inner = path.rpartition(".")
        if not outer:
            _drop(values, block.arguments, inner)
        elif isinstance(values.get(outer), tuple):
            parts = block.arguments.get(outer)
            parts = parts if isinstance(parts, list) else [parts]
            # where blocks are made by `dynamic` there is no telling what is set in them
            if all(isinstance(part, dict) and inner not in part for part in parts):
                values[outer] = tuple(_without(part, inner) for part in values[outer])


def _drop(values: dict[str, Any], arguments: Mapping[str, Any], name: str) -> None:
    if values.get(name) is UNKNOWN and name not in arguments:
        del values[name]


def _without(part: object, name: str) -> object:
    if not isinstance(part, dict) or part.get(name) is not UNKNOWN:
        return part
    return {key: value for key, value in part.items() if key != name}
