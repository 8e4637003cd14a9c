"""What stands around APIs: domain names, mappings, VPC links, permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.surface.arguments import Arguments
from apigwv2_tf.surface.elements import ApiMapping, DomainName, LambdaPermission, VpcLink
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.parts import UNRESOLVED, link, origin, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigwv2_tf.surface.elements import Stage
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Text

# by these a function lets API Gateway in, or everybody
_PRINCIPALS = ("apigateway.amazonaws.com", "*")


def mapping(
    resource: Resource,
    api: str | None,
    stages: Mapping[str, Stage],
    around: Mapping[str, DomainName | Stage],
) -> ApiMapping:
    """
    Return what serves a stage under a domain name.

    Args:
        resource: The mapping's own resource.

        api: The address of the API, where that is certain.

        stages: The stages of that API by name.

        around: All domain names and stages by address.
    """
    given = Arguments(resource.values)
    to_domain = link(resource, "domain_name") or UNRESOLVED
    name = given.text("stage")
    # a name says for certain which stage, but only beside the API that it belongs to
    named = stages.get(name) if isinstance(name, str) else None
    certain = named and Link(kind=LinkKind.EXACT, targets=(named.origin.address,))
    to_stage = certain or link(resource, "stage")
    return ApiMapping(
        origin=origin(resource),
        api=api,
        domain=to_domain,
        domain_name=_said(given.text("domain_name"), to_domain, around),
        stage=to_stage,
        stage_name=_said(name, to_stage, around),
        key=given.text("api_mapping_key"),
    )


def _said(value: Text, to: Link | None, around: Mapping[str, DomainName | Stage]) -> Text:
    """Return the name that an attribute holds, or else that of what it leads to."""
    linked = around.get((to and to.target) or "")
    return value if linked is None or isinstance(value, str) else linked.name


def domain_name(resource: Resource) -> DomainName:
    """Return a domain name."""
    given = Arguments(resource.values)
    settings = given.block("domain_name_configuration")
    trust = given.block("mutual_tls_authentication")
    return DomainName(
        origin=origin(resource),
        name=given.text("domain_name"),
        certificate_arn=settings.text("certificate_arn"),
        endpoint_type=settings.text("endpoint_type"),
        security_policy=settings.text("security_policy"),
        ip_address_type=settings.text("ip_address_type"),
        ownership_verification_certificate_arn=settings.text(
            "ownership_verification_certificate_arn"
        ),
        has_mutual_tls=given.has_block("mutual_tls_authentication"),
        truststore_uri=trust.text("truststore_uri"),
        truststore_version=trust.text("truststore_version"),
        tags=given.text_map("tags"),
    )


def rest_domain_name(resource: Resource) -> DomainName:
    """Return a domain name that was made for REST APIs, and that these APIs can share."""
    given = Arguments(resource.values)
    place = given.block("endpoint_configuration")
    kinds = place.texts("types")
    trust = given.block("mutual_tls_authentication")
    return DomainName(
        origin=origin(resource),
        name=given.text("domain_name"),
        certificate_arn=given.text("regional_certificate_arn") or given.text("certificate_arn"),
        endpoint_type=kinds[0] if isinstance(kinds, tuple) else kinds,
        security_policy=given.text("security_policy"),
        ip_address_type=place.text("ip_address_type"),
        ownership_verification_certificate_arn=given.text("ownership_verification_certificate_arn"),
        has_mutual_tls=given.has_block("mutual_tls_authentication"),
        truststore_uri=trust.text("truststore_uri"),
        truststore_version=trust.text("truststore_version"),
        tags=given.text_map("tags"),
    )


def used_by(mappings: Iterable[Resource]) -> set[str]:
    """Return the addresses of the domain names that mappings lead to, or may lead to."""
    links = (one.links.get("domain_name") for one in mappings)
    return {target for to in links if to is not None for target in to.targets}


def vpc_link(resource: Resource) -> VpcLink:
    """Return a VPC link."""
    given = Arguments(resource.values)
    return VpcLink(
        origin=origin(resource),
        name=given.text("name"),
        security_group_ids=given.texts("security_group_ids"),
        subnet_ids=given.texts("subnet_ids"),
    )


def lets_apis_in(resource: Resource) -> bool:
    """Say whether a permission of a function is one for API Gateway, or may be."""
    principal = Arguments(resource.values).text("principal")
    return not isinstance(principal, str) or principal in _PRINCIPALS


def permission(resource: Resource) -> LambdaPermission:
    """Return who may invoke a function."""
    given = Arguments(resource.values)
    return LambdaPermission(
        origin=origin(resource),
        function=link(resource, "function_name") or UNRESOLVED,
        function_name=given.text("function_name"),
        principal=given.text("principal"),
        action=given.text("action"),
        qualifier=given.text("qualifier"),
        source_arn=given.text("source_arn"),
        source_account=given.text("source_account"),
        api=within(resource, "source_arn"),
    )
