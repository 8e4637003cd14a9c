"""The commands that draw: `graph` and `docs`."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.cli import main
from apigwv2_tf.render.graph_formats import FORMATS
from click.testing import CliRunner, Result

from tools import shop

if TYPE_CHECKING:
    from pathlib import Path

_BEGINNINGS = {
    "mermaid": "### shop (HTTP)\n\n```mermaid\nflowchart LR\n",
    "dot": "digraph apis {\n",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"',
}


def _run(*arguments: object, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a synthesized shop, in a folder without suppressions."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "cdktf.out" / "stacks" / "shop" / "cdk.tf.json"
    path.parent.mkdir(parents=True)
    path.write_text(shop.before(), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_is_written_to_standard_output(source: Path, form: str) -> None:
    """Every format begins as its readers expect."""
    result = _run("graph", source, "--format", form)

    assert result.exit_code == 0
    assert result.stdout.startswith(_BEGINNINGS[form])
    assert "shop" in result.stdout


def test_a_graph_is_written_to_a_file(source: Path, tmp_path: Path) -> None:
    """Standard output is empty then."""
    result = _run("graph", source, "--format", "svg", "-o", tmp_path / "shop.svg")

    assert (result.exit_code, result.stdout) == (0, "")
    assert ET.parse(tmp_path / "shop.svg").getroot().tag.endswith("svg")  # noqa: S314 - we wrote it


@pytest.mark.parametrize("command", ["graph", "docs"])
def test_left_out_the_folder_of_cdktf_is_read(source: Path, command: str) -> None:
    """What the last synth wrote is drawn, whether or not it is named."""
    assert _run(command).stdout == _run(command, source.parents[2]).stdout != ""


def test_mermaid_is_left_out(source: Path) -> None:
    """It is what most people want: GitHub draws it."""
    assert _run("graph").stdout == _run("graph", source, "--format", "mermaid").stdout


def test_standard_input_is_read(source: Path) -> None:
    """A pipe will do."""
    assert "shop (HTTP)" in _run("graph", "-", stdin=source.read_text()).stdout


def test_a_page_is_written(source: Path, tmp_path: Path) -> None:
    """The folder is made, and the command says where the page is."""
    folder = tmp_path / "public" / "site"

    result = _run("docs", source, "-o", folder, "--title", "Our shop")

    page = folder / "index.html"
    assert (result.exit_code, result.stdout) == (0, f"{page}\n")
    assert "<title>Our shop</title>" in page.read_text(encoding="utf-8")
    assert "open route" in page.read_text(encoding="utf-8")


def test_a_page_is_written_again(source: Path, tmp_path: Path) -> None:
    """The old one gives way; other files stay."""
    other = tmp_path / "site" / "notes.txt"
    assert _run("docs", source, "--title", "old").exit_code == 0
    other.write_text("mine")

    assert _run("docs", source, "--title", "new").exit_code == 0

    assert "<title>new</title>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in other.parent.iterdir()) == ["index.html", "notes.txt"]


def test_a_page_of_somebody_else_stays(source: Path, tmp_path: Path) -> None:
    """What the command did not write it does not replace."""
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("<h1>My home</h1>")

    result = _run("docs", source)

    assert result.exit_code == 2
    assert "is not a page of this command" in result.stderr
    assert page.read_text() == "<h1>My home</h1>"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("file", id="a file in the way"),
        pytest.param("site", id="a folder called like the page"),
    ],
)
def test_a_page_that_cannot_be_written(source: Path, tmp_path: Path, name: str) -> None:
    """It is said in one line."""
    (tmp_path / "file").write_text("")
    (tmp_path / "site" / "index.html").mkdir(parents=True)

    result = _run("docs", source, "-o", tmp_path / name / ("" if name == "site" else "below"))

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_suppressions_hold_for_the_page(source: Path, tmp_path: Path) -> None:
    """What somebody accepted is shown as accepted."""
    config = tmp_path / "accepted.yaml"
    accepted = {"rule": "open-route", "route": "GET /health", "reason": "no token there"}
    config.write_text(json.dumps({"suppressions": [accepted]}))

    _run("docs", source, "--config", config)

    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Accepted (1)" in text
    assert "no token there" in text


@pytest.mark.parametrize("command", ["graph", "docs"])
def test_bad_input_is_exit_code_2(tmp_path: Path, command: str) -> None:
    """And nothing is written."""
    path = tmp_path / "other.json"
    path.write_text("[]")

    result = _run(command, path, "-o", tmp_path / "out")

    assert result.exit_code == 2
    assert "other.json: " in result.stderr
    assert not (tmp_path / "out").exists()


def test_drawing_loads_no_cdktf(source: Path) -> None:
    """The page needs none of the packages that write."""
    code = (
        "import sys; from apigwv2_tf import commands; from pathlib import Path;"
        f"commands.docs({str(source)!r}, Path('site'));"
        f"commands.graph({str(source)!r}, 'svg', Path('x.svg'));"
        "sys.exit(bool({'cdktf', 'jsii', 'constructs', 'rich'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
