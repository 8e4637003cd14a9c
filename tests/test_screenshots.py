"""The pictures of the documentation show what the commands show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.render.graph_mermaid import mermaid_of
from apigwv2_tf.surface.loading import load_surface

from tests.support.pages import ROOT
from tools import screenshots, shop

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 200_000
_PNG = b"\x89PNG\r\n\x1a\n"
_PAGE = "docs/pages-and-diagrams.md"


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """Return the pictures that need no browser, drawn anew."""
    return {**screenshots.terminal_pictures(), "graph.svg": screenshots.graph_picture()}


def test_pictures_are_up_to_date(drawn: dict[str, str]) -> None:
    """They are what `make screenshots` draws."""
    stale = [
        name
        for name, text in drawn.items()
        if (screenshots.IMAGES / name).read_text(encoding="utf-8") != text
    ]

    assert stale == []


def test_pictures_need_nothing_else(drawn: dict[str, str]) -> None:
    """They are well-formed, and load neither fonts nor anything else."""
    for text in drawn.values():
        assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314 - we drew it
        assert not re.search(r"@font-face|<image|href|url\((?!#)", text)


def test_pictures_are_small() -> None:
    """Who clones the repository need not wait for them."""
    pictures = list(screenshots.IMAGES.iterdir())

    assert len(pictures) == 7
    assert [path.name for path in pictures if path.stat().st_size > _LARGEST] == []
    assert all(path.read_bytes().startswith(_PNG) for path in pictures if path.suffix == ".png")


def test_every_picture_is_shown() -> None:
    """None lies around."""
    text = (ROOT / _PAGE).read_text(encoding="utf-8")

    names = sorted(path.name for path in screenshots.IMAGES.iterdir())
    assert sorted(set(re.findall(r"images/([\w.-]+)", text))) == names


def test_the_diagram_of_the_page_is_what_the_command_writes(tmp_path: Path) -> None:
    """It is drawn by GitHub, so it cannot be a picture."""
    source = tmp_path / "cdk.tf.json"
    source.write_text(shop.before(), encoding="utf-8")
    (chat,) = [one for one in mermaid_of(load_surface(str(source))) if "chat" in one.title]

    shown = re.findall(
        r"```mermaid\n(.*?)```", (ROOT / _PAGE).read_text(encoding="utf-8"), re.DOTALL
    )

    assert shown == [chat.text]
