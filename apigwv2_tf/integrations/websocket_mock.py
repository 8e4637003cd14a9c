"""
Routes of WebSocket APIs that API Gateway answers by itself.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from collections.abc import Mapping

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IWebSocketRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.websocket_integration import (
    WebSocketRouteIntegration,
    WebSocketRouteIntegrationConfig,
)
from apigwv2_tf.terms import KnownTemplateKey, PassthroughBehavior, WebSocketIntegrationType
from typing_extensions import Unpack, override


class WebSocketMockIntegrationProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketMockIntegration`.

    Args:
        request_templates: Templates in VTL by key; each chooses an answer by its ``statusCode``.
            Left out, there are none.

        template_selection_expression: How the template is chosen. Left out, by ``$default``.

        passthrough_behavior: What happens to messages without a template. Left out, they pass.

        description: Up to 1,024 characters. Left out, there is none.
    """

    request_templates: Mapping[str, str] | None
    template_selection_expression: KnownTemplateKey | str | None
    passthrough_behavior: PassthroughBehavior | str | None
    description: str | None


class WebSocketMockIntegration(WebSocketRouteIntegration):
    """
    Answer messages of a WebSocket API by templates alone.

    Defines one ``aws_apigatewayv2_integration`` at the first route.

    Args:
        id: The integration's id under its API.

        props: See `WebSocketMockIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
    """

    @checked
    def __init__(self, id: str, **props: Unpack[WebSocketMockIntegrationProps]) -> None:
        super().__init__(id, **resource_of(props))
        self._props = props

    @override
    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteIntegrationConfig:
        """Say what the integration is."""
        props = self._props
        return WebSocketRouteIntegrationConfig(
            type=WebSocketIntegrationType.MOCK,
            request_templates=props.get("request_templates"),
            template_selection_expression=props.get("template_selection_expression"),
            passthrough_behavior=props.get("passthrough_behavior"),
            description=props.get("description"),
        )
