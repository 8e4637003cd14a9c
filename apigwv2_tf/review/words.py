"""Changes that cannot be looked at, or not on both sides, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from apigwv2_tf.prose import listed
from apigwv2_tf.surface.values import UNKNOWN, Sensitive, is_hidden
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECRETLY = "in a way that is sensitive"


def doubtful(noun: str, before: object, after: object) -> str:
    """Say that a value may change, where one of its sides cannot be looked at."""
    if is_hidden(after):
        return f"{noun} may change from {shown(before)}: it will be {_unseen(after)}"
    if is_hidden(before):
        return f"{noun} will be {shown(after)}, and may be something else now: it is not seen"
    return f"{noun} may change from {shown(before)} to {shown(after)}"


def _unseen(value: object) -> str:
    return "known after apply" if value is UNKNOWN else "one that is not shown"


def secretly(*nouns: str) -> str:
    """Say that something changes, where both sides are sensitive and nobody can tell how."""
    verb = "changes" if len(nouns) == 1 else "change"
    return f"{listed(nouns)} {verb} {_SECRETLY}"


def unseen(*values: object, unknown: str = "known after apply") -> str:
    """Say why values, or parts of them, cannot be looked at."""
    reasons = {type(part) for value in values for part in _hidden(value)}
    return "sensitive" if reasons == {Sensitive} else unknown


def _hidden(value: object) -> Iterator[object]:
    if is_hidden(value):
        yield value
    elif isinstance(value, Mapping):
        yield from _hidden(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _hidden(part)
