"""
Integrations with a Lambda function.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._protocols import IApi, IFunction, IRoute
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.integration_options import IntegrationOptions
from apigwv2_tf.constructs.lambda_function import invoke_arn_of
from apigwv2_tf.constructs.permission import permit_api, permit_route
from apigwv2_tf.terms import IntegrationType
from typing_extensions import Unpack


class LambdaIntegrationOptions(IntegrationOptions, total=False):
    """The options of a `LambdaIntegration`, for ``api.add_lambda_integration``."""

    proxy: bool
    scope_permission_to_route: bool


class LambdaIntegration(Integration):
    """
    Wire routes to a Lambda function, and permit API Gateway to invoke it.

    Defines one ``aws_apigatewayv2_integration``, and one ``aws_lambda_permission`` for each
    function and API, or one for each route.

    Args:
        api: The API to add the integration to.

        handler: The function: any object with ``function_name`` and ``invoke_arn``, such as the
            provider's ``LambdaFunction`` or ``LambdaAlias``, or a `LambdaTarget`.

        proxy: Whether the function gets the request as it is. ``False`` is for WebSocket APIs: the
            function then gets what a request template makes of the message.

        scope_permission_to_route: Whether the function may be invoked by each route alone, by
            method and path. Left out, one permission covers all routes of the API: a function's
            policy has room for some fifty.

        options: See `Integration`.

    Raises:
        OptionError: If API Gateway would refuse an option, or ``proxy=False`` on an HTTP API.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        handler: IFunction,
        proxy: bool = True,
        scope_permission_to_route: bool = False,
        **options: Unpack[IntegrationOptions],
    ) -> None:
        super().__init__(
            scope,
            id,
            api=api,
            type=IntegrationType.AWS_PROXY if proxy else IntegrationType.AWS,
            uri=invoke_arn_of(handler),
            **options,
        )
        self._handler = handler
        self._per_route = scope_permission_to_route
        # a role named by credentials_arn invokes the function in its own right
        self._needs_permission = options.get("credentials_arn") is None
        if self._needs_permission and not self._per_route:
            permit_api(api, handler, self)

    def add_permissions_for_route(self, route: IRoute) -> None:
        """Permit one route to invoke the function, where permissions are made for each route."""
        if self._needs_permission and self._per_route and isinstance(route, Construct):
            permit_route(self._api, self._handler, route.key, route, self)

    @property
    def _uri_option(self) -> str:
        return "handler.invoke_arn"

    def _given_type(self) -> tuple[str, object]:
        return "proxy", self._type == IntegrationType.AWS_PROXY
