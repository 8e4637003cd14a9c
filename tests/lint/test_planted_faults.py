"""The table of planted faults fits the program that has them."""

from __future__ import annotations

import re

import pytest
from apigwv2_tf.lint import RULES

from tests.lint.planted_faults import CHECKOV, FAULTS, MISSED_BY_CHECKOV, PROGRAM, Fault

_TEXT = "\n".join(path.read_text() for path in sorted(PROGRAM.glob("*.tf")))
_IDS = {rule.id for rule in RULES}


def test_every_fault_of_the_program_is_in_the_table() -> None:
    """The comments of the program name the faults of the table, and no others."""
    assert set(re.findall(r"# fault: (\S+)", _TEXT)) == {fault.name for fault in FAULTS}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_where_the_table_says(fault: Fault) -> None:
    """The resource is in the program, and its rule in the catalogue."""
    for address in fault.addresses:
        type_, _, name = address.partition(".")
        assert f'resource "{type_}" "{name}"' in _TEXT
    assert fault.rule in _IDS


def test_checkov_is_compared_with_rules_that_exist() -> None:
    """Each finding of checkov has a rule of ours, or a reason why it has none."""
    for finding in (*CHECKOV, *MISSED_BY_CHECKOV):
        assert finding.rule in _IDS or (finding.rule is None and finding.difference)


def test_rules_name_the_checks_that_find_the_same() -> None:
    """Who knows checkov finds its check's id at the rule."""
    same_as = {rule.id: rule.same_as for rule in RULES}

    assert not [one for one in CHECKOV if one.rule and one.check not in same_as[one.rule]]
