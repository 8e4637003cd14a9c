"""What a Terraform plan would do, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = ("no-op",)
_READ = ("read",)
_CREATE = ("create",)
_UPDATE = ("update",)
_DELETE = ("delete",)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One resource (or data source) a plan touches."""

    address: str
    actions: tuple[str, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Everything a plan would change; what stays the same is left out."""

    changes: tuple[Change, ...]
    outputs: tuple[str, ...]
    raw: Mapping[str, Any]

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Plan:
        """Read the document that ``terraform show -json`` prints for a plan."""
        return cls(
            changes=tuple(
                _change(item)
                for item in raw.get("resource_changes", ())
                if tuple(item["change"]["actions"]) != _NOTHING
            ),
            outputs=tuple(
                name
                for name, change in raw.get("output_changes", {}).items()
                if tuple(change["actions"]) != _NOTHING
            ),
            raw=raw,
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether applying the plan would change nothing, outputs included."""
        return not self.changes and not self.outputs

    @property
    def actions(self) -> dict[str, tuple[str, ...]]:
        """Map the address of each change to its actions."""
        return {change.address: change.actions for change in self.changes}

    @property
    def creates(self) -> tuple[str, ...]:
        """List the addresses that the plan only creates."""
        return self._addresses(_CREATE)

    @property
    def updates(self) -> tuple[str, ...]:
        """List the addresses that the plan changes in place."""
        return self._addresses(_UPDATE)

    @property
    def replaces(self) -> tuple[str, ...]:
        """List the addresses that the plan deletes and creates, in either order."""
        return self._addresses((*_DELETE, *_CREATE), (*_CREATE, *_DELETE))

    @property
    def deletes(self) -> tuple[str, ...]:
        """List the addresses that the plan only deletes."""
        return self._addresses(_DELETE)

    @property
    def reads(self) -> tuple[str, ...]:
        """List the data sources that are read only while the plan is applied."""
        return self._addresses(_READ)

    def _addresses(self, *actions: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(c.address for c in self.changes if c.actions in actions)


def _change(item: Mapping[str, Any]) -> Change:
    """Read one entry of ``resource_changes``."""
    change = item["change"]
    return Change(
        address=item["address"],
        actions=tuple(change["actions"]),
        before=change.get("before") or {},
        after=change.get("after") or {},
    )
