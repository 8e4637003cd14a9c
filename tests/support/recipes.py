"""Runs what the recipes of docs/pull-requests.md run, in a repository as a build server has it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.support import pages

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = "docs/pull-requests.md"
# programs of other people that reach what is not here: gh, curl, pip
_STAND_INS = Path(__file__).with_name("stand_ins")
_BLOCK = re.compile(r"^```yaml\n# ([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")
_EXPRESSIONS = {"github.token": "secret", "github.event.pull_request.number": "7"}
_SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository"
_AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@shop.example"))
}
_SERVER = {
    "GITHUB_REPOSITORY": "shop/api",
    "CI_API_V4_URL": "https://gitlab.example/api/v4",
    "CI_PROJECT_ID": "42",
    "CI_MERGE_REQUEST_IID": "7",
    "REVIEW_TOKEN": "secret",
}


def recipe(file: str) -> Any:  # noqa: ANN401 - any YAML
    """Return what a recipe has in a file, which the first line of its block names."""
    (found,) = (text for name, text in _BLOCK.findall(pages.text_of(PAGE)) if name == file)
    return yaml.safe_load(found)


def files() -> list[str]:
    """Return the names of the files of all recipes."""
    return [name for name, _ in _BLOCK.findall(pages.text_of(PAGE))]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: the code of what failed first, or 0, and all that was printed."""

    code: int
    output: str


@dataclass(frozen=True, slots=True)
class Repository:
    """
    A checkout on a build server.

    Args:
        folder: Where it is.

        env: What the environment of its jobs has beside what every build server sets.
    """

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def _beside(self) -> Path:
        """Where the server keeps what is not in the checkout."""
        return self.folder.with_name(f"{self.folder.name}-server")

    @property
    def summary(self) -> Path:
        """What GitHub shows as the summary of the job."""
        return self._beside / "summary.md"

    @property
    def comments(self) -> list[dict[str, Any]]:
        """The comments on the pull request, the oldest first."""
        found: list[dict[str, Any]] = json.loads((self._beside / "comments.json").read_text())
        return found

    def begin(self, *comments: str) -> None:
        """Make the repository, and the comments of people that are there already."""
        self._beside.mkdir()
        self.folder.mkdir(exist_ok=True)
        told = [  # GitHub calls who wrote it the user, GitLab the author
            {
                "id": number,
                "user": {"type": "User"},
                "author": {"username": "somebody"},
                "body": text,
            }
            for number, text in enumerate(comments)
        ]
        (self._beside / "comments.json").write_text(json.dumps(told))
        self.git("init", "--quiet", "--initial-branch=main")

    def forget_comments(self) -> None:
        """Begin another pull request."""
        (self._beside / "comments.json").write_text("[]")

    def commit(self, files: Mapping[str, str]) -> str:
        """Commit files, which replace all others, and return the commit."""
        self._clean()
        self.git("rm", "--quiet", "-r", "--ignore-unmatch", ".")
        for name, text in files.items():
            (self.folder / name).write_text(text)
        self.git("add", "--", *files)
        self.git("commit", "--quiet", "--allow-empty", "--message=Change")
        return self.git("rev-parse", "HEAD").strip()

    def merge(self, base: str, head: str) -> None:
        """Check out what would come of a merge, as GitHub does for pull requests."""
        self.git("checkout", "--quiet", "--detach", base)
        self.git("merge", "--quiet", "--no-ff", "--message=Merge", head)

    def git(self, *arguments: str) -> str:
        """Run git and return what it prints."""
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self._env(), capture_output=True, text=True, check=True
        ).stdout

    def github(self, file: str, *, fork: bool = False) -> Ended:
        """Run the job of a workflow as GitHub does: a step that fails skips those without `if`."""
        workflow = recipe(file)
        self._clean()
        self.summary.unlink(missing_ok=True)
        code, output = 0, ""
        for step in workflow["jobs"]["review"]["steps"]:
            if "run" in step and self._is_run(step.get("if"), code, fork=fork):
                env = {**workflow["env"], **step.get("env", {})}
                ended = self.shell(step["run"], {name: _value(env[name]) for name in env})
                code, output = code or ended.code, output + ended.output
        return Ended(code, output)

    def gitlab(self, file: str, base: str = "") -> Ended:
        """Run the jobs of a pipeline, until one fails, on what is checked out."""
        pipeline = recipe(file)
        self._clean()
        code, output = 0, ""
        for job in pipeline.values():
            if "script" in job and code == 0:
                env = {**pipeline["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
                ended = self.shell("\n".join(job["script"]), {k: str(v) for k, v in env.items()})
                code, output = ended.code, output + ended.output
        return Ended(code, output)

    def atlantis(self, file: str, stage: str) -> Ended:
        """Run the steps of a stage as Atlantis does."""
        (workflow,) = recipe(file)["workflows"].values()
        places = {name: str(self._beside / name.lower()) for name in ("PLANFILE", "SHOWFILE")}
        own = {
            "init": "terraform init -input=false",
            "plan": 'terraform plan -input=false -out="$PLANFILE"',
            "show": 'terraform show -json "$PLANFILE" > "$SHOWFILE"',
        }
        output = ""
        for step in workflow[stage]["steps"]:
            text = step["run"] if isinstance(step, dict) else own[step]
            ended = self.shell(text, places, by=("sh", "-c"))
            output += ended.output
            if ended.code:
                return Ended(ended.code, output)
        return Ended(0, output)

    def shell(
        self,
        text: str,
        env: Mapping[str, str] | None = None,
        *,
        by: tuple[str, ...] = ("bash", "-euo", "pipefail", "-c"),
    ) -> Ended:
        """Run a few lines in the repository."""
        ended = subprocess.run(
            [*by, text],
            cwd=self.folder,
            env={**self._env(), **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        return Ended(ended.returncode, ended.stdout)

    def _clean(self) -> None:
        """Take away what earlier jobs made, as servers do, but Terraform's state and providers."""
        self.git("clean", "--quiet", "-ffdx", "--exclude=*.tfstate*", "--exclude=.terraform*")

    def _env(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CI_"))}
        return {
            **own,
            **_AUTHOR,
            **_SERVER,
            **self.env,
            "COMMENTS": str(self._beside / "comments.json"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "PATH": f"{_STAND_INS}:{Path(sys.executable).parent}:{own['PATH']}",
            "PYTHONPATH": str(pages.ROOT),
        }

    def _is_run(self, condition: str | None, code: int, *, fork: bool) -> bool:
        if condition is None:
            return code == 0
        (expression,) = _EXPRESSION.findall(" ".join(condition.split()))
        return all(self._holds(term, fork=fork) for term in expression.split(" && "))

    def _holds(self, term: str, *, fork: bool) -> bool:
        """Evaluate a part of a condition; the pages use these and no others."""
        if term == _SAME_REPOSITORY:
            return not fork
        if found := re.fullmatch(r"hashFiles\('(.*)'\) != ''", term):
            return (self.folder / found[1]).is_file()
        return {"!cancelled()": True}[term]


def _value(text: object) -> str:
    """Return the value of a variable, with GitHub's expressions in it evaluated."""
    return _EXPRESSION.sub(lambda found: _EXPRESSIONS[found[1]], str(text))


def shell(word: str) -> str:
    """Return the lines on the page, outside of files, that have a word in them."""
    found = re.findall(r"^```sh\n(.*?)^```$", pages.text_of(PAGE), re.DOTALL | re.MULTILINE)
    (lines,) = (one for one in found if word in one)
    return str(lines)
