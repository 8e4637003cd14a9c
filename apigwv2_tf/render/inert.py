"""
Other people's text, made harmless for where it is shown.

Names in a plan are written by whoever opened the pull request: as Markdown, HTML, terminal escapes,
commands to the machine that runs the build. Everything that is shown goes through here.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from apigwv2_tf.prose import pieces

# What GitHub takes for a word and nothing else: not for a mention, an address, an emoji, a formula,
# the mark of a list or the hash of a commit.
_WORD = (
    r"(?![0-9a-f]{7,}\b)[^\W\d_]+(?:['-][^\W\d_]+)*\d?'?"  # letters, such as OAuth2
    r"|-?\d[\d,.]{0,12}%?"
    r"|[—·→=+-]"
)
_OPENING = '[("]*'
_CLOSING = '[,;:?!)".]*'
_PLAIN_WORD = re.compile(rf"{_OPENING}(?:{_WORD}){_CLOSING}")
_AROUND = re.compile(rf"({_OPENING})(.*?)({_CLOSING})")
_FIRST_IN_A_LIST = re.compile(r"\d+[.)]|[=+-]")
_METHODS = "ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT"
_PART = re.compile(
    r"`[^`]+`"
    r"|\{ [^{}`]* \}"  # a block of Terraform
    rf"|\b(?:{_METHODS}) /[^\s`]*"
    r"|[^\s`]+|`|\s+"
)
_NOT_IN_BACKTICKS = re.compile(r"[`|]|##\w*\[")
EMPTY = "(empty)"
_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
# what a spreadsheet takes for the start of a formula, in full width too
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BREAKS = ("\t", "\r", "\n")
_OLD_COMMAND = re.compile(r"#(?=#\w*\[)")


def plain(text: str) -> str:
    """
    Return text on one line, in which everything that does not print is spelled out.

    That is control characters, line ends, marks that turn the direction of writing, halves of
    characters, and what has no width, behind which two different names look the same.
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else _spelled(one) for one in text)


def _spelled(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def shortened(text: str, length: int) -> str:
    """Return a name that is not longer than that; sentences are abridged."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def code_span(text: str) -> str:
    """
    Return text as code in Markdown, in a cell of a table too.

    Backticks suffice for most; what they cannot hold everywhere stands in an HTML element, in
    which no character is itself.
    """
    shown = plain(text) if text.strip() else EMPTY
    if not _NOT_IN_BACKTICKS.search(shown):
        return f"`{shown}`"
    inner = "".join(one if one.isalnum() or one == " " else f"&#{ord(one)};" for one in shown)
    return f"<code>{inner}</code>"


def markdown_cell(text: str) -> str:
    """
    Return prose in Markdown, for a cell of a table or within a paragraph.

    Words stay words; what could be read as anything else, such as an address, a mention, a formula
    or an element, becomes code. So does what stands between backticks.
    """
    return _prose(text)


# the cells of a table are much the same in every row
@lru_cache(maxsize=4_096)
def _prose(text: str) -> str:
    parts = [_part(part) for part in _PART.findall(plain(text).strip())] or [code_span(EMPTY)]
    if _FIRST_IN_A_LIST.fullmatch(parts[0]):
        parts[0] = code_span(parts[0])
    return "".join(parts).replace("``", "` `")  # the end of one span and the start of the next


def _part(part: str) -> str:
    if part.isspace():
        return " "
    if re.fullmatch("`[^`]+`", part):
        return code_span(part[1:-1])
    if _PLAIN_WORD.fullmatch(part):
        return part
    around = _AROUND.fullmatch(part)
    before, core, after = around.groups() if around else ("", part, "")
    return f"{before}{code_span(core)}{after}" if core else part


def html_prose(sentence: str) -> str:
    """Return a sentence for an HTML element, with elements for its pieces of code."""
    return "".join(
        f"<code>{html_text(piece)}</code>" if is_code else html_text(piece)
        for piece, is_code in pieces(sentence)
    )


def html_text(text: str) -> str:
    """Return text for an HTML element or the value of an attribute."""
    return unhashed(html.escape(plain(text)), "&#35;")


def annotation(text: str) -> str:
    """Return the message of a GitHub workflow command."""
    return unhashed(plain(text).replace("%", "%25"), "%23")


def annotation_property(text: str) -> str:
    """Return the value of a property of a GitHub workflow command."""
    return annotation(text).replace(":", "%3A").replace(",", "%2C")


def terminal_lines(text: str) -> str:
    """Return lines that a build server prints but does not obey."""
    return unhashed(_COMMAND.sub(r"\1\\x3a", text), r"\x23")


def unhashed(text: str, hash_sign: str) -> str:
    """Return text without older workflow commands, ``##[…]``, which may stand anywhere."""
    return _OLD_COMMAND.sub(lambda _: hash_sign, text)


def csv_cell(text: str) -> str:
    """Return text for a cell of a spreadsheet, which would calculate what looks like a formula."""
    shown = plain(text)
    # tabs and line ends in front of a formula are spelled out by now, spaces are not
    is_formula = shown.lstrip().startswith(_FORMULA) or text.startswith(_BREAKS)
    return f"'{shown}" if is_formula else shown
