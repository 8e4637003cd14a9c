"""What makes up a metric of CloudWatch; `Metric` is the public face of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from apigwv2_tf.constructs import _statistics
from apigwv2_tf.constructs._checks import length, matches, names
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import Unit

_SHORT_PERIODS = (1, 5, 10, 20, 30)
_MINUTE, _DAY = 60, 86_400
_MOST_DIMENSIONS = 30
_LONGEST_NAME = 255
_LONGEST_VALUE = 1024
REGION = r"[a-z]{2,4}(-[a-z]+)+-\d+"
REGIONS = "a region such as eu-west-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class MetricValues(Struct):
    """A metric as alarms and graphs read it."""

    metric_name: str
    namespace: str = "AWS/ApiGateway"
    dimensions_map: Mapping[str, str] | None = None
    statistic: str = "Average"
    period: timedelta = timedelta(minutes=5)
    label: str | None = None
    color: str | None = None
    unit: Unit | str | None = None
    id: str | None = None
    visible: bool | None = None
    account: str | None = None
    region: str | None = None
    stack_account: str | None = None
    stack_region: str | None = None

    def __post_init__(self) -> None:
        """Check what CloudWatch would refuse, and spell the statistic its way."""
        Struct.__post_init__(self)
        problems = [*self._reading_problems(), *self._showing_problems()]
        if problems:
            raise OptionError(type(self).__name__, problems)
        if not unresolved(self.statistic):
            object.__setattr__(self, "statistic", _statistics.normalized(self.statistic))

    @property
    def seconds(self) -> int:
        """The period in seconds."""
        return int(self.period.total_seconds())

    @property
    def read_from(self) -> tuple[str | None, str | None]:
        """The account and the region that the metric is read from, where it names them."""
        return self.account or self.stack_account, self.region or self.stack_region

    def _reading_problems(self) -> Iterator[Problem]:
        yield from length("metric_name", self.metric_name, 1, _LONGEST_NAME)
        allowed = f"1 to {_LONGEST_NAME} characters, not starting with :"
        yield from matches("namespace", self.namespace, r"[^:].{0,254}", allowed)
        yield from length("dimensions_map", self.dimensions_map, 0, _MOST_DIMENSIONS)
        for name, value in (self.dimensions_map or {}).items():
            if unresolved(name):
                yield Problem("dimensions_map key", name, "names that are known now")
            yield from matches(
                "dimensions_map key", name, r"(?!:)[ -~]{1,255}", f"ASCII, {allowed}"
            )
            yield from length(f"dimensions_map[{name!r}]", value, 1, _LONGEST_VALUE)
        if not unresolved(self.statistic) and _statistics.normalized(self.statistic) is None:
            yield Problem("statistic", self.statistic, _statistics.ALLOWED)
        seconds = self.period.total_seconds()
        if seconds not in _SHORT_PERIODS and (seconds % _MINUTE or not _MINUTE <= seconds <= _DAY):
            yield Problem(
                "period", self.period, "1, 5, 10, 20, 30 or a multiple of 60 seconds, up to a day"
            )

    def _showing_problems(self) -> Iterator[Problem]:
        yield from matches("color", self.color, r"#[0-9A-Fa-f]{6}", "a color such as #1f77b4")
        if self.unit is not None and not unresolved(self.unit) and self.unit not in list(Unit):
            yield Problem("unit", self.unit, names(Unit))
        allowed = "up to 255 letters, digits and _, a small letter first"
        yield from matches("id", self.id, r"[a-z][A-Za-z0-9_]{0,254}", allowed)
        for option in ("account", "stack_account"):
            yield from matches(option, getattr(self, option), r"\d{12}", "12 digits")
        for option in ("region", "stack_region"):
            yield from matches(option, getattr(self, option), REGION, REGIONS)
