"""Runs this repository's programs, `main.py` and the examples, as a user would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_CACHES = shutil.ignore_patterns("__pycache__")
# Python and jsii: what the programs need of this process's environment, and no AWS settings.
_SILENT = {"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "18,20"}

# Each program and the stacks that it writes.
STACKS = {
    "main.py": ("bookshop", "chat"),
    "examples/api_key.py": ("api-key",),
    "examples/books_api.py": ("books-api",),
    "examples/every_resource.py": ("every-resource",),
    "examples/models.py": ("models",),
}


class ProgramError(Exception):
    """A program failed; the text is all that it printed."""


def checkout(directory: Path) -> Path:
    """Copy the programs, and what they read, into a directory that tests may change."""
    directory.mkdir(parents=True, exist_ok=True)
    shutil.copy(_ROOT / "main.py", directory)
    shutil.copytree(_ROOT / "examples", directory / "examples", ignore=_CACHES)
    return directory


def edit(program: Path, old: str, new: str) -> None:
    """Replace the only occurrence of some text in a program."""
    text = program.read_text()
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {program.name}"
    program.write_text(text.replace(old, new))


def synthesize(program: Path, directory: Path, *, hash_seed: int = 0) -> Path:
    """Run a program in a directory and return the folder that holds a folder for each stack."""
    environment = {**os.environ, **_SILENT, "PYTHONHASHSEED": str(hash_seed)}
    environment.pop("CDKTF_OUTDIR", None)
    done = subprocess.run(
        [sys.executable, "-W", "error", str(program)],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ProgramError(done.stdout + done.stderr)
    return directory / "cdktf.out" / "stacks"
