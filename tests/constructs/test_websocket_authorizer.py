"""Tests of authorizers of WebSocket APIs, in AWS CDK's words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    AuthorizationType,
    HttpApi,
    OptionError,
    WebSocketApi,
    WebSocketAuthorizer,
    WebSocketAuthorizerType,
    WebSocketNoneAuthorizer,
    WebSocketRouteAuthorizerConfig,
)
from apigwv2_tf.constructs._bindings import resolved_text
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import IWebSocketRoute
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

AUTHORIZER = "aws_apigatewayv2_authorizer"
PERMISSION = "aws_lambda_permission"
INVOKE = (
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:eu-west-1:123456789012:function:f/invocations"
)
ROLE = "arn:aws:iam::123456789012:role/caller"


@pytest.fixture
def api(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API without routes."""
    return WebSocketApi(stack, "Chat")


def guests(api: WebSocketApi, **options: Any) -> WebSocketAuthorizer:  # noqa: ANN401
    """Add an authorizer whose function is known by its invoke ARN."""
    given: Any = {
        "web_socket_api": api,
        "type": WebSocketAuthorizerType.LAMBDA,
        "authorizer_uri": INVOKE,
    }
    return WebSocketAuthorizer(api, "Guests", **{**given, **options})


def test_smallest_authorizer(api: WebSocketApi, synthesized: Synthesized) -> None:
    """
    The identity stands in the header `Authorization` unless the program says otherwise.

    AWS CDK asks for the identity source.
    """
    guests(api)

    assert synthesized()["resource"][AUTHORIZER] == {
        "Chat_Guests_4DB489DD": {
            "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
            "authorizer_type": "REQUEST",
            "authorizer_uri": INVOKE,
            "identity_sources": ["route.request.header.Authorization"],
            "lifecycle": {"create_before_destroy": True},
            "name": "Guests",
        }
    }


@pytest.mark.parametrize(
    ("options", "argument", "written"),
    [
        pytest.param(
            {"identity_source": ["route.request.querystring.token", "context.identity.sourceIp"]},
            "identity_sources",
            ["route.request.querystring.token", "context.identity.sourceIp"],
            id="identity_source",
        ),
        pytest.param({"authorizer_name": "door"}, "name", "door", id="authorizer_name"),
        pytest.param({"role": ROLE}, "authorizer_credentials_arn", ROLE, id="role"),
        pytest.param(
            {"delete_timeout": timedelta(minutes=1)},
            "timeouts",
            {"delete": "60s"},
            id="delete_timeout",
        ),
        pytest.param({"type": "LAMBDA"}, "authorizer_type", "REQUEST", id="type as CDK's name"),
        pytest.param({"type": "REQUEST"}, "authorizer_type", "REQUEST", id="type as AWS's word"),
    ],
)
def test_option(
    api: WebSocketApi, block: Block, options: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    guests(api, **options)

    assert block(AUTHORIZER)[argument] == written


@pytest.mark.parametrize(
    "argument",
    [
        "authorizer_credentials_arn",
        "authorizer_payload_format_version",
        "authorizer_result_ttl_in_seconds",
        "enable_simple_responses",
        "timeouts",
    ],
)
def test_option_left_out(api: WebSocketApi, block: Block, argument: str) -> None:
    """An option that is left out, or that WebSocket APIs have not, is not written."""
    guests(api)

    assert argument not in block(AUTHORIZER)


def test_identity_anywhere(api: WebSocketApi, block: Block) -> None:
    """An empty list lets every request through to the function."""
    guests(api, identity_source=[])

    assert "identity_sources" not in block(AUTHORIZER)


def test_handler(api: WebSocketApi, function: LambdaFunction, synthesized: Synthesized) -> None:
    """A function is permitted to be invoked by this authorizer; AWS CDK asks for its ARN."""
    guests(api, authorizer_uri=None, handler=function)
    resources = synthesized()["resource"]

    (authorizer,) = resources[AUTHORIZER].values()
    assert authorizer["authorizer_uri"] == "${aws_lambda_function.Backend.invoke_arn}"
    ((address, permission),) = resources[PERMISSION].items()
    assert address == "Chat_Guests_Permission_0107AAEE"
    assert permission["source_arn"] == (
        "${aws_apigatewayv2_api.Chat_26DEB33F.execution_arn}/authorizers/"
        f"${{{AUTHORIZER}.Chat_Guests_4DB489DD.id}}"
    )


def test_role_of_the_provider(
    api: WebSocketApi, stack: TerraformStack, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """A role is given as an object with an ARN too; then no permission is needed."""
    role = IamRole(stack, "Role", assume_role_policy="{}")
    guests(api, authorizer_uri=None, handler=function, role=role)
    resources = synthesized()["resource"]

    (authorizer,) = resources[AUTHORIZER].values()
    assert authorizer["authorizer_credentials_arn"] == "${aws_iam_role.Role.arn}"
    assert PERMISSION not in resources


def test_address_alone_permits_nothing(api: WebSocketApi, blocks: BlocksOf) -> None:
    """With the invoke ARN alone the permission is the user's to give, as in AWS CDK."""
    guests(api)

    assert blocks(PERMISSION) == []


def test_given_to_a_route(api: WebSocketApi, stack: TerraformStack, block: Block) -> None:
    """The construct can be given to `$connect` as it is."""
    made = guests(api)
    api.add_route("$connect", authorizer=made)

    assert block("aws_apigatewayv2_route")["authorization_type"] == "CUSTOM"
    assert block("aws_apigatewayv2_route")["authorizer_id"] == resolved_text(
        made.authorizer_id, stack
    )


def test_resource_options(api: WebSocketApi, synthesized: Synthesized) -> None:
    """What every resource takes goes to the authorizer."""
    guests(
        api,
        logical_id="guests",
        import_from="api1/authorizer1",
        transform=lambda given: {**given, "name": "changed"},
        ignore_changes=["name"],
        prevent_destroy=True,
    )
    document = synthesized()

    assert document["resource"][AUTHORIZER]["guests"]["name"] == "changed"
    assert document["resource"][AUTHORIZER]["guests"]["lifecycle"] == {
        "create_before_destroy": True,
        "ignore_changes": ["name"],
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1/authorizer1", "to": f"{AUTHORIZER}.guests"}]


def test_tokens_pass(api: WebSocketApi, stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    guests(api, authorizer_uri=text, authorizer_name=text, role=text, identity_source=[text])

    assert block(AUTHORIZER)["identity_sources"] == ["${var.Text}"]
    for argument in ("authorizer_uri", "name", "authorizer_credentials_arn"):
        assert block(AUTHORIZER)[argument] == "${var.Text}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"authorizer_uri": None},
            "handler is left out, allowed: a function, for a REQUEST authorizer",
            id="no function",
        ),
        pytest.param(
            {"authorizer_uri": "arn:aws:lambda:eu-west-1:123456789012:function:f"},
            "authorizer_uri is 'arn:aws:lambda:eu-west-1:123456789012:function:f', allowed: a "
            "function's invoke ARN, arn:…:lambda:path/…/invocations",
            id="ARN of a function",
        ),
        pytest.param(
            {"type": WebSocketAuthorizerType.IAM},
            "type is 'AWS_IAM', allowed: LAMBDA: IAM needs no authorizer; give $connect a "
            "WebSocketIamAuthorizer()",
            id="IAM",
        ),
        pytest.param(
            {"type": "IAM"},
            "type is 'IAM', allowed: LAMBDA: IAM needs no authorizer; give $connect a "
            "WebSocketIamAuthorizer()",
            id="IAM as text",
        ),
        pytest.param({"type": "JWT"}, "type is 'JWT', allowed: LAMBDA", id="type"),
        pytest.param(
            {"identity_source": ["$request.header.Authorization"]},
            "identity_source is '$request.header.Authorization', allowed: "
            "route.request.header.NAME, route.request.querystring.NAME, context.NAME, "
            "stageVariables.NAME",
            id="identity source of HTTP APIs",
        ),
        pytest.param(
            {"identity_source": "route.request.header.Authorization"},
            "identity_source is 'route.request.header.Authorization', allowed: a list of text",
            id="identity source as text",
        ),
        pytest.param({"role": "caller"}, "role is 'caller', allowed: the ARN of a role", id="role"),
        pytest.param(
            {"authorizer_name": ""},
            "authorizer_name is '', allowed: 1 to 128 characters",
            id="name",
        ),
        pytest.param(
            {"delete_timeout": timedelta(0)},
            "delete_timeout is datetime.timedelta(0), allowed: whole seconds, 1 to 86400",
            id="delete_timeout",
        ),
    ],
)
def test_what_is_refused(api: WebSocketApi, options: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        guests(api, **options)

    assert str(refused.value) == f"orders/Chat/Guests: {told}"


def test_type_that_only_terraform_knows(api: WebSocketApi, stack: TerraformStack) -> None:
    """There is one type only, so there is nothing to leave to Terraform."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    with pytest.raises(OptionError, match="allowed: LAMBDA"):
        guests(api, type=text)


def test_two_functions(api: WebSocketApi, function: LambdaFunction) -> None:
    """The function is named once."""
    with pytest.raises(OptionError) as refused:
        guests(api, handler=function)

    assert str(refused.value) == (
        "orders/Chat/Guests: authorizer_uri is "
        "'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:e…, "
        "allowed: nothing: handler is given; leave one out"
    )


def test_same_name_twice(api: WebSocketApi) -> None:
    """A name may exist once in an API."""
    guests(api)
    with pytest.raises(OptionError) as refused:
        WebSocketAuthorizer(
            api,
            "Other",
            web_socket_api=api,
            type="LAMBDA",
            authorizer_uri=INVOKE,
            authorizer_name="Guests",
        )

    assert str(refused.value) == (
        "orders/Chat/Other: authorizer_name is 'Guests', allowed: one that the API has not yet: "
        "orders/Chat/Guests has it"
    )


def test_http_api(stack: TerraformStack) -> None:
    """An authorizer of the other protocol is refused with the class to use."""
    with pytest.raises(OptionError) as refused:
        WebSocketAuthorizer(
            stack,
            "Guests",
            web_socket_api=HttpApi(stack, "Shop"),
            type="LAMBDA",
            authorizer_uri=INVOKE,
        )

    assert str(refused.value) == (
        "orders/Guests: web_socket_api is 'orders/Shop', allowed: a WebSocket API; use "
        "HttpAuthorizer"
    )


def test_api_that_does_not_say_what_it_speaks(stack: TerraformStack, block: Block) -> None:
    """An API that is known by its id is a WebSocket API here, with the defaults of these."""
    known = Api.from_api_id(stack, "Known", "a1")
    WebSocketAuthorizer(stack, "Guests", web_socket_api=known, type="LAMBDA", authorizer_uri=INVOKE)

    assert block(AUTHORIZER)["identity_sources"] == ["route.request.header.Authorization"]


# -- authorizers that are no resource --


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("CUSTOM", id="text"),
        pytest.param(AuthorizationType.CUSTOM, id="enum"),
        pytest.param(WebSocketAuthorizerType.LAMBDA, id="type of authorizers"),
        pytest.param("LAMBDA", id="type of authorizers as text"),
    ],
)
def test_imported_authorizer(
    api: WebSocketApi, stack: TerraformStack, synthesized: Synthesized, kind: str
) -> None:
    """An authorizer of elsewhere is known by its id; AWS CDK refuses its own type (its defect)."""
    known = WebSocketAuthorizer.from_web_socket_authorizer_attributes(
        stack, "Known", authorizer_id="a1", authorizer_type=kind
    )
    api.add_route("$connect", authorizer=known)
    resources = synthesized()["resource"]

    (route,) = resources["aws_apigatewayv2_route"].values()
    assert (route["authorization_type"], route["authorizer_id"]) == ("CUSTOM", "a1")
    assert AUTHORIZER not in resources


def test_imported_authorizer_of_no_such_type(stack: TerraformStack) -> None:
    """Tokens are for HTTP APIs."""
    with pytest.raises(OptionError) as refused:
        WebSocketAuthorizer.from_web_socket_authorizer_attributes(
            stack, "Known", authorizer_id="a1", authorizer_type="JWT"
        )

    assert str(refused.value) == (
        "orders/Known: authorizer_type is 'JWT', allowed: CUSTOM or LAMBDA"
    )


def test_what_an_authorizer_says(api: WebSocketApi) -> None:
    """A user's own code can ask an authorizer what it says of a route."""
    route: IWebSocketRoute = api.add_route("$connect")

    assert WebSocketNoneAuthorizer().bind(route=route, scope=api) == (
        WebSocketRouteAuthorizerConfig(authorization_type="NONE")
    )


def test_config_of_the_wrong_type() -> None:
    """The struct that a user's own authorizer returns is checked when it is made."""
    with pytest.raises(OptionError) as refused:
        WebSocketRouteAuthorizerConfig(authorization_type="CUSTOM", authorizer_id=5)  # type: ignore[arg-type]

    assert str(refused.value) == (
        "WebSocketRouteAuthorizerConfig: authorizer_id is 5, allowed: text"
    )
