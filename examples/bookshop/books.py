"""The bookshop's functions: reading books, and changing them."""

import json
import os
from typing import Any

import boto3

books = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def read(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer ``GET /books`` and ``GET /books/{book_id}``."""
    book_id = (event.get("pathParameters") or {}).get("book_id")
    if book_id is None:
        return answer(200, books.scan(Limit=100)["Items"])
    book = books.get_item(Key={"book_id": book_id}).get("Item")
    return answer(404, {"message": "no such book"}) if book is None else answer(200, book)


def write(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer ``PUT`` and ``DELETE`` on ``/books/{book_id}``."""
    book_id = event["pathParameters"]["book_id"]
    if event["requestContext"]["http"]["method"] == "DELETE":
        books.delete_item(Key={"book_id": book_id})
        return answer(204, None)
    try:
        title = json.loads(event.get("body") or "")["title"]
    except (ValueError, KeyError, TypeError):
        return answer(400, {"message": 'send {"title": "..."}'})
    book = {"book_id": book_id, "title": str(title)}
    books.put_item(Item=book)
    return answer(200, book)


def answer(status: int, body: object) -> dict[str, Any]:
    """Return a response in the form of payload format 2.0."""
    text = "" if body is None else json.dumps(body, default=str)
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": text,
    }
