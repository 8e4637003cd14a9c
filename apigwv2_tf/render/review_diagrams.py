"""Diagrams of the APIs that a change is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apigwv2_tf.render.graph import Graph, Kind
from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.render.graph_mermaid import diagram_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigwv2_tf.render.graph import Node
    from apigwv2_tf.render.report_document import ApiDetails, Diagram, Entry
    from apigwv2_tf.surface.model import Surface

_WORDS = {"+": "new", "~": "changed"}


def review_diagrams(
    after: Surface, details: Iterable[ApiDetails], entries: Iterable[Entry]
) -> tuple[Diagram, ...]:
    """Return a diagram of each API that changes, as it will be; what is new in it says so."""
    marks = {api.api: {line.key: line.mark for line in api.lines} for api in details}
    wanted = {entry.finding.api for entry in entries if entry.is_new}
    wanted |= {api for api, lines in marks.items() if any(lines.values())}
    return tuple(
        diagram_of(_marked(graph, marks.get(graph.api, {}))) for graph in graphs(after, wanted)
    )


def _marked(graph: Graph, marks: Mapping[str, str]) -> Graph:
    return replace(
        graph, nodes=tuple(_with_mark(node, marks.get(node.label, "")) for node in graph.nodes)
    )


def _with_mark(node: Node, mark: str) -> Node:
    word = _WORDS.get(mark) if node.kind is Kind.ROUTE else None
    return node if word is None else replace(node, note=" · ".join(filter(None, (word, node.note))))
