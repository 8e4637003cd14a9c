"""Routes that come, go or get another key, and who answers their requests."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import Origin, Source
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.surfaces import (
    does,
    http_api,
    ids,
    jwt,
    lambda_authorizer,
    planned,
    route,
    surface,
    told,
    two_outputs,
    websocket_api,
)


def test_removed() -> None:
    """A route that goes and that no other covers is breaking: nobody answers."""
    before = http_api(route("GET /orders"), route("POST /orders"))
    after = http_api(route("GET /orders"))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("route-removed", Impact.BREAKING)
    assert found.subject == "POST /orders"
    assert found.text == "disappears: nobody answers its requests any more (404)"
    assert (found.before, found.after) == ("open", "404")
    assert found.certain


@pytest.mark.parametrize("owner", ["ANY /{proxy+}", "$default", "ANY /orders", "POST /{any}"])
def test_removed_names_the_new_owner(owner: str) -> None:
    """A route that goes while another covers it says where the requests fall."""
    before = http_api(route("POST /orders"), route(owner))

    (found,) = review(two_outputs(before, http_api(route(owner))))

    assert (found.id, found.level) == ("route-removed-covered", Impact.BEHAVIOUR)
    assert found.text == f"disappears: requests now fall to `{owner}`"
    assert found.after == f"`{owner}`"


def test_removed_and_covered_in_part() -> None:
    """A route of which some paths are covered tells of both fates."""
    rest = route("GET /orders/{proxy+}")
    before = http_api(route("GET /{kind}/list"), rest)

    (found,) = review(two_outputs(before, http_api(rest)))

    assert found.id == "route-removed"
    assert found.text == (
        "disappears: some requests now fall to `GET /orders/{proxy+}`, the others get 404"
    )
    assert found.after == "`GET /orders/{proxy+}`, else 404"


def test_removed_but_never_reached() -> None:
    """A ``$default`` that other routes leave nothing to goes without anybody noticing."""
    rest = (route("ANY /"), route("ANY /{proxy+}"))

    (found,) = review(two_outputs(http_api(route("$default"), *rest), http_api(*rest)))

    assert found.level is Impact.COSMETIC
    assert found.text == "disappears; no request reached it, other routes come before it"


def test_removed_with_an_undocumented_rival() -> None:
    """Where AWS does not document who answers, the finding is not certain and says so."""
    rest = (route("ANY /a"), route("GET /{proxy+}"))

    (found,) = review(two_outputs(http_api(route("GET /a"), *rest), http_api(*rest)))

    assert not found.certain
    assert found.text == (
        "disappears: requests now fall to `ANY /a`; AWS does not document which route "
        "answers `GET /a`"
    )


def test_removed_where_routes_are_not_seen() -> None:
    """A route with a key that is known after apply may answer, so the 404 is not certain."""
    hidden = route(UNKNOWN, address="hidden")

    (found,) = review(two_outputs(http_api(route("GET /a"), hidden), http_api(hidden)))

    assert not found.certain
    assert found.text.endswith("unless a route answers that is not known before apply")


def test_removed_from_an_api_that_is_defined_elsewhere() -> None:
    """Of an API of another stack not all routes are seen, so the 404 is not certain."""
    elsewhere = Origin(address="abc123", type="aws_apigatewayv2_api", source=Source.ELSEWHERE)
    before = http_api(route("GET /a"), origin=elsewhere, name=None, id="abc123")

    (found,) = review(two_outputs(before, surface()))

    assert (found.id, found.api, found.certain) == ("route-removed", "abc123", False)


def test_added() -> None:
    """A new route that takes nothing from others is told with who may call it."""
    (found,) = review(two_outputs(http_api(), http_api(route("GET /orders"))))

    assert (found.id, found.level) == ("route-added", Impact.BEHAVIOUR)
    assert found.text == "is new: anyone can call it"


def test_added_open_beside_guarded_routes() -> None:
    """A new route without authorization in an API that has some is a matter of security."""
    pool = jwt()
    before = http_api(route("GET /orders", by=pool), pool)
    after = http_api(route("GET /orders", by=pool), route("GET /admin"), pool)

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("open-route-added", Impact.SECURITY)


@pytest.mark.parametrize(
    ("new", "owner"),
    [
        ("GET /orders/{id}", "ANY /{proxy+}"),
        ("GET /orders", "$default"),
        ("GET /orders", "ANY /orders"),
        ("GET /orders/mine", "GET /orders/{id}"),
        ("GET /{kind}/list", "GET /orders/{proxy+}"),
        ("ANY /v1/{proxy+}", "ANY /{proxy+}"),
    ],
)
def test_added_names_whom_it_takes_requests_from(new: str, owner: str) -> None:
    """A new route that is narrower than another names it."""
    before = http_api(route(owner))
    after = http_api(route(owner), route(new))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("route-takes-requests", Impact.BEHAVIOUR)
    assert found.text == f"is new and takes requests from `{owner}`"


def test_added_takes_from_several() -> None:
    """All routes that lose requests are named."""
    wide = (route("GET /{a}/b/{rest+}"), route("GET /{rest+}"), route("$default"))

    (found,) = review(two_outputs(http_api(*wide), http_api(*wide, route("ANY /x/{rest+}"))))

    assert "from `$default`, `GET /{a}/b/{rest+}` and `GET /{rest+}`" in found.text


def test_added_wide_takes_nothing() -> None:
    """A new catch-all takes no requests from narrower routes."""
    before = http_api(route("GET /orders"))
    after = http_api(route("GET /orders"), route("ANY /{proxy+}"), route("$default"))

    assert ids(review(two_outputs(before, after))) == ["route-added", "route-added"]


def test_removed_and_its_requests_lose_authorization() -> None:
    """A guarded route that goes while an open one covers it opens its requests."""
    pool = jwt()
    wide = route("ANY /{proxy+}")
    before = http_api(route("POST /carts", by=pool), wide, pool)

    found = review(two_outputs(before, http_api(wide, pool)))

    assert ids(found) == ["requests-lose-authorization"]
    assert found[0].level is Impact.SECURITY
    assert found[0].text == (
        "disappears: requests now fall to `ANY /{proxy+}` and lose their JWT "
        "authorizer: anyone can send them"
    )


def test_removed_and_its_requests_need_authorization() -> None:
    """An open route that goes while a guarded one covers it shuts its callers out."""
    guard = lambda_authorizer()
    wide = route("ANY /{proxy+}", by=guard)
    before = http_api(route("GET /health"), wide, guard)

    found = review(two_outputs(before, http_api(wide, guard)))

    assert ids(found) == ["requests-gain-authorization"]
    assert found[0].level is Impact.BREAKING
    assert found[0].text == (
        "disappears: requests now fall to `ANY /{proxy+}` and need the consent of "
        "Lambda authorizer `guard`: callers without it are refused"
    )


def test_added_takes_requests_from_a_guarded_route() -> None:
    """A new open route below a guarded catch-all lets everyone pass."""
    pool = jwt()
    wide = route("ANY /{proxy+}", by=pool)

    found = review(two_outputs(http_api(wide, pool), http_api(wide, route("GET /a"), pool)))

    assert ids(found) == ["requests-lose-authorization"]
    assert found[0].subject == "GET /a"
    assert found[0].before == "JWT by `pool`"
    assert found[0].text == (
        "is new and takes requests from `ANY /{proxy+}`, which now lose their JWT "
        "authorizer: anyone can send them"
    )


def test_added_guarded_route_takes_open_requests() -> None:
    """A new guarded route below an open catch-all is told once, with what it asks for."""
    pool = jwt()
    wide = route("$default")

    found = review(
        two_outputs(http_api(wide, pool), http_api(wide, route("GET /a", by=pool), pool))
    )

    assert ids(found) == ["requests-gain-authorization"]
    assert found[0].level is Impact.BREAKING
    assert found[0].text == (
        "is new and takes requests from `$default`, which now need a token that `pool` accepts: "
        "callers without it are refused"
    )


_POOL, _OTHER, _GUARD = jwt(), jwt("other", issuer="https://other.example"), lambda_authorizer()
_TOKEN, _OTHERS = "a token that `pool` accepts", "a token that `other` accepts"
_CHANGED, _GAINED = "requests-change-authorization", "requests-gain-authorization"
_PASSING: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    (
        {"by": _POOL, "scopes": ("admin",)},
        {"by": _POOL},
        [
            (
                _CHANGED,
                (
                    f"need {_TOKEN} instead of {_TOKEN}, with the scope `admin`: "
                    "any valid token passes"
                ),
            )
        ],
    ),
    (
        {"by": _POOL},
        {"by": _POOL, "scopes": ("admin",)},
        [
            (
                _GAINED,
                (
                    f"need {_TOKEN}, with the scope `admin` instead of {_TOKEN}: "
                    "other tokens are refused"
                ),
            )
        ],
    ),
    (
        {"by": _POOL, "scopes": ("admin",)},
        {"by": _OTHER},
        [
            (
                _CHANGED,
                (
                    f"need {_OTHERS} instead of {_TOKEN}, with the scope `admin`: "
                    "other callers pass and any valid token passes"
                ),
            )
        ],
    ),
    (
        {"by": _POOL, "scopes": ("read",)},
        {"by": _POOL, "scopes": ("admin",)},
        [
            (
                _GAINED,
                (
                    f"need {_TOKEN}, with the scope `admin` instead of {_TOKEN}, with the scope "
                    "`read`: the scope `read` is no longer enough"
                ),
            ),
            (
                _CHANGED,
                (
                    f"need {_TOKEN}, with the scope `admin` instead of {_TOKEN}, with the scope "
                    "`read`: the scope `admin` is enough, too"
                ),
            ),
        ],
    ),
    (
        {"by": "AWS_IAM"},
        {"by": _POOL},
        [
            (
                _GAINED,
                (
                    f"need {_TOKEN} instead of a request signed with AWS credentials: "
                    "today's callers are refused"
                ),
            )
        ],
    ),
    (
        {"by": _POOL},
        {"by": _GUARD},
        [
            (
                _GAINED,
                (
                    f"need the consent of Lambda authorizer `guard` instead of {_TOKEN}: "
                    "today's callers are refused"
                ),
            )
        ],
    ),
    (
        {"by": _POOL},
        {"by": _POOL, "scopes": UNKNOWN},
        [
            (
                _CHANGED,
                f"may need {_TOKEN}, with scopes that are known after apply instead of {_TOKEN}",
            )
        ],
    ),
    (
        {},
        {"authorization_type": UNKNOWN},
        [
            (
                _CHANGED,
                "may need an authorization that is known after apply instead of nothing",
            )
        ],
    ),
]
_CATCH_ALL = "ANY /{proxy+}"


@pytest.mark.parametrize(("old", "new", "verdicts"), _PASSING)
def test_requests_fall_to_another_guard(
    old: dict[str, Any], new: dict[str, Any], verdicts: list[tuple[str, str]]
) -> None:
    """Requests of a route that goes are judged as if its own guard changed."""
    wide, parts = route(_CATCH_ALL, **new), (_POOL, _OTHER, _GUARD)
    before = http_api(route("GET /admin/{id}", **old), wide, *parts)

    found = review(two_outputs(before, http_api(wide, *parts)))

    how = f"disappears: requests now fall to `{_CATCH_ALL}` and"
    assert [(one.id, one.text) for one in found] == [(id, f"{how} {text}") for id, text in verdicts]
    assert [one.certain for one in found] == [UNKNOWN not in new.values()] * len(found)


@pytest.mark.parametrize(("old", "new", "verdicts"), _PASSING)
def test_added_route_has_another_guard(
    old: dict[str, Any], new: dict[str, Any], verdicts: list[tuple[str, str]]
) -> None:
    """Requests that a new route takes are judged as if the guard of their route changed."""
    wide, parts = route(_CATCH_ALL, **old), (_POOL, _OTHER, _GUARD)
    after = http_api(route("GET /a", **new), wide, *parts)

    found = review(two_outputs(http_api(wide, *parts), after))

    how = f"is new and takes requests from `{_CATCH_ALL}`, which now"
    assert [(one.id, one.text) for one in found] == [(id, f"{how} {text}") for id, text in verdicts]


def test_requests_fall_to_the_same_guard() -> None:
    """Where the other route asks for the same, only the other route is told of."""
    wide = route(_CATCH_ALL, by=_POOL, scopes=("admin",))
    before = http_api(route("GET /a", by=_POOL, scopes=("admin",)), wide, _POOL)

    assert ids(review(two_outputs(before, http_api(wide, _POOL)))) == ["route-removed-covered"]


def test_renamed_and_its_requests_lose_authorization() -> None:
    """The requests of the old key lose what guarded them, and those of the new one need it."""
    wide = route(_CATCH_ALL)
    before = http_api(route("GET /orders", by=_POOL, address="one"), wide, _POOL)
    after = http_api(route("GET /orders2", by=_POOL, address="one"), wide, _POOL)

    found = {one.id: one.text for one in review(two_outputs(before, after))}

    assert found.keys() == {"route-renamed", "requests-lose-authorization", _GAINED}
    assert found["requests-lose-authorization"] == (
        "becomes `GET /orders2`: requests now fall to `ANY /{proxy+}` and lose their JWT "
        "authorizer: anyone can send them"
    )
    assert found[_GAINED] == (
        "takes requests from `ANY /{proxy+}`, which now need a token that `pool` accepts: "
        "callers without it are refused"
    )


def test_widened_in_place_and_opened() -> None:
    """What a route no longer asks for of requests that it keeps is told once."""
    before = http_api(route("GET /orders", by=_POOL, address="one"), _POOL)
    after = http_api(route("ANY /orders", address="one"), _POOL)

    lost, renamed = review(two_outputs(before, after))

    assert (lost.id, renamed.id) == ("requests-lose-authorization", "route-renamed")
    assert lost.text == (
        "becomes `ANY /orders`: requests that it still answers lose their JWT authorizer: "
        "anyone can send them"
    )


def test_narrowed_in_place_and_opened() -> None:
    """A key that keeps some of its requests tells of those what it tells of all."""
    before = http_api(route("ANY /{proxy+}", by=_POOL, address="one"), _POOL)
    after = http_api(route("GET /orders", address="one"), _POOL)

    found = review(two_outputs(before, after))

    assert sorted(ids(found)) == ["requests-lose-authorization", "route-renamed"]


def test_merged_behind_a_guard() -> None:
    """Requests that pass from a route that goes to one that comes are told once."""
    before = http_api(route("GET /a", by=_POOL), route("POST /a"), _POOL)
    after = http_api(route("ANY /a", by=_POOL), _POOL)

    found = review(two_outputs(before, after))

    assert [(one.subject, one.id) for one in found if one.id == _GAINED] == [("POST /a", _GAINED)]
    assert sorted(ids(found)) == [_GAINED, "route-removed-covered", "route-takes-requests"]


def test_split_and_opened() -> None:
    """What is told of a route that goes is not told again of the one that comes."""
    before = http_api(route("ANY /a", by=_POOL), _POOL)
    after = http_api(route("GET /a", by=_POOL), route("POST /a"), _POOL)

    lost = [one for one in review(two_outputs(before, after)) if one.level is Impact.SECURITY]

    assert [(one.subject, one.id) for one in lost] == [("ANY /a", "requests-lose-authorization")]


def test_renamed_beside_what_takes_its_requests() -> None:
    """A route that gets another key tells where its requests go, as one that is removed does."""
    before = http_api(route("GET /a", by=_POOL, address="one"), _POOL)
    after = http_api(route("GET /b", by=_POOL, address="one"), route("ANY /a"), _POOL)

    lost = [one for one in review(two_outputs(before, after)) if one.level is Impact.SECURITY]

    assert [(one.subject, one.id) for one in lost] == [("GET /a", "requests-lose-authorization")]


def test_renamed_where_another_has_the_key() -> None:
    """Of two routes with the same key, which AWS does not take, one may get another."""
    one, two = route("GET /a", address="one"), route("GET /a", address="two")

    found = review(two_outputs(http_api(one, two), http_api(one, route("GET /b", address="two"))))

    assert ids(found) == ["route-renamed"]


@pytest.mark.parametrize("key", ["GET /a{x}", "GET /{x+}/b", "TRACE /a"])
def test_added_open_and_refused(key: str) -> None:
    """Nobody can call a route that AWS refuses."""
    guarded = route("GET /a", by=_POOL)

    found = review(two_outputs(http_api(guarded, _POOL), http_api(guarded, route(key), _POOL)))

    assert ids(found) == ["apply-fails-route-key", "route-added"]
    assert found[1].text == "is new"


@pytest.mark.parametrize("by", [_POOL, None])
def test_renamed_and_opened(by: Any) -> None:  # noqa: ANN401 - an authorizer or none
    """A key that nobody answered before does not lose what guarded another one."""
    guarded = route("GET /other", by=_POOL)
    before = http_api(route("GET /a", by=by, scopes=("read",), address="one"), guarded, _POOL)
    after = http_api(route("GET /b", address="one"), guarded, _POOL)

    opened, renamed = sorted(review(two_outputs(before, after)), key=lambda one: one.id)

    assert (opened.id, renamed.id) == ("open-route-added", "route-renamed")
    assert (opened.subject, opened.text) == ("GET /b", "is new: anyone can call it")


def test_renamed_and_guarded() -> None:
    """Nobody is refused at a key that nobody answered before."""
    before = http_api(route("GET /a", address="one"), _POOL)
    after = http_api(route("GET /b", by=_POOL, address="one"), _POOL)

    assert ids(review(two_outputs(before, after))) == ["route-renamed"]


def test_variable_renamed_and_opened() -> None:
    """A route that keeps its requests loses what guarded them."""
    before = http_api(route("GET /a/{x}", by=_POOL, address="one"), _POOL)
    after = http_api(route("GET /a/{y}", address="one"), _POOL)

    found = review(two_outputs(before, after))

    assert sorted(ids(found)) == ["authorization-removed", "route-variable-renamed"]


def test_renamed() -> None:
    """A route that gets another key in place is lost for callers of the old one."""
    before = http_api(route("GET /orders", address="one"))
    after = http_api(route("GET /purchases", address="one"))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("route-renamed", Impact.BREAKING)
    assert found.subject == "GET /orders"
    assert found.text == "becomes `GET /purchases`: requests to `GET /orders` get 404"


def test_renamed_and_covered() -> None:
    """The requests of the old key fall to whatever covers it, and the new one takes its own."""
    wide = route("ANY /{proxy+}")
    before = http_api(route("GET /orders", address="one"), wide)
    after = http_api(route("GET /purchases", address="one"), wide)

    (found,) = review(two_outputs(before, after))

    assert found.text == (
        "becomes `GET /purchases` and takes requests from `ANY /{proxy+}`: "
        "requests to `GET /orders` now fall to `ANY /{proxy+}`"
    )


def test_widened_in_place() -> None:
    """A route that gets a wider key still answers the requests of the old one."""
    before = http_api(route("GET /orders", address="one"))
    after = http_api(route("ANY /orders", address="one"))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("route-renamed", Impact.BEHAVIOUR)
    assert found.text == "becomes `ANY /orders`, which answers the requests of `GET /orders`, too"


@pytest.mark.parametrize("address", ["one", "two"])
def test_variable_renamed(address: str) -> None:
    """Another name for a variable changes nothing for callers, but for the backend."""
    before = http_api(route("GET /orders/{id}/{part+}", address="one"))
    after = http_api(route("GET /orders/{order}/{part+}", address=address))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("route-variable-renamed", Impact.BEHAVIOUR)
    assert found.text == "keeps its requests, but path parameter `id` becomes `order`"


def test_key_becomes_unknown() -> None:
    """A key that is known after apply may be another one."""
    before = http_api(route("GET /orders", address="one"))
    after = http_api(route(UNKNOWN, address="one"))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.certain) == ("route-key-unknown", False)


def test_moved_to_another_address() -> None:
    """A route with the same key at another address is the same route."""
    before = http_api(route("GET /orders", address="one"))
    after = http_api(route("GET /orders", address="two"))

    assert review(two_outputs(before, after)) == ()


def test_keys_that_trade_places() -> None:
    """Routes are told apart by their keys, not by their place in a list."""
    before = http_api(route("GET /a", address="r[0]"), route("GET /b", address="r[1]"))
    after = http_api(route("GET /b", address="r[0]"), route("GET /a", address="r[1]"))

    assert review(two_outputs(before, after)) == ()


def test_left_alone_by_a_targeted_plan() -> None:
    """A route that is missing only because a plan does not touch it is not removed."""
    before = http_api(route("GET /a"), route("GET /b"))

    assert review(planned(before, http_api(route("GET /a")))) == ()


def test_removed_by_a_plan() -> None:
    """A route that a plan deletes is removed."""
    gone = route("GET /b")
    comparison = planned(http_api(gone), http_api(), does(Action.DELETE, gone))

    assert ids(review(comparison)) == ["route-removed"]


def test_no_longer_managed() -> None:
    """A route that Terraform forgets still answers its requests."""
    gone, narrow = route("ANY /{proxy+}"), route("GET /a")
    comparison = planned(
        http_api(gone, narrow),
        http_api(),
        does(Action.FORGET, gone),
        does(Action.DELETE, narrow),
    )

    found = review(comparison)

    assert ids(found) == ["route-removed-covered", "no-longer-managed"]
    assert found[0].after == "`ANY /{proxy+}`"
    assert found[1].text == "is no longer managed here; it stays as it is"


def test_websocket_route_removed() -> None:
    """A message without a route of its own gets an error, or falls to ``$default``."""
    send, default = route("send"), route("$default")

    (alone,) = review(two_outputs(websocket_api(send), websocket_api()))
    (covered,) = review(two_outputs(websocket_api(send, default), websocket_api(default)))

    assert told([alone, covered]) == [
        "send: disappears: its messages get an error",
        "send: disappears: its messages fall to `$default`",
    ]
    assert ids([alone, covered]) == ["route-removed", "route-removed-covered"]


@pytest.mark.parametrize(
    ("key", "id", "text"),
    [
        ("$default", "route-removed", "messages that no other route takes get an error"),
        ("$connect", "connection-event-removed", "clients connect without the backend being asked"),
        (
            "$disconnect",
            "connection-event-removed",
            "the backend is not told when a connection ends",
        ),
    ],
)
def test_websocket_predefined_route_removed(key: str, id: str, text: str) -> None:
    """Each of the routes with a meaning of their own has its own fate."""
    (found,) = review(two_outputs(websocket_api(route(key)), websocket_api()))

    assert (found.id, found.text) == (id, f"disappears: {text}")


def test_websocket_guarded_connect_removed() -> None:
    """Without its ``$connect`` route a WebSocket API lets everyone connect."""
    guard = lambda_authorizer()
    before = websocket_api(route("$connect", by=guard), guard)

    (found,) = review(two_outputs(before, websocket_api(guard)))

    assert (found.id, found.level) == ("requests-lose-authorization", Impact.SECURITY)
    assert found.text == "disappears with its Lambda authorizer: anyone can connect"


def test_websocket_route_added() -> None:
    """A new route takes its messages from ``$default``, where there is one."""
    send, default = route("send"), route("$default")

    (alone,) = review(two_outputs(websocket_api(), websocket_api(send)))
    (taking,) = review(two_outputs(websocket_api(default), websocket_api(default, send)))

    assert told([alone, taking]) == [
        "send: is new",
        "send: is new and takes its messages from `$default`",
    ]


def test_websocket_connect_added() -> None:
    """A new ``$connect`` with an authorizer shuts out clients that connect freely today."""
    guard = lambda_authorizer()

    (found,) = review(two_outputs(websocket_api(), websocket_api(route("$connect", by=guard))))

    assert (found.id, found.level) == ("authorization-added", Impact.BREAKING)


def test_websocket_route_renamed() -> None:
    """A route that gets another key no longer answers the messages of the old one."""
    before = websocket_api(route("send", address="one"))
    after = websocket_api(route("post", address="one"))

    assert told(review(two_outputs(before, after))) == [
        "send: becomes `post`: messages to `send` get an error"
    ]
