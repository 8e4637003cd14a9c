"""
Integrations that answer without a backend; WebSocket only.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
"""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.terms import IntegrationType
from typing_extensions import Unpack


class MockIntegration(Integration):
    """
    Answer messages by templates alone; WebSocket only.

    Defines one ``aws_apigatewayv2_integration``.

    Args:
        api: The API to add the integration to.

        options: See `Integration`.

    Raises:
        OptionError: If the API is an HTTP API, or API Gateway would refuse an option.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
    """

    @checked
    def __init__(
        self, scope: Construct, id: str, *, api: IApi, **options: Unpack[IntegrationOptions]
    ) -> None:
        super().__init__(scope, id, api=api, type=IntegrationType.MOCK, **options)
