"""Graphs in the language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.render.graph import ROUTES, Kind, Way
from apigwv2_tf.render.inert import plain, unhashed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from apigwv2_tf.render.graph import Edge, Graph, Node

_SHAPES = {
    Kind.DOMAIN: "shape=box, style=rounded",
    Kind.STAGE: "shape=box, style=rounded",
    Kind.ROUTE: "shape=box",
    Kind.AUTHORIZER: "shape=hexagon",
    Kind.INTEGRATION: "shape=box, style=rounded",
    Kind.BACKEND: "shape=component",
}
_OPEN = 'color="#b35900", penwidth=2'
_UNCERTAIN = "style=dashed"
_HEAD = """\
digraph apis {
  graph [rankdir=LR, compound=true, fontname="Helvetica", ranksep=0.6, nodesep=0.15];
  node [fontname="Helvetica", fontsize=11, height=0.3, margin="0.12,0.06"];
  edge [fontname="Helvetica", fontsize=9, arrowsize=0.7];
"""


def dot_of(graphs: Sequence[Graph]) -> str:
    """Return one file with all APIs."""
    lines = [_HEAD.rstrip()]
    for number, graph in enumerate(graphs, 1):
        lines += [f"  {line}" for line in _api(graph, f"api{number}")]
    return "\n".join([*lines, "}"]) + "\n"


def _api(graph: Graph, name: str) -> Iterator[str]:
    """Yield an API: names of nodes begin with its own, as others have the same."""
    routes = graph.of(Kind.ROUTE)
    yield f"subgraph cluster_{name} {{"
    yield f"  label={_quoted(graph.title)};"
    yield f"  subgraph cluster_{name}_{ROUTES} {{"
    yield '    label="routes";'
    yield from (f"    {_node(node, name)}" for node in routes)
    yield "  }"
    yield from (f"  {_node(node, name)}" for node in graph.nodes if node.kind is not Kind.ROUTE)
    reach = 2 if graph.of(Kind.AUTHORIZER) else 1
    for edge in graph.edges:
        yield f"  {_edge(edge, name, routes[0].id, reach)}"
    yield "}"


def _node(node: Node, name: str) -> str:
    label = f"{_escaped(node.label)}\\n{_escaped(node.note)}" if node.note else _escaped(node.label)
    looks = [f'label="{label}"', _SHAPES[node.kind]]
    looks += [_OPEN] if node.is_open else []
    looks += [] if node.certain else [_UNCERTAIN]
    looks += [f"tooltip={_quoted(node.address)}"] if node.address else []
    return f"{name}_{node.id} [{', '.join(looks)}];"


def _edge(edge: Edge, name: str, first_route: str, reach: int) -> str:
    looks = [f"label={_quoted(edge.label)}"] if edge.label else []
    looks += [] if edge.certain else [_UNCERTAIN]
    looks += [f"minlen={reach}"] if edge.way is Way.SENDS and reach > 1 else []
    target = edge.target
    if target == ROUTES:
        # a line to all of them ends at their frame
        target = first_route
        looks.append(f"lhead=cluster_{name}_{ROUTES}")
    told = f" [{', '.join(looks)}]" if looks else ""
    return f"{name}_{edge.source} -> {name}_{target}{told};"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Return text within quotes; Graphviz reads backslashes, and entities of HTML."""
    shown = plain(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return unhashed(shown, "&#35;")
