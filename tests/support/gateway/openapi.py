"""OpenAPI documents in and out, as far as API Gateway's extensions go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import yaml

from tests.support.gateway.errors import BadRequestError
from tests.support.gateway.kinds import AUTHORIZER, INTEGRATION, ROUTE, complete
from tests.support.gateway.rules import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.support.gateway.store import Kind, Record, Values

    Create = Callable[[Record, Kind, Mapping[str, Any]], Record]

_INTEGRATION: Final = "x-amazon-apigateway-integration"
_INTEGRATIONS: Final = "x-amazon-apigateway-integrations"
_AUTHORIZER: Final = "x-amazon-apigateway-authorizer"
_ANY: Final = "x-amazon-apigateway-any-method"
_CORS: Final = "x-amazon-apigateway-cors"
_METHODS: Final = frozenset({"delete", "get", "head", "options", "patch", "post", "put", _ANY})
_DEFAULT_PATH: Final = "/$default"
# The extension's name for a property, and API Gateway's.
_PROPERTIES: Final = {
    "connectionId": "connectionId",
    "connectionType": "connectionType",
    "credentials": "credentialsArn",
    "httpMethod": "integrationMethod",
    "integrationSubtype": "integrationSubtype",
    "payloadFormatVersion": "payloadFormatVersion",
    "requestParameters": "requestParameters",
    "responseParameters": "responseParameters",
    "timeoutInMillis": "timeoutInMillis",
    "tlsConfig": "tlsConfig",
    "type": "integrationType",
    "uri": "integrationUri",
}


def read(api: Record, text: str, create: Create) -> None:
    """Make an API what a document says; what was there before is gone."""
    document = _parsed(text)
    if api.protocol != "HTTP":
        message = "Import is supported only for HTTP protocol type"
        raise BadRequestError(message)
    api.clear("authorizers", "integrations", "models", "routes")
    info = document.get("info", {})
    for field, name in (("name", "title"), ("description", "description"), ("version", "version")):
        if name in info:
            api.values[field] = str(info[name])
    if _CORS in document:
        api.values["corsConfiguration"] = document[_CORS]
    complete(api)
    check(api)
    components = document.get("components", {})
    authorizers = dict(_authorizers(api, components, create))
    for path, method, operation in _operations(document):
        route = {
            "routeKey": _route_key(path, method),
            "operationName": operation.get("operationId"),
        }
        route |= _target(api, operation, components, create)
        security = operation.get("security", document.get("security"))
        for requirement in security or ():
            for scheme, scopes in requirement.items():
                route |= _authorization(authorizers.get(scheme), scopes)
        create(api, ROUTE, route)


def written(api: Values, published: Values, *, with_extensions: bool, as_yaml: bool) -> str:
    """Return the document that describes what an API publishes."""
    document: Values = {
        "openapi": "3.0.1",
        "info": {"title": api["name"], "version": api.get("version", "v1")},
        "servers": [{"url": api["apiEndpoint"]}],
        "paths": {},
    }
    for route in sorted(published["routes"].values(), key=lambda route: str(route["routeKey"])):
        method, _, path = route["routeKey"].rpartition(" ")
        operation: Values = {"responses": {"default": {"description": "Default response"}}}
        if with_extensions:
            operation |= _described(published["integrations"], route)
        name = _ANY if method in {"", "ANY"} else method.lower()
        shown_path = path if path != "$default" else _DEFAULT_PATH
        document["paths"].setdefault(shown_path, {})[name] = operation
    if with_extensions and "corsConfiguration" in api:
        document[_CORS] = api["corsConfiguration"]
    return yaml.safe_dump(document) if as_yaml else json.dumps(document)


def _parsed(text: str) -> Values:
    """Read JSON or YAML; the one is a part of the other."""
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"Unable to parse the document: {error}"
        raise BadRequestError(message) from error
    if not isinstance(document, dict) or "openapi" not in document:
        message = "Invalid OpenAPI input"
        raise BadRequestError(message)
    return document


def _operations(document: Values) -> Iterator[tuple[str, str, Values]]:
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in _METHODS:
                yield path, method, operation


def _route_key(path: str, method: str) -> str:
    if path == _DEFAULT_PATH:
        return "$default"
    return f"{'ANY' if method == _ANY else method.upper()} {path}"


def _target(api: Record, operation: Values, components: Values, create: Create) -> Values:
    """Make the integration of an operation and return the part of the route that names it."""
    given = operation.get(_INTEGRATION)
    if given is None:
        return {}
    if "$ref" in given:
        given = components[_INTEGRATIONS][given["$ref"].rpartition("/")[2]]
    values = {_PROPERTIES[name]: value for name, value in given.items() if name in _PROPERTIES}
    values["integrationType"] = str(values.get("integrationType", "")).upper()
    values.setdefault("integrationMethod", "ANY")
    values["payloadFormatVersion"] = str(values.get("payloadFormatVersion", "1.0"))
    return {"target": f"integrations/{create(api, INTEGRATION, values).id}"}


def _authorizers(api: Record, components: Values, create: Create) -> Iterator[tuple[str, Record]]:
    """Make the authorizers of a document."""
    for name, scheme in components.get("securitySchemes", {}).items():
        given = scheme.get(_AUTHORIZER)
        if given is None:
            continue
        source = given.get("identitySource", [])
        values = {
            "name": name,
            "authorizerType": str(given.get("type", "")).upper(),
            "authorizerUri": given.get("authorizerUri"),
            "authorizerCredentialsArn": given.get("authorizerCredentials"),
            "authorizerPayloadFormatVersion": given.get("authorizerPayloadFormatVersion"),
            "authorizerResultTtlInSeconds": given.get("authorizerResultTtlInSeconds"),
            "enableSimpleResponses": given.get("enableSimpleResponses"),
            "identitySource": source.split(",") if isinstance(source, str) else source,
            "jwtConfiguration": given.get("jwtConfiguration"),
        }
        yield name, create(api, AUTHORIZER, values)


def _authorization(authorizer: Record | None, scopes: list[str]) -> Values:
    """Return the part of a route that says who may call it."""
    if authorizer is None:
        return {}
    is_jwt = authorizer.values["authorizerType"] == "JWT"
    return {
        "authorizationType": "JWT" if is_jwt else "CUSTOM",
        "authorizerId": authorizer.id,
        "authorizationScopes": scopes or None,
    }


def _described(integrations: Mapping[str, Values], route: Values) -> Values:
    """Return the extension that describes the integration of a route."""
    values = integrations.get(str(route.get("target", "")).rpartition("/")[2])
    if values is None:
        return {}
    return {
        _INTEGRATION: {name: values[ours] for name, ours in _PROPERTIES.items() if ours in values}
    }
