"""The programs that are compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.output import Shape
from benchmarks.processes import ProgramError, by_turns, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, kw_only=True)
class Contender:
    """
    A program of ``benchmarks/programs/``.

    Args:
        name: What the tables call it.

        program: Its module.

        refusal: What it says where it refuses to write so many resources. Left out, it does not.
    """

    name: str
    program: str
    refusal: str | None = None


OURS = Contender(name="ours", program="ours")
RAW = Contender(name="raw", program="raw")
RAW_LAZY = Contender(name="raw-lazy", program="raw_lazy")
CDK = Contender(name="cdk", program="cdk", refusal="is greater than allowed maximum of 500")

Case = tuple[Contender, Shape]


@dataclass(frozen=True, kw_only=True)
class Run:
    """
    What one run of a program took.

    Args:
        whole: The seconds of the whole process.

        building: The seconds of the program without its start and its imports.

        python: The most memory, in MiB, that Python had; not a number but on Linux.

        node: The same of Node.js.
    """

    whole: float
    building: float
    python: float
    node: float


@dataclass(frozen=True)
class Results:
    """The runs of each case, in the order of the rounds."""

    runs: dict[Case, list[Run]]

    def figures(self, case: Case, figure: Callable[[Run], float]) -> list[float]:
        """Return one figure of each run of a case."""
        return [figure(run) for run in self.runs[case]]

    def median(self, case: Case, figure: Callable[[Run], float]) -> float:
        """Return the median of a figure."""
        return median(self.figures(case, figure))

    def ratio(self, over: Case, under: Case, figure: Callable[[Run], float]) -> float:
        """Return the median of the ratios of two cases, round by round."""
        return ratio(self.figures(over, figure), self.figures(under, figure))


def ratio(over: Iterable[float], under: Iterable[float]) -> float:
    """Return the median of the ratios, pair by pair: both were measured in the same round."""
    return median(one / other for one, other in zip(over, under, strict=True))


def run(contender: Contender, shape: Shape) -> Run:
    """Run a program in a process and a folder of its own, and look at what it wrote."""
    numbers = map(str, (shape.routes, shape.integrations, shape.apis))
    with TemporaryDirectory() as folder:
        printed, seconds = started(
            "-m", "benchmarks.inside", contender.program, *numbers, folder=folder
        )
        wrong = shape.wrong(folder)
    if wrong:
        raise ProgramError(f"{contender.name}: {wrong}")
    return Run(whole=seconds, **json.loads(printed))


def warmed_up(cases: Iterable[Case]) -> list[Case]:
    """Run each once, for what Python and jsii keep; return those that did not refuse."""
    return [case for case in cases if _runs(*case)]


def measured(cases: Sequence[Case], *, runs: int, title: str) -> Results:
    """Run the cases by turns."""
    return Results(by_turns({case: partial(run, *case) for case in cases}, runs=runs, title=title))


def _runs(contender: Contender, shape: Shape) -> bool:
    try:
        run(contender, shape)
    except ProgramError as error:
        if contender.refusal is None or contender.refusal not in str(error):
            raise
        return False
    return True
