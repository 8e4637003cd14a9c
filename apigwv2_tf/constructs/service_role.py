"""
The role that API Gateway acts as when it calls another service.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, check, length, matches
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.policy_statement import PolicyStatement, RolePolicy, document
from typing_extensions import Unpack

_POLICY = r"arn:[\w-]+:iam::(?:\d{12}|aws):policy/\S+"


class ServiceRole(ApiGatewayConstruct):
    """
    A role that API Gateway acts as.

    Defines one ``aws_iam_role`` that ``apigateway.amazonaws.com`` may assume, and one
    ``aws_iam_role_policy`` with what it may do. Terraform chooses the role's name.

    Args:
        statements: What the role may do; at least one.

        description: Up to 1,000 characters. Left out, there is none.

        permissions_boundary: The ARN of the policy that limits the role. Left out, none.

        tags: Up to 50. Left out, the provider's default tags.

        resource: See `ResourceOptions`; for the role.

    Raises:
        OptionError: If IAM would refuse an option.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        statements: Sequence[PolicyStatement],
        description: str | None = None,
        permissions_boundary: str | None = None,
        tags: Mapping[str, str] | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        check(
            self,
            at_least_one("statements", statements),
            length("description", description, 0, 1000),
            matches("permissions_boundary", permissions_boundary, _POLICY, "a policy's ARN"),
            tag_problems(tags),
        )
        principal = {"Service": "apigateway.amazonaws.com"}
        assumed = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
        self._resource = self._define(
            "aws_iam_role",
            {
                "assume_role_policy": document([assumed]),
                "description": description,
                "permissions_boundary": permissions_boundary,
                "tags": tags,
            },
            resource,
        )
        self.policy = RolePolicy(self, "Policy", role=self.name, statements=statements)

    @property
    def arn(self) -> str:
        """The role's ARN."""
        return str(self._resource.arn)

    @property
    def name(self) -> str:
        """The role's name."""
        return str(self._resource.name)


def service_role(
    scope: Construct,
    id: str = "InvokeRole",
    *,
    statements: Sequence[PolicyStatement],
    description: str | None = None,
    permissions_boundary: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> ServiceRole:
    """Make the role that API Gateway acts as for an integration; see `ServiceRole`."""
    return ServiceRole(
        scope,
        id,
        statements=statements,
        description=description,
        permissions_boundary=permissions_boundary,
        tags=tags,
    )
