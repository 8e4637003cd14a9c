"""
Where everything of a graph stands in a picture: routes below each other, each in a lane of its own.

Routes with the same authorizer stand together, and the authorizer is a gate across their lanes; so
it is plain to see who guards which route and where that goes on to, without lines that cross.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apigwv2_tf.render.graph import Kind, Way
from apigwv2_tf.render.graph_shapes import (
    GAP,
    PAD,
    Box,
    Layout,
    Line,
    Place,
    apart,
    height_of,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigwv2_tf.render.graph import Edge, Graph, Node

_MARGIN = 20.0
_GROUP_GAP = 16.0
_COLUMN_GAP = 56.0
_TITLE = 26.0
_HEADING = 34.0
_HEADING_LINE = 21.0
_ARROW = 26.0
_STAGE = 44.0
_MOST = {
    Kind.ROUTE: 38,
    Kind.AUTHORIZER: 22,
    Kind.INTEGRATION: 24,
    Kind.BACKEND: 28,
    Kind.STAGE: 40,
}


@dataclass(slots=True)
class _Group:
    """Routes that the same authorizers guard, and what stands on their gate."""

    asks: tuple[Edge, ...]
    sign: tuple[str, ...]
    routes: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entrance:
    """A stage, and the domain names that lead to it."""

    stage: Node
    names: tuple[str, ...]
    certain: bool


def laid_out(graph: Graph, *, has_title: bool = True) -> Layout:
    """Return a picture of an API, with its name on top or without."""
    return _Picture(graph).layout(_MARGIN + _TITLE if has_title else _MARGIN)


class _Picture:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._nodes = {node.id: node for node in graph.nodes}
        self._edges: dict[tuple[Way, str], list[Edge]] = {}
        for edge in graph.edges:
            self._edges.setdefault((edge.way, edge.source), []).append(edge)
        self._places: dict[str, Place] = {}  # of routes, integrations and backends, by id
        self._gates: dict[str, Place] = {}  # by the ids of the routes that they are across
        self._boxes: list[Box] = []
        self._lines: list[Line] = []

    def layout(self, top: float) -> Layout:
        """Place columns from left to right, and draw lines between them."""
        frame_top = self._place_entrances(top)
        first = frame_top + _HEADING
        headings = [(2 * _MARGIN, "Routes")]
        right = self._place_routes(2 * _MARGIN, first)
        if self._gates:
            headings.append((min(gate.x for gate in self._gates.values()), "Authorizers"))
        if self._graph.of(Kind.INTEGRATION):
            # the more lines, the more room to find their ways
            x = right + _COLUMN_GAP + min(2.0 * len(self._graph.of(Kind.ROUTE)), _COLUMN_GAP)
            headings.append((x, "Integrations"))
            right = self._place_column(Kind.INTEGRATION, Way.SENDS, x, first)
        frame_right = right + _MARGIN
        # what only authorizers ask is named at them
        if self._graph.ways(Way.CALLS):
            x = frame_right + _COLUMN_GAP
            headings.append((x, "Backends"))
            self._place_column(Kind.BACKEND, Way.CALLS, x, first)
        self._draw_lanes()
        places = [box.place for box in self._boxes]
        bottom = max(place.bottom for place in places) + _MARGIN
        return Layout(
            title=self._graph.title,
            width=max(frame_right, *(place.right for place in places)) + _MARGIN,
            height=bottom + _MARGIN,
            frame=Place(_MARGIN, frame_top, frame_right - _MARGIN, bottom - frame_top),
            headings=tuple((x, frame_top + _HEADING_LINE, text) for x, text in headings),
            boxes=tuple(self._boxes),
            lines=tuple(self._lines),
        )

    # -- above the frame

    def _place_entrances(self, top: float) -> float:
        """Place stages, and domain names over them; return where the frame begins."""
        entrances = [self._entrance(stage) for stage in self._graph.of(Kind.STAGE)]
        if not entrances:
            return top
        roof = max((height_of(one.names) for one in entrances if one.names), default=0.0)
        stage_top = top + (roof + _ARROW if roof else 0)
        x = 2 * _MARGIN
        for one in entrances:
            lines = _lines(one.stage)
            width = width_of((*one.names, lines[0]), lines[1:], _MOST[Kind.STAGE])
            self._add(one.stage, Place(x, stage_top, width, _STAGE))
            self._draw_down(x, stage_top + _STAGE, certain=one.stage.certain)
            if one.names:
                height = height_of(one.names)
                self._add_roof(one, Place(x, stage_top - _ARROW - height, width, height))
                self._draw_down(x, stage_top - _ARROW, certain=one.certain)
            x += width + _MARGIN
        return stage_top + _STAGE + _ARROW

    def _entrance(self, stage: Node) -> _Entrance:
        own = [edge for edge in self._graph.ways(Way.SERVES) if edge.target == stage.id]
        domains = [self._nodes[edge.source] for edge in own]
        names = tuple(
            ", ".join(filter(None, (domain.label, domain.note, edge.label)))
            for edge, domain in zip(own, domains, strict=True)
        )
        certain = all(edge.certain for edge in own) and all(one.certain for one in domains)
        return _Entrance(stage, names, certain)

    def _add_roof(self, entrance: _Entrance, place: Place) -> None:
        self._boxes.append(
            Box(
                kind=Kind.DOMAIN,
                place=place,
                lines=entrance.names,
                title=", ".join(entrance.names),
                certain=entrance.certain,
            )
        )

    def _draw_down(self, left: float, top: float, *, certain: bool) -> None:
        x = left + 2 * PAD
        self._lines.append(Line(start=(x, top), end=(x, top + _ARROW), bend=x, certain=certain))

    # -- in the frame

    def _place_routes(self, x: float, top: float) -> float:
        """Place routes, and gates across their lanes; return where the last column ends."""
        groups = self._groups()
        width = _column_width(self._graph.of(Kind.ROUTE), Kind.ROUTE)
        signs = [group.sign for group in groups if group.sign]
        gate_x = x + width + _COLUMN_GAP
        gate_width = max((_sign_width(sign) for sign in signs), default=0.0)
        for group in groups:
            heights = [height_of(_lines(node)) for node in group.routes]
            inner = sum(heights) + GAP * (len(heights) - 1)
            height = max(inner, height_of(group.sign)) if group.sign else inner
            y = top + (height - inner) / 2
            for node, own in zip(group.routes, heights, strict=True):
                self._add(node, Place(x, y, width, own))
                y += own + GAP
            if group.sign:
                self._add_gate(group, Place(gate_x, top, gate_width, height))
            top += height + _GROUP_GAP
        return gate_x + gate_width if signs else x + width

    def _groups(self) -> list[_Group]:
        """Put routes with the same authorizers together; those without come last."""
        found: dict[tuple[tuple[str, str], ...], _Group] = {}
        for node in self._graph.of(Kind.ROUTE):
            asks = tuple(self._edges.get((Way.ASKS, node.id), ()))
            key = tuple((edge.target, edge.label) for edge in asks)
            if key not in found:
                found[key] = _Group(asks, self._sign(asks))
            found[key].routes.append(node)
        return sorted(found.values(), key=lambda group: not group.asks)

    def _sign(self, asks: Sequence[Edge]) -> tuple[str, ...]:
        """Return what stands on a gate."""
        if not asks:
            return ()
        if len(asks) > 1:
            names = ", ".join(self._nodes[edge.target].label for edge in asks)
            return (names, asks[0].label)
        (edge,) = asks
        node = self._nodes[edge.target]
        decides = self._edges.get((Way.DECIDES, node.id), ())
        asked = " or ".join(self._nodes[one.target].label for one in decides)
        return tuple(
            filter(None, (node.label, node.note, f"asks {asked}" if asked else "", edge.label))
        )

    def _add_gate(self, group: _Group, place: Place) -> None:
        self._gates.update((node.id, place) for node in group.routes)
        addresses = [self._nodes[edge.target].address for edge in group.asks]
        self._boxes.append(
            Box(
                kind=Kind.AUTHORIZER,
                place=place,
                lines=group.sign,
                title=", ".join(filter(None, (*group.sign, *addresses))),
                certain=all(edge.certain for edge in group.asks),
            )
        )

    def _place_column(self, kind: Kind, way: Way, x: float, top: float) -> float:
        """Place what is led to beside what leads to it; return where the column ends."""
        sources: dict[str, list[float]] = {}
        for edge in self._graph.ways(way):
            sources.setdefault(edge.target, []).append(self._places[edge.source].middle)
        wanted = {id_: sum(places) / len(places) for id_, places in sources.items()}
        nodes = [node for node in self._graph.of(kind) if node.id in wanted]
        nodes.sort(key=lambda node: wanted[node.id])
        heights = [height_of(_lines(node)) for node in nodes]
        tops = [wanted[node.id] - height / 2 for node, height in zip(nodes, heights, strict=True)]
        width = _column_width(nodes, kind)
        for node, y, height in zip(nodes, apart(tops, heights, top), heights, strict=True):
            self._add(node, Place(x, y, width, height))
        return x + width

    def _add(self, node: Node, place: Place) -> None:
        self._places[node.id] = place
        self._boxes.append(
            Box(
                kind=node.kind,
                place=place,
                lines=_lines(node),
                title=", ".join(filter(None, (node.label, node.note, node.address))),
                is_open=node.is_open,
                certain=node.certain,
            )
        )

    # -- lines

    def _draw_lanes(self) -> None:
        """Draw what leads through gates, and from there on."""
        behind = max((gate.right for gate in self._gates.values()), default=0.0)
        for node in self._graph.of(Kind.ROUTE):
            place = self._places[node.id]
            own = self._edges.get((Way.SENDS, node.id), ())
            for edge in own:
                self._draw(edge, bend=max(behind, place.right))
            gate = self._gates.get(node.id)
            if gate is not None and not own:
                end = (gate.x, place.middle)
                line = Line(start=(place.right, place.middle), end=end, bend=gate.x)
                self._lines.append(line)
        for edge in self._graph.ways(Way.CALLS):
            self._draw(edge, bend=self._places[edge.source].right + _MARGIN)

    def _draw(self, edge: Edge, *, bend: float) -> None:
        source, target = self._places[edge.source], self._places[edge.target]
        self._lines.append(
            Line(
                start=(source.right, source.middle),
                end=(target.x, target.middle),
                bend=bend,
                label=edge.label,
                is_open=self._nodes[edge.source].is_open,
                certain=edge.certain,
            )
        )


def _lines(node: Node) -> tuple[str, ...]:
    return (node.label, node.note) if node.note else (node.label,)


def _column_width(nodes: Iterable[Node], kind: Kind) -> float:
    return max(width_of((node.label,), (node.note,), _MOST[kind]) for node in nodes)


def _sign_width(sign: Sequence[str]) -> float:
    return width_of(sign[:1], sign[1:], _MOST[Kind.AUTHORIZER])
