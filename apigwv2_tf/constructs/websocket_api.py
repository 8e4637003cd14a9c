"""
WebSocket APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, known_keys, refuse
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.api import Api
from apigwv2_tf.constructs.api_options import ApiOptions
from apigwv2_tf.constructs.imported_api import ApiLookupOptions
from apigwv2_tf.constructs.imported_websocket_api import (
    ImportedWebSocketApi,
    WebSocketApiAttributes,
    found_websocket,
)
from apigwv2_tf.constructs.websocket_api_base import WebSocketApiBase
from apigwv2_tf.constructs.websocket_route import WebSocketRouteOptions
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import (
    IpAddressType,
    KnownApiKeySelectionExpression,
    KnownRouteKey,
    ProtocolType,
)
from typing_extensions import Unpack

_ROUTES = {
    "connect_route_options": KnownRouteKey.CONNECT,
    "disconnect_route_options": KnownRouteKey.DISCONNECT,
    "default_route_options": KnownRouteKey.DEFAULT,
}


class WebSocketApiKeySelectionExpression:
    """
    Where the API key of a caller stands.

    Args:
        custom_api_key_selector: The expression. API Gateway knows `HEADER_X_API_KEY` and
            `AUTHORIZER_USAGE_IDENTIFIER_KEY`, and no other.
    """

    HEADER_X_API_KEY: ClassVar[WebSocketApiKeySelectionExpression]
    AUTHORIZER_USAGE_IDENTIFIER_KEY: ClassVar[WebSocketApiKeySelectionExpression]

    def __init__(self, custom_api_key_selector: str) -> None:
        self._selector = custom_api_key_selector

    @property
    def custom_api_key_selector(self) -> str:
        """The expression."""
        return self._selector

    def __str__(self) -> str:
        return self._selector


WebSocketApiKeySelectionExpression.HEADER_X_API_KEY = WebSocketApiKeySelectionExpression(
    KnownApiKeySelectionExpression.HEADER_X_API_KEY.value
)
WebSocketApiKeySelectionExpression.AUTHORIZER_USAGE_IDENTIFIER_KEY = (
    WebSocketApiKeySelectionExpression(
        KnownApiKeySelectionExpression.AUTHORIZER_USAGE_IDENTIFIER.value
    )
)


class WebSocketApiProps(ResourceOptions, total=False):
    """
    The options of a `WebSocketApi`.

    Args:
        api_name: 1 to 128 characters. Left out, the construct's id.

        description: Up to 1,024 characters. Left out, there is none.

        route_selection_expression: How the route of a message is found. Left out,
            ``$request.body.action``.

        api_key_selection_expression: Where the API key of a caller stands. Left out, the header
            ``x-api-key``.

        connect_route_options: The route ``$connect``. Left out, everyone may connect.

        disconnect_route_options: The route ``$disconnect``. Left out, nothing is called.

        default_route_options: The route ``$default``, for messages that no other route takes. Left
            out, these are refused.

        disable_schema_validation: Not available in Terraform's provider.

        disable_execute_api_endpoint: Whether only domain names of your own lead to the API. Left
            out, no.

        ip_address_type: Which addresses can call: ``ipv4`` or ``dualstack``. Left out, ``ipv4``.

        version: A version of your own, 1 to 64 characters. Left out, none.

        tags: Up to 50. Left out, the provider's default tags.
    """

    api_name: str | None
    description: str | None
    route_selection_expression: str | None
    api_key_selection_expression: (
        WebSocketApiKeySelectionExpression | KnownApiKeySelectionExpression | str | None
    )
    connect_route_options: WebSocketRouteOptions | None
    disconnect_route_options: WebSocketRouteOptions | None
    default_route_options: WebSocketRouteOptions | None
    disable_schema_validation: bool | None
    disable_execute_api_endpoint: bool | None
    ip_address_type: IpAddressType | str | None
    version: str | None
    tags: Mapping[str, str] | None


class WebSocketApi(WebSocketApiBase, Api):
    """
    Define a WebSocket API; give it a `WebSocketStage` to serve it.

    Defines one ``aws_apigatewayv2_api``.

    Args:
        props: See `WebSocketApiProps`.

    Raises:
        OptionError: If API Gateway would refuse an option.

        UnsupportedOptionError: If ``disable_schema_validation`` is ``True``.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[WebSocketApiProps]) -> None:
        Api.__init__(self, scope, id, **_api_options(props))
        check(self, _route_problems(props))
        given: Mapping[str, Any] = props
        for option, key in _ROUTES.items():
            options: WebSocketRouteOptions | None = given.get(option)
            if options is not None:
                self.add_route(key, **options)

    @property
    def web_socket_api_name(self) -> str:
        """The API's name."""
        return str(self._info["name"])

    @property
    def disable_execute_api_endpoint(self) -> bool:
        """Whether only domain names of your own lead to the API."""
        return self._endpoint_closed

    @property
    def api_endpoint(self) -> str:
        """The API's URL without a stage; refused where only domain names of its own lead to it."""
        self._require_open_endpoint("use domain_url of the stage or of the mapping")
        return str(self._resource.api_endpoint)

    @staticmethod
    def from_web_socket_api_attributes(
        scope: Construct, id: str, **attributes: Unpack[WebSocketApiAttributes]
    ) -> ImportedWebSocketApi:
        """
        Refer to a WebSocket API that is defined elsewhere, and add to it.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            attributes: See `WebSocketApiAttributes`.
        """
        return ImportedWebSocketApi(scope, id, **attributes)

    @staticmethod
    def from_api_id(
        scope: Construct,
        id: str,
        api_id: str,
        *,
        protocol_type: ProtocolType | str | None = ProtocolType.WEBSOCKET,
        execution_arn: str | None = None,
        api_endpoint: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> ImportedWebSocketApi:
        """
        Refer to a WebSocket API that is defined elsewhere, and add to it.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api_id: The API's id.

            protocol_type: ``WEBSOCKET``, the only one here.

            execution_arn: The ARN that its requests begin with. Left out, read from AWS if needed.

            api_endpoint: Its URL without a stage. Left out, read from AWS if needed.

            resource: See `ResourceOptions`; for the data source, where one is needed.
        """
        api = ImportedWebSocketApi(
            scope,
            id,
            web_socket_id=api_id,
            execution_arn=execution_arn,
            api_endpoint=api_endpoint,
            **resource,
        )
        if protocol_type not in (ProtocolType.WEBSOCKET, None):
            refuse(api, "protocol_type", protocol_type, "WEBSOCKET", "use HttpApi.from_api_id()")
        return api

    @staticmethod
    def from_lookup(
        scope: Construct, id: str, **options: Unpack[ApiLookupOptions]
    ) -> ImportedWebSocketApi:
        """
        Look up a WebSocket API that is defined elsewhere; Terraform fails where there is not one.

        Args:
            scope: Where the look-up stands.

            id: Its id there.

            options: See `ApiLookupOptions`.

        Raises:
            OptionError: If there is nothing to look for.
        """
        return found_websocket(scope, id, options)


def _api_options(props: WebSocketApiProps) -> ApiOptions:
    own = (*_ROUTES, "api_key_selection_expression")
    same: Any = {name: value for name, value in props.items() if name not in own}
    selection = props.get("api_key_selection_expression")
    if isinstance(selection, WebSocketApiKeySelectionExpression):
        selection = selection.custom_api_key_selector
    options: ApiOptions = same
    options["protocol_type"] = ProtocolType.WEBSOCKET
    options["deploy"] = False
    options["api_key_selection_expression"] = selection
    return options


def _route_problems(props: WebSocketApiProps) -> Iterator[Problem]:
    given: Mapping[str, Any] = props
    for option in _ROUTES:
        routes = given.get(option) or {}
        yield from known_keys(option, routes, WebSocketRouteOptions.__annotations__)
