"""The options of custom domain names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apigwv2_tf.constructs._checks import length, matches
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IBucket, ICertificate, IHasArn
from apigwv2_tf.constructs._types import OrDict, Struct
from apigwv2_tf.constructs.hosted_zone import HostedZoneOptions
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import EndpointType, IpAddressType, SecurityPolicy
from typing_extensions import Required, TypedDict


@dataclass(frozen=True, kw_only=True, slots=True)
class MTLSConfig(Struct):
    """
    Which client certificates a domain name accepts.

    Args:
        bucket: The S3 bucket of the truststore, as an object with a ``bucket`` name or as its name.

        key: The truststore's key in it: a PEM file of the accepted authorities.

        version: The version of that file. Left out, the newest at each change.
    """

    bucket: str | IBucket
    key: str
    version: str | None = None

    def problems(self, option: str) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        allowed = "a bucket's name"
        yield from matches(f"{option}.bucket", self._bucket_name(), r"[a-z0-9][a-z0-9.-]+", allowed)
        yield from length(f"{option}.key", self.key, 1, 1024)
        yield from length(f"{option}.version", self.version, 1, 64)

    def arguments(self) -> dict[str, Any]:
        """Return the provider's block."""
        block = {"truststore_uri": f"s3://{self._bucket_name()}/{self.key}"}
        return block if self.version is None else {**block, "truststore_version": self.version}

    def _bucket_name(self) -> str:
        return self.bucket if isinstance(self.bucket, str) else self.bucket.bucket


@dataclass(frozen=True, kw_only=True, slots=True)
class DomainNameConfiguration(Struct):
    """
    Certificate and endpoint of a domain name.

    Args:
        certificate_arn: The certificate, as an object with an ``arn`` or as its ARN; issued, and
            in the API's region. Depend on its validation:
            ``AcmCertificateValidation(...).certificate_arn``.

        certificate_name: Not available: Terraform's provider has no argument for it.

        endpoint_type: ``REGIONAL``, the only one. Left out, that.

        security_policy: ``TLS_1_2``, the only one. Left out, that.

        ip_address_type: Which addresses can call: ``ipv4`` or ``dualstack``. Left out, ``ipv4``.

        ownership_verification_certificate_arn: A certificate of ACM that proves who owns the
            domain, with mutual TLS and an imported or private certificate. Left out, none.
    """

    certificate_arn: str | IHasArn | ICertificate | None = None
    certificate_name: str | None = None
    endpoint_type: EndpointType | str = EndpointType.REGIONAL
    security_policy: SecurityPolicy | str = SecurityPolicy.TLS_1_2
    ip_address_type: IpAddressType | str = IpAddressType.IPV4
    ownership_verification_certificate_arn: str | IHasArn | ICertificate | None = None


class EndpointOptions(TypedDict, total=False):
    """
    Certificate and endpoint of a domain name, as keywords.

    Args:
        certificate: The certificate, issued and in the API's region: a `Certificate`, another
            object with a ``certificate_arn`` or an ``arn``, or its ARN. Left out, one is made in
            the hosted zone.

        certificate_name: Not available: Terraform's provider has no argument for it.

        endpoint_type: ``REGIONAL``, the only one. Left out, that.

        ip_address_type: Which addresses can call: ``ipv4`` or ``dualstack``. Left out, ``ipv4``.

        ownership_certificate: A certificate of ACM that proves who owns the domain, where
            `certificate` is imported or private; only with `mtls`. Left out, none.

        security_policy: ``TLS_1_2``, the only one, which lets TLS 1.3 in too. Left out, that.
    """

    certificate: str | IHasArn | ICertificate | None
    certificate_name: str | None
    endpoint_type: EndpointType | str | None
    ip_address_type: IpAddressType | str | None
    ownership_certificate: str | IHasArn | ICertificate | None
    security_policy: SecurityPolicy | str | None


class DomainNameProps(EndpointOptions, HostedZoneOptions, ResourceOptions, total=False):
    """
    The options of a `DomainName`.

    Args:
        domain_name: The name, such as ``api.example.com`` or ``*.example.com``.

        domain_name_configurations: Certificate and endpoint in one: a list of exactly one. Left
            out, the keywords of `EndpointOptions`.

        mtls: Which client certificates are accepted. Left out, callers need none. Give the API
            ``disable_execute_api_endpoint=True`` as well, or callers go round it.

        subject_alternative_names: More names for the certificate that is made. Left out, none.

        create_dns_records: Whether the hosted zone gets records that lead to the name. Left out,
            yes where there is a zone.

        record_types: Which records: ``A`` for IPv4, ``AAAA`` for IPv6. Left out, both; without
            ``ip_address_type="dualstack"`` the second has no answer, and does no harm.

        tags: Up to 50, of the certificate that is made too. Left out, the provider's default tags.

        create_timeout: How long Terraform waits for the name to become available. Left out, 10
            minutes.

        update_timeout: How long Terraform waits for a change. Left out, 60 minutes.
    """

    domain_name: Required[str]
    domain_name_configurations: Sequence[DomainNameConfiguration] | None
    mtls: OrDict[MTLSConfig] | None
    subject_alternative_names: Sequence[str] | None
    create_dns_records: bool | None
    record_types: Sequence[str] | None
    tags: Mapping[str, str] | None
    create_timeout: timedelta | None
    update_timeout: timedelta | None


class DomainNameAttributes(TypedDict, total=False):
    """
    What is known of a domain name that is defined elsewhere.

    Args:
        name: The name.

        regional_domain_name: What a DNS record of it leads to. Left out, it cannot be read.

        regional_hosted_zone_id: The hosted zone of `regional_domain_name`. Left out, it cannot be
            read.

        domain_name: Another word for `name`; one of them is needed.
    """

    name: str | None
    regional_domain_name: str | None
    regional_hosted_zone_id: str | None
    domain_name: str | None
