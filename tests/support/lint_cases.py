"""Cases of rules: a surface, and what one rule says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.lint import RULES
from apigwv2_tf.surface.model import Api

from tests.support.lint_surfaces import surface
from tests.support.prose import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.lint.rule import Hit
    from apigwv2_tf.report import Severity
    from apigwv2_tf.surface.model import Surface


class Verdict(Enum):
    """What a rule says."""

    FIRES = "fires"
    SILENT = "silent"
    UNSURE = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Case:
    """
    A surface, and what one rule says of it.

    Args:
        rule: The rule's id.

        name: What is special about the surface.

        verdict: What the rule says.

        surface: The surface.

        severity: How bad the rule takes it for; None for the rule's own.

        text: A part of what the rule says.
    """

    rule: str
    name: str
    verdict: Verdict
    surface: Surface
    severity: Severity | None = None
    text: str = ""


def fires(rule: str, name: str, given: Api | Surface, **arguments: Any) -> Case:  # noqa: ANN401
    """Return a case in which a rule finds something, once."""
    return _case(rule, name, Verdict.FIRES, given, arguments)


def silent(rule: str, name: str, given: Api | Surface) -> Case:
    """Return a case in which a rule must not find anything."""
    return _case(rule, name, Verdict.SILENT, given, {})


def unsure(rule: str, name: str, given: Api | Surface, **arguments: Any) -> Case:  # noqa: ANN401
    """Return a case in which a rule cannot tell."""
    return _case(rule, name, Verdict.UNSURE, given, arguments)


def _case(
    rule: str, name: str, verdict: Verdict, given: Api | Surface, arguments: dict[str, Any]
) -> Case:
    whole = surface(given) if isinstance(given, Api) else given
    return Case(rule=rule, name=name, verdict=verdict, surface=whole, **arguments)


def params(cases: Iterable[Case]) -> list[Any]:
    """Return cases for a test, each under its rule and its name."""
    return [pytest.param(case, id=f"{case.rule}: {case.name}") for case in cases]


def hits(case: Case) -> list[Hit]:
    """Return what the rule of a case finds."""
    (rule,) = (rule for rule in RULES if rule.id == case.rule)
    return list(rule.check(case.surface))


def check(case: Case) -> None:
    """Assert that the rule of a case says what it should."""
    found = hits(case)
    expected = [] if case.verdict is Verdict.SILENT else [case.verdict is Verdict.FIRES]
    assert [hit.certain for hit in found] == expected, [hit.text for hit in found]
    assert [hit.severity for hit in found] == [case.severity] * len(found)
    assert all(case.text in hit.text for hit in found), [hit.text for hit in found]
    assert unquoted(hit.text for hit in found) == []
