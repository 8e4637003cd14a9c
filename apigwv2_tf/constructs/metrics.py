"""
The metrics that API Gateway counts for APIs, stages and routes.

Classes to inherit from. They have no state and no constructor: what they are about, the class that
inherits says by `_metric_dimensions`.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
"""

from __future__ import annotations

from typing import Any

from apigwv2_tf.constructs._protocols import IStage
from apigwv2_tf.constructs._tree import MAIN_ID
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.metric import Metric, MetricOptions
from apigwv2_tf.errors import OptionError, Problem
from typing_extensions import Unpack


class _Metrics:
    """Any metric of what a class stands for."""

    def _metric_dimensions(self) -> dict[str, str]:
        """Return the dimensions of every metric here: ``ApiId``, perhaps ``Stage`` and more."""
        raise NotImplementedError

    def _metric_region(self) -> str | None:
        """Return the region that counts, where it is known not to be the provider's own."""
        return _asked_region(self)

    @checked
    def metric(self, metric_name: str, **options: Unpack[MetricOptions]) -> Metric:
        """
        Return a metric by its name.

        Args:
            metric_name: The metric's name, such as ``5xx``.

            options: See `MetricOptions`.

        Raises:
            OptionError: If CloudWatch would refuse an option.
        """
        given: dict[str, Any] = {
            "stack_region": self._metric_region(),
            **{name: part for name, part in options.items() if part is not None},
            "dimensions_map": {
                **self._metric_dimensions(),
                **(options.get("dimensions_map") or {}),
            },
        }
        try:
            return Metric(metric_name=metric_name, **given)
        except OptionError as error:
            raise OptionError(_path_of(self), error.problems) from None

    def _named(self, metric_name: str, statistic: str, options: MetricOptions) -> Metric:
        """Return a metric with its own statistic, where no other is asked for."""
        asked = options.get("statistic")
        given: MetricOptions = {**options, "statistic": statistic if asked is None else asked}
        return self.metric(metric_name, **given)


class HttpMetrics(_Metrics):
    """The metrics of an HTTP API, of its stage or of its route."""

    @checked
    def metric_client_error(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return the metric ``4xx``, the errors of clients; ``Sum`` unless told otherwise."""
        return self._named("4xx", "Sum", options)

    @checked
    def metric_server_error(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return the metric ``5xx``, the errors of the server; ``Sum`` unless told otherwise."""
        return self._named("5xx", "Sum", options)

    @checked
    def metric_data_processed(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return the metric ``DataProcessed``, in bytes; ``Sum`` unless told otherwise."""
        return self._named("DataProcessed", "Sum", options)

    @checked
    def metric_count(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return the metric ``Count``, all requests; ``SampleCount`` unless told otherwise."""
        return self._named("Count", "SampleCount", options)

    @checked
    def metric_integration_latency(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``IntegrationLatency``, what the backend takes; ``Average`` unless told."""
        return self._named("IntegrationLatency", "Average", options)

    @checked
    def metric_latency(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return the metric ``Latency``, what clients wait; ``Average`` unless told otherwise."""
        return self._named("Latency", "Average", options)


class WebSocketMetrics(_Metrics):
    """The metrics of a WebSocket API, of its stage or of its route."""

    @checked
    def metric_connect_count(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``ConnectCount``, the messages to ``$connect``; ``Sum`` unless told otherwise."""
        return self._named("ConnectCount", "Sum", options)

    @checked
    def metric_message_count(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``MessageCount``, the messages to and from clients; ``Sum`` unless told."""
        return self._named("MessageCount", "Sum", options)

    @checked
    def metric_integration_error(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``IntegrationError``, the backend's 4xx and 5xx; ``Sum`` unless told otherwise."""
        return self._named("IntegrationError", "Sum", options)

    @checked
    def metric_client_error(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``ClientError``, what is refused before the backend; ``Sum`` unless told."""
        return self._named("ClientError", "Sum", options)

    @checked
    def metric_execution_error(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``ExecutionError``, the calls of the backend that fail; ``Sum`` unless told."""
        return self._named("ExecutionError", "Sum", options)

    @checked
    def metric_integration_latency(self, **options: Unpack[MetricOptions]) -> Metric:
        """Return ``IntegrationLatency``, what the backend takes; ``Average`` unless told."""
        return self._named("IntegrationLatency", "Average", options)


class _RouteMetrics:
    """Metrics of one route, which API Gateway counts for each stage on its own."""

    def _metric_route(self) -> tuple[str, str]:
        """Return the id of the route's API, and the route's key."""
        raise NotImplementedError

    def _metric_region(self) -> str | None:
        """Return the region that counts, where it is known not to be the provider's own."""
        return _asked_region(self)


class HttpRouteMetrics(_RouteMetrics):
    """The metrics of a route of an HTTP API."""

    @checked
    def metrics(self, stage: IStage | str = "$default") -> HttpMetrics:
        """
        Return the route's metrics in a stage: ``route.metrics().metric_latency()``.

        The stage counts them where its settings for the route have ``detailed_metrics_enabled``.

        Args:
            stage: The stage, or its name.

        Raises:
            OptionError: For the route ``$default``, whose dimensions AWS does not document.
        """
        api_id, key = self._metric_route()
        method, _, path = key.partition(" ")
        if not path:
            allowed = "a method and a path: AWS documents the dimensions of no other route"
            fix = "use the stage's metric() with the dimensions_map that you see in CloudWatch"
            raise OptionError(_path_of(self), [Problem("key", key, allowed, fix)])
        dimensions = http_route_dimensions(api_id, _name_of(stage), method, path)
        return _HttpMetricsOf(self, dimensions)


class WebSocketRouteMetrics(_RouteMetrics):
    """The metrics of a route of a WebSocket API."""

    @checked
    def metrics(self, stage: IStage | str) -> WebSocketMetrics:
        """
        Return the route's metrics in a stage: ``route.metrics(stage).metric_message_count()``.

        The stage counts them where its settings for the route have ``detailed_metrics_enabled``.

        Args:
            stage: The stage, or its name.
        """
        api_id, key = self._metric_route()
        return _WebSocketMetricsOf(self, websocket_route_dimensions(api_id, _name_of(stage), key))


def http_route_dimensions(api_id: str, stage_name: str, method: str, path: str) -> dict[str, str]:
    """Return the dimensions of the metrics of a route of an HTTP API."""
    return {"ApiId": api_id, "Stage": stage_name, "Method": method, "Resource": path}


def websocket_route_dimensions(api_id: str, stage_name: str, route_key: str) -> dict[str, str]:
    """Return the dimensions of the metrics of a route of a WebSocket API."""
    return {"ApiId": api_id, "Stage": stage_name, "Route": route_key}


class _Of:
    """The metrics of a route in one stage."""

    def __init__(self, route: _RouteMetrics, dimensions: dict[str, str]) -> None:
        self._route = route
        self._dimensions = dimensions

    @property
    def node(self) -> Any:  # noqa: ANN401 - the route is of a class that is not known here
        """The route's place in the program, for errors."""
        return getattr(self._route, "node", None)

    def _metric_dimensions(self) -> dict[str, str]:
        return self._dimensions

    def _metric_region(self) -> str | None:
        return self._route._metric_region()  # noqa: SLF001 - of the same module


class _HttpMetricsOf(_Of, HttpMetrics):
    """The metrics of a route of an HTTP API in one stage."""


class _WebSocketMetricsOf(_Of, WebSocketMetrics):
    """The metrics of a route of a WebSocket API in one stage."""


def _name_of(stage: IStage | str) -> str:
    return stage if isinstance(stage, str) else stage.stage_name


def _asked_region(construct: object) -> str | None:
    """Return the region that the resource of a construct was given, where it was given one."""
    defined = getattr(construct, "_defined", {}).get(MAIN_ID)
    return None if defined is None else defined.region


def _path_of(construct: Any) -> str:  # noqa: ANN401 - these classes are no constructs themselves
    return str(construct.node.path)
