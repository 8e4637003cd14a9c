"""Authorizers of WebSocket APIs."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING

import apigwv2_tf as ours
from apigwv2_tf import authorizers, integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkObject, CdkStack, TerraformStack

_URI = (
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations"
)


def _cdk_api(stack: CdkStack, authorizer: CdkObject) -> CdkObject:
    """Return an API whose clients must pass an authorizer."""
    backend = cdk.integrations.WebSocketMockIntegration("Backend")
    connect = cdk.apigatewayv2.WebSocketRouteOptions(integration=backend, authorizer=authorizer)
    return cdk.apigatewayv2.WebSocketApi(stack, "Chat", connect_route_options=connect)


def _our_api(
    stack: TerraformStack, authorizer: ours.IWebSocketRouteAuthorizer
) -> ours.WebSocketApi:
    """Return an API whose clients must pass an authorizer."""
    backend = integrations.WebSocketMockIntegration("Backend")
    connect = ours.WebSocketRouteOptions(integration=backend, authorizer=authorizer)
    return ours.WebSocketApi(stack, "Chat", connect_route_options=connect)


class WebSocketLambdaAuthorizer(Program):
    """A function decides who may connect."""

    def cdk(self, stack: CdkStack) -> None:
        function = cdk_given.function(stack, "judge")
        _cdk_api(stack, cdk.authorizers.WebSocketLambdaAuthorizer("Judge", function))

    def ours(self, stack: TerraformStack) -> None:
        function = given.function(stack, "judge")
        _our_api(stack, authorizers.WebSocketLambdaAuthorizer("Judge", function))


class WebSocketLambdaAuthorizerOptions(Program):
    """A function decides from a query string."""

    def cdk(self, stack: CdkStack) -> None:
        judge = cdk.authorizers.WebSocketLambdaAuthorizer(
            "Judge",
            cdk_given.function(stack, "judge"),
            authorizer_name="by-query",
            identity_source=["route.request.querystring.token"],
        )
        _cdk_api(stack, judge)

    def ours(self, stack: TerraformStack) -> None:
        judge = authorizers.WebSocketLambdaAuthorizer(
            "Judge",
            given.function(stack, "judge"),
            authorizer_name="by-query",
            identity_source=["route.request.querystring.token"],
        )
        _our_api(stack, judge)


class WebSocketIam(Program):
    """Clients must sign their requests."""

    def cdk(self, stack: CdkStack) -> None:
        _cdk_api(stack, cdk.authorizers.WebSocketIamAuthorizer())

    def ours(self, stack: TerraformStack) -> None:
        _our_api(stack, authorizers.WebSocketIamAuthorizer())


class WebSocketAuthorizerByHand(Program):
    """An authorizer as a construct of its own, and one that is defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = _cdk_api(
            stack,
            names.WebSocketAuthorizer.from_web_socket_authorizer_attributes(
                stack, "Elsewhere", authorizer_id="judge1", authorizer_type="CUSTOM"
            ),
        )
        judge = names.WebSocketAuthorizer(
            stack,
            "Judge",
            web_socket_api=api,
            type=names.WebSocketAuthorizerType.LAMBDA,
            identity_source=["route.request.header.Authorization"],
            authorizer_uri=_URI,
        )
        cdk_given.output(stack, "judge", judge.authorizer_id)

    def ours(self, stack: TerraformStack) -> None:
        api = _our_api(
            stack,
            ours.WebSocketAuthorizer.from_web_socket_authorizer_attributes(
                stack, "Elsewhere", authorizer_id="judge1", authorizer_type="CUSTOM"
            ),
        )
        judge = ours.WebSocketAuthorizer(
            stack,
            "Judge",
            web_socket_api=api,
            type=ours.WebSocketAuthorizerType.LAMBDA,
            identity_source=["route.request.header.Authorization"],
            authorizer_uri=_URI,
        )
        given.output(stack, "judge", judge.authorizer_id)
