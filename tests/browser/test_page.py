"""The page of the APIs in a real browser: on a phone, in the dark, by keyboard, on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.lint import lint
from apigwv2_tf.render.site.page import Site, site_page

from tests.support import drawings
from tests.support.hostile import FRAGMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from apigwv2_tf.surface.model import Surface

    from tests.support.browser import Browser, Page

_PHONE = 360
_SHOWN = "[...document.querySelectorAll('.route:not([hidden]) .key')].map(one => one.textContent)"
_COUNT = "document.getElementById('count').textContent"
_ACTIVE = "document.activeElement.id || document.activeElement.textContent"
# WCAG 2: the luminance of text and of what is behind it
_POOR_CONTRAST = """
(() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const back = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] > 0.99) return color;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest("script, svg, .unseen")) continue;
    const [one, other] = [light(parse(getComputedStyle(element).color)), light(back(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) found.add(`${element.className}: ${ratio.toFixed(2)}`);
  }
  return [...found];
})()
"""
_OUT_OF_BOXES = """
[...document.querySelectorAll("svg g")].filter((group) => {
  const box = group.querySelector(":scope > rect");
  if (!box) return false;
  const { right } = box.getBoundingClientRect();
  return [...group.querySelectorAll("text")].some(
    (text) => text.getBoundingClientRect().right > right
  );
}).map((group) => group.textContent)
"""
_UNNAMED = """
[...document.querySelectorAll("a, button, input, select, summary, [tabindex='0'], [role=img]")]
  .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.length))
  .map((one) => one.outerHTML)
"""


def _written(folder: Path, source: Surface) -> str:
    path = folder / "index.html"
    site = Site(surface=source, findings=tuple(lint(source)), version="1.2.3")
    path.write_text(site_page(site), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where the page of the example is."""
    return _written(tmp_path_factory.mktemp("example"), drawings.example())


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Page:
    """Return a page of the browser."""
    return browser.page()


@pytest.fixture
def page(tab: Page, address: str) -> Iterator[Page]:
    """Return the page of the example, newly loaded; at the end nothing was said or asked for."""
    tab.look()
    tab.go(address)
    yield tab
    assert tab.said == []
    assert [one for one in tab.requested if one.partition("#")[0] != address] == []


def _search(page: Page, text: str) -> Any:  # noqa: ANN401 - a list of texts
    page.run("document.getElementById('search').select()")
    page.type(text)
    return page.run(_SHOWN)


def test_everything_is_there_at_first(page: Page) -> None:
    """All routes are shown, and counted."""
    assert len(page.run(_SHOWN)) == 7
    assert page.run(_COUNT) == "7 routes"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("PERHAPS", ["GET /perhaps"], id="key"),
        pytest.param("staff", ["DELETE /orders/{id}"], id="authorizer"),
        pytest.param("orders get read", ["GET /orders/{id}"], id="words in any order"),
        pytest.param("site.example", ["$default", "GET /perhaps"], id="backend"),
        pytest.param("   ", 7, id="spaces"),
        pytest.param("no such thing", [], id="nothing"),
    ],
)
def test_a_search_narrows_the_routes(page: Page, text: str, keys: list[str] | int) -> None:
    """Those with all words are left, whatever the words are about."""
    found = _search(page, text)

    assert (len(found) if isinstance(keys, int) else found) == keys
    number = len(found)
    assert page.run(_COUNT) == ("7 routes" if number == 7 else f"{number} of 7 routes")


def test_what_does_not_match_says_so(page: Page) -> None:
    """An API without a match has no empty list."""
    visible = "[...document.querySelectorAll('.nothing')].map(one => one.checkVisibility())"
    _search(page, "staff")

    assert page.run(visible) == [False, True]


def test_filters_narrow_the_routes(page: Page) -> None:
    """A method and the box of open routes hold together with the search."""
    choose = (
        "const {0} = document.getElementById('{0}'); {0}.{1}; {0}.dispatchEvent(new Event('input'))"
    )
    page.run(choose.format("method", "value = 'GET'"))
    assert page.run(_SHOWN) == ["GET /orders", "GET /orders/{id}", "GET /perhaps"]

    page.run("document.getElementById('open').click()")
    assert page.run(_SHOWN) == ["GET /perhaps"]


def test_keys_reach_everything(page: Page) -> None:
    """A slash goes to the search, Escape empties it, Tab goes on, Enter opens a route."""
    page.press("/")
    assert page.run(_ACTIVE) == "search"
    page.type("staff")
    page.press("Escape")
    assert page.run(f"[document.getElementById('search').value, {_COUNT}]") == ["", "7 routes"]

    found = []
    for _ in range(3):
        page.press("Tab")
        found.append(page.run(_ACTIVE))
    page.press("Enter")

    assert found[:2] == ["method", "open"]
    assert page.run("document.querySelector('details[open] .key').textContent") == "$default"
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_first_key_skips_to_the_content(page: Page) -> None:
    """Who reads by keyboard need not go through the contents."""
    page.press("Tab")
    assert page.run(_ACTIVE) == "To the content"

    page.press("Enter")
    assert page.run("document.activeElement.id") == "content"


def test_a_link_opens_its_route(tab: Page, address: str) -> None:
    """The address of a route can be sent to somebody."""
    tab.look()
    tab.go("about:blank")
    tab.go(f"{address}#shop-delete-orders-id")

    assert tab.run("document.getElementById('shop-delete-orders-id').open") is True
    place = tab.run("document.getElementById('shop-delete-orders-id').getBoundingClientRect().top")
    assert 0 <= place < 900


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    """Wide parts scroll within themselves; with all routes open, too."""
    page.look(width=width)
    page.run("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.run("document.documentElement.scrollWidth") <= width


def test_fingers_hit_what_they_aim_at(page: Page) -> None:
    """On a phone, what can be touched is high enough."""
    page.look(width=_PHONE)

    heights = page.run(
        "[...document.querySelectorAll('summary, #search, #method, .check, nav > ul > li > a')]"
        ".filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 24


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_stands_out(page: Page, *, dark: bool) -> None:
    """All text has the contrast that people with poor sight need."""
    page.look(dark=dark)
    page.run("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.run(_POOR_CONTRAST) == []


def test_the_dark_is_dark(page: Page) -> None:
    """The page and its pictures follow what the reader has set."""
    colors = (
        "[getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('.g-frame')).fill]"
    )
    light = page.run(colors)
    page.look(dark=True)

    assert [sum(map(int, json.loads(f"[{one[4:-1]}]"))) > 600 for one in light] == [True, True]
    dark = page.run(colors)
    assert [sum(map(int, json.loads(f"[{one[4:-1]}]"))) < 120 for one in dark] == [True, True]


def test_text_of_pictures_stays_in_its_boxes(page: Page) -> None:
    """No name is wider than the box around it."""
    assert page.run(_OUT_OF_BOXES) == []


def test_everything_has_a_name(page: Page) -> None:
    """Readers of screens can say what can be used."""
    page.run("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.run(_UNNAMED) == []


def test_scripts_are_not_needed(page: Page, address: str) -> None:
    """Without them all routes are there, and no bar that does nothing."""
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.go(address)
        visible = (
            "[...document.querySelectorAll('{}')].filter((one) => one.checkVisibility()).length"
        )
        assert page.run(visible.format(".route")) == 7
        assert page.run(visible.format("[role=search]")) == 0
    finally:
        page.send("Emulation.setScriptExecutionDisabled", value=False)


def test_it_can_be_printed(page: Page) -> None:
    """Paper has everything: all routes open, without the bar."""
    closed = len(page.printed())

    page.run("document.querySelectorAll('.inside').forEach((one) => one.remove())")

    assert closed > len(page.printed())
    assert page.run("document.querySelectorAll('details[open]').length") == 0


def test_hostile_names_do_nothing(tab: Page, tmp_path: Path) -> None:
    """A page full of them says nothing, asks for nothing, and runs nothing."""
    text = "".join(one for one in FRAGMENTS if one.isprintable())
    address = _written(tmp_path, drawings.hostile(text))
    tab.look(width=_PHONE)

    tab.go(address)

    assert (tab.said, tab.requested) == ([], [address])
    assert tab.run("document.querySelectorAll('script').length") == 1
    assert tab.run("document.querySelectorAll('img, iframe, b, [onerror], [onload]').length") == 0
    assert tab.run("document.documentElement.scrollWidth") <= _PHONE


def test_a_large_api_stays_quick(tab: Page, tmp_path: Path) -> None:
    """Searching a thousand routes takes no longer than a key press."""
    tab.look()
    tab.go(_written(tmp_path, drawings.large(1_000, segments=30, backends=20)))

    took = tab.run(
        "(() => { const start = performance.now(); "
        " const search = document.getElementById('search');"
        " search.value = '/s1/'; search.dispatchEvent(new Event('input'));"
        " document.body.getBoundingClientRect(); return performance.now() - start; })()"
    )

    assert tab.run(_COUNT) == "34 of 1000 routes"
    assert took < 500
