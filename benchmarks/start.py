"""What it takes before anything of CDKTF is used."""

from __future__ import annotations

from statistics import median

from benchmarks.processes import by_turns, started
from benchmarks.tables import HELP, IMPORT, Section, milliseconds

PYTHON, PACKAGE, COMMAND = (
    "`python -c pass`",
    "`import apigwv2_tf`",
    "`python -m apigwv2_tf --help`",
)
_BARS = {PACKAGE: IMPORT, COMMAND: HELP}
_IMPORT = """
import sys, time
began = time.perf_counter()
import apigwv2_tf
print(time.perf_counter() - began)
loaded = {"cdktf", "cdktf_cdktf_provider_aws", "constructs", "jsii"} & set(sys.modules)
sys.exit(f"it loads {loaded}" if loaded else 0)
"""


def measure(*, runs: int, warm_up: bool = True) -> dict[str, list[float]]:
    """Return the seconds of each start."""
    starts = {
        PYTHON: lambda: started("-c", "pass")[1],
        PACKAGE: lambda: float(started("-c", _IMPORT)[0]),
        COMMAND: lambda: started("-m", "apigwv2_tf", "--help")[1],
    }
    if warm_up:
        by_turns(starts, runs=1, title="warming up")
    return by_turns(starts, runs=runs, title="starts")


def section(results: dict[str, list[float]]) -> Section:
    """Return the table."""
    return Section(
        title="Imports and the command line",
        text=(
            "The import is measured inside the process, and loads nothing of CDKTF; the others are "
            "whole processes."
        ),
        columns=("start", "time"),
        rows=[
            (start, milliseconds(median(times), _BARS.get(start)))
            for start, times in results.items()
        ],
    )
