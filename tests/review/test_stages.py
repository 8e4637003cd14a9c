"""Stages that come, go or serve an API in another way."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import RouteSettings, Stage
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.surfaces import (
    UNRESOLVED,
    deployment,
    does,
    http_api,
    ids,
    integration,
    leads_to,
    planned,
    route,
    stage,
    told,
    two_outputs,
    websocket_api,
)


def _review(before: Stage, after: Stage) -> Any:  # noqa: ANN401 - findings
    orders = route("GET /a")
    return review(two_outputs(http_api(orders, before), http_api(orders, after)))


def _limits(rate: Any = None, burst: Any = None) -> RouteSettings:  # noqa: ANN401 - values
    return RouteSettings(rate_limit=rate, burst_limit=burst)


def test_stage_comes_and_goes() -> None:
    """A stage that goes takes its URL along; one that comes adds a URL."""
    (gone,) = review(two_outputs(http_api(stage("prod")), http_api()))
    (new,) = review(two_outputs(http_api(), http_api(stage("prod"))))

    assert (gone.id, gone.level, gone.subject) == ("stage-removed", Impact.BREAKING, "stage prod")
    assert (new.id, new.level) == ("stage-added", Impact.BEHAVIOUR)


def test_stage_renamed() -> None:
    """Another name is another URL."""
    (found,) = _review(stage("prod"), stage("live"))

    assert (found.id, found.level) == ("stage-renamed", Impact.BREAKING)
    assert found.text == "becomes stage `live`: the URL changes"


def test_stage_at_another_address() -> None:
    """A stage of the same name is the same stage."""
    assert _review(stage("prod"), stage("prod", address="other")) == ()


def test_stage_named_like_a_path() -> None:
    """A new stage takes the requests whose path begins with its name from ``$default``."""
    orders = (route("GET /orders/{id}"), stage())

    found = review(two_outputs(http_api(*orders), http_api(*orders, stage("orders", address="x"))))

    assert ids(found) == ["stage-takes-requests", "stage-added"]
    assert found[0].text == "takes the requests of `GET /orders/{id}` from stage `$default`"


@pytest.mark.parametrize("key", ["ANY /{proxy+}", "$default", "GET /{kind}", "GET /{kind}/list"])
def test_stage_named_like_what_a_variable_takes(key: str) -> None:
    """A path with a variable in front may begin with the name of a new stage, too."""
    before = http_api(route(key), route("GET /"), route("GET /carts"), stage())
    after = http_api(*before.routes, stage(), stage("orders", address="x"))

    new, takes = review(two_outputs(before, after))

    assert [(new.id, new.level), (takes.id, takes.level)] == [
        ("stage-added", Impact.BEHAVIOUR),
        ("stage-takes-requests", Impact.BEHAVIOUR),
    ]
    assert takes.text == (
        "takes requests from stage `$default`, those whose path begins with `/orders`: "
        f"`{key}` answers them today"
    )


def test_stage_beside_an_endpoint_that_is_off() -> None:
    """Under a domain name the mapping says which stage it is, whatever the path."""
    before = http_api(route("GET /orders"), stage(), disable_execute_api_endpoint=True)
    after = http_api(
        *before.routes, stage(), stage("orders", address="x"), disable_execute_api_endpoint=True
    )

    assert ids(review(two_outputs(before, after))) == ["stage-added"]


_OLD, _NEW = deployment("old"), deployment("new")
_ELSEWHERE = Link(kind=LinkKind.EXTERNAL, id="d0")


def _serves(link: Link, **options: Any) -> Stage:  # noqa: ANN401 - of the class
    return stage(**{"auto_deploy": False, "deployment": link, **options})


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (_ELSEWHERE, "`d0`"),
        (leads_to(_NEW), "`aws_apigatewayv2_deployment.new`"),
    ],
)
def test_stage_serves_another_deployment(link: Link, words: str) -> None:
    """A stage that is pinned to another deployment answers as that was released."""
    before = http_api(_serves(leads_to(_OLD)), _OLD, _NEW)
    after = http_api(_serves(link), _OLD, _NEW)

    (found,) = review(planned(before, after, does(Action.UPDATE, stage())))

    assert (found.id, found.level) == ("stage-serves-other-deployment", Impact.BEHAVIOUR)
    assert found.text == (
        f"serves deployment {words} instead of `aws_apigatewayv2_deployment.old`: "
        "callers get what was released with it"
    )
    assert found.certain


def test_stage_serves_what_is_released() -> None:
    """A deployment that the same change makes releases it, as is usual."""
    before = http_api(_serves(leads_to(_OLD)), _OLD)
    after = http_api(_serves(leads_to(_NEW)), _NEW)
    changes = (does(Action.UPDATE, stage()), does(Action.CREATE, _NEW), does(Action.DELETE, _OLD))

    assert review(two_outputs(before, after)) == ()
    assert review(planned(before, after, *changes)) == ()
    automatic = http_api(_serves(_ELSEWHERE, auto_deploy=True), _OLD)
    assert ids(review(planned(before, automatic, *changes[:1]))) == ["auto-deploy-on"]


def test_stage_may_serve_another_deployment() -> None:
    """A deployment that is known after apply may be another one."""
    before, after = http_api(_serves(leads_to(_OLD)), _OLD), http_api(_serves(UNRESOLVED), _OLD)

    (found,) = review(planned(before, after, does(Action.UPDATE, stage())))

    assert (found.id, found.certain) == ("stage-serves-other-deployment", False)
    assert found.text == (
        "may serve another deployment than `aws_apigatewayv2_deployment.old`: "
        "that is known after apply"
    )


def test_stage_serves_a_deployment_that_is_sensitive() -> None:
    """That it is another deployment is told, and nothing of which."""
    one, other = (
        _serves(Link(kind=LinkKind.UNRESOLVED, sensitive=masked(text))) for text in ("a", "b")
    )

    (found,) = review(two_outputs(http_api(one), http_api(other)))

    assert (found.id, found.certain) == ("stage-serves-other-deployment", False)
    assert found.text == "the deployment that it serves changes in a way that is sensitive"


_LIMIT_CASES: list[tuple[Any, Any, list[str]]] = [
    (None, None, []),
    (None, (10, 20), ["throttling-added", "throttling-added"]),
    ((10, 20), None, ["throttling-removed", "throttling-removed"]),
    ((10, 20), (5, 20), ["throttling-lowered"]),
    ((10, 20), (10, 30), ["throttling-raised"]),
    ((10, 20), (10.0, 20), []),
    ((10, 20), (0, 20), ["throttling-zero"]),
    ((10, 20), (None, None), ["throttling-zero"]),
    (None, (None, None), ["throttling-zero"]),
    ((10, 20), (UNKNOWN, 20), ["throttling-unknown"]),
    ((UNKNOWN, 20), (UNKNOWN, 20), []),
]


@pytest.mark.parametrize(("before", "after", "kinds"), _LIMIT_CASES)
def test_throttling(before: Any, after: Any, kinds: list[str]) -> None:  # noqa: ANN401 - values
    """Limits of a stage; one that is left out in a block that is there is 0."""
    first, second = (
        stage(default_settings=None if values is None else _limits(*values))
        for values in (before, after)
    )

    assert ids(_review(first, second)) == kinds


def test_throttling_in_words() -> None:
    """The sentences have both limits and their units."""
    first, second = stage(default_settings=_limits(10, 20)), stage(default_settings=_limits(0, 5))

    assert told(_review(first, second)) == [
        "stage $default: refuses every request with 429: a limit is 0",
        "stage $default: lets 5 requests at once pass instead of 20",
    ]


def test_throttling_of_one_route() -> None:
    """A route with limits of its own is named, and not told of twice with the stage's."""
    first = stage(default_settings=_limits(10, 20))
    second = stage(default_settings=_limits(10, 20), route_settings={"GET /a": _limits(1, 20)})

    assert told(_review(first, second)) == [
        "stage $default, GET /a: lets 1 requests a second pass instead of 10"
    ]


def test_limits_of_a_route_that_goes() -> None:
    """The limits of a route that goes are no news beside the route."""
    settings = {"GET /a": _limits(1, 2)}
    before = http_api(route("GET /a"), stage(route_settings=settings))

    assert ids(review(two_outputs(before, http_api(stage())))) == ["route-removed"]


def test_limit_that_was_never_set() -> None:
    """Terraform reads 0 for a limit that was never set, which a plan must not take for 0."""
    first = stage(default_settings=_limits(0, 0))
    second = stage(default_settings=_limits(10, 20))
    comparison = planned(http_api(first), http_api(second), does(Action.UPDATE, second))

    assert ids(review(comparison)) == ["throttling-added", "throttling-added"]
    assert review(planned(http_api(first), http_api(first))) == ()


_READ = RouteSettings(rate_limit=UNKNOWN, burst_limit=UNKNOWN, reads_zero=True)


@pytest.mark.parametrize("other", [None, _READ], ids=["absent", "read back"])
def test_no_limit_in_a_state(other: RouteSettings | None) -> None:
    """A state has 0 where there is no limit: none there and none here is no change."""
    first, second = stage("prod", default_settings=_READ), stage("live", default_settings=other)

    assert ids(_review(first, second)) == ["stage-renamed"]
    assert ids(_review(second, first)) == ["stage-renamed"]


def test_limit_beside_none_in_a_state() -> None:
    """A limit is told of for certain when it comes, and may go where a state has 0 afterwards."""
    read, limited = stage(default_settings=_READ), stage(default_settings=_limits(10, 20))

    added = _review(read, limited)
    dropped = _review(limited, read)

    assert told(added) == [
        "stage $default: lets 10 requests a second pass, no more",
        "stage $default: lets 20 requests at once pass, no more",
    ]
    assert {(one.id, one.before, one.certain) for one in added} == {
        ("throttling-added", "the account's limit, or 0", True)
    }
    why = "the state has 0, which stands for no limit too"
    assert told(dropped) == [
        f"stage $default: may drop its limit of 10 requests a second: {why}",
        f"stage $default: may drop its limit of 20 requests at once: {why}",
    ]
    assert {(one.id, one.after, one.certain) for one in dropped} == {
        ("throttling-removed", "the account's limit, or 0", False)
    }


def test_limit_that_is_not_seen() -> None:
    """What a limit was is not seen, and never known after an apply that is yet to come."""
    hidden = stage(default_settings=_limits(UNKNOWN, 20))

    (_, dropped) = _review(hidden, stage())
    (changed,) = _review(hidden, stage(default_settings=_limits(10, 20)))
    (coming,) = _review(stage(default_settings=_limits(10, 20)), hidden)

    assert dropped.text == "may drop a limit of requests a second: what it was is not seen"
    assert changed.text == "may get another limit of requests a second: what it was is not seen"
    assert coming.text == "may get another limit of requests a second: it is known after apply"
    assert [(one.before, one.certain) for one in (dropped, changed)] == [("not seen", False)] * 2


_SETTING_CASES: list[tuple[dict[str, Any], dict[str, Any], str, Impact]] = [
    ({"auto_deploy": True}, {"auto_deploy": False}, "auto-deploy-off", Impact.OPERATIONS),
    ({"auto_deploy": None}, {"auto_deploy": True}, "auto-deploy-on", Impact.OPERATIONS),
    ({}, {"variables": {"host": "a"}}, "stage-variables-changed", Impact.OPERATIONS),
    ({"log_destination": "a"}, {}, "access-log-removed", Impact.OPERATIONS),
    ({}, {"log_destination": "a"}, "access-log-added", Impact.OPERATIONS),
    ({}, {"log_destination": UNKNOWN}, "access-log-added", Impact.OPERATIONS),
    (
        {"log_destination": "a"},
        {"log_destination": "b"},
        "access-log-changed",
        Impact.OPERATIONS,
    ),
    (
        {"log_destination": "a", "log_format": "x"},
        {"log_destination": "a", "log_format": "y"},
        "access-log-changed",
        Impact.OPERATIONS,
    ),
    (
        {},
        {"client_certificate_id": "abc"},
        "client-certificate-changed",
        Impact.BEHAVIOUR,
    ),
    ({}, {"description": "Live"}, "cosmetic-change", Impact.COSMETIC),
]


@pytest.mark.parametrize(("before", "after", "kind", "level"), _SETTING_CASES)
def test_each_setting(
    before: dict[str, Any], after: dict[str, Any], kind: str, level: Impact
) -> None:
    """Each setting of a stage that changes is told of."""
    (found,) = _review(stage(**before), stage(**after))

    assert (found.id, found.level, found.certain) == (kind, level, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"auto_deploy": None}, {"auto_deploy": False}),
        ({"variables": None}, {"variables": {}}),
        ({"log_destination": ""}, {"log_destination": None}),
        ({"variables": UNKNOWN}, {"variables": UNKNOWN, "description": ""}),
        ({"route_settings": {"GET /gone": RouteSettings(rate_limit=1)}}, {}),
    ],
)
def test_no_news(before: dict[str, Any], after: dict[str, Any]) -> None:
    """What says the same in another way is not told."""
    assert _review(stage(**before), stage(**after)) == ()


def test_variables_are_named_without_values() -> None:
    """Values of variables may be secrets; only their names are told."""
    (found,) = _review(stage(variables={"key": "old1"}), stage(variables={"key": "new1"}))

    assert found.text == "variable `key` changes"
    assert "old1" not in str(found)


def test_variables_that_integrations_read() -> None:
    """A variable that an integration's address names decides where requests go."""
    main = integration(uri="https://${stageVariables.host}/orders")
    before = http_api(route("GET /a", to=main), main, stage(variables={"host": "a", "x": "1"}))
    after = http_api(route("GET /a", to=main), main, stage(variables={"host": "b", "x": "2"}))

    (found,) = review(two_outputs(before, after))

    assert found.level is Impact.BEHAVIOUR
    assert found.text == "variables `host` and `x` change; integrations lead where `host` says"


def test_unknown_variables() -> None:
    """Variables that are known after apply may change."""
    (found,) = _review(stage(variables={"a": "1"}), stage(variables={"a": UNKNOWN}))

    assert (found.text, found.certain) == ("variable `a` may change", False)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (None, "a", "shows backends a certificate"),
        ("a", "b", "shows backends another certificate"),
        ("a", None, "no longer shows backends a certificate"),
    ],
)
def test_certificate_for_backends(before: Any, after: Any, text: str) -> None:  # noqa: ANN401 - values
    """A certificate that comes, or goes, is not called another one."""
    (found,) = _review(stage(client_certificate_id=before), stage(client_certificate_id=after))

    assert found.text == text


def test_logging() -> None:
    """What is traced and logged is told of, the trace as a matter of security."""
    first = stage("live", default_settings=RouteSettings(logging_level="OFF", rate_limit=1))
    second = stage(
        "live",
        default_settings=RouteSettings(
            logging_level="INFO", data_trace=True, detailed_metrics=True, rate_limit=1
        ),
    )
    parts = route("send")

    found = review(two_outputs(websocket_api(parts, first), websocket_api(parts, second)))

    assert told(found) == [
        "stage live: writes whole messages to the log",
        "stage live, detailed metrics: detailed metrics: on instead of off",
        "stage live, logging level: logging level: `INFO` instead of off",
    ]
    assert ids(found) == ["data-trace-on", "stage-logging-changed", "stage-logging-changed"]
    assert found[0].level is Impact.SECURITY
