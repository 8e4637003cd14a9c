"""A report as JUnit XML, which every build server shows as tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from apigwv2_tf.render.inert import plain, unhashed

if TYPE_CHECKING:
    from apigwv2_tf.render.report_document import Entry, Report


def to_junit(report: Report) -> str:
    """Return one suite per API and one test per finding; those that fail the run fail."""
    name = f"apigwv2-tf {report.kind.value}"
    suites = _suites(report)
    root = ET.Element("testsuites", {"name": name, **_totals(report.entries)})
    for api, entries in suites.items():
        suite = ET.SubElement(root, "testsuite", {"name": plain(api), **_totals(entries)})
        for entry in entries:
            suite.append(_case(entry, f"{name}.{plain(api)}"))
    if not suites:  # some servers take a file without tests for an error
        suite = ET.SubElement(root, "testsuite", {"name": name, "tests": "1"})
        ET.SubElement(suite, "testcase", {"name": report.verdict, "classname": name})
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{unhashed(text, "&#35;")}\n'


def _suites(report: Report) -> dict[str, list[Entry]]:
    suites: dict[str, list[Entry]] = {}
    for entry in report.entries:
        suites.setdefault(entry.finding.api, []).append(entry)
    return suites


def _totals(entries: tuple[Entry, ...] | list[Entry]) -> dict[str, str]:
    skipped = [entry for entry in entries if _excuse(entry) is not None]
    failures = [entry for entry in entries if entry.fails]
    return {
        "tests": str(len(entries)),
        "failures": str(len(failures)),
        "errors": "0",
        "skipped": str(len(skipped)),
    }


def _case(entry: Entry, classname: str) -> ET.Element:
    finding = entry.finding
    name = plain(f"{finding.subject}: {finding.id}")
    case = ET.Element("testcase", {"name": name, "classname": classname})
    excuse = _excuse(entry)
    if entry.fails:
        message = plain(finding.text)
        failure = ET.SubElement(case, "failure", {"type": plain(finding.id), "message": message})
        failure.text = _told(entry)
    elif excuse is not None:
        ET.SubElement(case, "skipped", {"message": plain(excuse)})
    else:
        ET.SubElement(case, "system-out").text = _told(entry)
    return case


def _excuse(entry: Entry) -> str | None:
    if entry.accepted is not None:
        return f"accepted: {entry.accepted}"
    if entry.known:
        return "known"
    if not entry.finding.certain and not entry.fails:
        return f"not certain: {entry.finding.text}"
    return None


def _told(entry: Entry) -> str:
    finding = entry.finding
    lines = [
        f"{finding.level.value}: {finding.text}",
        f"before: {finding.before}" if finding.before is not None else "",
        f"after: {finding.after}" if finding.after is not None else "",
        f"why: {finding.why}",
        f"what to do: {finding.advice}",
        f"at: {finding.address}" if finding.address is not None else "",
        f"made by: {finding.construct_path}" if finding.construct_path is not None else "",
    ]
    return "\n".join(plain(line) for line in lines if line)
