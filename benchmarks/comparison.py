"""Rows of tables that hold our program against the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contenders import OURS
from benchmarks.tables import quotient

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.contenders import Contender, Results, Run
    from benchmarks.output import Shape

_REFUSED = "refused: more than 500 resources"


def heads(others: Sequence[Contender]) -> tuple[str, ...]:
    """Return the heads of the columns of `cells`."""
    names = [other.name for other in others]
    return (OURS.name, *names, *(f"{OURS.name} ÷ {name}" for name in names))


def cells(
    results: Results,
    shape: Shape,
    figure: Callable[[Run], float],
    *,
    others: Sequence[Contender],
    shown: Callable[[float], str],
    bars: Mapping[Contender, float] | None = None,
) -> tuple[str, ...]:
    """
    Return the medians of a figure, and the ratios of ours to each other one.

    Args:
        results: What was measured.

        shape: The shape that it was measured with.

        figure: The figure.

        others: What ours is compared with.

        shown: What makes text of a median.

        bars: The most that the ratios may be. Left out, there is no verdict.
    """
    cases = [(contender, shape) for contender in (OURS, *others)]
    medians = [
        shown(results.median(case, figure)) if case in results.runs else _REFUSED for case in cases
    ]
    ratios = [
        quotient(results.ratio(cases[0], case, figure), (bars or {}).get(case[0]))
        if case in results.runs
        else ""
        for case in cases[1:]
    ]
    return (*medians, *ratios)
