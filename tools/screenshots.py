"""
Draw what docs/images/ shows: the page of an API, its picture, and the commands on a terminal.

``python tools/screenshots.py``, or ``make screenshots``. The page takes a browser; the terminal and
the picture are SVG and always come out the same.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.browser import open_browser  # noqa: E402 - found by the line above
from tools import shop  # noqa: E402 - same

if TYPE_CHECKING:
    from collections.abc import Sequence

IMAGES = ROOT / "docs" / "images"
_WIDTH = 100
_MOST_LINES = 44
_COLOR = "--color"
_COMMANDS = (
    ("routes", "shop"),
    ("review", "main", "pull-request", _COLOR),
    ("lint", "pull-request", _COLOR),
)
# name, width, height, whether in the dark, and what is on top; None for the top, a route open
_PAGES = (
    ("light", 1280, 960, False, None),
    ("dark", 1280, 960, True, "#shop-picture"),
    ("phone", 390, 844, False, None),
)
_DARK = TerminalTheme(
    (13, 17, 23),
    (230, 237, 243),
    [
        (72, 79, 88),
        (255, 123, 114),
        (63, 185, 80),
        (227, 179, 65),
        (121, 192, 255),
        (210, 168, 255),
        (86, 212, 221),
        (177, 186, 196),
    ],
)
# as rich has it, but without a font from elsewhere
_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{ font-family: ui-monospace, SFMono-Regular, Menlo, Consolas,
        "Liberation Mono", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})"
       clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def terminal_pictures() -> dict[str, str]:
    """Return what commands show of the shop, as SVG by name of the file."""
    with TemporaryDirectory() as folder:
        _write_shop(Path(folder))
        return {
            f"terminal-{words[0]}.svg": _terminal(words, _shown(words, Path(folder)))
            for words in _COMMANDS
        }


def graph_picture() -> str:
    """Return the picture of the shop, as the command draws it."""
    with TemporaryDirectory() as folder:
        _write_shop(Path(folder))
        return _shown(("graph", "shop", "--format", "svg"), Path(folder))


def _write_shop(folder: Path) -> None:
    for name, text in (
        ("shop", shop.before()),
        ("main", shop.before()),
        ("pull-request", shop.after()),
    ):
        (folder / name).mkdir()
        (folder / name / "cdk.tf.json").write_text(text, encoding="utf-8")


def _shown(words: Sequence[str], folder: Path) -> str:
    """Return what a command prints there."""
    looks = {"COLUMNS": str(_WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "apigwv2_tf", *words],
        cwd=folder,
        env={**os.environ, **looks, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.stderr:
        raise RuntimeError(done.stderr)
    return done.stdout


def _terminal(words: Sequence[str], output: str) -> str:
    """Return the picture of a terminal; what would be too long ends in an ellipsis."""
    lines = output.splitlines()
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], "…"]
    command = " ".join(word for word in ("apigwv2-tf", *words) if word != _COLOR)
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    svg = console.export_svg(
        title="apigwv2-tf", theme=_DARK, code_format=_FRAME, unique_id=f"t-{words[0]}"
    )
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


def page_pictures() -> dict[str, bytes]:
    """Return the page of the shop, as PNG by name of the file."""
    with TemporaryDirectory() as folder, open_browser() as browser:
        _write_shop(Path(folder))
        _shown(("docs", "shop", "--title", "The shop's APIs"), Path(folder))
        page = browser.page()
        pictures = {}
        for name, width, height, dark, place in _PAGES:
            page.look(width=width, height=height, dark=dark)
            page.go((Path(folder) / "site" / "index.html").as_uri())
            if place is None:
                page.run("document.querySelector('#shop-post-orders').open = true")
            else:
                page.run(f"document.querySelector({place!r}).scrollIntoView()")
            pictures[f"page-{name}.png"] = page.picture()
        return pictures


def _smaller(path: Path) -> None:
    """Make a PNG smaller by programs that this machine may have; it looks the same."""
    for command in (
        ["pngquant", "--force", "--skip-if-larger", "--output", str(path), str(path)],
        ["optipng", "-quiet", str(path)],
    ):
        if shutil.which(command[0]):
            subprocess.run(command, check=False)  # noqa: S603 - named above


def main() -> None:
    """Draw all."""
    IMAGES.mkdir(exist_ok=True)
    for name, text in {**terminal_pictures(), "graph.svg": graph_picture()}.items():
        (IMAGES / name).write_text(text, encoding="utf-8")
    for name, picture in page_pictures().items():
        (IMAGES / name).write_bytes(picture)
        _smaller(IMAGES / name)
    for path in sorted(IMAGES.iterdir()):
        sys.stdout.write(f"wrote {path.name}, {path.stat().st_size / 1000:,.0f} kB\n")


if __name__ == "__main__":
    main()
