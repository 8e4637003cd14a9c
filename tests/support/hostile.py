"""Text that somebody might give a route, an API or an authorizer to do harm with it."""

from __future__ import annotations

from hypothesis import strategies as st

FRAGMENTS = (
    # Markdown
    "|",
    "\\|",
    "`",
    "``",
    "\n```\n",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "](",
    "<https://evil.example>",
    "**x**",
    "__x__",
    "~~x~~",
    "\n\n# x\n\n",
    "- ",
    "1. ",
    "> ",
    "---",
    "\n|---|\n",
    "$x$",
    # what GitHub makes a link or a notification of
    "@user",
    "#123",
    ":smile:",
    "https://evil.example/?a=b",
    "www.evil.example",
    "me@evil.example",
    "deadbeef1234567",
    # HTML and XML
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "</details>",
    "</summary>",
    "</code>",
    "]]>",
    '" onload="x',
    "&lt;b&gt;",
    "&#27;",
    # terminals and build servers
    "\x1b[31m",
    "\x1b]8;;https://evil.example\x07",
    "\x9b2J",
    "\x08",
    "\r",
    "\n",
    "\r\n::set-output name=x::y\n",
    "::error::x",
    "##[add-mask]x",
    "##vso[task.complete]x",
    "${{ secrets.X }}",
    "%0A",
    "\x00",
    # Unicode
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\U000e0041",
    # messages with places to fill in
    "{0}",
    "{id}",
    "%s",
    "=1+1",
    "\\",
    " ",
    "word",
)

hostile_text = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), min_size=1, max_size=6
).map("".join)
