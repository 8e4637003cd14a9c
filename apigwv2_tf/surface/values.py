"""
Values as Terraform knows them: there, absent, unknown until apply, or not to be shown.

Nothing here is guessed: a rule that meets `UNKNOWN` cannot tell, and says so.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, TypeAlias, TypeVar

T = TypeVar("T")

# of this process only: what it makes cannot be looked up, and not compared with another run's
_KEY = secrets.token_bytes(32)


class Unknown(Enum):
    """The one value of what is known after apply."""

    UNKNOWN = "known after apply"

    def __str__(self) -> str:
        return f"({self.value})"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN

# in a mapping of the model, the key of a part whose own key is not known; no route key is like it
UNKNOWN_KEY: Final = str(UNKNOWN)

# the same of a part whose own key must not be shown
SENSITIVE_KEY: Final = "(sensitive)"


@dataclass(frozen=True, slots=True)
class Sensitive:
    """
    A value that must not be shown; all that is left of it is whether two are the same.

    Args:
        digest: Made with a key that only this process has.
    """

    digest: bytes

    def __str__(self) -> str:
        return SENSITIVE_KEY

    def __repr__(self) -> str:
        return "Sensitive()"


def masked(value: object) -> Sensitive:
    """Return what may be kept of a sensitive value."""
    text = json.dumps(value, sort_keys=True, default=str)
    return Sensitive(hashlib.blake2b(text.encode(), key=_KEY).digest())


Text: TypeAlias = str | Sensitive | Literal[Unknown.UNKNOWN] | None
Flag: TypeAlias = bool | Sensitive | Literal[Unknown.UNKNOWN] | None
Number: TypeAlias = float | Sensitive | Literal[Unknown.UNKNOWN] | None
Texts: TypeAlias = tuple[Text, ...] | Sensitive | Literal[Unknown.UNKNOWN] | None
TextMap: TypeAlias = Mapping[str, Text] | Sensitive | Literal[Unknown.UNKNOWN] | None
"""Each None where the value is absent; a `TextMap` and a `Texts` may hold unknown parts."""


def known(value: T | Sensitive | Unknown | None) -> T | None:
    """Return a value that can be looked at; None where it is absent, unknown or sensitive."""
    return None if isinstance(value, (Sensitive, Unknown)) else value


def is_hidden(value: object) -> bool:
    """Say whether a value is there, or may be, but cannot be looked at: unknown or sensitive."""
    return isinstance(value, (Sensitive, Unknown))
