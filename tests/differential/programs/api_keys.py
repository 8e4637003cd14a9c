"""API keys and usage plans of WebSocket APIs."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours

from tests.differential import cdk, cdk_given, given
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkObject, CdkStack, Differences, TerraformStack


def _cdk_stage(stack: CdkStack, name: str = "live") -> CdkObject:
    names = cdk.apigatewayv2
    api = names.WebSocketApi(stack, f"Chat-{name}")
    return names.WebSocketStage(stack, f"Stage-{name}", web_socket_api=api, stage_name=name)


def _our_stage(stack: TerraformStack, name: str = "live") -> ours.WebSocketStage:
    api = ours.WebSocketApi(stack, f"Chat-{name}")
    return ours.WebSocketStage(stack, f"Stage-{name}", web_socket_api=api, stage_name=name)


class ApiKeyOptions(Program):
    """A key with every option that Terraform has, and the ARN of it."""

    def cdk(self, stack: CdkStack) -> None:
        key = cdk.apigatewayv2.ApiKey(
            stack,
            "Key",
            api_key_name="reader",
            description="For readers",
            customer_id="c-1",
            enabled=False,
            value="abcdefghijklmnopqrstuvwxyz",
        )
        cdk_given.output(stack, "id", key.key_id)
        cdk_given.output(stack, "arn", key.key_arn)

    def ours(self, stack: TerraformStack) -> None:
        key = ours.ApiKey(
            stack,
            "Key",
            api_key_name="reader",
            description="For readers",
            customer_id="c-1",
            enabled=False,
            value="abcdefghijklmnopqrstuvwxyz",
        )
        given.output(stack, "id", key.key_id)
        given.output(stack, "arn", key.key_arn)


class ApiKeyWithoutOptions(Program):
    """A key of which nothing is said."""

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.ApiKey(stack, "Key")

    def ours(self, stack: TerraformStack) -> None:
        ours.ApiKey(stack, "Key")


class ApiKeyGrants(Program):
    """Roles may read a key, change it, or both."""

    def cdk(self, stack: CdkStack) -> None:
        key = cdk.apigatewayv2.ApiKey(stack, "Key", api_key_name="reader")
        key.grant_read(cdk_given.role(stack, "reads"))
        key.grant_write(cdk_given.role(stack, "writes"))
        key.grant_read_write(cdk_given.role(stack, "both"))

    def ours(self, stack: TerraformStack) -> None:
        key = ours.ApiKey(stack, "Key", api_key_name="reader")
        key.grant_read(given.role(stack, "reads"))
        key.grant_write(given.role(stack, "writes"))
        key.grant_read_write(given.role(stack, "both"))


class UsagePlanOptions(Program):
    """A plan for two stages, and two keys of it."""

    differences: ClassVar[Differences] = {
        'key API key of usage plan: depends_on: only here: "stage beta of api Chat-beta"': (
            "a key waits for all stages of its plan; AWS CDK forgets those that are added later"
        ),
        'key key1 of usage plan: depends_on: only here: "stage beta of api Chat-beta"': (
            "a key waits for all stages of its plan; AWS CDK forgets those that are added later"
        ),
        'usage plan: depends_on: only here: "stage beta of api Chat-beta"': (
            "the plan waits for all its stages; AWS CDK forgets those that are added later"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        live, beta = _cdk_stage(stack), _cdk_stage(stack, "beta")
        plan = names.UsagePlan(
            stack,
            "Plan",
            usage_plan_name="readers",
            description="What readers may do",
            api_stages=[names.UsagePlanPerApiStage(api=live.api, stage=live)],
            quota=names.QuotaSettings(limit=1000, offset=2, period=names.Period.WEEK),
            throttle=names.ThrottleSettings(burst_limit=20, rate_limit=10),
        )
        plan.add_api_stage(api=beta.api, stage=beta)
        plan.add_api_key(names.ApiKey(stack, "Key", api_key_name="reader"))
        plan.add_api_key(names.ApiKey.from_api_key_id(stack, "Elsewhere", "key1"))
        cdk_given.output(stack, "id", plan.usage_plan_id)

    def ours(self, stack: TerraformStack) -> None:
        live, beta = _our_stage(stack), _our_stage(stack, "beta")
        plan = ours.UsagePlan(
            stack,
            "Plan",
            usage_plan_name="readers",
            description="What readers may do",
            api_stages=[ours.UsagePlanPerApiStage(api=live.api, stage=live)],
            quota=ours.QuotaSettings(limit=1000, offset=2, period=ours.Period.WEEK),
            throttle=ours.ThrottleSettings(burst_limit=20, rate_limit=10),
        )
        plan.add_api_stage(api=beta.api, stage=beta)
        plan.add_api_key(ours.ApiKey(stack, "Key", api_key_name="reader"))
        plan.add_api_key(ours.ApiKey.from_api_key_id(stack, "Elsewhere", "key1"))
        given.output(stack, "id", plan.usage_plan_id)


class UsagePlanWithoutOptions(Program):
    """A plan of which nothing is said, and a key for a plan that is defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        names.UsagePlan(stack, "Plan")
        plan = names.UsagePlan.from_usage_plan_id(stack, "Elsewhere", "plan1")
        plan.add_api_key(names.ApiKey(stack, "Key", api_key_name="reader"))

    def ours(self, stack: TerraformStack) -> None:
        ours.UsagePlan(stack, "Plan")
        plan = ours.UsagePlan.from_usage_plan_id(stack, "Elsewhere", "plan1")
        plan.add_api_key(ours.ApiKey(stack, "Key", api_key_name="reader"))


class RateLimited(Program):
    """A key with a plan of its own, and one without."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        stage = _cdk_stage(stack)
        key = names.RateLimitedApiKey(
            stack,
            "Limited",
            api_key_name="limited",
            description="For one reader",
            api_stages=[names.UsagePlanPerApiStage(api=stage.api, stage=stage)],
            quota=names.QuotaSettings(limit=100, period=names.Period.DAY),
            throttle=names.ThrottleSettings(burst_limit=2, rate_limit=1),
        )
        key.grant_read(cdk_given.role(stack, "reads"))
        names.RateLimitedApiKey(stack, "Free", api_key_name="free")

    def ours(self, stack: TerraformStack) -> None:
        stage = _our_stage(stack)
        key = ours.RateLimitedApiKey(
            stack,
            "Limited",
            api_key_name="limited",
            description="For one reader",
            api_stages=[ours.UsagePlanPerApiStage(api=stage.api, stage=stage)],
            quota=ours.QuotaSettings(limit=100, period=ours.Period.DAY),
            throttle=ours.ThrottleSettings(burst_limit=2, rate_limit=1),
        )
        key.grant_read(given.role(stack, "reads"))
        ours.RateLimitedApiKey(stack, "Free", api_key_name="free")


class UsagePlanWithoutStage(Program):
    """A plan names an API and forgets the stage."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Plan: stage is left out, allowed: a stage or its name: a usage plan "
            "covers stages, not whole APIs"
        ): "AWS CDK drops the API without a word",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        plan = names.UsagePlan(stack, "Plan", usage_plan_name="readers")
        plan.add_api_stage(api=_cdk_stage(stack).api)

    def ours(self, stack: TerraformStack) -> None:
        plan = ours.UsagePlan(stack, "Plan", usage_plan_name="readers")
        plan.add_api_stage(api=_our_stage(stack).api)
