"""The addresses that each kind of integration takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apigwv2_tf.constructs._checks import matches
from apigwv2_tf.constructs._registry import ApiRegistry
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import IntegrationType, ProtocolType

WITH_A_URL = (IntegrationType.HTTP, IntegrationType.HTTP_PROXY)
_LAMBDA = re.compile(r"arn:.+:(?:lambda|function):.+")
_PRIVATE = re.compile(r"arn:.+:elasticloadbalancing:.+:listener/.+|arn:.+:servicediscovery:.+")
_ACTION = re.compile(r"arn:[^:]+:apigateway:[^:]+:[^:]+:(?:path|action)/.+")


@dataclass(frozen=True, slots=True)
class Address:
    """Where an integration leads, and the option that says so, as the user wrote it."""

    option: str
    uri: str | None
    type: IntegrationType | str | None
    subtype: str | None
    link: str | None


def uri_problems(registry: ApiRegistry, given: Address) -> Iterator[Problem]:
    """Refuse an address that is missing, or of another kind than the integration's."""
    option, uri = given.option, given.uri
    if unresolved(given.type):
        return
    if given.subtype is not None or given.type == IntegrationType.MOCK:
        if uri:
            names = "a subtype names the action" if given.subtype else "MOCK has no backend"
            yield Problem(option, uri, f"nothing: {names}", "leave it out")
    elif uri is None:
        yield Problem(option, LEFT_OUT, f"the backend's address, for {given.type}")
    elif not unresolved(uri):
        yield from _known_uri_problems(registry, given, uri)


def _known_uri_problems(registry: ApiRegistry, given: Address, uri: str) -> Iterator[Problem]:
    option, http = given.option, registry.protocol is ProtocolType.HTTP
    if given.type in WITH_A_URL:
        if given.link is not None and http:
            allowed = "the ARN of a listener or a Cloud Map service, with a VPC link"
            yield from matches(option, uri, _PRIVATE.pattern, allowed)
        else:
            allowed = "a URL that starts with https:// or http://"
            yield from matches(option, uri, r"https?://[^/\s]\S*", allowed)
    elif http:
        allowed = "the ARN of a Lambda function: HTTP APIs call other services by a subtype"
        fix = "give subtype= in place of another service's ARN"
        yield from matches(option, uri, _LAMBDA.pattern, allowed, fix)
    elif registry.protocol is ProtocolType.WEBSOCKET:
        allowed = "arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…"
        fix = "for a Lambda function, give its invoke_arn"
        yield from matches(option, uri, _ACTION.pattern, allowed, fix)
    else:
        yield from matches(option, uri, r"arn:.+", "an ARN")
