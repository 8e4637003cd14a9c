"""Tests of the grammar of parameter mappings, of both protocols."""

from __future__ import annotations

import pytest
from apigwv2_tf.constructs._mapping_rules import (
    declared_parameters,
    http_request_problems,
    http_response_problems,
    status_code_problems,
    websocket_request_problems,
    without_values,
)

_REQUEST_VALUES = (
    "static text, $request.header.NAME, $request.querystring.NAME, $request.path.NAME, "
    "$request.body.PATH, $context.NAME, $stageVariables.NAME; several in one value in ${…}"
)
_RESPONSE_VALUES = (
    "static text, $response.header.NAME, $response.body.PATH, $context.NAME, "
    "$stageVariables.NAME; several in one value in ${…}"
)
_REQUEST_KEYS = (
    "append, overwrite or remove, then :header.NAME or :querystring.NAME; or overwrite:path"
)
_RESPONSE_KEYS = "append, overwrite or remove, then :header.NAME; or overwrite:statuscode"
_RESERVED = [
    "access-control-allow-origin",
    "apigw-id",
    "Authorization",
    "Connection",
    "Content-Encoding",
    "Content-Length",
    "Content-Location",
    "Forwarded",
    "Keep-Alive",
    "Origin",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "TE",
    "Trailers",
    "Transfer-Encoding",
    "Upgrade",
    "X-Amz-Date",
    "x-amzn-trace-id",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "Via",
]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("append:header.x", "static"),
        ("overwrite:querystring.q", "$request.header.X-Id"),
        ("overwrite:path", "$request.path"),
        ("overwrite:path", "/v1/${request.path.id}/${context.requestId}"),
        ("overwrite:path", "$${request.path.id}"),
        ("append:header.x", "$request.querystring.q"),
        ("append:header.x", "$request.body"),
        ("append:header.x", "$request.body.user.name"),
        ("append:header.x", "$request.body.users[0].name"),
        ("append:header.x", "$request.body['user']"),
        ("append:header.x", "$context.authorizer.claims.sub"),
        ("append:header.x", "$stageVariables.env"),
        ("append:header.x", "5 $ off"),
        ("append:header.x", "x" * 512),
        ("remove:header.x", ""),
        ("remove:querystring.x", "''"),
        ("append:header.x", "${TfToken[TOKEN.1]}"),
        ("${TfToken[TOKEN.1]}", "$nonsense"),
    ],
)
def test_http_request_mapping_is_accepted(key: str, value: str) -> None:
    """Every kind of key and of value that the documentation lists is accepted."""
    assert list(http_request_problems("request_parameters", {key: value})) == []


@pytest.mark.parametrize("key", ["header.x", "append:path", "append:header.", "add:header.x", ""])
def test_http_request_key_is_refused(key: str) -> None:
    """A key names what is done and where."""
    (problem,) = http_request_problems("request_parameters", {key: "x"})

    assert str(problem) == f"request_parameters key is {key!r}, allowed: {_REQUEST_KEYS}"


@pytest.mark.parametrize("header", _RESERVED)
def test_reserved_header_is_refused(header: str) -> None:
    """API Gateway keeps some headers to itself, in both directions and in any case."""
    key = f"overwrite:header.{header}"
    message = (
        f" key is {key!r}, allowed: a header that API Gateway does not reserve; "
        f"{header} can't be mapped"
    )

    requests = http_request_problems("request_parameters", {key: "x"})
    responses = http_response_problems("response_parameters['200']", {key: "x"})

    assert [str(problem) for problem in requests] == [f"request_parameters{message}"]
    assert [str(problem) for problem in responses] == [f"response_parameters['200']{message}"]


def test_reserved_header_as_query_parameter() -> None:
    """Only headers are reserved, and only by their whole name."""
    mapping = {"append:querystring.origin": "x", "append:header.origin-id": "x"}

    assert list(http_request_problems("request_parameters", mapping)) == []


@pytest.mark.parametrize(
    ("value", "name"),
    [
        pytest.param("$nonsense", "nonsense", id="unknown"),
        pytest.param("$response.header.x", "response.header.x", id="of-the-response"),
        pytest.param("$request.body..a", "request.body..a", id="recursive-descent"),
        pytest.param("$request.body.a..b", "request.body.a..b", id="recursive-descent-inside"),
        pytest.param("$request.body.a[?(@.b)]", "request.body.a[?(@.b)]", id="filter"),
        pytest.param(
            "$context.authorizer.claims['a:b']", "context.authorizer.claims['a:b']", id="brackets"
        ),
        pytest.param("${request.path.a}${nope}", "nope", id="second-of-two"),
        pytest.param(
            "$request.path.a $request.path.b", "request.path.a $request.path.b", id="no-braces"
        ),
    ],
)
def test_http_request_variable_is_refused(value: str, name: str) -> None:
    """A variable that API Gateway does not know is named."""
    (problem,) = http_request_problems("request_parameters", {"append:header.x": value})

    assert str(problem) == (
        f"request_parameters['append:header.x'] is {value!r}, allowed: {_REQUEST_VALUES}; "
        f"${{{name}}} is none of them"
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        pytest.param(
            "append:header.x",
            "",
            "request_parameters['append:header.x'] is '', allowed: 1 to 512 characters",
            id="empty",
        ),
        pytest.param(
            "append:header.x",
            "x" * 513,
            f"request_parameters['append:header.x'] is '{'x' * 78}…, allowed: 1 to 512 characters",
            id="long",
        ),
        pytest.param(
            "remove:header.x",
            "y",
            "request_parameters['remove:header.x'] is 'y', "
            "allowed: '': a header or parameter that is removed has no value",
            id="remove-with-value",
        ),
        pytest.param(
            "overwrite:path",
            "${request.path",
            "request_parameters['overwrite:path'] is '${request.path', allowed: a } for every ${",
            id="open-brace",
        ),
    ],
)
def test_http_request_value_is_refused(key: str, value: str, message: str) -> None:
    """A value has a length, fits its key and closes its braces."""
    (problem,) = http_request_problems("request_parameters", {key: value})

    assert str(problem) == message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("append:header.x", "$response.header.y"),
        ("overwrite:header.x", "${response.body.a}-${context.requestId}"),
        ("overwrite:statuscode", "404"),
        ("remove:header.x", ""),
    ],
)
def test_http_response_mapping_is_accepted(key: str, value: str) -> None:
    """Answers can get headers and another status."""
    assert list(http_response_problems("response_parameters['200']", {key: value})) == []


@pytest.mark.parametrize("key", ["append:querystring.x", "overwrite:path", "header.x"])
def test_http_response_key_is_refused(key: str) -> None:
    """An answer has no query string and no path."""
    (problem,) = http_response_problems("response_parameters['200']", {key: "x"})

    assert str(problem) == f"response_parameters['200'] key is {key!r}, allowed: {_RESPONSE_KEYS}"


def test_http_response_variable_is_refused() -> None:
    """An answer's mapping cannot read the request."""
    mapping = {"append:header.x": "$request.header.y"}

    (problem,) = http_response_problems("response_parameters['200']", mapping)

    assert str(problem) == (
        "response_parameters['200']['append:header.x'] is '$request.header.y', "
        f"allowed: {_RESPONSE_VALUES}; ${{request.header.y}} is none of them"
    )


@pytest.mark.parametrize("code", ["200", "404", "599", "${TfToken[TOKEN.1]}"])
def test_status_code_is_accepted(code: str) -> None:
    """Codes from 200 to 599 can be mapped."""
    assert list(status_code_problems("code", code)) == []


@pytest.mark.parametrize(
    "code", ["199", "600", "700", "2xx", "", "\uff12\uff10\uff10", "0200", "200 "]
)
def test_status_code_is_refused(code: str) -> None:
    """Everything else cannot; 700 passes Terraform's own plan."""
    (problem,) = status_code_problems("code", code)

    assert str(problem) == f"code is {code!r}, allowed: a status code from 200 to 599"


def test_removed_parameter_gets_the_value_of_aws() -> None:
    """Empty text means "delete this mapping" to AWS, so a removal is written with two quotes."""
    mapping = {"remove:header.a": "", "remove:header.b": "''", "append:header.c": "c"}

    assert without_values(mapping) == {
        "remove:header.a": "''",
        "remove:header.b": "''",
        "append:header.c": "c",
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("integration.request.header.Id", "route.request.header.Id"),
        ("integration.request.querystring.q", "route.request.querystring.q"),
        ("integration.request.path.p", "route.request.multivaluequerystring.q"),
        ("integration.request.header.h", "route.request.multivalueheader.h"),
        ("integration.request.header.h", "route.request.body.user.id"),
        ("integration.request.header.h", "route.request.body"),
        ("integration.request.header.h", "stageVariables.env"),
        ("integration.request.header.h", "context.connectionId"),
        ("integration.request.header.h", "'static text'"),
        ("integration.request.header.h", "${TfToken[TOKEN.1]}"),
    ],
)
def test_websocket_mapping_is_accepted(key: str, value: str) -> None:
    """Every kind of value that the documentation lists is accepted."""
    assert list(websocket_request_problems("request_parameters", {key: value})) == []


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        pytest.param(
            "append:header.x",
            "'x'",
            "request_parameters key is 'append:header.x', "
            "allowed: integration.request., then header, querystring or path, then .NAME",
            id="key-of-http",
        ),
        pytest.param(
            "integration.request.header.x",
            "static",
            "request_parameters['integration.request.header.x'] is 'static', "
            "allowed: route.request.querystring.NAME, route.request.header.NAME, "
            "route.request.body.PATH, stageVariables.NAME, context.NAME "
            "or 'static text' in single quotes",
            id="no-quotes",
        ),
        pytest.param(
            "integration.request.header.x",
            "",
            "request_parameters['integration.request.header.x'] is '', "
            "allowed: 1 to 512 characters",
            id="empty",
        ),
        pytest.param(
            "integration.request.header.x",
            f"'{'x' * 511}'",
            f"request_parameters['integration.request.header.x'] is \"'{'x' * 77}…, "
            "allowed: 1 to 512 characters; it has 513",
            id="long",
        ),
    ],
)
def test_websocket_mapping_is_refused(key: str, value: str, message: str) -> None:
    """A data mapping that a WebSocket API would refuse is named."""
    (problem,) = websocket_request_problems("request_parameters", {key: value})

    assert str(problem) == message


def test_parameters_that_a_route_must_declare() -> None:
    """Headers and query parameters must be declared, multi-value ones by their plain name."""
    mapping = {
        "integration.request.header.a": "route.request.multivaluequerystring.q",
        "integration.request.header.b": "route.request.header.h",
        "integration.request.header.c": "route.request.body.x",
        "integration.request.header.d": "${TfToken[TOKEN.1]}",
    }

    assert declared_parameters(mapping) == [
        "route.request.querystring.q",
        "route.request.header.h",
    ]
