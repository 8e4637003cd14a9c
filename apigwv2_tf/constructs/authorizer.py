"""
Authorizers: who may call a route.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, length, matches, member, whole_seconds
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IApi, IFunction
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import only_http, role_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.authorizer_options import AuthorizerOptions, JwtConfiguration
from apigwv2_tf.constructs.authorizer_rules import (
    default_problems,
    foreign_problems,
    simple_problems,
    ttl_problems,
)
from apigwv2_tf.constructs.lambda_function import invoke_arn_of
from apigwv2_tf.constructs.permission import LambdaPermission, execution_arn_of
from apigwv2_tf.constructs.references import AuthorizerReference
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import AuthorizerType, PayloadFormatVersion, ProtocolType
from typing_extensions import Unpack

_DEFAULT_TTL = timedelta(minutes=5)
_NO_TTL = timedelta(0)
_DEFAULT_SOURCES = {
    ProtocolType.HTTP: "$request.header.Authorization",
    ProtocolType.WEBSOCKET: "route.request.header.Authorization",
}
_HTTP_SOURCE = r"\$request\.(header|querystring)\.\S+|\$context\.\S+|\$stageVariables\.\w+"
_HTTP_SOURCES = (
    "$request.header.NAME, $request.querystring.NAME, $context.NAME, $stageVariables.NAME"
)
_JWT_SOURCE = r"\$request\.(header|querystring)\.\S+"
_WEBSOCKET_SOURCE = r"route\.request\.(header|querystring)\.\S+|context\.\S+|stageVariables\.\w+"
_WEBSOCKET_SOURCES = (
    "route.request.header.NAME, route.request.querystring.NAME, context.NAME, stageVariables.NAME"
)
_HTTP_OPTIONS = (
    "authorizer_payload_format_version",
    "authorizer_result_ttl",
    "enable_simple_responses",
)
_MOST_SECONDS = 86_400


class Authorizer(ApiGatewayConstruct):
    """
    Decide who may call a route, by a JSON web token or by a Lambda function.

    Defines one ``aws_apigatewayv2_authorizer``, and one ``aws_lambda_permission`` for a `handler`.

    Args:
        api: The API to add the authorizer to.

        authorizer_type: ``JWT``, on HTTP APIs only, or ``REQUEST`` for a Lambda function.

        options: See `AuthorizerOptions`.

    Raises:
        OptionError: If API Gateway would refuse an option or a pair of options.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        authorizer_type: AuthorizerType | str,
        **options: Unpack[AuthorizerOptions],
    ) -> None:
        super().__init__(scope, id)
        self._build(api, id, authorizer_type, options)

    def _build(
        self, api: IApi, id: str, authorizer_type: AuthorizerType | str, options: AuthorizerOptions
    ) -> None:
        """Check the options and define the resource, once the construct has its place."""
        self._api = api
        self._registry = registry = registry_of(api)
        self._type = member(self, "authorizer_type", authorizer_type, AuthorizerType)
        self._version = self._version_of(options.get("authorizer_payload_format_version"))
        self._sources = self._sources_of(options.get("identity_source"))
        given_name = options.get("authorizer_name")
        name = id if given_name is None else given_name
        check(self, *self._problems(options), length("authorizer_name", name, 1, 128))
        if not unresolved(name):
            registry.take(self, "authorizer", name, "authorizer_name", name)
        self._resource = self._define(
            "aws_apigatewayv2_authorizer",
            {
                "api_id": api.api_id,
                "authorizer_type": self._type,
                "name": name,
                **self._arguments(options),
            },
            options,
            create_before_destroy=True,
        )
        registry.published.append(self)
        handler = options.get("handler")
        if handler is not None and options.get("authorizer_credentials_arn") is None:
            self._permit(handler)

    @property
    def api(self) -> IApi:
        """The API that the authorizer belongs to."""
        return self._api

    @cached_property
    def authorizer_id(self) -> str:
        """The id that API Gateway gave the authorizer."""
        return str(self._resource.id)

    @property
    def authorizer_ref(self) -> AuthorizerReference:
        """A reference to the authorizer, as AWS CDK has it."""
        return AuthorizerReference(api_id=self._api.api_id, authorizer_id=self.authorizer_id)

    @property
    def authorizer_type(self) -> AuthorizerType | str | None:
        """Whether a token or a function decides."""
        return self._type

    @staticmethod
    def from_authorizer_id(
        scope: Construct,
        id: str,
        authorizer_id: str,
        *,
        authorizer_type: AuthorizerType | str | None = None,
    ) -> ImportedAuthorizer:
        """
        Refer to an authorizer that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            authorizer_id: The authorizer's id.

            authorizer_type: Its type. Left out, routes must say their ``authorization_type``.
        """
        return ImportedAuthorizer(
            scope, id, authorizer_id=authorizer_id, authorizer_type=authorizer_type
        )

    def _problems(self, options: AuthorizerOptions) -> Iterator[Iterable[Problem]]:
        registry, ttl = self._registry, options.get("authorizer_result_ttl")
        simple, delete = options.get("enable_simple_responses"), options.get("delete_timeout")
        yield self._jwt_problems(options.get("jwt_configuration"))
        if self._type == AuthorizerType.JWT:
            yield foreign_problems(options)
        yield self._function_problems(options.get("handler"), options.get("authorizer_uri"))
        yield self._source_problems()
        for name in _HTTP_OPTIONS:
            yield only_http(registry, name, options.get(name))
        yield simple_problems(self._version, simple=simple)
        if self._registry.protocol is None and self._type == AuthorizerType.REQUEST:
            yield default_problems(options)
        yield role_problems("authorizer_credentials_arn", options.get("authorizer_credentials_arn"))
        yield ttl_problems(ttl, self._sources)
        yield whole_seconds("delete_timeout", delete, 1, _MOST_SECONDS)

    def _arguments(self, options: AuthorizerOptions) -> dict[str, Any]:
        handler, jwt = options.get("handler"), options.get("jwt_configuration")
        uri = options.get("authorizer_uri") if handler is None else invoke_arn_of(handler)
        ttl, delete = (
            self._ttl_of(options.get("authorizer_result_ttl")),
            options.get("delete_timeout"),
        )
        return {
            "authorizer_uri": _expressions.maybe(uri),
            "authorizer_credentials_arn": options.get("authorizer_credentials_arn"),
            "authorizer_payload_format_version": self._version,
            "authorizer_result_ttl_in_seconds": None if ttl is None else int(ttl.total_seconds()),
            "enable_simple_responses": options.get("enable_simple_responses"),
            "identity_sources": self._sources or None,
            "jwt_configuration": jwt and {"issuer": jwt.issuer, "audience": list(jwt.audience)},
            "timeouts": delete and {"delete": f"{int(delete.total_seconds())}s"},
        }

    def _permit(self, handler: IFunction) -> None:
        LambdaPermission(
            self,
            "Permission",
            function=handler,
            source_arn=f"{execution_arn_of(self._api, self)}/authorizers/{self.authorizer_id}",
        )

    def _version_of(self, given: PayloadFormatVersion | str | None) -> str | None:
        if given is not None:
            return member(self, "authorizer_payload_format_version", given, PayloadFormatVersion)
        http_function = (
            self._registry.protocol is ProtocolType.HTTP and self._type == AuthorizerType.REQUEST
        )
        return PayloadFormatVersion.VERSION_2_0 if http_function else None

    def _sources_of(self, given: Sequence[str] | None) -> list[str]:
        if given is not None:
            return list(given)
        protocol = self._registry.protocol
        if protocol is None and self._type == AuthorizerType.JWT:
            protocol = ProtocolType.HTTP
        default = _DEFAULT_SOURCES.get(protocol) if protocol else None
        return [default] if default else []

    def _ttl_of(self, given: timedelta | None) -> timedelta | None:
        """Return the time; stated where left out, because the provider keeps the old one else."""
        if given is not None or self._type != AuthorizerType.REQUEST:
            return given
        if self._registry.protocol is not ProtocolType.HTTP:
            return None
        return _DEFAULT_TTL if self._sources else _NO_TTL

    def _jwt_problems(self, given: JwtConfiguration | None) -> Iterator[Problem]:
        if self._type == AuthorizerType.REQUEST:
            if given is not None:
                yield Problem(
                    "jwt_configuration",
                    given,
                    "nothing: it belongs to JWT authorizers",
                    "leave it out",
                )
            return
        if unresolved(self._type):
            return
        yield from only_http(
            self._registry, "authorizer_type", self._type, "use a REQUEST authorizer"
        )
        if given is None:
            yield Problem(
                "jwt_configuration", LEFT_OUT, "issuer and audience, for a JWT authorizer"
            )
        else:
            yield from given.problems("jwt_configuration")
        if len(self._sources) != 1:
            yield Problem("identity_source", self._sources, "exactly one, for a JWT authorizer")

    def _function_problems(self, handler: IFunction | None, uri: str | None) -> Iterator[Problem]:
        if self._type != AuthorizerType.REQUEST:
            return
        if handler is None and uri is None:
            yield Problem("handler", LEFT_OUT, "a function, for a REQUEST authorizer")
        elif handler is not None and uri is not None:
            yield Problem("authorizer_uri", uri, "nothing: handler is given", "leave one out")
        elif uri is not None:
            yield from length("authorizer_uri", uri, 1, 2048)
            yield from matches(
                "authorizer_uri",
                uri,
                r"arn:.+:lambda:path/.+/invocations",
                "a function's invoke ARN, arn:…:lambda:path/…/invocations",
            )

    def _source_problems(self) -> Iterator[Problem]:
        pattern, allowed = _HTTP_SOURCE, _HTTP_SOURCES
        if self._registry.protocol is ProtocolType.WEBSOCKET:
            pattern, allowed = _WEBSOCKET_SOURCE, _WEBSOCKET_SOURCES
        elif self._registry.protocol is None:
            return
        elif self._type == AuthorizerType.JWT:
            pattern, allowed = _JWT_SOURCE, "$request.header.NAME, $request.querystring.NAME"
        for source in self._sources:
            yield from matches("identity_source", source, pattern, allowed)


class ImportedAuthorizer(ApiGatewayConstruct):
    """An authorizer that is defined elsewhere."""

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        authorizer_id: str,
        authorizer_type: AuthorizerType | str | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.authorizer_id = authorizer_id
        self.authorizer_type = member(self, "authorizer_type", authorizer_type, AuthorizerType)
