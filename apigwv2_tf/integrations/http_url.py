"""
Routes of HTTP APIs to URLs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IHttpRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration, HttpRouteIntegrationConfig
from apigwv2_tf.constructs.parameter_mapping import ParameterMapping
from apigwv2_tf.terms import HttpIntegrationType, HttpMethod
from typing_extensions import Unpack, override


class HttpUrlIntegrationProps(ResourceOptions, total=False):
    """
    The options of an `HttpUrlIntegration`.

    Args:
        method: The method the URL is called with. Left out, ``ANY``: the caller's own.

        parameter_mapping: What is changed in the request, as a `ParameterMapping` or as a dict.
            Left out, it passes as it is.

        response_parameters: Changes to the answer by status code. Left out, it passes as it is.

        timeout: From 50 ms to 30 s. Left out, 30 s.

        description: Up to 1,024 characters. Left out, there is none.
    """

    method: HttpMethod | str | None
    parameter_mapping: ParameterMapping | Mapping[str, str] | None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None
    timeout: timedelta | None
    description: str | None


class HttpUrlIntegration(HttpRouteIntegration):
    """
    Wire routes of an HTTP API to a URL.

    Defines one ``aws_apigatewayv2_integration`` at the first route.

    Args:
        id: The integration's id under its API.

        url: The backend's URL; it may name variables of the route, such as ``{book_id}``, and
            ``{proxy}`` for ``{proxy+}``.

        props: See `HttpUrlIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    """

    option_words: ClassVar[Mapping[str, str]] = {"uri": "url"}

    @checked
    def __init__(self, id: str, url: str, **props: Unpack[HttpUrlIntegrationProps]) -> None:
        super().__init__(id, **resource_of(props))
        self._url = url
        self._props = props

    @override
    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
        """Say what the integration is."""
        props = self._props
        return HttpRouteIntegrationConfig(
            type=HttpIntegrationType.HTTP_PROXY,
            uri=self._url,
            method=props.get("method"),
            parameter_mapping=props.get("parameter_mapping"),
            response_parameters=props.get("response_parameters"),
            timeout=props.get("timeout"),
            description=props.get("description"),
        )
