"""Text of others made inert: the parts that every format is made of."""

from __future__ import annotations

import csv
import io

import pytest
from apigwv2_tf.render.inert import (
    annotation,
    annotation_property,
    code_span,
    csv_cell,
    html_prose,
    html_text,
    markdown_cell,
    plain,
    shortened,
    terminal_lines,
)
from hypothesis import given

from tests.support import markdown
from tests.support.hostile import hostile_text


@given(hostile_text)
def test_plain_text_is_one_line_that_prints(text: str) -> None:
    """Nothing moves a cursor, turns the direction of writing or cannot be written."""
    found = plain(text)

    assert found.isprintable()
    assert found.encode().decode() == found
    assert plain(found) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("GET /{proxy+}", "GET /{proxy+}", id="as it is"),
        pytest.param("$default", "$default", id="dollar"),
        pytest.param("é ✓", "é ✓", id="letters"),
        pytest.param("a\x1b[31mb", "a\\x1b[31mb", id="escape"),
        pytest.param("a\nb", "a\\nb", id="line end"),
        pytest.param("a\u202eb", "a\\u202eb", id="direction"),
        pytest.param("a\ud800b", "a\\ud800b", id="half a character"),
    ],
)
def test_plain_text_spells_out_what_does_not_print(text: str, shown: str) -> None:
    """Whoever reads it sees that something is there."""
    assert plain(text) == shown


@given(hostile_text)
def test_code_is_nothing_but_code(text: str) -> None:
    """Within a table and without, a span of code stays one span."""
    table = f"| a |\n| --- |\n| {code_span(text)} |\n"

    for found in (code_span(text), table):
        assert markdown.live(found) == []
        assert set(markdown.html(found)) <= {"code", "/code"}
    assert markdown.blocks(table) == markdown.blocks("| a |\n| --- |\n| `b` |\n")


@given(hostile_text)
def test_prose_stays_prose(text: str) -> None:
    """In a sentence nothing becomes a link, a mention, a formula or an element."""
    found = markdown_cell(text)

    assert markdown.live(found) == []
    assert markdown.blocks(found) == markdown.blocks("word")


@given(hostile_text)
def test_html_has_no_elements(text: str) -> None:
    """Neither between tags nor in an attribute."""
    page = f'<p title="{html_text(text)}">{html_text(text)}</p>'

    assert [tag.split(" ")[0] for tag in markdown.tags(page)] == ["p", "/p"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("GET /orders", "GET /orders", id="as it is"),
        pytest.param("", "", id="nothing"),
        pytest.param("a=b", "a=b", id="within"),
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\uff1d1", "'\uff1d1", id="full width"),
        pytest.param(" =1", "' =1", id="behind a space"),
        pytest.param("\t=1", "'\\t=1", id="behind a tab"),
        pytest.param("\r=1", "'\\r=1", id="behind a line end"),
    ],
)
def test_a_cell_is_no_formula(text: str, shown: str) -> None:
    """What a spreadsheet would calculate begins with an apostrophe."""
    assert csv_cell(text) == shown


@given(hostile_text)
def test_a_cell_stays_a_cell(text: str) -> None:
    """Commas, quotes and line ends do not end it."""
    target = io.StringIO()
    csv.writer(target).writerow([csv_cell(text), "next"])

    assert list(csv.reader(io.StringIO(target.getvalue()))) == [[csv_cell(text), "next"]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("GET /orders/{id}", "`GET /orders/{id}`", id="plain"),
        pytest.param("$default", "`$default`", id="formula"),
        pytest.param("a|b", "<code>a&#124;b</code>", id="pipe"),
        pytest.param("a`b", "<code>a&#96;b</code>", id="backtick"),
        pytest.param("", "`(empty)`", id="nothing"),
        pytest.param(" ", "`(empty)`", id="space"),
        pytest.param("##[x]", "<code>&#35;&#35;&#91;x&#93;</code>", id="command"),
    ],
)
def test_code_span(text: str, shown: str) -> None:
    """Code keeps its characters, wherever it stands."""
    assert code_span(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            "Give it a { b = true }.", "Give it a `{ b = true }`.", id="end after a block"
        ),
        pytest.param("their users' browsers", "their users' browsers", id="apostrophe"),
        pytest.param(
            "loses its JWT authorizer, and `ANY /{proxy+}` answers",
            "loses its JWT authorizer, and `ANY /{proxy+}` answers",
            id="prose",
        ),
        pytest.param("GET /a (of shop).", "`GET /a` (of shop).", id="route"),
        pytest.param("ask @user about #1", "ask `@user` about `#1`", id="mention"),
        pytest.param("see https://x.example.", "see `https://x.example`.", id="address"),
        pytest.param("30,000 ms, 50% → 2", "30,000 ms, 50% → 2", id="numbers"),
        pytest.param("1. one", "`1.` one", id="list"),
        pytest.param("a*b*c _d_ ~e~", "`a*b*c` `_d_` `~e~`", id="emphasis"),
        pytest.param("<b> & :cat:", "`<b>` `&` `:cat`:", id="elements"),
        pytest.param(
            "Give it `lifecycle { a = true }`.", "Give it `lifecycle { a = true }`.", id="block"
        ),
        pytest.param("x`y`z", "x`y`z", id="code within a word"),
        pytest.param("/a`b`", "`/a` `b`", id="two spans"),
        pytest.param("odd ` here", "odd <code>&#96;</code> here", id="one backtick"),
        pytest.param("", "`(empty)`", id="nothing"),
    ],
)
def test_markdown_cell(text: str, shown: str) -> None:
    """Words stay words, and what might be more becomes code."""
    assert markdown_cell(text) == shown


def test_html_text() -> None:
    """Nothing in HTML is more than text."""
    assert html_text('<b a="\'">&##[x]') == ("&lt;b a=&quot;&#x27;&quot;&gt;&amp;&#35;#[x]")


def test_html_prose() -> None:
    """Pieces of code become elements, and nothing else does."""
    assert html_prose("falls to `<a>`, <b>") == "falls to <code>&lt;a&gt;</code>, &lt;b&gt;"


def test_annotation() -> None:
    """A message and a property of a command keep what would end them escaped."""
    assert annotation("50%: a, b\n::x") == r"50%25: a, b\n::x"
    assert annotation_property("50%: a, b") == "50%25%3A a%2C b"


def test_terminal_lines() -> None:
    """No line is a command to a build server; elsewhere two colons are just that."""
    assert terminal_lines("  ::error::x\narn:aws:iam::123") == (
        "  \\x3a:error::x\narn:aws:iam::123"
    )


def test_shortened() -> None:
    """What is too long ends with a mark that it does."""
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"
