"""
From one resource to another: what an attribute such as ``target`` leads to.

Before apply ids are unknown, so a link is found by the expression in the configuration. A link that
cannot be followed for certain says so and names the candidates; none is ever guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from apigwv2_tf.surface.values import Sensitive


class LinkKind(Enum):
    """How certain a link is."""

    EXACT = "exact"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"
    EXTERNAL = "external"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """
    What an attribute of a resource leads to.

    Args:
        kind: How certain that is.

        targets: Addresses: of the one resource where it is exact or inferred, of all candidates
            where it is ambiguous, none else.

        id: What AWS calls a resource that is managed elsewhere; None where the link is not
            external.

        expression: The expression in the configuration, for people to read; None where there is
            none.

        sensitive: What is left of an id that is sensitive: whether two are the same.
    """

    kind: LinkKind
    targets: tuple[str, ...] = ()
    id: str | None = None
    expression: str | None = None
    sensitive: Sensitive | None = None

    @property
    def target(self) -> str | None:
        """The address of the one resource; None where there is not just one for certain."""
        certain = self.kind in (LinkKind.EXACT, LinkKind.INFERRED)
        return self.targets[0] if certain else None

    def __str__(self) -> str:
        if self.kind is LinkKind.AMBIGUOUS:
            return f"one of {', '.join(self.targets)}"
        return self.target or self.id or str(self.sensitive or UNKNOWN)


# The attributes that lead from one resource to another, and the types they lead to. A dot leads
# into a block.
LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "aws_apigatewayv2_api": {
        "target": ("aws_lambda_function", "aws_lambda_alias"),
        "credentials_arn": ("aws_iam_role",),
    },
    "aws_apigatewayv2_route": {
        "api_id": ("aws_apigatewayv2_api",),
        "target": ("aws_apigatewayv2_integration",),
        "authorizer_id": ("aws_apigatewayv2_authorizer",),
    },
    "aws_apigatewayv2_integration": {
        "api_id": ("aws_apigatewayv2_api",),
        "connection_id": ("aws_apigatewayv2_vpc_link", "aws_api_gateway_vpc_link"),
        "integration_uri": (
            "aws_lambda_function",
            "aws_lambda_alias",
            "aws_lb_listener",
            "aws_alb_listener",
            "aws_service_discovery_service",
        ),
        "credentials_arn": ("aws_iam_role",),
    },
    "aws_apigatewayv2_authorizer": {
        "api_id": ("aws_apigatewayv2_api",),
        "authorizer_uri": ("aws_lambda_function", "aws_lambda_alias"),
        "authorizer_credentials_arn": ("aws_iam_role",),
    },
    "aws_apigatewayv2_stage": {
        "api_id": ("aws_apigatewayv2_api",),
        "deployment_id": ("aws_apigatewayv2_deployment",),
        "access_log_settings.destination_arn": (
            "aws_cloudwatch_log_group",
            "aws_kinesis_firehose_delivery_stream",
        ),
    },
    "aws_apigatewayv2_deployment": {"api_id": ("aws_apigatewayv2_api",)},
    "aws_apigatewayv2_api_mapping": {
        "api_id": ("aws_apigatewayv2_api",),
        "domain_name": ("aws_apigatewayv2_domain_name", "aws_api_gateway_domain_name"),
        "stage": ("aws_apigatewayv2_stage",),
    },
    "aws_apigatewayv2_domain_name": {
        "domain_name_configuration.certificate_arn": (
            "aws_acm_certificate",
            "aws_acm_certificate_validation",
        ),
    },
    "aws_acm_certificate_validation": {"certificate_arn": ("aws_acm_certificate",)},
    "aws_api_gateway_usage_plan": {
        "api_stages.api_id": ("aws_apigatewayv2_api", "aws_api_gateway_rest_api"),
    },
    "aws_apigatewayv2_model": {"api_id": ("aws_apigatewayv2_api",)},
    "aws_apigatewayv2_route_response": {
        "api_id": ("aws_apigatewayv2_api",),
        "route_id": ("aws_apigatewayv2_route",),
    },
    "aws_apigatewayv2_integration_response": {
        "api_id": ("aws_apigatewayv2_api",),
        "integration_id": ("aws_apigatewayv2_integration",),
    },
    "aws_lambda_permission": {
        "function_name": ("aws_lambda_function", "aws_lambda_alias"),
        "source_arn": ("aws_apigatewayv2_api", "aws_apigatewayv2_stage"),
    },
    "aws_lambda_alias": {"function_name": ("aws_lambda_function",)},
    "aws_api_gateway_account": {"cloudwatch_role_arn": ("aws_iam_role",)},
}
