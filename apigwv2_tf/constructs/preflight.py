"""
Preflight requests of web pages, which carry no token and must pass nonetheless.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.http_authorizer import HttpNoneAuthorizer
from apigwv2_tf.constructs.http_route import HttpRoute
from apigwv2_tf.constructs.route_key import shape
from apigwv2_tf.terms import AuthorizationType, HttpMethod

if TYPE_CHECKING:
    from apigwv2_tf.constructs._protocols import IIntegration
    from apigwv2_tf.constructs.http_api_base import HttpApiBase

_EVERYTHING = ("OPTIONS /", "OPTIONS /{proxy+}")


def keep_preflight(api: HttpApiBase, route: HttpRoute, integration: IIntegration) -> None:
    """Add the OPTIONS routes without authorizer that a route with one would hide."""
    for key in _missing(api, route):
        api.add_route(key, integration, authorizer=HttpNoneAuthorizer())


def warn_of_preflight(api: HttpApiBase) -> list[str]:
    """Warn of routes that refuse the preflight requests which CORS is there for; no error."""
    routes = [one for one in registry_of(api).routes.values() if isinstance(one, HttpRoute)]
    for route in routes:
        if (
            route.method is HttpMethod.OPTIONS
            and route.authorization_type != AuthorizationType.NONE
        ):
            warn(
                route,
                f"the authorizer of {route.key!r} refuses preflight requests, so web pages of "
                "other origins cannot call the path: give it authorizer=HttpNoneAuthorizer()",
            )
        missing = _missing(api, route)
        if missing:
            keys = " and ".join(repr(key) for key in missing)
            warn(
                route,
                f"the authorizer of {route.key!r} refuses preflight requests, so web pages of "
                "other origins cannot call it: give the API add_options_routes=True, or add "
                f"{keys} with authorizer=HttpNoneAuthorizer()",
            )
    return []


def _missing(api: HttpApiBase, route: HttpRoute) -> list[str]:
    """Return the OPTIONS routes that are missing beside a route that takes every method."""
    open_to_all = route.authorization_type == AuthorizationType.NONE
    if open_to_all or route.method is not HttpMethod.ANY or unresolved(route.key):
        return []
    wanted = _EVERYTHING if route.path is None else (f"OPTIONS {route.path}",)
    registry = registry_of(api)
    return [key for key in wanted if not registry.has("route", shape(key))]
