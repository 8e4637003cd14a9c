"""
Arguments of a resource, free of the noise that reading it back from AWS leaves.

What a configuration leaves out comes back as an empty text, an empty list, ``false`` or 0, and is
the same to callers: here all of it is None. Where 0 means something, the caller says so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from apigwv2_tf.surface.values import UNKNOWN_KEY, Sensitive, Unknown, is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.surface.values import Flag, Number, Text, TextMap, Texts

Hidden: TypeAlias = Sensitive | Literal[Unknown.UNKNOWN]


class Arguments:
    """
    The arguments of a resource or of a block.

    Args:
        values: The values by name; or the one value that stands for a whole block, because that is
            known after apply or sensitive, and then for everything in it.
    """

    __slots__ = ("_hidden", "_values")

    def __init__(self, values: Mapping[str, Any] | Hidden) -> None:
        hidden = isinstance(values, (Sensitive, Unknown))
        self._hidden: Any = values if hidden else None
        self._values: Any = {} if hidden else values

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever the document holds
        """Return a value as it is."""
        return self._values.get(name, self._hidden)

    def text(self, name: str, default: Text = None) -> Text:
        """Return a text, or the default where there is none."""
        found = text(self._values.get(name, self._hidden))
        return default if found is None else found

    def flag(self, name: str) -> Flag:
        """Return True where it is said; no and nothing are the same."""
        return flag(self.value(name))

    def number(self, name: str, *, keep_zero: bool = False) -> Number:
        """Return a number; 0 only where it means something else than nothing."""
        found = number(self.value(name))
        return found if keep_zero or found != 0 else None

    def texts(self, name: str) -> Texts:
        """Return the texts of a set."""
        return texts(self.value(name))

    def text_map(self, name: str) -> TextMap:
        """Return the texts of a map."""
        return text_map(self.value(name))

    def blocks(self, name: str) -> list[Arguments]:
        """Return the blocks of a name."""
        found = self.value(name)
        parts = found if isinstance(found, (tuple, list)) else (found,)
        return [Arguments(part) for part in parts if isinstance(part, Mapping) or is_hidden(part)]

    def block(self, name: str) -> Arguments:
        """Return the block of a name, of which there is one at most; without any, an empty one."""
        return next(iter(self.blocks(name)), Arguments({}))

    def has_block(self, name: str) -> Flag:
        """Say whether there is such a block."""
        found = self.value(name)
        return found if is_hidden(found) else bool(self.blocks(name))

    def keyed(self, name: str, key: str, read: Callable[[Arguments], Any]) -> dict[str, Any]:
        """Return what is read of each block of a name, by a text in it."""
        found = {as_key(block.text(key)): read(block) for block in self.blocks(name)}
        return dict(sorted(found.items()))


def as_key(value: Text) -> str:
    """Return a text as the key of a mapping."""
    return UNKNOWN_KEY if isinstance(value, Unknown) else str(value or "")


def text(value: Any) -> Text:  # noqa: ANN401 - whatever the document holds
    """Return a value as text; what is none is written as JSON, so that people recognise it."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, (Sensitive, Unknown)):
        return value
    if value is None or value in ((), [], {}):
        return None
    return json.dumps(value, default=str, skipkeys=True)


def flag(value: Any) -> Flag:  # noqa: ANN401 - whatever the document holds
    """Return a value as True, hidden or nothing."""
    if isinstance(value, (Sensitive, Unknown)):
        return value
    return True if value is True or value == "true" else None


def number(value: Any) -> Number:  # noqa: ANN401 - whatever the document holds
    """Return a value as number."""
    if isinstance(value, (Sensitive, Unknown)):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value) if isinstance(value, str) else value
        return found if math.isfinite(found) else None
    except (ValueError, OverflowError):
        return None


def texts(value: Any) -> Texts:  # noqa: ANN401 - whatever the document holds
    """
    Return the texts of a set.

    Every list of the model is a set to the provider: their order means nothing, identity sources
    included, so they are sorted, what is hidden last.
    """
    if isinstance(value, (Sensitive, Unknown)):
        return value
    parts = [text(part) for part in (value if isinstance(value, (tuple, list)) else (value,))]
    shown = sorted({part for part in parts if isinstance(part, str)})
    return (*shown, *(part for part in parts if is_hidden(part))) or None


def text_map(value: Any) -> TextMap:  # noqa: ANN401 - whatever the document holds
    """Return the texts of a map; in it an empty text is one."""
    if isinstance(value, (Sensitive, Unknown)):
        return value
    if not isinstance(value, Mapping):
        return None
    found = {str(key): part if part == "" else text(part) for key, part in value.items()}
    return {key: found[key] for key in sorted(found) if found[key] is not None} or None
