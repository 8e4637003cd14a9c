"""Tests of throttling and quotas, as usage plans write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, Period, QuotaSettings, ThrottleSettings, UsagePlan
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    Block = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("throttle", "block_of"),
    [
        pytest.param(
            ThrottleSettings(burst_limit=2, rate_limit=0.5),
            {"burst_limit": 2, "rate_limit": 0.5},
            id="both",
        ),
        pytest.param(
            ThrottleSettings(burst_limit=2),
            {"burst_limit": 2, "rate_limit": 10_000},
            id="burst only",
        ),
        pytest.param(
            ThrottleSettings(rate_limit=7),
            {"burst_limit": 5_000, "rate_limit": 7},
            id="rate only",
        ),
        pytest.param(
            ThrottleSettings(burst_limit=0, rate_limit=0),
            {"burst_limit": 0, "rate_limit": 0},
            id="nothing passes",
        ),
        pytest.param({"rate_limit": 7}, {"burst_limit": 5_000, "rate_limit": 7}, id="as a dict"),
    ],
)
def test_both_limits_are_written(
    stack: TerraformStack,
    block: Block,
    throttle: ThrottleSettings,
    block_of: dict[str, Any],
) -> None:
    """
    A limit that is left out is the account's.

    AWS CDK leaves it out of the template; the provider would send 0, and every call would fail.
    """
    UsagePlan(stack, "Plan", throttle=throttle)

    assert block("aws_api_gateway_usage_plan")["throttle_settings"] == block_of


@pytest.mark.parametrize(
    ("quota", "block_of"),
    [
        pytest.param(
            QuotaSettings(limit=10, period=Period.DAY), {"limit": 10, "period": "DAY"}, id="day"
        ),
        pytest.param(
            QuotaSettings(limit=10, period="WEEK", offset=6),
            {"limit": 10, "period": "WEEK", "offset": 6},
            id="week",
        ),
        pytest.param(
            QuotaSettings(limit=10, period="MONTH", offset=27),
            {"limit": 10, "period": "MONTH", "offset": 27},
            id="month",
        ),
        pytest.param(
            {"limit": 10, "period": "DAY", "offset": 0},
            {"limit": 10, "period": "DAY", "offset": 0},
            id="as a dict",
        ),
    ],
)
def test_quota(
    stack: TerraformStack, block: Block, quota: QuotaSettings, block_of: dict[str, Any]
) -> None:
    """A quota has a number, a period, and where wanted an offset."""
    UsagePlan(stack, "Plan", quota=quota)

    assert block("aws_api_gateway_usage_plan")["quota_settings"] == block_of


def test_left_out(stack: TerraformStack, block: Block) -> None:
    """Without settings nothing is limited."""
    UsagePlan(stack, "Plan")

    found = block("aws_api_gateway_usage_plan")
    assert not {"throttle_settings", "quota_settings"} & found.keys()


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    number: Any = TerraformVariable(stack, "Number", type="number").number_value
    text = TerraformVariable(stack, "Text", type="string").string_value
    UsagePlan(
        stack,
        "Plan",
        throttle=ThrottleSettings(burst_limit=number, rate_limit=number),
        quota=QuotaSettings(limit=number, period=text, offset=number),
    )

    found = block("aws_api_gateway_usage_plan")
    assert set(found["throttle_settings"].values()) == {"${var.Number}"}
    assert found["quota_settings"] == {
        "limit": "${var.Number}",
        "period": "${var.Text}",
        "offset": "${var.Number}",
    }


def test_unknown_offset_of_a_day(stack: TerraformStack, block: Block) -> None:
    """An offset that only Terraform knows passes with every period."""
    number: Any = TerraformVariable(stack, "Number", type="number").number_value
    UsagePlan(stack, "Plan", quota=QuotaSettings(limit=1, period="DAY", offset=number))

    assert block("aws_api_gateway_usage_plan")["quota_settings"]["offset"] == "${var.Number}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"throttle": {"burst_limit": 1.5}},
            "throttle.burst_limit is 1.5, allowed: a whole number",
            id="half a burst",
        ),
        pytest.param(
            {"throttle": {"burst_limit": -1}},
            "throttle.burst_limit is -1, allowed: 0 to 2147483647; leave it out to keep the "
            "account's limit",
            id="burst below zero",
        ),
        pytest.param(
            {"throttle": {"rate_limit": -0.5}},
            "throttle.rate_limit is -0.5, allowed: 0 to 2147483647; leave it out to keep the "
            "account's limit",
            id="rate below zero",
        ),
        pytest.param(
            {"quota": {"limit": 1.5, "period": "DAY"}},
            "quota.limit is 1.5, allowed: a whole number",
            id="half a request",
        ),
        pytest.param(
            {"quota": {"limit": -1, "period": "DAY"}},
            "quota.limit is -1, allowed: 0 to 2147483647",
            id="quota below zero",
        ),
        pytest.param(
            {"quota": {"limit": 1, "period": "YEAR"}},
            "quota.period is 'YEAR', allowed: DAY, WEEK, MONTH",
            id="unknown period",
        ),
        pytest.param(
            {"quota": {"limit": 1, "period": "DAY", "offset": 1}},
            "quota.offset is 1, allowed: 0 with the period DAY",
            id="offset of a day",
        ),
        pytest.param(
            {"quota": {"limit": 1, "period": "WEEK", "offset": 7}},
            "quota.offset is 7, allowed: 0 to 6",
            id="offset of a week",
        ),
        pytest.param(
            {"quota": {"limit": 1, "period": Period.MONTH, "offset": 28}},
            "quota.offset is 28, allowed: 0 to 27",
            id="offset of a month",
        ),
        pytest.param(
            {"quota": {"limit": 1}}, "quota.period is left out, allowed: a value", id="no period"
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Limits that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Plan", **options)

    assert str(refused.value) == f"orders/Plan: {told}"


def test_offset_of_an_unknown_period(stack: TerraformStack) -> None:
    """Where only Terraform knows the period, no offset beyond the longest is taken."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Plan", quota=QuotaSettings(limit=1, period=text, offset=28))

    assert str(refused.value) == "orders/Plan: quota.offset is 28, allowed: 0 to 27"
