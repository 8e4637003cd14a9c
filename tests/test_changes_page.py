"""The page of the kinds of changes is that of the package."""

from __future__ import annotations

import re

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds import KINDS

from tools import changes


def test_page_is_up_to_date() -> None:
    """It is what `make changes` writes."""
    assert changes.PAGE.read_text() == changes.page()


def test_page_has_every_kind_once() -> None:
    """Each kind of change has one line, with its level."""
    text = changes.PAGE.read_text()

    for kind in KINDS:
        assert text.count(f"\n| `{kind.id}` | {kind.impact.value} | ") == 1


def test_page_says_what_the_levels_mean() -> None:
    """Every level has a line, the worst first."""
    levels = re.findall(r"^- \*\*(\w+)\*\*: ", changes.PAGE.read_text(), re.MULTILINE)

    assert levels == [impact.value for impact in Impact]
