"""Tests of integration responses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Integration,
    IntegrationResponse,
    IntegrationResponseOptions,
    OptionError,
    UnsupportedOptionError,
)
from apigwv2_tf.terms import KnownIntegrationResponseKey, KnownTemplateKey
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import MockIntegration

    from tests.conftest import Blocks

    Block = Callable[[str], dict[str, Any]]

_RESPONSE = "aws_apigatewayv2_integration_response"


@pytest.fixture
def websocket(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


@pytest.fixture
def mock(websocket: Api) -> MockIntegration:
    """Return an integration that is no proxy."""
    return websocket.add_mock_integration("Mock")


def test_response_without_options(mock: MockIntegration, block: Block) -> None:
    """A response has its key and what it belongs to, and nothing else."""
    response = mock.add_response()

    written = block(_RESPONSE)
    integration_id = written.pop("integration_id")
    assert integration_id.startswith("${aws_apigatewayv2_integration.Chat_Mock_")
    assert written == {
        "api_id": "${aws_apigatewayv2_api.Chat_26DEB33F.id}",
        "integration_response_key": "$default",
    }
    assert str(response.node.path) == "orders/Chat/Mock/Response.$default"


@pytest.mark.parametrize(
    ("option", "given", "written"),
    [
        pytest.param(
            "content_handling_strategy", "CONVERT_TO_TEXT", "CONVERT_TO_TEXT", id="content"
        ),
        pytest.param(
            "response_templates",
            {"$default": '{"id": "${context.connectionId}", "p": "100%{x}"}'},
            {"$default": '{"id": "$${context.connectionId}", "p": "100%%{x}"}'},
            id="templates",
        ),
        pytest.param(
            "template_selection_expression", KnownTemplateKey.DEFAULT, "$default", id="selection"
        ),
        pytest.param(
            "template_selection_expression",
            "${request.body.kind}",
            "$${request.body.kind}",
            id="selection-escaped",
        ),
    ],
)
def test_option_given(
    mock: MockIntegration,
    block: Block,
    option: str,
    given: object,
    written: object,
) -> None:
    """Each option becomes its argument, with API Gateway's own expressions escaped."""
    options: dict[str, Any] = {option: given}
    mock.add_response(**options)

    assert block(_RESPONSE)[option] == written


@pytest.mark.parametrize(
    "key", [r"/2\d\d/", "/.*not found.*/", KnownIntegrationResponseKey.ERROR, "$default"]
)
def test_key_is_written_as_it_is(mock: MockIntegration, block: Block, key: str) -> None:
    """Regular expressions and the known keys pass."""
    IntegrationResponse(mock, "Answer", api=mock.api, integration=mock, key=key)

    assert block(_RESPONSE)["integration_response_key"] == str(key)


def test_braces_in_a_key_stay_what_they_are(mock: MockIntegration, block: Block) -> None:
    """A regular expression may have ${ in it, which Terraform must not evaluate."""
    mock.add_response("/a${2}/")

    assert block(_RESPONSE)["integration_response_key"] == "/a$${2}/"


@pytest.mark.parametrize("kind", ["HTTP_PROXY", "AWS_PROXY"])
def test_response_of_a_proxy_is_refused(websocket: Api, kind: str) -> None:
    """A proxy's answer passes as it is."""
    uri = "arn:aws:apigateway:eu-west-1:sqs:path/1/q" if kind == "AWS_PROXY" else "https://a.b"
    proxy = Integration(websocket, "Proxy", api=websocket, type=kind, uri=uri)

    with pytest.raises(OptionError) as refused:
        proxy.add_response()

    assert str(refused.value) == (
        f"orders/Chat/Proxy/Response.$default: integration is '{kind} integration', "
        "allowed: an integration that is no proxy: a proxy's answer passes as it is; "
        "add it with proxy=False"
    )


def test_response_on_http_is_refused(stack: TerraformStack) -> None:
    """HTTP APIs have proxies only."""
    api = Api(stack, "Books", protocol_type="HTTP", deploy=False)
    imported = Integration.from_integration_id(stack, "Imported", "abc")

    with pytest.raises(OptionError) as refused:
        IntegrationResponse(stack, "Answer", api=api, integration=imported)

    assert str(refused.value) == (
        "orders/Answer: an integration response is '$default', "
        "allowed: nothing: it belongs to WebSocket APIs; leave it out"
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"content_handling_strategy": "TO_TEXT"},
            "content_handling_strategy is 'TO_TEXT', allowed: CONVERT_TO_BINARY, CONVERT_TO_TEXT",
            id="content",
        ),
        pytest.param(
            {"response_templates": {"a": "x" * 32_769}},
            f"response_templates['a'] is '{'x' * 78}…, "
            "allowed: 0 to 32768 characters; it has 32769",
            id="template",
        ),
        pytest.param(
            {"key": ""},
            "key is '', allowed: $default or a regular expression between slashes",
            id="key",
        ),
    ],
)
def test_option_is_refused(mock: MockIntegration, options: dict[str, Any], problem: str) -> None:
    """What API Gateway would refuse is named."""
    with pytest.raises(OptionError) as refused:
        IntegrationResponse(mock, "Answer", api=mock.api, integration=mock, **options)

    assert str(refused.value) == f"orders/Chat/Mock/Answer: {problem}"


def test_response_parameters_are_refused_as_unsupported(mock: MockIntegration) -> None:
    """The provider has no argument for them."""
    with pytest.raises(UnsupportedOptionError) as refused:
        mock.add_response(response_parameters={"a": "b"})

    assert str(refused.value) == (
        "orders/Chat/Mock/Response.$default: response_parameters is {'a': 'b'}, "
        "allowed: nothing: Terraform's AWS provider has no argument for it; "
        "write headers in the backend's answer"
    )


def test_second_response_of_a_key_is_refused(mock: MockIntegration) -> None:
    """A key names one response of an integration."""
    mock.add_response("/5../")

    with pytest.raises(OptionError) as refused:
        IntegrationResponse(mock, "Again", api=mock.api, integration=mock, key="/5../")

    assert str(refused.value) == (
        "orders/Chat/Mock/Again: key is '/5../', allowed: one that the API has not yet: "
        "orders/Chat/Mock/Response.--5..-- has it"
    )


def test_two_integrations_have_responses_of_one_key(
    websocket: Api, mock: MockIntegration, blocks: Callable[[str], Blocks]
) -> None:
    """Another integration has keys of its own."""
    mock.add_response()
    websocket.add_mock_integration("Other").add_response()

    assert [block["integration_response_key"] for block in blocks(_RESPONSE)] == ["$default"] * 2


def test_integration_of_another_api_is_refused(
    stack: TerraformStack, mock: MockIntegration
) -> None:
    """A response belongs to the API of its integration."""
    other = Api(stack, "Other", protocol_type="WEBSOCKET", deploy=False)

    with pytest.raises(OptionError) as refused:
        IntegrationResponse(stack, "Answer", api=other, integration=mock)

    assert str(refused.value) == (
        "orders/Answer: integration is 'orders/Chat/Mock', "
        "allowed: one of the same API: this is one of orders/Chat"
    )


def test_content_handling_says_that_it_stays() -> None:
    """The provider cannot take the option away again, which its documentation says."""
    assert "Terraform cannot take it away again" in str(IntegrationResponseOptions.__doc__)


def test_tokens_pass(stack: TerraformStack, mock: MockIntegration, block: Block) -> None:
    """What Terraform knows later is written as a reference."""
    text = TerraformVariable(stack, "text", type="string").string_value
    IntegrationResponse(
        stack,
        "Answer",
        api=mock.api,
        integration=mock,
        key=text,
        content_handling_strategy=text,
        response_templates={text: f"{text}${{x}}"},
        template_selection_expression=text,
    )

    written = block(_RESPONSE)
    assert written["integration_response_key"] == "${var.text}"
    assert written["content_handling_strategy"] == "${var.text}"
    assert written["response_templates"] == {"${var.text}": '${var.text}${"$"}{x}'}
    assert written["template_selection_expression"] == "${var.text}"
