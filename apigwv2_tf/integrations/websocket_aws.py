"""
Routes of WebSocket APIs to actions of AWS services.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IHasArn, IWebSocketRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.websocket_integration import (
    WebSocketRouteIntegration,
    WebSocketRouteIntegrationConfig,
)
from apigwv2_tf.terms import (
    ContentHandling,
    HttpMethod,
    KnownTemplateKey,
    PassthroughBehavior,
    WebSocketIntegrationType,
)
from typing_extensions import Required, Unpack, override


class WebSocketAwsIntegrationProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketAwsIntegration`.

    Args:
        integration_uri: The action, such as
            ``arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem``.

        integration_method: The method the service is called with; ``POST`` for most actions.

        credentials_role: The role that the service is called with, as an object with an ``arn`` or
            as its ARN; `ServiceRole` makes one. Left out, the service's own policy must permit API
            Gateway.

        request_parameters: What is added to the request, such as
            ``integration.request.header.Content-Type``. Left out, nothing.

        request_templates: Templates in VTL by key. Left out, there are none.

        template_selection_expression: How the template is chosen. Left out, by ``$default``.

        passthrough_behavior: What happens to messages without a template. Left out, they pass.

        content_handling: How a payload is converted. Left out, it passes unchanged.

        timeout: From 50 ms to 29 s. Left out, 29 s.

        description: Up to 1,024 characters. Left out, there is none.
    """

    integration_uri: Required[str]
    integration_method: Required[HttpMethod | str]
    credentials_role: IHasArn | str | None
    request_parameters: Mapping[str, str] | None
    request_templates: Mapping[str, str] | None
    template_selection_expression: KnownTemplateKey | str | None
    passthrough_behavior: PassthroughBehavior | str | None
    content_handling: ContentHandling | str | None
    timeout: timedelta | None
    description: str | None


class WebSocketAwsIntegration(WebSocketRouteIntegration):
    """
    Wire routes of a WebSocket API to an action of an AWS service.

    Defines one ``aws_apigatewayv2_integration`` at the first route; no role.

    Args:
        id: The integration's id under its API.

        props: See `WebSocketAwsIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
    """

    @checked
    def __init__(self, id: str, **props: Unpack[WebSocketAwsIntegrationProps]) -> None:
        super().__init__(id, **resource_of(props))
        self._props = props

    @override
    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteIntegrationConfig:
        """Say what the integration is."""
        props = self._props
        return WebSocketRouteIntegrationConfig(
            type=WebSocketIntegrationType.AWS,
            uri=props["integration_uri"],
            method=props["integration_method"],
            credentials_role=props.get("credentials_role"),
            request_parameters=props.get("request_parameters"),
            request_templates=props.get("request_templates"),
            template_selection_expression=props.get("template_selection_expression"),
            passthrough_behavior=props.get("passthrough_behavior"),
            content_handling=props.get("content_handling"),
            timeout=props.get("timeout"),
            description=props.get("description"),
        )
