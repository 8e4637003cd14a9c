"""Take out of findings what somebody has decided to live with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.lint.catalogue import RULES
from apigwv2_tf.prose import code
from apigwv2_tf.report import Finding, Impact, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from apigwv2_tf.lint.rule import Rule
    from apigwv2_tf.lint.suppressions import Suppression

_SUBJECT = "suppressions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """
    What is left of findings, and what is not.

    Args:
        findings: What counts, the worst first; with findings about suppressions that have expired,
            name no rule or are good for nothing.

        accepted: What somebody has decided to live with, and by which suppression.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Suppression], ...]


def suppress(
    findings: Iterable[Finding],
    suppressions: Collection[Suppression],
    *,
    rules: Iterable[Rule] = RULES,
    others: Collection[str] = (),
    today: Callable[[], dt.date] = dt.date.today,
) -> Suppressed:
    """
    Take out of findings what suppressions are about.

    Args:
        findings: What was found.

        suppressions: What to take out.

        rules: The rules that have run. Left out, all of the catalogue.

        others: The ids of findings that other commands make: a suppression of these is fine, used
            or not.

        today: Returns the day for which suppressions must hold.
    """
    codes = {rule.code: rule.id for rule in rules}
    day = today()
    left: list[Finding] = []
    accepted: list[tuple[Finding, Suppression]] = []
    used: set[str] = set()
    for finding in findings:
        about = [one for one in suppressions if one.is_about(finding, codes)]
        used |= {one.place for one in about}
        holding = [one for one in about if one.holds(day)]
        if holding:
            accepted.append((finding, holding[0]))
        else:
            left.append(finding)
    known = {*codes, *codes.values()}
    for one in suppressions:
        if one.rule not in others or one.rule in known:
            left += _about(one, known=known, used=one.place in used, day=day)
    ordered = tuple(sorted(left, key=lambda finding: finding.place))
    return Suppressed(findings=ordered, accepted=tuple(accepted))


def expired(
    suppressions: Iterable[Suppression],
    kinds: Collection[str],
    *,
    today: Callable[[], dt.date] = dt.date.today,
) -> Iterator[Finding]:
    """
    Yield the suppressions of changes that hold no longer.

    Those that are about nothing are fine: a change is in one review, and not in the next.

    Args:
        suppressions: All of a file.

        kinds: The ids of changes; suppressions of anything else are the business of lint.

        today: Returns the day for which suppressions must hold.
    """
    day = today()
    for one in suppressions:
        if one.rule in kinds and not one.holds(day):
            yield _expired(one, Impact.OPERATIONS)


def _about(
    suppression: Suppression, *, known: Collection[str], used: bool, day: dt.date
) -> Iterator[Finding]:
    """Yield what is wrong with a suppression."""
    if suppression.rule not in known:
        text = f"no rule has the id or code {code(suppression.rule)}"
        yield _finding("unknown-suppression", suppression, text)
    elif not used:
        text = f"nothing is found that it is about ({code(suppression.rule)})"
        yield _finding("unused-suppression", suppression, text)
    elif not suppression.holds(day):
        yield _expired(suppression, Severity.LOW)


def _expired(suppression: Suppression, level: Impact | Severity) -> Finding:
    text = f"it was for {code(suppression.rule)} until {code(suppression.expires)}"
    return _finding("expired-suppression", suppression, text, level)


_WHY = "Suppressions that do nothing hide what they were for."
_ADVICE = {
    "unknown-suppression": "Write the rule's id or code as the page about rules has it.",
    "unused-suppression": "Delete it, or see whether its route, subject or address is mistyped.",
    "expired-suppression": "Mend what it was for, or decide anew and write a later day.",
}


def _finding(
    kind: str, suppression: Suppression, text: str, level: Impact | Severity = Severity.LOW
) -> Finding:
    return Finding(
        id=kind,
        level=level,
        api=_SUBJECT,
        subject=suppression.place,
        text=text,
        why=_WHY,
        advice=_ADVICE[kind],
    )
