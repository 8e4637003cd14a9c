"""What a benchmark has to show, and the bars that figures are held against."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Section:
    """
    One table and what it is about.

    Args:
        title: Its heading.

        text: What was measured.

        columns: The heads of the columns.

        rows: The cells, row by row.
    """

    title: str
    text: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


# What the project promises: ratios of ours to another or to the size of a plan, and seconds.
COLD_TO_RAW = 0.22
COLD_TO_CDK = 0.9
ROUTE_TO_RAW = 1.1
LINEARITY = 2.2
PYTHON_TO_RAW = 0.6
NODE_TO_RAW = 1.05
IMPORT = 0.050
HELP = 0.300
PLAN = 3.0
PLAN_MEMORY = 10.0


def quotient(figure: float, bar: float | None = None) -> str:
    """Return a ratio, with the verdict where there is a bar."""
    return "" if math.isnan(figure) else f"{figure:.3f}{_verdict(figure, bar, 1, '')}"


def seconds(figure: float, bar: float | None = None) -> str:
    """Return seconds, with the verdict where there is a bar."""
    return f"{figure:.2f} s{_verdict(figure, bar, 1, ' s')}"


def milliseconds(figure: float, bar: float | None = None) -> str:
    """Return seconds as milliseconds, with the verdict where there is a bar."""
    return f"{figure * 1000:.1f} ms{_verdict(figure, bar, 1000, ' ms')}"


def mebibytes(figure: float) -> str:
    """Return MiB, which only Linux tells."""
    return "needs Linux" if math.isnan(figure) else f"{figure:.0f} MiB"


def _verdict(figure: float, bar: float | None, factor: int, unit: str) -> str:
    if bar is None:
        return ""
    return f" (≤ {bar * factor:g}{unit}: {'pass' if figure <= bar else 'FAIL'})"
