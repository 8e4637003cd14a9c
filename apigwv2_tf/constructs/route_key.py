"""
The grammar of route keys.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.constructs._checks import names
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import HttpMethod, KnownRouteKey, ProtocolType

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE = re.compile(r"\{([A-Za-z0-9._-]+)(\+?)\}")
_NOT_A_TOKEN = re.compile(r"(?<![$#&])" + _VARIABLE.pattern)
_EXAMPLE = "GET /books/{book_id}"
_WEBSOCKET_KEYS = frozenset(key.value for key in KnownRouteKey)


def http_problems(option: str, key: str) -> Iterator[Problem]:
    """Refuse what is not a route key of an HTTP API."""
    if unresolved(key) or key == KnownRouteKey.DEFAULT:
        return
    method, space, path = key.partition(" ")
    if not space or method not in HttpMethod.__members__:
        allowed = f"a method ({names(HttpMethod)}), one space and a path"
        yield Problem(option, key, allowed, _fix(_nearest(key)))
        return
    for reason in path_problems(path):
        yield Problem(option, key, reason, _fix(_EXAMPLE))


def _fix(key: str) -> str:
    return f"write it as {key!r} or '$default'"


def _nearest(key: str) -> str:
    """Return the route key that was probably meant."""
    method, _, path = " ".join(key.split()).rpartition(" ")
    if not path.startswith("/"):
        return _EXAMPLE
    return f"{method.upper() if method.upper() in HttpMethod.__members__ else 'ANY'} {path}"


def path_problems(path: str) -> Iterator[str]:
    """Yield the words for what a path should be and is not."""
    if not path.startswith("/"):
        yield "a path that starts with /"
        return
    if path != "/" and (path.endswith("/") or "//" in path):
        yield "a path without an empty part, so without // and without / at its end"
        return
    if re.search(r"[\s?#]", path):
        yield "a path without spaces, ? and #"
        return
    yield from _variable_problems(path.split("/")[1:])


def _variable_problems(segments: list[str]) -> Iterator[str]:
    variables = []
    for position, segment in enumerate(segments, start=1):
        match = _VARIABLE.fullmatch(segment)
        if match is None:
            if "{" in segment or "}" in segment:
                yield "a variable that is a whole part of the path, such as {book_id} or {proxy+}"
            continue
        variables.append(match[1])
        if match[2] and position != len(segments):
            yield "a greedy variable such as {proxy+} only as the last part"
    if len(set(variables)) != len(variables):
        yield "each variable name once"


def websocket_problems(option: str, key: str) -> Iterator[Problem]:
    """Refuse what is not a route key of a WebSocket API."""
    if unresolved(key):
        return
    if not key:
        yield Problem(option, key, "text that messages are matched with")
    elif key.startswith("$") and key not in _WEBSOCKET_KEYS:
        allowed = f"{names(KnownRouteKey)}, or text that does not start with $"
        yield Problem(option, key, allowed)


def shape(key: str) -> tuple[str, ...]:
    """Return what API Gateway compares: a key in which every variable has the same name."""
    method, _, path = key.partition(" ")
    return (method, *(_VARIABLE.sub(r"{\2}", part) for part in path.split("/")))


def execute_arn_suffix(key: str, protocol: ProtocolType | None) -> str:
    """
    Return the last part of the ARN by which a route is called.

    Path variables become ``*``: this matches a request whether the variable's name or its value
    stands in the ARN that AWS compares. So do a path that is not known yet, and a key of which not
    even the method is known.
    """
    method, _, path = key.partition(" ")
    if protocol is ProtocolType.WEBSOCKET:
        return key
    if method not in HttpMethod.__members__ or not (path.startswith("/") or unresolved(path)):
        return "*" if unresolved(key) else key
    known = path if path.startswith("/") else "/*"
    return ("*" if method == HttpMethod.ANY else method) + _NOT_A_TOKEN.sub("*", known)
