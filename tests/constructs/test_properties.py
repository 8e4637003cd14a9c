"""Whatever route keys and JSON schemas a program has: what goes in comes out."""

from __future__ import annotations

import copy
import json
from typing import Any

import cdktf
import jsonschema
import pytest
from apigwv2_tf import Api, HttpMethod, MockIntegration, OptionError, UrlIntegration
from apigwv2_tf.constructs.json_schema import to_json_schema
from apigwv2_tf.constructs.route_key import http_problems, shape, websocket_problems
from apigwv2_tf.errors import shown
from cdktf import TerraformStack
from hypothesis import assume, given, settings
from hypothesis import strategies as st

_VARIABLE = st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True)
_SEGMENT = st.from_regex(r"[A-Za-z0-9._~%$-]{1,8}", fullmatch=True) | _VARIABLE.map("{{{}}}".format)
_GREEDY = _VARIABLE.map("{{{}+}}".format)
_PATH = st.builds(
    lambda segments, last: "/" + "/".join([*segments, *last]),
    st.lists(_SEGMENT, max_size=4),
    st.lists(_GREEDY, max_size=1),
)
_HTTP_KEY = st.builds("{} {}".format, st.sampled_from([*HttpMethod]), _PATH) | st.just("$default")
_WEBSOCKET_KEY = st.sampled_from(["$connect", "$disconnect", "$default"]) | st.text(
    "abcXYZ019 /{}%._-:", min_size=1, max_size=12
)
_FEW = settings(max_examples=40)


def _stack() -> TerraformStack:
    return TerraformStack(cdktf.Testing.app(), "orders")


def _http_api() -> tuple[Api, UrlIntegration]:
    api = Api(_stack(), "Api", protocol_type="HTTP", deploy=False)
    return api, api.add_http_integration("Url", url="https://example.com", integration_method="ANY")


def _written_keys(api: Api) -> list[str]:
    """Return the route keys in the JSON, without Terraform's escapes."""
    routes = json.loads(cdktf.Testing.synth(api.stack))["resource"]["aws_apigatewayv2_route"]
    keys = [route["route_key"] for route in routes.values()]
    return [key.replace("$${", "${").replace("%%{", "%{") for key in keys]


def _is_accepted(key: str) -> bool:
    return not list(http_problems("key", key))


@_FEW
@given(st.lists(_HTTP_KEY.filter(_is_accepted), min_size=1, max_size=6, unique_by=shape))
def test_http_keys_of_different_shapes_coexist_unchanged(keys: list[str]) -> None:
    """Every key of the grammar is written as it is, beside every key of another shape."""
    api, integration = _http_api()
    api.add_routes(keys, integration)

    assert sorted(_written_keys(api)) == sorted(keys)


@_FEW
@given(_HTTP_KEY.filter(_is_accepted), _VARIABLE)
def test_http_keys_of_one_shape_are_refused(key: str, name: str) -> None:
    """Two keys that differ in the names of variables only are one key for API Gateway."""
    other = key.replace("{", f"{{{name}")
    assume(other != key and _is_accepted(other))
    api, integration = _http_api()
    api.add_route(key, integration)
    with pytest.raises(OptionError) as refused:
        api.add_route(other, integration)

    told = f"key is {shown(other)}, allowed: one that the API has not yet"
    assert told in str(refused.value)


@given(st.text(max_size=20) | _HTTP_KEY.map(str.lower) | _HTTP_KEY.map("{}/".format))
def test_any_text_is_a_key_or_has_a_reason(text: str) -> None:
    """The grammar of keys says yes or why not to any text, and never breaks."""
    assert all(problem.allowed for problem in http_problems("key", text))
    assert all(problem.allowed for problem in websocket_problems("key", text))


@_FEW
@given(st.lists(_WEBSOCKET_KEY, min_size=1, max_size=6, unique=True))
def test_websocket_keys_coexist_unchanged(keys: list[str]) -> None:
    """Every text that a message can be matched with is written as it is."""
    assume(not any(list(websocket_problems("key", key)) for key in keys))
    # taken as escaped already, as in any program of CDKTF
    assume(not any("%%{" in key or "$${" in key for key in keys))
    # constructs cannot tell these apart in a path
    assume(len({key.replace("/", "--") for key in keys}) == len(keys))
    api = Api(_stack(), "Api", protocol_type="WEBSOCKET", deploy=False)
    api.add_routes(keys, MockIntegration(api, "Mock", api=api))

    assert sorted(_written_keys(api)) == sorted(keys)


# -- JSON schemas ----------------------------------------------------------------------------------

_NAMES = st.sampled_from(["a", "id", "ref", "not", "schema", "max_length", "required", "$ref", "é"])
_COUNT = st.integers(0, 9)
_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_NAMES, inner, max_size=2),
    max_leaves=4,
)
_KINDS = ["null", "boolean", "object", "array", "number", "integer", "string"]


def _schemas(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(inner, min_size=1, max_size=2)
    named = st.dictionaries(_NAMES, inner, max_size=3)
    return st.fixed_dictionaries(
        {},
        optional={
            "title": st.text(max_size=4),
            "type": st.sampled_from(_KINDS)
            | st.lists(st.sampled_from(_KINDS), min_size=1, unique=True),
            "enum": st.lists(_DATA, min_size=1, max_size=2, unique_by=repr),
            "default": _DATA,
            "maxLength": _COUNT,
            "minItems": _COUNT,
            "multipleOf": st.integers(1, 9),
            "uniqueItems": st.booleans(),
            "required": st.lists(_NAMES, min_size=1, max_size=2, unique=True),
            "properties": named,
            "patternProperties": st.just({"^x_y${1}": {"type": "string"}}),
            "definitions": named,
            "dependencies": st.dictionaries(
                _NAMES, inner | st.lists(_NAMES, min_size=1, max_size=1), max_size=2
            ),
            "items": inner | some,
            "additionalProperties": st.booleans() | inner,
            "allOf": some,
            "oneOf": some,
            "not": inner,
            "x-own": st.text(max_size=4),
        },
    )


_EMPTY: st.SearchStrategy[dict[str, Any]] = st.just({})
_SCHEMA = st.recursive(_EMPTY, _schemas, max_leaves=6)


@given(_SCHEMA)
def test_schema_as_a_dict_comes_out_unchanged(schema: dict[str, Any]) -> None:
    """A real JSON schema is left as it is, but for ``$schema``, which is filled in."""
    before = copy.deepcopy(schema)
    mapped = to_json_schema(schema)

    assert mapped == {"$schema": "http://json-schema.org/draft-04/schema#", **before}
    assert schema == before


@given(_SCHEMA)
def test_valid_schema_stays_valid(schema: dict[str, Any]) -> None:
    """What is a schema of draft 4 before is one after."""
    meta_schema = jsonschema.Draft4Validator(jsonschema.Draft4Validator.META_SCHEMA)
    assume(meta_schema.is_valid(schema))

    jsonschema.Draft4Validator.check_schema(to_json_schema(schema))
