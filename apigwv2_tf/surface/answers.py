"""Yes, no, or cannot tell: what a question about a surface can be answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Answer: TypeAlias = bool | None
"""None where a value is missing that is known after apply, or not to be shown."""


def either(answers: Iterable[Answer]) -> Answer:
    """Say whether one of them is yes; of none, no."""
    doubtful = False
    for answer in answers:
        if answer:
            return True
        doubtful = doubtful or answer is None
    return None if doubtful else False


def both(*answers: Answer) -> Answer:
    """Say whether all of them are yes."""
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True
