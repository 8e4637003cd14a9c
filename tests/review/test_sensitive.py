"""Of values that are sensitive on both sides only that they are others can be told."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import Cors, RouteSettings
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.loading import load_comparison
from apigwv2_tf.surface.values import SENSITIVE_KEY, UNKNOWN, masked

from tests.support.plans import change, plan
from tests.support.surfaces import (
    function,
    http_api,
    ids,
    integration,
    jwt,
    lambda_authorizer,
    lambda_function,
    lambda_integration,
    permission,
    route,
    secret_settings,
    stage,
    surface,
    told,
    two_outputs,
    websocket_api,
)

if TYPE_CHECKING:
    from pathlib import Path

    from apigwv2_tf.report import Finding

_ONE, _TWO = masked("one"), masked("two")
_POOL = jwt("pool")
_MAIN = integration()


def _review(before: Any, after: Any, *parts: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - elements
    return review(two_outputs(http_api(before, *parts), http_api(after, *parts)))


def _link(text: str) -> Link:
    return Link(kind=LinkKind.UNRESOLVED, sensitive=masked(text))


def test_type_of_authorization() -> None:
    """Whether a route opens or closes is not claimed."""
    before, after = (route("GET /a", authorization_type=value) for value in (_ONE, _TWO))

    (found,) = _review(before, after)

    assert (found.id, found.level, found.certain) == (
        "authorization-unknown",
        Impact.SECURITY,
        False,
    )
    assert found.text == "its authorization changes in a way that is sensitive"


def test_what_stands_beside_a_type_that_stays() -> None:
    """Behind a type that stays and is not shown, authorizers and scopes may count, or may not."""
    hidden: dict[str, Any] = {"authorization_type": _ONE}
    before = route("GET /a", by=_POOL, scopes=("read",), **hidden)
    after = route("GET /a", by=lambda_authorizer(), scopes=("write",), **hidden)

    found = _review(before, after, _POOL, lambda_authorizer())

    assert ids(found) == ["scopes-narrowed", "authorizer-swapped", "scopes-widened"]
    assert not any(one.certain for one in found)


def test_authorizer() -> None:
    """An id that is another one leads to another authorizer, of which nothing is known."""
    before, after = (
        route("GET /a", authorization_type="JWT", authorizer=_link(text)) for text in ("a", "b")
    )

    (found,) = _review(before, after)

    assert (found.id, found.level, found.certain) == (
        "authorizer-swapped",
        Impact.SECURITY,
        False,
    )
    assert (
        found.text == "is guarded by another authorizer, which is sensitive: other callers may pass"
    )
    assert (found.before, found.after) == ("JWT by (sensitive)", "JWT by (sensitive)")
    assert _review(before, before) == ()


def test_authorizer_on_one_side() -> None:
    """Of an id that is sensitive before and known after apply nothing is certain."""
    given: dict[str, Any] = {"authorization_type": "JWT"}
    before = route("GET /a", authorizer=_link("a"), **given)
    after = route("GET /a", authorizer=Link(kind=LinkKind.UNRESOLVED), **given)

    for sides in ((before, after), (after, before)):
        (found,) = _review(*sides)

        assert (found.id, found.certain) == ("authorizer-swapped", False)


def test_id_that_stays_and_can_be_followed_afterwards() -> None:
    """The same id leads to the same, though only one side tells to what."""
    followed = Link(kind=LinkKind.EXACT, targets=(_POOL.origin.address,), sensitive=masked("a"))
    given: dict[str, Any] = {"authorization_type": "JWT"}
    before = route("GET /a", authorizer=_link("a"), **given)

    assert _review(before, route("GET /a", authorizer=followed, **given), _POOL) == ()


def test_scopes_and_audience() -> None:
    """What is sensitive is not said to be known after apply."""
    pools = [replace(_POOL, audience=value) for value in (_ONE, _TWO)]
    before = http_api(route("GET /a", by=pools[0], scopes=_ONE), pools[0])
    after = http_api(route("GET /a", by=pools[1], scopes=_TWO), pools[1])

    assert told(review(two_outputs(before, after))) == [
        "GET /a: may ask for other scopes: some are sensitive",
        "authorizer pool: the audience may change, on `GET /a`: some of it is sensitive",
    ]


@pytest.mark.parametrize(
    ("hidden", "words"),
    [(UNKNOWN, "some are not known before apply"), (_TWO, "some are sensitive")],
)
def test_why_scopes_cannot_be_told(hidden: Any, words: str) -> None:  # noqa: ANN401 - a value
    """One scope among others is enough, and it is said why it is not shown."""
    before = route("GET /a", by=_POOL, scopes=("read",))
    after = route("GET /a", by=_POOL, scopes=("read", hidden))

    (found,) = _review(before, after, _POOL)

    assert found.text == f"may ask for other scopes: {words}"


def test_settings_of_a_stage() -> None:
    """A block that is sensitive as a whole is told of once for limits, and once for logs."""
    before, after = (stage(default_settings=secret_settings(value)) for value in (_ONE, _TWO))

    found = _review(before, after)

    assert told(found) == [
        (
            "stage $default, detailed metrics, logging level and data trace: detailed metrics, "
            "logging level and data trace change in a way that is sensitive"
        ),
        (
            "stage $default: its limit of requests a second and its limit of requests at once "
            "change in a way that is sensitive"
        ),
    ]
    assert [(one.level, one.certain) for one in found] == [
        (Impact.SECURITY, False),
        (Impact.OPERATIONS, False),
    ]


def test_settings_of_single_routes() -> None:
    """Where not even the routes are shown, it is told at the stage."""
    before, after = (
        stage(route_settings={SENSITIVE_KEY: RouteSettings(rate_limit=value)})
        for value in (_ONE, _TWO)
    )

    assert told(_review(before, after)) == [
        "stage $default, routes: what is set for single routes changes in a way that is sensitive"
    ]


def test_cors_as_a_whole() -> None:
    """A configuration that is sensitive as a whole is told of once, not field by field."""
    one, two = (Cors(**{field.name: value for field in fields(Cors)}) for value in (_ONE, _TWO))

    (found,) = review(two_outputs(http_api(cors=one), http_api(cors=two)))
    (added,) = review(two_outputs(http_api(), http_api(cors=two)))

    assert (found.id, found.certain) == ("cors-unknown", False)
    assert found.text == "who may call changes in a way that is sensitive"
    assert (added.id, added.certain) == ("cors-added", False)


def test_principal_of_a_permission() -> None:
    """A permission whose principal is not shown may still be API Gateway's."""
    one = permission("one", function("one"), function_name="one")
    wire = lambda_integration("one", uri=UNKNOWN)
    api = http_api(route("GET /a", to=wire), wire)
    sides = (
        surface(api, lambda_function("one"), each) for each in (one, replace(one, principal=_ONE))
    )

    (found,) = review(two_outputs(*sides))

    assert (found.id, found.certain) == ("permission-removed", False)
    assert found.text == (
        "Lambda function `one` may no longer be invoked: the principal of its permission is "
        "sensitive"
    )


@pytest.mark.parametrize("make", [http_api, websocket_api])
def test_key_of_a_route(make: Any) -> None:  # noqa: ANN401 - makes an API
    """Where the requests or messages of a route go whose key is not shown is not claimed."""
    before, after = (make(route(value, to=_MAIN, address="a"), _MAIN) for value in (_ONE, _TWO))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.text, found.certain) == (
        "route-key-unknown",
        "its key changes in a way that is sensitive",
        False,
    )


def test_key_of_a_route_on_one_side() -> None:
    """A key that is shown on one side only may be the same: it is not that it is unknown."""
    before, after = (
        http_api(route(value, to=_MAIN, address="a"), _MAIN) for value in ("GET /a", _TWO)
    )

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.text) == (
        "route-key-unknown",
        "may get another key: it is sensitive",
    )


_API = {"id": "a1", "name": "shop", "protocol_type": "WEBSOCKET"}
_PARTS: dict[str, dict[str, Any]] = {
    "integration": {"id": "w1", "integration_type": "HTTP", "integration_uri": "https://x.example"},
    "route": {"id": "r1", "route_key": "send", "target": "integrations/w1"},
    "stage": {"id": "live", "name": "live", "auto_deploy": True},
    "api_mapping": {"id": "m1", "domain_name": "api.example.com", "stage": "live"},
    "route_response": {"id": "rr1", "route_id": "r1", "route_response_key": "$default"},
    "integration_response": {
        "id": "ir1",
        "integration_id": "w1",
        "integration_response_key": "$default",
    },
}


def _planned(path: Path, kind: str, attribute: str, *, before: str, after: str) -> Any:  # noqa: ANN401 - findings
    """Return what is told of a plan in which one attribute is sensitive."""
    changes = [change("api", "shop", _API, _API)]
    for name, values in _PARTS.items():
        sides = [{"api_id": "a1", **values}, {"api_id": "a1", **values}]
        if name == kind:
            sides[0][attribute], sides[1][attribute] = before, after
        secret = (attribute,) if name == kind else ()
        changes.append(change(name, "it", *sides, sensitive=secret))
    path.write_text(json.dumps(plan(*changes)))
    return review(load_comparison(str(path)))


@pytest.mark.parametrize(
    ("kind", "attribute", "id", "text"),
    [
        ("route", "api_id", "part-moved", "belongs to another API, which is sensitive"),
        ("stage", "api_id", "part-moved", "belongs to another API, which is sensitive"),
        (
            "api_mapping",
            "api_id",
            "mapping-api-changed",
            "leads to another API, which is sensitive",
        ),
        (
            "api_mapping",
            "domain_name",
            "mapping-domain-changed",
            "may get another domain name: sensitive",
        ),
        (
            "route",
            "target",
            "integration-retargeted",
            "leads to another integration, which is sensitive",
        ),
        ("route_response", "route_id", "part-moved", "answers another route, which is sensitive"),
        (
            "integration_response",
            "integration_id",
            "part-moved",
            "turns answers of another integration into messages, which is sensitive",
        ),
    ],
)
def test_sensitive_ids_in_a_plan(
    tmp_path: Path, kind: str, attribute: str, id: str, text: str
) -> None:
    """An id that is sensitive is compared, though it cannot be followed; it is not written."""
    path = tmp_path / "plan.json"

    found = _planned(path, kind, attribute, before="secret1", after="secret2")

    assert [(one.id, one.text, one.certain) for one in found] == [(id, text, False)]
    assert "secret" not in str(found)
    assert _planned(path, kind, attribute, before="secret1", after="secret1") == ()
