"""WebSocket APIs and their routes."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING

import apigwv2_tf as ours
from apigwv2_tf import authorizers, integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, TerraformStack


class WebSocketApiWithoutOptions(Program):
    """It is named after its construct and chooses routes by the action of a message."""

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.WebSocketApi(stack, "Chat")

    def ours(self, stack: TerraformStack) -> None:
        ours.WebSocketApi(stack, "Chat")


class WebSocketApiOptions(Program):
    """Every plain option of the API itself."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        names.WebSocketApi(
            stack,
            "Chat",
            api_name="chat",
            description="Talk about books",
            route_selection_expression="$request.body.kind",
            api_key_selection_expression=names.WebSocketApiKeySelectionExpression.HEADER_X_API_KEY,
            ip_address_type=names.IpAddressType.DUAL_STACK,
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.WebSocketApi(
            stack,
            "Chat",
            api_name="chat",
            description="Talk about books",
            route_selection_expression="$request.body.kind",
            api_key_selection_expression=ours.WebSocketApiKeySelectionExpression.HEADER_X_API_KEY,
            ip_address_type=ours.IpAddressType.DUAL_STACK,
        )


class KeySelectionOfAnAuthorizer(Program):
    """The API key comes from the authorizer, or from an expression that is written out."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        key = names.WebSocketApiKeySelectionExpression
        for id, expression in {
            "Chat": key.AUTHORIZER_USAGE_IDENTIFIER_KEY,
            "News": key("$request.header.x-api-key"),
        }.items():
            names.WebSocketApi(stack, id, api_key_selection_expression=expression)

    def ours(self, stack: TerraformStack) -> None:
        key = ours.WebSocketApiKeySelectionExpression
        for id, expression in {
            "Chat": key.AUTHORIZER_USAGE_IDENTIFIER_KEY,
            "News": key("$request.header.x-api-key"),
        }.items():
            ours.WebSocketApi(stack, id, api_key_selection_expression=expression)


class WebSocketRoutes(Program):
    """The three routes of every chat, and two more, one of which answers."""

    def cdk(self, stack: CdkStack) -> None:
        names, function = cdk.apigatewayv2, cdk_given.function(stack)
        options = {
            f"{name}_route_options": names.WebSocketRouteOptions(
                integration=cdk.integrations.WebSocketLambdaIntegration(name, function)
            )
            for name in ("connect", "disconnect", "default")
        }
        api = names.WebSocketApi(stack, "Chat", **options)
        backend = cdk.integrations.WebSocketLambdaIntegration("Backend", function)
        api.add_route("send", integration=backend)
        api.add_route("ask", integration=backend, return_response=True)

    def ours(self, stack: TerraformStack) -> None:
        function = given.function(stack)
        connect, disconnect, default = (
            ours.WebSocketRouteOptions(
                integration=integrations.WebSocketLambdaIntegration(name, function)
            )
            for name in ("connect", "disconnect", "default")
        )
        api = ours.WebSocketApi(
            stack,
            "Chat",
            connect_route_options=connect,
            disconnect_route_options=disconnect,
            default_route_options=default,
        )
        backend = integrations.WebSocketLambdaIntegration("Backend", function)
        api.add_route("send", integration=backend)
        api.add_route("ask", integration=backend, return_response=True)


class WebSocketRouteByHand(Program):
    """A route with every option, and one that names the absence of authorization."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi(stack, "Chat")
        backend = cdk.integrations.WebSocketMockIntegration("Backend")
        names.WebSocketRoute(
            stack,
            "Ask",
            web_socket_api=api,
            route_key="ask",
            integration=backend,
            api_key_required=True,
            return_response=True,
        )
        names.WebSocketRoute(
            stack,
            "Connect",
            web_socket_api=api,
            route_key="$connect",
            integration=backend,
            authorizer=names.WebSocketNoneAuthorizer(),
        )

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        backend = integrations.WebSocketMockIntegration("Backend")
        ours.WebSocketRoute(
            stack,
            "Ask",
            web_socket_api=api,
            route_key="ask",
            integration=backend,
            api_key_required=True,
            return_response=True,
        )
        ours.WebSocketRoute(
            stack,
            "Connect",
            web_socket_api=api,
            route_key="$connect",
            integration=backend,
            authorizer=ours.WebSocketNoneAuthorizer(),
        )


class WebSocketApiAddresses(Program):
    """Where the API is called, and the ARNs of its routes."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.WebSocketApi(stack, "Chat")
        for name, value in {
            "id": api.api_id,
            "endpoint": api.api_endpoint,
            "everything": api.arn_for_execute_api_v2(),
            "one": api.arn_for_execute_api_v2("$connect", "live"),
        }.items():
            cdk_given.output(stack, name, value)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        for name, value in {
            "id": api.api_id,
            "endpoint": api.api_endpoint,
            "everything": api.arn_for_execute_api_v2(),
            "one": api.arn_for_execute_api_v2("$connect", "live"),
        }.items():
            given.output(stack, name, value)


class ImportedWebSocketApi(Program):
    """A route, an authorizer's route and a stage of an API that is defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi.from_web_socket_api_attributes(
            stack, "Chat", web_socket_id="a1b2c3", api_endpoint="wss://chat.example"
        )
        backend = cdk.integrations.WebSocketLambdaIntegration("Backend", cdk_given.function(stack))
        names.WebSocketRoute(
            stack,
            "Connect",
            web_socket_api=api,
            route_key="$connect",
            integration=backend,
            authorizer=cdk.authorizers.WebSocketIamAuthorizer(),
        )
        names.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        cdk_given.output(stack, "endpoint", api.api_endpoint)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi.from_web_socket_api_attributes(
            stack, "Chat", web_socket_id="a1b2c3", api_endpoint="wss://chat.example"
        )
        backend = integrations.WebSocketLambdaIntegration("Backend", given.function(stack))
        ours.WebSocketRoute(
            stack,
            "Connect",
            web_socket_api=api,
            route_key="$connect",
            integration=backend,
            authorizer=authorizers.WebSocketIamAuthorizer(),
        )
        ours.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        given.output(stack, "endpoint", api.api_endpoint)


class GrantManageConnections(Program):
    """Roles may send to connections: of every stage, and of one."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi(stack, "Chat")
        stage = names.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        api.grant_manage_connections(cdk_given.role(stack, "all"))
        stage.grant_management_api_access(cdk_given.role(stack, "one"))

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        stage = ours.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
        api.grant_manage_connections(given.role(stack, "all"))
        stage.grant_management_api_access(given.role(stack, "one"))


class WebSocketApiDeprecated(Program):
    """The older method for ARNs, which thinks of methods and paths."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.WebSocketApi(stack, "Chat")
        cdk_given.output(stack, "arn", api.arn_for_execute_api("GET", "/books", "live"))

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        given.output(stack, "arn", api.arn_for_execute_api("GET", "/books", "live"))
