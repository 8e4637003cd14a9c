"""Tests of warnings."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf import (
    Api,
    ApiGatewayWarning,
    HttpApi,
    UsagePlan,
    UsagePlanPerApiStage,
    WebSocketApi,
    WebSocketStage,
)
from apigwv2_tf.authorizers import HttpJwtAuthorizer
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.errors import Problem
from apigwv2_tf.integrations import HttpUrlIntegration

from tests.support.warnings import warnings_of

if TYPE_CHECKING:
    from cdktf import TerraformStack


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            Problem("stage", 1, "a stage", "give one"),
            "stage is 1, allowed: a stage; give one",
            id="problem",
        ),
        pytest.param("stage is 1, allowed: a stage", "stage is 1, allowed: a stage", id="text"),
    ],
)
def test_warning(stack: TerraformStack, text: Problem | str, told: str) -> None:
    """CDKTF's command line shows it, after the construct's path, which the text does not repeat."""
    warn(stack, text)

    assert [(entry.type, entry.data) for entry in stack.node.metadata] == [("@cdktf/warn", told)]


def test_where_the_program_runs(stack: TerraformStack) -> None:
    """Python shows it too, at the user's own line, with the construct's path."""
    with pytest.warns(ApiGatewayWarning, match="^orders: stage is 1$") as seen:
        warn(stack, "stage is 1")

    assert seen[0].filename == __file__


def test_surprise_at_synth_as_an_error(stack: TerraformStack) -> None:
    """Who makes warnings errors gets those of synth as CDKTF's own, without JavaScript."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    api.add_route("send", route_response_selection_expression="$default")
    with warnings.catch_warnings():
        warnings.simplefilter("error", ApiGatewayWarning)
        told = api.node.validate()

    assert len(told) == 1
    assert told[0].startswith("orders/Chat/Route.send: route_response_selection_expression is")


def test_integrations_of_one_id(stack: TerraformStack) -> None:
    """The order of lines would decide which of two integrations stands under the API."""
    api = HttpApi(stack, "Orders")
    for path in ("/a", "/b"):
        api.add_routes(path=path, integration=HttpUrlIntegration("Web", f"https://x.example{path}"))

    told = (
        "id is 'Web', allowed: one that is not taken yet: orders/Orders/Web has it, so this one "
        "stands here; give each an id of its own, or the order of lines decides which is made anew"
    )
    assert warnings_of(stack) == [("orders/Orders/Route.ANY --b", told)]


@pytest.mark.parametrize(
    ("authorizer", "warned"),
    [
        pytest.param(None, True, id="no authorizer"),
        pytest.param(
            HttpJwtAuthorizer("Jwt", "https://login.example", jwt_audience=["a"]), False, id="jwt"
        ),
    ],
)
def test_default_scopes_that_nobody_checks(
    stack: TerraformStack,
    authorizer: HttpJwtAuthorizer | None,
    warned: bool,  # noqa: FBT001
) -> None:
    """An API whose scopes no route checks is open to everyone."""
    api = HttpApi(
        stack, "Orders", default_authorizer=authorizer, default_authorization_scopes=["read"]
    )
    api.add_routes(path="/a", integration=HttpUrlIntegration("Web", "https://x.example"))
    told = (
        "default_authorization_scopes is ['read'], allowed: scopes of routes with a JWT "
        "authorizer, and no route has one; give default_authorizer, or leave the scopes out"
    )

    assert warnings_of(stack) == ([("orders/Orders", told)] if warned else [])


@pytest.mark.parametrize("required", [True, False])
def test_usage_plan_that_counts_nothing(stack: TerraformStack, required: bool) -> None:  # noqa: FBT001
    """A plan counts only where a route asks for a key."""
    api = WebSocketApi(stack, "Chat", connect_route_options={"api_key_required": required})
    stage = WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live")
    UsagePlan(stack, "Plan", api_stages=[UsagePlanPerApiStage(api=api, stage=stage)])
    told = (
        "api is 'orders/Chat', allowed: an API of which a route asks for a key: this plan counts "
        "nothing; give its $connect route api_key_required=True"
    )

    assert warnings_of(stack) == ([] if required else [("orders/Plan", told)])
