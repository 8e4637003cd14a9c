"""Tests of WebSocket APIs that are defined elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    ApiKey,
    OptionError,
    UsagePlan,
    WebSocketApi,
    WebSocketAuthorizer,
    WebSocketRoute,
    WebSocketStage,
)
from apigwv2_tf.authorizers import WebSocketIamAuthorizer, WebSocketLambdaAuthorizer
from apigwv2_tf.constructs._bindings import known_arguments, l1
from apigwv2_tf.integrations import WebSocketLambdaIntegration
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

from tests.support.stacks import documents, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import ImportedWebSocketApi
    from cdktf import App

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1"
ROUTE = "aws_apigatewayv2_route"
DATA = "aws_apigatewayv2_api"


def data(synthesized: Synthesized, kind: str = DATA) -> dict[str, Any]:
    """Return the only data source of a type."""
    (found,) = synthesized()["data"][kind].values()
    return {name: value for name, value in found.items() if name != "//"}


def known(stack: TerraformStack, **attributes: Any) -> ImportedWebSocketApi:  # noqa: ANN401
    """Refer to an API of which the ARN is known."""
    given = {"web_socket_id": "a1", "execution_arn": ARN, **attributes}
    return WebSocketApi.from_web_socket_api_attributes(stack, "Chat", **given)


# -- how it is known --


@pytest.mark.parametrize(
    "take",
    [
        pytest.param(
            lambda stack: WebSocketApi.from_web_socket_api_attributes(
                stack, "Chat", web_socket_id="a1"
            ),
            id="attributes",
        ),
        pytest.param(lambda stack: WebSocketApi.from_api_id(stack, "Chat", "a1"), id="id"),
        pytest.param(
            lambda stack: WebSocketApi.from_api_id(stack, "Chat", "a1", protocol_type=None),
            id="id alone",
        ),
    ],
)
def test_id_alone_defines_nothing(
    stack: TerraformStack,
    synthesized: Synthesized,
    take: Callable[[TerraformStack], ImportedWebSocketApi],
) -> None:
    """An API known by its id defines nothing until more of it is asked for."""
    api = take(stack)

    assert (api.api_id, api.protocol_type, api.is_websocket_api) == ("a1", "WEBSOCKET", True)
    assert synthesized() == {}


def test_attributes_that_are_given(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Attributes that are given are not read from AWS; AWS CDK refuses some of them."""
    api = known(stack, api_endpoint="wss://a1.example.com")
    live = WebSocketStage.from_web_socket_stage_attributes(
        stack, "Live", api=api, stage_name="live"
    )

    assert (api.api_endpoint, api.execution_arn) == ("wss://a1.example.com", ARN)
    assert api.arn_for_execute_api_v2("$connect") == f"{ARN}/*/$connect"
    assert live.url == "wss://a1.example.com/live"
    assert synthesized() == {}


def test_attributes_that_are_read(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Attributes that are not given are read from AWS, by one data source."""
    api = WebSocketApi.from_api_id(stack, "Chat", "a1", logical_id="chat")
    TerraformOutput(stack, "Arn", value=api.execution_arn)
    TerraformOutput(stack, "Url", value=api.api_endpoint)

    assert data(synthesized) == {"api_id": "a1"}
    assert {name: out["value"] for name, out in synthesized()["output"].items()} == {
        "Arn": f"${{data.{DATA}.chat.execution_arn}}",
        "Url": f"${{data.{DATA}.chat.api_endpoint}}",
    }


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"execution_arn": ARN, "api_endpoint": "wss://a1.example.com"}, id="given"),
        pytest.param({}, id="left out"),
    ],
)
def test_from_api_id(
    stack: TerraformStack,
    synthesized: Synthesized,
    given: Any,  # noqa: ANN401
) -> None:
    """What is given with the id is used, the rest is read."""
    api = WebSocketApi.from_api_id(stack, "Chat", "a1", **given)

    assert (api.execution_arn == ARN) is bool(given)
    assert ("data" in synthesized()) is not bool(given)


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    known(stack, web_socket_id=text, execution_arn=text).add_route("send")

    assert block(ROUTE)["api_id"] == "${var.Text}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"web_socket_id": ""}, "api_id is '', allowed: 1 to 128 characters", id="id"),
        pytest.param({"web_socket_id": 5}, "web_socket_id is 5, allowed: text", id="number"),
        pytest.param(
            {"api_endpoint": 5, "web_socket_id": "a1"},
            "api_endpoint is 5, allowed: text",
            id="endpoint",
        ),
        pytest.param({}, "web_socket_id is left out, allowed: text", id="no id"),
    ],
)
def test_what_is_refused(stack: TerraformStack, options: Any, told: str) -> None:  # noqa: ANN401
    """An API without an id is refused at once."""
    with pytest.raises(OptionError) as refused:
        WebSocketApi.from_web_socket_api_attributes(stack, "Chat", **options)

    assert str(refused.value) == f"orders/Chat: {told}"


def test_other_protocol(stack: TerraformStack) -> None:
    """An HTTP API is taken with the other class."""
    with pytest.raises(OptionError) as refused:
        WebSocketApi.from_api_id(stack, "Chat", "a1", protocol_type="HTTP")

    assert str(refused.value) == (
        "orders/Chat: protocol_type is 'HTTP', allowed: WEBSOCKET; use HttpApi.from_api_id()"
    )


# -- how it is looked up --


def test_lookup_by_id(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An API can be read by its id, so that the plan fails where there is none."""
    api = WebSocketApi.from_lookup(stack, "Chat", api_id="a1")

    assert data(synthesized) == {"api_id": "a1"}
    assert api.protocol_type == "WEBSOCKET"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"name": "chat"}, id="name"),
        pytest.param({"tags": {"team": "a"}}, id="tags"),
        pytest.param({"name": "chat", "tags": {"a": "b"}}, id="both"),
    ],
)
def test_lookup_by_the_rest(stack: TerraformStack, synthesized: Synthesized, options: Any) -> None:  # noqa: ANN401
    """An API is found by name and tags among the WebSocket APIs; Terraform fails unless one is."""
    WebSocketApi.from_lookup(stack, "Chat", protocol_type="WEBSOCKET", **options)

    assert data(synthesized, "aws_apigatewayv2_apis") == {**options, "protocol_type": "WEBSOCKET"}
    assert data(synthesized)["api_id"] == (
        "${one(tolist(data.aws_apigatewayv2_apis.ChatSearch_71D8225D.ids))}"
    )


def test_options_of_a_lookup(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What every resource takes is for what reads the API; the search has only the region of it."""
    WebSocketApi.from_lookup(
        stack,
        "Chat",
        name="chat",
        logical_id="chat",
        transform=lambda given: {**given, "api_id": "changed"},
    )
    found = synthesized()["data"]

    assert found[DATA]["chat"]["api_id"] == "changed"
    assert list(found["aws_apigatewayv2_apis"]) == ["ChatSearch_71D8225D"]


def test_region_of_a_lookup(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An API is searched for and read in its region, where the provider knows such an option."""
    if "region" not in known_arguments(l1(DATA, data=True)):
        with pytest.raises(OptionError, match="region is 'eu-north-1'"):
            WebSocketApi.from_lookup(stack, "Chat", name="chat", region="eu-north-1")
        return
    api = WebSocketApi.from_lookup(stack, "Chat", name="chat", region="eu-north-1")

    for kind in (DATA, "aws_apigatewayv2_apis"):
        assert data(synthesized, kind)["region"] == "eu-north-1"
    assert api.metric_connect_count().stack_region == "eu-north-1"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {}, "api_id is left out, allowed: an id, a name or tags to look for", id="nothing"
        ),
        pytest.param(
            {"name": "chat", "protocol_type": "HTTP"},
            "protocol_type is 'HTTP', allowed: WEBSOCKET; use HttpApi.from_lookup()",
            id="protocol",
        ),
        pytest.param(
            {"api_id": "a1", "import_from": "a1"},
            "import_from is 'a1', allowed: nothing: a data source only reads",
            id="import",
        ),
    ],
)
def test_lookup_that_finds_no_one_api(stack: TerraformStack, options: Any, told: str) -> None:  # noqa: ANN401
    """A look-up that could not find one API is refused at once."""
    with pytest.raises(OptionError) as refused:
        WebSocketApi.from_lookup(stack, "Chat", **options)

    assert str(refused.value) == f"orders/Chat: {told}"


# -- what can be added --


def test_routes_can_be_added(
    stack: TerraformStack, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """
    Routes, with all that they need, can be added to an API of elsewhere.

    AWS CDK's import has no `add_route`.
    """
    api = known(stack)
    shared = WebSocketLambdaIntegration("Backend", function)
    api.add_route(
        "$connect", integration=shared, authorizer=WebSocketLambdaAuthorizer("Guests", function)
    )
    made = api.add_route("send", integration=shared, return_response=True, api_key_required=True)
    resources = synthesized()["resource"]

    assert isinstance(made, WebSocketRoute)
    assert {kind: list(found) for kind, found in resources.items()} == {
        "aws_apigatewayv2_authorizer": ["Chat_AuthorizerGuests_9EFA7B98"],
        "aws_apigatewayv2_integration": ["Chat_Backend_EB503C6D"],
        "aws_apigatewayv2_route": ["Chat_Routeconnect_4527A711", "Chat_Routesend_D00278EE"],
        "aws_apigatewayv2_route_response": ["Chat_Routesend_Responsedefault_A4984AB6"],
        "aws_lambda_function": ["Backend"],
        "aws_lambda_permission": [
            "Chat_AuthorizerGuests_Permission_8EEADFC5",
            "Chat_PermissionBackend_A5E85A48",
        ],
    }
    assert {route["api_id"] for route in resources[ROUTE].values()} == {"a1"}


def test_route_that_is_there_already(stack: TerraformStack) -> None:
    """What this program added to the API is known, so that nothing is added twice."""
    api = known(stack)
    api.add_route("send")
    with pytest.raises(OptionError) as refused:
        api.add_route("send")

    assert str(refused.value) == (
        "orders/Chat: key is 'send', allowed: one that the API has not yet: "
        "orders/Chat/Route.send has it"
    )


def test_stages_can_be_added(stack: TerraformStack, block: Block) -> None:
    """An API of elsewhere can be served by one more stage, with API keys."""
    live = known(stack).add_stage("Live", stage_name="live")
    plan = UsagePlan(stack, "Plan", api_stages=[{"api": live.api, "stage": live}])
    plan.add_api_key(ApiKey(stack, "Partner"))

    assert block("aws_apigatewayv2_stage")["api_id"] == "a1"
    assert block("aws_api_gateway_usage_plan")["api_stages"][0]["api_id"] == "a1"


def test_authorizers_can_be_added(
    stack: TerraformStack, function: LambdaFunction, block: Block
) -> None:
    """An API of elsewhere gets an authorizer, permitted to invoke its function."""
    WebSocketAuthorizer(
        stack, "Guests", web_socket_api=known(stack), type="LAMBDA", handler=function
    )

    assert block("aws_apigatewayv2_authorizer")["api_id"] == "a1"
    assert block("aws_lambda_permission")["source_arn"].startswith(f"{ARN}/authorizers/")


def test_models_can_be_added(stack: TerraformStack, block: Block) -> None:
    """A model of the API that is defined elsewhere is called by its name."""
    known(stack).add_route("send", request_models={"$default": "Message"})

    assert block(ROUTE)["request_models"] == {"$default": "Message"}


def test_grants(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A role is let in as for an API of one's own; AWS CDK's import has no grants."""
    api = known(stack)
    api.grant_manage_connections("backend")
    api.add_route("$connect", authorizer=WebSocketIamAuthorizer()).grant_invoke("guest")
    policies = synthesized()["resource"]["aws_iam_role_policy"].values()

    assert [json.loads(made["policy"])["Statement"][0]["Resource"] for made in policies] == [
        f"{ARN}/*/*/@connections/*",
        f"{ARN}/*/$connect",
    ]


def test_metrics(stack: TerraformStack) -> None:
    """The metrics of an API of elsewhere are those of its id."""
    assert known(stack).metric_message_count().dimensions_map == {"ApiId": "a1"}


# -- across stacks --


def test_api_of_another_stack(app: App, stack: TerraformStack) -> None:
    """
    A team adds routes, a stage and an authorizer to the API of another stack by its id.

    The stack of the API needs nothing of the team's, so the stacks make no circle.
    """
    chat = WebSocketApi(stack, "Chat")
    team = TerraformStack(app, "team")
    function = LambdaFunction(
        team, "Function", function_name="f", role="arn:aws:iam::123456789012:role/r"
    )
    api = WebSocketApi.from_api_id(team, "Chat", chat.api_id, execution_arn=chat.execution_arn)
    api.add_route(
        "$connect",
        integration=WebSocketLambdaIntegration("Backend", function),
        authorizer=WebSocketLambdaAuthorizer("Guests", function),
    )
    api.add_stage("Live", stage_name="live")
    found = documents(app)

    assert (needs(found["orders"]), needs(found["team"])) == ([], ["orders"])
    assert list(found["orders"]["resource"]) == [DATA]
    assert len(found["team"]["resource"]["aws_lambda_permission"]) == 2
