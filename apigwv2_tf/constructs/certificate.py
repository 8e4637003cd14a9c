"""
Certificates of AWS Certificate Manager that Route 53 validates.

See https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, length, matches, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.hosted_zone import LABEL, HostedZoneOptions, Zone, zone_of
from apigwv2_tf.errors import LEFT_OUT, Problem
from typing_extensions import Required, Unpack

HOST = rf"(?:\*\.)?(?:{LABEL}\.)+{LABEL}"
HOST_WORDS = "a lower-case host name such as api.example.com"
_LONGEST_FIRST_NAME = 64
_LONGEST_NAME = 253
_TIME_TO_LIVE = 60
_ZONES = "a public hosted zone, as hosted_zone or hosted_zone_name"


class CertificateProps(HostedZoneOptions, ResourceOptions, total=False):
    """
    The options of a `Certificate`.

    Args:
        domain_name: The first name it is for, such as ``api.example.com`` or ``*.example.com``; up
            to 64 characters.

        subject_alternative_names: More names, all in the same hosted zone. Left out, none.

        tags: Up to 50. Left out, the provider's default tags.
    """

    domain_name: Required[str]
    subject_alternative_names: Sequence[str] | None
    tags: Mapping[str, str] | None


class Certificate(ApiGatewayConstruct):
    """
    Request a certificate, and prove by DNS records that its names are yours.

    Defines one ``aws_acm_certificate``, an ``aws_route53_record`` for each name (one for both
    ``example.com`` and ``*.example.com``: ACM asks the same of both) and one
    ``aws_acm_certificate_validation``, which ends when the certificate is issued. Where a record is
    there already, for another certificate of the name, it is taken over.

    Args:
        options: See `CertificateProps` and `HostedZoneOptions`.

    Raises:
        OptionError: If ACM would refuse a name, there is no hosted zone, the zone is private, or a
            name lies outside of it.

    See https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **options: Unpack[CertificateProps]) -> None:
        super().__init__(scope, id)
        domain, others = options["domain_name"], options.get("subject_alternative_names") or []
        zone = self._public_zone(options)
        check(
            self,
            length("domain_name", domain, 1, _LONGEST_FIRST_NAME),
            matches("domain_name", domain, HOST, HOST_WORDS),
            zone.outside("domain_name", domain),
            other_name_problems(others, zone),
            tag_problems(options.get("tags")),
        )
        self._resource = self._define(
            "aws_acm_certificate",
            {
                "domain_name": domain,
                "subject_alternative_names": list(dict.fromkeys(others)) or None,
                "validation_method": "DNS",
                "tags": options.get("tags"),
            },
            options,
            # what has the old one keeps it until there is a new one
            create_before_destroy=True,
        )
        self._validation = self._validated(self._records(zone, [domain, *others]), options)

    @property
    def certificate_arn(self) -> str:
        """The certificate's ARN, as a reference: what uses it is made after it is issued."""
        return str(self._validation.certificate_arn)

    @property
    def arn(self) -> str:
        """The same as `certificate_arn`."""
        return self.certificate_arn

    def _public_zone(self, options: CertificateProps) -> Zone:
        zone = zone_of(self, options)
        if zone is None:
            refuse(self, "hosted_zone", LEFT_OUT, _ZONES)
        if zone.private:
            refuse(self, "hosted_zone", "a private zone", f"{_ZONES}: ACM cannot read others")
        return zone

    def _records(self, zone: Zone, names: Sequence[str]) -> list[str]:
        """Make the records that prove the names, and return their full names."""
        proven: dict[str, str] = {}
        for position, name in enumerate(names):
            # which names share a record is not known of those that only Terraform knows
            part = position if unresolved(name) else name.removeprefix("*.")
            proven.setdefault(f"Record.{part}", name)
        return [self._record(zone, id, name) for id, name in proven.items()]

    def _record(self, zone: Zone, id: str, name: str) -> str:
        # inside an expression CDKTF writes a token without quotes, but the argument of a function
        # as it should be
        text = Fn.lower(name) if unresolved(name) else f'"{name}"'
        options = f"option in {self._resource.fqn}.domain_validation_options"
        # a set without an order: its entries can only be told apart by the name they are for
        wanted = f"option.domain_name == {text}"
        record = self._define(
            "aws_route53_record",
            {
                "zone_id": zone.zone_id,
                "name": f"${{one([for {options} : option.resource_record_name if {wanted}])}}",
                "type": "CNAME",
                "ttl": _TIME_TO_LIVE,
                "records": [
                    f"${{one([for {options} : option.resource_record_value if {wanted}])}}"
                ],
                # ACM asks the same record for every certificate of a name in an account
                "allow_overwrite": True,
            },
            id=id,
        )
        return str(record.fqdn)

    def _validated(self, records: Sequence[str], options: CertificateProps) -> Any:  # noqa: ANN401 - generated classes share no useful type
        region: ResourceOptions = {"region": options.get("region")}
        arguments = {"certificate_arn": self._resource.arn, "validation_record_fqdns": records}
        return self._define("aws_acm_certificate_validation", arguments, region, id="Validation")


def other_name_problems(names: Sequence[str], zone: Zone) -> Iterator[Problem]:
    """Refuse more names of a certificate that ACM would, and those outside of the zone."""
    for position, name in enumerate(names):
        option = f"subject_alternative_names[{position}]"
        if name.startswith("#{"):
            allowed = "text: the names are needed now, so no token for the list of them"
            yield Problem("subject_alternative_names", name, allowed)
            continue
        yield from length(option, name, 1, _LONGEST_NAME)
        yield from matches(option, name, HOST, HOST_WORDS)
        yield from zone.outside(option, name)
