"""Checks of single options. Each yields what is wrong, and lets unresolved tokens through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, NoReturn, TypeVar

from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import OptionError, Problem

if TYPE_CHECKING:
    from apigwv2_tf.constructs._bindings import IConstruct

E = TypeVar("E", bound=Enum)


def check(construct: IConstruct, *problems: Iterable[Problem]) -> None:
    """
    Raise all the problems found with a construct's options at once.

    Raises:
        OptionError: If there is any.
    """
    found = [_told(construct, problem) for some in problems for problem in some]
    if found:
        raise OptionError(construct.node.path, found)


def _told(construct: IConstruct, problem: Problem) -> Problem:
    """Name the option as the construct's own class does, where it has another word for it."""
    words: Mapping[str, str] = getattr(construct, "option_words", {})
    option = problem.option
    if option not in words:
        return replace(
            problem, option=re.sub(r"^\w+", lambda head: words.get(head[0], head[0]), option)
        )
    return replace(problem, option=words[option])


def refuse(
    construct: IConstruct, option: str, got: object, allowed: str, fix: str = ""
) -> NoReturn:
    """
    Raise one problem.

    Raises:
        OptionError: Always.
    """
    raise OptionError(construct.node.path, [_told(construct, Problem(option, got, allowed, fix))])


def length(option: str, value: Sized | None, least: int, most: int) -> Iterator[Problem]:
    """Refuse text outside a length, or a collection outside a count."""
    if value is None or unresolved(value) or least <= len(value) <= most:
        return
    unit = "characters" if isinstance(value, str) else "entries"
    if isinstance(value, str) and len(value) <= most:
        yield Problem(option, value, f"{least} to {most} {unit}")
    else:
        yield Problem(option, value, f"{least} to {most} {unit}", f"it has {len(value)}")


def at_least_one(option: str, value: Sized | None, fix: str = "") -> Iterator[Problem]:
    """Refuse an empty collection."""
    if value is not None and not unresolved(value) and len(value) == 0:
        yield Problem(option, value, "at least one entry", fix)


def between(
    option: str, value: float | None, least: float, most: float, fix: str = ""
) -> Iterator[Problem]:
    """Refuse a number outside a range."""
    if value is None or unresolved(value) or least <= value <= most:
        return
    yield Problem(option, value, f"{least} to {most}", fix)


def whole_seconds(
    option: str, value: timedelta | None, least: int, most: int, fix: str = ""
) -> Iterator[Problem]:
    """Refuse a duration that is not a whole number of seconds inside a range."""
    if value is None:
        return
    seconds = value.total_seconds()
    if seconds != int(seconds) or not least <= seconds <= most:
        yield Problem(option, value, f"whole seconds, {least} to {most}", fix)


def matches(
    option: str, value: str | None, pattern: str, allowed: str, fix: str = ""
) -> Iterator[Problem]:
    """Refuse text that does not match a pattern as a whole."""
    if value is None or unresolved(value) or re.fullmatch(pattern, value):
        return
    yield Problem(option, value, allowed, fix)


def known_keys(option: str, given: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Refuse options that a dict of options does not have."""
    allowed = sorted(known)
    for name in given:
        if name not in allowed:
            yield Problem(f"{option} key", name, ", ".join(allowed))


def names(values: Iterable[object]) -> str:
    """Write a set of values the way an error lists them."""
    return ", ".join(str(value.value if isinstance(value, Enum) else value) for value in values)


def member(
    construct: IConstruct, option: str, value: E | str | None, terms: type[E]
) -> E | str | None:
    """
    Turn text into the member of a closed set that it stands for; a token stays as it is.

    Raises:
        OptionError: If the text is not in the set.
    """
    if value is None or isinstance(value, terms) or unresolved(value):
        return value
    try:
        return terms(value)
    except ValueError:
        problem = _told(construct, Problem(option, value, names(terms)))
        raise OptionError(construct.node.path, [problem]) from None


def text_map_entries(
    option: str,
    value: Mapping[str, str] | None,
    *,
    key: tuple[str, str],
    item: tuple[str, str],
) -> Iterator[Problem]:
    """Refuse entries of a map whose key or value does not match; each rule is (pattern, words)."""
    for name, text in (value or {}).items():
        yield from matches(f"{option} key", name, *key)
        yield from matches(f"{option}[{name!r}]", text, *item)
