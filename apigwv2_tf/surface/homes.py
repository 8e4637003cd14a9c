"""
Which API a part belongs to, also where the source does not have that API.

No part is lost: those of an API that is managed elsewhere, or that cannot be told, stand under one
of the source ``ELSEWHERE``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.surface.arguments import Arguments
from apigwv2_tf.surface.elements import Origin, Source
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.model import Api
from apigwv2_tf.surface.parts import UNRESOLVED, cors, link
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Text

TYPE = "aws_apigatewayv2_api"


class Homes:
    """
    Finds the API of a part.

    Args:
        apis: The APIs of the source, data sources too.

    Attributes:
        elsewhere: The APIs that parts of this source belong to and that it does not have, without
            their parts, by address.
    """

    def __init__(self, apis: Iterable[Resource]) -> None:
        self._apis: Mapping[str, Resource] = {api.address: api for api in apis}
        self.elsewhere: dict[str, Api] = {}
        self._found: dict[Link, str] = {}

    def of(self, part: Resource) -> str:
        """Return the address of the API that a part belongs to."""
        to = link(part, "api_id") or UNRESOLVED
        if to not in self._found:
            self._found[to] = self._address(to)
        return self._found[to]

    def within(self, part: Resource) -> str | None:
        """Return the same where it is certain, and anything else of the API is here."""
        to = link(part, "api_id")
        target = None if to is None else to.target
        address = target or (f"elsewhere:{to.id}" if to is not None and to.id else "")
        found = self._apis.get(address)
        return address if address in self.elsewhere or (found and not found.data) else None

    def _address(self, to: Link) -> str:
        found = self._apis.get(to.target or "")
        if found is not None and not found.data:
            return found.address
        api = self._read(found) if found is not None else self._missing(to)
        self.elsewhere[api.origin.address] = api
        return api.origin.address

    def _read(self, source: Resource) -> Api:
        """Return an API that a data source has read."""
        place = Origin(
            address=source.address,
            type=source.type,
            construct_path=source.construct_path,
            source=Source.ELSEWHERE,
            stack=source.stack,
        )
        return api_of(source, place)

    def _missing(self, to: Link) -> Api:
        # a resource that a link leads to and that is not here: left out of a targeted plan
        name: Text = to.target or to.id
        protocol: Text = UNKNOWN
        if to.kind is LinkKind.AMBIGUOUS:
            name = str(to)
            protocol = self._protocol_of_all(to.targets)
        address = to.target or f"elsewhere:{name or UNKNOWN}"
        return Api(
            origin=Origin(address=address, type=TYPE, source=Source.ELSEWHERE),
            name=name or UNKNOWN,
            protocol=protocol,
            id=to.id or UNKNOWN,
        )

    def _protocol_of_all(self, addresses: tuple[str, ...]) -> Text:
        """Return the protocol of several APIs where they have the same."""
        known = [self._apis.get(address) for address in addresses]
        protocols = {Arguments(api.values).text("protocol_type") if api else None for api in known}
        found = protocols.pop() if len(protocols) == 1 else None
        return found if isinstance(found, str) else UNKNOWN


def api_of(resource: Resource, place: Origin) -> Api:
    """Return an API as its own arguments say, without its parts."""
    given = Arguments(resource.values)
    pages = [cors(block) for block in given.blocks("cors_configuration")]
    return Api(
        origin=place,
        name=given.text("name"),
        protocol=given.text("protocol_type"),
        id=given.text("id") or (given.text("api_id") if resource.data else None),
        description=given.text("description"),
        version=given.text("version"),
        endpoint=given.text("api_endpoint"),
        disable_execute_api_endpoint=given.flag("disable_execute_api_endpoint"),
        ip_address_type=given.text("ip_address_type"),
        route_selection_expression=given.text("route_selection_expression"),
        api_key_selection_expression=given.text("api_key_selection_expression"),
        cors=pages[0] if pages else None,
        tags=given.text_map("tags"),
    )
