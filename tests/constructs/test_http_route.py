"""Tests of routes of HTTP APIs, in AWS CDK's words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Authorizer,
    Deployment,
    HttpApi,
    HttpAuthorizer,
    HttpIntegration,
    HttpMethod,
    HttpNoneAuthorizer,
    HttpRoute,
    HttpRouteAuthorizerConfig,
    HttpRouteKey,
    OptionError,
    UnsupportedOptionError,
    WebSocketApi,
)
from apigwv2_tf.authorizers import (
    HttpIamAuthorizer,
    HttpJwtAuthorizer,
    HttpLambdaAuthorizer,
    WebSocketLambdaAuthorizer,
)
from apigwv2_tf.constructs._bindings import known_arguments, l1, resolved_text
from apigwv2_tf.integrations import HttpLambdaIntegration, HttpUrlIntegration
from cdktf import TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

from tests.support.stacks import documents, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import HttpRouteProps, IHttpRoute, IHttpRouteAuthorizer
    from cdktf import App
    from constructs import Construct

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

ROUTE = "aws_apigatewayv2_route"
INTEGRATION = "aws_apigatewayv2_integration"
AUTHORIZER = "aws_apigatewayv2_authorizer"
PERMISSION = "aws_lambda_permission"
EXECUTION_ARN = "${aws_apigatewayv2_api.Orders_A9B65338.execution_arn}"


@pytest.fixture
def api(stack: TerraformStack) -> HttpApi:
    """Return an HTTP API without routes."""
    return HttpApi(stack, "Orders")


@dataclass(frozen=True)
class Own:
    """An authorizer as a user writes it; it keeps what it was asked with."""

    answer: Any
    asked: list[tuple[IHttpRoute, Construct]]

    def bind(self, *, route: IHttpRoute, scope: Construct) -> Any:  # noqa: ANN401
        """Say what there is to say."""
        self.asked.append((route, scope))
        return self.answer


def own(answer: object) -> Own:
    """Return an authorizer of a user's own that answers so."""
    return Own(answer, [])


def backend(id: str = "Backend") -> HttpUrlIntegration:
    """Return an integration with a URL."""
    return HttpUrlIntegration(id, "https://backend.example")


def customers(id: str = "Customers") -> HttpJwtAuthorizer:
    """Return an authorizer that checks tokens."""
    return HttpJwtAuthorizer(id, "https://login.example", jwt_audience=["shop"])


def route(api: HttpApi, key: HttpRouteKey | str = "GET /a", **options: Any) -> HttpRoute:  # noqa: ANN401
    """Add a route by its class, with an id of its own."""
    props: HttpRouteProps = {
        "http_api": api,
        "route_key": key,
        "integration": backend(),
    }
    props.update(options)  # type: ignore[typeddict-item]
    return HttpRoute(api, "Route", **props)


def function_in(stack: TerraformStack) -> LambdaFunction:
    """Define a function."""
    role = "arn:aws:iam::123456789012:role/r"
    return LambdaFunction(stack, "Function", function_name="f", role=role)


# -- which requests, and where they go --


@pytest.mark.parametrize(
    ("key", "written", "path", "method"),
    [
        pytest.param(
            HttpRouteKey.with_("/a", HttpMethod.PUT), "PUT /a", "/a", HttpMethod.PUT, id="class"
        ),
        pytest.param("POST /a", "POST /a", "/a", HttpMethod.POST, id="text"),
        pytest.param(HttpRouteKey.with_("/a"), "ANY /a", "/a", HttpMethod.ANY, id="every method"),
        pytest.param(HttpRouteKey.DEFAULT, "$default", None, HttpMethod.ANY, id="default"),
        pytest.param("$default", "$default", None, HttpMethod.ANY, id="default as text"),
    ],
)
def test_route_key(  # noqa: PLR0917 - the columns of the table
    api: HttpApi,
    block: Block,
    key: HttpRouteKey | str,
    written: str,
    path: str | None,
    method: HttpMethod,
) -> None:
    """A key is given as AWS CDK's class or as text."""
    made = route(api, key)

    assert block(ROUTE)["route_key"] == written
    assert (made.key, made.path, made.method) == (written, path, method)


def test_key_without_a_method(api: HttpApi, block: Block) -> None:
    """It is for every method; AWS CDK writes `undefined /a` (its defect 1)."""
    route(api, HttpRouteKey.with_("/a"))

    assert block(ROUTE)["route_key"] == "ANY /a"


def test_smallest_route(stack: TerraformStack, api: HttpApi, synthesized: Synthesized) -> None:
    """An open route says so, because Terraform leaves an authorizer where nothing is said."""
    made = route(api)

    assert synthesized()["resource"][ROUTE] == {
        "Orders_Route_293A77F8": {
            "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
            "authorization_type": "NONE",
            "route_key": "GET /a",
            "target": f"integrations/${{{INTEGRATION}.Orders_Backend_0F5C7089.id}}",
        }
    }
    assert made.http_api is api
    assert resolved_text(made.route_id, stack) == f"${{{ROUTE}.Orders_Route_293A77F8.id}}"


def test_route_of_the_helper(api: HttpApi, synthesized: Synthesized) -> None:
    """A helper names the route by its key, so that its address stays with the key."""
    (made,) = api.add_routes(path="/x", methods=[HttpMethod.GET], integration=backend())

    assert made.node.path == "orders/Orders/Route.GET --x"
    assert list(synthesized()["resource"][ROUTE]) == ["Orders_RouteGET--x_B02ED9A9"]


def test_operation_name(api: HttpApi, block: Block) -> None:
    """An operation has a name where it is given, which AWS CDK has no option for."""
    route(api, operation_name="list")

    assert block(ROUTE)["operation_name"] == "list"


def test_operation_name_left_out(api: HttpApi, block: Block) -> None:
    """Without the option there is no such name."""
    route(api)

    assert "operation_name" not in block(ROUTE)


def test_routes_share_an_integration(
    api: HttpApi, function: LambdaFunction, blocks: BlocksOf
) -> None:
    """Routes with one integration object share its resource, and the function's permission."""
    shared = HttpLambdaIntegration("Books", function)
    api.add_routes(path="/a", methods=["GET", "PUT"], integration=shared)
    HttpRoute(api, "Other", http_api=api, route_key="$default", integration=shared)

    assert {made["target"] for made in blocks(ROUTE)} == {
        f"integrations/${{{INTEGRATION}.Orders_Books_2E8C07BA.id}}"
    }
    assert [made["source_arn"] for made in blocks(PERMISSION)] == [f"{EXECUTION_ARN}/*/*"]


def test_integration_construct(api: HttpApi, blocks: BlocksOf) -> None:
    """An integration construct of the same API is wired as it is."""
    given = HttpIntegration(
        api,
        "Own",
        http_api=api,
        integration_type="HTTP_PROXY",
        integration_uri="https://backend.example",
    )
    route(api, integration=given)

    assert len(blocks(INTEGRATION)) == 1


def test_integration_of_storey_two(api: HttpApi, blocks: BlocksOf) -> None:
    """An integration of `Api`'s helpers can be wired as well."""
    route(api, integration=api.add_http_integration("Web", url="https://backend.example"))

    assert len(blocks(INTEGRATION)) == 1


def test_resource_options(api: HttpApi, synthesized: Synthesized) -> None:
    """What every resource takes goes to the route, not to what it is wired to."""
    route(
        api,
        logical_id="get_a",
        import_from="api1/route1",
        transform=lambda given: {**given, "operation_name": "list"},
        ignore_changes=["target"],
        prevent_destroy=True,
    )
    document = synthesized()

    assert document["resource"][ROUTE]["get_a"]["operation_name"] == "list"
    assert document["resource"][ROUTE]["get_a"]["lifecycle"] == {
        "ignore_changes": ["target"],
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1/route1", "to": f"{ROUTE}.get_a"}]


def test_moved_route(api: HttpApi, synthesized: Synthesized) -> None:
    """A route that Terraform has under another address is renamed, not made anew."""
    route(api, logical_id="get_a", move_from=f"module.api.{ROUTE}.this[0]")

    assert synthesized()["moved"] == [
        {"from": f"module.api.{ROUTE}.this[0]", "to": f"{ROUTE}.get_a"}
    ]


def test_tokens_pass(api: HttpApi, stack: TerraformStack, block: Block) -> None:
    """A path that only Terraform knows is written as it is; AWS CDK refuses it (its defect 14)."""
    path = TerraformVariable(stack, "Path", type="string").string_value
    made = HttpRoute(
        api,
        "ByVariable",
        http_api=api,
        route_key=HttpRouteKey.with_(path, HttpMethod.GET),
        integration=backend(),
        authorizer=HttpIamAuthorizer(),
    )

    assert block(ROUTE)["route_key"] == "GET ${var.Path}"
    assert resolved_text(made.route_arn, stack) == f"{EXECUTION_ARN}/*/GET/*"


def test_key_that_is_a_token(api: HttpApi, stack: TerraformStack, block: Block) -> None:
    """A whole key can be a reference."""
    key = TerraformVariable(stack, "Key", type="string").string_value
    route(api, key)

    assert block(ROUTE)["route_key"] == "${var.Key}"


# -- who may call --


def test_route_is_open_to_everyone(api: HttpApi, block: Block) -> None:
    """Neither the route nor the API names an authorizer."""
    assert route(api).authorization_type == "NONE"
    assert "authorizer_id" not in block(ROUTE)


def test_authorizer_of_the_route(api: HttpApi, block: Block) -> None:
    """The route has the authorizer that it names, with the scopes that it names."""
    route(api, authorizer=customers(), authorization_scopes=["read", "write", "read"])
    written = block(ROUTE)

    assert written["authorization_type"] == "JWT"
    assert written["authorizer_id"] == f"${{{AUTHORIZER}.Orders_AuthorizerCustomers_8CB1897D.id}}"
    assert written["authorization_scopes"] == ["read", "write"]


def with_defaults(stack: TerraformStack) -> HttpApi:
    """Define an API whose routes want tokens with a scope, unless they say otherwise."""
    return HttpApi(
        stack,
        "Orders",
        default_authorizer=customers(),
        default_authorization_scopes=["read"],
    )


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({}, ("JWT", ["read"]), id="left out"),
        pytest.param(
            {"authorizer": None, "authorization_scopes": None}, ("JWT", ["read"]), id="as None"
        ),
        pytest.param({"authorization_scopes": ["write"]}, ("JWT", ["write"]), id="scopes"),
        pytest.param({"authorization_scopes": []}, ("JWT", None), id="empty list"),
        pytest.param(
            {"authorizer": customers("Staff")}, ("JWT", ["read"]), id="another JWT authorizer"
        ),
        pytest.param({"authorizer": HttpNoneAuthorizer()}, ("NONE", None), id="none"),
    ],
)
def test_defaults_of_the_api(
    stack: TerraformStack,
    block: Block,
    options: dict[str, Any],
    written: tuple[str, list[str] | None],
) -> None:
    """Routes made by the class have the API's authorizer and scopes too, unless they say more."""
    route(with_defaults(stack), **options)
    found = block(ROUTE)

    assert (found["authorization_type"], found.get("authorization_scopes")) == written


def test_default_scopes_are_for_jwt_routes(
    stack: TerraformStack, function: LambdaFunction, blocks: BlocksOf
) -> None:
    """AWS CDK writes them on IAM, Lambda and open routes too, which AWS refuses (its defect 2)."""
    api = with_defaults(stack)
    given: dict[str, Any] = {
        "/none": HttpNoneAuthorizer(),
        "/iam": HttpIamAuthorizer(),
        "/lambda": HttpLambdaAuthorizer("Gate", function),
        "/own": own(HttpRouteAuthorizerConfig(authorization_type="AWS_IAM")),
        "/storey-two": api.add_authorizer("Two", authorizer_type="REQUEST", handler=function),
    }
    shared = backend()
    for path, authorizer in given.items():
        api.add_routes(path=path, integration=shared, authorizer=authorizer)

    assert [made for made in blocks(ROUTE) if "authorization_scopes" in made] == []


@pytest.mark.parametrize(
    ("authorizer", "kind"),
    [
        pytest.param(None, "NONE", id="no authorizer"),
        pytest.param(HttpNoneAuthorizer(), "NONE", id="none"),
        pytest.param(HttpIamAuthorizer(), "AWS_IAM", id="iam"),
    ],
)
def test_scopes_without_an_authorizer(api: HttpApi, authorizer: object, kind: str) -> None:
    """AWS CDK forgets them without a word, and the route is open (its defect 9)."""
    with pytest.raises(OptionError) as refused:
        route(api, authorizer=authorizer, authorization_scopes=["read"])

    assert str(refused.value) == (
        "orders/Orders/Route: authorization_scopes is ['read'], allowed: nothing: only JWT "
        f"authorizers check scopes, and this route has {kind}; give the route a JWT authorizer, or "
        "leave it out"
    )


def test_empty_scopes_without_an_authorizer(api: HttpApi, block: Block) -> None:
    """An empty list asks for nothing, so it is no mistake."""
    route(api, authorization_scopes=[])

    assert "authorization_scopes" not in block(ROUTE)


def test_authorizer_construct(api: HttpApi, block: Block) -> None:
    """An HttpAuthorizer can be given to routes as it is."""
    given = HttpAuthorizer(
        api,
        "Own",
        http_api=api,
        type="JWT",
        jwt_issuer="https://login.example",
        jwt_audience=["shop"],
    )
    route(api, authorizer=given, authorization_scopes=["read"])
    written = block(ROUTE)

    assert written["authorization_type"] == "JWT"
    assert written["authorizer_id"] == f"${{{AUTHORIZER}.Orders_Own_03B244BB.id}}"
    assert written["authorization_scopes"] == ["read"]


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {
                "authorizer_type": "JWT",
                "jwt_configuration": {"issuer": "https://login.example", "audience": ["shop"]},
            },
            ("JWT", ["read"]),
            id="jwt",
        ),
        pytest.param(
            {
                "authorizer_type": "REQUEST",
                "authorizer_uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
                "arn:aws:lambda:eu-west-1:123456789012:function:f/invocations",
            },
            ("CUSTOM", None),
            id="function",
        ),
    ],
)
def test_authorizer_of_storey_two(
    stack: TerraformStack,
    block: Block,
    options: dict[str, Any],
    written: tuple[str, list[str] | None],
) -> None:
    """An authorizer of `Api`'s helper can be given, and gets the API's scopes with tokens only."""
    api = HttpApi(stack, "Orders", default_authorization_scopes=["read"])
    route(api, authorizer=api.add_authorizer("Two", **options))
    found = block(ROUTE)

    assert (found["authorization_type"], found.get("authorization_scopes")) == written
    assert found["authorizer_id"].startswith(f"${{{AUTHORIZER}.Orders_Two_")


def test_imported_authorizer_of_storey_two(api: HttpApi, stack: TerraformStack) -> None:
    """An authorizer that does not say what it is is refused; the fix is the import that does."""
    given = Authorizer.from_authorizer_id(stack, "Old", "a1")
    with pytest.raises(OptionError) as refused:
        route(api, authorizer=given)

    assert str(refused.value) == (
        "orders/Orders/Route: authorizer is 'orders/Old', allowed: one that says its "
        "authorizer_type, JWT or REQUEST; take it with "
        "HttpAuthorizer.from_http_authorizer_attributes()"
    )


@pytest.mark.parametrize("as_dict", [True, False], ids=["dict", "class"])
def test_authorizer_of_a_users_own(api: HttpApi, block: Block, as_dict: bool) -> None:  # noqa: FBT001
    """Anything with `bind` is an authorizer; its scopes are joined to those of the route."""
    answer: dict[str, Any] = {
        "authorization_type": "JWT",
        "authorizer_id": "a1",
        "authorization_scopes": ["base", "read"],
    }
    given = own(answer if as_dict else HttpRouteAuthorizerConfig(**answer))
    made = route(api, authorizer=given, authorization_scopes=["read", "write"])
    written = block(ROUTE)

    assert (written["authorization_type"], written["authorizer_id"]) == ("JWT", "a1")
    assert written["authorization_scopes"] == ["base", "read", "write"]
    assert given.asked == [(made, api)]


def test_authorizer_of_a_users_own_is_asked_for_every_route(api: HttpApi) -> None:
    """Each route asks anew, so that an authorizer can answer differently."""
    given, shared = own(HttpRouteAuthorizerConfig(authorization_type="AWS_IAM")), backend()
    made = api.add_routes(path="/a", methods=["GET", "PUT"], integration=shared, authorizer=given)

    assert [asked for asked, _ in given.asked] == made


def test_authorization_that_only_terraform_knows(
    api: HttpApi, stack: TerraformStack, block: Block
) -> None:
    """An authorizer may leave it to Terraform how the route is authorized."""
    kind = TerraformVariable(stack, "Kind", type="string").string_value
    given = own(HttpRouteAuthorizerConfig(authorization_type=kind, authorizer_id="a1"))
    route(api, authorizer=given, authorization_scopes=["read"])

    assert block(ROUTE)["authorization_type"] == "${var.Kind}"
    assert block(ROUTE)["authorization_scopes"] == ["read"]


# -- what is refused --


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"route_key": "GET a"},
            "route_key is 'GET a', allowed: a path that starts with /; write it as "
            "'GET /books/{book_id}' or '$default'",
            id="path",
        ),
        pytest.param(
            {"route_key": "FETCH /a"},
            "route_key is 'FETCH /a', allowed: a method (ANY, DELETE, GET, HEAD, OPTIONS, PATCH, "
            "POST, PUT), one space and a path; write it as 'ANY /a' or '$default'",
            id="method",
        ),
        pytest.param(
            {"route_key": 5}, "route_key is 5, allowed: HttpRouteKey(...) or text", id="key type"
        ),
        pytest.param(
            {"integration": "https://backend.example"},
            "integration is 'https://backend.example', allowed: HttpRouteIntegration(...) or an "
            "object with integration_id",
            id="integration as text",
        ),
        pytest.param(
            {"authorizer": "a1"},
            "authorizer is 'a1', allowed: an object with bind or an object with authorizer_id",
            id="authorizer as text",
        ),
        pytest.param(
            {"authorizer": HttpIamAuthorizer},
            "authorizer is <class 'apigwv2_tf.authorizers.http_iam.HttpIamAuthorizer'>, allowed: "
            "an object with bind or an object with authorizer_id",
            id="authorizer class",
        ),
        pytest.param(
            {"authorizer": own(None)},
            "bind_returned is None, allowed: HttpRouteAuthorizerConfig(...)",
            id="authorizer that says nothing",
        ),
        pytest.param(
            {"authorizer": own({"authorization_type": "JWT", "scopes": []})},
            "bind_returned.scopes is [], allowed: an option of HttpRouteAuthorizerConfig: "
            "authorization_type, authorizer_id, authorization_scopes",
            id="authorizer that says what it may not",
        ),
        pytest.param(
            {"authorizer": own({"authorization_type": "TOKEN"})},
            "authorization_type is 'TOKEN', allowed: NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS, "
            "JWT",
            id="authorization type",
        ),
        pytest.param(
            {"authorizer": own({"authorization_type": "JWT"})},
            "authorizer is left out, allowed: an authorizer: authorization_type is JWT",
            id="type without an id",
        ),
        pytest.param(
            {"authorization_scopes": "read"},
            "authorization_scopes is 'read', allowed: a list of text",
            id="scopes as text",
        ),
        pytest.param(
            {"authorizer": customers(), "authorization_scopes": [str(n) for n in range(11)]},
            "authorization_scopes is ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], "
            "allowed: 0 to 10 entries; it has 11",
            id="too many scopes",
        ),
        pytest.param(
            {"operation_name": ""},
            "operation_name is '', allowed: 1 to 64 characters",
            id="operation_name",
        ),
    ],
)
def test_what_is_refused(api: HttpApi, options: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        route(api, **{"key": "GET /a", **options})

    assert str(refused.value) == f"orders/Orders/Route: {told}"


def test_refused_key_makes_nothing(api: HttpApi, blocks: BlocksOf) -> None:
    """A key is checked before anything is made for the route."""
    with pytest.raises(OptionError):
        route(api, "GET a", authorizer=customers())

    assert [blocks(kind) for kind in (ROUTE, INTEGRATION, AUTHORIZER)] == [[], [], []]


def test_same_route_twice(api: HttpApi) -> None:
    """
    The message names the route that is there.

    AWS CDK's is about construct ids, and it takes these two for different ones (its defect 13).
    """
    shared = backend()
    api.add_routes(path="/a/{id}", methods=["GET"], integration=shared)
    with pytest.raises(OptionError) as refused:
        route(api, "GET /a/{name}", integration=shared)

    assert str(refused.value) == (
        "orders/Orders/Route: route_key is 'GET /a/{name}', allowed: one that the API has not yet: "
        "orders/Orders/Route.GET --a--{id} has it"
    )


def test_websocket_api(stack: TerraformStack) -> None:
    """A WebSocket API has routes of its own class."""
    chat: Any = WebSocketApi(stack, "Chat")
    with pytest.raises(OptionError) as refused:
        route(chat)

    assert str(refused.value) == (
        "orders/Chat/Route: http_api is 'orders/Chat', allowed: an HTTP API; use WebSocketRoute"
    )


def test_authorizer_of_the_other_protocol(api: HttpApi, function: LambdaFunction) -> None:
    """An authorizer of WebSocket routes is refused in words."""
    given: Any = WebSocketLambdaAuthorizer("Gate", function)
    with pytest.raises(OptionError) as refused:
        route(api, authorizer=given)

    assert str(refused.value) == (
        "orders/Orders/Route: authorizer is 'Gate', allowed: one for routes of this protocol: this "
        "is one for WebSocketRoute"
    )


def test_corrected_route_can_follow(api: HttpApi, synthesized: Synthesized) -> None:
    """A refused route leaves nothing in the way of a corrected one with the same parts."""
    shared, gate = backend(), customers()
    with pytest.raises(OptionError):
        route(api, integration=shared, authorizer=gate, operation_name="")
    route(api, integration=shared, authorizer=gate)
    resources = synthesized()["resource"]

    assert [len(resources[kind]) for kind in (ROUTE, INTEGRATION, AUTHORIZER)] == [1, 1, 1]


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack) -> None:
    """An API that is known by its id is an HTTP API here, so that its keys are checked."""
    known: Any = Api.from_api_id(stack, "Known", "a1")
    with pytest.raises(OptionError, match="a path that starts with /"):
        route(known, "GET a")


# -- ARNs and grants --


@pytest.mark.parametrize(
    ("key", "suffix"),
    [
        pytest.param("GET /a", "*/GET/a", id="method and path"),
        pytest.param("ANY /a", "*/*/a", id="every method"),
        pytest.param("GET /", "*/GET/", id="root"),
        pytest.param("GET /a/{id}/b", "*/GET/a/*/b", id="variable"),
        pytest.param("PUT /a/{proxy+}", "*/PUT/a/*", id="greedy variable"),
        pytest.param("$default", "*/*", id="default"),
    ],
)
def test_route_arn(api: HttpApi, stack: TerraformStack, key: str, suffix: str) -> None:
    """
    The ARN names the requests in every stage.

    AWS CDK cuts the path at its first variable, which covers more than the route.
    """
    assert resolved_text(route(api, key).route_arn, stack) == f"{EXECUTION_ARN}/{suffix}"


def statement_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return the only statement of the only policy of a role."""
    (policy,) = document["resource"]["aws_iam_role_policy"].values()
    (statement,) = json.loads(policy["policy"])["Statement"]
    found: dict[str, Any] = statement
    return found


def test_grant_invoke(api: HttpApi, synthesized: Synthesized) -> None:
    """A role may call a route that is authorized by IAM."""
    made = route(api, authorizer=HttpIamAuthorizer()).grant_invoke("caller")
    document = synthesized()

    assert list(document["resource"]["aws_iam_role_policy"]) == [
        "Orders_Route_Invokecaller_DD6D3C6B"
    ]
    assert statement_of(document) == {
        "Effect": "Allow",
        "Action": "execute-api:Invoke",
        "Resource": f"{EXECUTION_ARN}/*/GET/a",
    }
    assert made.statement.actions == ["execute-api:Invoke"]


@pytest.mark.parametrize(
    ("key", "methods", "suffixes"),
    [
        pytest.param("ANY /a", None, ["*/*/a"], id="left out"),
        pytest.param("ANY /a", ["GET", HttpMethod.PUT], ["*/GET/a", "*/PUT/a"], id="given"),
        pytest.param("ANY /a", ["GET", "GET"], ["*/GET/a"], id="twice"),
        pytest.param("GET /a", ["GET"], ["*/GET/a"], id="the route's own"),
        pytest.param("ANY /a/{id}", ["GET"], ["*/GET/a/*"], id="variable"),
        pytest.param("$default", ["GET"], ["*/GET/*"], id="default"),
    ],
)
def test_methods_of_a_grant(
    api: HttpApi,
    stack: TerraformStack,
    key: str,
    methods: list[HttpMethod | str] | None,
    suffixes: list[str],
) -> None:
    """The methods that may be called are the route's, or some of them."""
    made = route(api, key, authorizer=HttpIamAuthorizer())
    statement = made.invoke_statement(http_methods=methods)

    assert [resolved_text(one, stack) for one in statement.resources] == [
        f"{EXECUTION_ARN}/{one}" for one in suffixes
    ]


def test_method_that_only_terraform_knows(api: HttpApi, stack: TerraformStack) -> None:
    """A method of a grant can be a reference."""
    method = TerraformVariable(stack, "Method", type="string").string_value
    made = route(api, "ANY /a", authorizer=HttpIamAuthorizer())
    (resource,) = made.invoke_statement(http_methods=[method]).resources

    assert resolved_text(resource, stack) == f"{EXECUTION_ARN}/*/${{var.Method}}/a"


def test_grant_invoke_of_default(api: HttpApi, synthesized: Synthesized) -> None:
    """
    `$default` takes every method and path.

    AWS CDK grants the root path alone (its defect 7).
    """
    route(api, "$default", authorizer=HttpIamAuthorizer()).grant_invoke("caller")

    assert statement_of(synthesized())["Resource"] == f"{EXECUTION_ARN}/*/*"


@pytest.mark.parametrize(
    ("key", "authorizer", "methods", "told"),
    [
        pytest.param(
            "GET /a",
            HttpNoneAuthorizer(),
            None,
            "authorizer is 'NONE', allowed: AWS_IAM: only such routes are called with a policy; "
            "give the route an HttpIamAuthorizer()",
            id="open route",
        ),
        pytest.param(
            "GET /a",
            HttpIamAuthorizer(),
            ["PUT"],
            "http_methods is 'PUT', allowed: GET, the route's own",
            id="method of another route",
        ),
        pytest.param(
            "GET /a",
            HttpIamAuthorizer(),
            ["ANY"],
            "http_methods is 'ANY', allowed: GET, the route's own",
            id="every method",
        ),
        pytest.param(
            "ANY /a",
            HttpIamAuthorizer(),
            ["FETCH"],
            "http_methods is 'FETCH', allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="no method",
        ),
        pytest.param(
            "ANY /a",
            HttpIamAuthorizer(),
            [],
            "http_methods is [], allowed: at least one entry; leave it out for the route's own",
            id="empty list",
        ),
        pytest.param(
            "ANY /a",
            HttpIamAuthorizer(),
            "GET",
            "http_methods is 'GET', allowed: a list of an HttpMethod or text",
            id="text",
        ),
    ],
)
def test_grant_that_is_refused(
    api: HttpApi,
    key: str,
    authorizer: IHttpRouteAuthorizer,
    methods: Any,  # noqa: ANN401
    told: str,
) -> None:
    """A grant that would open nothing is refused."""
    made = route(api, key, authorizer=authorizer)
    with pytest.raises(OptionError) as refused:
        made.grant_invoke("caller", http_methods=methods)

    assert str(refused.value) == f"orders/Orders/Route: {told}"


def test_grant_of_a_key_that_only_terraform_knows(api: HttpApi) -> None:
    """What is not known cannot be granted without granting more."""
    made = route(api, Token.as_string({"Ref": "Key"}), authorizer=HttpIamAuthorizer())
    with pytest.raises(OptionError, match="a key with a method known now"):
        made.invoke_statement()


# -- metrics --


def test_metrics(api: HttpApi, stack: TerraformStack) -> None:
    """A route has metrics of its own in a stage."""
    metric = route(api).metrics().metric_latency()

    assert {
        name: resolved_text(text, stack) for name, text in (metric.dimensions_map or {}).items()
    } == {
        "ApiId": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
        "Stage": "$default",
        "Method": "GET",
        "Resource": "/a",
    }
    assert metric.stack_region is None


# -- across stacks --


def test_route_in_another_stack(app: App, api: HttpApi) -> None:
    """
    A route of another stack, with all that it needs, stands there.

    The stack of the API refers to nothing of it, so that the stacks make no circle.
    """
    team = TerraformStack(app, "team")
    function = function_in(team)
    HttpRoute(
        team,
        "GetBooks",
        http_api=api,
        route_key="GET /books",
        integration=HttpLambdaIntegration("Books", function),
        authorizer=HttpLambdaAuthorizer("Gate", function),
    )
    written = documents(app)

    assert needs(written["orders"]) == []
    assert needs(written["team"]) == ["orders"]
    assert {kind: list(found) for kind, found in written["team"]["resource"].items()} == {
        "aws_lambda_function": ["Function"],
        AUTHORIZER: ["ordersOrders_AuthorizerGate_B8F666B4"],
        INTEGRATION: ["ordersOrders_Books_C57D7038"],
        PERMISSION: [
            "ordersOrders_AuthorizerGate_Permission_29BF1F95",
            "ordersOrders_PermissionFunction_0454F716",
        ],
        ROUTE: ["GetBooks_D91EF3E3"],
    }
    assert set(written["orders"]["resource"]) == {
        "aws_apigatewayv2_api",
        "aws_apigatewayv2_stage",
    }


def test_routes_in_another_stack_share_their_parts(app: App, api: HttpApi) -> None:
    """The second route has the integration and the authorizer of the first one."""
    team = TerraformStack(app, "team")
    shared, gate = backend(), customers()
    for path in ("a", "b"):
        HttpRoute(
            team,
            path,
            http_api=api,
            route_key=f"GET /{path}",
            integration=shared,
            authorizer=gate,
        )
    resources = documents(app)["team"]["resource"]

    assert [len(resources[kind]) for kind in (ROUTE, INTEGRATION, AUTHORIZER)] == [2, 1, 1]


@pytest.mark.parametrize("paths", [("a", "b"), ("b",)], ids=["both", "without the first"])
def test_parts_in_another_stack_stay_without_the_first_route(
    app: App, api: HttpApi, paths: tuple[str, ...]
) -> None:
    """No route there owns what they share: removing one of them makes nothing anew."""
    team = TerraformStack(app, "team")
    function = function_in(team)
    parts: Any = {
        "integration": HttpLambdaIntegration("Books", function),
        "authorizer": HttpLambdaAuthorizer("Gate", function),
    }
    for path in paths:
        HttpRoute(team, path, http_api=api, route_key=f"GET /{path}", **parts)
    resources = documents(app)["team"]["resource"]

    assert {kind: list(resources[kind]) for kind in (INTEGRATION, AUTHORIZER, PERMISSION)} == {
        INTEGRATION: ["ordersOrders_Books_C57D7038"],
        AUTHORIZER: ["ordersOrders_AuthorizerGate_B8F666B4"],
        PERMISSION: [
            "ordersOrders_AuthorizerGate_Permission_29BF1F95",
            "ordersOrders_PermissionFunction_0454F716",
        ],
    }


def test_default_authorizer_in_another_stack(app: App, stack: TerraformStack) -> None:
    """The API's own authorizer stands with the API, also where a route elsewhere is its first."""
    api = with_defaults(stack)
    team = TerraformStack(app, "team")
    HttpRoute(team, "There", http_api=api, route_key="GET /a", integration=backend())
    api.add_route("GET /b", backend("Second"))
    written = documents(app)

    assert needs(written["orders"]) == []
    assert list(written["orders"]["resource"][AUTHORIZER]) == [
        "Orders_AuthorizerCustomers_8CB1897D"
    ]
    assert AUTHORIZER not in written["team"]["resource"]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        pytest.param(
            ("integration", backend),
            "integration is 'Backend', allowed: an integration of the API's own stack, which must "
            "not depend on another's; give it to a route of this stack first: "
            "team/orders.Orders/Backend was made for another's",
            id="integration",
        ),
        pytest.param(
            ("authorizer", customers),
            "authorizer is 'Customers', allowed: an authorizer of the API's own stack, which must "
            "not depend on another's; give it to a route of this stack first: "
            "team/orders.Orders/Authorizer.Customers was made for another's",
            id="authorizer",
        ),
    ],
)
def test_part_of_another_stack_is_refused(
    app: App, api: HttpApi, parts: tuple[str, Callable[[], object]], told: str
) -> None:
    """What stands in a stack that needs the API cannot be needed by the API's own stack."""
    name, make = parts
    shared = make()
    team = TerraformStack(app, "team")
    options: Any = {"integration": backend("There"), name: shared}
    HttpRoute(team, "There", http_api=api, route_key="GET /a", **options)
    with pytest.raises(OptionError) as refused:
        route(api, "GET /b", **{name: shared})

    assert str(refused.value) == f"orders/Orders/Route: {told}"


def test_part_of_the_api_in_another_stack(app: App, api: HttpApi) -> None:
    """What stands with the API can be used from elsewhere."""
    shared, gate = backend(), customers()
    route(api, integration=shared, authorizer=gate)
    team = TerraformStack(app, "team")
    HttpRoute(team, "There", http_api=api, route_key="GET /b", integration=shared, authorizer=gate)
    written = documents(app)

    assert needs(written["orders"]) == []
    assert list(written["team"]["resource"]) == [ROUTE]


def test_refused_route_in_another_stack_takes_its_parts_with_it(app: App, api: HttpApi) -> None:
    """A corrected route makes them anew, instead of naming what is not there."""
    team = TerraformStack(app, "team")
    shared, gate = backend(), customers()
    given: Any = {
        "http_api": api,
        "route_key": "GET /a",
        "integration": shared,
        "authorizer": gate,
    }
    with pytest.raises(OptionError):
        HttpRoute(team, "There", operation_name="", **given)
    HttpRoute(team, "There", **given)
    resources = documents(app)["team"]["resource"]

    assert [len(resources[kind]) for kind in (ROUTE, INTEGRATION, AUTHORIZER)] == [1, 1, 1]


def test_refused_parts_are_not_deployed(
    stack: TerraformStack, api: HttpApi, synthesized: Synthesized
) -> None:
    """A deployment waits for nothing that went with a refused route."""
    route(api, integration=backend(), authorizer=customers())
    given: Any = {"integration": backend(), "authorizer": HttpIamAuthorizer()}
    with pytest.raises(OptionError):
        api.add_route("GET /b", operation_name="", **given)
    Deployment(stack, "Deployment", api=api)
    resources = synthesized()["resource"]
    (deployment,) = resources["aws_apigatewayv2_deployment"].values()

    assert set(deployment["depends_on"]) <= {
        f"{kind}.{name}" for kind, found in resources.items() for name in found
    }


def test_grant_across_stacks(app: App, api: HttpApi) -> None:
    """A grant on a route of another stack stands there."""
    team = TerraformStack(app, "team")
    made = HttpRoute(
        team,
        "There",
        http_api=api,
        route_key="GET /a",
        integration=backend(),
        authorizer=HttpIamAuthorizer(),
    )
    made.grant_invoke("caller")
    written = documents(app)

    assert needs(written["orders"]) == []
    assert "aws_iam_role_policy" in written["team"]["resource"]


def counted(stack: TerraformStack) -> dict[str, str | None]:
    """Return the regions that an API, its stage and its route are counted in."""
    there = "eu-north-1"
    api = HttpApi(stack, "There", region=there, default_stage_options={"region": there})
    parts = {"api": api, "stage": api.default_stage, "route": route(api, region=there).metrics()}
    return {name: part.metric("Count").stack_region for name, part in parts.items() if part}


def test_metrics_of_another_region(stack: TerraformStack) -> None:
    """What has a region of its own is counted there, where the provider knows such an option."""
    if "region" in known_arguments(l1(ROUTE)):
        assert counted(stack) == dict.fromkeys(["api", "stage", "route"], "eu-north-1")
        return
    with pytest.raises(UnsupportedOptionError, match="region is 'eu-north-1'"):
        counted(stack)
