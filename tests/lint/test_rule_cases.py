"""Rules have what a rule needs: words, an id of their own, and cases of both kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.lint import (
    RULES,
    domains,
    logs,
    permission,
    quotas,
    stages,
    throttling,
    websocket,
)

from tests.lint import (
    test_domains,
    test_logs,
    test_permission,
    test_quotas,
    test_stages,
    test_throttling,
    test_websocket,
)
from tests.support.lint_cases import Case, Verdict

if TYPE_CHECKING:
    from apigwv2_tf.lint.rule import Rule

_OURS = [
    (permission, test_permission),
    (logs, test_logs),
    (throttling, test_throttling),
    (stages, test_stages),
    (domains, test_domains),
    (websocket, test_websocket),
    (quotas, test_quotas),
]
_RULES: list[Rule] = [rule for module, _ in _OURS for rule in module.RULES]
_CASES: list[Case] = [case for _, tests in _OURS for case in tests.CASES]


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_rule_has_cases_of_both_kinds(rule: Rule) -> None:
    """A test shows where the rule fires, and another where it must not."""
    verdicts = {case.verdict for case in _CASES if case.rule == rule.id}

    assert verdicts >= {Verdict.FIRES, Verdict.SILENT}


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_rule_says_what_to_do(rule: Rule) -> None:
    """The fix is whole sentences, and the link a page of AWS's documentation."""
    assert rule.fix.endswith(".")
    assert rule.why.endswith((".", '".'))
    assert not rule.title.endswith(".")
    assert rule.link.startswith("https://docs.aws.amazon.com/")


def test_ids_and_codes_are_unique() -> None:
    """No two rules of the catalogue have the same id or place in it."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_ids_are_kebab_case() -> None:
    """Ids can be written in a file of suppressions without quotes."""
    assert not [rule.id for rule in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)]


def test_rules_are_in_the_catalogue() -> None:
    """A run without arguments runs every rule."""
    assert {rule.id for rule in _RULES} <= {rule.id for rule in RULES}


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_no_two_hits_are_the_same(case: Case) -> None:
    """Of one surface, a rule finds each element once: what it finds can be told apart."""
    for rule in _RULES:
        found = [(hit.origin.address, hit.subject) for hit in rule.check(case.surface)]

        assert len(found) == len(set(found)), rule.id
