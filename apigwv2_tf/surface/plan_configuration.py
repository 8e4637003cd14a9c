"""Reads the ``configuration`` of a plan: what was written, without its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.configuration import (
    Block,
    Call,
    Expression,
    Module,
    Scope,
    address_of,
    listed,
)
from apigwv2_tf.surface.shapes import items, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigwv2_tf.surface.configuration import Place
    from apigwv2_tf.surface.instances import Instances


class PlanConfiguration:
    """The modules of a plan, each as the instances of it see it."""

    def __init__(self, configuration: object) -> None:
        parts = mapping(configuration, "configuration")
        self.root = _module(parts.get("root_module"), "configuration.root_module")
        self._scopes: dict[Place, Scope | None] = {(): Scope(self.root, ())}

    def scope(self, place: Place) -> Scope | None:
        """Return the scope of one instance of a module; None where it is no longer written."""
        if place not in self._scopes:
            outside = self.scope(place[:-1])
            self._scopes[place] = outside.inside(*place[-1]) if outside else None
        return self._scopes[place]

    def block(self, place: Place, label: str) -> Block | None:
        """Return what was written for a resource."""
        scope = self.scope(place)
        return scope.module.blocks.get(label) if scope else None

    def missing(self, instances: Instances) -> Iterator[str]:
        """Yield the addresses of what is written, not repeated, and not among the instances."""
        waiting: list[tuple[Place, Module]] = [((), self.root)]
        while waiting:
            place, module = waiting.pop()
            for label, block in module.blocks.items():
                is_one = not block.is_repeated and not label.startswith("data.")
                if is_one and not instances.of(place, label):
                    yield f"{address_of(place)}{label}"
            for name, call in module.calls.items():
                # a set that is written out leaves no trace of `for_each`
                keys = list(instances.keys(place, name)) or [None] * (not call.is_repeated)
                waiting += [((*place, (name, key)), call.module) for key in keys]


def _module(value: object, place: str) -> Module:
    module = mapping(value, place)
    blocks = {}
    for number, found in enumerate(items(module.get("resources"), f"{place}.resources")):
        where = f"{place}.resources[{number}]"
        block = mapping(found, where)
        if block.get("mode") != "ephemeral":
            blocks[text(block.get("address"), f"{where}.address")] = _block(block, where)
    outputs = mapping(module.get("outputs"), f"{place}.outputs")
    calls = mapping(module.get("module_calls"), f"{place}.module_calls")
    return Module(
        blocks=blocks,
        outputs={
            name: listed(mapping(output, f"{place}.outputs.{name}").get("expression"))
            for name, output in outputs.items()
        },
        calls={name: _call(call, f"{place}.module_calls.{name}") for name, call in calls.items()},
    )


def _block(block: Mapping[str, Any], where: str) -> Block:
    return Block(
        arguments=mapping(block.get("expressions"), f"{where}.expressions"),
        keys=listed(block.get("for_each_expression")),
        is_repeated=_is_repeated(block),
    )


def _call(value: object, where: str) -> Call:
    call = mapping(value, where)
    inputs = mapping(call.get("expressions"), f"{where}.expressions")
    found: dict[str, Expression | None] = {name: listed(one) for name, one in inputs.items()}
    return Call(
        module=_module(call.get("module"), f"{where}.module"),
        inputs=found,
        keys=listed(call.get("for_each_expression")),
        is_repeated=_is_repeated(call),
    )


def _is_repeated(block: Mapping[str, Any]) -> bool:
    return "for_each_expression" in block or "count_expression" in block
