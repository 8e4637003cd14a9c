"""Tell what is new from what was there before: by marks, which have no wording in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from apigwv2_tf.errors import DocumentError, shown
from apigwv2_tf.lint.catalogue import RULES
from apigwv2_tf.lint.engine import lint
from apigwv2_tf.report import mark_anywhere

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from apigwv2_tf.lint.rule import Rule
    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.model import Surface

_REPORT = re.compile(rb'"format"\s*:\s*"apigwv2-tf/report"')
_KIND = "lint"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def baseline_of(surface: Surface, *, rules: Iterable[Rule] = RULES) -> frozenset[str]:
    """Return the marks of all that rules find in another surface."""
    return frozenset(mark for finding in lint(surface, rules=rules) for mark in finding.marks)


def is_report(path: Path) -> bool:
    """Say whether a file is a report that was saved as JSON, and not something to run rules on."""
    try:
        return path.is_file() and _REPORT.search(path.read_bytes()) is not None
    except (OSError, ValueError):
        return False  # whoever reads it says why it cannot be read


def read_baseline(path: Path) -> frozenset[str]:
    """
    Return the marks of all in a report that was saved as JSON.

    Raises:
        DocumentError: If it is no report of lint.
    """
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DocumentError(f"{path}: no JSON report: {error}") from error
    findings = document.get("findings") if isinstance(document, dict) else None
    if not isinstance(findings, list):
        raise DocumentError(f"{path}: $.findings: expected a list, as reports in JSON have it")
    if document.get("kind", _KIND) != _KIND:
        kind = shown(document["kind"])
        raise DocumentError(
            f"{path}: $.kind: expected 'lint', got {kind}: a baseline is what `apigwv2-tf lint "
            "SOURCE --exit-zero --format json` writes, and other reports have other findings"
        )
    marks = (_marks(path, number, one) for number, one in enumerate(findings))
    return frozenset(mark for some in marks for mark in some)


def only_new(findings: Iterable[Finding], baseline: Collection[str]) -> tuple[Finding, ...]:
    """Return the findings that a baseline does not have."""
    return tuple(finding for finding in findings if not finding.is_among(baseline))


def _marks(path: Path, number: int, finding: object) -> Iterator[str]:
    found = finding if isinstance(finding, dict) else {}
    fingerprint = found.get("fingerprint")
    if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
        place = f"$.findings[{number}].fingerprint"
        got = shown(fingerprint)
        raise DocumentError(f"{path}: {place}: expected 16 hexadecimal digits, got {got}")
    yield fingerprint
    id, where, subject = found.get("id"), found.get("address"), found.get("subject")
    where = where or found.get("api")
    if isinstance(id, str) and isinstance(where, str) and isinstance(subject, str):
        yield mark_anywhere(id, where, subject)
