"""Rules that several constructs share: what belongs to which protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import length, matches, text_map_entries
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._registry import ApiRegistry, registry_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import ProtocolType

_MOST_TAGS = 50
_LONGEST_TEMPLATE = 32_768
_MODEL_NAME = r"[A-Za-z0-9]{1,128}"


def only_websocket(
    registry: ApiRegistry, option: str, value: object, fix: str = ""
) -> Iterator[Problem]:
    """Refuse a given option on an HTTP API."""
    if registry.protocol is ProtocolType.HTTP:
        yield from _not_here(option, value, "WebSocket", fix)


def only_http(
    registry: ApiRegistry, option: str, value: object, fix: str = ""
) -> Iterator[Problem]:
    """Refuse a given option on a WebSocket API."""
    if registry.protocol is ProtocolType.WEBSOCKET:
        yield from _not_here(option, value, "HTTP", fix)


def _not_here(option: str, value: object, protocol: str, fix: str) -> Iterator[Problem]:
    if value is not None and value is not False:
        yield Problem(
            option, value, f"nothing: it belongs to {protocol} APIs", fix or "leave it out"
        )


def named(part: object) -> object:
    """Return how an error names an object: a construct by its path, not by its memory address."""
    return str(part.node.path) if isinstance(part, Construct) else part


def identity(part: Construct | object, id: str) -> str:
    """Return what tells a part from others: its id, which is another token at each reading."""
    return str(part.node.path) if isinstance(part, Construct) else id


def owner_problems(option: str, part: object, api: object) -> Iterator[Problem]:
    """Refuse a part of another API, where the part says which API it belongs to."""
    owner = getattr(part, "api", api)
    if owner is not api:
        yield Problem(option, named(part), f"one of the same API: this is one of {named(owner)}")


def model_problems(
    option: str, models: Mapping[str, object] | None, api: object
) -> Iterator[Problem]:
    """Refuse models of another API, and names that no model can have."""
    for key, model in (models or {}).items():
        if unresolved(key):
            continue
        where = f"{option}[{str(key)!r}]"
        if isinstance(model, str):
            yield from _model_name_problems(where, model, registry_of(api))
        else:
            yield from owner_problems(where, model, api)


def _model_name_problems(where: str, name: str, registry: ApiRegistry) -> Iterator[Problem]:
    allowed = "a model or its name, 1 to 128 letters and digits"
    wrong = list(matches(where, name, _MODEL_NAME, allowed))
    yield from wrong
    here = registry.settings is not None and registry.protocol is not ProtocolType.HTTP
    own = here and not unresolved(name)
    if own and not wrong and name not in registry.models:
        known = ", ".join(sorted(registry.models)) or "it has none yet"
        yield Problem(where, name, f"a model of the API: {known}", "add it with add_model() before")


def role_problems(option: str, arn: str | None) -> Iterator[Problem]:
    """Refuse what cannot be the ARN of a role."""
    yield from matches(option, arn, r"arn:[\w-]+:iam::\d{12}:role/\S+", "the ARN of a role")


def arn_of(given: IHasArn | str) -> str:
    """Return the ARN of a resource that was given as an object or as its ARN."""
    return given if isinstance(given, str) else given.arn


def depends_on_protocol(option: str) -> Problem:
    """Return what is wrong where an imported API does not say what an option's default is."""
    allowed = "a value: it depends on the protocol, which the imported API does not say"
    return Problem(option, LEFT_OUT, allowed, "or give Api.from_api_id() the protocol_type")


def tag_problems(tags: Mapping[str, str] | None) -> Iterator[Problem]:
    """Refuse tags that AWS would."""
    yield from length("tags", tags, 0, _MOST_TAGS)
    yield from text_map_entries(
        "tags",
        tags,
        key=(r"(?!aws:)(?s:.){1,128}", "1 to 128 characters, not starting with aws:"),
        item=(r"(?s:.){0,256}", "up to 256 characters"),
    )


def template_problems(option: str, templates: Mapping[str, str] | None) -> Iterator[Problem]:
    """Refuse templates that are too long."""
    for key, template in (templates or {}).items():
        if not unresolved(template):
            yield from length(f"{option}[{key!r}]", template, 0, _LONGEST_TEMPLATE)
