"""A report as JSON, for programs: every finding, whole, in the form of ``report.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigwv2_tf.render.inert import unhashed
from apigwv2_tf.render.report_document import level_counts

if TYPE_CHECKING:
    from apigwv2_tf.render.report_document import ApiDetails, Entry, PlanCounts, Report

FORMAT = "apigwv2-tf/report"
VERSION = 1


def to_json(report: Report) -> str:
    """Return the report as JSON."""
    return dumped(
        {
            "format": FORMAT,
            "version": VERSION,
            "tool": {"name": "apigwv2-tf", "version": report.version},
            "kind": report.kind.value,
            "sources": report.sources,
            "plan": _plan(report.counts, report.digest),
            "baseline": report.baseline,
            "fail_on": None if report.fail_on is None else report.fail_on.value,
            "summary": _summary(report),
            "findings": [_finding(entry) for entry in report.entries],
            "notes": report.notes,
            "apis": [_api(details) for details in report.details],
        }
    )


def dumped(document: object) -> str:
    """Return JSON in ASCII, so that nothing in it reaches a terminal as what it is."""
    return unhashed(json.dumps(document, indent=2), "\\u0023") + "\n"


def _plan(counts: PlanCounts | None, digest: str | None) -> dict[str, Any] | None:
    if counts is None:
        return None
    return {
        "sha256": digest,
        "create": counts.create,
        "update": counts.update,
        "delete": counts.delete,
        "replace": counts.replace,
    }


def _summary(report: Report) -> dict[str, Any]:
    certain = (entry for entry in report.new if entry.finding.certain)
    return {
        "levels": level_counts(certain),
        "uncertain": sum(not entry.finding.certain for entry in report.new),
        "known": len(report.known),
        "accepted": len(report.accepted),
        "failing": len(report.failing),
        "unchanged_routes": report.unchanged,
    }


def _finding(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    return {
        "id": finding.id,
        "level": finding.level.value,
        "certain": finding.certain,
        "api": finding.api,
        "subject": finding.subject,
        "text": finding.text,
        "why": finding.why,
        "advice": finding.advice,
        "before": finding.before,
        "after": finding.after,
        "address": finding.address,
        "construct_path": finding.construct_path,
        "fingerprint": finding.fingerprint,
        "fails": entry.fails,
        "known": entry.known,
        "accepted": entry.accepted,
    }


def _api(details: ApiDetails) -> dict[str, Any]:
    return {
        "api": details.api,
        "columns": details.columns,
        "routes": [
            {
                "key": line.key,
                "key_after": line.key_after,
                "before": line.before,
                "after": line.after,
            }
            for line in details.lines
        ],
        "facts": details.facts,
    }
