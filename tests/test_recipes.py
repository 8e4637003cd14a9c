"""The recipes for pull requests that need no credentials, run as build servers run them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.support import pages, recipes
from tests.support.recipes import Repository

if TYPE_CHECKING:
    from pathlib import Path

_GITHUB = ".github/workflows/api-review-without-credentials.yml"
_GITLAB = ".gitlab-ci.yml, without credentials"
_MARKER = "<!-- apigwv2-tf:review:shop -->"
_NOTHING = f"{_MARKER}\n\n### API review of `shop`: no change that callers notice"
_SOMEBODY = f"{_MARKER}\nI can write this, too."


def _files(path: str) -> dict[str, str]:
    """Return the files of a project whose API has a route with this path."""
    program = pages.blocks("docs/getting-started.md")[0]
    assert program.count("/echo/{name}") == 1
    return {
        "main.py": program.replace("/echo/{name}", path),
        "requirements.txt": "apigwv2-tf[cdktf]\n",
    }


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with a comment of somebody that looks like one of ours."""
    made = Repository(tmp_path / "shop")
    made.begin(_SOMEBODY)
    return made


@pytest.fixture
def base(repository: Repository) -> str:
    """Return the commit that is the base branch."""
    return repository.commit(_files("/echo/{name}"))


def test_github(repository: Repository, base: str) -> None:
    """A job fails where the change breaks callers; its one comment follows every push."""
    repository.merge(base, repository.commit(_files("/say/{name}")))
    broken = repository.github(_GITHUB)

    text = (repository.folder / "review.md").read_text()
    assert broken.code == 1
    assert "::error title=Hello%3A GET /echo/{name} (route-removed)::" in broken.output
    assert text.startswith(_MARKER)
    assert [one["body"] for one in repository.comments] == [_SOMEBODY, text]
    assert repository.summary.read_text() == text

    repository.merge(base, repository.commit(_files("/echo/{name}")))
    mended = repository.github(_GITHUB)

    somebody, ours = repository.comments
    assert mended.code == 0
    assert somebody["body"] == _SOMEBODY
    assert ours["body"].startswith(_NOTHING)


def test_github_with_a_fork(repository: Repository, base: str) -> None:
    """A job that may not comment shows the review all the same, and rules find what is new."""
    repository.merge(base, repository.commit(_files("/say/{name}")))
    ended = repository.github(_GITHUB, fork=True)
    checked = repository.shell(recipes.shell("apigwv2-tf lint"))

    assert ended.code == 1
    assert [one["body"] for one in repository.comments] == [_SOMEBODY]
    assert "GET /echo/{name}" in repository.summary.read_text()
    assert "::error title=Hello%3A GET /say/{name} (open-route)::" in checked.output


def test_program_that_does_not_run(repository: Repository, base: str) -> None:
    """Without anything to review nothing is said, and the job fails."""
    repository.merge(base, repository.commit({**_files("/"), "main.py": "raise SystemExit(3)"}))
    ended = repository.github(_GITHUB)

    assert ended.code == 3
    assert [one["body"] for one in repository.comments] == [_SOMEBODY]


def test_gitlab(repository: Repository, base: str) -> None:
    """A job fails where the change breaks callers; its one note follows every push."""
    repository.commit(_files("/say/{name}"))
    broken = repository.gitlab(_GITLAB, base)

    tests = ET.parse(repository.folder / "review.xml").getroot()  # noqa: S314 - our own
    assert broken.code == 1
    assert tests.get("failures") == "1"
    assert (repository.folder / "review.html").is_file()
    assert "GET /echo/{name}" in repository.comments[-1]["body"]

    repository.commit(_files("/echo/{name}"))
    mended = repository.gitlab(_GITLAB, base)

    (ours,) = (one["body"] for one in repository.comments if one["body"] != _SOMEBODY)
    assert mended.code == 0
    assert ours.startswith(_NOTHING)


def test_every_recipe_is_run() -> None:
    """No recipe on the page is without a test, here or in tests/e2e."""
    here = {_GITHUB, _GITLAB}
    assert set(recipes.files()) == here | {
        ".github/workflows/api-review.yml",
        ".gitlab-ci.yml",
        "repos.yaml",
    }
