"""
Everything this package raises on purpose.

::

    ApiGatewayError
    ├── OptionError, a ValueError          an option that API Gateway would refuse
    │   └── UnsupportedOptionError         an option that Terraform's provider cannot set
    ├── DocumentError                      a file that cannot be read as Terraform JSON
    ├── OutputError                        a file that cannot be written
    └── MissingExtraError, an ImportError  cdktf or its AWS provider package is not installed
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_VALUE = 80


class _LeftOut:
    """Stands for an option that was not given; shown as words, never as a value."""

    def __repr__(self) -> str:
        return "left out"


LEFT_OUT = _LeftOut()


class _Hidden:
    """The mark for a value that nobody may read; shown as words."""

    def __repr__(self) -> str:
        return "not shown"


HIDDEN = _Hidden()


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing wrong with one option, in the user's words.

    Args:
        option: The option's name as the user writes it, such as ``cors_configuration.max_age``.

        got: The value that was given, or `LEFT_OUT`.

        allowed: What would have been accepted.

        fix: What to do, where `allowed` does not say it already.
    """

    option: str
    got: object
    allowed: str
    fix: str = ""

    def __str__(self) -> str:
        told = f"{self.option} is {shown(self.got)}, allowed: {self.allowed}"
        return f"{told}; {self.fix}" if self.fix else told


class ApiGatewayError(Exception):
    """The base of every error raised on purpose by this package."""


class OptionError(ApiGatewayError, ValueError):
    """
    Options that API Gateway would refuse, found at the line that wrote them.

    Attributes:
        path: Where: the path of the construct in the program's tree.

        problems: What: every problem found there, as a `Problem` or as a sentence.
    """

    def __init__(self, path: str, problems: Iterable[Problem | str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{path}: {problem}" for problem in self.problems))

    def __reduce__(self) -> tuple[type[OptionError], tuple[str, tuple[Problem | str, ...]]]:
        return type(self), (self.path, self.problems)


class UnsupportedOptionError(OptionError):
    """Options that exist on AWS but that Terraform's AWS provider has no argument for."""


class ApiGatewayWarning(UserWarning):
    """What deploys but surprises, said when the program runs."""


class DocumentError(ApiGatewayError):
    """A file that is not what it was taken for."""


class OutputError(ApiGatewayError):
    """A file that cannot be written."""


class MissingExtraError(ApiGatewayError, ImportError):
    """The constructs were used without the packages that they write with."""


def missing_extra(needed: str) -> MissingExtraError:
    """Return the error for constructs that lack what they write with."""
    return MissingExtraError(
        f"the constructs of apigwv2_tf need {needed}; "
        "install it with: pip install 'apigwv2-tf[cdktf]'"
    )


def reason(error: Exception) -> str:
    """Say in the words of the operating system, without its number, why a file cannot be used."""
    return getattr(error, "strerror", None) or str(error)


def shown(value: object) -> str:
    """Write a value the way a user would recognise it, on one line and never too long."""
    if isinstance(value, Enum):
        value = value.value
    try:
        text = _struct(value) if is_dataclass(value) else _written(value)
    except ValueError:  # which Python does not write out
        text = "a number of thousands of digits"
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _written(value: object) -> str:
    """Write an object without words of its own by its class: its address tells nobody anything."""
    has_words = type(value).__repr__ is not object.__repr__
    return repr(value) if has_words else f"{type(value).__name__}(...)"


def _struct(value: object) -> str:
    """Write a struct of options with what was given only."""
    given = ((field.name, getattr(value, field.name)) for field in fields(value))  # type: ignore[arg-type]
    told = ", ".join(f"{name}={item!r}" for name, item in given if item is not None)
    return f"{type(value).__name__}({told})"
