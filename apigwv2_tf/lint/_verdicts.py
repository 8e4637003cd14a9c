"""
What rules share: verdicts of three kinds, and looking at values that may not be there.

The text of a hit is a clause that goes on after "cannot tell whether": so a rule says what it means
once, and what is missing, its doubts, beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from apigwv2_tf.lint.rule import Hit
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.names import api_name
from apigwv2_tf.surface.selection import CONNECT, DISCONNECT
from apigwv2_tf.surface.values import Sensitive, is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.report import Severity
    from apigwv2_tf.surface.elements import Origin
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.values import Number, Text, Texts

Doubts: TypeAlias = tuple[str, ...]
"""What is missing for a verdict, each as a clause; none where the verdict is certain."""

_ONLY_WEBSOCKET = frozenset({CONNECT, DISCONNECT})


def guide(page: str) -> str:
    """Return the address of a page of AWS's developer guide."""
    return f"https://docs.aws.amazon.com/apigateway/latest/developerguide/{page}.html"


def doubt(name: str, value: object) -> Doubts:
    """Say why a value cannot be looked at; no doubts where it can."""
    if not is_hidden(value):
        return ()
    return (f"{name} is {'sensitive' if isinstance(value, Sensitive) else 'known after apply'}",)


def text_of(value: Text) -> str:
    """Return a text; none where it is absent or cannot be looked at."""
    return value if isinstance(value, str) else ""


def number_of(value: Number) -> float | None:
    """Return a number; None where it is absent or cannot be looked at."""
    return value if isinstance(value, (int, float)) else None


@dataclass(frozen=True, slots=True)
class Items:
    """
    What can be looked at of a list.

    Args:
        values: Its texts, but those that cannot be looked at.

        doubts: Why not the rest.

        are_there: Whether there are any for certain, whatever they are.
    """

    values: tuple[str, ...]
    doubts: Doubts
    are_there: bool


def items_of(name: str, value: Texts) -> Items:
    """Return what can be looked at of a list."""
    if not isinstance(value, tuple):
        return Items((), doubt(name, value), are_there=False)
    doubts = [reason for one in value for reason in doubt(name, one)]
    values = tuple(one for one in value if isinstance(one, str) and one)
    return Items(values, unique(doubts), are_there=bool(values or doubts))


def unique(doubts: Iterable[str]) -> Doubts:
    """Return each doubt once."""
    return tuple(dict.fromkeys(doubts))


def hit(  # noqa: PLR0917 - every rule calls it, in the order of a sentence
    api: Api,
    subject: str,
    text: str,
    origin: Origin,
    doubts: Iterable[str] = (),
    severity: Severity | None = None,
) -> Hit:
    """
    Return a hit, which is certain where there are no doubts.

    Args:
        api: The API that it is about.

        subject: What of it, by its natural key.

        text: What, as a clause that goes on after "whether".

        origin: The element that it is about.

        doubts: What is missing to be certain.

        severity: How bad, where that differs from the rule's own.
    """
    return hit_about(api_name(api), subject, text, origin, doubts=doubts, severity=severity)


def hit_about(
    name: str,
    subject: str,
    text: str,
    origin: Origin,
    *,
    doubts: Iterable[str] = (),
    severity: Severity | None = None,
) -> Hit:
    """
    Return a hit about what belongs to no API: a domain name, a permission, a policy.

    Args:
        name: What people call it.

        subject: What kind of thing it is.

        text: What, as a clause that goes on after "whether".

        origin: The element that it is about.

        doubts: What is missing to be certain.

        severity: How bad, where that differs from the rule's own.
    """
    missing = unique(doubts)
    told = f"cannot tell whether {text}: {' and '.join(missing)}" if missing else text
    return Hit(
        api=name, subject=subject, text=told, origin=origin, severity=severity, certain=not missing
    )


def http_apis(surface: Surface) -> Iterator[tuple[Api, Doubts]]:
    """Yield each API that may be an HTTP API, with doubts where it may be another."""
    for api in surface.apis:
        if protocol_of(api) != "WEBSOCKET":
            yield api, protocol_doubt(api)


def websocket_apis(surface: Surface) -> Iterator[Api]:
    """Yield each API that is a WebSocket API for certain."""
    yield from (api for api in surface.apis if protocol_of(api) == "WEBSOCKET")


def protocol_doubt(api: Api) -> Doubts:
    """Say that the protocol is not known; no doubts where it is."""
    return () if protocol_of(api) else ("the API's `protocol_type` is not known here",)


def protocol_of(api: Api) -> str:
    """Return the protocol; of an API that is managed elsewhere, by what only one of them has."""
    if known(api.protocol):
        return text_of(api.protocol)
    if any(text_of(route.key) in _ONLY_WEBSOCKET for route in api.routes):
        return "WEBSOCKET"
    return "HTTP" if any(text_of(one.type) == "JWT" for one in api.authorizers) else ""


def gaps(surface: Surface, api: Api) -> Doubts:
    """Say why a part of an API that is not in the surface may be there nonetheless."""
    others = tuple(f"{one.origin.address}:" for one in surface.apis if one is not api)
    about = [note for note in surface.notes if not note.startswith(others)]
    doubts = ["the source does not have everything"] if about else []
    if api.origin.source is Source.ELSEWHERE:
        doubts.append("the API is managed elsewhere")
    return (*doubts, *doubt("the API's body", api.document))
