"""What the rules have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.support.gateway.errors import BadRequestError, ConflictError
from tests.support.gateway.store import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

Rule = Callable[[Record], None]
# The rules for each collection.
Rules = dict[str, tuple[Rule, ...]]


def refuse_if(is_wrong: object, message: str) -> None:
    """Refuse a request that makes no sense."""
    if is_wrong:
        raise BadRequestError(message)


def unique(record: Record, field: str, message: str) -> None:
    """Refuse a record with the same value in a field as one beside it."""
    value = record.values.get(field)
    if any(other.values.get(field) == value for other in record.others()):
        raise ConflictError(message)


def websocket_only(record: Record) -> None:
    """Refuse what an HTTP API has no use for."""
    refuse_if(
        record.protocol != "WEBSOCKET",
        f"{record.kind.noun} is supported only for protocol type WEBSOCKET",
    )


def ids(records: Iterable[Record], field: str, value: str) -> str:
    """List the ids of the records with a value in a field."""
    return ", ".join(record.id for record in records if record.values.get(field) == value)


def mappings(record: Record) -> list[Record]:
    """List the mappings of all domain names."""
    domains = record.root.records("domainnames")
    return [mapping for domain in domains for mapping in domain.records("apimappings")]
