"""
Graphs of CloudWatch's dashboards.

See https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._checks import between, length, matches
from apigwv2_tf.constructs._metric_values import REGION, REGIONS, MetricValues
from apigwv2_tf.constructs._tokens import TOKEN, unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem

_COLUMNS, _ROWS = 24, 1000
_MOST_METRICS = 500
_TOKEN = re.compile(rf"({TOKEN}[^\]]*\]\}})")


@dataclass(frozen=True, kw_only=True, slots=True)
class GraphWidget(Struct):
    """
    A graph of one or more metrics, for the body of a dashboard.

    Defines nothing in Terraform: give `to_json` of it to an ``aws_cloudwatch_dashboard``.

    Args:
        left: The metrics with their scale on the left; with those on the right, 1 to 500. Left out,
            none.

        right: The metrics with their scale on the right. Left out, none.

        title: What stands above the graph. Left out, nothing.

        region: The region of the metrics. Left out, the one that they name.

        width: In columns, 1 to 24. Left out, 6.

        height: In rows, 1 to 1,000. Left out, 6.

        x: The column of the left edge, 0 to 23. Left out, the next that is free.

        y: The row of the upper edge. Left out, the next that is free.

        view: How the values are drawn. Left out, as lines over time.

        stacked: Whether lines stand on top of each other. Left out, they do not.

    Raises:
        OptionError: If CloudWatch would refuse an option, or no region is named.

    See https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
    """

    left: Sequence[MetricValues] = ()
    right: Sequence[MetricValues] = ()
    title: str | None = None
    region: str | None = None
    width: int = 6
    height: int = 6
    x: int | None = None
    y: int | None = None
    view: Literal["timeSeries", "bar", "pie", "singleValue", "gauge", "table"] = "timeSeries"
    stacked: bool = False

    def __post_init__(self) -> None:
        """Check what CloudWatch would refuse."""
        Struct.__post_init__(self)
        problems = list(self._unknown()) or list(self._problems())
        if problems:
            raise OptionError(type(self).__name__, problems)

    def to_json(self) -> dict[str, Any]:
        """
        Return the graph as the body of a dashboard has it, one of its ``widgets``.

        Write the body with ``json.dumps``: a ``${…}`` in a label or title is escaped for it, and
        references such as the API's id still resolve.
        """
        region = self._region()
        lines = [self._line(metric, "left", region) for metric in self.left]
        lines += [self._line(metric, "right", region) for metric in self.right]
        properties = {
            "view": self.view,
            "stacked": self.stacked,
            "region": region,
            "title": None if self.title is None else _written(self.title),
            "metrics": lines,
        }
        place = {"x": self.x, "y": self.y, "width": self.width, "height": self.height}
        return {"type": "metric", **_given(place), "properties": _given(properties)}

    def _region(self) -> str | None:
        named = (metric.read_from[1] for metric in (*self.left, *self.right))
        return self.region or next((region for region in named if region), None)

    def _line(self, metric: MetricValues, side: str, region: str | None) -> list[Any]:
        account, own_region = metric.read_from
        look = {
            "stat": metric.statistic,
            "period": metric.seconds,
            "label": None if metric.label is None else _written(metric.label),
            "color": metric.color,
            "id": metric.id,
            "visible": metric.visible,
            "yAxis": "right" if side == "right" else None,
            "accountId": account,
            "region": None if own_region == region else own_region,
        }
        dimensions = (metric.dimensions_map or {}).items()
        about = [_written(part) for dimension in dimensions for part in dimension]
        return [metric.namespace, metric.metric_name, *about, _given(look)]

    def _unknown(self) -> Iterator[Problem]:
        for option in ("left", "right", "width", "height", "x", "y", "stacked"):
            value = getattr(self, option)
            if unresolved(value):
                yield Problem(option, value, "what is known now: JSON is made of it")

    def _problems(self) -> Iterator[Problem]:
        metrics = [*self.left, *self.right]
        yield from length("left and right", metrics, 1, _MOST_METRICS)
        if metrics and self._region() is None:
            allowed = "the region of the metrics, which a dashboard must name"
            yield Problem("region", LEFT_OUT, allowed)
        yield from matches("region", self.region, REGION, REGIONS)
        yield from between("width", self.width, 1, _COLUMNS)
        yield from between("height", self.height, 1, _ROWS)
        yield from between("x", self.x, 0, _COLUMNS - 1)
        if self.y is not None and self.y < 0:
            yield Problem("y", self.y, "0 or more")
        ids = [metric.id for metric in metrics if metric.id is not None]
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            yield Problem("id", id, "one that no other metric of the graph has")


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _written(text: str) -> str:
    """Escape ``${…}``, but not beside a token as elsewhere: quotes do not survive the JSON."""
    parts = _TOKEN.split(text)
    return "".join(
        part if number % 2 else _expressions.expression(part) for number, part in enumerate(parts)
    )
