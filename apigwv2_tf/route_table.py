"""
The routes of synthesized APIs, as a table.

Reads the JSON that ``cdktf synth`` or ``python main.py`` wrote; needs neither cdktf nor AWS.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_REFERENCE = re.compile(r"\$\{([a-z0-9_]+\.[A-Za-z0-9_-]+)\.[a-z_]+\}")
_FILE = "cdk.tf.json"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """
    One route, as a reader wants to see it.

    Args:
        api: The API's name and protocol.

        key: The route key.

        authorization: Who may call.

        target: Where requests go.

        stages: The names of the stages that serve it.
    """

    api: str
    key: str
    authorization: str
    target: str
    stages: str


def find_documents(source: Path) -> list[Path]:
    """
    Return the synthesized files in a folder, or the one that is named.

    Raises:
        DocumentError: If there is none.
    """
    if source.is_file():
        return [source]
    found = sorted(source.rglob(_FILE)) if source.is_dir() else []
    if not found:
        raise DocumentError(
            f"{source}: no {_FILE} here; run `python main.py` or `cdktf synth` first"
        )
    return found


def read_rows(document: Path) -> list[RouteRow]:
    """
    Return the routes of a synthesized file, API by API.

    Raises:
        DocumentError: If it is not a synthesized file.
    """
    try:
        parsed = json.loads(document.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DocumentError(f"{document}: not JSON that cdktf wrote: {error}") from None
    # a stack without resources still says which Terraform it is for
    known = isinstance(parsed, dict) and ("resource" in parsed or "terraform" in parsed)
    resources = parsed.get("resource", {}) if known else None
    if not isinstance(resources, dict):
        raise DocumentError(f"{document}: not JSON that cdktf wrote: no object of resources")
    return list(_Resources(resources).rows())


def read_warnings(document: Path) -> list[str]:
    """Return what synth warned of in the stack of a synthesized file, where that is known."""
    place = document.resolve()
    manifest = place.parent.parent.parent / "manifest.json"
    try:
        stacks = json.loads(manifest.read_text(encoding="utf-8"))["stacks"]
        found = stacks[place.parent.name]["annotations"]
        return list(dict.fromkeys(f"{one['constructPath']}: {one['message']}" for one in found))
    except (OSError, ValueError, KeyError, TypeError):
        return []  # the table is worth having without


class _Resources:
    """The resources of one file, and the references between them."""

    def __init__(self, resources: Mapping[str, Any]) -> None:
        self._by_address: dict[str, Mapping[str, Any]] = {
            f"{kind}.{name}": arguments
            for kind, named in resources.items()
            if isinstance(named, dict)
            for name, arguments in named.items()
            if isinstance(arguments, dict)
        }

    def rows(self) -> Iterator[RouteRow]:
        """Yield the routes, sorted within their API."""
        routes = [self._row(route) for _, route in self._of("aws_apigatewayv2_route")]
        yield from sorted(routes, key=lambda row: (row.api, _place(row.key)))

    def _row(self, route: Mapping[str, Any]) -> RouteRow:
        api_address = _referred(route.get("api_id"))
        return RouteRow(
            api=self._api(api_address, route),
            key=_text(route.get("route_key")),
            authorization=self._authorization(route),
            target=self._target(route),
            stages=", ".join(
                _text(stage.get("name"))
                for _, stage in self._of("aws_apigatewayv2_stage")
                if stage.get("api_id") == route.get("api_id")
            ),
        )

    def _of(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for address, arguments in self._by_address.items():
            if address.startswith(f"{kind}."):
                yield address, arguments

    def _api(self, address: str | None, route: Mapping[str, Any]) -> str:
        api = self._by_address.get(address or "")
        if api is None:
            return _text(route.get("api_id"))
        return f"{_text(api.get('name'))} ({_text(api.get('protocol_type'))})"

    def _authorization(self, route: Mapping[str, Any]) -> str:
        kind = route.get("authorization_type", "NONE")
        words = ["API key"] if route.get("api_key_required") is True else []
        authorizer = self._by_address.get(_referred(route.get("authorizer_id")) or "")
        if kind != "NONE":
            name = f" by {_text(authorizer.get('name'))}" if authorizer else ""
            words.append(f"{_text(kind)}{name}")
        scopes = route.get("authorization_scopes")
        if isinstance(scopes, list) and scopes:
            words.append(f"scopes {' '.join(map(_text, scopes))}")
        return ", ".join(words) or "open"

    def _target(self, route: Mapping[str, Any]) -> str:
        address = _referred(route.get("target"))
        integration = self._by_address.get(address or "")
        if integration is None:
            return _text(route.get("target", "nothing"))
        kind = _text(integration.get("integration_type"))
        detail = integration.get("integration_subtype", integration.get("integration_uri"))
        if detail is None:
            return kind
        return f"{kind} {self._function(_referred(detail)) or _text(detail)}"

    def _function(self, address: str | None) -> str | None:
        """Return the name of a function, with its alias where it is one."""
        backend = self._by_address.get(address or "")
        if backend is None or "function_name" not in backend:
            return None
        name = backend["function_name"]
        referred = _referred(name)
        if referred is not None:
            name = (self._function(referred) if referred != address else None) or referred
        is_alias = str(address).startswith("aws_lambda_alias.")
        return f"{_text(name)}:{_text(backend.get('name'))}" if is_alias else _text(name)


def _referred(value: object) -> str | None:
    """Return the address of the resource that an expression refers to."""
    match = _REFERENCE.search(value) if isinstance(value, str) else None
    return match[1] if match else None


def _place(key: str) -> tuple[str, str]:
    """Sort by path, then by method."""
    method, _, path = key.partition(" ")
    return (path, method)


def _text(value: object) -> str:
    """Write a value on one line, as Terraform would understand it."""
    text = value if isinstance(value, str) else json.dumps(value)
    return text.replace("$${", "${").replace("\n", " ")
