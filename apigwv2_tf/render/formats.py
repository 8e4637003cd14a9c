"""The formats of a report, by name; each is loaded when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.render.report_document import Report


USUAL_BUDGET = 60_000
"""Characters: GitHub takes comments of 65,536."""

LEAST_BUDGET = 8_000
"""What the parts of a comment fit into that are never left out."""


class Format(Enum):
    """A form in which a report is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """
    What there is to write on.

    Args:
        width: Characters in a line of a terminal.

        color: Whether it has colours.

        budget: Characters in a comment.
    """

    width: int = 100
    color: bool = False
    budget: int = USUAL_BUDGET


def written(report: Report, form: Format, space: Space) -> str:
    """Return a report in a format."""
    return _WRITERS[form](report, space)


def _terminal(report: Report, space: Space) -> str:
    from apigwv2_tf.render.report_terminal import to_terminal

    return to_terminal(report, width=space.width, color=space.color)


def _markdown(report: Report, space: Space) -> str:
    from apigwv2_tf.render.report_markdown import to_markdown

    return to_markdown(report, budget=space.budget)


def _json(report: Report, _: Space) -> str:
    from apigwv2_tf.render.report_json import to_json

    return to_json(report)


def _sarif(report: Report, _: Space) -> str:
    from apigwv2_tf.render.report_sarif import to_sarif

    return to_sarif(report)


def _junit(report: Report, _: Space) -> str:
    from apigwv2_tf.render.report_junit import to_junit

    return to_junit(report)


def _github(report: Report, _: Space) -> str:
    from apigwv2_tf.render.report_annotations import to_annotations

    return to_annotations(report)


def _html(report: Report, _: Space) -> str:
    from apigwv2_tf.render.report_html import to_html

    return to_html(report)


_WRITERS: dict[Format, Callable[[Report, Space], str]] = {
    Format.TERMINAL: _terminal,
    Format.MARKDOWN: _markdown,
    Format.JSON: _json,
    Format.SARIF: _sarif,
    Format.JUNIT: _junit,
    Format.GITHUB: _github,
    Format.HTML: _html,
}
