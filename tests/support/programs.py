"""Runs this repository's programs, `main.py` and the examples, as a user would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOT = Path(__file__).resolve().parents[2]
_CACHES = shutil.ignore_patterns("__pycache__")
# Python and jsii: what the programs need of this process's environment, and no AWS settings.
_SILENT = {"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "18,20"}

# Each program and the stacks that it writes.
STACKS = {
    "main.py": ("bookshop", "chat"),
    "examples/api_key.py": ("api-key",),
    "examples/books_api.py": ("books-api",),
    "examples/complete_http.py": ("complete-http",),
    "examples/every_resource.py": ("every-resource",),
    "examples/full_http.py": ("full-http",),
    "examples/full_websocket.py": ("full-websocket",),
    "examples/models.py": ("models",),
    "examples/two_stacks.py": ("orders", "platform"),
    "examples/vpc_link_http.py": ("vpc-link-http",),
    "examples/websocket.py": ("websocket",),
}
_STATE_OF = "cross-stack-reference-input-"


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
        # what ours warn of is known
        [sys.executable, "-W", "error", "-W", "ignore::UserWarning", str(program)],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ProgramError(done.stdout + done.stderr)
    return directory / "cdktf.out" / "stacks"


def read_states_from(folder: Path, states: Mapping[str, Path]) -> None:
    """Have a stack read what it needs of others, by name, from states that lie elsewhere."""
    path = folder / "cdk.tf.json"
    document = json.loads(path.read_text())
    references = document.get("data", {}).get("terraform_remote_state", {})
    for name, reference in references.items():
        reference["config"]["path"] = str(states[name.removeprefix(_STATE_OF)])
    path.write_text(json.dumps(document))
