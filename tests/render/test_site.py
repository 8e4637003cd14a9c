"""The page of the APIs: what is on it, and what never is; a browser looks at it elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.lint import lint
from apigwv2_tf.render.site.page import Site, site_page
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.values import UNKNOWN, masked
from hypothesis import given

from tests.support import drawings, markdown
from tests.support.hostile import hostile_text
from tests.support.inventories import api, elsewhere, part, route, surface, to
from tests.support.reports import finding

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface

_SPACES = re.compile(r"\s+")
_BLOCKS = ("dd", "div", "dt", "h2", "h3", "h4", "li", "p", "summary", "td", "th", "span")


class _Text(HTMLParser):
    """Reads what people see: text, a space between blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self._silent += tag in ("script", "style")
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        self._space(tag)

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def page(of: Surface, **changes: object) -> str:
    """Return the page of APIs."""
    usual: dict[str, object] = {"surface": of, "findings": (), "version": "1.2.3"}
    return site_page(Site(**{**usual, **changes}))  # type: ignore[arg-type]


def seen(text: str) -> str:
    """Return what people see of a page, on one line."""
    reader = _Text()
    reader.feed(text)
    reader.close()
    return _SPACES.sub(" ", "".join(reader.parts))


def elements(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of a page with their attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(text)
    return found


@pytest.fixture(scope="module")
def example() -> str:
    """Return the page of APIs with a bit of everything, and what lint finds there."""
    source = drawings.example()
    return page(source, findings=tuple(lint(source)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("API documentation shop and talk APIs 2 Routes 7 Open 2", id="title"),
        pytest.param("Everything about orders.", id="description"),
        pytest.param("https://api.shop.example/v1 stage live", id="address"),
        pytest.param("GET /orders/{id} JWT by Members AWS_PROXY orders", id="route"),
        pytest.param("Scopes orders:read", id="scopes"),
        pytest.param("$default open", id="open route"),
        pytest.param("Throttling 5/s, burst 50", id="limit of a route"),
        pytest.param("Timeout 3 s", id="timeout"),
        pytest.param("Sets overwrite:header.x-key", id="parameters"),
        pytest.param("2 routes that anyone may call: $default GET /perhaps", id="open routes"),
        pytest.param("Members JWT Guards 2 routes Issuer https://login.example", id="authorizer"),
        pytest.param("Function tokens", id="decider"),
        pytest.param("Remembered for 60 s", id="TTL"),
        pytest.param("Origins https://shop.example Methods GET", id="CORS"),
        pytest.param("live stage Automatic deployment yes Throttling 100/s", id="stage"),
        pytest.param("Variables password", id="names of variables"),
        pytest.param("api.shop.example domain name Serves stage live Under /v1", id="domain"),
        pytest.param("talk WebSocket API", id="WebSocket"),
        pytest.param("Route chosen by $request.body.action", id="selection"),
        pytest.param("Messages in $default → Say", id="message"),
        pytest.param("text string required What is said, as text", id="field"),
        pytest.param("tags[].name one of a, b", id="field of an item"),
        pytest.param("when string or null, date-time", id="types"),
        pytest.param("not {JSON", id="odd schema"),
        pytest.param("Later model Schema (known after apply)", id="unknown schema"),
        pytest.param("Hidden model Schema (sensitive)", id="sensitive schema"),
        pytest.param("one of AWS_PROXY orders, HTTP_PROXY", id="not certain"),
        pytest.param("What the source does not tell the plan was made with -target", id="notes"),
        pytest.param("high open route", id="findings"),
        pytest.param("Made by apigwv2-tf 1.2.3", id="version"),
    ],
)
def test_what_is_on_the_page(example: str, text: str) -> None:
    """Everything that is known of the APIs is there, in words."""
    assert text in seen(example)


def test_there_are_no_secrets(example: str) -> None:
    """Values that may be secrets are left out, in addresses too."""
    assert drawings.SECRET not in example


def test_the_page_is_the_same_every_time(example: str) -> None:
    """No times, and no order by chance."""
    source = drawings.example()

    assert page(source, findings=tuple(lint(source))) == example


def test_nothing_is_loaded(example: str) -> None:
    """There is no element that asks for anything; links lead to places of the page."""
    found = elements(example)

    tags = {tag for tag, _ in found}
    assert not tags & {"img", "iframe", "object", "embed", "audio", "video", "form", "base"}
    assert [attributes for _, attributes in found if "src" in attributes] == []
    assert [one["href"] for tag, one in found if tag == "link"] == ["data:,"]
    places = {one["id"] for _, one in found if "id" in one}
    hrefs = [str(one["href"]) for tag, one in found if tag == "a"]
    assert [href for href in hrefs if href[0] == "#" and href[1:] not in places] == []
    assert "@import" not in example
    assert "url(" not in example


def test_the_policy_allows_what_the_page_has_and_no_more(example: str) -> None:
    """Its own style and its own script by their digests; no attribute is either."""
    found = elements(example)
    (policy,) = [one["content"] for _, one in found if "http-equiv" in one]

    for kind in ("style", "script"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", example, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in str(policy)
    assert str(policy).startswith("default-src 'none'")
    assert not [one for _, one in found if any(key == "style" or key[:2] == "on" for key in one)]


def test_places_have_names_of_their_own() -> None:
    """No two have the same, not even those of APIs that are called like parts of the page."""
    names = ("search", "findings", "shop", "shop Routes", "finding", "日本", "", "content")
    apis = [api(f"aws_apigatewayv2_api.a{n}", name=name) for n, name in enumerate(names)]
    routes = [
        route(f"r{n}", key, api_id=to("aws_apigatewayv2_api.a0"))
        for n, key in enumerate(("GET /a", "GET /A", "GET /a/", "1", "x" * 500))
    ]
    source = surface(*apis, *routes)

    text = page(source, findings=tuple(lint(source)))

    ids = [str(one["id"]) for _, one in elements(text) if "id" in one]
    assert sorted(set(ids)) == sorted(ids)
    assert all(re.fullmatch(r"[a-z0-9-]{1,130}", one) for one in ids)


def test_headings_are_in_order(example: str) -> None:
    """None skips a level, so that readers of screens find their way."""
    levels = [int(tag[1]) for tag, _ in elements(example) if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_inputs_have_labels(example: str) -> None:
    """Every field says what it is for; every region has a name."""
    found = elements(example)
    labelled = {one.get("for") for tag, one in found if tag == "label"}

    fields = [one["id"] for tag, one in found if tag in ("input", "select")]
    assert set(fields) - {"open"} <= labelled  # that one is within its label
    regions = [one for _, one in found if one.get("role") == "region"]
    assert [one for one in regions if not one.get("aria-label")] == []


@pytest.mark.parametrize(
    ("names", "title"),
    [
        pytest.param([], "No APIs", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b and c", id="three"),
        pytest.param(["a", "b", "c", "d", "e"], "a, b, c and 2 others", id="five"),
    ],
)
def test_title(names: list[str], title: str) -> None:
    """Left out, it is the names of the APIs."""
    apis = [api(f"aws_apigatewayv2_api.{name}", name=name) for name in names]

    assert f"<h1>{title}</h1>" in page(surface(*apis))
    assert "<h1>Our APIs</h1>" in page(surface(*apis), title="Our APIs")


def test_an_api_without_routes_says_so() -> None:
    """Its OpenAPI document may be known after apply."""
    text = seen(page(surface(api(body=UNKNOWN))))

    assert "The source has no routes of this API." in text
    assert "its OpenAPI document is known after apply" in text


def test_an_api_that_the_source_does_not_have_says_so() -> None:
    """Its routes are shown, and what is missing is said."""
    text = seen(page(surface(route("r", api_id=elsewhere("a1b2")))))

    assert "a1b2 API The source has parts of this API, but not the API itself." in text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        pytest.param({"name": UNKNOWN}, "(known after apply)", id="unknown"),
        pytest.param({"name": masked("x")}, "(sensitive)", id="sensitive"),
        pytest.param(
            {"auto_deploy": UNKNOWN}, "Automatic deployment (known after apply)", id="releases"
        ),
        pytest.param(
            {"auto_deploy": False},
            "Automatic deployment no: changes wait for a new deployment",
            id="deployments",
        ),
        pytest.param(
            {"stage_variables": masked("x")}, "Variables (sensitive)", id="sensitive variables"
        ),
        pytest.param({"description": "For `all`."}, "For all.", id="description"),
    ],
)
def test_a_stage(values: dict[str, object], text: str) -> None:
    """What is not known says why, and what is hidden stays hidden."""
    stage = part("stage", "s", **{"name": "live", **values})

    assert text in seen(page(surface(api(), route("r"), stage)))


def test_findings_are_told_once_for_each_kind() -> None:
    """Why and what to do are the same for all; each place is linked from its route."""
    source = surface(api(), route("r", "GET /a"), route("s", "GET /b"))
    findings = tuple(
        finding(
            id="open-route",
            level=Severity.HIGH,
            subject=key,
            address=f"aws_apigatewayv2_route.{name}",
            text="is open",
            why="It is not `closed`.",
        )
        for name, key in (("r", "GET /a"), ("s", "GET /b"))
    )

    text = page(source, findings=findings, links={"open-route": "https://docs.example/open"})

    assert text.count("It is not <code>closed</code>.") == 1
    assert '<a href="#finding-1">is open</a>' in text
    assert '<a href="#finding-2">is open</a>' in text
    assert '<a href="https://docs.example/open" rel="noreferrer">AWS on it</a>' in text


def test_what_cannot_be_told_is_no_fact() -> None:
    """A finding that is not certain says so, and does not make the page red."""
    one = finding(level=Severity.HIGH, certain=False)

    text = page(surface(api()), findings=(one,))

    assert "cannot tell" in seen(text)
    assert 'class="tile bad"' not in text


def test_only_what_matters_makes_the_page_red() -> None:
    """All findings are counted; those that are medium or worse once more, in red."""
    levels = (Severity.ERROR, Severity.MEDIUM, Severity.LOW, Severity.INFO, Severity.INFO)

    text = page(surface(api()), findings=tuple(finding(level=level) for level in levels))
    harmless = page(surface(api()), findings=(finding(level=Severity.LOW),))

    assert "Findings 5 Medium or worse 2" in seen(text)
    assert '<div class="tile bad"><dt>Medium or worse</dt><dd>2</dd></div>' in text
    assert "Medium or worse" not in seen(harmless)


def test_messages_of_an_open_connection_are_open() -> None:
    """They are counted, listed and found where anyone may connect, and are still as `$connect`."""
    routes = [route("c", "$connect"), route("s", "say"), route("k", "key", api_key_required=True)]

    text = page(surface(api(protocol_type="WEBSOCKET"), *routes))

    assert "Routes 3 Open 2" in seen(text)
    assert "2 routes that anyone may call: $connect say" in seen(text)
    assert sum("data-open" in one for _, one in elements(text)) == 2
    assert '<span class="chip open">as $connect</span>' in text


def test_accepted_findings_have_their_reasons() -> None:
    """They are folded, and do not count."""
    one = finding(level=Severity.HIGH, id="open-route", subject="GET /health")

    text = page(surface(api()), accepted=((one, "the load balancer has no token"),))

    assert "Accepted (1)" in text
    assert "open-route shop: GET /health: the load balancer has no token" in seen(text)
    assert "Findings 0" in seen(text)


@given(text=hostile_text)
def test_hostile_names_keep_the_elements(text: str) -> None:
    """No name becomes an element or an attribute of the page."""
    source = drawings.hostile(text)

    shown = page(source, findings=tuple(lint(source)), title=text)

    own = page(drawings.example(), findings=tuple(lint(drawings.example())))
    allowed = {
        (tag, key) for tag, attributes in elements(own) for key in ("", *attributes) if tag
    } | {("code", ""), ("em", ""), ("em", "class"), ("wbr", ""), ("rect", ""), ("details", "")}
    found = {(tag, key) for tag, attributes in elements(shown) for key in ("", *attributes)}
    assert found <= allowed
    assert markdown.tags(shown).count("script") == 1
    outside = re.sub(r"<(style|script)>.*?</\1>", "", shown, flags=re.DOTALL)
    assert all(line.isprintable() for line in outside.split("\n"))
    assert shown.encode()
