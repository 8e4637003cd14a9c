"""
The one vocabulary that both outputs are put into: Terraform's types and arguments.

A value that is known only after deployment is written as a mark, such as ``{{Books|id}}``: the
resource by its key in the output that it is from, and the attribute.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = Any

MARK = re.compile(r"\{\{([^|{}]+)\|([^|{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource, with Terraform's type and arguments, and with marks."""

    key: str
    type: str
    arguments: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stack:
    """All that a program wrote."""

    resources: dict[str, Resource]
    outputs: dict[str, Json]


def mark(key: str, attribute: str) -> str:
    """Return what stands for a value that is known only after deployment."""
    return f"{{{{{key}|{attribute}}}}}"


def walk(value: Json, change: Callable[[str], Json]) -> Json:
    """Return a value with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: walk(item, change) for name, item in value.items()}
    if isinstance(value, list):
        return [walk(item, change) for item in value]
    return value


def in_order(value: Json) -> Json:
    """
    Return a value in which order does not count: lists are sets to Terraform.

    A block that may be there once is an object in one output and a list of one in the other.
    """
    if isinstance(value, Mapping):
        return {name: in_order(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], Mapping):
            return in_order(value[0])
        return sorted((in_order(item) for item in value), key=json.dumps)
    return value
