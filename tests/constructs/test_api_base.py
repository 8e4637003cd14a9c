"""Tests of what can be done with any API: adding to it, and its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    AuthorizationType,
    Deployment,
    JwtConfiguration,
    KnownRouteKey,
    OptionError,
    Route,
    Stage,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Synthesized

    Ask = Callable[[Api], str]
    Blocks = Callable[[str], list[dict[str, Any]]]

ARN = "${aws_apigatewayv2_api.api.execution_arn}"
ENDPOINT = "${aws_apigatewayv2_api.api.api_endpoint}"
STAGE = "${aws_apigatewayv2_stage.stage.id}"


def define(stack: TerraformStack, protocol: str, stage: str | None = "live") -> Api:
    """Define an API, with a stage of its own or without."""
    options: dict[str, Any] = {"deploy": False}
    if stage is not None:
        options = {"deploy_options": {"stage_name": stage, "auto_deploy": True}}
        options["deploy_options"]["logical_id"] = "stage"
    return Api(stack, "Api", protocol_type=protocol, logical_id="api", **options)


def told(stack: TerraformStack, synthesized: Synthesized, text: str) -> str:
    """Return a text as it stands in Terraform."""
    TerraformOutput(stack, "Told", value=text)
    return str(synthesized()["output"]["Told"]["value"])


@pytest.mark.parametrize(
    ("protocol", "ask", "suffix"),
    [
        pytest.param("HTTP", lambda api: api.execute_api_arn(), "*", id="all routes"),
        pytest.param(
            "HTTP", lambda api: api.execute_api_arn("GET /a/{b}"), "GET/a/*", id="key with variable"
        ),
        pytest.param("HTTP", lambda api: api.execute_api_arn("ANY /"), "*/", id="any method"),
        pytest.param(
            "HTTP", lambda api: api.execute_api_arn(KnownRouteKey.DEFAULT), "$default", id="default"
        ),
        pytest.param(
            "HTTP",
            lambda api: api.execute_api_arn(
                Route.from_route_attributes(api, "Old", route_id="r1", key="PUT /x/{p+}")
            ),
            "PUT/x/*",
            id="route",
        ),
        pytest.param("WEBSOCKET", lambda api: api.execute_api_arn("send"), "send", id="message"),
        pytest.param(
            "WEBSOCKET", lambda api: api.execute_api_arn("$connect"), "$connect", id="connect"
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api: api.connections_api_arn(),
            "POST/@connections/*",
            id="all connections",
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api: api.connections_api_arn("c1"),
            "POST/@connections/c1",
            id="one connection",
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api: api.web_socket_connections_api_arn(),
            "POST/@connections/*",
            id="by its other name",
        ),
    ],
)
def test_arn(
    stack: TerraformStack, synthesized: Synthesized, protocol: str, ask: Ask, suffix: str
) -> None:
    """The ARN of requests and connections names the API's own stage."""
    text = ask(define(stack, protocol))

    assert told(stack, synthesized, text) == f"{ARN}/{STAGE}/{suffix}"


@pytest.mark.parametrize(
    ("ask", "suffix"),
    [
        pytest.param(lambda api: api.execute_api_arn(), "*/*", id="no stage"),
        pytest.param(
            lambda api: api.execute_api_arn(stage=Stage.from_stage_name(api, "Old", "v1")),
            "v1/*",
            id="another stage",
        ),
        pytest.param(
            lambda api: api.connections_api_arn(), "*/POST/@connections/*", id="connections"
        ),
        pytest.param(
            lambda api: api.connections_api_arn(stage=Stage.from_stage_name(api, "Old", "v1")),
            "v1/POST/@connections/*",
            id="connections of another stage",
        ),
    ],
)
def test_arn_without_a_stage_of_its_own(
    stack: TerraformStack, synthesized: Synthesized, ask: Ask, suffix: str
) -> None:
    """Without a stage of its own the ARN names the given stage, or all of them."""
    text = ask(define(stack, "WEBSOCKET", None))

    assert told(stack, synthesized, text) == f"{ARN}/{suffix}"


HTTPS = f'${{replace({ENDPOINT[2:-1]}, "wss://", "https://")}}'


@pytest.mark.parametrize(
    ("protocol", "ask", "expected"),
    [
        pytest.param("HTTP", lambda api: api.client_url(), f"{ENDPOINT}/{STAGE}", id="HTTP"),
        pytest.param("HTTP", lambda api: api.https_client_url(), f"{ENDPOINT}/{STAGE}", id="https"),
        pytest.param(
            "WEBSOCKET", lambda api: api.client_url(), f"{ENDPOINT}/{STAGE}", id="WebSocket"
        ),
        pytest.param(
            "WEBSOCKET", lambda api: api.web_socket_client_url(), f"{ENDPOINT}/{STAGE}", id="wss"
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api: api.client_url(Stage.from_stage_name(api, "Old", "v1")),
            f"{ENDPOINT}/v1",
            id="another stage",
        ),
        pytest.param(
            "HTTP",
            lambda api: api.client_url(Stage.from_stage_name(api, "Old", "$default")),
            ENDPOINT,
            id="stage without a name in the URL",
        ),
        pytest.param(
            "WEBSOCKET", lambda api: api.callback_url(), f"{HTTPS}/{STAGE}", id="callback"
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api: api.connections_url(),
            f"{HTTPS}/{STAGE}/@connections",
            id="connections",
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api: api.web_socket_connections_url(),
            f"{HTTPS}/{STAGE}/@connections",
            id="connections by the other name",
        ),
    ],
)
def test_url(
    stack: TerraformStack, synthesized: Synthesized, protocol: str, ask: Ask, expected: str
) -> None:
    """The URLs name the stage, and are made after it."""
    text = ask(define(stack, protocol))

    assert told(stack, synthesized, text) == expected


def test_url_of_a_default_stage_of_its_own(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The stage ``$default`` adds nothing to the URL."""
    text = define(stack, "HTTP", "$default").client_url()

    assert told(stack, synthesized, text) == ENDPOINT


NO_STAGE = "stage is left out, allowed: a stage, because the API made none of its own"


@pytest.mark.parametrize(
    ("protocol", "stage", "ask", "words"),
    [
        pytest.param("HTTP", None, lambda api: api.client_url(), NO_STAGE, id="no stage"),
        pytest.param(
            "WEBSOCKET", None, lambda api: api.connections_url(), NO_STAGE, id="no stage to call"
        ),
        pytest.param(
            "HTTP",
            "live",
            lambda api: api.callback_url(),
            "protocol_type is 'HTTP', allowed: WEBSOCKET, for callback_url()",
            id="callback of HTTP",
        ),
        pytest.param(
            "HTTP",
            "live",
            lambda api: api.connections_api_arn(),
            "protocol_type is 'HTTP', allowed: WEBSOCKET, for connections_api_arn()",
            id="connections of HTTP",
        ),
        pytest.param(
            "HTTP",
            "live",
            lambda api: api.web_socket_client_url(),
            "protocol_type is 'HTTP', allowed: WEBSOCKET, for web_socket_client_url()",
            id="wss of HTTP",
        ),
        pytest.param(
            "WEBSOCKET",
            "live",
            lambda api: api.https_client_url(),
            "protocol_type is 'WEBSOCKET', allowed: HTTP, for https_client_url()",
            id="https of WebSocket",
        ),
        pytest.param(
            "HTTP",
            "live",
            lambda api: api.execute_api_arn(5),
            "route is 5, allowed: an object with key and route_id or a KnownRouteKey or text",
            id="no route",
        ),
    ],
)
def test_address_that_does_not_exist(
    stack: TerraformStack, protocol: str, stage: str | None, ask: Ask, words: str
) -> None:
    """An address that the API does not have is refused at once."""
    with pytest.raises(OptionError) as refused:
        ask(define(stack, protocol, stage))

    assert str(refused.value) == f"orders/Api: {words}"


def test_tokens_in_addresses(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A route key that only Terraform knows passes."""
    key = TerraformVariable(stack, "Key", type="string").string_value
    text = define(stack, "WEBSOCKET", None).execute_api_arn(key)

    assert told(stack, synthesized, text) == f"{ARN}/*/${{var.Key}}"


@pytest.mark.parametrize(
    ("protocol", "add", "path"),
    [
        pytest.param(
            "HTTP",
            lambda api, function: api.add_lambda_integration("A", handler=function),
            "A",
            id="function",
        ),
        pytest.param(
            "HTTP",
            lambda api, _: api.add_http_integration("A", url="https://example.com"),
            "A",
            id="URL",
        ),
        pytest.param(
            "WEBSOCKET",
            lambda api, _: api.add_service_integration(
                "A", arn="arn:aws:apigateway:eu-west-1:sqs:path/1/queue"
            ),
            "A",
            id="service",
        ),
        pytest.param(
            "WEBSOCKET", lambda api, _: api.add_mock_integration("A"), "A", id="templates alone"
        ),
        pytest.param("WEBSOCKET", lambda api, _: api.add_route("a"), "Route.a", id="route"),
        pytest.param(
            "WEBSOCKET",
            lambda api, _: api.add_model({"title": "A", "type": "object"}),
            "Model.A",
            id="model",
        ),
        pytest.param(
            "HTTP",
            lambda api, _: api.add_authorizer(
                "A",
                authorizer_type="JWT",
                jwt_configuration=JwtConfiguration(issuer="https://example.com", audience=["a"]),
            ),
            "A",
            id="authorizer",
        ),
        pytest.param("HTTP", lambda api, _: api.add_stage("A", stage_name="a"), "A", id="stage"),
    ],
)
def test_helpers_add_under_the_api(
    stack: TerraformStack,
    function: LambdaFunction,
    protocol: str,
    add: Callable[[Api, LambdaFunction], Any],
    path: str,
) -> None:
    """What a helper adds stands under the API, where it keeps its address."""
    added = add(define(stack, protocol, None), function)

    assert added.node.path == f"orders/Api/{path}"


def test_several_routes_at_once(stack: TerraformStack, blocks: Blocks) -> None:
    """Several routes can be wired to one integration at once."""
    api = define(stack, "HTTP", None)
    url = api.add_http_integration("Url", url="https://example.com")
    routes = api.add_routes(["GET /", "$default"], url, authorization_type=AuthorizationType.IAM)

    assert [route.key for route in routes] == ["GET /", "$default"]
    assert {found["authorization_type"] for found in blocks("aws_apigatewayv2_route")} == {
        "AWS_IAM"
    }


def test_the_url_of_a_quick_create_needs_no_stage(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """AWS serves the target of a quick create at the root of the URL."""
    target = "https://backend.example"
    api = Api(stack, "Api", protocol_type="HTTP", target=target, logical_id="api")
    TerraformOutput(stack, "Url", value=api.client_url())

    assert synthesized()["output"]["Url"]["value"] == ENDPOINT


def test_a_stage_can_serve_a_deployment(stack: TerraformStack, blocks: Blocks) -> None:
    """A stage that is added serves the snapshot it is given, and deploys nothing by itself."""
    api = define(stack, "HTTP", stage=None)
    api.add_http_integration("Backend", url="https://backend.example").add_route("$default")
    deployment = Deployment(stack, "Release", api=api, logical_id="release")

    api.add_stage("Live", stage_name="live", deployment=deployment)

    (live,) = blocks("aws_apigatewayv2_stage")
    assert live["deployment_id"] == "${aws_apigatewayv2_deployment.release.id}"
    assert live["auto_deploy"] is False


def test_the_url_of_a_closed_api_is_refused(stack: TerraformStack) -> None:
    """A URL that answers nobody is not given out."""
    api = Api(stack, "Api", protocol_type="HTTP", disable_execute_api_endpoint=True)

    with pytest.raises(OptionError) as refused:
        api.client_url()

    assert str(refused.value) == (
        "orders/Api: disable_execute_api_endpoint is True, allowed: False or left out: "
        "this URL answers nobody; use domain_url of the API's mapping"
    )


def test_routes_of_an_api(stack: TerraformStack) -> None:
    """The routes that were added can be read again, from wherever they were added."""
    api = define(stack, "HTTP")
    backend = api.add_http_integration("Backend", url="https://backend.example")
    one, two = api.add_route("GET /a", backend), backend.add_route("GET /b")
    other = Route(stack, "Other", api=api, key="GET /c", integration=backend)

    assert api.routes == {"GET /a": one, "GET /b": two, "GET /c": other}


def test_permissions_of_an_api(stack: TerraformStack, function: LambdaFunction) -> None:
    """The permissions that were made can be found, to adopt or to change them."""
    api = define(stack, "HTTP")
    api.add_lambda_integration("One", handler=function)
    api.add_lambda_integration("Two", handler=function)

    (permission,) = api.permissions
    assert permission.node.path == "orders/Api/Permission.Backend"
