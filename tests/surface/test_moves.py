"""What `moved` blocks say where two synthesized outputs are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.render.attribute_changes import resource_diffs
from apigwv2_tf.review import review
from apigwv2_tf.surface.loading import load_comparison_of

from tests.support.documents import stack, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from apigwv2_tf.surface.plan import Comparison

_API, _ROUTE = "aws_apigatewayv2_api", "aws_apigatewayv2_route"
_INTEGRATION, _STAGE = "aws_apigatewayv2_integration", "aws_apigatewayv2_stage"


def _shop(
    api: str = "a", route: str = "r", stage: str = "s", *, key: str = "GET /a", auth: str = "NONE"
) -> dict[str, Any]:
    id = f"${{{_API}.{api}.id}}"
    target = f"integrations/${{{_INTEGRATION}.i.id}}"
    return {
        f"{_API}.{api}": {"name": "shop", "protocol_type": "HTTP"},
        f"{_INTEGRATION}.i": {
            "api_id": id,
            "integration_type": "HTTP_PROXY",
            "integration_method": "ANY",
            "integration_uri": "https://one.example",
        },
        f"{_ROUTE}.{route}": {
            "api_id": id,
            "route_key": key,
            "target": target,
            "authorization_type": auth,
        },
        f"{_STAGE}.{stage}": {"api_id": id, "name": "$default", "auto_deploy": True},
    }


def _move(source: str, to: str) -> dict[str, str]:
    return {"from": source, "to": to}


_API_MOVE = _move(f"{_API}.a", f"{_API}.aa")


def _compared(
    tmp_path: Path, before: Mapping[str, Any], after: Mapping[str, Any], moved: object
) -> Comparison:
    old = write(tmp_path, stack("shop", before), "before.json")
    return load_comparison_of(old, write(tmp_path, stack("shop", after, moved=moved), "after.json"))


def _ids(comparison: Comparison) -> list[str]:
    return [one.id for one in review(comparison)]


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        pytest.param(_shop("aa"), [_API_MOVE], id="API"),
        pytest.param(_shop("aa"), _API_MOVE, id="one block"),
        pytest.param(
            _shop("aa"),
            [{name: f"${{{address}}}" for name, address in _API_MOVE.items()}],
            id="expressions",
        ),
        pytest.param(_shop(route="rr"), [_move(f"{_ROUTE}.r", f"{_ROUTE}.rr")], id="route"),
        pytest.param(_shop(stage="ss"), [_move(f"{_STAGE}.s", f"{_STAGE}.ss")], id="stage"),
        pytest.param(
            _shop("aa", "rr", "ss"),
            [
                _API_MOVE,
                _move(f"{_ROUTE}.r", f"{_ROUTE}.rr"),
                _move(f"{_STAGE}.s", f"{_STAGE}.ss"),
            ],
            id="all",
        ),
        pytest.param(
            _shop("aa"),
            [_move(f"{_API}.old", f"{_API}.aa"), _move(f"{_API}.a", f"{_API}.old")],
            id="chain",
        ),
    ],
)
def test_moved(tmp_path: Path, after: Mapping[str, Any], moved: object) -> None:
    """What is only moved is the same: nobody is told anything."""
    found = _compared(tmp_path, _shop(), after, moved)

    assert review(found) == ()
    assert resource_diffs(found) == ()


def test_moved_and_changed(tmp_path: Path) -> None:
    """A resource that is moved and changes is told as a change, and so are its attributes."""
    before, after = _shop(auth="AWS_IAM"), _shop("aa", "rr", key="GET /b")
    moved = [_API_MOVE, _move(f"{_ROUTE}.r", f"{_ROUTE}.rr")]

    found = _compared(tmp_path, before, after, moved)

    assert {"route-renamed", "open-route-added"} <= set(_ids(found))
    assert not {"api-removed", "api-added", "route-removed", "route-added"} & set(_ids(found))
    (diff,) = resource_diffs(found)
    assert diff.address == f"{_ROUTE}.r → {_ROUTE}.rr"
    assert diff.lines == (
        '-   authorization_type = "AWS_IAM"',
        '+   authorization_type = "NONE"',
        '-   route_key = "GET /a"',
        '+   route_key = "GET /b"',
    )


@pytest.mark.parametrize(
    "moved",
    [
        None,
        [],
        {},
        5,
        "text",
        [None, 1, "x", [], [_API_MOVE]],
        [{"from": f"{_API}.a"}, {"to": f"{_API}.aa"}],
        [{"from": None, "to": [f"{_API}.aa"]}, {"from": "", "to": f"{_API}.aa"}],
        [_move("${", "}")],
        [_move(f"{_API}.gone", f"{_API}.aa")],
        [_move(f"{_API}.a", f"{_API}.elsewhere")],
        [_move(f"{_INTEGRATION}.i", f"{_API}.aa")],
        [_move(f"{_STAGE}.s", f"{_API}.aa")],
        [_move(f"{_API}.aa", f"{_API}.aa")],
        [_move(f"{_API}.b", f"{_API}.aa"), _move(f"{_API}.aa", f"{_API}.b")],
    ],
)
def test_no_move(tmp_path: Path, moved: object) -> None:
    """Blocks that are not well written, or move nothing that is there, say nothing."""
    found = _compared(tmp_path, _shop(), _shop("aa"), moved)

    assert found.moved() == {}
    assert {"api-removed", "api-added"} <= set(_ids(found))


def test_still_there(tmp_path: Path) -> None:
    """What is still there after is not moved: another API is new beside it."""
    both = _shop() | {f"{_API}.aa": {"name": "other", "protocol_type": "HTTP"}}

    assert _ids(_compared(tmp_path, _shop(), both, [_API_MOVE])) == ["api-added"]


def test_moved_before(tmp_path: Path) -> None:
    """A block that stays in the program says nothing once the move is done."""
    before = _shop("aa") | {f"{_API}.a": {"name": "other", "protocol_type": "HTTP"}}

    found = _compared(tmp_path, before, _shop("aa"), [_API_MOVE])

    assert found.moved() == {}
    assert _ids(found) == ["api-removed"]


@pytest.mark.parametrize(
    ("moved", "was"),
    [
        ([_move(f"{_API}.a", f"{_API}.b")], {'["x"]': f'{_API}.a["x"]', '["y"]': f'{_API}.a["y"]'}),
        ([_move(f'{_API}.a["x"]', f'{_API}.b["y"]')], {'["y"]': f'{_API}.a["x"]'}),
        (
            [_move(f'{_API}.a["y"]', f'{_API}.b["x"]'), _move(f"{_API}.a", f"{_API}.b")],
            {'["x"]': f'{_API}.a["y"]'},
        ),
    ],
)
def test_instances(tmp_path: Path, moved: object, was: Mapping[str, str]) -> None:
    """A resource is moved with its instances, of which one may be moved alone; each goes once."""
    api = {"for_each": {"x": 1, "y": 2}, "name": "shop-${each.key}", "protocol_type": "HTTP"}

    found = _compared(tmp_path, {f"{_API}.a": api}, {f"{_API}.b": api}, moved)

    assert found.moved() == {f"{_API}.b{key}": address for key, address in was.items()}


def test_out_of_a_module(tmp_path: Path) -> None:
    """What a state has in a module may be moved out of it."""
    address = f"module.shop.{_API}.this[0]"
    values = {"id": "abc", "name": "shop", "protocol_type": "HTTP"}
    resource = {"address": address, "mode": "managed", "type": _API, "name": "this", "index": 0}
    module = {"address": "module.shop", "resources": [resource | {"values": values}]}
    state = {"format_version": "1.0", "values": {"root_module": {"child_modules": [module]}}}
    after = stack("shop", {f"{_API}.aa": {"name": "shop", "protocol_type": "HTTP"}})

    found = load_comparison_of(
        write(tmp_path, state, "state.json"),
        write(tmp_path, after | {"moved": [_move(address, f"{_API}.aa")]}),
    )

    assert found.moved() == {f"{_API}.aa": address}
    assert review(found) == ()


def _stacks(tmp_path: Path, side: str, stacks: Mapping[str, tuple[Any, Any]]) -> str:
    for name, (resources, moved) in stacks.items():
        document = stack(name, resources, moved=moved)
        write(tmp_path / side / "stacks" / name, document, "cdk.tf.json")
    return str(tmp_path / side)


def test_stacks_with_the_same_addresses(tmp_path: Path) -> None:
    """Where stacks have the same addresses, each moves its own resources."""
    before = _stacks(tmp_path, "before", {"dev": (_shop(), []), "prod": (_shop(), [])})
    sides = {"dev": (_shop("aa"), [_API_MOVE]), "prod": (_shop("aa"), [_API_MOVE])}

    found = load_comparison_of(before, _stacks(tmp_path, "after", sides))

    assert found.moved() == {f"{name}/{_API}.aa": f"{name}/{_API}.a" for name in ("dev", "prod")}
    assert review(found) == ()
    assert resource_diffs(found) == ()


def test_another_stack(tmp_path: Path) -> None:
    """Terraform does not move from one stack to another."""
    before = _stacks(tmp_path, "before", {"dev": (_shop(), []), "prod": ({}, [])})
    sides = {"dev": ({}, []), "prod": (_shop("aa"), [_API_MOVE])}

    found = load_comparison_of(before, _stacks(tmp_path, "after", sides))

    assert found.moved() == {}
    assert "api-removed" in _ids(found)
