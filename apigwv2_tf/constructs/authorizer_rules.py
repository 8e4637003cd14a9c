"""What API Gateway refuses of pairs of an authorizer's options."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from apigwv2_tf.constructs._checks import whole_seconds
from apigwv2_tf.constructs._rules import depends_on_protocol
from apigwv2_tf.constructs.authorizer_options import AuthorizerOptions
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import PayloadFormatVersion

_REQUEST_OPTIONS = (
    "handler",
    "authorizer_uri",
    "authorizer_credentials_arn",
    "authorizer_payload_format_version",
    "authorizer_result_ttl",
    "enable_simple_responses",
)


def foreign_problems(options: AuthorizerOptions) -> Iterator[Problem]:
    """Refuse options that belong to Lambda functions."""
    for name in _REQUEST_OPTIONS:
        value = options.get(name)
        if value is not None and value is not False:
            yield Problem(name, value, "nothing: it belongs to REQUEST authorizers", "leave it out")


def default_problems(options: AuthorizerOptions) -> Iterator[Problem]:
    """Refuse to guess what depends on a protocol that an imported API did not say."""
    sources = options.get("identity_source")
    if sources is None:
        yield depends_on_protocol("identity_source")
    # HTTP APIs write theirs with a dollar
    version = "authorizer_payload_format_version"
    http = any(source.startswith("$request") for source in sources or [])
    if http and options.get(version) is None:
        yield depends_on_protocol(version)


def simple_problems(version: str | None, *, simple: bool | None) -> Iterator[Problem]:
    """Refuse simple answers where the payload has none."""
    if simple is True and version == PayloadFormatVersion.VERSION_1_0:
        allowed = "False or left out: payload format 1.0 has policies only"
        yield Problem("enable_simple_responses", simple, allowed)


def ttl_problems(ttl: timedelta | None, sources: list[str]) -> Iterator[Problem]:
    """Refuse a time that is too long, or has nothing to be remembered by."""
    yield from whole_seconds("authorizer_result_ttl", ttl, 0, 3600)
    if ttl and not sources:
        allowed = "0: without an identity source nothing can be remembered"
        yield Problem("authorizer_result_ttl", ttl, allowed)
