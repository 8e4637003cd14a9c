"""Names that were made to do harm do none, in any format."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from apigwv2_tf.render.formats import Format, Space, written
from apigwv2_tf.render.report_document import Kind
from hypothesis import given
from hypothesis import strategies as st

from tests.support import markdown
from tests.support.hostile import hostile_text
from tests.support.reports import hostile_report

_SPACE = Space(budget=10_000_000)
_KINDS = st.sampled_from(Kind)
_SGR = re.compile(r"\x1b\[[\d;]*m")
_ANNOTATION = re.compile(r"::(error|warning|notice) title=[^:,]*::.*")
_CODE = ("code", "/code")
_OLD_COMMAND = re.compile(r"##\w*\[")


def _written(text: str, form: Format, kind: Kind = Kind.REVIEW) -> str:
    return written(hostile_report(text, kind=kind), form, _SPACE)


@pytest.mark.parametrize("form", Format)
@given(text=hostile_text, kind=_KINDS)
def test_nothing_but_lines_of_text(form: Format, text: str, kind: Kind) -> None:
    """No format has a character that does not print, none that cannot be written, no commands."""
    shown = _written(text, form, kind)

    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown.encode()
    assert not _OLD_COMMAND.search(shown)
    if form is not Format.GITHUB:
        assert not [line for line in shown.split("\n") if line.lstrip().startswith("::")]


@given(text=hostile_text)
def test_terminal_has_its_own_colours_only(text: str) -> None:
    """With colours, the only escapes are those that set colours."""
    shown = written(hostile_report(text), Format.TERMINAL, Space(color=True))

    assert "\x1b" in shown
    assert all(line.isprintable() for line in _SGR.sub("", shown).split("\n"))


@given(text=hostile_text, kind=_KINDS)
def test_markdown_keeps_its_blocks(text: str, kind: Kind) -> None:
    """No name ends a cell, a list, a fold or a comment, or begins another block."""
    shown = _written(text, Format.MARKDOWN, kind)

    assert markdown.blocks(shown) == markdown.blocks(_written("word", Format.MARKDOWN, kind))


@given(text=hostile_text, kind=_KINDS)
def test_markdown_has_nothing_live(text: str, kind: Kind) -> None:
    """No name becomes a link, an image, a mention, a formula, an emoji or an element."""
    shown = _written(text, Format.MARKDOWN, kind)

    assert markdown.live(shown) == []
    own = {"comment 1", "details", "/details", "summary", "/summary", "code", "/code"}
    assert set(markdown.html(shown)) <= own


@given(text=hostile_text, kind=_KINDS)
def test_html_keeps_its_elements(text: str, kind: Kind) -> None:
    """No name becomes an element or an attribute of the page, but what is code in a sentence."""
    shown, usual = (
        [tag for tag in markdown.tags(_written(one, Format.HTML, kind)) if tag not in _CODE]
        for one in (text, "word")
    )

    assert shown == usual


@given(text=hostile_text)
def test_junit_keeps_its_elements(text: str) -> None:
    """Every name is an attribute or text of well-formed XML."""
    shown = ET.fromstring(_written(text, Format.JUNIT))  # noqa: S314 - we wrote it
    usual = ET.fromstring(_written("word", Format.JUNIT))  # noqa: S314 - same

    assert [one.tag for one in shown.iter()] == [one.tag for one in usual.iter()]


@given(text=hostile_text)
def test_json_keeps_every_character(text: str) -> None:
    """A program reads the name as it is, and the file is ASCII."""
    shown = _written(text, Format.JSON)

    assert shown.isascii()
    assert {found["subject"] for found in json.loads(shown)["findings"]} == {text}


@given(text=hostile_text)
def test_sarif_has_neither_links_nor_placeholders(text: str) -> None:
    """No message has what a viewer makes a link of, or fills in."""
    (run,) = json.loads(_written(text, Format.SARIF))["runs"]

    messages = [result["message"]["text"] for result in run["results"]]
    assert len(messages) == 4
    assert not [one for one in messages if "](" in one or re.search(r"(?<!\{)\{\d+\}", one)]


@given(text=hostile_text)
def test_every_line_is_one_annotation(text: str) -> None:
    """No name ends a command or begins one."""
    *lines, last = _written(text, Format.GITHUB).splitlines()

    assert len(lines) == 2
    assert all(_ANNOTATION.fullmatch(line) for line in lines)
    assert last.startswith("API review: ")
