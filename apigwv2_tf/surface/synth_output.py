"""What ``cdktf synth`` leaves beside resources: where its files are, and what it warned of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.documents import synthesized_files


@dataclass(frozen=True, slots=True, kw_only=True)
class SynthOutput:
    """
    The files of a source, and the warnings of their stacks.

    Args:
        documents: The files; the source itself where it is one.

        warnings: Each once, in the order of the files, with the path of its construct.
    """

    documents: tuple[str, ...]
    warnings: tuple[str, ...]


def read_synth_output(source: str) -> SynthOutput:
    """Return what is known of a source: nothing of standard input, or where nothing is."""
    documents = found_documents(source)
    warnings = [warning for document in documents for warning in _warnings(document)]
    return SynthOutput(
        documents=tuple(map(str, documents)), warnings=tuple(dict.fromkeys(warnings))
    )


def found_documents(source: str) -> list[Path]:
    """Return the files that a source stands for; none where it cannot be read."""
    path = Path(source)
    try:
        return synthesized_files(path) if path.is_dir() else [path] if path.is_file() else []
    except (DocumentError, OSError, ValueError):
        return []


def _warnings(document: Path) -> list[str]:
    """Return what synth warned of in the stack of a synthesized file, where that is known."""
    try:
        place = document.resolve()
        manifest = place.parent.parent.parent / "manifest.json"
        stacks = json.loads(manifest.read_text(encoding="utf-8"))["stacks"]
        found = stacks[place.parent.name]["annotations"]
        return [f"{one['constructPath']}: {one['message']}" for one in found]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []  # the table is worth having without
