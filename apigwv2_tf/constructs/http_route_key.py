"""
Route keys of HTTP APIs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
"""

from __future__ import annotations

from typing import ClassVar

from apigwv2_tf.constructs._checks import names
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs.route_key import path_problems
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import HttpMethod, KnownRouteKey


class HttpRouteKey:
    """
    Which requests a route of an HTTP API takes: a method and a path, or ``$default``.

    Make one with `with_`, or take `DEFAULT`.
    """

    DEFAULT: ClassVar[HttpRouteKey]

    def __init__(self, method: HttpMethod, path: str | None) -> None:
        self._method = method
        self._path = path

    @property
    def method(self) -> HttpMethod:
        """The method; ``ANY`` for ``$default``."""
        return self._method

    @property
    def path(self) -> str | None:
        """The path; None for ``$default``."""
        return self._path

    @property
    def key(self) -> str:
        """The key as API Gateway writes it, such as ``GET /books``."""
        if self._path is None:
            return KnownRouteKey.DEFAULT.value
        return f"{self._method} {self._path}"

    def __str__(self) -> str:
        return self.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HttpRouteKey) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @staticmethod
    def with_(path: str, method: HttpMethod | str | None = None) -> HttpRouteKey:
        """
        Return the key of a path and a method.

        Args:
            path: It starts with ``/`` and has no ``/`` at its end, save for ``/`` itself. Variables
                are written as ``{book_id}``, the rest of the path as ``{proxy+}``. A token passes.

            method: Left out, ``ANY``: all methods that no other route takes.

        Raises:
            OptionError: If API Gateway would refuse the path, or has no such method.
        """
        given = HttpMethod.ANY if method is None else method
        problems = []
        text: object = path
        if not isinstance(text, str):
            problems.append(Problem("path", text, "text that starts with /"))
        elif not unresolved(text):
            problems += [Problem("path", text, allowed) for allowed in path_problems(text)]
        if given not in list(HttpMethod):
            problems.append(Problem("method", given, names(HttpMethod)))
        if problems:
            raise OptionError("HttpRouteKey.with_", problems)
        return HttpRouteKey(HttpMethod(given), path)

    @staticmethod
    def of(key: str) -> HttpRouteKey:
        """Return the key that a text such as ``GET /books`` stands for; the text is not checked."""
        method, space, path = key.partition(" ")
        if not space:
            return HttpRouteKey.DEFAULT
        return HttpRouteKey(
            HttpMethod(method) if method in list(HttpMethod) else HttpMethod.ANY, path
        )


HttpRouteKey.DEFAULT = HttpRouteKey(HttpMethod.ANY, None)
