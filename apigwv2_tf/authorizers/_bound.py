"""Authorizers with a resource of their own, which they make with the first route."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs.authorizer import Authorizer
from apigwv2_tf.constructs.place import check_reach, housed, is_construct, let_go
from apigwv2_tf.errors import OptionError

A = TypeVar("A", bound=Authorizer)


class RouteAuthorizer(ABC, Generic[A]):
    """
    An authorizer for the routes of one API.

    Args:
        id: The authorizer's id; under its API it stands as ``Authorizer.<id>``.
    """

    def __init__(self, id: str) -> None:
        self._id = id
        self._authorizer: A | None = None
        self._first: ApiGatewayConstruct | None = None

    @property
    def _child_id(self) -> str:
        """The id of the construct; an integration may have the same id as an authorizer."""
        return f"Authorizer.{self._id}"

    def _named(self, props: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of one typed dict or another
        """Return the options with the name that AWS shows: the id, where none is given."""
        name = props.get("authorizer_name")
        return {**props, "authorizer_name": self._id if name is None else name}

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
        """Forget the authorizer where it was made for a route that was refused."""
        api = None if self._authorizer is None else self._authorizer.api
        if let_go(route, self._first, self._authorizer, api):
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
            self._first = user
            room, id = is_construct(scope), self._child_id
            self._authorizer = housed(
                user, room, id, lambda place: self._make(place, api), self._id
            )
        else:
            check_reach(user, "authorizer", self._id, self._authorizer, api)
        return self._authorizer
