"""Nothing that Terraform marks as sensitive, and no password in an address, is ever written."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.cli import main
from apigwv2_tf.render.formats import Format
from apigwv2_tf.render.graph_formats import FORMATS as GRAPH_FORMATS
from apigwv2_tf.render.routes import FORMATS
from click.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLANS = Path(__file__).resolve().parent / "surface/plans"
_CHANGE: dict[str, Any] = json.loads((_PLANS / "shop_change.json").read_text())
_STATE: dict[str, Any] = json.loads((_PLANS / "shop_state.json").read_text())
_SECRET, _NUMBER = "hunter2", 271828
_REPORTS = [f"-o{form.value}=report.{form.value}" for form in Format]
# what holds no text, or none that anybody chose
_NO_SECRETS = {"id", "api_id", "arn", "route_key"}


def _sides(plan: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for resource in plan["resource_changes"]:
        for side in ("before", "after"):
            if resource["change"][side] is not None:
                yield resource["change"], side


_ATTRIBUTES = sorted({name for change, side in _sides(_CHANGE) for name in change[side]})


def _planted(value: object, secret: str) -> tuple[Any, Any]:
    """Return a value with a secret in place of each text, and Terraform's marks for it."""
    if isinstance(value, dict) and value:
        parts = {name: _planted(part, secret) for name, part in value.items()}
        values = {name: planted for name, (planted, _) in parts.items()}
        return values, {name: mark for name, (_, mark) in parts.items() if mark}
    if isinstance(value, list) and value:
        pairs = [_planted(part, f"{secret}-{number}") for number, part in enumerate(value)]
        return [planted for planted, _ in pairs], [mark for _, mark in pairs]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _NUMBER, True
    return (secret if isinstance(value, str) or value is None else value), True


def _plan(*attributes: str, is_changed: bool = True) -> dict[str, Any]:
    """Return a plan in which attributes are secrets, on both sides."""
    plan = copy.deepcopy(_CHANGE)
    for change, side in _sides(plan):
        for name in set(attributes) & change[side].keys():
            secret = f"{_SECRET}-{side}" if is_changed else _SECRET
            change[side][name], mark = _planted(change[side][name], secret)
            if not isinstance(change[f"{side}_sensitive"], dict):
                change[f"{side}_sensitive"] = {}
            change[f"{side}_sensitive"][name] = mark
    return plan


def _written(document: dict[str, Any], folder: Path, *more: list[str]) -> str:
    """Return all that all commands write about a document."""
    os.chdir(folder)
    Path("source.json").write_text(json.dumps(document))
    commands = [
        *(["routes", "source.json", "--format", form] for form in FORMATS),
        *(["graph", "source.json", "--format", form] for form in GRAPH_FORMATS),
        ["docs", "source.json"],
        ["lint", "source.json", *_REPORTS],
        *more,
    ]
    told = []
    for arguments in commands:
        result = CliRunner().invoke(main, arguments)
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code in (0, 1), result.output
        told += [result.output, *(path.read_text() for path in Path().glob("report.*"))]
    return "\n".join([*told, Path("site/index.html").read_text()])


_REVIEW = ["review", "source.json", *_REPORTS]


@pytest.fixture(autouse=True)
def _back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Return to where the tests were started."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("attribute", _ATTRIBUTES)
def test_sensitive_attribute(attribute: str, tmp_path: Path) -> None:
    """Whichever attribute is sensitive, neither its value before nor the one after is written."""
    text = _written(_plan(attribute), tmp_path, _REVIEW)

    assert _SECRET not in text
    assert str(_NUMBER) not in text


@pytest.mark.parametrize("marked", ["before", "after"])
@pytest.mark.parametrize("is_changed", [True, False])
def test_sensitive_on_one_side(marked: str, is_changed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """What is marked on one side is the same secret on the other, as `sensitive` comes or goes."""
    names = set(_ATTRIBUTES) - _NO_SECRETS - {"protocol_type", "target", "authorizer_id"}
    plan = _plan(*names, is_changed=is_changed)
    for change, side in _sides(plan):
        if side != marked:
            there = change[f"{marked}_sensitive"] or {}
            marks = change[f"{side}_sensitive"].items()
            # of what comes or goes there is one side only
            change[f"{side}_sensitive"] = {name: mark for name, mark in marks if name not in there}

    assert _SECRET not in _written(plan, tmp_path, _REVIEW)


@pytest.mark.parametrize("is_changed", [True, False])
def test_sensitive_everywhere(is_changed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Nor if everything is sensitive but what makes an API of it, changed or not."""
    names = set(_ATTRIBUTES) - _NO_SECRETS - {"protocol_type", "target", "authorizer_id"}

    assert _SECRET not in _written(_plan(*names, is_changed=is_changed), tmp_path, _REVIEW)


def test_all_that_is_around_the_resources(tmp_path: Path) -> None:
    """What Terraform shows in clear of variables, outputs and the configuration, nobody needs."""
    plan = copy.deepcopy(_CHANGE)
    plan["variables"] = {"password": {"value": _SECRET}}
    value = {"value": _SECRET, "sensitive": True}
    plan["planned_values"]["outputs"] = plan["prior_state"]["values"]["outputs"] = {"one": value}
    actions = {"actions": ["update"], "before": _SECRET, "after": f"{_SECRET}2"}
    plan["output_changes"] = {"one": {**actions, "before_sensitive": True}}
    root = plan["configuration"]["root_module"]
    root["variables"] = {"password": {"default": _SECRET, "sensitive": True}}
    root["outputs"] = {"one": {"sensitive": True, "expression": {"constant_value": _SECRET}}}
    for block in root["resources"]:
        for expression in block.get("expressions", {}).values():
            if isinstance(expression, dict) and "references" not in expression:
                expression["constant_value"] = _SECRET

    assert _SECRET not in _written(plan, tmp_path, _REVIEW)


def test_state(tmp_path: Path) -> None:
    """The marks of a state are heeded, too."""
    state = copy.deepcopy(_STATE)
    for resource in state["values"]["root_module"]["resources"]:
        for name in set(resource["values"]) - _NO_SECRETS - {"protocol_type"}:
            resource["values"][name], mark = _planted(resource["values"][name], _SECRET)
            resource["sensitive_values"][name] = mark
    state["values"]["outputs"] = {"one": {"value": _SECRET, "sensitive": True}}

    assert _SECRET in json.dumps(state)
    assert _SECRET not in _written(state, tmp_path)


def _with_password(value: object) -> object:
    """Put a name and a password into each address."""
    if isinstance(value, dict):
        return {
            name: part if name == "api_endpoint" else _with_password(part)  # AWS makes that one
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_with_password(part) for part in value]
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        scheme, _, rest = value.partition("://")
        return f"{scheme}://shop:{_SECRET}@{rest}"
    return value


def test_password_in_an_address(tmp_path: Path) -> None:
    """A password in an address is not written, marked as sensitive or not."""
    plan: Any = _with_password(_CHANGE)
    for change, side in _sides(plan):
        if "integration_uri" in change[side]:
            change[side]["integration_uri"] = f"https://shop:{_SECRET}-{side}@shop.example/{side}"
            change[side]["integration_type"] = "HTTP_PROXY"

    text = _written(plan, tmp_path, _REVIEW)

    assert "shop.example/after" in text
    assert _SECRET not in text


@pytest.mark.parametrize("is_marked", [True, False])
def test_password_in_a_document(is_marked: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Nor is one in an OpenAPI document, or if the whole document is sensitive."""
    document = {
        "openapi": "3.0.1",
        "info": {"title": "Shop"},
        "paths": {
            "/items": {
                "get": {
                    "x-amazon-apigateway-integration": {
                        "type": "HTTP_PROXY",
                        "httpMethod": "GET",
                        "uri": f"https://shop:{_SECRET}@shop.example/items",
                        "payloadFormatVersion": "1.0",
                    }
                }
            }
        },
    }
    plan = copy.deepcopy(_CHANGE)
    for change, side in _sides(plan):
        if "protocol_type" in change[side]:
            change[side]["body"] = json.dumps(document)
            marks = change[f"{side}_sensitive"]
            change[f"{side}_sensitive"] = {**marks, "body": is_marked}

    text = _written(plan, tmp_path, _REVIEW)

    assert ("shop.example/items" in text) is not is_marked
    assert _SECRET not in text
