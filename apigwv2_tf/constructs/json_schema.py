"""
JSON Schema, as models of WebSocket APIs are written in it.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, ClassVar

from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.terms import JsonSchemaType, JsonSchemaVersion

_RENAMED = {"schema": "$schema", "ref": "$ref", "id": "$id", "not_": "not"}
# the children of these are named by the user: they are never keywords themselves
_NAMED_CHILDREN = frozenset({"definitions", "properties", "patternProperties", "dependencies"})
# what these hold is data, not a schema
_DATA = frozenset({"enum", "required", "default", "const", "examples"})


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonSchema(Struct):
    """
    A JSON schema, with Python's names for the keywords.

    Every keyword is optional and, left out, is left out of the schema; only ``$schema`` is then
    filled in with draft 4, the draft that API Gateway checks messages against. A plain dict works
    wherever a `JsonSchema` does, with these names or with those of JSON Schema.
    """

    takes_dict: ClassVar[bool] = False  # a dict is a schema in JSON's own words

    schema: JsonSchemaVersion | str | None = None
    id: str | None = None
    ref: str | None = None
    type: JsonSchemaType | str | Sequence[JsonSchemaType | str] | None = None
    title: str | None = None
    description: str | None = None
    enum: Sequence[Any] | None = None
    format: str | None = None
    definitions: Mapping[str, Schema] | None = None
    multiple_of: float | None = None
    maximum: float | None = None
    exclusive_maximum: bool | None = None
    minimum: float | None = None
    exclusive_minimum: bool | None = None
    max_length: int | None = None
    min_length: int | None = None
    pattern: str | None = None
    items: Schema | Sequence[Schema] | None = None
    additional_items: bool | Schema | Sequence[Schema] | None = None
    max_items: int | None = None
    min_items: int | None = None
    unique_items: bool | None = None
    contains: Schema | Sequence[Schema] | None = None
    max_properties: int | None = None
    min_properties: int | None = None
    required: Sequence[str] | None = None
    properties: Mapping[str, Schema] | None = None
    additional_properties: bool | Schema | None = None
    pattern_properties: Mapping[str, Schema] | None = None
    dependencies: Mapping[str, Schema | Sequence[str]] | None = None
    property_names: Schema | None = None
    all_of: Sequence[Schema] | None = None
    any_of: Sequence[Schema] | None = None
    one_of: Sequence[Schema] | None = None
    not_: Schema | None = None


Schema = JsonSchema | Mapping[str, Any]


def to_json_schema(schema: Schema) -> dict[str, Any]:
    """Return a schema as JSON Schema spells it, with ``$schema`` filled in."""
    mapped = _schema(schema)
    return {"$schema": JsonSchemaVersion.DRAFT4.value, **mapped}


def title_of(schema: Schema) -> str | None:
    """Return a schema's title, where it has one."""
    title = schema.title if isinstance(schema, JsonSchema) else schema.get("title")
    return None if title is None else str(title)


def _schema(schema: Schema) -> dict[str, Any]:
    return dict(_keyword(key, value) for key, value in _items(schema))


def _items(schema: Schema) -> list[tuple[str, Any]]:
    if not isinstance(schema, JsonSchema):
        return list(schema.items())
    given = ((field.name, getattr(schema, field.name)) for field in fields(schema))
    return [(name, value) for name, value in given if value is not None]


def _keyword(key: str, value: object) -> tuple[str, Any]:
    name = _KEYWORDS.get(key, key)
    if name in _DATA or name not in _SCHEMA_WORDS:
        return name, _data(value)
    if name in _NAMED_CHILDREN and isinstance(value, Mapping):
        return name, {child: _value(part) for child, part in value.items()}
    return name, _value(value)


def _value(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, (JsonSchema, Mapping)):
        return _schema(value)
    if isinstance(value, (list, tuple)):
        return [_value(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def _data(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, JsonSchema):
        return _schema(value)
    if isinstance(value, Mapping):
        return {key: _data(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_data(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


_KEYWORDS = {
    field.name: _RENAMED.get(field.name, _camel_case(field.name)) for field in fields(JsonSchema)
}
# under any other word stands what only the author of the schema understands
_SCHEMA_WORDS = frozenset(_KEYWORDS.values()) | {"if", "then", "else"}
