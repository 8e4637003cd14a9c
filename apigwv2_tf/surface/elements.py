"""
The parts of an API, frozen, as its callers see them.

Every element keeps its `Origin`. Values are of the kinds in `values`: None is absent, `UNKNOWN` is
known after apply, `Sensitive` is not to be shown. A link says how certain it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.values import Flag, Number, Text, TextMap, Texts


class Source(Enum):
    """What defines an element."""

    RESOURCE = "a resource of its own"
    OPENAPI = "the API's OpenAPI document"
    QUICK_CREATE = "the API's target"
    ELSEWHERE = "something that this source does not have"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """
    Where an element comes from.

    Args:
        address: Its Terraform address; for what an OpenAPI document or a quick create defines, the
            address of the API and a part behind ``#`` that tells it from others.

        type: Its Terraform type.

        construct_path: The construct that made it, in a CDKTF program; None elsewhere.

        source: What defines it.

        stack: What a CDKTF program calls the stack that it is in, which may stand in front of its
            address; None elsewhere.
    """

    address: str
    type: str
    construct_path: str | None = None
    source: Source = Source.RESOURCE
    stack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteResponse:
    """An answer of a WebSocket route."""

    origin: Origin
    key: Text
    model_selection_expression: Text = None
    response_models: TextMap = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    Which requests go where, and who may send them.

    Args:
        api: The address of its `Api`.

        key: The route key, unescaped.

        authorization_type: ``NONE`` where the source leaves it out, as AWS does.

        authorizer: Leads to an `Authorizer`; None where the route has none.

        target: Leads to an `Integration`; None where the route has none.

        request_parameters: Name to whether it is required.
    """

    origin: Origin
    api: str
    key: Text
    authorization_type: Text = "NONE"
    authorizer: Link | None = None
    scopes: Texts = None
    target: Link | None = None
    api_key_required: Flag = None
    operation_name: Text = None
    model_selection_expression: Text = None
    request_models: TextMap = None
    request_parameters: Mapping[str, Flag] | None = None
    response_selection_expression: Text = None
    responses: tuple[RouteResponse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationResponse:
    """How an answer of a WebSocket backend is turned into a message."""

    origin: Origin
    key: Text
    content_handling_strategy: Text = None
    response_templates: TextMap = None
    template_selection_expression: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """
    What a route is wired to.

    Args:
        api: The address of its `Api`.

        uri: The address of the backend, unescaped.

        backend: What the address leads to, such as a Lambda function; None where it says itself.

        payload_format_version: ``1.0`` where the source leaves it out, as the provider does.

        timeout_milliseconds: None where left out: 30,000 for HTTP, 29,000 for WebSocket APIs.

        response_parameters: Status code to mappings.

        server_name_to_verify: TLS to a private backend; None where it is not TLS.
    """

    origin: Origin
    api: str
    type: Text
    subtype: Text = None
    uri: Text = None
    backend: Link | None = None
    method: Text = None
    connection_type: Text = "INTERNET"
    connection: Link | None = None
    connection_id: Text = None
    credentials_arn: Text = None
    payload_format_version: Text = "1.0"
    request_parameters: TextMap = None
    response_parameters: Mapping[str, TextMap] | None = None
    request_templates: TextMap = None
    template_selection_expression: Text = None
    passthrough_behavior: Text = None
    content_handling_strategy: Text = None
    timeout_milliseconds: Number = None
    has_tls: Flag = False
    server_name_to_verify: Text = None
    description: Text = None
    responses: tuple[IntegrationResponse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorizer:
    """
    Who decides whether a request may pass.

    Args:
        api: The address of its `Api`.

        type: ``JWT`` or ``REQUEST``.

        result_ttl_seconds: None where left out: 300 where a Lambda authorizer of an HTTP API has
            identity sources.
    """

    origin: Origin
    api: str
    name: Text
    type: Text
    uri: Text = None
    function: Link | None = None
    credentials_arn: Text = None
    identity_sources: Texts = None
    issuer: Text = None
    audience: Texts = None
    payload_format_version: Text = None
    result_ttl_seconds: Number = None
    simple_responses: Flag = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSettings:
    """
    Settings of a stage for all its routes, or for one; absent limits mean 0 to the provider.

    Args:
        reads_zero: Whether a state has 0 for both limits, which stands there for no limit too. Both
            are `UNKNOWN` then, and not because they are known after apply.
    """

    burst_limit: Number = None
    rate_limit: Number = None
    detailed_metrics: Flag = None
    data_trace: Flag = None
    logging_level: Text = None
    reads_zero: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """
    Serves an API under a name.

    Args:
        api: The address of its `Api`.

        deployment: Leads to a `Deployment`; None where the stage has none.

        default_settings: None where the source has no such block.

        route_settings: Route key to settings.

        log_destination: Where the access log goes, as written; None without access log.

        log_group: What that leads to.
    """

    origin: Origin
    api: str
    name: Text
    auto_deploy: Flag = None
    deployment: Link | None = None
    default_settings: RouteSettings | None = None
    route_settings: Mapping[str, RouteSettings] = field(default_factory=dict)
    log_destination: Text = None
    log_group: Link | None = None
    log_format: Text = None
    variables: TextMap = None
    client_certificate_id: Text = None
    description: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A snapshot of an API that a stage can serve."""

    origin: Origin
    api: str
    triggers: TextMap = None
    description: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The form of a WebSocket message."""

    origin: Origin
    api: str
    name: Text
    content_type: Text = None
    schema: Text = None
    description: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cors:
    """Which web pages of other origins may call an HTTP API, and how."""

    allow_origins: Texts = None
    allow_methods: Texts = None
    allow_headers: Texts = None
    expose_headers: Texts = None
    allow_credentials: Flag = None
    max_age: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiMapping:
    """
    Serves a stage under a domain name.

    Args:
        api: The address of the `Api`; None where this source does not have it.

        domain: Leads to a `DomainName`.

        stage: Leads to a `Stage`.

        key: The path in front; None or empty for none.
    """

    origin: Origin
    api: str | None
    domain: Link
    domain_name: Text
    stage: Link | None
    stage_name: Text = None
    key: Text = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainName:
    """
    A name under which APIs can be reached.

    Args:
        has_mutual_tls: Whether callers must show a certificate.
    """

    origin: Origin
    name: Text
    certificate_arn: Text = None
    endpoint_type: Text = None
    security_policy: Text = None
    ip_address_type: Text = None
    ownership_verification_certificate_arn: Text = None
    has_mutual_tls: Flag = False
    truststore_uri: Text = None
    truststore_version: Text = None
    tags: TextMap = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcLink:
    """Leads HTTP APIs into a VPC."""

    origin: Origin
    name: Text
    security_group_ids: Texts = None
    subnet_ids: Texts = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LambdaPermission:
    """
    Who may invoke a Lambda function.

    Args:
        function: Leads to the function or its alias.

        api: What `source_arn` leads to; None where it says itself.
    """

    origin: Origin
    function: Link
    function_name: Text
    principal: Text
    action: Text = None
    qualifier: Text = None
    source_arn: Text = None
    source_account: Text = None
    api: Link | None = None
