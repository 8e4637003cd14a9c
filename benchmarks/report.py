"""Shows tables on the terminal, and writes the page."""

from __future__ import annotations

import os
import platform
import subprocess
import textwrap
from datetime import datetime, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING

import apigwv2_tf
from rich.console import Console
from rich.table import Table

from benchmarks.processes import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.tables import Section

PAGE = ROOT / "docs" / "performance.md"
_WIDTH = 100
_PACKAGES = ("jsii", "constructs", "cdktf", "cdktf-cdktf-provider-aws", "aws-cdk-lib")
_HEAD = """\
# Performance

What a program takes before Terraform starts, and a review once Terraform has planned. `make bench`
measures it and writes this page; it takes a quarter of an hour, in which the machine should have
nothing else to do.

Four programs write the same HTTP APIs, with routes to URLs:

- ours: [`HttpApi` and `HttpUrlIntegration`](../benchmarks/programs/ours.py);
- raw: [the classes of CDKTF's AWS provider](../benchmarks/programs/raw.py), imported as its
  documentation does;
- raw-lazy: [that program after `import apigwv2_tf`](../benchmarks/programs/raw_lazy.py), which
  makes the provider's package [lazy](start-up.md);
- cdk: [AWS CDK](../benchmarks/programs/cdk.py), which writes CloudFormation.

Every run is a new process, on a machine that has its files in memory, and what it wrote is checked.
The programs take turns: figures are the medians of {runs} rounds, and a ratio is the median of the
ratios within each round. Beside some figures stand the bars that the project holds itself to.
"""


def show(section: Section) -> None:
    """Show a table on the terminal."""
    table = Table(*section.columns, title=section.title, caption=section.text)
    for row in section.rows:
        table.add_row(*row)
    Console().print(table)


def page(sections: Iterable[Section], *, runs: int) -> str:
    """Return the page."""
    parts = [_HEAD.format(runs=runs), *map(_markdown, sections), _measured_with()]
    return "\n".join(parts)


def versions() -> dict[str, str]:
    """Return the versions of all that took part."""
    node = os.environ.get("JSII_NODE", "node")  # the one that jsii starts
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return {
        "apigwv2_tf": apigwv2_tf.__version__,
        "Python": platform.python_version(),
        "Node.js": told.stdout.strip().removeprefix("v"),
        **{package: version(package) for package in _PACKAGES},
    }


def _markdown(section: Section) -> str:
    """Return a table under its heading."""
    text = textwrap.fill(section.text, _WIDTH, break_on_hyphens=False)
    return f"## {section.title}\n\n{text}\n\n{_table(section.columns, section.rows)}\n"


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    head, *lines = (f"| {' | '.join(cells)} |" for cells in (columns, *rows))
    return "\n".join([head, "|---" * len(columns) + "|", *lines])


def _measured_with() -> str:
    today = datetime.now(tz=timezone.utc).date()
    machine = f"{os.cpu_count()} processor cores, {platform.system()}"
    table = _table(("", "version"), versions().items())
    return f"## Measured with\n\n{today}, {machine}.\n\n{table}\n"
