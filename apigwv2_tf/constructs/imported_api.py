"""APIs that are defined elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, length, matches, member, refuse
from apigwv2_tf.constructs._construct import (
    ApiGatewayConstruct,
    ResourceOptions,
    reading_problems,
    resource_of,
)
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._types import checked, refuse_unknown
from apigwv2_tf.constructs.api_base import ApiBase
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem
from apigwv2_tf.terms import ExportOutputType, ProtocolType
from typing_extensions import Unpack


class ApiLookupOptions(ResourceOptions, total=False):
    """
    What an API is looked up by.

    The options that every resource has are those of the data source that reads the API, such as
    ``transform``; of these only ``region`` holds for the search by name and tags as well.

    Args:
        api_id: Its id. Left out, it is found by the rest, which must fit one API.

        name: Its name. Left out, any.

        protocol_type: What clients speak to it. Left out, any.

        tags: Tags it has. Left out, any.
    """

    api_id: str | None
    name: str | None
    protocol_type: ProtocolType | str | None
    tags: Mapping[str, str] | None


class ImportedApi(ApiBase):
    """
    An API that is defined elsewhere, by its id.

    Defines no resource, until something asks for an attribute that was not given: then one
    ``data.aws_apigatewayv2_api`` that reads it from AWS.

    Args:
        api_id: The API's id.

        protocol_type: What clients speak to it. Left out, options that belong to one protocol
            are not checked, and what differs by protocol must be given.

        execution_arn: The ARN that its requests begin with. Left out, read from AWS when needed.

        api_endpoint: Its URL without a stage. Left out, read from AWS when needed.
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api_id: str,
        protocol_type: ProtocolType | str | None = None,
        execution_arn: str | None = None,
        api_endpoint: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        check(self, length("api_id", api_id, 1, 128), reading_problems(resource))
        self._api_id = api_id
        self._execution_arn = execution_arn
        self._api_endpoint = api_endpoint
        self._options = resource
        protocol = member(self, "protocol_type", protocol_type, ProtocolType)
        registry_of(self).protocol = protocol if isinstance(protocol, ProtocolType) else None

    @property
    def api_id(self) -> str:
        """The API's id."""
        return self._api_id

    @property
    def execution_arn(self) -> str:
        """The ARN that requests to the API begin with."""
        return self._execution_arn or str(self.read().execution_arn)

    @property
    def api_endpoint(self) -> str:
        """The API's URL without a stage."""
        return self._api_endpoint or str(self.read().api_endpoint)

    def read(self) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """Return the provider's data source of the API, made when it is first asked for."""
        if self._resource is None:
            self._resource = self._define(
                "aws_apigatewayv2_api", {"api_id": self._api_id}, self._options, data=True
            )
        return self._resource


class ApiSearch(ApiGatewayConstruct):
    """
    Find APIs by name, protocol and tags.

    Defines one ``data.aws_apigatewayv2_apis``.

    Args:
        name: The name they have. Left out, any.

        protocol_type: The protocol they have. Left out, any.

        tags: The tags they all have. Left out, any.

    Raises:
        OptionError: If the name cannot be one.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str | None = None,
        protocol_type: ProtocolType | str | None = None,
        tags: Mapping[str, str] | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        check(self, length("name", name, 1, 128))
        self._resource = self._define(
            "aws_apigatewayv2_apis",
            {
                "name": name,
                "protocol_type": member(self, "protocol_type", protocol_type, ProtocolType),
                "tags": tags,
            },
            resource,
            data=True,
        )

    @property
    def api_ids(self) -> list[str]:
        """The ids of the APIs that were found."""
        return list(self._resource.ids)

    @property
    def only_api_id(self) -> str:
        """The id of the one API that was found; Terraform fails where there is none or several."""
        return str(Fn.one(self._resource.ids))


class ApiExport(ApiGatewayConstruct):
    """
    Export an HTTP API as an OpenAPI document.

    Defines one ``data.aws_apigatewayv2_export``.

    Args:
        api: The API.

        specification: The specification; API Gateway knows ``OAS30`` only.

        output_type: ``JSON`` or ``YAML``. Left out, JSON.

        stage_name: The stage to export. Left out, the newest configuration, deployed or not.

        export_version: The version of the export algorithm; ``1.0`` is the only one. Left out,
            the newest.

        include_extensions: Whether API Gateway's own extensions are included. Left out, yes.

    Raises:
        OptionError: If API Gateway would refuse an option.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-export.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        specification: str = "OAS30",
        output_type: ExportOutputType | str = ExportOutputType.JSON,
        stage_name: str | None = None,
        export_version: str | None = None,
        include_extensions: bool | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        if registry_of(api).protocol is ProtocolType.WEBSOCKET:
            refuse(self, "api", "a WebSocket API", "an HTTP API: only these can be exported")
        if specification != "OAS30":
            refuse(self, "specification", specification, "OAS30")
        check(self, matches("export_version", export_version, r"1\.0", "1.0"))
        self._resource = self._define(
            "aws_apigatewayv2_export",
            {
                "api_id": api.api_id,
                "specification": specification,
                "output_type": member(self, "output_type", output_type, ExportOutputType),
                "stage_name": stage_name,
                "export_version": export_version,
                "include_extensions": include_extensions,
            },
            resource,
            data=True,
        )

    @property
    def body(self) -> str:
        """The document."""
        return str(self._resource.body)


def _lookup_problems(
    api_id: str | None, name: str | None, tags: Mapping[str, str] | None
) -> Iterator[Problem]:
    if api_id is None and name is None and not tags:
        yield Problem("api_id", LEFT_OUT, "an id, a name or tags to look for")
    for option, value in (("name", name), ("tags", tags)):
        if api_id is not None and value is not None:
            yield Problem(option, value, "nothing: api_id says which API it is")
    for option, text in (("api_id", api_id), ("name", name)):
        if isinstance(text, str):  # of another type it is refused by what it is given to
            yield from length(option, text, 1, 128)


def searched(
    scope: Construct, id: str, options: ApiLookupOptions, called: str
) -> tuple[str, ResourceOptions]:
    """
    Return the id of an API that is looked up, and the options of what reads it.

    Raises:
        OptionError: If there is nothing to look for.

        TypeError: If there is no such option.
    """
    refuse_unknown(called, options, ApiLookupOptions.__annotations__)
    api_id, name, tags = options.get("api_id"), options.get("name"), options.get("tags")
    problems = [*_lookup_problems(api_id, name, tags), *reading_problems(options)]
    if problems:
        raise OptionError(f"{scope.node.path}/{id}", problems)
    if api_id is None:
        protocol_type = options.get("protocol_type")
        search = ApiSearch(
            scope,
            f"{id}Search",
            name=name,
            protocol_type=protocol_type,
            tags=tags,
            region=options.get("region"),
        )
        api_id = search.only_api_id
    return api_id, resource_of(options)


def found(scope: Construct, id: str, options: ApiLookupOptions) -> ImportedApi:
    """Look an API up by its id, or by name, protocol and tags."""
    api_id, resource = searched(scope, id, options, "Api.from_lookup")
    api = ImportedApi(
        scope, id, api_id=api_id, protocol_type=options.get("protocol_type"), **resource
    )
    api.read()
    return api
