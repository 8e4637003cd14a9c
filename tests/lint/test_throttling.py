from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import RouteSettings
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import http, route, stage, surface
from tests.support.rule_cases import LIMITS


def _limited(**settings: Any) -> Any:  # noqa: ANN401
    """Return a stage whose settings for all routes are these."""
    return stage(default_settings=RouteSettings(**settings))


def _api(default: RouteSettings | None = LIMITS, **of: RouteSettings) -> Any:  # noqa: ANN401
    """Return an API with settings for its route ``GET /orders``, or for ``GET /nowhere``."""
    keys = {"orders": "GET /orders", "nowhere": "GET /nowhere"}
    settings = {keys[name]: one for name, one in of.items()}
    return http(route(), stage(default_settings=default, route_settings=settings))


_MEASURED = replace(LIMITS, detailed_metrics=True)

CASES = [
    # THR-001
    fires("throttled-to-nothing", "no limits", http(_limited(detailed_metrics=True))),
    fires(
        "throttled-to-nothing", "0, as a state has it", http(_limited(burst_limit=0, rate_limit=0))
    ),
    fires(
        "throttled-to-nothing",
        "one route",
        _api(orders=RouteSettings(detailed_metrics=True)),
        text="every call is refused",
    ),
    silent("throttled-to-nothing", "limits", _api(orders=LIMITS)),
    silent("throttled-to-nothing", "no settings", http(stage())),
    silent(
        "throttled-to-nothing", "unknown", http(_limited(burst_limit=UNKNOWN, rate_limit=UNKNOWN))
    ),
    unsure("throttled-to-nothing", "one unknown", http(_limited(burst_limit=UNKNOWN))),
    # THR-002
    fires("no-throttling", "no settings", http(stage())),
    silent("no-throttling", "limits", _api()),
    unsure(
        "no-throttling",
        "both unknown",
        http(_limited(burst_limit=UNKNOWN, rate_limit=UNKNOWN)),
    ),
    unsure(
        "no-throttling",
        "0, as a state has it for no limit",
        http(_limited(burst_limit=UNKNOWN, rate_limit=UNKNOWN, reads_zero=True)),
        text=(
            "the state has 0 for `throttling_rate_limit` and `throttling_burst_limit`, which the "
            "provider also writes for no limit"
        ),
    ),
    silent("no-throttling", "no stage", http()),
    # THR-003
    fires("bad-throttling", "one limit", http(_limited(rate_limit=5)), severity=Severity.CRITICAL),
    fires(
        "bad-throttling",
        "no such route",
        _api(nowhere=LIMITS),
        text="a route that the API does not have",
    ),
    fires("bad-throttling", "below 0", http(_limited(rate_limit=-1, burst_limit=10))),
    silent("bad-throttling", "limits", _api(orders=LIMITS)),
    silent("bad-throttling", "neither", http(_limited())),
    silent("bad-throttling", "a fraction a second", http(_limited(rate_limit=0.5, burst_limit=1))),
    unsure(
        "bad-throttling",
        "above the account's",
        http(_limited(rate_limit=20_000, burst_limit=10)),
        severity=Severity.MEDIUM,
        text="its `throttling_rate_limit` of 20,000",
    ),
    unsure(
        "bad-throttling",
        "a route key unknown",
        http(route(UNKNOWN), stage(route_settings={"GET /nowhere": LIMITS})),
    ),
    unsure(
        "bad-throttling",
        "part of a plan",
        surface(_api(nowhere=LIMITS), notes=("The plan was targeted.",)),
    ),
    # THR-004
    fires("settings-not-inherited", "metrics", _api(_MEASURED, orders=LIMITS)),
    fires(
        "settings-not-inherited",
        "level",
        _api(replace(LIMITS, logging_level="INFO"), orders=LIMITS),
        text="lack `logging_level`",
    ),
    fires(
        "settings-not-inherited",
        "off, perhaps on purpose",
        _api(_MEASURED, orders=replace(LIMITS, detailed_metrics=False)),
        severity=Severity.LOW,
    ),
    silent("settings-not-inherited", "repeated", _api(_MEASURED, orders=_MEASURED)),
    silent("settings-not-inherited", "nothing to inherit", _api(None, orders=LIMITS)),
    silent(
        "settings-not-inherited",
        "computed",
        _api(replace(LIMITS, logging_level="INFO"), orders=replace(LIMITS, logging_level=UNKNOWN)),
    ),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each rule says of each surface what it should."""
    check(case)
