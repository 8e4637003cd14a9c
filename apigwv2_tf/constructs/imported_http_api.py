"""HTTP APIs that are defined elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.http_api_base import HttpApiBase
from apigwv2_tf.constructs.imported_api import ApiLookupOptions, ImportedApi, searched
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Required, Unpack


class HttpApiAttributes(ResourceOptions, total=False):
    """
    What an HTTP API that is defined elsewhere is known by.

    Args:
        http_api_id: The API's id.

        api_endpoint: Its URL without a stage. Left out, read from AWS when needed.

        execution_arn: The ARN that its requests begin with. Left out, read from AWS when needed.
    """

    http_api_id: Required[str]
    api_endpoint: str | None
    execution_arn: str | None


class ImportedHttpApi(HttpApiBase, ImportedApi):
    """
    An HTTP API that is defined elsewhere: routes, stages and all else can be added to it.

    Defines no resource, until something asks for an attribute that was not given: then one
    ``data.aws_apigatewayv2_api`` that reads it from AWS.

    Args:
        attributes: See `HttpApiAttributes`.

    Raises:
        OptionError: If the id cannot be one.
    """

    option_words: Mapping[str, str] = {"api_id": "http_api_id"}

    @checked
    def __init__(self, scope: Construct, id: str, **attributes: Unpack[HttpApiAttributes]) -> None:
        ImportedApi.__init__(
            self,
            scope,
            id,
            api_id=attributes["http_api_id"],
            protocol_type=ProtocolType.HTTP,
            execution_arn=attributes.get("execution_arn"),
            api_endpoint=attributes.get("api_endpoint"),
            **resource_of(attributes),
        )

    def _metric_region(self) -> str | None:
        return self._options.get("region")


def found_http(scope: Construct, id: str, options: ApiLookupOptions) -> ImportedHttpApi:
    """Look an HTTP API up by its id, or by name and tags."""
    protocol = options.get("protocol_type")
    if protocol not in (ProtocolType.HTTP, None):
        fix = "use WebSocketApi.from_lookup()"
        raise OptionError(
            f"{scope.node.path}/{id}", [Problem("protocol_type", protocol, "HTTP", fix)]
        )
    wanted: ApiLookupOptions = {**options, "protocol_type": ProtocolType.HTTP}
    api_id, resource = searched(scope, id, wanted, "HttpApi.from_lookup")
    api = ImportedHttpApi(scope, id, http_api_id=api_id, **resource)
    api.read()
    return api
