"""
OpenAPI documents of which a part is known after apply.

Their routes can be read all the same, where what is not known stands inside of texts: it stays
there as an expression, for whoever reads the document to see.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.expressions import Hole, parse_template
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

API = "aws_apigatewayv2_api"
BODY = "body"
# no expression that AWS knows, as those of Terraform that are left standing
_UNKNOWN = "${known after apply}"


def written_body(text: str, known: Callable[[Hole], str | None]) -> Any:  # noqa: ANN401 text or UNKNOWN
    """
    Return the text of a document as far as it is known; UNKNOWN where its routes cannot be told.

    Args:
        text: The template.

        known: Returns what a hole is worth, or None.
    """
    template = parse_template(text)
    if not template.readable:
        return UNKNOWN
    parts: list[str] = []
    left: set[str] = set()
    for part in template.parts:
        worth = part if isinstance(part, str) else known(part)
        if worth is None and isinstance(part, Hole):
            worth = part.source if '"' not in part.source and part.is_reference else _UNKNOWN
            left.add(worth)
        parts.append(worth or "")
    found = "".join(parts)
    return found if not left or _stands_in_texts(found, left) else UNKNOWN


def _stands_in_texts(document: str, expressions: set[str]) -> bool:
    """Say whether a document is JSON in which expressions are parts of values only."""
    try:
        waiting = [json.loads(document)]
    except (ValueError, RecursionError):
        return False
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if any(one in key for key in value for one in expressions):
                return False
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return True
