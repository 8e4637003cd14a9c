"""Tests of grants: which role gets which policy, where it stands and what it is called."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import LambdaTarget, OptionError, PolicyStatement, ServiceRole, VpcLink
from apigwv2_tf.constructs.grants import grant
from cdktf import App, Fn, TerraformStack, TerraformVariable
from cdktf import Testing as Synth
from cdktf_cdktf_provider_aws.data_aws_iam_role import DataAwsIamRole
from cdktf_cdktf_provider_aws.data_aws_lambda_function import DataAwsLambdaFunction
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_user import IamUser
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import IGrantable

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

_ROLE = "arn:aws:iam::123456789012:role"
_ORDERS = PolicyStatement(actions=["execute-api:Invoke"], resources=["*"])
_DELETE = PolicyStatement(actions=["execute-api:Invoke"], resources=["*"], sid="Delete")


@pytest.fixture
def link(stack: TerraformStack) -> VpcLink:
    """Return something that a role can be granted."""
    return VpcLink(stack, "Link", subnets=["subnet-1"])


@pytest.fixture
def role(stack: TerraformStack) -> IamRole:
    """Return a role of the provider's own class."""
    return IamRole(stack, "Caller", assume_role_policy="{}")


@dataclass
class _Wrapped:
    """Something of the user's own that acts as a role."""

    role: str | IamRole


def _policies(stack: TerraformStack) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(Synth.synth(stack))
    found: dict[str, Any] = document.get("resource", {}).get("aws_iam_role_policy", {})
    return found


def _role_function(stack: TerraformStack, id: str, role: str) -> LambdaFunction:
    return LambdaFunction(stack, id, function_name="orders", role=role)


def test_grant_to_a_role(
    stack: TerraformStack, link: VpcLink, role: IamRole, synthesized: Synthesized
) -> None:
    """A grant puts one policy with its statement into the role, beside what is granted."""
    made = grant(link, "Use", role, _ORDERS)

    found = synthesized()["resource"]["aws_iam_role_policy"]["Link_UseCaller_6C370086"]
    assert found["role"] == "${aws_iam_role.Caller.name}"
    assert json.loads(found["policy"])["Statement"] == [_ORDERS.to_json()]
    assert made.statement == _ORDERS
    assert made.policy.node.path == "orders/Link/Use.Caller"


@pytest.mark.parametrize(
    ("grantee", "name", "id"),
    [
        pytest.param("caller", "caller", "Use.caller", id="name"),
        pytest.param(f"{_ROLE}/caller", "caller", "Use.caller", id="ARN"),
        pytest.param(f"{_ROLE}/team/a/caller", "caller", "Use.caller", id="ARN with a path"),
        pytest.param("a+b=c,d.e@f_-", "a+b=c,d.e@f_-", "Use.a+b=c,d.e@f_-", id="all characters"),
        pytest.param(_Wrapped("caller"), "caller", "Use.caller", id="something with a name"),
        pytest.param(_Wrapped(f"{_ROLE}/caller"), "caller", "Use.caller", id="with an ARN"),
        pytest.param(
            SimpleNamespace(name="caller", arn=f"{_ROLE}/caller"),
            "caller",
            "Use.caller",
            id="an object like a role",
        ),
        pytest.param(
            SimpleNamespace(role_arn=f"{_ROLE}/caller"), "caller", "Use.caller", id="with role_arn"
        ),
    ],
)
def test_grantee_known_now(
    link: VpcLink, block: Block, grantee: IGrantable, name: str, id: str
) -> None:
    """A role that exists already is found by its name, which is the end of its ARN."""
    made = grant(link, "Use", grantee, _ORDERS)

    assert block("aws_iam_role_policy")["role"] == name
    assert made.policy.node.id == id


@pytest.mark.parametrize(
    ("grantee_of", "name", "id"),
    [
        pytest.param(
            lambda _, role: role.arn,
            "${basename(aws_iam_role.Caller.arn)}",
            "Use.aws_iam_role.Caller.arn",
            id="ARN of a role",
        ),
        pytest.param(
            lambda _, role: role.name,
            "${aws_iam_role.Caller.name}",
            "Use.aws_iam_role.Caller.name",
            id="name of a role",
        ),
        pytest.param(
            lambda stack, _: TerraformVariable(stack, "Role", type="string").string_value,
            "${basename(var.Role)}",
            "Use.var.Role",
            id="variable",
        ),
        pytest.param(
            lambda *_: "${var.Role}", "${basename(var.Role)}", "Use.var.Role", id="hand-written"
        ),
        pytest.param(
            lambda *_: "${local.path}/${var.Role}",
            '${basename("${local.path}/${var.Role}")}',
            "Use.local.path.var.Role",
            id="hand-written in two parts",
        ),
        pytest.param(
            lambda stack, _: (
                f"arn:aws:iam::{TerraformVariable(stack, 'Id').string_value}:role/a/caller"
            ),
            "caller",
            "Use.arn.aws.iam.var.Id.role.a.caller",
            id="ARN with an unknown account",
        ),
        pytest.param(
            lambda stack, _: DataAwsIamRole(stack, "Found", name="caller"),
            "${data.aws_iam_role.Found.name}",
            "Use.Found",
            id="looked up",
        ),
        pytest.param(
            lambda stack, role: _role_function(stack, "Backend", role.arn),
            "${basename(aws_iam_role.Caller.arn)}",
            "Use.Backend",
            id="function",
        ),
        pytest.param(
            lambda stack, _: _role_function(stack, "Backend", f"{_ROLE}/a/caller"),
            "caller",
            "Use.Backend",
            id="function with a known role",
        ),
        pytest.param(
            lambda stack, _: DataAwsLambdaFunction(stack, "Backend", function_name="orders"),
            "${basename(data.aws_lambda_function.Backend.role)}",
            "Use.Backend",
            id="function that is looked up",
        ),
        pytest.param(
            lambda stack, role: SfnStateMachine(stack, "Steps", definition="{}", role_arn=role.arn),
            "${basename(aws_iam_role.Caller.arn)}",
            "Use.Steps",
            id="state machine",
        ),
        pytest.param(
            lambda stack, _: ServiceRole(stack, "Acts", statements=[_ORDERS], logical_id="acts"),
            "${aws_iam_role.acts.name}",
            "Use.Acts",
            id="role of API Gateway",
        ),
        pytest.param(
            lambda _, role: _Wrapped(role),
            "${aws_iam_role.Caller.name}",
            "Use.aws_iam_role.Caller.name",
            id="something with a role",
        ),
    ],
)
def test_grantee_known_at_apply(  # noqa: PLR0917 - pytest gives them by name
    stack: TerraformStack,
    link: VpcLink,
    role: IamRole,
    grantee_of: Callable[[TerraformStack, IamRole], IGrantable],
    name: str,
    id: str,
) -> None:
    """A role that the program makes or looks up is named by reference, whatever it is given by."""
    made = grant(link, "Use", grantee_of(stack, role), _ORDERS)

    (found,) = [block for key, block in _policies(stack).items() if key.startswith("Link_Use")]
    assert found["role"] == name
    assert made.policy.node.id == id


def test_same_role_twice_is_one_policy(link: VpcLink, role: IamRole, block: Block) -> None:
    """Granting the same again changes nothing; what differs is added to the policy."""
    policies = [
        grant(link, "Use", role, statement).policy for statement in (_ORDERS, _DELETE, _ORDERS)
    ]

    found = json.loads(block("aws_iam_role_policy")["policy"])["Statement"]
    assert found == [_ORDERS.to_json(), _DELETE.to_json()]
    assert policies == [policies[0]] * 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(lambda _: "caller", lambda _: f"{_ROLE}/a/caller", id="name and ARN"),
        pytest.param(lambda role: role.arn, lambda role: role.arn, id="reference read twice"),
    ],
)
def test_trap_same_role_in_two_words(
    link: VpcLink,
    role: IamRole,
    blocks: BlocksOf,
    first: Callable[[IamRole], IGrantable],
    second: Callable[[IamRole], IGrantable],
) -> None:
    """Name and ARN mean one role, and so does a reference that CDKTF marks anew at each reading."""
    grant(link, "Use", first(role), _ORDERS)
    grant(link, "Use", second(role), _ORDERS)

    assert len(blocks("aws_iam_role_policy")) == 1


def test_each_role_has_its_own_policy(
    stack: TerraformStack, link: VpcLink, role: IamRole, blocks: BlocksOf
) -> None:
    """Roles, and what one role is granted elsewhere, stay apart."""
    other = VpcLink(stack, "Other", subnets=["subnet-1"])
    cases: list[tuple[VpcLink, str, IGrantable]] = [
        (link, "Use", role),
        (link, "Use", "editor"),
        (link, "Change", role),
        (other, "Use", role),
    ]
    paths = [grant(scope, id, one, _ORDERS).policy.node.path for scope, id, one in cases]

    assert paths == [
        "orders/Link/Use.Caller",
        "orders/Link/Use.editor",
        "orders/Link/Change.Caller",
        "orders/Other/Use.Caller",
    ]
    assert len(blocks("aws_iam_role_policy")) == 4


def test_trap_role_called_like_another_construct(
    link: VpcLink, role: IamRole, blocks: BlocksOf
) -> None:
    """A role's name that is the path of another role's construct does not merge the two."""
    paths = [grant(link, "Use", one, _ORDERS).policy.node.path for one in (role, "Caller", role)]

    assert paths == [
        "orders/Link/Use.Caller",
        "orders/Link/Use.Caller.9bc9b83c",
        "orders/Link/Use.Caller",
    ]
    assert {block["role"] for block in blocks("aws_iam_role_policy")} == {
        "${aws_iam_role.Caller.name}",
        "Caller",
    }


@pytest.mark.parametrize(
    ("grantee", "told"),
    [
        pytest.param(
            "arn:aws:iam::123456789012:user/bob",
            "'arn:aws:iam::123456789012:user/bob', allowed: a role: a name of 1 to 64 letters, "
            "digits and _+=,.@-, or arn:aws:iam::ACCOUNT:role/NAME",
            id="ARN of a user",
        ),
        pytest.param(
            "arn:aws:sts::123456789012:assumed-role/a/b",
            "'arn:aws:sts::123456789012:assumed-role/a/b', allowed: a role: a name of 1 to 64 "
            "letters, digits and _+=,.@-, or arn:aws:iam::ACCOUNT:role/NAME",
            id="ARN of a session",
        ),
        pytest.param(
            "arn:aws:iam::123456789012:role/",
            "'arn:aws:iam::123456789012:role/', allowed: a role: a name of 1 to 64 letters, digits "
            "and _+=,.@-, or arn:aws:iam::ACCOUNT:role/NAME",
            id="ARN without a name",
        ),
        pytest.param(
            "",
            "'', allowed: a role: a name of 1 to 64 letters, digits and _+=,.@-, or "
            "arn:aws:iam::ACCOUNT:role/NAME",
            id="empty",
        ),
        pytest.param(
            "two words",
            "'two words', allowed: a role: a name of 1 to 64 letters, digits and _+=,.@-, or "
            "arn:aws:iam::ACCOUNT:role/NAME",
            id="no name",
        ),
        pytest.param(
            f"{_ROLE}/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
            f"'{_ROLE}/aws-service-role/x.amazonaws.com/AWSServiceRole…, allowed: a role of your "
            "own: AWS lets nobody change this one",
            id="role of a service",
        ),
        pytest.param(
            7,
            "7, allowed: a role: an object with name and arn or with a role, a role's name or its "
            "ARN",
            id="a number",
        ),
        pytest.param(
            LambdaTarget("orders", "arn"),
            "LambdaTarget(function_name='orders', invoke_arn='arn'), allowed: a role: an object "
            "with name and arn or with a role, a role's name or its ARN",
            id="function whose role is unknown",
        ),
    ],
)
def test_what_is_no_role(link: VpcLink, grantee: IGrantable, told: str) -> None:
    """What is no role, or a role that nobody may change, is refused."""
    with pytest.raises(OptionError) as refused:
        grant(link, "Use", grantee, _ORDERS, option="identity")

    assert str(refused.value) == f"orders/Link: identity is {told}"


def test_trap_other_resources_have_names_too(stack: TerraformStack, link: VpcLink) -> None:
    """A user or an alias has a name and an ARN as a role has, and is none."""
    user = IamUser(stack, "Bob", name="bob")
    alias = LambdaAlias(stack, "Live", name="live", function_name="f", function_version="1")
    for grantee, path in ((user, "orders/Bob"), (alias, "orders/Live")):
        with pytest.raises(OptionError) as refused:
            grant(link, "Use", grantee, _ORDERS)
        assert str(refused.value) == (
            f"orders/Link: grantee is {path!r}, allowed: a role: an object with name and arn or "
            "with a role, a role's name or its ARN"
        )


def test_role_of_another_stack(app: App, link: VpcLink, stack: TerraformStack) -> None:
    """
    The policy stands with the role: who calls an API knows its URL, so depends on its stack.

    AWS CDK puts it there too.
    """
    callers = TerraformStack(app, "callers")
    role = IamRole(callers, "Caller", assume_role_policy="{}")
    statement = PolicyStatement(actions=["execute-api:Invoke"], resources=[link.arn])
    path = grant(link, "Use", role, statement).policy.node.path

    assert path == "callers/orders.Link.Use.Caller"
    assert not _policies(stack)
    (found,) = _policies(callers).values()
    assert found["role"] == "${aws_iam_role.Caller.name}"


def test_role_of_a_function_that_the_api_calls(
    app: App, link: VpcLink, stack: TerraformStack
) -> None:
    """The policy stands with the API where the API's stack depends on the role's anyway."""
    backend = TerraformStack(app, "backend")
    role = IamRole(backend, "Caller", assume_role_policy="{}")
    path = grant(link, "Use", role, _ORDERS, with_grantee=False).policy.node.path

    assert path == "orders/Link/Use.backend.Caller"
    assert len(_policies(stack)) == 1


def test_role_of_a_stack_that_comes_before(app: App, link: VpcLink, stack: TerraformStack) -> None:
    """Where the program has said that the API comes after the role, the policy stands with it."""
    callers = TerraformStack(app, "callers")
    stack.add_dependency(callers)
    role = IamRole(callers, "Caller", assume_role_policy="{}")

    assert grant(link, "Use", role, _ORDERS).policy.node.path == "orders/Link/Use.callers.Caller"


def test_role_of_a_stack_that_comes_after(app: App, link: VpcLink, stack: TerraformStack) -> None:
    """Where the program has said that the role comes after the API, the policy stands there."""
    callers = TerraformStack(app, "callers")
    callers.add_dependency(stack)
    role = IamRole(callers, "Caller", assume_role_policy="{}")
    made = grant(link, "Use", role, _ORDERS, with_grantee=False)

    assert made.policy.node.path == "callers/orders.Link.Use.Caller"


def test_stacks_that_would_depend_on_each_other(
    app: App, link: VpcLink, stack: TerraformStack
) -> None:
    """A role by reference, of a stack that depends on this one, is refused at the line."""
    callers = TerraformStack(app, "callers")
    callers.add_dependency(stack)
    role = IamRole(callers, "Caller", assume_role_policy="{}")
    with pytest.raises(OptionError) as refused:
        grant(link, "Use", _Wrapped(role), _ORDERS)

    assert str(refused.value).startswith("orders/Link: grantee is ")
    assert str(refused.value).endswith(
        ", allowed: nothing of a stack that depends on this one; give text known now, or write the "
        "statement into a policy of the other stack"
    )


def test_trap_two_stacks_with_the_same_role(app: App, link: VpcLink, blocks: BlocksOf) -> None:
    """Roles of two stacks that are called the same there are two roles here."""
    for name in ("one", "two"):
        role = IamRole(TerraformStack(app, name), "Caller", assume_role_policy="{}")
        grant(link, "Use", role.arn, _ORDERS)

    assert len({block["role"] for block in blocks("aws_iam_role_policy")}) == 2


def test_reference_of_any_length(stack: TerraformStack, link: VpcLink, block: Block) -> None:
    """However long the expression that gives a role, its policy has an address."""
    variable = TerraformVariable(stack, "Role", type="string").string_value
    for _ in range(40):
        variable = Fn.trimspace(variable)
    grant(link, "Use", variable, _ORDERS)

    assert block("aws_iam_role_policy")["role"].endswith("var.Role" + ")" * 41 + "}")
