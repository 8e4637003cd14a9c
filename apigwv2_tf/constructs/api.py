"""
APIs: the front door of HTTP and WebSocket services.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from apigwv2_tf.constructs import _expressions, open_api_document
from apigwv2_tf.constructs._bindings import (
    Construct,
    Fn,
    Postcondition,
    TerraformResourceLifecycle,
    add_validation,
)
from apigwv2_tf.constructs._checks import check, member, names, refuse
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import only_http, only_websocket, tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.answers import warn_of_answers
from apigwv2_tf.constructs.api_base import ApiBase
from apigwv2_tf.constructs.api_options import (
    INFO_OPTIONS,
    ApiOptions,
    DefaultTarget,
    default_target_problems,
    deploy_problems,
    document_of,
    document_problems,
    info_problems,
    quick_create_problems,
    refuse_unsupported,
    selection_problems,
)
from apigwv2_tf.constructs.deployment import Deployment
from apigwv2_tf.constructs.imported_api import ApiLookupOptions, ImportedApi, found
from apigwv2_tf.constructs.integration import Integration
from apigwv2_tf.constructs.route_key import shape
from apigwv2_tf.constructs.stage import DEFAULT_STAGE, Stage
from apigwv2_tf.constructs.stage_options import StageOptions
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import (
    IpAddressType,
    KnownApiKeySelectionExpression,
    KnownRouteKey,
    ProtocolType,
)
from typing_extensions import Unpack

_MADE_BY_API = "Made by the Api construct"
_OWN_STAGE = "prod"
_WEBSOCKET_SELECTION = "$request.body.action"

_AS_GIVEN = (
    "fail_on_warnings",
    "disable_execute_api_endpoint",
    "target",
    "route_key",
    "credentials_arn",
    "tags",
)


class Api(ApiBase):
    """
    Define an HTTP API or a WebSocket API.

    Defines one ``aws_apigatewayv2_api``; unless told otherwise also one
    ``aws_apigatewayv2_deployment`` and one ``aws_apigatewayv2_stage``.

    Args:
        options: See `ApiOptions`.

    Raises:
        OptionError: If API Gateway would refuse an option, or an option belongs to the other
            protocol.

        UnsupportedOptionError: If an option is given that the provider lacks.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **options: Unpack[ApiOptions]) -> None:
        super().__init__(scope, id)
        self._deployment: Deployment | None = None
        self._stage: Stage | None = None
        self._endpoint_closed = options.get("disable_execute_api_endpoint") is True
        self._served_by_aws = options.get("target") is not None
        self._registry = registry = registry_of(self)
        self._info = self._info_of(options)
        registry.protocol = self._protocol_of(options)
        registry.settings = self
        registry.from_document = document_of(options) is not None
        refuse_unsupported(self, options)
        check(self, *self._problems(options))
        self._resource = self._define("aws_apigatewayv2_api", self._arguments(options), options)
        if options.get("target") is not None:
            self._take_quick_create(options)
        elif options.get("deploy") is not False:
            self._deploy(options)
        default_target = options.get("default_target")
        if default_target is not None:
            self._add_default_target(default_target)
        if registry.protocol is ProtocolType.WEBSOCKET:
            add_validation(self, lambda: warn_of_answers(self))

    @cached_property
    def api_id(self) -> str:
        """The id that API Gateway gave the API."""
        return str(self._resource.id)

    @cached_property
    def execution_arn(self) -> str:
        """The ARN that requests to the API begin with."""
        return str(self._resource.execution_arn)

    @property
    def api_endpoint(self) -> str:
        """The API's URL without a stage: ``https://…``, for WebSocket ``wss://…``."""
        return str(self._resource.api_endpoint)

    @property
    def arn(self) -> str:
        """The API's own ARN."""
        return str(self._resource.arn)

    @property
    def latest_deployment(self) -> Deployment | None:
        """The deployment that the API made by itself; None where it made none."""
        return self._deployment

    @property
    def deployment_stage(self) -> Stage | None:
        """The stage that the API made by itself; None where it made none."""
        return self._stage

    @staticmethod
    def from_api_id(
        scope: Construct,
        id: str,
        api_id: str,
        *,
        protocol_type: ProtocolType | str | None = None,
        execution_arn: str | None = None,
        api_endpoint: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> ImportedApi:
        """
        Refer to an API that is defined elsewhere, and add to it.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api_id: The API's id.

            protocol_type: What clients speak to it. Left out, options that belong to one protocol
                are not checked, and what differs by protocol must be given.

            execution_arn: The ARN that its requests begin with. Left out, read from AWS if needed.

            api_endpoint: Its URL without a stage. Left out, read from AWS if needed.

            resource: See `ResourceOptions`; for the data source, where one is needed.
        """
        return ImportedApi(
            scope,
            id,
            api_id=api_id,
            protocol_type=protocol_type,
            execution_arn=execution_arn,
            api_endpoint=api_endpoint,
            **resource,
        )

    @staticmethod
    def from_lookup(scope: Construct, id: str, **options: Unpack[ApiLookupOptions]) -> ImportedApi:
        """
        Look up an API that is defined elsewhere; Terraform fails where there is not just one.

        Args:
            scope: Where the look-up stands.

            id: Its id there.

            options: See `ApiLookupOptions`.

        Raises:
            OptionError: If there is nothing to look for.
        """
        return found(scope, id, options)

    def _problems(self, options: ApiOptions) -> Iterator[Iterable[Problem]]:
        registry, cors = self._registry, options.get("cors_configuration")
        for name in ("body", "body_s3_location", "cors_configuration", "target"):
            yield only_http(registry, name, options.get(name))
        selection = options.get("api_key_selection_expression")
        yield only_websocket(registry, "api_key_selection_expression", selection)
        yield selection_problems(registry.protocol, options.get("route_selection_expression"))
        yield document_problems(options)
        yield quick_create_problems(options)
        yield deploy_problems(options)
        yield default_target_problems(options)
        yield cors.problems("cors_configuration") if cors else ()
        yield info_problems(options, self._info)
        yield tag_problems(options.get("tags"))

    def _arguments(self, options: ApiOptions) -> dict[str, Any]:
        body, cors = options.get("body"), options.get("cors_configuration")
        if cors is None and body is not None:
            cors = open_api_document.cors_of(body)
        return {
            **self._info_arguments(options),
            "protocol_type": self._registry.protocol,
            "route_selection_expression": self._selection(options),
            "api_key_selection_expression": member(
                self,
                "api_key_selection_expression",
                options.get("api_key_selection_expression"),
                KnownApiKeySelectionExpression,
            ),
            "cors_configuration": cors and cors.arguments(),
            "body": self._body(options),
            # stated where left out, because the provider keeps the old one else
            "ip_address_type": member(
                self,
                "ip_address_type",
                options.get("ip_address_type") or IpAddressType.IPV4,
                IpAddressType,
            ),
            **{name: options.get(name) for name in _AS_GIVEN},
        }

    def _info_of(self, options: ApiOptions) -> dict[str, str | None]:
        """Return name, version and description: as given, or else as the document has them."""
        given = {name: options.get(option) for name, option in INFO_OPTIONS.items()}
        written = {"name": str(self.node.id), **open_api_document.info_of(options.get("body"))}
        return {
            name: written.get(name) if value is None else str(value)
            for name, value in given.items()
        }

    def _info_arguments(self, options: ApiOptions) -> dict[str, str | None]:
        given: Mapping[str, object] = options
        return {
            # a document's text is for AWS alone, so nothing in it is Terraform's to evaluate
            name: _expressions.literal(text) if text and given.get(option) is None else text
            for (name, option), text in zip(INFO_OPTIONS.items(), self._info.values(), strict=True)
        }

    def _protocol_of(self, options: ApiOptions) -> ProtocolType:
        given = member(self, "protocol_type", options.get("protocol_type"), ProtocolType)
        if given is None:
            if document_of(options) is not None:
                return ProtocolType.HTTP
            allowed = f"{names(ProtocolType)}; an OpenAPI document makes it HTTP"
            refuse(self, "protocol_type", LEFT_OUT, allowed)
        if not isinstance(given, ProtocolType):
            allowed = f"{names(ProtocolType)}: everything else depends on it, so no token"
            refuse(self, "protocol_type", given, allowed)
        return given

    def _selection(self, options: ApiOptions) -> str | None:
        given = options.get("route_selection_expression")
        if given is None and self._registry.protocol is ProtocolType.WEBSOCKET:
            given = _WEBSOCKET_SELECTION
        return _expressions.maybe(given)

    def _body(self, options: ApiOptions) -> str | None:
        body, location = options.get("body"), options.get("body_s3_location")
        if body is not None:
            return _expressions.literal(open_api_document.text_of(body, self._info))
        if location is None:
            return None
        arguments: dict[str, Any] = {"bucket": location.bucket, "key": location.key}
        if location.version is not None:
            arguments["version_id"] = location.version
        if location.etag is not None:
            # inside an expression CDKTF writes a token without quotes
            etag = location.etag if unresolved(location.etag) else json.dumps(location.etag)
            condition = f"${{self.etag == {etag}}}"
            arguments["lifecycle"] = TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=condition,
                        error_message="the OpenAPI document has another ETag than was asked for",
                    )
                ]
            )
        source = self._define("aws_s3_object", arguments, data=True, id="Body")
        return str(source.body)

    def _take_quick_create(self, options: ApiOptions) -> None:
        """Enter the names that AWS itself takes for the target."""
        key = options.get("route_key") or KnownRouteKey.DEFAULT.value
        target = str(options.get("target"))
        self._registry.take(self, "stage", DEFAULT_STAGE, "target", target)
        self._registry.take(self, "route", shape(key), "target", target)
        self._registry.routes[key] = self

    def _deploy(self, options: ApiOptions) -> None:
        """Make the API's own stage, and its deployment unless the stage deploys by itself."""
        stage: StageOptions = {
            "stage_name": _OWN_STAGE,
            "description": _MADE_BY_API,
            **(options.get("deploy_options") or {}),
        }
        if not stage.get("auto_deploy"):
            self._deployment = Deployment(
                self,
                "Deployment",
                api=self,
                description=_MADE_BY_API,
                triggers=self._document_trigger(),
            )
        name = stage["stage_name"]
        # a token in the id would make the address depend on what else the program defines
        id = "Stage" if unresolved(name) else f"Stage.{name}"
        self._stage = Stage(self, id, api=self, deployment=self._deployment, **stage)

    def _document_trigger(self) -> dict[str, str] | None:
        """Make a document that only Terraform can read count by its content."""
        body = self._resource.body_input
        known = body is None or not unresolved(body)
        return None if known else {"document": str(Fn.sha256(body))}

    def _add_default_target(self, target: DefaultTarget) -> None:
        integration: Integration
        if target.handler is not None:
            integration = self.add_lambda_integration("default", handler=target.handler)
        elif target.uri == "MOCK":
            integration = self.add_mock_integration("default")
        elif str(target.uri).startswith("arn:"):
            integration = self.add_service_integration("default", arn=target.uri)
        else:
            integration = self.add_http_integration("default", url=str(target.uri))
        self.add_route(KnownRouteKey.DEFAULT, integration)
