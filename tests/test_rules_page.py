"""The page of the rules is that of the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.lint import RULES
from apigwv2_tf.lint.suppressions import find_suppressions

from tools import rules

if TYPE_CHECKING:
    from pathlib import Path


def test_page_is_up_to_date() -> None:
    """It is what `make rules` writes."""
    assert rules.PAGE.read_text() == rules.page()


def test_page_has_every_rule() -> None:
    """Each has a heading that findings can link to, and is in the overview."""
    text = rules.PAGE.read_text()

    assert [rule.id for rule in RULES if f"\n### {rule.id}\n" not in text] == []
    assert [rule.id for rule in RULES if f"[`{rule.id}`](#{rule.id})" not in text] == []


@pytest.mark.parametrize(
    ("language", "file"), [("yaml", "apigwv2-tf.yaml"), ("toml", "pyproject.toml")]
)
def test_examples_of_suppressions_are_read(tmp_path: Path, language: str, file: str) -> None:
    """What the page shows is what the reader takes, about rules that exist."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", rules.PAGE.read_text(), re.DOTALL)
    (tmp_path / file).write_text(block)

    found = find_suppressions(tmp_path)

    assert found
    assert {one.rule for one in found} <= {rule.id for rule in RULES}
