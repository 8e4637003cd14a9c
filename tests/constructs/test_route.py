"""Tests of routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Authorizer,
    Integration,
    JwtConfiguration,
    OptionError,
    Route,
    RouteResponse,
    UnsupportedOptionError,
)
from apigwv2_tf.terms import AuthorizationType, KnownModelKey, KnownRouteKey, KnownRouteResponseKey
from cdktf import App, TerraformStack, TerraformVariable, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import UrlIntegration

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]

_ROUTE = "aws_apigatewayv2_route"
_JWT = JwtConfiguration(issuer="https://issuer.example.com", audience=["books"])
_URI = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"


@pytest.fixture
def http(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Books", protocol_type="HTTP", deploy=False)


@pytest.fixture
def websocket(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


@pytest.fixture
def backend(http: Api) -> UrlIntegration:
    """Return an integration of the HTTP API."""
    return http.add_http_integration("Backend", url="https://example.com")


def test_route_has_what_it_needs_and_no_more(backend: UrlIntegration, block: Block) -> None:
    """A route without options is open, and says so: removing an authorizer must be sent."""
    backend.add_route("GET /books/{book_id}")

    assert block(_ROUTE) == {
        "api_id": "${aws_apigatewayv2_api.Books_8C439C90.id}",
        "authorization_type": "NONE",
        "route_key": "GET /books/{book_id}",
        "target": "integrations/${aws_apigatewayv2_integration.Books_Backend_2D2242B0.id}",
    }


@pytest.mark.parametrize("add", ["integration", "api", "api-many"])
def test_every_way_to_add_a_route_gives_the_same_address(
    http: Api, backend: UrlIntegration, synthesized: Synthesized, add: str
) -> None:
    """A route stands under its API, so that another integration does not replace it."""
    ways: dict[str, Callable[[], object]] = {
        "integration": lambda: backend.add_route("GET /books"),
        "api": lambda: http.add_route("GET /books", backend),
        "api-many": lambda: http.add_routes(["GET /books"], backend),
    }
    ways[add]()

    assert list(synthesized()["resource"][_ROUTE]) == ["Books_RouteGET--books_480769F4"]


def test_add_routes_adds_one_for_each_key(
    http: Api, backend: UrlIntegration, blocks: Callable[[str], Blocks]
) -> None:
    """Several keys share an integration and the options."""
    routes = http.add_routes(["GET /", KnownRouteKey.DEFAULT], backend, operation_name="all")

    assert [route.key for route in routes] == ["GET /", "$default"]
    assert [block["route_key"] for block in blocks(_ROUTE)] == ["GET /", "$default"]
    assert {block["operation_name"] for block in blocks(_ROUTE)} == {"all"}


def test_routes_of_an_api_of_another_stack_stay_with_the_integration(
    app: App, stack: TerraformStack
) -> None:
    """What belongs to another stack must not depend on this one."""
    other = TerraformStack(app, "other")
    api = Api(other, "Books", protocol_type="HTTP", deploy=False)
    integration = Integration(stack, "Url", api=api, type="HTTP_PROXY", uri="https://example.com")

    route = integration.add_route("GET /")

    assert str(route.node.path) == "orders/Url/Route.GET --"


_GIVEN: list[Any] = [
    pytest.param("api_key_required", True, "api_key_required", True, id="api_key_required"),
    pytest.param(
        "model_selection_expression",
        KnownModelKey.DEFAULT,
        "model_selection_expression",
        "$default",
        id="model_selection_expression",
    ),
    pytest.param(
        "model_selection_expression",
        "${request.body.kind}",
        "model_selection_expression",
        "$${request.body.kind}",
        id="model_selection_expression-escaped",
    ),
    pytest.param("operation_name", "o" * 64, "operation_name", "o" * 64, id="operation_name"),
    pytest.param(
        "request_parameters",
        {"route.request.querystring.token": True, "route.request.header.Lang": False},
        "request_parameter",
        [
            {"request_parameter_key": "route.request.querystring.token", "required": True},
            {"request_parameter_key": "route.request.header.Lang", "required": False},
        ],
        id="request_parameters",
    ),
    pytest.param(
        "route_response_selection_expression",
        KnownRouteResponseKey.DEFAULT,
        "route_response_selection_expression",
        "$default",
        id="route_response_selection_expression",
    ),
    pytest.param("authorization_type", "AWS_IAM", "authorization_type", "AWS_IAM", id="iam"),
]


@pytest.mark.parametrize(("option", "given", "argument", "written"), _GIVEN)
def test_websocket_option_given(
    *,
    websocket: Api,
    block: Block,
    option: str,
    given: Any,  # noqa: ANN401
    argument: str,
    written: object,
) -> None:
    """Each option of a WebSocket route becomes its argument."""
    options: dict[str, Any] = {option: given}
    websocket.add_route("$connect", **options)

    assert block(_ROUTE)[argument] == written


def test_websocket_options_left_out(websocket: Api, block: Block) -> None:
    """Without options nothing but the key and the open door is written, and no target."""
    websocket.add_route("$connect")

    assert block(_ROUTE) == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "authorization_type": "NONE",
        "route_key": "$connect",
    }


def test_trap_route_to_model_is_a_reference(websocket: Api, block: Block) -> None:
    """A model given as an object is referred to by a token: the route is made after it."""
    model = websocket.add_model({"title": "message", "type": "object"})
    websocket.add_route("send", request_models={"$default": model})

    (name,) = block(_ROUTE)["request_models"].values()
    assert name.startswith("${aws_apigatewayv2_model.Chat_Modelmessage_")
    assert name.endswith(".name}")


def test_trap_two_way_websocket_needs_both(websocket: Api, block: Block) -> None:
    """A two-way route has the selection expression and a route response."""
    route = websocket.add_route("send", route_response_selection_expression="$default")
    route.add_response()

    assert block(_ROUTE)["route_response_selection_expression"] == "$default"
    response = block("aws_apigatewayv2_route_response")
    assert response["route_id"].startswith("${aws_apigatewayv2_route.Chat_Routesend_")


def test_trap_route_refers_to_its_authorizer_by_token(
    http: Api, backend: UrlIntegration, block: Block
) -> None:
    """Routes let go of an authorizer before it is deleted only where they refer to it."""
    authorizer = http.add_authorizer("Users", authorizer_type="JWT", jwt_configuration=_JWT)
    backend.add_route("GET /", authorizer=authorizer, authorization_scopes=["read", "write"])

    route = block(_ROUTE)
    assert route["authorizer_id"].startswith("${aws_apigatewayv2_authorizer.Books_Users_")
    assert route["authorization_type"] == "JWT"
    assert route["authorization_scopes"] == ["read", "write"]


def test_function_authorizer_makes_the_route_custom(
    http: Api, backend: UrlIntegration, block: Block
) -> None:
    """The authorization type follows from the authorizer."""
    authorizer = http.add_authorizer("Users", authorizer_type="REQUEST", authorizer_uri=_URI)
    backend.add_route("GET /", authorizer=authorizer)

    assert block(_ROUTE)["authorization_type"] == "CUSTOM"


def test_authorizer_on_connect(websocket: Api, block: Block) -> None:
    """A WebSocket API asks its authorizer once, when a client connects."""
    authorizer = websocket.add_authorizer("Users", authorizer_type="REQUEST", authorizer_uri=_URI)
    websocket.add_route("$connect", authorizer=authorizer)

    assert block(_ROUTE)["authorization_type"] == "CUSTOM"


@pytest.mark.parametrize(
    ("kind", "given", "written"),
    [
        pytest.param("JWT", None, "JWT", id="of-the-import"),
        pytest.param(None, "CUSTOM", "CUSTOM", id="of-the-route"),
        pytest.param(None, AuthorizationType.JWT, "JWT", id="jwt-of-the-route"),
        pytest.param("REQUEST", "CUSTOM", "CUSTOM", id="of-both"),
    ],
)
def test_imported_authorizer(
    *,
    stack: TerraformStack,
    backend: UrlIntegration,
    block: Block,
    kind: str | None,
    given: str | None,
    written: str,
) -> None:
    """Of an imported authorizer the import or the route says what it is."""
    users = Authorizer.from_authorizer_id(stack, "Users", "abc", authorizer_type=kind)
    backend.add_route("GET /", authorizer=users, authorization_type=given)

    assert block(_ROUTE)["authorization_type"] == written
    assert block(_ROUTE)["authorizer_id"] == "abc"


def test_imported_authorizer_of_unknown_type_is_refused(
    stack: TerraformStack, backend: UrlIntegration
) -> None:
    """Somebody has to say what an imported authorizer is."""
    users = Authorizer.from_authorizer_id(stack, "Users", "abc")

    with pytest.raises(OptionError) as refused:
        backend.add_route("GET /", authorizer=users)

    assert str(refused.value) == (
        "orders/Books/Route.GET --: authorization_type is left out, "
        "allowed: CUSTOM or JWT, because the authorizer does not say which it needs"
    )


@pytest.mark.parametrize(
    ("authorizer", "options", "problem"),
    [
        pytest.param(
            None,
            {"authorization_type": "JWT"},
            "authorizer is left out, allowed: an authorizer: authorization_type is JWT",
            id="trap-jwt-route-without-authorizer",
        ),
        pytest.param(
            None,
            {"authorization_type": "CUSTOM"},
            "authorizer is left out, allowed: an authorizer: authorization_type is CUSTOM",
            id="trap-custom-route-without-authorizer",
        ),
        pytest.param(
            "JWT",
            {"authorization_type": "CUSTOM"},
            "authorizer is 'JWT authorizer', "
            "allowed: an authorizer of type REQUEST: authorization_type is CUSTOM",
            id="trap-custom-with-a-jwt-authorizer",
        ),
        pytest.param(
            "REQUEST",
            {"authorization_type": "JWT"},
            "authorizer is 'REQUEST authorizer', "
            "allowed: an authorizer of type JWT: authorization_type is JWT",
            id="jwt-with-a-request-authorizer",
        ),
        pytest.param(
            "JWT",
            {"authorization_type": "NONE"},
            "authorizer is 'orders/Books/Users', allowed: nothing: authorization_type is NONE",
            id="none-with-an-authorizer",
        ),
        pytest.param(
            "REQUEST",
            {"authorization_type": "AWS_IAM"},
            "authorizer is 'orders/Books/Users', allowed: nothing: authorization_type is AWS_IAM",
            id="iam-with-an-authorizer",
        ),
        pytest.param(
            "REQUEST",
            {"authorization_scopes": ["read"]},
            "authorization_scopes is ['read'], "
            "allowed: nothing: only a JWT authorizer checks scopes",
            id="scopes-without-jwt",
        ),
        pytest.param(
            None,
            {"authorization_scopes": ["read"]},
            "authorization_scopes is ['read'], "
            "allowed: nothing: only a JWT authorizer checks scopes",
            id="scopes-on-an-open-route",
        ),
        pytest.param(
            "JWT",
            {"authorization_scopes": list("abcdefghijk")},
            "authorization_scopes is "
            "['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'], "
            "allowed: 0 to 10 entries; it has 11",
            id="eleven-scopes",
        ),
        pytest.param(
            None,
            {"authorization_type": "OAUTH"},
            "authorization_type is 'OAUTH', "
            "allowed: NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS, JWT",
            id="unknown-type",
        ),
        pytest.param(
            None,
            {"operation_name": ""},
            "operation_name is '', allowed: 1 to 64 characters",
            id="operation-name-empty",
        ),
        pytest.param(
            None,
            {"operation_name": "o" * 65},
            f"operation_name is '{'o' * 65}', allowed: 1 to 64 characters; it has 65",
            id="operation-name-long",
        ),
        pytest.param(
            None,
            {"api_key_required": True},
            "api_key_required is True, "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="trap-api-key-required-on-http",
        ),
        pytest.param(
            None,
            {"request_models": {"$default": "m"}},
            "request_models is {'$default': 'm'}, "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="models-on-http",
        ),
        pytest.param(
            None,
            {"model_selection_expression": "$default"},
            "model_selection_expression is '$default', "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="model-selection-on-http",
        ),
        pytest.param(
            None,
            {"route_response_selection_expression": "$default"},
            "route_response_selection_expression is '$default', "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="answer-on-http",
        ),
    ],
)
def test_http_option_is_refused(
    http: Api,
    backend: UrlIntegration,
    authorizer: str | None,
    options: dict[str, Any],
    problem: str,
) -> None:
    """What API Gateway refuses of an HTTP route is refused at the line that wrote it."""
    kinds: dict[str, Any] = {
        "JWT": {"jwt_configuration": _JWT},
        "REQUEST": {"authorizer_uri": _URI},
    }
    if authorizer is not None:
        options = {
            **options,
            "authorizer": http.add_authorizer(
                "Users", authorizer_type=authorizer, **kinds[authorizer]
            ),
        }

    with pytest.raises(OptionError) as refused:
        backend.add_route("GET /", **options)

    assert str(refused.value) == f"orders/Books/Route.GET --: {problem}"


def test_cognito_is_refused_as_unsupported(backend: UrlIntegration) -> None:
    """The provider has no Cognito authorization; the message says what to take instead."""
    with pytest.raises(UnsupportedOptionError) as refused:
        backend.add_route("GET /", authorization_type=AuthorizationType.COGNITO)

    assert str(refused.value) == (
        "orders/Books/Route.GET --: authorization_type is 'COGNITO_USER_POOLS', "
        "allowed: NONE, AWS_IAM, CUSTOM, JWT: Terraform's AWS provider has no other; "
        "use a JWT authorizer with the user pool as its issuer"
    )


@pytest.mark.parametrize(
    ("key", "options", "problem"),
    [
        pytest.param(
            "$disconnect",
            {"authorization_type": "AWS_IAM"},
            "authorization_type is 'AWS_IAM', "
            "allowed: NONE on this route: a WebSocket API authorizes $connect only; "
            "put the authorizer on the $connect route",
            id="authorization-on-another-route",
        ),
        pytest.param(
            "send",
            {"request_parameters": {"route.request.header.A": True}},
            "request_parameters is ['route.request.header.A'], "
            "allowed: nothing: only $connect has headers and a query string",
            id="parameters-on-another-route",
        ),
        pytest.param(
            "$connect",
            {"request_parameters": {"header.A": True}},
            "request_parameters key is 'header.A', "
            "allowed: route.request.querystring.NAME or route.request.header.NAME",
            id="parameter-name",
        ),
        pytest.param(
            "$connect",
            {"request_parameters": {"route.request.header.A": "yes"}},
            None,
            id="parameter-not-boolean",
        ),
        pytest.param(
            "send",
            {"route_response_selection_expression": "${context.routeKey}"},
            "route_response_selection_expression is '${context.routeKey}', "
            "allowed: $default, the only answer API Gateway has",
            id="answer",
        ),
        pytest.param(
            "$send",
            {},
            "key is '$send', allowed: $default, $connect, $disconnect, "
            "or text that does not start with $",
            id="key",
        ),
    ],
)
def test_websocket_option_is_refused(
    websocket: Api,
    key: str,
    options: dict[str, Any],
    problem: str | None,
) -> None:
    """What API Gateway refuses of a WebSocket route is refused at the line that wrote it."""
    with pytest.raises(OptionError) as refused:
        websocket.add_route(key, **options)

    path = f"orders/Chat/Route.{key}"
    if problem is None:
        path, problem = (
            "orders/Chat",
            (
                "request_parameters is {'route.request.header.A': 'yes'}, "
                "allowed: a dict from text to true or false"
            ),
        )
    assert str(refused.value) == f"{path}: {problem}"


def test_jwt_on_websocket_is_refused(stack: TerraformStack, websocket: Api) -> None:
    """WebSocket APIs know no JWT authorizer."""
    users = Authorizer.from_authorizer_id(stack, "Users", "abc", authorizer_type="JWT")

    with pytest.raises(OptionError) as refused:
        websocket.add_route("$connect", authorizer=users)

    assert str(refused.value) == (
        "orders/Chat/Route.$connect: authorization_type is 'JWT', "
        "allowed: nothing: it belongs to HTTP APIs; leave it out"
    )


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        pytest.param("GET /a", "GET /a", "orders/Books", id="trap-duplicate-route-keys"),
        pytest.param("$default", "$default", "orders/Books", id="default"),
        pytest.param("GET /{a}", "GET /{b}", "orders/Books/Route.GET --{b}", id="other-variable"),
        pytest.param(
            "ANY /x/{a+}", "ANY /x/{b+}", "orders/Books/Route.ANY --x--{b+}", id="other-greedy"
        ),
    ],
)
def test_second_route_of_a_shape_is_refused(
    http: Api, backend: UrlIntegration, first: str, second: str, path: str
) -> None:
    """API Gateway takes a method and shape once, whatever its variables are called."""
    backend.add_route(first)

    with pytest.raises(OptionError) as refused:
        http.add_route(second, backend)

    assert str(refused.value) == (
        f"{path}: key is {second!r}, allowed: one that the API has not yet: "
        f"orders/Books/Route.{first.replace('/', '--')} has it"
    )


def test_routes_that_only_look_alike(http: Api, backend: UrlIntegration) -> None:
    """Another method, a greedy variable or another API is another route."""
    other = Api(http.stack, "Other", protocol_type="HTTP", deploy=False)
    keys = ["GET /a", "ANY /a", "POST /a", "GET /{a}", "GET /{a+}", "GET /a/{b}", "GET /A"]

    added = http.add_routes(keys, backend)
    same = other.add_http_integration("Url", url="https://example.com").add_route("GET /a")

    assert [route.key for route in [*added, same]] == [*keys, "GET /a"]


def test_websocket_keys_are_compared_as_they_are(websocket: Api) -> None:
    """Braces mean nothing to a WebSocket API."""
    assert len(websocket.add_routes(["join {a}", "join {b}"])) == 2


def test_parts_of_another_api_are_refused(http: Api, backend: UrlIntegration) -> None:
    """An integration and an authorizer serve their own API only."""
    other = Api(http.stack, "Other", protocol_type="HTTP", deploy=False)
    users = http.add_authorizer("Users", authorizer_type="JWT", jwt_configuration=_JWT)

    with pytest.raises(OptionError) as refused:
        other.add_route("GET /", backend, authorizer=users)

    path, allowed = "orders/Other/Route.GET --", "one of the same API: this is one of orders/Books"
    assert str(refused.value) == (
        f"{path}: integration is 'orders/Books/Backend', allowed: {allowed}\n"
        f"{path}: authorizer is 'orders/Books/Users', allowed: {allowed}"
    )


def test_http_route_needs_an_integration(http: Api) -> None:
    """Without a target every request would fail."""
    with pytest.raises(OptionError) as refused:
        http.add_route("GET /")

    assert str(refused.value) == (
        "orders/Books/Route.GET --: integration is left out, "
        "allowed: an integration, on an HTTP API"
    )


def test_data_mapping_needs_its_parameters_declared(websocket: Api, block: Block) -> None:
    """What an integration reads of $connect must be declared by the route."""
    mapping = {"integration.request.header.T": "route.request.querystring.token"}
    reader = websocket.add_http_integration(
        "Reader", url="https://example.com", request_parameters=mapping
    )

    with pytest.raises(OptionError) as refused:
        reader.add_route("$connect")
    reader_route = Route(
        websocket,
        "Connect",
        api=websocket,
        key="$connect",
        integration=reader,
        request_parameters={"route.request.querystring.token": False},
    )

    assert str(refused.value) == (
        "orders/Chat/Route.$connect: request_parameters['route.request.querystring.token'] "
        "is left out, allowed: True or False: the integration's request_parameters read it"
    )
    assert reader_route.key == block(_ROUTE)["route_key"]


def test_data_mapping_of_parameters_on_other_routes_is_refused(websocket: Api) -> None:
    """Only $connect has headers and a query string to read."""
    mapping = {"integration.request.header.T": "route.request.header.token"}
    reader = websocket.add_http_integration(
        "Reader", url="https://example.com", request_parameters=mapping
    )

    with pytest.raises(OptionError) as refused:
        reader.add_route("send")

    assert str(refused.value) == (
        "orders/Chat/Route.send: integration is 'orders/Chat/Reader', "
        "allowed: one that does not read route.request.header.token: only $connect has it"
    )


def test_route_beside_a_document_is_refused(stack: TerraformStack) -> None:
    """Each change of an OpenAPI document would delete the route."""
    api = Api(stack, "Doc", body='{"openapi": "3.0.1", "paths": {}}', deploy=False)
    integration = api.add_http_integration("Url", url="https://example.com")

    with pytest.raises(OptionError) as refused:
        integration.add_route("GET /")

    assert str(refused.value) == (
        "orders/Doc/Route.GET --: key is 'GET /', "
        "allowed: routes of the API's OpenAPI document only; "
        "each change of the document would delete this route; write it in the document"
    )


def test_tokens_pass(stack: TerraformStack, backend: UrlIntegration, block: Block) -> None:
    """What Terraform knows later is written as a reference and checked by nobody."""
    text = TerraformVariable(stack, "text", type="string")
    Route(
        stack,
        "Route",
        api=backend.api,
        key=text.string_value,
        integration=backend,
        authorization_type=text.string_value,
        authorizer=Authorizer.from_authorizer_id(stack, "Users", text.string_value),
        authorization_scopes=Token.as_list(text.fqn),
        operation_name=text.string_value,
    )

    route = block(_ROUTE)
    names = ("route_key", "authorization_type", "authorizer_id", "operation_name")
    assert {route[name] for name in names} == {"${var.text}"}
    assert route["authorization_scopes"] == "${var.text}"


def test_token_key_needs_an_id(stack: TerraformStack, http: Api, backend: UrlIntegration) -> None:
    """add_route makes the id from the key, which a token cannot be part of."""
    key = TerraformVariable(stack, "text", type="string").string_value

    with pytest.raises(OptionError) as refused:
        http.add_route(key, backend)

    assert str(refused.value) == (
        f"orders/Books: key is {key!r}, "
        "allowed: text: the construct's id is made from it; "
        "use Route(scope, id, key=...) with an id of your own"
    )


def test_websocket_tokens_pass(stack: TerraformStack, websocket: Api, block: Block) -> None:
    """So it is on WebSocket APIs."""
    text = TerraformVariable(stack, "text", type="string")
    switch = TerraformVariable(stack, "switch", type="bool")
    websocket.add_route(
        "$connect",
        api_key_required=switch.boolean_value,  # type: ignore[arg-type] # CDKTF's own object
        request_models={"$default": text.string_value},
        request_parameters={f"route.request.header.{text.string_value}": True},
        model_selection_expression=text.string_value,
    )

    route = block(_ROUTE)
    assert route["api_key_required"] == "${var.switch}"
    assert route["request_models"] == {"$default": "${var.text}"}
    assert route["request_parameter"][0]["request_parameter_key"] == (
        "route.request.header.${var.text}"
    )


def test_key_of_an_api_of_unknown_protocol(stack: TerraformStack, blocks: Any) -> None:  # noqa: ANN401
    """Where nobody says what an imported API speaks, both kinds of key pass."""
    api = Api.from_api_id(stack, "Imported", "abc")
    api.add_routes(["GET /", "$connect", "$other"])

    assert [block["route_key"] for block in blocks(_ROUTE)] == ["GET /", "$connect", "$other"]
    assert {block["api_id"] for block in blocks(_ROUTE)} == {"abc"}


@pytest.mark.parametrize(
    "options",
    [
        {"key": 5},
        {"key": None},
        {"api": None},
        {"integration": "integrations/abc"},
        {"authorizer": "abc"},
        {"authorization_scopes": [None]},
        {"authorization_scopes": "read"},
        {"operation_name": True},
        {"api_key_required": "yes"},
        {"request_models": ["message"]},
        {"request_parameters": {"route.request.header.A": 1}},
        {"authorization_type": 5},
    ],
    ids=str,
)
def test_odd_input_names_the_construct(
    http: Api, backend: UrlIntegration, options: dict[str, Any]
) -> None:
    """Values of another type are refused with the path and the option."""
    good: dict[str, Any] = {"api": http, "key": "GET /", "integration": backend}

    with pytest.raises(OptionError, match=rf"^orders/Odd: {next(iter(options))} is .*, allowed: "):
        Route(http.stack, "Odd", **{**good, **options})


def test_imported_route(stack: TerraformStack, websocket: Api, block: Block) -> None:
    """A route of elsewhere makes no resource, and can be answered on."""
    route = Route.from_route_attributes(stack, "Send", route_id="abc", key="send")
    RouteResponse(stack, "Answer", api=websocket, route=route)

    assert (route.route_id, route.key) == ("abc", "send")
    assert block("aws_apigatewayv2_route_response")["route_id"] == "abc"


def test_parameters_that_only_terraform_knows_are_refused(
    stack: TerraformStack, websocket: Api
) -> None:
    """Each parameter becomes a block, which a map token cannot."""
    declared = TerraformVariable(stack, "Declared", type="map(bool)")
    parameters = Token.as_boolean_map(declared.value)

    with pytest.raises(OptionError, match="names that are known now, each with True or False"):
        websocket.add_route("$connect", request_parameters=parameters)
