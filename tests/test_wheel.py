"""The commands, installed from the wheel where there is no CDKTF, no jsii and no Node.js."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.render.formats import Format
from apigwv2_tf.render.graph_formats import FORMATS as GRAPH_FORMATS
from apigwv2_tf.render.routes import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

_TESTS = Path(__file__).resolve().parent
_PLAN = str(_TESTS / "surface/plans/shop_change.json")
_STACK = str(_TESTS / "golden/every-resource.json")
_NAME = re.compile(r"[\w.-]+")
_OTHERS = ("cdktf", "constructs", "jsii", "typing_extensions")


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, capture_output=True, text=True, check=True)


def _needed(requirements: Iterable[str]) -> set[str]:
    """Return the distributions that these need, and those that they need themselves."""
    found: set[str] = set()
    waiting = [one for one in requirements if ";" not in one]
    while waiting:
        match = _NAME.match(waiting.pop())
        if match and match[0] not in found:
            found.add(match[0])
            more = distribution(match[0]).requires or []
            waiting += [one for one in more if ";" not in one]
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an environment with the wheel, and with what it says that it needs."""
    home = tmp_path_factory.mktemp("installed")
    build = ("-m", "hatchling", "build", "--target", "wheel", "--directory", str(home))
    subprocess.run([sys.executable, *build], cwd=_TESTS.parent, capture_output=True, check=True)
    (wheel,) = home.glob("*.whl")
    _run(sys.executable, "-m", "venv", "--without-pip", home / "venv")
    pip = (sys.executable, "-m", "pip", "--python", home / "venv/bin/python")
    _run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    packages = next((home / "venv").glob("lib/python*/site-packages"))
    metadata = next(packages.glob("apigwv2_tf-*.dist-info/METADATA")).read_text()
    for name in _needed(re.findall(r"^Requires-Dist: (.*)$", metadata, re.MULTILINE)):
        _copy(name, packages)
    return home


def _copy(name: str, packages: Path) -> None:
    """Install what this environment has, for there may be no network."""
    installed = Path(sysconfig.get_path("purelib"))
    for file in distribution(name).files or ():
        source = Path(str(file.locate()))
        if source.is_relative_to(installed) and source.suffix != ".pyc":
            target = packages / source.relative_to(installed)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def _command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as its user does, with nothing else in reach."""
    work = folder / "work"
    work.mkdir(exist_ok=True)
    return subprocess.run(
        [folder / "venv/bin" / arguments[0], *arguments[1:]],
        cwd=work,
        env={"PATH": str(folder / "venv/bin"), "PYTHONUTF8": "1", "HOME": str(work)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_nothing_else_is_there(folder: Path) -> None:
    """The environment is what it should be: no CDKTF, and no Node.js on the path."""
    code = f"import importlib.util as u; print([n for n in {_OTHERS} if u.find_spec(n)])"

    assert _command(folder, "python", "-c", code).stdout == "[]\n"
    assert not (folder / "venv/bin/node").exists()


def test_version(folder: Path) -> None:
    """The command is there and knows its version."""
    assert _command(folder, "apigwv2-tf", "--version").stdout.startswith("apigwv2-tf, version ")


@pytest.mark.parametrize("source", [_PLAN, _STACK], ids=["plan", "synthesized"])
@pytest.mark.parametrize(
    "arguments",
    [
        *(pytest.param(("routes", "--format", form), id=f"routes {form}") for form in FORMATS),
        *(pytest.param(("graph", "--format", form), id=f"graph {form}") for form in GRAPH_FORMATS),
        pytest.param(("docs", "-o", "site"), id="docs"),
        pytest.param(("lint", *(f"-o{one.value}=lint.{one.value}" for one in Format)), id="lint"),
    ],
)
def test_command(folder: Path, arguments: tuple[str, ...], source: str) -> None:
    """Every command that looks at APIs works, in every format."""
    ended = _command(folder, "apigwv2-tf", arguments[0], source, *arguments[1:])

    assert (ended.returncode in (0, 1), ended.stderr) == (True, "")
    assert ended.stdout


@pytest.mark.parametrize("sources", [(_PLAN,), (_STACK, _STACK)], ids=["plan", "two outputs"])
def test_review(folder: Path, sources: tuple[str, ...]) -> None:
    """So does the review of a plan, and of two synthesized outputs."""
    outputs = [f"-o{one.value}=review.{one.value}" for one in Format]
    ended = _command(folder, "python", "-m", "apigwv2_tf", "review", *sources, *outputs)

    assert (ended.returncode, ended.stderr) == (1 if sources == (_PLAN,) else 0, "")
    assert "API review" in ended.stdout


def test_writing_half_says_what_is_missing(folder: Path) -> None:
    """A construct names the extra that has to be installed for it."""
    ended = _command(folder, "python", "-c", "from apigwv2_tf import HttpApi")

    assert ended.returncode == 1
    assert "apigwv2-tf[cdktf]" in ended.stderr
