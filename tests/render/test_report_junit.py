"""Reports as tests of a build server."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from apigwv2_tf.render.report_junit import to_junit

from tests.support.reports import lint_report, report, review_report

if TYPE_CHECKING:
    from apigwv2_tf.render.report_document import Report


def _root(made: Report) -> ET.Element:
    return ET.fromstring(to_junit(made))  # noqa: S314 - we wrote it


def test_what_fails_the_run_fails() -> None:
    """Exactly the findings that make the run fail are failures."""
    failed = [case.get("name") for case in _root(review_report()).iterfind(".//failure/..")]

    assert failed == ["POST /carts: route-removed", "GET /orders/{id}: authorization-removed"]


def test_what_does_not_count_is_skipped_with_a_reason() -> None:
    """Accepted, known and uncertain findings are skipped, and say why."""
    reasons = [
        skipped.get("message")
        for made in (review_report(), lint_report())
        for skipped in _root(made).iterfind(".//skipped")
    ]

    assert reasons == [
        "not certain: gets another authorizer: its id is known after apply",
        "accepted: the API is public, see SHOP-12",
        "known",
    ]


def test_totals_add_up() -> None:
    """The numbers of the suites are those of what is in them."""
    root = _root(review_report())

    for counted in (root, *root.iterfind("testsuite")):
        for total, path in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            assert int(counted.get(total, "")) == len(counted.findall(f".//{path}"))


def test_nothing_found_is_one_test_that_passes() -> None:
    """A build server that wants tests gets one."""
    (case,) = _root(report()).iter("testcase")

    assert case.get("name") == "no change that callers notice"
    assert list(case) == []
