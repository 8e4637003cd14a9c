"""The parts of an API, each from the resource of its own that defines it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from apigwv2_tf.surface.arguments import Arguments
from apigwv2_tf.surface.elements import (
    Authorizer,
    Cors,
    Deployment,
    Integration,
    IntegrationResponse,
    Model,
    Origin,
    Route,
    RouteResponse,
    RouteSettings,
    Stage,
)
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, Sensitive

if TYPE_CHECKING:
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Flag

UNRESOLVED = Link(kind=LinkKind.UNRESOLVED)


@dataclass(slots=True)
class Parts:
    """What belongs to one API, while it is gathered."""

    routes: list[Route] = field(default_factory=list)
    integrations: list[Integration] = field(default_factory=list)
    authorizers: list[Authorizer] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    deployments: list[Deployment] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)


def origin(resource: Resource) -> Origin:
    """Return where an element with a resource of its own comes from."""
    return Origin(
        address=resource.address,
        type=resource.type,
        construct_path=resource.construct_path,
        stack=resource.stack,
    )


def link(resource: Resource, name: str) -> Link | None:
    """Return what an attribute leads to; None where it is not set."""
    found = resource.links.get(name)
    if found is not None:
        return found
    value = Arguments(resource.values).text(name)
    if value is None:
        return None
    if isinstance(value, str):
        return Link(kind=LinkKind.EXTERNAL, id=value)
    return replace(UNRESOLVED, sensitive=value) if isinstance(value, Sensitive) else UNRESOLVED


def within(resource: Resource, name: str) -> Link | None:
    """Return what an attribute leads to in this source; None where it says itself what it means."""
    found = resource.links.get(name)
    return None if found is None or found.kind is LinkKind.EXTERNAL else found


def route(resource: Resource, api: str, responses: tuple[RouteResponse, ...]) -> Route:
    """Return a route."""
    given = Arguments(resource.values)
    return Route(
        origin=origin(resource),
        api=api,
        key=given.text("route_key"),
        authorization_type=given.text("authorization_type", "NONE"),
        authorizer=link(resource, "authorizer_id"),
        scopes=given.texts("authorization_scopes"),
        target=link(resource, "target"),
        api_key_required=given.flag("api_key_required"),
        operation_name=given.text("operation_name"),
        model_selection_expression=given.text("model_selection_expression"),
        request_models=given.text_map("request_models"),
        request_parameters=given.keyed("request_parameter", "request_parameter_key", _required)
        or None,
        response_selection_expression=given.text("route_response_selection_expression"),
        responses=responses,
    )


def _required(block: Arguments) -> Flag:
    # the one flag whose no is an answer: the parameter may be left out
    found = block.flag("required")
    return False if found is None else found


def route_response(resource: Resource) -> RouteResponse:
    """Return an answer of a route."""
    given = Arguments(resource.values)
    return RouteResponse(
        origin=origin(resource),
        key=given.text("route_response_key"),
        model_selection_expression=given.text("model_selection_expression"),
        response_models=given.text_map("response_models"),
    )


def integration(
    resource: Resource, api: str, backend: Link | None, responses: tuple[IntegrationResponse, ...]
) -> Integration:
    """Return an integration."""
    given = Arguments(resource.values)
    return Integration(
        origin=origin(resource),
        api=api,
        type=given.text("integration_type"),
        subtype=given.text("integration_subtype"),
        uri=given.text("integration_uri"),
        backend=backend,
        method=given.text("integration_method"),
        connection_type=given.text("connection_type", "INTERNET"),
        connection=link(resource, "connection_id"),
        connection_id=given.text("connection_id"),
        credentials_arn=given.text("credentials_arn"),
        payload_format_version=given.text("payload_format_version", "1.0"),
        request_parameters=given.text_map("request_parameters"),
        response_parameters=given.keyed("response_parameters", "status_code", _mappings) or None,
        request_templates=given.text_map("request_templates"),
        template_selection_expression=given.text("template_selection_expression"),
        passthrough_behavior=given.text("passthrough_behavior"),
        content_handling_strategy=given.text("content_handling_strategy"),
        timeout_milliseconds=given.number("timeout_milliseconds"),
        has_tls=given.has_block("tls_config"),
        server_name_to_verify=given.block("tls_config").text("server_name_to_verify"),
        description=given.text("description"),
        responses=responses,
    )


def _mappings(block: Arguments) -> object:
    return block.text_map("mappings")


def integration_response(resource: Resource) -> IntegrationResponse:
    """Return how answers of a backend are turned into messages."""
    given = Arguments(resource.values)
    return IntegrationResponse(
        origin=origin(resource),
        key=given.text("integration_response_key"),
        content_handling_strategy=given.text("content_handling_strategy"),
        response_templates=given.text_map("response_templates"),
        template_selection_expression=given.text("template_selection_expression"),
    )


def authorizer(resource: Resource, api: str, function: Link | None) -> Authorizer:
    """Return an authorizer."""
    given = Arguments(resource.values)
    tokens = given.block("jwt_configuration")
    kind = given.text("authorizer_type")
    return Authorizer(
        origin=origin(resource),
        api=api,
        name=given.text("name"),
        type=kind,
        uri=given.text("authorizer_uri"),
        function=function,
        credentials_arn=given.text("authorizer_credentials_arn"),
        identity_sources=given.texts("identity_sources"),
        issuer=tokens.text("issuer"),
        audience=tokens.texts("audience"),
        payload_format_version=given.text("authorizer_payload_format_version"),
        # only functions have answers to keep; read back, others come with 0
        result_ttl_seconds=None
        if kind == "JWT"
        else given.number("authorizer_result_ttl_in_seconds", keep_zero=True),
        simple_responses=given.flag("enable_simple_responses"),
    )


def stage(resource: Resource, api: str) -> Stage:
    """Return a stage."""
    given = Arguments(resource.values)
    defaults = [_default_settings(block) for block in given.blocks("default_route_settings")]
    log = given.block("access_log_settings")
    return Stage(
        origin=origin(resource),
        api=api,
        name=given.text("name"),
        auto_deploy=given.flag("auto_deploy"),
        deployment=_deployment(resource, given),
        default_settings=defaults[0] if defaults else None,
        route_settings=given.keyed("route_settings", "route_key", _settings),
        log_destination=log.text("destination_arn"),
        log_group=resource.links.get("access_log_settings.destination_arn"),
        log_format=log.text("format"),
        variables=given.text_map("stage_variables"),
        client_certificate_id=given.text("client_certificate_id"),
        description=given.text("description"),
    )


def _deployment(resource: Resource, given: Arguments) -> Link | None:
    """Return the deployment that a stage is told to serve, not those that AWS makes by itself."""
    found = link(resource, "deployment_id")
    if given.flag("auto_deploy") is True:
        return found if found is not None and found.target else None
    # nobody has set what is known after apply and leads nowhere: AWS fills it in
    return None if found is UNRESOLVED else found


def _settings(block: Arguments) -> RouteSettings:
    return RouteSettings(
        burst_limit=block.number("throttling_burst_limit", keep_zero=True),
        rate_limit=block.number("throttling_rate_limit", keep_zero=True),
        detailed_metrics=block.flag("detailed_metrics_enabled"),
        data_trace=block.flag("data_trace_enabled"),
        logging_level=block.text("logging_level"),
    )


def _default_settings(block: Arguments) -> RouteSettings:
    """
    Return the settings for all routes of a stage.

    AWS has such settings for every stage. The provider reads a limit that is not set as 0, which is
    also the limit that lets nobody in; a logging level, even an empty one, tells that the block was
    read and not written.
    """
    found = _settings(block)
    was_read = isinstance(block.value("logging_level"), str)
    if not was_read or found.burst_limit != 0 or found.rate_limit != 0:
        return found
    return replace(found, burst_limit=UNKNOWN, rate_limit=UNKNOWN, reads_zero=True)


def deployment(resource: Resource, api: str) -> Deployment:
    """Return a deployment."""
    given = Arguments(resource.values)
    return Deployment(
        origin=origin(resource),
        api=api,
        triggers=given.text_map("triggers"),
        description=given.text("description"),
    )


def model(resource: Resource, api: str) -> Model:
    """Return the form of a message."""
    given = Arguments(resource.values)
    return Model(
        origin=origin(resource),
        api=api,
        name=given.text("name"),
        content_type=given.text("content_type"),
        schema=given.text("schema"),
        description=given.text("description"),
    )


def cors(block: Arguments) -> Cors:
    """Return the CORS settings of an API."""
    return Cors(
        allow_origins=block.texts("allow_origins"),
        allow_methods=block.texts("allow_methods"),
        allow_headers=block.texts("allow_headers"),
        expose_headers=block.texts("expose_headers"),
        allow_credentials=block.flag("allow_credentials"),
        max_age=block.number("max_age"),
    )
