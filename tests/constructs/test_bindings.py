"""The one door to CDKTF and to the provider's own classes."""

from __future__ import annotations

import importlib.metadata
import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import MissingExtraError
from apigwv2_tf.constructs._bindings import (
    add_validation,
    known_arguments,
    l1,
    lazily,
    provider_package,
    resolved,
    structs,
)
from cdktf import TerraformOutput, TerraformStack

if TYPE_CHECKING:
    from cdktf import App

    from tests.conftest import Synthesized


@pytest.mark.parametrize(
    ("terraform_type", "data", "name"),
    [
        ("aws_apigatewayv2_route", False, "Apigatewayv2Route"),
        ("aws_apigatewayv2_vpc_link", False, "Apigatewayv2VpcLink"),
        ("aws_lambda_permission", False, "LambdaPermission"),
        ("aws_apigatewayv2_api", True, "DataAwsApigatewayv2Api"),
        ("aws_s3_object", True, "DataAwsS3Object"),
    ],
)
def test_class_of_a_terraform_type(terraform_type: str, data: bool, name: str) -> None:  # noqa: FBT001
    """Terraform's name of a type leads to the provider's class for it."""
    found = l1(terraform_type, data=data)

    assert found.__name__ == name
    assert terraform_type == found.TF_RESOURCE_TYPE


def test_class_is_looked_up_once() -> None:
    """The second time the same class comes from memory."""
    assert l1("aws_apigatewayv2_route") is l1("aws_apigatewayv2_route")


def test_type_that_the_bindings_lack() -> None:
    """A type that the installed bindings have not got is told with the command that helps."""
    with pytest.raises(MissingExtraError) as refused:
        l1("aws_apigatewayv9_api")

    assert str(refused.value) == (
        "the constructs of apigwv2_tf need cdktf-cdktf-provider-aws with 'aws_apigatewayv9_api'; "
        "install it with: pip install 'apigwv2-tf[cdktf]'"
    )


def test_known_arguments_are_the_options_of_the_class() -> None:
    """Arguments and CDKTF's own options are known; scope and id are not options."""
    known = known_arguments(l1("aws_apigatewayv2_model"))

    assert {"api_id", "content_type", "name", "schema", "lifecycle", "depends_on"} <= known
    assert not known & {"self", "scope", "id_"}


def test_dicts_inside_lists_become_structs(stack: TerraformStack) -> None:
    """The provider's classes take dicts for blocks, but not inside lists."""
    route = l1("aws_apigatewayv2_route")
    parameters = [{"request_parameter_key": "route.request.header.a", "required": True}]
    given = structs(route, {"request_parameter": parameters, "api_id": "abc", "names": ["a"]})

    assert type(given["request_parameter"][0]).__name__ == "Apigatewayv2RouteRequestParameter"
    assert (given["api_id"], given["names"]) == ("abc", ["a"])


def test_dicts_that_no_struct_stands_for_stay(stack: TerraformStack) -> None:
    """Where the provider has no such block, its class gets what was given, and says so."""
    given = structs(l1("aws_apigatewayv2_route"), {"nothing": [{"a": 1}]})

    assert given == {"nothing": [{"a": 1}]}


def test_lazy_value_is_computed_at_synth(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What is added after the token was made is in the value."""
    found: list[str] = []
    TerraformOutput(stack, "Names", value=lazily(lambda: found))
    found.append("late")

    assert synthesized()["output"]["Names"]["value"] == ["late"]


def test_resolved_is_what_will_be_written(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The JSON of one element, references and overrides included, before the stack is written."""
    api = l1("aws_apigatewayv2_api")(stack, "Api", name="books", protocol_type="HTTP")
    model = l1("aws_apigatewayv2_model")(
        stack, "Model", api_id=api.id, content_type="a/b", name="m", schema="{}"
    )
    model.add_override("description", "changed")
    written = resolved(model)["resource"]["aws_apigatewayv2_model"]["Model"]
    final: dict[str, Any] = synthesized()["resource"]["aws_apigatewayv2_model"]["Model"]

    assert {name: written[name] for name in final} == final
    assert written["api_id"] == "${aws_apigatewayv2_api.Api.id}"
    assert (written["schema"], written["description"]) == ("{}", "changed")


def test_validation_runs_when_the_program_is_written(app: App, stack: TerraformStack) -> None:
    """The texts that a validation returns are errors of the program."""
    add_validation(stack, lambda: ["the API has no route"])

    with pytest.raises(RuntimeError, match="the API has no route"):
        app.synth()


def test_provider_package_is_named_with_its_version() -> None:
    """Errors name the package that is installed, the way pip does."""
    name = "cdktf-cdktf-provider-aws"

    assert provider_package() == f"{name} {importlib.metadata.version(name)}"
    assert json.dumps(provider_package()).isascii()
