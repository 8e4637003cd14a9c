"""Tests of stages of WebSocket APIs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, OptionError, PolicyStatement, WebSocketStage
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import IWebSocketStage

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

STAGE = "aws_apigatewayv2_stage"
ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1"


def websocket(stack: TerraformStack) -> Api:
    """Define a WebSocket API with one route."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    api.add_route("$default")
    return api


def outputs(stack: TerraformStack, synthesized: Synthesized, **values: str) -> dict[str, str]:
    """Return what values resolve to."""
    for name, value in values.items():
        TerraformOutput(stack, name, value=value)
    return {name: output["value"] for name, output in synthesized()["output"].items()}


def test_smallest_stage(stack: TerraformStack, synthesized: Synthesized) -> None:
    """
    With an API and a name the stage deploys by itself.

    AWS CDK's does not deploy by itself, so that it serves nothing.
    """
    WebSocketStage(stack, "Live", web_socket_api=websocket(stack), stage_name="live")

    found = synthesized()["resource"][STAGE]["Live_848578DF"]
    assert {name: value for name, value in found.items() if name != "//"} == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "name": "live",
        "auto_deploy": True,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"description": "d"}, {"description": "d"}, id="description"),
        pytest.param({"client_certificate_id": "c"}, {"client_certificate_id": "c"}, id="cert"),
        pytest.param(
            {"default_route_settings": {"logging_level": "ERROR"}},
            {
                "default_route_settings": {
                    "throttling_rate_limit": 10_000,
                    "throttling_burst_limit": 5_000,
                    "detailed_metrics_enabled": False,
                    "logging_level": "ERROR",
                }
            },
            id="execution log",
        ),
    ],
)
def test_options(
    stack: TerraformStack, block: Block, options: dict[str, Any], expected: dict[str, Any]
) -> None:
    """An option that is given is written."""
    WebSocketStage(stack, "Live", web_socket_api=websocket(stack), stage_name="live", **options)

    assert block(STAGE).items() >= expected.items()


def test_trap_stage_that_serves_nothing(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Without automatic deployment the stage serves a deployment of its own; AWS CDK's, nothing."""
    api = websocket(stack)
    WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live", auto_deploy=False)

    found = synthesized()["resource"]
    (name,) = found["aws_apigatewayv2_deployment"]
    (stage,) = found[STAGE].values()
    assert stage["deployment_id"] == f"${{aws_apigatewayv2_deployment.{name}.id}}"


def test_token_passes(stack: TerraformStack, block: Block) -> None:
    """A name that only Terraform knows is not checked."""
    name = TerraformVariable(stack, "Name", type="string").string_value
    WebSocketStage(stack, "Live", web_socket_api=websocket(stack), stage_name=name)

    assert block(STAGE)["name"] == "${var.Name}"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Clients connect by one URL, backends reach them by another."""
    api = websocket(stack)
    live = WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live", logical_id="live")

    assert live.api is api
    assert outputs(
        stack, synthesized, name=live.stage_name, url=live.url, callback=live.callback_url
    ) == {
        "name": f"${{{STAGE}.live.id}}",
        "url": f"${{{STAGE}.live.invoke_url}}",
        "callback": f'${{replace({STAGE}.live.invoke_url, "wss://", "https://")}}',
    }


def test_metrics(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The metrics are those of the API at this stage."""
    live = WebSocketStage(
        stack, "Live", web_socket_api=websocket(stack), stage_name="live", logical_id="live"
    )

    dimensions = live.metric_connect_count().dimensions_map or {}
    assert outputs(stack, synthesized, **dimensions) == {
        "ApiId": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "Stage": f"${{{STAGE}.live.id}}",
    }


def test_stage_in_an_annotation(stack: TerraformStack) -> None:
    """A stage is one wherever a program asks for any stage of a WebSocket API."""

    def url_of(stage: IWebSocketStage) -> str:
        return stage.callback_url

    live = WebSocketStage(stack, "Live", web_socket_api=websocket(stack), stage_name="live")
    assert url_of(live)


def test_grant(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A role that is let in may reach the clients of this stage, and of no other."""
    role = IamRole(stack, "Backend", assume_role_policy="{}")
    live = WebSocketStage(
        stack, "Live", web_socket_api=websocket(stack), stage_name="live", logical_id="live"
    )
    live.grant_management_api_access(role)

    ((name, policy),) = synthesized()["resource"]["aws_iam_role_policy"].items()
    (statement,) = json.loads(policy["policy"])["Statement"]
    assert name == "Live_ManageConnectionsBackend_7F98CB50"
    assert policy["role"] == "${aws_iam_role.Backend.name}"
    assert statement == {
        "Effect": "Allow",
        "Action": "execute-api:ManageConnections",
        "Resource": "${aws_apigatewayv2_api.Chat_26DEB33F.execution_arn}"
        f"/${{{STAGE}.live.id}}/*/@connections/*",
    }


def test_grant_to_what_is_no_role(stack: TerraformStack) -> None:
    """Whoever is let in has a role; the error names the argument."""
    live = WebSocketStage(stack, "Live", web_socket_api=websocket(stack), stage_name="live")
    with pytest.raises(OptionError) as refused:
        live.grant_management_api_access("no role!")

    assert str(refused.value).startswith("orders/Live: identity is 'no role!', allowed: a role")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"stage_name": None},
            "stage_name is left out, allowed: 1 to 128 letters, digits, - and _; "
            "or $default on an HTTP API",
            id="no name",
        ),
        pytest.param(
            {"stage_name": "$default"},
            "stage_name is '$default', allowed: a name of letters, digits, - and _: "
            "WebSocket APIs have no $default stage",
            id="default stage",
        ),
    ],
)
def test_what_is_refused(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that cannot be are refused at once; AWS CDK lets `$default` through."""
    with pytest.raises(OptionError) as refused:
        WebSocketStage(stack, "Live", web_socket_api=websocket(stack), **options)

    assert str(refused.value) == f"orders/Live: {told}"


def test_http_api(stack: TerraformStack) -> None:
    """An HTTP API has stages of its own class."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)
    with pytest.raises(OptionError) as refused:
        WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")

    assert str(refused.value) == (
        "orders/Live: web_socket_api is 'orders/Api', allowed: a WebSocket API; use HttpStage"
    )


def test_imported_stage(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A stage that is defined elsewhere has its URLs and can be granted, unlike AWS CDK's."""
    api = Api.from_api_id(
        stack, "Chat", "a1", api_endpoint="wss://a1.example.com", execution_arn=ARN
    )
    live = WebSocketStage.from_web_socket_stage_attributes(
        stack, "Live", api=api, stage_name="live"
    )
    live.grant_management_api_access("backend")

    assert live.url == "wss://a1.example.com/live"
    assert live.management_api_access_statement() == PolicyStatement(
        actions=["execute-api:ManageConnections"], resources=[f"{ARN}/live/*/@connections/*"]
    )
    (policy,) = synthesized()["resource"]["aws_iam_role_policy"].values()
    assert policy["role"] == "backend"
    assert outputs(stack, synthesized, callback=live.callback_url) == {
        "callback": '${replace("wss://a1.example.com/live", "wss://", "https://")}'
    }
