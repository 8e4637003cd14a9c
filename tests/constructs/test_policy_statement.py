"""Tests of policy statements, of their JSON text, and of the policy of a role."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, PolicyStatement, RolePolicy, policy_document
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

_ORDERS = "arn:aws:execute-api:eu-west-1:123456789012:a1/*/GET/orders"
_BOOKS = "arn:aws:execute-api:eu-west-1:123456789012:a1/*/GET/books"


def _statement(**options: Any) -> PolicyStatement:  # noqa: ANN401 - wrong ones too
    given = {"actions": ["execute-api:Invoke"], "resources": [_ORDERS], **options}
    return PolicyStatement(**given)


def test_smallest_statement() -> None:
    """A statement allows, and has no id; what there is one of is no list."""
    assert _statement().to_json() == {
        "Effect": "Allow",
        "Action": "execute-api:Invoke",
        "Resource": _ORDERS,
    }


def test_statement_with_everything() -> None:
    """Effect and id can be given; several actions and resources keep their order."""
    statement = _statement(
        sid="No1",
        effect="Deny",
        actions=["sqs:SendMessage", "sqs:*", "*"],
        resources=[_ORDERS, _BOOKS, "*"],
    )

    assert statement.to_json() == {
        "Sid": "No1",
        "Effect": "Deny",
        "Action": ["sqs:SendMessage", "sqs:*", "*"],
        "Resource": [_ORDERS, _BOOKS, "*"],
    }


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"actions": []}, "actions is [], allowed: at least one entry", id="no action"),
        pytest.param(
            {"actions": ["invoke"]},
            "actions is 'invoke', allowed: actions such as execute-api:Invoke",
            id="no service",
        ),
        pytest.param(
            {"resources": []}, "resources is [], allowed: at least one entry", id="no resource"
        ),
        pytest.param(
            {"resources": ["a1/*/GET/orders"]},
            "resources is 'a1/*/GET/orders', allowed: ARNs or *",
            id="no ARN",
        ),
        pytest.param(
            {"effect": "allow"}, "effect is 'allow', allowed: Allow, Deny", id="unknown effect"
        ),
        pytest.param(
            {"sid": "not-1"}, "sid is 'not-1', allowed: letters and digits", id="sid with a dash"
        ),
        pytest.param({"sid": ""}, "sid is '', allowed: letters and digits", id="empty sid"),
        pytest.param(
            {"actions": "execute-api:Invoke"},
            "actions is 'execute-api:Invoke', allowed: a list of text",
            id="no list",
        ),
    ],
)
def test_what_iam_refuses(options: dict[str, Any], told: str) -> None:
    """What IAM would refuse is refused where the statement is written."""
    with pytest.raises(OptionError) as refused:
        _statement(**options)

    assert str(refused.value) == f"PolicyStatement: {told}"


def test_document_of_two_statements() -> None:
    """The text is a whole policy, with the statements in their order."""
    document = json.loads(policy_document(_statement(), _statement(effect="Deny")))

    assert document["Version"] == "2012-10-17"
    assert [part["Effect"] for part in document["Statement"]] == ["Allow", "Deny"]


def test_references_in_a_document_resolve(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What only Terraform knows is not checked, and stays a reference in the text."""
    action = TerraformVariable(stack, "Action", type="string").string_value
    arns = TerraformVariable(stack, "Arns", type="list(string)")
    parts = [IamRole(stack, "Caller", assume_role_policy="{}").arn, arns.list_value[0]]
    text = policy_document(_statement(actions=[action], resources=[parts[0]], sid=action))
    TerraformOutput(stack, "Text", value=text)

    found = json.loads(synthesized()["output"]["Text"]["value"])["Statement"]
    assert found == [
        {
            "Sid": "${var.Action}",
            "Effect": "Allow",
            "Action": "${var.Action}",
            "Resource": "${aws_iam_role.Caller.arn}",
        }
    ]


def test_trap_variables_of_iam_reach_iam() -> None:
    """IAM's own variables look like Terraform's, which would evaluate them."""
    text = policy_document(_statement(resources=["arn:aws:s3:::box/${aws:username}/*"]))

    assert '"arn:aws:s3:::box/$${aws:username}/*"' in text


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        pytest.param([], "statements is (), allowed: at least one entry", id="none"),
        pytest.param(
            [_statement(sid="A"), _statement(sid="A", effect="Deny")],
            "sid is 'A', allowed: one that no other statement of the policy has",
            id="sid twice",
        ),
    ],
)
def test_document_iam_refuses(statements: list[PolicyStatement], told: str) -> None:
    """A document without a statement, or with an id twice, is refused."""
    with pytest.raises(OptionError) as refused:
        policy_document(*statements)

    assert str(refused.value) == f"policy_document: {told}"


def test_policy_of_a_role(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A policy stands inside a role; Terraform chooses its name."""
    RolePolicy(stack, "May", role="caller", statements=[_statement()])

    found = synthesized()["resource"]["aws_iam_role_policy"]["May_2F30A07D"]
    assert {name: value for name, value in found.items() if name != "//"} == {
        "role": "caller",
        "policy": policy_document(_statement()),
    }


def test_policy_grows(stack: TerraformStack, block: Block) -> None:
    """A statement that is added stands behind the others; the same one changes nothing."""
    policy = RolePolicy(stack, "May", role="caller", statements=[_statement()])
    for _ in range(2):
        policy.add_statement(_statement(resources=[_BOOKS]))
        policy.add_statement(_statement())

    found = json.loads(block("aws_iam_role_policy")["policy"])["Statement"]
    assert [part["Resource"] for part in found] == [_ORDERS, _BOOKS]
    assert [part.resources for part in policy.statements] == [[_ORDERS], [_BOOKS]]


def test_trap_same_reference_read_twice_is_one_statement(
    stack: TerraformStack, block: Block
) -> None:
    """CDKTF marks a reference anew each time it is read; the statement is the same all the same."""
    role = IamRole(stack, "Caller", assume_role_policy="{}")
    policy = RolePolicy(stack, "May", role=role.name, statements=[_statement(resources=[role.arn])])
    policy.add_statement(_statement(resources=[role.arn]))

    found = json.loads(block("aws_iam_role_policy")["policy"])["Statement"]
    assert [part["Resource"] for part in found] == ["${aws_iam_role.Caller.arn}"]
    assert block("aws_iam_role_policy")["role"] == "${aws_iam_role.Caller.name}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"statements": []}, "statements is [], allowed: at least one entry", id="no statement"
        ),
        *(
            pytest.param(
                {"role": role},
                f"role is {role!r}, allowed: a role's name, no ARN: 1 to 64 letters, digits and "
                "_ + = , . @ -",
                id=id,
            )
            for id, role in {
                "empty name of a role": "",
                "blank": " ",
                "any role": "*",
                "ARN of a role": "arn:aws:iam::123456789012:role/caller",
                "long name of a role": "r" * 65,
            }.items()
        ),
        pytest.param(
            {"statements": [_statement(sid="A"), _statement(sid="A", effect="Deny")]},
            "sid is 'A', allowed: one that no other statement of the policy has",
            id="sid twice",
        ),
    ],
)
def test_policy_iam_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """A policy that IAM would refuse is refused at once."""
    with pytest.raises(OptionError) as refused:
        RolePolicy(stack, "May", **{"role": "caller", "statements": [_statement()], **options})

    assert str(refused.value) == f"orders/May: {told}"


def test_added_statement_with_a_used_sid(stack: TerraformStack) -> None:
    """An id that the policy has is refused for another statement, and changes nothing."""
    policy = RolePolicy(stack, "May", role="caller", statements=[_statement(sid="A")])

    with pytest.raises(OptionError) as refused:
        policy.add_statement(_statement(sid="A", effect="Deny"))
    assert str(refused.value) == (
        "orders/May: sid is 'A', allowed: one that no other statement of the policy has"
    )
    assert len(policy.statements) == 1


def test_longest_name_of_a_role(stack: TerraformStack, block: Block) -> None:
    """IAM takes 64 characters, some signs among them."""
    name = "Caller_+=,.@-".ljust(64, "r")
    RolePolicy(stack, "May", role=name, statements=[_statement()])

    assert block("aws_iam_role_policy")["role"] == name


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(
            [_statement()],
            f"{str([_statement()])[:79]}…, allowed: PolicyStatement(...); "
            "write policy_document(*statements)",
            id="list",
        ),
        pytest.param("text", "'text', allowed: PolicyStatement(...)", id="text"),
        pytest.param(None, "None, allowed: PolicyStatement(...)", id="nothing"),
    ],
)
def test_what_is_no_statement(given: Any, told: str) -> None:  # noqa: ANN401 - of any type
    """A document takes its statements one by one; all else is refused in words."""
    with pytest.raises(OptionError) as refused:
        policy_document(_statement(), given)

    assert str(refused.value) == f"policy_document: statements is {told}"
