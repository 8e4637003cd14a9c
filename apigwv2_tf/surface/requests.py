"""Who answers the requests of a route when it is there, and who when it is not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from apigwv2_tf.surface.selection import ANY, Request, methods_of, unused_segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.selection import RouteKey, Selector


@dataclass(frozen=True, slots=True)
class Shift:
    """
    Requests that pass from one route to another.

    Args:
        request: One of them.

        other: The key of the route that answers them without the one that is asked about; None
            where nobody does.

        tie: The key of a route that may answer instead, on either side, where AWS's documentation
            does not say; None where it does.
    """

    request: Request
    other: RouteKey | None
    tie: RouteKey | None


def shifts(key: RouteKey, *, having: Selector, lacking: Selector) -> tuple[Shift, ...]:
    """
    Return who answers the requests of a route without it, one `Shift` for each such route.

    Args:
        key: The route's key.

        having: The routes with that key among them.

        lacking: The routes without it.

    Returns:
        Nothing where no request reaches the route, because others answer them all.
    """
    found: dict[RouteKey | None, Shift] = {}
    unused = unused_segment(having, lacking)
    depth = max(having.deepest, lacking.deepest) + 1
    for request in _general(key, unused, depth):
        shift = _shift(key, request, having, lacking)
        if shift is not None:
            found.setdefault(shift.other, shift)
    for other in lacking.outranked(key):
        for request in () if other in found else _common(key, other, unused, depth):
            shift = _shift(key, request, having, lacking)
            if shift is not None and shift.other == other:
                found[other] = shift
                break
    return tuple(sorted(found.values(), key=lambda shift: shift.other.text if shift.other else ""))


def _shift(key: RouteKey, request: Request, having: Selector, lacking: Selector) -> Shift | None:
    """Return where a request goes without a key; None where that does not answer it."""
    with_it = having.select(request.method, request.path)
    if with_it.winner != key:
        return None
    without = lacking.select(request.method, request.path)
    return Shift(request, without.winner, with_it.tie or without.tie)


def _general(key: RouteKey, unused: str, depth: int) -> Iterator[Request]:
    """Yield requests of a key that as few other routes as possible match."""
    start = list(key.filled(unused))
    for path in _paths(start, unused, depth if key.is_greedy or key.is_default else 0):
        for method in methods_of(key):
            yield Request(method, path)


def _common(key: RouteKey, other: RouteKey, unused: str, depth: int) -> Iterator[Request]:
    """Yield requests that match two keys."""
    if ANY not in (key.method, other.method) and key.method != other.method:
        return
    pairs = zip_longest(key.segments, other.segments)
    start = [next((one for one in pair if one is not None), unused) for pair in pairs]
    is_open = key.is_greedy and (other.is_greedy or other.is_default)
    for path in _paths(start, unused, depth if is_open else 0):
        for method in methods_of(other if key.method == ANY else key):
            yield Request(method, path)


def _paths(start: list[str], unused: str, depth: int) -> Iterator[str]:
    """Yield a path, and longer ones where it may be longer: the longest first, then by length."""
    for length in (depth, *range(depth)):
        path = f"/{'/'.join([*start, *[unused] * (length - len(start))])}"
        yield path
        if depth and path != "/":
            yield f"{path}/"
