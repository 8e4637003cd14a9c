"""
The options of an integration, and what API Gateway would refuse of them.

See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apigwv2_tf.constructs import _expressions, _mapping_rules
from apigwv2_tf.constructs._checks import length
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IVpcLink
from apigwv2_tf.constructs._registry import ApiRegistry
from apigwv2_tf.constructs._rules import depends_on_protocol
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.parameter_mapping import ParameterMapping, mappings_of
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import (
    ConnectionType,
    ContentHandlingStrategy,
    HttpMethod,
    IntegrationType,
    KnownTemplateKey,
    PassthroughBehavior,
    PayloadFormatVersion,
    ProtocolType,
)

_LONGEST_TIMEOUT = {ProtocolType.HTTP: 30_000, ProtocolType.WEBSOCKET: 29_000}
_SHORTEST_TIMEOUT = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class TlsConfig(Struct):
    """
    How the certificate of a private backend is checked.

    Args:
        server_name_to_verify: The host name that the backend's certificate must be for.
    """

    server_name_to_verify: str


class IntegrationOptions(ResourceOptions, total=False):
    """
    The options that all integrations share.

    Args:
        connection_type: ``INTERNET`` or ``VPC_LINK``. Left out, the latter where a VPC link is
            given.

        connection_id: The id of a VPC link; on a WebSocket API of an ``aws_api_gateway_vpc_link``.
            Left out, that of `vpc_link`.

        vpc_link: The VPC link that leads to the backend of an HTTP API. Left out, the internet
            does.

        content_handling_strategy: How payloads are converted; WebSocket only. Left out, they are
            not. Terraform cannot take it away again: once set, leaving it out makes every plan
            show the same change, until the integration is replaced.

        credentials_arn: The role by which the backend is called. Left out, the backend's own
            policy must permit API Gateway.

        description: Up to 1,024 characters. Left out, there is none.

        integration_method: The method the backend is called with. Left out: ``POST`` for AWS
            services and functions and on WebSocket APIs, ``ANY`` for a URL on an HTTP API.

        passthrough_behavior: What happens to messages without a template; WebSocket only. Left
            out, they pass.

        payload_format_version: The shape of the event for a function: on HTTP APIs 2.0 where left
            out; everything else has 1.0 only.

        request_parameters: What is added to the request or taken from it, as a
            `ParameterMapping` or as a dict. HTTP: such as ``overwrite:header.stage``, or
            ``remove:header.stage`` with the value ``""``; with a subtype, the action's parameters.
            WebSocket: such as ``integration.request.header.Id``. Left out, the request passes as
            it is.

        request_templates: Templates in VTL by key; WebSocket only. Left out, there are none.

        response_parameters: Changes to the answer by status code, such as
            ``{"404": {"overwrite:statuscode": "200"}}``; HTTP only. Left out, it passes as it is.

        template_selection_expression: How the template is chosen; WebSocket only. Left out, by
            ``$default``.

        timeout: From 50 ms to 30 s, on WebSocket APIs 29 s. Left out, the longest.

        tls_config: How a private backend's certificate is checked; HTTP with a VPC link. Left out,
            the backend is called without TLS.
    """

    connection_type: ConnectionType | str | None
    connection_id: str | None
    vpc_link: IVpcLink | None
    content_handling_strategy: ContentHandlingStrategy | str | None
    credentials_arn: str | None
    description: str | None
    integration_method: HttpMethod | str | None
    passthrough_behavior: PassthroughBehavior | str | None
    payload_format_version: PayloadFormatVersion | str | None
    request_parameters: ParameterMapping | Mapping[str, str] | None
    request_templates: Mapping[str, str] | None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None
    template_selection_expression: KnownTemplateKey | str | None
    timeout: timedelta | None
    tls_config: TlsConfig | None


def link_of(options: IntegrationOptions) -> str | None:
    """Return the id of the VPC link, where there is one."""
    link = options.get("vpc_link")
    return options.get("connection_id") or (link.vpc_link_id if link else None)


def connection_problems(options: IntegrationOptions) -> Iterator[Problem]:
    """Refuse a VPC link that is missing, named twice or not used."""
    connection, connection_id = options.get("connection_type"), options.get("connection_id")
    yield from length("connection_id", connection_id, 1, 1024)
    if connection_id is not None and options.get("vpc_link") is not None:
        yield Problem("connection_id", connection_id, "nothing: vpc_link is given", "leave one out")
    if connection == ConnectionType.VPC_LINK and link_of(options) is None:
        yield Problem("vpc_link", LEFT_OUT, "a VPC link: connection_type is VPC_LINK")
    if connection == ConnectionType.INTERNET and link_of(options) is not None:
        yield Problem("connection_type", connection, "VPC_LINK, with a VPC link")


def default_problems(
    registry: ApiRegistry, kind: str | None, options: IntegrationOptions, *, function: bool
) -> Iterator[Problem]:
    """Refuse to guess what depends on a protocol that an imported API did not say."""
    if registry.protocol is not None:
        return
    proxy = kind == IntegrationType.HTTP_PROXY
    if proxy and options.get("integration_method") is None:
        yield depends_on_protocol("integration_method")
    if function and options.get("payload_format_version") is None:
        yield depends_on_protocol("payload_format_version")


def tls_problems(tls_config: TlsConfig | None, link: str | None) -> Iterator[Problem]:
    """Refuse TLS settings where there is no private backend."""
    if tls_config is None:
        return
    if link is None:
        yield Problem(
            "tls_config", tls_config, "nothing: it belongs to integrations with a VPC link"
        )
    yield from length("tls_config.server_name_to_verify", tls_config.server_name_to_verify, 1, 512)


def response_parameter_problems(
    given: Mapping[str, ParameterMapping | Mapping[str, str]] | None,
) -> Iterator[Problem]:
    """Refuse changes to answers that an HTTP API would."""
    for code, mapping in (given or {}).items():
        yield from _mapping_rules.status_code_problems("response_parameters key", code)
        option = f"response_parameters[{code!r}]"
        changes: object = mapping
        if not isinstance(changes, (ParameterMapping, Mapping)):
            allowed = "changes that are known now, as a ParameterMapping or a dict"
            yield Problem(option, changes, allowed)
            continue
        if not mappings_of(mapping):
            yield Problem(option, mapping, "at least one change", "leave the status code out")
        yield from _mapping_rules.http_response_problems(option, mappings_of(mapping) or {})


def response_blocks(
    given: Mapping[str, ParameterMapping | Mapping[str, str]] | None,
) -> list[dict[str, Any]] | None:
    """Return the provider's blocks for changes to answers."""
    if not given:
        return None
    return [
        {
            "status_code": code,
            "mappings": _expressions.expressions(
                _mapping_rules.without_values(mappings_of(mapping))
            ),
        }
        for code, mapping in given.items()
    ]


def timeout_problems(registry: ApiRegistry, timeout: timedelta | None) -> Iterator[Problem]:
    """Refuse timeouts that the protocol does not allow."""
    if timeout is None:
        return
    most = _LONGEST_TIMEOUT.get(registry.protocol or ProtocolType.HTTP, 0)
    milliseconds = timeout / timedelta(milliseconds=1)
    if not _SHORTEST_TIMEOUT <= milliseconds <= most or milliseconds != int(milliseconds):
        allowed = f"{_SHORTEST_TIMEOUT} ms to {most // 1000} s, in whole milliseconds"
        yield Problem("timeout", f"{milliseconds:g} ms", allowed)


def milliseconds(registry: ApiRegistry, timeout: timedelta | None) -> int | None:
    """Return the timeout; stated where left out, because the provider keeps the old one else."""
    if timeout is not None:
        return timeout // timedelta(milliseconds=1)
    return _LONGEST_TIMEOUT.get(registry.protocol) if registry.protocol else None
