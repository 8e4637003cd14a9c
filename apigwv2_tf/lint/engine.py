"""Run rules over a surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint.catalogue import RULES
from apigwv2_tf.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.lint.rule import Hit, Rule
    from apigwv2_tf.surface.model import Surface


def lint(surface: Surface, *, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """
    Return what rules find, the worst first.

    Args:
        surface: The APIs, and what stands around them.

        rules: The rules to run. Left out, all of the catalogue.
    """
    found = [_finding(rule, hit) for rule in rules for hit in rule.check(surface)]
    return tuple(sorted(found, key=lambda finding: finding.place))


def _finding(rule: Rule, hit: Hit) -> Finding:
    return Finding(
        id=rule.id,
        level=hit.severity or rule.severity,
        api=hit.api,
        subject=hit.subject,
        text=hit.text,
        why=rule.why,
        advice=rule.fix,
        address=hit.origin.address,
        construct_path=hit.origin.construct_path,
        stack=hit.origin.stack,
        certain=hit.certain,
    )
