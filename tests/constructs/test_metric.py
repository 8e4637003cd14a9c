"""Tests of metrics as values: what is taken, how it is spelled, what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Metric, OptionError, Unit
from cdktf import Token

if TYPE_CHECKING:
    from cdktf import TerraformStack

_STATISTICS = (
    "Average, Sum, Minimum, Maximum, SampleCount, IQM, a percentile such as p99.9, or a range such "
    "as tm90 or TM(10%:90%), also with wm, tc, ts and PR"
)
_PERIODS = "1, 5, 10, 20, 30 or a multiple of 60 seconds, up to a day"


def test_metric_with_its_name_only() -> None:
    """It is API Gateway's, the average of five minutes, of nothing in particular."""
    metric = Metric(metric_name="5xx")

    assert metric.namespace == "AWS/ApiGateway"
    assert metric.statistic == "Average"
    assert metric.period == timedelta(minutes=5)
    assert metric.dimensions_map is None


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        pytest.param("Average", "Average", id="average"),
        pytest.param("avg", "Average", id="avg"),
        pytest.param("SUM", "Sum", id="sum"),
        pytest.param("min", "Minimum", id="min"),
        pytest.param("maximum", "Maximum", id="maximum"),
        pytest.param("n", "SampleCount", id="n"),
        pytest.param("samplecount", "SampleCount", id="sample count"),
        pytest.param("iqm", "IQM", id="interquartile mean"),
        pytest.param("P99", "p99", id="percentile"),
        pytest.param("p99.999", "p99.999", id="percentile with decimals"),
        pytest.param("p100", "p100", id="largest percentile"),
        pytest.param("TM90", "tm90", id="trimmed mean"),
        pytest.param("wm98", "wm98", id="winsorized mean"),
        pytest.param("tc90", "tc90", id="trimmed count"),
        pytest.param("ts90", "ts90", id="trimmed sum"),
        pytest.param("tm(10%:90%)", "TM(10%:90%)", id="range in percent"),
        pytest.param("TM( 100 : 2000 )", "TM(100:2000)", id="range of values"),
        pytest.param("pr(:300)", "PR(:300)", id="range without a lower bound"),
        pytest.param("ts(80%:)", "TS(80%:)", id="range without an upper bound"),
    ],
)
def test_statistic_is_spelled_as_by_cloudwatch(given: str, spelled: str) -> None:
    """The spellings that AWS CDK takes become CloudWatch's own."""
    assert Metric(metric_name="Latency", statistic=given).statistic == spelled


@pytest.mark.parametrize(
    "statistic",
    [
        *("", "mean", "p", "p101", "p-1", "99", "tm", "pr90", "p(1:2)", "p99.12345678901"),
        *("tm(:)", "tm(10%)", "tm(10%:90)", "tm(10%:101%)", "tm(90%:10%)"),
    ],
)
def test_unknown_statistic_is_refused(statistic: str) -> None:
    """AWS CDK warns of it at most, and the alarm fails when it is deployed."""
    with pytest.raises(OptionError) as refused:
        Metric(metric_name="Latency", statistic=statistic)

    told = f"Metric: statistic is {statistic!r}, allowed: {_STATISTICS}"
    assert str(refused.value) == told


@pytest.mark.parametrize("seconds", [1, 5, 10, 20, 30, 60, 300, 86_400])
def test_period(seconds: int) -> None:
    """Periods below a minute are a few, then whole minutes up to a day."""
    assert Metric(metric_name="Count", period=timedelta(seconds=seconds)).seconds == seconds


@pytest.mark.parametrize("seconds", [0, 0.5, 7, 59, 90, 300.5, 86_460, -60])
def test_period_that_cloudwatch_has_not(seconds: float) -> None:
    """Others are refused."""
    period = timedelta(seconds=seconds)
    with pytest.raises(OptionError) as refused:
        Metric(metric_name="Count", period=period)

    assert str(refused.value) == f"Metric: period is {period!r}, allowed: {_PERIODS}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"metric_name": ""}, "metric_name is '', allowed: 1 to 255 characters", id="no name"
        ),
        pytest.param(
            {"metric_name": "n" * 256},
            f"metric_name is '{'n' * 78}…, allowed: 1 to 255 characters; it has 256",
            id="long name",
        ),
        pytest.param(
            {"namespace": ":own"},
            "namespace is ':own', allowed: 1 to 255 characters, not starting with :",
            id="namespace",
        ),
        pytest.param(
            {"dimensions_map": {"": "x"}},
            "dimensions_map key is '', allowed: ASCII, 1 to 255 characters, not starting with :",
            id="dimension without a name",
        ),
        pytest.param(
            {"dimensions_map": {"ApiId": ""}},
            "dimensions_map['ApiId'] is '', allowed: 1 to 1024 characters",
            id="dimension without a value",
        ),
        pytest.param(
            {"dimensions_map": Token.as_string_map({"x": "y"})},
            "dimensions_map key is '&{TfToken[TOKEN.0]}', allowed: names that are known now",
            id="dimensions that only Terraform knows",
        ),
        pytest.param(
            {"color": "red"}, "color is 'red', allowed: a color such as #1f77b4", id="color"
        ),
        pytest.param(
            {"id": "M1"},
            "id is 'M1', allowed: up to 255 letters, digits and _, a small letter first",
            id="id",
        ),
        pytest.param({"account": "12"}, "account is '12', allowed: 12 digits", id="account"),
        pytest.param(
            {"stack_account": ""}, "stack_account is '', allowed: 12 digits", id="stack account"
        ),
        pytest.param(
            {"region": "Ireland"},
            "region is 'Ireland', allowed: a region such as eu-west-1",
            id="region",
        ),
        pytest.param(
            {"stack_region": ""},
            "stack_region is '', allowed: a region such as eu-west-1",
            id="stack region",
        ),
        pytest.param({"period": 60}, "period is 60, allowed: a datetime.timedelta", id="a number"),
        pytest.param({"visible": "no"}, "visible is 'no', allowed: true or false", id="a text"),
    ],
)
def test_what_cloudwatch_refuses(options: dict[str, Any], told: str) -> None:
    """Options that CloudWatch would refuse are refused at once."""
    with pytest.raises(OptionError) as refused:
        Metric(**{"metric_name": "Count", **options})

    assert str(refused.value).replace("TOKEN.1", "TOKEN.0") == f"Metric: {told}"


def test_unknown_unit_is_refused() -> None:
    """The units are a closed set."""
    with pytest.raises(OptionError) as refused:
        Metric(metric_name="Count", unit="ms")

    known = ", ".join(Unit)
    assert str(refused.value) == f"Metric: unit is 'ms', allowed: {known}"


def test_more_than_thirty_dimensions_are_refused() -> None:
    """A metric has thirty dimensions at most."""
    dimensions = {f"d{number}": "x" for number in range(31)}
    with pytest.raises(OptionError, match=r"allowed: 0 to 30 entries; it has 31$"):
        Metric(metric_name="Count", dimensions_map=dimensions)

    dimensions.popitem()
    assert Metric(metric_name="Count", dimensions_map=dimensions).dimensions_map == dimensions


def test_all_problems_are_told_at_once() -> None:
    """Each wrong option is a line."""
    with pytest.raises(OptionError) as refused:
        Metric(metric_name="", color="red", id="1")

    assert len(refused.value.problems) == 3


def test_tokens_pass(stack: TerraformStack) -> None:
    """What only Terraform knows is not checked."""
    token = Token.as_string({"x": "y"})
    metric = Metric(
        metric_name=token,
        namespace=token,
        dimensions_map={"ApiId": token},
        statistic=token,
        color=token,
        unit=token,
        id=token,
        account=token,
        region=token,
    )

    assert metric.statistic == metric.unit == token


def test_with_changes_what_is_given() -> None:
    """The rest stays as it is, and the metric itself does."""
    metric = Metric(metric_name="Latency", statistic="p90", label="old")
    changed = metric.with_(statistic="P99", unit=Unit.MILLISECONDS, label=None)

    assert changed == Metric(
        metric_name="Latency", statistic="p99", label="old", unit="Milliseconds"
    )
    assert metric.statistic == "p90"


def test_with_other_dimensions() -> None:
    """They take the place of the metric's own, as in AWS CDK."""
    metric = Metric(metric_name="Count", dimensions_map={"ApiId": "a", "Stage": "s"})

    assert metric.with_(dimensions_map={"ApiId": "b"}).dimensions_map == {"ApiId": "b"}


def test_with_checks_too() -> None:
    """A change that CloudWatch would refuse is refused."""
    with pytest.raises(OptionError) as refused:
        Metric(metric_name="Count").with_(color="red")

    assert str(refused.value) == "Metric: color is 'red', allowed: a color such as #1f77b4"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({}, (None, None), id="neither"),
        pytest.param(
            {"stack_account": "1" * 12, "stack_region": "eu-west-1"},
            ("1" * 12, "eu-west-1"),
            id="of the stack",
        ),
        pytest.param(
            {"account": "2" * 12, "stack_account": "1" * 12},
            ("2" * 12, None),
            id="account before the stack's",
        ),
        pytest.param(
            {"region": "us-gov-west-1", "stack_region": "eu-west-1"},
            (None, "us-gov-west-1"),
            id="region before the stack's",
        ),
    ],
)
def test_where_a_metric_is_read_from(
    options: dict[str, str], expected: tuple[str | None, str | None]
) -> None:
    """Its own account and region come before those of what it belongs to."""
    assert Metric(metric_name="Count", **options).read_from == expected  # type: ignore[arg-type]
