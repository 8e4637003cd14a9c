"""The words about a kind of change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apigwv2_tf.report import Impact


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of change.

    Args:
        id: In kebab-case.

        impact: What it means for callers, as a rule; a finding may say otherwise.

        why: Why it matters, in one sentence.

        advice: What to do about it, in one sentence.
    """

    id: str
    impact: Impact
    why: str
    advice: str
