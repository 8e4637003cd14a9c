"""
Rewrite what commands print in the console blocks of the pages.

``python -m tools.shown``, or ``make shown``.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.support import console, pages


def main() -> None:
    """Write all of them."""
    with tempfile.TemporaryDirectory() as name:
        prepared = Path(name) / "prepared"
        console.prepare(prepared)
        for page in console.shown():
            folder = shutil.copytree(prepared, Path(name) / page.replace("/", "-"))
            (pages.ROOT / page).write_text(console.as_printed(page, folder))
            sys.stdout.write(f"wrote {page}\n")


if __name__ == "__main__":
    main()
