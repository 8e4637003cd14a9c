"""The page about reports says what the commands do."""

from __future__ import annotations

import re

from apigwv2_tf.render.formats import LEAST_BUDGET, USUAL_BUDGET, Format
from apigwv2_tf.report import Impact, Severity

from tests.support.fresh import ROOT

_PAGE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


def test_report_on_the_page_is_one() -> None:
    """The report that the page shows is the beginning of one that was written."""
    (shown,) = re.findall(r"```text\n(API review .*?)```", _PAGE, re.DOTALL)
    golden = ROOT / "tests" / "golden" / "reports" / "review.txt"

    assert golden.read_text(encoding="utf-8").startswith(shown)


def test_page_has_every_format() -> None:
    """Each format has a row, in the order of the help."""
    (section,) = re.findall(r"## Formats\n(.*?)\n## ", _PAGE, re.DOTALL)

    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [form.value for form in Format]


def test_page_has_every_level() -> None:
    """The levels stand in their order, the worst first."""
    for levels in (Impact, Severity):
        assert ", ".join(level.value for level in levels) in _PAGE


def test_page_has_the_budget() -> None:
    """The page names the budget that comments have if nobody says another."""
    assert f"{USUAL_BUDGET:,}" in _PAGE
    assert LEAST_BUDGET < USUAL_BUDGET
