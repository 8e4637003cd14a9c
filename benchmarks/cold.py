"""What whole programs take: time and memory."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from benchmarks import contenders, tables
from benchmarks.comparison import cells, heads
from benchmarks.contenders import CDK, OURS, RAW, RAW_LAZY
from benchmarks.output import Shape
from benchmarks.tables import Section, mebibytes, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.contenders import Results

JUDGED = Shape(routes=100, integrations=100)
SHAPES = (Shape(routes=1, integrations=1), JUDGED, Shape(routes=300, integrations=300))
_TIMED = (RAW, RAW_LAZY, CDK)
_WEIGHED = (RAW, RAW_LAZY)
_TIME_BARS = {RAW: tables.COLD_TO_RAW, CDK: tables.COLD_TO_CDK}
_PROCESSES = (
    ("Python", "python", tables.PYTHON_TO_RAW),
    ("Node.js", "node", tables.NODE_TO_RAW),
)


def measure(*, runs: int, shapes: Sequence[Shape] = SHAPES, warm_up: bool = True) -> Results:
    """Run every program in every shape."""
    cases = [(contender, shape) for shape in shapes for contender in (OURS, *_TIMED)]
    able = contenders.warmed_up(cases) if warm_up else cases
    return contenders.measured(able, runs=runs, title="whole programs")


def sections(results: Results, judged: Shape = JUDGED) -> list[Section]:
    """Return the tables; the bars are for one shape."""
    return [_times(results, judged), _memory(results, judged)]


def _times(results: Results, judged: Shape) -> Section:
    shapes = dict.fromkeys(shape for _, shape in results.runs)
    return Section(
        title="From start to JSON",
        text=(
            "Seconds of the whole process: Python starts, imports, builds and synthesizes one API "
            "whose every route has an integration of its own. AWS CDK refuses a stack of more than "
            "500 resources, and 300 routes make 602."
        ),
        columns=("routes", *heads(_TIMED)),
        rows=[
            (
                str(shape.total),
                *cells(
                    results,
                    shape,
                    attrgetter("whole"),
                    others=_TIMED,
                    shown=seconds,
                    bars=_TIME_BARS if shape == judged else None,
                ),
            )
            for shape in shapes
        ],
    )


def _memory(results: Results, judged: Shape) -> Section:
    return Section(
        title="Memory",
        text=(
            "The most memory, as Linux counts it, that each process of those programs had with "
            f"{judged.total} routes: Python, and the Node.js behind it in which CDKTF runs."
        ),
        columns=("process", *heads(_WEIGHED)),
        rows=[
            (
                process,
                *cells(
                    results,
                    judged,
                    attrgetter(figure),
                    others=_WEIGHED,
                    shown=mebibytes,
                    bars={RAW: bar},
                ),
            )
            for process, figure, bar in _PROCESSES
        ],
    )
