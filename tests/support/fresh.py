"""Runs a few lines of Python in a process of their own, where nothing is imported yet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[2]


def run(
    code: str, *flags: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the lines with the project in reach and return how that ended."""
    own = {name: text for name, text in os.environ.items() if not name.startswith("APIGWV2_TF_")}
    return subprocess.run(
        [sys.executable, *flags, "-c", dedent(code)],
        cwd=ROOT,
        env={**own, "PYTHONPATH": str(ROOT), **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def told(code: str, *flags: str, env: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
    """Run lines that call ``tell`` once, with something JSON can say, and return that."""
    script = f"import json\ndef tell(value): print('told:' + json.dumps(value))\n{dedent(code)}"
    ended = run(script, *flags, env=env)
    lines = [line for line in ended.stdout.splitlines() if line.startswith("told:")]
    assert ended.returncode == 0, ended.stderr
    assert len(lines) == 1, ended.stdout
    return json.loads(lines[0].removeprefix("told:"))


def seconds(run: Callable[[], object]) -> float:
    """Return the processor's time of the processes that a call starts and waits for."""
    before = os.times()
    run()
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system
