"""Reads Markdown as GitHub does, as far as tests need it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# what GitHub makes more of than text: addresses, mentions, issues, emoji, formulas
_MORE = re.compile(r"://|www\.|[@#$<>\[\]*_~`|]|:\w+:")


def blocks(text: str) -> list[str]:
    """Return the kinds of blocks that a text has, one within the other."""
    return [token.type for token in _PARSER.parse(text)]


def inline(text: str) -> Iterator[Token]:
    """Yield what stands within paragraphs, headings and cells."""
    for token in _PARSER.parse(text):
        yield from token.children or ()


def html(text: str) -> list[str]:
    """Return the elements of HTML in a text, with their attributes."""
    found = _Tags()
    for token in [*_PARSER.parse(text), *inline(text)]:
        if token.type in ("html_block", "html_inline"):
            found.feed(token.content)
    return found.tags


def live(text: str) -> list[str]:
    """Return what is more than text but is not code."""
    found = []
    is_code = False
    for token in inline(text):
        if token.type == "html_inline":
            is_code = token.content == "<code>"
        elif not is_code and _is_live(token):
            found.append(token.content or token.type)
    return found


def _is_live(token: Token) -> bool:
    if token.type == "text":
        return bool(_MORE.search(token.content))
    return token.type not in ("code_inline", "strong_open", "strong_close")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {attrs}" if attrs else tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {len(data.splitlines())}")


def tags(text: str) -> list[str]:
    """Return the elements of a page, with their attributes."""
    found = _Tags()
    found.feed(text)
    found.close()
    return found.tags
