"""Custom domain names and what leads from them to stages."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import CERTIFICATE, OWNERSHIP, ZONE
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, Differences, TerraformStack


class DomainNameWithoutOptions(Program):
    """A domain name, and what a DNS record needs of it."""

    def cdk(self, stack: CdkStack) -> None:
        domain = cdk.apigatewayv2.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
        )
        cdk_given.output(stack, "name", domain.name)
        cdk_given.output(stack, "target", domain.regional_domain_name)
        cdk_given.output(stack, "zone", domain.regional_hosted_zone_id)

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
        )
        given.output(stack, "name", domain.name)
        given.output(stack, "target", domain.regional_domain_name)
        given.output(stack, "zone", domain.regional_hosted_zone_id)


class MutualTls(Program):
    """Clients need a certificate too; every option of a domain name that Terraform has."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        names.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
            endpoint_type=names.EndpointType.REGIONAL,
            security_policy=names.SecurityPolicy.TLS_1_2,
            ip_address_type=names.IpAddressType.DUAL_STACK,
            ownership_certificate=cdk_given.certificate(stack, OWNERSHIP),
            mtls=names.MTLSConfig(bucket=cdk_given.bucket(stack), key="ca.pem", version="3"),
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=CERTIFICATE,
            endpoint_type=ours.EndpointType.REGIONAL,
            security_policy=ours.SecurityPolicy.TLS_1_2,
            ip_address_type=ours.IpAddressType.DUAL_STACK,
            ownership_certificate=OWNERSHIP,
            mtls=ours.MTLSConfig(bucket="trust", key="ca.pem", version="3"),
        )


class ApiMappings(Program):
    """Two APIs under one domain name: the default stage of one, and two levels of a path."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        domain = names.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
        )
        root = names.ApiMapping(
            stack, "Root", api=names.HttpApi(stack, "Books"), domain_name=domain
        )
        authors = names.HttpApi(stack, "Authors", create_default_stage=False)
        live = authors.add_stage("Live", stage_name="live")
        nested = names.ApiMapping(
            stack, "Nested", api=authors, domain_name=domain, stage=live, api_mapping_key="v1/who"
        )
        for name, mapping in {"root": root, "nested": nested}.items():
            cdk_given.output(stack, name, mapping.domain_url)

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
        )
        root = ours.ApiMapping(stack, "Root", api=ours.HttpApi(stack, "Books"), domain_name=domain)
        authors = ours.HttpApi(stack, "Authors", create_default_stage=False)
        live = authors.add_stage("Live", stage_name="live")
        nested = ours.ApiMapping(
            stack, "Nested", api=authors, domain_name=domain, stage=live, api_mapping_key="v1/who"
        )
        for name, mapping in {"root": root, "nested": nested}.items():
            given.output(stack, name, mapping.domain_url)


class ImportedDomainName(Program):
    """A path of a domain name that is defined elsewhere leads to the default stage."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        domain = names.DomainName.from_domain_name_attributes(
            stack,
            "Domain",
            name="api.example.com",
            regional_domain_name="d-01.execute-api.eu-west-1.amazonaws.com",
            regional_hosted_zone_id="Z01",
        )
        names.HttpApi(stack, "Books", default_domain_mapping={"domain_name": domain})
        imported = names.ApiMapping.from_api_mapping_attributes(
            stack, "Elsewhere", api_mapping_id="mapping1"
        )
        cdk_given.output(stack, "zone", domain.regional_hosted_zone_id)
        cdk_given.output(stack, "id", imported.api_mapping_id)

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName.from_domain_name_attributes(
            stack,
            "Domain",
            name="api.example.com",
            regional_domain_name="d-01.execute-api.eu-west-1.amazonaws.com",
            regional_hosted_zone_id="Z01",
        )
        ours.HttpApi(
            stack, "Books", default_domain_mapping=ours.DomainMappingOptions(domain_name=domain)
        )
        imported = ours.ApiMapping.from_api_mapping_attributes(
            stack, "Elsewhere", api_mapping_id="mapping1"
        )
        given.output(stack, "zone", domain.regional_hosted_zone_id)
        given.output(stack, "id", imported.api_mapping_id)


class DomainNameRecords(Program):
    """The zone of a domain name leads to it, for both kinds of addresses."""

    differences: ClassVar[Differences] = {
        "record A of api.example.com: alias.evaluate_target_health: AWS CDK nothing, here false": (
            "Terraform requires it; it is Route 53's default"
        ),
        (
            "record AAAA of api.example.com: alias.evaluate_target_health: AWS CDK nothing, here "
            "false"
        ): "Terraform requires it; it is Route 53's default",
    }

    def cdk(self, stack: CdkStack) -> None:
        zone = cdk_given.zone(stack)
        domain = cdk.apigatewayv2.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
        )
        target = cdk.route53.RecordTarget.from_alias(
            cdk.route53_targets.ApiGatewayv2DomainProperties(
                domain.regional_domain_name, domain.regional_hosted_zone_id
            )
        )
        cdk.route53.ARecord(stack, "A", zone=zone, record_name="api", target=target)
        cdk.route53.AaaaRecord(stack, "AAAA", zone=zone, record_name="api", target=target)

    def ours(self, stack: TerraformStack) -> None:
        ours.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=CERTIFICATE,
            hosted_zone=ZONE,
        )


class DomainNameCertificate(Program):
    """The certificate of a domain name is validated by its zone."""

    differences: ClassVar[Differences] = {
        (
            "certificate of api.example.com: domain_validation_options.domain_name: AWS CDK "
            '"api.example.com", here nothing'
        ): (
            "CloudFormation makes the record that validates a certificate, and waits; Terraform "
            "has resources for both"
        ),
        (
            "certificate of api.example.com: domain_validation_options.hosted_zone_id: AWS CDK "
            '"Z0123456789ABCDEF", here nothing'
        ): (
            "CloudFormation makes the record that validates a certificate, and waits; Terraform "
            "has resources for both"
        ),
        (
            "certificate of api.example.com: lifecycle.create_before_destroy: AWS CDK nothing, "
            "here true"
        ): "a domain name needs a certificate at any time; CloudFormation never destroys first",
        'certificate of api.example.com: tags.key: AWS CDK "Name", here nothing': (
            "AWS CDK tags certificates with the path of their construct"
        ),
        'certificate of api.example.com: tags.value: AWS CDK "orders/Certificate", here nothing': (
            "AWS CDK tags certificates with the path of their construct"
        ),
        (
            'domain name api.example.com: depends_on: only here: "record CNAME of certificate of '
            'api.example.com"'
        ): (
            "CloudFormation makes the record that validates a certificate, and waits; Terraform "
            "has resources for both"
        ),
        (
            'domain name api.example.com: depends_on: only here: "validation of certificate of '
            'api.example.com"'
        ): (
            "CloudFormation makes the record that validates a certificate, and waits; Terraform "
            "has resources for both"
        ),
        (
            'record CNAME of certificate of api.example.com: only here: {"allow_overwrite": '
            'true, "depends_on": ["certificate of api.example.com"], "name": "<certificate of '
            'api.example.com resource_record_name>", "records": ["<certificate of '
            'api.example.com resource_record_value>"], "ttl": 60, "type": "CNAME", "zone_id": '
            '"Z0123456789ABCDEF"}'
        ): (
            "CloudFormation makes the record that validates a certificate, and waits; Terraform "
            "has resources for both"
        ),
        (
            'validation of certificate of api.example.com: only here: {"certificate_arn": '
            '"<certificate of api.example.com arn>", "depends_on": ["certificate of '
            'api.example.com", "record CNAME of certificate of api.example.com"], '
            '"validation_record_fqdns": ["<record CNAME of certificate of api.example.com '
            'fqdn>"]}'
        ): (
            "CloudFormation makes the record that validates a certificate, and waits; Terraform "
            "has resources for both"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        manager = cdk.certificatemanager
        certificate = manager.Certificate(
            stack,
            "Certificate",
            domain_name="api.example.com",
            validation=manager.CertificateValidation.from_dns(cdk_given.zone(stack)),
        )
        cdk.apigatewayv2.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=certificate
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            hosted_zone=ZONE,
            create_dns_records=False,
        )
