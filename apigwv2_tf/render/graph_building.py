"""From the APIs of a source to their graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.render.graph import ROUTES, Edge, Graph, Kind, Node, Way, in_order
from apigwv2_tf.render.names import ELSEWHERE, Names, backend_of, short_address
from apigwv2_tf.render.route_rows import AS_CONNECT, OPEN, route_rows
from apigwv2_tf.surface.elements import Integration
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.values import UNKNOWN, is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from apigwv2_tf.render.route_rows import ApiRows, RouteRow
    from apigwv2_tf.surface.elements import ApiMapping, Authorizer, Route, Stage
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.values import Number

_UNCERTAIN = "cannot tell"
_NO_ONE = "NONE"
# in milliseconds: a state has them where the configuration says nothing
_USUAL_TIMEOUTS = {"HTTP": 30_000, "WEBSOCKET": 29_000}
_BACKENDS = {
    "aws_lambda_function": "Lambda function",
    "aws_lambda_alias": "Lambda alias",
    "aws_lb_listener": "load balancer",
    "aws_alb_listener": "load balancer",
    "aws_service_discovery_service": "Cloud Map service",
}


def graphs(surface: Surface, only: Collection[str] | None = None) -> tuple[Graph, ...]:
    """Return the graphs of APIs that have routes, by name: of all, or of those with these names."""
    names = Names(surface)
    found = []
    for rows in route_rows(surface):
        api = surface.api(rows.address)
        is_wanted = only is None or (rows.name or rows.address) in only
        if api is not None and rows.rows and is_wanted:
            found.append(_Builder(surface, names, api, rows).graph())
    return tuple(found)


class _Builder:
    """Collects what belongs to one API; the same thing is one node however often it is met."""

    def __init__(self, surface: Surface, names: Names, api: Api, rows: ApiRows) -> None:
        self._surface = surface
        self._names = names
        self._api = api
        self._rows = rows
        self._usual_timeout = _USUAL_TIMEOUTS.get(rows.protocol)
        self._nodes: dict[tuple[Kind, str], Node] = {}
        self._counts: dict[Kind, int] = {}
        self._edges: dict[Edge, None] = {}

    def graph(self) -> Graph:
        """Return everything, in the order in which requests pass."""
        self._add_entrances()
        routes = {route.origin.address: route for route in self._api.routes}
        for row in self._rows.rows:
            self._add_route(routes[row.address], row)
        nodes = in_order(self._nodes.values())
        place = {node.id: number for number, node in enumerate(nodes)}
        return Graph(
            api=self._rows.name or self._rows.address,
            title=self._rows.title,
            address=self._rows.address,
            nodes=nodes,
            edges=tuple(sorted(self._edges, key=lambda edge: place[edge.source])),
        )

    def _node(self, kind: Kind, key: str, make: Callable[[str], Node]) -> Node:
        if (kind, key) not in self._nodes:
            number = self._counts[kind] = self._counts.get(kind, 0) + 1
            self._nodes[kind, key] = make(f"{kind.value}{number}")
        return self._nodes[kind, key]

    def _plain(self, kind: Kind, label: str, note: str = "", *, certain: bool = True) -> Node:
        """Return the node of what has no address."""
        key = f"{certain} {note} {label}"
        return self._node(
            kind,
            key,
            lambda id_: Node(id=id_, kind=kind, label=label, note=note, certain=certain),
        )

    def _link(
        self, way: Way, source: Node, link: Link, kind: Kind, node: Callable[[str], Node]
    ) -> None:
        """Draw where a link leads: for certain, perhaps, or out of sight."""
        if link.kind is LinkKind.AMBIGUOUS:
            label = f"one of {len(link.targets)}" if len(link.targets) > 1 else "perhaps"
            for target in link.targets:
                self._edge(way, source, node(target), label)
        elif link.target is not None:
            self._edge(way, source, node(link.target))
        elif link.kind is LinkKind.EXTERNAL and link.id:
            label = backend_of(link.id) if kind is Kind.BACKEND else link.id
            self._edge(way, source, self._plain(kind, label, ELSEWHERE))
        else:
            self._doubt(way, source, kind)

    def _doubt(self, way: Way, source: Node, kind: Kind, value: object = UNKNOWN) -> None:
        self._edge(way, source, self._plain(kind, str(value), certain=False), _UNCERTAIN)

    def _edge(self, way: Way, source: Node, target: Node, doubt: str = "") -> None:
        edge = Edge(way=way, source=source.id, target=target.id, label=doubt, certain=doubt == "")
        self._edges[edge] = None

    # -- stages and domain names

    def _add_entrances(self) -> None:
        for mapping in _sorted_mappings(self._surface, self._api):
            self._add_mapping(mapping)
        for stage in sorted(self._api.stages, key=lambda one: (str(one.name), one.origin.address)):
            self._stage(stage.origin.address)
        for key, node in list(self._nodes.items()):
            if key[0] is Kind.STAGE:
                edge = Edge(
                    way=Way.SERVES,
                    source=node.id,
                    target=ROUTES,
                    label="" if node.certain else _UNCERTAIN,
                    certain=node.certain,
                )
                self._edges[edge] = None

    def _add_mapping(self, mapping: ApiMapping) -> None:
        domain = self._surface.domain(mapping.domain)
        name = mapping.domain_name if domain is None else domain.name
        path = f"/{mapping.key}" if mapping.key else ""
        mutual = domain is not None and domain.has_mutual_tls is True
        node = self._node(
            Kind.DOMAIN,
            mapping.origin.address,
            lambda id_: Node(
                id=id_,
                kind=Kind.DOMAIN,
                label=f"{name or mapping.domain}{path}",
                note="mutual TLS" if mutual else "",
                address=mapping.origin.address,
                certain=not is_hidden(name),
            ),
        )
        named = self._stage_named(mapping)
        if named is not None:
            self._edge(Way.SERVES, node, self._stage(named.origin.address))
        elif mapping.stage is not None:
            self._link(Way.SERVES, node, mapping.stage, Kind.STAGE, self._stage)
        else:
            self._doubt(Way.SERVES, node, Kind.STAGE, mapping.stage_name or UNKNOWN)

    def _stage_named(self, mapping: ApiMapping) -> Stage | None:
        """Return the stage that a mapping names without a link."""
        name = known(mapping.stage_name)
        if name is None or self._surface.stage(mapping.stage) is not None:
            return None
        found = [stage for stage in self._api.stages if stage.name == name]
        return found[0] if len(found) == 1 else None

    def _stage(self, address: str) -> Node:
        found = [stage for stage in self._api.stages if stage.origin.address == address]
        note = _released(found[0]) if found else ""
        return self._node(
            Kind.STAGE,
            address,
            lambda id_: Node(
                id=id_,
                kind=Kind.STAGE,
                label=self._names.element(address),
                note=note,
                address=address,
            ),
        )

    # -- routes and who guards them

    def _add_route(self, route: Route, row: RouteRow) -> None:
        node = self._node(
            Kind.ROUTE,
            route.origin.address,
            lambda id_: Node(
                id=id_,
                kind=Kind.ROUTE,
                label=row.key,
                note=" · ".join(_remarks(route, row)),
                address=route.origin.address,
                is_open=self._rows.is_open(row),
                certain=not is_hidden(route.key),
            ),
        )
        self._add_guard(route, node)
        if route.target is not None:
            self._link(Way.SENDS, node, route.target, Kind.INTEGRATION, self._integration)

    def _add_guard(self, route: Route, node: Node) -> None:
        kind = route.authorization_type
        if is_hidden(kind):
            self._doubt(Way.ASKS, node, Kind.AUTHORIZER, kind)
        elif kind == "AWS_IAM":
            self._edge(Way.ASKS, node, self._plain(Kind.AUTHORIZER, "AWS_IAM", "signed requests"))
        elif kind != _NO_ONE and route.authorizer is not None:
            self._link(Way.ASKS, node, route.authorizer, Kind.AUTHORIZER, self._authorizer)

    def _authorizer(self, address: str) -> Node:
        if (Kind.AUTHORIZER, address) in self._nodes:
            return self._nodes[Kind.AUTHORIZER, address]
        found = self._surface.by_address.get(address)
        type_ = getattr(found, "type", None)
        node = self._node(
            Kind.AUTHORIZER,
            address,
            lambda id_: Node(
                id=id_,
                kind=Kind.AUTHORIZER,
                label=self._names.element(address),
                note="" if type_ is None else str(type_),
                address=address,
            ),
        )
        own = {one.origin.address: one for one in self._api.authorizers}
        if address in own:
            self._add_decider(node, own[address])
        return node

    def _add_decider(self, node: Node, authorizer: Authorizer) -> None:
        if authorizer.function is not None:
            self._link(Way.DECIDES, node, authorizer.function, Kind.BACKEND, self._backend)
        elif authorizer.uri is not None:
            self._add_address(Way.DECIDES, node, authorizer.uri)

    # -- integrations and backends

    def _integration(self, address: str) -> Node:
        if (Kind.INTEGRATION, address) in self._nodes:
            return self._nodes[Kind.INTEGRATION, address]
        found = self._surface.by_address.get(address)
        wire = found if isinstance(found, Integration) else None
        node = self._node(
            Kind.INTEGRATION,
            address,
            lambda id_: Node(
                id=id_,
                kind=Kind.INTEGRATION,
                label=address if wire is None else str(wire.type),
                note="" if wire is None else ", ".join(self._particulars(wire)),
                address=address,
            ),
        )
        if wire is not None:
            self._add_backend(node, wire)
        return node

    def _particulars(self, wire: Integration) -> Iterator[str]:
        if wire.type == "AWS_PROXY" and wire.subtype is None:
            yield f"payload {wire.payload_format_version}"
        if wire.type in ("HTTP", "HTTP_PROXY") and wire.method is not None:
            yield str(wire.method)
        if wire.timeout_milliseconds not in (None, self._usual_timeout):
            yield _seconds(wire.timeout_milliseconds)
        if wire.connection_type == "VPC_LINK":
            link = wire.connection
            name = None if link is None or link.target is None else self._names.element(link.target)
            yield f"VPC link {name}" if name else "VPC link"

    def _add_backend(self, node: Node, wire: Integration) -> None:
        if wire.subtype is not None:
            self._edge(Way.CALLS, node, self._plain(Kind.BACKEND, str(wire.subtype), "AWS service"))
        elif wire.backend is not None and wire.backend.kind is not LinkKind.UNRESOLVED:
            self._link(Way.CALLS, node, wire.backend, Kind.BACKEND, self._backend)
        elif wire.uri is not None:
            self._add_address(Way.CALLS, node, wire.uri)

    def _add_address(self, way: Way, node: Node, uri: object) -> None:
        if is_hidden(uri):
            self._doubt(way, node, Kind.BACKEND, uri)
        else:
            self._edge(way, node, self._plain(Kind.BACKEND, *short_address(backend_of(str(uri)))))

    def _backend(self, address: str) -> Node:
        found = self._surface.resources.get(address)
        type_ = "" if found is None else found.type
        return self._node(
            Kind.BACKEND,
            address,
            lambda id_: Node(
                id=id_,
                kind=Kind.BACKEND,
                label=self._names.function(address),
                note=_BACKENDS.get(type_, type_),
                address=address,
            ),
        )


def _sorted_mappings(surface: Surface, api: Api) -> list[ApiMapping]:
    own = [one for one in surface.mappings if one.api == api.origin.address]
    return sorted(own, key=lambda one: (str(one.domain_name), str(one.key), one.origin.address))


def _released(stage: Stage) -> str:
    if is_hidden(stage.auto_deploy):
        return ""
    return "auto-deploy" if stage.auto_deploy else "no auto-deploy"


def _remarks(route: Route, row: RouteRow) -> Iterator[str]:
    """Yield what stands beside a route: who may call it, as far as no authorizer says so."""
    kind = route.authorization_type
    if row.api_key:
        yield "API key" if row.api_key == "required" else f"API key {row.api_key}"
    if row.authorization == AS_CONNECT or (row.authorization == OPEN and not row.api_key):
        yield row.authorization
    elif kind not in (_NO_ONE, "AWS_IAM") and not is_hidden(kind) and route.authorizer is None:
        yield f"{kind} without authorizer"
    if row.scopes:
        yield f"scopes {', '.join(row.scopes)}"
    if route.target is None:
        yield "no integration"


def _seconds(milliseconds: Number) -> str:
    if isinstance(milliseconds, (int, float)):
        return f"{milliseconds / 1000:g} s"
    return str(milliseconds)
