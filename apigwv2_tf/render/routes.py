"""The route table, in the formats that people and programs read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from apigwv2_tf.render.inert import (
    code_span,
    csv_cell,
    markdown_cell,
    plain,
    terminal_lines,
    unhashed,
)
from apigwv2_tf.render.route_rows import OPEN, route_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigwv2_tf.render.route_rows import ApiRows, RouteRow
    from apigwv2_tf.surface.model import Surface
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

FORMATS = ("table", "markdown", "json", "csv")
_VERSION = 1
_NOTHING = "no routes"
COLUMNS = ("Route", "Authorization", "Target", "Stages", "Throttling")
_FIELDS = (
    "api",
    "protocol",
    "method",
    "path",
    "key",
    "authorization",
    "scopes",
    "api_key",
    "integration",
    "target",
    "stages",
    "throttling",
    "address",
)


def _print(
    surface: Surface, sources: Sequence[str], warnings: Sequence[str], console: Console
) -> None:
    for source in sources:
        console.print(_text(source), soft_wrap=True)
    shown = [api for api in route_rows(surface) if api.rows]
    for api in shown:
        console.print(_table(api, console.width))
    if not shown:
        console.print(_NOTHING)
    for line in _said(surface, warnings):
        console.print(_text(line), soft_wrap=True)


def render_routes(
    surface: Surface,
    format: str,  # noqa: A002 - the option's own name
    *,
    sources: Sequence[str] = (),
    warnings: Sequence[str] = (),
    width: int = 100,
    color: bool = False,
) -> str:
    """
    Return the routes of a surface as text that ends a line.

    Args:
        surface: What to show.

        format: One of `FORMATS`.

        sources: Where it was read from; Markdown and CSV do not say it.

        warnings: What synth warned of; CSV does not say it.

        width: How wide a table may be.

        color: Whether a table is for a terminal that sets headings apart.
    """
    if format == "table":
        return _as_table(surface, sources, warnings, width, color=color)
    if format == "markdown":
        return _as_markdown(surface, warnings)
    return _as_json(surface, sources, warnings) if format == "json" else _as_csv(surface)


def _said(surface: Surface, warnings: Sequence[str]) -> list[str]:
    notes = [f"note: {note}" for note in surface.notes]
    return notes + [f"warning: {warning}" for warning in warnings]


def _as_table(
    surface: Surface, sources: Sequence[str], warnings: Sequence[str], width: int, *, color: bool
) -> str:
    from rich.console import Console

    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        legacy_windows=False,
    )
    _print(surface, sources, warnings, console)
    return terminal_lines(file.getvalue())


def _table(api: ApiRows, width: int) -> Table:
    from rich.table import Table

    columns = _columns(api)
    rows = [[_text(cell) for cell in route_cells(row)[: len(columns)]] for row in api.rows]
    table = Table(title=_text(api.title), title_justify="left")
    in_columns = zip(map(_text, columns), *rows, strict=True)
    # a border before each, one behind the last, and a space on both sides
    widths = _widths(list(map(list, in_columns)), width - 3 * len(columns) - 1)
    for column, width_of in zip(columns, widths, strict=True):
        table.add_column(column, overflow="fold", width=width_of)
    for cells in rows:
        table.add_row(*cells)
    return table


def _widths(columns: Sequence[Sequence[Text]], room: int) -> Sequence[int | None]:
    """Return widths that break no word, the first columns first: none where that is too much."""
    words = (((word for cell in cells for word in cell.split(" "))) for cells in columns)
    widths = [max((word.cell_len for word in column), default=0) for column in words]
    if sum(widths) > room:
        return [None] * len(columns)
    for number, cells in enumerate(columns):
        missing = max(cell.cell_len for cell in cells) - widths[number]
        widths[number] += min(missing, room - sum(widths))
    return widths


def _text(text: str) -> Text:
    from rich.text import Text

    # as text: a route key may hold what rich takes for markup
    return Text(plain(text))


def _columns(api: ApiRows) -> tuple[str, ...]:
    """Return the columns that have something to say: without limits there is one less."""
    return COLUMNS if any(row.throttling for row in api.rows) else COLUMNS[:-1]


def route_cells(row: RouteRow) -> tuple[str, ...]:
    """Return what people read of a row, in the columns of `COLUMNS`."""
    return (
        row.key,
        _who(row),
        " ".join(filter(None, (row.integration, row.target))),
        ", ".join(row.stages),
        row.throttling,
    )


def _who(row: RouteRow) -> str:
    """Return everything that a caller needs."""
    words = []
    if row.api_key:
        words.append("API key" if row.api_key == "required" else f"API key {row.api_key}")
    if row.authorization != OPEN or not words:
        words.append(row.authorization)
    if row.scopes:
        words.append(f"scopes {', '.join(row.scopes)}")
    return ", ".join(words)


def _as_markdown(surface: Surface, warnings: Sequence[str]) -> str:
    parts = []
    for api in route_rows(surface):
        columns = _columns(api)
        lines = [_line(columns), _line("---" for _ in columns)]
        for row in api.rows:
            cells = route_cells(row)[: len(columns)]
            lines.append(_line(code_span(cell) if cell else "" for cell in cells))
        if api.rows:
            parts.append(f"### {markdown_cell(api.title)}\n\n" + "\n".join(lines))
    parts = parts or [_NOTHING]
    said = [f"- {markdown_cell(line)}" for line in _said(surface, warnings)]
    return "\n\n".join([*parts, *filter(None, ["\n".join(said)])]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _as_json(surface: Surface, sources: Sequence[str], warnings: Sequence[str]) -> str:
    document = {
        "version": _VERSION,
        "sources": list(sources),
        "apis": [
            {
                "name": api.name,
                "protocol": api.protocol,
                "address": api.address,
                "elsewhere": api.is_elsewhere,
                "routes": [asdict(row) for row in api.rows],
            }
            for api in route_rows(surface)
        ],
        "notes": list(surface.notes),
        "warnings": list(warnings),
    }
    return unhashed(json.dumps(document, indent=2), "\\u0023") + "\n"


def _as_csv(surface: Surface) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_FIELDS)
    for api in route_rows(surface):
        for row in api.rows:
            values = {"api": api.name, "protocol": api.protocol, **asdict(row)}
            writer.writerow([csv_cell(_joined(values[field])) for field in _FIELDS])
    return terminal_lines(target.getvalue())


def _joined(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
