"""
Authorizers of HTTP APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IApi, IFunction, IHasArn, IHttpRoute
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.constructs.authorizer import Authorizer
from apigwv2_tf.constructs.authorizer_options import AuthorizerOptions, JwtConfiguration
from apigwv2_tf.constructs.place import check_http, check_reach
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import (
    AuthorizationType,
    AuthorizerPayloadVersion,
    HttpAuthorizerType,
)
from typing_extensions import Required, TypedDict, Unpack

_WORDS = {
    "authorizer_type": "type",
    "authorizer_credentials_arn": "role",
    "authorizer_payload_format_version": "payload_format_version",
    "authorizer_result_ttl": "results_cache_ttl",
    "jwt_configuration.issuer": "jwt_issuer",
    "jwt_configuration.audience": "jwt_audience",
    "jwt_configuration": "jwt_issuer",
}
_ROUTE_TYPES = {
    HttpAuthorizerType.JWT: AuthorizationType.JWT,
    HttpAuthorizerType.LAMBDA: AuthorizationType.CUSTOM,
}


class HttpRouteAuthorizerBindOptions(TypedDict):
    """
    What `bind` of a route authorizer gets.

    Args:
        route: The route to be authorized.

        scope: Where the authorizer's own constructs stand: the API, or the route where the API
            belongs to another stack.
    """

    route: IHttpRoute
    scope: Construct


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpRouteAuthorizerConfig(Struct):
    """
    What `bind` of a route authorizer returns.

    Args:
        authorization_type: ``NONE``, ``AWS_IAM``, ``JWT`` or ``CUSTOM``.

        authorizer_id: The id of the authorizer, for ``JWT`` and ``CUSTOM``.

        authorization_scopes: Of these the token must have one, for ``JWT``. Left out, any valid
            token will do.
    """

    authorization_type: AuthorizationType | str
    authorizer_id: str | None = None
    authorization_scopes: Sequence[str] | None = None


class IHttpRouteAuthorizer(Protocol):
    """What decides who may call a route of an HTTP API: anything with `bind`."""

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:
        """Say how the route is authorized; called for every route."""


class HttpNoneAuthorizer:
    """Let everyone call a route, also where the API has a default authorizer."""

    @property
    def authorization_type(self) -> str:
        """How the route decides: not at all."""
        return AuthorizationType.NONE.value

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """Say how the route is authorized."""
        return HttpRouteAuthorizerConfig(authorization_type=AuthorizationType.NONE)


class HttpAuthorizerProps(ResourceOptions, total=False):
    """
    The options of an `HttpAuthorizer`.

    Args:
        http_api: The API to add the authorizer to.

        type: ``JWT`` or ``LAMBDA``. IAM needs no authorizer: give routes an `HttpIamAuthorizer`.

        identity_source: Where the identity stands in the request; requests without it are refused.
            Left out, the ``Authorization`` header. An empty list: anywhere, for ``LAMBDA``.

        authorizer_name: 1 to 128 characters, unique in the API. Left out, the construct's id.

        authorizer_uri: The function's invoke ARN; needed for ``LAMBDA`` unless `handler` is given.
            The permission to invoke it is yours to give.

        handler: The function of a ``LAMBDA`` authorizer, which is permitted to be invoked; in place
            of `authorizer_uri`.

        enable_simple_responses: Whether the function answers ``{"isAuthorized": true}`` instead of
            a policy. Left out, a policy.

        payload_format_version: The shape of the event that the function gets. Left out, 2.0.

        results_cache_ttl: How long a decision holds for the same identity, 0 to 3,600 seconds.
            Left out, 5 minutes where there is an identity source, else not at all.

        role: A role by which the function is invoked, as an object with an ``arn`` or as its ARN.
            Left out, a permission on the function is used.

        jwt_issuer: The URL of the identity provider; needed for ``JWT``.

        jwt_audience: 1 to 50 values, of which the token must name one; needed for ``JWT``.

        delete_timeout: How long Terraform waits for routes to let go of the authorizer when it is
            deleted. Left out, 30 minutes.
    """

    http_api: Required[IApi]
    type: Required[HttpAuthorizerType | str]
    identity_source: Sequence[str] | None
    authorizer_name: str | None
    authorizer_uri: str | None
    handler: IFunction | None
    enable_simple_responses: bool | None
    payload_format_version: AuthorizerPayloadVersion | str | None
    results_cache_ttl: timedelta | None
    role: IHasArn | str | None
    jwt_issuer: str | None
    jwt_audience: Sequence[str] | None
    delete_timeout: timedelta | None


class HttpAuthorizer(Authorizer):
    """
    Decide who may call routes of an HTTP API, by a JSON web token or by a Lambda function.

    Defines one ``aws_apigatewayv2_authorizer``, and one ``aws_lambda_permission`` for a `handler`.
    The classes of `apigwv2_tf.authorizers` make it for you. It can be given to routes as it is.

    Args:
        props: See `HttpAuthorizerProps`.

    Raises:
        OptionError: If API Gateway would refuse an option or a pair of options, or the API is a
            WebSocket API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    """

    option_words: Mapping[str, str] = _WORDS

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[HttpAuthorizerProps]) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        check_http(self, props["http_api"], "WebSocketAuthorizer")
        kind = self._kind(props["type"])
        check(self, _jwt_problems(kind, props), _role_problems(kind, props))
        self._build(props["http_api"], id, kind.value, _authorizer_options(props))

    def _kind(self, given: HttpAuthorizerType | str) -> HttpAuthorizerType:
        kind = HttpAuthorizerType.LAMBDA if given == "LAMBDA" else given
        if kind in (HttpAuthorizerType.IAM, "IAM"):
            allowed = "JWT or LAMBDA: IAM needs no authorizer"
            refuse(self, "type", kind, allowed, "give the routes an HttpIamAuthorizer()")
        if kind not in _ROUTE_TYPES:
            refuse(self, "type", kind, "JWT or LAMBDA")
        return HttpAuthorizerType(kind)

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """
        Say how a route with this authorizer is authorized.

        Raises:
            OptionError: If the route belongs to another API.
        """
        check_reach(route, "authorizer", self.tree_path, self, route.http_api)
        kind = HttpAuthorizerType(str(self.authorizer_type))
        return HttpRouteAuthorizerConfig(
            authorization_type=_ROUTE_TYPES[kind], authorizer_id=self.authorizer_id
        )

    @staticmethod
    def from_http_authorizer_attributes(
        scope: Construct,
        id: str,
        *,
        authorizer_id: str,
        authorizer_type: HttpAuthorizerType | AuthorizationType | str,
    ) -> ImportedHttpAuthorizer:
        """
        Refer to an authorizer that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            authorizer_id: The authorizer's id.

            authorizer_type: ``JWT``, or ``CUSTOM`` for a Lambda function; an `HttpAuthorizerType`
                will do.

        Raises:
            OptionError: If there is no such type.
        """
        return ImportedHttpAuthorizer(
            scope, id, authorizer_id=authorizer_id, authorizer_type=authorizer_type
        )


class HttpAuthorizerAttributes(TypedDict):
    """
    What an authorizer that is defined elsewhere is known by.

    Args:
        authorizer_id: The authorizer's id.

        authorizer_type: ``JWT``, or ``CUSTOM`` for a Lambda function.
    """

    authorizer_id: str
    authorizer_type: HttpAuthorizerType | AuthorizationType | str


class ImportedHttpAuthorizer(ApiGatewayConstruct):
    """
    An authorizer of an HTTP API that is defined elsewhere.

    Args:
        authorizer_id: The authorizer's id.

        authorizer_type: ``JWT``, or ``CUSTOM`` for a Lambda function.

    Raises:
        OptionError: If there is no such type.
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        authorizer_id: str,
        authorizer_type: HttpAuthorizerType | AuthorizationType | str,
    ) -> None:
        super().__init__(scope, id)
        self.authorizer_id = authorizer_id
        known: dict[str, AuthorizationType] = {
            **{kind.value: of_route for kind, of_route in _ROUTE_TYPES.items()},
            "LAMBDA": AuthorizationType.CUSTOM,
            AuthorizationType.CUSTOM.value: AuthorizationType.CUSTOM,
        }
        if str(authorizer_type) not in known:
            refuse(self, "authorizer_type", authorizer_type, "JWT, CUSTOM or LAMBDA")
        self._authorization_type = known[str(authorizer_type)]

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """Say how a route with this authorizer is authorized."""
        return HttpRouteAuthorizerConfig(
            authorization_type=self._authorization_type, authorizer_id=self.authorizer_id
        )


def _jwt_problems(kind: object, props: HttpAuthorizerProps) -> Iterator[Problem]:
    given: Mapping[str, object] = props
    for name in ("jwt_issuer", "jwt_audience"):
        if kind == HttpAuthorizerType.JWT and given.get(name) is None:
            yield Problem(name, LEFT_OUT, "a value, for a JWT authorizer")
        elif kind == HttpAuthorizerType.LAMBDA and given.get(name) is not None:
            yield Problem(name, given[name], "nothing: it belongs to JWT authorizers")


def _role_problems(kind: object, props: HttpAuthorizerProps) -> Iterator[Problem]:
    role = props.get("role")
    if kind == HttpAuthorizerType.JWT and role is not None:
        yield Problem("role", role, "nothing: it belongs to LAMBDA authorizers", "leave it out")


def _authorizer_options(props: HttpAuthorizerProps) -> AuthorizerOptions:
    role, issuer = props.get("role"), props.get("jwt_issuer")
    options: AuthorizerOptions = {
        "authorizer_name": props.get("authorizer_name"),
        "handler": props.get("handler"),
        "authorizer_uri": props.get("authorizer_uri"),
        "authorizer_credentials_arn": None if role is None else arn_of(role),
        "authorizer_payload_format_version": props.get("payload_format_version"),
        "authorizer_result_ttl": props.get("results_cache_ttl"),
        "enable_simple_responses": props.get("enable_simple_responses"),
        "identity_source": props.get("identity_source"),
        "delete_timeout": props.get("delete_timeout"),
    }
    if issuer is not None:
        audience = props.get("jwt_audience") or []
        options["jwt_configuration"] = JwtConfiguration(issuer=issuer, audience=audience)
    resource: Any = resource_of(props)
    return {**resource, **options}
