"""Tests of the grammar of route keys, of both protocols."""

from __future__ import annotations

import pytest
from apigwv2_tf import ProtocolType
from apigwv2_tf.constructs.route_key import (
    execute_arn_suffix,
    http_problems,
    shape,
    websocket_problems,
)

_METHODS = "ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"


@pytest.mark.parametrize(
    "key",
    [
        "$default",
        "GET /",
        "ANY /{proxy+}",
        "DELETE /a/{b}/c/{d+}",
        "PATCH /a-b_c.d~e,f:g@h",
        "POST /%20",
        "PUT /größe",
        "${TfToken[TOKEN.1]}",
        "GET /${var.path}",
    ],
)
def test_http_key_is_accepted(key: str) -> None:
    """A method with a path, the catch-all and what Terraform knows later are route keys."""
    assert list(http_problems("key", key)) == []


@pytest.mark.parametrize(
    ("key", "allowed"),
    [
        pytest.param("", f"a method ({_METHODS}), one space and a path", id="empty"),
        pytest.param("get /", f"a method ({_METHODS}), one space and a path", id="lower-case"),
        pytest.param("GET", f"a method ({_METHODS}), one space and a path", id="no-path"),
        pytest.param("/books", f"a method ({_METHODS}), one space and a path", id="no-method"),
        pytest.param("TRACE /", f"a method ({_METHODS}), one space and a path", id="other-method"),
        pytest.param("$connect", f"a method ({_METHODS}), one space and a path", id="websocket"),
        pytest.param(" GET /", f"a method ({_METHODS}), one space and a path", id="space-before"),
        pytest.param("GET books", "a path that starts with /", id="no-slash"),
        pytest.param("GET  /books", "a path that starts with /", id="two-spaces"),
        pytest.param(
            "GET /books/",
            "a path without an empty part, so without // and without / at its end",
            id="slash-at-end",
        ),
        pytest.param(
            "GET /a//b",
            "a path without an empty part, so without // and without / at its end",
            id="empty-part",
        ),
        pytest.param("GET /a b", "a path without spaces, ? and #", id="space-in-path"),
        pytest.param("GET /a?b=c", "a path without spaces, ? and #", id="query"),
        pytest.param(
            "GET /{id}.json",
            "a variable that is a whole part of the path, such as {book_id} or {proxy+}",
            id="part-of-a-segment",
        ),
        pytest.param(
            "GET /{a}{b}",
            "a variable that is a whole part of the path, such as {book_id} or {proxy+}",
            id="two-in-a-segment",
        ),
        pytest.param(
            "GET /{}",
            "a variable that is a whole part of the path, such as {book_id} or {proxy+}",
            id="no-name",
        ),
        pytest.param(
            "GET /{a+}/b",
            "a greedy variable such as {proxy+} only as the last part",
            id="greedy-first",
        ),
        pytest.param("GET /{a}/{a}", "each variable name once", id="name-twice"),
    ],
)
def test_http_key_is_refused(key: str, allowed: str) -> None:
    """What API Gateway would refuse is named with what it would accept."""
    (problem,) = http_problems("key", key)

    near = {
        "get /": "GET /",
        "/books": "ANY /books",
        "TRACE /": "ANY /",
        " GET /": "GET /",
    }.get(key, "GET /books/{book_id}")
    fix = f"write it as {near!r} or '$default'"
    assert str(problem) == f"key is {key!r}, allowed: {allowed}; {fix}"


@pytest.mark.parametrize(
    "key", ["$connect", "$disconnect", "$default", "sendmessage", "GET /", "two words", "größe/1"]
)
def test_websocket_key_is_accepted(key: str) -> None:
    """The three known keys and any text a message can be matched with are route keys."""
    assert list(websocket_problems("key", key)) == []


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param("", "key is '', allowed: text that messages are matched with", id="empty"),
        pytest.param(
            "$send",
            "key is '$send', allowed: $default, $connect, $disconnect, "
            "or text that does not start with $",
            id="unknown-dollar",
        ),
    ],
)
def test_websocket_key_is_refused(key: str, message: str) -> None:
    """A key that no message can have is refused."""
    (problem,) = websocket_problems("key", key)

    assert str(problem) == message


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("GET /a/{b}", "GET /a/{c}", True, id="other-name"),
        pytest.param("GET /{a+}", "GET /{b+}", True, id="other-greedy-name"),
        pytest.param("GET /{a}", "GET /{a+}", False, id="greedy"),
        pytest.param("GET /a", "POST /a", False, id="method"),
        pytest.param("GET /a", "GET /A", False, id="case"),
        pytest.param("GET /a", "GET /{a}", False, id="literal"),
    ],
)
def test_shape_is_what_conflicts(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Two keys conflict when only the names of their variables differ."""
    assert (shape(one) == shape(other)) is same


@pytest.mark.parametrize(
    ("protocol", "key", "suffix"),
    [
        pytest.param("HTTP", "$default", "$default", id="default"),
        pytest.param("HTTP", "ANY /a", "*/a", id="any"),
        pytest.param("HTTP", "GET /a/{b}/{c+}", "GET/a/*/*", id="variables"),
        pytest.param("HTTP", "GET /", "GET/", id="root"),
        pytest.param("WEBSOCKET", "sendmessage", "sendmessage", id="websocket"),
        pytest.param("WEBSOCKET", "send message", "send message", id="websocket-with-a-space"),
        pytest.param("WEBSOCKET", "${TfToken[TOKEN.1]}", "${TfToken[TOKEN.1]}", id="token-message"),
        pytest.param("HTTP", "${TfToken[TOKEN.1]} /", "*", id="token-method"),
        pytest.param(
            "HTTP", "GET /${TfToken[TOKEN.1]}/{id}", "GET/${TfToken[TOKEN.1]}/*", id="token-path"
        ),
        # a path that only Terraform knows: the method stays
        ("HTTP", "GET ${TfToken[TOKEN.1]}", "GET/*"),
        ("HTTP", "ANY ${TfToken[TOKEN.1]}", "*/*"),
    ],
)
def test_execute_arn_suffix(protocol: str, key: str, suffix: str) -> None:
    """The end of a route's ARN has the method, the path and a star for each variable."""
    assert execute_arn_suffix(key, ProtocolType(protocol)) == suffix
