"""The committed plans are what Terraform makes of the programs beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.surface.loading import load_inventory, load_plan

from tests.support.documents import PLANS
from tools import plans

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.terraform import TerraformFactory

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("maker", ["references", "documents", "shop"])
def test_plans(terraform: TerraformFactory, local_aws: str, tmp_path: Path, maker: str) -> None:
    """A plan that is made anew says the same as the committed one."""
    (tmp_path / "made").mkdir()
    env = dict(terraform(tmp_path).env)
    workshop = plans.Workshop(tmp_path / "made", local_aws, env)

    for name, text in plans.made(workshop, maker).items():
        remade, there = tmp_path / f"{name}.json", PLANS / f"{name}.json"
        remade.write_text(text)
        if name.endswith("_state"):
            assert load_inventory(str(remade)) == load_inventory(str(there))
        else:
            found, expected = load_plan(str(remade)), load_plan(str(there))
            # another version of Terraform may write more that does not matter here
            assert replace(found, digest=None) == replace(expected, digest=None)
