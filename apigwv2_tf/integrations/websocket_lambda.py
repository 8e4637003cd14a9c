"""
Routes of WebSocket APIs to Lambda functions.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IFunction, IHasArn, IWebSocketRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.lambda_function import invoke_arn_of
from apigwv2_tf.constructs.websocket_integration import (
    WebSocketRouteIntegration,
    WebSocketRouteIntegrationConfig,
)
from apigwv2_tf.integrations._parts import permit
from apigwv2_tf.terms import (
    ContentHandling,
    KnownTemplateKey,
    PassthroughBehavior,
    WebSocketIntegrationType,
)
from typing_extensions import Unpack, override


class WebSocketLambdaIntegrationProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketLambdaIntegration`.

    Args:
        timeout: From 50 ms to 29 s. Left out, 29 s.

        content_handling: How a payload is converted. Left out, it passes unchanged.

        proxy: Whether the function gets the message as it is. ``False``: it gets what a request
            template makes of the message. Left out, yes.

        request_parameters: What is added to the request, without `proxy`. Left out, nothing.

        request_templates: Templates in VTL by key, without `proxy`. Left out, there are none.

        template_selection_expression: How the template is chosen. Left out, by ``$default``.

        passthrough_behavior: What happens to messages without a template. Left out, they pass.

        description: Up to 1,024 characters. Left out, there is none.

        scope_permission_to_route: Whether each route gets a permission of its own, by its key, as
            in AWS CDK. Left out, one permission covers all routes of the API, because a function's
            policy has room for some fifty.

        credentials_role: The role that invokes the function, as an object with an ``arn`` or as its
            ARN; no permission is made then. Left out, API Gateway itself invokes it.
    """

    timeout: timedelta | None
    content_handling: ContentHandling | str | None
    proxy: bool | None
    request_parameters: Mapping[str, str] | None
    request_templates: Mapping[str, str] | None
    template_selection_expression: KnownTemplateKey | str | None
    passthrough_behavior: PassthroughBehavior | str | None
    description: str | None
    scope_permission_to_route: bool | None
    credentials_role: IHasArn | str | None


class WebSocketLambdaIntegration(WebSocketRouteIntegration):
    """
    Wire routes of a WebSocket API to a Lambda function, and permit API Gateway to invoke it.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one
    ``aws_lambda_permission`` for each function and API, or one for each route.

    Args:
        id: The integration's id under its API.

        handler: The function: any object with ``function_name`` and ``invoke_arn``, such as the
            provider's ``LambdaFunction`` or ``LambdaAlias``, or a `LambdaTarget`.

        props: See `WebSocketLambdaIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
    """

    option_words: ClassVar[Mapping[str, str]] = {"uri": "handler.invoke_arn"}

    @checked
    def __init__(
        self, id: str, handler: IFunction, **props: Unpack[WebSocketLambdaIntegrationProps]
    ) -> None:
        super().__init__(id, **resource_of(props))
        self._handler = handler
        self._props = props

    @override
    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteIntegrationConfig:
        """Say what the integration is."""
        props, proxy = self._props, self._props.get("proxy") is not False
        return WebSocketRouteIntegrationConfig(
            type=WebSocketIntegrationType.AWS_PROXY if proxy else WebSocketIntegrationType.AWS,
            uri=invoke_arn_of(self._handler),
            timeout=props.get("timeout"),
            content_handling=props.get("content_handling"),
            request_parameters=props.get("request_parameters"),
            request_templates=props.get("request_templates"),
            template_selection_expression=props.get("template_selection_expression"),
            passthrough_behavior=props.get("passthrough_behavior"),
            description=props.get("description"),
            credentials_role=props.get("credentials_role"),
        )

    @override
    def _complete_bind(self, *, route: IWebSocketRoute, scope: Construct) -> None:
        if self._props.get("credentials_role") is None:
            per_route = self._props.get("scope_permission_to_route") is True
            api = route.web_socket_api
            permit(api, self._handler, route, self._integration, per_route=per_route)
