"""
The part of SARIF 2.1.0 that we write, as a JSON Schema in our own words.

Like the standard's own it lets no unknown property through; what we do not write is not in it.
"""

from __future__ import annotations

from typing import Any


def _object(required: str = "", **properties: Any) -> dict[str, Any]:  # noqa: ANN401 - schemas
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(items: object, **more: object) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


_TEXT = {"type": "string"}
_BAG = {"type": "object", "properties": {"tags": _list(_TEXT, uniqueItems=True)}}
_URI = {"type": "string", "format": "uri"}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _object("text", text=_TEXT)
_RULE = _object(
    "id",
    id=_TEXT,
    name=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    helpUri=_URI,
    defaultConfiguration=_object(level=_LEVEL),
    properties=_BAG,
)
_LOCATION = _object(
    physicalLocation=_object(
        "artifactLocation",
        artifactLocation=_object(uri={"type": "string", "format": "uri-reference"}),
        region=_object(startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations=_list(_object(fullyQualifiedName=_TEXT, kind=_TEXT), uniqueItems=True),
)
_RESULT = _object(
    "message",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    suppressions=_list(
        _object("kind", kind={"enum": ["inSource", "external"]}, justification=_TEXT),
        uniqueItems=True,
    ),
    properties=_BAG,
)
_DRIVER = _object(
    "name", name=_TEXT, version=_TEXT, informationUri=_URI, rules=_list(_RULE, uniqueItems=True)
)
_INVOCATION = _object(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=_list(_object("message", level=_LEVEL, message=_MESSAGE)),
)
_RUN = _object(
    "tool",
    tool=_object("driver", driver=_DRIVER),
    automationDetails=_object(id=_TEXT),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=_list(_INVOCATION),
    results=_list(_RESULT),
)

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        "version runs", **{"$schema": _URI, "version": {"const": "2.1.0"}, "runs": _list(_RUN)}
    ),
}
