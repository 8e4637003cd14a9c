"""Tests of routes of HTTP APIs to data streams."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, OptionError
from apigwv2_tf.integrations import HttpKinesisIntegration
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Found = Callable[[], dict[str, Any]]

_ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_FROM_THE_BODY = {"Data": "$request.body.Data", "PartitionKey": "$request.body.PartitionKey"}


def test_put_record(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found
) -> None:
    """A record is put into the stream, by a role that may do that and nothing else."""
    stream = KinesisStream(stack, "Stream", name="clicks")
    http.add_route("POST /clicks", HttpKinesisIntegration("Clicks", stream=stream))

    assert integration() == {
        "credentials_arn": "${aws_iam_role.Books_Clicks_InvokeRole_7B4E2562.arn}",
        "integration_subtype": "Kinesis-PutRecord",
        "integration_type": "AWS_PROXY",
        "payload_format_version": "1.0",
        "request_parameters": {**_FROM_THE_BODY, "StreamName": "${aws_kinesis_stream.Stream.name}"},
        "timeout_milliseconds": 30_000,
    }
    assert statement() == {
        "Sid": "AllowKinesisPutRecord",
        "Effect": "Allow",
        "Action": "kinesis:PutRecord",
        "Resource": "${aws_kinesis_stream.Stream.arn}",
    }


def test_address(http: HttpApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    http.add_route("POST /", HttpKinesisIntegration("Shelf", stream=_ARN))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Books_Shelf_8BC901A1"


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"subtype": "Kinesis-PutRecord"},
            {"request_parameters": {**_FROM_THE_BODY, "StreamName": "clicks"}},
            id="subtype",
        ),
        pytest.param(
            {
                "parameter_mapping": {
                    "StreamName": "clicks",
                    "Data": "$request.body",
                    "PartitionKey": "$context.requestId",
                }
            },
            {
                "request_parameters": {
                    "StreamName": "clicks",
                    "Data": "$request.body",
                    "PartitionKey": "$context.requestId",
                }
            },
            id="parameter_mapping",
        ),
        pytest.param(
            {"service_region": "us-east-1"},
            {
                "request_parameters": {
                    **_FROM_THE_BODY,
                    "StreamName": "clicks",
                    "Region": "us-east-1",
                }
            },
            id="service_region",
        ),
        pytest.param({"role": _ROLE}, {"credentials_arn": _ROLE}, id="role"),
        pytest.param(
            {"timeout": timedelta(seconds=5)}, {"timeout_milliseconds": 5000}, id="timeout"
        ),
    ],
)
def test_option_given(
    http: HttpApi, integration: Found, options: dict[str, Any], written: dict[str, Any]
) -> None:
    """Each option reaches Terraform; a stream's name is read from its ARN."""
    http.add_route("POST /clicks", HttpKinesisIntegration("Clicks", stream=_ARN, **options))

    found = integration()
    assert {name: found[name] for name in written} == written


def test_token_passes(stack: TerraformStack, http: HttpApi, integration: Found) -> None:
    """The name is read from an ARN that Terraform knows later, too."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    http.add_route("POST /clicks", HttpKinesisIntegration("Clicks", stream=arn))

    assert integration()["request_parameters"]["StreamName"] == "${basename(var.arn)}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"subtype": "EventBridge-PutEvents"},
            "orders/Books/Clicks: subtype is 'EventBridge-PutEvents', allowed: Kinesis-PutRecord; "
            "HttpEventBridgeIntegration is for this one",
            id="other-service",
        ),
        pytest.param(
            {"stream": "clicks"},
            "orders/Books/Clicks: stream is 'clicks', allowed: the ARN of a data stream, "
            "arn:aws:kinesis:REGION:ACCOUNT:stream/NAME",
            id="name",
        ),
        pytest.param(
            {"parameter_mapping": {"StreamName": "clicks", "Data": "a"}},
            "orders/Books/Clicks: parameter_mapping['PartitionKey'] is left out, "
            "allowed: a value: Kinesis-PutRecord needs it",
            id="required-parameter",
        ),
        pytest.param(
            {"stream": None},
            "Clicks: stream is None, allowed: an object with arn and name or text",
            id="type",
        ),
    ],
)
def test_option_is_refused(http: HttpApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it, and what to do."""
    given = {"stream": _ARN, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /clicks", HttpKinesisIntegration("Clicks", **given))

    assert str(refused.value) == problem
