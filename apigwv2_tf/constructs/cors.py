"""
CORS: which web pages of other origins may call an HTTP API.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apigwv2_tf.constructs._checks import at_least_one, between, matches, names, whole_seconds
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import HttpMethod

_LONGEST_AGE = 86_400
_HEADER = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_METHODS = [method for method in HttpMethod if method is not HttpMethod.ANY]


@dataclass(frozen=True, kw_only=True, slots=True)
class CorsConfiguration(Struct):
    """
    What API Gateway answers to web pages of other origins.

    Args:
        allow_origins: The origins, such as ``https://example.com``, or ``*``. Left out, none.

        allow_methods: The methods, or ``*``. Left out, none.

        allow_headers: The request headers, or ``*``. Left out, none but the simple ones.

        expose_headers: The response headers that pages can read, or ``*``. Left out, none but the
            simple ones.

        allow_credentials: Whether cookies and the like are sent; not together with the origin
            ``*``. Left out, no.

        max_age: How long a page remembers the answer: a duration or seconds, up to a day; -1 for
            not at all. Left out, as long as the browser likes.
    """

    allow_origins: Sequence[str] | None = None
    allow_methods: Sequence[HttpMethod | str] | None = None
    allow_headers: Sequence[str] | None = None
    expose_headers: Sequence[str] | None = None
    allow_credentials: bool | None = None
    max_age: timedelta | int | None = None

    def problems(self, option: str) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        if not self.arguments():
            yield Problem(option, LEFT_OUT, "at least one setting", "leave it out for no CORS")
        for name in ("allow_origins", "allow_methods", "allow_headers", "expose_headers"):
            yield from at_least_one(f"{option}.{name}", getattr(self, name), "leave it out instead")
        for name in ("allow_headers", "expose_headers"):
            yield from self._header_problems(f"{option}.{name}", getattr(self, name) or [])
        for origin in self.allow_origins or []:
            yield from matches(
                f"{option}.allow_origins",
                origin,
                r"\*|[A-Za-z][A-Za-z0-9+.-]*://[^/\s]+",
                "* or a scheme and a host, such as https://example.com",
                "write it without a path and without / at its end",
            )
        yield from self._method_problems(f"{option}.allow_methods")
        if self.allow_credentials is True and "*" in (self.allow_origins or []):
            allowed = "False or left out together with the origin *"
            yield Problem(
                f"{option}.allow_credentials", got=True, allowed=allowed, fix="name the origins"
            )
        yield from self._age_problems(f"{option}.max_age")

    def arguments(self) -> dict[str, Any]:
        """Return the provider's block."""
        block = {
            "allow_origins": self.allow_origins,
            "allow_methods": self.allow_methods,
            "allow_headers": self.allow_headers,
            "expose_headers": self.expose_headers,
            "allow_credentials": self.allow_credentials,
            "max_age": self._seconds(),
        }
        return {name: value for name, value in block.items() if value is not None}

    def _header_problems(self, option: str, headers: Sequence[str]) -> Iterator[Problem]:
        for header in headers:
            yield from matches(option, header, _HEADER, "names of headers, or *")

    def _method_problems(self, option: str) -> Iterator[Problem]:
        for method in self.allow_methods or []:
            if not unresolved(method) and method not in [*_METHODS, "*"]:
                yield Problem(option, method, f"{names(_METHODS)}, *")

    def _age_problems(self, option: str) -> Iterator[Problem]:
        age = self.max_age
        if isinstance(age, timedelta):
            yield from whole_seconds(option, age, -1, _LONGEST_AGE)
        else:
            yield from between(option, age, -1, _LONGEST_AGE, "it is in seconds")

    def _seconds(self) -> int | None:
        age = self.max_age
        return int(age.total_seconds()) if isinstance(age, timedelta) else age


CorsPreflightOptions = CorsConfiguration
"""AWS CDK's name for it."""
