"""Tests of what API Gateway or Terraform would refuse of an API's options."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf import (
    Api,
    BodyS3Location,
    CorsConfiguration,
    DefaultTarget,
    OptionError,
    StageOptions,
    UnsupportedOptionError,
)
from cdktf import TerraformStack, TerraformVariable

DOCUMENT = {"openapi": "3.0.1", "paths": {}}
S3 = BodyS3Location(bucket="b", key="k")
URL = "https://example.com"
HTTP_ONLY = "allowed: nothing: it belongs to HTTP APIs; leave it out"
NO_ARGUMENT = "Terraform's AWS provider has no argument for it"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"api_name": ""}, "api_name is '', allowed: 1 to 128 characters", id="empty name"
        ),
        pytest.param(
            {"api_name": "n" * 129},
            f"api_name is '{'n' * 78}…, allowed: 1 to 128 characters; it has 129",
            id="long name",
        ),
        pytest.param(
            {"description": "d" * 1025},
            f"description is '{'d' * 78}…, allowed: 0 to 1024 characters; it has 1025",
            id="description",
        ),
        pytest.param({"version": ""}, "version is '', allowed: 1 to 64 characters", id="version"),
        pytest.param(
            {"ip_address_type": "ipv6"},
            "ip_address_type is 'ipv6', allowed: ipv4, dualstack",
            id="addresses",
        ),
        pytest.param(
            {"tags": {"aws:a": "b"}},
            "tags key is 'aws:a', allowed: 1 to 128 characters, not starting with aws:",
            id="tag",
        ),
        pytest.param(
            {"api_key_selection_expression": "$request.header.x-api-key"},
            "api_key_selection_expression is '$request.header.x-api-key', "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="API key on HTTP",
        ),
        pytest.param(
            {"route_selection_expression": "$request.body.action"},
            "route_selection_expression is '$request.body.action', "
            "allowed: ${request.method} ${request.path}, the only one for HTTP APIs; leave it out",
            id="selection on HTTP",
        ),
        pytest.param(
            {"fail_on_warnings": True},
            "fail_on_warnings is True, allowed: nothing: there is no OpenAPI document",
            id="warnings about nothing",
        ),
        pytest.param(
            {"body": DOCUMENT, "body_s3_location": S3},
            "body_s3_location is BodyS3Location(bucket='b', key='k'), "
            "allowed: nothing: body is given; leave one out",
            id="two documents",
        ),
        pytest.param(
            {"route_key": "GET /"},
            "route_key is 'GET /', allowed: nothing: it belongs to target; add a route instead",
            id="key without a target",
        ),
        pytest.param(
            {"credentials_arn": "a"},
            "credentials_arn is 'a', allowed: nothing: it belongs to target; add a route instead",
            id="role without a target",
        ),
        pytest.param(
            {"target": URL, "route_key": "get /"},
            "route_key is 'get /', allowed: a method "
            "(ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT), one space and a path; "
            "write it as 'GET /' or '$default'",
            id="key of the target",
        ),
        pytest.param(
            {"target": URL, "body": DOCUMENT},
            f"target is {URL!r}, allowed: nothing: an OpenAPI document defines the routes",
            id="target beside a document",
        ),
        pytest.param(
            {"deploy": False, "deploy_options": {"stage_name": "live"}},
            "deploy_options is {'stage_name': 'live'}, allowed: nothing: deploy is False; "
            "leave it out",
            id="options of no stage",
        ),
        pytest.param(
            {"target": URL, "deploy_options": {"stage_name": "live"}},
            "deploy_options is {'stage_name': 'live'}, "
            "allowed: nothing: AWS makes the stage of target; leave it out",
            id="options of a stage of AWS",
        ),
        pytest.param(
            {"deploy_options": {"name": "live"}},
            "deploy_options key is 'name', allowed: "
            f"{', '.join(sorted(StageOptions.__annotations__))}",
            id="unknown option of the stage",
        ),
        pytest.param(
            {"default_target": DefaultTarget()},
            "default_target.uri is left out, allowed: one of handler and uri, not both",
            id="no default target",
        ),
        pytest.param(
            {"default_target": DefaultTarget(uri=URL), "target": URL},
            f"default_target is DefaultTarget(uri={URL!r}), "
            "allowed: nothing: target or a document defines the routes",
            id="two targets",
        ),
        pytest.param(
            {"protocol_type": None},
            "protocol_type is left out, allowed: HTTP, WEBSOCKET; "
            "an OpenAPI document makes it HTTP",
            id="no protocol",
        ),
        pytest.param(
            {"protocol_type": "REST"},
            "protocol_type is 'REST', allowed: HTTP, WEBSOCKET",
            id="protocol",
        ),
        pytest.param(
            {"deploy": "no", "version": 1},
            "deploy is 'no', allowed: true or false\norders/Api: version is 1, allowed: text",
            id="wrong types",
        ),
    ],
)
def test_what_http_apis_refuse(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        Api(stack, "Api", **{"protocol_type": "HTTP", **options})

    assert str(refused.value) == f"orders/Api: {told}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({"body": DOCUMENT}, f"body is {DOCUMENT!r}, {HTTP_ONLY}", id="document"),
        pytest.param(
            {"body_s3_location": S3},
            f"body_s3_location is BodyS3Location(bucket='b', key='k'), {HTTP_ONLY}",
            id="S3",
        ),
        pytest.param(
            {"cors_configuration": CorsConfiguration(max_age=1)},
            f"cors_configuration is CorsConfiguration(max_age=1), {HTTP_ONLY}",
            id="CORS",
        ),
        pytest.param({"target": URL}, f"target is {URL!r}, {HTTP_ONLY}", id="target"),
        pytest.param(
            {"api_key_selection_expression": "$request.header.key"},
            "api_key_selection_expression is '$request.header.key', allowed: "
            "$request.header.x-api-key, $context.authorizer.usageIdentifierKey",
            id="place of the API key",
        ),
        pytest.param(
            {"route_selection_expression": ""},
            "route_selection_expression is '', allowed: 1 to 1024 characters",
            id="empty selection",
        ),
    ],
)
def test_what_websocket_apis_refuse(
    stack: TerraformStack, options: dict[str, Any], told: str
) -> None:
    """Options that belong to HTTP APIs, or that AWS would refuse, are refused at once."""
    with pytest.raises(OptionError) as refused:
        Api(stack, "Chat", protocol_type="WEBSOCKET", **options)

    assert str(refused.value) == f"orders/Chat: {told}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"base_path": "split"},
            f"base_path is 'split', allowed: ignore: {NO_ARGUMENT}; put the path into the document",
            id="base path",
        ),
        pytest.param(
            {"disable_schema_validation": True},
            f"disable_schema_validation is True, allowed: False or left out: {NO_ARGUMENT}",
            id="schemas",
        ),
        pytest.param(
            {"retain_deployments": True},
            "retain_deployments is True, allowed: False or left out: "
            "Terraform deletes the deployment it replaces",
            id="deployments",
        ),
    ],
)
def test_what_terraform_does_not_have(
    stack: TerraformStack, options: dict[str, Any], told: str
) -> None:
    """What the provider has no argument for is refused as such."""
    with pytest.raises(UnsupportedOptionError) as refused:
        Api(stack, "Api", body=DOCUMENT, deploy=False, **options)

    assert str(refused.value) == f"orders/Api: {told}"


def test_protocol_as_a_token(stack: TerraformStack) -> None:
    """The protocol decides about all other options, so that it has to be known."""
    with pytest.raises(OptionError) as refused:
        Api(stack, "Api", protocol_type=TerraformVariable(stack, "Protocol").string_value)

    assert str(refused.value).endswith(
        "allowed: HTTP, WEBSOCKET: everything else depends on it, so no token"
    )


def test_unknown_option(stack: TerraformStack) -> None:
    """An option that does not exist is an error of Python's, with the nearest one that does."""
    with pytest.raises(TypeError, match="'protocoltype'; did you mean 'protocol_type'"):
        Api(stack, "Api", protocoltype="HTTP")  # type: ignore[call-arg]


def test_trap_routes_that_aws_made_for_a_target(stack: TerraformStack) -> None:
    """The route and the stage of a target are AWS's, so that they cannot be defined again."""
    api = Api(stack, "Api", protocol_type="HTTP", target=URL)
    with pytest.raises(OptionError) as refused:
        api.add_stage("Live", stage_name="$default")

    assert str(refused.value) == (
        "orders/Api/Live: stage_name is '$default', "
        "allowed: one that the API has not yet: orders/Api has it"
    )
