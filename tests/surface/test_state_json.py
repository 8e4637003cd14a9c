from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.loading import load_inventory, load_plan
from apigwv2_tf.surface.values import masked

from tests.support.documents import PLANS, committed, write

if TYPE_CHECKING:
    from pathlib import Path


def test_state_is_what_a_plan_starts_from(tmp_path: Path) -> None:
    """The state that is in a plan holds the resources that the plan has before."""
    state = load_inventory(write(tmp_path, committed("shop_unchanged")["prior_state"]))
    planned = load_plan(str(PLANS / "shop_unchanged.json"))

    assert state.resources == planned.before.resources


def test_state_of_a_stack() -> None:
    """What CDKTF's stack has become in AWS is all linked."""
    resources = load_inventory(str(PLANS / "platform_state.json")).resources
    route = resources["aws_apigatewayv2_route.Api_Routedefault_62022842"]

    assert {name: link.target for name, link in route.links.items()} == {
        "api_id": "aws_apigatewayv2_api.Api_F70053CD",
        "target": "aws_apigatewayv2_integration.Api_Site_5775DED5",
    }


def test_modules(tmp_path: Path) -> None:
    """Resources in modules are found by their whole addresses; deposed ones are left out."""
    route = {"mode": "managed", "type": "aws_apigatewayv2_route", "name": "r", "index": "GET /"}
    api = {"mode": "managed", "type": "aws_apigatewayv2_api", "name": "a"}
    inner = 'module.shop["eu"].module.routes'
    found = {
        "address": f'{inner}.aws_apigatewayv2_route.r["GET /"]',
        "values": {"api_id": "a1"},
    }
    old = {"address": "aws_apigatewayv2_api.a", "values": {"id": "a0"}, "deposed_key": "1a2b3c4d"}
    root = {
        "resources": [
            api | {"address": "aws_apigatewayv2_api.a", "values": {"id": "a1"}},
            api | old,
        ],
        "child_modules": [
            {
                "address": 'module.shop["eu"]',
                "child_modules": [{"address": inner, "resources": [route | found]}],
            }
        ],
    }
    document = {"format_version": "1.0", "values": {"root_module": root}}

    resources = load_inventory(write(tmp_path, document)).resources

    assert resources.keys() == {"aws_apigatewayv2_api.a", found["address"]}
    assert resources[str(found["address"])].links["api_id"].target == "aws_apigatewayv2_api.a"


def test_sensitive_values(tmp_path: Path) -> None:
    """What the state marks as sensitive is masked."""
    resource = {
        "address": "aws_x.y",
        "mode": "managed",
        "type": "aws_x",
        "name": "y",
        "values": {"password": "s3cret", "open": "yes"},
        "sensitive_values": {"password": True},
    }
    document = {"format_version": "1.0", "values": {"root_module": {"resources": [resource]}}}

    found = load_inventory(write(tmp_path, document))

    assert found.resources["aws_x.y"].values == {"password": masked("s3cret"), "open": "yes"}
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize("document", [{}, {"values": {}}, {"values": {"root_module": {}}}])
def test_empty_state(tmp_path: Path, document: dict[str, object]) -> None:
    """A state with nothing in it says so."""
    found = load_inventory(write(tmp_path, {"format_version": "1.0"} | document))

    assert (found.resources, found.notes) == (
        {},
        ("The state is empty: nothing has been applied yet.",),
    )


def test_odd_parts(tmp_path: Path) -> None:
    """A part of another shape is refused with its place."""
    root = {"child_modules": [{"address": "module.a", "resources": [{"type": "aws_x"}]}]}
    document = {"format_version": "1.0", "values": {"root_module": root}}

    with pytest.raises(DocumentError, match=r"module.a: resources\[0\].name is missing"):
        load_inventory(write(tmp_path, document))
