"""
Carry API Gateway's own ``${…}`` through Terraform, which would evaluate it.

In Terraform JSON every text is a template: ``${…}`` and ``%{…}`` are evaluated, ``$${`` and
``%%{`` stand for themselves. CDKTF passes text through as it is, so what is meant for API Gateway
is escaped here, and what CDKTF or Terraform must replace is left alone.

Beside a token ``$${`` is not enough: CDKTF takes it for the beginning of an expression, and writes
the tokens behind it without their braces. There a ``$`` is written ``${"$"}``. So is a carriage
return without a newline: Terraform would evaluate nothing behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from apigwv2_tf.constructs._tokens import TERRAFORM, TOKEN

_TOKEN = re.compile(TOKEN)
_TERRAFORM = re.compile(TERRAFORM)
_MARKS = re.compile(rf"\$*\r(?!\n)|\$+(?={TOKEN}|\{{(?!TfToken\[))|%+(?=\{{)")


def literal(text: str) -> str:
    """Escape everything but CDKTF's tokens: for templates, schemas and documents."""
    return _escape(text, keep_terraform=False)


def expression(text: str) -> str:
    """
    Escape what is not a Terraform reference: for selection expressions, mappings, addresses.

    A hand-written ``${aws_lb.main.dns_name}`` still resolves, and ``$${`` is taken as escaped
    already, as in any CDKTF program.
    """
    return _escape(text, keep_terraform=True)


def maybe(text: str | None) -> str | None:
    """Escape an option as `expression` does, where it is given."""
    return None if text is None else expression(str(text))


def in_words(value: str | Mapping[str, str]) -> str | dict[str, str]:
    """Escape names, descriptions and tags as `expression` does."""
    return _each(expression, value) if isinstance(value, Mapping) else expression(str(value))


def literals(texts: Mapping[str, str] | None) -> dict[str, str] | None:
    """Escape the values of a map as `literal` does, and its keys too."""
    return None if texts is None else _each(literal, texts)


def expressions(texts: Mapping[str, str] | None) -> dict[str, str] | None:
    """Escape the values of a map as `expression` does, and its keys too."""
    return None if texts is None else _each(expression, texts)


def _each(escape: Callable[[str], str], texts: Mapping[str, str]) -> dict[str, str]:
    return {escape(key): escape(text) for key, text in texts.items()}


def _escape(text: str, *, keep_terraform: bool) -> str:
    if "{" not in text:
        return text
    has_token = _TOKEN.search(text) is not None

    def escaped(match: re.Match[str]) -> str:
        marks, end = match[0], match.end()
        if marks.endswith("\r"):
            return f'${{"{marks[:-1]}\\r"}}'
        is_escaped = keep_terraform and len(marks) > 1
        if marks.startswith("%"):
            return marks if is_escaped else f"{marks}%"
        if keep_terraform and not is_escaped and _TERRAFORM.match(text, end - 1):
            return marks
        if is_escaped and text[end] == "{":
            marks = marks[1:]
        return f'${{"{marks}"}}' if has_token else f"{marks}$"

    return _MARKS.sub(escaped, text)
