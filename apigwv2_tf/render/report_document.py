"""
A report: everything that one run has to say, before it is written in any format.

All decisions are made when it is put together; a format only writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from apigwv2_tf.prose import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigwv2_tf.report import Finding, Impact, Severity

NOTHING = "—"
"""What stands on a side where there is nothing, where the other has something."""


class Kind(Enum):
    """What was done."""

    REVIEW = "review"
    LINT = "lint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    A finding, and what was decided about it.

    Args:
        finding: What was found.

        fails: Whether it makes the run fail.

        known: Whether the baseline has it.

        accepted: Why it was suppressed; None where it was not.
    """

    finding: Finding
    fails: bool = False
    known: bool = False
    accepted: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether somebody has to look at it."""
        return not self.known and self.accepted is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """What there is to say about all findings of one kind; tags are what others call it."""

    id: str
    title: str
    why: str
    fix: str
    level: Impact | Severity
    link: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCounts:
    """How many resources a plan creates, updates, deletes, and makes anew."""

    create: int = 0
    update: int = 0
    delete: int = 0
    replace: int = 0

    def __str__(self) -> str:
        return f"+{self.create} ~{self.update} -{self.delete} ±{self.replace}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteLine:
    """
    A route before and after the change; in a lint report it is the same on both sides.

    Args:
        key: The route key.

        before: What stands in the columns of its table; None where the route was not there.

        after: The same after the change; None where the route is gone.

        key_after: What is known of the key after the change, where nobody can tell whether it stays
            what it is; None elsewhere.

        forgotten: Whether Terraform only forgets the route, which stays as it is.
    """

    key: str
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None
    key_after: str | None = None
    forgotten: bool = False

    @property
    def mark(self) -> str:
        """Return a sign or word for what happens to the route; empty where nothing does."""
        if self.forgotten:
            return "forgotten"
        if self.before is None:
            return "+"
        if self.after is None:
            return "-"
        return "" if self.before == self.after and self.key_after is None else "~"

    @property
    def name(self) -> str:
        """The route key, on both sides where it may differ."""
        return self.key if self.key_after is None else f"{self.key} → {self.key_after}"

    @property
    def sides(self) -> tuple[tuple[str, ...], ...]:
        """The sides on which the route is there."""
        return tuple(side for side in (self.before, self.after) if side is not None)

    def only(self, columns: Sequence[int]) -> RouteLine:
        """Return the same with some of the columns."""
        before, after = (
            None if side is None else tuple(side[number] for number in columns)
            for side in (self.before, self.after)
        )
        return replace(self, before=before, after=after)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """What stands in each column: one text, or both sides where they differ."""
        before, after = self.before, self.after
        if before is None or after is None:
            return tuple((text,) for text in after or before or ())
        return tuple(
            (one,) if one == other else (one or NOTHING, other or NOTHING)
            for one, other in zip(before, after, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDetails:
    """
    One API with all its routes, for those who want to see everything.

    Args:
        api: The API's name.

        columns: What the lines tell of a route, beside its key.

        lines: Its routes.

        facts: What else there is to know: stages, domain names, CORS.
    """

    api: str
    columns: tuple[str, ...]
    lines: tuple[RouteLine, ...]
    facts: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether any route is not as it was."""
        return any(line.mark for line in self.lines)

    def without_empty_columns(self) -> ApiDetails:
        """Return the same without the columns in which no line has anything."""
        kept = [
            number
            for number in range(len(self.columns))
            if any(side[number] for line in self.lines for side in line.sides)
        ]
        columns = tuple(self.columns[number] for number in kept)
        return replace(self, columns=columns, lines=tuple(line.only(kept) for line in self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDiff:
    """
    What changes in a resource, attribute by attribute.

    Args:
        address: Its address, both where it is moved.

        action: What is done to it.

        lines: One for each attribute and side, after a sign for the side; on one line and without
            anything sensitive.
    """

    address: str
    action: str
    lines: tuple[str, ...]

    @property
    def text(self) -> tuple[str, ...]:
        """The lines below a heading, as in any diff."""
        return (f"@@ {self.address}: {self.action} @@", *self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """
    One API in Mermaid's language.

    Args:
        title: The API in a few words.

        text: The diagram; None where it would be too large to read.

        note: What it does not show, as a sentence; empty where it shows everything.
    """

    title: str
    text: str | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    Everything that one run has to say.

    Args:
        kind: What was done.

        name: Tells the comment about one stack from that about another.

        sources: What was read, as the user named it.

        entries: What was found, the worst first.

        fail_on: The level from which on findings fail; None where none does.

        version: Of this package.

        baseline: What new findings were told from known ones by; None where all are new.

        digest: The SHA-256 of the plan, for those who check that they apply what was reviewed.

        notes: What was not looked at, in sentences for people.

        counts: What a plan does; None where there is none.

        details: The APIs, one by one.

        unchanged: How many routes are as they were; None in a lint report.

        rules: What there is to say about the kinds of findings, where that is known.

        diagrams: The APIs that change, as they will be.

        diffs: The resources that change, attribute by attribute.
    """

    kind: Kind
    name: str
    sources: tuple[str, ...]
    entries: tuple[Entry, ...]
    fail_on: Impact | Severity | None
    version: str
    baseline: str | None = None
    digest: str | None = None
    notes: tuple[str, ...] = ()
    counts: PlanCounts | None = None
    details: tuple[ApiDetails, ...] = ()
    unchanged: int | None = None
    rules: tuple[RuleWords, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    diffs: tuple[ResourceDiff, ...] = ()

    @property
    def new(self) -> tuple[Entry, ...]:
        """What somebody has to look at."""
        return tuple(entry for entry in self.entries if entry.is_new)

    @property
    def known(self) -> tuple[Entry, ...]:
        """What the baseline has already."""
        return tuple(entry for entry in self.entries if entry.known and entry.accepted is None)

    @property
    def accepted(self) -> tuple[Entry, ...]:
        """What was suppressed."""
        return tuple(entry for entry in self.entries if entry.accepted is not None)

    @property
    def failing(self) -> tuple[Entry, ...]:
        """What makes the run fail."""
        return tuple(entry for entry in self.entries if entry.fails)

    @property
    def source_names(self) -> tuple[str, ...]:
        """What people call the sources."""
        return tuple("standard input" if one == "-" else one for one in self.sources)

    @property
    def heading(self) -> str:
        """What this is."""
        return "API review" if self.kind is Kind.REVIEW else "API lint"

    @property
    def label(self) -> str | None:
        """What the report is of, where somebody has given it a name; None where nobody has."""
        unnamed = (*self.sources, "stdin")
        return None if self.name in unnamed else self.name

    @property
    def title(self) -> str:
        """What this is, and of what."""
        return self.heading if self.label is None else f"{self.heading} of {self.label}"

    @property
    def verdict(self) -> str:
        """The whole report in one line."""
        counts = [f"{number} {word}" for word, number in level_counts(self.new).items()]
        if not counts:
            counts = [self._nothing()]
        return " · ".join([*counts, *self._asides()])

    def _nothing(self) -> str:
        if self.entries:
            return "nothing new"
        return "no change that callers notice" if self.kind is Kind.REVIEW else "nothing found"

    def _asides(self) -> list[str]:
        asides = [
            (len(self.known), f"{len(self.known)} known"),
            (len(self.accepted), f"{len(self.accepted)} accepted"),
            (self.unchanged, f"{counted(self.unchanged or 0, 'route')} unchanged"),
        ]
        return [text for number, text in asides if number]

    @property
    def outcome(self) -> str:
        """What follows from it, in one sentence: some take the word `fail` in it for failing."""
        if self.failing:
            return f"{counted(len(self.failing), 'finding')} to settle before this is merged."
        if self.fail_on is None:
            return "Passes, whatever was found."
        return f"Passes: no certain finding at {self.fail_on.value} or above."


def level_counts(entries: Iterable[Entry]) -> dict[str, int]:
    """Count certain findings by level, the worst first, and then those nobody can tell."""
    counts: dict[str, int] = {}
    ordered = sorted(entries, key=lambda entry: entry.finding.level.rank)
    for entry in ordered:
        if entry.finding.certain:
            word = entry.finding.level.value
            counts[word] = counts.get(word, 0) + 1
    uncertain = sum(not entry.finding.certain for entry in ordered)
    return {**counts, **({"not certain": uncertain} if uncertain else {})}
