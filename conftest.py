"""Run the Python blocks of README.md and docs/, each page as one program."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any

import apigwv2_tf  # noqa: F401 - first: it makes the provider's package lazy
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from tests.support.pages import make_files

_HOME = Path.cwd()
_FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def pytest_collection() -> None:
    """
    Let programs write their cdktf.out there: CDKTF goes by where its Node.js was started.

    It starts before tests are collected; the process that only hands them out collects none.
    """
    os.chdir(_FOLDER)
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = _FOLDER  # CDKTF's Testing leaves a folder behind for each program
    import cdktf  # noqa: F401

    os.chdir(_HOME)
    if before is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = before


def _enter_folder(_: dict[str, Any]) -> None:
    """Run a page where its files are."""
    make_files(Path(_FOLDER))
    os.chdir(_FOLDER)


def _leave_folder(_: dict[str, Any]) -> None:
    os.chdir(_HOME)


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    setup=_enter_folder,
    teardown=_leave_folder,
).pytest()
