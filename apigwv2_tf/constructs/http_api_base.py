"""What can be added to and asked of any HTTP API, defined here or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from apigwv2_tf.constructs._checks import check, member, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IAuthorizer, IIntegration
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.api_base import ApiBase
from apigwv2_tf.constructs.grants import Grant, IGrantable, PolicyStatement, grant
from apigwv2_tf.constructs.http_api_helper import HttpApiHelper
from apigwv2_tf.constructs.http_authorizer import IHttpRouteAuthorizer
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration
from apigwv2_tf.constructs.http_route import (
    AddRoutesOptions,
    HttpRoute,
    HttpRouteOptions,
    add_http_route,
)
from apigwv2_tf.constructs.http_route_key import HttpRouteKey
from apigwv2_tf.constructs.http_stage import HttpStage, HttpStageOptions
from apigwv2_tf.constructs.metrics import HttpMetrics
from apigwv2_tf.constructs.route import route_place
from apigwv2_tf.constructs.route_key import path_problems
from apigwv2_tf.constructs.vpc_link import VpcLink, vpc_link_of
from apigwv2_tf.constructs.vpc_link_options import VpcLinkProps
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import HttpMethod, KnownRouteKey
from typing_extensions import Unpack

_OF_ONE_RESOURCE = ("logical_id", "import_from", "move_from")


class HttpApiBase(HttpMetrics, ApiBase):
    """An HTTP API with AWS CDK's methods."""

    _default_authorizer: IHttpRouteAuthorizer | IAuthorizer | None = None
    _default_scopes: Sequence[str] | None = None
    _default_stage: HttpStage | None = None

    @property
    def http_api_id(self) -> str:
        """The API's id."""
        return self.api_id

    @property
    def is_http_api(self) -> bool:
        """Whether this is an HTTP API: yes."""
        return True

    @property
    def default_authorizer(self) -> IHttpRouteAuthorizer | IAuthorizer | None:
        """The authorizer of routes that name none."""
        return self._default_authorizer

    @property
    def default_authorization_scopes(self) -> list[str] | None:
        """The scopes of routes that name none."""
        return None if self._default_scopes is None else list(self._default_scopes)

    @property
    def default_stage(self) -> HttpStage | None:
        """The stage that the API made by itself; None where it made none."""
        return self._default_stage

    @checked
    def add_route(  # type: ignore[override] # routes of HTTP APIs have fewer options
        self,
        key: HttpRouteKey | KnownRouteKey | str,
        integration: HttpRouteIntegration | IIntegration,
        **options: Unpack[HttpRouteOptions],
    ) -> HttpRoute:
        """
        Send the requests that match a key to an integration.

        Args:
            key: The route key, such as ``GET /books/{book_id}``.

            integration: Where requests go: one of `apigwv2_tf.integrations`, or an integration of
                the same API.

            options: See `HttpRouteOptions`.

        Raises:
            OptionError: If API Gateway would refuse the key or an option, or the API has the route.
        """
        user: object = integration
        construct = user if isinstance(user, ApiGatewayConstruct) else self
        return add_http_route(construct, self, key, integration, options)

    @checked
    def add_routes(  # type: ignore[override] # AWS CDK's signature
        self, **options: Unpack[AddRoutesOptions]
    ) -> list[HttpRoute]:
        """
        Send the requests to a path to one integration: one route for each method.

        Args:
            options: See `AddRoutesOptions`.

        Raises:
            OptionError: If API Gateway would refuse an option, or the API has a route.
        """
        given = options.get("methods")
        methods = [HttpMethod.ANY] if given is None else list(given)
        self._check_methods(methods, options)
        for method in methods:
            member(self, "methods", method, HttpMethod)
        check(self, *([Problem("path", options["path"], one)] for one in _path_words(options)))
        if unresolved(options["path"]):
            allowed = "text: the ids of the constructs are made from it"
            fix = "use HttpRoute(scope, id, route_key=HttpRouteKey.with_(path, method)) of your own"
            refuse(self, "path", options["path"], allowed, fix)
        own = HttpRouteOptions.__annotations__
        rest: HttpRouteOptions = {name: options[name] for name in options if name in own}  # type: ignore[literal-required,assignment]
        keys = [f"{method} {options['path']}" for method in methods]
        for key in keys:
            # all of them or none
            route_place(self, self, key)
        # OPTIONS first, which another one would add without it
        first = sorted(keys, key=lambda key: not key.startswith(HttpMethod.OPTIONS))
        made = {key: self.add_route(key, options["integration"], **rest) for key in first}
        return [made[key] for key in keys]

    @checked
    def add_stage(self, id: str, **options: Unpack[HttpStageOptions]) -> HttpStage:
        """
        Serve the API under one more name.

        Args:
            id: The stage's id under the API.

            options: See `HttpStageOptions`.

        Raises:
            OptionError: If API Gateway would refuse an option, or the API has the stage.
        """
        return HttpStage(self, id, http_api=self, **options)

    @checked
    def add_vpc_link(self, **options: Unpack[VpcLinkProps]) -> VpcLink:
        """
        Lead integrations of this API into a VPC; the same link for the same VPC.

        Args:
            options: See `VpcLinkProps`.

        Raises:
            OptionError: If API Gateway would refuse an option.
        """
        return vpc_link_of(self, **options)

    @checked
    def arn_for_execute_api(
        self, method: str | None = None, path: str | None = None, stage: str | None = None
    ) -> str:
        """
        Return the ARN of requests, for policies and permissions.

        Args:
            method: The method. Left out, or ``ANY``: all of them.

            path: The path; variables such as ``{book_id}`` become ``*``. Left out, all of them.

            stage: The stage's name. Left out, all of them.

        Raises:
            OptionError: If the path does not start with ``/``.
        """
        return HttpApiHelper(self).arn_for_execute_api(method, path, stage)

    @checked
    def grant_invoke(self, grantee: IGrantable) -> Grant:
        """
        Let a role call every route that is authorized by IAM.

        Defines one ``aws_iam_role_policy``.

        Args:
            grantee: A role, as an object with ``name`` and ``arn``, as its name or as its ARN; or
                anything that has one, such as a function.
        """
        return grant(self, "Invoke", grantee, self.invoke_statement())

    def invoke_statement(self) -> PolicyStatement:
        """Return what `grant_invoke` permits, for a policy of your own."""
        return PolicyStatement(
            actions=["execute-api:Invoke"], resources=[f"{self.execution_arn}/*/*"]
        )

    def _metric_dimensions(self) -> dict[str, str]:
        return {"ApiId": self.api_id}

    def _check_methods(
        self, methods: Sequence[HttpMethod | str], options: AddRoutesOptions
    ) -> None:
        if not methods:
            refuse(self, "methods", methods, "at least one method", "leave it out for ANY")
        for name in _OF_ONE_RESOURCE:
            value = options.get(name)
            if value is not None and len(methods) > 1:
                allowed = "nothing: it is about one route, and there are several methods"
                refuse(self, name, value, allowed, "call add_routes() for each method")


def _path_words(options: AddRoutesOptions) -> list[str]:
    """Return the words for what the path should be and is not."""
    return [] if unresolved(options["path"]) else list(path_problems(options["path"]))
