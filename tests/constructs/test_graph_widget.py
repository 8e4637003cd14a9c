"""Tests of graphs of dashboards."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import GraphWidget, Metric, OptionError
from cdktf import TerraformVariable
from cdktf_cdktf_provider_aws.cloudwatch_dashboard import CloudwatchDashboard

from tests.support.terraform import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

    Block = Callable[[str], dict[str, Any]]

_LATENCY = Metric(metric_name="Latency", statistic="p99", dimensions_map={"ApiId": "a1"})
_COUNT = Metric(metric_name="Count", statistic="Sum", period=timedelta(minutes=1))
_IRELAND = "eu-west-1"


def test_smallest_graph() -> None:
    """A graph of one metric has its region, and is six columns by six rows."""
    assert GraphWidget(left=[_LATENCY], region=_IRELAND).to_json() == {
        "type": "metric",
        "width": 6,
        "height": 6,
        "properties": {
            "view": "timeSeries",
            "stacked": False,
            "region": "eu-west-1",
            "metrics": [
                ["AWS/ApiGateway", "Latency", "ApiId", "a1", {"stat": "p99", "period": 300}]
            ],
        },
    }


def test_graph_of_one_metric_for_short() -> None:
    """A metric makes the graph of itself."""
    graph = GraphWidget(left=[_COUNT], title="Requests", region=_IRELAND, width=12, height=3)

    short = _COUNT.widget(title="Requests", region=_IRELAND, width=12, height=3)
    assert short == graph.to_json()
    assert _COUNT.widget(region=_IRELAND) == GraphWidget(left=[_COUNT], region=_IRELAND).to_json()


@pytest.mark.parametrize(
    ("options", "where", "written"),
    [
        pytest.param({"title": "Wait"}, "properties", {"title": "Wait"}, id="title"),
        pytest.param({"view": "singleValue"}, "properties", {"view": "singleValue"}, id="view"),
        pytest.param({"stacked": True}, "properties", {"stacked": True}, id="stacked"),
        pytest.param({"width": 24, "height": 1000}, None, {"width": 24, "height": 1000}, id="size"),
        pytest.param({"x": 0, "y": 0}, None, {"x": 0, "y": 0}, id="place"),
    ],
)
def test_option(options: dict[str, Any], where: str | None, written: dict[str, object]) -> None:
    """Each option reaches the widget."""
    widget = GraphWidget(left=[_LATENCY], region=_IRELAND, **options).to_json()

    found = widget if where is None else widget[where]
    assert {name: found[name] for name in written} == written


def test_two_scales() -> None:
    """Metrics on the right have their scale there."""
    graph = GraphWidget(left=[_LATENCY], right=[_COUNT], region=_IRELAND).to_json()

    left, right = graph["properties"]["metrics"]
    assert left[-1] == {"stat": "p99", "period": 300}
    assert right == [
        "AWS/ApiGateway",
        "Count",
        {"stat": "Sum", "period": 60, "yAxis": "right"},
    ]


def test_look_of_a_metric() -> None:
    """Label, color, name and account are drawn; the unit is not, as no dashboard heeds it."""
    metric = _COUNT.with_(
        label="all", color="#1f77b4", id="m1", visible=False, account="1" * 12, unit="Count"
    )
    (line,) = metric.widget(region=_IRELAND)["properties"]["metrics"]

    assert line[-1] == {
        "stat": "Sum",
        "period": 60,
        "label": "all",
        "color": "#1f77b4",
        "id": "m1",
        "visible": False,
        "accountId": "1" * 12,
    }


def test_region_of_the_metrics() -> None:
    """It is that of the first metric that names one; others keep theirs."""
    graph = GraphWidget(
        left=[_COUNT, _COUNT.with_(stack_region="eu-north-1"), _COUNT.with_(region="us-east-1")]
    ).to_json()

    assert graph["properties"]["region"] == "eu-north-1"
    looks = [line[-1] for line in graph["properties"]["metrics"]]
    assert [look.get("region") for look in looks] == [None, None, "us-east-1"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"left": []},
            "left and right is [], allowed: 1 to 500 entries; it has 0",
            id="no metric",
        ),
        pytest.param(
            {"region": None},
            "region is left out, allowed: the region of the metrics, which a dashboard must name",
            id="no region",
        ),
        pytest.param(
            {"region": "Ireland"},
            "region is 'Ireland', allowed: a region such as eu-west-1",
            id="region",
        ),
        pytest.param({"width": 25}, "width is 25, allowed: 1 to 24", id="width"),
        pytest.param({"height": 0}, "height is 0, allowed: 1 to 1000", id="height"),
        pytest.param({"x": 24}, "x is 24, allowed: 0 to 23", id="x"),
        pytest.param({"y": -1}, "y is -1, allowed: 0 or more", id="y"),
        pytest.param(
            {"view": "lines"},
            "view is 'lines', allowed: timeSeries, bar, pie, singleValue, gauge, table",
            id="view",
        ),
        pytest.param(
            {"left": [_COUNT.with_(id="m1")], "right": [_LATENCY.with_(id="m1")]},
            "id is 'm1', allowed: one that no other metric of the graph has",
            id="one name for two",
        ),
        pytest.param(
            {"left": ["Count"]}, "left is ['Count'], allowed: a list of Metric(...)", id="a name"
        ),
    ],
)
def test_what_cloudwatch_refuses(options: dict[str, Any], told: str) -> None:
    """Options that CloudWatch would refuse are refused at once."""
    with pytest.raises(OptionError) as refused:
        GraphWidget(**{"left": [_LATENCY], "region": _IRELAND, **options})

    assert str(refused.value) == f"GraphWidget: {told}"


@pytest.mark.parametrize("option", ["width", "height", "x", "y"])
def test_number_that_only_terraform_knows_is_refused(stack: TerraformStack, option: str) -> None:
    """JSON has no place for it."""
    number = TerraformVariable(stack, "Number", type="number").number_value
    options: dict[str, Any] = {option: number}
    with pytest.raises(OptionError) as refused:
        GraphWidget(left=[_LATENCY], region=_IRELAND, **options)

    told = f"{option} is {number!r}, allowed: what is known now: JSON is made of it"
    assert str(refused.value) == f"GraphWidget: {told}"


def test_references_resolve_in_the_body(stack: TerraformStack, block: Block) -> None:
    """Ids that only Terraform knows keep their place in the JSON of a dashboard."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    metric = _COUNT.with_(dimensions_map={"ApiId": text}, label=f"{text}: ${{MAX}}")
    widget = metric.widget(title=text, region=text)
    CloudwatchDashboard(
        stack, "Board", dashboard_name="board", dashboard_body=json.dumps({"widgets": [widget]})
    )

    body = json.loads(block("aws_cloudwatch_dashboard")["dashboard_body"])
    properties = body["widgets"][0]["properties"]
    assert properties["title"] == properties["region"] == "${var.Text}"
    assert properties["metrics"][0][3] == "${var.Text}"
    assert properties["metrics"][0][-1]["label"] == "${var.Text}: $${MAX}"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("[max: ${MAX}] requests", id="value of a label"),
        pytest.param("${PROP('Dim.ApiId')} %{x}", id="property of a label"),
        pytest.param('a "quoted" \\ text\nof two lines', id="quotes"),
        pytest.param("Zürich 📈", id="other letters"),
    ],
)
def test_words_reach_cloudwatch_unharmed(words: str) -> None:
    """What Terraform makes of the JSON text has the label and the title as they were written."""
    widget = _COUNT.with_(label=words).widget(title=words, region=_IRELAND)
    (body,) = evaluate([json.dumps(widget)])

    properties = json.loads(body)["properties"]
    assert properties["title"] == words
    assert properties["metrics"][0][-1]["label"] == words
