"""Pictures as programs draw them: SVG in a browser, DOT in Graphviz."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.render.graph_dot import dot_of
from apigwv2_tf.render.graph_svg import svg_of

from tests.support import drawings
from tests.support.hostile import FRAGMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.browser import Browser

_HOSTILE = ["word", *FRAGMENTS, "".join(FRAGMENTS)]


def _graphviz(text: str) -> ET.Element:
    program = shutil.which("dot")
    assert program, "no Graphviz: run `make browser` (Debian, Ubuntu: apt install graphviz)"
    done = subprocess.run(
        [program, "-Tsvg"], input=text.encode(), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return ET.fromstring(done.stdout)  # noqa: S314 - Graphviz wrote it


def _titles(picture: ET.Element, kind: str) -> list[str]:
    namespace = "{http://www.w3.org/2000/svg}"
    groups = [one for one in picture.iter(f"{namespace}g") if one.get("class") == kind]
    return [str(group.findtext(f"{namespace}title")) for group in groups]


def test_graphviz_draws_every_node_and_edge() -> None:
    """What the graph has, the picture has."""
    found = graphs(drawings.example())

    picture = _graphviz(dot_of(found))

    assert len(_titles(picture, "node")) == sum(len(graph.nodes) for graph in found)
    assert len(_titles(picture, "edge")) == sum(len(graph.edges) for graph in found)
    assert "GET /orders/{id}" in "".join(picture.itertext())


def test_graphviz_shows_hostile_names_as_they_are() -> None:
    """None is more than text: the graph has the nodes that it has with any name."""
    for text in _HOSTILE:
        found = graphs(drawings.hostile(text))

        picture = _graphviz(dot_of(found))

        assert len(_titles(picture, "node")) == sum(len(graph.nodes) for graph in found), text


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_browser_shows_a_picture(browser: Browser, tmp_path: Path, *, dark: bool) -> None:
    """It is drawn in both looks, and asks for nothing."""
    path = tmp_path / "shop.svg"
    path.write_text(svg_of(graphs(drawings.example())), encoding="utf-8")
    page = browser.page()
    page.look(dark=dark)

    page.go(path.as_uri())

    assert (page.said, page.requested) == ([], [path.as_uri()])
    back = page.run("getComputedStyle(document.querySelector('.g-back')).fill")
    assert back == ("rgb(13, 17, 23)" if dark else "rgb(255, 255, 255)")
    assert page.run("document.querySelectorAll('.g-route').length") == 7


def test_a_browser_runs_nothing_of_a_picture(browser: Browser, tmp_path: Path) -> None:
    """Hostile names in a file that is opened by itself do nothing."""
    path = tmp_path / "shop.svg"
    path.write_text(svg_of(graphs(drawings.hostile("".join(FRAGMENTS)))), encoding="utf-8")
    page = browser.page()

    page.go(path.as_uri())

    assert (page.said, page.requested) == ([], [path.as_uri()])
    assert page.run("document.querySelectorAll('script, image, a, foreignObject').length") == 0
