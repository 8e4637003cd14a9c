"""Tests of Lambda functions, as integrations and authorizers take them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import LambdaTarget, OptionError
from apigwv2_tf.constructs.lambda_function import invoke_arn_of, qualifier_of
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_lambda_function import DataAwsLambdaFunction
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias

if TYPE_CHECKING:
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Synthesized

_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:f"


@pytest.mark.parametrize(
    ("arn", "function", "qualifier", "invoke"),
    [
        pytest.param(
            _ARN,
            _ARN,
            None,
            f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{_ARN}/invocations",
            id="function",
        ),
        pytest.param(
            f"{_ARN}:live",
            _ARN,
            "live",
            f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{_ARN}:live/invocations",
            id="alias",
        ),
        pytest.param(
            f"{_ARN}:7",
            _ARN,
            "7",
            f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{_ARN}:7/invocations",
            id="version",
        ),
        pytest.param(
            "arn:aws-cn:lambda:cn-north-1:123456789012:function:f",
            "arn:aws-cn:lambda:cn-north-1:123456789012:function:f",
            None,
            "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:123456789012:function:f/invocations",
            id="china",
        ),
    ],
)
def test_target_from_an_arn(arn: str, function: str, qualifier: str | None, invoke: str) -> None:
    """An ARN gives the function, its qualifier and the ARN that invokes it."""
    target = LambdaTarget.from_arn(arn)

    assert target == LambdaTarget(function, invoke, qualifier)


def test_target_from_a_token_arn(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Of an ARN known at apply the region is read by Terraform."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    TerraformOutput(stack, "out", value=LambdaTarget.from_arn(arn).invoke_arn)
    TerraformOutput(
        stack,
        "told",
        value=LambdaTarget.from_arn(arn, partition="aws-cn", region="cn-north-1").invoke_arn,
    )

    output = synthesized()["output"]
    assert output["out"]["value"] == (
        'arn:aws:apigateway:${element(split(":", var.arn), 3)}'
        ":lambda:path/2015-03-31/functions/${var.arn}/invocations"
    )
    assert output["told"]["value"] == (
        "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${var.arn}/invocations"
    )


@pytest.mark.parametrize(
    "arn", ["f", "", "arn:aws:s3:::bucket", f"{_ARN}:a:b", "arn:aws:lambda:eu-west-1:1:function:f"]
)
def test_other_text_is_refused(arn: str) -> None:
    """What is not the ARN of a function is refused."""
    with pytest.raises(OptionError) as refused:
        LambdaTarget.from_arn(arn)

    assert str(refused.value) == (
        f"LambdaTarget.from_arn: arn is {arn!r}, "
        "allowed: arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS where one is meant"
    )


@pytest.mark.parametrize("arn", [None, 5, ["x"], True])
def test_odd_arn_is_refused(arn: Any) -> None:  # noqa: ANN401
    """So is what is no text."""
    with pytest.raises(OptionError, match=r"^LambdaTarget.from_arn: arn is .*, allowed: arn:aws:"):
        LambdaTarget.from_arn(arn)


def test_target_checks_its_fields() -> None:
    """A target is made of text."""
    name: Any = 5

    with pytest.raises(OptionError) as refused:
        LambdaTarget(name, "arn")

    assert str(refused.value) == "LambdaTarget: function_name is 5, allowed: text"


def test_qualifier_of_each_kind_of_function(
    stack: TerraformStack, function: LambdaFunction
) -> None:
    """Aliases, data sources and one's own objects can have one; a function has none."""
    alias = LambdaAlias(stack, "Alias", name="live", function_name="f", function_version="1")
    plain = DataAwsLambdaFunction(stack, "Plain", function_name="f")
    qualified = DataAwsLambdaFunction(stack, "Qualified", function_name="f", qualifier="7")
    own: Any = SimpleNamespace(function_name="f", invoke_arn="arn", qualifier="own")

    assert qualifier_of(function) is None
    assert qualifier_of(plain) is None
    assert qualifier_of(qualified) == "7"
    assert qualifier_of(own) == "own"
    assert str(qualifier_of(alias)).startswith("${TfToken[")


def test_trap_invoke_arn_of_a_data_source_leaves_the_qualifier_out(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """The provider's invoke_arn would call the unpublished version, which nobody permitted."""
    plain = DataAwsLambdaFunction(stack, "Plain", function_name="f")
    qualified = DataAwsLambdaFunction(stack, "Qualified", function_name="f", qualifier="7")
    TerraformOutput(stack, "plain", value=invoke_arn_of(plain))
    TerraformOutput(stack, "qualified", value=invoke_arn_of(qualified))

    output = synthesized()["output"]
    assert output["plain"]["value"] == "${data.aws_lambda_function.Plain.invoke_arn}"
    assert output["qualified"]["value"] == (
        "${data.aws_lambda_function.Qualified.qualified_invoke_arn}"
    )
