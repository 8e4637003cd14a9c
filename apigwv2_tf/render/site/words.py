"""Values and prose as they stand on the page: three-valued, and never a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.prose import pieces
from apigwv2_tf.render.markup import Markup, joined, tag
from apigwv2_tf.surface.values import Sensitive, Unknown, is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.surface.values import Number, TextMap, Texts

_LONGEST = 60
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


class Anchors:
    """Names for places of the page; the same text twice gets another name, in order."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._times: dict[str, int] = {}

    def of(self, *words: str) -> str:
        """Return a name that no other place has."""
        parts = [_NOT_IN_AN_ID.sub("-", word.lower()).strip("-")[:_LONGEST] for word in words]
        plain = name = "-".join(filter(None, parts)) or "api"
        while name in self._taken:
            number = self._times[plain] = self._times.get(plain, 1) + 1
            name = f"{plain}-{number}"
        self._taken.add(name)
        return name


def prose(text: str) -> Markup:
    """Return a sentence, in which what stands between backticks is code."""
    return joined(tag("code", part) if is_code else part for part, is_code in pieces(text))


def code(text: str) -> Markup:
    """Return a name."""
    return tag("code", text)


def value(one: object) -> Markup:
    """Return a value; what cannot be looked at says why."""
    if isinstance(one, (Sensitive, Unknown)):
        return tag("em", str(one), class_="hidden-value")
    if isinstance(one, bool):
        return joined(["yes" if one else "no"])
    return code(f"{one:,g}" if isinstance(one, (int, float)) else str(one))


def values(some: Texts) -> Markup | None:
    """Return a list of values; None where there are none."""
    if is_hidden(some):
        return value(some)
    shown = known(some)
    return joined([value(one) for one in shown], " ") if shown else None


def names(some: TextMap) -> Markup | None:
    """Return the names of a map, whose values may be secrets."""
    if is_hidden(some):
        return value(some)
    shown = known(some)
    return joined([code(name) for name in sorted(shown)], " ") if shown else None


def optional(one: object) -> Markup | None:
    """Return a value; None where there is none."""
    return None if one is None else value(one)


def seconds(one: Number, unit: float = 1.0) -> Markup | None:
    """Return a time; None where there is none."""
    if isinstance(one, (int, float)):
        return joined([f"{one / unit:,g} s"])
    return optional(one)


def facts(pairs: Iterable[tuple[str, Markup | None]]) -> Markup:
    """Return a list of what is known; what is not there is left out."""
    rows = list(_facts(pairs))
    return tag("dl", *rows, class_="facts") if rows else Markup("")


def _facts(pairs: Iterable[tuple[str, Markup | None]]) -> Iterator[Markup]:
    for name, text in pairs:
        if text is not None:
            yield tag("div", tag("dt", name), tag("dd", text))


def chip(text: str, look: str = "") -> Markup:
    """Return a word that stands out."""
    return tag("span", text, class_=f"chip {look}".strip())
