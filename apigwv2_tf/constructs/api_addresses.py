"""
The addresses of an API: its URLs, and the ARNs that policies name it by.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
"""

from __future__ import annotations

from abc import abstractmethod

from apigwv2_tf.constructs._bindings import Fn
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import (
    IRoute,
    IStage,
)
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.references import ApiReference
from apigwv2_tf.constructs.route_key import execute_arn_suffix
from apigwv2_tf.constructs.stage import DEFAULT_STAGE, Stage
from apigwv2_tf.errors import LEFT_OUT
from apigwv2_tf.terms import KnownRouteKey, ProtocolType


class ApiAddresses(ApiGatewayConstruct):
    """An API with its URLs and ARNs, defined here or elsewhere."""

    _endpoint_closed = False  # whether only domain names of its own lead to the API
    _served_by_aws = False  # whether AWS itself made the $default stage, for a quick create

    @property
    @abstractmethod
    def api_id(self) -> str:
        """The API's id."""

    @property
    @abstractmethod
    def execution_arn(self) -> str:
        """The ARN that requests to the API begin with."""

    @property
    @abstractmethod
    def api_endpoint(self) -> str:
        """The API's URL without a stage: ``https://…``, for WebSocket ``wss://…``."""

    @property
    def api_ref(self) -> ApiReference:
        """A reference to the API, as AWS CDK has it."""
        return ApiReference(api_id=self.api_id)

    @property
    def protocol_type(self) -> ProtocolType | None:
        """What clients speak to the API; None where an imported API does not say."""
        return registry_of(self).protocol

    @property
    def deployment_stage(self) -> Stage | None:
        """The stage that the API made by itself; None where it made none."""
        return None

    @checked
    def execute_api_arn(
        self, route: IRoute | KnownRouteKey | str | None = None, stage: IStage | None = None
    ) -> str:
        """
        Return the ARN of requests, for policies and permissions.

        Args:
            route: The route, or its key. Left out, all of them.

            stage: The stage. Left out, the API's own, or else all of them.

        Raises:
            OptionError: If nothing is known of the key of an HTTP API's route.
        """
        key = "*" if route is None else str(route if isinstance(route, str) else route.key)
        suffix = execute_arn_suffix(key, self.protocol_type)
        if route is not None and suffix == "*":
            refuse(self, "route", key, "a route key of which the method is known now")
        return f"{self.execution_arn}/{self._stage_or_all(stage)}/{suffix}"

    @checked
    def connections_api_arn(self, connection_id: str = "*", stage: IStage | None = None) -> str:
        """
        Return the ARN of messages to connected clients; WebSocket only.

        Args:
            connection_id: The connection. Left out, all of them.

            stage: The stage. Left out, the API's own, or else all of them.

        Raises:
            OptionError: If the API is an HTTP API.
        """
        self._require(ProtocolType.WEBSOCKET, "connections_api_arn()")
        return f"{self.execution_arn}/{self._stage_or_all(stage)}/POST/@connections/{connection_id}"

    @checked
    def client_url(self, stage: IStage | None = None) -> str:
        """
        Return the URL for clients: ``https://…``, for a WebSocket API ``wss://…``.

        Args:
            stage: The stage. Left out, the API's own.

        Raises:
            OptionError: If there is no stage, or the API is called by domain names of its own only.
        """
        self._require_open_endpoint("use domain_url of the API's mapping")
        return f"{self.api_endpoint}{self._url_path(stage)}"

    @checked
    def https_client_url(self, stage: IStage | None = None) -> str:
        """Return the URL for clients of an HTTP API; see `client_url`."""
        self._require(ProtocolType.HTTP, "https_client_url()")
        return self.client_url(stage)

    @checked
    def web_socket_client_url(self, stage: IStage | None = None) -> str:
        """Return the URL for clients of a WebSocket API; see `client_url`."""
        self._require(ProtocolType.WEBSOCKET, "web_socket_client_url()")
        return self.client_url(stage)

    @checked
    def callback_url(self, stage: IStage | None = None) -> str:
        """
        Return the URL that backends give to the ApiGatewayManagementApi client; WebSocket only.

        Args:
            stage: The stage. Left out, the API's own.

        Raises:
            OptionError: If there is no stage, the API is an HTTP API, or it is called by domain
                names of its own only.
        """
        self._require(ProtocolType.WEBSOCKET, "callback_url()")
        fix = "use domain_url of the API's mapping, with https:// in place of wss://"
        self._require_open_endpoint(fix)
        endpoint = Fn.replace(self.api_endpoint, "wss://", "https://")
        return f"{endpoint}{self._url_path(stage)}"

    @checked
    def connections_url(self, stage: IStage | None = None) -> str:
        """
        Return the URL for messages to connected clients; WebSocket only.

        Args:
            stage: The stage. Left out, the API's own.

        Raises:
            OptionError: If there is no stage, or the API is an HTTP API.
        """
        return f"{self.callback_url(stage)}/@connections"

    web_socket_connections_api_arn = connections_api_arn
    web_socket_connections_url = connections_url

    def _require(self, protocol: ProtocolType, called: str) -> None:
        if self.protocol_type not in (protocol, None):
            refuse(self, "protocol_type", self.protocol_type, f"{protocol}, for {called}")

    def _require_open_endpoint(self, fix: str) -> None:
        if self._endpoint_closed:
            allowed = "False or left out: this URL answers nobody"
            refuse(self, "disable_execute_api_endpoint", got=True, allowed=allowed, fix=fix)

    def _own(self, stage: IStage | None) -> IStage | None:
        owner = getattr(stage, "api", self)
        both_here = registry_of(owner).settings is not None and registry_of(self).settings
        if owner is not self and both_here:
            refuse(self, "stage", named(stage), "a stage of this API")
        return stage

    def _stage_or_own(self, stage: IStage | None) -> IStage:
        chosen = self._own(stage) or self.deployment_stage
        if chosen is None:
            refuse(self, "stage", LEFT_OUT, "a stage, because the API made none of its own")
        return chosen

    def _stage_or_all(self, stage: IStage | None) -> str:
        chosen = self._own(stage) or self.deployment_stage
        return "*" if chosen is None else chosen.stage_name

    def _url_path(self, stage: IStage | None) -> str:
        if stage is None and self.deployment_stage is None and self._served_by_aws:
            return ""
        chosen = self._stage_or_own(stage)
        is_default = getattr(chosen, "is_default", chosen.stage_name == DEFAULT_STAGE)
        return "" if is_default else f"/{chosen.stage_name}"
