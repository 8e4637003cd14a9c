"""Tests of usage plans."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ApiKey,
    OptionError,
    QuotaSettings,
    Stage,
    ThrottleSettings,
    UsagePlan,
    UsagePlanPerApiStage,
)
from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.api_gateway_api_key import ApiGatewayApiKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf import IApiKey, IHasId

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

_PLAN = "aws_api_gateway_usage_plan"
_LINK = "aws_api_gateway_usage_plan_key"


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return a WebSocket API."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False, logical_id="chat")


@pytest.fixture
def live(stack: TerraformStack, api: Api) -> Stage:
    """Return a stage of the API."""
    return Stage(stack, "Live", api=api, stage_name="live", logical_id="live")


def test_smallest_plan(stack: TerraformStack, synthesized: Synthesized) -> None:
    """
    A plan is called like its construct, and has neither limits nor stages.

    AWS CDK leaves the name to AWS; Terraform's provider needs one.
    """
    UsagePlan(stack, "Basic")

    found = synthesized()["resource"][_PLAN]["Basic_107BED86"]
    assert {name: value for name, value in found.items() if name != "//"} == {"name": "Basic"}


def test_plan_with_everything(stack: TerraformStack, api: Api, live: Stage, block: Block) -> None:
    """Every option of a plan reaches Terraform."""
    UsagePlan(
        stack,
        "Basic",
        usage_plan_name="basic",
        description="For everyone",
        api_stages=[UsagePlanPerApiStage(api=api, stage=live)],
        quota=QuotaSettings(limit=10, period="DAY"),
        throttle=ThrottleSettings(burst_limit=1, rate_limit=2),
        product_code="p1",
        tags={"team": "a"},
    )

    found = block(_PLAN)
    assert {name: value for name, value in found.items() if name != "//"} == {
        "name": "basic",
        "description": "For everyone",
        "api_stages": [
            {
                "api_id": "${aws_apigatewayv2_api.chat.id}",
                "stage": "${aws_apigatewayv2_stage.live.id}",
            }
        ],
        "quota_settings": {"limit": 10, "period": "DAY"},
        "throttle_settings": {"burst_limit": 1, "rate_limit": 2},
        "product_code": "p1",
        "tags": {"team": "a"},
    }


@pytest.mark.parametrize(
    ("entry", "block_of"),
    [
        pytest.param({"api": "a1", "stage": "live"}, {"api_id": "a1", "stage": "live"}, id="texts"),
        pytest.param(
            {
                "api": SimpleNamespace(api_id="a1"),
                "stage": SimpleNamespace(stage_name="live"),
            },
            {"api_id": "a1", "stage": "live"},
            id="objects of one's own",
        ),
        pytest.param(
            {"api": "${var.Api}", "stage": "${var.Stage}"},
            {"api_id": "${var.Api}", "stage": "${var.Stage}"},
            id="known at apply",
        ),
        pytest.param(
            {
                "api": "a1",
                "stage": "live",
                "throttle": {"sendMessage": {"rate_limit": 3}},
            },
            {
                "api_id": "a1",
                "stage": "live",
                "throttle": [{"path": "sendMessage", "burst_limit": 5_000, "rate_limit": 3}],
            },
            id="with limits of a method",
        ),
    ],
)
def test_stage_of_a_plan(
    stack: TerraformStack, block: Block, entry: dict[str, Any], block_of: dict[str, Any]
) -> None:
    """A stage is given with its API, as objects or as texts, at birth or later."""
    stages: Any = [entry]
    UsagePlan(stack, "Basic", api_stages=stages)

    assert block(_PLAN)["api_stages"] == [block_of]


def test_stages_added_later(stack: TerraformStack, live: Stage, block: Block) -> None:
    """Stages can be added at any time; a stage of the program knows its API."""
    plan = UsagePlan(stack, "Basic", api_stages=[UsagePlanPerApiStage(api="a1", stage="old")])
    plan.add_api_stage(stage=live)
    plan.add_api_stage(api="a2", stage="new", throttle={"x": ThrottleSettings(burst_limit=1)})

    assert block(_PLAN)["api_stages"] == [
        {"api_id": "a1", "stage": "old"},
        {"api_id": "${aws_apigatewayv2_api.chat.id}", "stage": "${aws_apigatewayv2_stage.live.id}"},
        {
            "api_id": "a2",
            "stage": "new",
            "throttle": [{"path": "x", "burst_limit": 1, "rate_limit": 10_000}],
        },
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        pytest.param(
            {"api": "a1"},
            "stage is left out, allowed: a stage or its name: a usage plan covers stages, not "
            "whole APIs",
            id="no stage",
        ),
        pytest.param(
            {"api": "a1", "stage": ""},
            "stage is '', allowed: a stage or its name: a usage plan covers stages, not whole APIs",
            id="empty stage",
        ),
        pytest.param(
            {"stage": "live"},
            "api is left out, allowed: a WebSocket API or its id: the stage does not say whose it "
            "is",
            id="no API",
        ),
        pytest.param(
            {"api": "a1", "stage": "$default"},
            "stage is '$default', allowed: one of a WebSocket API: HTTP APIs have no usage plans; "
            "limit an HTTP API by the throttling of its stage",
            id="stage that only HTTP APIs have",
        ),
        pytest.param(
            {"api": "a1", "stage": "live", "throttle": {"x": {"rate_limit": -1}}},
            "throttle['x'].rate_limit is -1, allowed: 0 to 2147483647; leave it out to keep the "
            "account's limit",
            id="limit below zero",
        ),
        pytest.param(
            {"api": "a1", "stage": "live", "throttle": {"": {"rate_limit": 1}}},
            "throttle key is '', allowed: 1 to 1024 characters",
            id="limit of nothing",
        ),
    ],
)
def test_stage_that_aws_refuses(stack: TerraformStack, entry: dict[str, Any], told: str) -> None:
    """
    A stage that no plan can cover is refused, at birth and later.

    AWS CDK drops an entry without a stage in silence.
    """
    stages: Any = [{"api": "a1", "stage": "live"}, entry]
    with pytest.raises(OptionError) as at_birth:
        UsagePlan(stack, "Basic", api_stages=stages)
    with pytest.raises(OptionError) as later:
        UsagePlan(stack, "Basic").add_api_stage(**entry)

    assert str(at_birth.value) == f"orders/Basic: api_stages[1].{told}"
    assert str(later.value) == f"orders/Basic: {told}"


def test_stage_of_an_http_api(stack: TerraformStack) -> None:
    """HTTP APIs have no usage plans."""
    api = Api(stack, "Shop", protocol_type="HTTP", deploy=False)
    stage = Stage(stack, "Live", api=api, stage_name="live")
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Basic", api_stages=[UsagePlanPerApiStage(stage=stage)])

    assert str(refused.value) == (
        "orders/Basic: api_stages[0].stage is 'orders/Live', allowed: one of a WebSocket API: HTTP "
        "APIs have no usage plans; limit an HTTP API by the throttling of its stage"
    )


def test_imported_stage_that_only_http_apis_have(stack: TerraformStack) -> None:
    """The stage ``$default`` tells an HTTP API where nothing else does."""
    stage = Stage.from_stage_name(stack, "Old", "$default")
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Basic", api_stages=[UsagePlanPerApiStage(api="a1", stage=stage)])

    assert str(refused.value) == (
        "orders/Basic: api_stages[0].stage is 'orders/Old', allowed: one of a WebSocket API: HTTP "
        "APIs have no usage plans; limit an HTTP API by the throttling of its stage"
    )


def test_stage_of_another_api(stack: TerraformStack, live: Stage) -> None:
    """An API and a stage of another one do not go together."""
    other = Api(stack, "Other", protocol_type="WEBSOCKET", deploy=False)
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Basic", api_stages=[UsagePlanPerApiStage(api=other, stage=live)])

    assert str(refused.value) == (
        "orders/Basic: api_stages[0].stage is 'orders/Live', allowed: one of the same API: this is "
        "one of orders/Chat"
    )


def test_stage_twice(stack: TerraformStack, live: Stage) -> None:
    """A plan covers a stage once."""
    plan = UsagePlan(stack, "Basic", api_stages=[UsagePlanPerApiStage(stage=live)])
    with pytest.raises(OptionError) as refused:
        plan.add_api_stage(stage=live)

    assert str(refused.value) == (
        "orders/Basic: stage is 'orders/Live', allowed: one that the plan has not yet"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"usage_plan_name": ""},
            "usage_plan_name is '', allowed: 1 to 1024 characters",
            id="empty name",
        ),
        pytest.param(
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag of AWS",
        ),
        pytest.param(
            {"api_stages": [{"stages": "live"}]},
            "api_stages.stages is 'live', allowed: an option of UsagePlanPerApiStage: api, stage, "
            "throttle",
            id="unknown option of a stage",
        ),
    ],
)
def test_what_aws_refuses(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """Options that AWS would refuse at apply are refused at once."""
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Basic", **options)

    assert str(refused.value) == f"orders/Basic: {told}"


def test_key_of_a_plan(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A key is put into a plan by a resource of its own, under the plan."""
    plan = UsagePlan(stack, "Basic", logical_id="basic")
    plan.add_api_key(ApiKey(stack, "Partner", logical_id="partner"))

    found = synthesized()["resource"][_LINK]["Basic_KeyPartner_608BAC43"]
    assert {name: value for name, value in found.items() if name != "//"} == {
        "key_id": "${aws_api_gateway_api_key.partner.id}",
        "key_type": "API_KEY",
        "usage_plan_id": "${aws_api_gateway_usage_plan.basic.id}",
    }


@pytest.mark.parametrize(
    ("key_of", "key_id", "id"),
    [
        pytest.param(lambda _: "k1", "k1", "Key.k1", id="id"),
        pytest.param(lambda _: SimpleNamespace(key_id="k1"), "k1", "Key.k1", id="an object"),
        pytest.param(
            lambda stack: ApiKey.from_api_key_id(stack, "Old", "k1"), "k1", "Key.Old", id="imported"
        ),
        pytest.param(
            lambda stack: ApiGatewayApiKey(stack, "Plain", name="x"),
            "${aws_api_gateway_api_key.Plain.id}",
            "Key.Plain",
            id="the provider's own class",
        ),
        pytest.param(
            lambda stack: ApiGatewayApiKey(stack, "Plain", name="x").id,
            "${aws_api_gateway_api_key.Plain.id}",
            "Key.aws_api_gateway_api_key.Plain.id",
            id="reference",
        ),
        pytest.param(
            lambda stack: TerraformVariable(stack, "Id", type="string").string_value,
            "${var.Id}",
            "Key.var.Id",
            id="variable",
        ),
    ],
)
def test_keys_of_all_kinds(
    stack: TerraformStack,
    block: Block,
    key_of: Callable[[TerraformStack], str | IApiKey | IHasId],
    key_id: str,
    id: str,
) -> None:
    """A key is given as an object or by its id, and its path makes the address."""
    made = UsagePlan(stack, "Basic").add_api_key(key_of(stack))

    assert block(_LINK)["key_id"] == key_id
    assert made.node.path == f"orders/Basic/{id}"


def test_terraform_name_of_a_key_in_a_plan(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The resource that puts a key into a plan can be given a name."""
    UsagePlan(stack, "Basic").add_api_key("k1", override_logical_id="first")

    assert list(synthesized()["resource"][_LINK]) == ["first"]


def test_key_twice(stack: TerraformStack) -> None:
    """A plan has a key once, in whatever words."""
    plan = UsagePlan(stack, "Basic")
    key = ApiKey(stack, "Partner")
    for one, shown in ((key, "orders/Partner"), ("k1", "k1")):
        plan.add_api_key(one)
        with pytest.raises(OptionError) as refused:
            plan.add_api_key(one)
        assert str(refused.value) == (
            f"orders/Basic: api_key is '{shown}', allowed: a key that the plan has not yet"
        )


def test_key_and_stage_of_two_plans(stack: TerraformStack, live: Stage) -> None:
    """AWS lets one plan only bring a key and a stage together, whichever comes last."""
    key = ApiKey(stack, "Partner")
    UsagePlan(stack, "Basic", api_stages=[UsagePlanPerApiStage(stage=live)]).add_api_key(key)
    with_stage = UsagePlan(stack, "Gold", api_stages=[UsagePlanPerApiStage(stage=live)])
    with_key = UsagePlan(stack, "Silver")
    with_key.add_api_key(key)
    rule = (
        "allowed: a key and a stage that no other plan brings together: orders/Basic has "
        "orders/Partner with orders/Live"
    )

    with pytest.raises(OptionError) as key_last:
        with_stage.add_api_key(key)
    with pytest.raises(OptionError) as stage_last:
        with_key.add_api_stage(stage=live)
    assert str(key_last.value) == f"orders/Gold: api_key is 'orders/Partner', {rule}"
    assert str(stage_last.value) == f"orders/Silver: stage is 'orders/Live', {rule}"


def test_key_in_two_plans_of_different_stages(
    stack: TerraformStack, api: Api, live: Stage, blocks: BlocksOf
) -> None:
    """A key may be in several plans as long as they cover different stages."""
    test = Stage(stack, "Test", api=api, stage_name="test")
    key = ApiKey(stack, "Partner")
    for name, stage in (("Basic", live), ("Trial", test)):
        UsagePlan(stack, name, api_stages=[UsagePlanPerApiStage(stage=stage)]).add_api_key(key)

    assert len(blocks(_LINK)) == 2


def test_what_is_no_key(stack: TerraformStack) -> None:
    """A key is text, or has an id."""
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Basic").add_api_key(7)  # type: ignore[arg-type]

    assert str(refused.value) == (
        "orders/Basic: api_key is 7, allowed: an object with key_id or an object with id or text"
    )


def test_empty_id_of_a_key(stack: TerraformStack) -> None:
    """An empty id is no key."""
    with pytest.raises(OptionError) as refused:
        UsagePlan(stack, "Basic").add_api_key("")

    assert str(refused.value) == "orders/Basic: api_key is '', allowed: 1 to 1024 characters"


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Id and ARN are references."""
    plan = UsagePlan(stack, "Basic", logical_id="basic")
    TerraformOutput(stack, "Id", value=plan.usage_plan_id)
    TerraformOutput(stack, "Arn", value=plan.arn)

    found = synthesized()["output"]
    assert found["Id"]["value"] == f"${{{_PLAN}.basic.id}}"
    assert found["Arn"]["value"] == f"${{{_PLAN}.basic.arn}}"


def test_imported_plan(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Keys can be added to a plan that is defined elsewhere."""
    plan = UsagePlan.from_usage_plan_id(stack, "Old", "p1")
    assert "resource" not in synthesized()
    plan.add_api_key("k1")

    (found,) = synthesized()["resource"][_LINK].values()
    assert (plan.usage_plan_id, found["usage_plan_id"]) == ("p1", "p1")


def test_imported_plan_without_an_id(stack: TerraformStack) -> None:
    """The id of a plan is text."""
    with pytest.raises(OptionError) as refused:
        UsagePlan.from_usage_plan_id(stack, "Old", "")

    assert str(refused.value) == ("orders/Old: usage_plan_id is '', allowed: 1 to 1024 characters")


def test_key_of_another_stack(app: App, stack: TerraformStack, blocks: BlocksOf) -> None:
    """A key of another stack is referred to from the plan's stack, by its whole path."""
    key = ApiKey(TerraformStack(app, "keys"), "Partner")
    made = UsagePlan(stack, "Basic").add_api_key(key)

    assert made.node.path == "orders/Basic/Key.keys.Partner"
    assert len(blocks(_LINK)) == 1
