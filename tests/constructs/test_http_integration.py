"""Tests of integrations of HTTP APIs, in AWS CDK's words, and of those a user writes."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    HttpApi,
    HttpConnectionType,
    HttpIntegration,
    HttpIntegrationSubtype,
    HttpIntegrationType,
    HttpMethod,
    HttpRoute,
    HttpRouteIntegration,
    HttpRouteIntegrationConfig,
    IntegrationCredentials,
    MappingValue,
    OptionError,
    ParameterMapping,
    PayloadFormatVersion,
    WebSocketApi,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigwv2_tf import IHttpRoute
    from constructs import Construct

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

INTEGRATION = "aws_apigatewayv2_integration"
LINK = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/1/2"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f"
ROLE = "arn:aws:iam::123456789012:role/caller"
URL: dict[str, Any] = {
    "integration_type": HttpIntegrationType.HTTP_PROXY,
    "integration_uri": "https://backend.example",
}


@pytest.fixture
def api(stack: TerraformStack) -> HttpApi:
    """Return an HTTP API without routes."""
    return HttpApi(stack, "Orders")


class Own(HttpRouteIntegration):
    """An integration as a user writes it; it keeps what it was called with."""

    def __init__(self, id: str = "Own", answer: object = None, **resource: Any) -> None:  # noqa: ANN401
        super().__init__(id, **resource)
        self.answer = answer or HttpRouteIntegrationConfig(
            type=HttpIntegrationType.HTTP_PROXY, uri="https://backend.example"
        )
        self.bound: list[tuple[IHttpRoute, Construct]] = []
        self.completed: list[tuple[IHttpRoute, Construct]] = []

    def bind(self, *, route: IHttpRoute, scope: Construct) -> Any:  # noqa: ANN401
        """Say what there is to say."""
        self.bound.append((route, scope))
        return self.answer

    def _complete_bind(self, *, route: IHttpRoute, scope: Construct) -> None:
        self.completed.append((route, scope))


# -- the construct --


def test_smallest_integration(
    stack: TerraformStack, api: HttpApi, synthesized: Synthesized
) -> None:
    """
    A URL is called by the caller's own method.

    Time and method are stated, as AWS CDK does not: the provider keeps the old ones else.
    """
    made = HttpIntegration(stack, "Web", http_api=api, **URL)

    assert synthesized()["resource"][INTEGRATION] == {
        "Web_3C8945DB": {
            "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
            "integration_method": "ANY",
            "integration_type": "HTTP_PROXY",
            "integration_uri": "https://backend.example",
            "lifecycle": {"create_before_destroy": True},
            "payload_format_version": "1.0",
            "timeout_milliseconds": 30000,
        }
    }
    assert made.http_api is api


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"method": HttpMethod.PUT}, "integration_method", "PUT", id="method"),
        pytest.param(
            {"connection_type": HttpConnectionType.INTERNET},
            "connection_type",
            "INTERNET",
            id="connection_type",
        ),
        pytest.param(
            {"connection_id": "link1", "integration_uri": LINK},
            "connection_id",
            "link1",
            id="connection_id",
        ),
        pytest.param(
            {"connection_id": "link1", "integration_uri": LINK},
            "connection_type",
            "VPC_LINK",
            id="connection_type of a link",
        ),
        pytest.param(
            {
                "connection_id": "link1",
                "integration_uri": LINK,
                "secure_server_name": "backend.example",
            },
            "tls_config",
            {"server_name_to_verify": "backend.example"},
            id="secure_server_name",
        ),
        pytest.param(
            {"integration_type": "AWS_PROXY", "integration_uri": FUNCTION},
            "payload_format_version",
            "2.0",
            id="payload_format_version of a function",
        ),
        pytest.param(
            {
                "integration_type": "AWS_PROXY",
                "integration_uri": FUNCTION,
                "payload_format_version": PayloadFormatVersion.VERSION_1_0,
            },
            "payload_format_version",
            "1.0",
            id="payload_format_version",
        ),
        pytest.param(
            {
                "parameter_mapping": ParameterMapping().append_header(
                    "a", MappingValue.request_header("b")
                )
            },
            "request_parameters",
            {"append:header.a": "$request.header.b"},
            id="parameter_mapping",
        ),
        pytest.param(
            {"parameter_mapping": {"remove:header.a": ""}},
            "request_parameters",
            {"remove:header.a": "''"},
            id="parameter_mapping as a dict",
        ),
        pytest.param(
            {"response_parameters": {"404": {"overwrite:statuscode": "200"}}},
            "response_parameters",
            [{"mappings": {"overwrite:statuscode": "200"}, "status_code": "404"}],
            id="response_parameters",
        ),
        pytest.param({"timeout": timedelta(seconds=3)}, "timeout_milliseconds", 3000, id="timeout"),
        pytest.param({"credentials": ROLE}, "credentials_arn", ROLE, id="credentials as an ARN"),
        pytest.param(
            {"credentials": IntegrationCredentials.from_role(ROLE)},
            "credentials_arn",
            ROLE,
            id="credentials",
        ),
        pytest.param(
            {"credentials": SimpleNamespace(arn=ROLE)},
            "credentials_arn",
            ROLE,
            id="credentials of an object",
        ),
        pytest.param({"description": "Books"}, "description", "Books", id="description"),
    ],
)
def test_option(
    api: HttpApi, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    HttpIntegration(api, "Web", http_api=api, **{**URL, **given})

    assert block(INTEGRATION)[argument] == written


@pytest.mark.parametrize(
    "argument",
    [
        "connection_id",
        "connection_type",
        "credentials_arn",
        "description",
        "integration_subtype",
        "request_parameters",
        "response_parameters",
        "tls_config",
    ],
)
def test_option_left_out(stack: TerraformStack, api: HttpApi, block: Block, argument: str) -> None:
    """An option that is left out is not written."""
    HttpIntegration(stack, "Web", http_api=api, **URL)

    assert argument not in block(INTEGRATION)


def test_subtype(stack: TerraformStack, api: HttpApi, block: Block) -> None:
    """An action of an AWS service has parameters and a role instead of an address."""
    HttpIntegration(
        stack,
        "Send",
        http_api=api,
        integration_type=HttpIntegrationType.AWS_PROXY,
        integration_subtype=HttpIntegrationSubtype.SQS_PURGE_QUEUE,
        parameter_mapping={"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/q"},
        credentials=ROLE,
    )
    written = block(INTEGRATION)

    assert written["integration_subtype"] == "SQS-PurgeQueue"
    assert "integration_uri" not in written


def test_role_of_the_provider(stack: TerraformStack, api: HttpApi, block: Block) -> None:
    """A role of the provider's own class is named by its ARN."""
    role = IamRole(stack, "Role", assume_role_policy="{}")
    HttpIntegration(stack, "Web", http_api=api, credentials=role, **URL)

    assert block(INTEGRATION)["credentials_arn"] == "${aws_iam_role.Role.arn}"


def test_tokens_pass(stack: TerraformStack, api: HttpApi, block: Block) -> None:
    """What only Terraform knows is written as it is."""
    uri = TerraformVariable(stack, "Uri", type="string").string_value
    kind = TerraformVariable(stack, "Type", type="string").string_value
    HttpIntegration(stack, "Web", http_api=api, integration_type=kind, integration_uri=uri)
    written = block(INTEGRATION)

    assert (written["integration_type"], written["integration_uri"]) == (
        "${var.Type}",
        "${var.Uri}",
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(
            {"integration_uri": None},
            "integration_uri is left out, allowed: the backend's address, for HTTP_PROXY",
            id="neither address nor subtype",
        ),
        pytest.param(
            {"integration_type": "HTTP"},
            "integration_type is 'HTTP', allowed: AWS_PROXY or HTTP_PROXY: integrations of HTTP "
            "APIs are proxies",
            id="type of WebSocket APIs",
        ),
        pytest.param(
            {"integration_uri": None, "integration_type": "AWS_PROXY"},
            "integration_uri is left out, allowed: the backend's address, for AWS_PROXY",
            id="neither function nor subtype",
        ),
        pytest.param(
            {"timeout": timedelta(milliseconds=49)},
            "timeout is '49 ms', allowed: 50 ms to 30 s, in whole milliseconds",
            id="short timeout",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=31)},
            "timeout is '31000 ms', allowed: 50 ms to 30 s, in whole milliseconds",
            id="long timeout",
        ),
        pytest.param(
            {"timeout": 5}, "timeout is 5, allowed: a datetime.timedelta", id="timeout as a number"
        ),
        pytest.param(
            {"method": "FETCH"},
            "method is 'FETCH', allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="method",
        ),
        pytest.param(
            {"parameter_mapping": {"append:cookie.a": "b"}},
            "parameter_mapping key is 'append:cookie.a', allowed: append, overwrite or remove, "
            "then :header.NAME or :querystring.NAME; or overwrite:path",
            id="parameter_mapping",
        ),
        pytest.param(
            {"credentials": "caller"},
            "credentials is 'caller', allowed: the ARN of a role",
            id="credentials",
        ),
        pytest.param(
            {"secure_server_name": "backend.example"},
            "secure_server_name is TlsConfig(server_name_to_verify='backend.example'), allowed: "
            "nothing: it belongs to integrations with a VPC link",
            id="secure_server_name of a public backend",
        ),
        pytest.param(
            {"connection_type": "VPC_LINK"},
            "vpc_link is left out, allowed: a VPC link: connection_type is VPC_LINK",
            id="connection without a link",
        ),
    ],
)
def test_what_is_refused(
    stack: TerraformStack, api: HttpApi, given: dict[str, Any], told: str
) -> None:
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        HttpIntegration(stack, "Web", http_api=api, **{**URL, **given})

    assert str(refused.value) == f"orders/Web: {told}"


def test_websocket_api(stack: TerraformStack) -> None:
    """A WebSocket API has integrations of its own class."""
    with pytest.raises(OptionError) as refused:
        HttpIntegration(stack, "Web", http_api=WebSocketApi(stack, "Chat"), **URL)

    assert str(refused.value) == (
        "orders/Web: http_api is 'orders/Chat', allowed: an HTTP API; use WebSocketIntegration"
    )


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack, block: Block) -> None:
    """An API that is known by its id is an HTTP API here, with the defaults of these."""
    known = Api.from_api_id(stack, "Known", "a1")
    HttpIntegration(
        stack, "Web", http_api=known, integration_type="AWS_PROXY", integration_uri=FUNCTION
    )

    assert block(INTEGRATION)["payload_format_version"] == "2.0"


# -- what a user writes --


def test_bind_is_called_with_the_first_route_alone(api: HttpApi) -> None:
    """One object is one integration, so it says once what it is, with its construct as scope."""
    given = Own()
    first, second = api.add_routes(path="/a", methods=["GET", "PUT"], integration=given)
    ((route, scope),) = given.bound

    assert route is first
    assert isinstance(scope, HttpIntegration)
    assert scope.node.path == "orders/Orders/Own"
    assert second.key == "PUT /a"


def test_complete_bind_is_called_with_every_route(api: HttpApi) -> None:
    """What each route needs is made at each route."""
    given = Own()
    made = api.add_routes(path="/a", methods=["GET", "PUT"], integration=given)

    assert given.completed == [(route, route) for route in made]


def test_bind_alone_will_do(api: HttpApi, block: Block) -> None:
    """A subclass needs no `_complete_bind`."""

    class Least(HttpRouteIntegration):
        def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
            """Say what the integration is."""
            assert scope.node.id == "Least"
            uri = f"https://backend.example{route.path}"
            return HttpRouteIntegrationConfig(type=HttpIntegrationType.HTTP_PROXY, uri=uri)

    api.add_routes(path="/a", integration=Least("Least"))

    assert block(INTEGRATION)["integration_uri"] == "https://backend.example/a"


def test_role_of_the_integration(api: HttpApi, synthesized: Synthesized) -> None:
    """A role that `bind` makes under its scope stands with the integration, not with a route."""

    class WithRole(HttpRouteIntegration):
        def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
            """Make a role and say that it is used."""
            role = IamRole(scope, "Role", assume_role_policy="{}", description=route.key)
            return HttpRouteIntegrationConfig(
                type="HTTP_PROXY",
                uri="https://backend.example",
                credentials=IntegrationCredentials.from_role(role),
            )

    api.add_routes(path="/a", integration=WithRole("Own"))
    resources = synthesized()["resource"]

    assert list(resources["aws_iam_role"]) == ["Orders_Own_Role_09736B51"]
    (written,) = resources[INTEGRATION].values()
    assert written["credentials_arn"] == "${aws_iam_role.Orders_Own_Role_09736B51.arn}"


CONFIG: dict[str, Any] = {"type": "HTTP_PROXY", "uri": "https://backend.example"}


@pytest.mark.parametrize(
    ("answer", "argument", "written"),
    [
        pytest.param({"type": "HTTP_PROXY"}, "integration_type", "HTTP_PROXY", id="type"),
        pytest.param({"uri": "http://a.example"}, "integration_uri", "http://a.example", id="uri"),
        pytest.param(
            {
                "type": "AWS_PROXY",
                "uri": None,
                "subtype": HttpIntegrationSubtype.SQS_PURGE_QUEUE,
                "parameter_mapping": {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/q"},
                "credentials": ROLE,
            },
            "integration_subtype",
            "SQS-PurgeQueue",
            id="subtype",
        ),
        pytest.param({"method": "GET"}, "integration_method", "GET", id="method"),
        pytest.param(
            {"connection_id": "link1", "uri": LINK}, "connection_id", "link1", id="connection_id"
        ),
        pytest.param(
            {"connection_type": "INTERNET"}, "connection_type", "INTERNET", id="connection_type"
        ),
        pytest.param(
            {"type": "AWS_PROXY", "uri": FUNCTION, "payload_format_version": "1.0"},
            "payload_format_version",
            "1.0",
            id="payload_format_version",
        ),
        pytest.param(
            {"parameter_mapping": {"overwrite:path": "/b"}},
            "request_parameters",
            {"overwrite:path": "/b"},
            id="parameter_mapping",
        ),
        pytest.param(
            {"response_parameters": {"500": {"overwrite:statuscode": "503"}}},
            "response_parameters",
            [{"mappings": {"overwrite:statuscode": "503"}, "status_code": "500"}],
            id="response_parameters",
        ),
        pytest.param(
            {"connection_id": "link1", "uri": LINK, "secure_server_name": "b.example"},
            "tls_config",
            {"server_name_to_verify": "b.example"},
            id="secure_server_name",
        ),
        pytest.param({"timeout": timedelta(seconds=1)}, "timeout_milliseconds", 1000, id="timeout"),
        pytest.param({"credentials": ROLE}, "credentials_arn", ROLE, id="credentials"),
        pytest.param({"description": "Books"}, "description", "Books", id="description"),
    ],
)
def test_field_of_the_config(
    api: HttpApi, block: Block, answer: dict[str, Any], argument: str, written: object
) -> None:
    """What `bind` says is written."""
    given = Own(answer=HttpRouteIntegrationConfig(**{**CONFIG, **answer}))
    api.add_routes(path="/a", integration=given)

    assert block(INTEGRATION)[argument] == written


def test_config_as_a_dict(api: HttpApi, block: Block) -> None:
    """What `bind` says can be a dict of the fields as well."""
    api.add_routes(path="/a", integration=Own(answer={**CONFIG, "description": "Books"}))

    assert block(INTEGRATION)["description"] == "Books"


@pytest.mark.parametrize(
    "argument",
    [
        "connection_id",
        "connection_type",
        "credentials_arn",
        "description",
        "integration_subtype",
        "request_parameters",
        "response_parameters",
        "tls_config",
    ],
)
def test_field_of_the_config_left_out(api: HttpApi, block: Block, argument: str) -> None:
    """What `bind` does not say is not written."""
    api.add_routes(path="/a", integration=Own())

    assert argument not in block(INTEGRATION)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(
            "https://backend.example",
            "bind_returned is 'https://backend.example', allowed: HttpRouteIntegrationConfig(...)",
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
def test_answer_that_is_refused(api: HttpApi, answer: object, told: str) -> None:
    """What `bind` says is checked, with the integration's path."""
    with pytest.raises(OptionError) as refused:
        api.add_routes(path="/a", integration=Own(answer=answer))

    assert str(refused.value) == f"orders/Orders/Own: {told}"


def test_names_of_a_users_own_options(api: HttpApi) -> None:
    """A subclass says which of its options stands behind a field, and errors name that."""

    class Page(Own):
        option_words: Mapping[str, str] = {"uri": "page"}  # type: ignore[misc]

    with pytest.raises(OptionError) as refused:
        api.add_routes(path="/a", integration=Page(answer={**CONFIG, "uri": "backend"}))

    assert str(refused.value).startswith("orders/Orders/Own: page is 'backend', allowed: ")


# -- where it stands --


def test_integration_stands_with_the_api(api: HttpApi, synthesized: Synthesized) -> None:
    """
    No route owns it, so that it stays when its first route goes.

    AWS CDK puts it under the first route.
    """
    api.add_routes(path="/a", integration=Own("Books"))

    assert list(synthesized()["resource"][INTEGRATION]) == ["Orders_Books_2E8C07BA"]


def test_integration_with_the_id_of_something_else(api: HttpApi, synthesized: Synthesized) -> None:
    """Where the API has something else of its id, it stands with its first route."""
    api.add_routes(path="/a", methods=["GET"], integration=Own("Books"))
    api.add_routes(path="/b", methods=["GET"], integration=Own("Books"))

    assert list(synthesized()["resource"][INTEGRATION]) == [
        "Orders_Books_2E8C07BA",
        "Orders_RouteGET--b_Books_042316A3",
    ]


def test_id_that_is_none() -> None:
    """An id is text."""
    with pytest.raises(OptionError) as refused:
        Own(id=5)  # type: ignore[arg-type]

    assert str(refused.value) == "5: id is 5, allowed: text"


def test_integration_of_two_apis(stack: TerraformStack, api: HttpApi) -> None:
    """An integration belongs to one API."""
    shared = Own("Books")
    api.add_routes(path="/a", integration=shared)
    other = HttpApi(stack, "Other")
    with pytest.raises(OptionError) as refused:
        other.add_routes(path="/a", integration=shared)

    assert str(refused.value) == (
        "orders/Other/Route.ANY --a: integration is 'Books', allowed: an integration of the same "
        "API: this is one of orders/Orders; make one for each API"
    )


def test_route_that_is_no_construct() -> None:
    """Whoever binds an integration by hand hears what a route is."""
    route: Any = SimpleNamespace(http_api=SimpleNamespace(api_id="a1"), key="GET /a", path="/a")
    with pytest.raises(TypeError, match="a route is a construct of this package"):
        Own().bind_to_route(route)


def test_resource_options(api: HttpApi, synthesized: Synthesized) -> None:
    """What every resource takes is given with the id, and goes to the integration."""
    given = Own(
        "Books",
        logical_id="books",
        import_from="api1/integration1",
        transform=lambda arguments: {**arguments, "description": "changed"},
        ignore_changes=["description"],
        prevent_destroy=True,
    )
    api.add_routes(path="/a", integration=given)
    document = synthesized()

    assert document["resource"][INTEGRATION]["books"]["description"] == "changed"
    assert document["resource"][INTEGRATION]["books"]["lifecycle"] == {
        "create_before_destroy": True,
        "ignore_changes": ["description"],
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1/integration1", "to": f"{INTEGRATION}.books"}]


def test_moved_integration(api: HttpApi, synthesized: Synthesized) -> None:
    """An integration that Terraform has under another address is renamed, not made anew."""
    source = f'module.api.{INTEGRATION}.this["GET /a"]'
    api.add_routes(path="/a", integration=Own("Books", logical_id="books", move_from=source))

    assert synthesized()["moved"] == [{"from": source, "to": f"{INTEGRATION}.books"}]


def test_integration_of_an_imported_api(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Routes of an API that is defined elsewhere have their integration under the reference."""
    api = HttpApi.from_http_api_attributes(stack, "Known", http_api_id="a1")
    HttpRoute(stack, "GetA", http_api=api, route_key="GET /a", integration=Own("Books"))
    written = synthesized()["resource"][INTEGRATION]

    assert [(name, made["api_id"]) for name, made in written.items()] == [
        ("Known_Books_4B8C66C1", "a1")
    ]


def test_api_that_is_no_construct(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Any object with an `api_id` is an API; what its routes need stands with the routes."""

    class Known:
        api_id = "a1"

    HttpRoute(stack, "GetA", http_api=Known(), route_key="GET /a", integration=Own("Books"))

    assert list(synthesized()["resource"][INTEGRATION]) == ["GetA_Books_5F19250E"]
