"""What mappings and domain names are about, as far as a surface tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint._phrases import word
from apigwv2_tf.lint._verdicts import text_of
from apigwv2_tf.surface.values import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.answers import Answer
    from apigwv2_tf.surface.elements import ApiMapping, DomainName
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.resources import Resource

_REST = "aws_api_gateway_domain_name"
_CERTIFICATE = "aws_acm_certificate"
_CERTIFICATE_ARN = "domain_name_configuration.certificate_arn"
_OPEN = ("public-read", "public-read-write")
_REGION = 3
_ACCOUNT = 4


def key(mapping: ApiMapping) -> str:
    """Return what tells the mapping's domain name from others; nothing where unknown."""
    return mapping.domain.target or text_of(mapping.domain_name) or mapping.domain.id or ""


def called(mapping: ApiMapping) -> str:
    """Return what people call the domain name of a mapping."""
    return text_of(mapping.domain_name) or str(mapping.domain)


def subject(mapping: ApiMapping) -> str:
    """Return the natural key of a mapping."""
    return f"mapping {called(mapping)}/{text_of(mapping.key)}"


def asks_for_certificate(mapping: ApiMapping, surface: Surface) -> Answer:
    """Say whether clients of a mapping must show a certificate."""
    domain = surface.domain(mapping.domain)
    if domain is not None:
        flag = domain.has_mutual_tls
        return None if is_hidden(flag) else bool(flag)
    resource = surface.resource(mapping.domain)
    if resource is None or resource.type != _REST:
        return None
    block = resource.values.get("mutual_tls_authentication")
    return None if is_hidden(block) else bool(block)


def place(domain: DomainName, surface: Surface) -> tuple[str, str]:
    """Return region and account of a domain name, empty where they are not known."""
    resource = surface.resources.get(domain.origin.address)
    values = {} if resource is None else resource.values
    arn = word(values.get("arn")).split(":")
    region = word(values.get("region")) or (arn[_REGION] if len(arn) > _REGION else "")
    return region, _account(domain, surface)


def _account(domain: DomainName, surface: Surface) -> str:
    """Return the account of an API behind a domain name: both must be of the same."""
    for mapping in surface.mappings:
        api = surface.resources.get(mapping.api or "")
        if api is not None and mapping.domain.target == domain.origin.address:
            arn = word(api.values.get("execution_arn")).split(":")
            if len(arn) > _ACCOUNT:
                return arn[_ACCOUNT]
    return ""


def is_private(domain: DomainName, surface: Surface) -> bool:
    """Say whether a certificate is imported or of a private authority, for certain."""
    certificate = _certificate(domain, surface)
    if certificate is None or certificate.data:
        return False
    return bool(
        certificate.values.get("private_key") or certificate.values.get("certificate_authority_arn")
    )


def _certificate(domain: DomainName, surface: Surface) -> Resource | None:
    resource = surface.resources.get(domain.origin.address)
    link = None if resource is None else resource.links.get(_CERTIFICATE_ARN)
    found = surface.resource(link)
    if found is not None and found.type != _CERTIFICATE:
        found = surface.resource(found.links.get("certificate_arn"))
    return found if found is not None and found.type == _CERTIFICATE else None


def is_public(bucket: str, surface: Surface) -> bool:
    """Say whether a bucket is open to the public, for certain."""
    return any(
        word(resource.values.get("acl")) in _OPEN
        for resource in _of_bucket(bucket, surface, "aws_s3_bucket", "aws_s3_bucket_acl")
    )


def keeps_versions(bucket: str, surface: Surface) -> Answer:
    """Say whether a bucket keeps old versions; cannot tell where the bucket is not here."""
    if not any(_of_bucket(bucket, surface, "aws_s3_bucket")):
        return None
    for resource in surface.resources.values():
        if resource.type == "aws_s3_bucket_versioning":
            named = resource.values.get("bucket")
            if is_hidden(named) or named == bucket:
                return None if is_hidden(named) else True
    return False


def _of_bucket(bucket: str, surface: Surface, *types: str) -> Iterator[Resource]:
    for resource in surface.resources.values():
        if resource.type in types and resource.values.get("bucket") == bucket:
            yield resource
