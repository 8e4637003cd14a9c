"""Tests of authorizers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, Authorizer, JwtConfiguration, LambdaTarget, OptionError
from cdktf import TerraformStack, TerraformVariable, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks

    Block = Callable[[str], dict[str, Any]]

_AUTHORIZER = "aws_apigatewayv2_authorizer"
_URI = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_JWT: dict[str, Any] = {
    "authorizer_type": "JWT",
    "jwt_configuration": JwtConfiguration(issuer="https://issuer.example.com", audience=["one"]),
}
_REQUEST: dict[str, Any] = {"authorizer_type": "REQUEST", "authorizer_uri": _URI}
_FOREIGN = "nothing: it belongs to REQUEST authorizers; leave it out"
_ONLY_HTTP = "nothing: it belongs to HTTP APIs; leave it out"


@pytest.fixture
def http(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Books", protocol_type="HTTP", deploy=False)


@pytest.fixture
def websocket(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


def _refusal(api: Api, **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(OptionError) as refused:
        api.add_authorizer("Users", **options)
    return str(refused.value)


def test_jwt_authorizer(http: Api, block: Block) -> None:
    """A JWT authorizer reads the Authorization header, and has no payload version and no TTL."""
    http.add_authorizer("Users", **_JWT)

    assert block(_AUTHORIZER) == {
        "api_id": "${aws_apigatewayv2_api.Books_8C439C90.id}",
        "authorizer_type": "JWT",
        "identity_sources": ["$request.header.Authorization"],
        "jwt_configuration": {"audience": ["one"], "issuer": "https://issuer.example.com"},
        "lifecycle": {"create_before_destroy": True},
        "name": "Users",
    }


def test_function_authorizer_of_an_http_api(http: Api, block: Block) -> None:
    """AWS requires the payload version, and the TTL would not be reset when it is removed."""
    http.add_authorizer("Users", **_REQUEST)

    assert block(_AUTHORIZER) == {
        "api_id": "${aws_apigatewayv2_api.Books_8C439C90.id}",
        "authorizer_payload_format_version": "2.0",
        "authorizer_result_ttl_in_seconds": 300,
        "authorizer_type": "REQUEST",
        "authorizer_uri": _URI,
        "identity_sources": ["$request.header.Authorization"],
        "lifecycle": {"create_before_destroy": True},
        "name": "Users",
    }


def test_trap_websocket_authorizer_has_no_payload_version(websocket: Api, block: Block) -> None:
    """AWS rejects payload version and TTL on WebSocket APIs."""
    websocket.add_authorizer("Users", **_REQUEST)

    assert block(_AUTHORIZER) == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "authorizer_type": "REQUEST",
        "authorizer_uri": _URI,
        "identity_sources": ["route.request.header.Authorization"],
        "lifecycle": {"create_before_destroy": True},
        "name": "Users",
    }


def test_trap_ttl_without_identity_sources(http: Api, block: Block) -> None:
    """Without a source nothing is remembered, and the TTL says so: AWS would keep the old one."""
    http.add_authorizer("Users", **_REQUEST, identity_source=[])

    written = block(_AUTHORIZER)
    assert written["authorizer_result_ttl_in_seconds"] == 0
    assert "identity_sources" not in written


@pytest.mark.parametrize(
    ("options", "argument", "written"),
    [
        pytest.param({"authorizer_name": "n" * 128}, "name", "n" * 128, id="authorizer_name"),
        pytest.param(
            {"authorizer_credentials_arn": _ROLE},
            "authorizer_credentials_arn",
            _ROLE,
            id="authorizer_credentials_arn",
        ),
        pytest.param(
            {"authorizer_payload_format_version": "1.0"},
            "authorizer_payload_format_version",
            "1.0",
            id="authorizer_payload_format_version",
        ),
        pytest.param(
            {"authorizer_result_ttl": timedelta(0)},
            "authorizer_result_ttl_in_seconds",
            0,
            id="ttl-least",
        ),
        pytest.param(
            {"authorizer_result_ttl": timedelta(hours=1)},
            "authorizer_result_ttl_in_seconds",
            3600,
            id="ttl-most",
        ),
        pytest.param(
            {"enable_simple_responses": True},
            "enable_simple_responses",
            True,
            id="enable_simple_responses",
        ),
        pytest.param(
            {
                "identity_source": [
                    "$request.header.X-Key",
                    "$request.querystring.key",
                    "$context.routeKey",
                    "$stageVariables.env",
                ]
            },
            "identity_sources",
            [
                "$request.header.X-Key",
                "$request.querystring.key",
                "$context.routeKey",
                "$stageVariables.env",
            ],
            id="identity_source",
        ),
        pytest.param(
            {"delete_timeout": timedelta(minutes=5)},
            "timeouts",
            {"delete": "300s"},
            id="delete_timeout",
        ),
    ],
)
def test_http_option_given(
    http: Api, block: Block, options: dict[str, Any], argument: str, written: object
) -> None:
    """Each option of a function authorizer becomes its argument."""
    http.add_authorizer("Users", **_REQUEST, **options)

    assert block(_AUTHORIZER)[argument] == written


@pytest.mark.parametrize(
    "source",
    [
        "route.request.header.Auth",
        "route.request.querystring.token",
        "context.identity.sourceIp",
        "stageVariables.env",
    ],
)
def test_websocket_identity_source(websocket: Api, block: Block, source: str) -> None:
    """WebSocket APIs name sources in another way."""
    websocket.add_authorizer("Users", **_REQUEST, identity_source=[source])

    assert block(_AUTHORIZER)["identity_sources"] == [source]


def test_token_in_the_query_string(http: Api, block: Block) -> None:
    """A JWT may stand in the query string."""
    http.add_authorizer("Users", **_JWT, identity_source=["$request.querystring.token"])

    assert block(_AUTHORIZER)["identity_sources"] == ["$request.querystring.token"]


def test_handler_is_permitted(http: Api, function: LambdaFunction, block: Block) -> None:
    """The function of an authorizer may be invoked by that authorizer."""
    users = http.add_authorizer("Users", authorizer_type="REQUEST", handler=function)

    assert block(_AUTHORIZER)["authorizer_uri"] == "${aws_lambda_function.Backend.invoke_arn}"
    permission = block("aws_lambda_permission")
    authorizer_id = permission.pop("source_arn").rpartition("/authorizers/")
    assert authorizer_id[0] == "${aws_apigatewayv2_api.Books_8C439C90.execution_arn}"
    assert authorizer_id[2].startswith("${aws_apigatewayv2_authorizer.Books_Users_")
    assert permission == {
        "action": "lambda:InvokeFunction",
        "function_name": "${aws_lambda_function.Backend.function_name}",
        "principal": "apigateway.amazonaws.com",
    }
    assert str(users.node.find_child("Permission").node.path) == "orders/Books/Users/Permission"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"authorizer_uri": _URI}, id="uri"),
        pytest.param(
            {"handler": LambdaTarget("f", _URI), "authorizer_credentials_arn": _ROLE}, id="role"
        ),
    ],
)
def test_no_permission_needed(
    http: Api, blocks: Callable[[str], Blocks], options: dict[str, Any]
) -> None:
    """A role, or a bare ARN, leaves the permission to others."""
    http.add_authorizer("Users", authorizer_type="REQUEST", **options)

    assert blocks("aws_lambda_permission") == []
    assert len(blocks(_AUTHORIZER)) == 1


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"authorizer_type": "COGNITO"},
            "authorizer_type is 'COGNITO', allowed: REQUEST, JWT",
            id="type",
        ),
        pytest.param(
            {**_JWT, "jwt_configuration": None},
            "jwt_configuration is left out, allowed: issuer and audience, for a JWT authorizer",
            id="trap-jwt-without-configuration",
        ),
        pytest.param(
            {**_JWT, "identity_source": ["$request.header.A", "$request.header.B"]},
            "identity_source is ['$request.header.A', '$request.header.B'], "
            "allowed: exactly one, for a JWT authorizer",
            id="trap-jwt-with-two-identity-sources",
        ),
        pytest.param(
            {**_JWT, "identity_source": []},
            "identity_source is [], allowed: exactly one, for a JWT authorizer",
            id="jwt-without-identity-source",
        ),
        pytest.param(
            {**_JWT, "identity_source": ["$context.routeKey"]},
            "identity_source is '$context.routeKey', "
            "allowed: $request.header.NAME, $request.querystring.NAME",
            id="jwt-source",
        ),
        pytest.param(
            {**_JWT, "authorizer_uri": _URI},
            f"authorizer_uri is '{_URI}', allowed: {_FOREIGN}",
            id="jwt-with-uri",
        ),
        pytest.param(
            {**_JWT, "authorizer_credentials_arn": _ROLE},
            f"authorizer_credentials_arn is '{_ROLE}', allowed: {_FOREIGN}",
            id="jwt-with-role",
        ),
        pytest.param(
            {**_JWT, "authorizer_payload_format_version": "2.0"},
            f"authorizer_payload_format_version is '2.0', allowed: {_FOREIGN}",
            id="trap-jwt-with-payload-version",
        ),
        pytest.param(
            {**_JWT, "authorizer_result_ttl": timedelta(seconds=5)},
            f"authorizer_result_ttl is datetime.timedelta(seconds=5), allowed: {_FOREIGN}",
            id="jwt-with-ttl",
        ),
        pytest.param(
            {**_JWT, "enable_simple_responses": True},
            f"enable_simple_responses is True, allowed: {_FOREIGN}",
            id="jwt-with-simple-responses",
        ),
        pytest.param(
            {"authorizer_type": "REQUEST"},
            "handler is left out, allowed: a function, for a REQUEST authorizer",
            id="no-function",
        ),
        pytest.param(
            {**_REQUEST, "handler": LambdaTarget("f", _URI)},
            f"authorizer_uri is '{_URI}', allowed: nothing: handler is given; leave one out",
            id="two-functions",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_uri": "arn:aws:lambda:eu-west-1:123456789012:function:f"},
            "authorizer_uri is 'arn:aws:lambda:eu-west-1:123456789012:function:f', "
            "allowed: a function's invoke ARN, arn:…:lambda:path/…/invocations",
            id="trap-uri-is-the-invoke-arn",
        ),
        pytest.param(
            {**_REQUEST, "jwt_configuration": _JWT["jwt_configuration"]},
            None,
            id="request-with-jwt",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_credentials_arn": "role"},
            "authorizer_credentials_arn is 'role', allowed: the ARN of a role",
            id="role",
        ),
        pytest.param(
            {**_REQUEST, "identity_source": ["Authorization"]},
            "identity_source is 'Authorization', allowed: $request.header.NAME, "
            "$request.querystring.NAME, $context.NAME, $stageVariables.NAME",
            id="source",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_result_ttl": timedelta(seconds=3601)},
            "authorizer_result_ttl is datetime.timedelta(seconds=3601), "
            "allowed: whole seconds, 0 to 3600",
            id="ttl-range",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_result_ttl": timedelta(seconds=0.5)},
            "authorizer_result_ttl is datetime.timedelta(microseconds=500000), "
            "allowed: whole seconds, 0 to 3600",
            id="ttl-fraction",
        ),
        pytest.param(
            {**_REQUEST, "identity_source": [], "authorizer_result_ttl": timedelta(seconds=5)},
            "authorizer_result_ttl is datetime.timedelta(seconds=5), "
            "allowed: 0: without an identity source nothing can be remembered",
            id="trap-ttl-without-source",
        ),
        pytest.param(
            {
                **_REQUEST,
                "authorizer_payload_format_version": "1.0",
                "enable_simple_responses": True,
            },
            "enable_simple_responses is True, "
            "allowed: False or left out: payload format 1.0 has policies only",
            id="simple-responses-with-payload-1",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_payload_format_version": "3.0"},
            "authorizer_payload_format_version is '3.0', allowed: 1.0, 2.0",
            id="payload-version",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_name": ""},
            "authorizer_name is '', allowed: 1 to 128 characters",
            id="name",
        ),
        pytest.param(
            {**_REQUEST, "delete_timeout": timedelta(0)},
            "delete_timeout is datetime.timedelta(0), allowed: whole seconds, 1 to 86400",
            id="delete-timeout",
        ),
    ],
)
def test_http_option_is_refused(http: Api, options: dict[str, Any], problem: str | None) -> None:
    """What API Gateway refuses of an authorizer is refused at the line that wrote it."""
    told = _refusal(http, **options)

    if problem is None:
        assert told.startswith("orders/Books/Users: jwt_configuration is JwtConfiguration(")
        assert told.endswith("allowed: nothing: it belongs to JWT authorizers; leave it out")
    else:
        assert told == f"orders/Books/Users: {problem}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {**_JWT, "identity_source": ["route.request.header.A"]},
            "authorizer_type is 'JWT', "
            "allowed: nothing: it belongs to HTTP APIs; use a REQUEST authorizer",
            id="trap-jwt-on-websocket",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_payload_format_version": "2.0"},
            f"authorizer_payload_format_version is '2.0', allowed: {_ONLY_HTTP}",
            id="payload-version",
        ),
        pytest.param(
            {**_REQUEST, "authorizer_result_ttl": timedelta(seconds=5)},
            f"authorizer_result_ttl is datetime.timedelta(seconds=5), allowed: {_ONLY_HTTP}",
            id="ttl",
        ),
        pytest.param(
            {**_REQUEST, "enable_simple_responses": True},
            f"enable_simple_responses is True, allowed: {_ONLY_HTTP}",
            id="simple-responses",
        ),
        pytest.param(
            {**_REQUEST, "identity_source": ["$request.header.A"]},
            "identity_source is '$request.header.A', allowed: route.request.header.NAME, "
            "route.request.querystring.NAME, context.NAME, stageVariables.NAME",
            id="source",
        ),
    ],
)
def test_websocket_option_is_refused(websocket: Api, options: dict[str, Any], problem: str) -> None:
    """So it is on WebSocket APIs."""
    assert _refusal(websocket, **options) == f"orders/Chat/Users: {problem}"


@pytest.mark.parametrize(
    ("issuer", "audience", "problem"),
    [
        pytest.param(
            "http://issuer.example.com",
            ["one"],
            "jwt_configuration.issuer is 'http://issuer.example.com', allowed: a URL with https://",
            id="http",
        ),
        pytest.param(
            "",
            ["one"],
            "jwt_configuration.issuer is '', allowed: a URL with https://",
            id="no-issuer",
        ),
        pytest.param(
            "https://issuer.example.com?a=b",
            ["one"],
            "jwt_configuration.issuer is 'https://issuer.example.com?a=b', "
            "allowed: a URL with https://",
            id="query",
        ),
        pytest.param(
            "https://issuer.example.com",
            [],
            "jwt_configuration.audience is [], allowed: 1 to 50 entries; it has 0",
            id="no-audience",
        ),
        pytest.param(
            "https://issuer.example.com",
            ["x"] * 51,
            f"jwt_configuration.audience is {str(['x'] * 51)[:79]}…, "
            "allowed: 1 to 50 entries; it has 51",
            id="large-audience",
        ),
    ],
)
def test_jwt_configuration_is_refused(
    http: Api, issuer: str, audience: list[str], problem: str
) -> None:
    """A token has one issuer, with a URL, and somebody it was made for."""
    jwt = JwtConfiguration(issuer=issuer, audience=audience)

    assert _refusal(http, **{**_JWT, "jwt_configuration": jwt}) == f"orders/Books/Users: {problem}"


def test_second_authorizer_of_a_name_is_refused(http: Api) -> None:
    """A name is taken once in an API."""
    http.add_authorizer("Users", **_JWT)

    with pytest.raises(OptionError) as refused:
        http.add_authorizer("Others", **_REQUEST, authorizer_name="Users")

    assert str(refused.value) == (
        "orders/Books/Others: authorizer_name is 'Users', "
        "allowed: one that the API has not yet: orders/Books/Users has it"
    )


def test_two_apis_have_authorizers_of_one_name(
    http: Api, websocket: Api, blocks: Callable[[str], Blocks]
) -> None:
    """Another API has names of its own."""
    http.add_authorizer("Users", **_REQUEST)
    websocket.add_authorizer("Users", **_REQUEST)

    assert [block["name"] for block in blocks(_AUTHORIZER)] == ["Users", "Users"]


def test_tokens_pass(http: Api, block: Block) -> None:
    """What Terraform knows later is written as a reference and checked by nobody."""
    variable = TerraformVariable(http.stack, "text", type="string")
    text = variable.string_value
    http.add_authorizer(
        "Users",
        authorizer_type=text,
        authorizer_name=text,
        authorizer_uri=text,
        authorizer_credentials_arn=text,
        authorizer_payload_format_version=text,
        identity_source=Token.as_list(variable.fqn),
        jwt_configuration=JwtConfiguration(issuer=text, audience=Token.as_list(variable.fqn)),
    )

    written = block(_AUTHORIZER)
    names = ("type", "uri", "credentials_arn", "payload_format_version")
    assert {written[f"authorizer_{name}"] for name in names} == {"${var.text}"}
    assert written["identity_sources"] == written["name"] == "${var.text}"
    assert written["jwt_configuration"] == {"issuer": "${var.text}", "audience": "${var.text}"}


def test_jwt_authorizer_of_an_api_of_unknown_protocol(stack: TerraformStack, block: Block) -> None:
    """A JWT authorizer can only be of an HTTP API, so it needs no identity source."""
    Api.from_api_id(stack, "Imported", "abc").add_authorizer("Users", **_JWT)

    assert block(_AUTHORIZER)["identity_sources"] == ["$request.header.Authorization"]


def test_function_authorizer_of_an_api_of_unknown_protocol(
    stack: TerraformStack, block: Block
) -> None:
    """Nothing that belongs to a protocol is refused or filled in."""
    api = Api.from_api_id(stack, "Imported", "abc")
    api.add_authorizer("Users", **_REQUEST, identity_source=["route.request.header.A"])

    written = block(_AUTHORIZER)
    assert "authorizer_result_ttl_in_seconds" not in written
    assert "authorizer_payload_format_version" not in written


def test_imported_authorizer(stack: TerraformStack) -> None:
    """An authorizer of elsewhere knows its id and, if told, its type."""
    users = Authorizer.from_authorizer_id(stack, "Users", "abc", authorizer_type="JWT")

    assert (users.authorizer_id, users.authorizer_type) == ("abc", "JWT")
    with pytest.raises(OptionError) as refused:
        Authorizer.from_authorizer_id(stack, "Other", "abc", authorizer_type="X")
    assert str(refused.value) == ("orders/Other: authorizer_type is 'X', allowed: REQUEST, JWT")


@pytest.mark.parametrize(
    "options",
    [
        {"authorizer_result_ttl": 300},
        {"authorizer_name": 5},
        {"identity_source": "$request.header.A"},
        {"identity_source": [None]},
        {"handler": "f"},
        {"jwt_configuration": {"issuer": "https://a", "audience": []}},
        {"enable_simple_responses": "yes"},
        {"delete_timeout": "5m"},
    ],
    ids=str,
)
def test_odd_input_names_the_option(http: Api, options: dict[str, Any]) -> None:
    """Values of another type are refused with a path and the option."""
    told = _refusal(http, **{**_REQUEST, **options})

    assert told.startswith(f"orders/Books/Users: {next(iter(options))} is ")
    assert "allowed: " in told
