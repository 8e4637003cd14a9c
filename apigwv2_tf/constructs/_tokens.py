"""
Tell a value that Terraform will know later from one that can be checked now.

CDKTF marks such values inside ordinary text, numbers, lists and maps. Asking CDKTF itself costs a
call to Node for every value, so the marks are read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = r"[$#&]\{TfToken\["  # noqa: S105 - no password
# what can only be Terraform's own: its namespaces, a resource address, a function call, a quote
TERRAFORM = (
    r"\$\{\s*(?:(?:data|var|local|module|each|count|self|path|terraform)\."
    r"|[a-z0-9]+_\w*\.|[a-z]\w*\(|\")"
)
_UNRESOLVED_TEXT = re.compile(rf"{TOKEN}|(?<!\$){TERRAFORM}")
# CDKTF encodes number tokens as doubles that begin with the bits FDFF
_LEAST_NUMBER_TOKEN, _LARGEST_NUMBER_TOKEN = -(2.0**993), -1.9375 * 2.0**992


def unresolved(value: object) -> bool:
    """Say whether a value, or any part of it, is known to Terraform only."""
    if isinstance(value, str):
        return "{" in value and _UNRESOLVED_TEXT.search(value) is not None
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return _LEAST_NUMBER_TOKEN < value <= _LARGEST_NUMBER_TOKEN
    if isinstance(value, Mapping):
        return any(unresolved(key) or unresolved(item) for key, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(unresolved(item) for item in value)
    return is_resolvable(value)


def is_resolvable(value: object) -> bool:
    """Say whether a value is one of CDKTF's own objects that turn into a value at synth."""
    kind = type(value)
    # a path of pathlib can be resolved too, in another sense
    has_both = hasattr(kind, "resolve") and hasattr(kind, "creation_stack")
    return has_both or kind.__name__ == "InterfaceDynamicProxy"
