"""
Routes of WebSocket APIs to URLs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IHasArn, IHasId, IWebSocketRoute
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.websocket_integration import (
    WebSocketRouteIntegration,
    WebSocketRouteIntegrationConfig,
)
from apigwv2_tf.terms import (
    ConnectionType,
    ContentHandling,
    HttpMethod,
    KnownTemplateKey,
    PassthroughBehavior,
    WebSocketIntegrationType,
)
from typing_extensions import Unpack, override

_OF_HTTP_APIS = "aws_apigatewayv2_vpc_link"


class WebSocketHttpIntegrationProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketHttpIntegration`.

    Args:
        proxy: Whether message and answer pass as they are. ``False``: templates turn them, and
            ``add_response()`` of the integration says which answers there are. Left out, yes.

        integration_method: The method the URL is called with. Left out, ``POST``.

        vpc_link: The way into a VPC, to a network load balancer: an ``aws_api_gateway_vpc_link`` as
            an object with an ``id``, or its id. Left out, the URL is called over the internet.

        credentials_role: The role that the URL is called with, as an object with an ``arn`` or as
            its ARN. Left out, none.

        request_parameters: What is added to the request, such as
            ``integration.request.header.Id``. Left out, nothing.

        request_templates: Templates in VTL by key. Left out, there are none.

        template_selection_expression: How the template is chosen. Left out, by ``$default``.

        passthrough_behavior: What happens to messages without a template. Left out, they pass.

        content_handling: How a payload is converted. Left out, it passes unchanged.

        timeout: From 50 ms to 29 s. Left out, 29 s.

        description: Up to 1,024 characters. Left out, there is none.
    """

    proxy: bool | None
    integration_method: HttpMethod | str | None
    vpc_link: IHasId | str | None
    credentials_role: IHasArn | str | None
    request_parameters: Mapping[str, str] | None
    request_templates: Mapping[str, str] | None
    template_selection_expression: KnownTemplateKey | str | None
    passthrough_behavior: PassthroughBehavior | str | None
    content_handling: ContentHandling | str | None
    timeout: timedelta | None
    description: str | None


class WebSocketHttpIntegration(WebSocketRouteIntegration):
    """
    Wire routes of a WebSocket API to a URL; AWS CDK has no such class.

    Defines one ``aws_apigatewayv2_integration`` at the first route.

    Args:
        id: The integration's id under its API.

        url: The backend's URL; with a VPC link, of the network load balancer.

        props: See `WebSocketHttpIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
    """

    option_words: ClassVar[Mapping[str, str]] = {
        "uri": "url",
        "connection_id": "vpc_link",
        "vpc_link": "vpc_link",
    }

    @checked
    def __init__(self, id: str, url: str, **props: Unpack[WebSocketHttpIntegrationProps]) -> None:
        super().__init__(id, **resource_of(props))
        self._url = url
        self._props = props

    @override
    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteIntegrationConfig:
        """Say what the integration is."""
        props, proxy = self._props, self._props.get("proxy") is not False
        link = self._link_id(scope)
        return WebSocketRouteIntegrationConfig(
            type=WebSocketIntegrationType.HTTP_PROXY if proxy else WebSocketIntegrationType.HTTP,
            uri=self._url,
            method=props.get("integration_method"),
            connection_type=None if link is None else ConnectionType.VPC_LINK,
            connection_id=link,
            credentials_role=props.get("credentials_role"),
            request_parameters=props.get("request_parameters"),
            request_templates=props.get("request_templates"),
            template_selection_expression=props.get("template_selection_expression"),
            passthrough_behavior=props.get("passthrough_behavior"),
            content_handling=props.get("content_handling"),
            timeout=props.get("timeout"),
            description=props.get("description"),
        )

    def _link_id(self, scope: Construct) -> str | None:
        link = self._props.get("vpc_link")
        if link is None or isinstance(link, str):
            return link
        if getattr(link, "terraform_resource_type", None) == _OF_HTTP_APIS:
            allowed = "an aws_api_gateway_vpc_link: the newer kind is for HTTP APIs"
            refuse(scope, "vpc_link", named(link), allowed)
        return link.id
