"""The one endpoint that a domain name has in Terraform: certificate, TLS and addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apigwv2_tf.constructs._checks import check, matches, member, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs.domain_name_options import DomainNameConfiguration, DomainNameProps
from apigwv2_tf.errors import LEFT_OUT, Problem, UnsupportedOptionError
from apigwv2_tf.terms import EndpointType, IpAddressType, SecurityPolicy

ONE = "one: Terraform's AWS provider has no more"
_BLOCK = "domain_name_configurations[0]"
_CERTIFICATE = r"arn:\S+:certificate/\S+"
# the keywords of AWS CDK, and what the provider calls the same
_KEYWORDS = {
    "certificate": "certificate_arn",
    "certificate_name": "certificate_name",
    "endpoint_type": "endpoint_type",
    "ip_address_type": "ip_address_type",
    "ownership_certificate": "ownership_verification_certificate_arn",
    "security_policy": "security_policy",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """
    Certificate and endpoint of a domain name, in whichever form they were given.

    Args:
        given: What was given.

        words: What the user calls each of its options.
    """

    given: DomainNameConfiguration
    words: Mapping[str, str]

    @property
    def certificate_option(self) -> str:
        """What the user calls the certificate."""
        return self.words["certificate_arn"]

    def unsupported(self) -> Iterator[Problem]:
        """Yield what the provider has no argument for."""
        name, endpoint, policy = (
            self.given.certificate_name,
            self.given.endpoint_type,
            self.given.security_policy,
        )
        if name is not None:
            allowed = "nothing: Terraform's AWS provider has no argument for it"
            yield Problem(self.words["certificate_name"], name, allowed)
        if not unresolved(endpoint) and endpoint != EndpointType.REGIONAL:
            allowed = "REGIONAL: HTTP and WebSocket APIs have no other"
            yield Problem(self.words["endpoint_type"], endpoint, allowed)
        if not unresolved(policy) and policy != SecurityPolicy.TLS_1_2:
            allowed = "TLS_1_2: HTTP and WebSocket APIs have no other"
            yield Problem(self.words["security_policy"], policy, allowed)

    def problems(self) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        allowed, owner = "the ARN of a certificate", "ownership_verification_certificate_arn"
        certificate = self.given.certificate_arn
        yield from matches(self.certificate_option, arn_of(certificate), _CERTIFICATE, allowed)
        proof = arn_of(self.given.ownership_verification_certificate_arn)
        yield from matches(self.words[owner], proof, _CERTIFICATE, allowed)

    def block(self, construct: ApiGatewayConstruct, certificate_arn: str) -> dict[str, Any]:
        """Return the provider's block."""
        addresses = member(
            construct, self.words["ip_address_type"], self.given.ip_address_type, IpAddressType
        )
        block = {
            "certificate_arn": certificate_arn,
            "endpoint_type": self.given.endpoint_type,
            "security_policy": self.given.security_policy,
            "ip_address_type": addresses,
        }
        owner = arn_of(self.given.ownership_verification_certificate_arn)
        return (
            block if owner is None else {**block, "ownership_verification_certificate_arn": owner}
        )


def endpoint_of(construct: ApiGatewayConstruct, options: DomainNameProps) -> Endpoint:
    """
    Return the endpoint that was asked for, by keywords or as a configuration.

    Raises:
        OptionError: If both forms are given, or API Gateway would refuse an option.

        UnsupportedOptionError: If the provider has no argument for what is asked for.
    """
    endpoint = _given(construct, options)
    unsupported = list(endpoint.unsupported())
    if unsupported:
        raise UnsupportedOptionError(construct.node.path, unsupported)
    check(construct, endpoint.problems(), _owner_problems(options))
    return endpoint


def _given(construct: ApiGatewayConstruct, options: DomainNameProps) -> Endpoint:
    everything: Mapping[str, Any] = options
    keywords = {name: everything[name] for name in _KEYWORDS if everything.get(name) is not None}
    configurations = options.get("domain_name_configurations")
    if configurations is None:
        given = DomainNameConfiguration(**{_KEYWORDS[name]: keywords[name] for name in keywords})
        return Endpoint(given, {field: keyword for keyword, field in _KEYWORDS.items()})
    allowed = "nothing: domain_name_configurations is given"
    check(construct, [Problem(*item, allowed, "leave one out") for item in keywords.items()])
    if len(configurations) != 1:
        problem = Problem("domain_name_configurations", f"{len(configurations)} of them", ONE)
        raise UnsupportedOptionError(construct.node.path, [problem])
    only: object = configurations[0]
    if not isinstance(only, DomainNameConfiguration):
        allowed = "a list of DomainNameConfiguration(...), and no token for the whole of it"
        refuse(construct, "domain_name_configurations", configurations, allowed)
    return Endpoint(only, {field: f"{_BLOCK}.{field}" for field in _KEYWORDS.values()})


def _owner_problems(options: DomainNameProps) -> Iterator[Problem]:
    if options.get("ownership_certificate") is not None and options.get("mtls") is None:
        allowed = "a value, because ownership_certificate is given"
        yield Problem("mtls", LEFT_OUT, allowed, "leave both out, or give both")


def arn_of(certificate: Any) -> str | None:  # noqa: ANN401 - one of several protocols
    """Return a certificate's ARN."""
    if certificate is None or isinstance(certificate, str):
        return certificate
    has_own_word = hasattr(type(certificate), "certificate_arn") or "certificate_arn" in vars(
        certificate
    )
    return str(certificate.certificate_arn if has_own_word else certificate.arn)
