"""Diagrams in Mermaid's language: small enough for GitHub, and with nothing live in them."""

from __future__ import annotations

import re

import pytest
from apigwv2_tf.render.graph_mermaid import MOST_EDGES, MOST_NODES, mermaid_document, mermaid_of
from hypothesis import given

from tests.support import drawings, markdown
from tests.support.hostile import hostile_text
from tests.support.inventories import api, surface

_TEXT = r'"[^"`<>$|{}\[\]()\\]*(?:<br/>[^"`<>$|{}\[\]()\\]*)?"'
_ID = r"(?:domain|stage|route|group|authorizer|integration|backend)\d+"
_NODE = rf"{_ID}(?:\(\[{_TEXT}\]\)|\[{_TEXT}\]|\{{\{{{_TEXT}\}}\}}|\({_TEXT}\)|\[\[{_TEXT}\]\])"
_LINE = re.compile(
    rf"flowchart LR|  subgraph routes\[{_TEXT}\]|  end|    {_NODE}|  {_NODE}"
    rf"|  {_ID} (?:-{{2,3}}>|-\.{{1,2}}->)(?:\|{_TEXT}\|)? (?:{_ID}|routes)"
    r"|  classDef (?:open|uncertain) [a-z0-9:,# -]+"
    rf"|  class {_ID}(?:,{_ID})* (?:open|uncertain)"
)


def test_a_diagram() -> None:
    """Routes in a frame, then what is around them, then the ways between them."""
    shop, talk = mermaid_of(drawings.example())

    assert (shop.title, shop.note, talk.title) == ("shop (HTTP)", "", "talk (WEBSOCKET)")
    assert talk.text == (
        "flowchart LR\n"
        '  subgraph routes["talk #40;WEBSOCKET#41;"]\n'
        '    route1["#36;connect"]\n'
        '    route2["say<br/>as #36;connect"]\n'
        "  end\n"
        '  authorizer1{{"AWS#95;IAM<br/>signed requests"}}\n'
        '  integration1("MOCK")\n'
        "  route1 --> authorizer1\n"
        "  route1 ---> integration1\n"
        "  route2 ---> integration1\n"
    )


def test_what_is_not_certain_is_dashed_and_labelled() -> None:
    """A line that may be says so."""
    text = mermaid_of(drawings.example())[0].text or ""

    assert '  route5 -..->|"one of 2"| integration1\n' in text
    assert "  class route1,route5 open\n" in text


def test_a_document_has_a_heading_for_each_api() -> None:
    """It is Markdown, which GitHub draws."""
    text = mermaid_document(drawings.example())

    assert markdown.blocks(text).count("fence") == 2
    assert text.startswith("### shop (HTTP)\n\n```mermaid\nflowchart LR\n")


def test_without_routes_there_is_no_diagram() -> None:
    """The document says so."""
    assert mermaid_document(surface(api())) == "no routes\n"


@pytest.mark.parametrize(
    ("routes", "segments", "backends", "nodes", "note"),
    [
        pytest.param(30, 3, 2, 34, "", id="small"),
        pytest.param(
            700, 10, 5, 20, "700 routes stand together by the first part of their paths.", id="many"
        ),
        pytest.param(
            700,
            100,
            5,
            0,
            "700 routes of `shop (HTTP)` are too many for a diagram.",
            id="too many",
        ),
        pytest.param(
            2_000,
            20,
            200,
            0,
            "2,000 routes of `shop (HTTP)` are too many for a diagram.",
            id="too many backends",
        ),
    ],
)
def test_a_large_api_is_grouped_or_left_out(
    routes: int, segments: int, backends: int, nodes: int, note: str
) -> None:
    """A diagram that nobody can read is not drawn, and it is said why."""
    (diagram,) = mermaid_of(drawings.large(routes, segments=segments, backends=backends))

    text = diagram.text or ""
    lines = text.splitlines()
    assert (diagram.text is not None) == (nodes > 0)
    assert sum('["' in line or '("' in line for line in lines[2:]) == nodes <= MOST_NODES
    assert sum("->" in line for line in lines) <= MOST_EDGES
    assert len(text) <= 50_000
    assert diagram.note == note


def test_a_document_says_what_it_does_not_show() -> None:
    """A sentence stands where a diagram would."""
    text = mermaid_document(drawings.large(2_000, segments=20, backends=200))

    assert "2,000 routes of `shop (HTTP)` are too many" in text
    assert "```" not in text


@given(text=hostile_text)
def test_hostile_names_stay_labels(text: str) -> None:
    """No name ends a label, begins a statement, or is a formula, an icon or a line end."""
    for diagram in mermaid_of(drawings.hostile(text)):
        lines = (diagram.text or "").splitlines()

        assert lines
        assert [line for line in lines if not _LINE.fullmatch(line)] == []
        assert "#36;#36;" not in (diagram.text or "")


@given(text=hostile_text)
def test_hostile_names_do_not_leave_the_fence(text: str) -> None:
    """The document has its headings and fences, and nothing else."""
    shown = mermaid_document(drawings.hostile(text))

    assert all(line.isprintable() for line in shown.split("\n"))
    assert markdown.blocks(shown) == markdown.blocks(mermaid_document(drawings.hostile("word")))
    assert markdown.live(shown) == []


def test_words_of_mermaid_are_split() -> None:
    """Formulas, icons and line ends, which it sees though they are escaped, are none."""
    text = mermaid_of(drawings.hostile("$$x$$ fa:fa-car \n"))[0].text or ""

    assert "#36;#8288;#36;x#36;#8288;#36; fa#58;#8288;fa-car #92;#8288;n" in text
