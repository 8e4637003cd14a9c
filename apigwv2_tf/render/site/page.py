"""The whole page: one file that needs nothing else, neither a network nor scripts to be read."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from apigwv2_tf.errors import OutputError
from apigwv2_tf.prose import counted
from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.render.graph_svg import STYLE as PICTURE_STYLE
from apigwv2_tf.render.graph_svg import picture_of
from apigwv2_tf.render.inert import html_text
from apigwv2_tf.render.markup import Markup, joined, tag
from apigwv2_tf.render.route_rows import route_rows
from apigwv2_tf.render.site.around import (
    addresses,
    authorization_section,
    cors_section,
    has_stages,
    stages_section,
)
from apigwv2_tf.render.site.findings import findings_section
from apigwv2_tf.render.site.messages import messages_section, models_section
from apigwv2_tf.render.site.routes import (
    NumberedFinding,
    methods_of,
    routes_section,
)
from apigwv2_tf.render.site.words import Anchors, chip, prose
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from apigwv2_tf.render.graph import Graph
    from apigwv2_tf.render.route_rows import ApiRows
    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.model import Api, Surface

_MOST_NAMES = 3
_GENERATOR = '<meta name="generator" content="apigwv2-tf'
_BEGINNING = 300  # of a page: as far as it says what wrote it
_OWN_ANCHORS = ("content", "count", "findings", "method", "open", "search")
_KINDS = {"HTTP": "HTTP API", "WEBSOCKET": "WebSocket API"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    What the page is about.

    Args:
        findings: The worst first.

        version: Of this package.

        title: What stands on top; None for the names of the APIs.

        accepted: What was suppressed, and why.

        links: The page of AWS's documentation behind each kind of finding.
    """

    surface: Surface
    findings: tuple[Finding, ...]
    version: str
    title: str | None = None
    accepted: tuple[tuple[Finding, str], ...] = ()
    links: Mapping[str, str] | None = None


def site_page(site: Site) -> str:
    """Return the page as HTML."""
    return f"<!DOCTYPE html>\n{_Page(site).html()}\n"


def is_site_page(path: Path) -> bool:
    """Say whether a file may be written anew: one that this module wrote, or none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return _GENERATOR in file.read(_BEGINNING)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error}") from None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an API: its place on the page, its heading, and what is in it."""

    anchor: str
    heading: str
    inside: Markup


class _Page:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._surface = site.surface
        self._apis = [api for api in route_rows(site.surface) if self._is_shown(api)]
        self._graphs = {graph.address: graph for graph in graphs(site.surface)}
        self._anchors = Anchors()
        for name in _OWN_ANCHORS:
            self._anchors.of(name)
        self._findings = [
            NumberedFinding(anchor=self._anchors.of("finding", str(number)), finding=finding)
            for number, finding in enumerate(site.findings, 1)
        ]
        self._by_address: dict[str, list[NumberedFinding]] = {}
        for one in self._findings:
            if one.finding.address is not None:
                self._by_address.setdefault(one.finding.address, []).append(one)
        names = [api.name or api.address for api in self._apis]
        self._title = site.title or _listed(names) or "No APIs"

    def html(self) -> Markup:
        """Put the page together."""
        sections = [
            (self._anchors.of(rows.name or rows.address), rows, list(self._parts(rows)))
            for rows in self._apis
        ]
        body = [
            tag("a", "To the content", class_="skip", href="#content"),
            self._header(),
            tag("div", self._contents(sections), self._main(sections), class_="columns"),
            self._footer(),
            tag("script", Markup(_asset("script.js"))),
        ]
        return tag("html", joined([self._head(), tag("body", joined(body, "\n"))], "\n"), lang="en")

    def _is_shown(self, rows: ApiRows) -> bool:
        return bool(rows.rows) or not rows.is_elsewhere

    # -- around the content

    def _head(self) -> Markup:
        style = f"{_asset('style.css')}\n{PICTURE_STYLE}\n"
        policy = (
            f"default-src 'none'; img-src data:; style-src {_digest(style)}; "
            f"script-src {_digest(_asset('script.js'))}; base-uri 'none'; form-action 'none'"
        )
        parts = [
            tag("meta", charset="utf-8"),
            Markup(f'{_GENERATOR} {html_text(self._site.version)}">'),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", self._title),
            Markup('<link rel="icon" href="data:,">'),
            tag("style", Markup(style)),
        ]
        return tag("head", joined(["", *parts, ""], "\n"))

    def _header(self) -> Markup:
        routes = sum(len(api.rows) for api in self._apis)
        opened = sum(api.is_open(row) for api in self._apis for row in api.rows)
        bad = sum(
            one.finding.certain and one.finding.level.rank <= Severity.MEDIUM.rank
            for one in self._findings
        )
        tiles = [
            ("APIs", len(self._apis), ""),
            ("Routes", routes, ""),
            ("Open", opened, "open" if opened else ""),
            ("Findings", len(self._findings), ""),
            *([("Medium or worse", bad, "bad")] if bad else []),
        ]
        numbers = [
            tag("div", tag("dt", name), tag("dd", f"{number:,}"), class_=f"tile {look}".strip())
            for name, number, look in tiles
        ]
        return tag(
            "header",
            tag("p", "API documentation", class_="eyebrow"),
            tag("h1", self._title),
            tag("dl", *numbers, class_="tiles"),
            class_="top",
        )

    def _contents(self, sections: list[tuple[str, ApiRows, list[_Part]]]) -> Markup:
        items = [
            tag(
                "li",
                tag("a", rows.name or rows.address, href=f"#{anchor}"),
                tag(
                    "ul",
                    *(tag("li", tag("a", one.heading, href=f"#{one.anchor}")) for one in parts),
                ),
            )
            for anchor, rows, parts in sections
        ]
        findings = tag("li", tag("a", "Findings", href="#findings"))
        return tag("nav", tag("ul", *items, findings), aria_label="Contents")

    def _footer(self) -> Markup:
        notes = [tag("li", prose(note)) for note in self._surface.notes]
        unsaid = [tag("h2", "What the source does not tell"), tag("ul", *notes)] if notes else []
        made = tag("p", f"Made by apigwv2-tf {self._site.version}.", class_="soft")
        return tag("footer", *unsaid, made)

    # -- the content

    def _main(self, sections: list[tuple[str, ApiRows, list[_Part]]]) -> Markup:
        apis = [self._api(*section) for section in sections]
        findings = tag(
            "section",
            tag("h2", "Findings", id="findings--heading"),
            findings_section(self._findings, self._site.accepted, self._site.links or {}),
            id="findings",
            aria_labelledby="findings--heading",
        )
        parts = [self._search(), *apis, findings]
        return tag("main", joined(parts, "\n"), id="content", tabindex="-1")

    def _search(self) -> Markup:
        """Return the bar that the script shows: without scripts it would do nothing."""
        options = [tag("option", method) for method in methods_of(self._apis)]
        return tag(
            "div",
            tag("label", "Search routes", for_="search", class_="unseen"),
            tag(
                "input",
                id="search",
                type="search",
                placeholder="Search routes, authorizers, backends",
                autocomplete="off",
                spellcheck="false",
            ),
            tag("label", "Method", for_="method", class_="unseen"),
            tag("select", tag("option", "Any method", value=""), *options, id="method"),
            tag("label", tag("input", id="open", type="checkbox"), " Open only", class_="check"),
            tag("output", "", id="count", for_="search method open"),
            class_="search",
            role="search",
            hidden=True,
        )

    def _api(self, anchor: str, rows: ApiRows, parts: list[_Part]) -> Markup:
        api = self._surface.api(rows.address)
        name = rows.name or rows.address
        kind = _KINDS.get(rows.protocol, "API")
        heading = tag("h2", name, " ", chip(kind, "protocol"), id=f"{anchor}--heading")
        inside = [
            tag(
                "section",
                tag("h3", part.heading, id=f"{part.anchor}--heading"),
                part.inside,
                id=part.anchor,
                aria_labelledby=f"{part.anchor}--heading",
            )
            for part in parts
        ]
        return tag(
            "section",
            heading,
            *self._about(api),
            joined(inside, "\n"),
            class_="api",
            id=anchor,
            aria_labelledby=f"{anchor}--heading",
        )

    def _about(self, api: Api | None) -> Iterator[Markup]:
        if api is None:
            return
        if api.origin.source is Source.ELSEWHERE:
            yield tag("p", "The source has parts of this API, but not the API itself.")
        if isinstance(api.description, str) and api.description:
            yield tag("p", prose(api.description), class_="lead")
        found = list(addresses(self._surface, api))
        if found:
            yield tag("ul", *found, class_="addresses")

    def _parts(self, rows: ApiRows) -> Iterator[_Part]:
        api = self._surface.api(rows.address)
        if api is None:
            return
        if rows.rows:
            inside = routes_section(self._surface, rows, self._by_address, self._anchors)
            yield self._part(rows, "Routes", inside)
        else:
            yield self._part(rows, "Routes", tag("p", "The source has no routes of this API."))
        graph = self._graphs.get(rows.address)
        if graph is not None:
            yield self._part(rows, "Picture", _picture(graph))
        yield self._part(rows, "Authorization", authorization_section(self._surface, api, rows))
        if api.cors is not None:
            yield self._part(rows, "CORS", cors_section(api.cors))
        if has_stages(self._surface, api):
            yield self._part(rows, "Stages and domains", stages_section(self._surface, api))
        if api.is_websocket:
            yield self._part(rows, "Messages", messages_section(api))
        if api.models:
            yield self._part(rows, "Models", models_section(api))

    def _part(self, rows: ApiRows, heading: str, inside: Markup) -> _Part:
        return _Part(self._anchors.of(rows.name or rows.address, heading), heading, inside)


def _picture(graph: Graph) -> Markup:
    return tag(
        "figure",
        tag(
            "div",
            picture_of(graph),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label=f"Picture of {graph.title}",
        ),
        tag(
            "figcaption",
            "Requests go from left to right. Yellow: anyone may call. Dashed: not certain before "
            "apply.",
            class_="soft",
        ),
    )


def _listed(names: list[str]) -> str:
    """Name APIs, but not more than fit on top."""
    shown = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        return f"{', '.join(shown)} and {counted(len(names) - _MOST_NAMES, 'other')}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return what a policy calls a style or script that it allows."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
