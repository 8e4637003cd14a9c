"""What it takes to review a large plan."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.inside import peak
from benchmarks.large_plan import Size, write
from benchmarks.processes import ProgramError, by_turns, started
from benchmarks.tables import PLAN, PLAN_MEMORY, Section, mebibytes, quotient, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (Size(routes=5000, apis=20), Size(routes=5000, apis=1))
_MEBIBYTE = 2**20
_COMMANDS: dict[str, tuple[str, ...]] = {
    "review": ("--exit-zero",),
    "lint": ("--exit-zero",),
    "routes": (),
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """
    One run of a command.

    Args:
        whole: The seconds of the whole process.

        memory: The most memory, in MiB, that it had; not a number but on Linux.

        size: The size of the plan, in MiB.
    """

    whole: float
    memory: float
    size: float


Readings = dict[tuple[str, Size], list[Reading]]


def measure(*, runs: int, sizes: Sequence[Size] = SIZES, warm_up: bool = True) -> Readings:
    """Run each command on each plan."""
    with TemporaryDirectory() as folder:
        cases: dict[tuple[str, Size], Callable[[], Reading]] = {}
        for number, size in enumerate(sizes):
            plan = Path(folder) / f"plan{number}.json"
            write(plan, size)
            cases |= {(command, size): partial(_run, command, plan, size) for command in _COMMANDS}
        if warm_up:
            by_turns(cases, runs=1, title="warming up")
        return by_turns(cases, runs=runs, title="a large plan")


def section(results: Readings) -> Section:
    """Return the table."""
    return Section(
        title="Review of a plan",
        text=(
            "Whole processes, which write Markdown about a plan made of the resources of a shop; "
            "half of its routes change."
        ),
        columns=("command", "routes", "APIs", "plan", "time", "memory", "memory ÷ plan"),
        rows=[_row(command, size, found) for (command, size), found in results.items()],
    )


def _row(command: str, size: Size, found: Sequence[Reading]) -> tuple[str, ...]:
    memory = median(one.memory for one in found)
    return (
        f"`{command}`",
        f"{size.routes:,}",
        f"{size.apis}",
        mebibytes(found[0].size),
        seconds(median(one.whole for one in found), PLAN),
        mebibytes(memory),
        quotient(memory / found[0].size, PLAN_MEMORY),
    )


def _run(command: str, plan: Path, size: Size) -> Reading:
    """Run a command, and look at what it wrote."""
    arguments = (command, str(plan), "--format", "markdown", *_COMMANDS[command])
    printed, whole = started("-m", "benchmarks.reading", *arguments)
    report, _, memory = printed.rstrip().rpartition("\n")
    expected = {
        "review": f" · {size.routes // 2:,} routes unchanged\n",
        "lint": "1 error · " if size.routes // size.apis > _QUOTA else " high · ",
        "routes": "| `GET /orders/",
    }
    if expected[command] not in report:
        raise ProgramError(f"{command}: wrote something else: {report[:300]}")
    return Reading(whole=whole, memory=float(memory), size=plan.stat().st_size / _MEBIBYTE)


_QUOTA = 300  # routes of an API


def _main() -> None:
    """Be the command line, and then print the most memory that this process had."""
    from apigwv2_tf.cli import main

    try:
        main(prog_name="apigwv2-tf")
    finally:
        sys.stdout.flush()
        print(peak("self"))


if __name__ == "__main__":
    _main()
