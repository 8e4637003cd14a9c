"""Tests of authorization by the tokens of a Cognito user pool."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpRoute, OptionError
from apigwv2_tf.authorizers import HttpUserPoolAuthorizer
from apigwv2_tf.integrations import HttpUrlIntegration
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool
from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient
from cdktf_cdktf_provider_aws.data_aws_cognito_user_pool import DataAwsCognitoUserPool

from tests.support.stacks import documents, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import HttpApi
    from cdktf import App

    from tests.authorizers.conftest import Routes
    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

AUTHORIZER = "aws_apigatewayv2_authorizer"
CLIENT = "aws_cognito_user_pool_client"
POOL_ID = "eu-west-1_Ab12"
ISSUER = f"https://cognito-idp.eu-west-1.amazonaws.com/{POOL_ID}"


def pool_in(stack: TerraformStack) -> CognitoUserPool:
    """Define a user pool."""
    return CognitoUserPool(stack, "Pool", name="customers")


def members(pool: Any = POOL_ID, **options: Any) -> HttpUserPoolAuthorizer:  # noqa: ANN401
    """Return an authorizer that checks the tokens of a pool."""
    return HttpUserPoolAuthorizer("Members", pool, **{"user_pool_clients": ["c1"], **options})


def test_pool_by_its_id(route: Routes, block: Block) -> None:
    """The region is the beginning of the pool's id."""
    given = members()
    route(given)

    assert block(AUTHORIZER) == {
        "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
        "authorizer_type": "JWT",
        "identity_sources": ["$request.header.Authorization"],
        "jwt_configuration": {"audience": ["c1"], "issuer": ISSUER},
        "lifecycle": {"create_before_destroy": True},
        "name": "Members",
    }
    assert given.authorization_type == "JWT"
    assert block("aws_apigatewayv2_route")["authorization_type"] == "JWT"


def test_pool_of_the_provider(stack: TerraformStack, route: Routes, block: Block) -> None:
    """
    The pool says its endpoint, so that no region is guessed.

    AWS CDK takes the region of the stack.
    """
    pool = pool_in(stack)
    client = CognitoUserPoolClient(stack, "Client", name="web", user_pool_id=pool.id)
    route(members(pool, user_pool_clients=[client]))

    assert block(AUTHORIZER)["jwt_configuration"] == {
        "audience": ["${aws_cognito_user_pool_client.Client.id}"],
        "issuer": "https://${aws_cognito_user_pool.Pool.endpoint}",
    }


@pytest.mark.parametrize(
    "pool",
    [
        pytest.param(POOL_ID, id="id"),
        pytest.param(SimpleNamespace(id=POOL_ID), id="object"),
        pytest.param(SimpleNamespace(id=POOL_ID, endpoint="elsewhere.example"), id="endpoint"),
    ],
)
def test_region_of_the_pool(route: Routes, block: Block, pool: object) -> None:
    """A region that is given comes before what the pool says."""
    route(members(pool, user_pool_region="us-east-1"))

    assert block(AUTHORIZER)["jwt_configuration"]["issuer"] == (
        f"https://cognito-idp.us-east-1.amazonaws.com/{POOL_ID}"
    )


def test_object_with_an_id_alone(route: Routes, block: Block) -> None:
    """A pool without an endpoint is known by its id."""
    route(members(SimpleNamespace(id=POOL_ID)))

    assert block(AUTHORIZER)["jwt_configuration"]["issuer"] == ISSUER


def test_token_passes(stack: TerraformStack, route: Routes, block: Block) -> None:
    """An id that only Terraform knows needs the region."""
    id = TerraformVariable(stack, "Pool", type="string").string_value
    client = TerraformVariable(stack, "Client", type="string").string_value
    route(members(id, user_pool_region="eu-west-1", user_pool_clients=[client]))

    assert block(AUTHORIZER)["jwt_configuration"] == {
        "audience": ["${var.Client}"],
        "issuer": "https://cognito-idp.eu-west-1.amazonaws.com/${var.Pool}",
    }


def test_data_source_without_an_endpoint_needs_a_region(stack: TerraformStack) -> None:
    """Its id is known at apply, so the region is not known from it."""
    with pytest.raises(OptionError) as refused:
        members(DataAwsCognitoUserPool(stack, "Pool", user_pool_id=POOL_ID))

    assert str(refused.value) == (
        "Members: user_pool_region is left out, allowed: the region of the pool, which is not "
        "known from its id"
    )


def test_client_is_made(stack: TerraformStack, route: Routes, synthesized: Synthesized) -> None:
    """
    Without clients one is made, which signs in without OAuth.

    AWS CDK's has every OAuth flow and sends codes to https://example.com: whoever has that page
    gets them, so ours has none on purpose.
    """
    pool = pool_in(stack)
    route(members(pool, user_pool_clients=None))
    resources = synthesized()["resource"]

    assert resources[CLIENT] == {
        "Orders_AuthorizerMembersClient_20698D68": {
            "name": "MembersClient",
            "user_pool_id": "${aws_cognito_user_pool.Pool.id}",
        }
    }
    (written,) = resources[AUTHORIZER].values()
    assert written["jwt_configuration"]["audience"] == [
        f"${{{CLIENT}.Orders_AuthorizerMembersClient_20698D68.id}}"
    ]


def test_clients_are_used(route: Routes, block: Block, blocks: BlocksOf) -> None:
    """Clients that are given are the audience, as objects or ids, and none is made."""
    route(members(user_pool_clients=["c1", SimpleNamespace(id="c2")]))

    assert block(AUTHORIZER)["jwt_configuration"]["audience"] == ["c1", "c2"]
    assert blocks(CLIENT) == []


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"authorizer_name": "shop"}, "name", "shop", id="authorizer_name"),
        pytest.param(
            {"identity_source": ["$request.querystring.token"]},
            "identity_sources",
            ["$request.querystring.token"],
            id="identity_source",
        ),
    ],
)
def test_option(
    route: Routes, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    route(members(**given))

    assert block(AUTHORIZER)[argument] == written


def test_resource_options(route: Routes, synthesized: Synthesized) -> None:
    """What every resource takes goes to the authorizer, not to the client."""
    route(members(user_pool_clients=None, logical_id="members", import_from="api1/authorizer1"))
    document = synthesized()

    assert list(document["resource"][AUTHORIZER]) == ["members"]
    assert document["import"] == [{"id": "api1/authorizer1", "to": f"{AUTHORIZER}.members"}]


def test_one_resource_for_many_routes(route: Routes, blocks: BlocksOf) -> None:
    """Routes with one object share the authorizer and the client."""
    given = members(user_pool_clients=None)
    route(given)
    route(given, "GET /b")

    assert (len(blocks(AUTHORIZER)), len(blocks(CLIENT))) == (1, 1)


def test_authorizer_of_two_apis(route: Routes, other_route: Routes) -> None:
    """An authorizer belongs to one API; AWS CDK gives it to routes of another (its defect 3)."""
    given = members()
    route(given)
    with pytest.raises(OptionError) as refused:
        other_route(given)

    assert str(refused.value) == (
        "orders/Other/Route.GET --a: authorizer is 'Members', allowed: an authorizer of the same "
        "API: this is one of orders/Orders; make one for each API"
    )


def test_id_before_the_first_route() -> None:
    """Before a route has the authorizer there is none, and so no id."""
    with pytest.raises(OptionError, match="Members: authorizer_id is not known yet"):
        _ = members().authorizer_id


@pytest.mark.parametrize(
    ("pool", "options", "told"),
    [
        pytest.param(
            "customers",
            {},
            "pool is 'customers', allowed: the id of a user pool, such as eu-west-1_Ab12",
            id="name of a pool",
        ),
        pytest.param(5, {}, "pool is 5, allowed: an object with id or text", id="pool"),
        pytest.param(
            POOL_ID,
            {"user_pool_clients": "c1"},
            "user_pool_clients is 'c1', allowed: a list of an object with id or text",
            id="client as text",
        ),
        pytest.param(
            POOL_ID,
            {"user_pool_clients": []},
            "user_pool_clients is [], allowed: at least one entry; leave it out to have one made",
            id="no client",
        ),
    ],
)
def test_what_is_refused(pool: object, options: dict[str, Any], told: str) -> None:
    """What is no pool is refused at the line that makes the authorizer."""
    with pytest.raises(OptionError) as refused:
        members(pool, **options)

    assert str(refused.value) == f"Members: {told}"


def test_corrected_authorizer_can_follow(route: Routes, blocks: BlocksOf) -> None:
    """A refused authorizer leaves neither itself nor its client behind."""
    with pytest.raises(OptionError):
        route(members(user_pool_clients=None, authorizer_name=""))
    route(members(user_pool_clients=None))

    assert (len(blocks(AUTHORIZER)), len(blocks(CLIENT))) == (1, 1)


def test_in_another_stack(app: App, api: HttpApi) -> None:
    """A route of another stack has its authorizer and its client there."""
    team = TerraformStack(app, "team")
    HttpRoute(
        team,
        "There",
        http_api=api,
        route_key="GET /a",
        integration=HttpUrlIntegration("Backend", "https://backend.example"),
        authorizer=members(pool_in(team), user_pool_clients=None),
    )
    written = documents(app)

    assert needs(written["orders"]) == []
    assert {AUTHORIZER, CLIENT} <= set(written["team"]["resource"])
