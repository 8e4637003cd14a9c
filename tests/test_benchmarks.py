"""
The benchmarks measure, and show what they measured.

Their programs run here with a few routes, and only once: the margins are wide, for the figures of
docs/performance.md need a machine that does nothing else.
"""

from __future__ import annotations

import json
import math
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from benchmarks import cold, growth, reading, report, start
from benchmarks.__main__ import main
from benchmarks.contenders import (
    CDK,
    OURS,
    RAW,
    RAW_LAZY,
    Contender,
    Results,
    Run,
    ratio,
    warmed_up,
)
from benchmarks.large_plan import Size, plan
from benchmarks.output import Shape
from benchmarks.processes import ProgramError, by_turns, started
from benchmarks.tables import quotient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEW = Shape(routes=3, integrations=3)
GROWTH = growth.Growth(
    title=growth.ONE_API.title,
    text=growth.ONE_API.text,
    # the same, so that one run does for both
    few=Shape(routes=60, integrations=5),
    half=Shape(routes=60, integrations=5),
    all=Shape(routes=120, integrations=5),
)


@pytest.fixture(scope="module")
def programs() -> Results:
    """Return one run of every program."""
    return cold.measure(runs=1, shapes=[FEW], warm_up=False)


@pytest.fixture(scope="module")
def growing() -> Results:
    """Return one run of a growing program."""
    return growth.measure(GROWTH, runs=1, warm_up=False)


@pytest.fixture(scope="module")
def readings() -> reading.Readings:
    """Return one run of every command that reads a plan, of a small one."""
    return reading.measure(runs=1, sizes=[Size(routes=400, apis=2)], warm_up=False)


@pytest.fixture(scope="module")
def starts() -> dict[str, list[float]]:
    """Return the start of package and command line, three times."""
    return start.measure(runs=3, warm_up=False)


def made_up(shape: Shape, **whole: float) -> Results:
    """Return results that nobody measured."""
    contenders = {one.program: one for one in (OURS, RAW, RAW_LAZY, CDK)}
    return Results(
        {
            (contenders[name], shape): [
                Run(whole=seconds, building=1, python=math.nan, node=math.nan)
            ]
            for name, seconds in whole.items()
        }
    )


def written(folder: Path, **changes: Any) -> str:  # noqa: ANN401 - JSON
    """Write an API with one route, changed in places, and return what is wrong with it."""
    resources = {
        "api": {"A": {"name": "Shop0"}},
        "stage": {"S": {"name": "$default"}},
        "integration": {"I": {"integration_uri": "https://shop.example/0"}},
        "route": {"R": {"route_key": "GET /items/0", "target": "integrations/I"}},
    }
    stack = folder / "cdktf.out" / "stacks" / "shop"
    stack.mkdir(parents=True)
    named = {f"aws_apigatewayv2_{kind}": it for kind, it in {**resources, **changes}.items()}
    (stack / "cdk.tf.json").write_text(json.dumps({"resource": named}))
    return Shape(routes=1, integrations=1).wrong(str(folder))


@pytest.mark.parametrize(
    ("other", "figure", "most"),
    [
        pytest.param(RAW, "whole", 0.7, id="time of the provider's classes"),
        pytest.param(CDK, "whole", 2, id="time of AWS CDK"),
        pytest.param(RAW_LAZY, "whole", 3, id="time of the lazy provider's classes"),
        pytest.param(RAW, "python", 0.8, id="memory of Python"),
        pytest.param(RAW, "node", 1.3, id="memory of Node.js"),
    ],
)
def test_ours_takes_less(programs: Results, other: Any, figure: str, most: float) -> None:  # noqa: ANN401
    """Ours takes no more than a part of what the other programs take, or not much more."""
    found = programs.ratio((OURS, FEW), (other, FEW), attrgetter(figure))

    assert not found > most  # where there is no figure of the memory, it is no number


def test_many_routes_take_no_longer(growing: Results) -> None:
    """Once all is loaded, many routes take about as long as with the provider's own classes."""
    most, building = GROWTH.all, attrgetter("building")

    assert growing.ratio((OURS, most), (RAW_LAZY, most), building) < 5


def test_twice_the_routes_take_twice_the_time(growing: Results) -> None:
    """Nothing walks over all routes for each of them."""
    assert growth.linearity(GROWTH, growing, OURS) < 4


def test_further_route_is_what_more_routes_take() -> None:
    """What was there with the first few routes, and all that is made once, does not count."""
    runs = {
        (OURS, shape): [Run(whole=9, building=seconds, python=0, node=0)]
        for shape, seconds in ((GROWTH.few, 2), (GROWTH.all, 3.2))
    }

    assert growth.per_route(GROWTH, Results(runs), OURS) == [pytest.approx(0.02)]


def test_start(starts: dict[str, list[float]]) -> None:
    """Beside the start of Python, the import is small; so is what the command line loads."""
    assert ratio(starts[start.PACKAGE], starts[start.PYTHON]) < 5
    assert ratio(starts[start.COMMAND], starts[start.PYTHON]) < 30


def test_reading_a_plan(readings: reading.Readings) -> None:
    """Each command reads and writes within moments, without much more than Python itself has."""
    assert [command for command, _ in readings] == ["review", "lint", "routes"]
    for (one,) in readings.values():
        assert one.whole < 10
        assert not one.memory > 60


def test_half_of_a_large_plan_changes() -> None:
    """The plan that is reviewed is large, and every other of its routes changes."""
    large = plan(Size(routes=5000, apis=20))
    routes = [one for one in large["resource_changes"] if one["type"] == "aws_apigatewayv2_route"]

    assert len(routes) == 5000
    assert sum(one["change"]["actions"] != ["no-op"] for one in routes) == 2500
    assert len(json.dumps(large)) > 20_000_000


def test_committed_page_has_the_tables(
    programs: Results,
    growing: Results,
    readings: reading.Readings,
    starts: dict[str, list[float]],
) -> None:
    """The page is one that the benchmarks write: `make bench` was run after they changed."""
    sections = [
        *cold.sections(programs, judged=FEW),
        growth.section(GROWTH, growing),
        reading.section(readings),
        start.section(starts),
    ]
    committed = report.PAGE.read_text().splitlines()
    heads = [f"| {' | '.join(section.columns)} |" for section in sections]

    assert [head for head in heads if head not in committed] == []
    assert [one.title for one in sections if f"## {one.title}" not in committed] == []


def test_bar_is_shown_with_its_verdict() -> None:
    """A figure that has a bar stands beside it, and says whether it passes."""
    assert quotient(0.5, 0.5) == "0.500 (≤ 0.5: pass)"
    assert quotient(0.501, 0.5) == "0.501 (≤ 0.5: FAIL)"


def test_program_that_refused_is_shown_in_words() -> None:
    """A program without figures is shown as one that refuses, and has no ratio."""
    results = made_up(FEW, ours=1, raw=10, raw_lazy=2)
    (row,) = cold.sections(results, judged=FEW)[0].rows

    assert row == (
        *("3", "1.00 s", "10.00 s", "2.00 s", "refused: more than 500 resources"),
        *("0.100 (≤ 0.22: pass)", "0.500", ""),
    )


def test_program_that_refuses_a_shape_is_left_out() -> None:
    """What a program is known to say when it refuses is no failure."""
    refusing = Contender(name="refusing", program="nothing", refusal="No module named")

    assert warmed_up([(refusing, FEW)]) == []


def test_program_that_fails_otherwise_is_not_left_out() -> None:
    """Any other failure stops the benchmark, before anything is measured."""
    failing = Contender(name="failing", program="nothing", refusal="too many resources")

    with pytest.raises(ProgramError, match="No module named"):
        warmed_up([(failing, FEW)])


def test_memory_needs_linux() -> None:
    """Elsewhere the table of the memory says so."""
    results = made_up(FEW, ours=1, raw=1, raw_lazy=1)

    for row in cold.sections(results, judged=FEW)[1].rows:
        assert row[1:] == ("needs Linux", "needs Linux", "needs Linux", "", "")


def test_ratio_is_that_within_the_rounds() -> None:
    """A round in which the machine was slow does not change the ratio."""
    assert ratio([1, 50, 1], [2, 100, 2]) == 0.5


def test_cases_take_turns() -> None:
    """Each case is measured once before any is measured again."""
    order: list[str] = []
    cases: dict[str, Callable[[], None]] = {
        name: lambda name=name: order.append(name)  # type: ignore[misc]
        for name in "ABC"
    }
    by_turns(cases, runs=2, title="letters")

    assert order == ["A", "B", "C", "A", "B", "C"]


def test_what_was_asked_for_is_right(tmp_path: Path) -> None:
    """A program that wrote every route on its integration is a fair contender."""
    assert written(tmp_path) == ""


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        pytest.param({"route": {}}, "3 resources are not the 4", id="route left out"),
        pytest.param(
            {"route": {"R": {"route_key": "GET /", "target": "integrations/I"}}},
            "4 resources are not the 4",
            id="other route",
        ),
        pytest.param(
            {"authorizer": {"A": {"name": "members"}}},
            "5 resources are not the 4",
            id="something else",
        ),
    ],
)
def test_cheat_is_noticed(tmp_path: Path, changes: dict[str, Any], wrong: str) -> None:
    """A program that wrote something else is found out."""
    assert written(tmp_path, **changes).startswith(wrong)


def test_integration_without_routes_is_noticed(tmp_path: Path) -> None:
    """Routes that share integrations, when each should have its own, are found out."""
    stack = tmp_path / "cdk.out"
    stack.mkdir()
    types: list[tuple[str, dict[str, Any]]] = [
        ("Api", {"Name": "Shop0"}),
        ("Stage", {"StageName": "$default"}),
        *(("Integration", {"IntegrationUri": f"https://shop.example/{n}"}) for n in range(2)),
        *(("Route", {"RouteKey": f"GET /items/{n}", "Target": {"Ref": "I"}}) for n in range(2)),
    ]
    resources = {
        str(number): {"Type": f"AWS::ApiGatewayV2::{name}", "Properties": properties}
        for number, (name, properties) in enumerate(types)
    }
    (stack / "shop.template.json").write_text(json.dumps({"Resources": resources}))

    wrong = Shape(routes=2, integrations=2).wrong(str(tmp_path))

    assert wrong.startswith("1 integrations have routes")


def test_failure_of_a_program_is_shown() -> None:
    """A program that fails stops the benchmark, with what it printed."""
    with pytest.raises(ProgramError, match="out of books"):
        started("-c", "raise SystemExit('out of books')")


def test_command_measures_a_part() -> None:
    """A part is shown, and does not replace the page."""
    before = report.PAGE.read_text()
    ended = CliRunner().invoke(main, ["--only", "start", "--runs", "1"], catch_exceptions=False)

    assert "Imports and the command line" in ended.output
    assert report.PAGE.read_text() == before


def test_even_number_of_rounds_is_refused() -> None:
    """The median of an even number of rounds was measured in none of them."""
    ended = CliRunner().invoke(main, ["--runs", "2"])

    assert (ended.exit_code, "an odd number" in ended.output) == (2, True)
