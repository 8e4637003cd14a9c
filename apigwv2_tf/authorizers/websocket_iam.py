"""
Authorization by IAM: clients sign the request to connect.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
"""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._protocols import IWebSocketRoute
from apigwv2_tf.constructs.websocket_authorizer import WebSocketRouteAuthorizerConfig
from apigwv2_tf.terms import AuthorizationType


class WebSocketIamAuthorizer:
    """
    Let those connect whose IAM policies permit it; ``route.grant_invoke()`` gives such a one.

    Defines no resource.
    """

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """Say how the route is authorized."""
        return WebSocketRouteAuthorizerConfig(authorization_type=AuthorizationType.IAM)
