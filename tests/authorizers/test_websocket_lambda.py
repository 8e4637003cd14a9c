"""Tests of authorization of WebSocket clients by a Lambda function."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import LambdaTarget, OptionError, WebSocketApi
from apigwv2_tf.authorizers import HttpLambdaAuthorizer, WebSocketLambdaAuthorizer
from cdktf import TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

AUTHORIZER = "aws_apigatewayv2_authorizer"
PERMISSION = "aws_lambda_permission"
ROLE = "arn:aws:iam::123456789012:role/caller"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:gate"


def gate(**options: Any) -> WebSocketLambdaAuthorizer:  # noqa: ANN401
    """Return an authorizer with a function that is defined elsewhere."""
    return WebSocketLambdaAuthorizer("Gate", LambdaTarget.from_arn(FUNCTION), **options)


def test_smallest_authorizer(
    chat: WebSocketApi, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """The function is asked when a client connects, and is permitted."""
    chat.add_route("$connect", authorizer=WebSocketLambdaAuthorizer("Gate", function))
    resources = synthesized()["resource"]

    assert resources[AUTHORIZER] == {
        "Chat_AuthorizerGate_4B4AEDD5": {
            "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
            "authorizer_type": "REQUEST",
            "authorizer_uri": "${aws_lambda_function.Backend.invoke_arn}",
            "identity_sources": ["route.request.header.Authorization"],
            "lifecycle": {"create_before_destroy": True},
            "name": "Gate",
        }
    }
    (permission,) = resources[PERMISSION].values()
    assert permission["source_arn"] == (
        "${aws_apigatewayv2_api.Chat_26DEB33F.execution_arn}/authorizers/"
        "${aws_apigatewayv2_authorizer.Chat_AuthorizerGate_4B4AEDD5.id}"
    )


def test_route_with_it(chat: WebSocketApi, block: Block) -> None:
    """The route asks the function."""
    chat.add_route("$connect", authorizer=gate())
    written = block("aws_apigatewayv2_route")

    assert written["authorization_type"] == "CUSTOM"
    assert written["authorizer_id"] == f"${{{AUTHORIZER}.Chat_AuthorizerGate_4B4AEDD5.id}}"


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"authorizer_name": "shop"}, "name", "shop", id="authorizer_name"),
        pytest.param(
            {"identity_source": ["route.request.querystring.token"]},
            "identity_sources",
            ["route.request.querystring.token"],
            id="identity_source",
        ),
        pytest.param({"role": ROLE}, "authorizer_credentials_arn", ROLE, id="role"),
        pytest.param(
            {"role": SimpleNamespace(arn=ROLE)},
            "authorizer_credentials_arn",
            ROLE,
            id="role as an object",
        ),
    ],
)
def test_option(
    chat: WebSocketApi, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    chat.add_route("$connect", authorizer=gate(**given))

    assert block(AUTHORIZER)[argument] == written


def test_no_identity(chat: WebSocketApi, block: Block) -> None:
    """An empty list lets the function see every request."""
    chat.add_route("$connect", authorizer=gate(identity_source=[]))

    assert "identity_sources" not in block(AUTHORIZER)


@pytest.mark.parametrize(
    ("options", "count"),
    [pytest.param({}, 1, id="left out"), pytest.param({"role": ROLE}, 0, id="given")],
)
def test_role_replaces_the_permission(
    chat: WebSocketApi, blocks: BlocksOf, options: dict[str, Any], count: int
) -> None:
    """A function that is invoked by a role needs no permission; AWS CDK has no such option."""
    chat.add_route("$connect", authorizer=gate(**options))

    assert len(blocks(PERMISSION)) == count


def test_resource_options(chat: WebSocketApi, synthesized: Synthesized) -> None:
    """What every resource takes goes to the authorizer."""
    chat.add_route("$connect", authorizer=gate(logical_id="gate", import_from="api1/authorizer1"))
    document = synthesized()

    assert list(document["resource"][AUTHORIZER]) == ["gate"]
    assert document["import"] == [{"id": "api1/authorizer1", "to": f"{AUTHORIZER}.gate"}]


def test_token_passes(stack: TerraformStack, chat: WebSocketApi, block: Block) -> None:
    """A role that only Terraform knows is written as it is."""
    role = TerraformVariable(stack, "Role", type="string").string_value
    chat.add_route("$connect", authorizer=gate(role=role))

    assert block(AUTHORIZER)["authorizer_credentials_arn"] == "${var.Role}"


def test_authorizer_of_two_apis(stack: TerraformStack, chat: WebSocketApi) -> None:
    """An authorizer belongs to one API."""
    given = gate()
    chat.add_route("$connect", authorizer=given)
    with pytest.raises(OptionError) as refused:
        WebSocketApi(stack, "Other").add_route("$connect", authorizer=given)

    assert str(refused.value) == (
        "orders/Other/Route.$connect: authorizer is 'Gate', allowed: an authorizer of the same "
        "API: this is one of orders/Chat; make one for each API"
    )


def test_id_before_the_first_route() -> None:
    """Before a route has the authorizer there is none, and so no id."""
    with pytest.raises(OptionError, match="Gate: authorizer_id is not known yet"):
        _ = gate().authorizer_id


def test_other_route(chat: WebSocketApi, blocks: BlocksOf) -> None:
    """Messages after connecting are not authorized anew, and no authorizer is made for them."""
    with pytest.raises(OptionError, match="a WebSocket API authorizes \\$connect only"):
        chat.add_route("send", authorizer=gate())

    assert blocks(AUTHORIZER) == []


def test_authorizer_of_the_other_protocol(chat: WebSocketApi) -> None:
    """An authorizer of HTTP routes is refused in words."""
    given: Any = HttpLambdaAuthorizer("Gate", LambdaTarget.from_arn(FUNCTION))
    with pytest.raises(OptionError) as refused:
        chat.add_route("$connect", authorizer=given)

    assert str(refused.value) == (
        "orders/Chat/Route.$connect: authorizer is 'Gate', allowed: one for routes of this "
        "protocol: this is one for HttpRoute"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"authorizer_name": 5}, "Gate: authorizer_name is 5, allowed: text", id="type"
        ),
        pytest.param(
            {"identity_source": ["$request.header.a"]},
            "orders/Chat/Authorizer.Gate: identity_source is '$request.header.a', allowed: "
            "route.request.header.NAME, route.request.querystring.NAME, context.NAME, "
            "stageVariables.NAME",
            id="source of HTTP APIs",
        ),
        pytest.param(
            {"role": "caller"},
            "orders/Chat/Authorizer.Gate: role is 'caller', allowed: the ARN of a role",
            id="role",
        ),
    ],
)
def test_what_is_refused(chat: WebSocketApi, options: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        chat.add_route("$connect", authorizer=gate(**options))

    assert str(refused.value) == told
