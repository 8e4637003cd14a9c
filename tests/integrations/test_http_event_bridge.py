"""Tests of routes of HTTP APIs to event buses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, OptionError, ParameterMapping
from apigwv2_tf.integrations import HttpEventBridgeIntegration
from cdktf import Fn, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.cloudwatch_event_bus import CloudwatchEventBus

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Found = Callable[[], dict[str, Any]]

_ARN = "arn:aws:events:eu-west-1:123456789012:event-bus/orders"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_FROM_THE_BODY = {
    "Detail": "$request.body.Detail",
    "DetailType": "$request.body.DetailType",
    "Source": "$request.body.Source",
}


def test_smallest_integration(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found
) -> None:
    """An event is put on the bus, by a role that may do that and nothing else."""
    bus = CloudwatchEventBus(stack, "EventBus", name="orders")
    http.add_route("POST /events", HttpEventBridgeIntegration("Bus", event_bus_ref=bus))

    assert integration() == {
        "credentials_arn": "${aws_iam_role.Books_Bus_InvokeRole_BE8FEF55.arn}",
        "integration_subtype": "EventBridge-PutEvents",
        "integration_type": "AWS_PROXY",
        "payload_format_version": "1.0",
        "request_parameters": {
            **_FROM_THE_BODY,
            "EventBusName": "${aws_cloudwatch_event_bus.EventBus.name}",
        },
        "timeout_milliseconds": 30_000,
    }
    assert statement() == {
        "Sid": "AllowEventBridgePutEvents",
        "Effect": "Allow",
        "Action": "events:PutEvents",
        "Resource": "${aws_cloudwatch_event_bus.EventBus.arn}",
    }


def test_address(http: HttpApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    http.add_route("POST /", HttpEventBridgeIntegration("Shelf", event_bus_ref=_ARN))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Books_Shelf_8BC901A1"


def test_bus_by_its_arn(http: HttpApi, integration: Found, statement: Found) -> None:
    """A bus of another account or region is named by its ARN."""
    http.add_route("POST /events", HttpEventBridgeIntegration("Bus", event_bus_ref=_ARN))

    assert integration()["request_parameters"]["EventBusName"] == _ARN
    assert statement()["Resource"] == _ARN


def test_mapping_of_two_buses(http: HttpApi, blocks: Callable[[str], Blocks]) -> None:
    """Two buses can share a mapping: it stays as it was. AWS CDK writes the first bus into it."""
    mapping = ParameterMapping.from_object({})
    for part in _FROM_THE_BODY:
        mapping.custom(part, "$request.body")
    for bus in ("a", "b"):
        arn = f"{_ARN}-{bus}"
        backend = HttpEventBridgeIntegration(bus, event_bus_ref=arn, parameter_mapping=mapping)
        http.add_route(f"POST /{bus}", backend)

    written = [block["request_parameters"] for block in blocks("aws_apigatewayv2_integration")]
    assert [parameters["EventBusName"] for parameters in written] == [f"{_ARN}-a", f"{_ARN}-b"]
    assert "EventBusName" not in mapping.mappings


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"parameter_mapping": {**_FROM_THE_BODY, "EventBusName": "default"}},
            {"request_parameters": {**_FROM_THE_BODY, "EventBusName": "default"}},
            id="EventBusName",
        ),
        pytest.param(
            {"service_region": "us-east-1"},
            {
                "request_parameters": {
                    **_FROM_THE_BODY,
                    "EventBusName": _ARN,
                    "Region": "us-east-1",
                }
            },
            id="service_region",
        ),
        pytest.param(
            {"subtype": "EventBridge-PutEvents"},
            {"integration_subtype": "EventBridge-PutEvents"},
            id="subtype",
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
    """Each option reaches Terraform."""
    backend = HttpEventBridgeIntegration("Bus", event_bus_ref=_ARN, **options)
    http.add_route("POST /events", backend)

    found = integration()
    assert {name: found[name] for name in written} == written


def test_token_passes(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found
) -> None:
    """What Terraform knows later is passed on."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    http.add_route("POST /events", HttpEventBridgeIntegration("Bus", event_bus_ref=arn))

    assert integration()["request_parameters"]["EventBusName"] == "${var.arn}"
    assert statement()["Resource"] == "${var.arn}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"subtype": "SQS-SendMessage"},
            "orders/Books/Bus: subtype is 'SQS-SendMessage', allowed: EventBridge-PutEvents; "
            "HttpSqsIntegration is for this one",
            id="other-service",
        ),
        pytest.param(
            {"subtype": "EventBridge-Discard"},
            "orders/Books/Bus: subtype is 'EventBridge-Discard', allowed: EventBridge-PutEvents",
            id="unknown",
        ),
        pytest.param(
            {"event_bus_ref": "default"},
            "orders/Books/Bus: event_bus_ref is 'default', allowed: the ARN of an event bus, "
            "arn:aws:events:REGION:ACCOUNT:event-bus/NAME",
            id="name",
        ),
        pytest.param(
            {"parameter_mapping": {"Detail": "a", "Source": "b"}},
            "orders/Books/Bus: parameter_mapping['DetailType'] is left out, "
            "allowed: a value: EventBridge-PutEvents needs it",
            id="required-parameter",
        ),
        pytest.param(
            {"parameter_mapping": Token.as_string_map(Fn.merge([{"Detail": "a"}]))},
            "orders/Books/Bus: parameter_mapping is 'a token', allowed: a dict whose keys are "
            "known now: EventBusName is added to it; write the dict here; its values may be "
            "references",
            id="map-known-later",
        ),
        pytest.param(
            {"event_bus_ref": 5},
            "Bus: event_bus_ref is 5, allowed: an object with arn and name or text",
            id="type",
        ),
    ],
)
def test_option_is_refused(http: HttpApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it, and what to do."""
    given = {"event_bus_ref": _ARN, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /events", HttpEventBridgeIntegration("Bus", **given))

    assert str(refused.value) == problem
