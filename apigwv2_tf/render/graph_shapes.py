"""What a picture of a graph is made of, and how much room text takes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from apigwv2_tf.render.inert import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigwv2_tf.render.graph import Kind

LABEL_WIDTH = 7.9  # of a character, as wide as fonts have it
NOTE_WIDTH = 6.2
PAD = 12.0
GAP = 8.0  # between boxes of a column
LINE = 16.0
_LEAST_WIDTH = 80.0
_MOST_CHARACTERS = 300  # of which anything is shown
_HEIGHTS = {1: 30.0, 2: 44.0, 3: 60.0}


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where lines meet it."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Where lines leave it."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """
    A node, or a gate across several lanes.

    Args:
        lines: What stands in it: the name, and remarks.

        title: All that there is to say, for those who point at it.
    """

    kind: Kind
    place: Place
    lines: tuple[str, ...]
    title: str = ""
    is_open: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    A line from one place to another.

    Args:
        bend: Up to where it runs straight; behind it, it finds its way.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    bend: float
    label: str = ""
    is_open: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """
    A picture of one API.

    Args:
        frame: Around what belongs to the API.

        headings: What stands over columns, and where.
    """

    title: str
    width: float
    height: float
    frame: Place
    headings: tuple[tuple[float, float, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def height_of(lines: Sequence[str]) -> float:
    """Return the height of a box for some lines."""
    number = len(lines)
    return _HEIGHTS[number] if number in _HEIGHTS else number * LINE + PAD


def width_of(names: Sequence[str], notes: Sequence[str], most: int) -> float:
    """Return the width of a box for names and remarks, of which no more than that is shown."""
    room = most * LABEL_WIDTH
    wide = [columns(name) * LABEL_WIDTH for name in names]
    wide += [columns(note) * NOTE_WIDTH for note in notes]
    return min(max([*wide, _LEAST_WIDTH]), room) + 2 * PAD


def columns(text: str) -> int:
    """Return how wide a text is, in characters: some scripts take two."""
    shown = plain(text[:_MOST_CHARACTERS])
    return sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in shown)


def abridged(name: str, length: int) -> str:
    """Return a name that is not longer than that."""
    return name if len(name) <= length else f"{name[: length - 1]}…"


def cut(text: str, width: float, *, both_ends: bool = False) -> str:
    """Return as much of a text as there is room for, in characters: its beginning, or both ends."""
    if both_ends and len(text) > _MOST_CHARACTERS:
        half = _MOST_CHARACTERS // 2
        text = text[:half] + text[-half:]
    shorter = _without_middle if both_ends else abridged
    shown = plain(text[:_MOST_CHARACTERS])
    length = len(shown)
    while length > 1 and columns(shorter(shown, length)) > width + 0.5:
        length -= 1
    return shorter(shown, length)


def _without_middle(name: str, length: int) -> str:
    """Return the two ends of a name, which together are not longer than that."""
    end = length // 2
    if len(name) <= length:
        return name
    return f"{name[: length - 1 - end]}…{name[len(name) - end :]}"


def apart(tops: Sequence[float], heights: Sequence[float], least: float) -> list[float]:
    """
    Return where boxes stand that want to stand there, but not on each other.

    Those that would overlap become a block, which stands where its members want to on average.
    """
    offsets = [0.0, *accumulate(height + GAP for height in heights)]
    blocks: list[tuple[float, int]] = []  # the sum of what members want, and how many they are
    for top, offset in zip(tops, offsets, strict=False):
        total, number = top - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / number:
            before, others = blocks.pop()
            total, number = total + before, number + others
        blocks.append((total, number))
    wanted = [max(total / number, least) for total, number in blocks for _ in range(number)]
    return [place + offset for place, offset in zip(wanted, offsets, strict=False)]
