"""A deployment is made anew when callers would notice, and only then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    Deployment,
    JsonSchema,
    KnownRouteResponseKey,
    MockIntegration,
    ProtocolType,
    Stage,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from tests.support import local_aws as aws_process
from tests.support.lives import document_of, empty_program, made_by, planned, reapplied, replanned

if TYPE_CHECKING:
    from tests.support.terraform import Terraform, TerraformFactory

pytestmark = pytest.mark.e2e

_DEPLOYMENT = "aws_apigatewayv2_deployment.Deployment"
_STAGE = "aws_apigatewayv2_stage.Live"
_REDEPLOYS = {_DEPLOYMENT: "replace", _STAGE: "update"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Chat:
    """What varies of a WebSocket API."""

    template: str = '{"statusCode": 200}'
    answer: str = '{"pong": true}'
    longest: int = 100
    team: str = "one"
    routes: tuple[str, ...] = ("ping",)

    def document(self) -> dict[str, Any]:
        """Return its Terraform JSON."""
        stack = TerraformStack(empty_program(), "chat")
        AwsProvider(stack, "Aws")
        tags = {"team": self.team}
        api = Api(
            stack,
            "Api",
            protocol_type=ProtocolType.WEBSOCKET,
            deploy=False,
            tags=tags,
            logical_id="Api",
        )
        model = api.add_model(JsonSchema(title="Ping", max_length=self.longest), logical_id="Model")
        mock = MockIntegration(
            stack,
            "Mock",
            api=api,
            request_templates={"$default": self.template},
            logical_id="Mock",
        )
        mock.add_response(response_templates={"$default": self.answer}, logical_id="Answer")
        for key in self.routes:
            route = mock.add_route(
                key,
                request_models={"$default": model},
                route_response_selection_expression=KnownRouteResponseKey.DEFAULT,
                logical_id=key,
            )
            route.add_response(logical_id=f"{key}-answer")
        deployment = Deployment(stack, "Deploy", api=api, logical_id="Deployment")
        Stage(
            stack,
            "Stage",
            api=api,
            stage_name="live",
            deployment=deployment,
            tags=tags,
            logical_id="Live",
        )
        return document_of(stack)


_CHANGES = {
    "nothing": Chat(),
    "template": Chat(template='{"statusCode": 201}'),
    "model": Chat(longest=50),
    "answer": Chat(answer='{"pong": 1}'),
    "tag": Chat(team="two"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What was seen of a deployed API."""

    plans: dict[str, dict[str, str]]
    served_at_first: set[str]
    new_route: dict[str, str]
    settled: dict[str, str]
    served: set[str]


@pytest.fixture(scope="module")
def seen(local_aws: str, terraform_factory: TerraformFactory) -> Seen:
    """Deploy an API, plan changes of it, and then add a route."""
    aws_process.reset(local_aws)
    make = terraform_factory
    terraform = make(Chat().document())
    terraform.init()
    reapplied(terraform, Chat().document(), make)
    return Seen(
        plans={
            name: replanned(terraform, chat.document(), make) for name, chat in _CHANGES.items()
        },
        served_at_first=_served(local_aws, terraform),
        new_route=reapplied(terraform, Chat(routes=("ping", "pong")).document(), make),
        settled=planned(terraform),
        served=_served(local_aws, terraform),
    )


def _served(url: str, terraform: Terraform) -> set[str]:
    """Return the route keys that the stage serves."""
    stage = made_by(terraform)[_STAGE]
    snapshot = aws_process.published(url, stage["api_id"], stage["deployment_id"])
    return {route["routeKey"] for route in snapshot["routes"].values()}


@pytest.mark.parametrize(
    ("change", "plan"),
    [
        pytest.param("nothing", {}, id="nothing"),
        pytest.param(
            "template",
            {"aws_apigatewayv2_integration.Mock": "update", **_REDEPLOYS},
            id="message template",
        ),
        pytest.param("model", {"aws_apigatewayv2_model.Model": "update", **_REDEPLOYS}, id="model"),
        pytest.param(
            "answer",
            {"aws_apigatewayv2_integration_response.Answer": "update", **_REDEPLOYS},
            id="integration response",
        ),
        pytest.param("tag", {"aws_apigatewayv2_api.Api": "update", _STAGE: "update"}, id="tag"),
    ],
)
def test_change_plans_a_deployment_only_if_callers_notice(
    seen: Seen, change: str, plan: dict[str, str]
) -> None:
    """An unchanged program plans nothing, a tag no deployment, and all else one deployment."""
    assert seen.plans[change] == plan


def test_new_route_is_deployed_in_the_same_apply(seen: Seen) -> None:
    """One apply adds the route, makes a deployment and moves the stage to it."""
    assert seen.new_route == {
        "aws_apigatewayv2_route.pong": "create",
        "aws_apigatewayv2_route_response.pong-answer": "create",
        **_REDEPLOYS,
    }
    assert seen.settled == {}


def test_new_route_is_served(seen: Seen) -> None:
    """Callers reach the route once it has been applied, and not before."""
    assert (seen.served_at_first, seen.served) == ({"ping"}, {"ping", "pong"})
