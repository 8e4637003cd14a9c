"""A review as a whole: quiet about what stays, the same in any order, and fast."""

from __future__ import annotations

import ast
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apigwv2_tf.review
import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.review.kinds import BY_ID, KINDS
from apigwv2_tf.surface.elements import Cors, RouteSettings
from apigwv2_tf.surface.plan import Comparison
from apigwv2_tf.surface.values import UNKNOWN, masked
from hypothesis import given
from hypothesis import strategies as st

from tests.support.surfaces import (
    UNRESOLVED,
    deployment,
    domain,
    function,
    http_api,
    integration,
    jwt,
    lambda_authorizer,
    lambda_integration,
    leads_to,
    mapping,
    model,
    one_of,
    permission,
    planned,
    response,
    route,
    stage,
    surface,
    two_outputs,
    websocket_api,
)

if TYPE_CHECKING:
    import random

    from apigwv2_tf.surface.model import Api, Surface

_TEXTS = st.sampled_from([None, "", "a", "b", UNKNOWN, masked("a"), masked("b")])
_FLAGS = st.sampled_from([None, True, False, UNKNOWN])
_NUMBERS = st.sampled_from([None, 0, 1, 5.5, 30_000, UNKNOWN])
_SETS = st.one_of(
    st.none(), st.just(UNKNOWN), st.lists(_TEXTS, max_size=3).map(tuple), st.just(masked(["a"]))
)
_MAPS = st.one_of(st.none(), st.just(UNKNOWN), st.dictionaries(st.sampled_from("ab"), _TEXTS))
_POOLS = (jwt(), jwt("partners", issuer="https://b.example.com"), lambda_authorizer())
_BACKENDS = (integration(), lambda_integration("fn"), integration("other", uri=UNKNOWN))
_LINKS = st.sampled_from([None, UNRESOLVED, one_of(*_BACKENDS[:2]), *map(leads_to, _BACKENDS)])
_GUARDS = st.sampled_from([None, UNRESOLVED, one_of(*_POOLS[:2]), *map(leads_to, _POOLS)])
_KEYS = st.sampled_from(
    [
        "GET /a",
        "POST /a",
        "ANY /a",
        "GET /a/{id}",
        "GET /a/{x}",
        "ANY /{proxy+}",
        "$default",
        "$connect",
        "send",
        "nonsense /",
        UNKNOWN,
        masked("GET /a"),
    ]
)
_ROUTES = st.builds(
    route,
    _KEYS,
    address=st.sampled_from("abcd"),
    to=_LINKS,
    authorization_type=st.sampled_from(["NONE", "JWT", "CUSTOM", "AWS_IAM", None, UNKNOWN]),
    authorizer=_GUARDS,
    scopes=_SETS,
    api_key_required=_FLAGS,
    operation_name=_TEXTS,
    request_models=_MAPS,
    response_selection_expression=_TEXTS,
    responses=st.sampled_from([(), (response(),)]),
)
_SETTINGS = st.one_of(
    st.none(), st.builds(RouteSettings, burst_limit=_NUMBERS, rate_limit=_NUMBERS)
)
_STAGES = st.builds(
    stage,
    st.sampled_from(["$default", "a", "live", UNKNOWN]),
    address=st.sampled_from("xy"),
    auto_deploy=_FLAGS,
    deployment=st.sampled_from([None, UNRESOLVED, leads_to(deployment())]),
    default_settings=_SETTINGS,
    variables=_MAPS,
    log_destination=_TEXTS,
)
_CORS = st.one_of(
    st.none(),
    st.builds(
        Cors,
        allow_origins=_SETS,
        allow_methods=_SETS,
        allow_headers=_SETS,
        expose_headers=_SETS,
        allow_credentials=_FLAGS,
        max_age=_NUMBERS,
    ),
)


@st.composite
def _apis(draw: st.DrawFn) -> Api:
    """An API with anything in it."""
    make = draw(st.sampled_from([http_api, websocket_api]))
    routes = draw(st.lists(_ROUTES, max_size=5, unique_by=lambda one: one.origin.address))
    stages = draw(st.lists(_STAGES, max_size=2, unique_by=lambda one: one.origin.address))
    given = {
        "cors": draw(_CORS),
        "name": draw(_TEXTS),
        "document": draw(st.sampled_from([None, "{}", UNKNOWN])),
        "disable_execute_api_endpoint": draw(_FLAGS),
        "tags": draw(_MAPS),
    }
    parts = (*_POOLS, *_BACKENDS, deployment(triggers=draw(_MAPS)))
    api: Api = make(*routes, *stages, *parts, **given)
    return api


_SURFACES = st.builds(
    lambda api, name, key: surface(api, domain(name), mapping(domain(name), key=key)),
    _apis(),
    st.sampled_from(["a.example.com", "b.example.com", UNKNOWN]),
    _TEXTS,
)


@given(_SURFACES, st.booleans())
def test_same_on_both_sides(one: Surface, is_plan: bool) -> None:  # noqa: FBT001 - a draw
    """Of what does not change nothing is told, whatever it is."""
    assert review(Comparison(before=one, after=replace(one), planned=is_plan)) == ()


@given(_SURFACES, _SURFACES, st.randoms(use_true_random=False))
def test_order_means_nothing(before: Surface, after: Surface, order: random.Random) -> None:
    """The same parts in another order give the same findings, and there is never an error."""
    found = review(two_outputs(before, after))

    assert review(two_outputs(_shuffled(before, order), _shuffled(after, order))) == found
    assert [one.place for one in found] == sorted(one.place for one in found)


def _shuffled(one: Surface, order: random.Random) -> Surface:
    apis = [
        replace(api, routes=_in_order(api.routes, order), stages=_in_order(api.stages, order))
        for api in one.apis
    ]
    return replace(one, apis=_in_order(apis, order))


def _in_order(parts: Any, order: random.Random) -> Any:  # noqa: ANN401 - any parts
    return tuple(order.sample(list(parts), len(parts)))


@given(_SURFACES, _SURFACES)
def test_findings_can_be_read(before: Surface, after: Surface) -> None:
    """Each finding has all its words, on one line and without a full stop."""
    for one in review(two_outputs(before, after)):
        assert one.level is not None
        assert one.id in BY_ID
        assert all((one.api, one.subject, one.text, one.why, one.advice))
        assert "\n" not in one.text
        assert not one.text.endswith(".")
        assert "Sensitive(" not in str((one.text, one.before, one.after))


def test_many_kinds_of_parts() -> None:
    """A full API on both sides is no change."""
    name = domain()
    full = surface(
        websocket_api(
            route("$connect", by=_POOLS[2]),
            route("send", to=_BACKENDS[1], responses=(response(),)),
            stage("live"),
            model("message", "{}"),
            *_POOLS,
            *_BACKENDS,
        ),
        name,
        mapping(name),
        permission("fn", function("fn")),
    )

    assert review(two_outputs(full, full)) == ()
    assert review(planned(full, full)) == ()


def test_thousands_of_routes() -> None:
    """Five thousand routes on each side, of which half come and half go, take a second at most."""
    main = integration()
    wide = route("ANY /{proxy+}", to=main)
    old = [route(f"GET /r{number}/{{id}}", to=main) for number in range(5_000)]
    new = [route(f"GET /r{number}/{{id}}", to=main) for number in range(2_500, 7_500)]
    comparison = two_outputs(http_api(wide, *old, main), http_api(wide, *new, main))

    started = time.process_time()
    found = review(comparison)
    took = time.process_time() - started

    assert len(found) == 5_000
    assert took < 3


def test_one_change_among_thousands() -> None:
    """What stays costs next to nothing."""
    main = integration()
    routes = [route(f"GET /r{number}/{{id}}", to=main) for number in range(5_000)]
    comparison = two_outputs(http_api(*routes, main), http_api(*routes[1:], main))

    started = time.process_time()
    found = review(comparison)
    took = time.process_time() - started

    assert len(found) == 1
    assert took < 1


def test_kinds_are_a_closed_list() -> None:
    """Ids are told apart, in kebab-case, and each has a sentence for why and for what to do."""
    names = [kind.id for kind in KINDS]

    assert len(set(names)) == len(names)
    for kind in KINDS:
        assert kind.id == kind.id.lower().replace("_", "-")
        assert isinstance(kind.impact, Impact)
        assert kind.why.endswith(".")
        assert kind.advice.endswith((".", "}."))
        assert kind.id.startswith("apply-fails-") <= (kind.impact is Impact.BREAKING)


@cache
def _texts(folder: Path) -> set[str]:
    """Return every text in the code of a folder."""
    found: set[str] = set()
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return found


_CORS_KINDS = {
    f"cors-{name}-{change}"
    for name in ("origins", "methods", "headers", "exposed")
    for change in ("narrowed", "widened")
}


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS if kind.id not in _CORS_KINDS])
def test_each_kind_is_told_and_tested(kind: str) -> None:
    """No kind stands in the list that no code tells of, or that no test has seen."""
    assert kind in _texts(Path(apigwv2_tf.review.__file__).parent)
    assert kind in _texts(Path(__file__).parent)
