"""Reports as workflow commands of GitHub."""

from __future__ import annotations

import re

from apigwv2_tf.render.gathering import Verdict
from apigwv2_tf.render.report_annotations import to_annotations
from apigwv2_tf.render.report_document import Entry
from apigwv2_tf.report import Severity

from tests.support.reports import finding, lint_report, report, review_report


def test_command_has_the_level_and_a_title() -> None:
    """An annotation says how bad it is, where it is, and what to do."""
    (line, _) = to_annotations(report(Entry(finding=finding(api="a, b")))).splitlines()

    assert line == (
        "::error title=a%2C b%3A POST /carts (route-removed)::"
        "is gone, and `ANY /{proxy+}` gets its requests. "
        "Callers get the answer of another backend. Keep the route until nobody calls it."
    )


def test_uncertain_finding_is_a_warning() -> None:
    """What nobody can tell before apply is no error."""
    lines = to_annotations(review_report()).splitlines()

    assert [line.split(" ", 1)[0] for line in lines] == [
        "::error",
        "::error",
        "::warning",
        "::warning",
        "API",
    ]


def test_the_worst_come_first() -> None:
    """GitHub shows only the first of each kind, so those have to be the ones that matter most."""
    levels = (Severity.INFO, Severity.MEDIUM, Severity.CRITICAL, Severity.LOW, Severity.ERROR)
    findings = [finding(level=level, subject=f"GET /{level.value}") for level in levels]

    text = to_annotations(report(*Verdict(fail_on=Severity.HIGH).on(findings)))

    assert re.findall(r"^::(\w+) .* GET /(\w+) ", text, re.MULTILINE) == [
        ("error", "error"),
        ("error", "critical"),
        ("warning", "medium"),
        ("warning", "low"),
        ("notice", "info"),
    ]


def test_known_and_accepted_findings_are_left_out() -> None:
    """Nobody is told again of what the baseline has."""
    text = to_annotations(lint_report())

    assert text.count("(open-route)") == 1
    assert "1 known" in text
