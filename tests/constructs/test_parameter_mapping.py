"""Tests of parameter mappings in AWS CDK's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, MappingValue, OptionError, ParameterMapping
from cdktf import Fn, TerraformVariable, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

    Only = Callable[[str], dict[str, Any]]

VALUE = MappingValue.custom("x")


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Api", protocol_type="HTTP", deploy=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(MappingValue.request_header("A"), "$request.header.A", id="header"),
        pytest.param(
            MappingValue.request_query_string("q"), "$request.querystring.q", id="query string"
        ),
        pytest.param(MappingValue.request_body("a.b"), "$request.body.a.b", id="body"),
        pytest.param(MappingValue.request_path(), "$request.path", id="path"),
        pytest.param(MappingValue.request_path_param("id"), "$request.path.id", id="variable"),
        pytest.param(MappingValue.response_header("A"), "$response.header.A", id="answer header"),
        pytest.param(MappingValue.response_body("a"), "$response.body.a", id="answer body"),
        pytest.param(MappingValue.context_variable("stage"), "$context.stage", id="context"),
        pytest.param(MappingValue.stage_variable("v"), "$stageVariables.v", id="stage variable"),
        pytest.param(MappingValue.custom("text"), "text", id="custom"),
        pytest.param(MappingValue("text"), "text", id="itself"),
        pytest.param(MappingValue.NONE, "", id="none"),
    ],
)
def test_a_value_says_where_it_is_taken_from(value: MappingValue, text: str) -> None:
    """Each maker writes what API Gateway understands."""
    assert value.value == text


@pytest.mark.parametrize(
    ("mapping", "mappings"),
    [
        pytest.param(
            ParameterMapping().append_header("A", VALUE), {"append:header.A": "x"}, id="append"
        ),
        pytest.param(
            ParameterMapping().overwrite_header("A", VALUE), {"overwrite:header.A": "x"}, id="set"
        ),
        pytest.param(ParameterMapping().remove_header("A"), {"remove:header.A": ""}, id="remove"),
        pytest.param(
            ParameterMapping().append_query_string("q", VALUE),
            {"append:querystring.q": "x"},
            id="append query",
        ),
        pytest.param(
            ParameterMapping().overwrite_query_string("q", VALUE),
            {"overwrite:querystring.q": "x"},
            id="set query",
        ),
        pytest.param(
            ParameterMapping().remove_query_string("q"),
            {"remove:querystring.q": ""},
            id="remove query",
        ),
        pytest.param(ParameterMapping().overwrite_path(VALUE), {"overwrite:path": "x"}, id="path"),
        pytest.param(
            ParameterMapping().overwrite_status_code(VALUE),
            {"overwrite:statuscode": "x"},
            id="status",
        ),
        pytest.param(
            ParameterMapping.from_object({"append:header.A": VALUE}),
            {"append:header.A": "x"},
            id="object",
        ),
    ],
)
def test_a_change_is_written_as_api_gateway_understands_it(
    mapping: ParameterMapping, mappings: dict[str, str]
) -> None:
    """Each method adds one change and returns the mapping."""
    assert mapping.mappings == mappings


def test_changes_are_chained() -> None:
    """One mapping holds many changes."""
    mapping = ParameterMapping().remove_header("A").overwrite_path(VALUE)

    assert list(mapping.mappings) == ["remove:header.A", "overwrite:path"]


def test_what_is_read_is_a_copy() -> None:
    """Changing what was read does not change the mapping."""
    mapping = ParameterMapping()
    mapping.mappings["x"] = "y"

    assert mapping.mappings == {}


def test_integrations_take_mappings(api: Api, block: Only) -> None:
    """A mapping stands wherever a dict does, for requests and for answers."""
    api.add_http_integration(
        "Backend",
        url="https://backend.example",
        request_parameters=ParameterMapping().overwrite_path(MappingValue.request_path()),
        response_parameters={"404": ParameterMapping().overwrite_status_code(MappingValue("200"))},
    )

    written = block("aws_apigatewayv2_integration")
    assert written["request_parameters"] == {"overwrite:path": "$request.path"}
    assert written["response_parameters"] == [
        {"status_code": "404", "mappings": {"overwrite:statuscode": "200"}}
    ]


def test_a_reserved_header_is_refused_by_the_integration(api: Api) -> None:
    """A mapping is checked where it is used."""
    mapping = ParameterMapping().append_header("Authorization", VALUE)

    with pytest.raises(OptionError) as refused:
        api.add_http_integration(
            "Backend", url="https://backend.example", request_parameters=mapping
        )

    assert str(refused.value) == (
        "orders/Api/Backend: request_parameters key is 'append:header.Authorization', "
        "allowed: a header that API Gateway does not reserve; Authorization can't be mapped"
    )


@pytest.mark.parametrize(
    ("write", "told"),
    [
        pytest.param(
            lambda given: given.append_header("A", "text"),
            "append_header: value is 'text', allowed: a MappingValue, "
            "such as MappingValue.custom('text')",
            id="text for a value",
        ),
        pytest.param(
            lambda given: given.overwrite_path(5),
            "overwrite_path: value is 5, allowed: a MappingValue, "
            "such as MappingValue.custom('text')",
            id="number for a value",
        ),
        pytest.param(
            lambda given: given.append_header(None, VALUE),
            "append_header: name is None, allowed: text",
            id="no name to add",
        ),
        pytest.param(
            lambda given: given.remove_query_string(None),
            "remove_query_string: name is None, allowed: text",
            id="no name to remove",
        ),
        pytest.param(
            lambda given: given.custom("QueueUrl", 5),
            "custom: value is 5, allowed: text",
            id="custom number",
        ),
        pytest.param(
            lambda given: given.custom(5, "x"), "custom: key is 5, allowed: text", id="custom key"
        ),
        pytest.param(
            lambda given: given.from_object({"append:header.a": "x"}),
            "from_object: obj['append:header.a'] is 'x', allowed: a MappingValue, "
            "such as MappingValue.custom('x')",
            id="text in an object",
        ),
        pytest.param(
            lambda given: given.from_object([1]),
            "from_object: obj is [1], allowed: a dict from text to MappingValue",
            id="list for an object",
        ),
        pytest.param(
            lambda given: given.from_object(Token.as_string_map(Fn.merge([{"a": "b"}]))),
            "from_object: obj is 'a token', allowed: a dict from text to MappingValue",
            id="token for an object",
        ),
    ],
)
def test_what_is_no_change_is_refused(
    write: Callable[[ParameterMapping], ParameterMapping], told: str
) -> None:
    """A name that is no text and a value that is no mapping's are refused at the line."""
    with pytest.raises(OptionError) as refused:
        write(ParameterMapping())

    assert str(refused.value) == f"ParameterMapping.{told}"


@pytest.mark.parametrize(
    ("method", "option"),
    [
        pytest.param("request_header", "name", id="header"),
        pytest.param("request_query_string", "name", id="query string"),
        pytest.param("request_body", "name", id="body"),
        pytest.param("request_path_param", "name", id="variable"),
        pytest.param("response_header", "name", id="answer header"),
        pytest.param("response_body", "name", id="answer body"),
        pytest.param("context_variable", "variable_name", id="context"),
        pytest.param("stage_variable", "variable_name", id="stage variable"),
        pytest.param("custom", "value", id="custom"),
    ],
)
def test_a_value_without_text_is_refused(method: str, option: str) -> None:
    """Each maker of values takes text."""
    with pytest.raises(OptionError) as refused:
        getattr(MappingValue, method)(None)

    assert str(refused.value) == f"MappingValue.{method}: {option} is None, allowed: text"


def test_no_value_at_all_is_refused() -> None:
    """A value made without a maker is text as well."""
    nothing: Any = None
    with pytest.raises(OptionError) as refused:
        MappingValue(nothing)

    assert str(refused.value) == "MappingValue: value is None, allowed: text"


def test_tokens_pass(api: Api, stack: TerraformStack, block: Only) -> None:
    """What Terraform knows later is passed on, as text and as CDKTF's own objects."""
    text: Any = TerraformVariable(stack, "Text", type="string")
    mapping = ParameterMapping().append_header(text.string_value, MappingValue(text.value))
    mapping.overwrite_header("B", text.string_value).custom("overwrite:header.C", text.value)
    api.add_http_integration("Web", url="https://backend.example", request_parameters=mapping)

    assert block("aws_apigatewayv2_integration")["request_parameters"] == {
        "append:header.${var.Text}": "${var.Text}",
        "overwrite:header.B": "${var.Text}",
        "overwrite:header.C": "${var.Text}",
    }
