"""Which findings make a run fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apigwv2_tf.report import Finding, Impact, Severity


def fails(finding: Finding, *, fail_on: Impact | Severity | None, strict: bool) -> bool:
    """
    Say whether a finding makes a run fail.

    Args:
        finding: What was found.

        fail_on: The level from which on findings fail; None where none does.

        strict: Whether what nobody can tell before apply fails too.
    """
    if fail_on is None or not (finding.certain or strict):
        return False
    return finding.level.rank <= fail_on.rank
