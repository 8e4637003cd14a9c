"""Applies that AWS refuses, and changes that no stage serves."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.surfaces import (
    UNRESOLVED,
    deployment,
    does,
    http_api,
    ids,
    integration,
    jwt,
    lambda_authorizer,
    leads_to,
    planned,
    route,
    stage,
    told,
    two_outputs,
    websocket_api,
)

_MAIN, _OTHER, _POOL = integration(), integration("other"), jwt()
_FAILING = "apply-fails-"


def _failing(*args: Any) -> list[str]:  # noqa: ANN401 - those of a plan
    return [one.id for one in review(planned(*args)) if one.id.startswith(_FAILING)]


@pytest.mark.parametrize(
    ("action", "route_action", "kinds"),
    [
        (Action.DELETE_THEN_CREATE, Action.UPDATE, ["apply-fails-integration-in-use"]),
        (Action.CREATE_THEN_DELETE, Action.UPDATE, []),
        (Action.DELETE_THEN_CREATE, Action.DELETE_THEN_CREATE, []),
        (Action.UPDATE, Action.NONE, []),
    ],
)
def test_integration_made_anew(action: Action, route_action: Action, kinds: list[str]) -> None:
    """An integration that goes first is refused while a route that stays leads to it."""
    orders = route("GET /a", to=_MAIN)
    api = http_api(orders, _MAIN)

    assert _failing(api, api, does(action, _MAIN), does(route_action, orders)) == kinds


def test_integration_made_anew_in_words() -> None:
    """The finding is breaking, names the routes and says what to do."""
    api = http_api(route("GET /a", to=_MAIN), _MAIN)

    (found,) = review(planned(api, api, does(Action.DELETE_THEN_CREATE, _MAIN)))

    assert found.level is Impact.BREAKING
    assert found.text == (
        "is deleted before it is made anew, while `GET /a` still uses it: AWS refuses"
    )
    assert "create_before_destroy" in found.advice


def test_integration_deleted_under_a_route() -> None:
    """Terraform deletes before it updates, so a route that gets another target comes too late."""
    before = http_api(route("GET /a", to=_MAIN), _MAIN)
    after = http_api(route("GET /a", to=_OTHER), _OTHER)
    changes = (
        does(Action.DELETE, _MAIN),
        does(Action.CREATE, _OTHER),
        does(Action.UPDATE, route("GET /a")),
    )

    (found,) = review(planned(before, after, *changes))

    assert (found.id, found.certain) == ("apply-fails-integration-in-use", False)
    assert found.text.endswith("AWS refuses, unless it was made with `create_before_destroy`")


def test_integration_deleted_with_its_route() -> None:
    """What goes together goes in order."""
    orders = route("GET /a", to=_MAIN)
    before = http_api(orders, _MAIN)

    assert (
        _failing(before, http_api(), does(Action.DELETE, orders), does(Action.DELETE, _MAIN)) == []
    )


def test_integration_that_only_the_new_route_uses() -> None:
    """What a route leads to only afterwards is free to go and come."""
    before = http_api(route("GET /a", to=_OTHER), _MAIN, _OTHER)
    after = http_api(route("GET /a", to=_MAIN), _MAIN, _OTHER)
    changes = (does(Action.DELETE_THEN_CREATE, _MAIN), does(Action.UPDATE, route("GET /a")))

    assert _failing(before, after, *changes) == []


def test_authorizer_made_anew() -> None:
    """The same holds for an authorizer that a route uses."""
    api = http_api(route("GET /a", by=_POOL), _POOL)

    (found,) = review(planned(api, api, does(Action.DELETE_THEN_CREATE, _POOL)))

    assert (found.id, found.subject) == ("apply-fails-authorizer-in-use", "authorizer pool")


def test_deployment_made_anew() -> None:
    """The same holds for a deployment that a stage serves."""
    now = deployment(triggers={"a": "1"})
    live = stage(auto_deploy=False, deployment=leads_to(now))
    api = http_api(now, live)

    assert _failing(api, api, does(Action.DELETE_THEN_CREATE, now)) == [
        "apply-fails-deployment-in-use"
    ]
    assert _failing(api, api, does(Action.CREATE_THEN_DELETE, now)) == []


def test_route_made_anew_at_another_address() -> None:
    """A route that one resource leaves while another makes it is refused, but not if moved."""
    old, new = route("GET /a", address="old"), route("GET /a", address="new")
    sides = (http_api(old), http_api(new))

    (found,) = review(planned(*sides, does(Action.DELETE, old), does(Action.CREATE, new)))

    assert (found.id, found.subject) == ("apply-fails-route-exists", "GET /a")
    assert found.text == (
        "goes from `aws_apigatewayv2_route.old` to `aws_apigatewayv2_route.new` in no fixed "
        "order: AWS refuses the second one while the first is there"
    )
    assert "moved" in found.advice
    moved = does(Action.NONE, new, previous_address=old.origin.address)
    assert review(planned(*sides, moved)) == ()


def test_keys_that_trade_places() -> None:
    """Keys that move along a list, as with count, are refused while the other has them."""
    before = http_api(route("GET /a", address="r[0]"), route("GET /b", address="r[1]"))
    after = http_api(
        route("GET /new", address="r[0]"),
        route("GET /a", address="r[1]"),
        route("GET /b", address="r[2]"),
    )
    changes = (
        does(Action.UPDATE, after.routes[0]),
        does(Action.UPDATE, after.routes[1]),
        does(Action.CREATE, after.routes[2]),
    )

    assert _failing(before, after, *changes) == ["apply-fails-route-exists"] * 2


def test_variable_renamed_at_another_address() -> None:
    """Two names for one variable are refused while both routes are there."""
    old, new = route("GET /a/{id}", address="old"), route("GET /a/{order}", address="new")

    found = review(
        planned(http_api(old), http_api(new), does(Action.DELETE, old), does(Action.CREATE, new))
    )

    assert ids(found) == ["apply-fails-route-conflict", "route-variable-renamed"]
    assert found[0].text == (
        "is made while `GET /a/{id}` goes, in no fixed order: "
        "AWS refuses two names for one variable"
    )


def test_variable_renamed_in_place() -> None:
    """In place, one name follows the other."""
    old, new = route("GET /a/{id}", address="one"), route("GET /a/{order}", address="one")

    assert _failing(http_api(old), http_api(new), does(Action.UPDATE, new)) == []


def test_stage_made_anew_at_another_address() -> None:
    """Names of stages are taken, too."""
    old, new = stage("prod", address="old"), stage("prod", address="new")
    changes = (does(Action.DELETE, old), does(Action.CREATE, new))

    assert _failing(http_api(old), http_api(new), *changes) == ["apply-fails-name-exists"]


def test_nothing_fails_without_a_plan() -> None:
    """Of two synthesized outputs nobody knows what Terraform does."""
    old, new = route("GET /a", address="old"), route("GET /a", address="new")

    assert review(two_outputs(http_api(old), http_api(new))) == ()


_NOW = deployment(triggers={"hash": "1"})


def _not_released(*args: Any) -> list[str]:  # noqa: ANN401 - those of a plan
    return [one.text for one in review(planned(*args)) if one.id == "not-released"]


def _changed(**options: Any) -> tuple[Any, Any]:  # noqa: ANN401 - of a stage
    """Return an API that gets one route, with a stage that does not deploy by itself."""
    live = stage(**{"auto_deploy": False, "deployment": leads_to(_NOW), **options})
    return http_api(_NOW, live), http_api(_NOW, live, route("GET /a"))


_CREATED = does(Action.CREATE, route("GET /a"))


@pytest.mark.parametrize(
    "action", [Action.CREATE, Action.DELETE_THEN_CREATE, Action.CREATE_THEN_DELETE]
)
def test_released_by_a_new_deployment(action: Action) -> None:
    """A deployment that the plan makes serves what changes."""
    assert _not_released(*_changed(), _CREATED, does(action, _NOW)) == []


def test_not_released() -> None:
    """A deployment that stays serves what it served."""
    assert _not_released(*_changed(), _CREATED, does(Action.UPDATE, _NOW)) == [
        (
            "does not serve 1 change of this API (`GET /a`) after this apply: "
            "its deployment stays the same"
        )
    ]


def test_not_released_for_want_of_triggers() -> None:
    """A deployment without triggers never changes, which is said."""
    plain = deployment()
    live = stage(auto_deploy=False, deployment=leads_to(plain))

    (text,) = _not_released(http_api(plain, live), http_api(plain, live, route("GET /a")), _CREATED)

    assert text.endswith(
        "its deployment stays the same and has no triggers that would make a new one"
    )


@pytest.mark.parametrize(
    ("options", "reason", "certain"),
    [
        ({"auto_deploy": UNKNOWN}, "whether it deploys by itself is not known before apply", False),
        (
            {"deployment": None},
            "it does not deploy by itself and has no deployment here",
            True,
        ),
        ({"deployment": UNRESOLVED}, "which deployment it serves is not known before apply", False),
        (
            {"deployment": Link(kind=LinkKind.EXTERNAL, id="d1")},
            "it serves deployment `d1`, which is managed elsewhere",
            True,
        ),
    ],
)
def test_not_released_or_not_known(options: dict[str, Any], reason: str, certain: bool) -> None:  # noqa: FBT001 - of the case
    """What cannot be told is not told as a fact."""
    found = [
        one for one in review(planned(*_changed(**options), _CREATED)) if one.id == "not-released"
    ]

    assert [(one.text.rpartition(": ")[2], one.certain) for one in found] == [(reason, certain)]


def test_stage_that_a_targeted_plan_leaves_out() -> None:
    """A stage that the plan does not touch serves what it served."""
    live = stage(auto_deploy=False, deployment=leads_to(_NOW))

    (text,) = _not_released(http_api(_NOW, live), http_api(route("GET /a")), _CREATED)

    assert text.endswith("its deployment stays the same")


def test_released_by_itself() -> None:
    """A stage that deploys by itself serves every change."""
    assert _not_released(*_changed(auto_deploy=True), _CREATED) == []


def test_nothing_to_release() -> None:
    """What is live at once needs no deployment."""
    live = stage(auto_deploy=False, deployment=leads_to(_NOW))
    quiet = stage(auto_deploy=False, deployment=leads_to(_NOW), variables={"a": "1"})

    assert (
        _not_released(http_api(_NOW, live), http_api(_NOW, quiet), does(Action.UPDATE, quiet)) == []
    )


@pytest.mark.parametrize(
    ("old", "new", "certain"),
    [
        ({"hash": "1"}, {"hash": "2"}, None),
        ({"hash": "1"}, {"hash": "1"}, True),
        (None, None, True),
        ({"hash": UNKNOWN}, {"hash": UNKNOWN}, False),
        ({"hash": "1"}, UNKNOWN, False),
    ],
)
def test_triggers_of_two_outputs(old: Any, new: Any, certain: bool | None) -> None:  # noqa: ANN401, FBT001 - values
    """Without a plan the triggers tell whether there is a new deployment."""
    live = stage(auto_deploy=False, deployment=leads_to(_NOW))
    before = http_api(deployment(triggers=old), live)
    after = http_api(deployment(triggers=new), live, route("GET /a"))

    found = [one for one in review(two_outputs(before, after)) if one.id == "not-released"]

    assert [one.certain for one in found] == ([] if certain is None else [certain])


def test_all_together() -> None:
    """What fails comes first, then what changes, then what is not released."""
    live = stage("live", auto_deploy=False, deployment=leads_to(_NOW))
    before = http_api(route("GET /a", to=_MAIN, by=_POOL), _MAIN, _POOL, _NOW, live)
    after = http_api(route("GET /a", to=_MAIN), _MAIN, _POOL, _NOW, live)
    changes = (does(Action.DELETE_THEN_CREATE, _MAIN), does(Action.UPDATE, after.routes[0]))

    assert told(review(planned(before, after, *changes))) == [
        (
            "integration of GET /a: is deleted before it is "
            "made anew, while `GET /a` still uses it: AWS refuses"
        ),
        "GET /a: loses its JWT authorizer: anyone can call it",
        (
            "stage live: does not serve 1 change of this API (`GET /a`) after this apply: "
            "its deployment stays the same"
        ),
    ]


_GUARD = lambda_authorizer("pool")


@pytest.mark.parametrize("kind", ["JWT", "CUSTOM"])
def test_route_loses_its_authorizer_only(kind: str) -> None:
    """AWS refuses a type that needs an authorizer without one, so nobody else passes."""
    before = http_api(route("GET /a", by=_POOL, scopes=("read",)), _POOL)
    after = http_api(route("GET /a", by=kind), _POOL)

    for comparison in (
        two_outputs(before, after),
        planned(before, after, does(Action.UPDATE, route("GET /a"))),
    ):
        (found,) = review(comparison)

        assert (found.id, found.level) == ("apply-fails-authorizer-missing", Impact.BREAKING)
        assert found.text == f"is of type `{kind}` and has no authorizer: AWS refuses it"
        assert found.certain


def test_new_route_without_its_authorizer() -> None:
    """A new route with half an authorization is refused; what a message needs is never asked."""
    api, socket = http_api(), websocket_api()
    half, message = route("GET /a", by="JWT"), route("send", by="CUSTOM")
    connect = route("$connect", by="CUSTOM")

    assert "apply-fails-authorizer-missing" in ids(review(two_outputs(api, http_api(half))))
    assert _failing(socket, websocket_api(message), does(Action.CREATE, message)) == []
    assert _failing(socket, websocket_api(connect), does(Action.CREATE, connect)) == [
        "apply-fails-authorizer-missing"
    ]


@pytest.mark.parametrize(
    "key", ["get /a", "GET a", "GET/a", "FETCH /a", "GET /{id}.json", "GET //"]
)
def test_route_gets_a_key_that_is_none(key: str) -> None:
    """AWS refuses what is no route key, though the plan takes it."""
    before = http_api(route("GET /a", address="one"))

    found = {
        one.id: one for one in review(two_outputs(before, http_api(route(key, address="one"))))
    }

    assert found["apply-fails-route-key"].text == f"`{key}` is not a route key: AWS refuses it"
    assert found["apply-fails-route-key"].certain


def test_keys_of_a_websocket_api_are_free() -> None:
    """The keys of a WebSocket API are whatever messages hold."""
    before = websocket_api(route("send", address="one"))
    after = websocket_api(route("get /a", address="one"))

    assert "apply-fails-route-key" not in ids(review(two_outputs(before, after)))


@pytest.mark.parametrize(
    ("action", "route_action", "certain"),
    [
        (Action.UPDATE, Action.UPDATE, True),
        (Action.CREATE_THEN_DELETE, Action.UPDATE, True),
        (Action.UPDATE, Action.NONE, False),
    ],
)
def test_authorizer_becomes_one_of_another_type(
    action: Action, route_action: Action, *, certain: bool
) -> None:
    """AWS refuses a route whose authorizer is of another type than its authorization."""
    orders = route("GET /a", by=_POOL)
    changes = (does(action, _POOL), does(route_action, orders))

    comparison = planned(http_api(orders, _POOL), http_api(orders, _GUARD), *changes)
    found = {one.id: one for one in review(comparison)}

    assert found.keys() == {"apply-fails-authorizer-type", "authorizer-type-changed"}
    assert found["apply-fails-authorizer-type"].text == (
        "is of type `JWT`, and authorizer `pool` is of type `REQUEST`: AWS refuses that"
    )
    assert found["apply-fails-authorizer-type"].certain is certain


def test_what_is_refused_already_is_no_news() -> None:
    """Of a route and an authorizer that stay nothing is told, whatever else changes."""
    wrong = route("GET /a", authorization_type="CUSTOM", authorizer=leads_to(_POOL))
    before = http_api(wrong, _POOL)

    assert review(two_outputs(before, http_api(wrong, jwt("other"), _POOL))) == ()
