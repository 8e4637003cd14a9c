"""
The options of an API, and what API Gateway would refuse of them.

See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from apigwv2_tf.constructs import open_api_document
from apigwv2_tf.constructs._bindings import IConstruct
from apigwv2_tf.constructs._checks import known_keys, length, matches, member
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IFunction
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.cors import CorsConfiguration
from apigwv2_tf.constructs.open_api_document import BodyS3Location
from apigwv2_tf.constructs.route_key import http_problems
from apigwv2_tf.constructs.stage_options import StageOptions
from apigwv2_tf.errors import LEFT_OUT, Problem, UnsupportedOptionError
from apigwv2_tf.terms import (
    BasePath,
    IpAddressType,
    KnownApiKeySelectionExpression,
    KnownRouteSelectionExpression,
    ProtocolType,
)

# the API's arguments that an OpenAPI document has as well, by the option that sets them
INFO_OPTIONS = {"name": "api_name", "version": "version", "description": "description"}
_INFO_LENGTHS = {"name": (1, 128), "version": (1, 64), "description": (0, 1024)}
_HTTP_SELECTIONS = (
    KnownRouteSelectionExpression.METHOD_PATH.value,
    "$request.method $request.path",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DefaultTarget(Struct):
    """
    Where requests go that no other route takes.

    Args:
        handler: A Lambda function. Left out, `uri` is used.

        uri: A URL; on WebSocket APIs also the ARN of a service action, or ``MOCK``. Left out,
            `handler` is used.
    """

    handler: IFunction | None = None
    uri: str | None = None


class ApiOptions(ResourceOptions, total=False):
    """
    The options of an `Api`.

    Args:
        protocol_type: ``HTTP`` or ``WEBSOCKET``; needed unless an OpenAPI document is given.

        api_name: 1 to 128 characters. Left out, the title of `body`, or the construct's id.

        deploy: Whether the API makes a stage of its own, and the deployment it serves. Left out,
            yes; no with `target`.

        deploy_options: The options of that stage. Left out, it is called ``prod``. With
            ``auto_deploy=True`` every change goes live at once and there is no deployment.

        retain_deployments: Not available: Terraform deletes what it replaces.

        route_selection_expression: How the route of a message is found; WebSocket only. Left out,
            ``$request.body.action``.

        api_key_selection_expression: Where the API key of a caller stands; WebSocket only. Left
            out, the header ``x-api-key``.

        cors_configuration: Which web pages of other origins may call; HTTP only. Left out, that of
            the document, or none.

        body: An OpenAPI 3.0 document that defines the routes, as text or as a dict; HTTP only.
            Left out, routes are added in Python; both together are refused. Name, version and
            description given here replace those in its ``info``.

        body_s3_location: Where such a document lies in S3. Left out, `body` is used. Give name,
            version, description and CORS just as they stand in it: Terraform plans a change for
            ever where they differ.

        fail_on_warnings: Whether warnings about the document are errors. Left out, no.

        base_path: Not available but for ``ignore``, which is what Terraform's provider does.

        disable_schema_validation: Not available in Terraform's provider.

        default_target: Where requests go that no other route takes. Left out, they are refused.

        description: Up to 1,024 characters. Left out, that of `body`, or none.

        version: A version of your own, 1 to 64 characters. Left out, that of `body`, or none.

        disable_execute_api_endpoint: Whether only domain names of your own lead to the API. Left
            out, no.

        ip_address_type: Which addresses can call: ``ipv4`` or ``dualstack``. Left out, ``ipv4``.

        target: A function's ARN or a URL, for which AWS makes a route and a ``$default`` stage by
            itself that Terraform cannot change; HTTP only. Left out, nothing is made.

        route_key: The route that AWS makes for `target`. Left out, ``$default``.

        credentials_arn: The role by which `target` is called. Left out, its own policy must permit
            API Gateway.

        tags: Up to 50. Left out, the provider's default tags.
    """

    protocol_type: ProtocolType | str | None
    api_name: str | None
    deploy: bool | None
    deploy_options: StageOptions | None
    retain_deployments: bool | None
    route_selection_expression: KnownRouteSelectionExpression | str | None
    api_key_selection_expression: KnownApiKeySelectionExpression | str | None
    cors_configuration: CorsConfiguration | None
    body: str | Mapping[str, Any] | None
    body_s3_location: BodyS3Location | None
    fail_on_warnings: bool | None
    base_path: BasePath | str | None
    disable_schema_validation: bool | None
    default_target: DefaultTarget | None
    description: str | None
    version: str | None
    disable_execute_api_endpoint: bool | None
    ip_address_type: IpAddressType | str | None
    target: str | None
    route_key: str | None
    credentials_arn: str | None
    tags: Mapping[str, str] | None


def document_of(options: ApiOptions) -> object:
    """Return the OpenAPI document, or where it lies, where there is one."""
    body = options.get("body")
    return options.get("body_s3_location") if body is None else body


def refuse_unsupported(api: IConstruct, options: ApiOptions) -> None:
    """Refuse what the provider has no argument for, unless it asks for what happens anyway."""
    base_path = member(api, "base_path", options.get("base_path"), BasePath)
    problems = []
    if base_path not in (None, BasePath.IGNORE):
        allowed = "ignore: Terraform's AWS provider has no argument for it"
        problems.append(Problem("base_path", base_path, allowed, "put the path into the document"))
    if options.get("disable_schema_validation"):
        allowed = "False or left out: Terraform's AWS provider has no argument for it"
        problems.append(Problem("disable_schema_validation", got=True, allowed=allowed))
    if options.get("retain_deployments"):
        allowed = "False or left out: Terraform deletes the deployment it replaces"
        problems.append(Problem("retain_deployments", got=True, allowed=allowed))
    if problems:
        raise UnsupportedOptionError(api.node.path, problems)


def selection_problems(protocol: ProtocolType | None, given: str | None) -> Iterator[Problem]:
    """Refuse a route selection expression that the protocol does not have."""
    option = "route_selection_expression"
    if protocol is ProtocolType.HTTP:
        if given is not None and not unresolved(given) and given not in _HTTP_SELECTIONS:
            allowed = f"{_HTTP_SELECTIONS[0]}, the only one for HTTP APIs"
            yield Problem(option, given, allowed, "leave it out")
    else:
        yield from length(option, given, 1, 1024)


def document_problems(options: ApiOptions) -> Iterator[Problem]:
    """Refuse a document that could not be imported."""
    body, location = options.get("body"), options.get("body_s3_location")
    if body is not None:
        yield from open_api_document.problems(body)
    if body is not None and location is not None:
        allowed = "nothing: body is given"
        yield Problem("body_s3_location", location, allowed, "leave one out")
    warnings = options.get("fail_on_warnings")
    if warnings and body is None and location is None:
        yield Problem("fail_on_warnings", warnings, "nothing: there is no OpenAPI document")


def info_problems(options: ApiOptions, info: Mapping[str, str | None]) -> Iterator[Problem]:
    """Refuse a name, version or description of a length that AWS does not take."""
    given: Mapping[str, object] = options
    written = open_api_document.info_of(options.get("body"))
    for name, option in INFO_OPTIONS.items():
        from_document = given.get(option) is None and name in written
        where = f"body.info.{'title' if name == 'name' else name}" if from_document else option
        for problem in length(where, info.get(name), *_INFO_LENGTHS[name]):
            fix = f"{problem.fix}; give {option}, and the document is sent with that"
            yield replace(problem, fix=fix) if from_document else problem


def quick_create_problems(options: ApiOptions) -> Iterator[Problem]:
    """Refuse options of a quick create without a target, or beside a document."""
    target = options.get("target")
    for name in ("route_key", "credentials_arn"):
        value = options.get(name)
        if value is not None and target is None:
            yield Problem(name, value, "nothing: it belongs to target", "add a route instead")
    if target is not None:
        allowed = "a URL that starts with https:// or http://, or the ARN of a function"
        yield from matches("target", target, r"https?://[^/\s]\S*|arn:\S+", allowed)
        key = options.get("route_key")
        if key is not None:
            yield from http_problems("route_key", key)
        if document_of(options) is not None:
            yield Problem("target", target, "nothing: an OpenAPI document defines the routes")


def deploy_problems(options: ApiOptions) -> Iterator[Problem]:
    """Refuse options of a stage that is not made."""
    given, target = options.get("deploy_options"), options.get("target")
    if given is not None and (options.get("deploy") is False or target is not None):
        reason = "deploy is False" if target is None else "AWS makes the stage of target"
        yield Problem("deploy_options", given, f"nothing: {reason}", "leave it out")
    automatic: object = (given or {}).get("auto_deploy")
    if automatic is not None and not isinstance(automatic, bool):
        allowed = "True or False, known now: it decides whether a deployment is made"
        yield Problem("deploy_options.auto_deploy", "a token", allowed)
    yield from known_keys("deploy_options", given or {}, StageOptions.__annotations__)


def default_target_problems(options: ApiOptions) -> Iterator[Problem]:
    """Refuse a default target that is none, or not the only one."""
    given = options.get("default_target")
    if given is None:
        return
    if (given.handler is None) == (given.uri is None):
        got = LEFT_OUT if given.uri is None else given.uri
        yield Problem("default_target.uri", got, "one of handler and uri, not both")
    if options.get("target") is not None or document_of(options) is not None:
        yield Problem("default_target", given, "nothing: target or a document defines the routes")
