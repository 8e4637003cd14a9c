"""References, for programs of AWS CDK that hand them on."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import cdktf
import pytest
from apigwv2_tf import (
    ApiKey,
    ApiMapping,
    DomainName,
    HttpApi,
    HttpAuthorizer,
    HttpIntegration,
    HttpStage,
    OptionError,
    RateLimitedApiKey,
    UsagePlan,
    VpcLink,
    WebSocketApi,
    WebSocketAuthorizer,
    WebSocketIntegration,
    WebSocketStage,
)
from cdktf import TerraformOutput

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

URL = "https://backend.example"
INVOKE = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"
CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/1"


def http(stack: TerraformStack) -> HttpApi:
    """Return an HTTP API."""
    return HttpApi(stack, "Http")


def chat(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API."""
    return WebSocketApi(stack, "Chat")


def http_integration(stack: TerraformStack) -> HttpIntegration:
    """Return an integration of an HTTP API."""
    return HttpIntegration(
        stack,
        "Part",
        http_api=http(stack),
        integration_type="HTTP_PROXY",
        integration_uri=URL,
    )


def chat_integration(stack: TerraformStack) -> WebSocketIntegration:
    """Return an integration of a WebSocket API."""
    return WebSocketIntegration(
        stack,
        "Part",
        web_socket_api=chat(stack),
        integration_type="HTTP_PROXY",
        integration_uri=URL,
    )


def mapping(stack: TerraformStack) -> ApiMapping:
    """Return a mapping."""
    domain = DomainName(stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE)
    return ApiMapping(stack, "Part", api=http(stack), domain_name=domain)


_MAKERS: dict[str, tuple[Callable[[TerraformStack], Any], dict[str, str]]] = {
    "api_ref of HTTP": (http, {"api_id": "api.id"}),
    "api_ref of WebSocket": (chat, {"api_id": "api.id"}),
    "route_ref of HTTP": (
        lambda stack: http(stack).add_route("GET /", http_backend(stack)),
        {"api_id": "api.id", "route_id": "route.id"},
    ),
    "route_ref of WebSocket": (
        lambda stack: chat(stack).add_route("send"),
        {"api_id": "api.id", "route_id": "route.id"},
    ),
    "integration_ref of HTTP": (
        http_integration,
        {"api_id": "api.id", "integration_id": "integration.id"},
    ),
    "integration_ref of WebSocket": (
        chat_integration,
        {"api_id": "api.id", "integration_id": "integration.id"},
    ),
    "authorizer_ref of HTTP": (
        lambda stack: HttpAuthorizer(
            stack, "Part", http_api=http(stack), type="REQUEST", authorizer_uri=INVOKE
        ),
        {"api_id": "api.id", "authorizer_id": "authorizer.id"},
    ),
    "authorizer_ref of WebSocket": (
        lambda stack: WebSocketAuthorizer(
            stack, "Part", web_socket_api=chat(stack), type="REQUEST", authorizer_uri=INVOKE
        ),
        {"api_id": "api.id", "authorizer_id": "authorizer.id"},
    ),
    "stage_ref of HTTP": (
        lambda stack: http(stack).default_stage,
        {"api_id": "api.id", "stage_name": "stage.id"},
    ),
    "stage_ref of WebSocket": (
        lambda stack: WebSocketStage(stack, "Part", web_socket_api=chat(stack), stage_name="live"),
        {"api_id": "api.id", "stage_name": "stage.id"},
    ),
    "api_mapping_ref": (
        mapping,
        {"api_mapping_id": "api_mapping.id", "domain_name": "api_mapping.domain_name"},
    ),
    "domain_name_ref": (
        lambda stack: DomainName(
            stack, "Part", domain_name="api.example.com", certificate=CERTIFICATE
        ),
        {"domain_name": "domain_name.domain_name", "domain_name_arn": "domain_name.arn"},
    ),
    "vpc_link_ref": (
        lambda stack: VpcLink(stack, "Part", subnets=["subnet-1"]),
        {"vpc_link_id": "vpc_link.id"},
    ),
    "api_key_ref": (lambda stack: ApiKey(stack, "Part"), {"api_key_id": "api_key.id"}),
    "api_key_ref of a limited key": (
        lambda stack: RateLimitedApiKey(stack, "Part"),
        {"api_key_id": "api_key.id"},
    ),
    "usage_plan_ref": (
        lambda stack: UsagePlan(stack, "Part"),
        {"usage_plan_id": "usage_plan.id"},
    ),
}


def http_backend(stack: TerraformStack) -> Any:  # noqa: ANN401 - any integration
    """Return an integration that is defined elsewhere."""
    return HttpIntegration.from_integration_id(stack, "Backend", "a1b2c3")


@pytest.mark.parametrize("case", _MAKERS)
def test_reference(stack: TerraformStack, case: str) -> None:
    """A reference says what Terraform knows the resource by, and of which API it is."""
    make, expected = _MAKERS[case]
    told = asdict(getattr(make(stack), case.partition(" ")[0]))
    for name, value in told.items():
        TerraformOutput(stack, name, value=value)
    outputs = json.loads(cdktf.Testing.synth(stack))["output"]

    written = {name: outputs[name]["value"] for name in told}
    assert {name: _plain(text) for name, text in written.items()} == expected


def _plain(text: str) -> str:
    """Return ``api.id`` of ``${aws_apigatewayv2_api.Http_1A2B3C4D.id}``."""
    kind, _, attribute = text.removeprefix("${").removesuffix("}").split(".")
    return f"{kind.removeprefix('aws_apigatewayv2_').removeprefix('aws_api_gateway_')}.{attribute}"


_IMPORTED: dict[str, tuple[Callable[[TerraformStack], Any], dict[str, str]]] = {
    "stage_ref of HTTP": (
        lambda stack: HttpStage.from_http_stage_attributes(
            stack,
            "Part",
            api=HttpApi.from_http_api_attributes(stack, "Http", http_api_id="a1"),
            stage_name="live",
        ),
        {"api_id": "a1", "stage_name": "live"},
    ),
    "stage_ref of WebSocket": (
        lambda stack: WebSocketStage.from_web_socket_stage_attributes(
            stack,
            "Part",
            api=WebSocketApi.from_web_socket_api_attributes(stack, "Chat", web_socket_id="a1"),
            stage_name="live",
        ),
        {"api_id": "a1", "stage_name": "live"},
    ),
    "api_mapping_ref": (
        lambda stack: ApiMapping.from_api_mapping_attributes(
            stack,
            "Part",
            api_mapping_id="m1",
            domain_name=DomainName.from_domain_name_attributes(stack, "D", name="api.example.com"),
        ),
        {"api_mapping_id": "m1", "domain_name": "api.example.com"},
    ),
    "domain_name_ref": (
        lambda stack: DomainName.from_domain_name_attributes(stack, "Part", name="api.example.com"),
        {
            "domain_name": "api.example.com",
            "domain_name_arn": "arn:${data.aws_partition.Part_Partition_89C82A55.partition}"
            ":apigateway:${data.aws_region.Part_Region_3F618F2C.id}"
            "::/domainnames/api.example.com",
        },
    ),
    "vpc_link_ref": (
        lambda stack: VpcLink.from_vpc_link_id(stack, "Part", "v1"),
        {"vpc_link_id": "v1"},
    ),
    "vpc_link_ref of a look-up": (
        lambda stack: VpcLink.from_lookup(stack, "Part", vpc_link_id="v1"),
        {"vpc_link_id": "${data.aws_apigatewayv2_vpc_link.Part_3C4CC938.id}"},
    ),
}


@pytest.mark.parametrize("case", _IMPORTED)
def test_reference_to_what_is_defined_elsewhere(stack: TerraformStack, case: str) -> None:
    """What is defined elsewhere has the same reference."""
    make, expected = _IMPORTED[case]
    told = asdict(getattr(make(stack), case.partition(" ")[0]))
    for name, value in told.items():
        TerraformOutput(stack, name, value=value)
    outputs = json.loads(cdktf.Testing.synth(stack))["output"]

    assert {name: outputs[name]["value"] for name in told} == expected


def test_mapping_of_an_unknown_domain_name(stack: TerraformStack) -> None:
    """The reference to a mapping names its domain: without one it is refused in words."""
    part = ApiMapping.from_api_mapping_attributes(stack, "Part", api_mapping_id="m1")

    with pytest.raises(OptionError) as refused:
        _ = part.api_mapping_ref
    assert str(refused.value) == (
        "orders/Part: domain_name is left out, allowed: a value, where it is read; "
        "give it to ApiMapping.from_api_mapping_attributes()"
    )
