"""
Findings that somebody has decided to live with, and why.

They stand in ``apigwv2-tf.yaml``, or in ``pyproject.toml`` as ``[[tool.apigwv2-tf.suppressions]]``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError, shown
from apigwv2_tf.lint._globs import matches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from apigwv2_tf.report import Finding

FILE = "apigwv2-tf.yaml"
PROJECT = "pyproject.toml"
_TABLE = "apigwv2-tf"
_KEY = "suppressions"
_WORDS = ("rule", "reason", "route", "subject", "address", "expires")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """
    One decision to live with findings.

    Args:
        place: Where it stands, for people.

        rule: The id of the rule, or its code.

        reason: Why.

        subject: Which subjects, such as ``GET /health``; ``*`` stands for any text. None for all.

        address: Which Terraform addresses, likewise, with or without the stack in front.

        expires: The last day on which it holds; None for no such day.
    """

    place: str
    rule: str
    reason: str
    subject: str | None = None
    address: str | None = None
    expires: dt.date | None = None

    def is_about(self, finding: Finding, codes: dict[str, str]) -> bool:
        """
        Say whether a finding is what this was written for.

        Args:
            finding: The finding.

            codes: The ids of rules by their codes.
        """
        return (
            finding.id == codes.get(self.rule, self.rule)
            and (self.subject is None or _is_one_of(self.subject, finding.subjects))
            and (self.address is None or _is_one_of(self.address, finding.addresses))
        )

    def holds(self, today: dt.date) -> bool:
        """Say whether it has not expired."""
        return self.expires is None or today <= self.expires


def _is_one_of(pattern: str, names: tuple[str, ...]) -> bool:
    return any(matches(pattern, name) for name in names)


def find_suppressions(folder: Path) -> tuple[Suppression, ...]:
    """
    Return the suppressions of a folder: of its ``apigwv2-tf.yaml``, else of its ``pyproject.toml``.

    Raises:
        DocumentError: If there is a file and it is not what it should be.
    """
    for name in (FILE, PROJECT):
        if (folder / name).is_file():
            return read_suppressions(folder / name)
    return ()


def read_suppressions(path: Path) -> tuple[Suppression, ...]:
    """
    Return the suppressions of a file: TOML where it is so called, else YAML.

    Raises:
        DocumentError: If it is not what it should be.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DocumentError(f"{path}: {_reason(error)}") from error
    if path.suffix == ".toml":
        return tuple(_read(str(path), f"$.tool.{_TABLE}", _from_toml(path, text)))
    return tuple(_read(str(path), "$", _parsed(path, text, "yaml", "safe_load")))


def _from_toml(path: Path, text: str) -> object:
    """Return our table; a file that does not name it needs no reader."""
    if _TABLE not in text:
        return None
    for module in ("tomllib", "tomli"):
        try:
            import_module(module)
        except ModuleNotFoundError:
            continue
        document: Any = _parsed(path, text, module, "loads")
        tools = document.get("tool", {})
        return tools.get(_TABLE) if isinstance(tools, dict) else None
    raise DocumentError(
        f"{path}: Python 3.11 or newer is needed to read it, or the package tomli; write the "
        f"suppressions to {FILE} instead"
    )


def _parsed(path: Path, text: str, module: str, function: str) -> object:
    try:
        return getattr(import_module(module), function)(text)
    except Exception as error:  # each reader has errors of its own
        raise DocumentError(f"{path}: {_reason(error)}") from error


def _reason(error: BaseException) -> str:
    """Return an error's own words on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _read(file: str, top: str, table: object) -> Iterator[Suppression]:
    """Yield the suppressions of a table, as soon as each is known to be whole."""
    if table is None:
        return
    if not isinstance(table, dict):
        raise _wrong(file, top, "a table", table)
    unknown = [name for name in table if name != _KEY]
    if unknown:
        raise DocumentError(f"{file}: {top}: unknown key {shown(unknown[0])}, allowed: {_KEY}")
    entries = table.get(_KEY) or []
    if not isinstance(entries, list):
        raise _wrong(file, f"{top}.{_KEY}", "a list", entries)
    for number, entry in enumerate(entries):
        yield _suppression(file, f"{top}.{_KEY}[{number}]", entry)


def _suppression(file: str, place: str, entry: object) -> Suppression:
    if not isinstance(entry, dict):
        raise _wrong(file, place, "a table", entry)
    unknown = [name for name in entry if name not in _WORDS]
    if unknown:
        allowed = ", ".join(_WORDS)
        raise DocumentError(f"{file}: {place}: unknown key {shown(unknown[0])}, allowed: {allowed}")
    if entry.get("route") is not None and entry.get("subject") is not None:
        raise DocumentError(f"{file}: {place}: route and subject say the same, give one of them")
    for needed in ("rule", "reason"):
        if entry.get(needed) in (None, ""):
            raise DocumentError(f"{file}: {place}.{needed}: missing; every suppression has one")
    texts = {name: _text(file, f"{place}.{name}", entry.get(name)) for name in _WORDS[:-1]}
    return Suppression(
        place=f"{file}: {place}",
        rule=texts["rule"] or "",
        reason=texts["reason"] or "",
        subject=texts["route"] or texts["subject"],
        address=texts["address"],
        expires=_day(file, f"{place}.expires", entry.get("expires")),
    )


def _text(file: str, place: str, value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise _wrong(file, place, "text", value)


def _day(file: str, place: str, value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise _wrong(file, place, "a day such as 2030-12-31", value) from error


def _wrong(file: str, place: str, wanted: str, got: object) -> DocumentError:
    return DocumentError(f"{file}: {place}: expected {wanted}, got {shown(got)}")
