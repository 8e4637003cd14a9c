"""
OpenAPI documents that define an HTTP API.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.cors import CorsConfiguration
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem

_CORS = "x-amazon-apigateway-cors"
# what the provider compares with the document's info, by the names that it has there
_INFO = {"name": "title", "version": "version", "description": "description"}
_WHAT = "an OpenAPI document in JSON or YAML"


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


def problems(body: str | Mapping[str, Any]) -> Iterator[Problem]:
    """Refuse what API Gateway could not import."""
    try:
        document = _parsed(body)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not unresolved(body):
            yield Problem("body", body, _WHAT, _where(error))
        return
    if not isinstance(document, Mapping):
        if not unresolved(body):
            yield Problem("body", body, _WHAT)
    elif not str(document.get("openapi", "")).startswith("3.0"):
        got = document.get("openapi", LEFT_OUT)
        yield Problem("body.openapi", got, "3.0.x: API Gateway imports OpenAPI 3.0 only")
    elif not _is_json(document):
        yield Problem(
            "body", body, "texts, numbers, true, false, None, and dicts and lists of them"
        )
    else:
        yield from _cors_problems(document)


def info_of(body: object) -> dict[str, str]:
    """Return the name, version and description that a document gives the API."""
    given = _known(body).get("info")
    if not isinstance(given, Mapping):
        return {}
    found = {name: key for name, key in _INFO.items() if given.get(key) not in (None, "")}
    if isinstance(body, str) and not all(isinstance(given[key], str) for key in found.values()):
        # as it is written: YAML would make the version 1.10 the number 1.1
        given = yaml.BaseLoader(body).get_single_data()["info"]
    return {name: str(given[key]) for name, key in found.items()}


def text_of(body: str | Mapping[str, Any], info: Mapping[str, str | None]) -> str:
    """
    Return a document as the text that is sent to AWS.

    The provider gives the API what its arguments say whenever the document says something else,
    and so plans a change for ever; where they differ, the document is rewritten.
    """
    document = _known(body)
    given = document.get("info")
    old = given if isinstance(given, Mapping) else {}
    wanted = {_INFO[name]: value for name, value in info.items() if value is not None}
    if document and any((old.get(key) or "") != value for key, value in wanted.items()):
        body = {**document, "info": {**old, **wanted}}
    return (
        body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=_as_written)
    )


def published(text: str) -> object:
    """Return what callers can notice of a document: all of it but its info."""
    document = _known(text)
    return {key: value for key, value in document.items() if key != "info"} or text


def cors_of(body: str | Mapping[str, Any]) -> CorsConfiguration | None:
    """
    Return the CORS settings of a document.

    The provider deletes those of the document unless they are said outside it as well.
    """
    given = _known(body).get(_CORS)
    if not isinstance(given, Mapping):
        return None
    return CorsConfiguration(
        allow_origins=given.get("allowOrigins"),
        allow_methods=given.get("allowMethods"),
        allow_headers=given.get("allowHeaders"),
        expose_headers=given.get("exposeHeaders"),
        allow_credentials=given.get("allowCredentials"),
        max_age=given.get("maxAge"),
    )


def _cors_problems(document: Mapping[str, Any]) -> Iterator[Problem]:
    option = f"body.{_CORS}"
    try:
        cors = cors_of(document)
    except OptionError as error:
        for problem in error.problems:
            if isinstance(problem, Problem):
                yield replace(problem, option=f"{option}.{problem.option}")
        return
    if cors is not None:
        yield from cors.problems(option)


def _known(body: object) -> Mapping[str, Any]:
    """Return a document that can be read now; an empty one for what Terraform reads."""
    try:
        document = _parsed(body)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, Mapping) else {}


def _parsed(body: object) -> Any:  # noqa: ANN401 - a document
    return _parsed_text(body) if isinstance(body, str) else body


@lru_cache(maxsize=16)
def _parsed_text(body: str) -> Any:  # noqa: ANN401 - a document
    try:
        return json.loads(body)
    except ValueError:
        return yaml.safe_load(body)


def _is_json(document: Mapping[str, Any]) -> bool:
    try:
        json.dumps(document, default=_as_written)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _as_written(value: object) -> str:
    # YAML reads a date where the author meant text
    if isinstance(value, date):
        return str(value)
    raise TypeError


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"it breaks in line {mark.line + 1}" if mark else "it cannot be read"
