"""OpenAPI documents in JSON or YAML, without the harm that a document can do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# what AWS imports is 6 MB at most
_LARGEST = 6_000_000
# deeper than any document and far from Python's own limit
_DEEPEST = 200
# of what is written once and meant many times
_MOST_NODES = 1_000_000
_TOO_DEEP = f"nested more than {_DEEPEST} levels deep"


def parse_document(text: str) -> Mapping[str, Any]:
    """
    Return the object that a document holds.

    Raises:
        DocumentError: If there is none, or if it would take too much to find out.
    """
    if len(text) > _LARGEST:
        raise DocumentError(f"larger than the {_LARGEST // 1_000_000} MB that AWS imports")
    try:
        found = json.loads(text)
    except RecursionError:
        raise DocumentError(_TOO_DEEP) from None
    except ValueError:
        found = _yaml(text)
    if not isinstance(found, dict):
        raise DocumentError("not an object")
    return found


def _yaml(text: str) -> object:
    import yaml

    try:
        from yaml import CSafeLoader as SafeLoader
    except ImportError:  # PyYAML without libyaml: the same, slower
        from yaml import SafeLoader  # type: ignore[assignment]
    try:
        _check(yaml.parse(text, Loader=SafeLoader))
        return yaml.load(text, Loader=SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        raise DocumentError(f"neither JSON nor YAML{where}") from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # values that PyYAML trips over, such as the 31st of June
        raise DocumentError("neither JSON nor YAML that can be read") from None


def _check(events: Iterable[Any]) -> None:
    """Refuse documents that unfold to something enormous, or without an end, and deep ones."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = [(None, 0)]
    for event in events:
        kind = type(event).__name__
        size = None
        if kind in ("SequenceStartEvent", "MappingStartEvent"):
            open_nodes.append((event.anchor, 1))
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            anchor, size = open_nodes.pop()
        elif kind == "ScalarEvent":
            anchor, size = event.anchor, 1
        elif kind == "AliasEvent":
            # an alias inside of what it stands for has no size, and no end
            anchor, size = None, sizes.get(event.anchor, _MOST_NODES + 1)
        if size is not None:
            _close(sizes, open_nodes, anchor, size)
        if len(open_nodes) > _DEEPEST:
            raise DocumentError(_TOO_DEEP)


def _close(
    sizes: dict[str, int], open_nodes: list[tuple[str | None, int]], anchor: str | None, size: int
) -> None:
    """Count a node in the one around it."""
    if anchor is not None:
        sizes[anchor] = size
    around, before = open_nodes[-1]
    if before + size > _MOST_NODES:
        raise DocumentError(f"more than {_MOST_NODES:,} parts, as its aliases multiply them")
    open_nodes[-1] = (around, before + size)
