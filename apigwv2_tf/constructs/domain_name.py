"""
Custom domain names.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
and https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NoReturn

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, length, matches, refuse, whole_seconds
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._types import as_struct, checked
from apigwv2_tf.constructs.certificate import HOST, HOST_WORDS, Certificate, other_name_problems
from apigwv2_tf.constructs.domain_name_endpoint import Endpoint, arn_of, endpoint_of
from apigwv2_tf.constructs.domain_name_options import (
    DomainNameAttributes,
    DomainNameProps,
    EndpointOptions,
    MTLSConfig,
)
from apigwv2_tf.constructs.hosted_zone import Zone, zone_of
from apigwv2_tf.constructs.references import DomainNameReference
from apigwv2_tf.errors import LEFT_OUT, Problem, UnsupportedOptionError
from apigwv2_tf.terms import EndpointType
from typing_extensions import Unpack

_MOST_SECONDS = 86_400
_RECORD_TYPES = ("A", "AAAA")


class DomainName(ApiGatewayConstruct):
    """
    Serve APIs under a domain name of your own.

    Defines one ``aws_apigatewayv2_domain_name``. In a hosted zone of Route 53 also an
    ``aws_route53_record`` for A and one for AAAA that lead to it; and, where no certificate is
    given, what a `Certificate` defines. Without a zone the certificate is needed, and the record
    that leads to `regional_domain_name` is yours to make.

    Args:
        options: See `DomainNameProps`, `EndpointOptions` and `HostedZoneOptions`.

    Raises:
        OptionError: If API Gateway would refuse an option, there is neither a certificate nor a
            public hosted zone, or the name lies outside of the zone.

        UnsupportedOptionError: If an option is given that the provider lacks: an edge-optimized
            endpoint, a certificate name, several configurations.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **options: Unpack[DomainNameProps]) -> None:
        super().__init__(scope, id)
        self._name_text = options["domain_name"]
        self._mtls = mtls = as_struct(MTLSConfig, options.get("mtls"))
        endpoint = endpoint_of(self, options)
        zone = zone_of(self, options)
        check(
            self,
            length("domain_name", self._name_text, 1, 512),
            matches("domain_name", self._name_text, HOST, HOST_WORDS),
            mtls.problems("mtls") if mtls else (),
            tag_problems(options.get("tags")),
            whole_seconds("create_timeout", options.get("create_timeout"), 1, _MOST_SECONDS),
            whole_seconds("update_timeout", options.get("update_timeout"), 1, _MOST_SECONDS),
            _certificate_problems(endpoint, zone, options),
            _zone_problems(zone, options),
        )
        certificate_arn = arn_of(endpoint.given.certificate_arn)
        if certificate_arn is None and zone is not None:
            certificate_arn = self._certificate(zone, options).certificate_arn
        self._resource = self._define(
            "aws_apigatewayv2_domain_name",
            {
                "domain_name": self._name_text,
                "domain_name_configuration": endpoint.block(self, str(certificate_arn)),
                "mutual_tls_authentication": mtls and mtls.arguments(),
                "tags": options.get("tags"),
                "timeouts": _timeouts(options),
            },
            options,
        )
        if zone is not None and options.get("create_dns_records") is not False:
            self._lead_here(zone, options)

    @property
    def domain_name(self) -> str:
        """The name, as a reference: what uses it is made after the domain name."""
        return str(self._resource.domain_name)

    @property
    def name(self) -> str:
        """The same as `domain_name`."""
        return self.domain_name

    @property
    def domain_name_ref(self) -> DomainNameReference:
        """A reference to the domain name, as AWS CDK has it."""
        return DomainNameReference(domain_name=self.domain_name, domain_name_arn=self.arn)

    @property
    def domain_name_text(self) -> str:
        """The name as it was given."""
        return self._name_text

    @property
    def mtls(self) -> MTLSConfig | None:
        """Which client certificates are accepted; None where callers need none."""
        return self._mtls

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

    @checked
    def add_endpoint(self, **options: Unpack[EndpointOptions]) -> NoReturn:
        """
        Not available: Terraform's provider takes one endpoint for a domain name.

        Args:
            options: See `EndpointOptions`.

        Raises:
            UnsupportedOptionError: Always.
        """
        endpoint = options.get("endpoint_type") or EndpointType.REGIONAL
        allowed = "no more endpoints: Terraform's AWS provider takes one for a domain name"
        fix = "give the options of that one to the domain name"
        problem = Problem("endpoint_type", endpoint, allowed, fix)
        raise UnsupportedOptionError(self.node.path, [problem])

    @staticmethod
    def from_domain_name_attributes(
        scope: Construct, id: str, **attributes: Unpack[DomainNameAttributes]
    ) -> ImportedDomainName:
        """
        Refer to a domain name that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            attributes: See `DomainNameAttributes`.

        Raises:
            OptionError: If the name is left out.
        """
        return ImportedDomainName(scope, id, **attributes)

    def _certificate(self, zone: Zone, options: DomainNameProps) -> Certificate:
        return Certificate(
            self,
            "Certificate",
            domain_name=self._name_text,
            subject_alternative_names=options.get("subject_alternative_names"),
            hosted_zone=zone,
            tags=options.get("tags"),
            region=options.get("region"),
        )

    def _lead_here(self, zone: Zone, options: DomainNameProps) -> None:
        """Make the records that lead clients to the domain name."""
        configuration = self._resource.domain_name_configuration
        alias = {
            "name": configuration.target_domain_name,
            "zone_id": configuration.hosted_zone_id,
            "evaluate_target_health": False,
        }
        for type_ in dict.fromkeys(options.get("record_types") or _RECORD_TYPES):
            self._define(
                "aws_route53_record",
                {"zone_id": zone.zone_id, "name": self._name_text, "type": type_, "alias": alias},
                id=f"Record.{type_}",
            )


class ImportedDomainName(ApiGatewayConstruct):
    """
    A domain name that is defined elsewhere.

    Args:
        attributes: See `DomainNameAttributes`.

    Raises:
        OptionError: If the name is left out.
    """

    @checked
    def __init__(
        self, scope: Construct, id: str, **attributes: Unpack[DomainNameAttributes]
    ) -> None:
        super().__init__(scope, id)
        name, text = attributes.get("name"), attributes.get("domain_name")
        if name is not None and text is not None:
            refuse(self, "domain_name", text, "nothing: name is given", "leave one out")
        given = text if name is None else name
        if given is None:
            refuse(self, "name", LEFT_OUT, "text")
        check(self, length("name" if text is None else "domain_name", given, 1, 512))
        self.domain_name = given
        self.domain_name_text = given
        self._attributes = attributes
        self._arn: str | None = None

    @property
    def name(self) -> str:
        """The name."""
        return self.domain_name

    @property
    def domain_name_ref(self) -> DomainNameReference:
        """A reference to the domain name, as AWS CDK has it; asks for `arn`."""
        return DomainNameReference(domain_name=self.domain_name, domain_name_arn=self.arn)

    @property
    def regional_domain_name(self) -> str:
        """The name that a DNS record leads to."""
        return self._known("regional_domain_name", self._attributes.get("regional_domain_name"))

    @property
    def regional_hosted_zone_id(self) -> str:
        """The hosted zone of `regional_domain_name`, for an alias record."""
        known = self._attributes.get("regional_hosted_zone_id")
        return self._known("regional_hosted_zone_id", known)

    @property
    def arn(self) -> str:
        """The domain name's ARN: in the provider's region, and with no account in it."""
        if self._arn is None:
            partition = self._define("aws_partition", {}, data=True, id="Partition")
            region = self._define("aws_region", {}, data=True, id="Region")
            where = f"arn:{partition.partition}:apigateway:{region.id}::"
            self._arn = f"{where}/domainnames/{self.domain_name}"
        return self._arn

    def _known(self, option: str, value: str | None) -> str:
        if value is None:
            fix = "give it to DomainName.from_domain_name_attributes()"
            refuse(self, option, LEFT_OUT, "a value, where it is read", fix)
        return value


def _certificate_problems(
    endpoint: Endpoint, zone: Zone | None, options: DomainNameProps
) -> Iterator[Problem]:
    names, option = options.get("subject_alternative_names"), endpoint.certificate_option
    if endpoint.given.certificate_arn is not None:
        if names is not None:
            allowed = f"nothing: {option} is given, so no certificate is made"
            yield Problem("subject_alternative_names", names, allowed)
    elif zone is None:
        allowed = "a certificate: Terraform's AWS provider needs one"
        yield Problem(option, LEFT_OUT, allowed, "or give a hosted_zone, and one is made")
    elif zone.private:
        allowed = "a certificate: none can be made in a private zone, which ACM cannot read"
        yield Problem(option, LEFT_OUT, allowed)
    else:
        yield from other_name_problems(names or [], zone)


def _zone_problems(zone: Zone | None, options: DomainNameProps) -> Iterator[Problem]:
    wanted, types = options.get("create_dns_records"), options.get("record_types")
    if zone is None and (wanted or types is not None):
        option = "record_types" if types is not None else "create_dns_records"
        allowed = f"a zone for the records, because {option} is given"
        yield Problem("hosted_zone", LEFT_OUT, allowed)
    if types is not None and wanted is False:
        yield Problem("record_types", types, "nothing: create_dns_records is False")
    if types is not None and (not types or not set(types) <= set(_RECORD_TYPES)):
        yield Problem("record_types", types, f"a list of {' and '.join(_RECORD_TYPES)}")
    if zone is not None:
        yield from zone.outside("domain_name", options["domain_name"])


def _seconds(duration: timedelta | None) -> str | None:
    return None if duration is None else f"{int(duration.total_seconds())}s"


def _timeouts(options: DomainNameProps) -> dict[str, Any] | None:
    timeouts = {
        "create": _seconds(options.get("create_timeout")),
        "update": _seconds(options.get("update_timeout")),
    }
    return {name: value for name, value in timeouts.items() if value is not None} or None
