"""The route table: what is in a row, and the formats."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.render.route_rows import RouteRow, route_rows
from apigwv2_tf.render.routes import FORMATS, render_routes
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, masked
from hypothesis import given

from tests.support import markdown
from tests.support.hostile import hostile_text
from tests.support.inventories import (
    NOWHERE,
    api,
    elsewhere,
    part,
    resource,
    route,
    surface,
    to,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.resources import Resource

SECRET = masked("secret")
WIRE = "aws_apigatewayv2_integration"
WIRES = (
    part(
        "integration",
        "F",
        integration_type="AWS_PROXY",
        integration_uri=to("aws_lambda_function.Fn"),
    ),
    part(
        "integration",
        "L",
        integration_type="AWS_PROXY",
        integration_uri=to("aws_lambda_alias.Live"),
    ),
    part(
        "integration",
        "E",
        integration_type="AWS_PROXY",
        integration_uri="arn:aws:lambda:eu-west-1:123456789012:function:stock:live",
    ),
    part(
        "integration",
        "T",
        integration_type="AWS_PROXY",
        integration_uri=to("aws_lambda_function.Fn", "aws_lambda_function.Nameless"),
    ),
    part(
        "integration",
        "U",
        integration_type="HTTP_PROXY",
        integration_uri="https://${stageVariables.host}",
    ),
    part("integration", "K", integration_type="HTTP_PROXY", integration_uri=UNKNOWN),
    part("integration", "S", integration_type="HTTP_PROXY", integration_uri=SECRET),
    part("integration", "Q", integration_type="AWS_PROXY", integration_subtype="SQS-SendMessage"),
    part("integration", "M", integration_type="MOCK"),
    resource("aws_lambda_function.Fn", function_name="orders"),
    resource("aws_lambda_function.Nameless", function_name=UNKNOWN),
    resource("aws_lambda_alias.Live", name="live", function_name=to("aws_lambda_function.Fn")),
    part("authorizer", "A", name="Members", authorizer_type="JWT"),
    part("authorizer", "B", name="Staff", authorizer_type="JWT"),
)
AUTHORIZER = "aws_apigatewayv2_authorizer"


def only(*resources: Resource, **values: Any) -> RouteRow:  # noqa: ANN401
    """Return the row of the only route."""
    (found,) = route_rows(surface(api(**values), *WIRES, *resources))
    (row,) = found.rows
    return row


def shown(*resources: Resource) -> str:
    """Return a wide table."""
    return render_routes(surface(api(), *WIRES, *resources), "table", width=300)


def test_a_row_shows_api_key_and_stage() -> None:
    """A row names what the route belongs to."""
    (found,) = route_rows(surface(api(), route("r"), part("stage", "s", name="live")))

    assert found.title == "shop (HTTP)"
    (row,) = found.rows
    assert (row.key, row.method, row.path) == ("GET /orders", "GET", "/orders")
    assert row.stages == ("live",)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param(to(f"{WIRE}.F"), ("AWS_PROXY", "orders"), id="function"),
        pytest.param(to(f"{WIRE}.L"), ("AWS_PROXY", "orders:live"), id="alias"),
        pytest.param(to(f"{WIRE}.E"), ("AWS_PROXY", "stock:live"), id="function elsewhere"),
        pytest.param(
            to(f"{WIRE}.T"),
            ("AWS_PROXY", "one of orders, aws_lambda_function.Nameless"),
            id="one of two functions",
        ),
        pytest.param(to(f"{WIRE}.U"), ("HTTP_PROXY", "https://${stageVariables.host}"), id="URL"),
        pytest.param(to(f"{WIRE}.K"), ("HTTP_PROXY", "(known after apply)"), id="unknown URL"),
        pytest.param(to(f"{WIRE}.S"), ("HTTP_PROXY", "(sensitive)"), id="sensitive URL"),
        pytest.param(to(f"{WIRE}.Q"), ("AWS_PROXY", "SQS-SendMessage"), id="subtype"),
        pytest.param(to(f"{WIRE}.M"), ("MOCK", ""), id="mock"),
        pytest.param(elsewhere("abc"), ("", "abc"), id="elsewhere"),
        pytest.param(NOWHERE, ("", "(known after apply)"), id="cannot be told"),
        pytest.param(
            to(f"{WIRE}.F", f"{WIRE}.M", "gone"),
            ("", "one of AWS_PROXY orders, MOCK, gone"),
            id="one of three",
        ),
        pytest.param(
            Link(kind=LinkKind.AMBIGUOUS, targets=(f"{WIRE}.M",)),
            ("", "perhaps MOCK"),
            id="one or none",
        ),
        pytest.param(None, ("", "nothing"), id="none"),
    ],
)
def test_a_row_shows_the_target(target: Link | None, words: tuple[str, str]) -> None:
    """The target is shown by what it calls, where that is here, and never guessed."""
    row = only(route("r", target=target))

    assert (row.integration, row.target) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({}, "open", id="none"),
        pytest.param({"authorization_type": "NONE"}, "open", id="said"),
        pytest.param({"authorization_type": "AWS_IAM"}, "AWS_IAM", id="IAM"),
        pytest.param({"authorization_type": UNKNOWN}, "(known after apply)", id="unknown"),
        pytest.param(
            {
                "authorization_type": "JWT",
                "authorizer_id": to(f"{AUTHORIZER}.A"),
                "authorization_scopes": ["write", "read"],
            },
            "JWT by Members, scopes read, write",
            id="JWT",
        ),
        pytest.param(
            {
                "authorization_type": "JWT",
                "authorizer_id": to(f"{AUTHORIZER}.A", f"{AUTHORIZER}.B"),
            },
            "JWT by one of Members, Staff",
            id="one of two",
        ),
        pytest.param(
            {"authorization_type": "CUSTOM", "authorizer_id": elsewhere("abc")},
            "CUSTOM by abc",
            id="elsewhere",
        ),
        pytest.param({"api_key_required": True}, "API key", id="key"),
        pytest.param({"api_key_required": UNKNOWN}, "API key (known after apply)", id="maybe key"),
    ],
)
def test_a_table_shows_who_may_call(values: dict[str, Any], words: str) -> None:
    """Authorization is shown by type, authorizer and scopes; open routes say so."""
    line = next(line for line in shown(route("r", **values)).splitlines() if "/orders" in line)

    assert line.split("│")[2].strip() == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        pytest.param(("$connect", "send"), ["open", "as $connect"], id="one door"),
        pytest.param(("send",), ["open"], id="no door"),
    ],
)
def test_messages_are_as_open_as_the_connection(keys: tuple[str, ...], words: list[str]) -> None:
    """Who may send messages is decided when the connection is made."""
    some = [route(f"r{number}", key) for number, key in enumerate(keys)]

    (found,) = route_rows(surface(api(protocol_type="WEBSOCKET"), *some))

    assert [row.authorization for row in found.rows] == words


def test_routes_are_sorted_by_path_then_method() -> None:
    """Routes of one path stand together."""
    keys = ("PUT /b", "GET /b", "$default", "POST /a")
    some = [route(f"r{number}", key) for number, key in enumerate(keys)]

    (found,) = route_rows(surface(api(), *some))

    assert [row.key for row in found.rows] == ["$default", "POST /a", "GET /b", "PUT /b"]


def test_apis_are_sorted_by_name() -> None:
    """Of what is elsewhere, the id is the name."""
    found = route_rows(
        surface(api(), api("aws_apigatewayv2_api.b", name="a"), route("r", api_id=elsewhere("m")))
    )

    titles = ["a (HTTP)", "m (not in this source)", "shop (HTTP)"]
    assert [one.title for one in found] == titles


LIMITS = {"throttling_rate_limit": 100, "throttling_burst_limit": 50}


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        pytest.param([{}], "", id="none"),
        pytest.param([{"default_route_settings": [LIMITS]}], "100/s, burst 50", id="for all"),
        pytest.param(
            [{"default_route_settings": [LIMITS]}, {"name": "b"}],
            "a: 100/s, burst 50",
            id="in one stage",
        ),
        pytest.param(
            [
                {
                    "default_route_settings": [LIMITS],
                    "route_settings": [{"route_key": "GET /orders", "throttling_rate_limit": 0.5}],
                }
            ],
            "0.5/s, burst 0",
            id="for this one",
        ),
        pytest.param(
            [{"route_settings": [{**LIMITS, "route_key": "GET /b"}]}], "", id="for another"
        ),
        pytest.param([{"route_settings": UNKNOWN}], "(known after apply)", id="unknown block"),
        pytest.param(
            [{"default_route_settings": [{**LIMITS, "throttling_rate_limit": UNKNOWN}]}],
            "(known after apply)/s, burst 50",
            id="unknown rate",
        ),
        pytest.param([{"default_route_settings": UNKNOWN}], "not known", id="unknown limits"),
    ],
)
def test_a_row_shows_its_limits(stages: list[dict[str, Any]], words: str) -> None:
    """The limits of a route are its own, or those of the stage."""
    some = [
        part("stage", name, **{"name": name, **stage})
        for name, stage in zip("ab", stages, strict=False)
    ]

    assert only(route("r"), *some).throttling == words


def test_the_limits_of_an_unknown_route_are_not_guessed() -> None:
    """Where the key of a route is not known, neither is whether it has limits of its own."""
    stage = part("stage", "s", name="s", route_settings=[{**LIMITS, "route_key": "GET /b"}])

    assert only(route("r", UNKNOWN), stage).throttling == "(known after apply)"


def test_odd_values_are_shown_as_they_are() -> None:
    """Values of unexpected types do not break the table."""
    row = only(route("r", 5, target=["x"], authorization_scopes="s"))

    assert (row.key, row.target, row.scopes) == ("5", '["x"]', ("s",))


def example() -> Surface:
    """Return an API with something to say in every column."""
    return surface(
        api(),
        *WIRES,
        route(
            "r",
            "GET /orders/{id}",
            target=to(f"{WIRE}.F"),
            authorization_type="JWT",
            authorizer_id=to(f"{AUTHORIZER}.A"),
            authorization_scopes=["read", "write"],
        ),
        route("d", "$default"),
        part("stage", "s", name="live", default_route_settings=[LIMITS]),
        notes=("the plan is partial",),
    )


def test_a_table_for_people() -> None:
    """Sources above, notes and warnings below, the API's name over its routes."""
    text = render_routes(
        example(), "table", sources=["cdktf.out/stacks/shop"], warnings=["shop/Api: odd"], width=200
    )

    lines = [line.strip() for line in text.splitlines()]
    assert lines[:2] == ["cdktf.out/stacks/shop", "shop (HTTP)"]
    assert lines[-2:] == ["note: the plan is partial", "warning: shop/Api: odd"]
    assert "│ JWT by Members, scopes read, write │" in text


@pytest.mark.parametrize("width", [80, 90, 120])
def test_words_stay_whole(width: int) -> None:
    """A narrow table breaks cells between words, and those of the route last."""
    text = render_routes(example(), "table", width=width)

    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    assert any(line.startswith("│ GET /orders/{id} │") for line in lines)
    cells = {cell.strip() for line in lines for cell in re.split("[│┃]", line)}
    assert {"Authorization", "Throttling"} <= cells


def test_a_table_is_never_wider_than_its_terminal() -> None:
    """Where not even the words have room, they are folded."""
    lines = render_routes(example(), "table", width=40).splitlines()

    assert max(map(len, lines)) <= 40


def test_without_limits_there_is_no_column_for_them() -> None:
    """What says nothing takes no room."""
    assert "Throttling" not in shown(route("r"))
    assert "Throttling" in render_routes(example(), "table")


def test_markdown() -> None:
    """A heading and a table for each API."""
    assert render_routes(example(), "markdown", warnings=["shop/Api: odd"]) == (
        "### shop (HTTP)\n"
        "\n"
        "| Route | Authorization | Target | Stages | Throttling |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| `$default` | `open` | `nothing` | `live` | `100/s, burst 50` |\n"
        "| `GET /orders/{id}` | `JWT by Members, scopes read, write` | `AWS_PROXY orders` | `live` "
        "| `100/s, burst 50` |\n"
        "\n"
        "- note: the plan is partial\n"
        "- warning: `shop/Api`: odd\n"
    )


def test_json() -> None:
    """Everything, for programs."""
    found = json.loads(render_routes(example(), "json", sources=["plan.json"], warnings=["odd"]))

    assert found["version"] == 1
    assert found["sources"] == ["plan.json"]
    assert (found["notes"], found["warnings"]) == (["the plan is partial"], ["odd"])
    assert [one["name"] for one in found["apis"]] == ["shop"]
    assert found["apis"][0]["routes"][1] == {
        "address": "aws_apigatewayv2_route.r",
        "key": "GET /orders/{id}",
        "method": "GET",
        "path": "/orders/{id}",
        "authorization": "JWT by Members",
        "scopes": ["read", "write"],
        "api_key": "",
        "integration": "AWS_PROXY",
        "target": "orders",
        "stages": ["live"],
        "throttling": "100/s, burst 50",
    }


def test_csv() -> None:
    """One line for each route, with the names of the columns above."""
    rows = list(csv.DictReader(io.StringIO(render_routes(example(), "csv"))))

    assert [row["key"] for row in rows] == ["$default", "GET /orders/{id}"]
    assert rows[1] == {
        "api": "shop",
        "protocol": "HTTP",
        "method": "GET",
        "path": "/orders/{id}",
        "key": "GET /orders/{id}",
        "authorization": "JWT by Members",
        "scopes": "read write",
        "api_key": "",
        "integration": "AWS_PROXY",
        "target": "orders",
        "stages": "live",
        "throttling": "100/s, burst 50",
        "address": "aws_apigatewayv2_route.r",
    }


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_routes_are_mentioned(form: str) -> None:
    """An API without routes has no table."""
    assert render_routes(surface(api(), notes=("odd",)), form).split() in (
        ["no", "routes", "note:", "odd"],
        ["no", "routes", "-", "note:", "odd"],
    )


def hostile(text: str) -> Surface:
    """Return an API with the same text wherever others can write one."""
    return surface(
        api(name=text),
        route(
            "r",
            f"GET /{text}",
            target=to(f"{WIRE}.i"),
            authorization_type=text,
            authorizer_id=to(f"{AUTHORIZER}.a"),
            authorization_scopes=[text],
        ),
        part("integration", "i", integration_type=text, integration_uri=text),
        part("authorizer", "a", name=text),
        part("stage", "s", name=text, default_route_settings=[LIMITS]),
        notes=(text,),
    )


def written(text: str, form: str) -> str:
    """Return the table of an API with a text in it."""
    return render_routes(hostile(text), form, sources=[text], warnings=[text], width=1000)


@pytest.mark.parametrize("form", FORMATS)
@given(text=hostile_text)
def test_hostile_names_do_not_leave_their_line(form: str, text: str) -> None:
    """Whatever a name holds, only what prints is written, and can be."""
    found = written(text, form)

    assert all(line.isprintable() for line in found.split("\n"))
    assert found.encode()


@given(text=hostile_text)
def test_hostile_names_keep_the_blocks_of_markdown(text: str) -> None:
    """No name ends a cell or begins a block, and none becomes more than text."""
    found = written(text, "markdown")

    assert markdown.blocks(found) == markdown.blocks(written("word", "markdown"))
    assert markdown.live(found) == []
    assert set(markdown.html(found)) <= {"code", "/code"}


@given(text=hostile_text)
def test_hostile_names_are_no_formulas(text: str) -> None:
    """No cell of a spreadsheet is calculated."""
    for row in csv.reader(io.StringIO(written(text, "csv"))):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_unresolved_links_of_authorizers_say_so() -> None:
    """An authorizer that cannot be told is not left out."""
    unresolved = Link(kind=LinkKind.UNRESOLVED)

    assert (
        only(route("r", authorization_type="JWT", authorizer_id=unresolved)).authorization
        == "JWT by (known after apply)"
    )
