"""HTML and SVG, element by element."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from apigwv2_tf.render.markup import Markup, joined, tag
from hypothesis import given

from tests.support.hostile import hostile_text


class _Reader(HTMLParser):
    """Notes every element with its attributes, and all text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        pytest.param(tag("p"), "<p></p>", id="empty"),
        pytest.param(tag("p", "a<b"), "<p>a&lt;b</p>", id="text"),
        pytest.param(tag("p", tag("b", "x"), " y"), "<p><b>x</b> y</p>", id="element"),
        pytest.param(tag("meta", charset="utf-8"), '<meta charset="utf-8">', id="void"),
        pytest.param(
            tag("a", class_="x", data_open=True), '<a class="x" data-open></a>', id="names"
        ),
        pytest.param(tag("a", hidden=False, href=None), "<a></a>", id="left out"),
        pytest.param(tag("rect", x=1.5, y=2.0), '<rect x="1.5" y="2"></rect>', id="numbers"),
        pytest.param(joined(["<", Markup("<hr>")], "\n"), "&lt;\n<hr>", id="joined"),
    ],
)
def test_elements(element: Markup, shown: str) -> None:
    """Text is escaped, elements are not, and attributes are written as HTML has them."""
    assert element == shown


@given(text=hostile_text)
def test_text_is_never_more(text: str) -> None:
    """Whatever a text holds, it is one attribute and one text."""
    reader = _Reader()
    reader.feed(tag("p", text, title=text))
    reader.close()

    ((name, attributes),) = reader.elements
    assert (name, len(attributes)) == ("p", 1)
    assert reader.text == attributes[0][1]
