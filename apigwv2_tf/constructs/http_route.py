"""
Routes of HTTP APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, check, member, names, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IApi, IAuthorizer, IIntegration
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.bound_authorizer import BoundAuthorizer
from apigwv2_tf.constructs.grants import Grant, IGrantable, PolicyStatement, grant
from apigwv2_tf.constructs.http_authorizer import HttpRouteAuthorizerConfig, IHttpRouteAuthorizer
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration
from apigwv2_tf.constructs.http_route_key import HttpRouteKey
from apigwv2_tf.constructs.metrics import HttpRouteMetrics
from apigwv2_tf.constructs.permission import execution_arn_of
from apigwv2_tf.constructs.place import check_http, let_all_go, room_of
from apigwv2_tf.constructs.route import Route, RouteOptions, route_place
from apigwv2_tf.constructs.route_key import execute_arn_suffix
from apigwv2_tf.constructs.route_rules import TYPE_OF
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import (
    AuthorizationType,
    AuthorizerType,
    HttpMethod,
    KnownRouteKey,
    ProtocolType,
)
from typing_extensions import Required, TypedDict, Unpack


class BatchHttpRouteOptions(ResourceOptions, total=False):
    """
    What routes of an HTTP API have in common.

    Args:
        integration: Where requests go: one of `apigwv2_tf.integrations`, or an integration of the
            same API.
    """

    integration: Required[HttpRouteIntegration | IIntegration]


class HttpRouteOptions(ResourceOptions, total=False):
    """
    The options of a route of an HTTP API, for ``api.add_route``.

    Args:
        authorizer: Who may call: one of `apigwv2_tf.authorizers`, or an authorizer of the same API.
            Left out, the API's default authorizer, or everyone.

        authorization_scopes: Of these the token must have one, with a JWT authorizer only. Left
            out, the API's default scopes; an empty list clears those.

        operation_name: A name for the operation, 1 to 64 characters. Left out, it has none.
    """

    authorizer: IHttpRouteAuthorizer | IAuthorizer | None
    authorization_scopes: Sequence[str] | None
    operation_name: str | None


class AddRoutesOptions(HttpRouteOptions, total=False):
    """
    The options of ``api.add_routes``.

    Args:
        path: The path, such as ``/books/{book_id}``.

        integration: Where requests go: one of `apigwv2_tf.integrations`, or an integration of the
            same API.

        methods: The methods. Left out, ``ANY``: all that no other route takes.
    """

    path: Required[str]
    integration: Required[HttpRouteIntegration | IIntegration]
    methods: Sequence[HttpMethod | str] | None


class HttpRouteProps(HttpRouteOptions, total=False):
    """
    The options of an `HttpRoute`.

    Args:
        http_api: The API to add the route to.

        route_key: Which requests: an `HttpRouteKey`, or its text such as ``GET /books``.

        integration: Where requests go: one of `apigwv2_tf.integrations`, or an integration of the
            same API.
    """

    http_api: Required[IApi]
    route_key: Required[HttpRouteKey | str]
    integration: Required[HttpRouteIntegration | IIntegration]


class GrantInvokeOptions(TypedDict, total=False):
    """
    The options of ``route.grant_invoke``.

    Args:
        http_methods: The methods that may be called. Left out, the route's own.
    """

    http_methods: Sequence[HttpMethod | str] | None


class HttpRoute(HttpRouteMetrics, Route):
    """
    Send the requests that match a key to an integration of an HTTP API.

    Defines one ``aws_apigatewayv2_route``, and what its integration and its authorizer need.

    Args:
        props: See `HttpRouteProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, the API has the route, or it is a
            WebSocket API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
    """

    option_words: Mapping[str, str] = {"key": "route_key"}

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[HttpRouteProps]) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        given = props["route_key"]
        self._route_key = given if isinstance(given, HttpRouteKey) else HttpRouteKey.of(given)
        self._api = api = props["http_api"]
        check_http(self, api, "WebSocketRoute")
        self._registry = registry_of(api)
        self._key, self._parameters = str(given), {}
        check(self, self._key_problems())
        try:
            self._wire(props)
        except OptionError:
            let_all_go(self, props.get("authorizer"), props["integration"])
            raise

    def _wire(self, props: HttpRouteProps) -> None:
        options: RouteOptions = {**resource_of(props), **self._authorization_options(props)}
        options["operation_name"] = props.get("operation_name")
        integration = props["integration"]
        if isinstance(integration, HttpRouteIntegration):
            integration = integration.bind_to_route(self)
        self._build(self._api, self._key, integration, options)
        added = getattr(self._api, "route_added", None)
        if added is not None:
            # as it was given, so that what each route needs is made for the new ones too
            added(self, props["integration"])

    @property
    def http_api(self) -> IApi:
        """The API that the route belongs to."""
        return self._api

    @property
    def path(self) -> str | None:
        """The path; None for ``$default``."""
        return self._route_key.path

    @property
    def method(self) -> HttpMethod:
        """The method; ``ANY`` for ``$default``."""
        return self._route_key.method

    @property
    def authorization_type(self) -> AuthorizationType | str:
        """How the route decides who may call it."""
        return self._authorization

    @property
    def route_arn(self) -> str:
        """The ARN of the route's requests in all stages; variables of the path as ``*``."""
        return self._arn(self._route_key.method)

    @checked
    def grant_invoke(self, grantee: IGrantable, **options: Unpack[GrantInvokeOptions]) -> Grant:
        """
        Let a role call the route; it must be authorized by IAM.

        Defines one ``aws_iam_role_policy``.

        Args:
            grantee: A role, as an object with ``name`` and ``arn``, as its name or as its ARN; or
                anything that has one, such as a function.

            options: See `GrantInvokeOptions`.

        Raises:
            OptionError: If the route is not authorized by IAM, or does not take a method.
        """
        return grant(self, "Invoke", grantee, self.invoke_statement(**options))

    @checked
    def invoke_statement(self, **options: Unpack[GrantInvokeOptions]) -> PolicyStatement:
        """
        Return what `grant_invoke` permits, for a policy of your own.

        Args:
            options: See `GrantInvokeOptions`.

        Raises:
            OptionError: If the route is not authorized by IAM, or does not take a method.
        """
        given = options.get("http_methods")
        methods = [self._route_key.method] if given is None else list(dict.fromkeys(given))
        check(self, self._grant_problems(methods))
        resources = [self._arn(method) for method in methods]
        return PolicyStatement(actions=["execute-api:Invoke"], resources=resources)

    def _arn(self, method: HttpMethod | str) -> str:
        path, verb = self._route_key.path, "*" if method == HttpMethod.ANY else str(method)
        if path is None:
            # AWS may compare with METHOD/PATH or with $default: one star stands for both
            suffix = "*" if verb == "*" else f"{verb}/*"
        elif path.startswith("/"):
            # the method does not matter to how the path is written
            tail = execute_arn_suffix(f"{HttpMethod.ANY} {path}", ProtocolType.HTTP)
            suffix = f"{verb}{tail.removeprefix('*')}"
        else:
            suffix = f"{verb}/*"  # the path is known at apply, its variables are not
        return f"{execution_arn_of(self._api, self)}/*/{suffix}"

    def _grant_problems(self, methods: Sequence[HttpMethod | str]) -> Iterator[Problem]:
        if self._authorization != AuthorizationType.IAM and not unresolved(self._authorization):
            yield Problem(
                "authorizer",
                self._authorization,
                "AWS_IAM: only such routes are called with a policy",
                "give the route an HttpIamAuthorizer()",
            )
        if self._route_key.path is None and self._key != KnownRouteKey.DEFAULT:
            allowed = "a key with a method known now: what is granted is made from it"
            yield Problem("route_key", self._key, allowed, "use api.grant_invoke() for all routes")
        yield from at_least_one("http_methods", methods, "leave it out for the route's own")
        for method in methods:
            if unresolved(method):
                continue
            if method not in list(HttpMethod):
                yield Problem("http_methods", method, names(HttpMethod))
            elif self._route_key.method not in (HttpMethod.ANY, method):
                yield Problem("http_methods", method, f"{self._route_key.method}, the route's own")

    def _metric_route(self) -> tuple[str, str]:
        return self._api.api_id, self._key

    def _authorization_options(self, props: HttpRouteProps) -> RouteOptions:
        """Return who may call, with what the API says where the route says nothing."""
        default = getattr(self._api, "default_authorizer", None)
        given: Any = props.get("authorizer")
        authorizer = default if given is None else given
        if authorizer is None:
            bound = HttpRouteAuthorizerConfig(authorization_type=AuthorizationType.NONE)
        elif hasattr(authorizer, "bind"):
            scope = self._authorizer_scope(is_default=authorizer is default)
            bound = self._authorized(authorizer.bind(route=self, scope=scope))
            id = bound.authorizer_id
            authorizer = None if id is None else BoundAuthorizer(id)
        else:
            bound = HttpRouteAuthorizerConfig(authorization_type=self._type_of(authorizer))
        return {
            "authorization_type": bound.authorization_type,
            "authorizer": authorizer,
            "authorization_scopes": self._scopes(props.get("authorization_scopes"), bound),
        }

    def _authorizer_scope(self, *, is_default: bool) -> ApiGatewayConstruct:
        """Return where the authorizer stands: the API's own one with it, wherever the route is."""
        api: object = self._api
        if isinstance(api, ApiGatewayConstruct) and is_default:
            return api
        return room_of(self, api)

    @checked
    def _authorized(self, bind_returned: HttpRouteAuthorizerConfig) -> HttpRouteAuthorizerConfig:
        """Check what the authorizer said; by this name it stands in errors."""
        told = bind_returned.authorization_type
        kind = member(self, "authorization_type", told, AuthorizationType)
        return replace(bind_returned, authorization_type=kind or told)

    def _type_of(self, authorizer: object) -> AuthorizationType:
        """Return how a route with an authorizer that has no `bind` is authorized."""
        kind = getattr(authorizer, "authorizer_type", None)
        if kind not in TYPE_OF:
            allowed = "one that says its authorizer_type, JWT or REQUEST"
            fix = "take it with HttpAuthorizer.from_http_authorizer_attributes()"
            refuse(self, "authorizer", named(authorizer), allowed, fix)
        return TYPE_OF[AuthorizerType(kind)]

    def _scopes(
        self, given: Sequence[str] | None, bound: HttpRouteAuthorizerConfig
    ) -> list[str] | None:
        """Return the scopes; those of the API and of the authorizer only where tokens have any."""
        kind = bound.authorization_type
        if kind != AuthorizationType.JWT:
            if given and not unresolved(kind):
                allowed = f"nothing: only JWT authorizers check scopes, and this route has {kind}"
                fix = "give the route a JWT authorizer, or leave it out"
                refuse(self, "authorization_scopes", given, allowed, fix)
            return list(given) if given else None
        default = getattr(self._api, "default_authorization_scopes", None)
        chosen = default if given is None else given
        own = bound.authorization_scopes
        return list(dict.fromkeys([*(own or []), *(chosen or [])])) or None


def add_http_route(
    user: ApiGatewayConstruct,
    api: IApi,
    key: HttpRouteKey | KnownRouteKey | str,
    integration: HttpRouteIntegration | IIntegration,
    options: HttpRouteOptions,
) -> HttpRoute:
    """Add a route under its API, or under its user where the API belongs to another stack."""
    scope, id = route_place(user, api, str(key))
    text = key if isinstance(key, HttpRouteKey) else str(key)
    return HttpRoute(scope, id, http_api=api, route_key=text, integration=integration, **options)
