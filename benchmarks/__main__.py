"""``python -m benchmarks``, or ``make bench``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from benchmarks import cold, growth, reading, report, start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.tables import Section

BENCHMARKS: dict[str, Callable[[int], list[Section]]] = {
    "cold": lambda runs: cold.sections(cold.measure(runs=runs)),
    "growth": lambda runs: [
        growth.section(kind, growth.measure(kind, runs=runs))
        for kind in (growth.MANY_APIS, growth.ONE_API)
    ],
    "reading": lambda runs: [reading.section(reading.measure(runs=runs))],
    "start": lambda runs: [start.section(start.measure(runs=runs))],
}


def _odd(_: click.Context, __: click.Parameter, runs: int) -> int:
    if runs % 2 == 0:
        raise click.BadParameter("an odd number has a median that was measured")
    return runs


@click.command()
@click.option("--runs", default=5, show_default=True, callback=_odd, help="Rounds; an odd number.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(BENCHMARKS)),
    help="Measure only this, and leave the page alone. May be given again.",
)
def main(runs: int, only: Sequence[str]) -> None:
    """Measure what programs take, and write docs/performance.md."""
    measured: list[Section] = []
    for name, benchmark in BENCHMARKS.items():
        if name in (only or BENCHMARKS):
            sections = benchmark(runs)
            measured += sections
            for section in sections:
                report.show(section)
    if not only:
        report.PAGE.write_text(report.page(measured, runs=runs), encoding="utf-8")
        click.echo(f"wrote {report.PAGE.name}")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
