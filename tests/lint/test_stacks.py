"""What is known and what is accepted does not depend on which other stacks a source has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.lint import lint
from apigwv2_tf.lint.baseline import baseline_of, only_new, read_baseline
from apigwv2_tf.lint.suppressing import suppress
from apigwv2_tf.lint.suppressions import Suppression
from apigwv2_tf.render.formats import USUAL_BUDGET, Format, Space, written
from apigwv2_tf.render.gathering import Verdict, lint_report
from apigwv2_tf.review import review
from apigwv2_tf.surface.loading import load_comparison_of, load_surface

from tests.support.documents import change, plan, stack, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from apigwv2_tf.report import Finding

_API = "aws_apigatewayv2_api.Api"
_OPEN_TO_HTTP = {"allow_origins": ["http://shop.example"], "allow_methods": ["GET"]}


def _arguments(name: str) -> dict[str, dict[str, Any]]:
    """Return an API that may be called by pages without TLS, with a deployment without triggers."""
    api = {"api_id": f"${{{_API}.id}}"}
    served = {"deployment_id": "${aws_apigatewayv2_deployment.Now.id}", "name": "live"}
    return {
        _API: {"name": name, "protocol_type": "HTTP", "cors_configuration": _OPEN_TO_HTTP},
        "aws_apigatewayv2_stage.Live": api | served,
        "aws_apigatewayv2_deployment.Now": api,
    }


def _synthesized(folder: Path, *names: str) -> str:
    """Write stacks that call their parts the same, and return their folder."""
    for name in names:
        write(folder / "stacks" / name, stack(name, _arguments(name)), "cdk.tf.json")
    return str(folder)


def _findings(source: str, stack: str = "orders") -> tuple[Finding, ...]:
    """Return what is found in one of the stacks of a source."""
    return tuple(one for one in lint(load_surface(source)) if one.api == stack)


def _saved(folder: Path, source: str) -> Path:
    """Return a report about a source."""
    surface = load_surface(source)
    report = lint_report(
        surface,
        lint(surface),
        source=source,
        name=source,
        verdict=Verdict(fail_on=None),
        rules=(),
    )
    path = folder / "saved.json"
    path.write_text(written(report, Format.JSON, Space(width=100, budget=USUAL_BUDGET)))
    return path


def _prints(findings: Sequence[Finding]) -> list[str]:
    return sorted(one.fingerprint for one in findings)


def test_fingerprints_outlive_another_stack(tmp_path: Path) -> None:
    """They are the same for a stack alone, in a file and beside a stack with the same addresses."""
    alone = _synthesized(tmp_path / "one", "orders")
    beside = _synthesized(tmp_path / "two", "chat", "orders")
    file = f"{alone}/stacks/orders/cdk.tf.json"

    found = _findings(beside)

    assert {one.address for one in found} > {f"orders/{_API}"}
    assert "deployment orders/aws_apigatewayv2_deployment.Now" in {one.subject for one in found}
    assert _prints(found) == _prints(_findings(alone)) == _prints(_findings(file))


def test_stacks_are_told_apart(tmp_path: Path) -> None:
    """What is known of one stack is not known of another with the same addresses."""
    source = _synthesized(tmp_path, "chat", "orders")

    assert not {*_prints(_findings(source, "chat"))} & {*_prints(_findings(source))}


def test_baseline_before_another_stack(tmp_path: Path) -> None:
    """A stack that comes makes only its own findings new, one that goes none."""
    alone = _synthesized(tmp_path / "one", "orders")
    beside = _synthesized(tmp_path / "two", "chat", "orders")

    for baseline in (
        read_baseline(_saved(tmp_path, alone)),
        baseline_of(load_surface(alone)),
    ):
        new = only_new(lint(load_surface(beside)), baseline)
        assert new == _findings(beside, "chat")
    assert only_new(lint(load_surface(alone)), read_baseline(_saved(tmp_path, beside))) == ()


def test_baseline_beside_a_plan(tmp_path: Path) -> None:
    """A plan does not say of which stack it is: its findings are compared without."""
    after = {"name": "orders", "protocol_type": "HTTP", "cors_configuration": [_OPEN_TO_HTTP]}
    planned = write(tmp_path, plan([change(_API, "create", after=after)]))
    program = _synthesized(tmp_path, "chat", "orders")
    (found,) = (one for one in lint(load_surface(planned)) if one.id == "cors-plain-http-origin")
    known = {one for one in _findings(program) if one.id == found.id}

    assert only_new([found], read_baseline(_saved(tmp_path, program))) == ()
    assert only_new(known, read_baseline(_saved(tmp_path, planned))) == ()


@pytest.mark.parametrize("names", [("orders",), ("chat", "orders")], ids=["alone", "beside"])
@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param({"address": f"orders/{_API}"}, id="address with stack"),
        pytest.param({"address": _API}, id="address without"),
        pytest.param({"address": "orders/*", "subject": "CORS"}, id="all of a stack"),
    ],
)
def test_suppressions_by_address(
    tmp_path: Path, names: tuple[str, ...], pattern: dict[str, Any]
) -> None:
    """They hold with and without the stack in front, whether reports show it or not."""
    entry = Suppression(place="here", rule="cors-plain-http-origin", reason="a test", **pattern)

    outcome = suppress(lint(load_surface(_synthesized(tmp_path, *names))), [entry])

    accepted = {one.api for one, _ in outcome.accepted}
    assert accepted == ({*names} if pattern["address"] == _API else {"orders"})
    assert "unused-suppression" not in {one.id for one in outcome.findings}


def test_suppressions_by_subject(tmp_path: Path) -> None:
    """An address in a subject is one without the stack, too."""
    subject = "deployment aws_apigatewayv2_deployment.Now"
    entry = Suppression(place="here", rule="stage-not-released", reason="a test", subject=subject)

    outcome = suppress(lint(load_surface(_synthesized(tmp_path, "chat", "orders"))), [entry])

    assert {one.api for one, _ in outcome.accepted} == {"chat", "orders"}


def test_review_with_another_stack(tmp_path: Path) -> None:
    """A stack that comes is new, and what was there before stays what it was."""
    alone = _synthesized(tmp_path / "one", "orders")
    beside = _synthesized(tmp_path / "two", "chat", "orders")

    (came,) = review(load_comparison_of(alone, beside))
    (went,) = review(load_comparison_of(beside, f"{alone}/stacks/orders/cdk.tf.json"))

    assert [(one.api, one.id) for one in (came, went)] == [
        ("chat", "api-added"),
        ("chat", "api-removed"),
    ]
    assert came.address == f"chat/{_API}"
    assert came.addresses == (_API, f"chat/{_API}")
