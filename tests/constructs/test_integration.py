"""Tests of integrations of every type."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Integration,
    IntegrationOptions,
    OptionError,
    TlsConfig,
    UnsupportedOptionError,
    VpcLink,
)
from apigwv2_tf.terms import ConnectionType, IntegrationType
from cdktf import TerraformStack, TerraformVariable, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]

_INTEGRATION = "aws_apigatewayv2_integration"
_FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f"
_INVOKE = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{_FUNCTION}/invocations"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_LISTENER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/lb/1/2"
_SERVICE = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1?stage=prod"
_ACTION = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"
_URL: dict[str, Any] = {"type": "HTTP_PROXY", "uri": "https://example.com"}
_ONLY_WEBSOCKET = "nothing: it belongs to WebSocket APIs; leave it out"
_ONLY_HTTP = "nothing: it belongs to HTTP APIs; leave it out"


@pytest.fixture
def http(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Books", protocol_type="HTTP", deploy=False)


@pytest.fixture
def websocket(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


def _made(api: Api, **options: Any) -> Integration:  # noqa: ANN401
    return Integration(api, "Backend", api=api, **options)


def _refusal(api: Api, **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(OptionError) as refused:
        _made(api, **options)
    return str(refused.value)


def test_http_integration_without_options(http: Api, block: Block) -> None:
    """Every default that the provider would keep by itself is stated."""
    _made(http, **_URL)

    assert block(_INTEGRATION) == {
        "api_id": "${aws_apigatewayv2_api.Books_8C439C90.id}",
        "integration_method": "ANY",
        "integration_type": "HTTP_PROXY",
        "integration_uri": "https://example.com",
        "lifecycle": {"create_before_destroy": True},
        "payload_format_version": "1.0",
        "timeout_milliseconds": 30_000,
    }


def test_websocket_integration_without_options(websocket: Api, block: Block) -> None:
    """A WebSocket API has a shorter timeout, and posts."""
    _made(websocket, type=IntegrationType.AWS, uri=_ACTION)

    assert block(_INTEGRATION) == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "integration_method": "POST",
        "integration_type": "AWS",
        "integration_uri": _ACTION,
        "lifecycle": {"create_before_destroy": True},
        "payload_format_version": "1.0",
        "timeout_milliseconds": 29_000,
    }


def test_trap_replacing_an_integration_in_use(http: Api, block: Block) -> None:
    """The new integration is made while routes still name the old one."""
    _made(http, **_URL)

    assert block(_INTEGRATION)["lifecycle"] == {"create_before_destroy": True}


def test_trap_timeout_is_not_reset_when_removed(http: Api, block: Block) -> None:
    """The default is stated: left out, the provider would keep the old timeout."""
    _made(http, **_URL)

    assert block(_INTEGRATION)["timeout_milliseconds"] == 30_000


@pytest.mark.parametrize("uri", [_FUNCTION, _INVOKE, f"{_FUNCTION}:live", "${aws_lambda.f.arn}"])
def test_trap_functions_of_http_apis_get_payload_2(http: Api, block: Block, uri: str) -> None:
    """The provider's own default is 1.0, which nobody expects."""
    _made(http, type="AWS_PROXY", uri=uri)

    assert block(_INTEGRATION)["payload_format_version"] == "2.0"


@pytest.mark.parametrize(
    ("options", "argument", "written"),
    [
        pytest.param({"credentials_arn": _ROLE}, "credentials_arn", _ROLE, id="credentials_arn"),
        pytest.param({"description": "d" * 1024}, "description", "d" * 1024, id="description"),
        pytest.param(
            {"integration_method": "PATCH"}, "integration_method", "PATCH", id="integration_method"
        ),
        pytest.param(
            {"timeout": timedelta(milliseconds=50)}, "timeout_milliseconds", 50, id="timeout-least"
        ),
        pytest.param(
            {"timeout": timedelta(seconds=30)}, "timeout_milliseconds", 30_000, id="timeout-most"
        ),
        pytest.param(
            {"connection_type": ConnectionType.INTERNET},
            "connection_type",
            "INTERNET",
            id="connection_type",
        ),
        pytest.param(
            {"payload_format_version": "1.0"},
            "payload_format_version",
            "1.0",
            id="payload_format_version",
        ),
        pytest.param(
            {"request_parameters": {"overwrite:path": "/${request.path.id}"}},
            "request_parameters",
            {"overwrite:path": "/$${request.path.id}"},
            id="request_parameters",
        ),
        pytest.param(
            {"request_parameters": {"remove:header.x": ""}},
            "request_parameters",
            {"remove:header.x": "''"},
            id="request_parameters-remove",
        ),
        pytest.param(
            {
                "response_parameters": {
                    "404": {"overwrite:statuscode": "200", "remove:header.x": ""},
                    "500": {"append:header.id": "${context.requestId}"},
                }
            },
            "response_parameters",
            [
                {
                    "status_code": "404",
                    "mappings": {"overwrite:statuscode": "200", "remove:header.x": "''"},
                },
                {"status_code": "500", "mappings": {"append:header.id": "$${context.requestId}"}},
            ],
            id="response_parameters",
        ),
    ],
)
def test_http_option_given(
    http: Api, block: Block, options: dict[str, Any], argument: str, written: object
) -> None:
    """Each option of an HTTP integration becomes its argument."""
    _made(http, **_URL, **options)

    assert block(_INTEGRATION)[argument] == written


@pytest.mark.parametrize(
    ("options", "argument", "written"),
    [
        pytest.param(
            {"content_handling_strategy": "CONVERT_TO_BINARY"},
            "content_handling_strategy",
            "CONVERT_TO_BINARY",
            id="content_handling_strategy",
        ),
        pytest.param(
            {"passthrough_behavior": "NEVER"},
            "passthrough_behavior",
            "NEVER",
            id="passthrough_behavior",
        ),
        pytest.param(
            {"request_templates": {"$default": '{"text": $input.json("$.text"), "id": "${x}"}'}},
            "request_templates",
            {"$default": '{"text": $input.json("$.text"), "id": "$${x}"}'},
            id="request_templates",
        ),
        pytest.param(
            {"template_selection_expression": "${request.body.kind}"},
            "template_selection_expression",
            "$${request.body.kind}",
            id="template_selection_expression",
        ),
        pytest.param(
            {"request_parameters": {"integration.request.header.Id": "context.connectionId"}},
            "request_parameters",
            {"integration.request.header.Id": "context.connectionId"},
            id="request_parameters",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=29)}, "timeout_milliseconds", 29_000, id="timeout"
        ),
        pytest.param(
            {"integration_method": "GET"}, "integration_method", "GET", id="integration_method"
        ),
        pytest.param({"connection_id": "v1-link"}, "connection_id", "v1-link", id="connection_id"),
    ],
)
def test_websocket_option_given(
    websocket: Api, block: Block, options: dict[str, Any], argument: str, written: object
) -> None:
    """Each option of a WebSocket integration becomes its argument."""
    _made(websocket, type="HTTP", uri="https://example.com", **options)

    assert block(_INTEGRATION)[argument] == written


@pytest.mark.parametrize("uri", [_LISTENER, _SERVICE])
def test_private_backend(http: Api, block: Block, uri: str) -> None:
    """A VPC link brings its connection type along, and TLS where a name is given."""
    link = VpcLink(http.stack, "Link", subnets=["subnet-1"])
    tls = TlsConfig(server_name_to_verify="api.example.com")
    _made(http, type="HTTP_PROXY", uri=uri, vpc_link=link, tls_config=tls)

    written = block(_INTEGRATION)
    assert written["connection_type"] == "VPC_LINK"
    assert written["connection_id"].startswith("${aws_apigatewayv2_vpc_link.Link_")
    assert written["tls_config"] == {"server_name_to_verify": "api.example.com"}
    assert written["integration_uri"] == uri


def test_private_backend_by_the_links_id(http: Api, block: Block) -> None:
    """A link of elsewhere is named by its id."""
    _made(http, type="HTTP_PROXY", uri=_LISTENER, connection_id="abc", connection_type="VPC_LINK")

    assert block(_INTEGRATION)["connection_id"] == "abc"


@pytest.mark.parametrize("kind", ["AWS", "HTTP", "MOCK"])
def test_trap_websocket_type_on_an_http_api(http: Api, kind: str) -> None:
    """HTTP APIs have proxies only; the provider's plan accepts the others."""
    uri = {"AWS": _FUNCTION, "HTTP": "https://example.com"}.get(kind)

    assert _refusal(http, type=kind, uri=uri) == (
        f"orders/Books/Backend: type is '{kind}', "
        "allowed: AWS_PROXY or HTTP_PROXY: integrations of HTTP APIs are proxies"
    )


@pytest.mark.parametrize("kind", ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"])
def test_websocket_api_has_every_type(websocket: Api, block: Block, kind: str) -> None:
    """WebSocket APIs have all five types; a mock has neither address nor method."""
    uri = {"M": None, "A": _INVOKE, "H": "https://example.com"}[kind[0]]
    _made(websocket, type=kind, uri=uri)

    written = block(_INTEGRATION)
    assert written["integration_type"] == kind
    assert ("integration_method" in written, "integration_uri" in written) == (
        (False, False) if kind == "MOCK" else (True, True)
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"type": "LAMBDA"},
            "type is 'LAMBDA', allowed: AWS, AWS_PROXY, HTTP, HTTP_PROXY, MOCK",
            id="unknown-type",
        ),
        pytest.param(
            {"uri": None},
            "uri is left out, allowed: the backend's address, for HTTP_PROXY",
            id="no-uri",
        ),
        pytest.param(
            {"uri": "example.com"},
            "uri is 'example.com', allowed: a URL that starts with https:// or http://",
            id="no-scheme",
        ),
        pytest.param(
            {"uri": "https://a b"},
            "uri is 'https://a b', allowed: a URL that starts with https:// or http://",
            id="space-in-url",
        ),
        pytest.param(
            {"uri": f"https://example.com/{'x' * 2048}"},
            f"uri is 'https://example.com/{'x' * 58}…, allowed: 1 to 2048 characters; it has 2068",
            id="long-uri",
        ),
        pytest.param(
            {"type": "AWS_PROXY", "uri": "arn:aws:s3:::bucket/key"},
            "uri is 'arn:aws:s3:::bucket/key', "
            "allowed: the ARN of a Lambda function: HTTP APIs call other services by a subtype; "
            "give subtype= in place of another service's ARN",
            id="other-service",
        ),
        pytest.param(
            {"timeout": timedelta(milliseconds=49)},
            "timeout is '49 ms', allowed: 50 ms to 30 s, in whole milliseconds",
            id="trap-timeout-range-least",
        ),
        pytest.param(
            {"timeout": timedelta(milliseconds=30_001)},
            "timeout is '30001 ms', allowed: 50 ms to 30 s, in whole milliseconds",
            id="trap-timeout-range-most",
        ),
        pytest.param(
            {"timeout": timedelta(microseconds=99_500)},
            "timeout is '99.5 ms', allowed: 50 ms to 30 s, in whole milliseconds",
            id="timeout-fraction",
        ),
        pytest.param(
            {"integration_method": "get"},
            "integration_method is 'get', "
            "allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="method",
        ),
        pytest.param(
            {"payload_format_version": "3.0"},
            "payload_format_version is '3.0', allowed: 1.0, 2.0",
            id="version",
        ),
        pytest.param(
            {"payload_format_version": "2.0"},
            "payload_format_version is '2.0', "
            "allowed: 1.0: only Lambda functions of HTTP APIs get 2.0",
            id="trap-payload-2-without-a-function",
        ),
        pytest.param(
            {"description": "d" * 1025},
            f"description is '{'d' * 78}…, allowed: 0 to 1024 characters; it has 1025",
            id="description",
        ),
        pytest.param(
            {"credentials_arn": "caller"},
            "credentials_arn is 'caller', allowed: the ARN of a role",
            id="credentials",
        ),
        pytest.param(
            {"credentials_arn": ""},
            "credentials_arn is '', allowed: the ARN of a role",
            id="credentials-empty",
        ),
        pytest.param(
            {"connection_type": "VPC"},
            "connection_type is 'VPC', allowed: INTERNET, VPC_LINK",
            id="connection-type",
        ),
        pytest.param(
            {"connection_type": "VPC_LINK"},
            "vpc_link is left out, allowed: a VPC link: connection_type is VPC_LINK",
            id="no-link",
        ),
        pytest.param(
            {"uri": _LISTENER, "connection_type": "INTERNET", "connection_id": "abc"},
            "connection_type is 'INTERNET', allowed: VPC_LINK, with a VPC link",
            id="link-over-the-internet",
        ),
        pytest.param(
            {"connection_id": ""},
            "connection_id is '', allowed: 1 to 1024 characters",
            id="empty-link",
        ),
        pytest.param(
            {"connection_id": "abc"},
            "uri is 'https://example.com', "
            "allowed: the ARN of a listener or a Cloud Map service, with a VPC link",
            id="url-over-a-link",
        ),
        pytest.param(
            {"uri": _LISTENER.replace("listener", "loadbalancer"), "connection_id": "abc"},
            "uri is 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/lb/1/2', "
            "allowed: the ARN of a listener or a Cloud Map service, with a VPC link",
            id="load-balancer-over-a-link",
        ),
        pytest.param(
            {"type": "AWS_PROXY", "uri": _FUNCTION, "connection_id": "abc"},
            "connection_id is 'abc', "
            "allowed: nothing: AWS_PROXY integrations have no VPC link, HTTP_PROXY ones have; "
            "leave the VPC link out",
            id="function-over-a-link",
        ),
        pytest.param(
            {"tls_config": TlsConfig(server_name_to_verify="a")},
            "tls_config is TlsConfig(server_name_to_verify='a'), "
            "allowed: nothing: it belongs to integrations with a VPC link",
            id="tls-without-a-link",
        ),
        pytest.param(
            {
                "uri": _LISTENER,
                "connection_id": "abc",
                "tls_config": TlsConfig(server_name_to_verify=""),
            },
            "tls_config.server_name_to_verify is '', allowed: 1 to 512 characters",
            id="tls-without-a-name",
        ),
        pytest.param(
            {"response_parameters": {"700": {"overwrite:statuscode": "200"}}},
            "response_parameters key is '700', allowed: a status code from 200 to 599",
            id="trap-status-code-700",
        ),
        pytest.param(
            {"content_handling_strategy": "CONVERT_TO_TEXT"},
            f"content_handling_strategy is 'CONVERT_TO_TEXT', allowed: {_ONLY_WEBSOCKET}",
            id="content-handling-on-http",
        ),
        pytest.param(
            {"passthrough_behavior": "NEVER"},
            f"passthrough_behavior is 'NEVER', allowed: {_ONLY_WEBSOCKET}",
            id="passthrough-on-http",
        ),
        pytest.param(
            {"request_templates": {"a": "b"}},
            f"request_templates is {{'a': 'b'}}, allowed: {_ONLY_WEBSOCKET}",
            id="templates-on-http",
        ),
        pytest.param(
            {"template_selection_expression": "$default"},
            f"template_selection_expression is '$default', allowed: {_ONLY_WEBSOCKET}",
            id="template-selection-on-http",
        ),
    ],
)
def test_http_option_is_refused(http: Api, options: dict[str, Any], problem: str) -> None:
    """What API Gateway refuses of an HTTP integration is refused at the line that wrote it."""
    assert _refusal(http, **{**_URL, **options}) == f"orders/Books/Backend: {problem}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"type": "AWS_PROXY", "uri": _FUNCTION},
            f"uri is '{_FUNCTION}', "
            "allowed: arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…; "
            "for a Lambda function, give its invoke_arn",
            id="trap-function-arn-on-websocket",
        ),
        pytest.param(
            {"payload_format_version": "2.0"},
            "payload_format_version is '2.0', "
            "allowed: 1.0: only Lambda functions of HTTP APIs get 2.0",
            id="trap-payload-2-on-websocket",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=30)},
            "timeout is '30000 ms', allowed: 50 ms to 29 s, in whole milliseconds",
            id="timeout",
        ),
        pytest.param(
            {"response_parameters": {"200": {"overwrite:statuscode": "201"}}},
            "response_parameters is {'200': {'overwrite:statuscode': '201'}}, "
            f"allowed: {_ONLY_HTTP}",
            id="response-parameters",
        ),
        pytest.param(
            {"request_templates": {"a": "x" * 32_769}},
            f"request_templates['a'] is '{'x' * 78}…, allowed: 0 to 32768 characters; it has 32769",
            id="template",
        ),
        pytest.param(
            {"passthrough_behavior": "ALWAYS"},
            "passthrough_behavior is 'ALWAYS', allowed: WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER",
            id="passthrough",
        ),
        pytest.param(
            {"content_handling_strategy": "TEXT"},
            "content_handling_strategy is 'TEXT', allowed: CONVERT_TO_BINARY, CONVERT_TO_TEXT",
            id="content-handling",
        ),
        pytest.param(
            {"request_parameters": {"append:header.x": "y"}},
            None,
            id="mapping-of-http",
        ),
        pytest.param(
            {"type": "MOCK"},
            "uri is 'https://example.com', allowed: nothing: MOCK has no backend; leave it out",
            id="mock-with-uri",
        ),
    ],
)
def test_websocket_option_is_refused(
    websocket: Api, options: dict[str, Any], problem: str | None
) -> None:
    """What API Gateway refuses of a WebSocket integration is refused at the line that wrote it."""
    told = _refusal(websocket, **{**_URL, **options})

    if problem is None:
        assert len(told.splitlines()) == 2
        assert "request_parameters key is 'append:header.x', allowed: integration.request." in told
    else:
        assert told == f"orders/Chat/Backend: {problem}"


def test_two_links_are_refused(http: Api) -> None:
    """A backend is reached by one VPC link."""
    link = VpcLink.from_vpc_link_id(http.stack, "Link", "abc")

    assert _refusal(http, type="HTTP_PROXY", uri=_LISTENER, vpc_link=link, connection_id="d") == (
        "orders/Books/Backend: connection_id is 'd', allowed: nothing: vpc_link is given; "
        "leave one out"
    )


def test_link_of_http_apis_on_websocket_is_refused(websocket: Api) -> None:
    """WebSocket APIs need a link of the older kind, by its id."""
    link = VpcLink.from_vpc_link_id(websocket.stack, "Link", "abc")

    told = _refusal(websocket, **_URL, vpc_link=link)

    assert told == (
        "orders/Chat/Backend: vpc_link is 'orders/Link', "
        "allowed: nothing: a VPC link of HTTP APIs; "
        "give connection_id of an aws_api_gateway_vpc_link"
    )


def test_tls_on_websocket_is_refused(websocket: Api) -> None:
    """TLS is checked on the private backends of HTTP APIs."""
    tls = TlsConfig(server_name_to_verify="a")

    assert _refusal(websocket, **_URL, connection_id="abc", tls_config=tls) == (
        "orders/Chat/Backend: tls_config is TlsConfig(server_name_to_verify='a'), "
        f"allowed: {_ONLY_HTTP}"
    )


def test_callers_credentials_are_refused_as_unsupported(http: Api) -> None:
    """The provider does not take them for an ARN."""
    with pytest.raises(UnsupportedOptionError) as refused:
        _made(http, **_URL, credentials_arn="arn:aws:iam::*:user/*")

    assert str(refused.value) == (
        "orders/Books/Backend: credentials_arn is 'arn:aws:iam::*:user/*', "
        "allowed: the ARN of a role: Terraform's AWS provider refuses the caller's own credentials"
    )


def test_content_handling_says_that_it_stays() -> None:
    """The provider cannot take the option away again, which its documentation says."""
    assert "Terraform cannot take it away again" in str(IntegrationOptions.__doc__)


def test_three_hundred_integrations_are_the_most(http: Api) -> None:
    """The 301st integration of an HTTP API is refused: AWS does not raise that quota."""
    for number in range(300):
        http._registry.take(http, "integration", number, "id", "")

    assert _refusal(http, **_URL) == (
        "orders/Books/Backend: api is 'orders/Books', "
        "allowed: up to 300 integrations in one HTTP API; "
        "let several routes share an integration"
    )


def test_tokens_pass(http: Api, block: Block) -> None:
    """What Terraform knows later is written as a reference and checked by nobody."""
    text = TerraformVariable(http.stack, "text", type="string")
    value = text.string_value
    _made(
        http,
        type=value,
        uri=value,
        connection_type=value,
        connection_id=value,
        credentials_arn=value,
        description=value,
        integration_method=value,
        payload_format_version=value,
        request_parameters=Token.as_string_map(text.fqn),
        response_parameters={value: {value: value}},
        tls_config=TlsConfig(server_name_to_verify=value),
    )

    written = block(_INTEGRATION)
    for name in ("type", "uri", "method"):
        assert written[f"integration_{name}"] == "${var.text}"
    for name in ("connection_type", "connection_id", "credentials_arn", "request_parameters"):
        assert written[name] == "${var.text}"
    assert written["response_parameters"] == [
        {"status_code": "${var.text}", "mappings": {"${var.text}": "${var.text}"}}
    ]


def test_hand_written_references_pass(http: Api, block: Block) -> None:
    """A reference in a URL is Terraform's, a stage variable is API Gateway's."""
    _made(http, type="HTTP_PROXY", uri="https://${stageVariables.host}/${aws_lb.main.dns_name}")

    assert block(_INTEGRATION)["integration_uri"] == (
        "https://$${stageVariables.host}/${aws_lb.main.dns_name}"
    )


def test_api_of_unknown_protocol(stack: TerraformStack, block: Block) -> None:
    """Nothing that belongs to a protocol is refused or filled in."""
    api = Api.from_api_id(stack, "Imported", "abc")
    Integration(api, "Backend", api=api, type="MOCK", request_templates={"a": "b"})

    written = block(_INTEGRATION)
    assert "timeout_milliseconds" not in written
    assert written["api_id"] == "abc"


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 30},
        {"timeout": True},
        {"uri": 5},
        {"type": None},
        {"description": 5},
        {"request_parameters": {"a": None}},
        {"request_parameters": ["a"]},
        {"response_parameters": {404: {}}},
        {"response_parameters": {"404": None}},
        {"tls_config": {"server_name_to_verify": "a"}},
        {"vpc_link": "abc"},
        {"request_templates": "x"},
    ],
    ids=str,
)
def test_odd_input_names_the_construct(http: Api, options: dict[str, Any]) -> None:
    """Values of another type are refused with the path and the option."""
    told = _refusal(http, **{**_URL, **options})

    assert told.startswith(f"orders/Books/Backend: {next(iter(options))} is ")
    assert "allowed: " in told


def test_imported_integration(http: Api, block: Block) -> None:
    """An integration of elsewhere makes no resource, and routes lead to it."""
    http.add_route("GET /", Integration.from_integration_id(http.stack, "Imported", "abc"))

    assert block("aws_apigatewayv2_route")["target"] == "integrations/abc"
