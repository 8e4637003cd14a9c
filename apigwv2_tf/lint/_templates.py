"""What a mapping template (VTL) puts into a request as it comes."""

from __future__ import annotations

import re

_INPUT = re.compile(r"\$!?\{?input\.(?:body|path\b)")
_SET = re.compile(r"#set\s*\(\s*\$!?\{?(\w+)\}?\s*=")
_DIRECTIVE = re.compile(r"#(?:set|if|elseif|foreach)\s*\(")
_LOOP = re.compile(r"#foreach\s*\(\s*\$\{?(\w+)\}?\s+in\s+\$!?\{?(\w+)")
_SAFE = re.compile(r"\$!?\{?util\.(?:escapeJavaScript|urlEncode|base64Encode)\s*\(")
_COMMENT = re.compile(r"##[^\n]*|#\*.*?\*#", re.DOTALL)
_WHOLE = re.compile(r"\s*\$!?\{?input\.(?:body\}?|path\(\s*['\"]\$['\"]\s*\)\}?)\s*")


def raw_input(template: str) -> str:
    """
    Return the variable that brings input into a request unescaped; nothing where there is none.

    A template that is the input and nothing else passes it on: there is nothing to break out of.
    """
    text = _COMMENT.sub("", template)
    if _WHOLE.fullmatch(text):
        return ""
    tainted = _tainted(text)
    shown = _without(_without(text, _DIRECTIVE), _SAFE)
    match = _INPUT.search(shown)
    if match:
        return "$" + match[0].lstrip("$!{")
    for name in tainted:
        if re.search(rf"\$!?\{{?{name}\b", shown):
            return f"${name}"
    return ""


def _tainted(text: str) -> list[str]:
    """Return the variables that hold input as it comes."""
    names: list[str] = []
    for match in _SET.finditer(text):
        value = _without(text[match.end() : _end(text, match.end(), depth=1)], _SAFE)
        others = any(re.search(rf"\$!?\{{?{name}\b", value) for name in names)
        if _INPUT.search(value) or others:
            names.append(match[1])
    names += [match[1] for match in _LOOP.finditer(text) if match[2] in names]
    return names


def _without(text: str, opening: re.Pattern[str]) -> str:
    """Return a text without the calls that a pattern opens, up to their closing bracket."""
    parts, start = [], 0
    while match := opening.search(text, start):
        parts.append(text[start : match.start()])
        start = _end(text, match.end(), depth=1) + 1
    return "".join((*parts, text[start:]))


def _end(text: str, start: int, *, depth: int) -> int:
    """Return where the bracket that is open closes; brackets in quotes do not count."""
    quote = ""
    for place in range(start, len(text)):
        sign = text[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        else:
            depth += {"(": 1, ")": -1}.get(sign, 0)
        if not depth:
            return place
    return len(text)
