"""What each format calls how much a finding matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.report import Impact, Severity

if TYPE_CHECKING:
    from apigwv2_tf.report import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    A level in the formats' own words.

    Args:
        sign: One character, for people.

        style: A colour on a terminal.

        sarif: A level of SARIF.

        command: A workflow command of GitHub.
    """

    sign: str
    style: str
    sarif: str
    command: str


_WORST = Look(sign="🔴", style="bold red", sarif="error", command="error")
_BAD = Look(sign="🟠", style="bold magenta", sarif="error", command="error")
_MIDDLE = Look(sign="🟡", style="yellow", sarif="warning", command="warning")
_SMALL = Look(sign="🔵", style="cyan", sarif="warning", command="warning")
_LEAST = Look(sign="⚪", style="dim", sarif="note", command="notice")
_UNCERTAIN = Look(sign="❔", style="dim yellow", sarif="warning", command="warning")
_LOOKS: dict[Impact | Severity, Look] = {
    Impact.BREAKING: _WORST,
    Impact.SECURITY: _BAD,
    Impact.BEHAVIOUR: _MIDDLE,
    Impact.OPERATIONS: _SMALL,
    Impact.COSMETIC: _LEAST,
    Severity.ERROR: _WORST,
    Severity.CRITICAL: _WORST,
    Severity.HIGH: _BAD,
    Severity.MEDIUM: _MIDDLE,
    Severity.LOW: _SMALL,
    Severity.INFO: _LEAST,
}


def look_of(level: Impact | Severity) -> Look:
    """Return how findings of a level look."""
    return _LOOKS[level]


def look(finding: Finding) -> Look:
    """Return how a finding looks: what nobody can tell is never shown as an error."""
    own = look_of(finding.level)
    return own if finding.certain or own is _LEAST else _UNCERTAIN
