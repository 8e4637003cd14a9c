"""Graphs in Mermaid's language, as GitHub draws them: small, without links, icons or scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code
from apigwv2_tf.render.graph import ROUTES, Kind, Way, grouped
from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.render.graph_shapes import abridged
from apigwv2_tf.render.inert import markdown_cell, plain
from apigwv2_tf.render.report_document import Diagram

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.render.graph import Edge, Graph, Node
    from apigwv2_tf.surface.model import Surface

MOST_NODES = 60
MOST_EDGES = 100
_MOST_CHARACTERS = 50_000  # GitHub shows an error in place of a diagram that is longer
_LONGEST_LABEL = 80
_SHAPES = {
    Kind.DOMAIN: ('(["', '"])'),
    Kind.STAGE: ('(["', '"])'),
    Kind.ROUTE: ('["', '"]'),
    Kind.AUTHORIZER: ('{{"', '"}}'),
    Kind.INTEGRATION: ('("', '")'),
    Kind.BACKEND: ('[["', '"]]'),
}
# colours of lines only, which stand out in the light and in the dark
_CLASSES = (
    "classDef open stroke:#d29922,stroke-width:2px",
    "classDef uncertain stroke-dasharray:4 3",
)
# all but letters, digits, spaces, slashes, and hyphens within words
_OTHERS = re.compile(r"(?!(?<=[^\W_])-(?=[^\W_]))[^\w /]|_")
# formulas, icons and line ends, which Mermaid sees however they are written: a word joiner stands
# between, which nobody else sees
_MEANINGFUL = re.compile(r"\$(?=\$)|:(?=fa-)|\\(?=n)")
_OPEN_CLASS = "open"
_UNCERTAIN_CLASS = "uncertain"


def mermaid_of(surface: Surface) -> list[Diagram]:
    """Return a diagram of each API that has routes."""
    return [diagram_of(graph) for graph in graphs(surface)]


def diagram_of(graph: Graph) -> Diagram:
    """Return a diagram of an API: of all its routes, of groups of them, or none."""
    number = len(graph.of(Kind.ROUTE))
    text = _text_that_fits(graph)
    if text is not None:
        return Diagram(title=graph.title, text=text)
    small = grouped(graph)
    text = _text_that_fits(small)
    if text is None:
        note = f"{number:,} routes of {code(graph.title)} are too many for a diagram."
        return Diagram(title=graph.title, text=None, note=note)
    note = f"{number:,} routes stand together by the first part of their paths."
    return Diagram(title=graph.title, text=text, note=note)


def mermaid_document(surface: Surface) -> str:
    """Return Markdown with a heading and a diagram for each API."""
    parts = []
    for diagram in mermaid_of(surface):
        parts.append(f"### {markdown_cell(diagram.title)}")
        if diagram.note:
            parts.append(markdown_cell(diagram.note))
        if diagram.text is not None:
            parts.append(f"```mermaid\n{diagram.text}```")
    return "\n\n".join(parts or ["no routes"]) + "\n"


def _text_that_fits(graph: Graph) -> str | None:
    if len(graph.nodes) > MOST_NODES or len(graph.edges) > MOST_EDGES:
        return None
    text = _text(graph)
    return text if len(text) <= _MOST_CHARACTERS else None


def _text(graph: Graph) -> str:
    routes = graph.of(Kind.ROUTE)
    others = [node for node in graph.nodes if node.kind is not Kind.ROUTE]
    # what integrations stand behind: routes, or authorizers between them
    reach = 2 if graph.of(Kind.AUTHORIZER) else 1
    lines = [
        "flowchart LR",
        f'  subgraph {ROUTES}["{_escaped(graph.title)}"]',
        *(f"    {_node(node)}" for node in routes),
        "  end",
        *(f"  {_node(node)}" for node in others),
        *(f"  {_edge(edge, reach if edge.way is Way.SENDS else 1)}" for edge in graph.edges),
        *(f"  {line}" for line in _classes(graph.nodes)),
    ]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    opening, closing = _SHAPES[node.kind]
    note = f"<br/>{_escaped(node.note)}" if node.note else ""
    return f"{node.id}{opening}{_escaped(node.label)}{note}{closing}"


def _edge(edge: Edge, length: int) -> str:
    arrow = f"{'-' * (length + 1)}>" if edge.certain else f"-{'.' * length}->"
    label = f'|"{_escaped(edge.label)}"|' if edge.label else ""
    return f"{edge.source} {arrow}{label} {edge.target}"


def _classes(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield what makes nodes look special; no label is on these lines."""
    marked = {
        _OPEN_CLASS: [node.id for node in nodes if node.is_open],
        _UNCERTAIN_CLASS: [node.id for node in nodes if not node.certain],
    }
    for definition in _CLASSES:
        name = definition.split()[1]
        if marked[name]:
            yield definition
            yield f"class {','.join(marked[name])} {name}"


def _escaped(text: str) -> str:
    """Return text in which little but letters, digits and spaces stands for itself."""
    shown = _MEANINGFUL.sub("\\g<0>\u2060", abridged(plain(text), _LONGEST_LABEL))
    return _OTHERS.sub(lambda found: f"#{ord(found[0])};", shown)
