"""
An API as a graph: domain names, stages, routes, who guards them, and where requests go.

Here is decided what there is to draw; a format only draws it. What is not certain stays so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROUTES = "routes"
"""The id of all routes of an API together, to which stages lead."""

_KEY = re.compile(r"\S+ (/[^/]*)(/?.*)", re.DOTALL)


class Kind(Enum):
    """What a node is, in the order in which requests pass."""

    DOMAIN = "domain"
    STAGE = "stage"
    ROUTE = "route"
    AUTHORIZER = "authorizer"
    INTEGRATION = "integration"
    BACKEND = "backend"


class Way(Enum):
    """What an edge says of the node that it starts from."""

    SERVES = "serves"
    ASKS = "asks"
    SENDS = "sends to"
    CALLS = "calls"
    DECIDES = "is decided by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    Something to draw.

    Args:
        id: Unique in its graph: letters and a number, such as ``route1``.

        label: What it is called.

        note: What else there is to say, in a few words; empty for nothing.

        address: Its address in Terraform; empty where it has none.

        is_open: Whether this is a route that anyone may call.

        certain: Whether this is known at all; if not, it stands for what is known after apply.
    """

    id: str
    kind: Kind
    label: str
    note: str = ""
    address: str = ""
    is_open: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    A way from one node to another.

    Args:
        source: The id of a node.

        target: The id of a node, or `ROUTES`.

        label: What there is to say about it; not empty where it is not certain.

        certain: Whether this is where it leads.
    """

    way: Way
    source: str
    target: str
    label: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """
    One API.

    Args:
        api: Its name.

        title: The API in a few words.

        address: Its address in Terraform.

        nodes: By kind, in the order of `Kind`; routes by path and method.

        edges: By the nodes that they start from.

        grouped: Whether routes stand together by the first part of their paths.
    """

    api: str
    title: str
    address: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    grouped: bool = False

    def of(self, kind: Kind) -> tuple[Node, ...]:
        """Return the nodes of a kind."""
        return tuple(node for node in self.nodes if node.kind is kind)

    def ways(self, *ways: Way) -> tuple[Edge, ...]:
        """Return the edges of some kinds."""
        return tuple(edge for edge in self.edges if edge.way in ways)


def in_order(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return nodes kind by kind."""
    order = list(Kind)
    return tuple(sorted(nodes, key=lambda node: order.index(node.kind)))


def grouped(graph: Graph) -> Graph:
    """Return the graph with routes put together by the first part of their paths."""
    members: dict[str, list[Node]] = {}
    for node in graph.of(Kind.ROUTE):
        members.setdefault(_beginning(node.label), []).append(node)
    groups = [_group(number, *item) for number, item in enumerate(members.items(), 1)]
    group_of = {
        node.id: group
        for group, nodes in zip(groups, members.values(), strict=True)
        for node in nodes
    }
    sizes = {group.id: len(nodes) for group, nodes in zip(groups, members.values(), strict=True)}
    others = [node for node in graph.nodes if node.kind is not Kind.ROUTE]
    return replace(
        graph,
        nodes=in_order([*others, *groups]),
        edges=_merged(graph.edges, group_of, sizes),
        grouped=True,
    )


def _beginning(key: str) -> str:
    """Return the first part of a path; of what has no path, the key."""
    match = _KEY.fullmatch(key)
    return key if match is None else match[1]


def _group(number: int, beginning: str, nodes: list[Node]) -> Node:
    first = nodes[0]
    if len(nodes) == 1:
        return replace(first, id=f"group{number}")
    is_open = any(node.is_open for node in nodes)
    opened = f", {sum(node.is_open for node in nodes)} open" if is_open else ""
    return Node(
        id=f"group{number}",
        kind=Kind.ROUTE,
        label=f"{beginning}{'…' if beginning.endswith('/') else '/…'}",
        note=f"{len(nodes):,} routes{opened}",
        is_open=is_open,
    )


def _merged(
    edges: Iterable[Edge], group_of: Mapping[str, Node], sizes: Mapping[str, int]
) -> tuple[Edge, ...]:
    """Return one edge for all that lead from a group to the same node, and say of how many."""
    counts: dict[Edge, int] = {}
    for edge in edges:
        group = group_of.get(edge.source)
        label = edge.label if not edge.certain or group is None else ""
        one = replace(edge, source=edge.source if group is None else group.id, label=label)
        counts[one] = counts.get(one, 0) + 1
    return tuple(
        replace(edge, label=_share(edge, count, sizes.get(edge.source, count)))
        for edge, count in counts.items()
    )


def _share(edge: Edge, count: int, size: int) -> str:
    share = f"{count:,} of {size:,} routes" if count != size else ""
    return ", ".join(filter(None, (edge.label, share)))
