"""
Routes of WebSocket APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IAuthorizer, IIntegration, IModel
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.bound_authorizer import BoundAuthorizer
from apigwv2_tf.constructs.grants import Grant, IGrantable, PolicyStatement, grant
from apigwv2_tf.constructs.metrics import WebSocketRouteMetrics
from apigwv2_tf.constructs.permission import execution_arn_of
from apigwv2_tf.constructs.place import check_websocket, let_all_go, room_of
from apigwv2_tf.constructs.route import Route, RouteOptions, route_place
from apigwv2_tf.constructs.websocket_authorizer import (
    IWebSocketRouteAuthorizer,
    WebSocketRouteAuthorizerConfig,
)
from apigwv2_tf.constructs.websocket_integration import WebSocketRouteIntegration
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import (
    AuthorizationType,
    KnownModelKey,
    KnownRouteKey,
    KnownRouteResponseKey,
)
from typing_extensions import Required, Unpack


class WebSocketRouteOptions(ResourceOptions, total=False):
    """
    The options of a route of a WebSocket API, for ``api.add_route``.

    Args:
        integration: Where messages go: one of `apigwv2_tf.integrations`, or an integration of the
            same API. Left out, the message is accepted and nothing is called.

        authorizer: Who may connect, on ``$connect`` only: one of `apigwv2_tf.authorizers`, or an
            authorizer of the same API. Left out, everyone.

        return_response: Whether the integration's answer goes back to the caller. Left out, no.

        api_key_required: Whether a caller needs an API key. Left out, no.

        model_selection_expression: How the model that checks a message is chosen. Left out,
            ``$default`` is the model, where there is one.

        operation_name: A name for the operation, 1 to 64 characters. Left out, it has none.

        request_models: The models that messages are checked with, by key, as a model or its name.
            Left out, messages are not checked.

        request_parameters: The parameters of ``$connect`` that integrations may read, and whether
            each is required. Left out, there are none.
    """

    integration: WebSocketRouteIntegration | IIntegration | None
    authorizer: IWebSocketRouteAuthorizer | IAuthorizer | None
    return_response: bool | None
    api_key_required: bool | None
    model_selection_expression: KnownModelKey | str | None
    operation_name: str | None
    request_models: Mapping[str, IModel | str] | None
    request_parameters: Mapping[str, bool] | None


class WebSocketRouteProps(WebSocketRouteOptions, total=False):
    """
    The options of a `WebSocketRoute`.

    Args:
        web_socket_api: The API to add the route to.

        route_key: ``$connect``, ``$disconnect``, ``$default``, or the text that the route selection
            expression gives for a message.
    """

    web_socket_api: Required[IApi]
    route_key: Required[KnownRouteKey | str]


# the options that Route has under another name, or as arguments of their own
_OWN = frozenset({"web_socket_api", "route_key", "integration", "authorizer", "return_response"})


class WebSocketRoute(WebSocketRouteMetrics, Route):
    """
    Send the messages that match a key to an integration of a WebSocket API.

    Defines one ``aws_apigatewayv2_route``, one ``aws_apigatewayv2_route_response`` where the answer
    goes back, and what its integration and its authorizer need.

    Args:
        props: See `WebSocketRouteProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, the API has the route, or it is an HTTP
            API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
    """

    option_words: Mapping[str, str] = {"key": "route_key"}

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[WebSocketRouteProps]) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        self._api = api = props["web_socket_api"]
        check_websocket(self, api, "HttpRoute")
        self._registry = registry_of(api)
        self._key, self._parameters = str(props["route_key"]), {}
        check(self, self._key_problems(), self._connect_problems(props.get("authorizer")))
        try:
            self._wire(props)
        except OptionError:
            let_all_go(self, props.get("authorizer"), props.get("integration"))
            raise

    def _wire(self, props: WebSocketRouteProps) -> None:
        same: Any = {name: value for name, value in props.items() if name not in _OWN}
        options: RouteOptions = {**same, **self._authorization_options(props)}
        answers = props.get("return_response") is True
        if answers:
            options["route_response_selection_expression"] = KnownRouteResponseKey.DEFAULT
        integration = props.get("integration")
        if isinstance(integration, WebSocketRouteIntegration):
            integration = integration.bind_to_route(self)
        self._build(self._api, self._key, integration, options)
        if answers:
            self.add_response(region=props.get("region"))

    @property
    def web_socket_api(self) -> IApi:
        """The API that the route belongs to."""
        return self._api

    @property
    def route_key(self) -> str:
        """The route key."""
        return self._key

    @property
    def authorization_type(self) -> AuthorizationType | str:
        """How the route decides who may connect."""
        return self._authorization

    @property
    def integration_response_id(self) -> str | None:
        """The id of the integration's response: None, because a route has none."""
        return None

    @checked
    def grant_invoke(self, grantee: IGrantable) -> Grant:
        """
        Let a role connect, where the route is ``$connect`` and authorized by IAM.

        Defines one ``aws_iam_role_policy``.

        Args:
            grantee: A role, as an object with ``name`` and ``arn``, as its name or as its ARN; or
                anything that has one, such as a function.

        Raises:
            OptionError: If the route is not authorized by IAM.
        """
        return grant(self, "Invoke", grantee, self.invoke_statement())

    def invoke_statement(self) -> PolicyStatement:
        """
        Return what `grant_invoke` permits, for a policy of your own.

        Raises:
            OptionError: If the route is not authorized by IAM.
        """
        check(self, self._grant_problems())
        arn = f"{execution_arn_of(self._api, self)}/*/{self._key}"
        return PolicyStatement(actions=["execute-api:Invoke"], resources=[arn])

    def _grant_problems(self) -> Iterator[Problem]:
        if self._authorization != AuthorizationType.IAM and not unresolved(self._authorization):
            yield Problem(
                "authorizer",
                self._authorization,
                "AWS_IAM: only such routes are called with a policy",
                "give $connect a WebSocketIamAuthorizer()",
            )

    def _connect_problems(self, authorizer: object) -> Iterator[Problem]:
        other = self._key != KnownRouteKey.CONNECT and not unresolved(self._key)
        if authorizer is not None and other:
            allowed = "nothing: a WebSocket API authorizes $connect only"
            fix = "put the authorizer on the $connect route"
            yield Problem("authorizer", named(authorizer), allowed, fix)

    def _metric_route(self) -> tuple[str, str]:
        return self._api.api_id, self._key

    def _authorization_options(self, props: WebSocketRouteProps) -> RouteOptions:
        authorizer: Any = props.get("authorizer")
        if authorizer is None:
            return {}
        if not hasattr(authorizer, "bind"):
            # a WebSocket API has no other authorizers
            return {"authorization_type": AuthorizationType.CUSTOM, "authorizer": authorizer}
        bound = self._authorized(authorizer.bind(route=self, scope=room_of(self, self._api)))
        id = bound.authorizer_id
        return {
            "authorization_type": bound.authorization_type,
            "authorizer": None if id is None else BoundAuthorizer(id),
        }

    @checked
    def _authorized(
        self, bind_returned: WebSocketRouteAuthorizerConfig
    ) -> WebSocketRouteAuthorizerConfig:
        """Check what the authorizer said; by this name it stands in errors."""
        return bind_returned


def add_websocket_route(
    user: ApiGatewayConstruct,
    api: IApi,
    key: KnownRouteKey | str,
    options: WebSocketRouteOptions,
) -> WebSocketRoute:
    """Add a route under its API, or under its user where the API belongs to another stack."""
    scope, id = route_place(user, api, str(key))
    return WebSocketRoute(scope, id, web_socket_api=api, route_key=str(key), **options)
