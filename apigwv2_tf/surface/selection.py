"""
Which route answers a request, as API Gateway chooses.

Of the routes of an HTTP API that match, a full match comes before a greedy one and ``$default``
last; of two that are alike in that, the one whose path is literal earlier; of two on the same path,
the one that names the method. Where AWS's documentation does not decide, a choice names its rival.

Of a WebSocket API the route is the one whose key equals the message's, else ``$default``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

ANY: Final = "ANY"
CONNECT: Final = "$connect"
DISCONNECT: Final = "$disconnect"
DEFAULT: Final = "$default"
METHODS: Final = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")

_KEY = re.compile(rf"({'|'.join((ANY, *METHODS))}) (/\S*)")
_SEGMENT = re.compile(r"\{(?P<name>[\w.-]+)\}|\{(?P<greedy>[\w.-]+)\+\}|(?P<literal>[^{}/\s]+)")


@dataclass(frozen=True, slots=True)
class RouteKey:
    """
    The key of a route of an HTTP API, taken apart.

    Args:
        text: As it is written.

        method: ``ANY`` for ``$default``, too.

        segments: What stands between the slashes, None for a variable, nothing behind a slash at
            the end; without the greedy one.

        variables: The names of the variables, the greedy one last.

        is_greedy: Whether the path ends with a variable that takes all the rest.
    """

    text: str
    method: str
    segments: tuple[str | None, ...] = ()
    variables: tuple[str, ...] = ()
    is_greedy: bool = False

    @property
    def is_default(self) -> bool:
        """Whether this takes what no other route takes."""
        return self.text == DEFAULT

    @property
    def shape(self) -> tuple[object, ...]:
        """What two keys have in common that differ in the names of variables only."""
        return (self.is_default, self.method, self.segments, self.is_greedy)

    def filled(self, text: str) -> tuple[str, ...]:
        """Return what stands between the slashes, with a text for each variable."""
        return tuple(text if segment is None else segment for segment in self.segments)

    def covers(self, other: RouteKey) -> bool:
        """Say whether every path of another key matches this one, whatever the method."""
        if self.is_default or other.is_default:
            return self.is_default
        own, its = self.segments, other.segments
        is_longer = len(its) + other.is_greedy > len(own)
        fits = is_longer if self.is_greedy else len(its) == len(own) and not other.is_greedy
        pairs = zip(own, its, strict=False)
        return fits and all(mine == one or (mine is None and one != "") for mine, one in pairs)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Request:
    """A request as far as it decides about the route: the path without the stage's name."""

    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Selection:
    """
    The route that answers a request.

    Args:
        winner: The key of the route; None where no route matches, so that callers get 404.

        tie: The key of another route that matches, where AWS's documentation does not say which of
            the two it is; None where it does.
    """

    winner: RouteKey | None = None
    tie: RouteKey | None = None


def parse_key(text: str) -> RouteKey | None:
    """Take the key of a route of an HTTP API apart; None where it is none."""
    return _taken_apart(text)


# every topic looks at the same keys
@lru_cache(maxsize=16_384)
def _taken_apart(text: str) -> RouteKey | None:
    if text == DEFAULT:
        return RouteKey(text, ANY)
    match = _KEY.fullmatch(text)
    if match is None:
        return None
    method, path = match.groups()
    if path == "/":
        return RouteKey(text, method)
    end = path.removesuffix("/")  # a slash at the end makes another path
    found = [_SEGMENT.fullmatch(part) for part in end[1:].split("/")]
    parts = [part for part in found if part is not None]
    greedy = [part for part in parts if part["greedy"]]
    if len(parts) < len(found) or greedy not in ([], parts[-1:]) or (greedy and end != path):
        return None
    literals = tuple(part["literal"] for part in parts if not part["greedy"])
    return RouteKey(
        text,
        method,
        literals if end == path else (*literals, ""),
        tuple(part["name"] or part["greedy"] for part in parts if not part["literal"]),
        bool(greedy),
    )


def split_path(path: str) -> tuple[str, ...]:
    """Return what stands between the slashes; behind a slash at the end there is an empty one."""
    rest = path.removeprefix("/")
    return tuple(rest.split("/")) if rest else ()


class _Node:
    """A place in the tree of all paths, by segment; routes by their method."""

    __slots__ = ("depth", "ends", "greedy", "literals", "variable")

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.literals: dict[str, _Node] = {}
        self.variable: _Node | None = None
        self.ends: dict[str, RouteKey] = {}
        self.greedy: dict[str, RouteKey] = {}

    def child(self, segment: str | None) -> _Node:
        """Return the place behind a segment, made where it is missing."""
        if segment is not None:
            return self.literals.setdefault(segment, _Node(self.depth + 1))
        self.variable = self.variable or _Node(self.depth + 1)
        return self.variable


class Selector:
    """
    Chooses among the routes of an HTTP API.

    Args:
        keys: Of all routes, in any order. Of keys of the same shape, which AWS refuses, the first
            in the order of the alphabet stands for all.
    """

    def __init__(self, keys: Iterable[RouteKey]) -> None:
        self._root = _Node(0)
        self._default: RouteKey | None = None
        self.literals: set[str] = set()
        self.deepest = 0
        for key in sorted(set(keys), key=lambda key: key.text):
            self._add(key)

    def _add(self, key: RouteKey) -> None:
        if key.is_default:
            self._default = key
            return
        node = self._root
        for segment in key.segments:
            node = node.child(segment)
        self.literals.update(segment for segment in key.segments if segment is not None)
        self.deepest = max(self.deepest, len(key.segments))
        (node.greedy if key.is_greedy else node.ends).setdefault(key.method, key)

    def select(self, method: str, path: str) -> Selection:
        """Return the route that answers a request."""
        keys = self.matching(method, path)
        if not keys:
            return Selection()
        rivals = (key for key in keys[1:] if not _is_documented(keys[0], key))
        return Selection(keys[0], next(rivals, None))

    def matching(self, method: str, path: str) -> list[RouteKey]:
        """Return all routes that match a request, the one that answers it first."""
        segments = split_path(path)
        full: list[RouteKey] = []
        greedy: list[RouteKey] = []
        waiting: list[tuple[_Node, bool]] = [(self._root, False)]
        while waiting:
            node, is_done = waiting.pop()
            if is_done:
                greedy += _of_method(node.greedy, method)
            elif node.depth == len(segments):
                full += _of_method(node.ends, method)
            else:
                waiting += _next_places(node, segments)
        return [*full, *greedy, *([self._default] if self._default else [])]

    def outranked(self, key: RouteKey, most: int = 2_000) -> Iterator[RouteKey]:
        """
        Yield the routes that answer some requests of a key where that is not there.

        Args:
            key: In these routes or not.

            most: After so many places of the tree the search ends.
        """
        if key.is_default:
            return
        waiting = [(self._root, 0)]
        while waiting and most:
            most -= 1
            node, standing = waiting.pop()
            yield from _outranked_at(node, key, standing)
            waiting += _places_below(node, key, standing)
        if self._default:
            yield self._default


def unused_segment(*selectors: Selector) -> str:
    """Return a segment that no key names."""
    word = "any"
    while any(word in selector.literals for selector in selectors):
        word += "-"
    return word


def _of_method(routes: dict[str, RouteKey], method: str) -> list[RouteKey]:
    found = [routes.get(method), routes.get(ANY)] if method != ANY else [routes.get(ANY)]
    return [key for key in found if key is not None]


def _next_places(node: _Node, segments: tuple[str, ...]) -> Iterator[tuple[_Node, bool]]:
    """Yield where to go on, the best place last; the greedy routes of the place itself first."""
    segment = segments[node.depth]
    if segment or node.depth < len(segments) - 1:  # a greedy variable takes no empty rest
        yield node, True
    if segment and node.variable:
        yield node.variable, False
    if segment in node.literals:
        yield node.literals[segment], False


def _is_documented(winner: RouteKey, other: RouteKey) -> bool:
    """Say whether AWS's documentation puts one of two matching routes before the other."""
    if other.is_default:
        return True
    if winner.method == ANY and other.method != ANY:
        return False
    if winner.is_greedy != other.is_greedy:
        return True
    pairs = zip(winner.segments, other.segments, strict=False)
    is_more_literal = all(mine is not None or its is None for mine, its in pairs)
    return is_more_literal and len(winner.segments) >= len(other.segments)


def _outranked_at(node: _Node, key: RouteKey, standing: int) -> Iterator[RouteKey]:
    """
    Yield the routes of one place that a key outranks.

    Args:
        node: The place.

        key: The key.

        standing: 1 where the key was literal first on the way to the place, -1 where the place
            was, 0 where neither.
    """
    has_rest = node.depth < len(key.segments) or key.is_greedy
    if has_rest and (standing >= 0 or not key.is_greedy):
        yield from node.greedy.values()
    if node.depth == len(key.segments) and not key.is_greedy and standing >= 0:
        yield from node.ends.values()


def _places_below(node: _Node, key: RouteKey, standing: int) -> Iterator[tuple[_Node, int]]:
    """Yield the places that a request of a key may lead to, each with its standing."""
    if node.depth >= len(key.segments):
        if key.is_greedy and standing > 0:
            yield from ((child, standing) for child in node.literals.values())
            yield from ((child, standing) for child in (node.variable,) if child)
        return
    segment = key.segments[node.depth]
    if segment is not None:
        if segment in node.literals:
            yield node.literals[segment], standing
        if node.variable:
            yield node.variable, standing or 1
        return
    if standing > 0 or not key.is_greedy:
        yield from ((child, standing or -1) for child in node.literals.values())
    if node.variable:
        yield node.variable, standing


def select(keys: Iterable[str], method: str, path: str) -> Selection:
    """Return the route of an HTTP API that answers a request; what is no key matches nothing."""
    return Selector(_parsed(keys)).select(method, path)


def select_message(keys: Collection[str], value: str) -> str | None:
    """
    Return the key of the route of a WebSocket API that answers a message.

    Args:
        keys: Of all routes.

        value: What the API's route selection expression makes of the message; ``$connect`` and
            ``$disconnect`` for the start and the end of a connection.
    """
    if value in keys:
        return value
    return DEFAULT if DEFAULT in keys and not value.startswith("$") else None


def witnesses(keys: Iterable[str]) -> tuple[Request, ...]:
    """
    Return requests that together tell how an HTTP API chooses.

    For each key there is one by method and form of the path: variables are any text that no key
    names, a greedy one takes one segment, two and none; each path also with a slash at its end.
    """
    parsed = _parsed(keys)
    unused = unused_segment(Selector(parsed))
    found = {
        Request(method, path)
        for key in parsed
        for method in methods_of(key)
        for path in _paths(key, unused)
    }
    return tuple(sorted(found, key=lambda request: (request.path, request.method)))


def methods_of(key: RouteKey) -> tuple[str, ...]:
    """Return the methods that a key stands for."""
    return METHODS if key.method == ANY else (key.method,)


def _paths(key: RouteKey, unused: str) -> Iterator[str]:
    start = "".join(f"/{segment}" for segment in key.filled(unused))
    rests = ("", f"/{unused}", f"/{unused}/{unused}") if key.is_greedy or key.is_default else ("",)
    for rest in rests:
        path = f"{start}{rest}"
        yield path or "/"
        if path and not path.endswith("/"):
            yield f"{path}/"


def _parsed(keys: Iterable[str]) -> list[RouteKey]:
    return [key for key in map(parse_key, keys) if key is not None]
