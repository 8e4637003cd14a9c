"""The report on a terminal."""

from __future__ import annotations

import pytest
from apigwv2_tf.render.report_document import Entry
from apigwv2_tf.render.report_terminal import to_terminal
from rich.cells import cell_len

from tests.support.reports import finding, lint_report, report, review_report


@pytest.mark.parametrize("width", [40, 72, 120])
def test_lines_fit(width: int) -> None:
    """No line is longer than the terminal is wide, but the one that may hold a long path."""
    long = Entry(finding=finding(text="word " * 60, why="a" * 150))
    _, *lines = to_terminal(report(long), width=width, color=False).splitlines()

    assert max(map(cell_len, lines)) <= width


def test_nothing_is_lost_in_a_narrow_terminal() -> None:
    """What does not fit into a line goes on in the next."""
    text = to_terminal(report(Entry(finding=finding(before="b" * 150))), width=40, color=False)

    assert text.count("b") >= 150


@pytest.mark.parametrize("part", ["address", "construct_path"])
def test_what_is_copied_stays_whole(part: str) -> None:
    """An address longer than the line is not cut in two."""
    text = to_terminal(report(Entry(finding=finding(**{part: "b" * 150}))), width=40, color=False)

    assert "b" * 150 in text


def test_colours() -> None:
    """There are colours where they are asked for, and no escapes elsewhere."""
    assert "\x1b[1;31m" in to_terminal(review_report(), width=80, color=True)
    assert "\x1b" not in to_terminal(review_report(), width=80, color=False)


def test_uncertain_finding_says_so() -> None:
    """What nobody can tell before apply is marked."""
    text = to_terminal(review_report(), width=80, color=False)

    assert "    kind    authorization-changed, not certain\n" in text


def test_known_and_accepted_findings_are_counted_and_named() -> None:
    """What the baseline has is counted; what was accepted is named with its reason."""
    lint = to_terminal(lint_report(), width=80, color=False)
    review = to_terminal(review_report(), width=80, color=False)

    assert "1 finding known from main.json" in lint
    assert "accepted: shop: CORS (cors-origin-added): the API is public, see SHOP-12" in review


def test_wide_characters_fit() -> None:
    """Characters that take two places are counted as two, and none is lost."""
    text = to_terminal(report(Entry(finding=finding(text="订单" * 100))), width=40, color=False)

    assert max(map(cell_len, text.splitlines())) <= 40
    assert text.count("订") == 100


def test_heading_has_the_name_that_was_given() -> None:
    """What a report is of stands before the source; where nobody has named it, the source says."""
    named, unnamed = report(name="shop"), report()

    heads = [to_terminal(one, width=80, color=False).splitlines()[0] for one in (named, unnamed)]

    assert heads == ["API review of shop: plan.json", "API review plan.json"]


def test_markup_is_text() -> None:
    """What the library that prints takes for markup is text."""
    text = to_terminal(report(Entry(finding=finding(subject="GET /[bold]"))), width=80, color=False)

    assert "GET /[bold]" in text
