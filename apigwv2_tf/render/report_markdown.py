"""A report as Markdown for a comment on a pull request: the decision on top, particulars below."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from apigwv2_tf.prose import abridged, counted
from apigwv2_tf.render.inert import code_span, html_text, markdown_cell, plain, shortened, unhashed
from apigwv2_tf.render.levels import look
from apigwv2_tf.render.report_document import NOTHING, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigwv2_tf.render.report_document import (
        ApiDetails,
        Diagram,
        Entry,
        Report,
        ResourceDiff,
        RouteLine,
    )
    from apigwv2_tf.report import Finding

T = TypeVar("T")

_HINT = "What is meant to be as it is can be accepted, with a reason, in `apigwv2-tf.yaml`."
_MOST_OPEN_KINDS = 5
_LONGEST_CELL = 300
_LONGEST_NAME = 100
_LONGEST_SOURCE = 150
# a comment of HTML ends at the second of two dashes
_NOT_IN_A_MARKER = re.compile(r"[^A-Za-z0-9._/-]|-(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class _Extent:
    """How much of a report is written: what is False, or beyond the number, is left out."""

    diagrams: bool = True
    diffs: bool = True
    tables: bool = True
    unchanged_facts: bool = True
    rows: int | None = None

    def of(self, rows: Sequence[T]) -> Sequence[T]:
        """Return the rows that are written."""
        return rows if self.rows is None else rows[: self.rows]


# what is left out first, from the first to the last
_ORDER = (
    _Extent(),
    _Extent(diagrams=False),
    _Extent(diagrams=False, diffs=False),
    _Extent(diagrams=False, diffs=False, tables=False),
    _Extent(diagrams=False, diffs=False, tables=False, unchanged_facts=False),
)


def to_markdown(report: Report, *, budget: int) -> str:
    """
    Return the report in at most so many characters, which are `LEAST_BUDGET` or more.

    What does not fit is left out whole, in a fixed order: diagrams, attributes, the full route
    tables, facts of APIs that do not change, and then rows from the end. The comment says what it
    left out.
    """
    parts = _Parts.of(report)
    for extent in _ORDER:
        text = parts.text(extent)
        if len(text) <= budget:
            return text
    return _cut(parts, budget)


def _cut(parts: _Parts, budget: int) -> str:
    """Return the text with as many rows as fit."""
    low, high = 0, parts.most_rows
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(parts.text(replace(_ORDER[-1], rows=middle))) <= budget
        low, high = (middle, high) if fits else (low, middle - 1)
    return parts.text(replace(_ORDER[-1], rows=low))


@dataclass(frozen=True, slots=True)
class _KindOfFinding:
    """What is said once about all findings of a kind, and where they are."""

    words: str
    places: list[str]

    def text(self, extent: _Extent) -> str:
        """Write it with as many of its places."""
        shown = extent.of(self.places)
        rest = len(self.places) - len(shown)
        more = [f"  - and {rest:,} more"] if rest else []
        return "\n".join([self.words, *shown, *more])


@dataclass(frozen=True, slots=True)
class _Changes:
    """Rows of what was found, the worst first; of several APIs each has a table of its own."""

    columns: str
    rows: list[tuple[str, str]]

    @classmethod
    def of(cls, entries: Sequence[Entry], *, is_review: bool) -> _Changes:
        """Write the rows, each with its API."""
        columns = _header(["", "Where", *(["Before", "After"] if is_review else []), "What"])
        rows = [(_group(entry.finding), _row(entry, is_review=is_review)) for entry in entries]
        return cls(columns, rows)

    def text(self, extent: _Extent) -> list[str]:
        """Write a table for each API, under a heading where there are several."""
        groups: dict[str, list[str]] = {}
        for api, row in extent.of(self.rows):
            groups.setdefault(api, []).append(row)
        tables = ["\n".join([self.columns, *rows]) for rows in groups.values()]
        if len({api for api, _ in self.rows}) == 1:
            return tables
        headings = (f"#### {_name(api) if api else 'Around the APIs'}" for api in groups)
        return [part for pair in zip(headings, tables, strict=True) for part in pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """All parts of the text, each written once, however often the text is put together."""

    head: str
    changes: _Changes
    kinds: list[_KindOfFinding]
    known: list[str]
    accepted: list[str]
    tables: list[str]
    changed_facts: list[str]
    unchanged_facts: list[str]
    diagrams: list[str]
    diffs: str
    notes: list[str]
    foot: str

    @classmethod
    def of(cls, report: Report) -> _Parts:
        """Write the parts of a report."""
        is_review = report.kind is Kind.REVIEW
        facts = [(details.is_changed, _facts(details)) for details in report.details]
        return cls(
            head=_head(report),
            changes=_Changes.of(report.new, is_review=is_review),
            kinds=_kinds(report.new),
            known=[_line(entry) for entry in report.known],
            accepted=[f"{_line(one)}: {_cell(one.accepted or '')}" for one in report.accepted],
            tables=[_table(details) for details in report.details if details.lines],
            changed_facts=[text for is_changed, text in facts if text and is_changed],
            unchanged_facts=[text for is_changed, text in facts if text and not is_changed],
            diagrams=[_diagram(one) for one in report.diagrams],
            diffs=_diffs(report.diffs),
            notes=[f"- {_cell(note)}" for note in report.notes],
            foot=_foot(report),
        )

    @property
    def most_rows(self) -> int:
        """The length of the longest list."""
        return max(len(rows) for rows in [*self._lists(), *(kind.places for kind in self.kinds)])

    def _lists(self) -> list[Sequence[object]]:
        return [
            self.changes.rows,
            self.kinds,
            self.known,
            self.accepted,
            self.changed_facts,
            self.notes,
        ]

    def text(self, extent: _Extent) -> str:
        """Put the parts together."""
        parts = [
            self.head,
            *self.changes.text(extent),
            self._to_do(extent),
            _folded("Known already", extent.of(self.known)),
            _folded("Accepted", extent.of(self.accepted)),
            *(self.tables if extent.tables else []),
            *extent.of(self.changed_facts),
            *(self.unchanged_facts if extent.unchanged_facts else []),
            *(self.diagrams if extent.diagrams else []),
            self.diffs if extent.diffs else "",
            _section("Not looked at", extent.of(self.notes)),
            self._left_out(extent),
            self.foot,
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _to_do(self, extent: _Extent) -> str:
        """Write what to do; folded where it would be longer than what was found."""
        rows = [kind.text(extent) for kind in extent.of(self.kinds)]
        write = _section if len(self.kinds) <= _MOST_OPEN_KINDS else _folded
        return write("What to do", rows)

    def _left_out(self, extent: _Extent) -> str:
        rows = sum(len(rows) - len(extent.of(rows)) for rows in self._lists())
        parts = [
            (self.diagrams and not extent.diagrams, _the(self.diagrams)),
            (self.diffs and not extent.diffs, "the attributes that change"),
            (self.tables and not extent.tables, "the full route tables"),
            (self.unchanged_facts and not extent.unchanged_facts, "APIs that do not change"),
            (rows, f"{counted(rows, 'row')} from the ends of lists"),
        ]
        told = "; ".join(text for is_missing, text in parts if is_missing)
        return f"**Left out**, because it does not fit here: {told}." if told else ""


def _the(diagrams: Sequence[str]) -> str:
    return "the diagram" if len(diagrams) == 1 else "the diagrams"


def _head(report: Report) -> str:
    name = _NOT_IN_A_MARKER.sub(_spelled, shortened(report.name, _LONGEST_NAME))
    digest = f" plan={report.digest}" if report.digest else ""
    marker = f"<!-- apigwv2-tf:{report.kind.value}:{name}{digest} -->"
    whose = report.label or _only_api(report)
    of = "" if whose is None else f" of {code_span(shortened(whose, _LONGEST_NAME))}"
    return f"{marker}\n\n### {report.heading}{of}: {report.verdict}\n\n{report.outcome}"


def _spelled(match: re.Match[str]) -> str:
    """Return a character as in a URL, so that different names stay different."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode(errors="replace"))


def _only_api(report: Report) -> str | None:
    apis = {_group(entry.finding) for entry in report.new}
    return (apis.pop() or None) if len(apis) == 1 else None


def _header(columns: list[str]) -> str:
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


def _group(finding: Finding) -> str:
    """Return the API that a finding is about; none for what stands beside, such as a policy."""
    return "" if finding.api == finding.address else finding.api


def _row(entry: Entry, *, is_review: bool) -> str:
    finding = entry.finding
    where = _name(finding.subject) if _group(finding) else _where(entry)
    sides = [_cell(finding.before or NOTHING), _cell(finding.after or NOTHING)] if is_review else []
    level = f"**{finding.level.value}**{'' if finding.certain else ', not certain'}"
    cells = [look(finding).sign, where, *sides, f"{level}: {_cell(finding.text)}"]
    return f"| {' | '.join(cells)} |"


def _name(text: str) -> str:
    return code_span(shortened(text, _LONGEST_CELL))


def _cell(text: str) -> str:
    return markdown_cell(abridged(text, _LONGEST_CELL))


def _kinds(entries: Sequence[Entry]) -> list[_KindOfFinding]:
    kinds: dict[tuple[str, str, str], list[str]] = {}
    has_apis = len({_group(entry.finding) for entry in entries}) > 1
    for entry in entries:
        finding = entry.finding
        place = _place(entry, has_apis=has_apis)
        kinds.setdefault((finding.id, finding.why, finding.advice), []).append(place)
    return [
        _KindOfFinding(f"- **{_name(id_)}** {_cell(why)} {_cell(advice)}", places)
        for (id_, why, advice), places in kinds.items()
    ]


def _place(entry: Entry, *, has_apis: bool) -> str:
    finding = entry.finding
    address = finding.address if _group(finding) else None
    at = [_name(place) for place in (address, finding.construct_path) if place]
    where = _where(entry) if has_apis else _name(finding.subject)
    return f"  - {', '.join([where, *at])}"


def _where(entry: Entry) -> str:
    return f"{_name(entry.finding.subject)} of {_name(entry.finding.api)}"


def _line(entry: Entry) -> str:
    return f"- {look(entry.finding).sign} {_name(entry.finding.id)} {_where(entry)}"


def _section(title: str, rows: Sequence[str]) -> str:
    return "\n".join([f"#### {title}", "", *rows]) if rows else ""


def _folded(summary: str, rows: Sequence[str]) -> str:
    return _details(f"{summary} ({len(rows):,})", "\n".join(rows)) if rows else ""


def _details(summary: str, text: str) -> str:
    """Fold a part; the summary is HTML already."""
    return f"<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>"


def _table(details: ApiDetails) -> str:
    header = _header(["", "Route", *map(_cell, details.columns)])
    rows = [_route(line) for line in details.lines]
    summary = f"All routes of <code>{html_text(details.api)}</code> ({len(rows):,})"
    return _details(summary, "\n".join([header, *rows]))


def _route(line: RouteLine) -> str:
    mark = f"`{line.mark}`" if line.mark else ""
    cells = [mark, _name(line.name), *(" → ".join(map(_side, cell)) for cell in line.cells)]
    return f"| {' | '.join(cells)} |"


def _side(text: str) -> str:
    return _name(text) if text not in ("", NOTHING) else text


def _facts(details: ApiDetails) -> str:
    rows = [f"- {_cell(fact)}" for fact in details.facts]
    about = f"About <code>{html_text(details.api)}</code>"
    return _details(about, "\n".join(rows)) if rows else ""


def _diagram(diagram: Diagram) -> str:
    """Draw an API, or say why it is not drawn."""
    if diagram.text is None:
        return f"- {_cell(diagram.note)}"
    note = f"{_cell(diagram.note)}\n\n" if diagram.note else ""
    summary = f"Diagram of <code>{html_text(diagram.title)}</code>"
    return _details(summary, note + _fenced("mermaid", diagram.text.rstrip().splitlines()))


def _diffs(diffs: Sequence[ResourceDiff]) -> str:
    if not diffs:
        return ""
    lines = [line for one in diffs for line in one.text]
    summary = f"Attributes that change ({counted(len(diffs), 'resource')})"
    return _details(summary, _fenced("diff", lines))


def _fenced(language: str, lines: Sequence[str]) -> str:
    """Write lines as code, in a fence that nothing in them can close."""
    shown = [unhashed(plain(line), r"\x23") for line in lines]
    longest = max((len(run) for line in shown for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *shown, fence])


def _foot(report: Report) -> str:
    sources = " → ".join(code_span(shortened(one, _LONGEST_SOURCE)) for one in report.source_names)
    plan = [] if report.counts is None else [f"Plan: `{report.counts}`"]
    facts = " · ".join([*plan, sources, f"apigwv2-tf {report.version}"])
    return f"{_HINT}\n\n{facts}" if report.new else facts
