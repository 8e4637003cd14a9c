"""Graphs as pictures: nothing overlaps, everything fits, and they need nothing else."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from apigwv2_tf.render.graph import Graph, Kind
from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.render.graph_layout import laid_out
from apigwv2_tf.render.graph_shapes import GAP, Place, apart, columns, cut
from apigwv2_tf.render.graph_svg import picture_of, svg_of
from hypothesis import given
from hypothesis import strategies as st

from tests.support import drawings
from tests.support.hostile import hostile_text
from tests.support.inventories import NOWHERE, api, part, route, surface, to

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {"svg", "title", "style", "rect", "text", "tspan", "g", "path"}
_PLACES = st.lists(st.tuples(st.floats(-1000, 1000), st.floats(10, 100)), min_size=1, max_size=12)


def _uncertain() -> Graph:
    """Return a graph in which nothing is certain."""
    (graph,) = graphs(
        surface(
            api(),
            route("a", "GET /a", target=NOWHERE, authorization_type="JWT", authorizer_id=NOWHERE),
            route(
                "b",
                "GET /b",
                target=to("x", "y"),
                authorization_type="JWT",
                authorizer_id=to("v", "w"),
            ),
            route("c", "GET /c", authorization_type="AWS_IAM"),
            part("stage", "s", name="live"),
            part("api_mapping", "m", domain_name="one.example", stage=NOWHERE),
            part("api_mapping", "n", domain_name="two.example", stage=to("p", "q")),
        )
    )
    return graph


def _every() -> dict[str, Graph]:
    shop, talk = graphs(drawings.example())
    (large,) = graphs(drawings.large(80, segments=9, backends=7))
    return {"shop": shop, "talk": talk, "uncertain": _uncertain(), "large": large}


_EVERY = [pytest.param(graph, id=name) for name, graph in _every().items()]


def _elements(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = ET.fromstring(text).iter()  # noqa: S314 - we wrote it
    return [(one.tag.removeprefix(_SVG), tuple(sorted(one.attrib))) for one in found]


@pytest.mark.parametrize("graph", _EVERY)
def test_nothing_overlaps(graph: Graph) -> None:
    """No box stands on another, and all stand in the picture."""
    layout = laid_out(graph)
    places = [box.place for box in layout.boxes]

    assert [pair for pair in combinations(places, 2) if _overlap(*pair)] == []
    assert all(place.x >= 0 and place.right <= layout.width for place in places)
    assert all(place.y >= 0 and place.bottom <= layout.height for place in places)


def _overlap(one: Place, other: Place) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


@pytest.mark.parametrize("graph", _EVERY)
def test_every_node_is_in_the_picture(graph: Graph) -> None:
    """Each has a box, or is named in one: domain names over stages, deciders on gates."""
    shown = " ".join(" ".join(box.lines) for box in laid_out(graph).boxes)

    assert [node.label for node in graph.nodes if node.label not in shown] == []


def test_columns_stand_in_the_order_of_requests() -> None:
    """Routes, authorizers, integrations, backends, from left to right."""
    layout = laid_out(graphs(drawings.example())[0])

    assert [text for _, _, text in layout.headings] == [
        "Routes",
        "Authorizers",
        "Integrations",
        "Backends",
    ]
    lefts = [x for x, _, _ in layout.headings]
    assert lefts == sorted(lefts)


def test_an_authorizer_stands_across_the_lanes_of_its_routes() -> None:
    """It covers the routes that it guards, and no others."""
    layout = laid_out(graphs(drawings.example())[0])
    gates = {box.lines[0]: box.place for box in layout.boxes if box.kind is Kind.AUTHORIZER}

    across = {
        name: {
            box.lines[0]
            for box in layout.boxes
            if box.kind is Kind.ROUTE and gate.y <= box.place.middle <= gate.bottom
        }
        for name, gate in gates.items()
    }
    assert across == {
        "Members": {"GET /orders", "GET /orders/{id}"},
        "Staff": {"DELETE /orders/{id}"},
    }


def test_what_is_not_certain_is_dashed_and_labelled() -> None:
    """Lines, gates and places that may be say so."""
    layout = laid_out(_uncertain())
    doubtful = {box.lines: box.kind for box in layout.boxes if not box.certain}

    assert doubtful.pop(("(known after apply)",)) is Kind.INTEGRATION
    assert doubtful == {
        ("one.example, cannot tell",): Kind.DOMAIN,
        ("two.example, one of 2",): Kind.DOMAIN,
        ("(known after apply)", "cannot tell"): Kind.AUTHORIZER,
        ("v, w", "one of 2"): Kind.AUTHORIZER,
    }
    labels = {line.label for line in layout.lines if not line.certain}
    assert labels == {"", "cannot tell", "one of 2"}


def test_a_picture_is_a_file_of_its_own() -> None:
    """It has both looks, what it shows in words, and nothing from elsewhere."""
    text = svg_of(graphs(drawings.example()))

    assert {tag for tag, _ in _elements(text)} == _ELEMENTS
    assert "@media (prefers-color-scheme: dark)" in text
    assert "<title>shop (HTTP): 5 routes, 2 authorizers," in text
    assert text.count("http") == text.count("http://www.w3.org/2000/svg") + text.count("https://…")
    assert text == svg_of(graphs(drawings.example()))


def test_no_routes_are_a_picture_too() -> None:
    """It says that there are none."""
    assert ">no routes</text>" in svg_of(())


def test_a_picture_for_a_page_has_no_style_of_its_own() -> None:
    """The page has it once, for all pictures, and its policy allows no other."""
    text = picture_of(graphs(drawings.example())[0])

    assert "<style" not in text
    assert "style=" not in text


@given(text=hostile_text)
def test_hostile_names_stay_text(text: str) -> None:
    """No name becomes an element or an attribute."""
    shown = svg_of(graphs(drawings.hostile(text)))

    usual = {tag for tag, _ in _elements(svg_of(graphs(drawings.example())))}
    assert {tag for tag, _ in _elements(shown)} <= usual
    assert not [name for _, names in _elements(shown) for name in names if name.startswith("on")]


@given(places=_PLACES, least=st.floats(-500, 500))
def test_boxes_stand_apart(places: list[tuple[float, float]], least: float) -> None:
    """In order, none on another, none above the top, and where they want to be if they can."""
    tops = sorted(top for top, _ in places)
    heights = [height for _, height in places]

    found = apart(tops, heights, least)

    assert all(one >= least for one in found)
    for (one, height), other in zip(zip(found, heights, strict=True), found[1:], strict=False):
        assert one + height + GAP <= other + 1e-6


def test_boxes_with_room_stand_where_they_want() -> None:
    """Only those that would overlap move, and then both."""
    assert apart([0, 100, 100], [30, 30, 30], 0) == [0, 81, 119]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        pytest.param("short", 5, "short", id="fits"),
        pytest.param("longer", 5, "long…", id="cut"),
        pytest.param("日本語", 4, "日…", id="wide"),
        pytest.param("x" * 1_000_000, 3, "xx…", id="enormous"),
        pytest.param("a\nb", 9, "a\\nb", id="line end"),
    ],
)
def test_text_is_cut_to_its_room(text: str, width: float, shown: str) -> None:
    """What does not fit ends in an ellipsis, and wide characters count as two."""
    assert cut(text, width) == shown
    assert columns(shown) <= width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        pytest.param("short", 5, "short", id="fits"),
        pytest.param("GET /orders/first", 11, "GET /…first", id="cut"),
        pytest.param("GET /orders/first", 1, "…", id="no room"),
        pytest.param("日本語日本語", 7, "日…本語", id="wide"),
        pytest.param(f"a{'x' * 1_000_000}b", 4, "a…xb", id="enormous"),
    ],
)
def test_names_are_cut_in_their_middle(text: str, width: float, shown: str) -> None:
    """Those that begin alike still differ where they end."""
    assert cut(text, width, both_ends=True) == shown
    assert columns(shown) <= width


@given(text=hostile_text, width=st.integers(1, 40))
def test_what_was_cut_stays_on_its_line(text: str, width: int) -> None:
    """Nothing that does not print comes back, and nothing is wider than its room."""
    shown = cut(text * 9, width, both_ends=True)

    assert shown.isprintable()
    assert columns(shown) <= width + 0.5 or len(shown) == 1


def test_backends_of_one_host_differ() -> None:
    """A picture keeps the ends of long addresses, where they say which is which."""
    keys = ("health", "payments", "payments/{id}")
    wires = [
        part(
            "integration",
            f"i{number}",
            integration_type="HTTP_PROXY",
            integration_uri=f"https://pay.internal.example.com/{key}",
        )
        for number, key in enumerate(keys)
    ]
    routes = [
        route(f"r{number}", f"GET /{key}", target=to(f"aws_apigatewayv2_integration.i{number}"))
        for number, key in enumerate(keys)
    ]

    text = svg_of(graphs(surface(api(), *wires, *routes)))

    shown = re.findall(r'class="g-label"[^>]*>(https[^<]*)<', text)
    assert shown == [
        "https://pay.i…ple.com/health",
        "https://pay.i…e.com/payments",
        "https://pay.i…/payments/{id}",
    ]
