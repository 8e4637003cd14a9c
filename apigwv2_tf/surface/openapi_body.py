"""
APIs that an OpenAPI document defines, as the same model as those with resources of their own.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.arguments import Arguments, texts
from apigwv2_tf.surface.elements import Route
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.openapi_parts import Defined, read_authorizers
from apigwv2_tf.surface.openapi_text import parse_document
from apigwv2_tf.surface.values import UNKNOWN, Sensitive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.backends import Backends
    from apigwv2_tf.surface.elements import Authorizer
    from apigwv2_tf.surface.parts import Parts
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Flag, Text, Texts

_X = "x-amazon-apigateway-"
_ANY = f"{_X}any-method"
_VERBS = ("delete", "get", "head", "options", "patch", "post", "put")
_FUNCTIONS = "CUSTOM"


@dataclass(slots=True, kw_only=True)
class Body:
    """What a document says of the API itself, and what it does not tell, as keys."""

    document: Text = None
    flaw: str | None = None
    disable_execute_api_endpoint: Flag = None
    notes: dict[str, None] = field(default_factory=dict)


def read_body(api: Resource, parts: Parts, backends: Backends) -> Body:
    """Add what the document of an API defines to its parts."""
    text = Arguments(api.values).text("body")
    body = Body(document=text)
    if text is None:
        return body
    if not isinstance(text, str):
        what = "sensitive" if isinstance(text, Sensitive) else "known after apply"
        body.notes[_note(api, f"is {what}, so what it defines is not shown")] = None
        return body
    try:
        parsed = parse_document(text)
        _check_version(parsed)
    except DocumentError as error:
        # as with a document that nobody knows: its routes are not here
        body.document, body.flaw = UNKNOWN, str(error)
        body.notes[_note(api, f"cannot be read: it is {error}")] = None
        return body
    _Document(api, parsed, parts, backends, body).read()
    return body


def _note(api: Resource, text: str) -> str:
    return f"{api.address}: its OpenAPI document {text}"


def _check_version(parsed: Mapping[str, Any]) -> None:
    version = parsed.get("openapi")
    if not str(version).startswith("3."):
        told = "without a version" if version is None else "of another version"
        raise DocumentError(f"{told}, and AWS imports OpenAPI 3.0 only")


class _Document:
    """A document that could be parsed."""

    def __init__(
        self,
        api: Resource,
        parsed: Mapping[str, Any],
        parts: Parts,
        backends: Backends,
        body: Body,
    ) -> None:
        self._api = api
        self._parsed = parsed
        self._parts = parts
        self._body = body
        self._defined = Defined(api, parsed, backends)
        self._authorizers = read_authorizers(self._defined)

    def read(self) -> None:
        """Add routes, integrations and authorizers, and note what is odd."""
        self._parts.authorizers += self._authorizers.values()
        if not isinstance(self._parsed.get("paths"), Mapping):
            self._tell("has no object of paths")
        for key, operation in self._operations():
            self._parts.routes.append(self._route(key, operation))
        self._parts.integrations += self._defined.integrations.values()
        for name in self._defined.missing:
            self._tell(f"refers to {name}, which is not in it")
        has_cors = bool(Arguments(self._api.values).blocks("cors_configuration"))
        if f"{_X}cors" in self._parsed and not has_cors:
            self._tell(
                "has CORS settings that Terraform's provider deletes after the import,"
                " as the API has no cors_configuration"
            )
        self._body.disable_execute_api_endpoint = self._disabled()

    def _tell(self, text: str) -> None:
        self._body.notes[_note(self._api, text)] = None

    def _disabled(self) -> Flag:
        servers = self._parsed.get("servers")
        for server in servers if isinstance(servers, list) else ():
            settings = _object(_object(server).get(f"{_X}endpoint-configuration"))
            found = Arguments(settings).flag("disableExecuteApiEndpoint")
            if found is not None:
                return found
        return None

    def _operations(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield each operation by the key of its route."""
        for path, item in _object(self._parsed.get("paths")).items():
            if str(path).startswith("x-"):
                continue
            for verb, operation in _object(item).items():
                if verb not in _VERBS and verb != _ANY:
                    continue
                if not isinstance(operation, Mapping):
                    self._tell(f"has something else than an operation at {verb} {path}")
                    continue
                is_default = operation.get("isDefaultRoute") is True
                method = "ANY" if verb == _ANY else str(verb).upper()
                yield "$default" if is_default else f"{method} {path}", operation

    def _route(self, key: str, operation: Mapping[str, Any]) -> Route:
        kind, authorizer, scopes = self._authorization(key, operation)
        return Route(
            origin=self._defined.origin(key),
            api=self._api.address,
            key=key,
            authorization_type=kind,
            authorizer=authorizer,
            scopes=scopes,
            target=self._defined.integration(key, operation.get(f"{_X}integration")),
            operation_name=Arguments(operation).text("operationId"),
        )

    def _authorization(
        self, key: str, operation: Mapping[str, Any]
    ) -> tuple[Text, Link | None, Texts]:
        said = Arguments(_object(operation.get(f"{_X}auth"))).text("type")
        if said is not None:
            return (said.upper() if isinstance(said, str) else said), None, None
        requirements = _requirements(operation)
        if not requirements:
            return self._without_requirement(operation), None, None
        if len(requirements) > 1:
            self._tell(f"asks for several authorizations at {key}, which AWS refuses")
            return UNKNOWN, self._one_of([name for name, _ in requirements]), None
        ((name, scopes),) = requirements
        authorizer = self._authorizers.get(name)
        if authorizer is None:
            self._tell(f"names the authorizer {name} at {key}, which is not in it")
            return UNKNOWN, None, None
        link = Link(kind=LinkKind.EXACT, targets=(authorizer.origin.address,))
        return _type(authorizer), link, texts(scopes)

    def _without_requirement(self, operation: Mapping[str, Any]) -> Text:
        """Return the authorization of an operation that says nothing, or that says nobody."""
        if "security" in operation or not _requirements(self._parsed):
            return "NONE"
        self._tell(
            "asks for authorization outside of its operations, and AWS does not say whether that"
            " has an effect"
        )
        return UNKNOWN

    def _one_of(self, names: list[str]) -> Link | None:
        found = [self._authorizers[name] for name in names if name in self._authorizers]
        targets = tuple(sorted({one.origin.address for one in found}))
        return Link(kind=LinkKind.AMBIGUOUS, targets=targets) if targets else None


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _requirements(holder: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the security requirements of an operation or a document, with their scopes."""
    listed = holder.get("security")
    some = listed if isinstance(listed, list) else ()
    return [(str(name), scopes) for one in some for name, scopes in _object(one).items()]


def _type(authorizer: Authorizer) -> Text:
    if authorizer.type == "JWT":
        return "JWT"
    return _FUNCTIONS if authorizer.type == "REQUEST" else UNKNOWN
