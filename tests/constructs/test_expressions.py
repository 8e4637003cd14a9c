"""API Gateway's own ``${…}``: it reaches AWS unharmed, whatever stands around it."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apigwv2_tf
import cdktf
import pytest
from apigwv2_tf.constructs._expressions import (
    expression,
    expressions,
    literal,
    literals,
    maybe,
)
from cdktf import Fn, TerraformLocal, TerraformOutput, TerraformStack
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.support.terraform import Terraform, environment, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECES = [
    *'${}%~"\\\n',
    "${",
    "$${",
    "$$${",
    "%{",
    "%%{",
    "${aws_lb.x.y}",
    "${~ var.x ~}",
    "$util.parseJson($input.body)",
    "${stageVariables.url}",
    "%{ if true }",
    "TfToken[TOKEN.0]",
    "é😀",
    "\r",
    " ",
]
# any text, but far more often one that means something to Terraform
_TEXTS = st.lists(
    st.lists(
        st.sampled_from(_PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
        max_size=8,
    ).map("".join),
    min_size=50,
    max_size=200,
)
# each runs a Terraform, so few examples of many texts, and none to shrink a failure to
_FEW = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
_VALUE = 'va"l\\u\ne$%{~'


def _ordinary(texts: list[str]) -> list[str]:
    """Drop what looks like CDKTF's own marks, and compose letters the way Terraform does."""
    composed = [unicodedata.normalize("NFC", text) for text in texts]
    # Terraform drops a byte order mark
    return [text.lstrip("\ufeff") for text in composed if "{TfToken[" not in text]


@_FEW
@given(_TEXTS)
def test_literal_is_the_same_after_terraform(texts: list[str]) -> None:
    """Any text at all comes out of Terraform's own evaluation as it went in."""
    texts = _ordinary(texts)

    assert evaluate([literal(text) for text in texts]) == texts


@_FEW
@given(_TEXTS)
def test_expression_is_the_same_after_terraform(texts: list[str]) -> None:
    """So does any text without a Terraform reference and without what is escaped already."""
    texts = [
        text
        for text in _ordinary(texts)
        if "$${" not in text and "%%{" not in text and not _refers(text)
    ]

    assert evaluate([expression(text) for text in texts]) == texts


def _refers(text: str) -> bool:
    return re.search(r'\$\{\s*("|aws_lb\.|[a-z]\w*\()', text) is not None


@_FEW
@given(_TEXTS)
def test_expression_leaves_what_is_escaped(texts: list[str]) -> None:
    """What `literal` escaped is not escaped a second time."""
    escaped = [literal(text) for text in _ordinary(texts)]
    assume(escaped)

    assert [expression(text) for text in escaped] == escaped


@_FEW
@given(_TEXTS)
def test_escaping_is_the_same_for_any_json(texts: list[str]) -> None:
    """A JSON document as text, such as a schema or an OpenAPI body, comes out equal."""
    document = {text: [text, {"nested": text}] for text in _ordinary(texts)}
    (evaluated,) = evaluate([literal(json.dumps(document, ensure_ascii=False))])

    assert json.loads(evaluated) == document


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("${request.body.action}", "$${request.body.action}", id="selection"),
        pytest.param("$request.body.action", "$request.body.action", id="without-braces"),
        pytest.param("${stageVariables.url}/x", "$${stageVariables.url}/x", id="stage-variable"),
        pytest.param("$context.requestId %{x", "$context.requestId %%{x", id="directive"),
        pytest.param("${aws_lb.a.dns_name}", "${aws_lb.a.dns_name}", id="resource"),
        pytest.param("${data.aws_lb.a.arn}", "${data.aws_lb.a.arn}", id="data-source"),
        pytest.param("${var.x}${context.y}", "${var.x}$${context.y}", id="both"),
        pytest.param("$${context.y}", "$${context.y}", id="escaped-already"),
        pytest.param("%%{ if x }", "%%{ if x }", id="directive-escaped-already"),
        pytest.param('${replace(var.x, "a", "b")}', '${replace(var.x, "a", "b")}', id="function"),
    ],
)
def test_expression_is_written(text: str, written: str) -> None:
    """API Gateway's expressions are escaped, Terraform's references are not."""
    assert expression(text) == written


@pytest.mark.parametrize("text", ["\r$${x}", "$\r%%{x}", "\r\n$$${", "a\rb %{ ${ %%%{"])
def test_carriage_return_changes_nothing(text: str) -> None:
    """Behind a bare carriage return Terraform evaluates nothing; nobody needs to know."""
    assert evaluate([literal(text), expression("\r%{x} ${y}")]) == [text, "\r%{x} ${y}"]


@pytest.mark.parametrize(
    "text", ["${aws_lb.a.dns_name}", "${var.x}", "$${context.y}", '${lower("X")}', "%%{"]
)
def test_literal_escapes_references_too(text: str) -> None:
    """In a template or a document, what looks like Terraform's is text like any other."""
    assert evaluate([literal(text)]) == [text]


def test_maps_are_escaped_in_keys_and_values() -> None:
    """The keys of a map are templates for Terraform as well."""
    texts = {"${a}": "${b}", "${var.c}": "${var.d}"}

    assert literals(texts) == {"$${a}": "$${b}", "$${var.c}": "$${var.d}"}
    assert expressions(texts) == {"$${a}": "$${b}", "${var.c}": "${var.d}"}


@pytest.mark.parametrize("escape", [maybe, literals, expressions])
def test_option_left_out_stays_left_out(escape: Callable[[None], object]) -> None:
    """An option that is not given has nothing to escape."""
    assert escape(None) is None


# -- beside CDKTF's tokens -------------------------------------------------------------------------


def _evaluated(document: dict[str, Any]) -> dict[str, Any]:
    """Return the outputs of a synthesized stack, evaluated by Terraform."""
    document.pop("terraform", None)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "main.tf.json").write_text(json.dumps(document), encoding="utf-8")
        terraform = Terraform(directory, environment(directory))
        terraform.apply()
        return terraform.output()


def _through_cdktf(escape: Callable[[str], str], texts: list[str]) -> list[str]:
    """Put texts in which ``<>`` stands for a token through CDKTF's synth and Terraform."""
    stack = TerraformStack(cdktf.Testing.app(), "orders")
    local = TerraformLocal(stack, "Value", _VALUE.replace("%{", "%%{"))
    for number, text in enumerate(texts):
        value = escape(text.replace("<>", local.as_string))
        TerraformOutput(stack, f"o{number}", value=value)
    outputs = _evaluated(json.loads(cdktf.Testing.synth(stack)))
    return [outputs[f"o{number}"] for number in range(len(texts))]


@_FEW
@given(
    st.lists(
        st.lists(st.sampled_from([*_PIECES, "<>", "<>"]), min_size=1, max_size=8).map("".join),
        min_size=20,
        max_size=60,
    )
)
def test_literal_beside_tokens_is_the_same_after_cdktf_and_terraform(texts: list[str]) -> None:
    """Around tokens, too, every text is itself, and every token is its value."""
    texts = _ordinary(texts)
    expected = [text.replace("<>", _VALUE) for text in texts]

    assert _through_cdktf(literal, texts) == expected


@_FEW
@given(
    st.lists(
        st.lists(st.sampled_from([*_PIECES, "<>", "<>"]), min_size=1, max_size=8).map("".join),
        min_size=20,
        max_size=60,
    )
)
def test_expression_beside_tokens_is_the_same_after_cdktf_and_terraform(texts: list[str]) -> None:
    """Around tokens, a text without references and without escapes is itself."""
    texts = [
        text
        for text in _ordinary(texts)
        if "$${" not in text and "%%{" not in text and not _refers(text)
    ]
    expected = [text.replace("<>", _VALUE) for text in texts]

    assert _through_cdktf(expression, texts) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("$<>", '${"$"}${local.Value}', id="dollar"),
        pytest.param("$$$<>", '${"$$$"}${local.Value}', id="dollars"),
        pytest.param("%<>", "%${local.Value}", id="percent"),
        pytest.param(
            "${stageVariables.<>}", '${"$"}{stageVariables.${local.Value}}', id="inside-braces"
        ),
        pytest.param("${<>}", '${"$"}{${local.Value}}', id="right-behind-the-brace"),
        pytest.param("%{<>}", "%%{${local.Value}}", id="inside-a-directive"),
        pytest.param("$${context.<>}", '${"$"}{context.${local.Value}}', id="escaped-already"),
        pytest.param("${var.x}/<>", "${var.x}/${local.Value}", id="reference"),
    ],
)
def test_expression_beside_a_token_is_written(
    stack: TerraformStack, text: str, written: str
) -> None:
    """CDKTF writes tokens behind ``$${`` without braces, so there ``$`` is an expression."""
    local = TerraformLocal(stack, "Value", "x")
    TerraformOutput(stack, "Out", value=expression(text.replace("<>", local.as_string)))
    outputs = json.loads(cdktf.Testing.synth(stack))["output"]

    assert outputs["Out"]["value"] == written


def test_function_of_a_token_resolves(stack: TerraformStack) -> None:
    """A token that is a call of a Terraform function is left to Terraform."""
    local = TerraformLocal(stack, "Value", "books")
    TerraformOutput(stack, "Out", value=literal(f"${{x}} {Fn.upper(local.as_string)} $"))

    assert _evaluated(json.loads(cdktf.Testing.synth(stack))) == {"Out": "${x} BOOKS $"}


# -- where the constructs put it -------------------------------------------------------------------

_VTL = """#set($name = $input.path('$.name'))
#if("$name" != "" && ${context.connectionId} != "")
{"message": "${name} says \\"$!{name}\\" 100%{x} %%{y} $${z}", "aws": "${aws_lb.x.y}"}
#end
"""


def _argument(stack: TerraformStack, terraform_type: str, *path: str) -> Any:  # noqa: ANN401
    """Return what Terraform makes of one argument of the only resource of a type."""
    document = json.loads(cdktf.Testing.synth(stack))
    (value,) = document["resource"][terraform_type].values()
    for key in path:
        value = value[key]
    local = document.get("locals", {})
    return _evaluated({"locals": local, "output": {"argument": {"value": value}}})["argument"]


@pytest.mark.parametrize("given_text", ["$<>", "${<>}", "100%<>", _VTL, f"{_VTL}$<>$${{<>"])
def test_template_reaches_aws_unharmed(stack: TerraformStack, given_text: str) -> None:
    """A VTL template is AWS's, all of it but the tokens."""
    stage = TerraformLocal(stack, "Stage", "live")
    api = apigwv2_tf.Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    template = given_text.replace("<>", stage.as_string)
    api.add_mock_integration("Mock", request_templates={"$default": template})

    arrived = _argument(stack, "aws_apigatewayv2_integration", "request_templates", "$default")
    assert arrived == given_text.replace("<>", "live")


def test_openapi_document_reaches_aws_unharmed(stack: TerraformStack) -> None:
    """An OpenAPI document arrives as it was written, stage variables and all."""
    document = {
        "openapi": "3.0.1",
        "info": {"title": 'books ${x} %{y} "quoted"\n', "version": "$1.0"},
        "paths": {
            "/books": {
                "get": {
                    "responses": {"200": {"description": "${context.requestId} é"}},
                    "x-amazon-apigateway-integration": {
                        "type": "HTTP_PROXY",
                        "httpMethod": "GET",
                        "uri": "https://example.com/${stageVariables.url}",
                        "payloadFormatVersion": "1.0",
                    },
                }
            }
        },
    }
    apigwv2_tf.Api(stack, "Books", body=document)

    assert json.loads(_argument(stack, "aws_apigatewayv2_api", "body")) == document


def test_schema_reaches_aws_unharmed(stack: TerraformStack) -> None:
    """The patterns of a JSON schema are full of signs that Terraform would take for its own."""
    schema = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {"a": {"type": "string", "pattern": '^\\${1}"[^%]{3}%{2}\\d$'}},
    }
    api = apigwv2_tf.Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    api.add_model(schema, model_name="patterns")

    assert json.loads(_argument(stack, "aws_apigatewayv2_model", "schema")) == schema


def test_selection_expression_reaches_aws_unharmed(stack: TerraformStack) -> None:
    """A selection expression with braces is API Gateway's to evaluate."""
    selection = "${request.header.version}/${request.body.action}"
    apigwv2_tf.Api(
        stack, "Chat", protocol_type="WEBSOCKET", route_selection_expression=selection, deploy=False
    )

    arrived = _argument(stack, "aws_apigatewayv2_api", "route_selection_expression")
    assert arrived == selection


def test_url_takes_stage_variables_and_references(stack: TerraformStack) -> None:
    """In a URL a stage variable is for API Gateway, and a token for Terraform."""
    host = TerraformLocal(stack, "Host", "example.com")
    api = apigwv2_tf.Api(stack, "Books", protocol_type="HTTP", deploy=False)
    url = f"https://{host.as_string}/${{stageVariables.{host.as_string}}}"
    api.add_http_integration("Url", url=url, integration_method="GET")

    arrived = _argument(stack, "aws_apigatewayv2_integration", "integration_uri")
    assert arrived == "https://example.com/${stageVariables.example.com}"
