"""A report as SARIF 2.1.0, for GitHub's code scanning and others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from apigwv2_tf.render.inert import plain
from apigwv2_tf.render.levels import look, look_of
from apigwv2_tf.render.report_document import RuleWords
from apigwv2_tf.render.report_json import dumped
from apigwv2_tf.report import Impact, Severity

if TYPE_CHECKING:
    from apigwv2_tf.render.report_document import Entry, Report
    from apigwv2_tf.report import Finding

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
# GitHub sorts security alerts by this number
_SECURITY = {
    Impact.SECURITY: "8.0",
    Severity.ERROR: "5.0",
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.0",
    Severity.LOW: "2.0",
    Severity.INFO: "0.5",
}


def to_sarif(report: Report) -> str:
    """Return one run with one result per finding; what was accepted or known says so."""
    rules = _rules(report)
    driver = {
        "name": "apigwv2-tf",
        "version": report.version,
        "rules": [_rule(words) for words in rules],
    }
    places = {words.id: number for number, words in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"apigwv2-tf/{report.kind.value}/{plain(report.name)}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": _results(report, places),
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(report: Report) -> list[RuleWords]:
    known = {words.id: words for words in report.rules}
    found: dict[str, RuleWords] = {}
    for entry in report.entries:
        finding = entry.finding
        found.setdefault(finding.id, known.get(finding.id) or _words(finding))
    return sorted(found.values(), key=lambda words: words.id)


def _words(finding: Finding) -> RuleWords:
    title = finding.id.replace("-", " ").capitalize()
    return RuleWords(
        id=finding.id, title=title, why=finding.why, fix=finding.advice, level=finding.level
    )


def _rule(words: RuleWords) -> dict[str, Any]:
    is_security = words.level is Impact.SECURITY or any(
        tag.startswith("CWE-") for tag in words.tags
    )
    properties: dict[str, Any] = {"tags": [*_tags(words), *(["security"] if is_security else [])]}
    if is_security:
        properties["security-severity"] = _SECURITY.get(words.level, "5.0")
    return {
        "id": words.id,
        "name": "".join(part.capitalize() for part in words.id.split("-")),
        "shortDescription": {"text": _message(words.title)},
        "fullDescription": {"text": _message(words.why)},
        "help": {"text": _message(f"{words.why} {words.fix}")},
        **({} if words.link is None else {"helpUri": words.link}),
        "defaultConfiguration": {"level": look_of(words.level).sarif},
        "properties": properties,
    }


def _tags(words: RuleWords) -> list[str]:
    """Write tags as GitHub reads them: ``external/cwe/cwe-306``."""
    return [f"external/cwe/{tag.lower()}" if tag.startswith("CWE-") else tag for tag in words.tags]


def _invocation(report: Report) -> dict[str, Any]:
    notes = [{"level": "note", "message": {"text": _message(note)}} for note in report.notes]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _results(report: Report, places: dict[str, int]) -> list[dict[str, Any]]:
    source = report.sources[-1] if report.sources else ""
    seen: dict[str, int] = {}
    results = []
    for entry in report.entries:
        fingerprint = entry.finding.fingerprint
        seen[fingerprint] = seen.get(fingerprint, 0) + 1
        print_of_this = f"{fingerprint}:{seen[fingerprint]}"
        result = _result(entry, places[entry.finding.id], source, print_of_this)
        if report.baseline is not None:
            result["baselineState"] = "unchanged" if entry.known else "new"
        results.append(result)
    return results


def _result(entry: Entry, place: int, source: str, fingerprint: str) -> dict[str, Any]:
    finding = entry.finding
    said = f"{finding.api}: {finding.subject}: {finding.text}. {finding.why} {finding.advice}"
    return {
        "ruleId": finding.id,
        "ruleIndex": place,
        "level": look(finding).sarif,
        "message": {"text": _message(said)},
        "locations": [_location(finding, source)],
        # GitHub knows this name only; all findings of a plan are on its first line
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        "suppressions": _suppressions(entry),
        "properties": {
            "certain": finding.certain,
            "before": finding.before,
            "after": finding.after,
        },
    }


def _location(finding: Finding, source: str) -> dict[str, Any]:
    places = [(finding.address, "resource"), (finding.construct_path, "module")]
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(source)},
            "region": {"startLine": 1},
        },
        "logicalLocations": [
            {"fullyQualifiedName": plain(name), "kind": kind} for name, kind in places if name
        ],
    }


def _uri(source: str) -> str:
    path = "stdin" if source == "-" else source.replace("\\", "/")
    quoted = quote(path.encode(errors="backslashreplace"), safe="/")
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _suppressions(entry: Entry) -> list[dict[str, str]]:
    if entry.accepted is None:
        return []
    return [{"kind": "external", "justification": _message(entry.accepted)}]


def _message(text: str) -> str:
    """
    Return the text of a message without links and placeholders.

    Other braces stay single: doubled, as the standard has it, GitHub would show them doubled, and
    every path has some.
    """
    return _PLACEHOLDER.sub(r"{{\1}}", plain(text)).replace("](", "] (")
