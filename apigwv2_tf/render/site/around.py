"""What stands around routes: who decides, which pages may call, how an API is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import counted
from apigwv2_tf.render.markup import Markup, joined, tag
from apigwv2_tf.render.names import Names, backend_of, linked
from apigwv2_tf.render.route_rows import limits
from apigwv2_tf.render.site.words import code, facts, names, optional, prose, seconds, value, values
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.render.route_rows import ApiRows
    from apigwv2_tf.surface.elements import ApiMapping, Authorizer, Cors, DomainName, Stage
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.values import Text


def addresses(surface: Surface, api: Api) -> Iterator[Markup]:
    """Yield where an API can be called, as far as that is known."""
    for mapping in _mappings(surface, api):
        name = _domain_name(surface, mapping)
        if isinstance(name, str):
            scheme = "wss" if api.is_websocket else "https"
            key = f"/{mapping.key}" if isinstance(mapping.key, str) and mapping.key else ""
            yield _address(f"{scheme}://{name}{key}", _stage_of(surface, mapping))
    endpoint = known(api.endpoint)
    if endpoint is None or api.disable_execute_api_endpoint is True:
        return
    for stage in _stages(api):
        if isinstance(stage.name, str):
            end = "" if stage.name == "$default" else f"/{stage.name}"
            yield _address(f"{endpoint}{end}", f"stage {stage.name}")


def _address(url: str, note: str) -> Markup:
    return tag("li", code(url), " ", tag("span", note, class_="soft"))


def authorization_section(surface: Surface, api: Api, rows: ApiRows) -> Markup:
    """Return who decides, and which routes anyone may call."""
    guards: dict[str, int] = {}
    for route in api.routes:
        if route.authorizer is not None and route.authorizer.target is not None:
            address = route.authorizer.target
            guards[address] = guards.get(address, 0) + 1
    cards = [
        _authorizer(surface, one, guards.get(one.origin.address, 0)) for one in api.authorizers
    ]
    opened = [row.key for row in rows.rows if rows.is_open(row)]
    text = [joined([counted(len(opened), "route"), " that anyone may call: "])] if opened else []
    keys = [joined([code(key) for key in opened], " ")]
    alone = tag("p", *text, *keys) if opened else tag("p", "No route is open to everyone.")
    return joined([alone, tag("div", *cards, class_="cards") if cards else ""], "\n")


def _authorizer(surface: Surface, one: Authorizer, guarded: int) -> Markup:
    function = linked(one.function, Names(surface).function) if one.function else ""
    uri = backend_of(one.uri) if isinstance(one.uri, str) else one.uri
    pairs = [
        ("Guards", joined([counted(guarded, "route")])),
        ("Issuer", optional(one.issuer)),
        ("Audience", values(one.audience)),
        ("Reads", values(one.identity_sources)),
        ("Function", code(function) if function else optional(uri)),
        ("Payload", optional(one.payload_format_version)),
        ("Simple answers", optional(one.simple_responses)),
        ("Remembered for", seconds(one.result_ttl_seconds)),
    ]
    return _card(_named(one.name, one.origin.address), str(one.type), facts(pairs))


def cors_section(cors: Cors) -> Markup:
    """Return which web pages may call."""
    return facts(
        [
            ("Origins", values(cors.allow_origins)),
            ("Methods", values(cors.allow_methods)),
            ("Headers", values(cors.allow_headers)),
            ("Shown to scripts", values(cors.expose_headers)),
            ("Credentials", optional(cors.allow_credentials)),
            ("Remembered for", seconds(cors.max_age)),
        ]
    )


def stages_section(surface: Surface, api: Api) -> Markup:
    """Return how an API is served."""
    cards = [_stage(surface, stage) for stage in _stages(api)]
    mapped = [_mapping(surface, mapping) for mapping in _mappings(surface, api)]
    return tag("div", *cards, *mapped, class_="cards")


def has_stages(surface: Surface, api: Api) -> bool:
    """Say whether there is anything to tell about that."""
    return bool(api.stages) or bool(_mappings(surface, api))


def _stages(api: Api) -> list[Stage]:
    return sorted(api.stages, key=lambda stage: (str(stage.name), stage.origin.address))


def _stage(surface: Surface, stage: Stage) -> Markup:
    settings = stage.default_settings
    pairs = [
        ("Automatic deployment", _released(stage)),
        ("Throttling", None if settings is None else joined([limits(settings)])),
        *(
            (f"{key} only", joined([limits(own)]))
            for key, own in sorted(stage.route_settings.items())
        ),
        ("Access log", _log(surface, stage)),
        ("Execution log", None if settings is None else optional(settings.logging_level)),
        ("Metrics per route", None if settings is None else optional(settings.detailed_metrics)),
        ("Variables", names(stage.variables)),
        ("Client certificate", optional(stage.client_certificate_id)),
    ]
    told = "" if stage.description is None else _told(stage.description)
    title = _named(stage.name, stage.origin.address)
    return _card(title, "stage", joined([told, facts(pairs)]))


def _released(stage: Stage) -> Markup:
    if is_hidden(stage.auto_deploy):
        return value(stage.auto_deploy)
    return joined(["yes" if stage.auto_deploy else "no: changes wait for a new deployment"])


def _log(surface: Surface, stage: Stage) -> Markup | None:
    group = surface.resource(stage.log_group)
    name = None if group is None else group.values.get("name")
    if isinstance(name, str):
        return code(name)
    if stage.log_group is not None and stage.log_group.target:
        return code(stage.log_group.target)
    return optional(stage.log_destination)


def _mappings(surface: Surface, api: Api) -> list[ApiMapping]:
    own = [one for one in surface.mappings if one.api == api.origin.address]
    return sorted(own, key=lambda one: (str(one.domain_name), str(one.key), one.origin.address))


def _domain_name(surface: Surface, mapping: ApiMapping) -> Text:
    domain = surface.domain(mapping.domain)
    return mapping.domain_name if domain is None else domain.name


def _stage_of(surface: Surface, mapping: ApiMapping) -> str:
    stage = surface.stage(mapping.stage)
    name = mapping.stage_name if stage is None else stage.name
    return f"stage {name}" if isinstance(name, str) else f"stage {mapping.stage or name}"


def _mapping(surface: Surface, mapping: ApiMapping) -> Markup:
    domain = surface.domain(mapping.domain)
    pairs = [
        ("Serves", joined([_stage_of(surface, mapping)])),
        ("Under", code(f"/{mapping.key}") if mapping.key else None),
        *([] if domain is None else _domain(domain)),
    ]
    name = _domain_name(surface, mapping)
    return _card(_named(name, str(mapping.domain)), "domain name", facts(pairs))


def _domain(domain: DomainName) -> Iterable[tuple[str, Markup | None]]:
    mutual = domain.has_mutual_tls
    return (
        ("TLS", optional(domain.security_policy)),
        ("Endpoint", optional(domain.endpoint_type)),
        ("Client certificates", None if mutual in (None, False) else value(mutual)),
    )


def _named(name: Text, otherwise: str) -> str:
    return name if isinstance(name, str) and name else otherwise


def _told(text: Text) -> Markup:
    return tag("p", value(text) if is_hidden(text) else prose(str(text)))


def _card(title: str, kind: str, inside: Markup) -> Markup:
    heading = tag("h4", title, " ", tag("span", kind, class_="kind"))
    return tag("article", heading, inside, class_="card")
