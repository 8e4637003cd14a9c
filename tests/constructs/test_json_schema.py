"""Tests of how JSON schemas are spelled."""

from __future__ import annotations

import json
from typing import Any

import pytest
from apigwv2_tf import JsonSchema, OptionError
from apigwv2_tf.constructs.json_schema import title_of, to_json_schema
from apigwv2_tf.terms import JsonSchemaType, JsonSchemaVersion
from hypothesis import given
from hypothesis import strategies as st

_DRAFT4 = "http://json-schema.org/draft-04/schema#"
_LEAF = JsonSchema(type="string")
_LEAF_WRITTEN = {"type": "string"}


def _written(schema: Any) -> dict[str, Any]:  # noqa: ANN401
    mapped = to_json_schema(schema)
    assert mapped.pop("$schema") == _DRAFT4
    return mapped


@pytest.mark.parametrize(
    ("keyword", "value", "spelled", "written"),
    [
        pytest.param("id", "a", "$id", "a", id="id"),
        pytest.param("ref", "#/definitions/a", "$ref", "#/definitions/a", id="ref"),
        pytest.param("type", JsonSchemaType.OBJECT, "type", "object", id="type"),
        pytest.param(
            "type",
            [JsonSchemaType.NULL, "string"],
            "type",
            ["null", "string"],
            id="types",
        ),
        pytest.param("title", "a", "title", "a", id="title"),
        pytest.param("description", "a", "description", "a", id="description"),
        pytest.param("enum", ["a", 1, None], "enum", ["a", 1, None], id="enum"),
        pytest.param("format", "email", "format", "email", id="format"),
        pytest.param(
            "definitions", {"ref": _LEAF}, "definitions", {"ref": _LEAF_WRITTEN}, id="definitions"
        ),
        pytest.param("multiple_of", 0.5, "multipleOf", 0.5, id="multiple_of"),
        pytest.param("maximum", 5, "maximum", 5, id="maximum"),
        pytest.param("exclusive_maximum", True, "exclusiveMaximum", True, id="exclusive_maximum"),
        pytest.param("minimum", 0, "minimum", 0, id="minimum"),
        pytest.param("exclusive_minimum", False, "exclusiveMinimum", False, id="exclusive_minimum"),
        pytest.param("max_length", 5, "maxLength", 5, id="max_length"),
        pytest.param("min_length", 0, "minLength", 0, id="min_length"),
        pytest.param("pattern", "^a$", "pattern", "^a$", id="pattern"),
        pytest.param("items", _LEAF, "items", _LEAF_WRITTEN, id="items"),
        pytest.param("items", [_LEAF], "items", [_LEAF_WRITTEN], id="items-list"),
        pytest.param(
            "additional_items", False, "additionalItems", False, id="additional_items-bool"
        ),
        pytest.param(
            "additional_items", [_LEAF], "additionalItems", [_LEAF_WRITTEN], id="additional_items"
        ),
        pytest.param("max_items", 5, "maxItems", 5, id="max_items"),
        pytest.param("min_items", 0, "minItems", 0, id="min_items"),
        pytest.param("unique_items", True, "uniqueItems", True, id="unique_items"),
        pytest.param("contains", _LEAF, "contains", _LEAF_WRITTEN, id="contains"),
        pytest.param("max_properties", 5, "maxProperties", 5, id="max_properties"),
        pytest.param("min_properties", 0, "minProperties", 0, id="min_properties"),
        pytest.param("required", ["id", "max_length"], "required", ["id", "max_length"], id="req"),
        pytest.param(
            "properties",
            {"id": _LEAF, "max_length": _LEAF},
            "properties",
            {"id": _LEAF_WRITTEN, "max_length": _LEAF_WRITTEN},
            id="properties",
        ),
        pytest.param(
            "additional_properties",
            False,
            "additionalProperties",
            False,
            id="additional_properties",
        ),
        pytest.param(
            "pattern_properties",
            {"ref": _LEAF},
            "patternProperties",
            {"ref": _LEAF_WRITTEN},
            id="pattern_properties",
        ),
        pytest.param(
            "dependencies",
            {"id": ["ref"], "schema": _LEAF},
            "dependencies",
            {"id": ["ref"], "schema": _LEAF_WRITTEN},
            id="dependencies",
        ),
        pytest.param("property_names", _LEAF, "propertyNames", _LEAF_WRITTEN, id="property_names"),
        pytest.param("all_of", [_LEAF], "allOf", [_LEAF_WRITTEN], id="all_of"),
        pytest.param("any_of", [_LEAF], "anyOf", [_LEAF_WRITTEN], id="any_of"),
        pytest.param("one_of", [_LEAF], "oneOf", [_LEAF_WRITTEN], id="one_of"),
        pytest.param("not_", _LEAF, "not", _LEAF_WRITTEN, id="not_"),
    ],
)
def test_keyword(keyword: str, value: Any, spelled: str, written: object) -> None:  # noqa: ANN401
    """Each keyword is spelled as JSON Schema does, from a JsonSchema and from a dict alike."""
    arguments: dict[str, Any] = {keyword: value}

    assert _written(JsonSchema(**arguments)) == {spelled: written}
    assert _written(arguments) == {spelled: written}
    assert _written({spelled: value}) == {spelled: written}


@pytest.mark.parametrize(
    ("schema", "version"),
    [
        pytest.param(JsonSchema(), _DRAFT4, id="left-out"),
        pytest.param({}, _DRAFT4, id="dict-left-out"),
        pytest.param(
            JsonSchema(schema=JsonSchemaVersion.DRAFT7),
            "http://json-schema.org/draft-07/schema#",
            id="given",
        ),
        pytest.param({"schema": "x"}, "x", id="dict"),
        pytest.param({"$schema": "x"}, "x", id="dict-spelled"),
    ],
)
def test_version(schema: Any, version: str) -> None:  # noqa: ANN401
    """The version is draft 4 where left out, and stands first."""
    mapped = to_json_schema(schema)

    assert next(iter(mapped.items())) == ("$schema", version)


def test_left_out_keywords_are_left_out() -> None:
    """Only what was given is written, at every depth."""
    assert _written(JsonSchema(items=JsonSchema())) == {"items": {}}


@pytest.mark.parametrize("parent", ["properties", "definitions", "pattern_properties"])
@pytest.mark.parametrize("child", ["id", "ref", "schema", "not_", "enum", "required", "max_length"])
def test_names_of_the_user_are_never_renamed(parent: str, child: str) -> None:
    """A property may be called like a keyword; its value is a schema all the same."""
    mapped = _written({parent: {child: {"max_length": 5}}})

    assert next(iter(mapped.values())) == {child: {"maxLength": 5}}


def test_property_called_properties() -> None:
    """A child called like a parent of names is an ordinary schema."""
    schema = {"properties": {"properties": {"id": "x", "properties": {"id": {"min_items": 1}}}}}

    assert _written(schema) == {
        "properties": {"properties": {"$id": "x", "properties": {"id": {"minItems": 1}}}}
    }


def test_data_is_not_a_schema() -> None:
    """What enum, default and const hold is passed on as it is."""
    data = {"id": 1, "max_length": {"ref": "x"}}
    schema = {"enum": [data], "default": data, "const": data, "examples": [data]}

    assert _written(schema) == schema


def test_schemas_inside_dicts() -> None:
    """JsonSchema and dict can hold each other, and tuples do for lists."""
    schema = {"any_of": (JsonSchema(not_={"min_length": 1}), {"items": (_LEAF,)})}

    assert _written(schema) == {"anyOf": [{"not": {"minLength": 1}}, {"items": [_LEAF_WRITTEN]}]}


@pytest.mark.parametrize(
    ("schema", "title"),
    [
        pytest.param(JsonSchema(title="a"), "a", id="schema"),
        pytest.param(JsonSchema(), None, id="none"),
        pytest.param({"title": "a"}, "a", id="dict"),
        pytest.param({}, None, id="dict-none"),
    ],
)
def test_title(schema: Any, title: str | None) -> None:  # noqa: ANN401
    """The title names a model."""
    assert title_of(schema) == title


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param({"title": 5}, "title is 5, allowed: text", id="number-for-text"),
        pytest.param({"max_length": "5"}, "max_length is '5', allowed: a whole number", id="text"),
        pytest.param(
            {"max_length": True}, "max_length is True, allowed: a whole number", id="bool"
        ),
        pytest.param({"unique_items": 1}, "unique_items is 1, allowed: true or false", id="int"),
        pytest.param({"required": "a"}, "required is 'a', allowed: a list of text", id="no-list"),
        pytest.param(
            {"required": [None]}, "required is [None], allowed: a list of text", id="none"
        ),
    ],
)
def test_value_of_another_type_is_refused(options: dict[str, Any], problem: str) -> None:
    """A JsonSchema checks its keywords when it is made."""
    with pytest.raises(OptionError) as refused:
        JsonSchema(**options)

    assert str(refused.value) == f"JsonSchema: {problem}"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(_JSON)
def test_data_stays_the_same_whatever_it_is(data: object) -> None:
    """Data is JSON before and after."""
    assert _written({"default": data, "enum": [data]}) == {"default": data, "enum": [data]}


@given(st.dictionaries(st.text(), st.just({"max_length": 1}), max_size=5))
def test_names_stay_the_same_whatever_they_are(properties: dict[str, Any]) -> None:
    """The names of properties are the user's."""
    mapped = _written({"properties": properties})

    assert list(mapped["properties"]) == list(properties)
    assert json.loads(json.dumps(mapped)) == mapped


def test_what_only_the_author_understands_is_left_alone() -> None:
    """Under a word that is none of JSON Schema's, nothing is renamed."""
    written = _written({"x-form": {"id": "a", "ref": "b", "min_length": 1}})

    assert written["x-form"] == {"id": "a", "ref": "b", "min_length": 1}
