"""A function for the examples: it tells the caller which route was called."""

import json
from typing import Any


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer requests of HTTP APIs and messages of WebSocket APIs."""
    route = event["requestContext"]["routeKey"]
    return {"statusCode": 200, "body": json.dumps({"route": route})}
