"""APIs with all that belongs to them, and everything that one source tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from apigwv2_tf.surface.elements import (
    ApiMapping,
    Authorizer,
    Cors,
    Deployment,
    DomainName,
    Integration,
    IntegrationResponse,
    LambdaPermission,
    Model,
    Origin,
    Route,
    RouteResponse,
    Stage,
    VpcLink,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Flag, Text, TextMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """
    An API with all that belongs to it.

    Args:
        protocol: ``HTTP`` or ``WEBSOCKET``.

        document: Whether an OpenAPI document defines routes: None where there is none, `UNKNOWN`
            where it is known after apply, so that its routes are not here.

        document_flaw: Why the document cannot be read; None where it can, or is not known.
    """

    origin: Origin
    name: Text
    protocol: Text
    id: Text = None
    description: Text = None
    version: Text = None
    endpoint: Text = None
    disable_execute_api_endpoint: Flag = None
    ip_address_type: Text = None
    route_selection_expression: Text = None
    api_key_selection_expression: Text = None
    cors: Cors | None = None
    document: Text = None
    document_flaw: str | None = None
    tags: TextMap = None
    routes: tuple[Route, ...] = ()
    integrations: tuple[Integration, ...] = ()
    authorizers: tuple[Authorizer, ...] = ()
    stages: tuple[Stage, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    models: tuple[Model, ...] = ()

    @property
    def is_http(self) -> bool:
        """Whether this is an HTTP API for certain."""
        return self.protocol == "HTTP"

    @property
    def is_websocket(self) -> bool:
        """Whether this is a WebSocket API for certain."""
        return self.protocol == "WEBSOCKET"


Element: TypeAlias = (
    Api
    | Route
    | RouteResponse
    | Integration
    | IntegrationResponse
    | Authorizer
    | Stage
    | Deployment
    | Model
    | ApiMapping
    | DomainName
    | VpcLink
    | LambdaPermission
)


@dataclass(frozen=True, kw_only=True)
class Surface:
    """
    All APIs of a source, and what stands around them.

    Args:
        apis: Sorted by address. Parts of an API that this source does not have stand under an
            `Api` of the source ``ELSEWHERE``, whose `id` is what AWS calls it, where that is known.

        resources: Every resource by address, for what the model has no class for.

        notes: What the source does not tell, in sentences for people.
    """

    apis: tuple[Api, ...] = ()
    mappings: tuple[ApiMapping, ...] = ()
    domain_names: tuple[DomainName, ...] = ()
    vpc_links: tuple[VpcLink, ...] = ()
    permissions: tuple[LambdaPermission, ...] = ()
    resources: Mapping[str, Resource] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def by_address(self) -> Mapping[str, Element]:
        """Every element by the address of its origin."""
        found: dict[str, Element] = {}
        for element in self._elements():
            found[element.origin.address] = element
        return found

    def _elements(self) -> list[Element]:
        alone: list[Element] = [
            *self.apis,
            *self.mappings,
            *self.domain_names,
            *self.vpc_links,
            *self.permissions,
        ]
        for api in self.apis:
            parts = (api.routes, api.integrations, api.authorizers, api.stages)
            alone += [part for some in (*parts, api.deployments, api.models) for part in some]
            alone += [one for route in api.routes for one in route.responses]
            alone += [one for integration in api.integrations for one in integration.responses]
        return alone

    def api(self, address: str | None) -> Api | None:
        """Return the API of an address."""
        found = self.by_address.get(address or "")
        return found if isinstance(found, Api) else None

    def integration(self, link: Link | None) -> Integration | None:
        """Return the integration that a link leads to for certain."""
        found = self._linked(link)
        return found if isinstance(found, Integration) else None

    def authorizer(self, link: Link | None) -> Authorizer | None:
        """Return the authorizer that a link leads to for certain."""
        found = self._linked(link)
        return found if isinstance(found, Authorizer) else None

    def stage(self, link: Link | None) -> Stage | None:
        """Return the stage that a link leads to for certain."""
        found = self._linked(link)
        return found if isinstance(found, Stage) else None

    def domain(self, link: Link | None) -> DomainName | None:
        """Return the domain name that a link leads to for certain."""
        found = self._linked(link)
        return found if isinstance(found, DomainName) else None

    def resource(self, link: Link | None) -> Resource | None:
        """Return the resource that a link leads to for certain."""
        target = None if link is None else link.target
        return self.resources.get(target or "")

    def _linked(self, link: Link | None) -> Element | None:
        target = None if link is None else link.target
        return self.by_address.get(target or "")
