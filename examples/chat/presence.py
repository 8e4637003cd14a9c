"""Who is in the room: ``$connect`` and ``$disconnect``."""

import os
from typing import Any

import boto3

connections = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Remember a connection while it lasts."""
    context = event["requestContext"]
    key = {"connection_id": context["connectionId"]}
    if context["eventType"] == "CONNECT":
        connections.put_item(Item=key)
    else:
        connections.delete_item(Key=key)
    return {"statusCode": 200}
