"""Resources put together to APIs: what belongs where, and that nothing is lost."""

from __future__ import annotations

import time
from typing import Any

import pytest
from apigwv2_tf.surface.elements import RouteSettings, Source
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, UNKNOWN_KEY, masked

from tests.support.inventories import (
    NOWHERE,
    api,
    elsewhere,
    inventory,
    part,
    resource,
    route,
    shop,
    surface,
    to,
)

SECRET = masked("secret")
LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:orders"


def test_every_type_of_part_stands_under_its_api() -> None:
    """What leads to the API by its `api_id` belongs to it."""
    found = shop(
        route("r"),
        part("integration", "i", integration_type="MOCK"),
        part("authorizer", "a", name="members", authorizer_type="JWT"),
        part("stage", "s", name="live"),
        part("deployment", "d", description="first"),
        part("model", "m", name="Order"),
    )

    assert [one.key for one in found.routes] == ["GET /orders"]
    assert [one.type for one in found.integrations] == ["MOCK"]
    assert [one.name for one in found.authorizers] == ["members"]
    assert [one.name for one in found.stages] == ["live"]
    assert [one.description for one in found.deployments] == ["first"]
    assert [one.name for one in found.models] == ["Order"]


def test_elements_keep_where_they_come_from() -> None:
    """Address, type and construct path are those of the resource."""
    given = route("r")
    placed = Resource(
        address=given.address,
        type=given.type,
        values=given.values,
        links=given.links,
        construct_path="shop/Orders",
    )

    (found,) = shop(placed).routes

    assert found.origin.address == "aws_apigatewayv2_route.r"
    assert found.origin.type == "aws_apigatewayv2_route"
    assert found.origin.construct_path == "shop/Orders"
    assert found.origin.source is Source.RESOURCE


@pytest.mark.parametrize(
    ("link", "address", "name", "id_"),
    [
        pytest.param(elsewhere("abc123"), "elsewhere:abc123", "abc123", "abc123", id="by its id"),
        pytest.param(
            NOWHERE, "elsewhere:(known after apply)", UNKNOWN, UNKNOWN, id="cannot be told"
        ),
        pytest.param(
            to("aws_apigatewayv2_api.a", "aws_apigatewayv2_api.b"),
            "elsewhere:one of aws_apigatewayv2_api.a, aws_apigatewayv2_api.b",
            "one of aws_apigatewayv2_api.a, aws_apigatewayv2_api.b",
            UNKNOWN,
            id="one of two",
        ),
        pytest.param(
            to("aws_apigatewayv2_api.left_out"),
            "aws_apigatewayv2_api.left_out",
            "aws_apigatewayv2_api.left_out",
            UNKNOWN,
            id="left out of a targeted plan",
        ),
    ],
)
def test_routes_of_other_apis_are_not_lost(link: Link, address: str, name: str, id_: str) -> None:
    """A route whose API is not here stands under one that says so."""
    found = surface(route("r", api_id=link), route("s", api_id=link))

    (other,) = found.apis
    assert other.origin.source is Source.ELSEWHERE
    assert (other.origin.address, other.name, other.id) == (address, name, id_)
    assert [one.api for one in other.routes] == [address, address]


def test_a_known_api_id_is_enough() -> None:
    """An id without a link is that of an API elsewhere."""
    found = surface(route("r", api_id="abc123"))

    assert [one.id for one in found.apis] == ["abc123"]


def test_a_data_source_tells_of_an_api_elsewhere() -> None:
    """What a data source has read of an API is shown with the parts that are here."""
    address = "data.aws_apigatewayv2_api.other"
    found = surface(
        resource(address, name="other", protocol_type="HTTP", api_id="abc123"),
        resource("data.aws_apigatewayv2_api.unused", name="unused"),
        route("r", api_id=to(address)),
    )

    (other,) = found.apis
    assert (other.origin.source, other.origin.address) == (Source.ELSEWHERE, address)
    assert (other.name, other.protocol, other.id) == ("other", "HTTP", "abc123")
    assert len(other.routes) == 1


@pytest.mark.parametrize(
    ("second", "shown"), [pytest.param("HTTP", "HTTP"), pytest.param("WEBSOCKET", UNKNOWN)]
)
def test_candidates_tell_what_they_have_in_common(second: str, shown: object) -> None:
    """Of an API that is one of several, the protocol is known where it is that of all."""
    addresses = ("aws_apigatewayv2_api.a", "aws_apigatewayv2_api.b")
    found = surface(
        api(addresses[0]),
        api(addresses[1], protocol_type=second),
        route("r", api_id=to(*addresses)),
    )

    (other,) = [one for one in found.apis if one.origin.source is Source.ELSEWHERE]
    assert other.protocol == shown


def test_responses_stand_under_their_parents() -> None:
    """Route and integration responses are read with what they answer for."""
    found = shop(
        route("r", "$default"),
        part("integration", "i"),
        part(
            "route_response",
            "rr",
            route_id=to("aws_apigatewayv2_route.r"),
            route_response_key="$default",
        ),
        part(
            "integration_response",
            "ir",
            integration_id=to("aws_apigatewayv2_integration.i"),
            integration_response_key="/200/",
        ),
    )

    assert [one.key for one in found.routes[0].responses] == ["$default"]
    assert [one.key for one in found.integrations[0].responses] == ["/200/"]


@pytest.mark.parametrize(
    ("link", "told"),
    [
        pytest.param(elsewhere("r1"), "r1", id="elsewhere"),
        pytest.param(to("a.b", "a.c"), "one of a.b, a.c", id="one of two"),
        pytest.param(NOWHERE, "(known after apply)", id="nowhere"),
        pytest.param(None, "not said", id="not set"),
    ],
)
def test_responses_without_parents_are_noted(link: Link | None, told: str) -> None:
    """A response whose route cannot be told is mentioned."""
    found = surface(api(), part("route_response", "rr", route_id=link), notes=("a note",))

    assert found.notes == (
        "a note",
        f"aws_apigatewayv2_route_response.rr is not shown: its route is {told}",
    )


@pytest.mark.parametrize(
    ("kind", "given", "field", "shown"),
    [
        pytest.param("route", {}, "authorization_type", "NONE", id="authorization"),
        pytest.param("integration", {}, "connection_type", "INTERNET", id="connection"),
        pytest.param("integration", {}, "payload_format_version", "1.0", id="payload"),
        pytest.param("integration", {}, "has_tls", False, id="TLS"),
        pytest.param("route", {"authorizer_id": ""}, "authorizer", None, id="empty text"),
        pytest.param("route", {"authorization_scopes": []}, "scopes", None, id="empty list"),
        pytest.param("route", {"request_models": {}}, "request_models", None, id="empty map"),
        pytest.param("route", {"api_key_required": False}, "api_key_required", None, id="no"),
        pytest.param("integration", {"timeout_milliseconds": 0}, "timeout_milliseconds", None),
        pytest.param(
            "authorizer",
            {"authorizer_type": "REQUEST", "authorizer_result_ttl_in_seconds": 0},
            "result_ttl_seconds",
            0,
            id="caching off",
        ),
        pytest.param(
            "authorizer",
            {"authorizer_type": "JWT", "authorizer_result_ttl_in_seconds": 0},
            "result_ttl_seconds",
            None,
            id="JWT caches nothing",
        ),
        pytest.param("stage", {"deployment_id": UNKNOWN}, "deployment", None, id="computed"),
        pytest.param("route", {"route_key": UNKNOWN}, "key", UNKNOWN, id="unknown"),
        pytest.param("route", {"route_key": SECRET}, "key", SECRET, id="sensitive"),
        pytest.param("route", {"route_key": 5}, "key", "5", id="number for text"),
        pytest.param("route", {"route_key": ["x"]}, "key", '["x"]', id="list for text"),
        pytest.param("integration", {"timeout_milliseconds": "50"}, "timeout_milliseconds", 50),
        pytest.param("integration", {"timeout_milliseconds": "x"}, "timeout_milliseconds", None),
    ],
)
def test_null_noise_and_defaults(
    kind: str, given: dict[str, Any], field: str, shown: object
) -> None:
    """What was left out and what was read back as empty are the same; defaults are filled in."""
    found = shop(part(kind, "it", **given))

    some = (found.routes, found.integrations, found.authorizers, found.stages)
    (it,) = next(ones for ones in some if ones)
    assert getattr(it, field) == shown


def test_sets_are_sorted_and_keep_what_is_hidden() -> None:
    """The order of a set means nothing; unknown members are still there."""
    pages = {"allow_origins": ["https://b", UNKNOWN, "https://a", "https://b"], "max_age": 0}

    cors = shop(cors_configuration=[pages]).cors

    assert cors is not None
    assert cors.allow_origins == ("https://a", "https://b", UNKNOWN)
    assert cors.max_age is None


def test_a_hidden_block_hides_all_of_it() -> None:
    """Of a block that is not known, nothing is, not even whether it is there."""
    found = shop(
        part("integration", "i", tls_config=UNKNOWN, response_parameters=UNKNOWN),
        part("stage", "s", route_settings=UNKNOWN, access_log_settings=SECRET),
        cors_configuration=UNKNOWN,
    )

    assert found.cors is not None
    assert found.cors.allow_credentials is UNKNOWN
    assert found.integrations[0].has_tls is UNKNOWN
    assert found.integrations[0].response_parameters == {UNKNOWN_KEY: UNKNOWN}
    assert found.stages[0].log_destination == SECRET
    assert found.stages[0].route_settings[UNKNOWN_KEY].rate_limit is UNKNOWN


def test_settings_are_read_by_their_keys() -> None:
    """Route settings, response parameters and request parameters are mappings."""
    found = shop(
        route(
            "r",
            "$connect",
            request_parameter=[
                {"request_parameter_key": "route.request.header.a", "required": False},
                {"request_parameter_key": "route.request.header.b", "required": True},
            ],
        ),
        part(
            "integration",
            "i",
            response_parameters=[
                {"status_code": "404", "mappings": {"overwrite:statuscode": "200"}},
            ],
        ),
        part(
            "stage",
            "s",
            route_settings=[
                {"route_key": "GET /b", "throttling_rate_limit": 0},
                {"route_key": "GET /a", "throttling_burst_limit": 5},
            ],
        ),
    )

    assert found.routes[0].request_parameters == {
        "route.request.header.a": False,
        "route.request.header.b": True,
    }
    assert found.integrations[0].response_parameters == {"404": {"overwrite:statuscode": "200"}}
    assert list(found.stages[0].route_settings) == ["GET /a", "GET /b"]
    assert found.stages[0].route_settings["GET /b"] == RouteSettings(rate_limit=0)


READ_BACK = {
    "data_trace_enabled": False,
    "detailed_metrics_enabled": False,
    "logging_level": "",
    "throttling_burst_limit": 0,
    "throttling_rate_limit": 0,
}


@pytest.mark.parametrize(
    ("block", "limits"),
    [
        pytest.param({"throttling_burst_limit": 0, "throttling_rate_limit": 0}, (0, 0), id="said"),
        pytest.param({}, (None, None), id="left out"),
        pytest.param(READ_BACK, (UNKNOWN, UNKNOWN), id="read back"),
        pytest.param({**READ_BACK, "throttling_rate_limit": 5}, (0, 5), id="read back, set"),
    ],
)
def test_limits_that_were_read_back_as_zero_tell_nothing(
    block: dict[str, Any], limits: tuple[object, object]
) -> None:
    """The provider reads a limit that AWS does not have as 0, so that 0 may mean none."""
    (stage,) = shop(part("stage", "s", default_route_settings=[block])).stages

    assert stage.default_settings is not None
    assert (stage.default_settings.burst_limit, stage.default_settings.rate_limit) == limits
    assert stage.default_settings.reads_zero is (limits == (UNKNOWN, UNKNOWN))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param({"auto_deploy": True, "deployment_id": "d1"}, None, id="made by AWS"),
        pytest.param({"deployment_id": "d1"}, elsewhere("d1"), id="elsewhere"),
        pytest.param({"deployment_id": NOWHERE}, NOWHERE, id="cannot be told"),
        pytest.param(
            {"deployment_id": to("aws_apigatewayv2_deployment.d")},
            to("aws_apigatewayv2_deployment.d"),
            id="here",
        ),
    ],
)
def test_a_stage_leads_to_the_deployment_that_it_is_told_to_serve(
    given: dict[str, Any], shown: Link | None
) -> None:
    """Deployments that AWS makes by itself are nobody's business."""
    (stage,) = shop(part("stage", "s", **given)).stages

    assert stage.deployment == shown


@pytest.mark.parametrize(
    ("uri", "links", "shown"),
    [
        pytest.param(
            UNKNOWN,
            {"integration_uri": to("aws_lambda_function.f")},
            to("aws_lambda_function.f"),
            id="by an expression",
        ),
        pytest.param(LAMBDA, {}, to("aws_lambda_function.f"), id="by its ARN"),
        pytest.param(
            f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{LAMBDA}/invocations",
            {"integration_uri": elsewhere("x")},
            to("aws_lambda_function.f"),
            id="by its invoke ARN",
        ),
        pytest.param(f"{LAMBDA}:live", {}, to("aws_lambda_alias.l"), id="by the alias"),
        pytest.param(f"{LAMBDA}2", {}, None, id="another function"),
        pytest.param("https://example.com", {"integration_uri": elsewhere("x")}, None, id="URL"),
    ],
)
def test_an_integration_leads_to_its_function(
    uri: object, links: dict[str, Link], shown: Link | None
) -> None:
    """A function of the source is found by the expression, or by its ARN."""
    (found,) = shop(
        resource("aws_lambda_function.f", arn=LAMBDA),
        resource("aws_lambda_alias.l", arn=f"{LAMBDA}:live"),
        part("integration", "i", integration_uri=uri, links=links),
    ).integrations

    assert found.backend == shown


def test_what_callers_do_not_meet_is_kept_as_it_is() -> None:
    """Every resource can be found by its address."""
    role = resource("aws_iam_role.r", name="r")

    assert surface(role).resources == {role.address: role}
    assert surface(role).apis == ()


def test_the_order_of_resources_does_not_matter() -> None:
    """The same resources make the same surface."""
    some = [api(), route("b"), route("a", api_id=elsewhere("x")), part("stage", "s", name="live")]

    assert surface(*some) == surface(*reversed(some))


def test_many_routes_take_linear_time() -> None:
    """An API of 5,000 routes is put together at once."""
    some = [api()]
    for number in range(5000):
        some.append(part("integration", f"i{number}", integration_type="MOCK"))
        some.append(
            route(
                f"r{number}", f"GET /{number}", target=to(f"aws_apigatewayv2_integration.i{number}")
            )
        )
    given = inventory(*some)

    from apigwv2_tf.surface.assembly import assemble

    spent = []
    for _ in range(3):
        start = time.process_time()
        found = assemble(given)
        spent.append(time.process_time() - start)

    assert len(found.apis[0].routes) == 5000
    assert min(spent) < 0.6  # 0.15 s where nothing else runs


def test_unresolved_links_are_unresolved() -> None:
    """An attribute that is not seen and leads nowhere is a link, of which a secret keeps a mark."""
    (found,) = shop(route("r", target=UNKNOWN, authorizer_id=SECRET)).routes

    assert found.target == Link(kind=LinkKind.UNRESOLVED)
    assert found.authorizer == Link(kind=LinkKind.UNRESOLVED, sensitive=SECRET)
