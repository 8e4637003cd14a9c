"""The recipes for pull requests that plan, run as build servers run them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.review import review
from apigwv2_tf.surface.loading import load_comparison

from tests.support import local_aws as aws_process
from tests.support import pages, recipes
from tests.support.recipes import Repository
from tests.support.terraform import environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

_EXAMPLE = pages.ROOT / "examples" / "plan_review"
_GITHUB = ".github/workflows/api-review.yml"
_GITLAB = ".gitlab-ci.yml"
_ATLANTIS = "repos.yaml"
_LOST = "GET /orders/{id}"


@pytest.fixture(scope="module")
def live(
    local_aws: str, provider: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Repository:
    """
    Return a repository whose base branch, the example before its change, is applied.

    One provider runs all the time: to start it for each command takes most of the time.
    """
    aws_process.reset(local_aws)
    directory = tmp_path_factory.mktemp("recipes")
    env = environment(directory) | aws_process.environment(local_aws) | provider
    made = Repository(directory / "shop", env)
    made.begin()
    _commit(made, "before")
    applied = made.shell("terraform init -input=false && terraform apply -auto-approve")
    assert applied.code == 0, applied.output
    return made


@pytest.fixture
def repository(live: Repository) -> Repository:
    """Return the repository without comments."""
    live.forget_comments()
    return live


def _commit(repository: Repository, version: str) -> None:
    """Commit a version of the example."""
    repository.commit({"main.tf": (_EXAMPLE / version / "main.tf").read_text()})


def _told(plan: Path) -> list[str]:
    """Return what a review says about a plan."""
    return [f"{one.subject} {one.text}" for one in review(load_comparison(str(plan)))]


def test_github(repository: Repository) -> None:
    """One run comments, annotates, sums up, and writes what code scanning takes."""
    _commit(repository, "after")
    opened = repository.github(_GITHUB)

    folder = repository.folder
    plan = hashlib.sha256((folder / "plan.json").read_bytes()).hexdigest()
    (comment,) = repository.comments
    results = json.loads((folder / "review.sarif").read_text())["runs"][0]["results"]
    assert opened.code == 1, opened.output
    assert comment["body"].startswith(f"<!-- apigwv2-tf:review:shop plan={plan} -->\n")
    assert f"| `{_LOST}` |" in comment["body"]
    assert f"::error title=shop%3A {_LOST} (authorization-removed)::" in opened.output
    assert "authorization-removed" in {one["ruleId"] for one in results}
    assert repository.summary.read_text() == comment["body"]
    assert (folder / "review.html").read_text().startswith("<!DOCTYPE html>")
    assert repository.shell(recipes.shell("sha256sum")).output.split()[0] == plan
    assert _told(folder / "plan.json") == _told(_EXAMPLE / "plan.json")

    _commit(repository, "before")
    closed = repository.github(_GITHUB)

    (comment,) = repository.comments
    assert closed.code == 0, closed.output
    assert "no change that callers notice" in comment["body"]


def test_gitlab(repository: Repository) -> None:
    """One job plans; the next one writes a note, and shows findings as tests."""
    _commit(repository, "after")
    opened = repository.gitlab(_GITLAB)

    (note,) = repository.comments
    assert opened.code == 1, opened.output
    assert f"| `{_LOST}` |" in note["body"]
    assert f"{_LOST}: authorization-removed" in (repository.folder / "review.xml").read_text()


def test_atlantis(repository: Repository) -> None:
    """The review stands below the plan; the check says `fail` where something is to be settled."""
    _commit(repository, "after")
    opened = repository.atlantis(_ATLANTIS, "plan")
    refused = repository.atlantis(_ATLANTIS, "policy_check")

    assert opened.code == 0, opened.output
    assert f"shop: {_LOST}\n    loses its JWT authorizer" in opened.output
    assert refused == recipes.Ended(0, "API review: fail; see the review below the plan\n")

    _commit(repository, "before")
    repository.atlantis(_ATLANTIS, "plan")
    passed = repository.atlantis(_ATLANTIS, "policy_check")

    assert passed == recipes.Ended(0, "API review: nothing to settle\n")
