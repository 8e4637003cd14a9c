"""Terraform's JSON for tests: the committed plans, small ones made by hand, and a large one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLANS = Path(__file__).resolve().parents[1] / "surface" / "plans"


def committed(name: str) -> Any:  # noqa: ANN401 any JSON
    """Return one of the documents that `make plans` made."""
    return json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))


def write(directory: Path, document: object, name: str = "plan.json") -> str:
    """Write a document and return its path, as one types it."""
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def change(
    address: str, *actions: str, before: object = None, after: object = None, **more: object
) -> dict[str, Any]:
    """Return an entry of ``resource_changes``; of the root module, and without an index."""
    kind, _, name = address.partition(".")
    change = {"actions": list(actions), "before": before, "after": after}
    marks = {key: more.pop(key) for key in tuple(more) if key.startswith(("after_", "before_"))}
    change |= {"after_unknown": {}} | marks
    for key in ("replace_paths", "importing"):
        if key in more:
            change[key] = more.pop(key)
    entry = {"address": address, "mode": "managed", "type": kind, "name": name, "change": change}
    return entry | more


def plan(changes: Iterable[Mapping[str, Any]], **more: object) -> dict[str, Any]:
    """Return a plan."""
    return {"format_version": "1.2", "resource_changes": list(changes), **more}


def stack(name: str, resources: Mapping[str, Any], **more: object) -> dict[str, Any]:
    """Return a synthesized stack; each resource gets the path of its construct."""
    found: dict[str, dict[str, Any]] = {}
    for address, arguments in resources.items():
        kind, _, id = address.partition(".")
        comment = {"//": {"metadata": {"path": f"{name}/{id}"}}}
        found.setdefault(kind, {})[id] = comment | arguments
    return {"//": {"metadata": {"stackName": name}}, "resource": found, **more}


def large_plan(routes: int) -> dict[str, Any]:
    """Return a plan of a CDKTF program that creates many routes, each to its own integration."""
    template = committed("orders_create")
    changes, blocks, values = [], [], []
    for number in range(routes):
        for like in ("Api_RouteGET--orders_24AB28CF", "Api_Orders_6608CF0C"):
            found = _copies(template, like, f"{like}{number:06}")
            changes.append(found[0])
            blocks.append(found[1])
            values.append(found[2])
            if "Route" in like:
                after = found[0]["change"]["after"]
                after["route_key"] = found[2]["values"]["route_key"] = f"GET /orders/{number}"
                target = f"aws_apigatewayv2_integration.Api_Orders_6608CF0C{number:06}"
                found[1]["expressions"]["target"] = {
                    "constant_value": f"integrations/${{{target}.id}}",
                    "references": [f"{target}.id", target],
                }
    template["resource_changes"] += changes
    template["configuration"]["root_module"]["resources"] += blocks
    template["planned_values"]["root_module"]["resources"] += values
    return template  # type: ignore[no-any-return]


def _copies(plan: Mapping[str, Any], name: str, new: str) -> list[dict[str, Any]]:
    """Return the three entries of a resource under another name."""
    places = (
        plan["resource_changes"],
        plan["configuration"]["root_module"]["resources"],
        plan["planned_values"]["root_module"]["resources"],
    )
    found = [one for place in places for one in place if one["name"] == name]
    return [json.loads(json.dumps(one).replace(name, new)) for one in found[:3]]
