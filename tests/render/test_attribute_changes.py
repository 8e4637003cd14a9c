"""The attributes that change, as Terraform has them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.render.attribute_changes import resource_diffs
from apigwv2_tf.surface.loading import load_comparison, load_comparison_of
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.documents import PLANS, stack, write
from tests.support.surfaces import two_outputs, websocket_api

if TYPE_CHECKING:
    from pathlib import Path

_TYPE = "aws_apigatewayv2_stage"


def _lines(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """Return what is told of a stage with these attributes before and after."""
    old, new = (Resource(address=f"{_TYPE}.s", type=_TYPE, values=one) for one in (before, after))
    nothing = two_outputs(websocket_api(), websocket_api())
    found = resource_diffs(replace(nothing, differing=((old, new),)))
    return found[0].lines if found else ()


def test_a_plan() -> None:
    """Each resource says what is done to it, and where it was; what it leads to has a name."""
    found = {
        one.address: one for one in resource_diffs(load_comparison(str(PLANS / "shop_change.json")))
    }

    moved = found["aws_apigatewayv2_route.old_name → aws_apigatewayv2_route.health"]
    cors = found["aws_apigatewayv2_api.shop"]
    assert list(found) == sorted(found)
    assert found["aws_apigatewayv2_integration.site"].action == "delete, then create"
    assert found["aws_apigatewayv2_route.handed_over"].action == "forget"
    assert found['aws_apigatewayv2_route.items["GET /items"]'].lines[-1] == (
        "+   target = aws_apigatewayv2_integration.items"
    )
    assert moved.lines == (
        '-   target = "integrations/integrationsite"',
        "+   target = aws_apigatewayv2_integration.site",
    )
    assert cors.lines == (
        '-   cors_configuration.allow_origins = ["https://shop.example.com"]',
        '+   cors_configuration.allow_origins = ["*"]',
    )


def test_synthesized_outputs(tmp_path: Path) -> None:
    """Without a plan there is the same to tell."""
    sides = []
    for name in ("before", "after"):
        resources = {
            f"{_TYPE}.live": {"api_id": "a", "name": name},
            f"{_TYPE}.same": {"api_id": "a"},
        }
        (tmp_path / name).mkdir()
        sides.append(write(tmp_path / name, stack("shop", resources)))

    (found,) = resource_diffs(load_comparison_of(*sides))

    assert (found.address, found.action) == (f"{_TYPE}.live", "update")
    assert found.lines == ('-   name = "before"', '+   name = "after"')


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        pytest.param({"a": "x"}, {"a": "x"}, (), id="same"),
        pytest.param({"a": ""}, {}, (), id="empty"),
        pytest.param({"a": False}, {"b": ()}, (), id="nothing"),
        pytest.param({}, {"a": UNKNOWN}, (), id="computed"),
        pytest.param({"a": ("x", "y")}, {"a": ("y", "x")}, (), id="order"),
        pytest.param(
            {"s": ({"route_key": "a", "n": 1}, {"route_key": "b", "n": 2})},
            {"s": ({"route_key": "b", "n": 2}, {"route_key": "a", "n": 3})},
            ('-   s["a"].n = 1', '+   s["a"].n = 3'),
            id="blocks with keys",
        ),
        pytest.param({"a": 0}, {}, ("-   a = 0",), id="zero"),
        pytest.param(
            {"a": 1}, {"a": UNKNOWN}, ("-   a = 1", "+   a = (known after apply)"), id="unknown"
        ),
        pytest.param(
            {"a": ({"b": 1},)}, {"a": ({"b": 2},)}, ("-   a.b = 1", "+   a.b = 2"), id="block"
        ),
        pytest.param(
            {"a": ({"b": 1}, {"b": 2})},
            {"a": ({"b": 1}, {"b": 3})},
            ("-   a[1].b = 2", "+   a[1].b = 3"),
            id="blocks",
        ),
        pytest.param({"a": "x\ny"}, {}, ('-   a = "x\\ny"',), id="lines"),
        pytest.param(
            {"a": "https://me:secret@shop.example/"},
            {},
            ('-   a = "https://…@shop.example/"',),
            id="password",
        ),
        pytest.param(
            {"a": "https://shop.example/?key=secret&n=1"},
            {},
            ('-   a = "https://shop.example/?key=…&n=…"',),
            id="parameters",
        ),
    ],
)
def test_lines(before: dict[str, Any], after: dict[str, Any], lines: tuple[str, ...]) -> None:
    """What differs is told, each side on a line of its own; what is nothing on both is not."""
    assert _lines(before, after) == lines


def test_sensitive_values() -> None:
    """That one changes is told, never what it is."""
    lines = _lines({"a": masked("hunter2")}, {"a": masked("hunter3")})

    assert lines == ("-   a = (sensitive)", "+   a = (sensitive)")
    assert _lines({"a": masked("hunter2")}, {"a": masked("hunter2")}) == ()


def test_long_values_are_shortened() -> None:
    """A whole document in an attribute does not fill the report."""
    (line,) = _lines({"body": json.dumps({"paths": ["x"] * 1_000})}, {})

    assert len(line) < 400
