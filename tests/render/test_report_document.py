"""What a report says of itself, before any format."""

from __future__ import annotations

import pytest
from apigwv2_tf.render.report_document import Entry, Kind, PlanCounts, Report, RouteLine
from apigwv2_tf.report import Severity

from tests.support.reports import finding, lint_report, report, review_report


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        pytest.param(
            review_report(),
            "1 breaking · 1 security · 1 operations · 1 not certain · 1 accepted · "
            "2 routes unchanged",
            id="review",
        ),
        pytest.param(lint_report(), "1 high · 1 medium · 1 known", id="lint"),
        pytest.param(report(), "no change that callers notice", id="no change"),
        pytest.param(report(kind=Kind.LINT), "nothing found", id="nothing"),
        pytest.param(
            report(Entry(finding=finding(), known=True)), "nothing new · 1 known", id="known"
        ),
        pytest.param(
            report(unchanged=1), "no change that callers notice · 1 route unchanged", id="one"
        ),
        pytest.param(
            report(*[Entry(finding=finding(certain=False))] * 1234), "1234 not certain", id="many"
        ),
    ],
)
def test_verdict(made: Report, verdict: str) -> None:
    """One line counts what is new, the worst first, and what is not."""
    assert made.verdict == verdict


@pytest.mark.parametrize(
    ("made", "outcome"),
    [
        pytest.param(review_report(), "2 findings to settle before this is merged.", id="two"),
        pytest.param(lint_report(), "1 finding to settle before this is merged.", id="one"),
        pytest.param(report(fail_on=None), "Passes, whatever was found.", id="none"),
        pytest.param(
            report(fail_on=Severity.LOW),
            "Passes: no certain finding at low or above.",
            id="below",
        ),
    ],
)
def test_outcome(made: Report, outcome: str) -> None:
    """One sentence says what follows; what does not fail does not say that word."""
    assert made.outcome == outcome
    assert "fail" not in outcome


@pytest.mark.parametrize(
    ("made", "title"),
    [
        pytest.param(report(), "API review", id="by its source"),
        pytest.param(report(sources=("-",), name="stdin"), "API review", id="standard input"),
        pytest.param(report(name="prod"), "API review of prod", id="named"),
    ],
)
def test_title(made: Report, title: str) -> None:
    """A report has a name where somebody gave it one; where nobody did, its source says enough."""
    assert made.title == title


def test_plan_counts() -> None:
    """A plan's counts are written with the signs that Terraform uses."""
    assert str(PlanCounts(create=1, update=2, delete=3, replace=4)) == "+1 ~2 -3 ±4"


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        pytest.param(None, ("open",), "+", id="added"),
        pytest.param(("open",), None, "-", id="removed"),
        pytest.param(("open",), ("IAM",), "~", id="changed"),
        pytest.param(("open",), ("open",), "", id="unchanged"),
    ],
)
def test_mark(before: tuple[str, ...] | None, after: tuple[str, ...] | None, mark: str) -> None:
    """One character says what happens to a route."""
    assert RouteLine(key="GET /", before=before, after=after).mark == mark
