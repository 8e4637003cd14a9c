"""Tests of routes of WebSocket APIs, in AWS CDK's words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    AuthorizationType,
    Authorizer,
    HttpApi,
    HttpNoneAuthorizer,
    KnownModelKey,
    KnownRouteKey,
    OptionError,
    UnsupportedOptionError,
    WebSocketApi,
    WebSocketAuthorizer,
    WebSocketIntegration,
    WebSocketNoneAuthorizer,
    WebSocketRoute,
    WebSocketRouteAuthorizerConfig,
)
from apigwv2_tf.authorizers import WebSocketIamAuthorizer, WebSocketLambdaAuthorizer
from apigwv2_tf.constructs._bindings import known_arguments, l1, resolved_text
from apigwv2_tf.integrations import (
    HttpUrlIntegration,
    WebSocketHttpIntegration,
    WebSocketLambdaIntegration,
    WebSocketMockIntegration,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

from tests.support.stacks import documents, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import IWebSocketRoute, IWebSocketRouteAuthorizer
    from cdktf import App
    from constructs import Construct

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

ROUTE = "aws_apigatewayv2_route"
RESPONSE = "aws_apigatewayv2_route_response"
INTEGRATION = "aws_apigatewayv2_integration"
AUTHORIZER = "aws_apigatewayv2_authorizer"
PERMISSION = "aws_lambda_permission"
POLICY = "aws_iam_role_policy"
ITSELF = "aws_apigatewayv2_api.Chat_26DEB33F"
EXECUTION_ARN = f"${{{ITSELF}.execution_arn}}"


@pytest.fixture
def api(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API without routes."""
    return WebSocketApi(stack, "Chat")


@dataclass(frozen=True)
class Own:
    """An authorizer as a user writes it; it keeps what it was asked with."""

    answer: Any
    asked: list[tuple[IWebSocketRoute, Construct]]

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> Any:  # noqa: ANN401
        """Say what there is to say."""
        self.asked.append((route, scope))
        return self.answer


def own(answer: object) -> Own:
    """Return an authorizer of a user's own that answers so."""
    return Own(answer, [])


def backend(id: str = "Backend") -> WebSocketHttpIntegration:
    """Return an integration with a URL."""
    return WebSocketHttpIntegration(id, "https://backend.example")


def route(api: WebSocketApi, key: str = "send", **options: Any) -> WebSocketRoute:  # noqa: ANN401
    """Add a route by its class, with an id of its own."""
    return WebSocketRoute(api, "Route", web_socket_api=api, route_key=key, **options)


# -- which messages, and where they go --


@pytest.mark.parametrize(
    ("key", "written"),
    [
        pytest.param(KnownRouteKey.CONNECT, "$connect", id="enum"),
        pytest.param("$disconnect", "$disconnect", id="text"),
        pytest.param("send", "send", id="of its own"),
        pytest.param("a/${kind}", "a/$${kind}", id="with what Terraform would read"),
    ],
)
def test_route_key(api: WebSocketApi, block: Block, key: str, written: str) -> None:
    """A key is one of AWS's, or the text that the selection expression gives."""
    made = route(api, key, integration=backend())

    assert block(ROUTE)["route_key"] == written
    assert (made.route_key, made.key) == (str(key), str(key))


def test_smallest_route(stack: TerraformStack, api: WebSocketApi, synthesized: Synthesized) -> None:
    """
    A route needs no integration; an open route says that it is open.

    AWS CDK wants an integration. Terraform leaves an authorizer where nothing is said.
    """
    made = route(api)

    assert synthesized()["resource"][ROUTE] == {
        "Chat_Route_8C45A95F": {
            "api_id": f"${{{ITSELF}.id}}",
            "authorization_type": "NONE",
            "route_key": "send",
        }
    }
    assert (made.web_socket_api, made.integration) == (api, None)
    assert made.integration_response_id is None
    assert resolved_text(made.route_id, stack) == f"${{{ROUTE}.Chat_Route_8C45A95F.id}}"


def test_integration(api: WebSocketApi, synthesized: Synthesized) -> None:
    """Messages go to the integration that is given."""
    made = route(api, integration=backend())
    (written,) = synthesized()["resource"][ROUTE].values()

    assert written["target"] == f"integrations/${{{INTEGRATION}.Chat_Backend_EB503C6D.id}}"
    assert isinstance(made.integration, WebSocketIntegration)


def test_routes_share_an_integration(
    api: WebSocketApi, function: LambdaFunction, blocks: BlocksOf
) -> None:
    """
    Routes with one integration object share its resource, and the function's permission.

    AWS CDK had a permission for the first route alone (its defect 38148).
    """
    shared = WebSocketLambdaIntegration("Backend", function)
    for key in ("$connect", "$default", "send"):
        api.add_route(key, integration=shared)

    assert len({made["target"] for made in blocks(ROUTE)}) == len(blocks(INTEGRATION)) == 1
    assert [made["source_arn"] for made in blocks(PERMISSION)] == [f"{EXECUTION_ARN}/*/*"]


def test_integrations_of_one_function(
    api: WebSocketApi, function: LambdaFunction, blocks: BlocksOf
) -> None:
    """Two integrations of one function need one permission of the API."""
    for key in ("a", "b"):
        api.add_route(key, integration=WebSocketLambdaIntegration(key, function))

    assert (len(blocks(INTEGRATION)), len(blocks(PERMISSION))) == (2, 1)


def test_integration_construct(api: WebSocketApi, blocks: BlocksOf) -> None:
    """An integration construct of the same API is wired as it is."""
    given = WebSocketIntegration(
        api,
        "Own",
        web_socket_api=api,
        integration_type="HTTP_PROXY",
        integration_uri="https://backend.example",
    )
    route(api, integration=given)

    assert len(blocks(INTEGRATION)) == 1


def test_integration_of_storey_two(api: WebSocketApi, blocks: BlocksOf) -> None:
    """An integration of `Api`'s helpers can be wired as well."""
    route(api, integration=api.add_mock_integration("Ping"))

    assert len(blocks(INTEGRATION)) == 1


# -- options --


def test_return_response(api: WebSocketApi, synthesized: Synthesized) -> None:
    """The answer goes back: the route chooses its response, and there is one to choose."""
    made = route(api, integration=backend(), return_response=True)
    resources = synthesized()["resource"]

    (written,) = resources[ROUTE].values()
    assert written["route_response_selection_expression"] == "$default"
    assert resources[RESPONSE] == {
        "Chat_Route_Responsedefault_67DC1E99": {
            "api_id": f"${{{ITSELF}.id}}",
            "route_id": f"${{{ROUTE}.Chat_Route_8C45A95F.id}}",
            "route_response_key": "$default",
        }
    }
    assert made.answers


@pytest.mark.parametrize(
    "options", [{}, {"return_response": False}, {"return_response": None}], ids=str
)
def test_no_response(api: WebSocketApi, synthesized: Synthesized, options: Any) -> None:  # noqa: ANN401
    """Without the option no answer goes back."""
    made = route(api, integration=backend(), **options)
    resources = synthesized()["resource"]

    (written,) = resources[ROUTE].values()
    assert "route_response_selection_expression" not in written
    assert RESPONSE not in resources
    assert not made.answers


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({"api_key_required": True}, True, id="api_key_required"),
        pytest.param(
            {"model_selection_expression": KnownModelKey.DEFAULT},
            "$default",
            id="model_selection_expression",
        ),
        pytest.param({"operation_name": "Send"}, "Send", id="operation_name"),
    ],
)
def test_option(api: WebSocketApi, blocks: BlocksOf, options: Any, written: object) -> None:  # noqa: ANN401
    """An option is taken by the class and by the helper; AWS CDK's helper knows no API keys."""
    route(api, **options)
    api.add_route("other", **options)
    (name,) = options

    assert [made[name] for made in blocks(ROUTE)] == [written, written]


@pytest.mark.parametrize(
    "argument",
    [
        "api_key_required",
        "authorizer_id",
        "model_selection_expression",
        "operation_name",
        "request_models",
        "request_parameter",
        "target",
    ],
)
def test_option_left_out(api: WebSocketApi, block: Block, argument: str) -> None:
    """An option that is left out is not written."""
    route(api)

    assert argument not in block(ROUTE)


def test_request_models(api: WebSocketApi, synthesized: Synthesized) -> None:
    """Messages are checked with models, by the object or by the name."""
    schema = {"title": "Message", "type": "object"}
    api.add_model(schema)
    route(api, request_models={"$default": "Message"}, model_selection_expression="$default")
    (written,) = synthesized()["resource"][ROUTE].values()

    (model,) = synthesized()["resource"]["aws_apigatewayv2_model"]
    assert written["request_models"] == {"$default": f"${{aws_apigatewayv2_model.{model}.name}}"}


def test_request_parameters(api: WebSocketApi, block: Block) -> None:
    """The request to connect says which of its parameters integrations read."""
    route(api, "$connect", request_parameters={"route.request.querystring.token": True})

    assert block(ROUTE)["request_parameter"] == [
        {"request_parameter_key": "route.request.querystring.token", "required": True}
    ]


def test_resource_options(api: WebSocketApi, synthesized: Synthesized) -> None:
    """What every resource takes goes to the route, not to what it is wired to."""
    route(
        api,
        integration=backend(),
        return_response=True,
        logical_id="send",
        import_from="api1/route1",
        transform=lambda given: {**given, "operation_name": "Send"},
        ignore_changes=["target"],
        prevent_destroy=True,
    )
    document = synthesized()

    assert document["resource"][ROUTE]["send"]["operation_name"] == "Send"
    assert document["resource"][ROUTE]["send"]["lifecycle"] == {
        "ignore_changes": ["target"],
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1/route1", "to": f"{ROUTE}.send"}]


def test_moved_route(api: WebSocketApi, synthesized: Synthesized) -> None:
    """A route that Terraform has under another address is renamed, not made anew."""
    route(api, logical_id="send", move_from=f'module.api.{ROUTE}.this["send"]')

    assert synthesized()["moved"] == [
        {"from": f'module.api.{ROUTE}.this["send"]', "to": f"{ROUTE}.send"}
    ]


def test_region(stack: TerraformStack, block: Block) -> None:
    """The response is of the route's region, where the provider knows such an option."""
    if "region" not in known_arguments(l1(ROUTE)):
        with pytest.raises(UnsupportedOptionError, match="region is 'eu-north-1'"):
            WebSocketApi(stack, "Chat", region="eu-north-1")
        return
    route(WebSocketApi(stack, "Chat"), region="eu-north-1", return_response=True)

    assert block(RESPONSE)["region"] == "eu-north-1"


def test_tokens_pass(api: WebSocketApi, stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    answer = WebSocketRouteAuthorizerConfig(authorization_type=text, authorizer_id=text)
    route(api, text, operation_name=text, authorizer=own(answer))
    written = block(ROUTE)

    for argument in ("route_key", "operation_name", "authorization_type", "authorizer_id"):
        assert written[argument] == "${var.Text}"


# -- who may connect --


@pytest.mark.parametrize(
    ("authorizer", "kind"),
    [
        pytest.param(WebSocketNoneAuthorizer(), "NONE", id="none"),
        pytest.param(WebSocketIamAuthorizer(), "AWS_IAM", id="IAM"),
        pytest.param(own({"authorization_type": "AWS_IAM"}), "AWS_IAM", id="of a user, as a dict"),
        pytest.param(
            own(WebSocketRouteAuthorizerConfig(authorization_type=AuthorizationType.IAM)),
            "AWS_IAM",
            id="of a user",
        ),
    ],
)
def test_authorizer_without_a_resource(
    api: WebSocketApi, block: Block, authorizer: IWebSocketRouteAuthorizer, kind: str
) -> None:
    """Who may connect can be said without an authorizer in AWS."""
    made = route(api, "$connect", authorizer=authorizer)

    assert block(ROUTE)["authorization_type"] == kind
    assert "authorizer_id" not in block(ROUTE)
    assert made.authorization_type == kind


def test_function_that_decides(
    api: WebSocketApi, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """A function decides; its authorizer stands with the API."""
    route(api, "$connect", authorizer=WebSocketLambdaAuthorizer("Guests", function))
    resources = synthesized()["resource"]

    assert list(resources[AUTHORIZER]) == ["Chat_AuthorizerGuests_9EFA7B98"]
    (written,) = resources[ROUTE].values()
    assert written["authorization_type"] == "CUSTOM"
    assert written["authorizer_id"] == f"${{{AUTHORIZER}.Chat_AuthorizerGuests_9EFA7B98.id}}"


def test_authorizer_of_a_users_own(api: WebSocketApi, block: Block) -> None:
    """Anything with `bind` decides; it is asked with the route, and with the API as scope."""
    answer = {"authorization_type": "CUSTOM", "authorizer_id": "a1"}
    given = own(answer)
    made = route(api, "$connect", authorizer=given)

    assert given.asked == [(made, api)]
    assert block(ROUTE).items() >= answer.items()


def test_authorizer_of_storey_two(
    api: WebSocketApi, function: LambdaFunction, block: Block
) -> None:
    """An authorizer of `Api`'s helpers can be given as well."""
    given = api.add_authorizer("Guests", authorizer_type="REQUEST", handler=function)
    route(api, "$connect", authorizer=given)

    assert block(ROUTE)["authorization_type"] == "CUSTOM"


def test_imported_authorizer_of_storey_two(
    api: WebSocketApi, stack: TerraformStack, block: Block
) -> None:
    """An authorizer that does not say its type is a function: there is nothing else."""
    route(api, "$connect", authorizer=Authorizer.from_authorizer_id(stack, "Guests", "a1"))

    assert block(ROUTE)["authorization_type"] == "CUSTOM"
    assert block(ROUTE)["authorizer_id"] == "a1"


# -- what is refused --


@pytest.mark.parametrize(
    ("key", "options", "told"),
    [
        pytest.param(
            "",
            {},
            "route_key is '', allowed: text that messages are matched with",
            id="empty key",
        ),
        pytest.param(
            "$message",
            {},
            "route_key is '$message', allowed: $default, $connect, $disconnect, or text that does "
            "not start with $",
            id="key",
        ),
        pytest.param(
            "send",
            {"authorizer": WebSocketNoneAuthorizer()},
            "authorizer is WebSocketNoneAuthorizer(...), allowed: nothing: a WebSocket API "
            "authorizes $connect only; put the authorizer on the $connect route",
            id="authorizer of a message",
        ),
        pytest.param(
            "$disconnect",
            {"authorizer": WebSocketNoneAuthorizer()},
            "authorizer is WebSocketNoneAuthorizer(...), allowed: nothing: a WebSocket API "
            "authorizes $connect only; put the authorizer on the $connect route",
            id="authorizer of the end",
        ),
        pytest.param(
            "$connect",
            {"authorizer": "AWS_IAM"},
            "authorizer is 'AWS_IAM', allowed: an object with bind or an object with authorizer_id",
            id="authorizer as text",
        ),
        pytest.param(
            "$connect",
            {"authorizer": own("AWS_IAM")},
            "bind_returned is 'AWS_IAM', allowed: WebSocketRouteAuthorizerConfig(...)",
            id="answer of an authorizer",
        ),
        pytest.param(
            "$connect",
            {"authorizer": own({"authorization_type": "IAM"})},
            "authorization_type is 'IAM', allowed: NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS, JWT",
            id="type of an authorizer",
        ),
        pytest.param(
            "$connect",
            {"authorizer": own({"authorization_type": "CUSTOM"})},
            "authorizer is left out, allowed: an authorizer: authorization_type is CUSTOM",
            id="no id of an authorizer",
        ),
        pytest.param(
            "$connect",
            {"authorizer": own({"authorization_type": "JWT", "authorizer_id": "a1"})},
            "authorization_type is 'JWT', allowed: nothing: it belongs to HTTP APIs; leave it out",
            id="tokens",
        ),
        pytest.param(
            "$connect",
            {"authorizer": HttpNoneAuthorizer()},
            "bind_returned is HttpRouteAuthorizerConfig(authorization_type=<AuthorizationType.NONE:"
            " 'NONE'>), allowed: WebSocketRouteAuthorizerConfig(...)",
            id="authorizer of the other protocol",
        ),
        pytest.param(
            "send",
            {"integration": "https://backend.example"},
            "integration is 'https://backend.example', allowed: WebSocketRouteIntegration(...) or "
            "an object with integration_id",
            id="integration as text",
        ),
        pytest.param(
            "send",
            {"request_parameters": {"route.request.querystring.token": True}},
            "request_parameters is ['route.request.querystring.token'], allowed: nothing: only "
            "$connect has headers and a query string",
            id="parameters of a message",
        ),
        pytest.param(
            "send",
            {"operation_name": ""},
            "operation_name is '', allowed: 1 to 64 characters",
            id="operation_name",
        ),
        pytest.param(
            "send",
            {"return_response": "yes"},
            "return_response is 'yes', allowed: true or false",
            id="return_response",
        ),
        pytest.param(
            "send",
            {"request_models": {"$default": "Message"}},
            "request_models['$default'] is 'Message', allowed: a model of the API: it has none "
            "yet; add it with add_model() before",
            id="model that there is not",
        ),
    ],
)
def test_what_is_refused(api: WebSocketApi, key: str, options: Any, told: str) -> None:  # noqa: ANN401
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        route(api, key, **options)

    assert str(refused.value) == f"orders/Chat/Route: {told}"


def test_integration_of_the_other_protocol(api: WebSocketApi) -> None:
    """An integration for routes of HTTP APIs is refused."""
    with pytest.raises(OptionError) as refused:
        route(api, integration=HttpUrlIntegration("Web", "https://backend.example"))

    assert str(refused.value) == (
        "orders/Chat/Route: integration is HttpUrlIntegration(...), allowed: "
        "WebSocketRouteIntegration(...) or an object with integration_id"
    )


def test_same_route_twice(api: WebSocketApi) -> None:
    """The API has each key once, wherever the routes stand."""
    route(api)
    with pytest.raises(OptionError) as refused:
        WebSocketRoute(api.stack, "Again", web_socket_api=api, route_key="send")

    assert str(refused.value) == (
        "orders/Again: route_key is 'send', allowed: one that the API has not yet: "
        "orders/Chat/Route has it"
    )


def test_http_api(stack: TerraformStack) -> None:
    """A route of the other protocol is refused with the class to use."""
    with pytest.raises(OptionError) as refused:
        WebSocketRoute(stack, "Send", web_socket_api=HttpApi(stack, "Shop"), route_key="send")

    assert str(refused.value) == (
        "orders/Send: web_socket_api is 'orders/Shop', allowed: a WebSocket API; use HttpRoute"
    )


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack) -> None:
    """An API that is known by its id is a WebSocket API from its first such route on."""
    known = Api.from_api_id(stack, "Known", "a1")
    WebSocketRoute(stack, "Send", web_socket_api=known, route_key="send")

    assert known.protocol_type == "WEBSOCKET"


def test_authorizer_of_another_api(
    stack: TerraformStack, api: WebSocketApi, function: LambdaFunction
) -> None:
    """An authorizer belongs to one API."""
    other = WebSocketApi(stack, "Other")
    given = WebSocketAuthorizer(
        other, "Guests", web_socket_api=other, type="LAMBDA", handler=function
    )
    with pytest.raises(OptionError) as refused:
        route(api, "$connect", authorizer=given)

    assert str(refused.value) == (
        "orders/Chat/Route: authorizer is 'orders/Other/Guests', allowed: an authorizer of the "
        "same API: this is one of orders/Other; make one for each API"
    )


def test_corrected_route_can_follow(
    api: WebSocketApi, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """A refused route leaves its id, its key, and what is shared free."""
    shared = WebSocketLambdaIntegration("Backend", function)
    with pytest.raises(OptionError):
        route(api, integration=shared, operation_name="")
    route(api, integration=shared)
    resources = synthesized()["resource"]

    assert [len(resources[kind]) for kind in (ROUTE, INTEGRATION, PERMISSION)] == [1, 1, 1]


# -- grants and metrics --


def test_grant_invoke(api: WebSocketApi, stack: TerraformStack, synthesized: Synthesized) -> None:
    """
    A role may connect; AWS CDK leaves its users to write the ARN by hand.

    Stage and key are two parts of it, without a method (defect 33218 of AWS CDK).
    """
    role = IamRole(stack, "Guest", assume_role_policy="{}")
    granted = route(api, "$connect", authorizer=WebSocketIamAuthorizer()).grant_invoke(role)
    ((address, policy),) = synthesized()["resource"][POLICY].items()

    assert address == "Chat_Route_InvokeGuest_F3DD5805"
    assert policy["role"] == "${aws_iam_role.Guest.name}"
    assert json.loads(policy["policy"])["Statement"] == [
        {
            "Action": "execute-api:Invoke",
            "Effect": "Allow",
            "Resource": f"{EXECUTION_ARN}/*/$connect",
        }
    ]
    assert granted.statement == granted.policy.statements[0]


@pytest.mark.parametrize("key", ["$connect", "send"])
def test_grant_that_is_refused(api: WebSocketApi, key: str) -> None:
    """Who is not asked for IAM needs no grant."""
    made = route(api, key)
    with pytest.raises(OptionError) as refused:
        made.grant_invoke("guest")

    assert str(refused.value) == (
        "orders/Chat/Route: authorizer is 'NONE', allowed: AWS_IAM: only such routes are called "
        "with a policy; give $connect a WebSocketIamAuthorizer()"
    )


def test_grant_to_what_is_no_role(api: WebSocketApi) -> None:
    """The grantee is named as AWS CDK names it."""
    made = route(api, "$connect", authorizer=WebSocketIamAuthorizer())
    with pytest.raises(OptionError, match="orders/Chat/Route: grantee is 5, allowed: "):
        made.grant_invoke(5)  # type: ignore[arg-type]


def test_metrics(api: WebSocketApi, stack: TerraformStack) -> None:
    """The metrics of a route are counted for each stage; AWS CDK has none."""
    metric = route(api).metrics("live").metric_message_count()
    dimensions = {
        name: resolved_text(value, stack) for name, value in (metric.dimensions_map or {}).items()
    }

    assert (metric.metric_name, metric.statistic) == ("MessageCount", "Sum")
    assert dimensions == {"ApiId": f"${{{ITSELF}.id}}", "Stage": "live", "Route": "send"}


# -- across stacks --


def test_route_in_another_stack(app: App, api: WebSocketApi) -> None:
    """
    A route of another stack, with all that it needs, stands there.

    The stack of the API refers to nothing of it, so that the stacks make no circle.
    """
    team = TerraformStack(app, "team")
    function = LambdaFunction(
        team, "Function", function_name="f", role="arn:aws:iam::123456789012:role/r"
    )
    WebSocketRoute(
        team,
        "Connect",
        web_socket_api=api,
        route_key="$connect",
        integration=WebSocketLambdaIntegration("Backend", function),
        authorizer=WebSocketLambdaAuthorizer("Gate", function),
        return_response=True,
    )
    written = documents(app)

    assert needs(written["orders"]) == []
    assert needs(written["team"]) == ["orders"]
    assert {kind: list(found) for kind, found in written["team"]["resource"].items()} == {
        "aws_lambda_function": ["Function"],
        AUTHORIZER: ["ordersChat_AuthorizerGate_CD59F4DC"],
        INTEGRATION: ["ordersChat_Backend_B5737A64"],
        PERMISSION: [
            "ordersChat_AuthorizerGate_Permission_3FBE05DF",
            "ordersChat_PermissionFunction_86AD8EC6",
        ],
        ROUTE: ["Connect_5B7625CA"],
        RESPONSE: ["Connect_Responsedefault_000F28B4"],
    }
    assert set(written["orders"]["resource"]) == {"aws_apigatewayv2_api"}


def test_refused_route_in_another_stack_takes_its_parts_with_it(
    app: App, api: WebSocketApi
) -> None:
    """A corrected route makes them anew, the permission too, instead of naming what is gone."""
    team = TerraformStack(app, "team")
    function = LambdaFunction(
        team, "Function", function_name="f", role="arn:aws:iam::123456789012:role/r"
    )
    given: Any = {
        "web_socket_api": api,
        "route_key": "$connect",
        "integration": WebSocketLambdaIntegration("Backend", function),
        "authorizer": WebSocketLambdaAuthorizer("Gate", function),
    }
    with pytest.raises(OptionError):
        WebSocketRoute(team, "Connect", operation_name="", **given)
    WebSocketRoute(team, "Connect", **given)
    resources = documents(app)["team"]["resource"]

    kinds = (ROUTE, INTEGRATION, AUTHORIZER, PERMISSION)
    assert [len(resources[kind]) for kind in kinds] == [1, 1, 1, 2]


def test_helper_of_an_api_in_another_stack(app: App, api: WebSocketApi) -> None:
    """The helper puts the route with the integration where that is a construct of elsewhere."""
    team = TerraformStack(app, "team")
    there = WebSocketIntegration(
        team,
        "Ping",
        web_socket_api=api,
        integration_type="MOCK",
    )
    made = api.add_route("ping", integration=there)

    assert made.node.path == "team/Ping/Route.ping"
    assert needs(documents(app)["orders"]) == []


def test_mock_that_answers(api: WebSocketApi, synthesized: Synthesized) -> None:
    """All that an answer without a backend takes: two responses and the choice of one."""
    ping = WebSocketMockIntegration("Ping", request_templates={"$default": '{"statusCode": 200}'})
    ping.add_response(response_templates={"$default": '{"pong": true}'})
    api.add_route("ping", integration=ping, return_response=True)

    assert {kind: len(found) for kind, found in synthesized()["resource"].items()} == {
        "aws_apigatewayv2_api": 1,
        INTEGRATION: 1,
        "aws_apigatewayv2_integration_response": 1,
        ROUTE: 1,
        RESPONSE: 1,
    }
