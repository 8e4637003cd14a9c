"""APIs that an OpenAPI document defines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.values import UNKNOWN, masked
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.inventories import API, api, elsewhere, resource, route, surface, to

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api

X = "x-amazon-apigateway-"
LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
WIRE = {
    "type": "aws_proxy",
    "httpMethod": "POST",
    "uri": LAMBDA,
    "payloadFormatVersion": "2.0",
    "timeoutInMillis": 5000,
}
SCHEMES = {
    "members": {
        "type": "oauth2",
        f"{X}authorizer": {
            "type": "jwt",
            "jwtConfiguration": {"issuer": "https://id.example.com", "audience": ["b", "a"]},
            "identitySource": "$request.header.Authorization",
        },
    },
    "discovered": {
        "type": "openIdConnect",
        "openIdConnectUrl": "https://id.example.com/.well-known/openid-configuration",
        f"{X}authorizer": {"type": "jwt", "jwtConfiguration": {"audience": ["a"]}},
    },
    "asked": {
        "type": "apiKey",
        "name": "x",
        "in": "header",
        f"{X}authorizer": {
            "type": "request",
            "authorizerUri": LAMBDA,
            "authorizerPayloadFormatVersion": "2.0",
            "enableSimpleResponses": True,
            "identitySource": "$request.header.b, $request.header.a",
            "authorizerResultTtlInSeconds": 0,
        },
    },
    "plain": {"type": "http", "scheme": "basic"},
}


def document(paths: object = None, **others: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a document with the security schemes above."""
    found = {"openapi": "3.0.1", "paths": {} if paths is None else paths}
    return {**found, "components": {"securitySchemes": SCHEMES}, **others}


def read(body: object, **values: Any) -> tuple[Api, tuple[str, ...]]:  # noqa: ANN401
    """Return the API that a document defines, and what was noted."""
    text = json.dumps(body) if isinstance(body, dict) else body
    found = surface(api(body=text, **values), resource("aws_lambda_function.f", arn=LAMBDA))
    return found.apis[0], found.notes


def operation(**values: Any) -> tuple[Any, tuple[str, ...]]:  # noqa: ANN401
    """Return the route of a document with one operation, and what was noted."""
    root = values.pop("root", {})
    found, notes = read(document({"/pets": {"get": values}}, **root))
    return found.routes[0], notes


@pytest.mark.parametrize("write", [json.dumps, yaml.safe_dump], ids=["JSON", "YAML"])
def test_operations_are_routes(write: Any) -> None:  # noqa: ANN401
    """Each operation is a route with an address of its own behind that of the API."""
    paths = {
        "/pets": {"get": {"operationId": "list"}, "post": {}, "parameters": [], "summary": "s"},
        "/pets/{id}": {f"{X}any-method": {}},
        "/{proxy+}": {"head": {}, "trace": {}},
        "/$default": {f"{X}any-method": {"isDefaultRoute": True}},
        "x-extension": {"get": {}},
    }

    found, notes = read(write(document(paths)))

    assert {one.key for one in found.routes} == {
        "GET /pets",
        "POST /pets",
        "ANY /pets/{id}",
        "HEAD /{proxy+}",
        "$default",
    }
    (listing,) = [one for one in found.routes if one.key == "GET /pets"]
    assert listing.origin.address == f"{API}#GET /pets"
    assert listing.origin.source is Source.OPENAPI
    assert listing.operation_name == "list"
    assert (listing.api, listing.target) == (API, None)
    assert notes == ()


def test_an_integration_is_read_with_its_function() -> None:
    """A route leads to its integration, and that to the function of the source."""
    found, _ = read(
        document(
            {
                "/pets": {
                    "get": {
                        f"{X}integration": {
                            **WIRE,
                            "requestParameters": {"append:header.a": "$request.header.b"},
                            "responseParameters": {"200": {"append:header.c": "d"}, "404": {}},
                            "tlsConfig": {"serverNameToVerify": "s"},
                            "connectionType": "VPC_LINK",
                            "connectionId": "v1",
                        }
                    }
                }
            }
        )
    )

    (wire,) = found.integrations
    assert found.routes[0].target == to(wire.origin.address)
    assert wire.origin.address == f"{API}#integration GET /pets"
    assert (wire.type, wire.method, wire.payload_format_version) == ("AWS_PROXY", "POST", "2.0")
    assert (wire.uri, wire.backend) == (LAMBDA, to("aws_lambda_function.f"))
    assert wire.timeout_milliseconds == 5000
    assert wire.request_parameters == {"append:header.a": "$request.header.b"}
    assert wire.response_parameters == {"200": {"append:header.c": "d"}}
    assert (wire.has_tls, wire.server_name_to_verify) == (True, "s")
    assert (wire.connection_type, wire.connection) == ("VPC_LINK", elsewhere("v1"))


def test_integrations_can_be_shared() -> None:
    """Operations that refer to one component lead to one integration."""
    reference = {"$ref": f"#/components/{X}integrations/orders"}
    paths = {"/a": {"get": {f"{X}integration": reference}, "put": {f"{X}integration": reference}}}

    found, notes = read(
        document(paths, components={f"{X}integrations": {"orders": WIRE, "unused": WIRE}})
    )

    (wire,) = found.integrations
    assert {one.target for one in found.routes} == {to(wire.origin.address)}
    assert notes == ()


def test_a_reference_to_nothing_is_noted() -> None:
    """An integration that is not in the document cannot be told."""
    found, notes = operation(**{f"{X}integration": {"$ref": "#/elsewhere"}})

    assert found.target.kind is LinkKind.UNRESOLVED
    assert notes == (f"{API}: its OpenAPI document refers to #/elsewhere, which is not in it",)


@pytest.mark.parametrize(
    ("values", "kind", "authorizer", "scopes"),
    [
        pytest.param({}, "NONE", None, None, id="nothing"),
        pytest.param({"security": []}, "NONE", None, None, id="nobody"),
        pytest.param({"security": [{}]}, "NONE", None, None, id="nobody, in words"),
        pytest.param(
            {"security": [{"members": ["b", "a"]}]}, "JWT", "members", ("a", "b"), id="JWT"
        ),
        pytest.param({"security": [{"asked": []}]}, "CUSTOM", "asked", None, id="function"),
        pytest.param({f"{X}auth": {"type": "AWS_IAM"}}, "AWS_IAM", None, None, id="IAM"),
        pytest.param(
            {f"{X}auth": {"type": "NONE"}, "root": {"security": [{"members": []}]}},
            "NONE",
            None,
            None,
            id="open in spite of the root",
        ),
    ],
)
def test_authorization_of_an_operation(
    values: dict[str, Any], kind: str, authorizer: str | None, scopes: object
) -> None:
    """Security requirements and AWS's own extension say who may call."""
    found, notes = operation(**values)

    assert (found.authorization_type, found.scopes) == (kind, scopes)
    assert found.authorizer == (
        None if authorizer is None else to(f"{API}#authorizer {authorizer}")
    )
    assert notes == ()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        pytest.param(
            {"security": [{"members": []}, {"asked": []}]},
            "asks for several authorizations at GET /pets, which AWS refuses",
            id="several",
        ),
        pytest.param(
            {"security": [{"plain": []}]},
            "names the authorizer plain at GET /pets, which is not in it",
            id="no authorizer",
        ),
        pytest.param(
            {"root": {"security": [{"members": []}]}},
            "asks for authorization outside of its operations, and AWS does not say whether that "
            "has an effect",
            id="for all",
        ),
    ],
)
def test_authorization_that_cannot_be_told(values: dict[str, Any], told: str) -> None:
    """Where AWS's answer is not known, neither is the authorization."""
    found, notes = operation(**values)

    assert found.authorization_type is UNKNOWN
    assert notes == (f"{API}: its OpenAPI document {told}",)


def test_authorizers_are_read() -> None:
    """Security schemes with AWS's extension are authorizers."""
    found, _ = read(document())

    by_name = {one.name: one for one in found.authorizers}
    assert by_name.keys() == {"members", "discovered", "asked"}
    assert (by_name["members"].type, by_name["members"].audience) == ("JWT", ("a", "b"))
    assert by_name["members"].issuer == by_name["discovered"].issuer == "https://id.example.com"
    asked = by_name["asked"]
    assert (asked.type, asked.simple_responses, asked.result_ttl_seconds) == ("REQUEST", True, 0)
    assert asked.identity_sources == ("$request.header.a", "$request.header.b")
    assert asked.function == to("aws_lambda_function.f")


def test_cors_of_a_document_is_deleted_by_the_provider() -> None:
    """Only the API's own block lasts; without one, a note says what happens."""
    body = document(**{f"{X}cors": {"allowOrigins": ["*"]}})

    alone, told = read(body)
    both, nothing = read(body, cors_configuration=[{"allow_origins": ["https://a"]}])

    assert alone.cors is None
    assert "deletes after the import" in told[0]
    assert both.cors is not None
    assert both.cors.allow_origins == ("https://a",)
    assert nothing == ()


@pytest.mark.parametrize(
    ("values", "shown"),
    [pytest.param({}, None), pytest.param({"disableExecuteApiEndpoint": True}, True)],
)
def test_a_document_can_disable_the_default_endpoint(values: dict[str, Any], shown: object) -> None:
    """The endpoint configuration of a server is that of the API."""
    servers = [{"url": "https://a"}, {f"{X}endpoint-configuration": values}]

    assert read(document(servers=servers))[0].disable_execute_api_endpoint is shown


@pytest.mark.parametrize(
    ("body", "document_", "told"),
    [
        pytest.param(UNKNOWN, UNKNOWN, "is known after apply", id="unknown"),
        pytest.param(masked("x"), masked("x"), "is sensitive", id="sensitive"),
        pytest.param("{", UNKNOWN, "cannot be read: it is neither JSON nor YAML", id="malformed"),
        pytest.param("a: b: c", UNKNOWN, "neither JSON nor YAML in line 1", id="malformed YAML"),
        pytest.param("date: 2024-06-31", UNKNOWN, "neither JSON nor YAML that can", id="no date"),
        pytest.param("!!bool x", UNKNOWN, "neither JSON nor YAML that can", id="no bool"),
        pytest.param("!!python/object:os.system x", UNKNOWN, "neither JSON nor YAML", id="object"),
        pytest.param("[]", UNKNOWN, "it is not an object", id="a list"),
        pytest.param("text", UNKNOWN, "it is not an object", id="text"),
        pytest.param("[" * 100_000, UNKNOWN, "nested more than", id="deep JSON"),
        pytest.param("- " * 1_000 + "a", UNKNOWN, "nested more than", id="deep YAML"),
        pytest.param("a" * 6_000_001, UNKNOWN, "larger than the 6 MB", id="large"),
        pytest.param("{}", UNKNOWN, "it is without a version", id="no version"),
        pytest.param('{"swagger": "2.0"}', UNKNOWN, "it is without a version", id="Swagger"),
        pytest.param('{"openapi": 2}', UNKNOWN, "it is of another version", id="version 2"),
        pytest.param("a: &a [*a]", UNKNOWN, "as its aliases multiply", id="without an end"),
    ],
)
def test_documents_that_cannot_be_read_are_noted(
    body: object, document_: object, told: str
) -> None:
    """The API is shown all the same, and a note says that its routes are not."""
    found, notes = read(body)

    assert found.document == document_
    assert found.routes == ()
    assert len(notes) == 1
    assert notes[0].startswith(f"{API}: its OpenAPI document ")
    assert told in notes[0]


@pytest.mark.parametrize("merge", [False, True], ids=["lists", "merged"])
def test_aliases_do_not_multiply(*, merge: bool) -> None:
    """A short text that unfolds to billions of parts is refused at once."""
    lines = ["openapi: 3.0.1", "a0: &a0 {k: v}"]
    for number in range(1, 12):
        many = ", ".join([f"*a{number - 1}"] * 10)
        lines.append(
            f"a{number}: &a{number} {{<<: [{many}]}}"
            if merge
            else f"a{number}: &a{number} [{many}]"
        )

    _, notes = read("\n".join(lines))

    assert "as its aliases multiply them" in notes[0]


def test_aliases_within_reason_are_followed() -> None:
    """An alias means what it stands for."""
    text = (
        f"openapi: 3.0.1\npaths:\n  /a: &a\n    get:\n      {X}auth: {{type: AWS_IAM}}\n  /b: *a\n"
    )

    found, notes = read(text)

    assert [(one.key, one.authorization_type) for one in found.routes] == [
        ("GET /a", "AWS_IAM"),
        ("GET /b", "AWS_IAM"),
    ]
    assert notes == ()


def test_expressions_in_synthesized_text_are_unknown_but_lead_somewhere() -> None:
    """Text that Terraform still fills in is not shown as if it were known."""
    wire = {
        **WIRE,
        "uri": "arn:${data.aws_partition.p.partition}:x/${aws_lambda_function.f.arn}/invocations",
        "credentials": "${aws_iam_role.r.arn}",
    }
    plain = {"type": "HTTP_PROXY", "uri": "https://${stageVariables.host}/${AWS::Region}"}
    found, _ = read(
        document({"/a": {"get": {f"{X}integration": wire}, "put": {f"{X}integration": plain}}})
    )

    first, second = found.integrations
    assert (first.uri, first.credentials_arn) == (UNKNOWN, UNKNOWN)
    assert first.backend == to("aws_lambda_function.f")
    assert second.uri == "https://${stageVariables.host}/${AWS::Region}"


def test_a_document_and_resources_can_go_together() -> None:
    """Routes of their own stand beside those of the document."""
    found = surface(
        api(body=json.dumps(document({"/pets": {"get": {}}}))), route("r", "GET /orders")
    ).apis[0]

    assert {one.key for one in found.routes} == {"GET /pets", "GET /orders"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.just(WIRE),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "/pets",
                    "get",
                    f"{X}any-method",
                    f"{X}integration",
                    f"{X}authorizer",
                    f"{X}auth",
                    f"{X}cors",
                    "$ref",
                    "security",
                    "securitySchemes",
                    "members",
                    "type",
                    "jwtConfiguration",
                    "responseParameters",
                    "servers",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(
    st.fixed_dictionaries(
        {"openapi": st.just("3.0.0")},
        optional={"paths": _JSON, "components": _JSON, "security": _JSON, "servers": _JSON},
    )
)
def test_odd_documents_do_no_harm(body: dict[str, Any]) -> None:
    """Whatever is in a document, the API is read."""
    found, _ = read(body)

    assert found.origin.address == API


@settings(max_examples=150)
@given(st.text(alphabet="openapi3.0paths:{}[]&*!<>?|-\n \"'#%@`,0123456789ab"))
def test_odd_text_does_no_harm(text: str) -> None:
    """Whatever is in a text, the API is read."""
    found, _ = read(text)

    assert found.origin.address == API
