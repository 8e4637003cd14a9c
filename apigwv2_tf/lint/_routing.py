"""Which route of an API a request gets, for rules about routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.surface.selection import Selector, parse_key, unused_segment
from apigwv2_tf.surface.values import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Api
    from apigwv2_tf.surface.selection import RouteKey


class Routing:
    """
    The routes of an HTTP API by their keys; those whose keys are unknown, or none, are left out.

    Args:
        api: The API.
    """

    def __init__(self, api: Api) -> None:
        self._routes: dict[RouteKey, Route] = {}
        self.keyed: list[tuple[Route, RouteKey]] = []
        for route in api.routes:
            key = key_of(route)
            if key is not None:
                self._routes.setdefault(key, route)
                self.keyed.append((route, key))
        self._selector = Selector(self._routes)
        self.unused = unused_segment(self._selector)
        self.deepest = self._selector.deepest

    def route(self, method: str, path: str) -> Route | None:
        """Return the route that a request gets; None where none does."""
        winner = self._selector.select(method, path).winner
        return None if winner is None else self._routes[winner]

    def path(self, key: RouteKey, *, deeper: int = 0) -> str:
        """Return a path of a key that no literal part of another has, and one still longer."""
        rest = deeper + (key.is_greedy or key.is_default)
        return f"/{'/'.join([*key.filled(self.unused), *[self.unused] * rest])}"

    def paths(self, key: RouteKey) -> Iterator[str]:
        """Yield paths of a key, those of a greedy one as long as any and one longer."""
        if key.is_default:
            yield "/"
        yield self.path(key)
        if key.is_greedy or key.is_default:
            longest = self.deepest + 1 - len(key.segments)
            yield from (self.path(key, deeper=more) for more in range(1, longest + 1))


def key_of(route: Route) -> RouteKey | None:
    """Return the key of a route of an HTTP API; None where it is not known, or none."""
    return parse_key(known(route.key) or "")
