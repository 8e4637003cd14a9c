"""
Integrations: what a route is wired to.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
and https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from apigwv2_tf.constructs import _expressions, _mapping_rules, service_subtype
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, length, member
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IApi, IRoute, IVpcLink
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import (
    named,
    only_http,
    only_websocket,
    role_problems,
    template_problems,
)
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._tree import distinct
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.integration_options import (
    IntegrationOptions,
    connection_problems,
    default_problems,
    link_of,
    milliseconds,
    response_blocks,
    response_parameter_problems,
    timeout_problems,
    tls_problems,
)
from apigwv2_tf.constructs.integration_response import (
    IntegrationResponse,
    IntegrationResponseOptions,
)
from apigwv2_tf.constructs.integration_uri import WITH_A_URL, Address, uri_problems
from apigwv2_tf.constructs.parameter_mapping import mappings_of
from apigwv2_tf.constructs.references import IntegrationReference
from apigwv2_tf.errors import Problem, UnsupportedOptionError
from apigwv2_tf.terms import (
    ConnectionType,
    ContentHandlingStrategy,
    HttpMethod,
    IntegrationSubtype,
    IntegrationType,
    KnownIntegrationResponseKey,
    KnownRouteKey,
    PassthroughBehavior,
    PayloadFormatVersion,
    ProtocolType,
)
from typing_extensions import Unpack

if TYPE_CHECKING:
    from apigwv2_tf.constructs.route import Route, RouteOptions

_HTTP_TYPES = (IntegrationType.AWS_PROXY, IntegrationType.HTTP_PROXY)
_WEBSOCKET_OPTIONS = (
    "content_handling_strategy",
    "passthrough_behavior",
    "request_templates",
    "template_selection_expression",
)
_HTTP_OPTIONS = ("response_parameters", "tls_config")
_MOST_INTEGRATIONS = 300
_CALLER = "arn:aws:iam::*:user/*"


class Integration(ApiGatewayConstruct):
    """
    Wire routes to a backend.

    Defines one ``aws_apigatewayv2_integration``. `LambdaIntegration`, `UrlIntegration`,
    `ServiceIntegration` and `MockIntegration` ask for less.

    Args:
        api: The API to add the integration to.

        type: What is done with a request. HTTP APIs have ``AWS_PROXY`` and ``HTTP_PROXY`` only.

        uri: The backend: a function's invoke ARN, a URL, the ARN of a listener or of a Cloud Map
            service, a service action's ARN. Left out, for ``MOCK`` and for a subtype.

        subtype: The AWS service action to call, on HTTP APIs. Left out, none.

        options: See `IntegrationOptions`.

    Raises:
        OptionError: If API Gateway would refuse an option.

        UnsupportedOptionError: If ``credentials_arn`` asks for the caller's own credentials.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        type: IntegrationType | str,  # noqa: A002 - AWS's word
        uri: str | None = None,
        subtype: IntegrationSubtype | str | None = None,
        **options: Unpack[IntegrationOptions],
    ) -> None:
        super().__init__(scope, id)
        self._build(api, type, uri, subtype, options)

    def _build(
        self,
        api: IApi,
        type: IntegrationType | str,  # noqa: A002 - AWS's word
        uri: str | None,
        subtype: IntegrationSubtype | str | None,
        options: IntegrationOptions,
    ) -> None:
        """Check the options and define the resource, once the construct has its place."""
        self._api = api
        self._registry = registry = registry_of(api)
        self._type = member(self, "type", type, IntegrationType)
        self._subtype = member(self, "subtype", subtype, IntegrationSubtype)
        self._uri = uri
        self._parameters = mappings_of(options.get("request_parameters"))
        self._version = self._version_of(options.get("payload_format_version"))
        websocket = registry.protocol is not ProtocolType.HTTP
        self.reads = _mapping_rules.declared_parameters(self._parameters) if websocket else []
        check(self, *self._problems(options))
        self._count()
        self._resource = self._define(
            "aws_apigatewayv2_integration",
            {
                "api_id": api.api_id,
                "integration_type": self._type,
                "integration_subtype": self._subtype,
                "integration_uri": _expressions.maybe(uri or None),
                "payload_format_version": self._version,
                **self._terms(options),
                **self._arguments(options),
            },
            options,
            # a route still names the old integration while the new one is made
            create_before_destroy=True,
        )
        registry.published.append(self)

    @property
    def api(self) -> IApi:
        """The API that the integration belongs to."""
        return self._api

    @cached_property
    def integration_id(self) -> str:
        """The id that API Gateway gave the integration."""
        return str(self._resource.id)

    @property
    def integration_ref(self) -> IntegrationReference:
        """A reference to the integration, as AWS CDK has it."""
        return IntegrationReference(api_id=self._api.api_id, integration_id=self.integration_id)

    @property
    def integration_type(self) -> IntegrationType | str | None:
        """What is done with a request."""
        return self._type

    def add_route(self, key: KnownRouteKey | str, **options: Unpack[RouteOptions]) -> Route:
        """
        Send the requests that match a key here.

        Args:
            key: The route key, such as ``GET /books/{book_id}``.

            options: See `Route`.

        Raises:
            OptionError: If API Gateway would refuse the key or an option, or the API has the route.
        """
        from apigwv2_tf.constructs.route import add_route

        return add_route(self, self._api, key, self, options)

    def add_response(
        self,
        key: KnownIntegrationResponseKey | str = KnownIntegrationResponseKey.DEFAULT,
        **options: Unpack[IntegrationResponseOptions],
    ) -> IntegrationResponse:
        """
        Turn the backend's answers into messages to the caller; WebSocket only.

        Args:
            key: Which answers: ``$default`` or a regular expression between slashes.

            options: See `IntegrationResponse`.

        Raises:
            OptionError: If the integration is a proxy, or API Gateway would refuse an option.
        """
        return IntegrationResponse(
            self, distinct(f"Response.{key}"), api=self._api, integration=self, key=key, **options
        )

    def add_permissions_for_route(self, route: IRoute) -> None:
        """Permit a route to use the backend; called for every route, nothing to do by default."""

    @staticmethod
    def from_integration_id(scope: Construct, id: str, integration_id: str) -> ImportedIntegration:
        """
        Refer to an integration that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            integration_id: The integration's id.
        """
        return ImportedIntegration(scope, id, integration_id=integration_id)

    def _problems(self, options: IntegrationOptions) -> Iterator[Iterable[Problem]]:
        registry, link = self._registry, link_of(options)
        yield self._type_problems()
        given = Address(self._uri_option, self._uri, self._type, self._subtype, link)
        yield uri_problems(registry, given)
        yield self._link_problems(link, options.get("vpc_link"))
        yield connection_problems(options)
        for name in _WEBSOCKET_OPTIONS:
            yield only_websocket(registry, name, options.get(name))
        for name in _HTTP_OPTIONS:
            yield only_http(registry, name, options.get(name))
        yield only_http(registry, "subtype", self._subtype)
        yield tls_problems(options.get("tls_config"), link)
        yield self._credentials_problems(options.get("credentials_arn"))
        yield self._version_problems()
        yield default_problems(registry, self._type, options, function=self._is_function())
        yield self._request_parameter_problems(self._parameters)
        yield response_parameter_problems(options.get("response_parameters"))
        yield template_problems("request_templates", options.get("request_templates"))
        yield timeout_problems(registry, options.get("timeout"))
        yield length("description", options.get("description"), 0, 1024)
        yield length(self._uri_option, self._uri or None, 1, 2048)

    def _terms(self, options: IntegrationOptions) -> dict[str, Any]:
        """Return the arguments that are words of a closed set."""
        connection = member(self, "connection_type", options.get("connection_type"), ConnectionType)
        return {
            "connection_type": connection
            or (ConnectionType.VPC_LINK if link_of(options) else None),
            "integration_method": self._method(options.get("integration_method")),
            "content_handling_strategy": member(
                self,
                "content_handling_strategy",
                options.get("content_handling_strategy"),
                ContentHandlingStrategy,
            ),
            "passthrough_behavior": member(
                self,
                "passthrough_behavior",
                options.get("passthrough_behavior"),
                PassthroughBehavior,
            ),
        }

    def _arguments(self, options: IntegrationOptions) -> dict[str, Any]:
        tls, template = options.get("tls_config"), options.get("template_selection_expression")
        parameters = self._parameters
        if self._registry.protocol is not ProtocolType.WEBSOCKET:
            parameters = _mapping_rules.without_values(parameters)
        return {
            "connection_id": link_of(options),
            "credentials_arn": _expressions.maybe(options.get("credentials_arn")),
            "description": options.get("description"),
            "request_parameters": _expressions.expressions(parameters),
            "request_templates": _expressions.literals(options.get("request_templates")),
            "response_parameters": response_blocks(options.get("response_parameters")),
            "template_selection_expression": _expressions.maybe(template),
            "timeout_milliseconds": milliseconds(self._registry, options.get("timeout")),
            "tls_config": tls and {"server_name_to_verify": tls.server_name_to_verify},
        }

    @property
    def _uri_option(self) -> str:
        """The option that the address comes from, as the user wrote it."""
        return "uri"

    def _given_type(self) -> tuple[str, object]:
        """Return the option that decided the type, and its value, as the user wrote it."""
        return "type", self._type

    def _is_function(self) -> bool:
        """Say whether requests go to a Lambda function; an unresolved ARN counts as one."""
        proxy = self._type == IntegrationType.AWS_PROXY and self._subtype is None
        return proxy and self._uri is not None

    def _version_of(self, given: PayloadFormatVersion | str | None) -> str | None:
        if given is not None:
            return member(self, "payload_format_version", given, PayloadFormatVersion)
        if self._registry.protocol is ProtocolType.HTTP and self._is_function():
            return PayloadFormatVersion.VERSION_2_0
        return PayloadFormatVersion.VERSION_1_0

    def _version_problems(self) -> Iterator[Problem]:
        if self._version != PayloadFormatVersion.VERSION_2_0:
            return
        if self._registry.protocol is ProtocolType.WEBSOCKET or not self._is_function():
            allowed = "1.0: only Lambda functions of HTTP APIs get 2.0"
            yield Problem("payload_format_version", self._version, allowed)

    def _method(self, given: HttpMethod | str | None) -> str | None:
        if given is not None:
            return member(self, "integration_method", given, HttpMethod)
        if self._type == IntegrationType.MOCK or self._subtype is not None:
            return None
        http = self._registry.protocol is ProtocolType.HTTP
        proxy = http and self._type == IntegrationType.HTTP_PROXY
        return HttpMethod.ANY if proxy else HttpMethod.POST

    def _type_problems(self) -> Iterator[Problem]:
        http = self._registry.protocol is ProtocolType.HTTP
        if http and self._type not in _HTTP_TYPES and not unresolved(self._type):
            option, given = self._given_type()
            allowed = "AWS_PROXY or HTTP_PROXY" if option == "type" else "True"
            yield Problem(option, given, f"{allowed}: integrations of HTTP APIs are proxies")
        elif self._subtype is not None and self._type != IntegrationType.AWS_PROXY:
            option, given = self._given_type()
            allowed = "AWS_PROXY" if option == "type" else "True"
            yield Problem(option, given, f"{allowed}, with a subtype")

    def _link_problems(self, link: str | None, vpc_link: IVpcLink | None) -> Iterator[Problem]:
        if vpc_link is not None and self._registry.protocol is ProtocolType.WEBSOCKET:
            fix = "give connection_id of an aws_api_gateway_vpc_link"
            yield Problem("vpc_link", named(vpc_link), "nothing: a VPC link of HTTP APIs", fix)
        if link is None or unresolved(self._type) or self._type in WITH_A_URL:
            return
        allowed = f"nothing: {self._type} integrations have no VPC link, HTTP_PROXY ones have"
        yield Problem("connection_id", link, allowed, "leave the VPC link out")

    def _credentials_problems(self, credentials_arn: str | None) -> Iterator[Problem]:
        if isinstance(self._subtype, IntegrationSubtype):
            yield from service_subtype.credentials_problems(self._subtype, credentials_arn)
        if credentials_arn == _CALLER:
            problem = Problem(
                "credentials_arn",
                credentials_arn,
                "the ARN of a role: Terraform's AWS provider refuses the caller's own credentials",
            )
            raise UnsupportedOptionError(self.node.path, [problem])
        yield from role_problems("credentials_arn", credentials_arn)

    def _request_parameter_problems(self, given: Mapping[str, str] | None) -> Iterator[Problem]:
        option, protocol = "request_parameters", self._registry.protocol
        if isinstance(self._subtype, IntegrationSubtype):
            yield from service_subtype.parameter_problems(self._subtype, given)
        elif protocol is ProtocolType.HTTP and self._subtype is None:
            yield from _mapping_rules.http_request_problems(option, given)
        elif protocol is ProtocolType.WEBSOCKET:
            yield from _mapping_rules.websocket_request_problems(option, given)

    def _count(self) -> None:
        self._registry.take(self, "integration", self.tree_path, "id", self.tree_path)
        http = self._registry.protocol is ProtocolType.HTTP
        # WebSocket APIs have the same quota, but AWS raises it on request
        if http and self._registry.count("integration") > _MOST_INTEGRATIONS:
            allowed = f"up to {_MOST_INTEGRATIONS} integrations in one HTTP API"
            fix = "let several routes share an integration"
            check(self, [Problem("api", named(self._api), allowed, fix)])


class ImportedIntegration(ApiGatewayConstruct):
    """An integration that is defined elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, integration_id: str) -> None:
        super().__init__(scope, id)
        self.integration_id = integration_id
