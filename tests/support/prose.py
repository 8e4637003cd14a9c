"""Whether sentences say by themselves which parts of them are code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.render.inert import markdown_cell

if TYPE_CHECKING:
    from collections.abc import Iterable


def unquoted(sentences: Iterable[str | None]) -> list[str]:
    """Return the sentences in which Markdown has to guess what is code: best, none."""
    return [one for one in sentences if one is not None and markdown_cell(one) != one]
