"""
Run one of the programs in this process, and print what it took.

``python -m benchmarks.inside ours 100 100 1`` is what the benchmarks start. The figures are printed
as JSON: the seconds that the program itself ran, without its imports; and the most memory, in MiB,
that Python and Node.js had.
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROCESSES = Path("/proc")  # only Linux has it
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def run(program: str, *numbers: int) -> dict[str, float]:
    """Run a program and return its figures; those of the memory are no numbers but on Linux."""
    module = import_module(f"benchmarks.programs.{program}")
    started = time.perf_counter()
    module.write(*numbers)
    seconds = time.perf_counter() - started
    # jsii's Node.js starts another one, which does the work
    node = max((peak(process) for process in _below("self")), default=math.nan)
    return {"building": seconds, "python": peak("self"), "node": node}


def peak(process: str) -> float:
    """Return the most memory that a process has had so far; no number but on Linux."""
    status = _PROCESSES / process / "status"
    if not status.exists():
        return math.nan
    (kibibytes,) = _PEAK.findall(status.read_text())
    return int(kibibytes) / 1024


def _below(process: str) -> Iterator[str]:
    """Yield the processes that a process started, and that those started."""
    for children in (_PROCESSES / process).glob("task/*/children"):
        for child in children.read_text().split():
            yield child
            yield from _below(child)


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], *map(int, sys.argv[2:]))))
