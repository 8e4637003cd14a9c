"""
Authorization by IAM: callers sign their requests.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
"""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._protocols import IHttpRoute
from apigwv2_tf.constructs.http_authorizer import HttpRouteAuthorizerConfig
from apigwv2_tf.terms import HttpAuthorizerType


class HttpIamAuthorizer:
    """
    Let those call a route whose IAM policies permit it; ``route.grant_invoke()`` gives such a one.

    Defines no resource.
    """

    @property
    def authorization_type(self) -> HttpAuthorizerType:
        """How the route decides: ``AWS_IAM``."""
        return HttpAuthorizerType.IAM

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """Say how the route is authorized."""
        return HttpRouteAuthorizerConfig(authorization_type=HttpAuthorizerType.IAM.value)
