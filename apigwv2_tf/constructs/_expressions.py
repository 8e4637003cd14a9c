"""
Carry API Gateway's own ``${…}`` through Terraform, which would evaluate it.

In Terraform JSON every text is a template: ``${…}`` and ``%{…}`` are evaluated, ``$${`` and
``%%{`` stand for themselves. CDKTF passes text through as it is, so what is meant for API Gateway
is escaped here, and what CDKTF or Terraform must replace is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from apigwv2_tf.constructs._tokens import TERRAFORM, TOKEN

_KEEP_TOKENS = re.compile(rf"(?P<dollar>\$)(?={TOKEN})|(?:\$(?!\{{TfToken\[)|%)\{{")
_KEEP_TERRAFORM = re.compile(
    rf"(?P<dollar>\$)(?={TOKEN})|(?!{TERRAFORM})(?:(?<!\$)\$(?!\{{TfToken\[)|(?<!%)%)\{{"
)


def literal(text: str) -> str:
    """Escape everything but CDKTF's tokens: for templates, schemas and documents."""
    return _escape(_KEEP_TOKENS, text)


def expression(text: str) -> str:
    """
    Escape what is not a Terraform reference: for selection expressions, mappings, addresses.

    A hand-written ``${aws_lb.main.dns_name}`` still resolves, and ``$${`` is taken as escaped
    already, as in any CDKTF program.
    """
    return _escape(_KEEP_TERRAFORM, text)


def maybe(text: str | None) -> str | None:
    """Escape an option as `expression` does, where it is given."""
    return None if text is None else expression(str(text))


def literals(texts: Mapping[str, str] | None) -> dict[str, str] | None:
    """Escape the values of a map as `literal` does, and its keys too."""
    return None if texts is None else {literal(key): literal(text) for key, text in texts.items()}


def expressions(texts: Mapping[str, str] | None) -> dict[str, str] | None:
    """Escape the values of a map as `expression` does, and its keys too."""
    if texts is None:
        return None
    return {expression(key): expression(text) for key, text in texts.items()}


def _escape(pattern: re.Pattern[str], text: str) -> str:
    if "{" not in text:
        return text
    return pattern.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    # a plain $ in front of a reference would read as the escape of that reference
    return '${"$"}' if match["dollar"] else f"{match[0][0]}{match[0]}"
