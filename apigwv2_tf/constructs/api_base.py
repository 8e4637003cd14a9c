"""What can be added to any API, defined here or elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import (
    IDeployment,
    IDomainName,
    IFunction,
    IIntegration,
    IStage,
)
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.api_addresses import ApiAddresses
from apigwv2_tf.constructs.api_mapping import ApiMapping, mapping_id
from apigwv2_tf.constructs.authorizer import Authorizer
from apigwv2_tf.constructs.authorizer_options import AuthorizerOptions
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.constructs.json_schema import JsonSchema
from apigwv2_tf.constructs.lambda_integration import LambdaIntegration, LambdaIntegrationOptions
from apigwv2_tf.constructs.mock_integration import MockIntegration
from apigwv2_tf.constructs.model import Model, ModelOptions, name_of
from apigwv2_tf.constructs.permission import LambdaPermission
from apigwv2_tf.constructs.route import Route, RouteOptions, add_route
from apigwv2_tf.constructs.service_integration import ServiceIntegration, ServiceIntegrationOptions
from apigwv2_tf.constructs.stage import Stage
from apigwv2_tf.constructs.stage_options import StageOptions
from apigwv2_tf.constructs.url_integration import UrlIntegration, UrlIntegrationOptions
from apigwv2_tf.terms import AuthorizerType, KnownRouteKey
from typing_extensions import Unpack


class ApiBase(ApiAddresses):
    """An API: the helpers that `Api` and an imported API share."""

    @property
    def routes(self) -> dict[str, Route]:
        """The routes that this program adds to the API, by key."""
        found = registry_of(self).routes
        return {key: route for key, route in found.items() if isinstance(route, Route)}

    @property
    def permissions(self) -> list[LambdaPermission]:
        """The permissions by which the API may invoke functions, one for each of these."""
        found = registry_of(self).permissions.values()
        return [one for one in found if isinstance(one, LambdaPermission)]

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
        return ApiMapping(
            self,
            id or mapping_id(domain_name, api_mapping_key),
            api=self,
            domain_name=domain_name,
            stage=self._stage_or_own(stage),
            api_mapping_key=api_mapping_key,
            **resource,
        )
