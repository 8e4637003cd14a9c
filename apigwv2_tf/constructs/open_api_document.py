"""
OpenAPI documents that define an HTTP API.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import yaml
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.cors import CorsConfiguration
from apigwv2_tf.errors import Problem

_CORS = "x-amazon-apigateway-cors"


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyS3Location(Struct):
    """
    Where an OpenAPI document lies in S3; Terraform reads it.

    Args:
        bucket: The bucket's name.

        key: The object's key. The object's content type must be text or JSON.

        etag: The ETag the object must have; Terraform fails if it has another. Left out, any.

        version: The object's version. Left out, the newest.
    """

    bucket: str
    key: str
    etag: str | None = None
    version: str | None = None


def text_of(body: str | Mapping[str, Any]) -> str:
    """Return a document as the text that is sent to AWS."""
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)


def problems(body: str | Mapping[str, Any]) -> Iterator[Problem]:
    """Refuse what API Gateway could not import."""
    if isinstance(body, str) and unresolved(body):
        return
    try:
        document = _parsed(body)
    except yaml.YAMLError as error:
        yield Problem("body", body, "an OpenAPI document in JSON or YAML", _where(error))
        return
    if not isinstance(document, Mapping):
        yield Problem("body", body, "an OpenAPI document in JSON or YAML")
    elif not str(document.get("openapi", "")).startswith("3.0"):
        got = document.get("openapi", document.get("swagger"))
        yield Problem("body", f"of version {got}", "an OpenAPI document of version 3.0")


def cors_of(body: str | Mapping[str, Any]) -> CorsConfiguration | None:
    """
    Return the CORS settings of a document.

    The provider deletes those of the document unless they are said outside it as well.
    """
    if isinstance(body, str) and unresolved(body):
        return None
    given = _parsed(body).get(_CORS)
    if not isinstance(given, Mapping):
        return None
    age = given.get("maxAge")
    return CorsConfiguration(
        allow_origins=given.get("allowOrigins"),
        allow_methods=given.get("allowMethods"),
        allow_headers=given.get("allowHeaders"),
        expose_headers=given.get("exposeHeaders"),
        allow_credentials=given.get("allowCredentials"),
        max_age=None if age is None else timedelta(seconds=age),
    )


def _parsed(body: str | Mapping[str, Any]) -> Any:  # noqa: ANN401 - a document
    return yaml.safe_load(body) if isinstance(body, str) else body


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"it breaks in line {mark.line + 1}" if mark else "it cannot be read"
