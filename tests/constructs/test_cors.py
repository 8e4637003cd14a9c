"""Tests of CORS settings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, CorsConfiguration, HttpMethod, OptionError
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable


def given(stack: TerraformStack, cors: CorsConfiguration | None) -> None:
    """Define an API with CORS settings."""
    Api(stack, "Api", protocol_type="HTTP", deploy=False, cors_configuration=cors)


@pytest.mark.parametrize(
    ("cors", "expected"),
    [
        pytest.param(
            CorsConfiguration(allow_origins=["https://example.com", "http://localhost:3000"]),
            {"allow_origins": ["https://example.com", "http://localhost:3000"]},
            id="origins",
        ),
        pytest.param(
            CorsConfiguration(allow_origins=["https://*"]),
            {"allow_origins": ["https://*"]},
            id="origins of a scheme",
        ),
        pytest.param(
            CorsConfiguration(allow_methods=[HttpMethod.GET, "PUT"]),
            {"allow_methods": ["GET", "PUT"]},
            id="methods",
        ),
        pytest.param(
            CorsConfiguration(allow_methods=["*"]), {"allow_methods": ["*"]}, id="all methods"
        ),
        pytest.param(
            CorsConfiguration(allow_headers=["authorization"]),
            {"allow_headers": ["authorization"]},
            id="request headers",
        ),
        pytest.param(
            CorsConfiguration(expose_headers=["etag", "*"]),
            {"expose_headers": ["etag", "*"]},
            id="response headers",
        ),
        pytest.param(
            CorsConfiguration(allow_credentials=True), {"allow_credentials": True}, id="credentials"
        ),
        pytest.param(
            CorsConfiguration(allow_credentials=False, allow_origins=["*"]),
            {"allow_credentials": False, "allow_origins": ["*"]},
            id="no credentials for everyone",
        ),
        pytest.param(CorsConfiguration(max_age=300), {"max_age": 300}, id="age in seconds"),
        pytest.param(
            CorsConfiguration(max_age=timedelta(hours=1)), {"max_age": 3600}, id="age as duration"
        ),
        pytest.param(CorsConfiguration(max_age=-1), {"max_age": -1}, id="age that turns it off"),
        pytest.param(CorsConfiguration(max_age=86_400), {"max_age": 86_400}, id="greatest age"),
    ],
)
def test_block_holds_what_was_given(
    stack: TerraformStack,
    block: Callable[[str], dict[str, Any]],
    cors: CorsConfiguration,
    expected: dict[str, Any],
) -> None:
    """The provider's block holds the settings that were given and no other."""
    given(stack, cors)

    assert block("aws_apigatewayv2_api")["cors_configuration"] == expected


def test_no_block_by_default(stack: TerraformStack, block: Callable[[str], dict[str, Any]]) -> None:
    """Without settings there is no block, so AWS has no CORS."""
    given(stack, None)

    assert "cors_configuration" not in block("aws_apigatewayv2_api")


def test_tokens_pass(stack: TerraformStack, block: Callable[[str], dict[str, Any]]) -> None:
    """What only Terraform knows is not checked."""
    variable = TerraformVariable(stack, "Origins", type="list(string)")
    number = TerraformVariable(stack, "Age", type="number")
    given(
        stack,
        CorsConfiguration(
            allow_origins=variable.list_value,
            allow_methods=variable.list_value,
            allow_headers=variable.list_value,
            max_age=int(number.number_value),
        ),
    )

    assert block("aws_apigatewayv2_api")["cors_configuration"] == {
        "allow_origins": "${var.Origins}",
        "allow_methods": "${var.Origins}",
        "allow_headers": "${var.Origins}",
        "max_age": "${var.Age}",
    }


ORIGIN = (
    "allowed: * or a scheme and a host, such as https://example.com; "
    "write it without a path and without / at its end"
)


@pytest.mark.parametrize(
    ("cors", "told"),
    [
        pytest.param(
            CorsConfiguration(),
            "orders/Api: cors_configuration is left out, allowed: at least one setting; "
            "leave it out for no CORS",
            id="nothing",
        ),
        pytest.param(
            CorsConfiguration(allow_origins=[]),
            "orders/Api: cors_configuration.allow_origins is [], allowed: at least one entry; "
            "leave it out instead",
            id="no origins",
        ),
        pytest.param(
            CorsConfiguration(allow_origins=["https://example.com/"]),
            "orders/Api: cors_configuration.allow_origins is 'https://example.com/', " + ORIGIN,
            id="slash at the end",
        ),
        pytest.param(
            CorsConfiguration(allow_origins=["example.com"]),
            "orders/Api: cors_configuration.allow_origins is 'example.com', " + ORIGIN,
            id="no scheme",
        ),
        pytest.param(
            CorsConfiguration(allow_origins=[""]),
            "orders/Api: cors_configuration.allow_origins is '', " + ORIGIN,
            id="empty origin",
        ),
        pytest.param(
            CorsConfiguration(allow_methods=["get"]),
            "orders/Api: cors_configuration.allow_methods is 'get', "
            "allowed: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, *",
            id="lower-case method",
        ),
        pytest.param(
            CorsConfiguration(allow_methods=["ANY"]),
            "orders/Api: cors_configuration.allow_methods is 'ANY', "
            "allowed: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, *",
            id="any method",
        ),
        pytest.param(
            CorsConfiguration(allow_headers=["a, b"]),
            "orders/Api: cors_configuration.allow_headers is 'a, b', "
            "allowed: names of headers, or *",
            id="headers in one text",
        ),
        pytest.param(
            CorsConfiguration(expose_headers=["é"]),
            "orders/Api: cors_configuration.expose_headers is 'é', allowed: names of headers, or *",
            id="no header",
        ),
        pytest.param(
            CorsConfiguration(max_age=-2),
            "orders/Api: cors_configuration.max_age is -2, allowed: -1 to 86400; it is in seconds",
            id="age too low",
        ),
        pytest.param(
            CorsConfiguration(max_age=timedelta(days=2)),
            "orders/Api: cors_configuration.max_age is datetime.timedelta(days=2), "
            "allowed: whole seconds, -1 to 86400",
            id="age too high",
        ),
        pytest.param(
            CorsConfiguration(max_age=timedelta(milliseconds=1500)),
            "orders/Api: cors_configuration.max_age is "
            "datetime.timedelta(seconds=1, microseconds=500000), "
            "allowed: whole seconds, -1 to 86400",
            id="age of half a second",
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, cors: CorsConfiguration, told: str) -> None:
    """Settings that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        given(stack, cors)

    assert str(refused.value) == told


def test_trap_credentials_with_every_origin(stack: TerraformStack) -> None:
    """Credentials for the origin ``*``, which AWS refuses only at apply, are refused."""
    with pytest.raises(OptionError) as refused:
        given(stack, CorsConfiguration(allow_origins=["*"], allow_credentials=True))

    assert str(refused.value) == (
        "orders/Api: cors_configuration.allow_credentials is True, allowed: False or left out "
        "together with the origin *; name the origins"
    )


def test_wrong_types_are_named() -> None:
    """Each setting of the wrong type is named."""
    with pytest.raises(OptionError) as refused:
        CorsConfiguration(allow_origins="*", max_age=True)

    assert str(refused.value) == (
        "CorsConfiguration: allow_origins is '*', allowed: a list of text\n"
        "CorsConfiguration: max_age is True, allowed: a datetime.timedelta or a whole number"
    )
