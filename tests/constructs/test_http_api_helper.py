"""The ARNs of HTTP APIs of whichever kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cdktf
import pytest
from apigwv2_tf import HttpApi, HttpApiHelper, OptionError
from cdktf import TerraformOutput, Token
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api

if TYPE_CHECKING:
    from cdktf import TerraformStack


def written(stack: TerraformStack, value: str) -> str:
    """Return a text as it stands in the JSON."""
    TerraformOutput(stack, "Out", value=value)
    return str(json.loads(cdktf.Testing.synth(stack))["output"]["Out"]["value"])


@pytest.mark.parametrize(
    ("given", "suffix"),
    [
        pytest.param((), "*/*/*", id="all"),
        pytest.param(("GET", "/a", "s"), "s/GET/a", id="one"),
        pytest.param(("ANY", "/a"), "*/*/a", id="any"),
        pytest.param((None, "/a/{id}/{rest+}"), "*/*/a/*/*", id="variables"),
    ],
)
def test_api_of_the_provider(stack: TerraformStack, given: tuple[str, ...], suffix: str) -> None:
    """The provider's own class, which has no such method, gets one."""
    api = Apigatewayv2Api(stack, "Api", name="a", protocol_type="HTTP")
    arn = HttpApiHelper.from_http_api(api).arn_for_execute_api(*given)

    assert written(stack, arn) == f"${{aws_apigatewayv2_api.Api.execution_arn}}/{suffix}"


def test_api_of_this_package(stack: TerraformStack) -> None:
    """It says the same as the API itself."""
    api = HttpApi(stack, "Api")
    helper = HttpApiHelper.from_http_api(api)

    assert written(stack, helper.arn_for_execute_api("PUT", "/a")).endswith("}/*/PUT/a")


def test_token_passes(stack: TerraformStack) -> None:
    """A path that only Terraform knows is not checked."""
    api = Apigatewayv2Api(stack, "Api", name="a", protocol_type="HTTP")
    path = Token.as_string({"Ref": "path"})

    arn = HttpApiHelper.from_http_api(api).arn_for_execute_api("GET", path)

    assert arn.endswith(f"/GET{path}")


def test_path_without_a_slash(stack: TerraformStack) -> None:
    """A path starts with a slash; the error names the API."""
    api = Apigatewayv2Api(stack, "Api", name="a", protocol_type="HTTP")

    with pytest.raises(OptionError) as refused:
        HttpApiHelper.from_http_api(api).arn_for_execute_api("GET", "a")

    assert str(refused.value) == "orders/Api: path is 'a', allowed: a path that starts with /"


def test_what_is_no_api() -> None:
    """An object that does not know its ARN is refused."""
    with pytest.raises(OptionError) as refused:
        HttpApiHelper.from_http_api("a1b2c3")  # type: ignore[arg-type]

    assert str(refused.value) == (
        "HttpApiHelper: http_api is 'a1b2c3', allowed: an object with execution_arn"
    )
