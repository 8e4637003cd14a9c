"""
HTTP APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from apigwv2_tf.constructs._bindings import Construct, add_validation
from apigwv2_tf.constructs._checks import check, known_keys, refuse
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IAuthorizer, IIntegration
from apigwv2_tf.constructs._types import OrDict, as_struct, checked
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.api import Api
from apigwv2_tf.constructs.api_mapping import DomainMappingOptions
from apigwv2_tf.constructs.api_options import ApiOptions
from apigwv2_tf.constructs.cors import CorsPreflightOptions
from apigwv2_tf.constructs.http_api_base import HttpApiBase
from apigwv2_tf.constructs.http_authorizer import IHttpRouteAuthorizer
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration
from apigwv2_tf.constructs.http_route import HttpRoute
from apigwv2_tf.constructs.http_stage import HttpStage, HttpStageOptions
from apigwv2_tf.constructs.imported_api import ApiLookupOptions
from apigwv2_tf.constructs.imported_http_api import HttpApiAttributes, ImportedHttpApi, found_http
from apigwv2_tf.constructs.open_api_document import BodyS3Location
from apigwv2_tf.constructs.preflight import keep_preflight, warn_of_preflight
from apigwv2_tf.constructs.stage import DEFAULT_STAGE
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import AuthorizationType, IpAddressType, KnownRouteKey, ProtocolType
from typing_extensions import Unpack

_METHOD_PATH = "${request.method} ${request.path}"


class HttpApiProps(ResourceOptions, total=False):
    """
    The options of an `HttpApi`.

    Args:
        api_name: 1 to 128 characters. Left out, the title of `body`, or the construct's id.

        description: Up to 1,024 characters. Left out, there is none.

        cors_preflight: Which web pages of other origins may call. Left out, none.

        add_options_routes: Whether every ``ANY`` and ``$default`` route with an authorizer gets an
            ``OPTIONS`` route without one beside it, so that the preflight requests of web pages
            pass. Left out, no; synth warns where they would be refused.

        create_default_stage: Whether the API makes the stage ``$default``, which deploys by itself
            and adds nothing to the URL. Left out, yes.

        default_stage_options: The options of that stage: access logs, throttling, variables …
            Left out, it has none.

        default_domain_mapping: The domain name, and the path of it, that leads to that stage. Left
            out, none.

        default_integration: Where requests go that no other route takes. Left out, they are
            refused.

        default_authorizer: Who may call routes that name no authorizer. Left out, everyone.

        default_authorization_scopes: The scopes of routes that name none, with a JWT authorizer.
            Left out, any valid token will do.

        disable_execute_api_endpoint: Whether only domain names of your own lead to the API. Left
            out, no.

        ip_address_type: Which addresses can call: ``ipv4`` or ``dualstack``. Left out, ``ipv4``.

        route_selection_expression: ``True`` states the only one that HTTP APIs have, method and
            path. Left out, AWS assumes it.

        body: An OpenAPI 3.0 document that defines the routes, as text or as a dict. Left out,
            routes are added in Python; both together are refused.

        body_s3_location: Where such a document lies in S3. Left out, `body` is used.

        fail_on_warnings: Whether warnings about the document are errors. Left out, no.

        version: A version of your own, 1 to 64 characters. Left out, that of `body`, or none.

        tags: Up to 50. Left out, the provider's default tags.
    """

    api_name: str | None
    description: str | None
    cors_preflight: OrDict[CorsPreflightOptions] | None
    add_options_routes: bool | None
    create_default_stage: bool | None
    default_stage_options: HttpStageOptions | None
    default_domain_mapping: OrDict[DomainMappingOptions] | None
    default_integration: HttpRouteIntegration | IIntegration | None
    default_authorizer: IHttpRouteAuthorizer | IAuthorizer | None
    default_authorization_scopes: Sequence[str] | None
    disable_execute_api_endpoint: bool | None
    ip_address_type: IpAddressType | str | None
    route_selection_expression: bool | str | None
    body: str | Mapping[str, Any] | None
    body_s3_location: OrDict[BodyS3Location] | None
    fail_on_warnings: bool | None
    version: str | None
    tags: Mapping[str, str] | None


# what Api takes under the same name
_SAME = (
    "api_name",
    "description",
    "disable_execute_api_endpoint",
    "ip_address_type",
    "body",
    "body_s3_location",
    "fail_on_warnings",
    "version",
    "tags",
    *ResourceOptions.__annotations__,
)


class HttpApi(HttpApiBase, Api):
    """
    Define an HTTP API, with a stage that serves every change at once.

    Defines one ``aws_apigatewayv2_api`` and, unless told otherwise, one
    ``aws_apigatewayv2_stage`` called ``$default``.

    Args:
        props: See `HttpApiProps`.

    Raises:
        OptionError: If API Gateway would refuse an option.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
    """

    option_words: Mapping[str, str] = {"cors_configuration": "cors_preflight"}

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[HttpApiProps]) -> None:
        Api.__init__(self, scope, id, **_api_options(props))
        self._default_authorizer = props.get("default_authorizer")
        self._default_scopes = props.get("default_authorization_scopes")
        self._cors = props.get("cors_preflight") is not None
        self._adds_options = props.get("add_options_routes") is True
        check(self, _stage_problems(props), _preflight_problems(props))
        if props.get("create_default_stage") is not False:
            self._stage = self._default_stage = self._own_stage(props)
        integration = props.get("default_integration")
        if integration is not None:
            self.add_route(KnownRouteKey.DEFAULT, integration)
        if self._cors:
            add_validation(self, lambda: warn_of_preflight(self))
        if self._default_scopes:
            add_validation(self, self._warn_of_scopes)

    @property
    def http_api_name(self) -> str:
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

    @property
    def url(self) -> str | None:
        """The URL of the default stage; None where there is none."""
        return None if self._default_stage is None else self._default_stage.url

    def route_added(self, route: Any, integration: Any) -> None:  # noqa: ANN401
        """Let preflight requests pass a route with an authorizer; called for every route."""
        if self._adds_options:
            keep_preflight(self, route, integration)

    def _warn_of_scopes(self) -> list[str]:
        """Warn of default scopes that no route's authorizer checks; no error."""
        routes = [one for one in self.routes.values() if isinstance(one, HttpRoute)]
        if routes and not any(one.authorization_type == AuthorizationType.JWT for one in routes):
            allowed = "scopes of routes with a JWT authorizer, and no route has one"
            fix = "give default_authorizer, or leave the scopes out"
            warn(self, Problem("default_authorization_scopes", self._default_scopes, allowed, fix))
        return []

    @staticmethod
    def from_http_api_attributes(
        scope: Construct, id: str, **attributes: Unpack[HttpApiAttributes]
    ) -> ImportedHttpApi:
        """
        Refer to an HTTP API that is defined elsewhere, and add to it.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            attributes: See `HttpApiAttributes`.
        """
        return ImportedHttpApi(scope, id, **attributes)

    @staticmethod
    def from_api_id(
        scope: Construct,
        id: str,
        api_id: str,
        *,
        protocol_type: ProtocolType | str | None = ProtocolType.HTTP,
        execution_arn: str | None = None,
        api_endpoint: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> ImportedHttpApi:
        """
        Refer to an HTTP API that is defined elsewhere, and add to it.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api_id: The API's id.

            protocol_type: ``HTTP``, the only one here.

            execution_arn: The ARN that its requests begin with. Left out, read from AWS if needed.

            api_endpoint: Its URL without a stage. Left out, read from AWS if needed.

            resource: See `ResourceOptions`; for the data source, where one is needed.
        """
        api = ImportedHttpApi(
            scope,
            id,
            http_api_id=api_id,
            execution_arn=execution_arn,
            api_endpoint=api_endpoint,
            **resource,
        )
        if protocol_type not in (ProtocolType.HTTP, None):
            refuse(api, "protocol_type", protocol_type, "HTTP", "use WebSocketApi.from_api_id()")
        return api

    @staticmethod
    def from_lookup(
        scope: Construct, id: str, **options: Unpack[ApiLookupOptions]
    ) -> ImportedHttpApi:
        """
        Look up an HTTP API that is defined elsewhere; Terraform fails where there is not just one.

        Args:
            scope: Where the look-up stands.

            id: Its id there.

            options: See `ApiLookupOptions`.

        Raises:
            OptionError: If there is nothing to look for.
        """
        return found_http(scope, id, options)

    def _own_stage(self, props: HttpApiProps) -> HttpStage:
        mapping = as_struct(DomainMappingOptions, props.get("default_domain_mapping"))
        options: HttpStageOptions = {**(props.get("default_stage_options") or {})}
        if mapping is not None:
            options["domain_mapping"] = mapping
        return HttpStage(self, "DefaultStage", http_api=self, **options)


def _api_options(props: HttpApiProps) -> ApiOptions:
    same: Any = {name: value for name, value in props.items() if name in _SAME}
    selection = props.get("route_selection_expression")
    options: ApiOptions = same
    options["protocol_type"] = ProtocolType.HTTP
    options["deploy"] = False
    options["cors_configuration"] = as_struct(CorsPreflightOptions, props.get("cors_preflight"))
    if selection is not None and selection is not False:
        options["route_selection_expression"] = (
            _METHOD_PATH if selection is True else str(selection)
        )
    return options


def _preflight_problems(props: HttpApiProps) -> Iterator[Problem]:
    if props.get("add_options_routes") is True and props.get("cors_preflight") is None:
        allowed = "nothing: there is no cors_preflight"
        yield Problem("add_options_routes", got=True, allowed=allowed, fix="give both")


def _stage_problems(props: HttpApiProps) -> Iterator[Problem]:
    stage, given = props.get("default_stage_options"), props.get("create_default_stage")
    if given is False:
        for name in ("default_stage_options", "default_domain_mapping"):
            value: object = props.get(name)
            if value is not None:
                allowed = "nothing: create_default_stage is False"
                yield Problem(name, value, allowed, "give it to a stage of your own")
    if not stage:
        return
    yield from known_keys("default_stage_options", stage, HttpStageOptions.__annotations__)
    yield from _own_stage_problems(stage, props)


def _own_stage_problems(stage: HttpStageOptions, props: HttpApiProps) -> Iterator[Problem]:
    stage_name = stage.get("stage_name")
    if stage_name not in (None, DEFAULT_STAGE):
        fix = "give create_default_stage=False, and add_stage() with the name"
        yield Problem("default_stage_options.stage_name", stage_name, DEFAULT_STAGE, fix)
    if stage.get("domain_mapping") is not None and props.get("default_domain_mapping") is not None:
        allowed = "nothing: default_stage_options.domain_mapping is given"
        yield Problem(
            "default_domain_mapping", props.get("default_domain_mapping"), allowed, "leave one out"
        )
