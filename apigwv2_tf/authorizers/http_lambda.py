"""
Authorization by a Lambda function.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from apigwv2_tf.authorizers._bound import RouteAuthorizer
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, names
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IFunction, IHasArn, IHttpRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.http_authorizer import HttpAuthorizer, HttpRouteAuthorizerConfig
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import (
    AuthorizationType,
    AuthorizerPayloadVersion,
    HttpAuthorizerType,
    HttpLambdaResponseType,
)
from typing_extensions import Unpack


class HttpLambdaAuthorizerProps(ResourceOptions, total=False):
    """
    The options of an `HttpLambdaAuthorizer`.

    Args:
        response_types: What the function answers: ``IAM`` for a policy, ``SIMPLE`` for
            ``{"isAuthorized": true}``. Left out, a policy. API Gateway takes one of them only.

        payload_format_version: The shape of the event that the function gets. Left out, 2.0 with
            ``SIMPLE``, else 1.0.

        results_cache_ttl: How long a decision holds for the same identity, 0 to 3,600 seconds.
            Left out, 5 minutes where there is an identity source, else not at all.

        identity_source: Where the identity stands in the request; requests without it are refused.
            Left out, the ``Authorization`` header. An empty list: anywhere.

        authorizer_name: 1 to 128 characters, unique in the API. Left out, the authorizer's id.

        role: A role by which the function is invoked, as an object with an ``arn`` or as its ARN.
            Left out, a permission on the function is made.
    """

    response_types: Sequence[HttpLambdaResponseType | str] | None
    payload_format_version: AuthorizerPayloadVersion | str | None
    results_cache_ttl: timedelta | None
    identity_source: Sequence[str] | None
    authorizer_name: str | None
    role: IHasArn | str | None


class HttpLambdaAuthorizer(RouteAuthorizer[HttpAuthorizer]):
    """
    Let a Lambda function decide who may call routes.

    Defines one ``aws_apigatewayv2_authorizer`` under the API, with the first route that has it, and
    one ``aws_lambda_permission`` unless a role is given.

    Args:
        id: The authorizer's id under the API.

        handler: The function: any object with ``function_name`` and ``invoke_arn``.

        props: See `HttpLambdaAuthorizerProps`.

    Raises:
        OptionError: If there is no such response type, or the payload format has it not; with the
            first route, if API Gateway would refuse an option; with a route of another API.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
    """

    @checked
    def __init__(
        self, id: str, handler: IFunction, **props: Unpack[HttpLambdaAuthorizerProps]
    ) -> None:
        super().__init__(id)
        self._handler = handler
        self._props = props
        self._types = _types(id, props.get("response_types"))
        problems = list(_payload_problems(self._types, props.get("payload_format_version")))
        if problems:
            raise OptionError(id, problems)

    @property
    def authorization_type(self) -> str:
        """How routes decide: ``CUSTOM``."""
        return AuthorizationType.CUSTOM.value

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteAuthorizerConfig:
        """Say how the route is authorized."""
        return self._for(route, "http_api", scope).bind(route=route, scope=scope)

    def _make(self, scope: Construct, api: Any) -> HttpAuthorizer:  # noqa: ANN401 - any API
        own = ("response_types", "payload_format_version")
        rest: Any = {name: value for name, value in self._props.items() if name not in own}
        simple = HttpLambdaResponseType.SIMPLE in self._types
        version = AuthorizerPayloadVersion.VERSION_1_0
        if simple:
            version = AuthorizerPayloadVersion.VERSION_2_0
        authorizer = HttpAuthorizer(
            scope,
            self._child_id,
            http_api=api,
            type=HttpAuthorizerType.LAMBDA,
            handler=self._handler,
            payload_format_version=self._props.get("payload_format_version") or version,
            enable_simple_responses=True if simple else None,
            **self._named(rest),
        )
        if simple and HttpLambdaResponseType.IAM in self._types:
            allowed = "one of them: with SIMPLE, API Gateway takes no policy from the function"
            warn(authorizer, Problem("response_types", ["SIMPLE", "IAM"], allowed))
        return authorizer


def _types(
    id: str, given: Sequence[HttpLambdaResponseType | str] | None
) -> list[HttpLambdaResponseType]:
    if given is None:
        return [HttpLambdaResponseType.IAM]
    known = list(HttpLambdaResponseType)
    problems = list(at_least_one("response_types", given))
    problems += [
        Problem("response_types", kind, names(known)) for kind in given if kind not in known
    ]
    if problems:
        raise OptionError(id, problems)
    return [HttpLambdaResponseType(kind) for kind in given]


def _payload_problems(
    types: list[HttpLambdaResponseType], version: AuthorizerPayloadVersion | str | None
) -> Iterator[Problem]:
    simple = HttpLambdaResponseType.SIMPLE in types
    if simple and version == AuthorizerPayloadVersion.VERSION_1_0:
        allowed = "2.0 or left out: payload format 1.0 has no SIMPLE answers"
        yield Problem("payload_format_version", version, allowed)
