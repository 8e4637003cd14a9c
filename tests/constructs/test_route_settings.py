"""Tests of what a stage does with the requests of its routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, LoggingLevel, OptionError, RouteSettings, Stage
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]

LIMITS = {"throttling_rate_limit": 10_000, "throttling_burst_limit": 5_000}


def stage_of(
    stack: TerraformStack,
    protocol: str,
    default: RouteSettings | None = None,
    routes: dict[str, RouteSettings] | None = None,
) -> None:
    """Define a stage with settings."""
    api = Api(stack, "Api", protocol_type=protocol, deploy=False)
    Stage(
        stack,
        "Live",
        api=api,
        stage_name="live",
        default_route_settings=default,
        route_settings=routes,
    )


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(
            RouteSettings(throttling_rate_limit=12.5, throttling_burst_limit=3),
            {
                "throttling_rate_limit": 12.5,
                "throttling_burst_limit": 3,
                "detailed_metrics_enabled": False,
            },
            id="limits",
        ),
        pytest.param(
            RouteSettings(throttling_rate_limit=0, throttling_burst_limit=0),
            {
                "throttling_rate_limit": 0,
                "throttling_burst_limit": 0,
                "detailed_metrics_enabled": False,
            },
            id="closed on purpose",
        ),
        pytest.param(
            RouteSettings(detailed_metrics_enabled=True),
            {**LIMITS, "detailed_metrics_enabled": True},
            id="metrics",
        ),
    ],
)
def test_block_of_an_http_api(
    stack: TerraformStack, block: Block, settings: RouteSettings, expected: dict[str, Any]
) -> None:
    """The default block holds what was given, and both limits."""
    stage_of(stack, "HTTP", settings)

    assert block("aws_apigatewayv2_stage")["default_route_settings"] == expected


def test_block_of_a_websocket_api(stack: TerraformStack, block: Block) -> None:
    """On a WebSocket API the execution log can be asked for."""
    settings = RouteSettings(logging_level=LoggingLevel.INFO, data_trace_enabled=True)
    stage_of(stack, "WEBSOCKET", settings)

    assert block("aws_apigatewayv2_stage")["default_route_settings"] == {
        **LIMITS,
        "detailed_metrics_enabled": False,
        "logging_level": "INFO",
        "data_trace_enabled": True,
    }


def test_trap_logging_level_is_not_reset(stack: TerraformStack, block: Block) -> None:
    """A level that is left out is stated as OFF, because AWS would keep the old one."""
    stage_of(stack, "WEBSOCKET", RouteSettings(detailed_metrics_enabled=True))

    assert block("aws_apigatewayv2_stage")["default_route_settings"]["logging_level"] == "OFF"


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(RouteSettings(), id="none given"),
        pytest.param(RouteSettings(throttling_rate_limit=7), id="burst left out"),
        pytest.param(RouteSettings(throttling_burst_limit=7), id="rate left out"),
        pytest.param(RouteSettings(detailed_metrics_enabled=True), id="metrics only"),
    ],
)
def test_trap_throttling_of_zero(
    stack: TerraformStack, block: Block, settings: RouteSettings
) -> None:
    """Both limits are always written: the provider sends 0 for one that is left out."""
    stage_of(stack, "HTTP", settings, {"GET /a": settings})

    stage = block("aws_apigatewayv2_stage")
    for found in (stage["default_route_settings"], *stage["route_settings"]):
        assert found["throttling_rate_limit"] > 0
        assert found["throttling_burst_limit"] > 0


def test_trap_route_settings_do_not_inherit(stack: TerraformStack, block: Block) -> None:
    """What a route's settings leave out is written with the stage's default."""
    default = RouteSettings(
        throttling_rate_limit=100, throttling_burst_limit=50, detailed_metrics_enabled=True
    )
    stage_of(stack, "HTTP", default, {"GET /a": RouteSettings(throttling_rate_limit=5)})

    assert block("aws_apigatewayv2_stage")["route_settings"] == [
        {
            "route_key": "GET /a",
            "throttling_rate_limit": 5,
            "throttling_burst_limit": 50,
            "detailed_metrics_enabled": True,
        }
    ]


@pytest.mark.parametrize(
    ("own", "name", "value"),
    [
        pytest.param(
            RouteSettings(detailed_metrics_enabled=False),
            "detailed_metrics_enabled",
            False,
            id="metrics off",
        ),
        pytest.param(
            RouteSettings(data_trace_enabled=False), "data_trace_enabled", False, id="trace off"
        ),
        pytest.param(RouteSettings(logging_level="ERROR"), "logging_level", "ERROR", id="level"),
        pytest.param(
            RouteSettings(throttling_rate_limit=0), "throttling_rate_limit", 0, id="no requests"
        ),
    ],
)
def test_own_setting_wins_over_the_default(
    stack: TerraformStack, block: Block, own: RouteSettings, name: str, value: object
) -> None:
    """A route's own setting wins over the default, also where it is False or 0."""
    default = RouteSettings(
        throttling_rate_limit=100,
        detailed_metrics_enabled=True,
        data_trace_enabled=True,
        logging_level="INFO",
    )
    stage_of(stack, "WEBSOCKET", default, {"$default": own})

    (found,) = block("aws_apigatewayv2_stage")["route_settings"]
    assert found[name] == value


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    number = TerraformVariable(stack, "Limit", type="number").number_value
    level = TerraformVariable(stack, "Level", type="string").string_value
    settings = RouteSettings(
        throttling_rate_limit=number, throttling_burst_limit=int(number), logging_level=level
    )
    stage_of(stack, "WEBSOCKET", settings)

    found = block("aws_apigatewayv2_stage")["default_route_settings"]
    assert found["throttling_rate_limit"] == "${var.Limit}"
    assert found["throttling_burst_limit"] == "${var.Limit}"
    assert found["logging_level"] == "${var.Level}"


KEEP = "allowed: 0 to 2147483647; leave it out to keep the account's limit"


@pytest.mark.parametrize(
    ("protocol", "settings", "told"),
    [
        pytest.param(
            "HTTP",
            RouteSettings(throttling_rate_limit=-1),
            f"orders/Live: default_route_settings.throttling_rate_limit is -1, {KEEP}",
            id="rate below zero",
        ),
        pytest.param(
            "HTTP",
            RouteSettings(throttling_burst_limit=2**31),
            f"orders/Live: default_route_settings.throttling_burst_limit is 2147483648, {KEEP}",
            id="burst too high",
        ),
        pytest.param(
            "WEBSOCKET",
            RouteSettings(logging_level="DEBUG"),
            "orders/Live: default_route_settings.logging_level is 'DEBUG', "
            "allowed: INFO, ERROR, OFF",
            id="unknown level",
        ),
        pytest.param(
            "HTTP",
            RouteSettings(logging_level="INFO"),
            "orders/Live: default_route_settings.logging_level is 'INFO', "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="trap: level on an HTTP API is ignored",
        ),
        pytest.param(
            "HTTP",
            RouteSettings(data_trace_enabled=True),
            "orders/Live: default_route_settings.data_trace_enabled is True, "
            "allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="trap: trace on an HTTP API is ignored",
        ),
    ],
)
def test_what_aws_refuses_or_ignores(
    stack: TerraformStack, protocol: str, settings: RouteSettings, told: str
) -> None:
    """Settings that AWS would refuse or ignore are refused at once."""
    with pytest.raises(OptionError) as refused:
        stage_of(stack, protocol, settings)

    assert str(refused.value) == told


def test_refused_setting_of_a_route_names_its_key(stack: TerraformStack) -> None:
    """A refused setting of one route is named with the route's key."""
    with pytest.raises(OptionError) as refused:
        stage_of(stack, "HTTP", None, {"GET /a": RouteSettings(throttling_burst_limit=-3)})

    assert str(refused.value) == (
        f"orders/Live: route_settings['GET /a'].throttling_burst_limit is -3, {KEEP}"
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        pytest.param("throttling_rate_limit", "5", "a number", id="text"),
        pytest.param("throttling_burst_limit", 1.5, "a whole number", id="fraction"),
        pytest.param("throttling_burst_limit", True, "a whole number", id="bool"),
        pytest.param("throttling_rate_limit", float("nan"), "a number", id="no number"),
        pytest.param("detailed_metrics_enabled", 1, "true or false", id="number for bool"),
    ],
)
def test_wrong_types_are_named(name: str, value: object, words: str) -> None:
    """A setting of the wrong type is named."""
    with pytest.raises(OptionError) as refused:
        RouteSettings(**{name: value})  # type: ignore[arg-type]

    assert str(refused.value) == f"RouteSettings: {name} is {value!r}, allowed: {words}"
