"""What differs between two described stacks, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.differential.resources import Json
    from tests.differential.vocabulary import Described


def differences(cdk: Described, ours: Described) -> list[str]:
    """Return each difference in a line of its own."""
    found: list[str] = []
    for role in sorted(cdk.keys() | ours.keys()):
        if role not in ours:
            found.append(f"{role}: only in AWS CDK: {_text(cdk[role])}")
        elif role not in cdk:
            found.append(f"{role}: only here: {_text(ours[role])}")
        else:
            found += _arguments(role, _leaves(cdk[role]), _leaves(ours[role]))
    return found


def _arguments(role: str, cdk: dict[str, Json], ours: dict[str, Json]) -> list[str]:
    found: list[str] = []
    for path in sorted(cdk.keys() | ours.keys()):
        here, there = ours.get(path), cdk.get(path)
        if isinstance(here, list) and isinstance(there, list):
            found += _items(f"{role}: {path}", there, here)
        elif here != there:
            found.append(f"{role}: {path}: AWS CDK {_text(there)}, here {_text(here)}")
    return found


def _items(where: str, cdk: list[Json], ours: list[Json]) -> list[str]:
    """Return the items of a list that only one of the two has."""
    return [
        *(f"{where}: only in AWS CDK: {_text(item)}" for item in cdk if item not in ours),
        *(f"{where}: only here: {_text(item)}" for item in ours if item not in cdk),
    ]


def _leaves(block: Mapping[str, Json], path: str = "") -> dict[str, Json]:
    """Return the arguments that are not blocks, by their path."""
    leaves: dict[str, Json] = {}
    for name, value in block.items():
        if isinstance(value, Mapping) and value:
            leaves |= _leaves(value, f"{path}{name}.")
        else:
            leaves[f"{path}{name}"] = value
    return leaves


def _text(value: Json) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
