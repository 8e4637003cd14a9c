"""The attributes that change, as Terraform has them, for those who want to see everything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from apigwv2_tf.render.inert import plain, shortened
from apigwv2_tf.render.report_document import ResourceDiff
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, Sensitive
from apigwv2_tf.surface.words import url, without_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.plan import Comparison
    from apigwv2_tf.surface.resources import Resource

_LONGEST = 300
# of route_settings and response_parameters
_KEYS = ("route_key", "status_code")


def resource_diffs(comparison: Comparison) -> tuple[ResourceDiff, ...]:
    """Return what changes in each resource of API Gateway, sorted by address."""
    actions = {one.address: one.action.value for one in comparison.changes if not one.deposed}
    found = (_diff(before, after, actions) for before, after in comparison.differing)
    return tuple(sorted((one for one in found if one.lines), key=lambda one: one.address))


def _diff(
    before: Resource | None, after: Resource | None, actions: Mapping[str, str]
) -> ResourceDiff:
    address = after.address if after else before.address if before else ""
    done = "create" if before is None else "delete" if after is None else "update"
    was = before.address if before and before.address != address else None
    return ResourceDiff(
        address=address if was is None else f"{was} → {address}",
        action=actions.get(address, done),
        lines=tuple(_lines(_attributes(before), _attributes(after))),
    )


def _lines(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        # what AWS computes and nobody has set is nothing to read
        if old == new or (_is_empty(old) and (new is UNKNOWN or _is_empty(new))):
            continue
        if not _is_empty(old):
            yield f"-   {name} = {_written(old)}"
        if not _is_empty(new):
            yield f"+   {name} = {_written(new)}"


def _attributes(resource: Resource | None) -> dict[str, object]:
    """Return attributes by their paths; what is known only by where it leads to, as that."""
    if resource is None:
        return {}
    found = dict(_flat(resource.values, ""))
    for name, link in resource.links.items():
        if found.get(name, UNKNOWN) is UNKNOWN and link.kind is not LinkKind.UNRESOLVED:
            # however it is written, it is the same where it leads to the same
            found[name] = replace(link, expression=None)
    return found


def _flat(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Yield the values in blocks, each with its path."""
    if isinstance(value, Mapping) and value:
        for name, part in value.items():
            yield from _flat(part, f"{path}.{name}" if path else str(name))
    elif isinstance(value, (tuple, list)):
        # AWS has sets only
        parts = sorted(value, key=_json)
        if not any(isinstance(part, Mapping) for part in parts):
            yield path, tuple(parts)
            return
        for number, part in enumerate(parts):
            key = _key(part) or ("" if len(parts) == 1 else f"[{number}]")
            yield from _flat(part, f"{path}{key}")
    else:
        yield path, value


def _key(block: object) -> str:
    """Return what tells a block from others of its kind; empty for the kinds of which one is."""
    found = (block.get(name) for name in _KEYS) if isinstance(block, Mapping) else ()
    return next((f"[{_json(one)}]" for one in found if isinstance(one, str)), "")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", (), [], {})


def _written(value: object) -> str:
    if isinstance(value, (Link, Sensitive)) or value is UNKNOWN:
        return plain(str(value))
    # in a backend's address, where there may be a secret, only the names of parameters
    shown = _json(url(value)) if isinstance(value, str) else without_user(_json(value))
    return shortened(plain(shown), _LONGEST)
