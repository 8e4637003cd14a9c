"""Every reference that a program of ours writes leads to one resource for certain."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.loading import load_inventory, load_plan

from tests.support.programs import STACKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.resources import Inventory

_TESTS = Path(__file__).resolve().parents[1]
# of one stack alone, what is in the other is elsewhere
_ELSEWHERE = {
    "examples/every_resource.py": 2,
    "examples/full_http.py": 3,
    "examples/vpc_link_http.py": 1,
}


def _links(inventory: Inventory) -> Iterator[tuple[str, str, Link]]:
    for resource in inventory.resources.values():
        for attribute, link in resource.links.items():
            yield resource.address, attribute, link


@pytest.mark.parametrize("program", STACKS)
def test_program(program: str, tmp_path: Path) -> None:
    """Before apply, all is found by what was written; what a program only names, is elsewhere."""
    for name in STACKS[program]:
        folder = tmp_path / "stacks" / name
        folder.mkdir(parents=True)
        shutil.copy(_TESTS / "golden" / f"{name}.json", folder / "cdk.tf.json")

    found = list(_links(load_inventory(str(tmp_path))))

    assert len(found) > 10
    elsewhere = [one for one in found if one[2].kind is LinkKind.EXTERNAL]
    rest = [one for one in found if one[2].kind not in (LinkKind.EXACT, LinkKind.EXTERNAL)]
    assert rest == []
    assert len(elsewhere) == _ELSEWHERE.get(program, 0)
    assert all(link.expression is None and link.id for _, _, link in elsewhere)


def test_plan_of_a_program() -> None:
    """The same holds of a plan; what an earlier apply made in another stack, AWS has an id of."""
    found = list(_links(load_plan(str(_TESTS / "surface/plans/orders_create.json")).after))

    assert len(found) > 10
    assert {link.kind for _, _, link in found} == {LinkKind.EXACT, LinkKind.EXTERNAL}
    outside = [link for _, _, link in found if link.kind is LinkKind.EXTERNAL]
    assert {link.id for link in outside} == {"apiapif70053cd"}
    assert all("terraform_remote_state" in str(link.expression) for link in outside)


def test_what_nobody_can_tell_is_not_told() -> None:
    """Of what people write in JSON, all is exact but what only Terraform can work out."""
    found = _links(load_plan(str(_TESTS / "surface/plans/references_json.json")).after)
    rest = {address: link for address, _, link in found if link.kind is not LinkKind.EXACT}

    # conditionals, splats and `local`, which a plan does not tell
    assert set(rest) == {
        "aws_apigatewayv2_route.conditional",
        "aws_apigatewayv2_route.element",
        "aws_apigatewayv2_route.local",
    }
    assert [link.target for link in rest.values()] == [None, None, None]


def test_file_that_people_write() -> None:
    """In a file that people write a comment is any text."""
    path = _TESTS / "surface/programs/references_json/main.tf.json"
    assert '"//": "' in path.read_text()

    assert load_inventory(str(path)).resources
