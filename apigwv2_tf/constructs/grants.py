"""
Grants: what lets a role do something with an API.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeAlias

from apigwv2_tf.constructs._bindings import Construct, TerraformStack
from apigwv2_tf.constructs._grantee import role_of
from apigwv2_tf.constructs._protocols import IHasRole, IHasRoleArn, IRole
from apigwv2_tf.constructs._references import seen, stack_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tree import distinct
from apigwv2_tf.constructs.policy_statement import PolicyStatement, RolePolicy, policy_document
from apigwv2_tf.constructs.service_role import ServiceRole, service_role

__all__ = [
    "Grant",
    "IGrantable",
    "PolicyStatement",
    "RolePolicy",
    "ServiceRole",
    "grant",
    "policy_document",
    "service_role",
]

IGrantable: TypeAlias = str | IRole | IHasRole | IHasRoleArn
"""
A role, as grants take it.

An ``IamRole`` or a data source of one, its name, its ARN, or anything that has a ``role`` or a
``role_arn``, such as a Lambda function.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """
    What a grant made.

    Args:
        statement: What was allowed.

        policy: The policy of the role that it stands in; grants to one role at one place share it.
    """

    statement: PolicyStatement
    policy: RolePolicy


def grant(
    scope: Construct,
    id: str,
    grantee: IGrantable,
    statement: PolicyStatement,
    *,
    option: str = "grantee",
    with_grantee: bool = True,
) -> Grant:
    """
    Let a role do something: one policy for each role and place, to which later grants add.

    The policy's path is ``scope/id.GRANTEE``, where ``GRANTEE`` is the grantee's own path, the
    role's name, or the reference that was given. Where the grantee is a construct of another stack,
    the policy stands there: who calls an API depends on it anyway, for its URL. It stands with the
    scope where `with_grantee` is false, as for functions that the API itself calls, and wherever
    the program has said that the scope's stack depends on the grantee's.

    Args:
        scope: What is granted; the policy is its child, unless it stands in another stack.

        id: The beginning of the policy's id, such as ``GrantInvoke``.

        grantee: The role.

        statement: What it may do.

        option: What the caller's signature calls the grantee, for errors.

        with_grantee: Whether the policy stands in the stack of the grantee, where that is another.
            Left out, yes.

    Raises:
        OptionError: If the grantee is no role, or the stacks would depend on each other.
    """
    role = role_of(scope, option, grantee)
    parent, beginning = _place(scope, id, grantee, with_grantee=with_grantee)
    own = f"{stack_of(parent).node.path}/"
    child_id = distinct(f"{beginning}.{role.label.removeprefix(own).replace('/', '.')}")
    policy: object = parent.node.try_find_child(child_id)
    if policy is not None and getattr(policy, "grantee", None) != role.identity:
        child_id = f"{child_id}.{hashlib.sha256(role.identity.encode()).hexdigest()[:8]}"
        policy = parent.node.try_find_child(child_id)
    if not isinstance(policy, RolePolicy):
        if _stack_beside(grantee, parent) is not stack_of(parent):
            seen(parent, option, role.name, named(grantee))
        policy = RolePolicy(parent, child_id, role=role.name, statements=[statement])
        policy.grantee = role.identity
    policy.add_statement(statement)
    return Grant(statement=statement, policy=policy)


def _place(
    scope: Construct, id: str, grantee: object, *, with_grantee: bool
) -> tuple[Construct, str]:
    """Return whose child a policy is, in the one of two stacks where it makes no circle."""
    own = stack_of(scope)
    other = _stack_beside(grantee, scope)
    stays = other is own or own.depends_on(other)
    if stays or not (with_grantee or other.depends_on(own)):
        return scope, id
    return other, f"{scope.node.path}.{id}".replace("/", ".")


def _stack_beside(grantee: object, scope: Construct) -> TerraformStack:
    return stack_of(grantee if isinstance(grantee, Construct) else scope)
