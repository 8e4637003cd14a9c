"""Faults that Terraform plans without a complaint are all found in the plan."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.lint import lint
from apigwv2_tf.surface.loading import load_comparison

from tests.lint.planted_faults import CHECKOV, FAULTS, HCL, MISSED_BY_CHECKOV, PLAN, PROGRAM, Fault
from tests.support.checkov import failed_checks

if TYPE_CHECKING:
    from pathlib import Path

    from apigwv2_tf.report import Finding

    from tests.support.terraform import TerraformFactory

pytestmark = pytest.mark.e2e

_OURS = ("aws_apigatewayv2_", "aws_lambda_permission.")


@pytest.fixture(scope="module")
def plan(own_provider_factory: TerraformFactory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the plan of the program, beside it."""
    directory = tmp_path_factory.mktemp("faults")
    shutil.copytree(PROGRAM, directory, dirs_exist_ok=True)
    terraform = own_provider_factory(directory)
    terraform.init()
    assert terraform.validate() == ()
    path = directory / "plan.json"
    path.write_text(json.dumps(terraform.plan().raw))
    return path


@pytest.fixture(scope="module")
def findings(plan: Path) -> tuple[Finding, ...]:
    """Return what the rules find in the plan of the program."""
    return lint(load_comparison(str(plan)).after)


@pytest.fixture(scope="module")
def foreign(plan: Path) -> set[tuple[str, str, str]]:
    """Return what checkov finds in the plan of the program, and in the program."""
    return failed_checks(plan.parent)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_found(fault: Fault, findings: tuple[Finding, ...]) -> None:
    """The rule finds the fault, for certain, in each resource that has it and in no other."""
    found = [one for one in findings if one.id == fault.rule and one.certain]

    assert sorted(one.address or "" for one in found) == sorted(fault.addresses)


@pytest.mark.parametrize("read", [PLAN, HCL])
def test_checkov_finds_what_the_table_says(read: str, foreign: set[tuple[str, str, str]]) -> None:
    """Each finding about API Gateway is one that somebody has looked at."""
    found = {(check, address) for where, check, address in foreign if where == read}

    assert {one for one in found if one[1].startswith(_OURS)} == {
        (one.check, one.address) for one in (*CHECKOV, *MISSED_BY_CHECKOV) if read in one.read
    }


def test_what_checkov_finds_is_found(findings: tuple[Finding, ...]) -> None:
    """No finding of checkov about API Gateway is missed but those that are wrong."""
    found = {(one.id, one.address) for one in findings if one.certain}
    right = {(one.rule, one.address) for one in (*CHECKOV, *MISSED_BY_CHECKOV) if one.rule}

    assert right <= found


def test_what_checkov_finds_wrongly_is_not_found(findings: tuple[Finding, ...]) -> None:
    """Messages of a WebSocket API are not called open: they come through ``$connect``."""
    wrong = {one.address for one in CHECKOV if one.rule is None}

    assert not [one for one in findings if one.address in wrong]
