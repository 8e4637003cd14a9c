"""Tests of routes of HTTP APIs to Lambda functions."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    HttpApi,
    HttpRoute,
    IntegrationCredentials,
    LambdaPermission,
    LambdaTarget,
    MappingValue,
    OptionError,
    ParameterMapping,
    PayloadFormatVersion,
)
from apigwv2_tf.integrations import HttpLambdaIntegration
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias

from tests.constructs.test_lambda_integration import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    Integration = Callable[[], dict[str, Any]]

_API = "${aws_apigatewayv2_api.Books_8C439C90.execution_arn}"
_INTEGRATION = "aws_apigatewayv2_integration"
_PERMISSION = "aws_lambda_permission"
_ROLE = "arn:aws:iam::123456789012:role/caller"


def _permitted(blocks: Callable[[str], Blocks]) -> list[str]:
    return sorted(block["source_arn"].removeprefix(_API) for block in blocks(_PERMISSION))


def test_smallest_integration(
    http: HttpApi, function: LambdaFunction, integration: Integration
) -> None:
    """A function gets the request as it is, in payload 2.0, by POST and by its invoke ARN."""
    http.add_route("GET /", HttpLambdaIntegration("Backend", function))

    assert integration() == {
        "integration_method": "POST",
        "integration_type": "AWS_PROXY",
        "integration_uri": "${aws_lambda_function.Backend.invoke_arn}",
        "payload_format_version": "2.0",
        "timeout_milliseconds": 30_000,
    }


def test_address(http: HttpApi, function: LambdaFunction, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id; the permission, by the function's."""
    http.add_route("GET /", HttpLambdaIntegration("Shelf", function))

    resources = synthesized()["resource"]
    assert [*resources[_INTEGRATION], *resources[_PERMISSION]] == [
        "Books_Shelf_8BC901A1",
        "Books_PermissionBackend_CDC31716",
    ]


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"payload_format_version": PayloadFormatVersion.VERSION_1_0},
            {"payload_format_version": "1.0"},
            id="payload_format_version",
        ),
        pytest.param(
            {
                "parameter_mapping": ParameterMapping().append_header(
                    "stage", MappingValue.context_variable("stage")
                )
            },
            {"request_parameters": {"append:header.stage": "$context.stage"}},
            id="parameter_mapping",
        ),
        pytest.param(
            {"response_parameters": {"404": {"overwrite:statuscode": "200"}}},
            {
                "response_parameters": [
                    {"status_code": "404", "mappings": {"overwrite:statuscode": "200"}}
                ]
            },
            id="response_parameters",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=3)}, {"timeout_milliseconds": 3000}, id="timeout"
        ),
        pytest.param({"description": "shelf"}, {"description": "shelf"}, id="description"),
        pytest.param({"credentials": _ROLE}, {"credentials_arn": _ROLE}, id="credentials"),
        pytest.param(
            {"credentials": IntegrationCredentials.from_role(SimpleNamespace(arn=_ROLE))},
            {"credentials_arn": _ROLE},
            id="credentials-of-a-role",
        ),
        pytest.param(
            {"transform": lambda given: {**given, "description": "changed"}},
            {"description": "changed"},
            id="transform",
        ),
    ],
)
def test_option_given(
    http: HttpApi,
    function: LambdaFunction,
    block: Block,
    options: dict[str, Any],
    written: dict[str, Any],
) -> None:
    """Each option reaches Terraform."""
    http.add_route("GET /", HttpLambdaIntegration("Backend", function, **options))

    found = block(_INTEGRATION)
    assert {name: found[name] for name in written} == written


def test_one_permission_for_all_routes(
    http: HttpApi, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """
    One permission serves every route and every integration of the function, `$default` too.

    AWS CDK makes one for each route by default, and fills the function's policy with them.
    """
    backend = HttpLambdaIntegration("Backend", function)
    http.add_route("GET /books/{book_id}", backend)
    http.add_route("$default", HttpLambdaIntegration("Rest", function))

    assert _permitted(blocks) == ["/*/*"]


def test_scope_permission_to_route(
    http: HttpApi, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """
    Each route brings its own permission, also where it shares the integration.

    AWS CDK once made it for the first route only (aws-cdk 18201). It leaves the method open and
    path variables literal; here the method is the route's and variables are stars.
    """
    backend = HttpLambdaIntegration("Backend", function, scope_permission_to_route=True)
    http.add_routes(path="/books/{book_id}", methods=["GET", "PUT"], integration=backend)
    http.add_route("$default", backend)

    assert _permitted(blocks) == ["/*/$default", "/*/GET/books/*", "/*/PUT/books/*"]


def test_permission_of_a_route_stands_under_it(http: HttpApi, function: LambdaFunction) -> None:
    """The permission goes with its route."""
    backend = HttpLambdaIntegration("Backend", function, scope_permission_to_route=True)
    route = http.add_route("GET /", backend)

    assert str(route.node.find_child("Permission").node.path) == (
        "orders/Books/Route.GET --/Permission"
    )


def test_routes_share_the_integration(
    http: HttpApi, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """One object is one integration, however many routes it has."""
    backend = HttpLambdaIntegration("Backend", function)
    http.add_routes(path="/books", methods=["GET", "POST"], integration=backend)

    assert len(blocks(_INTEGRATION)) == 1
    assert len({route["target"] for route in blocks("aws_apigatewayv2_route")}) == 1


@pytest.mark.parametrize("per_route", [False, True])
def test_role_in_place_of_a_permission(
    http: HttpApi,
    function: LambdaFunction,
    blocks: Callable[[str], Blocks],
    per_route: bool,  # noqa: FBT001
) -> None:
    """A role that invokes the function needs no permission besides."""
    backend = HttpLambdaIntegration(
        "Backend", function, credentials=_ROLE, scope_permission_to_route=per_route
    )
    http.add_route("GET /", backend)

    assert blocks(_PERMISSION) == []


def test_default_integration(
    stack: TerraformStack, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """A function can be the default of an API, and is permitted there."""
    HttpApi(stack, "Books", default_integration=HttpLambdaIntegration("Backend", function))

    assert [route["route_key"] for route in blocks("aws_apigatewayv2_route")] == ["$default"]
    assert _permitted(blocks) == ["/*/*"]


def test_function_defined_elsewhere(http: HttpApi, block: Block) -> None:
    """A function known by its ARN is permitted too; AWS CDK only warns."""
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:shelf:live"
    http.add_route("GET /", HttpLambdaIntegration("Backend", LambdaTarget.from_arn(arn)))

    written = block(_PERMISSION)
    assert (written["function_name"], written["qualifier"]) == (arn.removesuffix(":live"), "live")


def test_token_passes(stack: TerraformStack, http: HttpApi, integration: Integration) -> None:
    """What Terraform knows later is passed on."""
    name = TerraformVariable(stack, "name", type="string").string_value
    target = LambdaTarget(name, f"arn:aws:apigateway:eu-west-1:lambda:path/{name}/invocations")
    http.add_route("GET /", HttpLambdaIntegration("Backend", target, description=name))

    written = integration()
    assert written["description"] == "${var.name}"
    assert written["integration_uri"].endswith("/${var.name}/invocations")


def test_alias_chosen_by_a_stage_variable(
    http: HttpApi, function: LambdaFunction, stack: TerraformStack, blocks: Callable[[str], Blocks]
) -> None:
    """A stage variable may choose the alias; each is then permitted by hand (aws-cdk 6143)."""
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:backend:${stageVariables.color}"
    uri = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    http.add_route("GET /", HttpLambdaIntegration("Backend", LambdaTarget("backend", uri)))
    for color in ("blue", "green"):
        alias = LambdaAlias(
            stack, color, name=color, function_name=function.arn, function_version="1"
        )
        stage = f"{http.execution_arn}/{color}/*"
        LambdaPermission(stack, f"Permit-{color}", function=alias, source_arn=stage)

    (written,) = blocks(_INTEGRATION)
    assert written["integration_uri"] == uri.replace("${", "$${")
    named = {block["qualifier"]: block["source_arn"] for block in blocks(_PERMISSION)[1:]}
    assert named == {
        "${aws_lambda_alias.blue.name}": f"{_API}/blue/*",
        "${aws_lambda_alias.green.name}": f"{_API}/green/*",
    }


def test_integration_of_two_apis_is_refused(
    stack: TerraformStack, http: HttpApi, function: LambdaFunction
) -> None:
    """An integration belongs to one API."""
    backend = HttpLambdaIntegration("Backend", function)
    http.add_route("GET /", backend)
    with pytest.raises(OptionError) as refused:
        HttpApi(stack, "Authors").add_route("GET /", backend)

    assert str(refused.value) == (
        "orders/Authors/Route.GET --: integration is 'Backend', allowed: an integration of the "
        "same API: this is one of orders/Books; make one for each API"
    )


def test_api_without_arn_is_refused(stack: TerraformStack, function: LambdaFunction) -> None:
    """A function can only be permitted to an API whose ARN is known."""
    api = SimpleNamespace(api_id="abc")
    backend = HttpLambdaIntegration("Backend", function, payload_format_version="2.0")
    with pytest.raises(OptionError) as refused:
        HttpRoute(stack, "Route", http_api=api, route_key="GET /", integration=backend)

    assert str(refused.value) == (
        f"orders/Route/Backend: api is {api!r}, allowed: an API that knows its execution_arn: "
        "a function must be permitted to it; take it with Api.from_api_id()"
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param({"handler": "f"}, f"Backend: handler is 'f', allowed: {FUNCTION}", id="text"),
        pytest.param(
            {"timeout": 3},
            "Backend: timeout is 3, allowed: a datetime.timedelta",
            id="type",
        ),
        pytest.param(
            {"handler": LambdaTarget("f", "arn:aws:s3:::bucket")},
            "orders/Books/Backend: handler.invoke_arn is 'arn:aws:s3:::bucket', "
            "allowed: the ARN of a Lambda function: HTTP APIs call other services by a subtype; "
            "give subtype= in place of another service's ARN",
            id="no-function",
        ),
        pytest.param(
            {"timeout": timedelta(milliseconds=20)},
            "orders/Books/Backend: timeout is '20 ms', "
            "allowed: 50 ms to 30 s, in whole milliseconds",
            id="timeout",
        ),
        pytest.param(
            {"parameter_mapping": {"append:header.via": "$request.path"}},
            "orders/Books/Backend: parameter_mapping key is 'append:header.via', "
            "allowed: a header that API Gateway does not reserve; via can't be mapped",
            id="parameter_mapping",
        ),
        pytest.param(
            {"credentials": "caller"},
            "orders/Books/Backend: credentials is 'caller', allowed: the ARN of a role",
            id="credentials",
        ),
        pytest.param(
            {"payload_format_version": "3.0"},
            "orders/Books/Backend: payload_format_version is '3.0', allowed: 1.0, 2.0",
            id="payload_format_version",
        ),
    ],
)
def test_option_is_refused(
    http: HttpApi, function: LambdaFunction, options: dict[str, Any], problem: str
) -> None:
    """Errors name the option as the user wrote it."""
    given = {"handler": function, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("GET /", HttpLambdaIntegration("Backend", **given))

    assert str(refused.value) == problem


def test_refused_integration_leaves_nothing(
    http: HttpApi, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """After a refusal the tree is as before, and a corrected integration can have its place."""
    with pytest.raises(OptionError):
        http.add_route("GET /", HttpLambdaIntegration("Backend", function, timeout=timedelta(0)))

    assert (blocks(_INTEGRATION), blocks(_PERMISSION)) == ([], [])
    http.add_route("GET /", HttpLambdaIntegration("Backend", function))
