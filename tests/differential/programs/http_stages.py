"""Stages of HTTP APIs."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING

import apigwv2_tf as ours

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import CERTIFICATE
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, TerraformStack

_FORMAT = "$context.requestId $context.status"


class HttpStageWithoutOptions(Program):
    """A stage made alone answers at the root, and nothing is deployed to it by itself."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books", create_default_stage=False)
        stage = cdk.apigatewayv2.HttpStage(stack, "Stage", http_api=api)
        cdk_given.output(stack, "url", stage.url)
        cdk_given.output(stack, "name", stage.stage_name)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books", create_default_stage=False)
        stage = ours.HttpStage(stack, "Stage", http_api=api)
        given.output(stack, "url", stage.url)
        given.output(stack, "name", stage.stage_name)


class HttpStageOptions(Program):
    """Every plain option of a stage."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        stage = cdk.apigatewayv2.HttpStage(
            stack,
            "Stage",
            http_api=api,
            stage_name="live",
            auto_deploy=True,
            description="What customers see",
            stage_variables={"table": "books"},
            throttle=cdk.apigatewayv2.ThrottleSettings(burst_limit=20, rate_limit=10),
            detailed_metrics_enabled=True,
        )
        stage.add_stage_variable("color", "blue")
        cdk_given.output(stack, "url", stage.url)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        stage = ours.HttpStage(
            stack,
            "Stage",
            http_api=api,
            stage_name="live",
            auto_deploy=True,
            description="What customers see",
            stage_variables={"table": "books"},
            throttle=ours.ThrottleSettings(burst_limit=20, rate_limit=10),
            detailed_metrics_enabled=True,
        )
        stage.add_stage_variable("color", "blue")
        given.output(stack, "url", stage.url)


class DetailedMetrics(Program):
    """Metrics for each route, without limits."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_stage("Live", stage_name="live", detailed_metrics_enabled=True)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        api.add_stage("Live", stage_name="live", detailed_metrics_enabled=True)


class HalfAThrottle(Program):
    """A limit of the rate alone."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_stage("Live", stage_name="live", throttle={"rate_limit": 10})

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        api.add_stage("Live", stage_name="live", throttle=ours.ThrottleSettings(rate_limit=10))


class HttpAccessLogs(Program):
    """Logs in the default format and in one of the user's."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        logs = cdk.apigatewayv2.LogGroupLogDestination(cdk_given.log_group(stack))
        for name, form in {
            "default": None,
            "own": cdk.apigateway.AccessLogFormat.custom(_FORMAT),
        }.items():
            settings = cdk_given.access_log_settings(logs, form)
            api.add_stage(name, stage_name=name, access_log_settings=settings)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        logs = ours.LogGroupLogDestination(given.log_group(stack))
        for name, form in {
            "default": None,
            "own": ours.AccessLogFormat.custom(_FORMAT),
        }.items():
            settings = ours.AccessLogSettings(destination=logs, format=form)
            api.add_stage(name, stage_name=name, access_log_settings=settings)


class StageDomainMapping(Program):
    """Two stages are served under one domain name."""

    def cdk(self, stack: CdkStack) -> None:
        domain = cdk.apigatewayv2.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
        )
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        root = api.add_stage(
            "Live",
            stage_name="live",
            domain_mapping=cdk.apigatewayv2.DomainMappingOptions(domain_name=domain),
        )
        beta = api.add_stage(
            "Beta", stage_name="beta", domain_mapping={"domain_name": domain, "mapping_key": "beta"}
        )
        cdk_given.output(stack, "live", root.domain_url)
        cdk_given.output(stack, "beta", beta.domain_url)

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
        )
        api = ours.HttpApi(stack, "Books")
        root = api.add_stage(
            "Live",
            stage_name="live",
            domain_mapping=ours.DomainMappingOptions(domain_name=domain),
        )
        beta = api.add_stage(
            "Beta",
            stage_name="beta",
            domain_mapping=ours.DomainMappingOptions(domain_name=domain, mapping_key="beta"),
        )
        given.output(stack, "live", root.domain_url)
        given.output(stack, "beta", beta.domain_url)


class ImportedHttpStage(Program):
    """A domain name leads to a stage that is defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.HttpApi.from_http_api_attributes(stack, "Books", http_api_id="a1b2c3")
        stage = names.HttpStage.from_http_stage_attributes(
            stack, "Live", api=api, stage_name="live"
        )
        domain = names.DomainName.from_domain_name_attributes(
            stack,
            "Domain",
            name="api.example.com",
            regional_domain_name="d-01.execute-api.eu-west-1.amazonaws.com",
            regional_hosted_zone_id="Z01",
        )
        mapping = names.ApiMapping(
            stack, "Mapping", api=api, domain_name=domain, stage=stage, api_mapping_key="v1/books"
        )
        cdk_given.output(stack, "key", mapping.mapping_key)
        cdk_given.output(stack, "target", domain.regional_domain_name)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi.from_http_api_attributes(stack, "Books", http_api_id="a1b2c3")
        stage = ours.HttpStage.from_http_stage_attributes(stack, "Live", api=api, stage_name="live")
        domain = ours.DomainName.from_domain_name_attributes(
            stack,
            "Domain",
            name="api.example.com",
            regional_domain_name="d-01.execute-api.eu-west-1.amazonaws.com",
            regional_hosted_zone_id="Z01",
        )
        mapping = ours.ApiMapping(
            stack, "Mapping", api=api, domain_name=domain, stage=stage, api_mapping_key="v1/books"
        )
        given.output(stack, "key", mapping.mapping_key)
        given.output(stack, "target", domain.regional_domain_name)
