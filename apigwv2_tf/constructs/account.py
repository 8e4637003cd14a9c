"""
The account's settings for API Gateway: the role by which it writes to CloudWatch.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

import json
from typing import Any
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._bindings import Construct, TerraformStack
from apigwv2_tf.constructs._checks import check, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._rules import role_problems
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import OptionError, Problem
from typing_extensions import Unpack

_ID = "ApiGatewayAccount"
_POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs"
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
# the settings in each stack, by region
_ACCOUNTS: WeakKeyDictionary[TerraformStack, dict[str | None, ApiGatewayAccount]] = (
    WeakKeyDictionary()
)


class ApiGatewayAccount(ApiGatewayConstruct):
    """
    Let API Gateway write to CloudWatch, which stages of WebSocket APIs need for logs of any kind.

    Defines one ``aws_api_gateway_account``; unless a role is given also one ``aws_iam_role``, one
    ``aws_iam_role_policy_attachment`` and one ``data.aws_partition``. AWS has these settings once
    for an account and region, for REST APIs too: define them in one stack only.

    Args:
        cloudwatch_role: The role to write by, as an object with an ``arn`` or as its ARN. Left
            out, a role is made that has AWS's own policy for it.

        resource: See `ResourceOptions`; for the account's settings.

    Attributes:
        role_arn: The ARN of the role.

    Raises:
        OptionError: If the stack has these settings already, or the ARN is none of a role.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        cloudwatch_role: IHasArn | str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        if isinstance(cloudwatch_role, str):
            check(self, role_problems("cloudwatch_role", cloudwatch_role))
        places = self._places(resource.get("region"))
        made = self._make_role() if cloudwatch_role is None else None
        self.role_arn = _arn(cloudwatch_role or made)
        self._resource = self._define(
            "aws_api_gateway_account",
            {
                "cloudwatch_role_arn": self.role_arn,
                # AWS tries the role at once, so what it may do comes first
                "depends_on": [self._attach_policy(made)] if made else None,
            },
            resource,
        )
        places[resource.get("region")] = self

    @staticmethod
    def of(scope: Construct, *, region: str | None = None) -> ApiGatewayAccount:
        """
        Return the settings in a stack; made there when they are first asked for.

        Args:
            scope: The stack, or anything in it.

            region: The region, for AWS provider 6.0 and later. Left out, the provider's own.

        Raises:
            OptionError: If the scope is no stack, nor anything in one.
        """
        stack = _stack_of(scope)
        found = _ACCOUNTS.get(stack, {}).get(region)
        id = _ID if region is None else f"{_ID}.{region}"
        return found or ApiGatewayAccount(stack, id, region=region)

    def _places(self, region: str | None) -> dict[str | None, ApiGatewayAccount]:
        accounts = _ACCOUNTS.setdefault(self.stack, {})
        if region in accounts:
            path = accounts[region].node.path
            allowed = f"one for a stack and region: {path} has the settings"
            refuse(self, "id", str(self.node.id), allowed, "use ApiGatewayAccount.of(stack)")
        return accounts

    def _make_role(self) -> Any:  # noqa: ANN401 - generated classes share no useful type
        arguments = {"assume_role_policy": json.dumps(_TRUST)}
        return self._define("aws_iam_role", arguments, id="Role")

    def _attach_policy(self, role: Any) -> Any:  # noqa: ANN401 - as above
        partition = self._define("aws_partition", {}, data=True, id="Partition").partition
        return self._define(
            "aws_iam_role_policy_attachment",
            {"role": role.name, "policy_arn": f"arn:{partition}:iam::aws:policy/{_POLICY}"},
            id="Policy",
        )


def _stack_of(scope: object) -> TerraformStack:
    if isinstance(scope, ApiGatewayConstruct):
        return scope.stack
    got = scope
    if isinstance(scope, Construct):
        try:
            return TerraformStack.of(scope)
        except RuntimeError:  # Node's, where there is no stack around it
            got = f"{type(scope).__name__} {scope.node.path}".strip()
    problem = Problem("scope", got, "a stack, or a construct in one")
    raise OptionError("ApiGatewayAccount.of", [problem])


def _arn(role: Any) -> str:  # noqa: ANN401 - a role of any make
    return role if isinstance(role, str) else str(role.arn)
