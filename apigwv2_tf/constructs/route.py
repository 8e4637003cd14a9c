"""
Routes: which requests go where, and who may send them.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, length, matches, member, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IAuthorizer, IIntegration, IModel
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import (
    model_problems,
    named,
    only_websocket,
    owner_problems,
)
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._tree import distinct
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.references import RouteReference
from apigwv2_tf.constructs.route_key import http_problems, shape, websocket_problems
from apigwv2_tf.constructs.route_response import RouteResponse, RouteResponseOptions, model_names
from apigwv2_tf.constructs.route_rules import (
    TYPE_OF,
    authorization_problems,
    parameter_problems,
    scope_problems,
)
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem, UnsupportedOptionError
from apigwv2_tf.terms import (
    AuthorizationType,
    AuthorizerType,
    KnownModelKey,
    KnownRouteKey,
    KnownRouteResponseKey,
    ProtocolType,
)
from typing_extensions import Unpack

_WEBSOCKET_OPTIONS = (
    "api_key_required",
    "model_selection_expression",
    "request_models",
    "request_parameters",
    "route_response_selection_expression",
)


class RouteOptions(ResourceOptions, total=False):
    """
    The options of a `Route`.

    Args:
        api_key_required: Whether a caller needs an API key; WebSocket only. Left out, no.

        authorization_scopes: Of these the token must have one, with a JWT authorizer only; 10 at
            most. Left out, any valid token will do.

        authorization_type: Who may call. Left out, what the authorizer needs; without an
            authorizer, everyone.

        authorizer: What decides who may call. On a WebSocket API only ``$connect`` has one.

        model_selection_expression: How the model that checks a message is chosen; WebSocket only.
            Left out, ``$default`` is the model, where there is one.

        operation_name: A name for the operation, 1 to 64 characters. Left out, it has none.

        request_models: The models that messages are checked with, by key, as a model or its name;
            WebSocket only. Left out, messages are not checked.

        request_parameters: The parameters of ``$connect`` that integrations may read, such as
            ``route.request.querystring.token``, and whether each is required; WebSocket only. Left
            out, there are none.

        route_response_selection_expression: ``$default`` sends the integration's answer back to
            the caller, and needs ``add_response()``; WebSocket only. Left out, there is no answer.
    """

    api_key_required: bool | None
    authorization_scopes: Sequence[str] | None
    authorization_type: AuthorizationType | str | None
    authorizer: IAuthorizer | None
    model_selection_expression: KnownModelKey | str | None
    operation_name: str | None
    request_models: Mapping[str, IModel | str] | None
    request_parameters: Mapping[str, bool] | None
    route_response_selection_expression: KnownRouteResponseKey | str | None


class Route(ApiGatewayConstruct):
    """
    Send the requests that match a key to an integration.

    Defines one ``aws_apigatewayv2_route``.

    Args:
        api: The API to add the route to.

        key: HTTP: a method and a path such as ``GET /books/{book_id}``, or ``$default``.
            WebSocket: ``$connect``, ``$disconnect``, ``$default``, or the text that the route
            selection expression gives for a message.

        integration: Where requests go. Left out, on a WebSocket API only, the request is accepted
            and nothing is called.

        options: See `RouteOptions`.

    Raises:
        OptionError: If API Gateway would refuse the key or an option, or the API has the route.

        UnsupportedOptionError: If ``authorization_type`` is ``COGNITO_USER_POOLS``.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        key: KnownRouteKey | str,
        integration: IIntegration | None = None,
        **options: Unpack[RouteOptions],
    ) -> None:
        super().__init__(scope, id)
        self._build(api, str(key), integration, options)

    def _build(
        self, api: IApi, key: str, integration: IIntegration | None, options: RouteOptions
    ) -> None:
        """Check the options and define the resource, once the construct has its place."""
        self._api = api
        self._registry = registry = registry_of(api)
        self._key = key
        self._integration = integration
        self._parameters = options.get("request_parameters") or {}
        self._answers = options.get("route_response_selection_expression") is not None
        self._key_required = options.get("api_key_required") not in (None, False)
        authorizer = options.get("authorizer")
        self._authorization = self._authorization_of(options.get("authorization_type"), authorizer)
        check(self, *self._problems(integration, options))
        self._take_key()
        self._resource = self._define(
            "aws_apigatewayv2_route",
            {
                "api_id": api.api_id,
                "route_key": _expressions.expression(self._key),
                "target": f"integrations/{integration.integration_id}" if integration else None,
                "authorizer_id": authorizer.authorizer_id if authorizer else None,
                **self._arguments(options),
            },
            options,
        )
        registry.published.append(self)
        registry.routes[self._key] = self
        bind = getattr(integration, "add_permissions_for_route", None)
        if bind is not None:
            bind(self)

    @property
    def api(self) -> IApi:
        """The API that the route belongs to."""
        return self._api

    @property
    def route_id(self) -> str:
        """The id that API Gateway gave the route."""
        return str(self._resource.id)

    @property
    def route_ref(self) -> RouteReference:
        """A reference to the route, as AWS CDK has it."""
        return RouteReference(api_id=self._api.api_id, route_id=self.route_id)

    @property
    def key(self) -> str:
        """The route key."""
        return self._key

    @property
    def integration(self) -> IIntegration | None:
        """What the route is wired to; None where nothing is called."""
        return self._integration

    @property
    def api_key_required(self) -> bool:
        """Whether a caller needs an API key, on a WebSocket API."""
        return self._key_required

    @property
    def answers(self) -> bool:
        """Whether the integration's answer goes back to the caller, on a WebSocket API."""
        return self._answers

    def add_response(
        self,
        key: KnownRouteResponseKey | str = KnownRouteResponseKey.DEFAULT,
        **options: Unpack[RouteResponseOptions],
    ) -> RouteResponse:
        """
        Send an answer to the caller; WebSocket only.

        Args:
            key: The response's key. API Gateway knows ``$default`` only.

            options: See `RouteResponse`.
        """
        return RouteResponse(self, f"Response.{key}", api=self._api, route=self, key=key, **options)

    @staticmethod
    def from_route_attributes(
        scope: Construct, id: str, *, route_id: str, key: str
    ) -> ImportedRoute:
        """
        Refer to a route that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            route_id: The route's id.

            key: The route's key.
        """
        return ImportedRoute(scope, id, route_id=route_id, key=key)

    def _problems(
        self, integration: IIntegration | None, options: RouteOptions
    ) -> Iterator[Iterable[Problem]]:
        registry, kind = self._registry, self._authorization
        yield self._key_problems()
        yield self._integration_problems(integration)
        for name in _WEBSOCKET_OPTIONS:
            yield only_websocket(registry, name, options.get(name))
        answer = options.get("route_response_selection_expression")
        allowed = "$default, the only answer API Gateway has"
        yield matches("route_response_selection_expression", answer, r"\$default", allowed)
        yield authorization_problems(registry, self._key, kind, options.get("authorizer"))
        yield owner_problems("authorizer", options.get("authorizer"), self._api)
        yield model_problems("request_models", options.get("request_models"), self._api)
        yield scope_problems(kind, options.get("authorization_scopes"))
        yield parameter_problems(self._key, self._parameters)
        yield length("operation_name", options.get("operation_name"), 1, 64)

    def _arguments(self, options: RouteOptions) -> dict[str, Any]:
        answer = options.get("route_response_selection_expression")
        return {
            "api_key_required": options.get("api_key_required"),
            "authorization_scopes": options.get("authorization_scopes") or None,
            "authorization_type": self._authorization,
            "model_selection_expression": _expressions.maybe(
                options.get("model_selection_expression")
            ),
            "operation_name": options.get("operation_name"),
            "request_models": model_names(options.get("request_models"), self._registry),
            "request_parameter": [
                {"request_parameter_key": name, "required": required}
                for name, required in self._parameters.items()
            ]
            or None,
            "route_response_selection_expression": _expressions.maybe(answer),
        }

    def _authorization_of(
        self, given: AuthorizationType | str | None, authorizer: IAuthorizer | None
    ) -> AuthorizationType | str:
        chosen = member(self, "authorization_type", given, AuthorizationType)
        if chosen is AuthorizationType.COGNITO:
            problem = Problem(
                "authorization_type",
                chosen,
                "NONE, AWS_IAM, CUSTOM, JWT: Terraform's AWS provider has no other",
                "use a JWT authorizer with the user pool as its issuer",
            )
            raise UnsupportedOptionError(self.node.path, [problem])
        if chosen is not None:
            return chosen
        if authorizer is None:
            return AuthorizationType.NONE
        kind = getattr(authorizer, "authorizer_type", None)
        if kind in TYPE_OF:
            return TYPE_OF[AuthorizerType(kind)]
        allowed = "CUSTOM or JWT, because the authorizer does not say which it needs"
        raise OptionError(self.node.path, [Problem("authorization_type", LEFT_OUT, allowed)])

    def _key_problems(self) -> Iterator[Problem]:
        if self._registry.protocol is ProtocolType.HTTP:
            yield from http_problems("key", self._key)
        elif self._registry.protocol is ProtocolType.WEBSOCKET:
            yield from websocket_problems("key", self._key)
        if self._registry.from_document:
            yield Problem(
                "key",
                self._key,
                "routes of the API's OpenAPI document only",
                "each change of the document would delete this route; write it in the document",
            )

    def _integration_problems(self, integration: IIntegration | None) -> Iterator[Problem]:
        if integration is None:
            if self._registry.protocol is ProtocolType.HTTP:
                yield Problem("integration", LEFT_OUT, "an integration, on an HTTP API")
            return
        yield from owner_problems("integration", integration, self._api)
        for name in getattr(integration, "reads", ()):
            if self._key != KnownRouteKey.CONNECT and not unresolved(self._key):
                allowed = f"one that does not read {name}: only $connect has it"
                yield Problem("integration", named(integration), allowed)
            elif name not in self._parameters and not unresolved(self._parameters):
                yield Problem(
                    f"request_parameters[{name!r}]",
                    LEFT_OUT,
                    "True or False: the integration's request_parameters read it",
                )

    def _take_key(self) -> None:
        if unresolved(self._key):
            return
        http = self._registry.protocol is not ProtocolType.WEBSOCKET
        self._registry.take(
            self, "route", shape(self._key) if http else self._key, "key", self._key
        )


class ImportedRoute(ApiGatewayConstruct):
    """A route that is defined elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, route_id: str, key: str) -> None:
        super().__init__(scope, id)
        self.route_id = route_id
        self.key = key


def add_route(
    user: ApiGatewayConstruct,
    api: IApi,
    key: KnownRouteKey | str,
    integration: IIntegration | None,
    options: RouteOptions,
) -> Route:
    """Add a route where its address does not change with the integration: under its API."""
    scope, id = route_place(user, api, str(key))
    return Route(scope, id, api=api, key=key, integration=integration, **options)


def route_place(user: ApiGatewayConstruct, api: IApi, key: str) -> tuple[ApiGatewayConstruct, str]:
    """
    Return scope and id of a route that a helper adds.

    Under the user of the API where the API belongs to another stack, which must not depend on it.
    """
    same_stack = isinstance(api, ApiGatewayConstruct) and api.stack == user.stack
    scope = api if same_stack and isinstance(api, ApiGatewayConstruct) else user
    if unresolved(key):
        allowed = "text: the construct's id is made from it"
        refuse(scope, "key", key, allowed, "use Route(scope, id, key=...) with an id of your own")
    present = registry_of(api).routes.get(key)
    if present is not None:
        allowed = f"one that the API has not yet: {present.node.path} has it"
        refuse(scope, "key", key, allowed)
    return scope, distinct(f"Route.{key}")
