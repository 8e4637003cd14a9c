from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.lint import lint
from apigwv2_tf.lint.baseline import read_baseline
from apigwv2_tf.lint.suppressing import Suppressed, expired, suppress
from apigwv2_tf.lint.suppressions import Suppression, find_suppressions, read_suppressions
from apigwv2_tf.report import Impact

from tests.support.lint_surfaces import http, integration, route, surface

if TYPE_CHECKING:
    from pathlib import Path

_NEW_YEAR = dt.date(2030, 1, 1)
_HEALTH = '- {rule: open-route, route: "GET /health", reason: the load balancer asks}'
_FINDINGS = lint(surface(http(route("GET /health", "health"), route("GET /orders"), integration())))


def _yaml(folder: Path, *entries: str) -> Path:
    path = folder / "apigwv2-tf.yaml"
    path.write_text("suppressions:\n" + "".join(f"{entry}\n" for entry in entries))
    return path


def _after(folder: Path, *entries: str) -> Suppressed:
    """Return what suppressions leave, on New Year's Day of 2030."""
    suppressions = read_suppressions(_yaml(folder, *entries))
    return suppress(_FINDINGS, suppressions, today=lambda: _NEW_YEAR)


def _left(outcome: Suppressed) -> list[tuple[str, str]]:
    """Return the open routes that are left, and what is said about suppressions."""
    about = ("open-route", "expired-suppression", "unknown-suppression", "unused-suppression")
    found = (one for one in outcome.findings if one.id in about)
    return [(one.id, one.subject if one.id == "open-route" else one.text) for one in found]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(_HEALTH, id="by route"),
        pytest.param('- {rule: AUTH-001, route: "* /health", reason: x}', id="by code"),
        pytest.param('- {rule: open-route, subject: "GET /h*", reason: x}', id="by subject"),
        pytest.param('- {rule: open-route, address: "*_route.health", reason: x}', id="by address"),
        pytest.param(f"{_HEALTH[:-1]}, expires: 2030-01-01}}", id="on the last day"),
    ],
)
def test_finding_is_taken_out(tmp_path: Path, entry: str) -> None:
    """One route is let pass, the other one is not."""
    outcome = _after(tmp_path, entry)

    assert _left(outcome) == [("open-route", "GET /orders")]
    assert [finding.subject for finding, _ in outcome.accepted] == ["GET /health"]


def test_reason_is_kept(tmp_path: Path) -> None:
    """What is taken out is told with the reason, and with the place of the suppression."""
    ((_, suppression),) = _after(tmp_path, _HEALTH).accepted

    assert suppression.reason == "the load balancer asks"
    assert suppression.place.endswith("apigwv2-tf.yaml: $.suppressions[0]")


def test_brackets_of_addresses_mean_themselves(tmp_path: Path) -> None:
    """An address with an index is written as Terraform does."""
    address = 'aws_apigatewayv2_route.all["GET /health"]'
    entry = f"- {{rule: open-route, address: '{address}', reason: x}}"
    (suppression,) = read_suppressions(_yaml(tmp_path, entry))
    (finding, *_) = _FINDINGS

    found = replace(finding, id="open-route", address=address)
    assert suppression.is_about(found, {})
    assert not suppression.is_about(replace(found, address=address.replace("all", "one")), {})


def test_expired_suppression_does_nothing(tmp_path: Path) -> None:
    """The finding is back, and the suppression is told."""
    outcome = _after(tmp_path, f"{_HEALTH[:-1]}, expires: 2029-12-31}}")

    assert _left(outcome) == [
        ("open-route", "GET /health"),
        ("open-route", "GET /orders"),
        ("expired-suppression", "it was for `open-route` until `2029-12-31`"),
    ]
    assert outcome.accepted == ()


def test_unknown_rule_is_told(tmp_path: Path) -> None:
    """A mistyped id takes nothing out."""
    outcome = _after(tmp_path, "- {rule: open-routes, reason: x}")

    assert _left(outcome)[-1] == (
        "unknown-suppression",
        "no rule has the id or code `open-routes`",
    )


def test_unused_suppression_is_told(tmp_path: Path) -> None:
    """What it was for is gone, or its pattern is wrong."""
    outcome = _after(tmp_path, '- {rule: open-route, route: "GET /helth", reason: x}')

    assert _left(outcome)[-1] == (
        "unused-suppression",
        "nothing is found that it is about (`open-route`)",
    )


def test_suppression_for_another_command_is_no_news(tmp_path: Path) -> None:
    """One file serves several commands."""
    suppressions = read_suppressions(_yaml(tmp_path, "- {rule: route-removed, reason: x}"))

    outcome = suppress(_FINDINGS, suppressions, others={"route-removed"})

    assert outcome.findings == _FINDINGS


def test_suppressions_of_changes_expire(tmp_path: Path) -> None:
    """Reviews tell of those of their own; what is about no change of this review is fine."""
    suppressions = read_suppressions(
        _yaml(
            tmp_path,
            "- {rule: route-removed, reason: x, expires: 2029-12-31}",
            "- {rule: route-added, reason: x, expires: 2030-01-01}",
            "- {rule: stage-removed, reason: x}",
            f"{_HEALTH[:-1]}, expires: 2029-12-31}}",
        )
    )
    kinds = {"route-removed", "route-added", "stage-removed"}

    (found,) = expired(suppressions, kinds, today=lambda: _NEW_YEAR)

    assert (found.id, found.level) == ("expired-suppression", Impact.OPERATIONS)
    assert found.subject.endswith("apigwv2-tf.yaml: $.suppressions[0]")
    assert found.text == "it was for `route-removed` until `2029-12-31`"


def test_suppressions_may_stand_in_pyproject(tmp_path: Path) -> None:
    """The table is found where there is no file of our own."""
    (tmp_path / "pyproject.toml").write_text(
        "[[tool.apigwv2-tf.suppressions]]\n"
        'rule = "open-route"\nreason = "a test"\nexpires = 2030-12-31\n'
    )

    (found,) = find_suppressions(tmp_path)

    assert (found.rule, found.reason, found.expires) == (
        "open-route",
        "a test",
        dt.date(2030, 12, 31),
    )


def test_file_of_our_own_comes_first(tmp_path: Path) -> None:
    """Where both are there, one of them counts."""
    (tmp_path / "pyproject.toml").write_text("[tool.apigwv2-tf]\nbroken = true\n")
    _yaml(tmp_path, _HEALTH)

    assert [found.rule for found in find_suppressions(tmp_path)] == ["open-route"]


@pytest.mark.parametrize("text", ["", "[tool.other]\nname = 1\n", "broken ="])
def test_pyproject_without_our_table_is_fine(tmp_path: Path, text: str) -> None:
    """It is not even read."""
    (tmp_path / "pyproject.toml").write_text(text)

    assert find_suppressions(tmp_path) == ()


def test_folder_without_files_has_none(tmp_path: Path) -> None:
    """Nothing needs to be configured."""
    assert find_suppressions(tmp_path) == ()


def test_toml_needs_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python has none, the message says what to do."""
    monkeypatch.setitem(sys.modules, "tomllib", None)
    monkeypatch.setitem(sys.modules, "tomli", None)
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.apigwv2-tf]\n")

    with pytest.raises(DocumentError, match=r"write the suppressions to apigwv2-tf\.yaml"):
        read_suppressions(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[]", "$: expected a table, got []", id="a list"),
        pytest.param("other: 1", "$: unknown key 'other', allowed: suppressions", id="a key"),
        pytest.param("suppressions: 1", "$.suppressions: expected a list, got 1", id="no list"),
        pytest.param(
            "suppressions: [a]", "$.suppressions[0]: expected a table, got 'a'", id="no table"
        ),
        pytest.param(
            "suppressions: [{rule: a}]", "$.suppressions[0].reason: missing", id="no reason"
        ),
        pytest.param(
            "suppressions: [{reason: a}]", "$.suppressions[0].rule: missing", id="no rule"
        ),
        pytest.param(
            "suppressions: [{rule: a, reason: 1}]",
            "$.suppressions[0].reason: expected text, got 1",
            id="a number",
        ),
        pytest.param(
            "suppressions: [{rule: a, reason: b, path: c}]",
            "$.suppressions[0]: unknown key 'path', allowed: rule, reason, route",
            id="a word",
        ),
        pytest.param(
            "suppressions: [{rule: a, reason: b, route: c, subject: d}]",
            "$.suppressions[0]: route and subject say the same",
            id="both",
        ),
        pytest.param(
            "suppressions: [{rule: a, reason: b, expires: soon}]",
            "$.suppressions[0].expires: expected a day such as 2030-12-31, got 'soon'",
            id="a day",
        ),
        pytest.param("a: [", "while parsing", id="no YAML"),
        pytest.param("a: 2030-99-99", "month must be in 1..12", id="an impossible day"),
        pytest.param("[" * 5000, "recursion", id="deep"),
        pytest.param("!!python/object:os.system {}", "could not determine a constructor", id="tag"),
    ],
)
def test_bad_file_is_told_by_its_place(tmp_path: Path, text: str, message: str) -> None:
    """The message names the file, where in it, and what is wrong."""
    path = tmp_path / "apigwv2-tf.yaml"
    path.write_text(text)

    with pytest.raises(DocumentError) as refused:
        read_suppressions(path)

    assert str(refused.value).startswith(f"{path}: ")
    assert message in str(refused.value)


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The message names it."""
    with pytest.raises(DocumentError, match=r"apigwv2-tf\.yaml: .*No such file"):
        read_suppressions(tmp_path / "apigwv2-tf.yaml")


def test_suppression_holds_without_a_day() -> None:
    """One without expiry holds for ever."""
    assert Suppression(place="here", rule="open-route", reason="a test").holds(dt.date.max)


def test_saved_report_is_a_baseline(tmp_path: Path) -> None:
    """The fingerprints of a JSON report are read."""
    path = tmp_path / "report.json"
    findings = [{"fingerprint": finding.fingerprint} for finding in _FINDINGS]
    path.write_text(json.dumps({"version": 1, "findings": findings}))

    assert read_baseline(path) == {finding.fingerprint for finding in _FINDINGS}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "no JSON report", id="no JSON"),
        pytest.param("[]", r"\$\.findings: expected a list", id="no report"),
        pytest.param('{"findings": [1]}', r"\$\.findings\[0\]\.fingerprint", id="no finding"),
        pytest.param("[" * 100_000, "no JSON report", id="deep"),
        pytest.param(
            '{"kind": "review", "findings": []}',
            r"\$\.kind: expected 'lint', got 'review': .* `apigwv2-tf lint SOURCE --exit-zero",
            id="a review's report",
        ),
    ],
)
def test_bad_baseline_is_told_by_its_place(tmp_path: Path, text: str, message: str) -> None:
    """A file that is no report makes nothing pass."""
    path = tmp_path / "report.json"
    path.write_text(text)

    with pytest.raises(DocumentError, match=message):
        read_baseline(path)
