"""Tests of authorization by JSON web tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, OptionError
from apigwv2_tf.authorizers import HttpJwtAuthorizer
from apigwv2_tf.constructs._bindings import resolved_text
from apigwv2_tf.integrations import HttpUrlIntegration
from cdktf import TerraformVariable

from tests.support.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App, TerraformStack

    from tests.authorizers.conftest import Routes
    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

AUTHORIZER = "aws_apigatewayv2_authorizer"
ROUTE = "aws_apigatewayv2_route"
ISSUER = "https://login.example"


def customers(id: str = "Customers", **options: Any) -> HttpJwtAuthorizer:  # noqa: ANN401
    """Return an authorizer that checks tokens."""
    return HttpJwtAuthorizer(id, ISSUER, **{"jwt_audience": ["shop"], **options})


def test_smallest_authorizer(route: Routes, synthesized: Synthesized) -> None:
    """An issuer and an audience make an authorizer, which stands with the API."""
    given = customers()
    route(given)
    resources = synthesized()["resource"]

    assert resources[AUTHORIZER] == {
        "Orders_AuthorizerCustomers_8CB1897D": {
            "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
            "authorizer_type": "JWT",
            "identity_sources": ["$request.header.Authorization"],
            "jwt_configuration": {"audience": ["shop"], "issuer": ISSUER},
            "lifecycle": {"create_before_destroy": True},
            "name": "Customers",
        }
    }
    assert given.authorization_type == "JWT"


def test_route_with_it(stack: TerraformStack, route: Routes, block: Block) -> None:
    """The route names the authorizer, whose id is known from then on."""
    given = customers()
    route(given, authorization_scopes=["read"])
    written = block(ROUTE)

    assert (written["authorization_type"], written["authorization_scopes"]) == ("JWT", ["read"])
    assert written["authorizer_id"] == resolved_text(given.authorizer_id, stack)
    assert given.authorizer is not None


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
        pytest.param(
            {"jwt_audience": ["a", "b"]},
            "jwt_configuration",
            {"issuer": ISSUER, "audience": ["a", "b"]},
            id="jwt_audience",
        ),
    ],
)
def test_option(
    route: Routes, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    route(customers(**given))

    assert block(AUTHORIZER)[argument] == written


def test_resource_options(route: Routes, synthesized: Synthesized) -> None:
    """What every resource takes goes to the authorizer."""
    route(
        customers(
            logical_id="customers",
            import_from="api1/authorizer1",
            transform=lambda given: {**given, "name": "changed"},
            prevent_destroy=True,
        )
    )
    document = synthesized()

    assert document["resource"][AUTHORIZER]["customers"]["name"] == "changed"
    assert document["resource"][AUTHORIZER]["customers"]["lifecycle"] == {
        "create_before_destroy": True,
        "prevent_destroy": True,
    }
    assert document["import"] == [{"id": "api1/authorizer1", "to": f"{AUTHORIZER}.customers"}]


def test_moved_authorizer(route: Routes, synthesized: Synthesized) -> None:
    """An authorizer that Terraform has under another address is renamed, not made anew."""
    source = f'module.api.{AUTHORIZER}.this["jwt"]'
    route(customers(logical_id="customers", move_from=source))

    assert synthesized()["moved"] == [{"from": source, "to": f"{AUTHORIZER}.customers"}]


def test_tokens_pass(stack: TerraformStack, route: Routes, block: Block) -> None:
    """What only Terraform knows is written as it is."""
    issuer = TerraformVariable(stack, "Issuer", type="string").string_value
    audience = TerraformVariable(stack, "Audience", type="list(string)").list_value
    route(HttpJwtAuthorizer("Customers", issuer, jwt_audience=audience))

    assert block(AUTHORIZER)["jwt_configuration"] == {
        "issuer": "${var.Issuer}",
        "audience": "${var.Audience}",
    }


def test_one_resource_for_many_routes(route: Routes, blocks: BlocksOf) -> None:
    """Routes with one object share the authorizer."""
    given = customers()
    route(given)
    route(given, "GET /b")

    assert len(blocks(AUTHORIZER)) == 1
    assert len({made["authorizer_id"] for made in blocks(ROUTE)}) == 1


def test_authorizer_of_two_apis(route: Routes, other_route: Routes) -> None:
    """An authorizer belongs to one API; AWS CDK gives it to routes of another (its defect 3)."""
    given = customers()
    route(given)
    with pytest.raises(OptionError) as refused:
        other_route(given)

    assert str(refused.value) == (
        "orders/Other/Route.GET --a: authorizer is 'Customers', allowed: an authorizer of the same "
        "API: this is one of orders/Orders; make one for each API"
    )


def test_id_before_the_first_route() -> None:
    """Before a route has the authorizer there is none, and so no id."""
    given = customers()
    with pytest.raises(OptionError) as refused:
        _ = given.authorizer_id

    assert str(refused.value) == (
        "Customers: authorizer_id is not known yet: the authorizer is made with its first route"
    )
    assert given.authorizer is None


@pytest.mark.parametrize("guarded", [True, False], ids=["with", "without"])
def test_integration_of_the_same_id(
    app: App, api: HttpApi, synthesized: Synthesized, *, guarded: bool
) -> None:
    """An authorizer leaves the integration of its id where it is; its name in AWS is its id."""
    integration = HttpUrlIntegration("Web", "https://backend.example")
    api.add_route("GET /a", integration, authorizer=customers("Web") if guarded else None)
    resources = synthesized()["resource"]
    names = {address: made["name"] for address, made in resources.get(AUTHORIZER, {}).items()}

    assert list(resources["aws_apigatewayv2_integration"]) == ["Orders_Web_F03B8375"]
    assert names == ({"Orders_AuthorizerWeb_006CC628": "Web"} if guarded else {})
    assert warnings_of(app) == []


def test_two_authorizers_of_one_id(app: App, route: Routes, synthesized: Synthesized) -> None:
    """The second one stands with its first route, as CDK allows, which is warned of."""
    route(customers())
    route(customers(authorizer_name="others"), "GET /b")

    assert list(synthesized()["resource"][AUTHORIZER]) == [
        "Orders_AuthorizerCustomers_8CB1897D",
        "Orders_RouteGET--b_AuthorizerCustomers_5D390A04",
    ]
    told = (
        "id is 'Customers', allowed: one that is not taken yet: "
        "orders/Orders/Authorizer.Customers has it, so this one stands here; give each an id of "
        "its own, or the order of lines decides which is made anew"
    )
    assert warnings_of(app) == [("orders/Orders/Route.GET --b", told)]


def test_two_authorizers_of_one_name(route: Routes) -> None:
    """Names are unique in an API, which AWS would say at deploy only."""
    route(customers())
    with pytest.raises(OptionError) as refused:
        route(customers(), "GET /b")

    assert str(refused.value) == (
        "orders/Orders/Route.GET --b/Authorizer.Customers: authorizer_name is 'Customers', "
        "allowed: one that the API has not yet: orders/Orders/Authorizer.Customers has it"
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(
            {"jwt_audience": []},
            "jwt_audience is [], allowed: 1 to 50 entries; it has 0",
            id="audience",
        ),
        pytest.param(
            {"identity_source": ["$request.header.a", "$request.header.b"]},
            "identity_source is ['$request.header.a', '$request.header.b'], allowed: exactly one, "
            "for a JWT authorizer",
            id="two tokens",
        ),
        pytest.param(
            {"identity_source": ["$context.stage"]},
            "identity_source is '$context.stage', allowed: $request.header.NAME, "
            "$request.querystring.NAME",
            id="place of the token",
        ),
        pytest.param(
            {"authorizer_name": "a" * 129},
            f"authorizer_name is '{'a' * 78}…, allowed: 1 to 128 characters; it has 129",
            id="name",
        ),
    ],
)
def test_what_the_first_route_refuses(route: Routes, given: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused with the first route, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        route(customers(**given))

    assert str(refused.value) == f"orders/Orders/Authorizer.Customers: {told}"


def test_corrected_authorizer_can_follow(route: Routes, blocks: BlocksOf) -> None:
    """A refused authorizer leaves nothing in the way of a corrected one."""
    with pytest.raises(OptionError):
        route(customers(jwt_audience=[]))
    route(customers())

    assert len(blocks(AUTHORIZER)) == 1


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        pytest.param(
            ("Customers", 5),
            {"jwt_audience": ["shop"]},
            "Customers: jwt_issuer is 5, allowed: text",
            id="issuer",
        ),
        pytest.param(
            ("Customers", ISSUER),
            {"jwt_audience": "shop"},
            "Customers: jwt_audience is 'shop', allowed: a list of text",
            id="audience as text",
        ),
        pytest.param(
            ("Customers", ISSUER),
            {},
            "Customers: jwt_audience is left out, allowed: a list of text",
            id="no audience",
        ),
    ],
)
def test_wrong_types(arguments: Any, options: Any, told: str) -> None:  # noqa: ANN401
    """Values of another type are refused at the line that makes the authorizer."""
    with pytest.raises(OptionError) as refused:
        HttpJwtAuthorizer(*arguments, **options)

    assert str(refused.value) == told
