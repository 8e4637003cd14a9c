"""
HTML and SVG, element by element: text becomes text, and only what was written here is markup.

The type tells them apart: a `Markup` goes in as it is, any other string is escaped. So nothing that
others wrote can become an element or an attribute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from apigwv2_tf.render.inert import html_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"br", "hr", "input", "meta"})


class Markup(str):
    """Text that is HTML or SVG already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | float | bool | None) -> Markup:
    """
    Return an element.

    Args:
        name: What kind.

        children: What is in it, one after another.

        attributes: By name; ``class_`` stands for ``class``, ``aria_label`` for ``aria-label``.
            True is an attribute without a value; None and False leave it out.
    """
    opening = name + "".join(
        _attribute(key, value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{joined(children)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return parts one after another."""
    return Markup(between.join(map(_inner, parts)))


def _inner(part: str) -> str:
    return part if isinstance(part, Markup) else html_text(part)


def _attribute(key: str, value: str | float | Literal[True]) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    text = value if isinstance(value, str) else f"{value:g}"
    return f' {name}="{html_text(text)}"'
