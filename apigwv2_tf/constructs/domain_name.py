"""
Custom domain names.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
and https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, length, matches, member, refuse, whole_seconds
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IBucket, IHasArn
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.errors import LEFT_OUT, Problem, UnsupportedOptionError
from apigwv2_tf.terms import EndpointType, IpAddressType, SecurityPolicy
from typing_extensions import Unpack

_BLOCK = "domain_name_configurations[0]"
_MOST_SECONDS = 86_400
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = rf"(?:\*\.)?(?:{_LABEL}\.)+{_LABEL}"
_HOST_WORDS = "a lower-case host name such as api.example.com"
_CERTIFICATE = r"arn:\S+:certificate/\S+"
_ONE = "one: Terraform's AWS provider has no more"


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

    certificate_arn: str | IHasArn | None = None
    certificate_name: str | None = None
    endpoint_type: EndpointType | str = EndpointType.REGIONAL
    security_policy: SecurityPolicy | str = SecurityPolicy.TLS_1_2
    ip_address_type: IpAddressType | str = IpAddressType.IPV4
    ownership_verification_certificate_arn: str | IHasArn | None = None


class DomainName(ApiGatewayConstruct):
    """
    Serve APIs under a domain name of your own.

    Defines one ``aws_apigatewayv2_domain_name``; the DNS record that leads to
    `regional_domain_name` is yours to make.

    Args:
        domain_name: The name, such as ``api.example.com`` or ``*.example.com``.

        certificate: The certificate, as an object with an ``arn`` or as its ARN; the short form of
            `domain_name_configurations`.

        domain_name_configurations: Certificate and endpoint: a list of exactly one. Left out,
            `certificate` with the defaults of `DomainNameConfiguration`.

        mtls: Which client certificates are accepted. Left out, callers need none. Give the API
            ``disable_execute_api_endpoint=True`` as well, or callers go round it.

        tags: Up to 50. Left out, the provider's default tags.

        create_timeout: How long Terraform waits for the name to become available. Left out, 10
            minutes.

        update_timeout: How long Terraform waits for a change. Left out, 60 minutes.

    Raises:
        OptionError: If API Gateway would refuse an option.

        UnsupportedOptionError: If an option is given that the provider lacks: an edge-optimized
            endpoint, a certificate name, several configurations.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        domain_name: str,
        certificate: str | IHasArn | None = None,
        domain_name_configurations: Sequence[DomainNameConfiguration] | None = None,
        mtls: MTLSConfig | None = None,
        tags: Mapping[str, str] | None = None,
        create_timeout: timedelta | None = None,
        update_timeout: timedelta | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        self._name_text = domain_name
        configuration = self._configuration(certificate, domain_name_configurations)
        check(
            self,
            length("domain_name", domain_name, 1, 512),
            matches("domain_name", domain_name, _HOST, _HOST_WORDS),
            mtls.problems("mtls") if mtls else (),
            tag_problems(tags),
            whole_seconds("create_timeout", create_timeout, 1, _MOST_SECONDS),
            whole_seconds("update_timeout", update_timeout, 1, _MOST_SECONDS),
        )
        self._resource = self._define(
            "aws_apigatewayv2_domain_name",
            {
                "domain_name": domain_name,
                "domain_name_configuration": configuration,
                "mutual_tls_authentication": mtls and mtls.arguments(),
                "tags": tags,
                "timeouts": _timeouts(create_timeout, update_timeout),
            },
            resource,
        )

    @property
    def domain_name(self) -> str:
        """The name, as a reference: what uses it is made after the domain name."""
        return str(self._resource.domain_name)

    @property
    def domain_name_text(self) -> str:
        """The name as it was given."""
        return self._name_text

    @property
    def regional_domain_name(self) -> str:
        """The name that the DNS record leads to."""
        return str(self._resource.domain_name_configuration.target_domain_name)

    @property
    def regional_hosted_zone_id(self) -> str:
        """The hosted zone of `regional_domain_name`, for an alias record."""
        return str(self._resource.domain_name_configuration.hosted_zone_id)

    @property
    def arn(self) -> str:
        """The domain name's ARN."""
        return str(self._resource.arn)

    @staticmethod
    def from_domain_name_attributes(
        scope: Construct, id: str, *, domain_name: str
    ) -> ImportedDomainName:
        """
        Refer to a domain name that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            domain_name: The name.
        """
        return ImportedDomainName(scope, id, domain_name=domain_name)

    def _configuration(
        self,
        certificate: str | IHasArn | None,
        configurations: Sequence[DomainNameConfiguration] | None,
    ) -> dict[str, Any]:
        given = configurations
        if given is None:
            given = [DomainNameConfiguration(certificate_arn=certificate)]
        elif certificate is not None:
            allowed = "nothing: domain_name_configurations is given"
            check(self, [Problem("certificate", certificate, allowed, "leave one out")])
        if len(given) != 1:
            problem = Problem("domain_name_configurations", f"{len(given)} of them", _ONE)
            raise UnsupportedOptionError(self.node.path, [problem])
        only: object = given[0]
        if not isinstance(only, DomainNameConfiguration):
            allowed = "a list of DomainNameConfiguration(...), and no token for the whole of it"
            refuse(self, "domain_name_configurations", given, allowed)
        return self._block(only, "certificate" if configurations is None else None)

    def _block(self, configuration: DomainNameConfiguration, option: str | None) -> dict[str, Any]:
        unsupported = list(_unsupported(configuration))
        if unsupported:
            raise UnsupportedOptionError(self.node.path, unsupported)
        where = option or f"{_BLOCK}.certificate_arn"
        arn = _arn(configuration.certificate_arn)
        owner = _arn(configuration.ownership_verification_certificate_arn)
        if arn is None:
            allowed = "a certificate: Terraform's AWS provider needs one"
            check(self, [Problem(where, LEFT_OUT, allowed)])
        allowed, of_owner = "the ARN of a certificate", "ownership_verification_certificate_arn"
        check(
            self,
            matches(where, arn, _CERTIFICATE, allowed),
            matches(f"{_BLOCK}.{of_owner}", owner, _CERTIFICATE, allowed),
        )
        return _given(
            {
                "certificate_arn": arn,
                "endpoint_type": configuration.endpoint_type,
                "security_policy": configuration.security_policy,
                "ip_address_type": member(
                    self, f"{_BLOCK}.ip_address_type", configuration.ip_address_type, IpAddressType
                ),
                "ownership_verification_certificate_arn": owner,
            }
        )


class ImportedDomainName(ApiGatewayConstruct):
    """A domain name that is defined elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, domain_name: str) -> None:
        super().__init__(scope, id)
        self.domain_name = domain_name
        self.domain_name_text = domain_name


def _unsupported(configuration: DomainNameConfiguration) -> Iterator[Problem]:
    if configuration.certificate_name is not None:
        allowed = "nothing: Terraform's AWS provider has no argument for it"
        yield Problem(f"{_BLOCK}.certificate_name", configuration.certificate_name, allowed)
    endpoint, policy = configuration.endpoint_type, configuration.security_policy
    if not unresolved(endpoint) and endpoint != EndpointType.REGIONAL:
        allowed = "REGIONAL: HTTP and WebSocket APIs have no other"
        yield Problem(f"{_BLOCK}.endpoint_type", endpoint, allowed)
    if not unresolved(policy) and policy != SecurityPolicy.TLS_1_2:
        allowed = "TLS_1_2: HTTP and WebSocket APIs have no other"
        yield Problem(f"{_BLOCK}.security_policy", policy, allowed)


def _arn(resource: str | IHasArn | None) -> str | None:
    return resource if resource is None or isinstance(resource, str) else resource.arn


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _seconds(duration: timedelta | None) -> str | None:
    return None if duration is None else f"{int(duration.total_seconds())}s"


def _timeouts(create: timedelta | None, update: timedelta | None) -> dict[str, Any] | None:
    return _given({"create": _seconds(create), "update": _seconds(update)}) or None
