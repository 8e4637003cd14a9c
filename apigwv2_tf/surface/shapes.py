"""Looks into JSON without trusting it: what has another shape than Terraform's is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError, shown

if TYPE_CHECKING:
    from collections.abc import Mapping


def mapping(value: object, place: str) -> Mapping[str, Any]:
    """Return an object; an empty one where there is none."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise refused(value, place, "an object")
    return value


def items(value: object, place: str) -> list[Any]:
    """Return a list; an empty one where there is none."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise refused(value, place, "a list")
    return value


def text(value: object, place: str) -> str:
    """Return a text that must be there."""
    if not isinstance(value, str) or not value:
        raise refused(value, place, "a text")
    return value


def text_or_none(value: object, place: str) -> str | None:
    """Return a text, or None where there is none."""
    return None if value is None or value == "" else text(value, place)


def index(value: object, place: str) -> str | int | None:
    """Return the key of an instance; None where its resource or module is not repeated."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise refused(value, place, "a text or a whole number")


def refused(value: object, place: str, wanted: str) -> DocumentError:
    """Return the error about a part of a document, which names its place but not the document."""
    got = "missing" if value is None else shown(value)
    return DocumentError(f"{place} is {got}, where Terraform writes {wanted}")
