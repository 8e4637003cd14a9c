"""Stages of WebSocket APIs."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING

import apigwv2_tf as ours

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import CERTIFICATE
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, TerraformStack


class WebSocketStageWithoutOptions(Program):
    """A stage with a name, and where it is called."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi(stack, "Chat")
        stage = names.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        cdk_given.output(stack, "url", stage.url)
        cdk_given.output(stack, "callback", stage.callback_url)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        stage = ours.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        given.output(stack, "url", stage.url)
        given.output(stack, "callback", stage.callback_url)


class WebSocketStageOptions(Program):
    """Every option of a stage."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        domain = names.DomainName(
            stack,
            "Domain",
            domain_name="chat.example.com",
            certificate=cdk_given.certificate(stack),
        )
        logs = names.LogGroupLogDestination(cdk_given.log_group(stack))
        stage = names.WebSocketStage(
            stack,
            "Live",
            web_socket_api=names.WebSocketApi(stack, "Chat"),
            stage_name="live",
            auto_deploy=True,
            description="What customers see",
            stage_variables={"table": "messages"},
            throttle={"burst_limit": 20, "rate_limit": 10},
            detailed_metrics_enabled=True,
            access_log_settings=cdk_given.access_log_settings(logs, None),
            domain_mapping={"domain_name": domain, "mapping_key": "chat"},
        )
        stage.add_stage_variable("color", "blue")

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="chat.example.com", certificate=CERTIFICATE
        )
        logs = ours.LogGroupLogDestination(given.log_group(stack))
        stage = ours.WebSocketStage(
            stack,
            "Live",
            web_socket_api=ours.WebSocketApi(stack, "Chat"),
            stage_name="live",
            auto_deploy=True,
            description="What customers see",
            stage_variables={"table": "messages"},
            throttle=ours.ThrottleSettings(burst_limit=20, rate_limit=10),
            detailed_metrics_enabled=True,
            access_log_settings=ours.AccessLogSettings(destination=logs),
            domain_mapping=ours.DomainMappingOptions(domain_name=domain, mapping_key="chat"),
        )
        stage.add_stage_variable("color", "blue")


class ImportedWebSocketStage(Program):
    """A domain name leads to a stage that is defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi.from_web_socket_api_attributes(
            stack, "Chat", web_socket_id="a1b2c3"
        )
        stage = names.WebSocketStage.from_web_socket_stage_attributes(
            stack, "Live", api=api, stage_name="live"
        )
        domain = names.DomainName(
            stack,
            "Domain",
            domain_name="chat.example.com",
            certificate=cdk_given.certificate(stack),
        )
        names.ApiMapping(stack, "Mapping", api=api, domain_name=domain, stage=stage)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi.from_web_socket_api_attributes(
            stack, "Chat", web_socket_id="a1b2c3"
        )
        stage = ours.WebSocketStage.from_web_socket_stage_attributes(
            stack, "Live", api=api, stage_name="live"
        )
        domain = ours.DomainName(
            stack, "Domain", domain_name="chat.example.com", certificate=CERTIFICATE
        )
        ours.ApiMapping(stack, "Mapping", api=api, domain_name=domain, stage=stage)
