"""Who may call a route, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.selection import CONNECT
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import link_words, named, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.values import Text

OPEN = "NONE"
ASKING = ("JWT", "CUSTOM")
_OWNED = {"JWT": "JWT authorizer", "CUSTOM": "Lambda authorizer", "AWS_IAM": "IAM authorization"}


def kind(route: Route) -> Text:
    """Return the type of authorization; what is left out is open."""
    return route.authorization_type or OPEN


def is_open(route: Route) -> bool:
    """Say whether nobody asks who is calling, for certain."""
    return kind(route) == OPEN


def open_routes(routes: Sequence[Route]) -> list[Route]:
    """
    Return the routes that anyone may call, for certain.

    The messages of a WebSocket API are for whoever could connect.
    """
    connect = [route for route in routes if route.key == CONNECT]
    if connect and not is_open(connect[0]):
        return []
    return [route for route in routes if is_open(route)]


def is_guarded(route: Route) -> bool:
    """Say whether somebody asks who is calling, for certain."""
    return not is_hidden(kind(route)) and not is_open(route)


def lacks_authorizer(route: Route) -> bool:
    """Say whether a route is to ask an authorizer and has none, for certain."""
    return kind(route) in ASKING and route.authorizer is None


def authorizer_words(route: Route, surface: Surface) -> str:
    """Name the authorizer of a route, or what it may be."""
    if route.authorizer is None:
        return "none"
    found = surface.authorizer(route.authorizer)
    return code(named(found.name, found.origin)) if found else link_words(route.authorizer)


def words(route: Route, surface: Surface) -> str:
    """Say who may call a route, in a few words."""
    kind_of = kind(route)
    if kind_of == OPEN:
        parts = ["open"]
    elif kind_of in ASKING and route.authorizer is not None:
        parts = [f"{kind_of} by {authorizer_words(route, surface)}"]
    else:
        parts = [shown(kind_of)]
    if kind_of == "JWT" and route.scopes:
        parts.append(f"one of the scopes {shown(route.scopes)}")
    if _needs_key(route, surface):
        parts.append("API key")
    return ", ".join(parts)


def owned(route: Route) -> str:
    """Name what guards a route."""
    return _OWNED.get(str(kind(route)), "authorization")


def asked(route: Route, surface: Surface) -> str:
    """Name what a caller must bring."""
    kind_of = kind(route)
    if kind_of == OPEN:
        return "nothing"
    if kind_of == "JWT":
        return f"a token that {authorizer_words(route, surface)} accepts{_scopes(route)}"
    if kind_of == "CUSTOM":
        link = route.authorizer
        noun = "" if link and link.kind is LinkKind.AMBIGUOUS else "Lambda authorizer "
        return f"the consent of {noun}{authorizer_words(route, surface)}"
    if kind_of == "AWS_IAM":
        return "a request signed with AWS credentials"
    if is_hidden(kind_of):
        return f"an authorization that is {str(kind_of).strip('()')}"
    return "another authorization"


def _scopes(route: Route) -> str:
    scopes = route.scopes
    if is_hidden(scopes):
        return f", with scopes that are {str(scopes).strip('()')}"
    if not isinstance(scopes, tuple) or not scopes:
        return ""
    return f", with the scope {listed(map(shown, sorted(scopes, key=str)), 'or')}"


def everyone(route: Route, surface: Surface) -> str:
    """Say who may call a route without authorization."""
    return "anyone with an API key" if _needs_key(route, surface) else "anyone"


def _needs_key(route: Route, surface: Surface) -> bool:
    """Say whether a route asks for an API key, as those of WebSocket APIs can."""
    api = surface.api(route.api)
    return route.api_key_required is True and (api is None or not api.is_http)
