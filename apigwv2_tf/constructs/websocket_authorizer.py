"""
Authorizers of WebSocket APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IFunction, IHasArn, IWebSocketRoute
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.constructs.authorizer import Authorizer
from apigwv2_tf.constructs.authorizer_options import AuthorizerOptions
from apigwv2_tf.constructs.place import check_reach, check_websocket
from apigwv2_tf.terms import AuthorizationType, WebSocketAuthorizerType
from typing_extensions import Required, TypedDict, Unpack

_WORDS = {"authorizer_type": "type", "authorizer_credentials_arn": "role"}


class WebSocketRouteAuthorizerBindOptions(TypedDict):
    """
    What `bind` of a route authorizer gets.

    Args:
        route: The route to be authorized: ``$connect``.

        scope: Where the authorizer's own constructs stand: the API, or the route where the API
            belongs to another stack.
    """

    route: IWebSocketRoute
    scope: Construct


@dataclass(frozen=True, kw_only=True, slots=True)
class WebSocketRouteAuthorizerConfig(Struct):
    """
    What `bind` of a route authorizer returns.

    Args:
        authorization_type: ``NONE``, ``AWS_IAM`` or ``CUSTOM``.

        authorizer_id: The id of the authorizer, for ``CUSTOM``.
    """

    authorization_type: AuthorizationType | str
    authorizer_id: str | None = None


class IWebSocketRouteAuthorizer(Protocol):
    """What decides who may connect to a WebSocket API: anything with `bind`."""

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteAuthorizerConfig:
        """Say how the route is authorized."""


class WebSocketNoneAuthorizer:
    """Let everyone connect."""

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """Say how the route is authorized."""
        return WebSocketRouteAuthorizerConfig(authorization_type=AuthorizationType.NONE)


class WebSocketAuthorizerProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketAuthorizer`.

    Args:
        web_socket_api: The API to add the authorizer to.

        type: ``LAMBDA``. IAM needs no authorizer: give ``$connect`` a `WebSocketIamAuthorizer`.

        identity_source: Where the identity stands in the request; requests without it are refused.
            Left out, the ``Authorization`` header. An empty list: anywhere.

        authorizer_name: 1 to 128 characters, unique in the API. Left out, the construct's id.

        authorizer_uri: The function's invoke ARN; needed unless `handler` is given. The permission
            to invoke it is yours to give.

        handler: The function, which is permitted to be invoked; in place of `authorizer_uri`.

        role: A role by which the function is invoked, as an object with an ``arn`` or as its ARN.
            Left out, a permission on the function is used.

        delete_timeout: How long Terraform waits for the route to let go of the authorizer when it
            is deleted. Left out, 30 minutes.
    """

    web_socket_api: Required[IApi]
    type: Required[WebSocketAuthorizerType | str]
    identity_source: Sequence[str] | None
    authorizer_name: str | None
    authorizer_uri: str | None
    handler: IFunction | None
    role: IHasArn | str | None
    delete_timeout: timedelta | None


class WebSocketAuthorizer(Authorizer):
    """
    Decide who may connect to a WebSocket API, by a Lambda function.

    Defines one ``aws_apigatewayv2_authorizer``, and one ``aws_lambda_permission`` for a `handler`.
    `WebSocketLambdaAuthorizer` makes it for you. It can be given to ``$connect`` as it is.

    Args:
        props: See `WebSocketAuthorizerProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, or the API is an HTTP API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    """

    option_words: Mapping[str, str] = _WORDS

    @checked
    def __init__(
        self, scope: Construct, id: str, **props: Unpack[WebSocketAuthorizerProps]
    ) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        check_websocket(self, props["web_socket_api"], "HttpAuthorizer")
        kind = self._kind(props["type"])
        self._build(props["web_socket_api"], id, kind.value, _authorizer_options(props))

    def _kind(self, given: WebSocketAuthorizerType | str) -> WebSocketAuthorizerType:
        if given in (WebSocketAuthorizerType.IAM, "IAM"):
            allowed = "LAMBDA: IAM needs no authorizer"
            refuse(self, "type", given, allowed, "give $connect a WebSocketIamAuthorizer()")
        if given not in (WebSocketAuthorizerType.LAMBDA, "LAMBDA"):
            refuse(self, "type", given, "LAMBDA")
        return WebSocketAuthorizerType.LAMBDA

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """
        Say how a route with this authorizer is authorized.

        Raises:
            OptionError: If the route belongs to another API.
        """
        check_reach(route, "authorizer", self.tree_path, self, route.web_socket_api)
        return WebSocketRouteAuthorizerConfig(
            authorization_type=AuthorizationType.CUSTOM, authorizer_id=self.authorizer_id
        )

    @staticmethod
    def from_web_socket_authorizer_attributes(
        scope: Construct,
        id: str,
        *,
        authorizer_id: str,
        authorizer_type: WebSocketAuthorizerType | AuthorizationType | str,
    ) -> ImportedWebSocketAuthorizer:
        """
        Refer to an authorizer that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            authorizer_id: The authorizer's id.

            authorizer_type: ``CUSTOM``; a `WebSocketAuthorizerType` will do.

        Raises:
            OptionError: If there is no such type.
        """
        return ImportedWebSocketAuthorizer(
            scope, id, authorizer_id=authorizer_id, authorizer_type=authorizer_type
        )


class WebSocketAuthorizerAttributes(TypedDict):
    """
    What an authorizer that is defined elsewhere is known by.

    Args:
        authorizer_id: The authorizer's id.

        authorizer_type: ``CUSTOM``.
    """

    authorizer_id: str
    authorizer_type: WebSocketAuthorizerType | AuthorizationType | str


class ImportedWebSocketAuthorizer(ApiGatewayConstruct):
    """
    An authorizer of a WebSocket API that is defined elsewhere.

    Args:
        authorizer_id: The authorizer's id.

        authorizer_type: ``CUSTOM``; a `WebSocketAuthorizerType` will do.

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
        authorizer_type: WebSocketAuthorizerType | AuthorizationType | str,
    ) -> None:
        super().__init__(scope, id)
        self.authorizer_id = authorizer_id
        if authorizer_type not in (AuthorizationType.CUSTOM, "REQUEST", "LAMBDA"):
            refuse(self, "authorizer_type", authorizer_type, "CUSTOM or LAMBDA")

    def bind(self, *, route: IWebSocketRoute, scope: Construct) -> WebSocketRouteAuthorizerConfig:  # noqa: ARG002 - AWS CDK's signature
        """Say how a route with this authorizer is authorized."""
        return WebSocketRouteAuthorizerConfig(
            authorization_type=AuthorizationType.CUSTOM, authorizer_id=self.authorizer_id
        )


def _authorizer_options(props: WebSocketAuthorizerProps) -> AuthorizerOptions:
    own = ("web_socket_api", "type", "role")
    same: Any = {name: value for name, value in props.items() if name not in own}
    role = props.get("role")
    options: AuthorizerOptions = same
    options["authorizer_credentials_arn"] = None if role is None else arn_of(role)
    return options
