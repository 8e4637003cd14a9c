"""Every rule of the catalogue is whole, told apart from the others, and shown to work."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from apigwv2_tf.lint import RULES

from tests.support.lint_cases import Case, Verdict

_WORDS = ("title", "why", "fix", "link")


def _cases() -> list[Case]:
    """Return the cases of all modules here, each of which has a table of them."""
    names = [path.stem for path in sorted(Path(__file__).parent.glob("test_*.py"))]
    modules = [import_module(f"tests.lint.{name}") for name in names if name != Path(__file__).stem]
    return [case for module in modules for case in getattr(module, "CASES", [])]


_VERDICTS = {(case.rule, case.verdict) for case in _cases()}


@pytest.mark.parametrize("verdict", [Verdict.FIRES, Verdict.SILENT])
def test_every_rule_has_a_case(verdict: Verdict) -> None:
    """Of each there is one surface in which it finds something, and one in which it must not."""
    without = [rule.id for rule in RULES if (rule.id, verdict) not in _VERDICTS]

    assert without == []


def test_cases_are_about_rules_that_exist() -> None:
    """A rule that is renamed takes its cases along."""
    assert {rule for rule, _ in _VERDICTS} <= {rule.id for rule in RULES}


def test_no_two_rules_share_an_id_or_a_code() -> None:
    """Ids and codes are what suppressions and reports know rules by."""
    names = Counter(name for rule in RULES for name in (rule.id, rule.code))

    assert [name for name, count in names.items() if count > 1] == []


def test_ids_and_codes_look_alike() -> None:
    """Ids are in kebab-case; codes are a topic and a number."""
    assert [rule.id for rule in RULES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id)] == []
    assert [rule.code for rule in RULES if not re.fullmatch(r"[A-Z]+-\d{3}", rule.code)] == []


@pytest.mark.parametrize("word", _WORDS)
def test_no_rule_lacks_words(word: str) -> None:
    """Each says what is wrong, why it matters, what to do and where AWS says so."""
    assert [rule.id for rule in RULES if not getattr(rule, word).strip()] == []


def test_words_are_sentences() -> None:
    """Titles are none; reasons and advice end as sentences do."""
    assert [rule.id for rule in RULES if rule.title.endswith(".")] == []
    assert [rule.id for rule in RULES if not rule.why.endswith(".")] == []
    assert [rule.id for rule in RULES if not rule.fix.endswith(".")] == []


def test_links_lead_to_documentation_of_aws() -> None:
    """What stands behind a rule can be looked up."""
    pages = re.compile(r"https://docs\.aws\.amazon\.com/\S+\.html(#\S+)?")

    assert [rule.id for rule in RULES if not pages.fullmatch(rule.link)] == []


def test_code_in_words_is_marked_as_code() -> None:
    """Backticks come in pairs, so that Markdown shows what is between them as it is."""
    words = [(rule.id, text) for rule in RULES for text in (rule.title, rule.why, rule.fix)]

    bare = [(rule, re.sub("`[^`]+`", "", text)) for rule, text in words]

    assert [rule for rule, text in words if text.count("`") % 2] == []
    assert [rule for rule, text in bare if re.search(r"[$*{}<>_]", text)] == []
