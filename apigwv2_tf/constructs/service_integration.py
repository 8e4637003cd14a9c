"""
Integrations with AWS services, without a function in between.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.terms import IntegrationSubtype, IntegrationType, ProtocolType
from typing_extensions import Unpack


class ServiceIntegrationOptions(IntegrationOptions, total=False):
    """The options of a `ServiceIntegration`, for ``api.add_service_integration``."""

    arn: str | None
    subtype: IntegrationSubtype | str | None
    proxy: bool | None


class ServiceIntegration(Integration):
    """
    Wire routes to an action of an AWS service.

    Defines one ``aws_apigatewayv2_integration``; no role and no permission.

    Args:
        api: The API to add the integration to.

        arn: WebSocket: the action, such as
            ``arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem``. HTTP APIs take a subtype.

        subtype: HTTP: the action, such as ``SQS-SendMessage``; its parameters go into
            ``request_parameters``, and ``credentials_arn`` is needed.

        proxy: Whether the message passes as it is. Left out: with a subtype yes, with an ARN no.

        options: See `Integration`.

    Raises:
        OptionError: If API Gateway would refuse an option, or the action lacks a parameter.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        arn: str | None = None,
        subtype: IntegrationSubtype | str | None = None,
        proxy: bool | None = None,
        **options: Unpack[IntegrationOptions],
    ) -> None:
        if proxy is None:
            proxy = subtype is not None or registry_of(api).protocol is ProtocolType.HTTP
        kind = IntegrationType.AWS_PROXY if proxy else IntegrationType.AWS
        super().__init__(scope, id, api=api, type=kind, uri=arn, subtype=subtype, **options)

    @property
    def _uri_option(self) -> str:
        return "arn"

    def _given_type(self) -> tuple[str, object]:
        return "proxy", self._type == IntegrationType.AWS_PROXY
