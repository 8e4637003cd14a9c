from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.loading import (
    load_comparison,
    load_comparison_of,
    load_inventory,
    load_surface,
)

from tests.support.documents import PLANS, change, large_plan, plan, stack, write

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface

_GOLDEN = Path(__file__).resolve().parents[1] / "golden"
_SHOP = {"aws_apigatewayv2_api.Api": {"name": "shop", "protocol_type": "HTTP"}}


def _keys(surface: Surface) -> list[str]:
    return sorted(str(route.key) for api in surface.apis for route in api.routes)


@pytest.mark.parametrize("name", sorted(path.stem for path in _GOLDEN.glob("*.json")))
def test_everything_that_cdktf_writes(name: str) -> None:
    """Each reference in our examples is followed exactly, or leads out of the source."""
    inventory = load_inventory(str(_GOLDEN / f"{name}.json"))
    kinds = {link.kind.value for one in inventory.resources.values() for link in one.links.values()}

    # this one adds to the API of another stack, which is not in the file
    outside = {"unresolved"} if name == "orders" else {"external"}
    assert kinds <= {"exact"} | outside


def test_plan() -> None:
    """A plan gives the APIs before and after it, and what Terraform does."""
    found = load_comparison(str(PLANS / "shop_change.json"))

    assert (found.planned, len(found.changes)) == (True, 20)
    assert set(_keys(found.before)) - set(_keys(found.after)) == {"POST /carts", "GET /handed-over"}
    assert set(_keys(found.after)) - set(_keys(found.before)) == {"GET /items", "GET /items/{id}"}


def test_surface_of_a_plan() -> None:
    """A plan alone stands for what will be."""
    path = str(PLANS / "shop_change.json")

    assert load_surface(path) == load_comparison(path).after


def test_surface_of_a_state() -> None:
    """A state stands for what is."""
    found = load_surface(str(PLANS / "shop_state.json"))

    assert [api.name for api in found.apis] == ["shop"]


def test_two_programs(tmp_path: Path) -> None:
    """Two synthesized outputs are compared without a plan."""
    route = {"api_id": "${aws_apigatewayv2_api.Api.id}", "route_key": "GET /a"}
    before = write(tmp_path, stack("shop", _SHOP), "before.json")
    after = write(
        tmp_path, stack("shop", _SHOP | {"aws_apigatewayv2_route.A": route}), "after.json"
    )

    found = load_comparison_of(before, after)

    assert (found.planned, found.changes) == (False, ())
    assert (_keys(found.before), _keys(found.after)) == ([], ["GET /a"])


def test_state_against_program(tmp_path: Path) -> None:
    """What is live can be compared with what a program will make of it."""
    found = load_comparison_of(str(PLANS / "platform_state.json"), str(_GOLDEN / "platform.json"))

    assert _keys(found.before) == _keys(found.after) == ["$default"]


def test_standard_input_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two sources may come from standard input, also packed."""
    data = gzip.compress(json.dumps(stack("shop", _SHOP)).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    found = load_comparison_of("-", write(tmp_path, stack("shop", _SHOP)))

    assert found.before == found.after


def test_standard_input_for_both() -> None:
    """Not both of them can."""
    with pytest.raises(DocumentError, match="only one of the two can be read from it"):
        load_comparison_of("-", "-")


def test_notes_of_both(tmp_path: Path) -> None:
    """A comparison tells what its sources do not."""
    repeated = stack("shop", _SHOP | {"aws_x.y": {"count": "${var.a}"}})
    state = write(tmp_path, {"format_version": "1.0"}, "state.json")

    found = load_comparison_of(state, write(tmp_path, repeated))

    assert len(found.notes) == 2


_MEASURE = """
import json, re, resource, sys
from apigwv2_tf.surface.loading import load_comparison

found = load_comparison(sys.argv[1])
used = resource.getrusage(resource.RUSAGE_SELF)
routes = sum(len(api.routes) for api in found.after.apis)
# ru_maxrss begins with what the parent had
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(json.dumps([routes, used.ru_utime + used.ru_stime, int(peak) * 1024]))
"""


def test_large_plan(tmp_path: Path) -> None:
    """A plan of 5,000 routes is loaded in seconds, and in less than ten times its size."""
    path = Path(write(tmp_path, large_plan(5000)))

    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)], capture_output=True, check=True, text=True
    )

    routes, seconds, memory = json.loads(done.stdout)
    assert routes == 5003
    assert seconds < 3  # of a processor that others use too; alone it takes one
    assert memory < 10 * path.stat().st_size


def test_candidates_of_thousands(tmp_path: Path) -> None:
    """Thousands of routes that lead to one of thousands of integrations are no trouble."""
    integration, route = "aws_apigatewayv2_integration", "aws_apigatewayv2_route"
    keys = [f"GET /{number}" for number in range(3000)]
    changes = [
        change(
            f"{kind}.all", "create", after={}, after_unknown={"target": kind == route}, index=key
        )
        | {"address": f'{kind}.all["{key}"]'}
        for kind in (integration, route)
        for key in keys
    ]
    target = {"references": [f"{integration}.all", "local.of", "each.key"]}
    blocks = [
        {"address": f"{kind}.all", "type": kind, "name": "all", "expressions": expressions}
        for kind, expressions in ((integration, {}), (route, {"target": target}))
    ]
    document = plan(changes, configuration={"root_module": {"resources": blocks}})
    path = write(tmp_path, document)
    start = time.process_time()

    found = load_inventory(path).resources

    links = [one.links["target"] for one in found.values() if one.type == route]
    assert {len(link.targets) for link in links} == {3000}
    assert len({id(link.targets) for link in links}) == 1
    assert time.process_time() - start < 5
