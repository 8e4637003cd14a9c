"""
What a stage does with the requests of all its routes, or of one.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from apigwv2_tf.constructs._checks import between, names
from apigwv2_tf.constructs._rules import only_websocket
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import LoggingLevel, ProtocolType

if TYPE_CHECKING:
    from apigwv2_tf.constructs._registry import ApiRegistry

# the limits of an AWS account: what holds where nobody says otherwise
_ACCOUNT_BURST = 5_000
_ACCOUNT_RATE = 10_000
_MOST = 2**31 - 1
_KEEP = "leave it out to keep the account's limit"


@dataclass(frozen=True, kw_only=True, slots=True)
class ThrottleSettings(Struct):
    """
    How many requests are let through.

    Args:
        burst_limit: Requests at once. Left out, 5,000: the limit of an AWS account.

        rate_limit: Requests a second. Left out, 10,000: the limit of an AWS account.
    """

    burst_limit: int | None = None
    rate_limit: float | None = None

    def problems(self, option: str) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        for name in ("rate_limit", "burst_limit"):
            yield from between(f"{option}.{name}", getattr(self, name), 0, _MOST, _KEEP)


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteSettings(Struct):
    """
    Throttling, metrics and logs of routes.

    A setting that is left out for one route is that of the stage's default; left out there too,
    what is said here holds.

    Args:
        throttling_rate_limit: Requests a second. Left out, 10,000: the limit of an AWS account.

        throttling_burst_limit: Requests at once. Left out, 5,000: the limit of an AWS account.

        detailed_metrics_enabled: Whether CloudWatch gets metrics for each route. Left out, no.

        logging_level: What the execution log gets; WebSocket only. Left out, nothing.

        data_trace_enabled: Whether whole messages go to the execution log; WebSocket only. Left
            out, no.
    """

    throttling_rate_limit: float | None = None
    throttling_burst_limit: int | None = None
    detailed_metrics_enabled: bool | None = None
    logging_level: LoggingLevel | str | None = None
    data_trace_enabled: bool | None = None

    def problems(self, option: str, registry: ApiRegistry) -> Iterator[Problem]:
        """Yield what API Gateway would refuse or ignore."""
        for name in ("throttling_rate_limit", "throttling_burst_limit"):
            value = getattr(self, name)
            yield from between(f"{option}.{name}", value, 0, _MOST, _KEEP)
        level = self.logging_level
        if level is not None and not unresolved(level) and level not in list(LoggingLevel):
            yield Problem(f"{option}.logging_level", level, names(LoggingLevel))
        yield from only_websocket(registry, f"{option}.logging_level", level)
        yield from only_websocket(registry, f"{option}.data_trace_enabled", self.data_trace_enabled)

    def over(self, default: RouteSettings | None) -> RouteSettings:
        """Return these settings with what they leave out taken from others."""
        if default is None:
            return self
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return RouteSettings(
            **{
                name: getattr(default, name) if value is None else value
                for name, value in own.items()
            }
        )

    def arguments(self, protocol: ProtocolType | None) -> dict[str, Any]:
        """Return the provider's block, with both limits: one left out would be sent as 0."""
        rate, burst, level = (
            self.throttling_rate_limit,
            self.throttling_burst_limit,
            self.logging_level,
        )
        if level is None and protocol is ProtocolType.WEBSOCKET:
            level = LoggingLevel.OFF
        block = {
            "throttling_rate_limit": _ACCOUNT_RATE if rate is None else rate,
            "throttling_burst_limit": _ACCOUNT_BURST if burst is None else burst,
            "detailed_metrics_enabled": self.detailed_metrics_enabled or False,
            "logging_level": level,
            "data_trace_enabled": self.data_trace_enabled,
        }
        return {name: value for name, value in block.items() if value is not None}
