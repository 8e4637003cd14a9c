"""WebSocket APIs that are defined elsewhere."""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Construct, add_validation
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.answers import warn_of_answers
from apigwv2_tf.constructs.imported_api import ApiLookupOptions, ImportedApi, searched
from apigwv2_tf.constructs.websocket_api_base import WebSocketApiBase
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Required, Unpack


class WebSocketApiAttributes(ResourceOptions, total=False):
    """
    What a WebSocket API that is defined elsewhere is known by.

    Args:
        web_socket_id: The API's id.

        api_endpoint: Its URL without a stage. Left out, read from AWS when needed.

        execution_arn: The ARN that its requests begin with. Left out, read from AWS when needed.
    """

    web_socket_id: Required[str]
    api_endpoint: str | None
    execution_arn: str | None


class ImportedWebSocketApi(WebSocketApiBase, ImportedApi):
    """
    A WebSocket API that is defined elsewhere: routes, stages and all else can be added to it.

    Defines no resource, until something asks for an attribute that was not given: then one
    ``data.aws_apigatewayv2_api`` that reads it from AWS.

    Args:
        attributes: See `WebSocketApiAttributes`.
    """

    @checked
    def __init__(
        self, scope: Construct, id: str, **attributes: Unpack[WebSocketApiAttributes]
    ) -> None:
        ImportedApi.__init__(
            self,
            scope,
            id,
            api_id=attributes["web_socket_id"],
            protocol_type=ProtocolType.WEBSOCKET,
            execution_arn=attributes.get("execution_arn"),
            api_endpoint=attributes.get("api_endpoint"),
            **resource_of(attributes),
        )
        add_validation(self, lambda: warn_of_answers(self))

    def _metric_region(self) -> str | None:
        return self._options.get("region")


def found_websocket(scope: Construct, id: str, options: ApiLookupOptions) -> ImportedWebSocketApi:
    """Look a WebSocket API up by its id, or by name and tags."""
    protocol = options.get("protocol_type")
    if protocol not in (ProtocolType.WEBSOCKET, None):
        fix = "use HttpApi.from_lookup()"
        raise OptionError(
            f"{scope.node.path}/{id}", [Problem("protocol_type", protocol, "WEBSOCKET", fix)]
        )
    wanted: ApiLookupOptions = {**options, "protocol_type": ProtocolType.WEBSOCKET}
    api_id, resource = searched(scope, id, wanted, "WebSocketApi.from_lookup")
    api = ImportedWebSocketApi(scope, id, web_socket_id=api_id, **resource)
    api.read()
    return api
