"""Tests of APIs that are defined elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ApiExport,
    ApiSearch,
    HttpApi,
    LambdaTarget,
    OptionError,
    Stage,
    WebSocketApi,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

ARN = "arn:aws:execute-api:eu-west-1:1:a1"


def data(synthesized: Synthesized, kind: str) -> dict[str, Any]:
    """Return the only data source of a type."""
    (found,) = synthesized()["data"][kind].values()
    return {name: value for name, value in found.items() if name != "//"}


def test_id_alone_defines_nothing(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An API known by its id defines nothing until more of it is asked for."""
    api = Api.from_api_id(stack, "Api", "a1")

    assert api.api_id == "a1"
    assert api.protocol_type is None
    assert synthesized() == {}


def test_attributes_that_are_given(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Attributes that are given are not read from AWS."""
    api = Api.from_api_id(
        stack, "Api", "a1", execution_arn=ARN, api_endpoint="https://a1.example.com"
    )

    assert api.execute_api_arn() == f"{ARN}/*/*"
    live = Stage.from_stage_name(stack, "Live", "live")
    assert api.client_url(live) == "https://a1.example.com/live"
    assert synthesized() == {}


def test_attributes_that_are_read(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Attributes that are not given are read from AWS, by one data source."""
    api = Api.from_api_id(stack, "Api", "a1", logical_id="api")
    TerraformOutput(stack, "Arn", value=api.execution_arn)
    TerraformOutput(stack, "Url", value=api.api_endpoint)

    assert data(synthesized, "aws_apigatewayv2_api") == {"api_id": "a1"}
    found = synthesized()["output"]
    assert found["Arn"]["value"] == "${data.aws_apigatewayv2_api.api.execution_arn}"
    assert found["Url"]["value"] == "${data.aws_apigatewayv2_api.api.api_endpoint}"


def test_adding_to_an_imported_api(stack: TerraformStack, block: Block) -> None:
    """Routes, integrations and permissions can be added to an API of elsewhere."""
    api = Api.from_api_id(stack, "Api", "a1", protocol_type="HTTP", execution_arn=ARN)
    target = LambdaTarget.from_arn("arn:aws:lambda:eu-west-1:123456789012:function:f")
    api.add_route("GET /", api.add_lambda_integration("F", handler=target))

    assert block("aws_apigatewayv2_route")["api_id"] == "a1"
    assert block("aws_apigatewayv2_integration")["api_id"] == "a1"
    assert block("aws_lambda_permission")["source_arn"] == f"{ARN}/*/*"


def test_protocol_of_an_imported_api_is_checked(stack: TerraformStack) -> None:
    """An API of elsewhere whose protocol is given refuses what belongs to the other one."""
    api = Api.from_api_id(stack, "Api", "a1", protocol_type="HTTP")
    with pytest.raises(OptionError) as refused:
        api.connections_api_arn()

    assert str(refused.value) == (
        "orders/Api: protocol_type is 'HTTP', allowed: WEBSOCKET, for connections_api_arn()"
    )


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    api = Api.from_api_id(stack, "Api", text, protocol_type=text, execution_arn=text)
    api.add_stage("Live", stage_name="live")

    assert block("aws_apigatewayv2_stage")["api_id"] == "${var.Text}"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({"api_id": ""}, "api_id is '', allowed: 1 to 128 characters", id="empty id"),
        pytest.param({"api_id": 5}, "api_id is 5, allowed: text", id="number"),
        pytest.param(
            {"protocol_type": "REST"},
            "protocol_type is 'REST', allowed: HTTP, WEBSOCKET",
            id="protocol",
        ),
    ],
)
def test_what_is_refused(stack: TerraformStack, options: dict[str, Any], words: str) -> None:
    """An API without an id, or of another protocol, is refused at once."""
    with pytest.raises(OptionError) as refused:
        Api.from_api_id(stack, "Api", **{"api_id": "a1", **options})

    assert str(refused.value) == f"orders/Api: {words}"


def test_lookup_by_id(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An API can be read by its id, so that the plan fails where there is none."""
    Api.from_lookup(stack, "Api", api_id="a1")

    assert data(synthesized, "aws_apigatewayv2_api") == {"api_id": "a1"}


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"name": "books"}, id="name"),
        pytest.param({"tags": {"team": "a"}}, id="tags"),
        pytest.param({"name": "books", "protocol_type": "HTTP", "tags": {"a": "b"}}, id="all"),
    ],
)
def test_lookup_by_the_rest(
    stack: TerraformStack, synthesized: Synthesized, options: dict[str, Any]
) -> None:
    """An API can be found by name, protocol and tags; Terraform fails unless one fits."""
    Api.from_lookup(stack, "Api", **options)

    assert data(synthesized, "aws_apigatewayv2_apis") == options
    found = data(synthesized, "aws_apigatewayv2_api")["api_id"]
    assert found == "${one(tolist(data.aws_apigatewayv2_apis.ApiSearch_B1D29E29.ids))}"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(
            {}, "api_id is left out, allowed: an id, a name or tags to look for", id="nothing"
        ),
        pytest.param(
            {"protocol_type": "HTTP"},
            "api_id is left out, allowed: an id, a name or tags to look for",
            id="protocol alone",
        ),
        pytest.param(
            {"api_id": "a1", "name": "books"},
            "name is 'books', allowed: nothing: api_id says which API it is",
            id="id and name",
        ),
        pytest.param(
            {"api_id": "a1", "tags": {"a": "b"}},
            "tags is {'a': 'b'}, allowed: nothing: api_id says which API it is",
            id="id and tags",
        ),
        pytest.param({"name": ""}, "name is '', allowed: 1 to 128 characters", id="empty name"),
        pytest.param({"api_id": ""}, "api_id is '', allowed: 1 to 128 characters", id="empty id"),
    ],
)
def test_lookup_that_finds_no_one_api(
    stack: TerraformStack, options: dict[str, Any], words: str
) -> None:
    """A look-up that could not find one API is refused at once."""
    with pytest.raises(OptionError) as refused:
        Api.from_lookup(stack, "Api", **options)

    assert str(refused.value) == f"orders/Api: {words}"


@pytest.mark.parametrize("api", [Api, HttpApi, WebSocketApi])
@pytest.mark.parametrize(
    ("option", "hint"),
    [
        pytest.param("tag", "; did you mean 'tags'?", id="misspelt"),
        pytest.param("zone", "", id="of something else"),
    ],
)
def test_lookup_by_what_there_is_not(
    stack: TerraformStack,
    api: Any,  # noqa: ANN401
    option: str,
    hint: str,
) -> None:
    """An option that a look-up has not is refused, not forgotten: it would find another API."""
    with pytest.raises(TypeError) as refused:
        api.from_lookup(stack, "Api", name="books", **{option: {"team": "a"}})

    assert str(refused.value) == (
        f"{api.__name__}.from_lookup() got an unexpected keyword argument {option!r}{hint}"
    )
    assert stack.node.children == []


def test_options_of_a_lookup(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What every resource takes is for what reads the API, not for the search."""
    Api.from_lookup(
        stack,
        "Api",
        name="books",
        logical_id="books",
        transform=lambda given: {**given, "api_id": "changed"},
    )

    assert synthesized()["data"]["aws_apigatewayv2_api"]["books"]["api_id"] == "changed"
    assert data(synthesized, "aws_apigatewayv2_apis") == {"name": "books"}


@pytest.mark.parametrize(
    ("option", "value", "shown"),
    [
        pytest.param("import_from", "a1", "'a1'", id="import_from"),
        pytest.param("move_from", "a.b", "'a.b'", id="move_from"),
        pytest.param("ignore_changes", ["name"], "['name']", id="ignore_changes"),
        pytest.param("prevent_destroy", True, "True", id="prevent_destroy"),
    ],
)
@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"api_id": "a1"}, id="taken"),
        pytest.param({"name": "books"}, id="looked up"),
    ],
)
def test_api_of_elsewhere_is_only_read(
    stack: TerraformStack, how: dict[str, str], option: str, value: object, shown: str
) -> None:
    """What only a resource can have is refused at once, and leaves nothing behind."""
    take: Any = Api.from_api_id if "api_id" in how else Api.from_lookup
    with pytest.raises(OptionError) as refused:
        take(stack, "Api", **how, **{option: value})

    assert str(refused.value) == (
        f"orders/Api: {option} is {shown}, allowed: nothing: a data source only reads"
    )
    assert stack.node.children == []


def test_search(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A search gives the ids of all the APIs it finds."""
    search = ApiSearch(stack, "All", logical_id="all")
    TerraformOutput(stack, "Ids", value=search.api_ids)

    assert data(synthesized, "aws_apigatewayv2_apis") == {}
    assert synthesized()["output"]["Ids"]["value"] == (
        "${tolist(data.aws_apigatewayv2_apis.all.ids)}"
    )


def test_search_for_an_unknown_protocol(stack: TerraformStack) -> None:
    """A protocol that does not exist is refused at once."""
    with pytest.raises(OptionError) as refused:
        ApiSearch(stack, "All", protocol_type="REST")

    assert str(refused.value) == ("orders/All: protocol_type is 'REST', allowed: HTTP, WEBSOCKET")


def test_search_for_an_empty_name(stack: TerraformStack) -> None:
    """An empty name, such as that of a variable not set, would find nothing."""
    with pytest.raises(OptionError) as refused:
        ApiSearch(stack, "All", name="")

    assert str(refused.value) == "orders/All: name is '', allowed: 1 to 128 characters"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({}, {}, id="smallest"),
        pytest.param({"output_type": "YAML"}, {"output_type": "YAML"}, id="notation"),
        pytest.param({"stage_name": "live"}, {"stage_name": "live"}, id="stage"),
        pytest.param({"export_version": "1.0"}, {"export_version": "1.0"}, id="version"),
        pytest.param(
            {"include_extensions": False}, {"include_extensions": False}, id="no extensions"
        ),
    ],
)
def test_export(
    stack: TerraformStack,
    synthesized: Synthesized,
    options: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    """An HTTP API can be exported as an OpenAPI document."""
    export = ApiExport(stack, "Document", api=Api.from_api_id(stack, "Api", "a1"), **options)

    assert data(synthesized, "aws_apigatewayv2_export") == {
        "api_id": "a1",
        "specification": "OAS30",
        "output_type": "JSON",
        **expected,
    }
    TerraformOutput(stack, "Body", value=export.body)
    assert synthesized()["output"]["Body"]["value"].endswith(".body}")


@pytest.mark.parametrize(
    ("protocol", "options", "words"),
    [
        pytest.param(
            "WEBSOCKET",
            {},
            "api is 'a WebSocket API', allowed: an HTTP API: only these can be exported",
            id="WebSocket",
        ),
        pytest.param(
            "HTTP",
            {"specification": "OAS31"},
            "specification is 'OAS31', allowed: OAS30",
            id="specification",
        ),
        pytest.param(
            "HTTP",
            {"output_type": "XML"},
            "output_type is 'XML', allowed: JSON, YAML",
            id="notation",
        ),
        pytest.param(
            "HTTP", {"export_version": "2"}, "export_version is '2', allowed: 1.0", id="version"
        ),
    ],
)
def test_export_that_aws_refuses(
    stack: TerraformStack, protocol: str, options: dict[str, Any], words: str
) -> None:
    """What AWS could not export is refused at once."""
    api = Api.from_api_id(stack, "Api", "a1", protocol_type=protocol)
    with pytest.raises(OptionError) as refused:
        ApiExport(stack, "Document", api=api, **options)

    assert str(refused.value) == f"orders/Document: {words}"
