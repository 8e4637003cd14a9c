"""
A metric of CloudWatch: what alarms watch and dashboards draw.

See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._metric_values import MetricValues
from apigwv2_tf.constructs.alarm import Alarm, AlarmOptions
from apigwv2_tf.constructs.graph_widget import GraphWidget
from apigwv2_tf.terms import Unit
from typing_extensions import TypedDict, Unpack


class MetricOptions(TypedDict, total=False):
    """
    How a metric is read, and how a dashboard draws it.

    Args:
        statistic: What is made of the values of a period: ``Average``, ``Sum``, ``Minimum``,
            ``Maximum``, ``SampleCount``, ``p99``, ``tm90`` …, in any case; ``avg``, ``min``,
            ``max`` and ``n`` too. Left out, what fits the metric, else ``Average``.

        period: How long a period is: 1, 5, 10, 20, 30 or a multiple of 60 seconds, up to a day.
            API Gateway counts by the minute. Left out, 5 minutes.

        dimensions_map: What the metric is about, up to 30 names with their values. The methods of
            APIs, stages and routes lay it over the dimensions they know. Left out, those alone.

        label: The name that a dashboard or an alarm shows; ``${MAX}`` and the like are CloudWatch's
            own. Left out, the metric's name.

        color: How a dashboard draws it, as ``#rrggbb``. Left out, CloudWatch chooses.

        unit: Count values of this unit only. Dashboards do not heed it. Left out, of any.

        id: A dashboard's name for it in expressions: letters, digits and _, a small letter first.
            Left out, it has none.

        visible: Whether a dashboard draws it. Left out, it does.

        account: The account it is read from. Left out, `stack_account`.

        region: The region it is read from. Left out, `stack_region`.

        stack_account: The account of what it belongs to. Left out, the alarm's or the dashboard's.

        stack_region: The region of what it belongs to. Left out, the alarm's or the dashboard's.
    """

    statistic: str | None
    period: timedelta | None
    dimensions_map: Mapping[str, str] | None
    label: str | None
    color: str | None
    unit: Unit | str | None
    id: str | None
    visible: bool | None
    account: str | None
    region: str | None
    stack_account: str | None
    stack_region: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric(MetricValues):
    """
    A metric of CloudWatch, and how it is read.

    Defines nothing in Terraform. `HttpApi`, `WebSocketApi`, their stages and routes make it by
    their ``metric…()`` methods; make it yourself for any other.

    Args:
        metric_name: The metric's name, such as ``5xx``, up to 255 characters.

        namespace: The service that counts. Left out, ``AWS/ApiGateway``.

        dimensions_map: What it is about, such as ``{"ApiId": api.api_id}``, up to 30. Left out,
            nothing.

        statistic: What is made of the values of a period, as in `MetricOptions`. Left out,
            ``Average``.

        period: How long a period is, as in `MetricOptions`. Left out, 5 minutes.

        label: The name shown. Left out, the metric's name.

        color: How a dashboard draws it, as ``#rrggbb``. Left out, CloudWatch chooses.

        unit: Count values of this unit only. Left out, of any.

        id: A dashboard's name for it in expressions. Left out, it has none.

        visible: Whether a dashboard draws it. Left out, it does.

        account: The account it is read from. Left out, `stack_account`.

        region: The region it is read from. Left out, `stack_region`.

        stack_account: The account of what it belongs to. Left out, the alarm's or the dashboard's.

        stack_region: The region of what it belongs to. Left out, the alarm's or the dashboard's.

    Raises:
        OptionError: If CloudWatch would refuse an option.

    See https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
    """

    def with_(self, **options: Unpack[MetricOptions]) -> Metric:
        """
        Return the same metric, read or drawn in another way.

        Args:
            options: See `MetricOptions`; `dimensions_map` takes the place of the metric's own.
                What is left out or None stays as it is.

        Raises:
            OptionError: If CloudWatch would refuse an option.
        """
        given: dict[str, Any] = {name: part for name, part in options.items() if part is not None}
        return replace(self, **given)

    def create_alarm(
        self,
        scope: Construct,
        id: str,
        *,
        threshold: float,
        evaluation_periods: int,
        **options: Unpack[AlarmOptions],
    ) -> Alarm:
        """
        Make an alarm that watches the metric.

        Args:
            scope: Where the alarm stands.

            id: Its id there.

            threshold: What the values are compared with.

            evaluation_periods: How many of the last periods are looked at.

            options: See `AlarmOptions`.

        Raises:
            OptionError: If CloudWatch would refuse an option.
        """
        return Alarm(
            scope,
            id,
            metric=self,
            threshold=threshold,
            evaluation_periods=evaluation_periods,
            **options,
        )

    def widget(
        self,
        *,
        title: str | None = None,
        region: str | None = None,
        width: int = 6,
        height: int = 6,
    ) -> dict[str, Any]:
        """
        Return a graph of the metric as the body of a dashboard has it; see `GraphWidget`.

        Args:
            title: What stands above the graph. Left out, nothing.

            region: The region of the metric. Left out, the one that the metric names.

            width: In columns, 1 to 24.

            height: In rows, 1 to 1,000.

        Raises:
            OptionError: If CloudWatch would refuse an option, or no region is named.
        """
        graph = GraphWidget(left=[self], title=title, region=region, width=width, height=height)
        return graph.to_json()
