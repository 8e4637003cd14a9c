"""
The permission by which API Gateway may invoke a Lambda function.

See https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
"""

from __future__ import annotations

import re
from typing import Any

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IFunction
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.lambda_function import qualifier_of
from apigwv2_tf.constructs.place import room_of
from apigwv2_tf.constructs.route_key import execute_arn_suffix
from typing_extensions import Unpack

_NOT_IN_IDS = re.compile(r"[^\w-]+")


class LambdaPermission(ApiGatewayConstruct):
    """
    Let API Gateway invoke a Lambda function.

    Defines one ``aws_lambda_permission``. Integrations and authorizers with a function make it
    themselves; use it for functions that API Gateway finds in another way, such as by a stage
    variable.

    Args:
        function: The function to be invoked.

        source_arn: Which requests may invoke it: a pattern of execute-api ARNs.

        statement_id: The statement's id in the function's policy. Left out, the provider makes one.

    See https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        function: IFunction,
        source_arn: str,
        statement_id: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        self._resource = self._define(
            "aws_lambda_permission",
            {
                "action": "lambda:InvokeFunction",
                "function_name": function.function_name,
                "principal": "apigateway.amazonaws.com",
                "qualifier": qualifier_of(function),
                "source_arn": source_arn,
                "statement_id": statement_id,
            },
            resource,
        )


def permit_api(api: Any, function: IFunction, user: ApiGatewayConstruct) -> None:  # noqa: ANN401
    """
    Let every route of an API invoke a function; made once for each function and API.

    Of several stacks each has its own, unless the API's has one: that one is there before all.
    The pattern covers ``$default`` too, which a pattern with method and path does not.
    """
    permissions = registry_of(api).permissions
    key = (_identity(function), user.stack)
    if key not in permissions and (key[0], stack_of(api)) not in permissions:
        name = _name(function, user)
        # in the stack of what uses the function: an API of another stack must not depend on it
        permissions[key] = LambdaPermission(
            room_of(user, api) if name else user,
            f"Permission.{name}" if name else "Permission",
            function=function,
            source_arn=f"{execution_arn_of(api, user)}/*/*",
        )


def permit_route(
    api: object, function: IFunction, key: str, route: Construct, user: ApiGatewayConstruct
) -> None:
    """Let one route of an API invoke a function; the permission is the route's child."""
    suffix = execute_arn_suffix(key, registry_of(api).protocol)
    arn = f"{execution_arn_of(api, user)}/*/{suffix}"
    LambdaPermission(route, "Permission", function=function, source_arn=arn)


def execution_arn_of(api: object, user: ApiGatewayConstruct) -> str:
    """
    Return the ARN that an API's requests begin with.

    Raises:
        OptionError: If the object does not know it.
    """
    arn = getattr(api, "execution_arn", None)
    if arn is None:
        allowed = "an API that knows its execution_arn: a function must be permitted to it"
        refuse(user, "api", api, allowed, "take it with Api.from_api_id()")
    return str(arn)


def stack_of(construct: Any) -> object:  # noqa: ANN401
    """Return the stack of one of our constructs; None for other objects."""
    return construct.stack if isinstance(construct, ApiGatewayConstruct) else None


def _identity(function: IFunction) -> object:
    if isinstance(function, Construct):
        return id(function)
    return function.function_name, qualifier_of(function)


def _name(function: IFunction, user: ApiGatewayConstruct) -> str | None:
    """
    Name a function so that the name stays the same whichever integration uses it first.

    None where nothing of the function is known before apply.
    """
    if not isinstance(function, Construct):
        name, qualifier = function.function_name, qualifier_of(function)
        if unresolved(name) or unresolved(qualifier):
            return None
        return _NOT_IN_IDS.sub(".", name if qualifier is None else f"{name}:{qualifier}")
    return str(function.node.path).removeprefix(f"{user.stack_path}/").replace("/", ".")
