"""Tests of integrations with a Lambda function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, LambdaIntegration, LambdaTarget, OptionError
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks

    Block = Callable[[str], dict[str, Any]]

_INTEGRATION = "aws_apigatewayv2_integration"
_PERMISSION = "aws_lambda_permission"
_ROLE = "arn:aws:iam::123456789012:role/caller"

FUNCTION = "an object with function_name and invoke_arn; LambdaTarget.from_arn() makes one"


@pytest.fixture
def http(stack: TerraformStack) -> Api:
    """Return an HTTP API."""
    return Api(stack, "Books", protocol_type="HTTP", deploy=False)


@pytest.fixture
def websocket(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


def test_function_of_an_http_api(http: Api, function: LambdaFunction, block: Block) -> None:
    """A function gets the request as it is, in payload 2.0, by POST."""
    http.add_lambda_integration("myFunction", handler=function)

    written = block(_INTEGRATION)
    del written["api_id"], written["lifecycle"]
    assert written == {
        "integration_method": "POST",
        "integration_type": "AWS_PROXY",
        "integration_uri": "${aws_lambda_function.Backend.invoke_arn}",
        "payload_format_version": "2.0",
        "timeout_milliseconds": 30_000,
    }


@pytest.mark.parametrize(
    ("proxy", "kind"),
    [
        pytest.param({}, "AWS_PROXY", id="left-out"),
        pytest.param({"proxy": True}, "AWS_PROXY", id="proxy"),
        pytest.param({"proxy": False}, "AWS", id="no-proxy"),
    ],
)
def test_function_of_a_websocket_api(
    websocket: Api, function: LambdaFunction, block: Block, proxy: dict[str, Any], kind: str
) -> None:
    """A WebSocket API can also give a function what a template makes of the message."""
    LambdaIntegration(websocket, "Backend", api=websocket, handler=function, **proxy)

    written = block(_INTEGRATION)
    assert (written["integration_type"], written["payload_format_version"]) == (kind, "1.0")


def test_no_proxy_on_http_is_refused(http: Api, function: LambdaFunction) -> None:
    """HTTP APIs have proxies only."""
    with pytest.raises(OptionError) as refused:
        http.add_lambda_integration("Backend", handler=function, proxy=False)

    assert str(refused.value) == (
        "orders/Books/Backend: proxy is False, allowed: True: integrations of HTTP APIs are proxies"
    )


def test_permission_for_each_route(
    http: Api, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """A permission can be made for each route, by method and path, wherever it was added."""
    backend = http.add_lambda_integration(
        "Backend", handler=function, scope_permission_to_route=True
    )
    backend.add_route("GET /books/{book_id}/{rest+}")
    http.add_routes(["ANY /books", "$default"], backend)

    api = "${aws_apigatewayv2_api.Books_8C439C90.execution_arn}"
    assert sorted(block["source_arn"] for block in blocks(_PERMISSION)) == [
        f"{api}/*/$default",
        f"{api}/*/*/books",
        f"{api}/*/GET/books/*/*",
    ]


def test_permission_for_each_websocket_route(
    websocket: Api, function: LambdaFunction, blocks: Callable[[str], Blocks]
) -> None:
    """On a WebSocket API the route key stands in the place of method and path."""
    backend = websocket.add_lambda_integration(
        "Backend", handler=function, scope_permission_to_route=True
    )
    websocket.add_routes(["$connect", "send message"], backend)

    assert [block["source_arn"].rpartition("}")[2] for block in blocks(_PERMISSION)] == [
        "/*/$connect",
        "/*/send message",
    ]


def test_permission_of_a_route_stands_under_it(http: Api, function: LambdaFunction) -> None:
    """The permission goes with its route."""
    backend = http.add_lambda_integration(
        "Backend", handler=function, scope_permission_to_route=True
    )

    permission = backend.add_route("GET /").node.find_child("Permission")
    assert str(permission.node.path) == "orders/Books/Route.GET --/Permission"


def test_trap_default_route_is_permitted(http: Api, function: LambdaFunction, block: Block) -> None:
    """A pattern with method and path would not match $default; this one does."""
    http.add_lambda_integration("Backend", handler=function).add_route("$default")

    assert block(_PERMISSION)["source_arn"].endswith(".execution_arn}/*/*")


@pytest.mark.parametrize("per_route", [False, True])
def test_role_in_place_of_a_permission(
    http: Api,
    function: LambdaFunction,
    blocks: Callable[[str], Blocks],
    per_route: bool,  # noqa: FBT001
) -> None:
    """A role that invokes the function needs no permission besides."""
    http.add_lambda_integration(
        "Backend",
        handler=function,
        credentials_arn=_ROLE,
        scope_permission_to_route=per_route,
    ).add_route("GET /")

    assert blocks(_PERMISSION) == []
    assert [block["credentials_arn"] for block in blocks(_INTEGRATION)] == [_ROLE]


def test_token_arn_passes(stack: TerraformStack, http: Api, block: Block) -> None:
    """A function that Terraform knows later is permitted too."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    http.add_lambda_integration("Backend", handler=LambdaTarget.from_arn(arn))

    assert block(_PERMISSION)["function_name"] == "${var.arn}"
    assert block(_INTEGRATION)["payload_format_version"] == "2.0"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"handler": "f"},
            f"handler is 'f', allowed: {FUNCTION}",
            id="text",
        ),
        pytest.param(
            {"handler": None},
            f"handler is None, allowed: {FUNCTION}",
            id="none",
        ),
        pytest.param({"proxy": "yes"}, "proxy is 'yes', allowed: true or false", id="proxy"),
        pytest.param(
            {"handler": LambdaTarget("f", "arn:aws:s3:::bucket")},
            "handler.invoke_arn is 'arn:aws:s3:::bucket', "
            "allowed: the ARN of a Lambda function: HTTP APIs call other services by a subtype; "
            "give subtype= in place of another service's ARN",
            id="no-function",
        ),
    ],
)
def test_option_is_refused(
    http: Api, function: LambdaFunction, options: dict[str, Any], problem: str
) -> None:
    """Errors name the option as the user wrote it."""
    with pytest.raises(OptionError) as refused:
        LambdaIntegration(http, "Backend", api=http, **{"handler": function, **options})

    assert str(refused.value) == f"orders/Books/Backend: {problem}"
