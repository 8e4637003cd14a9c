"""Whether a JSON schema refuses more than another, as far as that can be told from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from apigwv2_tf.prose import code

_LOWER_BOUNDS = ("minimum", "minLength", "minItems", "minProperties")
_UPPER_BOUNDS = ("maximum", "maxLength", "maxItems", "maxProperties")
_WORDS_ONLY = {"title", "description", "$schema", "id", "$id", "default", "example", "examples"}
_DEEPEST = 60


@dataclass(slots=True)
class SchemaChange:
    """
    What a schema refuses more, and less, than another one.

    Args:
        tighter: What it refuses more, in words.

        looser: What it refuses less.

        is_clear: Whether that is all.
    """

    tighter: list[str] = field(default_factory=list)
    looser: list[str] = field(default_factory=list)
    is_clear: bool = True

    def note(self, words: str, *, is_tighter: bool) -> None:
        """Add one change."""
        (self.tighter if is_tighter else self.looser).append(words)


def schema_change(before: str, after: str) -> SchemaChange:
    """Compare two JSON schemas."""
    found = SchemaChange()
    try:
        old, new = json.loads(before), json.loads(after)
    except (ValueError, RecursionError):
        found.is_clear = before == after
        return found
    _compare(found, "", old, new, 0)
    return found


def _compare(found: SchemaChange, path: str, old: Any, new: Any, depth: int) -> None:  # noqa: ANN401 - JSON
    if old == new:
        return
    if not isinstance(old, dict) or not isinstance(new, dict) or depth > _DEEPEST:
        found.is_clear = False
        return
    where = f"{code(path)} " if path else ""
    for word in sorted(old.keys() | new.keys()):
        if word in _WORDS_ONLY or old.get(word) == new.get(word):
            continue
        if word == "properties":
            _properties(found, path, old.get(word), new.get(word), depth)
        elif word == "items":
            _compare(found, f"{path}[]", old.get(word, {}), new.get(word, {}), depth + 1)
        else:
            _keyword(found, where, word, old.get(word), new.get(word))


def _properties(found: SchemaChange, path: str, old: Any, new: Any, depth: int) -> None:  # noqa: ANN401 - JSON
    first, second = (one if isinstance(one, dict) else {} for one in (old, new))
    for name in sorted(first.keys() | second.keys()):
        inner = f"{path}.{name}" if path else name
        _compare(found, inner, first.get(name, {}), second.get(name, {}), depth + 1)


def _keyword(found: SchemaChange, where: str, word: str, old: Any, new: Any) -> None:  # noqa: ANN401 - JSON
    if word == "required":
        _required(found, where, old or [], new or [])
    elif word == "enum" and old is not None and new is not None:
        _enum(found, where, old, new)
    elif word in (*_LOWER_BOUNDS, *_UPPER_BOUNDS) and _is_number(old) and _is_number(new):
        found.note(
            f"{where}has {code(word)} {new} instead of {old}",
            is_tighter=(new > old) is (word in _LOWER_BOUNDS),
        )
    elif word == "additionalProperties" and _is_switch(old) and _is_switch(new):
        takes = "takes no" if new is False else "takes"
        if (old is False) is not (new is False):
            found.note(f"{where}{takes} other properties", is_tighter=new is False)
    elif old is None:
        found.note(f"{where}has {code(word)}", is_tighter=True)
    elif new is None:
        found.note(f"{where}no longer has {code(word)}", is_tighter=False)
    else:
        found.is_clear = False


def _required(found: SchemaChange, where: str, old: object, new: object) -> None:
    gained, lost = _apart(found, old, new)
    if gained:
        found.note(f"{where}requires {gained}", is_tighter=True)
    if lost:
        found.note(f"{where}no longer requires {lost}", is_tighter=False)


def _enum(found: SchemaChange, where: str, old: object, new: object) -> None:
    gained, lost = _apart(found, old, new)
    if gained:
        found.note(f"{where}may be {gained}", is_tighter=False)
    if lost:
        found.note(f"{where}may no longer be {lost}", is_tighter=True)


def _apart(found: SchemaChange, old: object, new: object) -> tuple[str, str]:
    """Return what only the second list has, and what only the first."""
    if not isinstance(old, list) or not isinstance(new, list):
        found.is_clear = False
        return "", ""
    gained = ", ".join(code(one) for one in new if one not in old)
    lost = ", ".join(code(one) for one in old if one not in new)
    return gained, lost


def _is_switch(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float))
