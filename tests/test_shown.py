"""What the pages show of the commands is what these print."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.lint import RULES
from apigwv2_tf.lint.suppressions import read_suppressions
from apigwv2_tf.review.kinds import BY_ID

from tests.support import console, pages

if TYPE_CHECKING:
    from pathlib import Path

_SUPPRESSIONS = re.compile(r"```yaml\n((?:#.*\n)?suppressions:\n.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the commands of the pages read."""
    folder = tmp_path_factory.mktemp("shown")
    console.prepare(folder)
    return folder


@pytest.mark.parametrize("page", console.shown())
def test_page_shows_what_commands_print(page: str, prepared: Path, tmp_path: Path) -> None:
    """Whoever types what stands behind a prompt sees what stands below; `make shown` writes it."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)

    assert console.as_printed(page, tmp_path) == pages.text_of(page)


@pytest.mark.parametrize("page", pages.pages())
def test_suppressions_of_a_page_are_read(page: str, tmp_path: Path) -> None:
    """They are about rules and kinds of changes that exist."""
    rules = {rule.id for rule in RULES} | {rule.code for rule in RULES} | BY_ID.keys()
    for number, block in enumerate(_SUPPRESSIONS.findall(pages.text_of(page))):
        path = tmp_path / f"{number}.yaml"
        path.write_text(block)

        assert {one.rule for one in read_suppressions(path)} <= rules
