"""The warnings that CDKTF's command line shows at synth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from constructs import Construct


def warnings_of(program: Construct) -> list[tuple[str, str]]:
    """Return path and text of each warning, after the checks that run at synth."""
    constructs = program.node.find_all()
    for construct in constructs:
        construct.node.validate()
    return [
        (construct.node.path, entry.data)
        for construct in constructs
        for entry in construct.node.metadata
        if entry.type == "@cdktf/warn"
    ]
