"""Metrics of APIs and stages, in alarms."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import apigwv2_tf as ours

from tests.differential import cdk
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkObject, CdkStack, TerraformStack

_METRICS = (
    "client_error",
    "server_error",
    "data_processed",
    "count",
    "integration_latency",
    "latency",
)


def _cdk_alarm(stack: CdkStack, name: str, metric: CdkObject) -> None:
    metric.create_alarm(stack, name, threshold=5, evaluation_periods=2, alarm_name=name)


def _our_alarm(stack: TerraformStack, name: str, metric: ours.Metric) -> None:
    metric.create_alarm(stack, name, threshold=5, evaluation_periods=2, alarm_name=name)


class HttpApiMetrics(Program):
    """An alarm on each of the metrics, of the API and of a stage, and two with options."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        for id, source in {"Api": api, "Stage": api.default_stage}.items():
            for name in _METRICS:
                metric = getattr(source, f"metric_{name}")()
                _cdk_alarm(stack, f"{id}-{name}", metric)
        minute = cdk.core.Duration.minutes(1)
        _cdk_alarm(stack, "minute", api.metric("Count", period=minute, statistic="Sum"))
        _cdk_alarm(stack, "slow", api.default_stage.metric_latency(statistic="p95"))

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        for id, source in {"Api": api, "Stage": api.default_stage}.items():
            for name in _METRICS:
                metric: ours.Metric = getattr(source, f"metric_{name}")()
                _our_alarm(stack, f"{id}-{name}", metric)
        assert api.default_stage is not None
        minute = timedelta(minutes=1)
        _our_alarm(stack, "minute", api.metric("Count", period=minute, statistic="Sum"))
        _our_alarm(stack, "slow", api.default_stage.metric_latency(statistic="p95"))


class WebSocketMetrics(Program):
    """Alarms on what the API and the stage count."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi(stack, "Chat")
        stage = names.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        for name, source in {"all": api, "live": stage}.items():
            _cdk_alarm(stack, name, source.metric("MessageCount", statistic="Sum"))

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        stage = ours.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        for name, metric in {"all": api.metric, "live": stage.metric}.items():
            _our_alarm(stack, name, metric("MessageCount", statistic="Sum"))
