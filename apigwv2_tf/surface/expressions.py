"""
Terraform's expressions: templates with ``${…}`` as JSON configuration has them, and references.

No expression is evaluated here. What is told is which text stands around the holes, and what each
hole refers to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final, TypeAlias

_OPENING = re.compile(r"\$\$\{|%%\{|\$\{|%\{")
_NAME = re.compile(r"[^\W\d][\w-]*")
_NUMBER = re.compile(r"\d+")
_PLAIN = re.compile(r"([^\W\d][\w-]*(?:\.[^\W\d][\w-]*)+)\}")
_SPACE = re.compile(r"\s+")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_UNICODE = {"u": 4, "U": 8}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_MOST_DEPTH = 50


class Splat(Enum):
    """The index that stands for all instances."""

    SPLAT = "*"


@dataclass(frozen=True, slots=True)
class Key:
    """An index that is written out, such as ``["pets"]`` or ``[0]``."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Computed:
    """An index that is computed; by a single reference where `by` is one."""

    by: Traversal | None


Step: TypeAlias = str | Key | Computed | Splat


@dataclass(frozen=True, slots=True)
class Traversal:
    """A reference: ``aws_x.i["pets"].id`` is the root ``aws_x`` with three steps."""

    root: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Hole:
    """
    What stands between ``${`` and ``}``.

    Args:
        references: All that it refers to, in the order of the text.

        is_reference: Whether it is the first of them and nothing more.

        source: The text, with what stands around it; empty where there is none.
    """

    references: tuple[Traversal, ...]
    is_reference: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """
    Text with holes.

    Args:
        parts: Text, unescaped, and holes; empty for the empty text.

        readable: Whether every part was understood; if not, `parts` is empty.
    """

    parts: tuple[str | Hole, ...]
    readable: bool = True

    @property
    def holes(self) -> tuple[Hole, ...]:
        """The holes alone."""
        return tuple(part for part in self.parts if isinstance(part, Hole))

    @property
    def text(self) -> str | None:
        """The whole text; None where there is a hole in it."""
        if not self.readable or self.holes:
            return None
        return "".join(part for part in self.parts if isinstance(part, str))


UNREADABLE: Final = Template((), readable=False)


def is_template(text: str) -> bool:
    """Say whether a text has holes, escapes or directives."""
    return "${" in text or "%{" in text


def parse_template(text: str) -> Template:
    """Take a template apart; what is no valid template comes back as not readable."""
    if not is_template(text):
        return Template((text,) if text else ())
    scanner = _Scanner(text)
    try:
        return Template(tuple(scanner.template(end=None)))
    except _UnreadableError:
        return UNREADABLE


@lru_cache(maxsize=4096)
def parse_reference(text: str) -> Traversal | None:
    """Take one reference apart, as plans list them; None where it is not one."""
    scanner = _Scanner(text)
    try:
        found = scanner.traversal()
    except _UnreadableError:
        return None
    return found if scanner.at == len(text) else None


# stands for a part of an expression that is no reference
_NOTHING: Final = Traversal("")


class _UnreadableError(Exception):
    """The text is not an expression that is understood here."""


class _Scanner:
    """Reads a text from left to right; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._depth = 0

    def template(self, end: str | None) -> list[str | Hole]:
        """Read text and holes, up to a closing quote or to the end of the text."""
        parts: list[str | Hole] = []
        while end is None or not self._takes(end):
            literal = self._literal() if end is None else self._quoted_literal()
            if literal:
                parts.append(literal)
            elif self._takes("${"):
                parts.append(self._hole())
            elif self.at == len(self.text) and end is None:
                return _joined(parts)
            else:  # a directive, or a quote that is never closed
                raise _UnreadableError
        return _joined(parts)

    def _literal(self) -> str:
        """Read text up to the next hole; an escape is read alone."""
        found = _OPENING.search(self.text, self.at)
        if found is None:
            start, self.at = self.at, len(self.text)
            return self.text[start:]
        if found.start() > self.at:
            start, self.at = self.at, found.start()
            return self.text[start : self.at]
        return self._escape()

    def _escape(self) -> str:
        for written, meant in (("$${", "${"), ("%%{", "%{")):
            if self._takes(written):
                return meant
        return ""

    def _quoted_literal(self) -> str:
        """Read one sign of a quoted text, or an escape."""
        escaped = self._escape()
        if escaped or self.text.startswith(("${", "%{"), self.at):
            return escaped
        sign = self._next()
        return self._backslash() if sign == "\\" else sign

    def _backslash(self) -> str:
        sign = self._next()
        if sign in _ESCAPES:
            return _ESCAPES[sign]
        digits = self.text[self.at : self.at + _UNICODE.get(sign, 0)]
        try:
            meant = chr(int(digits, 16))
        except (ValueError, OverflowError):
            raise _UnreadableError from None
        self.at += len(digits)
        return meant

    def _hole(self) -> Hole:
        plain = _PLAIN.match(self.text, self.at)
        start = self.at - len("${")
        if plain is not None:
            self.at = plain.end()
            root, *steps = plain[1].split(".")
            alone = Traversal(root, tuple(steps))
            return Hole((alone,), is_reference=True, source=self.text[start : self.at])
        found = self._expression("}")
        return Hole(found.references, found.is_reference, self.text[start : self.at])

    def _expression(self, end: str) -> Hole:
        """Read an expression up to the sign that ends it, and that sign."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _UnreadableError
        found: list[Traversal] = []
        own: set[str] = set()
        tokens = 0
        while not self._skips_space().startswith(end, self.at):
            tokens += 1
            found += self._token(own)
        self.at += len(end)
        self._depth -= 1
        told = [one for one in found if one.root not in own and one.steps]
        is_reference = tokens == 1 and bool(told) and found[0] == told[0]
        return Hole(tuple(told), is_reference)

    def _token(self, own: set[str]) -> list[Traversal]:
        """Read the next part of an expression, and return what it refers to."""
        sign = self.text[self.at : self.at + 1]
        if _NAME.match(self.text, self.at):
            return self._named(own)
        if sign in _CLOSING:
            self.at += 1
            inner = self._expression(_CLOSING[sign])
            self._steps()  # of what the brackets or the call give
            return [_NOTHING, *inner.references]
        if sign == '"':
            self.at += 1
            parts = self.template(end='"')
            holes = [part for part in parts if isinstance(part, Hole)]
            return [_NOTHING, *(one for hole in holes for one in hole.references)]
        if self.text.startswith(("//", "/*", "#", "<<"), self.at):
            raise _UnreadableError
        self._next()
        return []

    def _named(self, own: set[str]) -> list[Traversal]:
        """Read what begins with a name: a reference, a call, or a `for` with names of its own."""
        first = self.traversal()
        if first.root == "for" and not first.steps:
            self._skips_space()
            while (name := _NAME.match(self.text, self.at)) and name[0] != "in":
                own.add(name[0])
                self.at = name.end()
                self._takes(",")
                self._skips_space()
        return [first]

    def traversal(self) -> Traversal:
        """Read a reference, as long as it goes on."""
        return Traversal(self._name(), self._steps())

    def _steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self.at < len(self.text):
            if self.text[self.at] == "." and not self.text.startswith("...", self.at):
                self.at += 1
                steps.append(self._member())
            elif self._takes("["):
                steps.append(self._index())
            else:
                break
        return tuple(steps)

    def _member(self) -> Step:
        number = _NUMBER.match(self.text, self.at)
        if number is not None:
            self.at = number.end()
            return Key(_integer(number[0]))
        return Splat.SPLAT if self._takes("*") else self._name()

    def _index(self) -> Step:
        self._skips_space()
        if self._takes("*"):
            return self._closed(Splat.SPLAT)
        number = _NUMBER.match(self.text, self.at)
        if number is not None and self.text.startswith("]", number.end()):
            self.at = number.end()
            return self._closed(Key(_integer(number[0])))
        start = self.at
        if self._takes('"'):
            parts = self.template(end='"')
            if self._skips_space().startswith("]", self.at):
                return self._closed(_key(parts))
            self.at = start
        inner = self._expression("]")
        return Computed(inner.references[0] if inner.is_reference else None)

    def _closed(self, step: Step) -> Step:
        self._skips_space()
        if not self._takes("]"):
            raise _UnreadableError
        return step

    def _name(self) -> str:
        found = _NAME.match(self.text, self.at)
        if found is None:
            raise _UnreadableError
        self.at = found.end()
        return found[0]

    def _skips_space(self) -> str:
        """Go past white space and return the whole text."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text

    def _takes(self, wanted: str) -> bool:
        taken = self.text.startswith(wanted, self.at)
        self.at += len(wanted) if taken else 0
        return taken

    def _next(self) -> str:
        if self.at == len(self.text):
            raise _UnreadableError
        self.at += 1
        return self.text[self.at - 1]


def _joined(parts: list[str | Hole]) -> list[str | Hole]:
    """Put neighbouring texts together."""
    joined: list[str | Hole] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        else:
            joined.append(part)
    return joined


def _key(parts: list[str | Hole]) -> Step:
    if all(isinstance(part, str) for part in parts):
        return Key("".join(part for part in parts if isinstance(part, str)))
    return Computed(None)


def _integer(digits: str) -> int:
    if len(digits) > len(str(2**63)):
        raise _UnreadableError
    return int(digits)
