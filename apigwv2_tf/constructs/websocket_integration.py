"""
Integrations of WebSocket APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IHasArn, IWebSocketRoute
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._route_integration import RouteIntegration
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.constructs.integration_response import IntegrationResponseOptions
from apigwv2_tf.constructs.place import check_websocket
from apigwv2_tf.errors import OptionError
from apigwv2_tf.terms import (
    ConnectionType,
    ContentHandling,
    HttpMethod,
    KnownIntegrationResponseKey,
    KnownTemplateKey,
    PassthroughBehavior,
    WebSocketIntegrationType,
)
from typing_extensions import Required, TypedDict, Unpack

_WORDS = {
    "type": "integration_type",
    "uri": "integration_uri",
    "content_handling_strategy": "content_handling",
    "credentials_arn": "credentials_role",
    "vpc_link": "connection_id",
}
# the options that Integration has under another name, or as arguments of their own
_OWN = frozenset(
    {"web_socket_api", "integration_type", "integration_uri", "content_handling"}
    | {"credentials_role"}
)


_Response: TypeAlias = tuple[KnownIntegrationResponseKey | str, IntegrationResponseOptions]


class WebSocketIntegrationProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketIntegration`.

    Args:
        web_socket_api: The API to add the integration to.

        integration_type: ``AWS_PROXY`` for functions, ``AWS`` for service actions, ``HTTP_PROXY``
            and ``HTTP`` for URLs, ``MOCK``.

        integration_uri: The backend: a function's invoke ARN, a service action's ARN, a URL. Left
            out, for ``MOCK``.

        integration_method: The method the backend is called with. Left out, ``POST``.

        content_handling: How a payload is converted. Left out, it passes unchanged.

        credentials_role: The role that the backend is called with, as an object with an ``arn`` or
            as its ARN. Left out, the backend's own policy must permit it.

        connection_type: ``INTERNET`` or ``VPC_LINK``. Left out, what `connection_id` needs.

        connection_id: The id of a VPC link: an ``aws_api_gateway_vpc_link``, to a network load
            balancer. Left out, the backend is called over the internet.

        passthrough_behavior: What happens to messages without a template. Left out, they pass.

        request_parameters: What is added to the request, such as ``integration.request.header.Id``.
            Left out, nothing.

        request_templates: Templates in VTL by key. Left out, there are none.

        template_selection_expression: How the template is chosen. Left out, by ``$default``.

        timeout: From 50 ms to 29 s. Left out, 29 s.

        description: Up to 1,024 characters. Left out, there is none.
    """

    web_socket_api: Required[IApi]
    integration_type: Required[WebSocketIntegrationType | str]
    integration_uri: str | None
    integration_method: HttpMethod | str | None
    content_handling: ContentHandling | str | None
    credentials_role: IHasArn | str | None
    connection_type: ConnectionType | str | None
    connection_id: str | None
    passthrough_behavior: PassthroughBehavior | str | None
    request_parameters: Mapping[str, str] | None
    request_templates: Mapping[str, str] | None
    template_selection_expression: KnownTemplateKey | str | None
    timeout: timedelta | None
    description: str | None


class WebSocketIntegration(Integration):
    """
    Wire routes of a WebSocket API to a backend.

    Defines one ``aws_apigatewayv2_integration``. The classes of `apigwv2_tf.integrations` make it
    for you, with the permissions it needs.

    Args:
        props: See `WebSocketIntegrationProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, or it is an HTTP API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
    """

    option_words: Mapping[str, str] = _WORDS

    @checked
    def __init__(
        self, scope: Construct, id: str, **props: Unpack[WebSocketIntegrationProps]
    ) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        check_websocket(self, props["web_socket_api"], "HttpIntegration")
        self._build_from(props)

    def _build_from(self, props: WebSocketIntegrationProps) -> None:
        role = props.get("credentials_role")
        same: Any = {name: value for name, value in props.items() if name not in _OWN}
        options: IntegrationOptions = same
        options["content_handling_strategy"] = props.get("content_handling")
        if role is not None:
            options["credentials_arn"] = role if isinstance(role, str) else role.arn
        kind, uri = props["integration_type"], props.get("integration_uri")
        self._build(props["web_socket_api"], kind, uri, None, options)

    @property
    def web_socket_api(self) -> IApi:
        """The API that the integration belongs to."""
        return self._api


class WebSocketRouteIntegrationBindOptions(TypedDict):
    """
    What `WebSocketRouteIntegration.bind` gets.

    Args:
        route: The route that uses the integration.

        scope: The construct of the integration, for the roles and permissions that it needs.
    """

    route: IWebSocketRoute
    scope: Construct


@dataclass(frozen=True, kw_only=True, slots=True)
class WebSocketRouteIntegrationConfig(Struct):
    """
    What `WebSocketRouteIntegration.bind` returns; options as in `WebSocketIntegrationProps`.

    Args:
        type: What is done with a message.

        uri: The backend. Left out, or empty, for ``MOCK``.

        method: The method the backend is called with. Left out, ``POST``.
    """

    type: WebSocketIntegrationType | str
    uri: str | None = None
    method: HttpMethod | str | None = None
    content_handling: ContentHandling | str | None = None
    credentials_role: IHasArn | str | None = None
    connection_type: ConnectionType | str | None = None
    connection_id: str | None = None
    passthrough_behavior: PassthroughBehavior | str | None = None
    request_parameters: Mapping[str, str] | None = None
    request_templates: Mapping[str, str] | None = None
    template_selection_expression: KnownTemplateKey | str | None = None
    timeout: timedelta | None = None
    description: str | None = None


class WebSocketRouteIntegration(RouteIntegration[IWebSocketRoute, WebSocketIntegration]):
    """
    The base of everything that a route of a WebSocket API can be wired to.

    One object is one integration: routes that share the object share the integration. A subclass
    says in `bind` what it is.

    Args:
        id: The integration's id under its API; under its first route where the API belongs to
            another stack or has something else with that id.

        resource: See `ResourceOptions`.
    """

    @abstractmethod
    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteIntegrationConfig:
        """
        Say what the integration is; called once, with the first route.

        Args:
            route: The first route that uses the integration.

            scope: The construct of the integration, for the roles and permissions that it needs.
        """

    def __init__(self, id: str, **resource: Unpack[ResourceOptions]) -> None:
        super().__init__(id, **resource)
        self._responses: list[_Response] = []

    @checked
    def add_response(
        self,
        key: KnownIntegrationResponseKey | str = KnownIntegrationResponseKey.DEFAULT,
        **options: Unpack[IntegrationResponseOptions],
    ) -> None:
        """
        Turn the backend's answers into messages to the caller, where they are no proxy's.

        Defines one ``aws_apigatewayv2_integration_response``, at the first route.

        Args:
            key: Which answers: ``$default`` or a regular expression between slashes.

            options: See `IntegrationResponseOptions`.

        Raises:
            OptionError: At the first route, if the integration is a proxy, or API Gateway would
                refuse an option.
        """
        if self._integration is not None:
            self._integration.add_response(key, **options)
        self._responses.append((key, options))

    def _api_of(self, route: IWebSocketRoute) -> IApi:
        return route.web_socket_api

    def _made(self, scope: ApiGatewayConstruct, route: IWebSocketRoute) -> WebSocketIntegration:
        return _BoundIntegration(scope, self._id, route=route, source=self)


class _BoundIntegration(WebSocketIntegration):
    """The integration of a route integration; in its place before it is asked what it is."""

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        route: IWebSocketRoute,
        source: WebSocketRouteIntegration,
    ) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        self.option_words = {**_WORDS, **source.option_words}
        self._api = route.web_socket_api
        self._resource_options = source.resource_options
        bound: Any = source.bind(route=route, scope=self)
        self._build_as(bound)
        try:
            for key, response in source._responses:  # noqa: SLF001 - of the same module
                self.add_response(key, **response)
        except OptionError:
            registry_of(self._api).forget(self)
            raise

    @checked
    def _build_as(self, bind_returned: WebSocketRouteIntegrationConfig) -> None:
        """Define what the route integration said; by this name it stands in errors."""
        bound = bind_returned
        self._build_from(
            {
                **self._resource_options,
                "web_socket_api": self._api,
                "integration_type": bound.type,
                "integration_uri": bound.uri,
                "integration_method": bound.method,
                "content_handling": bound.content_handling,
                "credentials_role": bound.credentials_role,
                "connection_type": bound.connection_type,
                "connection_id": bound.connection_id,
                "passthrough_behavior": bound.passthrough_behavior,
                "request_parameters": bound.request_parameters,
                "request_templates": bound.request_templates,
                "template_selection_expression": bound.template_selection_expression,
                "timeout": bound.timeout,
                "description": bound.description,
            }
        )
