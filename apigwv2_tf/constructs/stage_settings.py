"""What a stage does with requests: the settings of all its routes, and of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._registry import ApiRegistry
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs.deployment import is_later
from apigwv2_tf.constructs.route_settings import RouteSettings, ThrottleSettings
from apigwv2_tf.errors import Problem

_DATA_TRACE = (
    "data_trace_enabled writes whole messages to the log, with every secret in them; "
    "leave it out where real clients connect"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StageSettings:
    """
    The settings of a stage's routes, as its options give them.

    Args:
        registry: The book of the stage's API.

        routes: The settings of single routes, by route key.

        given: ``default_route_settings``.

        throttle: ``throttle``.

        metrics: ``detailed_metrics_enabled``.
    """

    registry: ApiRegistry
    routes: Mapping[str, RouteSettings]
    given: RouteSettings | None
    throttle: ThrottleSettings | None
    metrics: bool | None

    @property
    def default(self) -> RouteSettings | None:
        """The settings of all routes; None where nothing is said, which keeps the account's."""
        throttle = self.throttle
        if throttle is None and not self.metrics:
            return self.given
        own = RouteSettings(
            throttling_rate_limit=None if throttle is None else throttle.rate_limit,
            throttling_burst_limit=None if throttle is None else throttle.burst_limit,
            detailed_metrics_enabled=self.metrics,
        )
        return own.over(self.given)

    @property
    def warnings(self) -> Iterator[str]:
        """What deploys but surprises."""
        if any(
            each.data_trace_enabled is True
            for each in (self.default, *self.routes.values())
            if each
        ):
            yield _DATA_TRACE

    def problems(self) -> Iterator[Problem]:
        """Yield what API Gateway would refuse, and what is said twice."""
        given, throttle, metrics = self.given, self.throttle, self.metrics
        if throttle is not None:
            yield from throttle.problems("throttle")
        if given is not None:
            limits = (given.throttling_rate_limit, given.throttling_burst_limit)
            if throttle is not None and limits != (None, None):
                yield Problem("throttle", throttle, "nothing: default_route_settings has limits")
            if metrics is not None and given.detailed_metrics_enabled is not None:
                allowed = "nothing: default_route_settings says it"
                yield Problem("detailed_metrics_enabled", metrics, allowed)
            yield from given.problems("default_route_settings", self.registry)
        for key, settings in self.routes.items():
            yield from settings.problems(f"route_settings[{key!r}]", self.registry)

    def arguments(self) -> dict[str, Any]:
        """Return the provider's blocks."""
        protocol, default = self.registry.protocol, self.default
        routes = [
            {
                "route_key": _expressions.expression(key),
                **settings.over(default).arguments(protocol),
            }
            for key, settings in self.routes.items()
        ]
        return {
            "default_route_settings": default and default.arguments(protocol),
            "route_settings": routes or None,
        }

    def addresses(self, stage: ApiGatewayConstruct) -> list[str]:
        """Return the addresses of the routes, so that the stage is made after them."""
        routes = self.registry.routes
        found = [routes[key] for key in self.routes if key in routes]
        return sorted(route.main_address for route in found if route.stack is stage.stack)

    def unknown_routes(self, stage: ApiGatewayConstruct) -> list[str]:
        """Return what is wrong with the route keys, when the whole program is known."""
        routes = self.registry.routes
        known = ", ".join(sorted(routes)) or "there is none yet"
        all_known = self.registry.settings is not None and not self.registry.from_document
        found = []
        for key in self.routes:
            option = f"route_settings has the key {key!r}"
            if key in routes and is_later(routes[key], stage):
                stack = routes[key].stack.node.path
                found.append(
                    f"{option}, whose route is in the stack {stack}, which is applied later; "
                    "define the stage in that stack"
                )
            elif all_known and key not in routes and not unresolved(key):
                found.append(f"{option}, allowed: the keys of the API's routes: {known}")
        return found
