"""Tests of alarms."""

from __future__ import annotations

from datetime import timedelta
from importlib.metadata import version
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Alarm, ComparisonOperator, Metric, OptionError, TreatMissingData
from cdktf import Fn, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

_TYPE = "aws_cloudwatch_metric_alarm"
_ERRORS = Metric(metric_name="5xx", statistic="Sum", dimensions_map={"ApiId": "a1"})
_SOME: dict[str, Any] = {"threshold": 1, "evaluation_periods": 3}
_TOPIC = "arn:aws:sns:eu-west-1:123456789012:pager"
_HAS_REGION = int(version("cdktf-cdktf-provider-aws").split(".")[0]) >= 21
_WINDOW = "an alarm looks back one day, and seven days where a period is an hour or longer"


def test_smallest_alarm(stack: TerraformStack, block: Block) -> None:
    """
    Left out, options are as in AWS CDK.

    The name is the path of the construct: AWS CDK leaves it to CloudFormation, and Terraform wants
    one.
    """
    _ERRORS.create_alarm(stack, "Errors", threshold=1, evaluation_periods=3)

    found = block(_TYPE)
    assert {name: value for name, value in found.items() if name != "//"} == {
        "alarm_name": "orders-Errors",
        "namespace": "AWS/ApiGateway",
        "metric_name": "5xx",
        "dimensions": {"ApiId": "a1"},
        "statistic": "Sum",
        "period": 300,
        "comparison_operator": "GreaterThanOrEqualToThreshold",
        "threshold": 1,
        "evaluation_periods": 3,
    }


def test_terraform_address(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The address comes from the construct's path, and can be chosen."""
    Alarm(stack, "Errors", metric=_ERRORS, threshold=1, evaluation_periods=1)
    Alarm(stack, "Named", metric=_ERRORS, threshold=1, evaluation_periods=1, logical_id="named")

    assert set(synthesized()["resource"][_TYPE]) == {"Errors_FA5270DE", "named"}


@pytest.mark.parametrize(
    ("options", "argument", "written"),
    [
        pytest.param(
            {"comparison_operator": ComparisonOperator.LESS_THAN_THRESHOLD},
            "comparison_operator",
            "LessThanThreshold",
            id="operator",
        ),
        pytest.param(
            {"comparison_operator": "GreaterThanThreshold"},
            "comparison_operator",
            "GreaterThanThreshold",
            id="operator as text",
        ),
        pytest.param({"datapoints_to_alarm": 2}, "datapoints_to_alarm", 2, id="datapoints"),
        pytest.param(
            {"treat_missing_data": TreatMissingData.NOT_BREACHING},
            "treat_missing_data",
            "notBreaching",
            id="missing data",
        ),
        pytest.param(
            {"treat_missing_data": "ignore"}, "treat_missing_data", "ignore", id="missing as text"
        ),
        pytest.param(
            {"evaluate_low_sample_count_percentile": "ignore"},
            "evaluate_low_sample_count_percentiles",
            "ignore",
            id="few values",
        ),
        pytest.param({"actions_enabled": False}, "actions_enabled", False, id="no actions"),
        pytest.param({"alarm_name": "5xx ${x}"}, "alarm_name", "5xx $${x}", id="name"),
        pytest.param(
            {"alarm_description": "see ${x}"}, "alarm_description", "see $${x}", id="description"
        ),
        pytest.param({"tags": {"team": "a"}}, "tags", {"team": "a"}, id="tags"),
        pytest.param({"alarm_actions": [_TOPIC]}, "alarm_actions", [_TOPIC], id="actions"),
        pytest.param({"ok_actions": [_TOPIC]}, "ok_actions", [_TOPIC], id="actions when over"),
        pytest.param(
            {"insufficient_data_actions": [_TOPIC]},
            "insufficient_data_actions",
            [_TOPIC],
            id="actions without data",
        ),
        pytest.param({"threshold": 0.5}, "threshold", 0.5, id="threshold"),
        pytest.param({"threshold": 0}, "threshold", 0, id="threshold of zero"),
    ],
)
def test_option(
    stack: TerraformStack, block: Block, options: dict[str, Any], argument: str, written: object
) -> None:
    """Each option reaches the resource; what is text for people is escaped for Terraform."""
    Alarm(stack, "Errors", metric=_ERRORS, **{**_SOME, **options})

    assert block(_TYPE)[argument] == written


@pytest.mark.parametrize(
    ("statistic", "argument"),
    [
        pytest.param("Minimum", "statistic", id="simple"),
        pytest.param("p99.9", "extended_statistic", id="percentile"),
        pytest.param("TM(10%:90%)", "extended_statistic", id="range"),
        pytest.param(
            "IQM", "extended_statistic", id="mean of the middle; AWS CDK deploys it wrongly"
        ),
    ],
)
def test_statistic(stack: TerraformStack, block: Block, statistic: str, argument: str) -> None:
    """Terraform has an argument for simple statistics, and one for the others."""
    Alarm(
        stack,
        "Errors",
        metric=_ERRORS.with_(statistic=statistic),
        threshold=1,
        evaluation_periods=1,
    )

    found = block(_TYPE)
    given = {name for name in ("statistic", "extended_statistic") if name in found}
    assert given == {argument}
    assert found[argument] == statistic


def test_unit_and_period(stack: TerraformStack, block: Block) -> None:
    """The metric's unit and period are the alarm's."""
    metric = _ERRORS.with_(unit="Count", period=timedelta(minutes=1))
    Alarm(stack, "Errors", metric=metric, threshold=1, evaluation_periods=1)

    found = block(_TYPE)
    assert found["unit"] == "Count"
    assert found["period"] == 60


def test_metric_without_dimensions(stack: TerraformStack, block: Block) -> None:
    """A metric that is about nothing in particular has no dimensions."""
    metric = Metric(metric_name="Orders", namespace="Shop")
    Alarm(stack, "Orders", metric=metric, threshold=1, evaluation_periods=1)

    assert "dimensions" not in block(_TYPE)


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({"label": "p99: ${LAST}"}, {"label": "p99: $${LAST}"}, id="label"),
        pytest.param({"account": "1" * 12}, {"account_id": "1" * 12}, id="account"),
        pytest.param({"stack_account": "1" * 12}, {"account_id": "1" * 12}, id="stack's account"),
    ],
)
def test_label_and_account_need_a_query(
    stack: TerraformStack, block: Block, options: dict[str, Any], written: dict[str, str]
) -> None:
    """CloudWatch takes them in a query of the metric only; AWS CDK writes the same."""
    metric = _ERRORS.with_(statistic="p99", unit="Count", **options)
    Alarm(stack, "Errors", metric=metric, threshold=1, evaluation_periods=1)

    found = block(_TYPE)
    assert found["metric_query"] == [
        {
            "id": "m1",
            "return_data": True,
            "metric": {
                "namespace": "AWS/ApiGateway",
                "metric_name": "5xx",
                "dimensions": {"ApiId": "a1"},
                "period": 300,
                "stat": "p99",
                "unit": "Count",
            },
            **written,
        }
    ]
    assert found.keys().isdisjoint({"metric_name", "namespace", "dimensions", "period", "unit"})
    assert found.keys().isdisjoint({"statistic", "extended_statistic"})


def test_actions_as_objects(stack: TerraformStack, block: Block) -> None:
    """An action is any object with an ARN; AWS CDK wants a class of its own around it."""
    topic = SnsTopic(stack, "Pager")
    Alarm(stack, "Errors", metric=_ERRORS, alarm_actions=[topic, _TOPIC], **_SOME)

    assert block(_TYPE)["alarm_actions"] == ["${aws_sns_topic.Pager.arn}", _TOPIC]


@pytest.mark.parametrize(
    ("method", "argument"),
    [
        pytest.param("add_alarm_action", "alarm_actions", id="alarm"),
        pytest.param("add_ok_action", "ok_actions", id="ok"),
        pytest.param("add_insufficient_data_action", "insufficient_data_actions", id="no data"),
    ],
)
def test_actions_can_be_added(
    stack: TerraformStack, block: Block, method: str, argument: str
) -> None:
    """As in AWS CDK, actions can be added to an alarm, to those it has."""
    alarm = Alarm(stack, "Errors", metric=_ERRORS, **{**_SOME, argument: [f"{_TOPIC}1"]})
    getattr(alarm, method)(SimpleNamespace(arn=f"{_TOPIC}2"))
    getattr(alarm, method)(f"{_TOPIC}3", f"{_TOPIC}4")

    assert block(_TYPE)[argument] == [f"{_TOPIC}{number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("action", "told"),
    [
        pytest.param(
            "pager",
            "alarm_actions is 'pager', allowed: ARNs, or objects with an arn",
            id="no ARN",
        ),
        pytest.param(5, "alarm_actions is 5, allowed: an object with an arn, or an ARN", id="type"),
    ],
)
def test_added_action_is_checked(stack: TerraformStack, action: Any, told: str) -> None:  # noqa: ANN401
    """What is no action is refused when it is added."""
    alarm = Alarm(stack, "Errors", metric=_ERRORS, **_SOME)
    with pytest.raises(OptionError) as refused:
        alarm.add_alarm_action(action)

    assert str(refused.value) == f"orders/Errors: {told}"


def test_sixth_action_is_refused(stack: TerraformStack) -> None:
    """There can be five actions of a kind, whenever they are added."""
    five = [f"{_TOPIC}{number}" for number in range(5)]
    alarm = Alarm(stack, "Errors", metric=_ERRORS, alarm_actions=five, **_SOME)
    with pytest.raises(OptionError, match=r"allowed: 0 to 5 entries; it has 6$"):
        alarm.add_alarm_action(_TOPIC)


def test_nothing_is_added_to_a_list_of_terraform(stack: TerraformStack) -> None:
    """CDKTF cannot add to a list that only Terraform knows."""
    arns = TerraformVariable(stack, "Arns", type="list(string)").list_value
    alarm = Alarm(stack, "Errors", metric=_ERRORS, alarm_actions=arns, **_SOME)
    with pytest.raises(OptionError) as refused:
        alarm.add_alarm_action(_TOPIC)

    told = "allowed: ARNs that are known one by one, to add to them; name them all there"
    assert str(refused.value).endswith(told)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"comparison_operator": ">"},
            "comparison_operator is '>', allowed: GreaterThanOrEqualToThreshold, "
            "GreaterThanThreshold, LessThanThreshold, LessThanOrEqualToThreshold",
            id="operator",
        ),
        pytest.param(
            {"treat_missing_data": "ok"},
            "treat_missing_data is 'ok', allowed: breaching, notBreaching, ignore, missing",
            id="missing data",
        ),
        pytest.param(
            {"evaluate_low_sample_count_percentile": "no"},
            "evaluate_low_sample_count_percentile is 'no', allowed: evaluate, ignore",
            id="few values",
        ),
        pytest.param(
            {"threshold": float("inf")}, "threshold is inf, allowed: a number", id="infinity"
        ),
        pytest.param({"threshold": float("nan")}, "threshold is nan, allowed: a number", id="NaN"),
        pytest.param({"threshold": "1"}, "threshold is '1', allowed: a number", id="text"),
        pytest.param(
            {"metric": "5xx"}, "metric is '5xx', allowed: Metric(...)", id="name of a metric"
        ),
        pytest.param(
            {"evaluation_periods": 0},
            f"evaluation_periods is 0, allowed: 1 to 288 for a period of 300 seconds; {_WINDOW}",
            id="no period",
        ),
        pytest.param(
            {"evaluation_periods": 289},
            f"evaluation_periods is 289, allowed: 1 to 288 for a period of 300 seconds; {_WINDOW}",
            id="more than a day",
        ),
        pytest.param(
            {"metric": _ERRORS.with_(period=timedelta(hours=1)), "evaluation_periods": 169},
            f"evaluation_periods is 169, allowed: 1 to 168 for a period of 3600 seconds; {_WINDOW}",
            id="more than seven days",
        ),
        pytest.param(
            {"datapoints_to_alarm": 4},
            "datapoints_to_alarm is 4, allowed: 1 to 3; it is out of the evaluation_periods",
            id="too many datapoints",
        ),
        pytest.param(
            {"datapoints_to_alarm": 0},
            "datapoints_to_alarm is 0, allowed: 1 to 3; it is out of the evaluation_periods",
            id="no datapoint",
        ),
        pytest.param(
            {"metric": _ERRORS.with_(period=timedelta(seconds=5))},
            "metric.period is datetime.timedelta(seconds=5), allowed: 10, 20, 30 or a multiple of "
            "60 seconds: alarms know no shorter ones",
            id="short period",
        ),
        pytest.param(
            {"metric": _ERRORS.with_(statistic="p99.999")},
            "metric.statistic is 'p99.999', allowed: up to two decimals: Terraform's provider "
            "knows no more",
            id="many decimals",
        ),
        pytest.param(
            {"metric": _ERRORS.with_(region="eu-west-1"), "region": "us-east-1"},
            "region is 'us-east-1', allowed: eu-west-1, the metric's; an alarm watches metrics of "
            "its own region only",
            id="region",
        ),
        pytest.param(
            {"alarm_name": ""}, "alarm_name is '', allowed: 1 to 255 characters", id="name"
        ),
        pytest.param(
            {"alarm_description": "d" * 1025},
            f"alarm_description is '{'d' * 78}…, allowed: 0 to 1024 characters; it has 1025",
            id="description",
        ),
        pytest.param(
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag",
        ),
        pytest.param(
            {"ok_actions": ["pager"]},
            "ok_actions is 'pager', allowed: ARNs, or objects with an arn",
            id="action",
        ),
        pytest.param(
            {"insufficient_data_actions": ["arn:aws:sns:::t"] * 6},
            "insufficient_data_actions is ['arn:aws:sns:::t', 'arn:aws:sns:::t', "
            "'arn:aws:sns:::t', 'arn:aws:sns:::t', 'a…, allowed: 0 to 5 entries; it has 6",
            id="six actions",
        ),
    ],
)
def test_what_cloudwatch_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that CloudWatch would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        Alarm(stack, "Errors", **{"metric": _ERRORS, **_SOME, **options})

    assert str(refused.value) == f"orders/Errors: {told}"


@pytest.mark.parametrize(
    ("period", "periods"),
    [
        pytest.param(timedelta(minutes=5), 288, id="a day"),
        pytest.param(timedelta(hours=1), 168, id="seven days"),
        pytest.param(timedelta(days=1), 7, id="seven periods of a day"),
    ],
)
def test_longest_look_back(
    stack: TerraformStack, block: Block, period: timedelta, periods: int
) -> None:
    """An alarm looks back a day, and seven days where a period is an hour or longer."""
    metric = _ERRORS.with_(period=period)
    metric.create_alarm(stack, "Errors", threshold=1, evaluation_periods=periods)

    assert block(_TYPE)["evaluation_periods"] == periods


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    number = TerraformVariable(stack, "Number", type="number").number_value
    Alarm(
        stack,
        "Errors",
        metric=Metric(metric_name=text, statistic="Sum", unit=text, dimensions_map={"ApiId": text}),
        threshold=number,
        evaluation_periods=number,  # type: ignore[arg-type]
        datapoints_to_alarm=number,  # type: ignore[arg-type]
        comparison_operator=text,
        treat_missing_data=text,
        alarm_name=text,
        alarm_description=text,
        alarm_actions=[text],
    )

    found = block(_TYPE)
    texts = ("metric_name", "unit", "comparison_operator", "treat_missing_data", "alarm_name")
    assert {found[name] for name in (*texts, "alarm_description")} == {"${var.Text}"}
    assert found["dimensions"] == {"ApiId": "${var.Text}"}
    assert found["alarm_actions"] == ["${var.Text}"]
    numbers = ("threshold", "evaluation_periods", "datapoints_to_alarm")
    assert {found[name] for name in numbers} == {"${var.Number}"}


def test_number_computed_by_terraform(stack: TerraformStack, block: Block) -> None:
    """A threshold can be what a function of Terraform returns."""
    number = TerraformVariable(stack, "Number", type="number").number_value
    Alarm(stack, "Errors", metric=_ERRORS, threshold=Fn.max([number, 1]), evaluation_periods=1)

    assert block(_TYPE)["threshold"] == "${max(var.Number, 1)}"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Name and ARN are references; the metric is the one that was given."""
    alarm = Alarm(stack, "Errors", metric=_ERRORS, logical_id="errors", **_SOME)
    TerraformOutput(stack, "Name", value=alarm.alarm_name)
    TerraformOutput(stack, "Arn", value=alarm.alarm_arn)

    found = synthesized()["output"]
    assert found["Name"]["value"] == f"${{{_TYPE}.errors.alarm_name}}"
    assert found["Arn"]["value"] == f"${{{_TYPE}.errors.arn}}"
    assert alarm.metric is _ERRORS


@pytest.mark.parametrize("option", ["region", "stack_region"])
def test_alarm_is_where_the_metric_is(stack: TerraformStack, block: Block, option: str) -> None:
    """In another region it would never go off; before 6.0 the provider has one region only."""
    metric = Metric(metric_name="5xx", **{option: "eu-north-1"})  # type: ignore[arg-type]
    metric.create_alarm(stack, "Errors", threshold=1, evaluation_periods=1)

    assert block(_TYPE).get("region") == ("eu-north-1" if _HAS_REGION else None)


@pytest.mark.parametrize(
    ("metric", "warns"),
    [
        pytest.param(_ERRORS.with_(period=timedelta(seconds=10)), True, id="ten seconds"),
        pytest.param(_ERRORS.with_(period=timedelta(seconds=60)), False, id="a minute"),
        pytest.param(
            Metric(metric_name="Orders", namespace="Shop", period=timedelta(seconds=10)),
            False,
            id="a metric of one's own",
        ),
    ],
)
def test_period_shorter_than_the_metric_has_values(
    stack: TerraformStack,
    metric: Metric,
    warns: bool,  # noqa: FBT001
) -> None:
    """An alarm that looks more often than API Gateway counts is deployed, with a warning."""
    alarm = Alarm(stack, "Errors", metric=metric, **_SOME)

    told = (
        "period is 10 seconds, but AWS/ApiGateway counts by the minute: most periods have no "
        "value; use a minute or more"
    )
    assert [entry.data for entry in alarm.node.metadata] == ([told] if warns else [])
