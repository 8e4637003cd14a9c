"""
Integrations with a URL.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
"""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.terms import IntegrationType
from typing_extensions import Unpack


class UrlIntegrationOptions(IntegrationOptions, total=False):
    """The options of a `UrlIntegration`, for ``api.add_http_integration``."""

    proxy: bool


class UrlIntegration(Integration):
    """
    Wire routes to a URL.

    Defines one ``aws_apigatewayv2_integration``.

    Args:
        api: The API to add the integration to.

        url: The backend's URL; it may name variables of the route such as ``{book_id}``. With a
            VPC link on an HTTP API: the ARN of a listener or a Cloud Map service.

        proxy: Whether request and answer pass as they are. ``False`` is for WebSocket APIs, where
            templates turn them.

        options: See `Integration`.

    Raises:
        OptionError: If API Gateway would refuse an option.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        url: str,
        proxy: bool = True,
        **options: Unpack[IntegrationOptions],
    ) -> None:
        kind = IntegrationType.HTTP_PROXY if proxy else IntegrationType.HTTP
        super().__init__(scope, id, api=api, type=kind, uri=url, **options)

    @property
    def _uri_option(self) -> str:
        return "url"

    def _given_type(self) -> tuple[str, object]:
        return "proxy", self._type == IntegrationType.HTTP_PROXY
