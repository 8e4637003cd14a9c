"""Tests of integrations of WebSocket APIs, in AWS CDK's words, and of those a user writes."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ContentHandling,
    HttpApi,
    HttpMethod,
    OptionError,
    PassthroughBehavior,
    WebSocketApi,
    WebSocketIntegration,
    WebSocketIntegrationType,
    WebSocketRoute,
    WebSocketRouteIntegration,
    WebSocketRouteIntegrationConfig,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

from tests.support.stacks import documents, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigwv2_tf import IWebSocketRoute
    from cdktf import App
    from constructs import Construct

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

INTEGRATION = "aws_apigatewayv2_integration"
RESPONSE = "aws_apigatewayv2_integration_response"
ACTION = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"
ROLE = "arn:aws:iam::123456789012:role/caller"
URL: dict[str, Any] = {
    "integration_type": WebSocketIntegrationType.HTTP_PROXY,
    "integration_uri": "https://backend.example",
}


@pytest.fixture
def api(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API without routes."""
    return WebSocketApi(stack, "Chat")


class Own(WebSocketRouteIntegration):
    """An integration as a user writes it; it keeps what it was called with."""

    def __init__(self, id: str = "Own", answer: object = None, **resource: Any) -> None:  # noqa: ANN401
        super().__init__(id, **resource)
        self.answer = answer or WebSocketRouteIntegrationConfig(
            type=WebSocketIntegrationType.HTTP_PROXY, uri="https://backend.example"
        )
        self.bound: list[tuple[IWebSocketRoute, Construct]] = []
        self.completed: list[tuple[IWebSocketRoute, Construct]] = []

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> Any:  # noqa: ANN401
        """Say what there is to say."""
        self.bound.append((route, scope))
        return self.answer

    def _complete_bind(self, *, route: IWebSocketRoute, scope: Construct) -> None:
        self.completed.append((route, scope))


# -- the construct --


def test_smallest_integration(
    stack: TerraformStack, api: WebSocketApi, synthesized: Synthesized
) -> None:
    """
    The method and the longest timeout are stated.

    AWS CDK leaves both out; the provider keeps the old ones then.
    """
    made = WebSocketIntegration(stack, "Web", web_socket_api=api, **URL)

    assert synthesized()["resource"][INTEGRATION] == {
        "Web_3C8945DB": {
            "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
            "integration_method": "POST",
            "integration_type": "HTTP_PROXY",
            "integration_uri": "https://backend.example",
            "lifecycle": {"create_before_destroy": True},
            "payload_format_version": "1.0",
            "timeout_milliseconds": 29_000,
        }
    }
    assert made.web_socket_api is api
    assert made.integration_type == "HTTP_PROXY"


# each field of the config of a user's own integration is an option of the construct
OPTIONS = [
    pytest.param({"method": HttpMethod.PUT}, "integration_method", "PUT", id="integration_method"),
    pytest.param(
        {"content_handling": ContentHandling.CONVERT_TO_TEXT},
        "content_handling_strategy",
        "CONVERT_TO_TEXT",
        id="content_handling",
    ),
    pytest.param(
        {"type": "AWS", "uri": ACTION, "credentials_role": ROLE},
        "credentials_arn",
        ROLE,
        id="credentials_role",
    ),
    pytest.param(
        {"connection_type": "INTERNET"},
        "connection_type",
        "INTERNET",
        id="connection_type",
    ),
    pytest.param(
        {"connection_id": "link1"},
        "connection_id",
        "link1",
        id="connection_id",
    ),
    pytest.param(
        {"passthrough_behavior": PassthroughBehavior.NEVER},
        "passthrough_behavior",
        "NEVER",
        id="passthrough_behavior",
    ),
    pytest.param(
        {"request_parameters": {"integration.request.header.Id": "context.connectionId"}},
        "request_parameters",
        {"integration.request.header.Id": "context.connectionId"},
        id="request_parameters",
    ),
    pytest.param(
        {"request_templates": {"$default": '{"id": "$context.connectionId"}'}},
        "request_templates",
        {"$default": '{"id": "$context.connectionId"}'},
        id="request_templates",
    ),
    pytest.param(
        {"template_selection_expression": "${request.body.kind}"},
        "template_selection_expression",
        "$${request.body.kind}",
        id="template_selection_expression",
    ),
    pytest.param({"timeout": timedelta(seconds=1)}, "timeout_milliseconds", 1000, id="timeout"),
    pytest.param({"description": "Books"}, "description", "Books", id="description"),
]
NAMES = {"type": "integration_type", "uri": "integration_uri", "method": "integration_method"}


@pytest.mark.parametrize(("given", "argument", "written"), OPTIONS)
def test_option(
    api: WebSocketApi, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    options = {**URL, **{NAMES.get(name, name): value for name, value in given.items()}}
    WebSocketIntegration(api, "Web", web_socket_api=api, **options)

    assert block(INTEGRATION)[argument] == written


LEFT_OUT = [
    "connection_id",
    "connection_type",
    "content_handling_strategy",
    "credentials_arn",
    "description",
    "passthrough_behavior",
    "request_parameters",
    "request_templates",
    "template_selection_expression",
]


@pytest.mark.parametrize("argument", LEFT_OUT)
def test_option_left_out(
    stack: TerraformStack, api: WebSocketApi, block: Block, argument: str
) -> None:
    """An option that is left out is not written."""
    WebSocketIntegration(stack, "Web", web_socket_api=api, **URL)

    assert argument not in block(INTEGRATION)


@pytest.mark.parametrize("kind", list(WebSocketIntegrationType))
def test_every_type(
    stack: TerraformStack, api: WebSocketApi, block: Block, kind: WebSocketIntegrationType
) -> None:
    """There are all of AWS's types; AWS CDK has none for URLs."""
    uri = {"MOCK": None, "AWS": ACTION, "AWS_PROXY": ACTION}.get(kind, "https://backend.example")
    WebSocketIntegration(
        stack, "Any", web_socket_api=api, integration_type=kind, integration_uri=uri
    )

    assert block(INTEGRATION)["integration_type"] == kind.value


def test_vpc_link(stack: TerraformStack, api: WebSocketApi, block: Block) -> None:
    """The id of a VPC link says by itself how the backend is reached."""
    WebSocketIntegration(stack, "Web", web_socket_api=api, connection_id="link1", **URL)

    assert block(INTEGRATION)["connection_type"] == "VPC_LINK"


def test_empty_address(stack: TerraformStack, api: WebSocketApi, block: Block) -> None:
    """AWS CDK wants an empty address for `MOCK`; it is none here."""
    WebSocketIntegration(
        stack, "Ping", web_socket_api=api, integration_type="MOCK", integration_uri=""
    )

    assert "integration_uri" not in block(INTEGRATION)
    assert "integration_method" not in block(INTEGRATION)


def test_role_of_the_provider(stack: TerraformStack, api: WebSocketApi, block: Block) -> None:
    """A role is given as the provider's object too."""
    role = IamRole(stack, "Role", assume_role_policy="{}")
    WebSocketIntegration(stack, "Web", web_socket_api=api, credentials_role=role, **URL)

    assert block(INTEGRATION)["credentials_arn"] == "${aws_iam_role.Role.arn}"


def test_tokens_pass(stack: TerraformStack, api: WebSocketApi, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    WebSocketIntegration(
        stack,
        "Web",
        web_socket_api=api,
        integration_type=text,
        integration_uri=text,
        integration_method=text,
        content_handling=text,
        credentials_role=text,
        passthrough_behavior=text,
        template_selection_expression=text,
        description=text,
    )
    written = block(INTEGRATION)

    for argument in ("integration_type", "integration_uri", "credentials_arn", "description"):
        assert written[argument] == "${var.Text}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"integration_type": "LAMBDA"},
            "integration_type is 'LAMBDA', allowed: AWS, AWS_PROXY, HTTP, HTTP_PROXY, MOCK",
            id="type",
        ),
        pytest.param(
            {"integration_uri": None},
            "integration_uri is left out, allowed: the backend's address, for HTTP_PROXY",
            id="no address",
        ),
        pytest.param(
            {"integration_uri": "backend.example"},
            "integration_uri is 'backend.example', allowed: a URL that starts with https:// or "
            "http://",
            id="address",
        ),
        pytest.param(
            {"integration_type": "AWS", "integration_uri": "arn:aws:lambda:eu-west-1:1:function:f"},
            "integration_uri is 'arn:aws:lambda:eu-west-1:1:function:f', allowed: "
            "arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…; for a Lambda function, give "
            "its invoke_arn",
            id="ARN of a function",
        ),
        pytest.param(
            {"integration_type": "MOCK"},
            "integration_uri is 'https://backend.example', allowed: nothing: MOCK has no backend; "
            "leave it out",
            id="address of a mock",
        ),
        pytest.param(
            {"timeout": timedelta(milliseconds=49)},
            "timeout is '49 ms', allowed: 50 ms to 29 s, in whole milliseconds",
            id="short timeout",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=30)},
            "timeout is '30000 ms', allowed: 50 ms to 29 s, in whole milliseconds",
            id="long timeout",
        ),
        pytest.param(
            {"content_handling": "TEXT"},
            "content_handling is 'TEXT', allowed: CONVERT_TO_BINARY, CONVERT_TO_TEXT",
            id="content handling",
        ),
        pytest.param(
            {"credentials_role": "caller"},
            "credentials_role is 'caller', allowed: the ARN of a role",
            id="role",
        ),
        pytest.param(
            {"connection_type": "VPC_LINK"},
            "connection_id is left out, allowed: a VPC link: connection_type is VPC_LINK",
            id="no VPC link",
        ),
        pytest.param(
            {"web_socket_api": "a1"},
            "web_socket_api is 'a1', allowed: an object with api_id",
            id="API as text",
        ),
    ],
)
def test_what_is_refused(
    stack: TerraformStack, api: WebSocketApi, options: dict[str, Any], told: str
) -> None:
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        WebSocketIntegration(stack, "Web", **{"web_socket_api": api, **URL, **options})

    assert str(refused.value) == f"orders/Web: {told}"


def test_http_api(stack: TerraformStack) -> None:
    """An integration of the other protocol is refused with the class to use."""
    with pytest.raises(OptionError) as refused:
        WebSocketIntegration(stack, "Web", web_socket_api=HttpApi(stack, "Shop"), **URL)

    assert str(refused.value) == (
        "orders/Web: web_socket_api is 'orders/Shop', allowed: a WebSocket API; use HttpIntegration"
    )


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack, block: Block) -> None:
    """An API that is known by its id is a WebSocket API here, with the defaults of these."""
    known = Api.from_api_id(stack, "Known", "a1")
    WebSocketIntegration(stack, "Web", web_socket_api=known, **URL)

    assert block(INTEGRATION)["timeout_milliseconds"] == 29_000


# -- what a user writes --


def test_bind_is_called_with_the_first_route_alone(api: WebSocketApi) -> None:
    """One object is one integration, so it says once what it is, with its construct as scope."""
    given = Own()
    first = api.add_route("a", integration=given)
    api.add_route("b", integration=given)
    ((route, scope),) = given.bound

    assert route is first
    assert isinstance(scope, WebSocketIntegration)
    assert scope.node.path == "orders/Chat/Own"


def test_complete_bind_is_called_with_every_route(api: WebSocketApi) -> None:
    """What each route needs is made at each route."""
    given = Own()
    made = [api.add_route(key, integration=given) for key in ("a", "b")]

    assert given.completed == [(route, route) for route in made]


def test_bind_alone_will_do(api: WebSocketApi, block: Block) -> None:
    """A subclass needs no `_complete_bind`."""

    class Least(WebSocketRouteIntegration):
        def bind(
            self, *, route: IWebSocketRoute, scope: Construct
        ) -> WebSocketRouteIntegrationConfig:
            """Say what the integration is."""
            assert scope.node.id == "Least"
            uri = f"https://backend.example/{route.route_key}"
            return WebSocketRouteIntegrationConfig(type="HTTP", uri=uri)

    api.add_route("a", integration=Least("Least"))

    assert block(INTEGRATION)["integration_uri"] == "https://backend.example/a"


def test_role_of_the_integration(api: WebSocketApi, synthesized: Synthesized) -> None:
    """A role that `bind` makes under its scope stands with the integration, not with a route."""

    class WithRole(WebSocketRouteIntegration):
        def bind(
            self, *, route: IWebSocketRoute, scope: Construct
        ) -> WebSocketRouteIntegrationConfig:
            """Make a role and say that it is used."""
            role = IamRole(scope, "Role", assume_role_policy="{}", description=route.key)
            return WebSocketRouteIntegrationConfig(type="AWS", uri=ACTION, credentials_role=role)

    api.add_route("a", integration=WithRole("Own"))
    resources = synthesized()["resource"]

    assert list(resources["aws_iam_role"]) == ["Chat_Own_Role_B441A5D1"]
    (written,) = resources[INTEGRATION].values()
    assert written["credentials_arn"] == "${aws_iam_role.Chat_Own_Role_B441A5D1.arn}"


CONFIG: dict[str, Any] = {"type": "HTTP_PROXY", "uri": "https://backend.example"}


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"type": "HTTP"}, "integration_type", "HTTP", id="type"),
        pytest.param({"uri": "http://a.example"}, "integration_uri", "http://a.example", id="uri"),
        *OPTIONS,
    ],
)
def test_field_of_the_config(
    api: WebSocketApi,
    block: Block,
    given: dict[str, Any],
    argument: str,
    written: object,
) -> None:
    """What `bind` says is written."""
    own = Own(answer=WebSocketRouteIntegrationConfig(**{**CONFIG, **given}))
    api.add_route("a", integration=own)

    assert block(INTEGRATION)[argument] == written


def test_config_as_a_dict(api: WebSocketApi, block: Block) -> None:
    """What `bind` says can be a dict of the fields as well."""
    api.add_route("a", integration=Own(answer={**CONFIG, "description": "Books"}))

    assert block(INTEGRATION)["description"] == "Books"


@pytest.mark.parametrize("argument", LEFT_OUT)
def test_field_of_the_config_left_out(api: WebSocketApi, block: Block, argument: str) -> None:
    """What `bind` does not say is not written."""
    api.add_route("a", integration=Own())

    assert argument not in block(INTEGRATION)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(
            "https://backend.example",
            "bind_returned is 'https://backend.example', allowed: "
            "WebSocketRouteIntegrationConfig(...)",
            id="text",
        ),
        pytest.param(
            {"uri": "https://backend.example"},
            "bind_returned.type is left out, allowed: a value",
            id="no type",
        ),
        pytest.param(
            {**CONFIG, "timeout": 5},
            "bind_returned.timeout is 5, allowed: a datetime.timedelta",
            id="type of a field",
        ),
        pytest.param(
            {**CONFIG, "uri": "backend"},
            "integration_uri is 'backend', allowed: a URL that starts with https:// or http://",
            id="value of a field",
        ),
    ],
)
def test_answer_that_is_refused(api: WebSocketApi, answer: object, told: str) -> None:
    """What `bind` says is checked, with the integration's path."""
    with pytest.raises(OptionError) as refused:
        api.add_route("a", integration=Own(answer=answer))

    assert str(refused.value) == f"orders/Chat/Own: {told}"


def test_names_of_a_users_own_options(api: WebSocketApi) -> None:
    """A subclass says which of its options stands behind a field, and errors name that."""

    class Page(Own):
        option_words: Mapping[str, str] = {"uri": "page"}  # type: ignore[misc]

    with pytest.raises(OptionError) as refused:
        api.add_route("a", integration=Page(answer={**CONFIG, "uri": "backend"}))

    assert str(refused.value).startswith("orders/Chat/Own: page is 'backend', allowed: ")


# -- where it stands --


def test_integration_stands_with_the_api(api: WebSocketApi, synthesized: Synthesized) -> None:
    """
    No route owns it, so that it stays when its first route goes.

    AWS CDK puts it under the first route.
    """
    api.add_route("a", integration=Own("Books"))

    assert list(synthesized()["resource"][INTEGRATION]) == ["Chat_Books_8DF09AF4"]


def test_integration_with_the_id_of_something_else(
    api: WebSocketApi, synthesized: Synthesized
) -> None:
    """Where the API has something else of its id, it stands with its first route."""
    api.add_route("a", integration=Own("Books"))
    api.add_route("b", integration=Own("Books"))

    assert list(synthesized()["resource"][INTEGRATION]) == [
        "Chat_Books_8DF09AF4",
        "Chat_Routeb_Books_05352044",
    ]


def test_option_that_there_is_not() -> None:
    """A misspelt option of the resource is refused at the line, not forgotten."""
    with pytest.raises(TypeError, match="'logicalid'; did you mean 'logical_id'"):
        Own(logicalid="books")


def test_integration_of_two_apis(stack: TerraformStack, api: WebSocketApi) -> None:
    """An integration belongs to one API."""
    shared = Own("Books")
    api.add_route("a", integration=shared)
    other = WebSocketApi(stack, "Other")
    with pytest.raises(OptionError) as refused:
        other.add_route("a", integration=shared)

    assert str(refused.value) == (
        "orders/Other/Route.a: integration is 'Books', allowed: an integration of the same "
        "API: this is one of orders/Chat; make one for each API"
    )


def test_route_that_is_no_construct() -> None:
    """Whoever binds an integration by hand hears what a route is."""
    route: Any = SimpleNamespace(web_socket_api=SimpleNamespace(api_id="a1"), key="a")
    with pytest.raises(TypeError, match="a route is a construct of this package"):
        Own().bind_to_route(route)


def test_resource_options(api: WebSocketApi, synthesized: Synthesized) -> None:
    """What every resource takes is given with the id, and goes to the integration."""
    given = Own(
        "Books",
        logical_id="books",
        import_from="api1/integration1",
        transform=lambda arguments: {**arguments, "description": "changed"},
        ignore_changes=["description"],
        prevent_destroy=True,
    )
    api.add_route("a", integration=given)
    document = synthesized()

    assert document["resource"][INTEGRATION]["books"]["description"] == "changed"
    assert document["resource"][INTEGRATION]["books"]["lifecycle"] == {
        "create_before_destroy": True,
        "ignore_changes": ["description"],
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1/integration1", "to": f"{INTEGRATION}.books"}]


def test_api_that_is_no_construct(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Any object with an `api_id` is an API; what its routes need stands with the routes."""

    class Known:
        api_id = "a1"

    WebSocketRoute(stack, "A", web_socket_api=Known(), route_key="a", integration=Own("Books"))

    assert list(synthesized()["resource"][INTEGRATION]) == ["A_Books_9BD457AC"]


def test_integration_across_stacks(app: App, api: WebSocketApi) -> None:
    """Routes of another stack share an integration there; the API's stack needs nothing of it."""
    team, shared = TerraformStack(app, "team"), Own("Books")
    for key in ("a", "b"):
        WebSocketRoute(team, key, web_socket_api=api, route_key=key, integration=shared)
    written = documents(app)

    assert needs(written["orders"]) == []
    assert len(written["team"]["resource"][INTEGRATION]) == 1


def test_integration_of_another_stack_is_refused(app: App, api: WebSocketApi) -> None:
    """What stands in a stack that needs the API cannot be needed by the API's own stack."""
    team, shared = TerraformStack(app, "team"), Own("Books")
    WebSocketRoute(team, "There", web_socket_api=api, route_key="a", integration=shared)
    with pytest.raises(OptionError) as refused:
        api.add_route("b", integration=shared)

    assert str(refused.value) == (
        "orders/Chat/Route.b: integration is 'Books', allowed: an integration of the API's own "
        "stack, which must not depend on another's; give it to a route of this stack first: "
        "team/orders.Chat/Books was made for another's"
    )


# -- its responses --


@pytest.mark.parametrize("after", [False, True], ids=["before the route", "after the route"])
def test_add_response(api: WebSocketApi, synthesized: Synthesized, after: bool) -> None:  # noqa: FBT001
    """
    An integration that is no proxy says which answers there are, wherever the program says it.

    AWS CDK has no such method.
    """
    given = Own("Books", answer={**CONFIG, "type": "HTTP"})
    if after:
        api.add_route("a", integration=given)
    given.add_response("/2\\d\\d/", response_templates={"$default": "ok"})
    if not after:
        api.add_route("a", integration=given)

    ((address, written),) = synthesized()["resource"][RESPONSE].items()
    assert address == "Chat_Books_Response--2dd--_D8EE0900"
    assert written["integration_id"] == f"${{{INTEGRATION}.Chat_Books_8DF09AF4.id}}"
    assert written["integration_response_key"] == "/2\\d\\d/"
    assert written["response_templates"] == {"$default": "ok"}


def test_responses_are_made_once(api: WebSocketApi, blocks: BlocksOf) -> None:
    """Routes that share the integration share its responses; there is none without asking."""
    given = Own("Books", answer={**CONFIG, "type": "HTTP"})
    api.add_route("a", integration=given)
    assert blocks(RESPONSE) == []
    given.add_response()
    api.add_route("b", integration=given)

    assert [made["integration_response_key"] for made in blocks(RESPONSE)] == ["$default"]


def test_response_of_a_proxy(api: WebSocketApi) -> None:
    """A proxy has no responses."""
    given = Own("Books")
    given.add_response()
    with pytest.raises(OptionError) as refused:
        api.add_route("a", integration=given)

    assert str(refused.value) == (
        "orders/Chat/Books/Response.$default: integration is 'HTTP_PROXY integration', allowed: an "
        "integration that is no proxy: a proxy's answer passes as it is; add it with proxy=False"
    )


def test_refused_integration_leaves_nothing_behind(api: WebSocketApi, block: Block) -> None:
    """A corrected one has its id, and a deployment waits for what there is."""
    refused = Own("Books")
    refused.add_response()
    with pytest.raises(OptionError):
        api.add_route("a", integration=refused)
    api.add_route("a", integration=Own("Books"))
    api.add_stage("Live", stage_name="live", auto_deploy=False)

    assert block("aws_apigatewayv2_deployment")["depends_on"] == [
        f"{INTEGRATION}.Chat_Books_8DF09AF4",
        "aws_apigatewayv2_route.Chat_Routea_55AF9BC7",
    ]


def test_response_option_that_there_is_not() -> None:
    """A misspelt option of a response is refused at the line."""
    given: Any = Own("Books")
    with pytest.raises(TypeError, match="'response_template'; did you mean 'response_templates'"):
        given.add_response(response_template={})
