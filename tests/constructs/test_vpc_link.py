"""Tests of VPC links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, VpcLink
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]


def test_smallest_link(stack: TerraformStack, block: Block) -> None:
    """A link with only subnets is named like its id and has no security group."""
    VpcLink(stack, "Inside", subnets=["subnet-1"])

    found = block("aws_apigatewayv2_vpc_link")
    assert {name: value for name, value in found.items() if name != "//"} == {
        "name": "Inside",
        "subnet_ids": ["subnet-1"],
        "security_group_ids": [],
        "lifecycle": {"create_before_destroy": True},
    }


def test_subnets_and_groups_as_objects(stack: TerraformStack, block: Block) -> None:
    """Subnets and security groups can be any objects with an id, mixed with texts."""
    VpcLink(
        stack,
        "Inside",
        subnets=[Subnet(stack, "Subnet", vpc_id="vpc-1"), "subnet-2"],
        security_groups=[SecurityGroup(stack, "Group"), "sg-2"],
    )

    found = block("aws_apigatewayv2_vpc_link")
    assert found["subnet_ids"] == ["${aws_subnet.Subnet.id}", "subnet-2"]
    assert found["security_group_ids"] == ["${aws_security_group.Group.id}", "sg-2"]


def test_name_and_tags(stack: TerraformStack, block: Block) -> None:
    """Name and tags can be chosen."""
    VpcLink(stack, "Inside", subnets=["subnet-1"], vpc_link_name="x y", tags={"team": "a"})

    found = block("aws_apigatewayv2_vpc_link")
    assert found["name"] == "x y"
    assert found["tags"] == {"team": "a"}


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    ids = TerraformVariable(stack, "Ids", type="list(string)").list_value
    text = TerraformVariable(stack, "Text", type="string").string_value
    VpcLink(stack, "Inside", subnets=ids, security_groups=ids, vpc_link_name=text)

    found = block("aws_apigatewayv2_vpc_link")
    assert found["subnet_ids"] == found["security_group_ids"] == "${var.Ids}"
    assert found["name"] == "${var.Text}"


def test_trap_link_in_use_is_replaced_before_it_is_deleted(
    stack: TerraformStack, block: Block
) -> None:
    """The new link is made first, because integrations still use the old one."""
    VpcLink(stack, "Inside", subnets=["subnet-1"])

    assert block("aws_apigatewayv2_vpc_link")["lifecycle"] == {"create_before_destroy": True}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"subnets": []}, "subnets is [], allowed: at least one entry", id="no subnet"),
        pytest.param(
            {"subnets": ["vpc-1"]},
            "subnets is 'vpc-1', allowed: ids such as subnet-0123abcd",
            id="no id of a subnet",
        ),
        pytest.param(
            {"security_groups": [""]},
            "security_groups is '', allowed: ids such as sg-0123abcd",
            id="empty id of a group",
        ),
        pytest.param(
            {"subnets": "subnet-1"},
            "subnets is 'subnet-1', allowed: a list of text or an object with id",
            id="no list",
        ),
        pytest.param(
            {"subnets": [None]},
            "subnets is [None], allowed: a list of text or an object with id",
            id="nothing in the list",
        ),
        pytest.param(
            {"vpc_link_name": ""},
            "vpc_link_name is '', allowed: 1 to 128 characters",
            id="empty name",
        ),
        pytest.param(
            {"vpc_link_name": "n" * 129},
            f"vpc_link_name is '{'n' * 78}…, allowed: 1 to 128 characters; it has 129",
            id="long name",
        ),
        pytest.param(
            {"tags": {"": "x"}},
            "tags key is '', allowed: 1 to 128 characters, not starting with aws:",
            id="tag",
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        VpcLink(stack, "Inside", **{"subnets": ["subnet-1"], **options})

    assert str(refused.value) == f"orders/Inside: {told}"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Id and ARN are references."""
    link = VpcLink(stack, "Inside", subnets=["subnet-1"], logical_id="link")
    TerraformOutput(stack, "Id", value=link.vpc_link_id)
    TerraformOutput(stack, "Arn", value=link.arn)

    found = synthesized()["output"]
    assert found["Id"]["value"] == "${aws_apigatewayv2_vpc_link.link.id}"
    assert found["Arn"]["value"] == "${aws_apigatewayv2_vpc_link.link.arn}"


def test_imported_link(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A link that is defined elsewhere is known by its id, and defines nothing."""
    assert VpcLink.from_vpc_link_id(stack, "Old", "v1").vpc_link_id == "v1"
    assert "resource" not in synthesized()


def test_link_that_is_looked_up(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A link can be read from AWS by its id, with its subnets and security groups."""
    link = VpcLink.from_lookup(stack, "Old", vpc_link_id="v1", logical_id="old")
    TerraformOutput(stack, "Id", value=link.vpc_link_id)
    TerraformOutput(stack, "Subnets", value=link.subnet_ids)
    TerraformOutput(stack, "Groups", value=link.security_group_ids)

    found = synthesized()
    assert found["data"]["aws_apigatewayv2_vpc_link"]["old"]["vpc_link_id"] == "v1"
    source = "data.aws_apigatewayv2_vpc_link.old"
    assert [found["output"][name]["value"] for name in ("Id", "Subnets", "Groups")] == [
        f"${{{source}.id}}",
        f"${{tolist({source}.subnet_ids)}}",
        f"${{tolist({source}.security_group_ids)}}",
    ]


def test_imported_link_of_a_wrong_type(stack: TerraformStack) -> None:
    """The id of a link is text."""
    with pytest.raises(OptionError) as refused:
        VpcLink.from_vpc_link_id(stack, "Old", None)  # type: ignore[arg-type]

    assert str(refused.value) == "orders/Old: vpc_link_id is None, allowed: text"
