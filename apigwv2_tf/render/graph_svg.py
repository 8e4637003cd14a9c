"""Graphs as pictures that need nothing else: no scripts, no fonts, for light and dark screens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.prose import counted
from apigwv2_tf.render.graph import Kind
from apigwv2_tf.render.graph_layout import laid_out
from apigwv2_tf.render.graph_shapes import LABEL_WIDTH, LINE, NOTE_WIDTH, PAD, cut
from apigwv2_tf.render.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from apigwv2_tf.render.graph import Graph
    from apigwv2_tf.render.graph_shapes import Box, Layout, Line, Place

STYLE = """
.g-picture { --g-back: #ffffff; --g-ink: #1f2328; --g-soft: #57606a; --g-line: #8c959f;
  --g-frame: #f6f8fa; --g-frame-line: #d8dee4; --g-box: #ffffff; --g-box-line: #afb8c1;
  --g-open: #9a6700; --g-open-back: #fff8e1; --g-open-line: #d4a72c;
  --g-gate: #e3f6e8; --g-gate-line: #4ac26b; --g-wire: #eaf3ff; --g-wire-line: #80b4f5;
  --g-end: #f4efff; --g-end-line: #b99aef; font-family: system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .g-picture { --g-back: #0d1117; --g-ink: #e6edf3;
  --g-soft: #9198a1; --g-line: #6e7681; --g-frame: #151b23; --g-frame-line: #2f3742;
  --g-box: #0d1117; --g-box-line: #4b5563; --g-open: #e3b341; --g-open-back: #2a2111;
  --g-open-line: #9e7a1c; --g-gate: #12261a; --g-gate-line: #2f8f4e; --g-wire: #10213a;
  --g-wire-line: #2f6fb8; --g-end: #1f1a33; --g-end-line: #6e55b5; } }
.g-back { fill: var(--g-back); }
.g-frame { fill: var(--g-frame); stroke: var(--g-frame-line); }
.g-title { fill: var(--g-ink); font-size: 16px; font-weight: 600; }
.g-heading { fill: var(--g-soft); font-size: 11px; font-weight: 600; letter-spacing: .04em; }
.g-label { fill: var(--g-ink); font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas,
  "Liberation Mono", monospace; }
.g-method { font-weight: 700; }
.g-note { fill: var(--g-soft); font-size: 11px; }
.g-box { fill: var(--g-box); stroke: var(--g-box-line); }
.g-open .g-box { fill: var(--g-open-back); stroke: var(--g-open-line); }
.g-open .g-note { fill: var(--g-open); font-weight: 600; }
.g-authorizer .g-box { fill: var(--g-gate); stroke: var(--g-gate-line); }
.g-integration .g-box { fill: var(--g-wire); stroke: var(--g-wire-line); }
.g-backend .g-box { fill: var(--g-end); stroke: var(--g-end-line); }
.g-uncertain .g-box { stroke-dasharray: 5 4; }
.g-line { fill: none; stroke: var(--g-line); stroke-width: 1.4; }
.g-head { fill: var(--g-line); }
.g-line-open { stroke: var(--g-open-line); }
.g-head-open { fill: var(--g-open-line); }
.g-line-uncertain { stroke-dasharray: 5 4; }
.g-doubt { fill: var(--g-soft); font-size: 10px; font-style: italic; paint-order: stroke;
  stroke: var(--g-frame); stroke-width: 3px; }
""".strip()
_METHOD = re.compile(r"([A-Z]+) (/.*)", re.DOTALL)
_HEAD_LENGTH = 7.0
_BETWEEN = 24.0
_ROUND = (Kind.STAGE, Kind.DOMAIN)


def svg_of(graphs: Sequence[Graph]) -> str:
    """Return one picture of all APIs, below each other, as a file of its own."""
    layouts = [laid_out(graph) for graph in graphs]
    width = max((layout.width for layout in layouts), default=200.0)
    y = 0.0
    parts = []
    for layout in layouts:
        parts.append(tag("g", _drawn(layout), transform=f"translate(0 {y:g})"))
        y += layout.height + _BETWEEN
    height = max(y - _BETWEEN, 60.0)
    if not parts:
        parts = [tag("text", "no routes", class_="g-note", x=20, y=36)]
    title = "; ".join(_told(graph) for graph in graphs) or "no routes"
    picture = tag(
        "svg",
        tag("title", title),
        tag("style", Markup(f"\n{STYLE}\n")),
        tag("rect", class_="g-back", width="100%", height="100%"),
        joined(parts, "\n"),
        xmlns="http://www.w3.org/2000/svg",
        class_="g-picture",
        role="img",
        viewBox=f"0 0 {width:g} {height:g}",
        width=round(width, 1),
        height=round(height, 1),
    )
    return f"{picture}\n"


def picture_of(graph: Graph) -> Markup:
    """Return a picture of one API for a page that has `STYLE`."""
    layout = laid_out(graph, has_title=False)
    return tag(
        "svg",
        _drawn(layout, has_title=False),
        class_="g-picture",
        role="img",
        aria_label=_told(graph),
        viewBox=f"0 0 {layout.width:g} {layout.height:g}",
        width=round(layout.width, 1),
        height=round(layout.height, 1),
    )


def _told(graph: Graph) -> str:
    """Return the picture in words."""
    kinds = (Kind.ROUTE, Kind.AUTHORIZER, Kind.INTEGRATION, Kind.BACKEND, Kind.STAGE)
    counts = [counted(len(graph.of(kind)), kind.value) for kind in kinds if graph.of(kind)]
    return f"{graph.title}: {', '.join(counts)}"


def _drawn(layout: Layout, *, has_title: bool = True) -> Markup:
    title = [tag("text", layout.title, class_="g-title", x=20, y=30)] if has_title else []
    parts = [
        *title,
        _rectangle("g-frame", layout.frame, 12.0),
        *(tag("text", text, class_="g-heading", x=x, y=y) for x, y, text in layout.headings),
        *(part for line in layout.lines for part in _line(line)),
        *map(_box, layout.boxes),
        *(label for line in layout.lines for label in _label(line)),
    ]
    return joined(parts, "\n")


def _box(box: Box) -> Markup:
    looks = [f"g-{box.kind.value}"]
    looks += ["g-open"] if box.is_open else []
    looks += [] if box.certain else ["g-uncertain"]
    radius = min(15.0, box.place.height / 2) if box.kind in _ROUND else 7.0
    return tag(
        "g",
        tag("title", box.title),
        _rectangle("g-box", box.place, radius),
        *_texts(box),
        class_=" ".join(looks),
    )


def _rectangle(look: str, place: Place, radius: float) -> Markup:
    return tag(
        "rect",
        class_=look,
        x=place.x,
        y=place.y,
        width=place.width,
        height=place.height,
        rx=radius,
    )


def _texts(box: Box) -> Iterator[Markup]:
    room = box.place.width - 2 * PAD
    first = box.place.middle - LINE * (len(box.lines) - 1) / 2 + 4.5
    for number, line in enumerate(box.lines):
        is_name = number == 0 or box.kind is Kind.DOMAIN
        # names often begin alike, such as those of backends on one host
        width = room / (LABEL_WIDTH if is_name else NOTE_WIDTH)
        shown = cut(line, width, both_ends=is_name)
        yield tag(
            "text",
            *_words(shown, box.kind),
            class_="g-label" if is_name else "g-note",
            x=box.place.x + PAD,
            y=first + LINE * number,
        )


def _words(text: str, kind: Kind) -> tuple[str, ...]:
    match = _METHOD.fullmatch(text) if kind is Kind.ROUTE else None
    return (text,) if match is None else (tag("tspan", match[1], class_="g-method"), f" {match[2]}")


def _line(line: Line) -> Iterator[Markup]:
    looks = ["g-line"]
    looks += ["g-line-open"] if line.is_open else []
    looks += [] if line.certain else ["g-line-uncertain"]
    (x, y), (end_x, end_y) = line.start, line.end
    is_down = x == end_x
    if is_down:
        path, head = f"M{x:g} {y:g}V{end_y - _HEAD_LENGTH:g}", "l-4 -7h8z"
    else:
        half, tip = (line.bend + end_x) / 2, end_x - _HEAD_LENGTH
        curve = f"C{half:g} {y:g} {half:g} {end_y:g} {tip:g} {end_y:g}"
        path, head = f"M{x:g} {y:g}H{line.bend:g}{curve}", "l-7 -4v8z"
    yield tag("path", class_=" ".join(looks), d=path)
    look = "g-head g-head-open" if line.is_open else "g-head"
    yield tag("path", class_=look, d=f"M{end_x:g} {end_y:g}{head}")


def _label(line: Line) -> Iterator[Markup]:
    if line.label:
        yield tag("text", line.label, class_="g-doubt", x=line.bend + 4, y=line.start[1] - 5)
