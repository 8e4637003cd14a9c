"""Put findings together to a report; here is decided what fails, and nowhere after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf import __version__
from apigwv2_tf.render.api_details import compared_details, details
from apigwv2_tf.render.attribute_changes import resource_diffs
from apigwv2_tf.render.report_document import Entry, Kind, PlanCounts, Report, RuleWords
from apigwv2_tf.render.review_diagrams import review_diagrams
from apigwv2_tf.render.route_rows import AS_CONNECT
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.selection import CONNECT
from apigwv2_tf.threshold import fails

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.lint.rule import Rule
    from apigwv2_tf.lint.suppressions import Suppression
    from apigwv2_tf.render.report_document import ApiDetails
    from apigwv2_tf.report import Finding, Impact, Severity
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.plan import Change, Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What decides about findings.

    Args:
        fail_on: The level from which on findings fail; None where none does.

        strict: Whether what nobody can tell before apply fails too.

        baseline: What the known findings were read from; None where there is none.

        known: The marks of findings that the baseline has.

        accepted: Findings that somebody has decided to live with, and by which suppression.
    """

    fail_on: Impact | Severity | None
    strict: bool = False
    baseline: str | None = None
    known: frozenset[str] = frozenset()
    accepted: tuple[tuple[Finding, Suppression], ...] = ()

    def on(self, findings: Iterable[Finding]) -> tuple[Entry, ...]:
        """Decide about findings, and sort them together with those that were accepted."""
        entries = [self._entry(one) for one in findings]
        entries += [Entry(finding=one, accepted=why.reason) for one, why in self.accepted]
        return tuple(sorted(entries, key=lambda entry: entry.finding.place))

    def _entry(self, finding: Finding) -> Entry:
        known = finding.is_among(self.known)
        does_fail = not known and fails(finding, fail_on=self.fail_on, strict=self.strict)
        return Entry(finding=finding, fails=does_fail, known=known)


def review_report(
    comparison: Comparison,
    findings: Iterable[Finding],
    *,
    sources: tuple[str, ...],
    name: str,
    verdict: Verdict,
) -> Report:
    """Return the report about a change."""
    entries = verdict.on(findings)
    apis = compared_details(comparison)
    notes = (*comparison.notes, *comparison.before.notes, *comparison.after.notes)
    return Report(
        kind=Kind.REVIEW,
        name=name,
        sources=sources,
        entries=entries,
        fail_on=verdict.fail_on,
        version=__version__,
        baseline=verdict.baseline,
        digest=comparison.digest,
        notes=tuple(dict.fromkeys(notes)),
        counts=_counts(comparison.changes) if comparison.planned else None,
        details=apis,
        unchanged=_unchanged(apis, entries),
        diagrams=review_diagrams(comparison.after, apis, entries),
        diffs=resource_diffs(comparison),
    )


def lint_report(
    surface: Surface,
    findings: Iterable[Finding],
    *,
    source: str,
    name: str,
    verdict: Verdict,
    rules: Iterable[Rule],
) -> Report:
    """Return the report about APIs as they are."""
    return Report(
        kind=Kind.LINT,
        name=name,
        sources=(source,),
        entries=verdict.on(findings),
        fail_on=verdict.fail_on,
        version=__version__,
        baseline=verdict.baseline,
        notes=surface.notes,
        details=details(surface),
        rules=tuple(_words(rule) for rule in rules),
    )


def _counts(changes: Iterable[Change]) -> PlanCounts:
    actions = [change.action for change in changes]
    return PlanCounts(
        create=actions.count(Action.CREATE),
        update=actions.count(Action.UPDATE),
        delete=actions.count(Action.DELETE),
        replace=sum(action.replaces for action in actions),
    )


def _unchanged(apis: Iterable[ApiDetails], entries: Iterable[Entry]) -> int:
    """Count the routes that look as they did and that no finding names."""
    named = {(entry.finding.api, entry.finding.subject) for entry in entries}
    return sum(
        not line.mark and (one.api, line.key) not in named
        for one in apis
        for line in one.lines
        # whose connection changes
        if not (any(AS_CONNECT in side for side in line.sides) and (one.api, CONNECT) in named)
    )


def _words(rule: Rule) -> RuleWords:
    return RuleWords(
        id=rule.id,
        title=rule.title,
        why=rule.why,
        fix=rule.fix,
        level=rule.severity,
        link=rule.link,
        tags=(rule.code, *rule.same_as),
    )
