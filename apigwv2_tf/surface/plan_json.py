"""Reads what ``terraform show -json`` prints of a plan: before, after and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.bodies import API, BODY, written_body
from apigwv2_tf.surface.configuration import place_of
from apigwv2_tf.surface.instances import Instance, Instances
from apigwv2_tf.surface.linking import Linker
from apigwv2_tf.surface.merging import attributes, on_either_side
from apigwv2_tf.surface.plan import Action, Change
from apigwv2_tf.surface.plan_configuration import PlanConfiguration
from apigwv2_tf.surface.resources import Inventory
from apigwv2_tf.surface.shapes import index, items, mapping, refused, text, text_or_none
from apigwv2_tf.surface.state_json import instances_of
from apigwv2_tf.surface.unset import drop_unset
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from apigwv2_tf.surface.configuration import Block, Place

_ACTIONS = {
    ("no-op",): Action.NONE,
    ("create",): Action.CREATE,
    ("update",): Action.UPDATE,
    ("delete",): Action.DELETE,
    ("read",): Action.READ,
    ("forget",): Action.FORGET,
    ("delete", "create"): Action.DELETE_THEN_CREATE,
    ("create", "delete"): Action.CREATE_THEN_DELETE,
    ("create", "forget"): Action.CREATE_THEN_FORGET,
}
_GONE = (Action.DELETE, Action.FORGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """The resources before and after a plan, and what is done to them."""

    before: Inventory
    after: Inventory
    changes: tuple[Change, ...]
    digest: str | None = None


def read_plan(content: dict[str, Any]) -> PlannedChange:
    """
    Return the two inventories of a plan, and its changes.

    Args:
        content: The document; what is not needed of it is let go of.

    Raises:
        DocumentError: If a part has another shape than Terraform writes.
    """
    content.pop("planned_values", None)  # the largest part, and said again in the changes
    return _Plan(content).read()


class _Plan:
    """A plan while it is read."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        self._configuration = PlanConfiguration(content.get("configuration"))
        self._places: dict[str | None, Place] = {}
        self._before: dict[str, Instance] = {}
        self._after: dict[str, Instance] = {}
        self._changes: list[Change] = []

    def read(self) -> PlannedChange:
        """Read everything."""
        prior = mapping(self._content.get("prior_state"), "prior_state")
        for one in instances_of(prior, "prior_state", data_only=True):
            self._before[one.address] = self._after[one.address] = one
        found = items(self._content.get("resource_changes"), "resource_changes")
        for number, value in enumerate(found):
            self._add(mapping(value, f"resource_changes[{number}]"), f"resource_changes[{number}]")
        before, after = list(self._before.values()), list(self._after.values())
        notes = tuple(self._notes(after))
        earlier = Linker(before)
        later = Linker(after, self._configuration.scope, self._elsewhen)
        return PlannedChange(
            before=Inventory(resources={one.address: earlier.resource(one) for one in before}),
            after=Inventory(
                resources={one.address: later.resource(one) for one in after}, notes=notes
            ),
            changes=tuple(sorted(self._changes, key=lambda one: (one.address, one.deposed))),
        )

    def _elsewhen(self) -> Iterable[Instance]:
        """Yield what a known id may belong to that is not there after the change."""
        moved = {one.previous_address: one.address for one in self._changes if one.previous_address}
        for one in self._before.values():
            address = moved.get(one.address, one.address)
            yield Instance(address, one.type, one.label, one.place, one.index, one.values, one.data)
        prior = mapping(self._content.get("prior_state"), "prior_state")
        yield from instances_of(prior, "prior_state", known=self._before)

    def _add(self, resource: Mapping[str, Any], where: str) -> None:
        kind = text(resource.get("type"), f"{where}.type")
        change = mapping(resource.get("change"), f"{where}.change")
        done = _action(change.get("actions"), f"{where}.change.actions")
        told = _change(resource, change, kind, done, where)
        if resource.get("mode") != "data":
            self._changes.append(told)
        if told.deposed:
            return
        is_data = resource.get("mode") == "data"
        name = f"{kind}.{text(resource.get('name'), f'{where}.name')}"
        label = f"data.{name}" if is_data else name
        place = self._place(resource.get("module_address"), f"{where}.module_address")
        key = index(resource.get("index"), f"{where}.index")
        before = mapping(change.get("before"), f"{where}.change.before")
        hidden = on_either_side(change.get("before_sensitive"), change.get("after_sensitive"))
        values: dict[str, Any] = {}
        if before:
            values = attributes(before, None, hidden)
            address = told.previous_address or told.address
            self._before[address] = Instance(address, kind, label, place, key, values, is_data)
        if done in _GONE:
            return
        if done is not Action.NONE or not before:
            after = mapping(change.get("after"), f"{where}.change.after")
            values = attributes(after, change.get("after_unknown"), hidden)
            block = self._configuration.block(place, label)
            drop_unset(kind, values, block)
            if kind == API and values.get(BODY) is UNKNOWN and block is not None:
                values[BODY] = _body(block)
        self._after[told.address] = Instance(told.address, kind, label, place, key, values, is_data)

    def _place(self, address: object, where: str) -> Place:
        told = text_or_none(address, where)
        if told not in self._places:
            found = place_of(told)
            if found is None:
                raise refused(address, where, "the address of a module")
            self._places[told] = found
        return self._places[told]

    def _notes(self, after: list[Instance]) -> Iterator[str]:
        """Yield what the plan does not tell."""
        content = self._content
        if content.get("errored") is True:
            yield "The plan has failed part way: what it tells is not all that there is."
        deferred = items(content.get("deferred_changes"), "deferred_changes")
        if deferred:
            yield f"Terraform has put off a part of the changes{_put_off(deferred)}."
        if content.get("applyable") is False and content.get("errored") is not True:
            yield "Terraform has nothing to apply."
        actions = {one.action for one in self._changes}
        if content.get("errored") is True or deferred or actions == {Action.DELETE}:
            return
        missing = sorted(self._configuration.missing(Instances(after)))
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            yield f"The plan leaves out {missing[0]}{more}, as one made with -target does."
        elif content.get("complete") is False:
            yield "The plan is not complete, as one made with -target."


def _body(block: Block) -> Any:  # noqa: ANN401 text or UNKNOWN
    """Return an OpenAPI document that is not known as a whole, as far as its text is written."""
    written = block.arguments.get(BODY)
    text = written.get("constant_value") if isinstance(written, dict) else None
    return written_body(text, lambda _: None) if isinstance(text, str) else UNKNOWN


def _put_off(deferred: list[Any]) -> str:
    found = [one.get("resource_change") for one in deferred if isinstance(one, dict)]
    addresses = [one.get("address") for one in found if isinstance(one, dict)]
    told = sorted(one for one in addresses if isinstance(one, str))
    return f": {', '.join(told)}" if told else ""


def _action(value: object, where: str) -> Action:
    found = tuple(one for one in items(value, where) if isinstance(one, str))
    if found not in _ACTIONS:
        raise DocumentError(
            f"{where} is {list(found)}, which this version does not know; look for a newer version "
            "of apigwv2-tf"
        )
    return _ACTIONS[found]


def _change(
    resource: Mapping[str, Any], change: Mapping[str, Any], kind: str, done: Action, where: str
) -> Change:
    paths = items(change.get("replace_paths"), f"{where}.change.replace_paths")
    return Change(
        address=text(resource.get("address"), f"{where}.address"),
        type=kind,
        action=done,
        previous_address=text_or_none(
            resource.get("previous_address"), f"{where}.previous_address"
        ),
        reason=text_or_none(resource.get("action_reason"), f"{where}.action_reason"),
        replaced_by=tuple(_dotted(path, f"{where}.change.replace_paths") for path in paths),
        imported=change.get("importing") is not None,
        deposed=resource.get("deposed") is not None,
    )


def _dotted(path: object, where: str) -> str:
    return ".".join(str(step) for step in items(path, where) if isinstance(step, (str, int)))
