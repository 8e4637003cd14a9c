"""Tests of custom domain names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Certificate,
    DomainName,
    DomainNameConfiguration,
    EndpointType,
    IpAddressType,
    MTLSConfig,
    OptionError,
    SecurityPolicy,
    UnsupportedOptionError,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]
    Blocks = Callable[[str], list[dict[str, Any]]]

ARN = "arn:aws:acm:eu-west-1:1:certificate/c"
OWNER = "arn:aws:acm:eu-west-1:1:certificate/owner"
DEFAULT = {
    "certificate_arn": ARN,
    "endpoint_type": "REGIONAL",
    "security_policy": "TLS_1_2",
    "ip_address_type": "ipv4",
}


def define(stack: TerraformStack, **options: Any) -> DomainName:  # noqa: ANN401
    """Define a domain name."""
    has_own = "domain_name_configurations" in options
    short = {} if has_own else {"certificate": ARN}
    return DomainName(stack, "Name", **{"domain_name": "api.example.com", **short, **options})


def test_smallest_domain_name(stack: TerraformStack, block: Block) -> None:
    """A name and a certificate are enough; what AWS would keep is stated."""
    define(stack)

    found = block("aws_apigatewayv2_domain_name")
    assert {name: value for name, value in found.items() if name != "//"} == {
        "domain_name": "api.example.com",
        "domain_name_configuration": DEFAULT,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(
            {"domain_name": "*.example.com"}, {"domain_name": "*.example.com"}, id="wildcard"
        ),
        pytest.param(
            {
                "endpoint_type": EndpointType.REGIONAL,
                "security_policy": SecurityPolicy.TLS_1_2,
                "ip_address_type": IpAddressType.DUAL_STACK,
            },
            {"domain_name_configuration": {**DEFAULT, "ip_address_type": "dualstack"}},
            id="endpoint in keywords",
        ),
        pytest.param(
            {"ownership_certificate": OWNER, "mtls": {"bucket": "trust", "key": "store.pem"}},
            {
                "domain_name_configuration": {
                    **DEFAULT,
                    "ownership_verification_certificate_arn": OWNER,
                },
                "mutual_tls_authentication": {"truststore_uri": "s3://trust/store.pem"},
            },
            id="certificate of the owner",
        ),
        pytest.param(
            {"domain_name_configurations": [DomainNameConfiguration(certificate_arn=ARN)]},
            {"domain_name_configuration": DEFAULT},
            id="configuration",
        ),
        pytest.param(
            {
                "domain_name_configurations": [
                    DomainNameConfiguration(
                        certificate_arn=ARN,
                        endpoint_type="REGIONAL",
                        security_policy="TLS_1_2",
                        ip_address_type="dualstack",
                        ownership_verification_certificate_arn=OWNER,
                    )
                ]
            },
            {
                "domain_name_configuration": {
                    **DEFAULT,
                    "ip_address_type": "dualstack",
                    "ownership_verification_certificate_arn": OWNER,
                }
            },
            id="whole configuration",
        ),
        pytest.param(
            {"mtls": MTLSConfig(bucket="trust", key="store.pem")},
            {"mutual_tls_authentication": {"truststore_uri": "s3://trust/store.pem"}},
            id="client certificates",
        ),
        pytest.param(
            {"mtls": MTLSConfig(bucket="trust", key="store.pem", version="1")},
            {
                "mutual_tls_authentication": {
                    "truststore_uri": "s3://trust/store.pem",
                    "truststore_version": "1",
                }
            },
            id="version of the trust store",
        ),
        pytest.param({"tags": {"team": "a"}}, {"tags": {"team": "a"}}, id="tags"),
        pytest.param(
            {"create_timeout": timedelta(minutes=20)},
            {"timeouts": {"create": "1200s"}},
            id="time to make it",
        ),
        pytest.param(
            {"update_timeout": timedelta(hours=2)},
            {"timeouts": {"update": "7200s"}},
            id="time to change it",
        ),
    ],
)
def test_options(
    stack: TerraformStack, block: Block, options: dict[str, Any], expected: dict[str, Any]
) -> None:
    """An option that is given is written."""
    define(stack, **options)

    assert block("aws_apigatewayv2_domain_name").items() >= expected.items()


def test_certificate_as_an_object(stack: TerraformStack, block: Block) -> None:
    """The certificate can be any object with an ARN."""
    certificate = AcmCertificate(stack, "Certificate", domain_name="api.example.com")
    define(stack, certificate=certificate)

    found = block("aws_apigatewayv2_domain_name")["domain_name_configuration"]
    assert found["certificate_arn"] == "${aws_acm_certificate.Certificate.arn}"


def test_trap_certificate_is_validated_first(stack: TerraformStack, block: Block) -> None:
    """The certificate can be that of its validation, which the name then waits for."""
    validation = AcmCertificateValidation(stack, "Valid", certificate_arn=ARN)
    define(stack, certificate=validation.certificate_arn)

    found = block("aws_apigatewayv2_domain_name")["domain_name_configuration"]
    assert found["certificate_arn"] == "${aws_acm_certificate_validation.Valid.certificate_arn}"


def test_trap_address_type_is_not_reset(stack: TerraformStack, block: Block) -> None:
    """The kind of addresses is stated when it is left out, because AWS would keep the old one."""
    define(stack)

    found = block("aws_apigatewayv2_domain_name")["domain_name_configuration"]
    assert found["ip_address_type"] == "ipv4"


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    define(
        stack,
        domain_name=text,
        domain_name_configurations=[
            DomainNameConfiguration(
                certificate_arn=text,
                endpoint_type=text,
                security_policy=text,
                ip_address_type=text,
                ownership_verification_certificate_arn=text,
            )
        ],
        mtls=MTLSConfig(bucket=text, key=text, version=text),
    )

    found = block("aws_apigatewayv2_domain_name")
    assert found["domain_name"] == "${var.Text}"
    assert set(found["domain_name_configuration"].values()) == {"${var.Text}"}
    assert found["mutual_tls_authentication"] == {
        "truststore_uri": "s3://${var.Text}/${var.Text}",
        "truststore_version": "${var.Text}",
    }


ONE = "domain_name_configurations[0]"
HOST = "allowed: a lower-case host name such as api.example.com"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"domain_name": ""},
            "domain_name is '', allowed: 1 to 512 characters\n"
            f"orders/Name: domain_name is '', {HOST}",
            id="no name",
        ),
        pytest.param(
            {"domain_name": "API.example.com"},
            f"domain_name is 'API.example.com', {HOST}",
            id="upper case",
        ),
        pytest.param(
            {"domain_name": "https://example.com"},
            f"domain_name is 'https://example.com', {HOST}",
            id="URL",
        ),
        pytest.param(
            {"domain_name": "a.*.com"}, f"domain_name is 'a.*.com', {HOST}", id="wildcard inside"
        ),
        pytest.param({"domain_name": "a..b"}, f"domain_name is 'a..b', {HOST}", id="empty part"),
        pytest.param(
            {"certificate": "c"},
            "certificate is 'c', allowed: the ARN of a certificate",
            id="certificate",
        ),
        pytest.param(
            {"certificate": None},
            "certificate is left out, allowed: a certificate: Terraform's AWS provider needs one; "
            "or give a hosted_zone, and one is made",
            id="no certificate",
        ),
        pytest.param(
            {"domain_name_configurations": [DomainNameConfiguration()]},
            f"{ONE}.certificate_arn is left out, "
            "allowed: a certificate: Terraform's AWS provider needs one; "
            "or give a hosted_zone, and one is made",
            id="configuration without a certificate",
        ),
        pytest.param(
            {
                "certificate": ARN,
                "domain_name_configurations": [DomainNameConfiguration(certificate_arn=ARN)],
            },
            f"certificate is {ARN!r}, allowed: nothing: domain_name_configurations is given; "
            "leave one out",
            id="two certificates",
        ),
        pytest.param(
            {
                "domain_name_configurations": [
                    DomainNameConfiguration(certificate_arn=ARN, ip_address_type="ipv6")
                ]
            },
            f"{ONE}.ip_address_type is 'ipv6', allowed: ipv4, dualstack",
            id="addresses",
        ),
        pytest.param(
            {
                "domain_name_configurations": [
                    DomainNameConfiguration(
                        certificate_arn=ARN, ownership_verification_certificate_arn="x"
                    )
                ]
            },
            f"{ONE}.ownership_verification_certificate_arn is 'x', "
            "allowed: the ARN of a certificate",
            id="certificate of the owner",
        ),
        pytest.param(
            {"mtls": MTLSConfig(bucket="s3://trust", key="store.pem")},
            "mtls.bucket is 's3://trust', allowed: a bucket's name",
            id="trust store",
        ),
        pytest.param(
            {"mtls": MTLSConfig(bucket="bucket", key="k", version="")},
            "mtls.version is '', allowed: 1 to 64 characters",
            id="version of the trust store",
        ),
        pytest.param(
            {"create_timeout": timedelta(0)},
            "create_timeout is datetime.timedelta(0), allowed: whole seconds, 1 to 86400",
            id="no time",
        ),
        pytest.param(
            {"update_timeout": timedelta(days=2)},
            "update_timeout is datetime.timedelta(days=2), allowed: whole seconds, 1 to 86400",
            id="too much time",
        ),
        pytest.param(
            {"tags": {"a": "v" * 257}},
            f"tags['a'] is '{'v' * 78}…, allowed: up to 256 characters",
            id="tag",
        ),
        pytest.param(
            {"ownership_certificate": OWNER},
            "mtls is left out, allowed: a value, because ownership_certificate is given; "
            "leave both out, or give both",
            id="certificate of the owner alone",
        ),
        pytest.param(
            {"ownership_certificate": "x", "mtls": MTLSConfig(bucket="trust", key="k")},
            "ownership_certificate is 'x', allowed: the ARN of a certificate",
            id="certificate of the owner in keywords",
        ),
        pytest.param(
            {"ip_address_type": "ipv6"},
            "ip_address_type is 'ipv6', allowed: ipv4, dualstack",
            id="addresses in keywords",
        ),
        pytest.param(
            {
                "ip_address_type": "ipv4",
                "domain_name_configurations": [DomainNameConfiguration(certificate_arn=ARN)],
            },
            "ip_address_type is 'ipv4', allowed: nothing: domain_name_configurations is given; "
            "leave one out",
            id="both forms",
        ),
        pytest.param(
            {"subject_alternative_names": ["example.com"]},
            "subject_alternative_names is ['example.com'], "
            "allowed: nothing: certificate is given, so no certificate is made",
            id="more names for nothing",
        ),
        pytest.param(
            {"create_dns_records": True},
            "hosted_zone is left out, "
            "allowed: a zone for the records, because create_dns_records is given",
            id="records nowhere",
        ),
        pytest.param(
            {"record_types": ["A"]},
            "hosted_zone is left out, "
            "allowed: a zone for the records, because record_types is given",
            id="types of records nowhere",
        ),
        pytest.param(
            {"hosted_zone": "Z1", "record_types": ["A"], "create_dns_records": False},
            "record_types is ['A'], allowed: nothing: create_dns_records is False",
            id="types of no records",
        ),
        pytest.param(
            {"hosted_zone": "Z1", "record_types": ["CNAME"]},
            "record_types is ['CNAME'], allowed: a list of A and AAAA",
            id="other type of record",
        ),
        pytest.param(
            {"hosted_zone": "Z1", "record_types": []},
            "record_types is [], allowed: a list of A and AAAA",
            id="no type of record",
        ),
        pytest.param(
            {"hosted_zone_name": "example.org"},
            "domain_name is 'api.example.com', allowed: a name in the hosted zone example.org",
            id="other zone",
        ),
        pytest.param(
            {"certificate": None, "hosted_zone_name": "example.com", "private_zone": True},
            "certificate is left out, allowed: "
            "a certificate: none can be made in a private zone, which ACM cannot read",
            id="private zone",
        ),
        pytest.param(
            {"certificate": None, "hosted_zone": "Z1", "subject_alternative_names": ["x"]},
            "subject_alternative_names[0] is 'x', "
            "allowed: a lower-case host name such as api.example.com",
            id="more names",
        ),
        pytest.param(
            {"tags": {"a": 1}}, "tags is {'a': 1}, allowed: a dict from text to text", id="number"
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        define(stack, **options)

    assert str(refused.value) == f"orders/Name: {told}"


@pytest.mark.parametrize(
    ("configurations", "told"),
    [
        pytest.param(
            [],
            "domain_name_configurations is '0 of them', "
            "allowed: one: Terraform's AWS provider has no more",
            id="none",
        ),
        pytest.param(
            [DomainNameConfiguration(certificate_arn=ARN)] * 2,
            "domain_name_configurations is '2 of them', "
            "allowed: one: Terraform's AWS provider has no more",
            id="two",
        ),
        pytest.param(
            [DomainNameConfiguration(certificate_arn=ARN, certificate_name="c")],
            f"{ONE}.certificate_name is 'c', "
            "allowed: nothing: Terraform's AWS provider has no argument for it",
            id="name of a certificate",
        ),
        pytest.param(
            [DomainNameConfiguration(certificate_arn=ARN, endpoint_type="EDGE")],
            f"{ONE}.endpoint_type is 'EDGE', "
            "allowed: REGIONAL: HTTP and WebSocket APIs have no other",
            id="trap: edge",
        ),
        pytest.param(
            [DomainNameConfiguration(certificate_arn=ARN, security_policy="TLS_1_0")],
            f"{ONE}.security_policy is 'TLS_1_0', "
            "allowed: TLS_1_2: HTTP and WebSocket APIs have no other",
            id="trap: old TLS",
        ),
    ],
)
def test_what_terraform_does_not_have(
    stack: TerraformStack, configurations: list[DomainNameConfiguration], told: str
) -> None:
    """What the provider has no argument for is refused as such."""
    with pytest.raises(UnsupportedOptionError) as refused:
        define(stack, domain_name_configurations=configurations)

    assert str(refused.value) == f"orders/Name: {told}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"certificate_name": "c"},
            "certificate_name is 'c', "
            "allowed: nothing: Terraform's AWS provider has no argument for it",
            id="name of a certificate",
        ),
        pytest.param(
            {"endpoint_type": EndpointType.EDGE},
            "endpoint_type is 'EDGE', allowed: REGIONAL: HTTP and WebSocket APIs have no other",
            id="edge",
        ),
        pytest.param(
            {"security_policy": SecurityPolicy.TLS_1_0},
            "security_policy is 'TLS_1_0', allowed: TLS_1_2: HTTP and WebSocket APIs have no other",
            id="old TLS",
        ),
    ],
)
def test_keyword_that_terraform_does_not_have(
    stack: TerraformStack, options: dict[str, Any], told: str
) -> None:
    """What the provider has no argument for is refused by the keyword that was given."""
    with pytest.raises(UnsupportedOptionError) as refused:
        define(stack, **options)

    assert str(refused.value) == f"orders/Name: {told}"


@pytest.mark.parametrize(
    ("options", "endpoint"),
    [
        pytest.param({"certificate": ARN}, "REGIONAL", id="regional"),
        pytest.param({"certificate": ARN, "endpoint_type": "EDGE"}, "EDGE", id="edge"),
    ],
)
def test_second_endpoint(stack: TerraformStack, options: dict[str, Any], endpoint: str) -> None:
    """A domain name has one endpoint in Terraform, so AWS CDK's way to a second is refused."""
    with pytest.raises(UnsupportedOptionError) as refused:
        define(stack).add_endpoint(**options)

    assert str(refused.value) == (
        f"orders/Name: endpoint_type is '{endpoint}', allowed: no more endpoints: "
        "Terraform's AWS provider takes one for a domain name; "
        "give the options of that one to the domain name"
    )


def test_name_is_needed(stack: TerraformStack) -> None:
    """A domain name has a name."""
    with pytest.raises(OptionError) as refused:
        DomainName(stack, "Name", certificate=ARN)  # type: ignore[call-arg]

    assert str(refused.value) == "orders/Name: domain_name is left out, allowed: text"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What a DNS record needs are references."""
    name = define(stack, logical_id="name")
    for attribute in (
        "domain_name",
        "name",
        "regional_domain_name",
        "regional_hosted_zone_id",
        "arn",
    ):
        TerraformOutput(stack, attribute, value=getattr(name, attribute))

    where = "aws_apigatewayv2_domain_name.name"
    found = {name: output["value"] for name, output in synthesized()["output"].items()}
    assert found == {
        "domain_name": f"${{{where}.domain_name}}",
        "name": f"${{{where}.domain_name}}",
        "regional_domain_name": f"${{{where}.domain_name_configuration[0].target_domain_name}}",
        "regional_hosted_zone_id": f"${{{where}.domain_name_configuration[0].hosted_zone_id}}",
        "arn": f"${{{where}.arn}}",
    }
    assert name.domain_name_text == "api.example.com"


@pytest.mark.parametrize("word", ["name", "domain_name"])
def test_imported_domain_name(stack: TerraformStack, synthesized: Synthesized, word: str) -> None:
    """A domain name that is defined elsewhere is known by its name, and defines nothing."""
    attributes: Any = {word: "api.example.com"}
    found = DomainName.from_domain_name_attributes(stack, "Old", **attributes)

    assert (found.name, found.domain_name) == ("api.example.com", "api.example.com")
    assert "resource" not in synthesized()


def test_imported_domain_name_with_what_a_record_needs(stack: TerraformStack) -> None:
    """What a DNS record needs can be given, as in AWS CDK."""
    found = DomainName.from_domain_name_attributes(
        stack,
        "Old",
        name="api.example.com",
        regional_domain_name="d-1.execute-api.eu-west-1.amazonaws.com",
        regional_hosted_zone_id="Z1",
    )

    assert found.regional_domain_name == "d-1.execute-api.eu-west-1.amazonaws.com"
    assert found.regional_hosted_zone_id == "Z1"


@pytest.mark.parametrize("attribute", ["regional_domain_name", "regional_hosted_zone_id"])
def test_imported_domain_name_without_what_a_record_needs(
    stack: TerraformStack, attribute: str
) -> None:
    """What was not given is refused where it is read."""
    found = DomainName.from_domain_name_attributes(stack, "Old", name="api.example.com")
    with pytest.raises(OptionError) as refused:
        getattr(found, attribute)

    assert str(refused.value) == (
        f"orders/Old: {attribute} is left out, allowed: a value, where it is read; "
        "give it to DomainName.from_domain_name_attributes()"
    )


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        pytest.param({}, "name is left out, allowed: text", id="none"),
        pytest.param(
            {"name": "a.example.com", "domain_name": "b.example.com"},
            "domain_name is 'b.example.com', allowed: nothing: name is given; leave one out",
            id="two",
        ),
        pytest.param({"name": ""}, "name is '', allowed: 1 to 512 characters", id="empty"),
    ],
)
def test_imported_domain_name_without_a_name(
    stack: TerraformStack, attributes: dict[str, str], told: str
) -> None:
    """A domain name that is defined elsewhere has one name."""
    with pytest.raises(OptionError) as refused:
        DomainName.from_domain_name_attributes(stack, "Old", **attributes)

    assert str(refused.value) == f"orders/Old: {told}"


def test_arn_of_an_imported_domain_name(stack: TerraformStack, synthesized: Synthesized) -> None:
    """It has no account in it, unlike AWS CDK's, whose ARN no policy matches; and is made once."""
    found = DomainName.from_domain_name_attributes(stack, "Old", name="api.example.com")
    TerraformOutput(stack, "Arn", value=found.arn)

    document = synthesized()
    assert found.arn == found.arn
    (partition,), (region,) = (document["data"][f"aws_{kind}"] for kind in ("partition", "region"))
    assert document["output"]["Arn"]["value"] == (
        f"arn:${{data.aws_partition.{partition}.partition}}:apigateway:"
        f"${{data.aws_region.{region}.id}}::/domainnames/api.example.com"
    )


def test_domain_in_one_call(stack: TerraformStack, synthesized: Synthesized) -> None:
    """With a zone, certificate and records are made, and the name waits for the certificate."""
    zone = Route53Zone(stack, "Zone", name="example.com")
    define(stack, certificate=None, hosted_zone=zone, tags={"team": "a"}, logical_id="name")

    found = synthesized()["resource"]
    (certificate,) = found["aws_acm_certificate"].values()
    assert (certificate["domain_name"], certificate["tags"]) == ("api.example.com", {"team": "a"})
    configuration = found["aws_apigatewayv2_domain_name"]["name"]["domain_name_configuration"]
    (validation,) = found["aws_acm_certificate_validation"]
    issued = f"${{aws_acm_certificate_validation.{validation}.certificate_arn}}"
    assert configuration == {**DEFAULT, "certificate_arn": issued}


def test_records_lead_to_the_domain_name(stack: TerraformStack, synthesized: Synthesized) -> None:
    """There is an alias record for IPv4 and one for IPv6, at addresses of their own."""
    define(stack, hosted_zone="Z1", logical_id="name")

    target = "aws_apigatewayv2_domain_name.name.domain_name_configuration[0]"
    expected = {
        "zone_id": "Z1",
        "name": "api.example.com",
        "alias": {
            "name": f"${{{target}.target_domain_name}}",
            "zone_id": f"${{{target}.hosted_zone_id}}",
            "evaluate_target_health": False,
        },
    }
    assert synthesized()["resource"]["aws_route53_record"] == {
        "Name_RecordA_5E5627AF": {**expected, "type": "A"},
        "Name_RecordAAAA_A5925DB7": {**expected, "type": "AAAA"},
    }


def test_certificate_that_is_given(stack: TerraformStack, synthesized: Synthesized) -> None:
    """With a certificate none is made, and the zone gets the records that lead to the name."""
    define(stack, hosted_zone="Z1")

    assert set(synthesized()["resource"]) == {"aws_apigatewayv2_domain_name", "aws_route53_record"}


def test_no_zone_no_records(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Without a zone there is the domain name alone, as in AWS CDK."""
    define(stack)

    assert set(synthesized()["resource"]) == {"aws_apigatewayv2_domain_name"}


@pytest.mark.parametrize(
    ("options", "types"),
    [
        pytest.param({"create_dns_records": False}, ["CNAME"], id="none"),
        pytest.param({"create_dns_records": True}, ["A", "AAAA", "CNAME"], id="asked for"),
        pytest.param({"record_types": ["AAAA"]}, ["AAAA", "CNAME"], id="one type"),
        pytest.param({"record_types": ["A", "A"]}, ["A", "CNAME"], id="one type twice"),
    ],
)
def test_types_of_records(
    stack: TerraformStack, blocks: Blocks, options: dict[str, Any], types: list[str]
) -> None:
    """The records that lead to the name can be chosen; the certificate has its own."""
    define(stack, certificate=None, hosted_zone="Z1", **options)

    assert sorted(record["type"] for record in blocks("aws_route53_record")) == types


def test_wildcard_in_one_call(stack: TerraformStack, blocks: Blocks) -> None:
    """A wildcard has a certificate, its name's one proof, and records of its own."""
    names = ["example.com"]
    wildcard = "*.example.com"
    define(
        stack,
        domain_name=wildcard,
        certificate=None,
        hosted_zone="Z1",
        subject_alternative_names=names,
    )

    (certificate,) = blocks("aws_acm_certificate")
    assert certificate["subject_alternative_names"] == names
    records = blocks("aws_route53_record")
    assert [record["name"] for record in records if record["type"] != "CNAME"] == [wildcard] * 2
    assert len(records) == 3


def test_private_zone(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A private zone holds the records that lead to the name; one look-up serves all."""
    define(stack, hosted_zone_name="example.com", private_zone=True)

    found = synthesized()
    ((address, zone),) = found["data"]["aws_route53_zone"].items()
    assert zone == {"name": "example.com", "private_zone": True}
    assert {record["zone_id"] for record in found["resource"]["aws_route53_record"].values()} == {
        f"${{data.aws_route53_zone.{address}.zone_id}}"
    }


def test_zone_is_looked_up_once(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The zone of the certificate's records and of the name's own is the same."""
    define(stack, certificate=None, hosted_zone_name="example.com")

    found = synthesized()
    assert list(found["data"]["aws_route53_zone"]) == ["Name_HostedZone_E3276ABF"]
    records = found["resource"]["aws_route53_record"].values()
    assert {record["zone_id"] for record in records} == {
        "${data.aws_route53_zone.Name_HostedZone_E3276ABF.zone_id}"
    }


def test_tokens_pass_in_one_call(stack: TerraformStack, blocks: Blocks) -> None:
    """Name and zone can be what only Terraform knows."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    define(stack, domain_name=text, certificate=None, hosted_zone_name=text)

    records = blocks("aws_route53_record")
    assert [record["name"] for record in records if record["type"] != "CNAME"] == [
        "${var.Text}"
    ] * 2


def test_certificate_of_several_names(stack: TerraformStack, blocks: Blocks) -> None:
    """One certificate can serve several domain names, which wait for it."""
    certificate = Certificate(stack, "Tls", domain_name="*.example.com", hosted_zone="Z1")
    DomainName(stack, "A", domain_name="a.example.com", certificate=certificate)
    DomainName(stack, "B", domain_name="b.example.com", certificate=certificate)

    arns = {
        found["domain_name_configuration"]["certificate_arn"]
        for found in blocks("aws_apigatewayv2_domain_name")
    }
    assert arns == {"${aws_acm_certificate_validation.Tls_Validation_0E6D9B3F.certificate_arn}"}


def test_validation_as_an_object(stack: TerraformStack, block: Block) -> None:
    """The provider's own validation of a certificate can be given as it is."""
    define(stack, certificate=AcmCertificateValidation(stack, "Valid", certificate_arn=ARN))

    found = block("aws_apigatewayv2_domain_name")["domain_name_configuration"]
    assert found["certificate_arn"] == "${aws_acm_certificate_validation.Valid.certificate_arn}"


def test_refused_name_can_be_corrected(stack: TerraformStack, blocks: Blocks) -> None:
    """A refusal, also one of the certificate inside, leaves nothing behind."""
    long = f"{'a' * 60}.example.com"
    with pytest.raises(OptionError) as refused:
        define(stack, domain_name=long, certificate=None, hosted_zone="Z1")
    define(stack, certificate=None, hosted_zone="Z1")

    assert str(refused.value) == (
        f"orders/Name/Certificate: domain_name is '{long}', allowed: 1 to 64 characters; it has 72"
    )
    assert len(blocks("aws_acm_certificate")) == 1
