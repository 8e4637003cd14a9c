"""What things are called where they are shown: names before addresses, and nothing guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.words import url

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.surface.elements import Integration
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Surface

ELSEWHERE = "not in this source"
_ACTION = re.compile(r"arn:[\w-]+:apigateway:[\w-]+:([\w-]+):(?:action|path)/(.*)", re.DOTALL)
_ARN = re.compile(r"arn:[\w-]+:([\w-]+):[\w-]*:\d*:(.+)", re.DOTALL)
_LAMBDA = re.compile(r"arn:[a-z0-9-]+:lambda:[a-z0-9-]+:\d+:function:([A-Za-z0-9_:$-]+)")


class Names:
    """
    Names what belongs to a surface.

    Args:
        surface: Where it is looked up.
    """

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def authorizer(self, link: Link | None) -> str:
        """Return the name of the authorizer that a link leads to."""
        return linked(link, self.element)

    def element(self, address: str) -> str:
        """Return the name of an element, or its address where it has none."""
        found = self._surface.by_address.get(address)
        return _text(getattr(found, "name", None) or address)

    def backend(self, wire: Integration) -> str:
        """Return what an integration calls; empty where its kind says it."""
        if wire.subtype is not None:
            return _text(wire.subtype)
        if wire.backend is not None and wire.backend.kind is not LinkKind.UNRESOLVED:
            return linked(wire.backend, self.function)
        return backend_of(_text(wire.uri))

    def function(self, address: str) -> str:
        """Return the name of a function, with its alias where it is one."""
        found = self._surface.resources.get(address)
        if found is None or "function_name" not in found.values:
            return address
        name = found.values["function_name"]
        if not found.type.endswith("_alias"):
            return name if isinstance(name, str) else address
        to = found.links.get("function_name")
        function = self.function(to.target) if to and to.target else _text(name)
        return f"{function}:{_text(found.values.get('name'))}"


def backend_of(uri: str) -> str:
    """Return the name of the function in an address, or the address without secrets."""
    match = _LAMBDA.search(uri)
    return match[1] if match else url(uri)


def short_address(text: str) -> tuple[str, str]:
    """Return the address of a backend as a name and a remark: of an ARN, the end tells most."""
    action = _ACTION.fullmatch(text)
    if action:
        return f"{action[1]} {action[2]}", "AWS service"
    arn = _ARN.fullmatch(text)
    if arn:
        return arn[2], f"{arn[1]}, {ELSEWHERE}"
    return text, "" if "://" in text else ELSEWHERE


def linked(link: Link | None, named: Callable[[str], str]) -> str:
    """Return what a link leads to, by names."""
    if link is None:
        return ""
    if link.kind is LinkKind.AMBIGUOUS:
        word = "one of" if len(link.targets) > 1 else "perhaps"
        return f"{word} {', '.join(map(named, link.targets))}"
    return named(link.target) if link.target else str(link)


def _text(value: object) -> str:
    return "" if value is None else str(value)
