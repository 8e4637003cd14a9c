"""Tests of VPC links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, VpcLink
from apigwv2_tf.constructs.vpc_link import vpc_link_of
from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf import Testing as Cdktf
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

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


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {},
            "subnets is left out, allowed: a list of at least one; or give the vpc they are in",
            id="nothing",
        ),
        pytest.param(
            {"vpc": "x"}, "vpc is 'x', allowed: ids such as vpc-0123abcd", id="id of a VPC"
        ),
        pytest.param(
            {"vpc": 1}, "vpc is 1, allowed: text or an object with id", id="type of a VPC"
        ),
        pytest.param(
            {"vpc": "vpc-1", "subnets": []},
            "subnets is [], allowed: at least one entry",
            id="no subnet of a VPC",
        ),
        pytest.param(
            {"subnets": ["subnet-1"], "create_security_group": True},
            "vpc is left out, "
            "allowed: a VPC for the security group, because create_security_group is True",
            id="security group nowhere",
        ),
    ],
)
def test_where_a_link_leads(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """A link needs subnets, or a VPC that has some."""
    with pytest.raises(OptionError) as refused:
        VpcLink(stack, "Inside", **options)

    assert str(refused.value) == f"orders/Inside: {told}"


def own_vpc(stack: TerraformStack) -> Vpc:
    """Define a VPC with two private subnets and a public one, and a subnet of another VPC."""
    vpc = Vpc(stack, "Vpc", cidr_block="10.0.0.0/16")
    other = Vpc(stack, "Other", cidr_block="10.1.0.0/16")
    Subnet(stack, "A", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
    Subnet(stack, "B", vpc_id=vpc.id, cidr_block="10.0.2.0/24", map_public_ip_on_launch=False)
    Subnet(stack, "P", vpc_id=vpc.id, cidr_block="10.0.3.0/24", map_public_ip_on_launch=True)
    Subnet(stack, "O", vpc_id=other.id, cidr_block="10.1.1.0/24")
    return vpc


def test_subnets_of_a_vpc_of_the_stack(stack: TerraformStack, synthesized: Synthesized) -> None:
    """They are those that the stack defines, as AWS may not have them yet when it is asked."""
    vpc = own_vpc(stack)
    VpcLink(stack, "Inside", vpc=vpc, logical_id="link")
    Subnet(stack, "Later", vpc_id=vpc.id, cidr_block="10.0.4.0/24")

    found = synthesized()
    assert found["resource"]["aws_apigatewayv2_vpc_link"]["link"]["subnet_ids"] == [
        "${aws_subnet.A.id}",
        "${aws_subnet.B.id}",
        "${aws_subnet.Later.id}",
    ]
    assert "data" not in found


def test_vpc_of_the_stack_without_private_subnets(stack: TerraformStack) -> None:
    """There is nowhere to lead to: AWS CDK says so too, where the link is made."""
    VpcLink(stack, "Inside", vpc=Vpc(stack, "Vpc", cidr_block="10.0.0.0/16"))
    with pytest.raises(RuntimeError) as refused:
        Cdktf.synth(stack, True)  # noqa: FBT003 - CDKTF's signature

    assert (
        "[orders/Inside] subnets is left out, allowed: a list of ids, "
        "because the stack defines no subnets without public addresses in orders/Vpc"
    ) in str(refused.value)


@pytest.mark.parametrize("as_text", [True, False], ids=["text", "object"])
def test_subnets_of_a_vpc_that_exists(
    stack: TerraformStack, synthesized: Synthesized, *, as_text: bool
) -> None:
    """They are looked up; AWS CDK looks for subnets with a way out, which Terraform cannot see."""
    vpc = "vpc-1" if as_text else DataAwsVpc(stack, "Vpc", default=True)
    VpcLink(stack, "Inside", vpc=vpc, logical_id="link")

    found = synthesized()
    ((address, source),) = found["data"]["aws_subnets"].items()
    assert address == "Inside_Subnets_E85C6558"
    assert source["filter"] == [
        {"name": "vpc-id", "values": ["vpc-1" if as_text else "${data.aws_vpc.Vpc.id}"]},
        {"name": "map-public-ip-on-launch", "values": ["false"]},
    ]
    link = found["resource"]["aws_apigatewayv2_vpc_link"]["link"]
    assert link["subnet_ids"] == f"${{data.aws_subnets.{address}.ids}}"


def test_vpc_that_exists_without_private_subnets(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """Terraform says in the plan that there is nowhere to lead to."""
    VpcLink(stack, "Inside", vpc="vpc-1")

    (source,) = synthesized()["data"]["aws_subnets"].values()
    assert source["lifecycle"]["postcondition"] == [
        {
            "condition": "${length(self.ids) > 0}",
            "error_message": "the VPC has no subnets without public addresses; "
            "give the VPC link its subnets",
        }
    ]


def test_vpc_beside_subnets(stack: TerraformStack, synthesized: Synthesized) -> None:
    """With subnets nothing is looked up."""
    link = VpcLink(stack, "Inside", vpc="vpc-1", subnets=["subnet-1"], logical_id="link")

    found = synthesized()
    assert found["resource"]["aws_apigatewayv2_vpc_link"]["link"]["subnet_ids"] == ["subnet-1"]
    assert "data" not in found
    assert link.vpc == "vpc-1"


def test_vpc_of_another_stack(app: App, stack: TerraformStack, synthesized: Synthesized) -> None:
    """The other stack is applied before, so its subnets can be looked up."""
    vpc = own_vpc(TerraformStack(app, "network"))
    VpcLink(stack, "Inside", vpc=vpc)

    assert list(synthesized()["data"]) == ["aws_subnets"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(
            {"subnets": ["subnet-1"]},
            ["subnet-1", "subnet-2", "subnet-3"],
            id="known",
        ),
        pytest.param(
            {"vpc": "vpc-1"},
            "${concat(concat(data.aws_subnets.Inside_Subnets_E85C6558.ids, "
            '["subnet-2"]), ["subnet-3"])}',
            id="looked up",
        ),
    ],
)
def test_subnets_that_are_added(
    stack: TerraformStack, block: Block, options: dict[str, Any], expected: object
) -> None:
    """More subnets can be added at any time."""
    link = VpcLink(stack, "Inside", **options)
    link.add_subnets("subnet-2")
    link.add_subnets("subnet-3")

    assert block("aws_apigatewayv2_vpc_link")["subnet_ids"] == expected


def test_subnets_that_are_added_to_those_of_the_stack(stack: TerraformStack, block: Block) -> None:
    """They stand beside those that are collected, and are enough where there are none."""
    AwsProvider(stack, "Aws")
    link = VpcLink(stack, "Inside", vpc=Vpc(stack, "Vpc", cidr_block="10.0.0.0/16"))
    link.add_subnets("subnet-2", Subnet(stack, "More", vpc_id="vpc-2"))

    assert block("aws_apigatewayv2_vpc_link")["subnet_ids"] == [
        "subnet-2",
        "${aws_subnet.More.id}",
    ]
    assert Cdktf.synth(stack, True)  # noqa: FBT003 - CDKTF's signature


def test_lists_of_subnets_that_only_terraform_knows(stack: TerraformStack, block: Block) -> None:
    """Several of them are joined by Terraform."""
    lists = [
        TerraformVariable(stack, name, type="list(string)").list_value for name in ("One", "Two")
    ]
    link = VpcLink(stack, "Inside", subnets=[*lists[0], "subnet-1"])
    link.add_subnets(*lists[1])

    assert block("aws_apigatewayv2_vpc_link")["subnet_ids"] == (
        '${concat(concat(var.One, ["subnet-1"]), var.Two)}'
    )


def test_security_groups_that_are_added(stack: TerraformStack, block: Block) -> None:
    """More security groups can be added at any time."""
    link = VpcLink(stack, "Inside", subnets=["subnet-1"])
    link.add_security_groups("sg-1", SecurityGroup(stack, "Group"))

    found = block("aws_apigatewayv2_vpc_link")["security_group_ids"]
    assert found == ["sg-1", "${aws_security_group.Group.id}"]


@pytest.mark.parametrize(
    ("add", "told"),
    [
        pytest.param(
            lambda link: link.add_subnets("x"),
            "subnets is 'x', allowed: ids such as subnet-0123abcd",
            id="subnet",
        ),
        pytest.param(
            lambda link: link.add_security_groups("x"),
            "security_groups is 'x', allowed: ids such as sg-0123abcd",
            id="security group",
        ),
    ],
)
def test_what_cannot_be_added(
    stack: TerraformStack, add: Callable[[VpcLink], None], told: str
) -> None:
    """What is added is checked as what is given."""
    link = VpcLink(stack, "Inside", subnets=["subnet-1"])
    with pytest.raises(OptionError) as refused:
        add(link)

    assert str(refused.value) == f"orders/Inside: {told}"


def test_security_group_of_its_own(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The link can have a security group that lets everything out, and says which one it is."""
    link = VpcLink(
        stack,
        "Inside",
        vpc="vpc-1",
        subnets=["subnet-1"],
        security_groups=["sg-1"],
        create_security_group=True,
        tags={"team": "a"},
        logical_id="link",
    )
    TerraformOutput(stack, "Group", value=link.security_group.id)

    found = synthesized()
    ((address, group),) = found["resource"]["aws_security_group"].items()
    assert address == "Inside_SecurityGroup_22A1D438"
    assert group == {
        "name_prefix": "vpc-link-",
        "description": "VPC link of API Gateway",
        "vpc_id": "vpc-1",
        "tags": {"team": "a"},
        "lifecycle": {"create_before_destroy": True},
    }
    reference = f"${{aws_security_group.{address}.id}}"
    rule = {"security_group_id": reference, "ip_protocol": "-1", "tags": {"team": "a"}}
    assert found["resource"]["aws_vpc_security_group_egress_rule"] == {
        "Inside_EgressIPv4_A2C10C2E": {**rule, "cidr_ipv4": "0.0.0.0/0"},
        "Inside_EgressIPv6_6FEF4F76": {**rule, "cidr_ipv6": "::/0"},
    }
    link_block = found["resource"]["aws_apigatewayv2_vpc_link"]["link"]
    assert link_block["security_group_ids"] == ["sg-1", reference]
    assert found["output"]["Group"]["value"] == reference


@pytest.mark.parametrize("options", [{}, {"create_security_group": False}], ids=["left out", "no"])
def test_no_security_group(
    stack: TerraformStack, synthesized: Synthesized, options: dict[str, Any]
) -> None:
    """Without being asked the link makes none, as in AWS CDK."""
    link = VpcLink(stack, "Inside", vpc="vpc-1", subnets=["subnet-1"], **options)

    assert list(synthesized()["resource"]) == ["aws_apigatewayv2_vpc_link"]
    assert link.security_group is None


def test_link_that_is_shared(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An API has one link into a VPC, whichever way the VPC is written."""
    vpc = own_vpc(stack)
    links = [vpc_link_of(stack, vpc=vpc), vpc_link_of(stack, vpc=vpc.id)]

    assert links[0] is links[1]
    assert list(synthesized()["resource"]["aws_apigatewayv2_vpc_link"]) == ["VpcLinkVpc_F8C44863"]


def test_address_of_a_shared_link_does_not_depend_on_the_order(stack: TerraformStack) -> None:
    """It names the VPC, where AWS CDK counts."""
    text = TerraformVariable(stack, "Id", type="string").string_value
    vpcs: list[Any] = ["vpc-1", own_vpc(stack), DataAwsVpc(stack, "Data", default=True), text]

    assert [vpc_link_of(stack, vpc=vpc).node.id for vpc in vpcs] == [
        "VpcLink.vpc-1",
        "VpcLink.Vpc",
        "VpcLink.data.aws_vpc.Data",
        "VpcLink.var.Id",
    ]


def test_shared_link_into_a_vpc_of_another_stack(app: App, stack: TerraformStack) -> None:
    """A VPC of the same name in another stack is another VPC."""
    here = vpc_link_of(stack, vpc=own_vpc(stack))
    there = vpc_link_of(stack, vpc=own_vpc(TerraformStack(app, "network")))

    assert here is not there


def test_name_of_a_vpc_that_no_id_can_be(stack: TerraformStack) -> None:
    """What stands in the way of an id is replaced, and told apart by more."""
    module = "${module.network.vpcs[0].id}"
    other = "${module.network.vpcs.0.id}"

    assert [vpc_link_of(stack, vpc=vpc).node.id for vpc in (module, other)] == [
        "VpcLink.module.network.vpcs.0.ddb2b0ae",
        "VpcLink.module.network.vpcs.0",
    ]


def test_options_of_a_shared_link(stack: TerraformStack, block: Block) -> None:
    """The link has the options of the first call; later calls need none, or the same."""
    options: Any = {"subnets": ["subnet-1"], "vpc_link_name": "inside"}
    link = vpc_link_of(stack, vpc="vpc-1", **options)

    assert link is vpc_link_of(stack, vpc="vpc-1")
    assert link is vpc_link_of(stack, vpc="vpc-1", **options)
    assert block("aws_apigatewayv2_vpc_link")["name"] == "inside"


def test_same_references_of_a_shared_link(stack: TerraformStack) -> None:
    """A reference is the same however often it is read, for one subnet and for a list of them."""
    vpc = DataAwsVpc(stack, "Vpc", default=True)
    subnets = DataAwsSubnets(stack, "Subnets")
    group = SecurityGroup(stack, "Group")
    links = [
        vpc_link_of(stack, vpc=vpc, subnets=subnets.ids, security_groups=[group.id, "sg-1"])
        for _ in range(2)
    ]

    assert links[0] is links[1]


def test_other_options_of_a_shared_link(stack: TerraformStack) -> None:
    """Options that would be lost are refused; AWS CDK loses them."""
    vpc_link_of(stack, vpc="vpc-1")
    with pytest.raises(OptionError) as refused:
        vpc_link_of(stack, vpc="vpc-1", security_groups=["sg-1"])

    assert str(refused.value) == (
        "orders: vpc is 'vpc-1', allowed: a VPC without a link yet, "
        "or the options of orders/VpcLink.vpc-1; "
        "make that link first, or call its add_subnets() and add_security_groups()"
    )


def test_shared_link_to_nowhere(stack: TerraformStack) -> None:
    """A shared link is shared by its VPC, so that one is needed."""
    with pytest.raises(OptionError) as refused:
        vpc_link_of(stack, subnets=["subnet-1"])

    assert str(refused.value) == (
        "orders: vpc is left out, allowed: a VPC, as an object with an id or as its id"
    )


def test_vpc_of_a_link_without_one(stack: TerraformStack) -> None:
    """What was not given is refused where it is read."""
    link = VpcLink(stack, "Inside", subnets=["subnet-1"])
    with pytest.raises(OptionError) as refused:
        _ = link.vpc

    assert str(refused.value) == (
        "orders/Inside: vpc is left out, allowed: a value, where it is read; "
        "give the VPC link its VPC"
    )


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


def test_imported_link_with_its_vpc(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A link that is defined elsewhere can bring its VPC, as in AWS CDK, and defines nothing."""
    link = VpcLink.from_vpc_link_attributes(stack, "Old", vpc_link_id="v1", vpc="vpc-1")

    assert (link.vpc_link_id, link.vpc) == ("v1", "vpc-1")
    assert "resource" not in synthesized()


def test_imported_link_without_its_vpc(stack: TerraformStack) -> None:
    """What was not given is refused where it is read."""
    link = VpcLink.from_vpc_link_id(stack, "Old", "v1")
    with pytest.raises(OptionError) as refused:
        _ = link.vpc

    assert str(refused.value) == (
        "orders/Old: vpc is left out, allowed: a value, where it is read; give the VPC link its VPC"
    )


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
