"""Reads what ``terraform show -json`` prints of a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.instances import Instance
from apigwv2_tf.surface.linking import Linker
from apigwv2_tf.surface.merging import attributes
from apigwv2_tf.surface.resources import Inventory
from apigwv2_tf.surface.shapes import index, items, mapping, text, text_or_none

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

_EMPTY = "The state is empty: nothing has been applied yet."


def read_state(content: Mapping[str, Any]) -> Inventory:
    """
    Return the resources of a state.

    Raises:
        DocumentError: If a part has another shape than Terraform writes.
    """
    instances = list(instances_of(content, "the state"))
    linker = Linker(instances)
    notes = () if instances else (_EMPTY,)
    found = {one.address: linker.resource(one) for one in instances}
    return Inventory(resources=found, notes=notes)


def instances_of(
    state: Mapping[str, Any], place: str, *, data_only: bool = False, known: Container[str] = ()
) -> Iterator[Instance]:
    """Yield the resources and data sources of a state, save those that are known already."""
    values = mapping(state.get("values"), f"{place}: values")
    waiting = [(mapping(values.get("root_module"), f"{place}: values.root_module"), place)]
    while waiting:
        module, name = waiting.pop()
        for number, found in enumerate(items(module.get("resources"), f"{name}: resources")):
            where = f"{name}: resources[{number}]"
            resource = mapping(found, where)
            is_wanted = resource.get("mode") == "data" or not data_only
            is_there = resource.get("deposed_key") is None
            if is_wanted and is_there and str(resource.get("address")) not in known:
                yield _instance(resource, where)
        for number, child in enumerate(
            items(module.get("child_modules"), f"{name}: child_modules")
        ):
            inner = mapping(child, f"{name}: child_modules[{number}]")
            shown = text_or_none(inner.get("address"), f"{name}: child_modules[{number}].address")
            waiting.append((inner, shown or f"{name}: child_modules[{number}]"))


def _instance(resource: Mapping[str, Any], where: str) -> Instance:
    kind = text(resource.get("type"), f"{where}.type")
    is_data = resource.get("mode") == "data"
    label = f"{kind}.{text(resource.get('name'), f'{where}.name')}"
    values = mapping(resource.get("values"), f"{where}.values")
    return Instance(
        address=text(resource.get("address"), f"{where}.address"),
        type=kind,
        label=f"data.{label}" if is_data else label,
        place=(),
        index=index(resource.get("index"), f"{where}.index"),
        values=attributes(values, None, resource.get("sensitive_values")),
        data=is_data,
    )
