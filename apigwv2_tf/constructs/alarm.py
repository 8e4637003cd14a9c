"""
Alarms of CloudWatch.

See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from apigwv2_tf.constructs import _expressions, _statistics
from apigwv2_tf.constructs._bindings import Annotations, Construct, known_arguments, l1
from apigwv2_tf.constructs._checks import between, check, length, matches, member, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._metric_values import MetricValues
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import ComparisonOperator, TreatMissingData
from typing_extensions import Unpack

_TYPE = "aws_cloudwatch_metric_alarm"
_MOST_ACTIONS = 5
_LEAST_PERIOD, _MINUTE, _HOUR, _DAY = 10, 60, 3600, 86_400
# of Terraform's provider, which knows two decimals where CloudWatch knows ten
_DECIMALS = r"[A-Za-z]+(\d+(\.\d{1,2})?)?|[A-Z]+\(.*\)"


class AlarmOptions(ResourceOptions, total=False):
    """
    When an alarm goes off, and what it does then.

    Args:
        comparison_operator: When a value is beyond the threshold. Left out,
            ``GreaterThanOrEqualToThreshold``.

        datapoints_to_alarm: How many of the periods must be beyond it, up to `evaluation_periods`.
            Left out, all of them.

        treat_missing_data: What a period without a value is taken for: ``breaching``,
            ``notBreaching``, ``ignore`` (the state stays) or ``missing``. Left out, ``missing``.

        evaluate_low_sample_count_percentile: For percentiles: whether a period with few values
            counts, ``evaluate``, or leaves the state as it is, ``ignore``. Left out, ``evaluate``.

        actions_enabled: Whether changes of state cause the actions. Left out, they do.

        alarm_name: 1 to 255 characters, once in an account and region. Left out, the construct's
            path with ``-``.

        alarm_description: Up to 1,024 characters. Left out, there is none.

        alarm_actions: What happens when the alarm goes off: up to 5 objects with an ``arn``, such
            as an SNS topic, or ARNs. Left out, nothing.

        ok_actions: The same for when it is over. Left out, nothing.

        insufficient_data_actions: The same for when there are too few values. Left out, nothing.

        tags: Up to 50. Left out, the provider's default tags.
    """

    comparison_operator: ComparisonOperator | str | None
    datapoints_to_alarm: int | None
    treat_missing_data: TreatMissingData | str | None
    evaluate_low_sample_count_percentile: Literal["evaluate", "ignore"] | None
    actions_enabled: bool | None
    alarm_name: str | None
    alarm_description: str | None
    alarm_actions: Sequence[str | IHasArn] | None
    ok_actions: Sequence[str | IHasArn] | None
    insufficient_data_actions: Sequence[str | IHasArn] | None
    tags: Mapping[str, str] | None


class Alarm(ApiGatewayConstruct):
    """
    Watch a metric.

    Defines one ``aws_cloudwatch_metric_alarm``. It stands in the metric's region, where the metric
    names one and the AWS provider is 6.0 or later; else in the provider's own.

    Args:
        metric: The metric to watch.

        threshold: What its values are compared with.

        evaluation_periods: How many of the last periods are looked at: up to a day of them, up to
            seven days where a period is an hour or longer.

        options: See `AlarmOptions`.

    Raises:
        OptionError: If CloudWatch would refuse an option.

    See https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metric: MetricValues,
        threshold: float,
        evaluation_periods: int,
        **options: Unpack[AlarmOptions],
    ) -> None:
        super().__init__(scope, id)
        self._metric = metric
        self._actions = {
            "alarm_actions": _arns(options.get("alarm_actions")),
            "ok_actions": _arns(options.get("ok_actions")),
            "insufficient_data_actions": _arns(options.get("insufficient_data_actions")),
        }
        check(
            self,
            length("alarm_description", options.get("alarm_description"), 0, 1024),
            tag_problems(options.get("tags")),
            _metric_problems(metric, options.get("region")),
            _period_problems(metric, evaluation_periods, options.get("datapoints_to_alarm")),
            *(_action_problems(option, arns) for option, arns in self._actions.items()),
        )
        self._resource = self._define(
            _TYPE,
            {
                **_watched(metric),
                **self._settings(options),
                **{option: arns or None for option, arns in self._actions.items()},
                "threshold": threshold,
                "evaluation_periods": evaluation_periods,
            },
            _in_region_of(metric, options),
        )
        self._warn_of_gaps()

    @property
    def metric(self) -> MetricValues:
        """The metric that is watched."""
        return self._metric

    @property
    def alarm_arn(self) -> str:
        """The alarm's ARN."""
        return str(self._resource.arn)

    @property
    def alarm_name(self) -> str:
        """The alarm's name."""
        return str(self._resource.alarm_name)

    def add_alarm_action(self, *actions: str | IHasArn) -> None:
        """
        Have more happen when the alarm goes off.

        Args:
            actions: Objects with an ``arn``, such as an SNS topic, or ARNs; five in all.

        Raises:
            OptionError: If one is no ARN, or there are too many.
        """
        self._add("alarm_actions", actions)

    def add_ok_action(self, *actions: str | IHasArn) -> None:
        """
        Have more happen when it is over.

        Args:
            actions: As for `add_alarm_action`.

        Raises:
            OptionError: If one is no ARN, or there are too many.
        """
        self._add("ok_actions", actions)

    def add_insufficient_data_action(self, *actions: str | IHasArn) -> None:
        """
        Have more happen when there are too few values.

        Args:
            actions: As for `add_alarm_action`.

        Raises:
            OptionError: If one is no ARN, or there are too many.
        """
        self._add("insufficient_data_actions", actions)

    def _add(self, option: str, actions: Sequence[str | IHasArn]) -> None:
        for action in actions:
            if not isinstance(action, str) and not hasattr(action, "arn"):
                refuse(self, option, action, "an object with an arn, or an ARN")
        before = self._actions[option]
        if any(arn.startswith("#{") for arn in before):
            fix = "name them all there"
            refuse(self, option, before, "ARNs that are known one by one, to add to them", fix)
        arns = [*before, *_arns(actions)]
        check(self, _action_problems(option, arns))
        self._actions[option] = arns
        setattr(self._resource, option, arns)

    def _settings(self, options: AlarmOptions) -> dict[str, Any]:
        name = options.get("alarm_name")
        name = self.node.path.replace("/", "-") if name is None else name
        check(self, length("alarm_name", name, 1, 255))
        operator = options.get("comparison_operator")
        if operator is None:
            operator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        missing = options.get("treat_missing_data")
        low_count = options.get("evaluate_low_sample_count_percentile")
        return {
            "alarm_name": _expressions.expression(name),
            "comparison_operator": member(
                self, "comparison_operator", operator, ComparisonOperator
            ),
            "treat_missing_data": member(self, "treat_missing_data", missing, TreatMissingData),
            "datapoints_to_alarm": options.get("datapoints_to_alarm"),
            "evaluate_low_sample_count_percentiles": low_count,
            "actions_enabled": options.get("actions_enabled"),
            "alarm_description": _expressions.maybe(options.get("alarm_description")),
            "tags": options.get("tags"),
        }

    def _warn_of_gaps(self) -> None:
        metric = self._metric
        if metric.namespace.startswith("AWS/") and metric.seconds < _MINUTE:
            Annotations.of(self).add_warning(
                f"period is {metric.seconds} seconds, but {metric.namespace} counts by the minute: "
                "most periods have no value; use a minute or more"
            )


def _metric_problems(metric: MetricValues, region: str | None) -> Iterator[Problem]:
    if metric.seconds < _LEAST_PERIOD:
        allowed = "10, 20, 30 or a multiple of 60 seconds"
        yield Problem("metric.period", metric.period, f"{allowed}: alarms know no shorter ones")
    allowed = "up to two decimals: Terraform's provider knows no more"
    yield from matches("metric.statistic", metric.statistic, _DECIMALS, allowed)
    _, own = metric.read_from
    if region is not None and own is not None and region != own:
        fix = "an alarm watches metrics of its own region only"
        if not unresolved(region) and not unresolved(own):
            yield Problem("region", region, f"{own}, the metric's", fix)


def _period_problems(
    metric: MetricValues, evaluation_periods: int, datapoints: int | None
) -> Iterator[Problem]:
    if unresolved(evaluation_periods):
        return
    seconds = metric.seconds
    most = (7 * _DAY if seconds >= _HOUR else _DAY) // max(seconds, _LEAST_PERIOD)
    if not 1 <= evaluation_periods <= most:
        allowed = f"1 to {most} for a period of {seconds} seconds"
        fix = "an alarm looks back one day, and seven days where a period is an hour or longer"
        yield Problem("evaluation_periods", evaluation_periods, allowed, fix)
        return
    fix = "it is out of the evaluation_periods"
    yield from between("datapoints_to_alarm", datapoints, 1, evaluation_periods, fix)


def _action_problems(option: str, arns: Sequence[str]) -> Iterator[Problem]:
    yield from length(option, arns, 0, _MOST_ACTIONS)
    for arn in arns:
        yield from matches(option, arn, r"arn:[\w-]+:\S+", "ARNs, or objects with an arn")


def _arns(actions: Sequence[str | IHasArn] | None) -> list[str]:
    return [action if isinstance(action, str) else action.arn for action in actions or ()]


def _watched(metric: MetricValues) -> dict[str, Any]:
    """Return the arguments that name a metric; a label and an account need the longer form."""
    account, _ = metric.read_from
    what = {
        "metric_name": metric.metric_name,
        "namespace": metric.namespace,
        "dimensions": _expressions.expressions(metric.dimensions_map) or None,
        "period": metric.seconds,
        "unit": metric.unit,
    }
    if account is None and metric.label is None:
        is_simple = metric.statistic in _statistics.SIMPLE
        return {**what, "statistic" if is_simple else "extended_statistic": metric.statistic}
    query = {
        "id": "m1",
        "return_data": True,
        "label": _expressions.maybe(metric.label),
        "account_id": account,
        "metric": {
            name: part
            for name, part in {**what, "stat": metric.statistic}.items()
            if part is not None
        },
    }
    return {"metric_query": [{name: part for name, part in query.items() if part is not None}]}


def _in_region_of(metric: MetricValues, options: AlarmOptions) -> AlarmOptions:
    """Put the alarm where the metric is, if the bound provider can."""
    _, region = metric.read_from
    if options.get("region") is None and region and "region" in known_arguments(l1(_TYPE)):
        return {**options, "region": region}
    return options
