"""What IAM policies of a surface allow."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.answers import either
from apigwv2_tf.surface.elements import Origin
from apigwv2_tf.surface.values import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.answers import Answer
    from apigwv2_tf.surface.resources import Resource

_POLICIES = (
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
)
_DOCUMENT = "aws_iam_policy_document"
_ROLE = "aws_iam_role"
_ACTION = "execute-api:manageconnections"
_RESOURCE = 5


def origin_of(resource: Resource) -> Origin:
    """Return where a policy comes from."""
    return Origin(
        address=resource.address,
        type=resource.type,
        construct_path=resource.construct_path,
        stack=resource.stack,
    )


def grants_every_connection(resource: Resource) -> Answer:
    """Say whether a resource is a policy that allows to manage the connections of every API."""
    if resource.type == _DOCUMENT:
        blocks = resource.values.get("statement")
        return either(
            _grants(_of_block(block)) for block in _each(blocks) if isinstance(block, Mapping)
        )
    return either(
        None if is_hidden(policy) else either(_grants(one) for one in _statements(policy))
        for policy in _policies(resource)
    )


def _policies(resource: Resource) -> Iterator[Any]:
    if resource.type in _POLICIES:
        yield resource.values.get("policy")
    elif resource.type == _ROLE:
        for block in _each(resource.values.get("inline_policy")):
            yield block.get("policy") if isinstance(block, Mapping) else block


def _statements(policy: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 of any JSON
    """Yield the statements of a policy's JSON; of what is none, nothing."""
    try:
        document = json.loads(policy) if isinstance(policy, str) else None
    except (ValueError, RecursionError):
        return
    if isinstance(document, dict):
        found = document.get("Statement")
        yield from (one for one in _each(found) if isinstance(one, dict))


def _of_block(block: Mapping[str, Any]) -> dict[str, Any]:
    """Return a block of ``aws_iam_policy_document`` as a statement."""
    return {
        "Effect": block.get("effect") or "Allow",
        "Action": block.get("actions"),
        "Resource": block.get("resources"),
    }


def _grants(statement: Mapping[str, Any]) -> bool:
    allows = statement.get("Effect") == "Allow"
    actions = [one for one in _each(statement.get("Action")) if isinstance(one, str)]
    resources = [one for one in _each(statement.get("Resource")) if isinstance(one, str)]
    return (
        allows
        and any(_is_the_action(action.lower()) for action in actions)
        and any(_is_every_api(one) for one in resources)
    )


def _is_the_action(pattern: str) -> bool:
    """Say whether an action is about connections; ``*`` alone is the account's, not theirs."""
    return pattern.startswith("execute-api:") and fnmatch.fnmatchcase(_ACTION, pattern)


def _is_every_api(arn: str) -> bool:
    parts = arn.split(":", _RESOURCE)
    if len(parts) <= _RESOURCE:
        return arn.endswith("*")
    return "*" in parts[_RESOURCE].partition("/")[0]


def _each(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 of any JSON
    """Return a list's parts, or the one thing that stands in its place."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)
