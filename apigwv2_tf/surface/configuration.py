"""
What was written, as far as a source has it: which attribute refers to what.

A plan's ``configuration`` and synthesized JSON become the same: modules of blocks with expressions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.expressions import (
    UNREADABLE,
    Hole,
    Key,
    is_template,
    parse_reference,
    parse_template,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Expression:
    """
    What stands behind an attribute.

    Args:
        holes: What it refers to. Plain Terraform gives one hole with all references of the whole
            expression; JSON configuration gives the holes of the template.

        is_exact: Whether the text is known, and with it every index and every conditional.

        text: For people to read.

        parts: Of JSON configuration, a list or object whose parts are expressions themselves.
    """

    holes: tuple[Hole, ...] = ()
    is_exact: bool = False
    text: str | None = None
    parts: Any = None
    readable: bool = True


NO_REFERENCE = Expression(is_exact=True)


def written(value: object) -> Expression:
    """Return an expression of JSON configuration, where every text is a template."""
    if isinstance(value, (dict, list)):
        return Expression(is_exact=True, parts=value)
    if not isinstance(value, str) or not is_template(value):
        return NO_REFERENCE
    template = parse_template(value)
    shown = value[:_MOST_TEXT]
    if template is UNREADABLE:
        return Expression(is_exact=True, text=shown, readable=False)
    return Expression(template.holes, is_exact=True, text=shown) if template.holes else NO_REFERENCE


def listed(value: object) -> Expression | None:
    """Return an expression of a plan's configuration; None where that has none."""
    if not isinstance(value, dict):
        return None
    references = value.get("references")
    if not isinstance(references, list) or not references:
        return NO_REFERENCE
    if "constant_value" in value:  # of JSON configuration, the template
        return written(value["constant_value"])
    whole = list(_whole(references))
    found = [parse_reference(reference) for reference in whole]
    told = tuple(one for one in found if one is not None)
    hole = Hole(told, is_reference=False)
    shown = ", ".join(whole)[:_MOST_TEXT]
    return Expression((hole,), text=shown, readable=len(told) == len(found))


def _whole(references: list[Any]) -> Iterator[str]:
    """Yield the references but those that are the beginning of the one before them."""
    last, longest = "", ""
    for reference in references:
        if not isinstance(reference, str):
            continue
        shorter = len(reference) < len(last) and longest.startswith(reference)
        if not (shorter and longest[len(reference)] in ".["):
            longest = reference
            yield reference
        last = reference


@dataclass(frozen=True, slots=True)
class Block:
    """
    A resource or data source as written, for all its instances.

    Args:
        arguments: What stands in it; in plans expressions, in JSON configuration values.

        is_json: Which of the two.

        keys: The expression behind ``for_each``, or None.

        is_repeated: Whether it has ``for_each`` or ``count``.
    """

    arguments: Mapping[str, Any]
    is_json: bool = False
    keys: Expression | None = None
    is_repeated: bool = False

    def expression(self, path: str) -> Expression | None:
        """Return what stands behind an attribute; a dot leads into the only block of a name."""
        value: Any = self.arguments
        for name in path.split("."):
            if isinstance(value, list):
                value = value[0] if len(value) == 1 else None
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            return None
        return written(value) if self.is_json else listed(value)


@dataclass(frozen=True, slots=True)
class Call:
    """A module as it is called."""

    module: Module
    inputs: Mapping[str, Expression | None] = field(default_factory=dict)
    keys: Expression | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """
    What one module holds.

    Args:
        blocks: By ``type.name``; data sources by ``data.type.name``.

        values: The expressions behind ``local``; None where the source does not tell them.

        neighbours: What stands behind a remote state that is part of the source, by the name of
            its data source.

        is_planned: Whether all that can be known before apply is known, as the values of variables.
    """

    blocks: Mapping[str, Block] = field(default_factory=dict)
    outputs: Mapping[str, Expression | None] = field(default_factory=dict)
    calls: Mapping[str, Call] = field(default_factory=dict)
    values: Mapping[str, Expression | None] | None = None
    neighbours: dict[str, Scope] = field(default_factory=dict)
    is_planned: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """
    Where an expression stands: its module, with all that makes it one instance of it.

    Args:
        place: The calls that lead to the module, each with the key of its instance.

        outside: Where the module is called; None for a root module.

        key: The key of the resource's instance, for ``each.key`` and ``count.index``.

        keys: The expression behind ``for_each``, for ``each.value``.
    """

    module: Module
    place: Place
    call: Call | None = None
    outside: Scope | None = None
    key: str | int | None = None
    keys: Expression | None = None

    def of(self, key: str | int | None, keys: Expression | None) -> Scope:
        """Return the scope of one instance of a resource in this module."""
        return Scope(self.module, self.place, self.call, self.outside, key, keys)

    def inside(self, name: str, key: str | int | None) -> Scope | None:
        """Return the scope of a module that is called here; None where there is none."""
        call = self.module.calls.get(name)
        if call is None:
            return None
        outside = self.of(key, call.keys)
        return Scope(call.module, (*self.place, (name, key)), call, outside)


Place = tuple[tuple[str, "str | int | None"], ...]


def place_of(address: str | None) -> Place | None:
    """Return the calls that a module's address names; None where it is none."""
    if address is None:
        return ()
    found = parse_reference(address)
    if found is None or found.root != "module":
        return None
    place: list[tuple[str, str | int | None]] = []
    is_name = True
    for step in found.steps:
        if isinstance(step, Key) and place and place[-1][1] is None:
            place[-1] = (place[-1][0], step.value)
        elif isinstance(step, str) and (is_name or step == "module"):
            place += [(step, None)] if is_name else []
            is_name = not is_name
        else:
            return None
    return tuple(place)


def address_of(place: Place) -> str:
    """Return how the addresses in an instance of a module begin."""
    return "".join(f"module.{name}{bracketed(key)}." for name, key in place)


def bracketed(key: str | int | None) -> str:
    """Return the key of an instance as addresses have it."""
    if key is None:
        return ""
    return f"[{json.dumps(key, ensure_ascii=False)}]"
