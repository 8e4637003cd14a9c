"""
Routes of HTTP APIs to Lambda functions.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IFunction, IHasArn, IHttpRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration, HttpRouteIntegrationConfig
from apigwv2_tf.constructs.integration_credentials import IntegrationCredentials
from apigwv2_tf.constructs.lambda_function import invoke_arn_of
from apigwv2_tf.constructs.parameter_mapping import ParameterMapping
from apigwv2_tf.integrations._parts import permit
from apigwv2_tf.terms import HttpIntegrationType, PayloadFormatVersion
from typing_extensions import Unpack, override


class HttpLambdaIntegrationProps(ResourceOptions, total=False):
    """
    The options of an `HttpLambdaIntegration`.

    Args:
        payload_format_version: The shape of the event that the function gets. Left out, 2.0.

        parameter_mapping: What is changed in the request, as a `ParameterMapping` or as a dict.
            Left out, it passes as it is.

        response_parameters: Changes to the answer by status code. Left out, it passes as it is.

        timeout: From 50 ms to 30 s. Left out, 30 s.

        description: Up to 1,024 characters. Left out, there is none.

        scope_permission_to_route: Whether each route gets a permission of its own, by method and
            path. Left out, one permission covers all routes of the API, because a function's policy
            has room for some fifty; AWS CDK makes one for each route.

        credentials: The role that invokes the function, as `IntegrationCredentials`, an object with
            an ``arn``, or an ARN; no permission is made then. Left out, API Gateway itself invokes
            it.
    """

    payload_format_version: PayloadFormatVersion | str | None
    parameter_mapping: ParameterMapping | Mapping[str, str] | None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None
    timeout: timedelta | None
    description: str | None
    scope_permission_to_route: bool | None
    credentials: IntegrationCredentials | IHasArn | str | None


class HttpLambdaIntegration(HttpRouteIntegration):
    """
    Wire routes of an HTTP API to a Lambda function, and permit API Gateway to invoke it.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one
    ``aws_lambda_permission`` for each function and API, or one for each route.

    Args:
        id: The integration's id under its API.

        handler: The function: any object with ``function_name`` and ``invoke_arn``, such as the
            provider's ``LambdaFunction`` or ``LambdaAlias``, or a `LambdaTarget`.

        props: See `HttpLambdaIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    """

    option_words: ClassVar[Mapping[str, str]] = {"uri": "handler.invoke_arn"}

    @checked
    def __init__(
        self, id: str, handler: IFunction, **props: Unpack[HttpLambdaIntegrationProps]
    ) -> None:
        super().__init__(id, **resource_of(props))
        self._handler = handler
        self._props = props

    @override
    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
        """Say what the integration is."""
        props = self._props
        return HttpRouteIntegrationConfig(
            type=HttpIntegrationType.AWS_PROXY,
            uri=invoke_arn_of(self._handler),
            payload_format_version=props.get("payload_format_version"),
            parameter_mapping=props.get("parameter_mapping"),
            response_parameters=props.get("response_parameters"),
            timeout=props.get("timeout"),
            description=props.get("description"),
            credentials=props.get("credentials"),
        )

    @override
    def _complete_bind(self, *, route: IHttpRoute, scope: Construct) -> None:
        if self._props.get("credentials") is None:
            per_route = self._props.get("scope_permission_to_route") is True
            permit(route.http_api, self._handler, route, self._integration, per_route=per_route)
