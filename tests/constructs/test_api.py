"""Tests of APIs: what they define, and what they make by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    CorsConfiguration,
    DefaultTarget,
    IpAddressType,
    KnownApiKeySelectionExpression,
    KnownRouteSelectionExpression,
    LambdaTarget,
    ProtocolType,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]
    Blocks = Callable[[str], list[dict[str, Any]]]

URL = "https://example.com"


def plain(block: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a block without what CDKTF adds and without some names."""
    return {name: value for name, value in block.items() if name not in ("//", *names)}


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        pytest.param("HTTP", {}, id="HTTP"),
        pytest.param(
            "WEBSOCKET",
            {"route_selection_expression": "$request.body.action"},
            id="trap: WebSocket has a selection expression",
        ),
    ],
)
def test_smallest_api(
    stack: TerraformStack, block: Block, protocol: str, expected: dict[str, str]
) -> None:
    """An API with only a protocol is named like its id; what AWS would keep is stated."""
    Api(stack, "Books", protocol_type=protocol, deploy=False)

    assert plain(block("aws_apigatewayv2_api")) == {
        "name": "Books",
        "protocol_type": protocol,
        "ip_address_type": "ipv4",
        **expected,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"api_name": "n"}, {"name": "n"}, id="name"),
        pytest.param({"description": "d"}, {"description": "d"}, id="description"),
        pytest.param({"description": ""}, {"description": ""}, id="empty description"),
        pytest.param({"version": "v1"}, {"version": "v1"}, id="version"),
        pytest.param(
            {"disable_execute_api_endpoint": True},
            {"disable_execute_api_endpoint": True},
            id="own domain names only",
        ),
        pytest.param(
            {"ip_address_type": IpAddressType.DUAL_STACK},
            {"ip_address_type": "dualstack"},
            id="addresses",
        ),
        pytest.param(
            {"ip_address_type": "dualstack"}, {"ip_address_type": "dualstack"}, id="as text"
        ),
        pytest.param({"tags": {"team": "a"}}, {"tags": {"team": "a"}}, id="tags"),
        pytest.param(
            {"cors_configuration": CorsConfiguration(max_age=1)},
            {"cors_configuration": {"max_age": 1}},
            id="CORS",
        ),
        pytest.param(
            {"route_selection_expression": KnownRouteSelectionExpression.METHOD_PATH},
            {"route_selection_expression": "$${request.method} $${request.path}"},
            id="selection of an HTTP API",
        ),
        pytest.param({"base_path": "ignore"}, {"name": "Api"}, id="base path as it is anyway"),
        pytest.param(
            {"disable_schema_validation": False}, {"name": "Api"}, id="schemas as they are anyway"
        ),
        pytest.param({"retain_deployments": False}, {"name": "Api"}, id="nothing retained"),
    ],
)
def test_options(
    stack: TerraformStack, block: Block, options: dict[str, Any], expected: dict[str, Any]
) -> None:
    """An option that is given is written."""
    Api(stack, "Api", protocol_type="HTTP", deploy=False, **options)

    assert block("aws_apigatewayv2_api").items() >= expected.items()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        pytest.param(
            "route_selection_expression",
            "${request.body.service}/${request.body.action}",
            "$${request.body.service}/$${request.body.action}",
            id="selection of a route",
        ),
        pytest.param(
            "route_selection_expression",
            KnownRouteSelectionExpression.CONTEXT_ROUTE_KEY,
            "$${context.routeKey}",
            id="known selection",
        ),
        pytest.param(
            "api_key_selection_expression",
            KnownApiKeySelectionExpression.AUTHORIZER_USAGE_IDENTIFIER,
            "$context.authorizer.usageIdentifierKey",
            id="API key of the authorizer",
        ),
        pytest.param(
            "api_key_selection_expression",
            "$request.header.x-api-key",
            "$request.header.x-api-key",
            id="API key of the header",
        ),
    ],
)
def test_options_of_websocket_apis(
    stack: TerraformStack,
    block: Block,
    name: str,
    value: str,
    text: str,
) -> None:
    """API Gateway's own expressions reach AWS unharmed."""
    options: dict[str, Any] = {name: value}
    Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False, **options)

    assert block("aws_apigatewayv2_api")[name] == text


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    names = ("api_name", "description", "version", "ip_address_type", "target", "credentials_arn")
    options: dict[str, Any] = dict.fromkeys([*names, "route_key"], text)
    Api(stack, "Api", protocol_type="HTTP", tags={"a": text}, **options)

    found = plain(block("aws_apigatewayv2_api"), "protocol_type", "tags")
    assert set(found.values()) == {"${var.Text}"}
    assert len(found) == 7


def test_trap_address_type_is_not_reset(stack: TerraformStack, block: Block) -> None:
    """The kind of addresses is stated when it is left out, because AWS would keep the old one."""
    Api(stack, "Api", protocol_type="HTTP", deploy=False)

    assert block("aws_apigatewayv2_api")["ip_address_type"] == "ipv4"


def test_stage_and_deployment_of_its_own(stack: TerraformStack, block: Block) -> None:
    """Unless told otherwise an API makes a deployment and the stage ``prod`` that serves it."""
    api = Api(stack, "Api", protocol_type=ProtocolType.HTTP)
    deployment, stage = block("aws_apigatewayv2_deployment"), block("aws_apigatewayv2_stage")

    assert deployment["description"] == stage["description"] == "Made by the Api construct"
    assert plain(stage, "api_id", "description") == {
        "name": "prod",
        "auto_deploy": False,
        "deployment_id": "${aws_apigatewayv2_deployment.Api_Deployment_B17BE62D.id}",
    }
    assert api.latest_deployment is not None
    assert api.deployment_stage is not None


def test_no_stage_of_its_own(stack: TerraformStack, blocks: Blocks) -> None:
    """Told so, an API makes neither deployment nor stage."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)

    assert blocks("aws_apigatewayv2_deployment") == blocks("aws_apigatewayv2_stage") == []
    assert api.latest_deployment is None
    assert api.deployment_stage is None


def test_stage_that_deploys_by_itself(stack: TerraformStack, block: Block, blocks: Blocks) -> None:
    """With automatic deployment there is a stage and no deployment."""
    Api(stack, "Api", protocol_type="HTTP", deploy_options={"auto_deploy": True})

    assert blocks("aws_apigatewayv2_deployment") == []
    assert block("aws_apigatewayv2_stage")["auto_deploy"] is True
    assert "deployment_id" not in block("aws_apigatewayv2_stage")


def test_options_of_its_own_stage(stack: TerraformStack, block: Block) -> None:
    """The API's own stage takes every option of a stage."""
    options: Any = {
        "stage_name": "$default",
        "description": "d",
        "stage_variables": {"a": "b"},
        "tags": {"team": "a"},
        "logical_id": "front",
    }
    Api(stack, "Api", protocol_type="HTTP", deploy_options=options)

    found = plain(block("aws_apigatewayv2_stage"), "api_id", "deployment_id")
    assert found == {
        "name": "$default",
        "auto_deploy": False,
        "description": "d",
        "stage_variables": {"a": "b"},
        "tags": {"team": "a"},
    }


def test_name_of_its_own_stage_as_a_token(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A name that only Terraform knows does not get into the stage's address."""
    name = TerraformVariable(stack, "Name", type="string").string_value
    Api(stack, "Api", protocol_type="HTTP", deploy_options={"stage_name": name})

    (address,) = synthesized()["resource"]["aws_apigatewayv2_stage"]
    assert address.startswith("Api_Stage_")
    assert "Token" not in address


def test_quick_create(stack: TerraformStack, block: Block, blocks: Blocks) -> None:
    """For a target AWS makes route and stage by itself, so that none is made here."""
    Api(
        stack,
        "Api",
        protocol_type="HTTP",
        target=URL,
        route_key="GET /books",
        credentials_arn="arn:aws:iam::1:role/r",
    )

    found = block("aws_apigatewayv2_api")
    assert found["target"] == URL
    assert found["route_key"] == "GET /books"
    assert found["credentials_arn"] == "arn:aws:iam::1:role/r"
    assert blocks("aws_apigatewayv2_stage") == blocks("aws_apigatewayv2_deployment") == []


def test_default_target_as_a_function(
    stack: TerraformStack, block: Block, function: LambdaFunction
) -> None:
    """The default target can be a function, which is permitted to be called."""
    Api(stack, "Api", protocol_type="HTTP", default_target=DefaultTarget(handler=function))

    assert block("aws_apigatewayv2_route")["route_key"] == "$default"
    assert block("aws_apigatewayv2_integration")["integration_type"] == "AWS_PROXY"
    assert block("aws_lambda_permission")["function_name"].startswith("${aws_lambda_function.")


@pytest.mark.parametrize(
    ("protocol", "uri", "kind"),
    [
        pytest.param("HTTP", URL, "HTTP_PROXY", id="URL"),
        pytest.param("WEBSOCKET", URL, "HTTP_PROXY", id="URL of a WebSocket API"),
        pytest.param("WEBSOCKET", "MOCK", "MOCK", id="templates alone"),
    ],
)
def test_default_target_as_text(
    stack: TerraformStack, block: Block, protocol: str, uri: str, kind: str
) -> None:
    """The default target can be a URL, and on WebSocket APIs templates alone."""
    Api(stack, "Api", protocol_type=protocol, default_target=DefaultTarget(uri=uri))

    assert block("aws_apigatewayv2_route")["route_key"] == "$default"
    assert block("aws_apigatewayv2_integration")["integration_type"] == kind


def test_default_target_as_a_service(stack: TerraformStack, block: Block) -> None:
    """On WebSocket APIs the default target can be an action of an AWS service."""
    arn = "arn:aws:apigateway:eu-west-1:sqs:path/1/queue"
    Api(stack, "Chat", protocol_type="WEBSOCKET", default_target=DefaultTarget(uri=arn))

    assert block("aws_apigatewayv2_integration")["integration_uri"] == arn


def test_default_target_by_its_arn(stack: TerraformStack, block: Block) -> None:
    """The default target can be a function known by its ARN."""
    target = LambdaTarget.from_arn("arn:aws:lambda:eu-west-1:123456789012:function:f")
    Api(stack, "Chat", protocol_type="WEBSOCKET", default_target=DefaultTarget(handler=target))

    assert block("aws_apigatewayv2_route")["route_key"] == "$default"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What others use of an API are references."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False, logical_id="api")
    for name in ("api_id", "execution_arn", "api_endpoint", "arn"):
        TerraformOutput(stack, name, value=getattr(api, name))

    found = {name: output["value"] for name, output in synthesized()["output"].items()}
    assert found == {
        "api_id": "${aws_apigatewayv2_api.api.id}",
        "execution_arn": "${aws_apigatewayv2_api.api.execution_arn}",
        "api_endpoint": "${aws_apigatewayv2_api.api.api_endpoint}",
        "arn": "${aws_apigatewayv2_api.api.arn}",
    }
    assert api.protocol_type is ProtocolType.HTTP
