"""Reports as SARIF: whole, and in the standard's form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from apigwv2_tf.render.report_document import Entry, Report
from apigwv2_tf.render.report_sarif import to_sarif
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.support.hostile import hostile_text
from tests.support.reports import finding, hostile_report, lint_report, report, review_report
from tests.support.sarif import SCHEMA


def _run(made: Report) -> dict[str, Any]:
    (run,) = json.loads(to_sarif(made))["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(review_report(), id="review"),
        pytest.param(lint_report(), id="lint"),
        pytest.param(report(), id="empty"),
    ],
)
def test_report_is_sarif(made: Report) -> None:
    """Every object has the properties of the standard, and those that it must have."""
    Draft202012Validator(SCHEMA).validate(json.loads(to_sarif(made)))


@given(text=hostile_text)
def test_names_make_no_difference(text: str) -> None:
    """Whatever parts are called, it stays SARIF."""
    Draft202012Validator(SCHEMA).validate(json.loads(to_sarif(hostile_report(text))))


def test_result_points_to_its_rule() -> None:
    """Each result has the id of the rule at its index."""
    run = _run(review_report())
    rules = run["tool"]["driver"]["rules"]

    assert len(run["results"]) == 5
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_result_says_where() -> None:
    """A result is in the plan's file, at a Terraform address and a construct."""
    (location,) = _run(review_report())["results"][0]["locations"]

    assert location["physicalLocation"]["artifactLocation"] == {"uri": "stacks/shop/plan.json"}
    assert location["logicalLocations"] == [
        {"fullyQualifiedName": "aws_apigatewayv2_route.carts_post", "kind": "resource"},
        {"fullyQualifiedName": "shop/Api/POST--carts/Resource", "kind": "module"},
    ]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        pytest.param("-", "stdin", id="standard input"),
        pytest.param("my plans/ü.json", "my%20plans/%C3%BC.json", id="quoted"),
        pytest.param("stacks\\shop\\plan.json", "stacks/shop/plan.json", id="windows"),
        pytest.param("/src/plan.json", "file:///src/plan.json", id="absolute"),
    ],
)
def test_source_is_a_uri(source: str, uri: str) -> None:
    """Any path is a valid reference."""
    run = _run(report(Entry(finding=finding()), sources=(source,)))

    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_two_findings_of_one_kind_and_place_stay_two() -> None:
    """Whoever tells alerts apart by their fingerprints sees both."""
    entry = Entry(finding=finding())
    prints = [one["partialFingerprints"] for one in _run(report(entry, entry))["results"]]

    assert prints[0] != prints[1]


def test_accepted_finding_is_suppressed() -> None:
    """What was accepted is there with the reason, and no alert."""
    found = {one["ruleId"]: one["suppressions"] for one in _run(review_report())["results"]}

    assert found["cors-origin-added"] == [
        {"kind": "external", "justification": "the API is public, see SHOP-12"}
    ]
    assert found["route-removed"] == []


def test_baseline_tells_new_from_known() -> None:
    """With a baseline each result says which it is; without one, none says so."""
    states = [one["baselineState"] for one in _run(lint_report())["results"]]

    assert states == ["new", "unchanged", "new"]
    assert not [one for one in _run(review_report())["results"] if "baselineState" in one]


def test_uncertain_finding_is_no_error() -> None:
    """What nobody can tell before apply is a warning at most."""
    levels = {one["ruleId"]: one["level"] for one in _run(review_report())["results"]}

    assert levels == {
        "route-removed": "error",
        "authorization-removed": "error",
        "authorization-changed": "warning",
        "cors-origin-added": "error",
        "changes-not-live": "warning",
    }


def test_rule_has_what_the_catalogue_says() -> None:
    """A rule of the catalogue has its page, and the numbers that others know it by."""
    rules = {rule["id"]: rule for rule in _run(lint_report())["tool"]["driver"]["rules"]}

    assert rules["open-route"]["helpUri"].startswith("https://docs.aws.amazon.com/")
    assert rules["open-route"]["properties"] == {
        "tags": ["CKV_AWS_309", "APIGateway.8", "external/cwe/cwe-306", "security"],
        "security-severity": "8.0",
    }
    assert rules["access-log-missing"]["properties"] == {"tags": []}
