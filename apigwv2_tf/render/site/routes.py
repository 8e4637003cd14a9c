"""The routes of an API: one line each, which opens to everything that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.render.markup import Markup, joined, tag
from apigwv2_tf.render.names import short_address
from apigwv2_tf.render.route_rows import AS_CONNECT, OPEN
from apigwv2_tf.render.site.words import (
    Anchors,
    chip,
    code,
    facts,
    names,
    optional,
    prose,
    seconds,
    value,
)
from apigwv2_tf.surface.values import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from apigwv2_tf.render.route_rows import ApiRows, RouteRow
    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.elements import Integration, Route
    from apigwv2_tf.surface.model import Surface

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFinding:
    """A finding, and where on the page it stands."""

    anchor: str
    finding: Finding


def routes_section(
    surface: Surface,
    rows: ApiRows,
    findings: Mapping[str, list[NumberedFinding]],
    anchors: Anchors,
) -> Markup:
    """
    Return the list of routes.

    Args:
        surface: What the API belongs to.

        rows: Its routes.

        findings: By the address that they are about.

        anchors: Names the places.
    """
    api = surface.api(rows.address)
    routes = {} if api is None else {route.origin.address: route for route in api.routes}
    items = [
        _item(
            row,
            _details(surface, routes[row.address], row, findings.get(row.address, [])),
            anchors.of(rows.name, row.key),
            len(findings.get(row.address, [])),
            is_open=rows.is_open(row),
        )
        for row in rows.rows
    ]
    head = tag(
        "div",
        *(tag("span", text) for text in ("Route", "Who may call", "Where it goes")),
        class_="route-head",
        aria_hidden="true",
    )
    nothing = tag("p", "No route matches.", class_="nothing", hidden=True)
    return joined([head, tag("ul", *items, class_="routes", role="list"), nothing], "\n")


def _item(row: RouteRow, details: Markup, anchor: str, count: int, *, is_open: bool) -> Markup:
    method = row.method if row.method in METHODS else ""
    path = row.path if method else row.key
    summary = tag(
        "summary",
        tag(
            "span",
            *([tag("span", method, class_=f"method m-{method.lower()}"), " "] if method else []),
            tag("span", *_broken(path), class_="path"),
            class_="key",
        ),
        " ",
        tag("span", *_who(row, is_open=is_open), class_="who"),
        " ",
        tag("span", *_where(row), *_warned(count), class_="where"),
    )
    return tag(
        "li",
        tag("details", summary, tag("div", details, class_="inside"), id=anchor),
        class_="route",
        data_method=method or None,
        data_open=is_open,
    )


def _broken(path: str) -> Iterator[str]:
    """Yield a path that may go on in the next line at each slash."""
    first, *others = path.split("/")
    yield first
    for part in others:
        yield Markup("<wbr>")
        yield f"/{part}"


def _who(row: RouteRow, *, is_open: bool) -> Iterator[Markup]:
    if is_open:
        yield chip(row.authorization, "open")
        return
    if row.api_key:
        yield chip("API key" if row.api_key == "required" else f"API key {row.api_key}", "guarded")
    if row.authorization != OPEN:
        yield chip(row.authorization, "guarded" if row.authorization != AS_CONNECT else "")


def _where(row: RouteRow) -> Iterator[Markup]:
    if row.integration and row.target:
        yield tag("span", row.integration, class_="kind")
        yield joined([" "])
    yield tag("span", short_address(row.target)[0] or row.integration, class_="target")


def _warned(count: int) -> Iterator[Markup]:
    if count:
        words = "1 finding" if count == 1 else f"{count:,} findings"
        yield joined([" "])
        yield chip(words, "warned")


def _details(
    surface: Surface, route: Route, row: RouteRow, findings: Iterable[NumberedFinding]
) -> Markup:
    wire = surface.integration(route.target)
    pairs = [
        ("Authorization", joined([row.authorization])),
        ("Scopes", joined([code(scope) for scope in row.scopes], " ") if row.scopes else None),
        ("Operation", optional(route.operation_name)),
        ("Parameters", _parameters(route)),
        ("Model chosen by", optional(route.model_selection_expression)),
        ("Messages in", _models(route)),
        ("Answers", _answers(route)),
        *([] if wire is None else _wire(wire, row)),
        ("Stages", joined([code(stage) for stage in row.stages], " ") if row.stages else None),
        ("Throttling", joined([row.throttling]) if row.throttling else None),
        ("Findings", _findings(findings)),
        ("Terraform", code(row.address)),
        ("Construct", optional(route.origin.construct_path)),
    ]
    return facts(pairs)


def _parameters(route: Route) -> Markup | None:
    if not route.request_parameters:
        return None
    parts = [
        joined([code(name), " ", "required" if needed is True else ""])
        for name, needed in sorted(route.request_parameters.items())
    ]
    return joined(parts, ", ")


def _models(route: Route) -> Markup | None:
    models = known(route.request_models)
    if not models:
        return optional(route.request_models) if models is None else None
    parts = [joined([code(key), " → ", value(name)]) for key, name in sorted(models.items())]
    return joined(parts, ", ")


def _answers(route: Route) -> Markup | None:
    keys = [value(one.key) for one in route.responses]
    return joined(keys, " ") if keys else None


def _wire(wire: Integration, row: RouteRow) -> Iterator[tuple[str, Markup | None]]:
    yield ("Integration", joined([" ".join(filter(None, (row.integration, row.target)))]))
    yield ("Description", None if wire.description is None else _told(wire.description))
    yield ("Method", optional(wire.method) if wire.type in ("HTTP", "HTTP_PROXY") else None)
    is_function = wire.type == "AWS_PROXY" and wire.subtype is None
    yield ("Payload", value(wire.payload_format_version) if is_function else None)
    yield ("Timeout", seconds(wire.timeout_milliseconds, 1000.0))
    private = wire.connection_type == "VPC_LINK"
    yield ("Through", joined(["a VPC link"]) if private else None)
    yield ("TLS name", optional(wire.server_name_to_verify))
    yield ("Sets", names(wire.request_parameters))
    yield ("Templates", names(wire.request_templates))


def _told(text: object) -> Markup:
    return prose(text) if isinstance(text, str) else value(text)


def _findings(findings: Iterable[NumberedFinding]) -> Markup | None:
    items = [
        tag(
            "li",
            chip(one.finding.level.value, f"level {one.finding.level.value}"),
            " ",
            tag("a", prose(one.finding.text), href=f"#{one.anchor}"),
        )
        for one in findings
    ]
    return tag("ul", *items, class_="plain") if items else None


def methods_of(apis: Iterable[ApiRows]) -> list[str]:
    """Return the methods that routes have, in the usual order."""
    found = {row.method for api in apis for row in api.rows}
    return [method for method in METHODS if method in found]
