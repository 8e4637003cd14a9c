"""Puts a value, what of it is unknown and what of it is sensitive together to one."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.values import UNKNOWN, masked

if TYPE_CHECKING:
    from collections.abc import Mapping


def attributes(
    values: Mapping[str, Any], unknown: object = None, sensitive: object = None
) -> dict[str, Any]:
    """Return the attributes of a resource, each merged with what is said of it or of all."""
    names = {*values, *_dict(unknown)}
    return _object(
        values,
        dict.fromkeys(names, True) if unknown is True else _dict(unknown),
        dict.fromkeys(names, True) if sensitive is True else _dict(sensitive),
    )


def merged(value: object, unknown: object = None, sensitive: object = None) -> Any:  # noqa: ANN401 any value
    """
    Return a value as the reading half has them: no lists, nothing sensitive, nothing null.

    Args:
        value: As Terraform prints it, which leaves out what is unknown.

        unknown: Of the same shape: True where the value is known after apply.

        sensitive: Of the same shape: True where the value must not be shown.
    """
    if unknown is True:
        return UNKNOWN
    if sensitive is True:
        # parts of it may be unknown; of what is hidden as a whole that makes no difference
        return UNKNOWN if _has_mark(unknown) else None if value is None else masked(value)
    if not unknown and not sensitive:
        return plain(value)
    if isinstance(value, dict) or (value is None and isinstance(unknown, dict)):
        return _object(value or {}, _dict(unknown), _dict(sensitive))
    if isinstance(value, list) or (value is None and isinstance(unknown, list)):
        return _items(value or [], unknown, sensitive)
    return value


def on_either_side(one: object, other: object) -> Any:  # noqa: ANN401 marks have any shape
    """
    Return the marks of what is sensitive before or after, for both sides.

    A value that is marked on one side only is the same secret on the other. Where lists differ in
    length nobody knows which element is which, so that all are marked.
    """
    if one is True or other is True:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        names = dict.fromkeys((*one, *other))
        return {name: on_either_side(one.get(name), other.get(name)) for name in names}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [on_either_side(*pair) for pair in zip(one, other, strict=True)]
    marked = [marks for marks in (one, other) if _has_mark(marks)]
    if len(marked) == 1 and not (isinstance(one, list) and isinstance(other, list)):
        return marked[0]
    return True if marked else other


def plain(value: object) -> Any:  # noqa: ANN401 any value
    """Return a value of which everything is known and may be shown."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return tuple([plain(part) for part in value])
    return value


def _object(
    value: Mapping[str, Any], unknown: Mapping[str, Any], sensitive: Mapping[str, Any]
) -> dict[str, Any]:
    found = {}
    for key, part in value.items():
        whole = merged(part, unknown.get(key), sensitive.get(key))
        if whole is not None:
            found[key] = whole
    for key, mark in unknown.items():
        if key not in value and _has_mark(mark):
            found[key] = merged(None, mark, sensitive.get(key))
    return found


def _items(value: list[Any], unknown: object, sensitive: object) -> tuple[Any, ...]:
    """Merge lists; a mark beyond the end of the values is an element that is unknown."""
    marks = unknown if isinstance(unknown, list) else []
    if len(marks) > len(value) and not any(map(_has_mark, marks[len(value) :])):
        marks = marks[: len(value)]
    hidden = sensitive if isinstance(sensitive, list) else []
    rows = zip_longest(value, marks, hidden[: max(len(value), len(marks))])
    return tuple([merged(part, mark, secret) for part, mark, secret in rows])


def _has_mark(mark: object) -> bool:
    """Say whether anything at all is marked."""
    if isinstance(mark, dict):
        return any(map(_has_mark, mark.values()))
    if isinstance(mark, list):
        return any(map(_has_mark, mark))
    return mark is True


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
