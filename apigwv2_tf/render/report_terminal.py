"""A report on a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apigwv2_tf.prose import counted
from apigwv2_tf.render.inert import plain, terminal_lines
from apigwv2_tf.render.levels import look, look_of
from rich.cells import cell_len, chop_cells
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.render.report_document import Entry, Report
    from apigwv2_tf.report import Impact, Severity

_INDENT = " " * 4
_LABEL = len("made by ")


@dataclass(frozen=True, slots=True)
class _Page:
    """Lines that fit a width, with colours or without."""

    width: int
    color: bool
    lines: list[str] = field(default_factory=list)

    def put(self, *parts: tuple[str, str]) -> None:
        """Add a line of parts, each with its style."""
        self.lines.append("".join(self._styled(plain(text), style) for text, style in parts))

    def wrap(self, text: str, *, label: str = "", indent: str = _INDENT, style: str = "") -> None:
        """Add text in as many lines as it needs, behind a label."""
        first = f"{indent}{label.ljust(_LABEL)}" if label else indent
        rest = " " * len(first)
        for number, line in enumerate(_wrapped(plain(text), max(self.width - len(first), 1))):
            start = rest if number else self._styled(first, "dim" if label else "")
            self.lines.append(f"{start}{self._styled(line, style)}")

    def whole(self, text: str, *, label: str) -> None:
        """Add text that is to be copied, such as an address: in one line, whatever the width."""
        start = f"{_INDENT}{label.ljust(_LABEL)}"
        self.lines.append(f"{self._styled(start, 'dim')}{plain(text)}")

    def _styled(self, text: str, style: str) -> str:
        return Style.parse(style).render(text) if self.color and style else text


def to_terminal(report: Report, *, width: int, color: bool) -> str:
    """Return the report as lines of that width."""
    page = _Page(width, color)
    _put_head(page, report)
    for level, groups in _grouped(report.new).items():
        page.put()
        page.put((level.value.upper(), look_of(level).style))
        for entries in groups:
            _put_entry(page, entries[0])
            for entry in entries[1:]:
                _put_entry(page, entry, is_first=False)
    page.put()
    _put_foot(page, report)
    return terminal_lines("\n".join(page.lines)) + "\n"


def _put_head(page: _Page, report: Report) -> None:
    of = "" if report.label is None else ":"
    page.put((f"{report.title}{of}", "bold"), (f" {' → '.join(report.source_names)}", ""))
    page.wrap(report.verdict, indent="", style="bold")
    if report.counts is not None:
        page.put((f"plan: {report.counts}", "dim"))


def _grouped(entries: Iterable[Entry]) -> dict[Impact | Severity, list[list[Entry]]]:
    """Put together what has the same level, and in it what has the same words about it."""
    levels: dict[Impact | Severity, dict[tuple[object, ...], list[Entry]]] = {}
    for entry in entries:
        finding = entry.finding
        same = (finding.id, finding.why, finding.advice)
        levels.setdefault(finding.level, {}).setdefault(same, []).append(entry)
    return {level: list(groups.values()) for level, groups in levels.items()}


def _put_entry(page: _Page, entry: Entry, *, is_first: bool = True) -> None:
    """Add a finding; of several alike, only the first says why it matters and what to do."""
    finding = entry.finding
    page.wrap(f"{finding.api}: {finding.subject}", indent="  ", style="bold")
    page.wrap(f"{finding.text}.")
    doubt = "" if finding.certain else ", not certain"
    page.wrap(f"{finding.id}{doubt}", label="kind", style=look(finding).style)
    for label, value in (
        ("before", finding.before),
        ("after", finding.after),
        ("why", finding.why if is_first else None),
        ("to do", finding.advice if is_first else None),
    ):
        if value is not None:
            page.wrap(value, label=label)
    for label, value in (("at", finding.address), ("made by", finding.construct_path)):
        if value is not None:
            page.whole(value, label=label)


def _put_foot(page: _Page, report: Report) -> None:
    for note in report.notes:
        page.wrap(f"note: {note}", indent="", style="dim")
    if report.known:
        told = f"{counted(len(report.known), 'finding')} known from {report.baseline}"
        page.wrap(told, indent="", style="dim")
    for entry in report.accepted:
        finding = entry.finding
        told = f"accepted: {finding.api}: {finding.subject} ({finding.id}): {entry.accepted}"
        page.wrap(told, indent="", style="dim")
    page.wrap(report.outcome, indent="", style="bold red" if report.failing else "green")


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield lines of words; a word that is longer than a line is folded."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _cells(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = chop_cells(word, width) if _cells(word) > width else [word]
        yield from full
    yield line


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
