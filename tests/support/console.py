"""The console blocks of the pages: commands as a reader types them, and what they print."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import pages
from tests.support.programs import checkout, edit, synthesize

if TYPE_CHECKING:
    from collections.abc import Iterator

# a block of commands, or one with a file, whose first line is a comment with its name
_BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_DIFF = re.compile(r"^```diff\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (\S+)\n")
_PROMPT = "$ "
_COLUMNS = 80
_PAGE_WITH_THE_CHANGE = "docs/review.md"


def shown() -> list[str]:
    """Return the pages that show what commands print."""
    return [page for page in pages.pages() if "\n```console\n" in pages.text_of(page)]


def prepare(folder: Path) -> None:
    """
    Make what the commands of the pages read.

    That is ``plan.json``, of examples/plan_review, and ``cdktf.out``, what ``main.py`` writes after
    the change that a page shows; what it writes before is in ``base/cdktf.out``.
    """
    shutil.copytree(pages.ROOT / "examples" / "plan_review", folder, dirs_exist_ok=True)
    synthesize(checkout(folder / "base") / "main.py", folder / "base")
    program = checkout(folder / "changed") / "main.py"
    _change(program)
    synthesize(program, folder)


def _change(program: Path) -> None:
    """Do to `main.py` what the page about reviews shows."""
    (lines,) = (found.splitlines() for found in _DIFF.findall(pages.text_of(_PAGE_WITH_THE_CHANGE)))
    old, new = ("\n".join(line[1:] for line in lines if line[0] != sign) for sign in "+-")
    edit(program, old, new)


def as_printed(page: str, folder: Path) -> str:
    """
    Return the Markdown of a page with what its commands print now.

    Args:
        page: The page.

        folder: Where they run, one after the other; what they read is there.
    """

    def done(block: re.Match[str]) -> str:
        language, text = block.groups()
        if language == "console":
            text = _transcript(text, folder)
        elif named := _FILE.match(text):
            (folder / named[1]).write_text(text)
        return f"```{language}\n{text}```"

    return _BLOCK.sub(done, pages.text_of(page))


def _transcript(block: str, folder: Path) -> str:
    """Run the commands of a block in one shell, and return what is then on the screen."""
    script = "".join(
        f"printf '%s\\n' {shlex.quote(_PROMPT + command)}\n(exit $code)\n{command}\ncode=$?\n"
        for command in _commands(block)
    )
    own = {name: text for name, text in os.environ.items() if not name.startswith("APIGWV2_TF_")}
    programs = Path(sys.executable).parent
    ended = subprocess.run(
        ["bash", "-uc", f"code=0\n{script}"],
        cwd=folder,
        env={
            **own,
            "COLUMNS": str(_COLUMNS),
            "PATH": f"{programs}:{own['PATH']}",
            "PYTHONPATH": str(pages.ROOT),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )
    return "".join(f"{line.rstrip()}\n" for line in ended.stdout.splitlines())


def _commands(block: str) -> Iterator[str]:
    """Yield what stands behind the prompts; a backslash at the end of a line goes on."""
    command: list[str] = []
    for line in block.splitlines():
        if command or line.startswith(_PROMPT):
            command.append(line if command else line.removeprefix(_PROMPT))
        if command and not line.endswith("\\"):
            yield "\n".join(command)
            command = []
