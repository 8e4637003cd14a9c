"""Rules for routes and responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.support.gateway.rules.common import refuse_if, unique, websocket_only

if TYPE_CHECKING:
    from tests.support.gateway.rules.common import Rules
    from tests.support.gateway.store import Record

_HTTP_ROUTE_KEY: Final = re.compile(
    r"\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) (/|(/(\{[^/{}]+\}|[^/{}]+))+)"
)


def _route_key(route: Record) -> None:
    key = route.values.get("routeKey", "")
    refuse_if(not key, "Route key is required")
    refuse_if(
        route.protocol == "HTTP" and not _HTTP_ROUTE_KEY.fullmatch(key),
        "The provided route key is not formatted properly for HTTP protocol. Format should be "
        '"<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    )
    unique(route, "routeKey", f"Route with key {key} already exists for this API")


def _route_target(route: Record) -> None:
    target = route.values.get("target")
    if target is None:
        return
    prefix, _, integration = target.partition("/")
    found = route.up("apis").find("integrations", integration)
    refuse_if(
        prefix != "integrations" or found is None, f"Invalid Integration target specified {target}"
    )


def _route_authorization(route: Record) -> None:
    values = route.values
    kind = values["authorizationType"]
    wanted = {"CUSTOM": "REQUEST", "JWT": "JWT"}.get(kind)
    if wanted is not None:
        used = route.up("apis").find("authorizers", values.get("authorizerId", ""))
        refuse_if(
            used is None or used.values["authorizerType"] != wanted,
            f"Invalid authorizer ID specified. Setting the authorization type to {kind} requires "
            f"a valid {'JWT' if kind == 'JWT' else 'Lambda'} authorizer.",
        )
    refuse_if(
        values.get("authorizationScopes") and kind != "JWT",
        "Authorization scopes are supported only with JWT authorization",
    )


def _route_protocol(route: Record) -> None:
    values = route.values
    if route.protocol == "WEBSOCKET":
        refuse_if(
            values["authorizationType"] != "NONE" and values["routeKey"] != "$connect",
            "Currently, authorization is restricted to the $connect route",
        )
        refuse_if(values["authorizationType"] == "JWT", "JWT is not supported for WEBSOCKET")
        return
    for name in (
        "modelSelectionExpression",
        "requestModels",
        "requestParameters",
        "routeResponseSelectionExpression",
    ):
        refuse_if(values.get(name), f"{name} is not supported for protocol type HTTP")
    refuse_if(values["apiKeyRequired"], "ApiKeyRequired is not supported for protocol type HTTP")


def _route_models(route: Record) -> None:
    known = {model.values["name"] for model in route.up("apis").records("models")}
    for name in route.values.get("requestModels", {}).values():
        refuse_if(name not in known, f"Invalid model name specified: {name}")


def _route_response(response: Record) -> None:
    refuse_if(
        response.values.get("routeResponseKey") != "$default",
        "Route response key must be $default",
    )
    unique(response, "routeResponseKey", "Route response already exists")


def _integration_response(response: Record) -> None:
    key = response.values.get("integrationResponseKey")
    refuse_if(not key, "Integration response key is required")
    unique(response, "integrationResponseKey", f"Integration response {key} already exists")


RULES: Final[Rules] = {
    "integrationresponses": (websocket_only, _integration_response),
    "routeresponses": (websocket_only, _route_response),
    "routes": (_route_key, _route_target, _route_authorization, _route_protocol, _route_models),
}
