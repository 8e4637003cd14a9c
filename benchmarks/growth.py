"""What each further route takes, and whether it takes more the more there are."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import contenders
from benchmarks.comparison import cells, heads
from benchmarks.contenders import OURS, RAW_LAZY, ratio
from benchmarks.output import Shape
from benchmarks.tables import LINEARITY, ROUTE_TO_RAW, Section, milliseconds, quotient, seconds

if TYPE_CHECKING:
    from benchmarks.contenders import Contender, Results

_BUILDING = attrgetter("building")


@dataclass(frozen=True, kw_only=True)
class Growth:
    """
    A program that grows.

    Args:
        title: The heading of its table.

        text: What its routes are like.

        few: Where it begins.

        half: Half of all.

        all: Where it ends.
    """

    title: str
    text: str
    few: Shape
    half: Shape
    all: Shape

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """All three."""
        return (self.few, self.half, self.all)


MANY_APIS = Growth(
    title="Each further route",
    text=(
        "Seconds of building and synthesizing, without start and imports. The routes are in APIs "
        "of 100, and each has an integration of its own."
    ),
    few=Shape(routes=100, integrations=100),
    half=Shape(routes=100, integrations=100, apis=10),
    all=Shape(routes=100, integrations=100, apis=20),
)
ONE_API = Growth(
    title="Each further route of one API",
    text="The same with all routes in one API, where they share 20 integrations.",
    few=Shape(routes=100, integrations=20),
    half=Shape(routes=1000, integrations=20),
    all=Shape(routes=2000, integrations=20),
)


def measure(growth: Growth, *, runs: int, warm_up: bool = True) -> Results:
    """Run ours and the provider's own classes in each shape."""
    programs = (OURS, RAW_LAZY)
    if warm_up:
        contenders.warmed_up((program, growth.few) for program in programs)
    cases = [(program, shape) for shape in growth.shapes for program in programs]
    return contenders.measured(cases, runs=runs, title=growth.title)


def section(growth: Growth, results: Results) -> Section:
    """Return the table."""
    sizes = [
        (
            f"{shape.total:,}",
            *cells(results, shape, _BUILDING, others=[RAW_LAZY], shown=seconds),
        )
        for shape in growth.shapes
    ]
    return Section(
        title=growth.title,
        text=growth.text,
        columns=("routes", *heads([RAW_LAZY])),
        rows=[*sizes, _further(growth, results), _linearity(growth, results)],
    )


def per_route(growth: Growth, results: Results, contender: Contender) -> list[float]:
    """Return the seconds that each route took after the first few, round by round."""
    few, most = (
        results.figures((contender, shape), _BUILDING) for shape in (growth.few, growth.all)
    )
    more = growth.all.total - growth.few.total
    return [(long - short) / more for short, long in zip(few, most, strict=True)]


def linearity(growth: Growth, results: Results, contender: Contender) -> float:
    """Return how much longer all routes took than half of them."""
    return results.ratio((contender, growth.all), (contender, growth.half), _BUILDING)


def _further(growth: Growth, results: Results) -> tuple[str, ...]:
    ours, raw = (per_route(growth, results, program) for program in (OURS, RAW_LAZY))
    times = (milliseconds(median(ours)), milliseconds(median(raw)))
    return ("each further one", *times, quotient(ratio(ours, raw), ROUTE_TO_RAW))


def _linearity(growth: Growth, results: Results) -> tuple[str, ...]:
    return (
        f"{growth.all.total:,} ÷ {growth.half.total:,}",
        quotient(linearity(growth, results, OURS), LINEARITY),
        quotient(linearity(growth, results, RAW_LAZY)),
        "",
    )
