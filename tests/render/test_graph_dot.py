"""Graphs in the language of Graphviz."""

from __future__ import annotations

import re

from apigwv2_tf.render.graph_building import graphs
from apigwv2_tf.render.graph_dot import dot_of
from hypothesis import given

from tests.support import drawings
from tests.support.hostile import hostile_text

_LOOKS = r'(?: \[(?:(?:, )?[a-z]+=(?:""|[A-Za-z0-9_.]+))+\])?;'
_LINE = re.compile(
    rf'digraph apis \{{|subgraph \w+ \{{|\}}|label="";|(?:graph|node|edge){_LOOKS}'
    rf"|api\d_[a-z]+\d+(?: -> api\d_[a-z]+\d+)?{_LOOKS}"
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\["\\n])*"')


def test_a_graph() -> None:
    """One cluster for each API, one within it for the routes."""
    text = dot_of(graphs(drawings.example())[1:])

    assert text.splitlines()[4:] == [
        "  subgraph cluster_api1 {",
        '    label="talk (WEBSOCKET)";',
        "    subgraph cluster_api1_routes {",
        '      label="routes";',
        (
            '      api1_route1 [label="$connect", shape=box, '
            'tooltip="aws_apigatewayv2_route.connect"];'
        ),
        (
            '      api1_route2 [label="say\\nas $connect", shape=box, '
            'tooltip="aws_apigatewayv2_route.say"];'
        ),
        "    }",
        '    api1_authorizer1 [label="AWS_IAM\\nsigned requests", shape=hexagon];',
        (
            '    api1_integration1 [label="MOCK", shape=box, style=rounded, '
            'tooltip="aws_apigatewayv2_integration.W"];'
        ),
        "    api1_route1 -> api1_authorizer1;",
        "    api1_route1 -> api1_integration1 [minlen=2];",
        "    api1_route2 -> api1_integration1 [minlen=2];",
        "  }",
        "}",
    ]


def test_looks() -> None:
    """Open routes stand out, what is not certain is dashed, and stages lead to the frame."""
    text = dot_of(graphs(drawings.example()))

    assert 'label="$default\\nopen", shape=box, color="#b35900", penwidth=2' in text
    assert 'api1_route5 -> api1_integration1 [label="one of 2", style=dashed, minlen=2];' in text
    assert "api1_stage1 -> api1_route1 [lhead=cluster_api1_routes];" in text


def test_no_apis_are_a_graph_too() -> None:
    """The file is whole."""
    assert dot_of(()).endswith("\n}\n")


@given(text=hostile_text)
def test_hostile_names_stay_in_their_quotes(text: str) -> None:
    """No name ends its quotes or begins a statement."""
    shown = dot_of(graphs(drawings.hostile(text)))

    assert all(line.isprintable() for line in shown.split("\n"))
    bare = [_QUOTED.sub('""', line).strip() for line in shown.splitlines()]
    assert [line for line in bare if not _LINE.fullmatch(line)] == []
    assert bare.count("}") == sum(line.endswith("{") for line in bare)
