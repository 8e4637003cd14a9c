"""
Tell a value that Terraform will know later from one that can be checked now.

CDKTF marks such values inside ordinary text, numbers, lists and maps. Asking CDKTF itself costs a
call to Node for every value, so the marks are read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = r"[$#&]\{TfToken\["  # noqa: S105 - no password
# what can only be Terraform's own: its namespaces, a resource address, a function call
TERRAFORM = (
    r"\$\{\s*(?:(?:data|var|local|module|each|count|self|path|terraform)\."
    r"|[a-z0-9]+_\w*\.|[a-z]\w*\()"
)
_UNRESOLVED_TEXT = re.compile(f"{TOKEN}|{TERRAFORM}")
# CDKTF encodes number tokens as doubles far below any number API Gateway has a use for
_LARGEST_NUMBER_TOKEN = -1e280


def unresolved(value: object) -> bool:
    """Say whether a value, or any part of it, is known to Terraform only."""
    if isinstance(value, str):
        return "{" in value and _UNRESOLVED_TEXT.search(value) is not None
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return value < _LARGEST_NUMBER_TOKEN
    if isinstance(value, Mapping):
        return any(unresolved(key) or unresolved(item) for key, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(unresolved(item) for item in value)
    return is_resolvable(value)


def is_resolvable(value: object) -> bool:
    """Say whether a value is one of CDKTF's own objects that turn into a value at synth."""
    return hasattr(type(value), "resolve") or type(value).__name__ == "InterfaceDynamicProxy"
