"""Values and lists in the words of a sentence."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from apigwv2_tf.prose import abridged, code, listed
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.values import UNKNOWN, Sensitive, known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.surface.elements import Origin
    from apigwv2_tf.surface.links import Link

_LONGEST = 200
_USER = re.compile(r"(?<=//)[^/@\s]*(?=@)")
_QUERY = re.compile(r"(?<=[?&])([^=&\s]+)=[^&\s]*")


def shown(value: object, absent: str = "none") -> str:
    """Write a value in a few words, and never too long; what is not ours as code."""
    if value is None or value in ((), {}, ""):
        return absent
    return abridged(_written(value), _LONGEST)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,.15g}"
    if isinstance(value, (tuple, list)):
        return ", ".join(sorted(map(_written, value)))
    if isinstance(value, Sensitive) or value is UNKNOWN:
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
    return code(without_user(text))


def codes(names: Iterable[object], word: str = "and") -> str:
    """Name several things of others."""
    return listed(map(code, names), word)


def link_words(link: Link) -> str:
    """Write what a link leads to."""
    if link.kind is LinkKind.AMBIGUOUS:
        return f"one of {', '.join(map(code, link.targets))}"
    found = link.target or link.id
    return code(found) if found else str(link)


def without_user(text: str) -> str:
    """Write text without the names and passwords in its addresses."""
    return _USER.sub("…", text)


def url(text: str) -> str:
    """Write the address of a backend without what may be a secret in it."""
    return _QUERY.sub(r"\1=…", without_user(text))


def named(value: object, origin: Origin) -> str:
    """Write the name of something, or its address where the name cannot be told."""
    name = known(value)
    return name if isinstance(name, str) and name else origin.address
