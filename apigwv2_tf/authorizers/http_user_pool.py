"""
Authorization by the tokens of a Cognito user pool.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apigwv2_tf.authorizers._bound import RouteAuthorizer
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, matches
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IHasId, IHttpRoute
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.http_authorizer import HttpAuthorizer, HttpRouteAuthorizerConfig
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem
from apigwv2_tf.terms import AuthorizationType, HttpAuthorizerType
from typing_extensions import Unpack

_POOL = r"[\w-]+_[0-9A-Za-z]+"


class HttpUserPoolAuthorizerProps(ResourceOptions, total=False):
    """
    The options of an `HttpUserPoolAuthorizer`.

    Args:
        user_pool_clients: The app clients whose tokens are accepted, as objects with an ``id`` or
            as ids. Left out, one is made: ``aws_cognito_user_pool_client``, without OAuth.

        user_pool_region: The region of the pool. Left out, that of the pool's endpoint or id.

        authorizer_name: 1 to 128 characters, unique in the API. Left out, the authorizer's id.

        identity_source: Where the token stands in the request: exactly one place. Left out, the
            ``Authorization`` header.
    """

    user_pool_clients: Sequence[IHasId | str] | None
    user_pool_region: str | None
    authorizer_name: str | None
    identity_source: Sequence[str] | None


class HttpUserPoolAuthorizer(RouteAuthorizer[HttpAuthorizer]):
    """
    Let those call routes who have a token of a Cognito user pool.

    Defines one ``aws_apigatewayv2_authorizer`` under the API, with the first route that has it; and
    one ``aws_cognito_user_pool_client`` where no client is given.

    Args:
        id: The authorizer's id under the API.

        pool: The pool, as an object with an ``id`` or as its id.

        props: See `HttpUserPoolAuthorizerProps`.

    Raises:
        OptionError: If the region of the pool is not known, or there is no client in the list; with
            the first route, if API Gateway would refuse an option; with a route of another API.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
    """

    @checked
    def __init__(
        self, id: str, pool: IHasId | str, **props: Unpack[HttpUserPoolAuthorizerProps]
    ) -> None:
        super().__init__(id)
        self._pool = pool
        self._props = props
        self._issuer = _issuer(id, pool, props.get("user_pool_region"))
        clients, fix = props.get("user_pool_clients"), "leave it out to have one made"
        problems = list(at_least_one("user_pool_clients", clients, fix))
        if problems:
            raise OptionError(id, problems)

    @property
    def authorization_type(self) -> str:
        """How routes decide: ``JWT``."""
        return AuthorizationType.JWT.value

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:
        """Say how the route is authorized."""
        return self._for(route, "http_api", scope).bind(route=route, scope=scope)

    def _make(self, scope: Construct, api: Any) -> HttpAuthorizer:  # noqa: ANN401 - any API
        own = ("user_pool_clients", "user_pool_region")
        rest: Any = {name: value for name, value in self._props.items() if name not in own}
        audience = self._audience(scope)
        try:
            return HttpAuthorizer(
                scope,
                self._child_id,
                http_api=api,
                type=HttpAuthorizerType.JWT,
                jwt_issuer=self._issuer,
                jwt_audience=audience,
                **self._named(rest),
            )
        except OptionError:
            # so that a corrected one can have its id
            scope.node.try_remove_child(self._client_id)
            raise

    @property
    def _client_id(self) -> str:
        return f"{self._child_id}.Client"

    def _audience(self, scope: Construct) -> list[str]:
        clients = self._props.get("user_pool_clients")
        if clients is None:
            name = f"{self._id}Client"
            client = _Client(scope, self._client_id, name=name, pool_id=_id(self._pool))
            return [client.client_id]
        return [_id(client) for client in clients]


class _Client(ApiGatewayConstruct):
    """An app client that signs in with the pool's own pages or the SDK, without OAuth."""

    def __init__(self, scope: Construct, id: str, *, name: str, pool_id: str) -> None:
        super().__init__(scope, id)
        self._resource = self._define(
            "aws_cognito_user_pool_client", {"name": name, "user_pool_id": pool_id}
        )

    @property
    def client_id(self) -> str:
        return str(self._resource.id)


def _id(part: IHasId | str) -> str:
    return part if isinstance(part, str) else part.id


def _issuer(id: str, pool: IHasId | str, region: str | None) -> str:
    """Return the URL that stands in the pool's tokens."""
    if region is not None:
        return f"https://cognito-idp.{region}.amazonaws.com/{_id(pool)}"
    endpoint = None if isinstance(pool, str) else getattr(pool, "endpoint", None)
    if endpoint is not None:
        return f"https://{endpoint}"
    pool_id = _id(pool)
    if unresolved(pool_id):
        allowed = "the region of the pool, which is not known from its id"
        raise OptionError(id, [Problem("user_pool_region", LEFT_OUT, allowed)])
    allowed = "the id of a user pool, such as eu-west-1_Ab12"
    problems = list(matches("pool", pool_id, _POOL, allowed))
    if problems:
        raise OptionError(id, problems)
    return f"https://cognito-idp.{pool_id.partition('_')[0]}.amazonaws.com/{pool_id}"
