"""Which Lambda functions an API calls for which routes, and whether permissions let it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.surface.answers import both, either
from apigwv2_tf.surface.execution_arn import Reach, covers, covers_authorizer, reach_of
from apigwv2_tf.surface.functions import Permissions, decider, function_of, same_qualifier
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.answers import Answer
    from apigwv2_tf.surface.elements import Authorizer, Integration, LambdaPermission, Route
    from apigwv2_tf.surface.functions import Function
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api, Surface

API_GATEWAY = "apigateway.amazonaws.com"
ANYBODY = "*"
_ACTIONS = ("lambda:InvokeFunction", "lambda:*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """
    A permission that may be about the function of an invocation.

    Args:
        function: What it says about the function and its qualifier.

        same: Whether that is the function.

        reach: Which requests it is about.
    """

    permission: LambdaPermission
    function: Function
    same: Answer
    reach: Reach

    @property
    def is_vague(self) -> bool:
        """Whether something of it is not known."""
        hidden = is_hidden(self.permission.principal) or self.reach.pattern is None
        return hidden or self.same is None or len(self.reach.apis or ()) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """
    A function that an integration calls without a role of its own.

    Args:
        routes: Those that the integration serves.

        stages: The names of the API's stages; one None where they are not known.

        grants: The permissions of the function.
    """

    api: Api
    integration: Integration
    function: Function
    routes: tuple[Route, ...]
    stages: tuple[str | None, ...]
    grants: tuple[Grant, ...]

    @property
    def link(self) -> Link | None:
        """What leads to the function."""
        return self.integration.backend

    def allowed(self, route: Route, stage: str | None) -> Answer:
        """Say whether a permission covers a route, whatever its qualifier."""
        return either(self._covers(grant, route, stage) for grant in self.grants)

    def qualified(self, route: Route, stage: str | None) -> Answer:
        """Say whether a permission covers a route, and is about the same alias."""
        return either(
            both(same_qualifier(grant.function, self.function), self._covers(grant, route, stage))
            for grant in self.grants
        )

    def _covers(self, grant: Grant, route: Route, stage: str | None) -> Answer:
        if not isinstance(route.key, str):
            return None
        allows = both(grant.same, lets_api_gateway(grant.permission))
        return both(allows, covers(grant.reach, self.api, stage, route.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """
    A function that an authorizer asks without a role of its own.

    Args:
        routes: Those that the authorizer guards.

        grants: The permissions of the function.

        answers: Whether each grant covers asking it.
    """

    api: Api
    authorizer: Authorizer
    function: Function
    routes: tuple[Route, ...]
    grants: tuple[Grant, ...]
    answers: tuple[Answer, ...]

    @property
    def link(self) -> Link | None:
        """What leads to the function."""
        return self.authorizer.function

    @property
    def stages(self) -> tuple[str | None, ...]:
        """One for all: permissions to ask an authorizer do not name any."""
        return (None,)

    def qualified(self, _route: Route, _stage: str | None) -> Answer:
        """Say whether a permission covers asking, and is about the same alias."""
        return either(
            both(same_qualifier(grant.function, self.function), answer)
            for grant, answer in zip(self.grants, self.answers, strict=True)
        )


def invokes(permission: LambdaPermission) -> bool:
    """Say whether a permission may be about invoking a function."""
    return permission.action is None or (known(permission.action) or _ACTIONS[0]) in _ACTIONS


def lets_api_gateway(permission: LambdaPermission) -> Answer:
    """Say whether API Gateway is who a permission lets invoke."""
    if not invokes(permission):
        return False
    if is_hidden(permission.principal):
        return None
    return permission.principal in (API_GATEWAY, ANYBODY)


def invocations(surface: Surface) -> Iterator[Invocation]:
    """Yield every function that an API calls, one for each integration that has routes."""
    permissions = Permissions(surface)
    for api in surface.apis:
        served = _served(api, surface)
        stages = tuple(known(stage.name) for stage in api.stages) or (None,)
        for integration in api.integrations:
            routes = served.get(integration.origin.address)
            function = function_of(integration, surface)
            if routes and function is not None and not integration.credentials_arn:
                yield Invocation(
                    api=api,
                    integration=integration,
                    function=function,
                    routes=tuple(routes),
                    stages=stages,
                    grants=tuple(grants_of(function, permissions, surface)),
                )


def consultations(surface: Surface) -> Iterator[Consultation]:
    """Yield every function that is asked about callers, one for each authorizer with routes."""
    permissions = Permissions(surface)
    for api in surface.apis:
        guarded = _guarded(api, surface)
        for one in api.authorizers:
            routes, function = guarded.get(one.origin.address), decider(one, surface)
            if routes and function is not None and not one.credentials_arn:
                grants = tuple(grants_of(function, permissions, surface))
                yield Consultation(
                    api=api,
                    authorizer=one,
                    function=function,
                    routes=tuple(routes),
                    grants=grants,
                    answers=tuple(_lets_ask(grant, surface, api, one) for grant in grants),
                )


def _lets_ask(grant: Grant, surface: Surface, api: Api, authorizer: Authorizer) -> Answer:
    covered = covers_authorizer(grant.permission, surface, api, authorizer)
    return both(grant.same, lets_api_gateway(grant.permission), covered)


def _guarded(api: Api, surface: Surface) -> dict[str, list[Route]]:
    guarded: dict[str, list[Route]] = defaultdict(list)
    for route in api.routes:
        authorizer = surface.authorizer(route.authorizer)
        if authorizer is not None and route.authorization_type == "CUSTOM":
            guarded[authorizer.origin.address].append(route)
    return guarded


def _served(api: Api, surface: Surface) -> dict[str, list[Route]]:
    served: dict[str, list[Route]] = defaultdict(list)
    for route in api.routes:
        integration = surface.integration(route.target)
        if integration is not None:
            served[integration.origin.address].append(route)
    return served


def grants_of(function: Function, permissions: Permissions, surface: Surface) -> Iterator[Grant]:
    """Yield the permissions that may be about a function."""
    for permission, other, same in permissions.about(function):
        reach = reach_of(permission, surface)
        yield Grant(permission=permission, function=other, same=same, reach=reach)
