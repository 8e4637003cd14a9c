"""Rules for APIs, models and authorizers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.support.gateway.errors import BadRequestError, ConflictError
from tests.support.gateway.kinds import HTTP_EXPRESSION
from tests.support.gateway.rules.common import ids, mappings, refuse_if, unique, websocket_only

if TYPE_CHECKING:
    from tests.support.gateway.rules.common import Rule, Rules
    from tests.support.gateway.store import Record


def _api_basics(api: Record) -> None:
    values = api.values
    protocol = values.get("protocolType")
    refuse_if(
        protocol not in {"HTTP", "WEBSOCKET"},
        "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]",
    )
    refuse_if(not values.get("name"), "Name is required")
    refuse_if(
        protocol == "HTTP" and values["routeSelectionExpression"] != HTTP_EXPRESSION,
        f"RouteSelectionExpression of an HTTP API must be {HTTP_EXPRESSION}",
    )


def _api_cors(api: Record) -> None:
    cors = api.values.get("corsConfiguration")
    if cors is None:
        return
    refuse_if(
        api.values["protocolType"] != "HTTP",
        "Cors configuration is supported only for HTTP protocol type",
    )
    refuse_if(
        cors.get("allowCredentials") and "*" in cors.get("allowOrigins", ()),
        "allow-credentials is not supported if 'allow-origin' is *",
    )


def _api_in_use(api: Record) -> None:
    refuse_if(
        any(mapping.values["apiId"] == api.id for mapping in mappings(api)),
        f"Deleting API {api.id} failed. Please remove all API mappings for the API from your "
        "custom domain names.",
    )


def _model(model: Record) -> None:
    values = model.values
    websocket_only(model)
    name = values.get("name", "")
    refuse_if(not name.isalnum(), "Model name must be alphanumeric")
    unique(model, "name", f"Model name already exists for this API: {name}")
    try:
        json.loads(values.get("schema") or "{}")
    except ValueError as error:
        message = f"Invalid model schema: {error}"
        raise BadRequestError(message) from error


def _authorizer_name(authorizer: Record) -> None:
    name = authorizer.values.get("name")
    refuse_if(not name, "Authorizer name is required")
    refuse_if(
        any(other.values.get("name") == name for other in authorizer.others()),
        f"Authorizer name must be unique. Authorizer {name} already exists in this RestApi.",
    )


def _authorizer_jwt(authorizer: Record) -> None:
    values = authorizer.values
    if values.get("authorizerType") != "JWT":
        return
    refuse_if(authorizer.protocol != "HTTP", "JWT authorizers are supported only for HTTP APIs")
    jwt = values.get("jwtConfiguration", {})
    refuse_if(not jwt.get("issuer"), "Issuer is required for JWT authorizers")
    refuse_if(not jwt.get("audience"), "Audience is required for JWT authorizers")
    refuse_if(
        len(values.get("identitySource", ())) != 1,
        "Exactly one identity source is required for JWT authorizers",
    )
    for name in ("authorizerPayloadFormatVersion", "authorizerUri", "enableSimpleResponses"):
        refuse_if(values.get(name), f"{name} is not supported for JWT authorizers")


def _authorizer_request(authorizer: Record) -> None:
    values = authorizer.values
    if values.get("authorizerType") != "REQUEST":
        return
    version = values.get("authorizerPayloadFormatVersion")
    is_http = authorizer.protocol == "HTTP"
    refuse_if(not values.get("authorizerUri"), "AuthorizerUri is required for REQUEST authorizers")
    refuse_if(
        is_http and version is None,
        "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer",
    )
    refuse_if(
        not is_http and version is not None,
        "AuthorizerPayloadFormatVersion is not supported for protocol type WEBSOCKET",
    )
    refuse_if(
        values.get("enableSimpleResponses") and version != "2.0",
        "EnableSimpleResponses requires authorizerPayloadFormatVersion 2.0",
    )
    ttl = values.get("authorizerResultTtlInSeconds")
    refuse_if(ttl and not is_http, "AuthorizerResultTtlInSeconds requires an HTTP API")
    refuse_if(ttl and not values.get("identitySource"), "Identity source required for caching")


def _authorizer_in_use(authorizer: Record) -> None:
    routes = ids(authorizer.up("apis").records("routes"), "authorizerId", authorizer.id)
    if routes:
        message = f"Cannot delete authorizer '{authorizer.id}', is referenced by routes: {routes}"
        raise ConflictError(message)


RULES: Final[Rules] = {
    "apis": (_api_basics, _api_cors),
    "authorizers": (_authorizer_name, _authorizer_jwt, _authorizer_request),
    "models": (_model,),
}

REMOVAL_RULES: Final[dict[str, Rule]] = {
    "apis": _api_in_use,
    "authorizers": _authorizer_in_use,
}
