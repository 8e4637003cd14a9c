"""Tests of routes of HTTP APIs to URLs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, HttpMethod, OptionError, ParameterMapping
from apigwv2_tf.integrations import HttpUrlIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Integration = Callable[[], dict[str, Any]]

_URL = "https://books.example/{proxy}"


def test_smallest_integration(http: HttpApi, integration: Integration) -> None:
    """A URL is called with the caller's own method, variables of the route in its place."""
    http.add_route("ANY /{proxy+}", HttpUrlIntegration("Backend", _URL))

    assert integration() == {
        "integration_method": "ANY",
        "integration_type": "HTTP_PROXY",
        "integration_uri": _URL,
        "payload_format_version": "1.0",
        "timeout_milliseconds": 30_000,
    }


def test_address(http: HttpApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    http.add_route("GET /", HttpUrlIntegration("Shelf", _URL))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Books_Shelf_8BC901A1"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({"method": HttpMethod.GET}, {"integration_method": "GET"}, id="method"),
        pytest.param({"method": "PUT"}, {"integration_method": "PUT"}, id="method-as-text"),
        pytest.param(
            {"parameter_mapping": ParameterMapping().remove_header("cookie")},
            {"request_parameters": {"remove:header.cookie": "''"}},
            id="parameter_mapping",
        ),
        pytest.param(
            {"response_parameters": {"500": {"remove:header.server": ""}}},
            {
                "response_parameters": [
                    {"status_code": "500", "mappings": {"remove:header.server": "''"}}
                ]
            },
            id="response_parameters",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=29)}, {"timeout_milliseconds": 29_000}, id="timeout"
        ),
        pytest.param({"description": "shelf"}, {"description": "shelf"}, id="description"),
        pytest.param(
            {"prevent_destroy": True},
            {"lifecycle": {"create_before_destroy": True, "prevent_destroy": True}},
            id="prevent_destroy",
        ),
    ],
)
def test_option_given(
    http: HttpApi,
    block: Callable[[str], dict[str, Any]],
    options: dict[str, Any],
    written: dict[str, Any],
) -> None:
    """Each option reaches Terraform."""
    http.add_route("GET /", HttpUrlIntegration("Backend", _URL, **options))

    found = block("aws_apigatewayv2_integration")
    assert {name: found[name] for name in written} == written


def test_token_passes(stack: TerraformStack, http: HttpApi, integration: Integration) -> None:
    """What Terraform knows later is passed on."""
    url = TerraformVariable(stack, "url", type="string").string_value
    http.add_route("GET /", HttpUrlIntegration("Backend", url))

    assert integration()["integration_uri"] == "${var.url}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param({"url": None}, "Backend: url is None, allowed: text", id="none"),
        pytest.param(
            {"url": "books.example"},
            "orders/Books/Backend: url is 'books.example', "
            "allowed: a URL that starts with https:// or http://",
            id="url",
        ),
        pytest.param(
            {"method": "FETCH"},
            "orders/Books/Backend: method is 'FETCH', "
            "allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="method",
        ),
        pytest.param(
            {"timeout": timedelta(seconds=31)},
            "orders/Books/Backend: timeout is '31000 ms', "
            "allowed: 50 ms to 30 s, in whole milliseconds",
            id="timeout",
        ),
        pytest.param(
            {"parameter_mapping": {"header.a": "b"}},
            "orders/Books/Backend: parameter_mapping key is 'header.a', allowed: append, overwrite "
            "or remove, then :header.NAME or :querystring.NAME; or overwrite:path",
            id="parameter_mapping",
        ),
    ],
)
def test_option_is_refused(http: HttpApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it."""
    given = {"url": _URL, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("GET /", HttpUrlIntegration("Backend", **given))

    assert str(refused.value) == problem


def test_unknown_option_is_refused() -> None:
    """A word that no option has is Python's own error, with the nearest one."""
    options: dict[str, Any] = {"methods": "GET"}
    with pytest.raises(TypeError, match="unexpected keyword argument 'methods'; did you mean 'met"):
        HttpUrlIntegration("Backend", _URL, **options)


def test_second_integration_of_one_id(
    http: HttpApi, blocks: Callable[[str], list[dict[str, Any]]]
) -> None:
    """Where the API has the id already, the integration stands under its first route."""
    http.add_route("GET /a", HttpUrlIntegration("Backend", "https://a.example"))
    route = http.add_route("GET /b", HttpUrlIntegration("Backend", "https://b.example"))

    assert str(route.node.find_child("Backend").node.path) == ("orders/Books/Route.GET --b/Backend")
    assert len(blocks("aws_apigatewayv2_integration")) == 2


def test_integration_of_two_apis_is_refused(stack: TerraformStack, http: HttpApi) -> None:
    """An integration belongs to one API."""
    backend = HttpUrlIntegration("Backend", _URL)
    http.add_route("GET /", backend)
    with pytest.raises(OptionError) as refused:
        HttpApi(stack, "Authors").add_route("GET /", backend)

    assert str(refused.value) == (
        "orders/Authors/Route.GET --: integration is 'Backend', allowed: an integration of the "
        "same API: this is one of orders/Books; make one for each API"
    )
