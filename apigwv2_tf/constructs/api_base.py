"""What can be done with any API, defined here or elsewhere: add to it, and name its addresses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from apigwv2_tf.constructs._bindings import Fn
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions, distinct
from apigwv2_tf.constructs._protocols import (
    IDeployment,
    IDomainName,
    IFunction,
    IIntegration,
    IRoute,
    IStage,
)
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.api_mapping import ApiMapping, id_of
from apigwv2_tf.constructs.authorizer import Authorizer, AuthorizerOptions
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.constructs.json_schema import JsonSchema
from apigwv2_tf.constructs.lambda_integration import LambdaIntegration, LambdaIntegrationOptions
from apigwv2_tf.constructs.mock_integration import MockIntegration
from apigwv2_tf.constructs.model import Model, ModelOptions, name_of
from apigwv2_tf.constructs.route import Route, RouteOptions, add_route
from apigwv2_tf.constructs.route_key import execute_arn_suffix
from apigwv2_tf.constructs.service_integration import ServiceIntegration, ServiceIntegrationOptions
from apigwv2_tf.constructs.stage import DEFAULT_STAGE, Stage, StageOptions
from apigwv2_tf.constructs.url_integration import UrlIntegration, UrlIntegrationOptions
from apigwv2_tf.errors import LEFT_OUT
from apigwv2_tf.terms import AuthorizerType, KnownRouteKey, ProtocolType
from typing_extensions import Unpack


class ApiBase(ApiGatewayConstruct):
    """An API: the helpers that `Api` and an imported API share."""

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
    def protocol_type(self) -> ProtocolType | None:
        """What clients speak to the API; None where an imported API does not say."""
        return registry_of(self).protocol

    @property
    def deployment_stage(self) -> Stage | None:
        """The stage that the API made by itself; None where it made none."""
        return None

    @checked
    def add_lambda_integration(
        self, id: str, *, handler: IFunction, **options: Unpack[LambdaIntegrationOptions]
    ) -> LambdaIntegration:
        """
        Wire routes to a Lambda function, and permit API Gateway to invoke it.

        Args:
            id: The integration's id under the API.

            handler: Any object with ``function_name`` and ``invoke_arn``.

            options: See `LambdaIntegration`.

        Raises:
            OptionError: If API Gateway would refuse an option.
        """
        return LambdaIntegration(self, id, api=self, handler=handler, **options)

    @checked
    def add_http_integration(
        self, id: str, *, url: str, **options: Unpack[UrlIntegrationOptions]
    ) -> UrlIntegration:
        """
        Wire routes to a URL.

        Args:
            id: The integration's id under the API.

            url: The backend's URL.

            options: See `UrlIntegration`.

        Raises:
            OptionError: If API Gateway would refuse an option.
        """
        return UrlIntegration(self, id, api=self, url=url, **options)

    @checked
    def add_service_integration(
        self, id: str, **options: Unpack[ServiceIntegrationOptions]
    ) -> ServiceIntegration:
        """
        Wire routes to an action of an AWS service.

        Args:
            id: The integration's id under the API.

            options: See `ServiceIntegration`.

        Raises:
            OptionError: If API Gateway would refuse an option.
        """
        return ServiceIntegration(self, id, api=self, **options)

    @checked
    def add_mock_integration(
        self, id: str, **options: Unpack[IntegrationOptions]
    ) -> MockIntegration:
        """
        Answer messages by templates alone; WebSocket only.

        Args:
            id: The integration's id under the API.

            options: See `MockIntegration`.

        Raises:
            OptionError: If API Gateway would refuse an option.
        """
        return MockIntegration(self, id, api=self, **options)

    @checked
    def add_route(
        self,
        key: KnownRouteKey | str,
        integration: IIntegration | None = None,
        **options: Unpack[RouteOptions],
    ) -> Route:
        """
        Send the requests that match a key to an integration.

        Args:
            key: The route key, such as ``GET /books/{book_id}``.

            integration: Where requests go. Left out, on a WebSocket API only, nothing is called.

            options: See `Route`.

        Raises:
            OptionError: If API Gateway would refuse the key or an option, or the API has the route.
        """
        user: object = integration
        construct = user if isinstance(user, ApiGatewayConstruct) else self
        return add_route(construct, self, key, integration, options)

    @checked
    def add_routes(
        self,
        keys: Sequence[KnownRouteKey | str],
        integration: IIntegration | None = None,
        **options: Unpack[RouteOptions],
    ) -> list[Route]:
        """
        Send the requests that match any of several keys to one integration.

        Args:
            keys: The route keys.

            integration: Where requests go.

            options: See `Route`.

        Raises:
            OptionError: If API Gateway would refuse a key or an option, or the API has a route.
        """
        return [self.add_route(key, integration, **options) for key in keys]

    @checked
    def add_model(
        self, schema: JsonSchema | Mapping[str, Any], **options: Unpack[ModelOptions]
    ) -> Model:
        """
        Describe messages by a JSON schema; WebSocket only.

        Args:
            schema: The schema, as a `JsonSchema` or a dict.

            options: See `Model`. Left out, the model's name is the schema's title.

        Raises:
            OptionError: If there is neither a name nor a title, or API Gateway would refuse it.
        """
        name = name_of(self, schema, options.get("model_name"))
        options["model_name"] = name
        return Model(self, f"Model.{name}", api=self, schema=schema, **options)

    @checked
    def add_authorizer(
        self,
        id: str,
        *,
        authorizer_type: AuthorizerType | str,
        **options: Unpack[AuthorizerOptions],
    ) -> Authorizer:
        """
        Decide who may call routes, by a token or by a function.

        Args:
            id: The authorizer's id under the API, and its name where that is left out.

            authorizer_type: ``JWT`` or ``REQUEST``.

            options: See `Authorizer`.

        Raises:
            OptionError: If API Gateway would refuse an option.
        """
        return Authorizer(self, id, api=self, authorizer_type=authorizer_type, **options)

    @checked
    def add_stage(
        self, id: str, *, deployment: IDeployment | None = None, **options: Unpack[StageOptions]
    ) -> Stage:
        """
        Serve the API under one more name.

        Args:
            id: The stage's id under the API.

            deployment: The snapshot to serve. Left out, the stage deploys by itself.

            options: See `StageOptions`.

        Raises:
            OptionError: If API Gateway would refuse an option, or the API has the stage.
        """
        return Stage(self, id, api=self, deployment=deployment, **options)

    @checked
    def add_api_mapping(
        self,
        *,
        domain_name: IDomainName | str,
        stage: IStage | None = None,
        api_mapping_key: str | None = None,
        id: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> ApiMapping:
        """
        Serve the API under a path of a domain name.

        Args:
            domain_name: The domain name, as a construct or as text.

            stage: The stage to lead to. Left out, the API's own.

            api_mapping_key: The path. Left out, everything that no other mapping takes.

            id: The mapping's id under the API. Left out, made from domain name and path.

            resource: See `ResourceOptions`.

        Raises:
            OptionError: If API Gateway would refuse the path, or there is no stage.
        """
        parts = ["Mapping", id_of(domain_name), api_mapping_key]
        name = id or distinct(".".join(part for part in parts if part and not unresolved(part)))
        return ApiMapping(
            self,
            name,
            api=self,
            domain_name=domain_name,
            stage=self._stage_or_own(stage),
            api_mapping_key=api_mapping_key,
            **resource,
        )

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
        if self._endpoint_closed:
            allowed = "False or left out: this URL answers nobody"
            fix = "use domain_url of the API's mapping"
            refuse(self, "disable_execute_api_endpoint", got=True, allowed=allowed, fix=fix)
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
            OptionError: If there is no stage, or the API is an HTTP API.
        """
        self._require(ProtocolType.WEBSOCKET, "callback_url()")
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
