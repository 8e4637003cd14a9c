"""What a change of an API means for the people who call it."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.plan import Comparison

__all__ = ["review"]


def review(comparison: Comparison) -> tuple[Finding, ...]:
    """
    Return everything that a change means for callers, the worst first.

    Args:
        comparison: The APIs before and after the change.
    """
    from apigwv2_tf.review.whole import findings

    return findings(comparison)
