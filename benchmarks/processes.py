"""Runs Python in fresh processes, and what is measured in turns."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import track

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 900  # seconds
# what would change what is measured; bytecode is kept, as Python does unless told otherwise
_UNWANTED = ("APIGWV2_TF_EAGER_PROVIDER", "CDKTF_OUTDIR", "CDK_OUTDIR", "PYTHONDONTWRITEBYTECODE")
_SILENT = {"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "18,20"}

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class ProgramError(Exception):
    """A program failed; the text is all that it printed."""


def started(*arguments: str, folder: Path | str = ROOT) -> tuple[str, float]:
    """Run Python with the project in reach; return what it printed, and the seconds it took."""
    environment = {name: text for name, text in os.environ.items() if name not in _UNWANTED}
    began = time.perf_counter()
    ended = subprocess.run(  # noqa: S603 - this project's own programs
        [sys.executable, *arguments],
        cwd=folder,
        env={**environment, **_SILENT, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    seconds = time.perf_counter() - began
    if ended.returncode != 0:
        raise ProgramError(ended.stdout + ended.stderr)
    return ended.stdout, seconds


def by_turns(
    cases: Mapping[_Key, Callable[[], _Value]], *, runs: int, title: str
) -> dict[_Key, list[_Value]]:
    """
    Measure each case once, then each once more, and so on.

    What slows the machine down for a while then meets all of them.
    """
    measured: dict[_Key, list[_Value]] = {case: [] for case in cases}
    turns = [case for _ in range(runs) for case in cases]
    for case in track(turns, title, console=Console(stderr=True), transient=True):
        measured[case].append(cases[case]())
    return measured
