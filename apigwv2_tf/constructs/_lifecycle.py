"""How Terraform may change a resource: what it leaves alone, and what it never destroys."""

from __future__ import annotations

import difflib
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from apigwv2_tf.constructs._bindings import TerraformResourceLifecycle, known_arguments
from apigwv2_tf.errors import Problem

if TYPE_CHECKING:
    from apigwv2_tf.constructs._construct import ResourceOptions

ALL = "all"
_NEW_FIRST = {"create_before_destroy": True}
_PARTS = (
    "create_before_destroy",
    "ignore_changes",
    "postcondition",
    "precondition",
    "prevent_destroy",
    "replace_triggered_by",
)
# what every resource takes, and Terraform never compares with what is there
_META = frozenset(
    {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners"}
)
_STEP = r"""\[\d+\]|\["(?:[^"\\]|\\.)*"\]|\.[a-z_]\w*"""
_PATH = re.compile(rf"([a-z_]\w*)((?:{_STEP})*)")
_IN_A_BLOCK = re.compile(r"\[\d+\]\.([a-z_]\w*)")


def parts_of(lifecycle: object) -> dict[str, Any] | None:
    """Return what a lifecycle says, by name; None where it is no lifecycle."""
    if lifecycle is None or isinstance(lifecycle, Mapping):
        return dict(lifecycle or {})
    if not isinstance(lifecycle, TerraformResourceLifecycle):
        return None
    said = {name: getattr(lifecycle, name) for name in _PARTS}
    return {name: value for name, value in said.items() if value is not None}


def joined(first: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Return two lifecycles as one: the later one decides, and what either ignores is ignored."""
    ignored = [part["ignore_changes"] for part in (first, then) if part.get("ignore_changes")]
    both = {**first, **then}
    if ALL in ignored:
        both["ignore_changes"] = ALL
    elif ignored:
        both["ignore_changes"] = list(dict.fromkeys(name for names in ignored for name in names))
    return both


def of(given: object, options: ResourceOptions, *, create_before_destroy: bool) -> dict[str, Any]:
    """Return the lifecycle that a resource has already, and what is asked for besides."""
    asked: dict[str, Any] = dict(_NEW_FIRST) if create_before_destroy else {}
    ignored, kept = options.get("ignore_changes"), options.get("prevent_destroy")
    if ignored:
        asked["ignore_changes"] = ignored
    if kept is not None:
        asked["prevent_destroy"] = kept
    return joined(parts_of(given) or {}, asked)


def block(lifecycle: Mapping[str, Any]) -> TerraformResourceLifecycle:
    """Return a lifecycle as CDKTF's struct; one struct for all resources that just say this."""
    if lifecycle == _NEW_FIRST:
        return _new_first()
    return TerraformResourceLifecycle(**lifecycle)


@cache
def _new_first() -> TerraformResourceLifecycle:
    return TerraformResourceLifecycle(create_before_destroy=True)


def problems(
    terraform_type: str,
    l1_class: type,
    ignore_changes: Sequence[str] | str | None,
    prevent_destroy: object,
) -> Iterator[Problem]:
    """Refuse what Terraform would refuse in a lifecycle, where it takes literal values only."""
    if prevent_destroy is not None and not isinstance(prevent_destroy, bool):
        allowed = "true or false, known now: Terraform takes no expression here"
        yield Problem("prevent_destroy", prevent_destroy, allowed)
    if ignore_changes and ignore_changes != ALL:
        for path in ignore_changes:
            yield from _path_problems(terraform_type, l1_class, path)


def _path_problems(terraform_type: str, l1_class: type, path: object) -> Iterator[Problem]:
    if path == ALL:
        allowed = "names of arguments, or all by itself and in no list"
        yield Problem("ignore_changes", path, allowed)
        return
    found = _PATH.fullmatch(path) if isinstance(path, str) else None
    if found is None:
        allowed = 'an argument of the resource, or a part of one such as tags["team"]'
        yield Problem("ignore_changes", path, allowed)
        return
    name, rest = found.groups()
    known = known_arguments(l1_class) - _META
    if name not in known:
        yield _unknown(path, name, f"an argument of {terraform_type}", known)
        return
    fields = _fields(l1_class, name)
    inner = _IN_A_BLOCK.match(rest)
    if fields and rest.startswith((".", '["')):
        allowed = f"{name}[0] and then the argument: Terraform keeps the block in a list"
        yield Problem("ignore_changes", path, allowed)
    elif fields and inner and inner[1] not in fields:
        yield _unknown(path, inner[1], f"an argument of the block {name}", fields)


def _unknown(path: object, name: str, what: str, known: frozenset[str]) -> Problem:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    if near:
        return Problem("ignore_changes", path, what, f"did you mean {near[0]!r}?")
    return Problem("ignore_changes", path, f"{what}: {', '.join(sorted(known))}")


@cache
def _fields(l1_class: type, name: str) -> frozenset[str]:
    """Return the arguments of a block; none where the argument is no block."""
    camel = "".join(word.capitalize() for word in name.split("_"))
    block = getattr(sys.modules[l1_class.__module__], f"{l1_class.__name__}{camel}", None)
    if block is None:
        return frozenset()
    return frozenset(inspect.signature(block.__init__).parameters) - {"self"}
