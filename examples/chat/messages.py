"""What is said in the room: ``sendmessage`` and everything else."""

import json
import os
from typing import Any

import boto3

connections = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Send a message to everyone in the room, and tell the sender how many got it."""
    context = event["requestContext"]
    if context["routeKey"] != "sendmessage":
        return answer({"error": 'send {"action": "sendmessage", "text": "..."}'})
    endpoint = f"https://{context['domainName']}/{context['stage']}"
    gateway = boto3.client("apigatewaymanagementapi", endpoint_url=endpoint)
    text = json.loads(event["body"])["text"]
    room = [item["connection_id"] for item in connections.scan()["Items"]]
    return answer({"reached": sum(send(gateway, member, text) for member in room)})


def send(gateway: Any, connection_id: str, text: str) -> bool:  # noqa: ANN401 - boto3 makes its clients
    """Send to one connection; forget it if it is gone."""
    try:
        gateway.post_to_connection(ConnectionId=connection_id, Data=text.encode())
    except gateway.exceptions.GoneException:
        connections.delete_item(Key={"connection_id": connection_id})
        return False
    return True


def answer(body: dict[str, Any]) -> dict[str, Any]:
    """Return the message that goes back to the sender."""
    return {"statusCode": 200, "body": json.dumps(body)}
