"""The integrations and authorizers of an OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apigwv2_tf.surface.arguments import Arguments, text_map, texts
from apigwv2_tf.surface.elements import Authorizer, Integration, Origin, Source
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from apigwv2_tf.surface.backends import Backends
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Text, TextMap, Texts

_X = "x-amazon-apigateway-"
_SHARED = f"#/components/{_X}integrations/"
_DISCOVERY = "/.well-known/openid-configuration"
# synthesized text still holds the expressions of Terraform, beside those that AWS fills in
_EXPRESSION = re.compile(
    r"\$\{(?!AWS::|context\.|integration\.|request\.|response\.|stageVariables\.)"
)


class Defined:
    """
    What a document defines, each with an address behind that of the API.

    Attributes:
        integrations: Those that routes lead to, by address.

        missing: What is referred to and is not there, as keys.
    """

    def __init__(self, api: Resource, parsed: Mapping[str, Any], backends: Backends) -> None:
        self._api = api
        self._parsed = parsed
        self._backends = backends
        self.integrations: dict[str, Integration] = {}
        self.missing: dict[str, None] = {}
        self._shared = self.component(f"{_X}integrations")

    def component(self, kind: str) -> Mapping[str, Any]:
        """Return the components of a kind."""
        found = _object(_object(self._parsed.get("components")).get(kind))
        return {str(name): one for name, one in found.items()}

    def origin(self, part: str) -> Origin:
        """Return where a part of the document comes from."""
        return Origin(
            address=f"{self._api.address}#{part}",
            type=self._api.type,
            construct_path=self._api.construct_path,
            source=Source.OPENAPI,
            stack=self._api.stack,
        )

    def backend(self, uri: object) -> Link | None:
        """Return the function that an address leads to."""
        return self._backends.of(uri, beside=self._api.address)

    def integration(self, key: str, given: object) -> Link | None:
        """Return the link to the integration of an operation."""
        if not isinstance(given, Mapping):
            return None
        reference = given.get("$ref")
        place = self.origin(f"integration {key}")
        if reference is not None:
            name = str(reference).removeprefix(_SHARED)
            given = self._shared.get(name)
            place = self.origin(f"shared integration {name}")
            if not isinstance(given, Mapping):
                self.missing[str(reference)] = None
                return Link(kind=LinkKind.UNRESOLVED, expression=str(reference))
        if place.address not in self.integrations:
            self.integrations[place.address] = self._read(place, given)
        return Link(kind=LinkKind.EXACT, targets=(place.address,))

    def _read(self, place: Origin, written: Mapping[str, Any]) -> Integration:
        given = Arguments(_without_expressions(written))
        kind = given.text("type")
        to = given.text("connectionId")
        return Integration(
            origin=place,
            api=self._api.address,
            type=kind.upper() if isinstance(kind, str) else kind,
            subtype=given.text("integrationSubtype"),
            uri=given.text("uri"),
            backend=self.backend(written.get("uri")),
            method=given.text("httpMethod"),
            connection_type=given.text("connectionType", "INTERNET"),
            connection=_external(to),
            connection_id=to,
            credentials_arn=given.text("credentials"),
            payload_format_version=given.text("payloadFormatVersion", "1.0"),
            request_parameters=given.text_map("requestParameters"),
            response_parameters=_answers(given) or None,
            timeout_milliseconds=given.number("timeoutInMillis"),
            has_tls=given.has_block("tlsConfig"),
            server_name_to_verify=given.block("tlsConfig").text("serverNameToVerify"),
            description=given.text("description"),
        )


def read_authorizers(defined: Defined) -> dict[str, Authorizer]:
    """Return the authorizers of a document by the names of their security schemes."""
    found = {}
    for name, scheme in defined.component("securitySchemes").items():
        given = _object(scheme).get(f"{_X}authorizer")
        if isinstance(given, Mapping):
            found[name] = _authorizer(defined, name, _object(scheme), given)
    return found


def _authorizer(
    defined: Defined, name: str, scheme: Mapping[str, Any], written: Mapping[str, Any]
) -> Authorizer:
    given = Arguments(_without_expressions(written))
    tokens = given.block("jwtConfiguration")
    kind = given.text("type")
    place = defined.origin(f"authorizer {name}")
    url = Arguments(_without_expressions(scheme)).text("openIdConnectUrl")
    issuer = url.removesuffix(_DISCOVERY) if isinstance(url, str) else url
    return Authorizer(
        origin=place,
        api=place.address.removesuffix(f"#authorizer {name}"),
        name=name,
        type=kind.upper() if isinstance(kind, str) else kind,
        uri=given.text("authorizerUri"),
        function=defined.backend(written.get("authorizerUri")),
        credentials_arn=given.text("authorizerCredentials"),
        identity_sources=_identity_sources(given),
        issuer=tokens.text("issuer", issuer),
        audience=tokens.texts("audience"),
        payload_format_version=given.text("authorizerPayloadFormatVersion"),
        result_ttl_seconds=given.number("authorizerResultTtlInSeconds", keep_zero=True),
        simple_responses=given.flag("enableSimpleResponses"),
    )


def _identity_sources(given: Arguments) -> Texts:
    written = given.value("identitySource")
    parts = [part.strip() for part in written.split(",")] if isinstance(written, str) else written
    return texts(parts)


def _answers(given: Arguments) -> dict[str, TextMap]:
    """Return the mappings of answers by their status."""
    statuses = _object(given.value("responseParameters"))
    found = {str(key): text_map(mappings) for key, mappings in statuses.items()}
    return {status: found[status] for status in sorted(found) if found[status] is not None}


def _external(value: Text) -> Link | None:
    if isinstance(value, str):
        return Link(kind=LinkKind.EXTERNAL, id=value)
    return None if value is None else Link(kind=LinkKind.UNRESOLVED)


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _without_expressions(value: Any) -> Any:  # noqa: ANN401 - whatever the document holds
    """Return a value with UNKNOWN for each text that Terraform still has to fill in."""
    if isinstance(value, str):
        return UNKNOWN if _EXPRESSION.search(value) else value
    if isinstance(value, Mapping):
        return {key: _without_expressions(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_expressions(part) for part in value]
    return value
