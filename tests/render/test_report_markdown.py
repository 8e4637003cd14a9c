"""The comment on a pull request: what it says, in which order, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from apigwv2_tf.render.formats import LEAST_BUDGET, USUAL_BUDGET
from apigwv2_tf.render.report_document import (
    ApiDetails,
    Diagram,
    Entry,
    Report,
    ResourceDiff,
    RouteLine,
)
from apigwv2_tf.render.report_markdown import to_markdown
from apigwv2_tf.report import Impact
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import markdown
from tests.support.hostile import hostile_text
from tests.support.reports import finding, hostile_report, lint_report, report, review_report

_MARKER = re.compile(r"<!-- apigwv2-tf:review:([A-Za-z0-9._/%-]+)( plan=[0-9a-f]{64})? -->")


def _diagrams(text: str | None) -> tuple[Diagram, ...]:
    return () if text is None else (Diagram(title="shop (HTTP)", text=text),)


_LINES = ('-   authorization_type = "JWT"', '+   authorization_type = "NONE"')


def _large(routes: int, *, name: str = "orders", diagram: str | None = None) -> Report:
    """Return a review in which every route of one API loses its authorizer."""
    keys = [f"GET /{name}/{number:04}" for number in range(routes)]
    entries = (
        Entry(
            finding=finding(
                id="authorization-removed",
                level=Impact.SECURITY,
                subject=key,
                address=f'aws_apigatewayv2_route.this["{key}"]',
            )
        )
        for key in keys
    )
    lines = tuple(RouteLine(key=key, before=("JWT",), after=("open",)) for key in keys)
    still = (RouteLine(key="GET /", before=("open",), after=("open",)),)
    quiet = ("quiet " * 40,) * 3
    return report(
        *entries,
        diagrams=_diagrams(diagram),
        diffs=tuple(ResourceDiff(address=key, action="update", lines=_LINES) for key in keys),
        details=(
            ApiDetails(api="changed", columns=("Authorization",), lines=lines, facts=("CORS",)),
            ApiDetails(api="still", columns=("Authorization",), lines=still, facts=quiet),
        ),
    )


def _text(made: Report, budget: int = USUAL_BUDGET) -> str:
    return to_markdown(made, budget=budget)


def test_first_line_is_the_marker() -> None:
    """Whoever updates the comment finds it by its first line, and the plan it is about."""
    assert _text(review_report()).splitlines()[0] == (
        f"<!-- apigwv2-tf:review:stacks/shop plan={'ab' * 32} -->"
    )


@given(text=hostile_text)
def test_marker_is_a_comment_whatever_the_name(text: str) -> None:
    """No name ends the comment that hides the marker."""
    assert _MARKER.fullmatch(_text(hostile_report(f"x{text}")).splitlines()[0])


def test_decision_comes_first() -> None:
    """The verdict, the changes, what to do, particulars, what was not looked at: in this order."""
    text = _text(review_report())
    parts = [
        "### API review of `stacks/shop`: 1 breaking",
        "2 findings to settle",
        "| Where |",
        "#### What to do",
        "<summary>Accepted (1)</summary>",
        "<summary>All routes of <code>chat</code> (1)</summary>",
        "<summary>About <code>shop</code></summary>",
        "<summary>Diagram of <code>shop (HTTP)</code></summary>",
        "#### Not looked at",
        "Plan: `+1 ~3 -2 ±0`",
    ]
    places = [text.index(part) for part in parts]

    assert places == sorted(places)


def test_markers_of_different_names_differ() -> None:
    """Whatever tells two stacks apart tells their comments apart, and ends no comment of HTML."""
    names = ["prod:eu", "prod-eu", "prod--eu", "prod-", "prod", "prod%3Aeu", "店", "铺", "-->"]
    markers = [_text(report(name=name)).splitlines()[0] for name in names]

    assert len(set(markers)) == len(names)
    assert all(re.fullmatch("<!-- [^ ]+[^-] -->", marker) for marker in markers)
    assert all("--" not in marker[4:-3] for marker in markers)


def test_report_without_findings_is_short() -> None:
    """Where nothing was found there is the verdict, the source and nothing else."""
    assert _text(report()).splitlines() == [
        "<!-- apigwv2-tf:review:plan.json -->",
        "",
        "### API review: no change that callers notice",
        "",
        "Passes: no certain finding at security or above.",
        "",
        "`plan.json` · apigwv2-tf 1.2.3",
    ]


def test_known_findings_stand_apart() -> None:
    """What the baseline has is folded away, and not among what to do."""
    text = _text(lint_report())
    changes, _, rest = text.partition("#### What to do")

    assert "`$default`" not in changes.replace("stage $default", "")
    assert "<summary>Known already (1)</summary>\n\n- 🟠 `open-route` `$default` of `shop`" in rest


def test_api_is_named_where_there_are_several() -> None:
    """With one API only there is one table; of several each has its own, under its name."""
    one = report(Entry(finding=finding()))
    two = report(Entry(finding=finding()), Entry(finding=finding(api="chat")))

    assert "####" not in _text(one).partition("#### What to do")[0]
    assert re.findall(r"^(#### .*|\| 🔴 \|[^|]*\|)", _text(two), re.MULTILINE) == [
        "#### `shop`",
        "| 🔴 | `POST /carts` |",
        "#### `chat`",
        "| 🔴 | `POST /carts` |",
        "#### What to do",
    ]


@pytest.mark.parametrize(("kinds", "is_folded"), [(1, False), (5, False), (6, True), (40, True)])
def test_what_to_do_is_folded_where_it_is_long(kinds: int, *, is_folded: bool) -> None:
    """A few kinds of findings stand open; of many, what was found stays in sight."""
    entries = [Entry(finding=finding(id=f"kind-{number}")) for number in range(kinds)]

    text = _text(report(*entries))

    assert ("#### What to do\n\n- **`kind-0`**" in text) is not is_folded
    summary = f"<details>\n<summary>What to do ({kinds})</summary>\n\n- **`kind-0`**"
    assert (summary in text) is is_folded
    assert text.count("details>") == 2 * is_folded


def test_what_to_do_counts_the_kinds_that_are_shown() -> None:
    """Whatever is left out at the end, the fold holds what its heading says."""
    entries = [Entry(finding=finding(id=f"kind-{number}", why="w" * 200)) for number in range(90)]

    text = _text(report(*entries), LEAST_BUDGET)

    (number,) = re.findall(r"<summary>What to do \((\d+)\)</summary>", text)
    assert text.count("- **`kind-") == int(number) < 90
    assert _left_out(text)


def test_cells_of_routes_are_code() -> None:
    """Names of others look the same in every cell, on both sides; where nothing is, none does."""
    made = report(
        details=(
            ApiDetails(
                api="shop",
                columns=("Authorization", "Stages", "Throttling"),
                lines=(
                    RouteLine(
                        key="GET /a",
                        before=("JWT by staff, scopes read", "prod, $default", ""),
                        after=("JWT by staff, scopes admin, read.all", "prod, $default", "5/s"),
                    ),
                    RouteLine(key="GET /b", before=None, after=("open", "", "")),
                ),
            ),
        )
    )

    rows = [row for row in _text(made).splitlines() if "| `GET /" in row]
    assert rows == [
        (
            "| `~` | `GET /a` | `JWT by staff, scopes read` → "
            "`JWT by staff, scopes admin, read.all` | `prod, $default` | — → `5/s` |"
        ),
        "| `+` | `GET /b` | `open` |  |  |",
    ]


def test_what_is_left_out_first() -> None:
    """The diagram goes first, then attributes, tables, APIs that do not change, rows at last."""
    made = _large(120, diagram="flowchart LR\n" + "a --> b\n" * 500)
    said = [_left_out(_text(made, budget)) for budget in range(60_000, LEAST_BUDGET - 1, -250)]

    assert list(dict.fromkeys(re.sub(r"\d+ rows?", "rows", one) for one in said)) == [
        "",
        "the diagram",
        "the diagram; the attributes that change",
        "the diagram; the attributes that change; the full route tables",
        "the diagram; the attributes that change; the full route tables; APIs that do not change",
        (
            "the diagram; the attributes that change; the full route tables; "
            "APIs that do not change; rows from the ends of lists"
        ),
    ]


def _left_out(text: str) -> str:
    found = re.search(r"\*\*Left out\*\*, because it does not fit here: (.*)\.", text)
    return found[1] if found else ""


@pytest.mark.parametrize("budget", [LEAST_BUDGET, 20_000, USUAL_BUDGET])
def test_large_report_fits(budget: int) -> None:
    """However much there is to say, the comment is as long as it may be, but not longer."""
    text = _text(_large(5_000), budget)

    assert budget - 1_000 < len(text) <= budget
    assert _left_out(text)


@settings(max_examples=40)
@given(text=hostile_text.map(lambda one: one * 20), budget=st.integers(LEAST_BUDGET, 12_000))
def test_nothing_is_cut_in_the_middle(text: str, budget: int) -> None:
    """Whatever is left out, every fold is closed and every row has all its cells."""
    made = hostile_report(text)
    shown = _text(replace(made, entries=made.entries * 4, diagrams=_diagrams("a")), budget)

    assert len(shown) <= budget
    elements = markdown.html(shown)
    assert elements.count("details") == elements.count("/details")
    assert elements.count("code") == elements.count("/code")
    assert all(len(set(widths)) == 1 for widths in _widths(shown))
    assert markdown.live(shown) == []


def _widths(text: str) -> list[list[int]]:
    """Return the number of cells in each row of each table."""
    parts = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    assert all(row.startswith("|") and row.endswith("|") for rows in parts for row in rows)
    return [[row.count("|") for row in rows] for rows in parts]


def test_rows_that_are_left_out_are_the_least_important() -> None:
    """The worst findings stay, in the order they always have."""
    breaking = Entry(finding=finding())
    made = _large(2_000)
    text = _text(replace(made, entries=(breaking, *made.entries)), LEAST_BUDGET)

    assert "| 🔴 | `POST /carts` |" in text
    assert "`GET /orders/0000`" in text
    assert "`GET /orders/1999`" not in text


def test_diagram_cannot_end_its_fence() -> None:
    """A diagram with backticks stands between more of them."""
    text = _text(report(diagrams=_diagrams('flowchart LR\n  a["```"]\n```\n# not a heading')))

    assert markdown.blocks(text).count("fence") == 1
    assert markdown.blocks(text).count("heading_open") == 1
