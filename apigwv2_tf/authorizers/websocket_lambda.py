"""
Authorization of WebSocket clients by a Lambda function.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apigwv2_tf.authorizers._bound import RouteAuthorizer
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IFunction, IHasArn, IWebSocketRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.websocket_authorizer import (
    WebSocketAuthorizer,
    WebSocketRouteAuthorizerConfig,
)
from apigwv2_tf.terms import WebSocketAuthorizerType
from typing_extensions import Unpack


class WebSocketLambdaAuthorizerProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketLambdaAuthorizer`.

    Args:
        authorizer_name: 1 to 128 characters, unique in the API. Left out, the authorizer's id.

        identity_source: Where the identity stands in the request to connect; requests without it
            are refused. Left out, the ``Authorization`` header. An empty list: anywhere.

        role: A role by which the function is invoked, as an object with an ``arn`` or as its ARN.
            Left out, a permission on the function is made.
    """

    authorizer_name: str | None
    identity_source: Sequence[str] | None
    role: IHasArn | str | None


class WebSocketLambdaAuthorizer(RouteAuthorizer[WebSocketAuthorizer]):
    """
    Let a Lambda function decide who may connect.

    Defines one ``aws_apigatewayv2_authorizer`` under the API, with the route that has it, and one
    ``aws_lambda_permission`` unless a role is given.

    Args:
        id: The authorizer's id under the API.

        handler: The function: any object with ``function_name`` and ``invoke_arn``.

        props: See `WebSocketLambdaAuthorizerProps`.

    Raises:
        OptionError: With the route, if API Gateway would refuse an option, or the route is not
            ``$connect``; with a route of another API.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
    """

    @checked
    def __init__(
        self, id: str, handler: IFunction, **props: Unpack[WebSocketLambdaAuthorizerProps]
    ) -> None:
        super().__init__(id)
        self._handler = handler
        self._props = props

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteAuthorizerConfig:
        """Say how the route is authorized."""
        return self._for(route, "web_socket_api", scope).bind(route=route, scope=scope)

    def _make(self, scope: Construct, api: Any) -> WebSocketAuthorizer:  # noqa: ANN401 - any API
        return WebSocketAuthorizer(
            scope,
            self._child_id,
            web_socket_api=api,
            type=WebSocketAuthorizerType.LAMBDA,
            handler=self._handler,
            **self._named(self._props),
        )
