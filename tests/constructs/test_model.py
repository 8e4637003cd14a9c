"""Tests of models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, JsonSchema, Model, OptionError
from apigwv2_tf.terms import JsonSchemaType, KnownContentTypes
from cdktf import TerraformStack, TerraformVariable, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks

    Block = Callable[[str], dict[str, Any]]

_MODEL = "aws_apigatewayv2_model"
_DRAFT4 = "http://json-schema.org/draft-04/schema#"
_STATUS = JsonSchema(
    title="statusInputModel",
    type=JsonSchemaType.OBJECT,
    properties={"action": JsonSchema(type=JsonSchemaType.STRING)},
)


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


def test_model_of_the_founding_example(api: Api, block: Block) -> None:
    """The title is the name, and stays in the schema."""
    model = api.add_model(_STATUS)

    written = block(_MODEL)
    assert json.loads(written.pop("schema")) == {
        "$schema": _DRAFT4,
        "title": "statusInputModel",
        "type": "object",
        "properties": {"action": {"type": "string"}},
    }
    assert written == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "content_type": "application/json",
        "name": "statusInputModel",
    }
    assert str(model.node.path) == "orders/Chat/Model.statusInputModel"


@pytest.mark.parametrize(
    ("option", "given", "argument", "written"),
    [
        pytest.param(
            "content_type", KnownContentTypes.TEXT, "content_type", "text/plain", id="known"
        ),
        pytest.param("content_type", "text/html", "content_type", "text/html", id="content_type"),
        pytest.param("model_name", "m" * 128, "name", "m" * 128, id="model_name"),
        pytest.param("description", "d" * 128, "description", "d" * 128, id="description"),
    ],
)
def test_option_given(
    *, api: Api, block: Block, option: str, given: str, argument: str, written: str
) -> None:
    """Each option becomes its argument."""
    options: dict[str, Any] = {option: given}
    Model(api, "Message", api=api, schema={}, **options)

    assert block(_MODEL)[argument] == written


def test_trap_model_names_are_alphanumeric(api: Api, block: Block) -> None:
    """Left out, the name is the construct's id without what API Gateway refuses."""
    Model(api, "my-status_model.ä", api=api, schema={})

    assert block(_MODEL)["name"] == "mystatusmodel"


def test_name_goes_before_the_title(api: Api, block: Block) -> None:
    """A name that is given is not overridden by the title."""
    api.add_model(_STATUS, model_name="status")

    assert block(_MODEL)["name"] == "status"


def test_plain_dict(api: Api, block: Block) -> None:
    """A dict works as a JsonSchema does."""
    api.add_model({"title": "message", "type": "object", "max_properties": 3})

    assert json.loads(block(_MODEL)["schema"]) == {
        "$schema": _DRAFT4,
        "title": "message",
        "type": "object",
        "maxProperties": 3,
    }


def test_braces_and_unicode_reach_aws(api: Api, block: Block) -> None:
    """A pattern may have ${ or %{ in it, which Terraform must not evaluate."""
    api.add_model({"title": "m", "pattern": "^${a}%{b}ü😀$"})

    assert json.loads(block(_MODEL)["schema"])["pattern"] == "^$${a}%%{b}ü😀$"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"model_name": "my-model"},
            "model_name is 'my-model', allowed: 1 to 128 letters and digits",
            id="hyphen",
        ),
        pytest.param(
            {"model_name": ""},
            "model_name is '', allowed: 1 to 128 letters and digits",
            id="empty-name",
        ),
        pytest.param(
            {"model_name": "größe"},
            "model_name is 'größe', allowed: 1 to 128 letters and digits",
            id="unicode",
        ),
        pytest.param(
            {"model_name": "m" * 129},
            f"model_name is '{'m' * 78}…, allowed: 1 to 128 letters and digits",
            id="long-name",
        ),
        pytest.param(
            {"content_type": ""},
            "content_type is '', allowed: 1 to 256 characters",
            id="content-type",
        ),
        pytest.param(
            {"content_type": "c" * 257},
            f"content_type is '{'c' * 78}…, allowed: 1 to 256 characters; it has 257",
            id="long-content-type",
        ),
        pytest.param(
            {"description": ""},
            "description is '', allowed: 1 to 128 characters",
            id="description",
        ),
        pytest.param(
            {"description": "d" * 129},
            f"description is '{'d' * 78}…, allowed: 1 to 128 characters; it has 129",
            id="long-description",
        ),
        pytest.param(
            {"schema": {"enum": [{1}]}},
            "schema is {'enum': [{1}]}, "
            "allowed: what JSON can hold; Object of type set is not JSON serializable",
            id="set",
        ),
        pytest.param(
            {"schema": {"maximum": float("nan")}},
            "schema is {'maximum': nan}, "
            "allowed: what JSON can hold; Out of range float values are not JSON compliant",
            id="nan",
        ),
        pytest.param(
            {"schema": "{}"},
            "schema is '{}', allowed: JsonSchema(...) or a dict from text to anything",
            id="text",
        ),
        pytest.param(
            {"schema": None},
            "schema is None, allowed: JsonSchema(...) or a dict from text to anything",
            id="none",
        ),
    ],
)
def test_option_is_refused(api: Api, options: dict[str, Any], problem: str) -> None:
    """What API Gateway refuses of a model is refused at the line that wrote it."""
    with pytest.raises(OptionError) as refused:
        Model(api, "Message", api=api, **{"schema": {}, **options})

    assert str(refused.value) == f"orders/Chat/Message: {problem}"


def test_longest_schema(api: Api) -> None:
    """A schema has up to 32,768 characters."""
    with pytest.raises(OptionError) as refused:
        api.add_model({"title": "m", "description": "d" * 32_768})

    assert str(refused.value).startswith('orders/Chat/Model.m: schema is \'{"$schema": ')
    assert str(refused.value).endswith("allowed: 1 to 32768 characters; it has 32855")


def test_schema_that_holds_itself(api: Api) -> None:
    """A schema without an end is refused, not followed."""
    schema: dict[str, Any] = {}
    schema["items"] = schema

    with pytest.raises(OptionError, match=r"^orders/Chat/Message: schema is .*what JSON can hold"):
        Model(api, "Message", api=api, schema=schema)


def test_model_without_a_name_is_refused(api: Api) -> None:
    """add_model needs a title or a name."""
    with pytest.raises(OptionError) as refused:
        api.add_model({"type": "object"})

    assert str(refused.value) == (
        "orders/Chat: model_name is left out, allowed: a title in the schema, or a model_name"
    )


def test_model_on_http_is_refused(stack: TerraformStack) -> None:
    """HTTP APIs check no messages."""
    api = Api(stack, "Books", protocol_type="HTTP", deploy=False)

    with pytest.raises(OptionError) as refused:
        api.add_model(_STATUS)

    assert str(refused.value) == (
        "orders/Books/Model.statusInputModel: a model is 'statusInputModel', "
        "allowed: nothing: it belongs to WebSocket APIs; leave it out"
    )


def test_second_model_of_a_name_is_refused(api: Api) -> None:
    """A name is taken once in an API."""
    api.add_model(_STATUS)

    with pytest.raises(OptionError) as refused:
        Model(api.stack, "Again", api=api, schema={}, model_name="statusInputModel")

    assert str(refused.value) == (
        "orders/Again: model_name is 'statusInputModel', "
        "allowed: one that the API has not yet: orders/Chat/Model.statusInputModel has it"
    )


def test_two_apis_have_models_of_one_name(
    stack: TerraformStack, api: Api, blocks: Callable[[str], Blocks]
) -> None:
    """Another API has names of its own."""
    other = Api(stack, "Other", protocol_type="WEBSOCKET", deploy=False)
    api.add_model(_STATUS)
    other.add_model(_STATUS)

    assert [block["name"] for block in blocks(_MODEL)] == ["statusInputModel"] * 2


def test_tokens_pass(api: Api, block: Block) -> None:
    """Text, numbers and lists that Terraform knows later become part of the schema."""
    text = TerraformVariable(api.stack, "text", type="string")
    number = TerraformVariable(api.stack, "number", type="number")
    Model(
        api,
        "Message",
        api=api,
        schema={
            "title": text.string_value,
            "maximum": number.number_value,
            "enum": Token.as_list(text.fqn),
        },
        model_name=text.string_value,
        content_type=text.string_value,
        description=text.string_value,
    )

    written = block(_MODEL)
    assert {written[name] for name in ("name", "content_type", "description")} == {"${var.text}"}
    assert written["schema"] == (
        f'{{"$schema": "{_DRAFT4}", "title": "${{var.text}}", '
        '"maximum": ${jsonencode(var.number)}, "enum": ${jsonencode(var.text)}}'
    )


def test_whole_schema_as_a_token(api: Api, block: Block) -> None:
    """A schema that Terraform knows as a whole is encoded by Terraform."""
    schema = TerraformVariable(api.stack, "schema", type="any")
    Model(api, "Message", api=api, schema=Token.as_string_map(schema.fqn))

    assert block(_MODEL)["schema"] == "${jsonencode(var.schema)}"


def test_imported_model(stack: TerraformStack, api: Api, block: Block) -> None:
    """A model of elsewhere makes no resource, and routes refer to it."""
    model = Model.from_model_attributes(stack, "Message", model_id="abc", model_name="message")
    api.add_route("send", request_models={"$default": model})

    assert model.model_id == "abc"
    assert block("aws_apigatewayv2_route")["request_models"] == {"$default": "message"}
