"""Tests of authorizers of HTTP APIs, in AWS CDK's words."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    AuthorizationType,
    AuthorizerPayloadVersion,
    HttpApi,
    HttpAuthorizer,
    HttpAuthorizerType,
    HttpNoneAuthorizer,
    HttpRoute,
    OptionError,
    WebSocketApi,
)
from apigwv2_tf.integrations import HttpUrlIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

AUTHORIZER = "aws_apigatewayv2_authorizer"
ROUTE = "aws_apigatewayv2_route"
ROLE = "arn:aws:iam::123456789012:role/caller"
INVOKE_ARN = (
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:eu-west-1:123456789012:function:gate/invocations"
)
JWT: dict[str, Any] = {
    "type": HttpAuthorizerType.JWT,
    "jwt_issuer": "https://login.example",
    "jwt_audience": ["shop"],
}
LAMBDA: dict[str, Any] = {"type": HttpAuthorizerType.LAMBDA, "authorizer_uri": INVOKE_ARN}


@pytest.fixture
def api(stack: TerraformStack) -> HttpApi:
    """Return an HTTP API without routes."""
    return HttpApi(stack, "Orders")


def route(api: HttpApi, authorizer: Any, **options: Any) -> HttpRoute:  # noqa: ANN401
    """Add a route with an authorizer."""
    return HttpRoute(
        api,
        "Route",
        http_api=api,
        route_key="GET /a",
        integration=HttpUrlIntegration("Backend", "https://backend.example"),
        authorizer=authorizer,
        **options,
    )


def test_smallest_jwt_authorizer(
    stack: TerraformStack, api: HttpApi, synthesized: Synthesized
) -> None:
    """
    A JWT authorizer has an issuer and an audience; the token stands in its usual header.

    AWS CDK asks for the identity source always.
    """
    HttpAuthorizer(stack, "Customers", http_api=api, **JWT)

    assert synthesized()["resource"][AUTHORIZER] == {
        "Customers_6955EA0A": {
            "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
            "authorizer_type": "JWT",
            "identity_sources": ["$request.header.Authorization"],
            "jwt_configuration": {"audience": ["shop"], "issuer": "https://login.example"},
            "lifecycle": {"create_before_destroy": True},
            "name": "Customers",
        }
    }


def test_smallest_lambda_authorizer(stack: TerraformStack, api: HttpApi, block: Block) -> None:
    """
    A Lambda authorizer has a function.

    The cache is stated, as AWS CDK does not: the provider keeps the old time else.
    """
    HttpAuthorizer(stack, "Gate", http_api=api, **LAMBDA)

    assert block(AUTHORIZER) == {
        "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
        "authorizer_payload_format_version": "2.0",
        "authorizer_result_ttl_in_seconds": 300,
        "authorizer_type": "REQUEST",
        "authorizer_uri": INVOKE_ARN,
        "identity_sources": ["$request.header.Authorization"],
        "lifecycle": {"create_before_destroy": True},
        "name": "Gate",
    }


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"authorizer_name": "shop"}, "name", "shop", id="authorizer_name"),
        pytest.param(
            {"identity_source": ["$request.querystring.key"]},
            "identity_sources",
            ["$request.querystring.key"],
            id="identity_source",
        ),
        pytest.param(
            {"enable_simple_responses": True},
            "enable_simple_responses",
            True,
            id="enable_simple_responses",
        ),
        pytest.param(
            {"payload_format_version": AuthorizerPayloadVersion.VERSION_1_0},
            "authorizer_payload_format_version",
            "1.0",
            id="payload_format_version",
        ),
        pytest.param(
            {"results_cache_ttl": timedelta(hours=1)},
            "authorizer_result_ttl_in_seconds",
            3600,
            id="results_cache_ttl",
        ),
        pytest.param(
            {"results_cache_ttl": timedelta(0)},
            "authorizer_result_ttl_in_seconds",
            0,
            id="no cache",
        ),
        pytest.param(
            {"identity_source": []}, "authorizer_result_ttl_in_seconds", 0, id="no identity"
        ),
        pytest.param({"role": ROLE}, "authorizer_credentials_arn", ROLE, id="role"),
        pytest.param(
            {"role": SimpleNamespace(arn=ROLE)},
            "authorizer_credentials_arn",
            ROLE,
            id="role as an object",
        ),
        pytest.param(
            {"delete_timeout": timedelta(minutes=5)},
            "timeouts",
            {"delete": "300s"},
            id="delete_timeout",
        ),
        pytest.param({"type": "LAMBDA"}, "authorizer_type", "REQUEST", id="type as AWS CDK's word"),
        pytest.param({"type": "REQUEST"}, "authorizer_type", "REQUEST", id="type as AWS's word"),
    ],
)
def test_option(
    api: HttpApi, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    HttpAuthorizer(api, "Gate", http_api=api, **{**LAMBDA, **given})

    assert block(AUTHORIZER)[argument] == written


@pytest.mark.parametrize(
    "argument",
    ["authorizer_credentials_arn", "enable_simple_responses", "jwt_configuration", "timeouts"],
)
def test_option_left_out(api: HttpApi, block: Block, argument: str) -> None:
    """An option that is left out is not written."""
    HttpAuthorizer(api, "Gate", http_api=api, **LAMBDA)

    assert argument not in block(AUTHORIZER)


def test_handler(api: HttpApi, function: LambdaFunction, block: Block) -> None:
    """With the function itself its permission is made, which AWS CDK leaves to the user."""
    HttpAuthorizer(api, "Gate", http_api=api, type=HttpAuthorizerType.LAMBDA, handler=function)

    assert block(AUTHORIZER)["authorizer_uri"] == "${aws_lambda_function.Backend.invoke_arn}"
    assert block("aws_lambda_permission")["source_arn"] == (
        "${aws_apigatewayv2_api.Orders_A9B65338.execution_arn}/authorizers/"
        "${aws_apigatewayv2_authorizer.Orders_Gate_641D022D.id}"
    )


def test_resource_options(api: HttpApi, synthesized: Synthesized) -> None:
    """An authorizer that exists already is taken over under a name of one's own."""
    HttpAuthorizer(
        api, "Gate", http_api=api, logical_id="gate", import_from="api1/authorizer1", **LAMBDA
    )
    document = synthesized()

    assert list(document["resource"][AUTHORIZER]) == ["gate"]
    assert document["import"] == [{"id": "api1/authorizer1", "to": f"{AUTHORIZER}.gate"}]


def test_tokens_pass(stack: TerraformStack, api: HttpApi, block: Block) -> None:
    """What only Terraform knows is written as it is."""
    issuer = TerraformVariable(stack, "Issuer", type="string").string_value
    audience = TerraformVariable(stack, "Audience", type="list(string)").list_value
    HttpAuthorizer(
        api, "Customers", http_api=api, type="JWT", jwt_issuer=issuer, jwt_audience=audience
    )

    assert block(AUTHORIZER)["jwt_configuration"] == {
        "issuer": "${var.Issuer}",
        "audience": "${var.Audience}",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(
            {"type": HttpAuthorizerType.IAM},
            "type is 'AWS_IAM', allowed: JWT or LAMBDA: IAM needs no authorizer; give the routes "
            "an HttpIamAuthorizer()",
            id="iam",
        ),
        pytest.param(
            {"type": "IAM"},
            "type is 'IAM', allowed: JWT or LAMBDA: IAM needs no authorizer; give the routes an "
            "HttpIamAuthorizer()",
            id="iam as text",
        ),
        pytest.param({"type": "TOKEN"}, "type is 'TOKEN', allowed: JWT or LAMBDA", id="type"),
        pytest.param(
            {"type": "JWT"},
            "jwt_issuer is left out, allowed: a value, for a JWT authorizer\n"
            "orders/Orders/Own: jwt_audience is left out, allowed: a value, for a JWT authorizer",
            id="neither issuer nor audience",
        ),
        pytest.param(
            {**JWT, "jwt_audience": []},
            "jwt_audience is [], allowed: 1 to 50 entries; it has 0",
            id="empty audience",
        ),
        pytest.param(
            {**JWT, "jwt_issuer": "login.example"},
            "jwt_issuer is 'login.example', allowed: a URL with https://",
            id="issuer",
        ),
        pytest.param(
            {**JWT, "role": ROLE},
            f"role is {ROLE!r}, allowed: nothing: it belongs to LAMBDA authorizers; leave it out",
            id="role of a JWT authorizer",
        ),
        pytest.param(
            {**JWT, "identity_source": []},
            "identity_source is [], allowed: exactly one, for a JWT authorizer",
            id="no token",
        ),
        pytest.param(
            {**JWT, "payload_format_version": "2.0"},
            "payload_format_version is '2.0', allowed: nothing: it belongs to REQUEST authorizers; "
            "leave it out",
            id="payload of a JWT authorizer",
        ),
        pytest.param(
            {"type": "LAMBDA"},
            "handler is left out, allowed: a function, for a REQUEST authorizer",
            id="no function",
        ),
        pytest.param(
            {**LAMBDA, "jwt_audience": ["shop"]},
            "jwt_audience is ['shop'], allowed: nothing: it belongs to JWT authorizers",
            id="audience of a Lambda authorizer",
        ),
        pytest.param(
            {**LAMBDA, "results_cache_ttl": timedelta(hours=2)},
            "results_cache_ttl is datetime.timedelta(seconds=7200), allowed: whole seconds, 0 to "
            "3600",
            id="long cache",
        ),
        pytest.param(
            {**LAMBDA, "results_cache_ttl": 5},
            "results_cache_ttl is 5, allowed: a datetime.timedelta",
            id="cache as a number",
        ),
        pytest.param(
            {**LAMBDA, "authorizer_name": ""},
            "authorizer_name is '', allowed: 1 to 128 characters",
            id="name",
        ),
    ],
)
def test_what_is_refused(api: HttpApi, given: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        HttpAuthorizer(api, "Own", http_api=api, **given)

    assert str(refused.value) == f"orders/Orders/Own: {told}"


def test_websocket_api(stack: TerraformStack) -> None:
    """A WebSocket API has authorizers of its own class."""
    with pytest.raises(OptionError) as refused:
        HttpAuthorizer(stack, "Gate", http_api=WebSocketApi(stack, "Chat"), **LAMBDA)

    assert str(refused.value) == (
        "orders/Gate: http_api is 'orders/Chat', allowed: an HTTP API; use WebSocketAuthorizer"
    )


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack, block: Block) -> None:
    """An API that is known by its id is an HTTP API here, with the defaults of these."""
    HttpAuthorizer(stack, "Gate", http_api=Api.from_api_id(stack, "Known", "a1"), **LAMBDA)

    assert block(AUTHORIZER)["authorizer_payload_format_version"] == "2.0"


@pytest.mark.parametrize(
    ("options", "kind"),
    [pytest.param(JWT, "JWT", id="jwt"), pytest.param(LAMBDA, "CUSTOM", id="lambda")],
)
def test_route_with_it(api: HttpApi, block: Block, options: dict[str, Any], kind: str) -> None:
    """It can be given to a route as it is."""
    made = HttpAuthorizer(api, "Own", http_api=api, **options)
    route(api, made)

    assert block(ROUTE)["authorization_type"] == kind
    assert block(ROUTE)["authorizer_id"].startswith(f"${{{AUTHORIZER}.Orders_Own_")


def test_authorizer_of_two_apis(stack: TerraformStack, api: HttpApi) -> None:
    """An authorizer belongs to one API; AWS CDK gives it to routes of another (its defect 3)."""
    made = HttpAuthorizer(api, "Own", http_api=api, **JWT)
    with pytest.raises(OptionError) as refused:
        route(HttpApi(stack, "Other"), made)

    assert str(refused.value) == (
        "orders/Other/Route: authorizer is 'orders/Orders/Own', allowed: an authorizer of the same "
        "API: this is one of orders/Orders; make one for each API"
    )


def test_none(api: HttpApi, block: Block) -> None:
    """No authorizer at all, said in so many words."""
    given = HttpNoneAuthorizer()
    route(api, given)

    assert (given.authorization_type, block(ROUTE)["authorization_type"]) == ("NONE", "NONE")
    assert "authorizer_id" not in block(ROUTE)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        pytest.param("JWT", "JWT", id="JWT"),
        pytest.param("CUSTOM", "CUSTOM", id="CUSTOM"),
        pytest.param("LAMBDA", "CUSTOM", id="LAMBDA"),
        pytest.param("REQUEST", "CUSTOM", id="REQUEST"),
        pytest.param(AuthorizationType.CUSTOM, "CUSTOM", id="type of a route"),
    ],
)
def test_import(stack: TerraformStack, api: HttpApi, block: Block, word: str, kind: str) -> None:
    """An authorizer that is defined elsewhere authorizes routes by its id."""
    known = HttpAuthorizer.from_http_authorizer_attributes(
        stack, "Known", authorizer_id="a1", authorizer_type=word
    )
    route(api, known)

    assert (block(ROUTE)["authorization_type"], block(ROUTE)["authorizer_id"]) == (kind, "a1")


def test_import_defines_nothing(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The reference itself is no resource."""
    HttpAuthorizer.from_http_authorizer_attributes(
        stack, "Known", authorizer_id="a1", authorizer_type="JWT"
    )

    assert "resource" not in synthesized()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        pytest.param(HttpAuthorizerType.LAMBDA, "CUSTOM", id="lambda"),
        pytest.param(HttpAuthorizerType.JWT, "JWT", id="jwt"),
    ],
)
def test_import_with_the_enum(
    stack: TerraformStack, api: HttpApi, block: Block, word: HttpAuthorizerType, kind: str
) -> None:
    """The enum's own member will do; AWS CDK's routes refuse its `LAMBDA` (its defect 6)."""
    known = HttpAuthorizer.from_http_authorizer_attributes(
        stack, "Known", authorizer_id="a1", authorizer_type=word
    )
    route(api, known)

    assert block(ROUTE)["authorization_type"] == kind


def test_scopes_with_an_import(stack: TerraformStack, api: HttpApi, block: Block) -> None:
    """A route with an imported JWT authorizer can ask for scopes."""
    known = HttpAuthorizer.from_http_authorizer_attributes(
        stack, "Known", authorizer_id="a1", authorizer_type="JWT"
    )
    route(api, known, authorization_scopes=["read"])

    assert block(ROUTE)["authorization_scopes"] == ["read"]


@pytest.mark.parametrize("word", ["AWS_IAM", "TOKEN"])
def test_import_that_is_refused(stack: TerraformStack, word: str) -> None:
    """What no authorizer has as its type is refused."""
    with pytest.raises(OptionError) as refused:
        HttpAuthorizer.from_http_authorizer_attributes(
            stack, "Known", authorizer_id="a1", authorizer_type=word
        )

    assert str(refused.value) == (
        f"orders/Known: authorizer_type is {str(word)!r}, allowed: JWT, CUSTOM or LAMBDA"
    )
