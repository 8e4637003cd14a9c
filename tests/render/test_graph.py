"""An API as a graph: what is drawn, and how certain it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.render.graph import ROUTES, Graph, Kind, Way, grouped
from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support import drawings
from tests.support.drawings import AUTHORIZER, WIRE
from tests.support.inventories import NOWHERE, api, elsewhere, part, resource, route, surface, to

if TYPE_CHECKING:
    from apigwv2_tf.surface.resources import Resource

FN = "aws_lambda_function.Fn"
FUNCTION = resource(FN, function_name="orders")
GUARD = part("authorizer", "A", name="Members", authorizer_type="JWT")
JWT = {"authorization_type": "JWT", "authorizer_id": to(f"{AUTHORIZER}.A")}


def drawn(*resources: Resource, **values: Any) -> Graph:  # noqa: ANN401 - arguments of the API
    """Return the graph of the only API."""
    (graph,) = graphs(surface(api(**values), *resources))
    return graph


def wire(name: str = "i", **values: Any) -> Resource:  # noqa: ANN401 - arguments of a resource
    """Return an integration."""
    return part("integration", name, **{"integration_type": "AWS_PROXY", **values})


def told(graph: Graph, way: Way) -> list[tuple[str, str, str]]:
    """Return the edges of a kind by the names of their nodes, with their labels."""
    names = {node.id: node.label for node in graph.nodes} | {ROUTES: ROUTES}
    assert all(edge.certain or edge.label for edge in graph.edges)
    return [
        (names[edge.source], names[edge.target], f"{edge.label}{'' if edge.certain else '?'}")
        for edge in graph.ways(way)
    ]


def labels(graph: Graph, kind: Kind) -> list[tuple[str, str]]:
    """Return the names and remarks of the nodes of a kind."""
    return [(node.label, node.note) for node in graph.of(kind)]


def test_requests_pass_from_left_to_right() -> None:
    """Nodes are in the order in which requests pass, edges by where they start."""
    graph = graphs(drawings.example())[0]

    kinds = [list(Kind).index(node.kind) for node in graph.nodes]
    place = {node.id: number for number, node in enumerate(graph.nodes)}
    assert kinds == sorted(kinds)
    assert [place[edge.source] for edge in graph.edges] == sorted(
        place[edge.source] for edge in graph.edges
    )


def test_the_same_source_gives_the_same_graph() -> None:
    """The order of resources makes no difference."""
    first = drawings.example()
    parts = [GUARD, FUNCTION, wire(integration_uri=to(FN)), route("r", "GET /a", **JWT)]

    assert graphs(first) == graphs(drawings.example())
    assert drawn(*parts) == drawn(*reversed(parts))


def test_apis_without_routes_are_not_drawn() -> None:
    """There is nothing to see."""
    assert graphs(surface(api(), part("stage", "s", name="live"))) == ()


def test_apis_are_drawn_by_name() -> None:
    """All of them, or those that are asked for."""
    source = drawings.example()

    assert [graph.title for graph in graphs(source)] == ["shop (HTTP)", "talk (WEBSOCKET)"]
    assert [graph.api for graph in graphs(source, {"talk"})] == ["talk"]


@pytest.mark.parametrize(
    ("target", "edges"),
    [
        pytest.param(to(f"{WIRE}.i"), [("GET /orders", "AWS_PROXY", "")], id="exact"),
        pytest.param(
            Link(kind=LinkKind.INFERRED, targets=(f"{WIRE}.i",)),
            [("GET /orders", "AWS_PROXY", "")],
            id="inferred",
        ),
        pytest.param(
            to(f"{WIRE}.i", f"{WIRE}.gone"),
            [
                ("GET /orders", "AWS_PROXY", "one of 2?"),
                ("GET /orders", "aws_apigatewayv2_integration.gone", "one of 2?"),
            ],
            id="one of two",
        ),
        pytest.param(
            Link(kind=LinkKind.AMBIGUOUS, targets=(f"{WIRE}.i",)),
            [("GET /orders", "AWS_PROXY", "perhaps?")],
            id="one or none",
        ),
        pytest.param(elsewhere("abc"), [("GET /orders", "abc", "")], id="elsewhere"),
        pytest.param(
            NOWHERE, [("GET /orders", "(known after apply)", "cannot tell?")], id="cannot be told"
        ),
        pytest.param(None, [], id="none"),
    ],
)
def test_where_a_route_leads(target: Link | None, edges: list[tuple[str, str, str]]) -> None:
    """Only what is certain looks certain; what may be says how many there are."""
    graph = drawn(wire(), route("r", target=target))

    assert told(graph, Way.SENDS) == edges


def test_what_is_not_known_is_not_certain() -> None:
    """A place that stands for something unknown is no fact; one elsewhere is."""
    graph = drawn(route("r", target=NOWHERE), route("e", "GET /e", target=elsewhere("abc")))

    found = {node.label: (node.certain, node.note) for node in graph.of(Kind.INTEGRATION)}
    assert found == {"(known after apply)": (False, ""), "abc": (True, "not in this source")}


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        pytest.param({}, [], id="none"),
        pytest.param(JWT, [("GET /orders", "Members", "")], id="JWT"),
        pytest.param({"authorization_type": "AWS_IAM"}, [("GET /orders", "AWS_IAM", "")], id="IAM"),
        pytest.param(
            {"authorization_type": UNKNOWN},
            [("GET /orders", "(known after apply)", "cannot tell?")],
            id="unknown",
        ),
        pytest.param(
            {"authorization_type": masked("JWT")},
            [("GET /orders", "(sensitive)", "cannot tell?")],
            id="sensitive",
        ),
        pytest.param(
            {**JWT, "authorizer_id": NOWHERE},
            [("GET /orders", "(known after apply)", "cannot tell?")],
            id="cannot be told",
        ),
        pytest.param(
            {**JWT, "authorizer_id": to(f"{AUTHORIZER}.A", f"{AUTHORIZER}.B")},
            [
                ("GET /orders", "Members", "one of 2?"),
                ("GET /orders", "aws_apigatewayv2_authorizer.B", "one of 2?"),
            ],
            id="one of two",
        ),
        pytest.param(
            {"authorization_type": "NONE", "authorizer_id": to(f"{AUTHORIZER}.A")},
            [],
            id="not asked",
        ),
    ],
)
def test_who_guards_a_route(values: dict[str, Any], edges: list[tuple[str, str, str]]) -> None:
    """An authorizer is drawn where it is asked, and only there."""
    assert told(drawn(GUARD, route("r", **values)), Way.ASKS) == edges


@pytest.mark.parametrize(
    ("values", "note", "is_open"),
    [
        pytest.param({}, "open · no integration", True, id="open"),
        pytest.param({"api_key_required": True}, "API key · no integration", False, id="key"),
        pytest.param(
            {**JWT, "authorization_scopes": ["a", "b"], "target": to(f"{WIRE}.i")},
            "scopes a, b",
            False,
            id="scopes",
        ),
        pytest.param(
            {"authorization_type": "JWT", "target": to(f"{WIRE}.i")},
            "JWT without authorizer",
            False,
            id="nobody asked",
        ),
        pytest.param(
            {"authorization_type": UNKNOWN, "target": to(f"{WIRE}.i")}, "", False, id="unknown"
        ),
    ],
)
def test_what_stands_beside_a_route(values: dict[str, Any], note: str, *, is_open: bool) -> None:
    """A route says who may call it where no authorizer does."""
    (node,) = drawn(GUARD, wire(), route("r", **values)).of(Kind.ROUTE)

    assert (node.note, node.is_open) == (note, is_open)


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        pytest.param({}, True, id="open"),
        pytest.param({"authorization_type": "AWS_IAM"}, False, id="IAM"),
        pytest.param({"api_key_required": True}, False, id="key"),
        pytest.param({"authorization_type": UNKNOWN}, False, id="unknown"),
    ],
)
def test_messages_are_as_open_as_the_connection(values: dict[str, Any], *, is_open: bool) -> None:
    """Whoever may connect to a WebSocket API may send its messages."""
    routes = [route("c", "$connect", **values), route("s", "say")]

    graph = drawn(*routes, protocol_type="WEBSOCKET")

    assert [(node.label, node.is_open) for node in graph.of(Kind.ROUTE)] == [
        ("$connect", is_open),
        ("say", is_open),
    ]


@pytest.mark.parametrize(
    ("values", "backend"),
    [
        pytest.param({"integration_uri": to(FN)}, ("orders", "Lambda function"), id="function"),
        pytest.param(
            {"integration_uri": "arn:aws:lambda:eu-west-1:123456789012:function:stock:live"},
            ("stock:live", "not in this source"),
            id="function elsewhere",
        ),
        pytest.param(
            {"integration_uri": elsewhere("arn:aws:lambda:eu-west-1:123456789012:function:far")},
            ("far", "not in this source"),
            id="linked elsewhere",
        ),
        pytest.param(
            {"integration_uri": "https://me:secret@x.example/?key=secret"},
            ("https://…@x.example/?key=…", ""),
            id="URL",
        ),
        pytest.param(
            {"integration_subtype": "SQS-SendMessage"},
            ("SQS-SendMessage", "AWS service"),
            id="service",
        ),
        pytest.param(
            {"integration_uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"},
            ("dynamodb PutItem", "AWS service"),
            id="action",
        ),
        pytest.param(
            {"integration_uri": "arn:aws:elasticloadbalancing:eu-west-1:123:listener/app/a/b"},
            ("listener/app/a/b", "elasticloadbalancing, not in this source"),
            id="listener",
        ),
        pytest.param({"integration_uri": UNKNOWN}, ("(known after apply)", ""), id="unknown"),
        pytest.param({"integration_uri": masked("x")}, ("(sensitive)", ""), id="sensitive"),
    ],
)
def test_what_an_integration_calls(values: dict[str, Any], backend: tuple[str, str]) -> None:
    """A backend is shown by its name, with what it is, and without secrets."""
    graph = drawn(FUNCTION, wire(**values), route("r", target=to(f"{WIRE}.i")))

    assert labels(graph, Kind.BACKEND) == [backend]
    assert [target for _, target, _ in told(graph, Way.CALLS)] == [backend[0]]


def test_a_mock_calls_nothing() -> None:
    """It answers itself."""
    graph = drawn(wire(integration_type="MOCK"), route("r", target=to(f"{WIRE}.i")))

    assert graph.of(Kind.BACKEND) == ()


@pytest.mark.parametrize(
    ("values", "note"),
    [
        pytest.param({}, "payload 1.0", id="function"),
        pytest.param({"timeout_milliseconds": 2500}, "payload 1.0, 2.5 s", id="timeout"),
        pytest.param(
            {"integration_type": "HTTP_PROXY", "integration_method": "GET"}, "GET", id="method"
        ),
        pytest.param(
            {
                "integration_type": "HTTP_PROXY",
                "connection_type": "VPC_LINK",
                "connection_id": to("aws_apigatewayv2_vpc_link.L"),
            },
            "VPC link inside",
            id="VPC link",
        ),
        pytest.param(
            {"integration_type": "HTTP_PROXY", "connection_type": "VPC_LINK"},
            "VPC link",
            id="VPC link elsewhere",
        ),
        pytest.param(
            {"timeout_milliseconds": UNKNOWN}, "payload 1.0, (known after apply)", id="unknown"
        ),
    ],
)
def test_what_stands_beside_an_integration(values: dict[str, Any], note: str) -> None:
    """How it calls, as far as somebody has said."""
    link = resource("aws_apigatewayv2_vpc_link.L", name="inside")

    graph = drawn(link, wire(**values), route("r", target=to(f"{WIRE}.i")))

    assert labels(graph, Kind.INTEGRATION)[0][1] == note


@pytest.mark.parametrize(
    ("protocol", "timeout", "note"),
    [
        pytest.param("HTTP", None, "GET", id="not said"),
        pytest.param("HTTP", 30_000, "GET", id="usual"),
        pytest.param("HTTP", 29_000, "GET, 29 s", id="shorter"),
        pytest.param("WEBSOCKET", 29_000, "GET", id="usual of WebSocket"),
        pytest.param("WEBSOCKET", 5_000, "GET, 5 s", id="shorter of WebSocket"),
        pytest.param(UNKNOWN, 30_000, "GET, 30 s", id="unknown protocol"),
    ],
)
def test_the_usual_timeout_is_not_told(protocol: object, timeout: object, note: str) -> None:
    """It is the same whether AWS says so, or nobody has said anything yet."""
    calls = {"integration_type": "HTTP_PROXY", "integration_method": "GET"}

    graph = drawn(
        wire(timeout_milliseconds=timeout, **calls),
        route("r", target=to(f"{WIRE}.i")),
        protocol_type=protocol,
    )

    assert labels(graph, Kind.INTEGRATION)[0][1] == note


def test_the_same_backend_is_one_node() -> None:
    """Two integrations of one function meet there."""
    graph = drawn(
        FUNCTION,
        wire("i", integration_uri=to(FN)),
        wire("j", integration_uri=to(FN)),
        route("r", target=to(f"{WIRE}.i")),
        route("s", "GET /s", target=to(f"{WIRE}.j")),
    )

    assert len(graph.of(Kind.INTEGRATION)) == 2
    assert labels(graph, Kind.BACKEND) == [("orders", "Lambda function")]


@pytest.mark.parametrize(
    ("uri", "edges"),
    [
        pytest.param(to(FN), [("Members", "orders", "")], id="function"),
        pytest.param(
            "arn:aws:lambda:eu-west-1:123456789012:function:far",
            [("Members", "far", "")],
            id="elsewhere",
        ),
        pytest.param(
            UNKNOWN, [("Members", "(known after apply)", "cannot tell?")], id="cannot be told"
        ),
        pytest.param(None, [], id="JWT"),
    ],
)
def test_who_decides(uri: object, edges: list[tuple[str, str, str]]) -> None:
    """A Lambda authorizer names its function."""
    guard = part("authorizer", "A", name="Members", authorizer_type="REQUEST", authorizer_uri=uri)

    assert told(drawn(FUNCTION, guard, route("r", **JWT)), Way.DECIDES) == edges


@pytest.mark.parametrize(
    ("values", "stages", "edges"),
    [
        pytest.param(
            {"stage": to("aws_apigatewayv2_stage.s")},
            [("live", "auto-deploy")],
            [("live", ROUTES, ""), ("a.example/v1", "live", "")],
            id="linked",
        ),
        pytest.param(
            {"stage": "live"},
            [("live", "auto-deploy")],
            [("live", ROUTES, ""), ("a.example/v1", "live", "")],
            id="named",
        ),
        pytest.param(
            {"stage": NOWHERE},
            [("(known after apply)", ""), ("live", "auto-deploy")],
            [
                ("(known after apply)", ROUTES, "cannot tell?"),
                ("a.example/v1", "(known after apply)", "cannot tell?"),
                ("live", ROUTES, ""),
            ],
            id="cannot be told",
        ),
    ],
)
def test_where_requests_come_in(
    values: dict[str, Any], stages: list[tuple[str, str]], edges: list[tuple[str, str, str]]
) -> None:
    """Domain names lead to stages, and stages to all routes."""
    graph = drawn(
        route("r"),
        part("stage", "s", name="live", auto_deploy=True),
        part("api_mapping", "m", domain_name="a.example", api_mapping_key="v1", **values),
    )

    assert labels(graph, Kind.STAGE) == stages
    assert sorted(told(graph, Way.SERVES)) == sorted(edges)


def test_a_stage_says_whether_it_deploys_by_itself() -> None:
    """Words that everybody knows from the console of AWS."""
    graph = drawn(route("r"), part("stage", "s", name="live", auto_deploy=False))

    assert labels(graph, Kind.STAGE) == [("live", "no auto-deploy")]


def test_routes_of_a_quick_create_are_drawn() -> None:
    """Whatever defines a route, it leads somewhere."""
    (first,) = graphs(surface(api(target="https://site.example", route_key="GET /site")))

    assert [target for _, target, _ in told(first, Way.CALLS)] == ["https://site.example"]


def group_of(graph: Graph) -> dict[str, str]:
    """Return what stands beside each group."""
    return {node.label: node.note for node in grouped(graph).of(Kind.ROUTE)}


def test_routes_stand_together_by_the_first_part_of_their_paths() -> None:
    """A group says how many routes it has, and how many are open; one alone stays itself."""
    graph = drawn(
        GUARD,
        route("a", "GET /orders", **JWT),
        route("b", "POST /orders/{id}", **JWT),
        route("c", "GET /orders/x/y"),
        route("d", "$default", **JWT),
        route("e", "GET /health"),
        route("f", "GET /", **JWT),
        route("g", "PUT /", **JWT),
    )

    assert group_of(graph) == {
        "$default": "no integration",
        "/…": "2 routes",
        "GET /health": "open · no integration",
        "/orders/…": "3 routes, 1 open",
    }


def test_edges_of_a_group_say_of_how_many_routes() -> None:
    """An edge that not all routes of a group have says how many have it."""
    graph = drawn(
        GUARD,
        wire(),
        route("a", "GET /orders", target=to(f"{WIRE}.i"), **JWT),
        route("b", "PUT /orders", target=to(f"{WIRE}.i"), **JWT),
        route("c", "GET /orders/x", target=to(f"{WIRE}.i")),
        route("d", "GET /orders/y", target=to(f"{WIRE}.i", "gone")),
    )

    small = grouped(graph)

    assert small.grouped
    assert told(small, Way.ASKS) == [("/orders/…", "Members", "2 of 4 routes")]
    assert told(small, Way.SENDS) == [
        ("/orders/…", "AWS_PROXY", "3 of 4 routes"),
        ("/orders/…", "AWS_PROXY", "one of 2, 1 of 4 routes?"),
        ("/orders/…", "gone", "one of 2, 1 of 4 routes?"),
    ]


def test_ids_are_unique() -> None:
    """No two nodes share one, in groups neither; every edge has both ends."""
    for graph in graphs(drawings.example()):
        for one in (graph, grouped(graph)):
            ids = [node.id for node in one.nodes]
            ends = {end for edge in one.edges for end in (edge.source, edge.target)}

            assert len(set(ids)) == len(ids)
            assert ends <= {*ids, ROUTES}
