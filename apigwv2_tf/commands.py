"""What the commands do: read, find, write; each returns its exit code."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from apigwv2_tf import __version__
from apigwv2_tf.errors import OutputError
from apigwv2_tf.render.files import refuse_overwriting, write_files
from apigwv2_tf.render.formats import USUAL_BUDGET, Format, Space, written
from apigwv2_tf.render.gathering import Verdict, lint_report, review_report
from apigwv2_tf.render.inert import plain
from apigwv2_tf.render.streams import print_text
from apigwv2_tf.surface.documents import STANDARD_INPUT
from apigwv2_tf.surface.synth_output import found_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.lint.suppressions import Suppression
    from apigwv2_tf.render.report_document import Report
    from apigwv2_tf.report import Finding, Impact, Severity
    from apigwv2_tf.surface.model import Surface

PAGE = "index.html"
FOUND = 1
"""The exit code for findings at or above the level that was asked for."""

_USUAL_WIDTH = 100
_LEAST_WIDTH = 40
_MOST_WIDTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    How a run decides and where it writes.

    Args:
        form: What is written to standard output.

        outputs: What else is written, and where.

        fail_on: The level from which on findings fail; None where none does.

        strict: Whether what nobody can tell before apply fails too.

        exit_zero: Whether findings make no difference to the exit code.

        color: Whether a terminal has colours; None to find out.

        budget: Characters in a comment.

        name: Tells the comment about one stack from that about another; None for the last source.

        config: The file of suppressions; None for that of this folder, if there is one.
    """

    form: Format
    fail_on: Impact | Severity | None
    outputs: tuple[tuple[Format, Path], ...] = ()
    strict: bool = False
    exit_zero: bool = False
    color: bool | None = None
    budget: int = USUAL_BUDGET
    name: str | None = None
    config: Path | None = None


def routes(source: str, form: str) -> int:
    """Show the routes of a source, where it was found, and what synth warned of."""
    from apigwv2_tf.render.routes import render_routes
    from apigwv2_tf.surface.loading import load_surface
    from apigwv2_tf.surface.synth_output import read_synth_output

    surface = load_surface(source)
    found = read_synth_output(source)
    text = render_routes(
        surface,
        form,
        sources=found.documents,
        warnings=found.warnings,
        width=max(_terminal_width(), _LEAST_WIDTH),
        color=_has_color(),
    )
    print_text(text, is_for_people=form == "table")
    return 0


def review(sources: tuple[str, ...], settings: Settings) -> int:
    """Say what a plan, or the step from one synthesized output to another, does to callers."""
    from apigwv2_tf.review import review as find
    from apigwv2_tf.surface.loading import load_comparison, load_comparison_of

    _refuse_overwriting(settings, sources)
    comparison = load_comparison(*sources) if len(sources) == 1 else load_comparison_of(*sources)
    findings, accepted = _without_accepted(find(comparison), settings)
    report = review_report(
        comparison,
        findings,
        sources=sources,
        name=_name(sources[-1], settings),
        verdict=Verdict(fail_on=settings.fail_on, strict=settings.strict, accepted=accepted),
    )
    return _deliver(report, settings)


def _without_accepted(
    findings: tuple[Finding, ...], settings: Settings
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Suppression], ...]]:
    """Take out of a review what somebody has decided to live with, for as long as they said."""
    suppressions = _suppressions(settings.config)
    if not suppressions:
        return findings, ()
    from apigwv2_tf.lint.suppressing import expired, suppress

    # suppressions of lint rules are none of its business
    others = [one.rule for one in suppressions]
    left = suppress(findings, suppressions, rules=(), others=others)
    return (*left.findings, *expired(suppressions, _kinds())), left.accepted


def _kinds() -> set[str]:
    """Return the ids of changes: one file of suppressions is for all commands."""
    from apigwv2_tf.review.kinds import KINDS

    return {kind.id for kind in KINDS}


def lint(source: str, settings: Settings, *, baseline: str | None = None) -> int:
    """Say what is wrong with APIs as they are, or with what is new in them."""
    from apigwv2_tf.lint import RULES
    from apigwv2_tf.lint import lint as find
    from apigwv2_tf.lint.suppressing import suppress

    _refuse_overwriting(settings, (source, baseline))
    surface, known = _with_baseline(source, baseline)
    left = suppress(find(surface), _suppressions(settings.config), others=_kinds())
    report = lint_report(
        surface,
        left.findings,
        source=source,
        name=_name(source, settings),
        verdict=Verdict(
            fail_on=settings.fail_on,
            strict=settings.strict,
            baseline=baseline,
            known=known,
            accepted=left.accepted,
        ),
        rules=RULES,
    )
    return _deliver(report, settings)


def graph(source: str, form: str, output: Path | None) -> int:
    """Draw the routes of a source, who guards them, and where they lead."""
    from apigwv2_tf.render.graph_formats import drawn
    from apigwv2_tf.surface.loading import load_surface

    if output is not None:
        refuse_overwriting([output], _files(source))
    text = drawn(load_surface(source), form)
    if output is None:
        print_text(text)
    else:
        write_files({output: text})
    return 0


def docs(source: str, folder: Path, *, title: str | None = None, config: Path | None = None) -> int:
    """Write the page of the APIs of a source, and say where it is."""
    from apigwv2_tf.lint import RULES
    from apigwv2_tf.lint import lint as find
    from apigwv2_tf.lint.suppressing import suppress
    from apigwv2_tf.render.files import make_folder
    from apigwv2_tf.render.site.page import Site, is_site_page, site_page
    from apigwv2_tf.surface.loading import load_surface

    surface = load_surface(source)
    left = suppress(find(surface), _suppressions(config), others=_kinds())
    site = Site(
        surface=surface,
        findings=tuple(sorted(left.findings, key=lambda one: one.place)),
        version=__version__,
        title=title,
        accepted=tuple((finding, why.reason) for finding, why in left.accepted),
        links={rule.id: rule.link for rule in RULES},
    )
    page = folder / PAGE
    text = site_page(site)
    make_folder(folder)
    if not is_site_page(page):
        raise OutputError(f"{page}: is there, and is not a page of this command: move it away")
    write_files({page: text})
    print_text(f"{plain(str(page))}\n")
    return 0


def _refuse_overwriting(settings: Settings, sources: Iterable[str | None]) -> None:
    """Refuse to write over what this run reads, before anything is read."""
    from apigwv2_tf.lint.suppressions import FILE, PROJECT

    read = [file for source in sources if source is not None for file in _files(source)]
    usual = [path for path in map(Path, (FILE, PROJECT)) if path.is_file()]
    config = [settings.config] if settings.config else usual
    refuse_overwriting([path for _, path in settings.outputs], [*read, *config])


def _files(source: str) -> list[Path | int]:
    """Return the files that a source is read from."""
    if source == STANDARD_INPUT:
        return [0]
    return [Path(source), *found_documents(source)]


def _name(source: str, settings: Settings) -> str:
    return settings.name or ("stdin" if source == STANDARD_INPUT else source)


def _suppressions(config: Path | None) -> tuple[Suppression, ...]:
    from apigwv2_tf.lint.suppressions import find_suppressions, read_suppressions

    if config is None:
        return find_suppressions(Path())
    return read_suppressions(config)


def _with_baseline(source: str, baseline: str | None) -> tuple[Surface, frozenset[str]]:
    """Load APIs, and say what is known of them from a saved report or from another source."""
    from apigwv2_tf.lint.baseline import baseline_of, is_report, read_baseline
    from apigwv2_tf.surface.loading import load_comparison_of, load_surface

    if baseline is None:
        return load_surface(source), frozenset()
    if is_report(Path(baseline)):
        return load_surface(source), read_baseline(Path(baseline))
    comparison = load_comparison_of(baseline, source)  # the same addresses on both sides
    return comparison.after, baseline_of(comparison.before)


def _deliver(report: Report, settings: Settings) -> int:
    space = Space(width=_USUAL_WIDTH, budget=settings.budget)
    write_files({path: written(report, form, space) for form, path in settings.outputs})
    if settings.form is Format.TERMINAL:
        _print(report, settings)
    else:
        print_text(written(report, settings.form, space))
    return FOUND if report.failing and not settings.exit_zero else 0


def _print(report: Report, settings: Settings) -> None:
    has_color = _has_color() if settings.color is None else settings.color
    width = min(max(_terminal_width(), _LEAST_WIDTH), _MOST_WIDTH)
    text = written(report, Format.TERMINAL, Space(width=width, color=has_color))
    print_text(text, is_for_people=True)


def _terminal_width() -> int:
    return shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns


def _has_color() -> bool:
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout is not None and sys.stdout.isatty() and not refused
