"""
Sentences for people, in which code stands between backticks.

What we write ourselves is plain words, with backticks where it names code. Whatever others have
written, such as names, keys and values, goes through `code` where the sentence is made: it cannot
get out of its backticks, so a format need not guess what is whose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST = 3
_CODE = re.compile("`([^`]+)`")


def code(text: object) -> str:
    """Return a name, a key or a value for a sentence; a backtick in it is spelled out."""
    shown = str(text).replace("`", "\\x60")
    return f"`{shown or '(empty)'}`"


def pieces(sentence: str) -> Iterator[tuple[str, bool]]:
    """Yield a sentence in pieces, and whether each is code."""
    for number, piece in enumerate(_CODE.split(sentence)):
        if piece:
            yield piece, bool(number % 2)


def listed(names: Iterable[str], word: str = "and", most: int = _MOST) -> str:
    """Name several things, each once, but not more than a reader takes in."""
    every = list(dict.fromkeys(names))
    parts = every[:most]
    if len(every) > most:
        parts.append(f"{len(every) - most} more")
    return f" {word} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def counted(number: int, noun: str) -> str:
    """Write a number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def abridged(sentence: str, length: int) -> str:
    """Return a sentence that is hardly longer than that, with no half of a piece of code."""
    if len(sentence) <= length:
        return sentence
    cut = sentence[: length - 1]
    return f"{cut}…`" if cut.count("`") % 2 else f"{cut}…"
