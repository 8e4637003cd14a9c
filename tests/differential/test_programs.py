"""The same programs, written for AWS CDK and for this library, define the same APIs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from apigwv2_tf import OptionError
from cdktf import TerraformStack
from cdktf import Testing as CdktfTesting

from tests.differential import cloudformation, programs, terraform
from tests.differential.comparison import differences
from tests.differential.explanations import COMMON, pattern, reason
from tests.differential.program import PROGRAMS, Program
from tests.differential.vocabulary import describe

_CHECKOUT = Path(__file__).parents[2]
_PROGRAMS = Path(programs.__file__).parent


class Comparisons:
    """What differs between the two outputs of each program, found out once."""

    def __init__(self, made_by_cdk: dict[str, Any]) -> None:
        """Take what the process of AWS CDK made."""
        self.classes: dict[str, list[str]] = made_by_cdk["classes"]
        self._templates: dict[str, Any] = made_by_cdk["templates"]
        self._found: dict[str, list[str]] = {}

    def of(self, name: str) -> list[str]:
        """Return the differences of a program."""
        if name not in self._found:
            self._found[name] = self._compare(name)
        return self._found[name]

    def _compare(self, name: str) -> list[str]:
        template = self._templates[name]
        assert isinstance(template, dict), template
        try:
            document = _synthesized(PROGRAMS[name])
        except OptionError as refused:
            return [f"refused: {refused}"]
        return differences(
            describe(cloudformation.read(template)), describe(terraform.read(document))
        )


def _synthesized(program: Program) -> dict[str, Any]:
    stack = TerraformStack(CdktfTesting.app(), "orders")
    program.ours(stack)
    document: dict[str, Any] = json.loads(CdktfTesting.synth(stack))
    return document


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> Comparisons:
    """Run AWS CDK, and return what compares with it."""
    made = tmp_path_factory.mktemp("cdk") / "made.json"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.differential.cdk_process", made],
        cwd=_CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return Comparisons(json.loads(made.read_text()))


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_difference_is_explained(comparisons: Comparisons, name: str) -> None:
    """Nothing differs without a reason, and no reason is left over."""
    explained = PROGRAMS[name].differences
    found = comparisons.of(name)

    unexplained = [each for each in found if each not in explained and reason(each, found) is None]
    assert unexplained == []
    assert [each for each in explained if each not in found] == []


def test_every_common_reason_is_needed(comparisons: Comparisons) -> None:
    """Each difference that is explained once for all programs is in some program."""
    found = {pattern(each) for name in PROGRAMS for each in comparisons.of(name)}

    assert set(COMMON) - found == set()


def test_every_class_is_compared(comparisons: Comparisons) -> None:
    """Each public class of AWS CDK's three modules is in some program."""
    used = {name for path in _PROGRAMS.glob("*.py") for name in _used_by_cdk(path)}

    assert {name for names in comparisons.classes.values() for name in names} - used == set()


def _used_by_cdk(path: Path) -> set[str]:
    """Return the names that the CDK side of a module's programs uses."""
    return {
        node.attr
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and "cdk" in function.name
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
    }
