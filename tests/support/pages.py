"""The pages of the documentation, each of which is one program."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def pages() -> list[str]:
    """Return the pages, README.md too, by their paths from the top."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [path.relative_to(ROOT).as_posix() for path in found]


def text_of(page: str) -> str:
    """Return the Markdown of a page."""
    return (ROOT / page).read_text()


def blocks(page: str) -> list[str]:
    """Return the Python blocks of a page, but those that show the interpreter's prompt."""
    found = _BLOCK.findall(text_of(page))
    return [textwrap.dedent(block) for block in found if not block.startswith(">>>")]


def programs() -> list[str]:
    """Return the pages with a program that writes Terraform JSON."""
    return [page for page in pages() if any("App()" in block for block in blocks(page))]


def run(page: str) -> dict[str, Any]:
    """Run a page's program and return its names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page):
        exec(compile(block, page, "exec"), names)  # noqa: S102 - our own pages
    return names


def make_files(folder: Path) -> None:
    """Make the files that programs of the pages read."""
    (folder / "functions").mkdir(exist_ok=True)
    (folder / "functions" / "hello.py").write_text("def handle(event, context): ...\n")


def stacks(names: dict[str, Any]) -> Iterator[Any]:
    """Return the stacks of a program that ran."""
    from cdktf import TerraformStack

    return (c for c in names["app"].node.children if TerraformStack.is_stack(c))
