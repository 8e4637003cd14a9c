"""Integrations of WebSocket APIs."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import apigwv2_tf as ours
from apigwv2_tf import integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import ROLE
from tests.differential.program import Program

if TYPE_CHECKING:
    from constructs import Construct

    from tests.differential.program import CdkObject, CdkStack, TerraformStack

_PUT_ITEM = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem"


class WebSocketLambdaOptions(Program):
    """A function with a timeout, and with binary messages."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.WebSocketLambdaIntegration(
            "Backend",
            cdk_given.function(stack),
            timeout=cdk.core.Duration.seconds(5),
            content_handling=cdk.apigatewayv2.ContentHandling.CONVERT_TO_BINARY,
        )
        api = cdk.apigatewayv2.WebSocketApi(stack, "Chat")
        api.add_route("send", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.WebSocketLambdaIntegration(
            "Backend",
            given.function(stack),
            timeout=timedelta(seconds=5),
            content_handling=ours.ContentHandling.CONVERT_TO_BINARY,
        )
        api = ours.WebSocketApi(stack, "Chat")
        api.add_route("send", integration=backend)


class WebSocketAws(Program):
    """A service of AWS, with what must be said."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.WebSocketAwsIntegration(
            "Backend", integration_uri=_PUT_ITEM, integration_method="POST"
        )
        api = cdk.apigatewayv2.WebSocketApi(stack, "Chat")
        api.add_route("send", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.WebSocketAwsIntegration(
            "Backend", integration_uri=_PUT_ITEM, integration_method="POST"
        )
        api = ours.WebSocketApi(stack, "Chat")
        api.add_route("send", integration=backend)


class WebSocketAwsOptions(Program):
    """A service of AWS, with every option."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.WebSocketAwsIntegration(
            "Backend",
            integration_uri=_PUT_ITEM,
            integration_method="POST",
            credentials_role=cdk_given.existing_role(stack),
            request_parameters={"integration.request.header.Content-Type": "'text/plain'"},
            request_templates={"application/json": '{"id": "$context.connectionId"}'},
            template_selection_expression="$default",
            passthrough_behavior=names.PassthroughBehavior.NEVER,
            content_handling=names.ContentHandling.CONVERT_TO_TEXT,
            timeout=cdk.core.Duration.seconds(10),
        )
        names.WebSocketApi(stack, "Chat").add_route("send", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.WebSocketAwsIntegration(
            "Backend",
            integration_uri=_PUT_ITEM,
            integration_method="POST",
            credentials_role=ROLE,
            request_parameters={"integration.request.header.Content-Type": "'text/plain'"},
            request_templates={"application/json": '{"id": "$context.connectionId"}'},
            template_selection_expression="$default",
            passthrough_behavior=ours.PassthroughBehavior.NEVER,
            content_handling=ours.ContentHandling.CONVERT_TO_TEXT,
            timeout=timedelta(seconds=10),
        )
        ours.WebSocketApi(stack, "Chat").add_route("send", integration=backend)


class Mock(Program):
    """API Gateway answers by itself, without and with templates."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.WebSocketApi(stack, "Chat")
        plain = cdk.integrations.WebSocketMockIntegration("Plain")
        fixed = cdk.integrations.WebSocketMockIntegration(
            "Fixed",
            request_templates={"ok": '{"statusCode": 200}'},
            template_selection_expression="ok",
        )
        api.add_route("ping", integration=plain)
        api.add_route("pong", integration=fixed, return_response=True)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        plain = integrations.WebSocketMockIntegration("Plain")
        fixed = integrations.WebSocketMockIntegration(
            "Fixed",
            request_templates={"ok": '{"statusCode": 200}'},
            template_selection_expression="ok",
        )
        api.add_route("ping", integration=plain)
        api.add_route("pong", integration=fixed, return_response=True)


class WebSocketIntegrationByHand(Program):
    """An integration as a construct of its own, with every option."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        names.WebSocketIntegration(
            stack,
            "Backend",
            web_socket_api=names.WebSocketApi(stack, "Chat"),
            integration_type=names.WebSocketIntegrationType.AWS,
            integration_uri=_PUT_ITEM,
            integration_method="POST",
            content_handling=names.ContentHandling.CONVERT_TO_TEXT,
            credentials_role=cdk_given.existing_role(stack),
            passthrough_behavior=names.PassthroughBehavior.WHEN_NO_TEMPLATES,
            request_parameters={"integration.request.header.A": "'b'"},
            request_templates={"$default": "{}"},
            template_selection_expression="$default",
            timeout=cdk.core.Duration.seconds(29),
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.WebSocketIntegration(
            stack,
            "Backend",
            web_socket_api=ours.WebSocketApi(stack, "Chat"),
            integration_type=ours.WebSocketIntegrationType.AWS,
            integration_uri=_PUT_ITEM,
            integration_method="POST",
            content_handling=ours.ContentHandling.CONVERT_TO_TEXT,
            credentials_role=ROLE,
            passthrough_behavior=ours.PassthroughBehavior.WHEN_NO_TEMPLATES,
            request_parameters={"integration.request.header.A": "'b'"},
            request_templates={"$default": "{}"},
            template_selection_expression="$default",
            timeout=timedelta(seconds=29),
        )


class WebSocketIntegrationOfOnesOwn(Program):
    """A class of the user's says what to integrate, for two routes."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2

        class Table(names.WebSocketRouteIntegration):  # type: ignore[misc, name-defined]
            def bind(self, *, route: CdkObject, scope: CdkObject) -> CdkObject:  # noqa: ARG002
                return names.WebSocketRouteIntegrationConfig(
                    type=names.WebSocketIntegrationType.AWS, uri=_PUT_ITEM, method="POST"
                )

        api = names.WebSocketApi(stack, "Chat")
        table = Table("Table")
        api.add_route("send", integration=table)
        api.add_route("keep", integration=table)

    def ours(self, stack: TerraformStack) -> None:
        class Table(ours.WebSocketRouteIntegration):
            def bind(
                self,
                *,
                route: ours.IWebSocketRoute,  # noqa: ARG002
                scope: Construct,  # noqa: ARG002
            ) -> ours.WebSocketRouteIntegrationConfig:
                return ours.WebSocketRouteIntegrationConfig(
                    type=ours.WebSocketIntegrationType.AWS, uri=_PUT_ITEM, method="POST"
                )

        api = ours.WebSocketApi(stack, "Chat")
        table = Table("Table")
        api.add_route("send", integration=table)
        api.add_route("keep", integration=table)
