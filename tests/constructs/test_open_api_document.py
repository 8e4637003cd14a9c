"""Tests of APIs that an OpenAPI document defines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, BodyS3Location, CorsConfiguration, OptionError
from cdktf import Fn, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

INFO = {"title": "orders", "version": "1.0"}
DOCUMENT = {"openapi": "3.0.1", "info": INFO, "paths": {}}
YAML = "openapi: 3.0.1\ninfo:\n  title: orders\n  version: '1.0'\npaths: {}\n"
S3 = BodyS3Location(bucket="specs", key="orders.json")


def define(stack: TerraformStack, body: Any, **options: Any) -> None:  # noqa: ANN401
    """Define an API from a document."""
    Api(stack, "Api", body=body, deploy=False, **options)


def with_cors(cors: object) -> dict[str, object]:
    """Return a document with CORS settings."""
    return {**DOCUMENT, "x-amazon-apigateway-cors": cors}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(json.dumps(DOCUMENT, indent=1), json.dumps(DOCUMENT, indent=1), id="JSON"),
        pytest.param(YAML, YAML, id="YAML"),
        pytest.param(DOCUMENT, json.dumps(DOCUMENT), id="dict"),
        pytest.param(
            {**DOCUMENT, "x-text": "${AWS::Region} é"},
            json.dumps({**DOCUMENT, "x-text": "$${AWS::Region} é"}, ensure_ascii=False),
            id="variables of AWS",
        ),
    ],
)
def test_document_is_sent_as_written(
    stack: TerraformStack, block: Block, body: object, text: str
) -> None:
    """A document reaches AWS as it was written, and makes the API an HTTP API."""
    define(stack, body)

    api = block("aws_apigatewayv2_api")
    assert api["body"] == text
    assert api["protocol_type"] == "HTTP"


def test_no_body_by_default(stack: TerraformStack, block: Block) -> None:
    """Without a document there is no body."""
    define(stack, None, protocol_type="HTTP")

    assert "body" not in block("aws_apigatewayv2_api")


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        pytest.param(
            {"title": "T", "version": "2", "description": "D"}, ("T", "2", "D"), id="all of it"
        ),
        pytest.param({"title": "T", "version": "2"}, ("T", "2", None), id="no description"),
        pytest.param({"title": "", "version": "2"}, ("Api", "2", None), id="empty title"),
        pytest.param({"title": "a ${b}", "version": "2"}, ("a $${b}", "2", None), id="braces"),
    ],
)
def test_trap_info_names_the_api(
    stack: TerraformStack, block: Block, info: dict[str, str], expected: tuple[str | None, ...]
) -> None:
    """Name, version and description come from the document, or each plan has a change."""
    define(stack, {**DOCUMENT, "info": info})

    api = block("aws_apigatewayv2_api")
    assert (api["name"], api["version"], api.get("description")) == expected


@pytest.mark.parametrize(
    ("body", "options", "info"),
    [
        pytest.param(DOCUMENT, {"api_name": "other"}, {**INFO, "title": "other"}, id="name"),
        pytest.param(YAML, {"version": "2"}, {**INFO, "version": "2"}, id="version of YAML"),
        pytest.param(
            json.dumps(DOCUMENT),
            {"description": "d"},
            {**INFO, "description": "d"},
            id="description of JSON",
        ),
        pytest.param(
            {"openapi": "3.0.1"}, {"version": "1"}, {"title": "Api", "version": "1"}, id="no info"
        ),
        pytest.param(
            {"openapi": "3.0.1", "info": {"version": "1", "x-team": "a"}},
            {},
            {"version": "1", "x-team": "a", "title": "Api"},
            id="no title",
        ),
        pytest.param(
            "openapi: 3.0.1\ninfo: {title: 7, version: 1.10}",
            {},
            {"title": "7", "version": "1.10"},
            id="numbers",
        ),
        pytest.param(
            "openapi: 3.0.1\ninfo: {title: t, version: 2026-01-02}",
            {},
            {"title": "t", "version": "2026-01-02"},
            id="date",
        ),
        pytest.param(
            {"openapi": "3.0.1", "info": {**INFO, "description": "old"}},
            {"description": ""},
            {**INFO, "description": ""},
            id="description taken away",
        ),
    ],
)
def test_trap_info_is_rewritten_where_it_differs(
    stack: TerraformStack,
    block: Block,
    body: object,
    options: dict[str, Any],
    info: dict[str, str],
) -> None:
    """What is given beside the document replaces what the document says."""
    define(stack, body, **options)

    api = block("aws_apigatewayv2_api")
    assert json.loads(api["body"])["info"] == info
    assert (api["name"], api.get("version")) == (info["title"], info["version"])


def test_text_stays_where_nothing_differs(stack: TerraformStack, block: Block) -> None:
    """Name and version that agree with the document leave its text alone."""
    define(stack, YAML, api_name="orders", version="1.0")

    assert block("aws_apigatewayv2_api")["body"] == YAML


def test_rewritten_document_keeps_the_rest(stack: TerraformStack, block: Block) -> None:
    """A rewritten document keeps paths, keys that are numbers, and dates as text."""
    body = f"{YAML}x-codes: {{200: 2026-01-02}}\n"
    define(stack, body, api_name="other")

    text = json.loads(block("aws_apigatewayv2_api")["body"])
    assert text["paths"] == {}
    assert text["x-codes"] == {"200": "2026-01-02"}


def test_whole_token_passes(stack: TerraformStack, block: Block) -> None:
    """A document that only Terraform can read is passed on, with the id as the API's name."""
    define(stack, Fn.file("orders.yaml"))

    api = block("aws_apigatewayv2_api")
    assert api["body"] == '${file("orders.yaml")}'
    assert api["name"] == "Api"


def test_token_inside_a_document_passes(
    stack: TerraformStack, block: Block, function: LambdaFunction
) -> None:
    """A document with references in it is still read: for its name, its CORS and its errors."""
    cors = {"allowOrigins": ["https://example.com"]}
    define(stack, json.dumps({**with_cors(cors), "x-uri": function.invoke_arn}))

    api = block("aws_apigatewayv2_api")
    assert json.loads(api["body"])["x-uri"] == "${aws_lambda_function.Backend.invoke_arn}"
    assert api["name"] == "orders"
    assert api["cors_configuration"] == {"allow_origins": ["https://example.com"]}


def test_name_as_a_token_is_written_into_the_document(stack: TerraformStack, block: Block) -> None:
    """A name that only Terraform knows stands in the document too."""
    define(stack, DOCUMENT, api_name=TerraformVariable(stack, "Name").string_value)

    api = block("aws_apigatewayv2_api")
    assert api["name"] == "${var.Name}"
    assert json.loads(api["body"])["info"]["title"] == "${var.Name}"


def test_trap_cors_of_the_document_is_copied(stack: TerraformStack, block: Block) -> None:
    """The provider deletes CORS that only the document has, so it is said outside as well."""
    cors = {
        "allowOrigins": ["https://example.com"],
        "allowMethods": ["GET"],
        "allowHeaders": ["authorization"],
        "exposeHeaders": ["etag"],
        "allowCredentials": True,
        "maxAge": 60,
    }
    define(stack, with_cors(cors))

    assert block("aws_apigatewayv2_api")["cors_configuration"] == {
        "allow_origins": ["https://example.com"],
        "allow_methods": ["GET"],
        "allow_headers": ["authorization"],
        "expose_headers": ["etag"],
        "allow_credentials": True,
        "max_age": 60,
    }


def test_given_cors_wins_over_the_document(stack: TerraformStack, block: Block) -> None:
    """CORS settings that are given replace those of the document."""
    define(
        stack,
        with_cors({"allowOrigins": ["https://example.com"]}),
        cors_configuration=CorsConfiguration(max_age=5),
    )

    assert block("aws_apigatewayv2_api")["cors_configuration"] == {"max_age": 5}


def test_fail_on_warnings(stack: TerraformStack, block: Block) -> None:
    """Warnings about the document can be errors."""
    define(stack, DOCUMENT, fail_on_warnings=True)

    assert block("aws_apigatewayv2_api")["fail_on_warnings"] is True


def body_source(synthesized: Synthesized) -> dict[str, Any]:
    """Return the data source that reads the document."""
    (found,) = synthesized()["data"]["aws_s3_object"].values()
    return {name: value for name, value in found.items() if name != "//"}


def test_document_in_s3(stack: TerraformStack, block: Block, synthesized: Synthesized) -> None:
    """A document in S3 is read by a data source."""
    define(stack, None, body_s3_location=S3)

    assert body_source(synthesized) == {"bucket": "specs", "key": "orders.json"}
    api = block("aws_apigatewayv2_api")
    assert api["body"].startswith("${data.aws_s3_object.Api_Body_")
    assert api["protocol_type"] == "HTTP"


def test_document_in_s3_of_one_version(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A version and an ETag can be asked for; Terraform stops where the ETag is another."""
    location = BodyS3Location(bucket="specs", key="orders.json", etag='a"b', version="v1")
    define(stack, None, body_s3_location=location)

    source = body_source(synthesized)
    assert source["version_id"] == "v1"
    assert source["lifecycle"] == {
        "postcondition": [
            {
                "condition": '${self.etag == "a\\"b"}',
                "error_message": "the OpenAPI document has another ETag than was asked for",
            }
        ]
    }


def test_document_in_s3_with_an_etag_that_terraform_knows(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """An ETag behind a token is compared by its value, not by the token's text."""
    etag = TerraformVariable(stack, "Etag", type="string").string_value
    location = BodyS3Location(bucket="specs", key="orders.json", etag=etag)
    define(stack, None, body_s3_location=location)

    (condition,) = body_source(synthesized)["lifecycle"]["postcondition"]
    assert condition["condition"] == "${self.etag == var.Etag}"


JSON_VALUES = "texts, numbers, true, false, None, and dicts and lists of them"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("", "body is '', allowed: an OpenAPI document in JSON or YAML", id="empty"),
        pytest.param(
            "orders.yaml",
            "body is 'orders.yaml', allowed: an OpenAPI document in JSON or YAML",
            id="path of a file",
        ),
        pytest.param(
            "a: b\nc: [",
            "body is 'a: b\\nc: [', allowed: an OpenAPI document in JSON or YAML; "
            "it breaks in line 2",
            id="broken",
        ),
        pytest.param(
            "a: 2026-99-99",
            "body is 'a: 2026-99-99', allowed: an OpenAPI document in JSON or YAML; "
            "it cannot be read",
            id="no date",
        ),
        pytest.param(
            {"swagger": "2.0"},
            "body.openapi is left out, allowed: 3.0.x: API Gateway imports OpenAPI 3.0 only",
            id="Swagger",
        ),
        pytest.param(
            {"openapi": "3.1.0"},
            "body.openapi is '3.1.0', allowed: 3.0.x: API Gateway imports OpenAPI 3.0 only",
            id="newer version",
        ),
        pytest.param(
            {"info": {}},
            "body.openapi is left out, allowed: 3.0.x: API Gateway imports OpenAPI 3.0 only",
            id="no version",
        ),
        pytest.param(
            {"openapi": "3.0.1", "x": {1}},
            f"body is {{'openapi': '3.0.1', 'x': {{1}}}}, allowed: {JSON_VALUES}",
            id="no JSON",
        ),
        pytest.param(
            {"openapi": "3.0.1", "info": {"title": "t" * 129}},
            f"body.info.title is '{'t' * 78}…, allowed: 1 to 128 characters; it has 129; "
            "give api_name, and the document is sent with that",
            id="title",
        ),
        pytest.param(
            {"openapi": "3.0.1", "info": {"description": "t" * 1025}},
            f"body.info.description is '{'t' * 78}…, allowed: 0 to 1024 characters; it has 1025; "
            "give description, and the document is sent with that",
            id="description",
        ),
        pytest.param(
            with_cors({"allowOrigins": "*"}),
            "body.x-amazon-apigateway-cors.allow_origins is '*', allowed: a list of text",
            id="CORS of a wrong type",
        ),
        pytest.param(
            with_cors({"maxAge": 90_000}),
            "body.x-amazon-apigateway-cors.max_age is 90000, allowed: -1 to 86400; "
            "it is in seconds",
            id="CORS age",
        ),
        pytest.param(
            with_cors({"allowOrigins": ["*"], "allowCredentials": True}),
            "body.x-amazon-apigateway-cors.allow_credentials is True, "
            "allowed: False or left out together with the origin *; name the origins",
            id="CORS credentials",
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, body: object, told: str) -> None:
    """A document that AWS would refuse at apply is refused at once."""
    with pytest.raises(OptionError) as refused:
        define(stack, body)

    assert str(refused.value) == f"orders/Api: {told}"


def test_long_text_is_replaced_by_what_is_given(stack: TerraformStack, block: Block) -> None:
    """A description that is too long for AWS goes with a shorter one beside the document."""
    info = {**INFO, "description": "t" * 1025}
    define(stack, {**DOCUMENT, "info": info}, description="short")

    api = block("aws_apigatewayv2_api")
    assert api["description"] == "short"
    assert json.loads(api["body"])["info"]["description"] == "short"


def test_trap_routes_beside_a_document(stack: TerraformStack) -> None:
    """A route beside a document is refused: each change of the document would delete it."""
    api = Api(stack, "Api", body=DOCUMENT, deploy=False)
    integration = api.add_http_integration("Url", url="https://example.com")

    with pytest.raises(OptionError) as refused:
        api.add_route("GET /", integration)

    assert "orders/Api/Route.GET --: key is 'GET /', allowed: routes of the API's" in str(
        refused.value
    )


def test_tags_beside_a_document(
    stack: TerraformStack, block: Callable[[str], dict[str, Any]]
) -> None:
    """The API's tags stay beside the document; those of the document are another matter."""
    document = {"openapi": "3.0.1", "paths": {}, "tags": [{"name": "books"}]}
    Api(stack, "Api", body=document, tags={"team": "a"}, deploy=False)

    assert block("aws_apigatewayv2_api")["tags"] == {"team": "a"}
    assert "team" not in block("aws_apigatewayv2_api")["body"]


@pytest.mark.parametrize("name", ["bucket", "key", "etag", "version"])
def test_place_of_a_wrong_type(name: str) -> None:
    """A place in S3 takes text only."""
    with pytest.raises(OptionError) as refused:
        BodyS3Location(**{"bucket": "b", "key": "k", name: 1})  # type: ignore[arg-type]

    assert str(refused.value) == f"BodyS3Location: {name} is 1, allowed: text"
