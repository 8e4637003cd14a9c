"""Run the Python blocks of README.md and docs/, each page as one program."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from doctest import ELLIPSIS
from pathlib import Path

import apigwv2_tf  # noqa: F401 - first: it makes the provider's package lazy
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser


def _start_node_in(folder: str) -> None:
    """Let programs write their cdktf.out here: CDKTF goes by where its Node.js was started."""
    home = Path.cwd()
    os.chdir(folder)
    import cdktf  # noqa: F401

    os.chdir(home)


_FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
_start_node_in(_FOLDER)

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
).pytest()
