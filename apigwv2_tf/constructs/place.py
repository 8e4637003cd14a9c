"""Where the parts that routes of an API share stand in the tree, and which routes reach them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tree import IdTakenError, distinct
from apigwv2_tf.constructs._types import remove
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import ProtocolType

P = TypeVar("P")


def is_construct(route: object) -> ApiGatewayConstruct:
    """Return a route as the construct it is."""
    if not isinstance(route, ApiGatewayConstruct):
        message = f"a route is a construct of this package, and {route!r} is none"
        raise TypeError(message)
    return route


class Elsewhere(ApiGatewayConstruct):
    """What a stack adds to an API of another stack, which must not depend on this one."""


def room_of(route: object, api: object) -> ApiGatewayConstruct:
    """
    Return where the shared parts of an API stand, so that no route owns them: under the API.

    In the route's own stack where the API belongs to another; under the route where the API is no
    construct.
    """
    user = is_construct(route)
    if not isinstance(api, ApiGatewayConstruct):
        return user
    if api.stack == user.stack:
        return api
    id = distinct(str(api.node.path).replace("/", "."))
    room: object = user.stack.node.try_find_child(id)
    return room if isinstance(room, Elsewhere) else Elsewhere(user.stack, id)


def housed(
    route: object,
    room: ApiGatewayConstruct,
    id: str,
    make: Callable[[ApiGatewayConstruct], P],
    shown: str | None = None,
) -> P:
    """Make one shared part: in the room, or under the route where the room has its id already."""
    user = is_construct(route)
    try:
        return make(room)
    except IdTakenError as error:
        # asking for the id before would cost every part two calls to Node
        if room is user or error.path != f"{room.tree_path}/{id}":
            raise
        other: Any = room.node.try_find_child(id)
    allowed = f"one that is not taken yet: {other.node.path} has it, so this one stands here"
    fix = "give each an id of its own, or the order of lines decides which is made anew"
    warn(user, Problem("id", shown or id, allowed, fix))
    return make(user)


def check_reach(
    route: object, option: str, id: str, part: ApiGatewayConstruct, api: object
) -> None:
    """
    Refuse a part of another API, and one that would make the API's stack depend on its user's.

    Raises:
        OptionError: If a route cannot have the part.
    """
    user, owner = is_construct(route), getattr(part, "api", api)
    if owner is not api:
        allowed = f"an {option} of the same API: this is one of {named(owner)}"
        refuse(user, option, id, allowed, "make one for each API")
    if isinstance(api, ApiGatewayConstruct) and api.stack == user.stack != part.stack:
        allowed = f"an {option} of the API's own stack, which must not depend on another's"
        fix = f"give it to a route of this stack first: {part.node.path} was made for another's"
        refuse(user, option, id, allowed, fix)


def check_http(construct: ApiGatewayConstruct, api: object, instead: str) -> None:
    """
    Note that an API that did not say what it speaks is an HTTP API.

    Raises:
        OptionError: If it is a WebSocket API.
    """
    _check_protocol(construct, ("http_api", api), ProtocolType.HTTP, "an HTTP API", instead)


def check_websocket(construct: ApiGatewayConstruct, api: object, instead: str) -> None:
    """
    Note that an API that did not say what it speaks is a WebSocket API.

    Raises:
        OptionError: If it is an HTTP API.
    """
    given = ("web_socket_api", api)
    _check_protocol(construct, given, ProtocolType.WEBSOCKET, "a WebSocket API", instead)


def _check_protocol(
    construct: ApiGatewayConstruct,
    given: tuple[str, object],
    protocol: ProtocolType,
    allowed: str,
    instead: str,
) -> None:
    option, api = given
    registry = registry_of(api)
    if registry.protocol is None:
        registry.protocol = protocol
    elif registry.protocol is not protocol:
        refuse(construct, option, named(api), allowed, f"use {instead}")


def let_go(
    route: ApiGatewayConstruct,
    first: object,
    part: ApiGatewayConstruct | None,
    api: object,
) -> bool:
    """Say whether a part was made for a route that was refused; then it goes with the route."""
    if part is None or first is not route:
        return False
    registry_of(api).forget(part)
    remove(part)
    return True


def let_all_go(route: ApiGatewayConstruct, *parts: object) -> None:
    """Have what a refused route was wired to let go of what it made for the route."""
    for part in parts:
        forget = getattr(part, "let_go", None)
        if forget is not None:
            forget(route)
