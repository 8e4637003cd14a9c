"""What routes of either protocol can be wired to: made with the first route that uses it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.place import check_reach, housed, is_construct, let_go, room_of
from typing_extensions import Unpack

I = TypeVar("I", bound=Integration)  # noqa: E741 - of an integration
R = TypeVar("R", bound=IRoute)


class RouteIntegration(ABC, Generic[R, I]):
    """One object, one integration: routes that share the object share the integration."""

    option_words: ClassVar[Mapping[str, str]] = {}

    @checked
    def __init__(self, id: str, **resource: Unpack[ResourceOptions]) -> None:
        self._id = id
        self._resource_options = resource
        self._integration: I | None = None
        self._first: ApiGatewayConstruct | None = None

    @property
    def resource_options(self) -> ResourceOptions:
        """What was asked for the Terraform resource of the integration."""
        return self._resource_options

    def bind_to_route(self, route: R) -> I:
        """Return the integration for one more route, made at the first one."""
        api, user = self._api_of(route), is_construct(route)
        if self._integration is None:
            self._first = user
            room = room_of(route, api)
            self._integration = housed(route, room, self._id, lambda at: self._made(at, route))
        else:
            check_reach(route, "integration", self._id, self._integration, api)
        self._complete_bind(route=route, scope=user)
        return self._integration

    def let_go(self, route: ApiGatewayConstruct) -> None:
        """Forget the integration where it was made for a route that was refused."""
        api = None if self._integration is None else self._integration.api
        if let_go(route, self._first, self._integration, api):
            self._integration = None

    def _complete_bind(self, *, route: R, scope: Construct) -> None:
        """Do what each route needs of its own; called for every route, with the route as scope."""

    @abstractmethod
    def _api_of(self, route: R) -> IApi:
        """Return the API of a route."""

    @abstractmethod
    def _made(self, scope: ApiGatewayConstruct, route: R) -> I:
        """Make the integration."""
