"""Tests of certificates that Route 53 validates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Certificate, OptionError
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_route53_zone import DataAwsRoute53Zone
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]
    Blocks = Callable[[str], list[dict[str, Any]]]


def define(stack: TerraformStack, **options: Any) -> Certificate:  # noqa: ANN401
    """Define a certificate, in a zone that is known by its id if nothing else is said."""
    has_zone = {"hosted_zone", "hosted_zone_name"} & options.keys()
    zone = {} if has_zone else {"hosted_zone": "Z0123456789"}
    return Certificate(
        stack, "Tls", **{"domain_name": "api.example.com", "logical_id": "tls", **zone, **options}
    )


def without_comment(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block without CDKTF's own remark."""
    return {name: value for name, value in block.items() if name != "//"}


def proof(part: str, text: str) -> str:
    """Return the expression that finds what ACM asks for a name."""
    options = "option in aws_acm_certificate.tls.domain_validation_options"
    return f"${{one([for {options} : option.{part} if option.domain_name == {text}])}}"


def test_smallest_certificate(stack: TerraformStack, block: Block) -> None:
    """A name is validated by DNS, and the old certificate stays until the new one is there."""
    define(stack)

    assert without_comment(block("aws_acm_certificate")) == {
        "domain_name": "api.example.com",
        "validation_method": "DNS",
        "lifecycle": {"create_before_destroy": True},
    }


def test_record_proves_the_name(stack: TerraformStack, block: Block) -> None:
    """The record is found by the name it is for: what ACM asks for is a set, known at apply."""
    define(stack)

    assert without_comment(block("aws_route53_record")) == {
        "zone_id": "Z0123456789",
        "name": proof("resource_record_name", '"api.example.com"'),
        "type": "CNAME",
        "ttl": 60,
        "records": [proof("resource_record_value", '"api.example.com"')],
        "allow_overwrite": True,
    }


def test_arn_waits_for_the_validation(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What uses the certificate is made after it is issued."""
    certificate = define(stack)
    TerraformOutput(stack, "Arn", value=certificate.arn)
    TerraformOutput(stack, "CertificateArn", value=certificate.certificate_arn)

    found = synthesized()
    ((address, validation),) = found["resource"]["aws_acm_certificate_validation"].items()
    assert validation["certificate_arn"] == "${aws_acm_certificate.tls.arn}"
    assert {output["value"] for output in found["output"].values()} == {
        f"${{aws_acm_certificate_validation.{address}.certificate_arn}}"
    }


def test_addresses(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The addresses name the certificate and the names it is for, not their order."""
    define(stack, logical_id=None, subject_alternative_names=["www.example.com"])

    found = synthesized()["resource"]
    assert {kind: sorted(blocks) for kind, blocks in found.items()} == {
        "aws_acm_certificate": ["Tls_841AEEF3"],
        "aws_acm_certificate_validation": ["Tls_Validation_0E6D9B3F"],
        "aws_route53_record": [
            "Tls_Recordapiexamplecom_B9052B97",
            "Tls_Recordwwwexamplecom_9D1EA3DC",
        ],
    }


@pytest.mark.parametrize(
    ("domain", "more", "expected"),
    [
        pytest.param("*.example.com", [], ["*.example.com"], id="wildcard"),
        pytest.param("example.com", ["*.example.com"], ["example.com"], id="wildcard beside"),
        pytest.param("*.example.com", ["example.com"], ["*.example.com"], id="wildcard first"),
        pytest.param("a.example.com", ["a.example.com"], ["a.example.com"], id="twice"),
        pytest.param(
            "a.example.com",
            ["*.b.example.com", "b.example.com"],
            ["a.example.com", "*.b.example.com"],
            id="several",
        ),
    ],
)
def test_records(
    stack: TerraformStack,
    synthesized: Synthesized,
    domain: str,
    more: list[str],
    expected: list[str],
) -> None:
    """Each name has one record; a name and the wildcard below it share theirs, as ACM says."""
    define(stack, domain_name=domain, subject_alternative_names=more)

    found = synthesized()["resource"]
    records = found["aws_route53_record"]
    names = [proof("resource_record_name", f'"{name}"') for name in expected]
    assert sorted(record["name"] for record in records.values()) == sorted(names)
    (validation,) = found["aws_acm_certificate_validation"].values()
    waits_for = {f"${{aws_route53_record.{address}.fqdn}}" for address in records}
    assert set(validation["validation_record_fqdns"]) == waits_for


def test_more_names(stack: TerraformStack, block: Block, blocks: Blocks) -> None:
    """More names are written once each."""
    names = ["www.example.com", "*.example.com", "www.example.com"]
    define(stack, subject_alternative_names=names)

    found = block("aws_acm_certificate")["subject_alternative_names"]
    assert found == ["www.example.com", "*.example.com"]


def test_tags(stack: TerraformStack, block: Block) -> None:
    """Tags can be given."""
    define(stack, tags={"team": "a"})

    assert block("aws_acm_certificate")["tags"] == {"team": "a"}


def test_tokens_pass(stack: TerraformStack, blocks: Blocks) -> None:
    """What only Terraform knows is not checked, and compared in lower case as ACM writes it."""
    host = TerraformVariable(stack, "Host", type="string").string_value
    more = [f"www.{host}"]
    define(stack, domain_name=host, subject_alternative_names=more, hosted_zone=host)

    found = blocks("aws_route53_record")
    assert {record["name"] for record in found} == {
        proof("resource_record_name", "lower(var.Host)"),
        proof("resource_record_name", 'lower("www.${var.Host}")'),
    }
    assert {record["zone_id"] for record in found} == {"${var.Host}"}


def test_zone_as_an_object(stack: TerraformStack, block: Block) -> None:
    """The zone can be any object with its id."""
    define(stack, hosted_zone=Route53Zone(stack, "Zone", name="example.com"))

    assert block("aws_route53_record")["zone_id"] == "${aws_route53_zone.Zone.zone_id}"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({}, {"name": "example.com"}, id="name"),
        pytest.param(
            {"private_zone": False}, {"name": "example.com", "private_zone": False}, id="public"
        ),
    ],
)
def test_zone_that_is_looked_up(
    stack: TerraformStack,
    synthesized: Synthesized,
    options: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    """The zone can be named, and is found by a data source then."""
    define(stack, hosted_zone_name="example.com", **options)

    found = synthesized()
    ((address, zone),) = found["data"]["aws_route53_zone"].items()
    (record,) = found["resource"]["aws_route53_record"].values()
    assert without_comment(zone) == expected
    assert address == "Tls_HostedZone_E294A442"
    assert record["zone_id"] == f"${{data.aws_route53_zone.{address}.zone_id}}"


def test_zone_that_is_known_by_its_id_is_not_looked_up(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """With an id there is no data source."""
    define(stack)

    assert "data" not in synthesized()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"hosted_zone": None},
            "hosted_zone is left out, allowed: "
            "a public hosted zone, as hosted_zone or hosted_zone_name",
            id="no zone",
        ),
        pytest.param(
            {"hosted_zone": "example.com"},
            "hosted_zone is 'example.com', allowed: a zone's id, such as Z0123456789; "
            "a zone's name goes into hosted_zone_name",
            id="name as an id",
        ),
        pytest.param(
            {"hosted_zone": 1},
            "hosted_zone is 1, allowed: text or an object with zone_id",
            id="no zone at all",
        ),
        pytest.param(
            {"hosted_zone_name": "Example com"},
            "hosted_zone_name is 'Example com', allowed: a zone's name, such as example.com",
            id="name of a zone",
        ),
        pytest.param(
            {"hosted_zone": "Z1", "hosted_zone_name": "example.com"},
            "hosted_zone_name is 'example.com', allowed: nothing: hosted_zone is given; "
            "leave one out",
            id="two zones",
        ),
        pytest.param(
            {"hosted_zone": None, "private_zone": False},
            "hosted_zone is left out, allowed: "
            "a zone, because private_zone says something about it",
            id="word about no zone",
        ),
        pytest.param(
            {"hosted_zone_name": "example.com", "private_zone": True},
            "hosted_zone is 'a private zone', allowed: a public hosted zone, as hosted_zone or "
            "hosted_zone_name: ACM cannot read others",
            id="private zone",
        ),
        pytest.param(
            {"hosted_zone_name": "example.org."},
            "domain_name is 'api.example.com', allowed: a name in the hosted zone example.org",
            id="zone of another name",
        ),
        pytest.param(
            {"hosted_zone_name": "ple.com"},
            "domain_name is 'api.example.com', allowed: a name in the hosted zone ple.com",
            id="zone of half a name",
        ),
        pytest.param(
            {
                "hosted_zone_name": "example.com",
                "subject_alternative_names": ["www.example.com", "www.example.org"],
            },
            "subject_alternative_names[1] is 'www.example.org', "
            "allowed: a name in the hosted zone example.com",
            id="more names elsewhere",
        ),
        pytest.param(
            {"domain_name": "API.example.com"},
            "domain_name is 'API.example.com', "
            "allowed: a lower-case host name such as api.example.com",
            id="upper case",
        ),
        pytest.param(
            {"domain_name": f"{'a' * 60}.example.com"},
            f"domain_name is '{'a' * 60}.example.com', allowed: 1 to 64 characters; it has 72",
            id="long name",
        ),
        pytest.param(
            {"subject_alternative_names": [""]},
            "subject_alternative_names[0] is '', allowed: 1 to 253 characters\n"
            "orders/Tls: subject_alternative_names[0] is '', "
            "allowed: a lower-case host name such as api.example.com",
            id="empty name",
        ),
        pytest.param(
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag",
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that AWS would refuse at apply, or wait for in vain, are refused at once."""
    with pytest.raises(OptionError) as refused:
        define(stack, **options)

    assert str(refused.value) == f"orders/Tls: {told}"


def test_list_of_names_that_only_terraform_knows(stack: TerraformStack) -> None:
    """Each name has a record of its own, so the list of them is needed now."""
    names = TerraformVariable(stack, "Names", type="list(string)").list_value
    with pytest.raises(OptionError) as refused:
        define(stack, subject_alternative_names=names)

    assert str(refused.value).startswith("orders/Tls: subject_alternative_names is '#{TfToken[")
    assert str(refused.value).endswith(
        "allowed: text: the names are needed now, so no token for the list of them"
    )


@pytest.mark.parametrize("source", [True, False], ids=["data source", "resource"])
def test_zone_that_is_seen_to_be_private(stack: TerraformStack, *, source: bool) -> None:
    """ACM reads public zones only: a validation in another would be waited for in vain."""
    zone = (
        DataAwsRoute53Zone(stack, "Zone", name="example.com", private_zone=True)
        if source
        else Route53Zone(stack, "Zone", name="example.com", vpc=[Route53ZoneVpc(vpc_id="vpc-1")])
    )
    with pytest.raises(OptionError) as refused:
        define(stack, hosted_zone=zone)

    assert str(refused.value) == (
        "orders/Tls: hosted_zone is 'a private zone', allowed: a public hosted zone, "
        "as hosted_zone or hosted_zone_name: ACM cannot read others"
    )


def test_name_outside_of_the_zone_of_the_program(stack: TerraformStack) -> None:
    """The name of a zone that the program defines is compared too."""
    zone = Route53Zone(stack, "Zone", name="example.org")
    with pytest.raises(OptionError) as refused:
        define(stack, hosted_zone=zone)

    assert str(refused.value) == (
        "orders/Tls: domain_name is 'api.example.com', "
        "allowed: a name in the hosted zone example.org"
    )
