"""
Remake examples/plan_review/plan.json: what the step from ``before`` to ``after`` does.

``python -m tools.plan_review``, or ``make plan-review``. The real Terraform and the real AWS
provider make it against the local AWS of the tests.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.terraform import Terraform
from tools.plans import settled, workshop

if TYPE_CHECKING:
    from tools.plans import Workshop

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "plan_review"
PLAN = EXAMPLE / "plan.json"


def plan(place: Workshop) -> str:
    """Apply what is there before, and return the plan of what comes after."""
    directory = place.directory / EXAMPLE.name
    shutil.copytree(EXAMPLE / "before", directory)
    terraform = Terraform(directory, place.env)
    terraform.init()
    terraform.apply("-parallelism=1")
    shutil.copytree(EXAMPLE / "after", directory, dirs_exist_ok=True)
    return settled({PLAN.stem: terraform.plan().raw})[PLAN.stem]


if __name__ == "__main__":
    with workshop() as made:
        PLAN.write_text(plan(made))
    sys.stdout.write(f"wrote {PLAN.name}\n")
