"""
Whatever a document holds, a command reads it or says in a line why it does not.

The documents are those of tests/surface/plans and tests/golden, changed at random. A few of them
are tried here; ``FUZZ_EXAMPLES=100000 python -m pytest tests/test_fuzz.py`` tries more.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

import pytest
from apigwv2_tf.cli import main
from apigwv2_tf.render.formats import Format
from apigwv2_tf.render.graph_formats import FORMATS as GRAPH_FORMATS
from apigwv2_tf.render.routes import FORMATS
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.inertness import dangers
from tests.support.mutations import DOCUMENTS, PLANS, mutated, spoiled

_SOURCE, _BASE = Path("source.json"), Path("base.json")
_FEW = int(os.environ.get("FUZZ_EXAMPLES", "40"))
_REPORTS = [f"-o{form.value}=report.{form.value}" for form in Format]

_fuzz = settings(
    deadline=None,
    max_examples=_FEW,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# by a seed: what hypothesis draws itself is much the same half of the time
_randoms = st.integers(0, 2**64).map(Random)
_names = st.sampled_from(list(DOCUMENTS))
_times = st.sampled_from((1, 1, 2, 3, 6))


@pytest.fixture(autouse=True, scope="module")
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run where no file of suppressions lies."""
    os.chdir(tmp_path_factory.mktemp("fuzz"))


def _commands(name: str) -> list[list[str]]:
    """Return all that can be done with a document, in all formats."""
    change = [str(_SOURCE)] if name in PLANS and _is_plan(name) else [str(_BASE), str(_SOURCE)]
    return [
        *(["routes", str(_SOURCE), "--format", form] for form in FORMATS),
        *(["graph", str(_SOURCE), "--format", form] for form in GRAPH_FORMATS),
        ["docs", str(_SOURCE), "-o", "site"],
        ["lint", str(_SOURCE), *_REPORTS],
        ["review", *change, *_REPORTS],
    ]


def _is_plan(name: str) -> bool:
    return "resource_changes" in DOCUMENTS[name]


def _told(arguments: list[str]) -> dict[str, str]:
    """Run a command, and return what it wrote by formats: nothing if it refuses."""
    result = CliRunner().invoke(main, arguments)
    if not isinstance(result.exception, SystemExit | None):
        raise result.exception
    assert result.exit_code in (0, 1, 2)
    if result.exit_code == 2:
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert line.startswith("error: ")
        assert line.isprintable()
        return {}
    if arguments[0] in ("routes", "graph"):
        return {arguments[-1]: result.stdout}
    if arguments[0] == "docs":
        return {"site": Path("site/index.html").read_text()}
    reports = {form.value: Path(f"report.{form.value}").read_text() for form in Format}
    # each has its own width
    assert "".join(reports["terminal"].split()) == "".join(result.stdout.split())
    return reports


@_fuzz
@given(name=_names, times=_times, random=_randoms)
def test_changed_document(name: str, times: int, random: Random) -> None:
    """A document with parts of another shape is read or refused, and no name in it does harm."""
    document = mutated(json.loads(DOCUMENTS[name]), random, times)
    _BASE.write_text(DOCUMENTS[name])
    _SOURCE.write_text(json.dumps(document))

    for arguments in _commands(name):
        for form, text in _told(arguments).items():
            assert dangers(form, text) == []


@_fuzz
@given(name=_names, random=_randoms)
def test_spoiled_file(name: str, random: Random) -> None:
    """A file that is cut, packed, recoded or damaged is read or refused."""
    _BASE.write_text(DOCUMENTS[name])
    _SOURCE.write_bytes(spoiled(DOCUMENTS[name], random))

    for arguments in _commands(name):
        assert _told(arguments) == _told(arguments)
