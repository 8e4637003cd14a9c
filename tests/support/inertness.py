"""Whether what a command has written does no more than to be read, whatever names are in it."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from tests.support import markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OLD_COMMAND = re.compile(r"##\w*\[")
_ANNOTATION = re.compile(r"::(error|warning|notice) title=[^:,]*::.*")
_PLACEHOLDER = re.compile(r"(?<!\{)\{\d+\}")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_MARKDOWN = {"comment 1", "details", "/details", "summary", "/summary", "code", "/code"}
_ELEMENTS = {
    *("a", "article", "body", "code", "dd", "details", "div", "dl", "dt", "em", "figcaption"),
    *("figure", "footer", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "input", "label"),
    *("li", "link", "main", "meta", "nav", "option", "output", "p", "path", "pre", "rect"),
    *("script", "section", "select", "span", "strong", "style", "summary", "svg", "table"),
    *("tbody", "td", "text", "th", "thead", "title", "tr", "tspan", "ul", "wbr"),
}
_ATTRIBUTES = {
    *("aria-hidden", "aria-label", "aria-labelledby", "autocomplete", "charset", "class"),
    *("content", "d", "data-method", "data-open", "for", "height", "hidden", "href", "http-equiv"),
    *("id", "lang", "name", "placeholder", "rel", "role", "rx", "scope", "spellcheck", "tabindex"),
    *("transform", "type", "value", "viewbox", "width", "x", "xmlns", "y"),
}
_LINK = re.compile(r"#|data:,$|https://docs\.aws\.amazon\.com/[\w./-]+(#[\w-]+)?$")
_CLASSES = re.compile(r"[a-z -]+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"')
_GRAPHVIZ = re.compile(r"[\w\s{}\[\]=,;>.-]*")
_FENCED = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MERMAID = re.compile(r"[\w\s\[\](){}\"<>|=.:,;#&%/-]*")
_MERMAID_WORDS = re.compile(r"\b(click|href|javascript|style|linkStyle|%%)\b")


def dangers(form: str, text: str) -> list[str]:
    """Return what is more than text in what a command wrote in a format."""
    found = [f"does not print: {line!r}" for line in text.split("\n") if not line.isprintable()]
    if _OLD_COMMAND.search(text):
        found.append("a command to a build server")
    if form != "github":
        lines = [line for line in text.split("\n") if line.lstrip().startswith("::")]
        found += [f"a command to GitHub: {line}" for line in lines]
    return found + list(_OF_FORMATS[form](text))


def _nothing(_: str) -> Iterator[str]:
    yield from ()


def _in_markdown(text: str) -> Iterator[str]:
    yield from markdown.live(text)
    yield from set(markdown.html(text)) - _MARKDOWN


def _in_json(text: str) -> Iterator[str]:
    json.loads(text)
    if not text.isascii():
        yield "not ASCII"


def _in_sarif(text: str) -> Iterator[str]:
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        message = result["message"]["text"]
        if "](" in message or _PLACEHOLDER.search(message):
            yield message


def _in_junit(text: str) -> Iterator[str]:
    elements = {one.tag for one in ET.fromstring(text).iter()}  # noqa: S314 - we wrote it
    known = {"testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"}
    yield from elements - known


def _in_annotations(text: str) -> Iterator[str]:
    *lines, _ = text.splitlines()
    yield from (line for line in lines if not _ANNOTATION.fullmatch(line))


def _in_html(text: str) -> Iterator[str]:
    page = _Page()
    page.feed(text)
    page.close()
    yield from page.found


class _Page(HTMLParser):
    """Notes every element and every attribute that the page does not have of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag not in _ELEMENTS or self.scripts > 1:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            pattern = {"href": _LINK, "class": _CLASSES}.get(name)
            if name not in _ATTRIBUTES or (pattern and not pattern.match(value or "")):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def _in_report(text: str) -> Iterator[str]:
    """Of HTML without scripts, links and pictures."""
    yield from _in_html(text)
    yield from re.findall(r"<(?:script|a|svg)\b", text)


def _in_svg(text: str) -> Iterator[str]:
    ET.fromstring(text)  # noqa: S314 - we wrote it
    yield from _in_html(text)
    yield from re.findall(r"<(?:script|a|style)\b", text)[1:]


def _in_dot(text: str) -> Iterator[str]:
    rest = _QUOTED.sub("", text)
    if not _GRAPHVIZ.fullmatch(rest) or re.search(r"\b(URL|href|image|target)\b", rest):
        yield rest


def _in_mermaid(text: str) -> Iterator[str]:
    yield from _in_markdown(_FENCED.sub("", text))
    for diagram in _FENCED.findall(text):
        rest = _QUOTED.sub("", diagram)
        words = _MERMAID_WORDS.findall(rest)
        yield from words
        yield from re.findall(r'"[^"\n]*(?:<(?!br/>)|`|javascript:)[^"\n]*"', diagram)
        if not _MERMAID.fullmatch(rest):
            yield rest


def _in_csv(text: str) -> Iterator[str]:
    head, *rows = csv.reader(io.StringIO(text))
    for row in rows:
        if len(row) != len(head):
            yield f"{len(row)} cells: {row}"
        yield from (cell for cell in row if _FORMULA.match(cell))


_OF_FORMATS: dict[str, Callable[[str], Iterator[str]]] = {
    "table": _nothing,
    "terminal": _nothing,
    "markdown": _in_markdown,
    "json": _in_json,
    "sarif": _in_sarif,
    "junit": _in_junit,
    "github": _in_annotations,
    "html": _in_report,
    "mermaid": _in_mermaid,
    "dot": _in_dot,
    "svg": _in_svg,
    "site": _in_html,
    "csv": _in_csv,
}
