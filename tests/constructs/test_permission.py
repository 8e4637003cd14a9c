"""Tests of the permission by which API Gateway invokes a function."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, LambdaIntegration, LambdaPermission, LambdaTarget, OptionError
from cdktf import App, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_lambda_function import DataAwsLambdaFunction
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]

_PERMISSION = "aws_lambda_permission"
_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:f"
_EXECUTION = "${aws_apigatewayv2_api.Books_8C439C90.execution_arn}"

FUNCTION = "an object with function_name and invoke_arn; LambdaTarget.from_arn() makes one"


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Books", protocol_type="HTTP", deploy=False)


def test_one_permission_for_a_function_and_api(
    api: Api, function: LambdaFunction, block: Block
) -> None:
    """However many integrations and routes there are; the pattern covers $default too."""
    one = api.add_lambda_integration("One", handler=function)
    two = api.add_lambda_integration("Two", handler=function)
    for key in ("GET /", "POST /", "$default"):
        one.add_route(key)
    two.add_route("PUT /")

    assert block(_PERMISSION) == {
        "action": "lambda:InvokeFunction",
        "function_name": "${aws_lambda_function.Backend.function_name}",
        "principal": "apigateway.amazonaws.com",
        "source_arn": f"{_EXECUTION}/*/*",
    }


def test_address_does_not_depend_on_the_integration(
    api: Api, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """The permission is named after the function: which integration comes first is no matter."""
    api.add_lambda_integration("AnyName", handler=function)

    assert list(synthesized()["resource"][_PERMISSION]) == ["Books_PermissionBackend_CDC31716"]


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_address_for_a_function_of_elsewhere(
    api: Api, synthesized: Synthesized, names: tuple[str, str]
) -> None:
    """So it is for functions that are no constructs."""
    for name in names:
        api.add_lambda_integration(name, handler=LambdaTarget.from_arn(_ARN))

    (address,) = synthesized()["resource"][_PERMISSION]
    assert address.startswith("Books_Permissionarnawslambdaeu-west-1123456789012functionf_")


def test_each_function_has_its_own(
    stack: TerraformStack, api: Api, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """Two functions, an alias of one of them and a version need four permissions."""
    other = LambdaFunction(stack, "Other", function_name="other", role="arn:aws:iam::1:role/r")
    alias = LambdaAlias(
        stack, "Alias", name="live", function_name=function.function_name, function_version="1"
    )
    handlers: list[Any] = [function, other, alias, LambdaTarget.from_arn(f"{_ARN}:7")]
    for number, handler in enumerate(handlers):
        api.add_lambda_integration(f"I{number}", handler=handler)

    assert sorted(block.get("qualifier", "") for block in blocks(_PERMISSION)) == [
        "",
        "",
        "${aws_lambda_alias.Alias.name}",
        "7",
    ]


def test_each_api_has_its_own(
    stack: TerraformStack, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """A function that two APIs call is permitted to both."""
    for name in ("One", "Two"):
        api = Api(stack, name, protocol_type="WEBSOCKET", deploy=False)
        api.add_lambda_integration("Same", handler=function)

    sources = [block["source_arn"] for block in blocks(_PERMISSION)]
    assert len(sources) == len(set(sources)) == 2


def test_functions_of_one_id_in_two_scopes(api: Api, blocks: Callable[[str], Blocks]) -> None:
    """Integrations may have the same id in different scopes, each with a function of its own."""
    for name in ("A", "B"):
        scope = Construct(api.stack, name)
        text = TerraformVariable(scope, "arn", type="string").string_value
        LambdaIntegration(scope, "Same", api=api, handler=LambdaTarget.from_arn(text))
        LambdaIntegration(scope, "Other", api=api, handler=LambdaTarget.from_arn(f"{_ARN}{name}"))

    assert len(blocks(_PERMISSION)) == 4


def test_own_objects_of_one_function_share_it(api: Api, block: Block) -> None:
    """What counts is the function, not the object that stands for it."""
    for name in ("A", "B"):
        handler: Any = SimpleNamespace(
            function_name="f", invoke_arn="arn:aws:apigateway:r:lambda:path/x/invocations"
        )
        api.add_lambda_integration(name, handler=handler)

    assert block(_PERMISSION)["function_name"] == "f"


def test_trap_alias_needs_its_qualifier(
    stack: TerraformStack, api: Api, function: LambdaFunction, block: Block
) -> None:
    """A permission without the alias would not let the alias be invoked."""
    alias = LambdaAlias(
        stack, "Alias", name="live", function_name=function.function_name, function_version="1"
    )
    api.add_lambda_integration("Alias", handler=alias)

    assert block(_PERMISSION)["qualifier"] == "${aws_lambda_alias.Alias.name}"
    assert block("aws_apigatewayv2_integration")["integration_uri"] == (
        "${aws_lambda_alias.Alias.invoke_arn}"
    )


def test_function_of_a_data_source(stack: TerraformStack, api: Api, block: Block) -> None:
    """A function that is looked up is invoked at the version that was looked up."""
    data = DataAwsLambdaFunction(stack, "Data", function_name="f", qualifier="7")
    api.add_lambda_integration("Data", handler=data)

    assert block(_PERMISSION)["qualifier"] == "7"
    assert block("aws_apigatewayv2_integration")["integration_uri"] == (
        "${data.aws_lambda_function.Data.qualified_invoke_arn}"
    )


def _documents(app: App) -> dict[str, str]:
    """Return the JSON of every stack, with the references from one to another made."""
    for stack in app.node.children:
        AwsProvider(TerraformStack.of(stack), "aws", region="eu-west-1")
    app.synth()
    return {path.parent.name: path.read_text() for path in Path(app.outdir).rglob("cdk.tf.json")}


def test_function_of_another_stack(app: App, api: Api) -> None:
    """A function of another stack is permitted in the stack of the API."""
    other = TerraformStack(app, "functions")
    away = LambdaFunction(other, "Away", function_name="away", role="arn:aws:iam::1:role/r")
    api.add_lambda_integration("Away", handler=away)

    documents = _documents(app)
    (written,) = json.loads(documents["orders"])["resource"][_PERMISSION].values()
    assert written["function_name"].startswith("${data.terraform_remote_state.")
    assert written["source_arn"] == f"{_EXECUTION}/*/*"
    assert _PERMISSION not in documents["functions"]


def test_api_of_another_stack(app: App, api: Api) -> None:
    """The stack of an API does not depend on the stack that adds to it."""
    user = TerraformStack(app, "user")
    backend = LambdaFunction(user, "Away", function_name="away", role="arn:aws:iam::1:role/r")
    LambdaIntegration(user, "Caller", api=api, handler=backend).add_route("GET /")

    documents = _documents(app)
    (written,) = json.loads(documents["user"])["resource"][_PERMISSION].values()
    assert written["function_name"] == "${aws_lambda_function.Away.function_name}"
    assert written["source_arn"].startswith("${data.terraform_remote_state.")
    assert "terraform_remote_state" not in documents["orders"]
    assert "aws_apigatewayv2_route" not in documents["orders"]


def test_function_of_two_stacks(app: App, api: Api, function: LambdaFunction) -> None:
    """The API's own stack does not wait for the permission that another stack made first."""
    user = TerraformStack(app, "user")
    LambdaIntegration(user, "Caller", api=api, handler=function).add_route("GET /")
    api.add_lambda_integration("Own", handler=function)

    documents = {name: json.loads(text) for name, text in _documents(app).items()}
    assert {name: list(made["resource"][_PERMISSION]) for name, made in documents.items()} == {
        "orders": ["Books_PermissionBackend_CDC31716"],
        "user": ["ordersBooks_PermissionordersBackend_B7924FF1"],
    }
    assert "data" not in documents["orders"]


def test_imported_api(stack: TerraformStack, function: LambdaFunction, block: Block) -> None:
    """Of an imported API the execution ARN is given, or read from AWS."""
    arn = "arn:aws:execute-api:eu-west-1:123456789012:abc"
    api = Api.from_api_id(stack, "Imported", "abc", execution_arn=arn, protocol_type="HTTP")
    api.add_lambda_integration("Backend", handler=function)

    assert block(_PERMISSION)["source_arn"] == f"{arn}/*/*"


def test_imported_api_is_read(
    stack: TerraformStack, function: LambdaFunction, block: Block
) -> None:
    """Nobody needs to know the ARN of an API whose id is known."""
    api = Api.from_api_id(stack, "Imported", "abc", protocol_type="HTTP")
    api.add_lambda_integration("B", handler=function)

    assert block(_PERMISSION)["source_arn"].startswith("${data.aws_apigatewayv2_api.Imported")


def test_api_without_an_execution_arn_is_refused(
    stack: TerraformStack, function: LambdaFunction
) -> None:
    """An object that only knows its id cannot be permitted anything."""
    api = SimpleNamespace(api_id="abc")

    with pytest.raises(OptionError) as refused:
        LambdaIntegration(stack, "Caller", api=api, handler=function, payload_format_version="2.0")

    assert str(refused.value) == (
        "orders/Caller: api is namespace(api_id='abc'), "
        "allowed: an API that knows its execution_arn: a function must be permitted to it; "
        "take it with Api.from_api_id()"
    )


def test_permission_of_ones_own(stack: TerraformStack, block: Block) -> None:
    """What API Gateway finds by a stage variable is permitted by hand."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    LambdaPermission(
        stack,
        "Permission",
        function=LambdaTarget(arn, arn, arn),
        source_arn=arn,
        statement_id="stage",
    )

    written = block(_PERMISSION)
    assert written["statement_id"] == "stage"
    names = ("function_name", "source_arn", "qualifier")
    assert {written[name] for name in names} == {"${var.arn}"}


@pytest.mark.parametrize("function", [None, "f", SimpleNamespace(function_name="f")], ids=str)
def test_odd_function_is_refused(stack: TerraformStack, function: Any) -> None:  # noqa: ANN401
    """A function is an object with a name and an ARN."""
    with pytest.raises(OptionError) as refused:
        LambdaPermission(stack, "Permission", function=function, source_arn="arn")

    assert str(refused.value) == (
        f"orders/Permission: function is {function!r}, allowed: {FUNCTION}"
    )
