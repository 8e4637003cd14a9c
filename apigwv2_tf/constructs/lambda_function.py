"""Lambda functions, as integrations and authorizers take them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from apigwv2_tf.constructs._bindings import Fn, Token
from apigwv2_tf.constructs._protocols import IFunction
from apigwv2_tf.constructs._tokens import is_resolvable, unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import OptionError, Problem

_ARN = re.compile(
    r"arn:(?P<partition>aws[\w-]*):lambda:(?P<region>[a-z0-9-]+):\d{12}:function:(?P<name>[\w-]+)(:(?P<qualifier>[\w$-]+))?"
)


@dataclass(frozen=True, slots=True)
class LambdaTarget(Struct):
    """
    A Lambda function that this program does not define.

    Args:
        function_name: The function's name or ARN, without version or alias.

        invoke_arn: The ARN by which API Gateway invokes it.

        qualifier: The version or alias to invoke. Left out, the unpublished version.
    """

    function_name: str
    invoke_arn: str
    qualifier: str | None = None

    @classmethod
    def from_arn(
        cls, arn: str, *, partition: str = "aws", region: str | None = None
    ) -> LambdaTarget:
        """
        Take a function by its ARN.

        Args:
            arn: The function's ARN; with a version or alias at its end, that one is invoked.

            partition: The AWS partition, where the ARN is known at apply only. Left out, ``aws``.

            region: The region, where the ARN is known at apply only. Left out, it is read from the
                ARN by Terraform.

        Raises:
            OptionError: If it is not the ARN of a Lambda function.
        """
        if is_resolvable(arn):
            arn = Token.as_string(arn)
        if unresolved(arn):
            place = region or _region_of(arn)
            return cls(arn, _invoke_arn(partition, place, arn))
        match = _ARN.fullmatch(str(arn))
        if match is None:
            allowed = "arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS where one is meant"
            raise OptionError("LambdaTarget.from_arn", [Problem("arn", arn, allowed)])
        function = arn.removesuffix(f":{match['qualifier']}") if match["qualifier"] else arn
        return cls(
            function, _invoke_arn(match["partition"], match["region"], arn), match["qualifier"]
        )


def qualifier_of(function: IFunction) -> str | None:
    """Return the version or alias that a function object stands for, where it stands for one."""
    if isinstance(function, LambdaTarget):
        return function.qualifier
    kind = getattr(function, "terraform_resource_type", None)
    # of a data source only the input says whether a qualifier was asked for
    names = {"aws_lambda_alias": "name", "aws_lambda_function": "qualifier_input"}
    qualifier = getattr(function, names.get(str(kind), "qualifier"), None)
    return None if qualifier is None else str(qualifier)


def invoke_arn_of(function: IFunction) -> str:
    """Return the ARN by which API Gateway invokes a function, at the qualifier it stands for."""
    # the invoke_arn of a data source leaves the qualifier out; the class is asked first, because
    # reading an attribute of an L1 object costs a call to Node
    if hasattr(type(function), "qualifier_input"):
        data_source: Any = function
        if data_source.qualifier_input is not None:
            return str(data_source.qualified_invoke_arn)
    return function.invoke_arn


def _region_of(arn: str) -> str:
    return str(Fn.element(Fn.split(":", arn), 3))


def _invoke_arn(partition: str, region: str, arn: str) -> str:
    return f"arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations"
