"""
The AWS service actions that an HTTP API calls by itself, and the parameters that each needs.

See
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
"""

from __future__ import annotations

from typing import Final

REQUIRED: Final = {
    "AppConfig-GetConfiguration": ("Application", "Environment", "Configuration", "ClientId"),
    "EventBridge-PutEvents": ("Detail", "DetailType", "Source"),
    "Kinesis-PutRecord": ("StreamName", "Data", "PartitionKey"),
    "SQS-DeleteMessage": ("ReceiptHandle", "QueueUrl"),
    "SQS-PurgeQueue": ("QueueUrl",),
    "SQS-ReceiveMessage": ("QueueUrl",),
    "SQS-SendMessage": ("QueueUrl", "MessageBody"),
    "StepFunctions-StartExecution": ("StateMachineArn",),
    "StepFunctions-StartSyncExecution": ("StateMachineArn",),
    "StepFunctions-StopExecution": ("ExecutionArn",),
}

SELECTING: Final = (
    "Application",
    "Configuration",
    "Environment",
    "EventBusName",
    "QueueUrl",
    "Region",
    "StateMachineArn",
    "StreamName",
)
"""The parameters that say which resource is acted on; an execution is none, but always new."""

READING: Final = ("AppConfig-GetConfiguration", "SQS-ReceiveMessage")
"""The actions that a caller may do by accident."""
