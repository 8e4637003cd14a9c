"""
How many requests are let through: at once, a second, and in a period.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apigwv2_tf.constructs._checks import between, names
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.route_settings import RouteSettings, ThrottleSettings
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import Period

__all__ = ["QuotaSettings", "ThrottleSettings", "limits"]

_MOST = 2**31 - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotaSettings(Struct):
    """
    How many requests each key of a usage plan may send in a period.

    Args:
        limit: The number of requests.

        period: ``DAY``, ``WEEK`` or ``MONTH``.

        offset: What AWS takes off the first period: 0 by the day, up to 6 by the week, up to 27 by
            the month. Left out, 0.

    See https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
    """

    limit: int
    period: Period | str
    offset: int | None = None

    def problems(self, option: str) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        yield from between(f"{option}.limit", self.limit, 0, _MOST)
        known = unresolved(self.period) or self.period in list(Period)
        if not known:
            yield Problem(f"{option}.period", self.period, names(Period))
        elif self.period == Period.DAY and self.offset and not unresolved(self.offset):
            yield Problem(f"{option}.offset", self.offset, "0 with the period DAY")
        else:
            most = 6 if self.period == Period.WEEK else 27
            yield from between(f"{option}.offset", self.offset, 0, most)

    def arguments(self) -> dict[str, Any]:
        """Return the provider's block."""
        block = {"limit": self.limit, "offset": self.offset, "period": self.period}
        return {name: value for name, value in block.items() if value is not None}


def limits(throttle: ThrottleSettings) -> dict[str, Any]:
    """Return the provider's block, with both limits: one left out would be sent as 0."""
    settings = RouteSettings(
        throttling_burst_limit=throttle.burst_limit, throttling_rate_limit=throttle.rate_limit
    ).arguments(None)
    own = ("burst_limit", "rate_limit")
    return {name: settings[f"throttling_{name}"] for name in own}
