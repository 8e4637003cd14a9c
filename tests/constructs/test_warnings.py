"""Tests of warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.errors import Problem

if TYPE_CHECKING:
    from cdktf import TerraformStack


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            Problem("stage", 1, "a stage", "give one"),
            "stage is 1, allowed: a stage; give one",
            id="problem",
        ),
        pytest.param("stage is 1, allowed: a stage", "stage is 1, allowed: a stage", id="text"),
    ],
)
def test_warning(stack: TerraformStack, text: Problem | str, told: str) -> None:
    """CDKTF's command line shows it, after the construct's path, which the text does not repeat."""
    warn(stack, text)

    assert [(entry.type, entry.data) for entry in stack.node.metadata] == [("@cdktf/warn", told)]
