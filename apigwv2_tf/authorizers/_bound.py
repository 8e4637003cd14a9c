"""Authorizers with a resource of their own, which they make with the first route."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs.authorizer import Authorizer
from apigwv2_tf.constructs.place import check_reach, is_construct, let_go
from apigwv2_tf.errors import OptionError

A = TypeVar("A", bound=Authorizer)


class RouteAuthorizer(ABC, Generic[A]):
    """
    An authorizer for the routes of one API.

    Args:
        id: The authorizer's id under its API.
    """

    def __init__(self, id: str) -> None:
        self._id = id
        self._authorizer: A | None = None
        self._place: Construct | None = None

    @property
    def authorizer_id(self) -> str:
        """
        The id that API Gateway gave the authorizer.

        Raises:
            OptionError: If no route has it yet: it is made with the first one.
        """
        if self._authorizer is None:
            told = "authorizer_id is not known yet: the authorizer is made with its first route"
            raise OptionError(self._id, [told])
        return self._authorizer.authorizer_id

    @property
    def authorizer(self) -> A | None:
        """The construct of the authorizer; None until a route has it."""
        return self._authorizer

    def let_go(self, route: ApiGatewayConstruct) -> None:
        """Forget the authorizer where it stood under a route that was refused."""
        api = None if self._authorizer is None else self._authorizer.api
        if let_go(route, self._place, self._authorizer, api):
            self._authorizer = None

    @abstractmethod
    def _make(self, scope: Construct, api: object) -> A:
        """Make the construct of the authorizer."""

    def _for(self, route: object, option: str, scope: Construct) -> A:
        """
        Return the authorizer for one more route, made at the first one.

        Args:
            route: The route.

            option: What a route of the right protocol calls its API.

            scope: Where the authorizer stands; under the route where something else has its id.
        """
        user, api = is_construct(route), getattr(route, option, None)
        if api is None:
            other = "HttpRoute" if option == "http_api" else "WebSocketRoute"
            allowed = f"one for routes of this protocol: this is one for {other}"
            refuse(user, "authorizer", self._id, allowed)
        if self._authorizer is None:
            taken = scope.node.try_find_child(self._id) is not None
            self._place = user if taken else scope
            self._authorizer = self._make(self._place, api)
        else:
            check_reach(user, "authorizer", self._id, self._authorizer, api)
        return self._authorizer
