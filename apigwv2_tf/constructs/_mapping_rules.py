"""
The grammar of parameter mappings.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.constructs._checks import length
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_HTTP_KEY = re.compile(rf"(append|overwrite|remove):(header|querystring)\.({_NAME})")
_RESERVED_HEADERS = re.compile(
    r"access-control-.*|apigw-.*|x-amz-.*|x-amzn-.*|x-forwarded-(for|host|proto)|authorization"
    r"|connection|content-(encoding|length|location)|forwarded|keep-alive|origin"
    r"|proxy-authenticat(e|ion)|proxy-authorization|te|trailers|transfer-encoding|upgrade|via",
    re.IGNORECASE,
)
_EVERYWHERE = r"context\.[A-Za-z0-9_.-]+|stageVariables\.[A-Za-z0-9_]+"
_JSON_PATH = r"(?!.*(?:\.\.|\?\())(?:[.\[].+)?"
_REQUEST_VARIABLE = re.compile(
    rf"request\.(?:header|querystring)\.{_NAME}|request\.path(?:\.[A-Za-z0-9._-]+)?"
    rf"|request\.body{_JSON_PATH}|{_EVERYWHERE}"
)
_RESPONSE_VARIABLE = re.compile(
    rf"response\.header\.{_NAME}|response\.body{_JSON_PATH}|{_EVERYWHERE}"
)
_IN_BRACES = re.compile(r"\$\{([^}]*)\}")
_LONGEST = 512

_WEBSOCKET_PARAMETER = r"[A-Za-z0-9._$-]+"
_WEBSOCKET_KEY = re.compile(
    rf"integration\.request\.(header|querystring|path)\.{_WEBSOCKET_PARAMETER}"
)
_WEBSOCKET_DECLARED = re.compile(
    rf"route\.request\.(querystring|header|multivaluequerystring|multivalueheader)\.({_WEBSOCKET_PARAMETER})"
)
_WEBSOCKET_VALUE = re.compile(
    rf"{_WEBSOCKET_DECLARED.pattern}|route\.request\.body(?:[.\[].*)?"
    r"|stageVariables\.\w+|context\.[\w.]+|'.*'"
)
_STATUS_CODE = re.compile(r"[2-5][0-9]{2}")
# how AWS writes "no value"; empty text would mean "delete this mapping"
_NO_VALUE = "''"


def http_request_problems(option: str, mapping: Mapping[str, str] | None) -> Iterator[Problem]:
    """Refuse request mappings that an HTTP API would."""
    for key, value in (mapping or {}).items():
        allowed = (
            "append, overwrite or remove, then :header.NAME or :querystring.NAME; or overwrite:path"
        )
        yield from _http_key(option, key, "overwrite:path", allowed)
        yield from _http_value(option, key, value, _REQUEST_VARIABLE)


def http_response_problems(option: str, mapping: Mapping[str, str]) -> Iterator[Problem]:
    """Refuse response mappings that an HTTP API would."""
    for key, value in mapping.items():
        allowed = "append, overwrite or remove, then :header.NAME; or overwrite:statuscode"
        if not unresolved(key) and ":querystring." in key:
            yield Problem(f"{option} key", key, allowed)
        else:
            yield from _http_key(option, key, "overwrite:statuscode", allowed)
        yield from _http_value(option, key, value, _RESPONSE_VARIABLE)


def status_code_problems(option: str, code: str | int) -> Iterator[Problem]:
    """Refuse what is not a status code that a mapping can be written for."""
    if unresolved(code) or _STATUS_CODE.fullmatch(str(code)):
        return
    yield Problem(option, code, "a status code from 200 to 599")


def _http_key(option: str, key: str, whole: str, allowed: str) -> Iterator[Problem]:
    if unresolved(key) or key == whole:
        return
    match = _HTTP_KEY.fullmatch(key)
    if match is None:
        yield Problem(f"{option} key", key, allowed)
    elif match[2] == "header" and _RESERVED_HEADERS.fullmatch(match[3]):
        allowed = "a header that API Gateway does not reserve"
        yield Problem(f"{option} key", key, allowed, f"{match[3]} can't be mapped")


def request_value_problems(option: str, key: str, value: str) -> Iterator[Problem]:
    """Refuse a value that an HTTP API cannot make from a request."""
    return _http_value(option, key, value, _REQUEST_VARIABLE)


def without_values(mapping: Mapping[str, str] | None) -> dict[str, str] | None:
    """Return request or response mappings in which what is removed has the value AWS wants."""
    if mapping is None:
        return None
    return {
        key: _NO_VALUE if key.startswith("remove:") and not value else value
        for key, value in mapping.items()
    }


def _http_value(option: str, key: str, value: str, variable: re.Pattern[str]) -> Iterator[Problem]:
    if unresolved(key) or unresolved(value):
        return
    where = f"{option}[{key!r}]"
    if key.startswith("remove:"):
        if value not in ("", _NO_VALUE):
            yield Problem(where, value, "'': a header or parameter that is removed has no value")
    elif not 1 <= len(value) <= _LONGEST:
        yield Problem(where, value, f"1 to {_LONGEST} characters")
    else:
        wrong = [name for name in _variables(value) if not variable.fullmatch(name)]
        if wrong:
            fix = f"${{{wrong[0]}}} is none of them"
            yield Problem(where, value, _allowed_variables(variable), fix)
        elif "${" in _IN_BRACES.sub("", value):
            yield Problem(where, value, "a } for every ${")


def _allowed_variables(variable: re.Pattern[str]) -> str:
    if variable is _RESPONSE_VARIABLE:
        names = "$response.header.NAME, $response.body.PATH"
    else:
        names = (
            "$request.header.NAME, $request.querystring.NAME, $request.path.NAME, "
            "$request.body.PATH"
        )
    return (
        f"static text, {names}, $context.NAME, $stageVariables.NAME; several in one value in ${{…}}"
    )


def _variables(value: str) -> list[str]:
    value = value.replace("$${", "${")
    if "${" in value:
        return _IN_BRACES.findall(value)
    return [value[1:]] if value.startswith("$") else []


def websocket_request_problems(option: str, mapping: Mapping[str, str] | None) -> Iterator[Problem]:
    """Refuse data mappings that a WebSocket API would."""
    for key, value in (mapping or {}).items():
        if not unresolved(key) and not _WEBSOCKET_KEY.fullmatch(key):
            allowed = "integration.request., then header, querystring or path, then .NAME"
            yield Problem(f"{option} key", key, allowed)
        if unresolved(value) or unresolved(key):
            continue
        yield from length(f"{option}[{key!r}]", value, 1, _LONGEST)
        if value and not _WEBSOCKET_VALUE.fullmatch(value):
            allowed = (
                "route.request.querystring.NAME, route.request.header.NAME, "
                "route.request.body.PATH, stageVariables.NAME, context.NAME "
                "or 'static text' in single quotes"
            )
            yield Problem(f"{option}[{key!r}]", value, allowed)


def declared_parameters(mapping: Mapping[str, str] | None) -> list[str]:
    """Return the parameters that a WebSocket data mapping reads, as a route declares them."""
    values = [value for value in (mapping or {}).values() if not unresolved(value)]
    found = [_WEBSOCKET_DECLARED.fullmatch(value) for value in values]
    return [
        f"route.request.{match[1].removeprefix('multivalue')}.{match[2]}"
        for match in found
        if match
    ]
