"""
What tells a resource from all others, as AWS CDK's references have it.

Every option that takes a resource takes the object itself here; these are for programs that hand
references on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiReference:
    """
    What tells an API from others.

    Args:
        api_id: The API's id.
    """

    api_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteReference:
    """
    What tells a route from others.

    Args:
        api_id: The API's id.

        route_id: The route's id.
    """

    api_id: str
    route_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IntegrationReference:
    """
    What tells an integration from others.

    Args:
        api_id: The API's id.

        integration_id: The integration's id.
    """

    api_id: str
    integration_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorizerReference:
    """
    What tells an authorizer from others.

    Args:
        api_id: The API's id.

        authorizer_id: The authorizer's id.
    """

    api_id: str
    authorizer_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StageReference:
    """
    What tells a stage from others.

    Args:
        api_id: The API's id.

        stage_name: The stage's name.
    """

    api_id: str
    stage_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiMappingReference:
    """
    What tells a mapping from others.

    Args:
        api_mapping_id: The mapping's id.

        domain_name: The domain name.
    """

    api_mapping_id: str
    domain_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DomainNameReference:
    """
    What tells a domain name from others.

    Args:
        domain_name: The domain name.

        domain_name_arn: Its ARN.
    """

    domain_name: str
    domain_name_arn: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VpcLinkReference:
    """
    What tells a VPC link from others.

    Args:
        vpc_link_id: The link's id.
    """

    vpc_link_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKeyReference:
    """
    What tells an API key from others.

    Args:
        api_key_id: The key's id.
    """

    api_key_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UsagePlanReference:
    """
    What tells a usage plan from others.

    Args:
        usage_plan_id: The plan's id.
    """

    usage_plan_id: str
