"""The route table on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.route_table import RouteRow, find_documents, read_rows, read_warnings
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS = ("Route", "Authorization", "Target", "Stages")


def print_routes(source: Path) -> None:
    """
    Print where each synthesized file lies, its routes, and what synth warned of.

    Raises:
        DocumentError: If there is no synthesized file.
    """
    console = Console()
    for document in find_documents(source):
        rows = read_rows(document)
        console.print(Text(str(document)), soft_wrap=True)
        for api in dict.fromkeys(row.api for row in rows):
            console.print(_table(api, [row for row in rows if row.api == api]))
        for warning in read_warnings(document):
            console.print(Text(f"warning: {warning}"), soft_wrap=True)


def _table(api: str, rows: list[RouteRow]) -> Table:
    table = Table(title=Text(api), title_justify="left")
    for column in _COLUMNS:
        table.add_column(column, overflow="fold")
    for row in rows:
        # as text: a route key may hold what rich takes for markup
        table.add_row(*map(Text, (row.key, row.authorization, row.target, row.stages)))
    return table
