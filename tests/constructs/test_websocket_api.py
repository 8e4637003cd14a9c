"""Tests of WebSocket APIs, in AWS CDK's words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cdktf
import pytest
from apigwv2_tf import (
    DomainMappingOptions,
    DomainName,
    IpAddressType,
    KnownApiKeySelectionExpression,
    OptionError,
    UnsupportedOptionError,
    WebSocketApi,
    WebSocketApiKeySelectionExpression,
    WebSocketApiProps,
    WebSocketRoute,
    WebSocketRouteOptions,
    WebSocketStage,
    policy_document,
)
from apigwv2_tf.authorizers import WebSocketIamAuthorizer
from apigwv2_tf.constructs._bindings import resolved_text
from apigwv2_tf.integrations import (
    WebSocketHttpIntegration,
    WebSocketLambdaIntegration,
    WebSocketMockIntegration,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

from tests.support.stacks import documents, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

API = "aws_apigatewayv2_api"
ROUTE = "aws_apigatewayv2_route"
POLICY = "aws_iam_role_policy"
ITSELF = f"{API}.Chat_26DEB33F"
CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/1"


@pytest.fixture
def api(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API without routes."""
    return WebSocketApi(stack, "Chat")


def written(stack: TerraformStack, value: object) -> str:
    """Return a value as it stands in the JSON."""
    TerraformOutput(stack, "Out", value=value)
    return str(json.loads(cdktf.Testing.synth(stack))["output"].pop("Out")["value"])


def backend(id: str = "Backend") -> WebSocketHttpIntegration:
    """Return an integration with a URL."""
    return WebSocketHttpIntegration(id, "https://backend.example")


# -- options --


def test_smallest_api(stack: TerraformStack, synthesized: Synthesized) -> None:
    """
    Nothing but a name: an API that finds routes by the action of a message, and no stage.

    The kind of address is stated, as AWS CDK does not: the provider keeps the old one else.
    """
    api = WebSocketApi(stack, "Chat")

    assert synthesized()["resource"] == {
        API: {
            "Chat_26DEB33F": {
                "ip_address_type": "ipv4",
                "name": "Chat",
                "protocol_type": "WEBSOCKET",
                "route_selection_expression": "$request.body.action",
            }
        }
    }
    assert (api.web_socket_api_name, api.is_websocket_api) == ("Chat", True)
    assert api.deployment_stage is None


@pytest.mark.parametrize(
    ("options", "argument", "expected"),
    [
        pytest.param({"api_name": "chat"}, "name", "chat", id="api_name"),
        pytest.param({"description": "All"}, "description", "All", id="description"),
        pytest.param(
            {"route_selection_expression": "${request.body.kind}"},
            "route_selection_expression",
            "$${request.body.kind}",
            id="route_selection_expression",
        ),
        pytest.param(
            {"disable_execute_api_endpoint": True},
            "disable_execute_api_endpoint",
            True,
            id="disable_execute_api_endpoint",
        ),
        pytest.param(
            {"ip_address_type": IpAddressType.DUAL_STACK},
            "ip_address_type",
            "dualstack",
            id="ip_address_type",
        ),
        pytest.param({"version": "2"}, "version", "2", id="version"),
        pytest.param({"tags": {"team": "a"}}, "tags", {"team": "a"}, id="tags"),
    ],
)
def test_option_given(
    stack: TerraformStack,
    block: Block,
    options: WebSocketApiProps,
    argument: str,
    expected: object,
) -> None:
    """An option that is given is written as API Gateway knows it."""
    WebSocketApi(stack, "Chat", **options)

    assert block(API)[argument] == expected


@pytest.mark.parametrize(
    "argument",
    [
        "api_key_selection_expression",
        "description",
        "disable_execute_api_endpoint",
        "tags",
        "version",
    ],
)
def test_option_left_out(api: WebSocketApi, block: Block, argument: str) -> None:
    """An option that is left out is not written; `disable_schema_validation` never is."""
    assert not api.disable_execute_api_endpoint
    assert argument not in block(API)
    assert "disable_schema_validation" not in block(API)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            WebSocketApiKeySelectionExpression.HEADER_X_API_KEY,
            "$request.header.x-api-key",
            id="header",
        ),
        pytest.param(
            WebSocketApiKeySelectionExpression.AUTHORIZER_USAGE_IDENTIFIER_KEY,
            "$context.authorizer.usageIdentifierKey",
            id="authorizer",
        ),
        pytest.param(
            WebSocketApiKeySelectionExpression("$request.header.x-api-key"),
            "$request.header.x-api-key",
            id="written out",
        ),
        pytest.param(
            KnownApiKeySelectionExpression.HEADER_X_API_KEY,
            "$request.header.x-api-key",
            id="enum",
        ),
        pytest.param("$request.header.x-api-key", "$request.header.x-api-key", id="text"),
    ],
)
def test_api_key_selection_expression(
    stack: TerraformStack,
    block: Block,
    given: WebSocketApiKeySelectionExpression | str,
    expected: str,
) -> None:
    """Where the API key stands is said by AWS CDK's class, by an enum or by text."""
    WebSocketApi(stack, "Chat", api_key_selection_expression=given)

    assert block(API)["api_key_selection_expression"] == expected
    assert str(given) == expected


def test_custom_api_key_selector() -> None:
    """AWS CDK's class says what it was made from."""
    given = WebSocketApiKeySelectionExpression("$request.header.x-api-key")

    assert given.custom_api_key_selector == "$request.header.x-api-key"


@pytest.mark.parametrize(
    ("option", "key"),
    [
        pytest.param("connect_route_options", "$connect", id="connect"),
        pytest.param("disconnect_route_options", "$disconnect", id="disconnect"),
        pytest.param("default_route_options", "$default", id="default"),
    ],
)
@pytest.mark.parametrize("kind", [dict, WebSocketRouteOptions], ids=["dict", "class"])
def test_route_options(
    stack: TerraformStack,
    synthesized: Synthesized,
    option: str,
    key: str,
    kind: Callable[..., WebSocketRouteOptions],
) -> None:
    """AWS's own routes are options of the API, with every option of a route."""
    given = kind(integration=backend(), api_key_required=True, return_response=True)
    options: Any = {option: given}
    WebSocketApi(stack, "Chat", **options)
    resources = synthesized()["resource"]

    (route,) = resources[ROUTE].values()
    assert (route["route_key"], route["api_key_required"]) == (key, True)
    assert len(resources["aws_apigatewayv2_route_response"]) == 1


def test_addresses_of_routes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A route is called by its key, so that its address stays with the key."""
    shared = backend()
    api = WebSocketApi(
        stack,
        "Chat",
        connect_route_options={"integration": shared},
        default_route_options={"integration": shared},
    )
    api.add_route("send", integration=shared)

    assert {name: made["route_key"] for name, made in synthesized()["resource"][ROUTE].items()} == {
        "Chat_Routeconnect_4527A711": "$connect",
        "Chat_Routedefault_8FE15703": "$default",
        "Chat_Routesend_D00278EE": "send",
    }


def test_models_through_route_options(stack: TerraformStack, block: Block) -> None:
    """The requests to connect are checked by the options of their route."""
    WebSocketApi(
        stack,
        "Chat",
        connect_route_options={
            "request_parameters": {"route.request.querystring.token": True},
            "operation_name": "Join",
        },
    )

    assert block(ROUTE)["operation_name"] == "Join"
    assert block(ROUTE)["request_parameter"] == [
        {"request_parameter_key": "route.request.querystring.token", "required": True}
    ]


def test_resource_options(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What every resource takes goes to the API."""
    WebSocketApi(
        stack,
        "Chat",
        logical_id="chat",
        import_from="api1",
        transform=lambda given: {**given, "description": "changed"},
        ignore_changes=["tags"],
        prevent_destroy=True,
    )
    document = synthesized()

    assert document["resource"][API]["chat"]["description"] == "changed"
    assert document["resource"][API]["chat"]["lifecycle"] == {
        "ignore_changes": ["tags"],
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1", "to": f"{API}.chat"}]


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    WebSocketApi(
        stack,
        "Chat",
        api_name=text,
        description=text,
        route_selection_expression=text,
        api_key_selection_expression=WebSocketApiKeySelectionExpression(text),
        ip_address_type=text,
        version=text,
    )

    assert {block(API)[name] for name in ("name", "description", "version", "ip_address_type")} == {
        "${var.Text}"
    }
    assert block(API)["api_key_selection_expression"] == "${var.Text}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"api_name": ""}, "api_name is '', allowed: 1 to 128 characters", id="name"),
        pytest.param({"api_name": 5}, "api_name is 5, allowed: text", id="name of another type"),
        pytest.param(
            {"api_key_selection_expression": WebSocketApiKeySelectionExpression("header")},
            "api_key_selection_expression is 'header', allowed: $request.header.x-api-key, "
            "$context.authorizer.usageIdentifierKey",
            id="api key",
        ),
        pytest.param(
            {"ip_address_type": "ipv6"},
            "ip_address_type is 'ipv6', allowed: ipv4, dualstack",
            id="addresses",
        ),
        pytest.param(
            {"connect_route_options": backend()},
            "connect_route_options is WebSocketHttpIntegration(...), allowed: "
            "WebSocketRouteOptions(...)",
            id="integration in place of options",
        ),
        pytest.param(
            {"connect_route_options": {"integrations": None}},
            "connect_route_options key is 'integrations', allowed: api_key_required, authorizer, "
            "ignore_changes, import_from, integration, logical_id, model_selection_expression, "
            "move_from, operation_name, prevent_destroy, region, request_models, "
            "request_parameters, return_response, transform",
            id="misspelt option of a route",
        ),
    ],
)
def test_what_is_refused(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        WebSocketApi(stack, "Chat", **options)

    assert str(refused.value) == f"orders/Chat: {told}"
    assert WebSocketApi(stack, "Chat").node.path == "orders/Chat"


def test_authorizer_of_a_message(stack: TerraformStack) -> None:
    """What is wrong with one of AWS's own routes is said with the route's path."""
    with pytest.raises(OptionError) as refused:
        WebSocketApi(stack, "Chat", default_route_options={"authorizer": WebSocketIamAuthorizer()})

    assert str(refused.value) == (
        "orders/Chat/Route.$default: authorizer is WebSocketIamAuthorizer(...), allowed: nothing: "
        "a WebSocket API authorizes $connect only; put the authorizer on the $connect route"
    )


@pytest.mark.parametrize("given", [True, False])
def test_schema_validation(stack: TerraformStack, given: bool) -> None:  # noqa: FBT001
    """Terraform's provider cannot switch the check of models off; not switching it off is fine."""
    if not given:
        assert WebSocketApi(stack, "Chat", disable_schema_validation=given).api_id
        return
    with pytest.raises(UnsupportedOptionError) as refused:
        WebSocketApi(stack, "Chat", disable_schema_validation=given)

    assert str(refused.value) == (
        "orders/Chat: disable_schema_validation is True, allowed: False or left out: Terraform's "
        "AWS provider has no argument for it"
    )


def test_misspelt_option(stack: TerraformStack) -> None:
    """A misspelt option is refused with the one that was probably meant."""
    options: Any = {"conect_route_options": {}}
    with pytest.raises(TypeError, match="did you mean 'connect_route_options'"):
        WebSocketApi(stack, "Chat", **options)


# -- what can be added --


def test_add_route(api: WebSocketApi, block: Block) -> None:
    """The helper makes a route with every option, and the class's own constructs around it."""
    made = api.add_route("send", integration=backend(), api_key_required=True)

    assert isinstance(made, WebSocketRoute)
    assert made.node.path == "orders/Chat/Route.send"
    assert block(ROUTE)["api_key_required"] is True


def test_same_route_twice(api: WebSocketApi) -> None:
    """The same route twice is refused in words; AWS CDK has a clash of construct ids."""
    api.add_route("send")
    with pytest.raises(OptionError) as refused:
        api.add_route("send")

    assert str(refused.value) == (
        "orders/Chat: key is 'send', allowed: one that the API has not yet: "
        "orders/Chat/Route.send has it"
    )


def test_option_of_the_other_storey(api: WebSocketApi) -> None:
    """The integration is a keyword, as in AWS CDK, not the second argument as in `Api`."""
    add: Any = api.add_route
    with pytest.raises(TypeError):
        add("send", backend())


def test_add_stage(api: WebSocketApi, block: Block) -> None:
    """The API is served by the stages it is given."""
    made = api.add_stage("Live", stage_name="live")

    assert isinstance(made, WebSocketStage)
    assert made.node.path == "orders/Chat/Live"
    assert block("aws_apigatewayv2_stage")["name"] == "live"


def test_same_stage_twice(api: WebSocketApi) -> None:
    """A stage's name may exist once; AWS CDK finds out at deploy (its defect)."""
    api.add_stage("Live", stage_name="live")
    with pytest.raises(OptionError) as refused:
        api.add_stage("Again", stage_name="live")

    assert str(refused.value) == (
        "orders/Chat/Again: stage_name is 'live', allowed: one that the API has not yet: "
        "orders/Chat/Live has it"
    )


def test_whole_chat(stack: TerraformStack, function: LambdaFunction, blocks: BlocksOf) -> None:
    """One function behind all routes needs one integration and one permission."""
    shared = WebSocketLambdaIntegration("Backend", function)
    api = WebSocketApi(
        stack,
        "Chat",
        connect_route_options={"integration": shared},
        disconnect_route_options={"integration": shared},
        default_route_options={"integration": shared},
    )
    api.add_route("ping", integration=WebSocketMockIntegration("Ping"))

    assert len(blocks(ROUTE)) == 4
    assert len(blocks("aws_apigatewayv2_integration")) == 2
    assert [made["source_arn"] for made in blocks("aws_lambda_permission")] == [
        f"${{{ITSELF}.execution_arn}}/*/*"
    ]


# -- addresses --


def test_what_an_api_says_of_itself(api: WebSocketApi, stack: TerraformStack) -> None:
    """The attributes of AWS CDK's class are there."""
    said = f"{api.api_id} {api.api_endpoint} {api.execution_arn}"

    assert written(stack, said) == (
        f"${{{ITSELF}.id}} ${{{ITSELF}.api_endpoint}} ${{{ITSELF}.execution_arn}}"
    )


@pytest.mark.parametrize(
    ("options", "suffix"),
    [
        pytest.param({}, "*/*", id="all"),
        pytest.param({"route": "$connect"}, "*/$connect", id="route"),
        pytest.param({"stage": "live"}, "live/*", id="stage"),
        pytest.param({"route": "send", "stage": "live"}, "live/send", id="both"),
    ],
)
def test_arn_for_execute_api_v2(
    api: WebSocketApi, stack: TerraformStack, options: dict[str, str], suffix: str
) -> None:
    """The ARN of a route has its stage and its key (aws-cdk 33218)."""
    given = written(stack, api.arn_for_execute_api_v2(**options))

    assert given == f"${{{ITSELF}.execution_arn}}/{suffix}"


@pytest.mark.parametrize(
    ("options", "suffix"),
    [
        pytest.param({}, "*/*/*", id="all"),
        pytest.param({"method": "ANY", "stage": "live"}, "live/*/*", id="any"),
        pytest.param(
            {"method": "POST", "path": "/@connections/*"}, "*/POST/@connections/*", id="path"
        ),
    ],
)
def test_arn_for_execute_api(
    api: WebSocketApi, stack: TerraformStack, options: dict[str, str], suffix: str
) -> None:
    """AWS CDK keeps an ARN of three parts for old programs, and so does this."""
    given = written(stack, api.arn_for_execute_api(**options))

    assert given == f"${{{ITSELF}.execution_arn}}/{suffix}"


def test_path_of_an_arn(api: WebSocketApi, stack: TerraformStack) -> None:
    """A path starts with a slash, unless only Terraform knows it."""
    with pytest.raises(OptionError) as refused:
        api.arn_for_execute_api("GET", "connections")

    assert str(refused.value) == (
        "orders/Chat: path is 'connections', allowed: a path that starts with /"
    )
    path = TerraformVariable(stack, "Path", type="string").string_value
    assert resolved_text(api.arn_for_execute_api("GET", path), stack).endswith("/GET${var.Path}")


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        pytest.param(
            lambda api, _: api.api_endpoint,
            "orders/Chat: {}this URL answers nobody; use domain_url of the stage or of the mapping",
            id="api_endpoint",
        ),
        pytest.param(
            lambda api, stage: api.client_url(stage),
            "orders/Chat: {}this URL answers nobody; use domain_url of the API's mapping",
            id="client_url",
        ),
        pytest.param(
            lambda api, stage: api.callback_url(stage),
            "orders/Chat: {}this URL answers nobody; use domain_url of the API's mapping, with "
            "https:// in place of wss://",
            id="callback_url",
        ),
        pytest.param(
            lambda api, stage: api.connections_url(stage),
            "orders/Chat: {}this URL answers nobody; use domain_url of the API's mapping, with "
            "https:// in place of wss://",
            id="connections_url",
        ),
        pytest.param(
            lambda _, stage: stage.url,
            "orders/Chat/Live: {}the URL of the stage answers nobody; give domain_mapping, and use "
            "domain_url",
            id="url of the stage",
        ),
        pytest.param(
            lambda _, stage: stage.callback_url,
            "orders/Chat/Live: {}the URL of the stage answers nobody; give domain_mapping, and use "
            "domain_url with https:// in place of wss://",
            id="callback_url of the stage",
        ),
    ],
)
def test_address_of_a_closed_api(
    stack: TerraformStack, ask: Callable[[WebSocketApi, WebSocketStage], str], told: str
) -> None:
    """A URL that answers nobody is not handed out, neither to clients nor to backends."""
    api = WebSocketApi(stack, "Chat", disable_execute_api_endpoint=True)
    stage = api.add_stage("Live", stage_name="live")
    assert api.disable_execute_api_endpoint
    with pytest.raises(OptionError) as refused:
        ask(api, stage)

    closed = "disable_execute_api_endpoint is True, allowed: False or left out: "
    assert str(refused.value) == told.format(closed)


def test_domain_of_a_closed_api(stack: TerraformStack) -> None:
    """Its own domain name leads to a closed API."""
    domain = DomainName(stack, "Domain", domain_name="chat.example.com", certificate=CERTIFICATE)
    api = WebSocketApi(stack, "Chat", disable_execute_api_endpoint=True)
    stage = api.add_stage(
        "Live",
        stage_name="live",
        domain_mapping=DomainMappingOptions(domain_name=domain, mapping_key="v1"),
    )

    url = written(stack, stage.domain_url)
    assert (url[:6], url[-3:]) == ("wss://", "/v1")


# -- grants and metrics --


def statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the statements of a policy."""
    found: list[dict[str, Any]] = json.loads(policy["policy"])["Statement"]
    return found


def test_grant_manage_connections(
    api: WebSocketApi, stack: TerraformStack, synthesized: Synthesized
) -> None:
    """A role may send to the clients of all stages, by one policy of the role."""
    role = IamRole(stack, "Backend", assume_role_policy="{}")
    for _ in range(2):
        api.grant_manage_connections(role)
    ((address, policy),) = synthesized()["resource"][POLICY].items()

    assert address == "Chat_ManageConnectionsBackend_2EEA6855"
    assert policy["role"] == "${aws_iam_role.Backend.name}"
    assert statements(policy) == [
        {
            "Action": "execute-api:ManageConnections",
            "Effect": "Allow",
            "Resource": f"${{{ITSELF}.execution_arn}}/*/*/@connections/*",
        }
    ]


def test_manage_connections_statement(api: WebSocketApi, stack: TerraformStack) -> None:
    """The same permission can go into a policy of the user's own."""
    text = written(stack, policy_document(api.manage_connections_statement()))

    assert f"${{{ITSELF}.execution_arn}}/*/*/@connections/*" in text


@pytest.mark.parametrize(
    ("grantee", "told"),
    [
        pytest.param(
            "arn:aws:iam::123456789012:user/u",
            "identity is 'arn:aws:iam::123456789012:user/u', allowed: a role: a name of 1 to 64 "
            "letters, digits and _+=,.@-, or arn:aws:iam::ACCOUNT:role/NAME",
            id="user",
        ),
        pytest.param(
            5,
            "identity is 5, allowed: text or an object with arn and name or an object with role or "
            "an object with role_arn",
            id="number",
        ),
    ],
)
def test_grant_to_what_is_no_role(api: WebSocketApi, grantee: Any, told: str) -> None:  # noqa: ANN401
    """The grantee is named as AWS CDK names it."""
    with pytest.raises(OptionError) as refused:
        api.grant_manage_connections(grantee)

    assert str(refused.value) == f"orders/Chat: {told}"


@pytest.mark.parametrize("of_stage", [False, True], ids=["api", "stage"])
def test_grant_to_a_function_of_another_stack(
    app: App,
    stack: TerraformStack,
    of_stage: bool,  # noqa: FBT001
) -> None:
    """
    The policy stands with the API: its stack needs the function's, so not the other way round.

    AWS CDK puts it with the role, and the stacks make a circle.
    """
    there = TerraformStack(app, "functions")
    role = IamRole(there, "Role", name="chat", assume_role_policy="{}")
    function = LambdaFunction(there, "Function", function_name="f", role=role.arn)
    api = WebSocketApi(stack, "Chat")
    api.add_route("send", integration=WebSocketLambdaIntegration("Backend", function))
    if of_stage:
        api.add_stage("Live", stage_name="live").grant_management_api_access(function)
    else:
        api.grant_manage_connections(function)
    found = documents(app)

    assert (needs(found["functions"]), needs(found["orders"])) == ([], ["functions"])
    assert len(found["orders"]["resource"][POLICY]) == 1
    assert POLICY not in found["functions"]["resource"]


def test_metrics(api: WebSocketApi, stack: TerraformStack) -> None:
    """A WebSocket API has metrics by name, which AWS CDK has not."""
    metric = api.metric_connect_count()

    assert (metric.metric_name, metric.statistic) == ("ConnectCount", "Sum")
    assert written(stack, metric.dimensions_map) == str({"ApiId": f"${{{ITSELF}.id}}"})
