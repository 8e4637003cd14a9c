"""Tests of the metrics of APIs, stages and routes."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Metric, OptionError
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs.metrics import (
    HttpMetrics,
    HttpRouteMetrics,
    WebSocketMetrics,
    WebSocketRouteMetrics,
)
from cdktf import TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import MetricOptions
    from cdktf import TerraformStack

    Block = Callable[[str], dict[str, Any]]

_DIMENSIONS = {"ApiId": "a1", "Stage": "live"}


class _Http(HttpMetrics, ApiGatewayConstruct):
    def _metric_dimensions(self) -> dict[str, str]:
        return dict(_DIMENSIONS)


class _WebSocket(WebSocketMetrics, ApiGatewayConstruct):
    def _metric_dimensions(self) -> dict[str, str]:
        return dict(_DIMENSIONS)


class _Elsewhere(_Http):
    def _metric_region(self) -> str:
        return "eu-north-1"


class _HttpRoute(HttpRouteMetrics, ApiGatewayConstruct):
    key = "GET /books/{id}"

    def _metric_route(self) -> tuple[str, str]:
        return "a1", self.key


class _DefaultRoute(_HttpRoute):
    key = "$default"


class _RouteElsewhere(_HttpRoute):
    def _metric_region(self) -> str:
        return "eu-north-1"


class _WebSocketRoute(WebSocketRouteMetrics, ApiGatewayConstruct):
    def _metric_route(self) -> tuple[str, str]:
        return "a1", "$connect"


_HTTP = [
    pytest.param("metric_client_error", "4xx", "Sum", id="client error"),
    pytest.param("metric_server_error", "5xx", "Sum", id="server error"),
    pytest.param("metric_data_processed", "DataProcessed", "Sum", id="data processed"),
    pytest.param("metric_count", "Count", "SampleCount", id="count"),
    pytest.param("metric_integration_latency", "IntegrationLatency", "Average", id="backend"),
    pytest.param("metric_latency", "Latency", "Average", id="latency"),
]
_WEBSOCKET = [
    pytest.param("metric_connect_count", "ConnectCount", "Sum", id="connect count"),
    pytest.param("metric_message_count", "MessageCount", "Sum", id="message count"),
    pytest.param("metric_integration_error", "IntegrationError", "Sum", id="integration error"),
    pytest.param("metric_client_error", "ClientError", "Sum", id="client error"),
    pytest.param("metric_execution_error", "ExecutionError", "Sum", id="execution error"),
    pytest.param("metric_integration_latency", "IntegrationLatency", "Average", id="backend"),
]


@pytest.mark.parametrize(("method", "name", "statistic"), _HTTP)
def test_metric_of_an_http_api(
    stack: TerraformStack, method: str, name: str, statistic: str
) -> None:
    """Each has AWS CDK's name and statistic, and the dimensions of the API or stage."""
    metric = getattr(_Http(stack, "Api"), method)()

    assert metric == Metric(metric_name=name, statistic=statistic, dimensions_map=_DIMENSIONS)


@pytest.mark.parametrize(("method", "name", "statistic"), _WEBSOCKET)
def test_metric_of_a_websocket_api(
    stack: TerraformStack, method: str, name: str, statistic: str
) -> None:
    """AWS CDK has no such methods; the names and statistics are those AWS publishes."""
    metric = getattr(_WebSocket(stack, "Api"), method)()

    assert metric == Metric(metric_name=name, statistic=statistic, dimensions_map=_DIMENSIONS)


@pytest.mark.parametrize(
    ("construct", "method"),
    [
        *(pytest.param(_Http, case.values[0], id=f"HTTP {case.id}") for case in _HTTP),
        *(
            pytest.param(_WebSocket, case.values[0], id=f"WebSocket {case.id}")
            for case in _WEBSOCKET
        ),
    ],
)
def test_statistic_can_be_another(stack: TerraformStack, construct: type[Any], method: str) -> None:
    """Every method takes the options of a metric, the statistic among them."""
    metric = getattr(construct(stack, "Api"), method)(
        statistic="p99", period=timedelta(minutes=1), label="x"
    )

    assert (metric.statistic, metric.period, metric.label) == ("p99", timedelta(minutes=1), "x")


@pytest.mark.parametrize("construct", [_Http, _WebSocket])
def test_metric_by_its_name(stack: TerraformStack, construct: type[Any]) -> None:
    """Any other metric is had by its name, as an average."""
    metric = construct(stack, "Api").metric("Other")

    assert metric == Metric(metric_name="Other", dimensions_map=_DIMENSIONS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("color", "#1f77b4", id="color"),
        pytest.param("unit", "Count", id="unit"),
        pytest.param("id", "m1", id="id"),
        pytest.param("visible", False, id="visible"),
        pytest.param("account", "123456789012", id="account"),
        pytest.param("region", "eu-west-1", id="region"),
        pytest.param("stack_account", "123456789012", id="account of the stack"),
        pytest.param("stack_region", "eu-west-1", id="region of the stack"),
    ],
)
def test_option_of_a_metric(stack: TerraformStack, name: str, value: object) -> None:
    """Each of AWS CDK's options reaches the metric."""
    options: MetricOptions = {name: value}  # type: ignore[misc]

    assert getattr(_Http(stack, "Api").metric_count(**options), name) == value
    assert getattr(_Http(stack, "Other").metric_count(), name) is None


def test_dimensions_are_laid_over_the_own_ones(stack: TerraformStack) -> None:
    """In AWS CDK those of an API lose its ApiId, and those of a stage are ignored."""
    metric = _Http(stack, "Api").metric_count(dimensions_map={"Stage": "beta", "Method": "GET"})

    assert metric.dimensions_map == {"ApiId": "a1", "Stage": "beta", "Method": "GET"}


def test_region_of_the_api_is_the_metrics(stack: TerraformStack) -> None:
    """An API that says in which region it is has its metrics there, unless told otherwise."""
    api = _Elsewhere(stack, "Api")

    assert api.metric_count().read_from == (None, "eu-north-1")
    assert api.metric_count(region="eu-west-1").read_from == (None, "eu-west-1")


def test_options_as_none_are_left_out(stack: TerraformStack) -> None:
    """None is the same as nothing."""
    api = _Elsewhere(stack, "Api")
    nothing: MetricOptions = {"statistic": None, "period": None, "dimensions_map": None}
    nothing["stack_region"] = None

    assert api.metric_count(**nothing) == api.metric_count()


def test_refused_option_names_the_api(stack: TerraformStack) -> None:
    """The error says whose metric it is."""
    with pytest.raises(OptionError) as refused:
        _Http(stack, "Api").metric_count(color="red")

    assert str(refused.value) == "orders/Api: color is 'red', allowed: a color such as #1f77b4"


def test_option_of_a_wrong_type(stack: TerraformStack) -> None:
    """So is an option of a wrong type."""
    with pytest.raises(OptionError) as refused:
        _Http(stack, "Api").metric_count(period=60)  # type: ignore[arg-type]

    assert str(refused.value) == "orders/Api: period is 60, allowed: a datetime.timedelta"


def test_unknown_option(stack: TerraformStack) -> None:
    """A misspelled option is named with the one that was meant."""
    with pytest.raises(TypeError, match=r"'statistc'; did you mean 'statistic'\?"):
        _Http(stack, "Api").metric_count(statistc="Sum")  # type: ignore[call-arg]


@pytest.mark.parametrize("base", [HttpMetrics, WebSocketMetrics])
def test_class_without_dimensions(base: type[Any]) -> None:
    """A class that does not say what its metrics are about has none."""
    with pytest.raises(NotImplementedError):
        base().metric("Count")


# -- routes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "name", "statistic"), _HTTP)
def test_metric_of_an_http_route(
    stack: TerraformStack, method: str, name: str, statistic: str
) -> None:
    """A route has the same metrics for each stage, by method and path; AWS CDK has none."""
    metric = getattr(_HttpRoute(stack, "Route").metrics("live"), method)()

    dimensions = {**_DIMENSIONS, "Method": "GET", "Resource": "/books/{id}"}
    assert metric == Metric(metric_name=name, statistic=statistic, dimensions_map=dimensions)


def test_stage_of_an_http_route_left_out(stack: TerraformStack) -> None:
    """Without a stage it is the one whose URL has no name."""
    metric = _HttpRoute(stack, "Route").metrics().metric_count()

    assert (metric.dimensions_map or {})["Stage"] == "$default"


@pytest.mark.parametrize(("method", "name", "statistic"), _WEBSOCKET)
def test_metric_of_a_websocket_route(
    stack: TerraformStack, method: str, name: str, statistic: str
) -> None:
    """A route has the same metrics for each stage, by its key."""
    stage = SimpleNamespace(stage_name="live")
    metric = getattr(_WebSocketRoute(stack, "Route").metrics(stage), method)()

    dimensions = {**_DIMENSIONS, "Route": "$connect"}
    assert metric == Metric(metric_name=name, statistic=statistic, dimensions_map=dimensions)


def test_region_of_the_route_is_the_metrics(stack: TerraformStack) -> None:
    """A route in a region of its own has its metrics there."""
    metric = _RouteElsewhere(stack, "Route").metrics().metric_count()

    assert metric.stack_region == "eu-north-1"


def test_metrics_of_the_default_route_are_refused(stack: TerraformStack) -> None:
    """Nobody knows their dimensions, and an alarm on wrong ones never goes off."""
    with pytest.raises(OptionError) as refused:
        _DefaultRoute(stack, "Route").metrics()

    assert str(refused.value) == (
        "orders/Route: key is '$default', allowed: a method and a path: AWS documents the "
        "dimensions of no other route; use the stage's metric() with the dimensions_map that you "
        "see in CloudWatch"
    )


def test_refused_option_names_the_route(stack: TerraformStack) -> None:
    """The error says whose metric it is."""
    with pytest.raises(OptionError) as refused:
        _HttpRoute(stack, "Route").metrics().metric_count(color="red")

    assert str(refused.value) == "orders/Route: color is 'red', allowed: a color such as #1f77b4"


def test_stage_of_a_wrong_type(stack: TerraformStack) -> None:
    """A stage is an object with a name, or the name."""
    with pytest.raises(OptionError) as refused:
        _WebSocketRoute(stack, "Route").metrics(None)  # type: ignore[arg-type]

    told = "stage is None, allowed: an object with stage_name or text"
    assert str(refused.value) == f"orders/Route: {told}"


def test_stage_that_only_terraform_knows(stack: TerraformStack, block: Block) -> None:
    """The name of a stage can be a reference, and resolves in an alarm."""
    name = TerraformVariable(stack, "Stage", type="string").string_value
    metric = _HttpRoute(stack, "Route").metrics(name).metric_count()
    metric.create_alarm(stack, "Busy", threshold=1000, evaluation_periods=1)

    assert block("aws_cloudwatch_metric_alarm")["dimensions"] == {
        "ApiId": "a1",
        "Stage": "${var.Stage}",
        "Method": "GET",
        "Resource": "/books/{id}",
    }
