"""Tests of the role that API Gateway acts as."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, PolicyStatement, ServiceRole
from apigwv2_tf.constructs.service_role import service_role
from cdktf import TerraformOutput, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

_SEND = PolicyStatement(
    actions=["sqs:SendMessage"], resources=["arn:aws:sqs:eu-west-1:123456789012:orders"]
)


def test_smallest_role(stack: TerraformStack, synthesized: Synthesized) -> None:
    """API Gateway may assume the role, and the role may do what its one policy says."""
    ServiceRole(stack, "Acts", statements=[_SEND])

    found = synthesized()["resource"]
    role = found["aws_iam_role"]["Acts_58412BC4"]
    assert {name for name in role if name != "//"} == {"assume_role_policy"}
    assert json.loads(role["assume_role_policy"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "apigateway.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    policy = found["aws_iam_role_policy"]["Acts_Policy_01DDD54C"]
    assert policy["role"] == "${aws_iam_role.Acts_58412BC4.name}"
    assert json.loads(policy["policy"])["Statement"] == [_SEND.to_json()]


def test_role_with_everything(stack: TerraformStack, block: Block) -> None:
    """Description, boundary and tags can be given."""
    boundary = "arn:aws:iam::123456789012:policy/edge"
    ServiceRole(
        stack,
        "Acts",
        statements=[_SEND],
        description="Sends orders",
        permissions_boundary=boundary,
        tags={"team": "a"},
    )

    found = block("aws_iam_role")
    assert found["description"] == "Sends orders"
    assert found["permissions_boundary"] == boundary
    assert found["tags"] == {"team": "a"}


def test_name_and_arn_are_references(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Terraform chooses the role's name, so name and ARN are known at apply only."""
    role = ServiceRole(stack, "Acts", statements=[_SEND], logical_id="acts")
    TerraformOutput(stack, "Name", value=role.name)
    TerraformOutput(stack, "Arn", value=role.arn)

    found = synthesized()["output"]
    assert found["Name"]["value"] == "${aws_iam_role.acts.name}"
    assert found["Arn"]["value"] == "${aws_iam_role.acts.arn}"


def test_role_of_an_integration(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What makes a role for itself has it at ``InvokeRole``."""
    role = service_role(stack, statements=[_SEND], description="Sends")

    assert role.node.path == "orders/InvokeRole"
    assert role.policy.node.path == "orders/InvokeRole/Policy"
    assert (
        synthesized()["resource"]["aws_iam_role"]["InvokeRole_C9AEA952"]["description"] == "Sends"
    )


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    ServiceRole(stack, "Acts", statements=[_SEND], permissions_boundary=text, description=text)

    found = block("aws_iam_role")
    assert found["permissions_boundary"] == found["description"] == "${var.Text}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"statements": []}, "statements is [], allowed: at least one entry", id="no statement"
        ),
        pytest.param(
            {"description": "d" * 1001},
            f"description is '{'d' * 78}…, allowed: 0 to 1000 characters; it has 1001",
            id="long description",
        ),
        pytest.param(
            {"permissions_boundary": "edge"},
            "permissions_boundary is 'edge', allowed: a policy's ARN",
            id="boundary without ARN",
        ),
        pytest.param(
            {"permissions_boundary": "*"},
            "permissions_boundary is '*', allowed: a policy's ARN",
            id="any boundary",
        ),
        pytest.param(
            {"permissions_boundary": "arn:aws:iam::123456789012:role/edge"},
            "permissions_boundary is 'arn:aws:iam::123456789012:role/edge', "
            "allowed: a policy's ARN",
            id="role for a boundary",
        ),
        pytest.param(
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag of AWS",
        ),
    ],
)
def test_what_iam_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that IAM would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        ServiceRole(stack, "Acts", **{"statements": [_SEND], **options})

    assert str(refused.value) == f"orders/Acts: {told}"


def test_boundary_of_aws_itself(stack: TerraformStack, block: Block) -> None:
    """A policy that AWS keeps can limit a role too."""
    boundary = "arn:aws:iam::aws:policy/PowerUserAccess"
    ServiceRole(stack, "Acts", statements=[_SEND], permissions_boundary=boundary)

    assert block("aws_iam_role")["permissions_boundary"] == boundary
