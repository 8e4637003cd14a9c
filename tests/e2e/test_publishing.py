"""Stages of the local AWS serve what was deployed, as those of AWS do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import local_aws as aws_process

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient

pytestmark = pytest.mark.e2e


@pytest.fixture
def gateway(local_aws: str, aws: Callable[[str], BaseClient]) -> BaseClient:
    """Return a client of an API Gateway v2 with nothing in it."""
    aws_process.reset(local_aws)
    return aws("apigatewayv2")


@pytest.fixture
def api(gateway: BaseClient) -> str:
    """Return the id of an HTTP API with one route."""
    api: str = gateway.create_api(Name="api", ProtocolType="HTTP")["ApiId"]
    gateway.create_route(ApiId=api, RouteKey="GET /old")
    return api


def _deployment(gateway: BaseClient, api: str, stage: str) -> str:
    """Return the id of the deployment that a stage serves."""
    deployment: str = gateway.get_stage(ApiId=api, StageName=stage)["DeploymentId"]
    return deployment


def _served(local_aws: str, gateway: BaseClient, api: str, stage: str) -> set[str]:
    """Return the route keys that a stage serves."""
    snapshot = aws_process.published(local_aws, api, _deployment(gateway, api, stage))
    return {route["routeKey"] for route in snapshot["routes"].values()}


def test_change_is_not_live_before_a_deployment(
    local_aws: str, gateway: BaseClient, api: str
) -> None:
    """A stage keeps on serving what was deployed."""
    deployment = gateway.create_deployment(ApiId=api)["DeploymentId"]
    gateway.create_stage(ApiId=api, StageName="live", DeploymentId=deployment)

    gateway.create_route(ApiId=api, RouteKey="GET /new")

    assert _served(local_aws, gateway, api, "live") == {"GET /old"}


def test_export_of_a_stage_is_what_it_serves(gateway: BaseClient, api: str) -> None:
    """A document about a stage leaves out what is not deployed."""
    deployment = gateway.create_deployment(ApiId=api)["DeploymentId"]
    gateway.create_stage(ApiId=api, StageName="live", DeploymentId=deployment)
    gateway.create_route(ApiId=api, RouteKey="GET /new")

    exported = gateway.export_api(
        ApiId=api, Specification="OAS30", OutputType="JSON", StageName="live"
    )

    assert set(json.load(exported["body"])["paths"]) == {"/old"}


def test_auto_deploy_publishes_each_change(local_aws: str, gateway: BaseClient, api: str) -> None:
    """With auto-deploy, a new route is live at once."""
    gateway.create_stage(ApiId=api, StageName="live", AutoDeploy=True)

    gateway.create_route(ApiId=api, RouteKey="GET /new")

    assert _served(local_aws, gateway, api, "live") == {"GET /old", "GET /new"}


def test_auto_deploy_keeps_its_deployment_without_a_change(gateway: BaseClient, api: str) -> None:
    """An update that changes nothing published makes no deployment."""
    gateway.create_stage(ApiId=api, StageName="live", AutoDeploy=True)
    before = _deployment(gateway, api, "live")

    gateway.update_stage(ApiId=api, StageName="live", Description="The same")

    assert _deployment(gateway, api, "live") == before
