"""Rules for integrations and VPC links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.support.gateway.errors import ConflictError, NotFoundError
from tests.support.gateway.rules.common import ids, refuse_if

if TYPE_CHECKING:
    from tests.support.gateway.rules.common import Rule, Rules
    from tests.support.gateway.store import Record

_SHORTEST_TIMEOUT: Final = 50
_REQUIRED_BY_SUBTYPE: Final = {
    "AppConfig-GetConfiguration": ("Application", "ClientId", "Configuration", "Environment"),
    "EventBridge-PutEvents": ("Detail", "DetailType", "Source"),
    "Kinesis-PutRecord": ("Data", "PartitionKey", "StreamName"),
    "SQS-DeleteMessage": ("QueueUrl", "ReceiptHandle"),
    "SQS-PurgeQueue": ("QueueUrl",),
    "SQS-ReceiveMessage": ("QueueUrl",),
    "SQS-SendMessage": ("MessageBody", "QueueUrl"),
    "StepFunctions-StartExecution": ("StateMachineArn",),
    "StepFunctions-StartSyncExecution": ("StateMachineArn",),
    "StepFunctions-StopExecution": ("ExecutionArn",),
}


def _integration_type(integration: Record) -> None:
    kind = integration.values.get("integrationType")
    allowed = {"AWS_PROXY", "HTTP_PROXY"}
    if integration.protocol == "WEBSOCKET":
        allowed |= {"AWS", "HTTP", "MOCK"}
    refuse_if(
        kind not in allowed,
        f"Integration type {kind} is not supported for protocol type {integration.protocol}",
    )


def _integration_uri(integration: Record) -> None:
    values = integration.values
    kind = values["integrationType"]
    uri = values.get("integrationUri")
    needs_uri = kind != "MOCK" and "integrationSubtype" not in values
    refuse_if(needs_uri and not uri, "Integration URI is required")
    refuse_if(
        kind in {"HTTP", "HTTP_PROXY"} and not values.get("integrationMethod"),
        "HttpMethod must be specified for HTTP_PROXY",
    )
    refuse_if(
        integration.protocol == "WEBSOCKET"
        and kind == "AWS_PROXY"
        and not (uri or "").startswith("arn:aws:apigateway:"),
        "Invalid function ARN or invalid uri",
    )


def _integration_limits(integration: Record) -> None:
    values = integration.values
    is_http = integration.protocol == "HTTP"
    limit = 30_000 if is_http else 29_000
    refuse_if(
        not _SHORTEST_TIMEOUT <= values["timeoutInMillis"] <= limit,
        f"Timeout should be between {_SHORTEST_TIMEOUT} ms and {limit} ms",
    )
    is_lambda = values["integrationType"] == "AWS_PROXY" and "integrationSubtype" not in values
    refuse_if(
        values["payloadFormatVersion"] == "2.0" and not (is_http and is_lambda),
        "Payload format version 2.0 is supported only for Lambda proxy integrations of HTTP APIs",
    )


def _integration_link(integration: Record) -> None:
    values = integration.values
    if values["connectionType"] != "VPC_LINK":
        refuse_if(values.get("tlsConfig"), "TlsConfig is supported only for private integrations")
        return
    link = values.get("connectionId", "")
    refuse_if(not link, "ConnectionId is required for VPC_LINK")
    # A WebSocket API uses a link of API Gateway v1, which is kept elsewhere.
    if integration.protocol == "HTTP" and integration.root.find("vpclinks", link) is None:
        message = f"Invalid VpcLink identifier specified {link}"
        raise NotFoundError(message)


def _integration_subtype(integration: Record) -> None:
    values = integration.values
    subtype = values.get("integrationSubtype")
    if subtype is None:
        return
    refuse_if(subtype not in _REQUIRED_BY_SUBTYPE, f"Invalid integration subtype {subtype}")
    refuse_if(
        integration.protocol != "HTTP" or values["integrationType"] != "AWS_PROXY",
        "Integration subtype is supported only for AWS_PROXY integrations of HTTP APIs",
    )
    refuse_if(
        not values.get("credentialsArn") and not subtype.startswith("AppConfig"),
        f"CredentialsArn is required for integration subtype {subtype}",
    )
    missing = [
        name
        for name in _REQUIRED_BY_SUBTYPE[subtype]
        if not values.get("requestParameters", {}).get(name)
    ]
    refuse_if(missing, f"Missing required request parameters: {', '.join(missing)}")


def _integration_responses(integration: Record) -> None:
    parameters = integration.values.get("responseParameters", {})
    refuse_if(
        parameters and integration.protocol != "HTTP",
        "ResponseParameters are supported only for protocol type HTTP",
    )
    for status in parameters:
        is_status = status.isdigit() and 200 <= int(status) <= 599
        refuse_if(not is_status, f"Invalid response parameter status code {status}")


def _integration_in_use(integration: Record) -> None:
    target = f"integrations/{integration.id}"
    routes = ids(integration.up("apis").records("routes"), "target", target)
    if routes:
        message = (
            f"Cannot delete Integration '{integration.id}' referenced by the following Routes: "
            f"'{routes}'."
        )
        raise ConflictError(message)


def _vpc_link(link: Record) -> None:
    refuse_if(not link.values.get("subnetIds"), "At least one subnet id is required")


def _vpc_link_in_use(link: Record) -> None:
    for api in link.root.records("apis"):
        refuse_if(
            ids(api.records("integrations"), "connectionId", link.id),
            f"Cannot delete vpc link. Vpc link '{link.id}', is referenced in [{api.id}]",
        )


RULES: Final[Rules] = {
    "integrations": (
        _integration_type,
        _integration_subtype,
        _integration_uri,
        _integration_limits,
        _integration_link,
        _integration_responses,
    ),
    "vpclinks": (_vpc_link,),
}

REMOVAL_RULES: Final[dict[str, Rule]] = {
    "integrations": _integration_in_use,
    "vpclinks": _vpc_link_in_use,
}
