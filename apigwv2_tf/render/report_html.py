"""A report as one HTML file that needs nothing else: no network, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import counted
from apigwv2_tf.render.inert import html_prose, html_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.render.report_document import ApiDetails, Entry, Report, ResourceDiff
    from apigwv2_tf.report import Finding

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_STYLE = """
:root { color-scheme: light dark; --line: #d0d7de; --soft: #59636e; --back: #f6f8fa;
  --code: #eaeef2; --worst: #b42318; --bad: #a3320b; --middle: #7a5200; --small: #0b5cad;
  --least: #59636e; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #9198a1; --back: #151b23;
  --code: #2a313c; --worst: #ff7b72; --bad: #ffa28b; --middle: #e3b341; --small: #79c0ff;
  --least: #9198a1; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
code { background: var(--code); border-radius: .25rem; font: .875em ui-monospace, monospace;
  overflow-wrap: anywhere; padding: .1em .3em; }
.verdict { font-size: 1.1rem; font-weight: 600; margin: .5rem 0 0; }
.soft { color: var(--soft); margin: .25rem 0; overflow-wrap: anywhere; }
article { background: var(--back); border-left: .3rem solid var(--of); border-radius: .25rem;
  margin: .75rem 0; padding: .6rem .8rem; overflow-wrap: anywhere; }
article h3 { font-size: 1rem; margin: 0; }
article p { margin: .3rem 0; }
.level { color: var(--of); font-weight: 600; }
.breaking, .error, .critical { --of: var(--worst); }
.security, .high { --of: var(--bad); }
.behaviour, .medium { --of: var(--middle); }
.operations, .low { --of: var(--small); }
.cosmetic, .info { --of: var(--least); }
dl { display: grid; gap: .15rem .75rem; grid-template-columns: max-content 1fr;
  margin: .4rem 0 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
details { margin: .5rem 0; }
summary { cursor: pointer; padding: .3rem 0; }
.wide, pre { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left;
  vertical-align: top; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; } }
""".strip()


def to_html(report: Report) -> str:
    """Return the report as a page that reads well on a phone and in the dark."""
    title = html_text(f"{report.title}: {report.verdict}")
    body = [
        f"<header>{_head(report)}</header>",
        "<main>",
        *(_article(entry) for entry in report.new),
        _folded("Known already", report.known),
        _folded("Accepted", report.accepted),
        *(_routes(details) for details in report.details),
        _diffs(report.diffs),
        _notes(report.notes),
        "</main>",
        f'<footer><p class="soft">apigwv2-tf {html_text(report.version)}</p></footer>',
    ]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        _POLICY,
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        *(part for part in body if part),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _head(report: Report) -> str:
    sources = " → ".join(f"<code>{html_text(source)}</code>" for source in report.source_names)
    plan = "" if report.counts is None else f" · plan {html_text(str(report.counts))}"
    return (
        f"\n<h1>{html_text(report.title)}</h1>\n"
        f'<p class="verdict">{html_text(report.verdict)}</p>\n'
        f"<p>{html_text(report.outcome)}</p>\n"
        f'<p class="soft">{sources}{plan}</p>\n'
    )


def _article(entry: Entry) -> str:
    finding = entry.finding
    level = finding.level.value if finding.certain else f"{finding.level.value}, not certain"
    return (
        f'<article class="{finding.level.value}">\n'
        f"<h3>{_name(finding.subject)} of {_name(finding.api)}</h3>\n"
        f'<p><span class="level">{html_text(level)}</span>: {html_prose(finding.text)}.</p>\n'
        f"<p>{html_prose(finding.why)} {html_prose(finding.advice)}</p>\n"
        f"{_particulars(finding)}\n"
        "</article>"
    )


def _particulars(finding: Finding) -> str:
    told = (
        ("before", finding.before, html_prose),
        ("after", finding.after, html_prose),
        ("kind", finding.id, _name),
        ("at", finding.address, _name),
        ("made by", finding.construct_path, _name),
    )
    rows = [
        f"<dt>{name}</dt><dd>{written(text)}</dd>"
        for name, text, written in told
        if text is not None
    ]
    return "\n".join(["<dl>", *rows, "</dl>"])


def _name(text: str) -> str:
    return f"<code>{html_text(text)}</code>"


def _folded(title: str, entries: tuple[Entry, ...]) -> str:
    rows = [_line(entry) for entry in entries]
    return _details(f"{title} ({len(rows):,})", ["<ul>", *rows, "</ul>"]) if rows else ""


def _line(entry: Entry) -> str:
    finding = entry.finding
    reason = f": {html_text(entry.accepted)}" if entry.accepted is not None else ""
    where = f"{_name(finding.subject)} of {_name(finding.api)}"
    return f"<li>{_name(finding.id)} {where}{reason}</li>"


def _details(summary: str, lines: Iterable[str]) -> str:
    """Fold a part; the summary is HTML already."""
    return "\n".join(["<details>", f"<summary>{summary}</summary>", *lines, "</details>"])


def _routes(details: ApiDetails) -> str:
    columns = ["", "Route", *details.columns]
    head = "".join(f"<th>{html_text(column)}</th>" for column in columns)
    rows = [
        f"<tr><td>{line.mark}</td><td>{_name(line.name)}</td>"
        + "".join(f"<td>{html_text(' → '.join(cell))}</td>" for cell in line.cells)
        + "</tr>"
        for line in details.lines
    ]
    facts = [f"<li>{html_prose(fact)}</li>" for fact in details.facts]
    table = ['<div class="wide"><table>', f"<tr>{head}</tr>", *rows, "</table></div>"]
    lists = ["<ul>", *facts, "</ul>"] if facts else []
    title = f"{_name(details.api)}: {counted(len(rows), 'route')}"
    return _details(title, [*(table if rows else []), *lists])


def _diffs(diffs: tuple[ResourceDiff, ...]) -> str:
    if not diffs:
        return ""
    title = f"Attributes that change: {counted(len(diffs), 'resource')}"
    lines = (html_text(line) for one in diffs for line in one.text)
    return _details(title, ["<pre>", *lines, "</pre>"])


def _notes(notes: tuple[str, ...]) -> str:
    rows = [f"<li>{html_prose(note)}</li>" for note in notes]
    return "\n".join(["<h2>Not looked at</h2>", "<ul>", *rows, "</ul>"]) if rows else ""
