"""Tests of custom domain names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    DomainName,
    DomainNameConfiguration,
    MTLSConfig,
    OptionError,
    UnsupportedOptionError,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

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
            "certificate is left out, allowed: a certificate: Terraform's AWS provider needs one",
            id="no certificate",
        ),
        pytest.param(
            {"domain_name_configurations": [DomainNameConfiguration()]},
            f"{ONE}.certificate_arn is left out, "
            "allowed: a certificate: Terraform's AWS provider needs one",
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


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What a DNS record needs are references."""
    name = define(stack, logical_id="name")
    for attribute in ("domain_name", "regional_domain_name", "regional_hosted_zone_id", "arn"):
        TerraformOutput(stack, attribute, value=getattr(name, attribute))

    where = "aws_apigatewayv2_domain_name.name"
    found = {name: output["value"] for name, output in synthesized()["output"].items()}
    assert found == {
        "domain_name": f"${{{where}.domain_name}}",
        "regional_domain_name": f"${{{where}.domain_name_configuration[0].target_domain_name}}",
        "regional_hosted_zone_id": f"${{{where}.domain_name_configuration[0].hosted_zone_id}}",
        "arn": f"${{{where}.arn}}",
    }
    assert name.domain_name_text == "api.example.com"


def test_imported_domain_name(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A domain name that is defined elsewhere is known by its name, and defines nothing."""
    found = DomainName.from_domain_name_attributes(stack, "Old", domain_name="api.example.com")

    assert found.domain_name == "api.example.com"
    assert "resource" not in synthesized()
