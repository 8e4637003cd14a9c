"""Route keys of HTTP APIs, in AWS CDK's words."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf import HttpMethod, HttpRouteKey, OptionError
from cdktf import Token


@pytest.mark.parametrize(
    ("given", "key", "method"),
    [
        pytest.param(("/books", HttpMethod.GET), "GET /books", HttpMethod.GET, id="method"),
        pytest.param(("/books", "POST"), "POST /books", HttpMethod.POST, id="method as text"),
        # AWS CDK writes "undefined /books" here
        pytest.param(("/books",), "ANY /books", HttpMethod.ANY, id="no method"),
        pytest.param(("/",), "ANY /", HttpMethod.ANY, id="root"),
        pytest.param(("/{proxy+}",), "ANY /{proxy+}", HttpMethod.ANY, id="greedy"),
    ],
)
def test_with(given: tuple[Any, ...], key: str, method: HttpMethod) -> None:
    """A key is made of a path and a method; without a method it takes them all."""
    made = HttpRouteKey.with_(*given)

    assert (made.key, made.method, made.path) == (key, method, given[0])


def test_default() -> None:
    """The key for everything else has no path."""
    assert (HttpRouteKey.DEFAULT.key, HttpRouteKey.DEFAULT.path) == ("$default", None)


def test_token_path_passes() -> None:
    """A path that only Terraform knows is not refused, as AWS CDK does."""
    path = Token.as_string({"Ref": "path"})

    assert HttpRouteKey.with_(path, HttpMethod.GET).key == f"GET {path}"


@pytest.mark.parametrize(
    ("key", "path"),
    [("GET /books", "/books"), ("$default", None)],
)
def test_from_text(key: str, path: str | None) -> None:
    """A route key as text has a method and a path too."""
    assert (HttpRouteKey.of(key).key, HttpRouteKey.of(key).path) == (key, path)


def test_equal_keys_are_one() -> None:
    """Keys are values: equal ones can stand for each other."""
    one, same = HttpRouteKey.with_("/a", HttpMethod.GET), HttpRouteKey.with_("/a", "GET")

    assert {one, same} == {one}
    assert one != HttpRouteKey.with_("/a")
    assert str(one) == "GET /a"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(("books",), "path is 'books', allowed: a path that starts with /", id="start"),
        pytest.param(
            ("/books/",),
            "path is '/books/', allowed: a path without an empty part, so without // and without / "
            "at its end",
            id="end",
        ),
        pytest.param((5,), "path is 5, allowed: text that starts with /", id="not text"),
        pytest.param(
            ("/books", "FETCH"),
            "method is 'FETCH', allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="method",
        ),
    ],
)
def test_what_is_refused(given: tuple[Any, ...], message: str) -> None:
    """What API Gateway has no route for is refused at the line."""
    with pytest.raises(OptionError) as refused:
        HttpRouteKey.with_(*given)

    assert str(refused.value) == f"HttpRouteKey.with_: {message}"
