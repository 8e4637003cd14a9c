"""
The AWS service actions of HTTP APIs and the parameters each needs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.constructs._mapping_rules import request_value_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import IntegrationSubtype

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class _Parameters:
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_PARAMETERS = {
    IntegrationSubtype.EVENT_BRIDGE_PUT_EVENTS: _Parameters(
        ("Detail", "DetailType", "Source"),
        ("Time", "EventBusName", "Resources", "Region", "TraceHeader"),
    ),
    IntegrationSubtype.SQS_SEND_MESSAGE: _Parameters(
        ("QueueUrl", "MessageBody"),
        (
            "DelaySeconds",
            "MessageAttributes",
            "MessageDeduplicationId",
            "MessageGroupId",
            "MessageSystemAttributes",
            "Region",
        ),
    ),
    IntegrationSubtype.SQS_RECEIVE_MESSAGE: _Parameters(
        ("QueueUrl",),
        (
            "AttributeNames",
            "MaxNumberOfMessages",
            "MessageAttributeNames",
            "ReceiveRequestAttemptId",
            "VisibilityTimeout",
            "WaitTimeSeconds",
            "Region",
        ),
    ),
    IntegrationSubtype.SQS_DELETE_MESSAGE: _Parameters(("ReceiptHandle", "QueueUrl"), ("Region",)),
    IntegrationSubtype.SQS_PURGE_QUEUE: _Parameters(("QueueUrl",), ("Region",)),
    IntegrationSubtype.APP_CONFIG_GET_CONFIGURATION: _Parameters(
        ("Application", "Environment", "Configuration", "ClientId"),
        ("ClientConfigurationVersion", "Region"),
    ),
    IntegrationSubtype.KINESIS_PUT_RECORD: _Parameters(
        ("StreamName", "Data", "PartitionKey"),
        ("SequenceNumberForOrdering", "ExplicitHashKey", "Region"),
    ),
    IntegrationSubtype.STEP_FUNCTIONS_START_EXECUTION: _Parameters(
        ("StateMachineArn",), ("Name", "Input", "Region")
    ),
    IntegrationSubtype.STEP_FUNCTIONS_START_SYNC_EXECUTION: _Parameters(
        ("StateMachineArn",), ("Name", "Input", "Region", "TraceHeader")
    ),
    IntegrationSubtype.STEP_FUNCTIONS_STOP_EXECUTION: _Parameters(
        ("ExecutionArn",), ("Cause", "Error", "Region")
    ),
}


def parameter_problems(
    subtype: IntegrationSubtype, request_parameters: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Refuse parameters that a service action lacks or does not know."""
    known, given = _PARAMETERS[subtype], request_parameters or {}
    if any(unresolved(name) for name in given):
        return
    for name in known.required:
        if name not in given:
            yield Problem(f"request_parameters[{name!r}]", LEFT_OUT, f"a value: {subtype} needs it")
    for name, value in given.items():
        yield from request_value_problems("request_parameters", name, value)
        if name not in (*known.required, *known.optional):
            allowed = ", ".join((*known.required, *known.optional))
            yield Problem("request_parameters key", name, f"for {subtype}: {allowed}")


def credentials_problems(subtype: IntegrationSubtype, credentials_arn: object) -> Iterator[Problem]:
    """Refuse a service action without a role to call the service with."""
    if credentials_arn is None:
        yield Problem(
            "credentials_arn",
            LEFT_OUT,
            "the ARN of a role that API Gateway assumes",
            f"{subtype} is called in that role's name",
        )
