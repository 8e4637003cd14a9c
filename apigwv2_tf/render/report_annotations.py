"""A report as workflow commands, which GitHub shows beside the run and its pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.render.inert import annotation, annotation_property
from apigwv2_tf.render.levels import look

if TYPE_CHECKING:
    from apigwv2_tf.render.report_document import Entry, Report


def to_annotations(report: Report) -> str:
    """Return a command for each new finding, the worst first, and the verdict."""
    lines = [_command(entry) for entry in report.new]
    return "\n".join([*lines, annotation(f"{report.title}: {report.verdict}")]) + "\n"


def _command(entry: Entry) -> str:
    finding = entry.finding
    title = annotation_property(f"{finding.api}: {finding.subject} ({finding.id})")
    said = [f"{finding.text}.", finding.why, finding.advice, finding.address or ""]
    message = annotation(" ".join(part for part in said if part))
    return f"::{look(finding).command} title={title}::{message}"
