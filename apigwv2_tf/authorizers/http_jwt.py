"""
Authorization by JSON web tokens.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apigwv2_tf.authorizers._bound import RouteAuthorizer
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IHttpRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.http_authorizer import HttpAuthorizer, HttpRouteAuthorizerConfig
from apigwv2_tf.terms import AuthorizationType, HttpAuthorizerType
from typing_extensions import Required, Unpack


class HttpJwtAuthorizerProps(ResourceOptions, total=False):
    """
    The options of an `HttpJwtAuthorizer`.

    Args:
        jwt_audience: 1 to 50 values, of which the token's ``aud`` claim, or its ``client_id``, must
            be one.

        authorizer_name: 1 to 128 characters, unique in the API. Left out, the authorizer's id.

        identity_source: Where the token stands in the request: exactly one place. Left out, the
            ``Authorization`` header.
    """

    jwt_audience: Required[Sequence[str]]
    authorizer_name: str | None
    identity_source: Sequence[str] | None


class HttpJwtAuthorizer(RouteAuthorizer[HttpAuthorizer]):
    """
    Let those call routes who have a JSON web token of an identity provider.

    Defines one ``aws_apigatewayv2_authorizer`` under the API, with the first route that has it.

    Args:
        id: The authorizer's id under the API.

        jwt_issuer: The URL of the identity provider, ``https://…``: the token's ``iss`` claim.

        props: See `HttpJwtAuthorizerProps`.

    Raises:
        OptionError: With the first route, if API Gateway would refuse an option; with a route of
            another API.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
    """

    @checked
    def __init__(self, id: str, jwt_issuer: str, **props: Unpack[HttpJwtAuthorizerProps]) -> None:
        super().__init__(id)
        self._issuer = jwt_issuer
        self._props = props

    @property
    def authorization_type(self) -> str:
        """How routes decide: ``JWT``."""
        return AuthorizationType.JWT.value

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:
        """Say how the route is authorized."""
        return self._for(route, "http_api", scope).bind(route=route, scope=scope)

    def _make(self, scope: Construct, api: Any) -> HttpAuthorizer:  # noqa: ANN401 - any API
        return HttpAuthorizer(
            scope,
            self._child_id,
            http_api=api,
            type=HttpAuthorizerType.JWT,
            jwt_issuer=self._issuer,
            **self._named(self._props),
        )
