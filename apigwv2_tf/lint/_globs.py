"""Patterns for route keys and addresses, which are full of brackets that mean themselves."""

from __future__ import annotations

import re


def matches(pattern: str, text: str) -> bool:
    """Say whether a text is what a pattern stands for, in which only ``*`` is special."""
    parts = (re.escape(part) for part in re.split(r"\*+", pattern))
    return re.fullmatch(".*".join(parts), text, re.DOTALL) is not None
