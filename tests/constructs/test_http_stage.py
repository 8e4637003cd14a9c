"""Tests of stages of HTTP APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Deployment,
    DomainMappingOptions,
    HttpStage,
    OptionError,
    RouteSettings,
    ThrottleSettings,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import IHttpStage

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]

STAGE = "aws_apigatewayv2_stage"


def http(stack: TerraformStack, **options: Any) -> Api:  # noqa: ANN401
    """Define an HTTP API with one route."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False, **options)
    api.add_route("GET /", api.add_http_integration("Url", url="https://example.com"))
    return api


def outputs(stack: TerraformStack, synthesized: Synthesized, **values: str) -> dict[str, str]:
    """Return what values resolve to."""
    for name, value in values.items():
        TerraformOutput(stack, name, value=value)
    return {name: output["value"] for name, output in synthesized()["output"].items()}


def test_smallest_stage(stack: TerraformStack, synthesized: Synthesized) -> None:
    """
    With nothing but an API the stage adds nothing to the URL and deploys by itself.

    AWS CDK's does not deploy by itself, so that it serves nothing.
    """
    HttpStage(stack, "Live", http_api=http(stack))

    found = synthesized()["resource"][STAGE]["Live_848578DF"]
    assert {name: value for name, value in found.items() if name != "//"} == {
        "api_id": "${aws_apigatewayv2_api.Api_F70053CD.id}",
        "name": "$default",
        "auto_deploy": True,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"stage_name": "v1"}, {"name": "v1"}, id="name"),
        pytest.param({"stage_name": None}, {"name": "$default"}, id="no name"),
        pytest.param({"auto_deploy": True}, {"auto_deploy": True}, id="automatic deployment"),
        pytest.param({"description": "d"}, {"description": "d"}, id="description"),
        pytest.param(
            {"stage_variables": {"a": "b"}}, {"stage_variables": {"a": "b"}}, id="variables"
        ),
        pytest.param({"tags": {"team": "a"}}, {"tags": {"team": "a"}}, id="tags"),
        pytest.param(
            {"throttle": ThrottleSettings(rate_limit=5), "detailed_metrics_enabled": True},
            {
                "default_route_settings": {
                    "throttling_rate_limit": 5,
                    "throttling_burst_limit": 5_000,
                    "detailed_metrics_enabled": True,
                }
            },
            id="limits and metrics",
        ),
    ],
)
def test_options(
    stack: TerraformStack, block: Block, options: dict[str, Any], expected: dict[str, Any]
) -> None:
    """An option that is given is written."""
    HttpStage(stack, "Live", http_api=http(stack), **options)

    assert block(STAGE).items() >= expected.items()


def test_more_than_aws_cdk_has(stack: TerraformStack, block: Block) -> None:
    """Settings of single routes, logs and all else that stages have are there, too."""
    HttpStage(
        stack,
        "Live",
        http_api=http(stack),
        route_settings={"GET /": RouteSettings(throttling_rate_limit=1)},
        access_logs=True,
        logical_id="live",
    )

    found = block(STAGE)
    assert found["route_settings"][0]["throttling_rate_limit"] == 1
    assert found["access_log_settings"]["destination_arn"].startswith("${aws_cloudwatch_log_group")


def test_trap_stage_that_serves_nothing(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Without automatic deployment the stage serves a deployment of its own; AWS CDK's, nothing."""
    HttpStage(stack, "Live", http_api=http(stack), auto_deploy=False)

    found = synthesized()["resource"]
    (name,) = found["aws_apigatewayv2_deployment"]
    (stage,) = found[STAGE].values()
    assert name == "Live_Deployment_ABC70731"
    assert stage["deployment_id"] == f"${{aws_apigatewayv2_deployment.{name}.id}}"
    assert stage["auto_deploy"] is False


def test_deployment_that_is_given(stack: TerraformStack, blocks: Callable[[str], Blocks]) -> None:
    """A deployment that is given is served, with or without the word."""
    api = http(stack)
    now = Deployment(stack, "Now", api=api)
    HttpStage(stack, "Live", http_api=api, deployment=now)
    HttpStage(stack, "Test", http_api=api, stage_name="test", deployment=now, auto_deploy=False)

    assert len(blocks("aws_apigatewayv2_deployment")) == 1
    assert [(one["deployment_id"], one["auto_deploy"]) for one in blocks(STAGE)] == [
        ("${aws_apigatewayv2_deployment.Now_E36BD34F.id}", False)
    ] * 2


def test_token_passes(stack: TerraformStack, block: Block) -> None:
    """A name that only Terraform knows is not checked."""
    name = TerraformVariable(stack, "Name", type="string").string_value
    HttpStage(stack, "Live", http_api=http(stack), stage_name=name)

    assert block(STAGE)["name"] == "${var.Name}"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The stage knows its API, its name and its URLs."""
    api = http(stack)
    live = HttpStage(
        stack,
        "Live",
        http_api=api,
        domain_mapping=DomainMappingOptions(domain_name="shop.example.com", mapping_key="v1"),
        logical_id="live",
    )

    assert live.api is api
    assert live.is_http_stage is True
    assert live.is_default is True
    found = outputs(
        stack, synthesized, name=live.stage_name, url=live.url, domain_url=live.domain_url
    )
    domain_url = found.pop("domain_url")
    assert domain_url.startswith("https://${aws_apigatewayv2_api_mapping.")
    assert domain_url.endswith(".domain_name}/v1")
    assert found == {
        "name": "${aws_apigatewayv2_stage.live.id}",
        "url": "${aws_apigatewayv2_stage.live.invoke_url}",
    }


def test_metrics(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The metrics are those of the API at this stage."""
    live = HttpStage(stack, "Live", http_api=http(stack), logical_id="live")

    dimensions = live.metric_server_error().dimensions_map or {}
    assert outputs(stack, synthesized, **dimensions) == {
        "ApiId": "${aws_apigatewayv2_api.Api_F70053CD.id}",
        "Stage": "${aws_apigatewayv2_stage.live.id}",
    }


def test_stage_in_an_annotation(stack: TerraformStack) -> None:
    """A stage is one wherever a program asks for any stage of an HTTP API."""

    def url_of(stage: IHttpStage) -> str:
        return stage.url

    assert url_of(HttpStage(stack, "Live", http_api=http(stack)))


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack, block: Block) -> None:
    """An API that is known by its id is an HTTP API here, so its logs have what these have."""
    HttpStage(stack, "Live", http_api=Api.from_api_id(stack, "Api", "a1"), access_logs=True)

    assert "$context.path" in block(STAGE)["access_log_settings"]["format"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"stage_name": ""},
            "stage_name is '', allowed: 1 to 128 letters, digits, - and _; "
            "or $default on an HTTP API",
            id="empty name",
        ),
        pytest.param(
            {"account_logging_role": True},
            "account_logging_role is True, "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="role for logs",
        ),
        pytest.param(
            {"http_api": None},
            "http_api is None, allowed: an object with api_id",
            id="no API",
        ),
    ],
)
def test_what_is_refused(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that cannot be are refused at once."""
    with pytest.raises(OptionError) as refused:
        HttpStage(stack, "Live", **{"http_api": http(stack), **options})

    assert str(refused.value) == f"orders/Live: {told}"


def test_websocket_api(stack: TerraformStack) -> None:
    """A WebSocket API has stages of its own class."""
    chat = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    with pytest.raises(OptionError) as refused:
        HttpStage(stack, "Live", http_api=chat)

    assert str(refused.value) == (
        "orders/Live: http_api is 'orders/Chat', allowed: an HTTP API; use WebSocketStage"
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param("$default", "", id="default"), pytest.param("v1", "v1", id="v1")],
)
def test_imported_stage(
    stack: TerraformStack, synthesized: Synthesized, name: str, path: str
) -> None:
    """A stage that is defined elsewhere has a URL where its API has one, unlike AWS CDK's."""
    api = Api.from_api_id(stack, "Api", "a1", api_endpoint="https://a1.example.com")
    live = HttpStage.from_http_stage_attributes(stack, "Live", api=api, stage_name=name)

    assert live.api is api
    assert live.is_http_stage is True
    assert live.url == f"https://a1.example.com/{path}"
    dimensions = live.metric_count().dimensions_map or {}
    assert outputs(stack, synthesized, **dimensions) == {"ApiId": "a1", "Stage": name}


@pytest.mark.parametrize(
    ("api", "attribute", "told"),
    [
        pytest.param(
            "Api",
            "domain_url",
            "domain_url is 'v1', allowed: a stage that is defined here: where a domain name leads "
            "is not known else; use domain_url of the ApiMapping",
            id="domain_url",
        ),
        pytest.param(
            "Api",
            "url",
            "disable_execute_api_endpoint is True, allowed: False or left out: the URL of the "
            "stage answers nobody; give domain_mapping, and use domain_url",
            id="closed endpoint",
        ),
    ],
)
def test_what_an_imported_stage_has_not(
    stack: TerraformStack, api: str, attribute: str, told: str
) -> None:
    """What an imported stage cannot know is refused when it is asked for."""
    live = HttpStage.from_http_stage_attributes(
        stack, "Live", api=http(stack, disable_execute_api_endpoint=True), stage_name="v1"
    )
    with pytest.raises(OptionError) as refused:
        getattr(live, attribute)

    assert str(refused.value) == f"orders/Live: {told}"


def test_imported_stage_of_an_api_without_an_endpoint(stack: TerraformStack) -> None:
    """An API that is known by its id alone has no URL to begin with."""

    class Known:
        api_id = "a1"

    live = HttpStage.from_http_stage_attributes(stack, "Live", api=Known(), stage_name="v1")
    with pytest.raises(OptionError) as refused:
        _ = live.url

    assert str(refused.value) == (
        "orders/Live: api is Known(...), "
        "allowed: an API that knows its api_endpoint: url begins with it"
    )
