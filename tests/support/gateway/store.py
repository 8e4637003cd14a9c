"""
Keeps what API Gateway v2 keeps: a tree of records.

Its REST interface is such a tree (``/apis/{id}/routes/{id}``), so one way to create, read, change
and delete serves every kind of record; ``kinds`` says where they differ and ``rules`` what is
refused.
"""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from tests.support.gateway.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Values = dict[str, Any]

_ID_CHARACTERS = string.ascii_lowercase + string.digits


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """
    What sets one kind of record apart.

    Args:
        noun: Its name in error messages.

        collection: Its name in paths.

        id_field: Where a record shows its id.

        is_named: Whether the id is given by the caller, in that same field.

        merged: Maps of which an update changes single keys; an empty value deletes the key.

        children: The kinds of record below it.
    """

    noun: str
    collection: str
    id_field: str
    is_named: bool = False
    merged: frozenset[str] = frozenset()
    children: tuple[Kind, ...] = ()

    def child(self, collection: str) -> Kind | None:
        """Return the kind of record that a collection below this one holds."""
        return next((kind for kind in self.children if kind.collection == collection), None)


@dataclass(eq=False, kw_only=True, slots=True)
class Record:
    """One thing that API Gateway keeps, with what lies below it."""

    kind: Kind
    id: str
    parent: Record | None
    region: str
    values: Values = field(default_factory=dict)
    # What a deployment published; AWS keeps this to itself.
    snapshot: Values | None = None
    _below: dict[str, dict[str, Record]] = field(default_factory=dict)

    def records(self, collection: str) -> list[Record]:
        """List the records of one kind below this one."""
        return list(self._below.get(collection, {}).values())

    def find(self, collection: str, id: str) -> Record | None:
        """Return a record below this one, or nothing."""
        return self._below.get(collection, {}).get(id)

    def get(self, kind: Kind, id: str) -> Record:
        """Return a record below this one, or refuse as AWS does."""
        found = self.find(kind.collection, id)
        if found is None:
            message = f"Invalid {kind.noun} identifier specified {id}"
            raise NotFoundError(message)
        return found

    def add(self, record: Record) -> None:
        """Put a record below this one."""
        self._below.setdefault(record.kind.collection, {})[record.id] = record

    def remove(self) -> None:
        """Take this record, with all that lies below it, out of the tree."""
        assert self.parent is not None
        self.parent._below[self.kind.collection].pop(self.id, None)

    def clear(self, *collections: str) -> None:
        """Take everything of some kinds from below this record."""
        for collection in collections:
            self._below.pop(collection, None)

    def others(self) -> Iterator[Record]:
        """Yield the records beside this one."""
        assert self.parent is not None
        return (r for r in self.parent.records(self.kind.collection) if r.id != self.id)

    def up(self, collection: str) -> Record:
        """Return the record of a kind that this one lies below, itself included."""
        node: Record | None = self
        while node is not None and node.kind.collection != collection:
            node = node.parent
        assert node is not None
        return node

    @property
    def root(self) -> Record:
        """Return the top of the tree."""
        return self if self.parent is None else self.parent.root

    @property
    def protocol(self) -> str:
        """Return the protocol of the API that this record belongs to."""
        protocol: str = self.up("apis").values["protocolType"]
        return protocol

    def shown(self) -> Values:
        """Return the record as AWS shows it."""
        return {self.kind.id_field: self.id, **self.values}


def changed(kind: Kind, values: Mapping[str, Any], given: Mapping[str, Any]) -> Values:
    """Return the values of a record after an update."""
    result = dict(values)
    for name, value in given.items():
        if value is None:
            continue
        if name in kind.merged:
            merged = {**result.get(name, {}), **value}
            result[name] = {key: item for key, item in merged.items() if item not in ("", {})}
        elif value in ("", {}):
            # This is how the provider takes a setting away.
            result.pop(name, None)
        else:
            result[name] = value
    return result


def new_id() -> str:
    """Return an id that looks like those of AWS."""
    return "".join(secrets.choice(_ID_CHARACTERS) for _ in range(10))


def now() -> str:
    """Return the time in AWS's format."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
