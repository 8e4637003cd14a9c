"""Reports as JSON, held against the schema in docs/."""

from __future__ import annotations

import json
from typing import Any

import pytest
from apigwv2_tf.render.report_document import Kind, Report
from apigwv2_tf.render.report_json import to_json
from apigwv2_tf.report import Impact, Severity
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.support.fresh import ROOT
from tests.support.hostile import hostile_text
from tests.support.reports import hostile_report, lint_report, report, review_report

_SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
_VALIDATOR = Draft202012Validator(_SCHEMA)


def _closed(schema: object) -> object:
    """Return the schema without room for more properties than it names."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(value) for name, value in schema.items()}
    if "properties" in schema and "type" in schema:
        closed.setdefault("additionalProperties", False)
    return closed


def test_schema_is_one() -> None:
    """The schema is a valid one itself."""
    Draft202012Validator.check_schema(_SCHEMA)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(review_report(), id="review"),
        pytest.param(lint_report(), id="lint"),
        pytest.param(report(), id="empty"),
        pytest.param(report(fail_on=None, kind=Kind.LINT), id="none"),
    ],
)
def test_report_is_as_the_schema_says(made: Report) -> None:
    """Every report has what the schema asks for, and nothing that it does not name."""
    closed: Any = _closed(_SCHEMA)

    Draft202012Validator(closed).validate(json.loads(to_json(made)))


@given(text=hostile_text)
def test_names_make_no_difference(text: str) -> None:
    """Whatever parts are called, the report is as the schema says."""
    _VALIDATOR.validate(json.loads(to_json(hostile_report(text))))


def test_schema_names_every_level() -> None:
    """The levels in the schema are those that findings have."""
    levels = [level.value for level in (*Impact, *Severity)]

    assert _SCHEMA["$defs"]["level"]["enum"] == levels


def test_summary_counts() -> None:
    """A program need not count: what is new by level, what is not certain, known and accepted."""
    assert json.loads(to_json(review_report()))["summary"] == {
        "levels": {"breaking": 1, "security": 1, "operations": 1},
        "uncertain": 1,
        "known": 0,
        "accepted": 1,
        "failing": 2,
        "unchanged_routes": 2,
    }
