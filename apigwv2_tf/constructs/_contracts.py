"""
What APIs, stages, integrations and authorizers offer, defined here or elsewhere: for annotations.

A function of yours that takes ``api: IHttpApi`` gets an `HttpApi` or an imported one alike.
"""

from __future__ import annotations

from typing import Any, Protocol

from apigwv2_tf.constructs._protocols import (
    IApi,
    IAuthorizer,
    IIntegration,
    IStage,
)
from apigwv2_tf.constructs.metric import Metric, MetricOptions
from apigwv2_tf.constructs.vpc_link import VpcLink
from apigwv2_tf.constructs.vpc_link_options import VpcLinkProps
from typing_extensions import Unpack


class _Measured(Protocol):
    def metric(self, metric_name: str, **options: Unpack[MetricOptions]) -> Metric: ...


class _MeasuredHttp(_Measured, Protocol):
    def metric_client_error(self, **options: Unpack[MetricOptions]) -> Metric: ...

    def metric_server_error(self, **options: Unpack[MetricOptions]) -> Metric: ...

    def metric_data_processed(self, **options: Unpack[MetricOptions]) -> Metric: ...

    def metric_count(self, **options: Unpack[MetricOptions]) -> Metric: ...

    def metric_integration_latency(self, **options: Unpack[MetricOptions]) -> Metric: ...

    def metric_latency(self, **options: Unpack[MetricOptions]) -> Metric: ...


class IHttpApi(IApi, _MeasuredHttp, Protocol):
    """An HTTP API."""

    @property
    def api_endpoint(self) -> str: ...

    @property
    def default_stage(self) -> Any: ...  # noqa: ANN401 - an HttpStage, or None

    @property
    def default_authorizer(self) -> Any: ...  # noqa: ANN401 - any authorizer, or None

    @property
    def default_authorization_scopes(self) -> list[str] | None: ...

    def add_vpc_link(self, **options: Unpack[VpcLinkProps]) -> VpcLink: ...

    def arn_for_execute_api(
        self, method: str | None = None, path: str | None = None, stage: str | None = None
    ) -> str: ...


class IWebSocketApi(IApi, _Measured, Protocol):
    """A WebSocket API."""

    @property
    def api_endpoint(self) -> str: ...


class IHttpStage(IStage, _MeasuredHttp, Protocol):
    """A stage of an HTTP API."""

    @property
    def api(self) -> IApi: ...

    @property
    def url(self) -> str: ...

    @property
    def domain_url(self) -> str: ...

    def add_stage_variable(self, name: str, value: str) -> None: ...


class IWebSocketStage(IStage, _Measured, Protocol):
    """A stage of a WebSocket API."""

    @property
    def api(self) -> IApi: ...

    @property
    def url(self) -> str: ...

    @property
    def callback_url(self) -> str: ...

    def add_stage_variable(self, name: str, value: str) -> None: ...


class IHttpIntegration(IIntegration, Protocol):
    """An integration of an HTTP API."""

    @property
    def http_api(self) -> IApi: ...


class IWebSocketIntegration(IIntegration, Protocol):
    """An integration of a WebSocket API."""

    @property
    def web_socket_api(self) -> IApi: ...


class IHttpAuthorizer(IAuthorizer, Protocol):
    """An authorizer of an HTTP API."""


class IWebSocketAuthorizer(IAuthorizer, Protocol):
    """An authorizer of a WebSocket API."""
