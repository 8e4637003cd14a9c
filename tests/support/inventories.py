"""Inventories made by hand, as short as they can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.assembly import assemble
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Inventory, Resource
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api, Surface

API = "aws_apigatewayv2_api.shop"


def to(*addresses: str) -> Link:
    """Return a link to one resource, or to one of several."""
    kind = LinkKind.EXACT if len(addresses) == 1 else LinkKind.AMBIGUOUS
    return Link(kind=kind, targets=addresses)


def elsewhere(name: str) -> Link:
    """Return a link to what AWS calls by a name and this source does not have."""
    return Link(kind=LinkKind.EXTERNAL, id=name)


NOWHERE = Link(kind=LinkKind.UNRESOLVED, expression="local.it")


def resource(address: str, /, *, links: dict[str, Link] | None = None, **values: Any) -> Resource:  # noqa: ANN401
    """
    Return a resource, or a data source, by its address.

    An attribute that is a link leads there, and has the value that such an attribute has in a plan.
    """
    data = address.startswith("data.")
    linked = {name: value for name, value in values.items() if isinstance(value, Link)}
    plain = {name: _value(value) for name, value in values.items() if value is not None}
    return Resource(
        address=address,
        type=address.split(".")[1 if data else 0],
        values=plain,
        links={**linked, **(links or {})},
        data=data,
    )


def _value(value: object) -> object:
    if isinstance(value, Link):
        return value.id or UNKNOWN
    if isinstance(value, dict):
        return {name: _value(part) for name, part in value.items()}
    return tuple(map(_value, value)) if isinstance(value, list) else value


def api(address: str = API, /, **values: Any) -> Resource:  # noqa: ANN401
    """Return an HTTP API, unless it is said to be another."""
    return resource(address, **{"name": "shop", "protocol_type": "HTTP", **values})


def part(kind: str, name: str, /, **values: Any) -> Resource:  # noqa: ANN401
    """Return a part of the API, such as a ``route``."""
    return resource(f"aws_apigatewayv2_{kind}.{name}", **{"api_id": to(API), **values})


def route(name: str, key: object = "GET /orders", /, **values: Any) -> Resource:  # noqa: ANN401
    """Return a route of the API."""
    return part("route", name, route_key=key, **values)


def inventory(*resources: Resource, notes: tuple[str, ...] = ()) -> Inventory:
    """Return resources by address."""
    return Inventory(resources={one.address: one for one in resources}, notes=notes)


def surface(*resources: Resource, notes: tuple[str, ...] = ()) -> Surface:
    """Return what resources make."""
    return assemble(inventory(*resources, notes=notes))


def shop(*parts: Resource, **values: Any) -> Api:  # noqa: ANN401
    """Return the API, made of its own arguments and of parts."""
    found = surface(api(**values), *parts).api(API)
    assert found is not None
    return found
