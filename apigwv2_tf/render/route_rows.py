"""The routes of APIs as rows of a table, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.render.names import Names, linked
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.selection import CONNECT
from apigwv2_tf.surface.values import UNKNOWN, UNKNOWN_KEY, is_hidden

if TYPE_CHECKING:
    from apigwv2_tf.surface.elements import Route, RouteSettings, Stage
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.values import Flag, Number, Text

_KEY = re.compile(r"(\S+) (/.*)", re.DOTALL)
_DEFAULT_PRINCIPAL = "NONE"
OPEN = "open"
AS_CONNECT = f"as {CONNECT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """
    One route, as a reader wants to see it.

    Args:
        address: Its address in Terraform.

        key: The route key.

        method: The method of an HTTP route; empty for others.

        path: The path of an HTTP route; empty for others.

        authorization: Who may call: ``open``, or a type and who decides.

        scopes: One of which a token must have.

        api_key: Whether callers must send an API key: empty for no.

        integration: What kind of backend; empty for none.

        target: Where requests go, function names before addresses; empty where the kind says it.

        stages: The names of the stages that serve it.

        throttling: The limits that hold, stage by stage; empty where those of the account hold.
    """

    address: str
    key: str
    method: str
    path: str
    authorization: str
    scopes: tuple[str, ...]
    api_key: str
    integration: str
    target: str
    stages: tuple[str, ...]
    throttling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRows:
    """
    The routes of one API, sorted by path and then by method.

    Args:
        is_elsewhere: Whether the source does not have the API itself.

        anyone_connects: Whether anyone may open a connection to this WebSocket API.
    """

    address: str
    name: str
    protocol: str
    is_elsewhere: bool
    rows: tuple[RouteRow, ...]
    anyone_connects: bool = False

    def is_open(self, row: RouteRow) -> bool:
        """Say whether anyone may call a route; messages are as open as the connection."""
        who = (OPEN, AS_CONNECT) if self.anyone_connects else (OPEN,)
        return row.authorization in who and not row.api_key

    @property
    def title(self) -> str:
        """The API in a few words."""
        if not self.is_elsewhere:
            return f"{self.name} ({self.protocol})"
        known = f"{self.protocol}, " if self.protocol != str(UNKNOWN) else ""
        return f"{self.name} ({known}not in this source)"


def route_rows(surface: Surface) -> tuple[ApiRows, ...]:
    """Return the routes of a surface, API by API; those without routes have no rows."""
    found = [_Api(surface, api).rows() for api in surface.apis]
    return tuple(sorted(found, key=lambda api: (api.name, api.address)))


class _Api:
    """One API of a surface, in words."""

    def __init__(self, surface: Surface, api: Api) -> None:
        self._surface = surface
        self._api = api
        self._stages = sorted(api.stages, key=lambda stage: _text(stage.name))
        self._has_connect = any(route.key == CONNECT for route in api.routes)
        self._names = Names(surface)
        self._targets: dict[Link, tuple[str, str]] = {}

    def rows(self) -> ApiRows:
        rows = [self._row(route) for route in self._api.routes]
        rows.sort(key=lambda row: (row.path, row.method, row.key, row.address))
        return ApiRows(
            address=self._api.origin.address,
            name=_text(self._api.name),
            protocol=_text(self._api.protocol),
            is_elsewhere=self._api.origin.source is Source.ELSEWHERE,
            rows=tuple(rows),
            anyone_connects=any(map(_lets_connect, rows)),
        )

    def _row(self, route: Route) -> RouteRow:
        key = _text(route.key)
        match = _KEY.fullmatch(key) if not self._api.is_websocket else None
        integration, target = self._target(route.target)
        scopes = route.scopes if isinstance(route.scopes, tuple) else (route.scopes,)
        return RouteRow(
            address=route.origin.address,
            key=key,
            method=match[1] if match else "",
            path=match[2] if match else "",
            authorization=self._authorization(route),
            scopes=tuple(_text(scope) for scope in scopes if scope is not None),
            api_key=_flag(route.api_key_required, "required"),
            integration=integration,
            target=target,
            stages=tuple(_text(stage.name) for stage in self._stages),
            throttling=self._throttling(route),
        )

    def _authorization(self, route: Route) -> str:
        kind = _text(route.authorization_type)
        if kind != _DEFAULT_PRINCIPAL:
            who = self._names.authorizer(route.authorizer)
            return f"{kind} by {who}" if who else kind
        if self._api.is_websocket and self._has_connect and route.key != CONNECT:
            return AS_CONNECT
        return OPEN

    def _target(self, link: Link | None) -> tuple[str, str]:
        """Return the kind of backend and what it is."""
        if link is None:
            return "", "nothing"
        if link not in self._targets:
            self._targets[link] = self._described(link)
        return self._targets[link]

    def _described(self, link: Link) -> tuple[str, str]:
        wire = self._surface.integration(link)
        if wire is not None:
            return _text(wire.type), self._names.backend(wire)
        return "", linked(link, self._candidate)

    def _candidate(self, address: str) -> str:
        found = self._surface.by_address.get(address)
        kind = getattr(found, "type", None)
        if kind is None:
            return address
        backend = self._names.backend(found)  # type: ignore[arg-type]
        return " ".join(filter(None, (_text(kind), backend)))

    def _throttling(self, route: Route) -> str:
        told = [(_text(stage.name), _limits(stage, route.key)) for stage in self._stages]
        if len(told) == 1:
            return told[0][1]
        return "; ".join(f"{name}: {words}" for name, words in told if words)


def _lets_connect(row: RouteRow) -> bool:
    return row.key == CONNECT and row.authorization == OPEN and not row.api_key


def _limits(stage: Stage, key: Text) -> str:
    """Return the limits of a route in a stage."""
    if is_hidden(key) and stage.route_settings:
        return _text(key)
    if UNKNOWN_KEY in stage.route_settings:
        return UNKNOWN_KEY
    settings = stage.route_settings.get(str(key), stage.default_settings)
    return "" if settings is None else limits(settings)


def limits(settings: RouteSettings) -> str:
    """Return limits in words."""
    both = (settings.rate_limit, settings.burst_limit)
    if all(map(is_hidden, both)):
        return "not known"
    rate, burst = map(_number, both)
    return f"{rate}/s, burst {burst}"


def _number(limit: Number) -> str:
    # a limit that is left out in a block is 0 to the provider
    return f"{limit or 0:g}" if isinstance(limit, (int, float, type(None))) else str(limit)


def _text(value: Text) -> str:
    return "" if value is None else str(value)


def _flag(value: Flag, word: str) -> str:
    if value is None or value is False:
        return ""
    return word if value is True else str(value)
