"""
Integrations of HTTP APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IApi, IHasArn, IHttpRoute
from apigwv2_tf.constructs._route_integration import RouteIntegration
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.integration_credentials import IntegrationCredentials
from apigwv2_tf.constructs.integration_options import IntegrationOptions, TlsConfig
from apigwv2_tf.constructs.parameter_mapping import ParameterMapping
from apigwv2_tf.constructs.place import check_http
from apigwv2_tf.terms import (
    HttpConnectionType,
    HttpIntegrationSubtype,
    HttpIntegrationType,
    HttpMethod,
    PayloadFormatVersion,
)
from typing_extensions import Required, TypedDict, Unpack

_WORDS = {
    "type": "integration_type",
    "uri": "integration_uri",
    "subtype": "integration_subtype",
    "integration_method": "method",
    "request_parameters": "parameter_mapping",
    "credentials_arn": "credentials",
    "tls_config": "secure_server_name",
    "tls_config.server_name_to_verify": "secure_server_name",
}


class HttpIntegrationProps(ResourceOptions, total=False):
    """
    The options of an `HttpIntegration`.

    Args:
        http_api: The API to add the integration to.

        integration_type: ``AWS_PROXY`` for functions and services, ``HTTP_PROXY`` for URLs.

        integration_uri: The backend: a function's ARN or invoke ARN, a URL, the ARN of a listener
            or of a Cloud Map service. Left out, `integration_subtype` names the action.

        integration_subtype: The AWS service action to call. Left out, `integration_uri` is used.

        method: The method the backend is called with. Left out, ``ANY`` for a URL.

        connection_type: ``INTERNET`` or ``VPC_LINK``. Left out, what `connection_id` needs.

        connection_id: The id of a VPC link. Left out, the backend is called over the internet.

        payload_format_version: The shape of the event. Left out, 2.0 for functions, else 1.0.

        parameter_mapping: What is changed in the request, or the parameters of the service action;
            as a `ParameterMapping` or as a dict. Left out, the request passes as it is.

        response_parameters: Changes to the answer by status code. Left out, it passes as it is.

        secure_server_name: The name that a private backend's certificate is checked with. Left
            out, the backend is called without TLS.

        timeout: From 50 ms to 30 s. Left out, 30 s.

        credentials: The role that the backend is called with, as `IntegrationCredentials`, an
            object with an ``arn``, or an ARN. Left out, the backend's own policy must permit it.

        description: Up to 1,024 characters. Left out, there is none.
    """

    http_api: Required[IApi]
    integration_type: Required[HttpIntegrationType | str]
    integration_uri: str | None
    integration_subtype: HttpIntegrationSubtype | str | None
    method: HttpMethod | str | None
    connection_type: HttpConnectionType | str | None
    connection_id: str | None
    payload_format_version: PayloadFormatVersion | str | None
    parameter_mapping: ParameterMapping | Mapping[str, str] | None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None
    secure_server_name: str | None
    timeout: timedelta | None
    credentials: IntegrationCredentials | IHasArn | str | None
    description: str | None


class HttpIntegration(Integration):
    """
    Wire routes of an HTTP API to a backend.

    Defines one ``aws_apigatewayv2_integration``. The classes of `apigwv2_tf.integrations` make it
    for you, with the roles and permissions it needs.

    Args:
        props: See `HttpIntegrationProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, or it is a WebSocket API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
    """

    option_words: Mapping[str, str] = _WORDS

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[HttpIntegrationProps]) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        check_http(self, props["http_api"], "WebSocketIntegration")
        self._build_from(props)

    def _build_from(self, props: HttpIntegrationProps) -> None:
        self._build(
            props["http_api"],
            props["integration_type"],
            props.get("integration_uri"),
            props.get("integration_subtype"),
            _integration_options(props),
        )

    @property
    def http_api(self) -> IApi:
        """The API that the integration belongs to."""
        return self._api


def _integration_options(props: HttpIntegrationProps) -> IntegrationOptions:
    credentials, server = props.get("credentials"), props.get("secure_server_name")
    options: IntegrationOptions = {
        "connection_type": props.get("connection_type"),
        "connection_id": props.get("connection_id"),
        "credentials_arn": _arn(credentials),
        "description": props.get("description"),
        "integration_method": props.get("method"),
        "payload_format_version": props.get("payload_format_version"),
        "request_parameters": props.get("parameter_mapping"),
        "response_parameters": props.get("response_parameters"),
        "timeout": props.get("timeout"),
        "tls_config": None if server is None else TlsConfig(server_name_to_verify=server),
    }
    resource: Any = resource_of(props)
    return {**resource, **options}


def _arn(credentials: IntegrationCredentials | IHasArn | str | None) -> str | None:
    if isinstance(credentials, IntegrationCredentials):
        return credentials.credentials_arn
    return None if credentials is None else arn_of(credentials)


class HttpRouteIntegrationBindOptions(TypedDict):
    """
    What `HttpRouteIntegration.bind` gets.

    Args:
        route: The first route that uses the integration.

        scope: The construct of the integration, for the roles and permissions that it needs.
    """

    route: IHttpRoute
    scope: Construct


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpRouteIntegrationConfig(Struct):
    """
    What `HttpRouteIntegration.bind` returns; each option as in `HttpIntegrationProps`.

    Args:
        type: What is done with a request.
    """

    type: HttpIntegrationType | str
    payload_format_version: PayloadFormatVersion | str | None = None
    uri: str | None = None
    subtype: HttpIntegrationSubtype | str | None = None
    method: HttpMethod | str | None = None
    connection_id: str | None = None
    connection_type: HttpConnectionType | str | None = None
    credentials: IntegrationCredentials | IHasArn | str | None = None
    parameter_mapping: ParameterMapping | Mapping[str, str] | None = None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None = None
    secure_server_name: str | None = None
    timeout: timedelta | None = None
    description: str | None = None


class HttpRouteIntegration(RouteIntegration[IHttpRoute, HttpIntegration]):
    """
    The base of everything that a route of an HTTP API can be wired to.

    One object is one integration: routes that share the object share the integration. A subclass
    says in `bind` what it is.

    Args:
        id: The integration's id under its API; under its first route where the API belongs to
            another stack or has something else with that id.

        resource: See `ResourceOptions`.
    """

    @abstractmethod
    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
        """
        Say what the integration is; called once, with the first route.

        Args:
            route: The first route that uses the integration.

            scope: The construct of the integration, for the roles and permissions that it needs.
        """

    def _api_of(self, route: IHttpRoute) -> IApi:
        return route.http_api

    def _made(self, scope: ApiGatewayConstruct, route: IHttpRoute) -> HttpIntegration:
        return _BoundIntegration(scope, self._id, route=route, source=self)


class _BoundIntegration(HttpIntegration):
    """The integration of a route integration; in its place before it is asked what it is."""

    @checked
    def __init__(
        self, scope: Construct, id: str, *, route: IHttpRoute, source: HttpRouteIntegration
    ) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        self.option_words = {**_WORDS, **source.option_words}
        self._api = route.http_api
        self._resource_options = source.resource_options
        bound: Any = source.bind(route=route, scope=self)
        self._build_as(bound)

    @checked
    def _build_as(self, bind_returned: HttpRouteIntegrationConfig) -> None:
        """Define what the route integration said; by this name it stands in errors."""
        bound = bind_returned
        self._build_from(
            {
                **self._resource_options,
                "http_api": self._api,
                "integration_type": bound.type,
                "integration_uri": bound.uri,
                "integration_subtype": bound.subtype,
                "method": bound.method,
                "connection_type": bound.connection_type,
                "connection_id": bound.connection_id,
                "payload_format_version": bound.payload_format_version,
                "parameter_mapping": bound.parameter_mapping,
                "response_parameters": bound.response_parameters,
                "secure_server_name": bound.secure_server_name,
                "timeout": bound.timeout,
                "credentials": bound.credentials,
                "description": bound.description,
            }
        )
