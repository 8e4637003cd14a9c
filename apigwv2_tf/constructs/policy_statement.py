"""
Statements of IAM policies, and the policy of a role that holds them.

See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, check, matches
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._references import seen
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.errors import OptionError, Problem
from typing_extensions import Unpack

RESOURCE = r"\*|arn:(?:[^:\s]*:){4}\S+"
_ROLE_NAME = r"[A-Za-z0-9_+=,.@-]{1,64}"
_ROLE_NAME_WORDS = "a role's name, no ARN: 1 to 64 letters, digits and _ + = , . @ -"
_ACTION = r"\*|[a-z0-9-]+:[A-Za-z0-9*?]+"


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyStatement(Struct):
    """
    A statement of an IAM policy.

    Args:
        actions: What is allowed, such as ``execute-api:Invoke``; at least one.

        resources: With what, as ARNs; at least one.

        effect: ``Allow`` or ``Deny``. Left out, ``Allow``.

        sid: The statement's id, letters and digits. Left out, it has none.

    Raises:
        OptionError: If IAM would refuse an option.

    See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
    """

    actions: Sequence[str]
    resources: Sequence[str]
    effect: Literal["Allow", "Deny"] = "Allow"
    sid: str | None = None

    def __post_init__(self) -> None:
        """Check what IAM would refuse."""
        Struct.__post_init__(self)
        problems = list(self._problems())
        if problems:
            raise OptionError(type(self).__name__, problems)

    def _problems(self) -> Iterator[Problem]:
        yield from at_least_one("actions", self.actions)
        for action in self.actions:
            yield from matches("actions", action, _ACTION, "actions such as execute-api:Invoke")
        yield from at_least_one("resources", self.resources)
        for resource in self.resources:
            yield from matches("resources", resource, RESOURCE, "ARNs or *")
        yield from matches("sid", self.sid, r"[A-Za-z0-9]+", "letters and digits")

    def to_json(self) -> dict[str, Any]:
        """Return the statement as IAM writes it; one action or resource is no list."""
        head = {} if self.sid is None else {"Sid": self.sid}
        return {
            **head,
            "Effect": self.effect,
            "Action": _one_or_all(self.actions),
            "Resource": _one_or_all(self.resources),
        }


def policy_document(*statements: PolicyStatement) -> str:
    """
    Return a policy of these statements as JSON text, for any ``policy`` argument.

    Tokens and Terraform's own ``${…}`` in it still resolve; IAM's, such as ``${aws:username}``,
    reach IAM.

    Args:
        statements: The statements; at least one.

    Raises:
        OptionError: If there is none, one is no `PolicyStatement`, or two have the same `sid`.
    """
    given: Sequence[object] = statements
    wrong = [one for one in given if not isinstance(one, PolicyStatement)]
    if wrong:
        fix = "write policy_document(*statements)" if isinstance(wrong[0], (list, tuple)) else ""
        problem = Problem("statements", wrong[0], "PolicyStatement(...)", fix)
        raise OptionError("policy_document", [problem])
    problems = [*at_least_one("statements", statements), *_sid_problems(statements)]
    if problems:
        raise OptionError("policy_document", problems)
    return document([statement.to_json() for statement in statements])


class RolePolicy(ApiGatewayConstruct):
    """
    A policy inside a role.

    Defines one ``aws_iam_role_policy``. Grants make it themselves.

    Args:
        role: The role's name.

        statements: What the role may do; at least one.

        resource: See `ResourceOptions`.

    Attributes:
        grantee: Whom a grant made it for; None where no grant did.

    Raises:
        OptionError: If there is no statement, two have the same `sid`, or the role's name cannot
            be one.

    See https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        role: str,
        statements: Sequence[PolicyStatement],
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        check(
            self,
            at_least_one("statements", statements),
            matches("role", role, _ROLE_NAME, _ROLE_NAME_WORDS),
        )
        self.grantee: str | None = None
        self._statements = {self._resolved(one): one for one in statements}
        check(self, _sid_problems(self.statements))
        policy = policy_document(*self._statements.values())
        self._resource = self._define(
            "aws_iam_role_policy", {"role": role, "policy": policy}, resource
        )

    @property
    def statements(self) -> list[PolicyStatement]:
        """What the role may do by this policy."""
        return list(self._statements.values())

    @checked
    def add_statement(self, statement: PolicyStatement) -> None:
        """
        Add a statement; one that the policy has already changes nothing.

        Args:
            statement: What the role may do besides.

        Raises:
            OptionError: If another statement of the policy has its `sid`.
        """
        key = self._resolved(statement)
        if key in self._statements:
            return
        check(self, _sid_problems([*self.statements, statement]))
        self._statements[key] = statement
        self._resource.policy = policy_document(*self.statements)

    def _resolved(self, statement: PolicyStatement) -> str:
        """Return the text of a statement; the marks of references differ at each reading."""
        return seen(self, "statement", json.dumps(statement.to_json()), statement)


def document(statements: list[dict[str, Any]]) -> str:
    """Return a policy's JSON text, with IAM's own ``${…}`` escaped for Terraform."""
    text = json.dumps({"Version": "2012-10-17", "Statement": statements}, ensure_ascii=False)
    return _expressions.expression(text)


def _sid_problems(statements: Sequence[PolicyStatement]) -> Iterator[Problem]:
    sids = [statement.sid for statement in statements if statement.sid is not None]
    for sid in sorted({sid for sid in sids if sids.count(sid) > 1}):
        yield Problem("sid", sid, "one that no other statement of the policy has")


def _one_or_all(texts: Sequence[str]) -> str | list[str]:
    return texts[0] if len(texts) == 1 else list(texts)
