"""Changes that fail, or do harm, with plain `aws_apigatewayv2_*` resources; see docs/traps.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ApiMapping,
    AuthorizerType,
    DomainName,
    Integration,
    IntegrationType,
    JwtConfiguration,
    ProtocolType,
    RouteSettings,
    Stage,
    UrlIntegration,
    VpcLink,
)
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from tests.support import local_aws as aws_process
from tests.support.lives import document_of, empty_program, made_by, planned, reapplied

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient

    from tests.support.terraform import TerraformFactory

pytestmark = pytest.mark.e2e

_ROLE = "arn:aws:iam::123456789012:role/gateway"
_FUNCTION = (
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:eu-west-1:123456789012:function:orders/invocations"
)
_LISTENER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c"
_CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/a"
_TOKENS = JwtConfiguration(issuer="https://issuer.example.com", audience=["orders"])


class Shop(TerraformStack):
    """An HTTP API before and after changes that are hard to get right by hand."""

    def __init__(self, *, later: bool) -> None:
        super().__init__(empty_program(), "shop")
        AwsProvider(self, "Aws")
        self.later = later
        self.api, self.stage = self.http_api("Api", throttled="GET /typed")
        self.add_integrations()
        self.add_authorizers()
        self.add_domain()

    def http_api(self, id: str, *, throttled: str) -> tuple[Api, Stage]:
        """Define an API whose stage says one limit of the two that a throttle has."""
        api = Api(self, id, protocol_type=ProtocolType.HTTP, deploy=False, logical_id=id)
        stage = api.add_stage(
            "Live",
            stage_name="$default",
            auto_deploy=True,
            default_route_settings=RouteSettings(throttling_rate_limit=10),
            route_settings={throttled: RouteSettings(throttling_burst_limit=7)},
        )
        return api, stage

    def add_integrations(self) -> None:
        """Replace an integration and a VPC link in use, and move a route away from another."""
        if self.later:
            typed = Integration(
                self,
                "Typed",
                api=self.api,
                type=IntegrationType.AWS_PROXY,
                uri=_FUNCTION,
                credentials_arn=_ROLE,
                logical_id="Typed",
            )
        else:
            typed = UrlIntegration(
                self, "Typed", api=self.api, url="https://example.com", logical_id="Typed"
            )
        typed.add_route("GET /typed", logical_id="typed")
        name = "New" if self.later else "Old"
        url = f"https://{name.lower()}.example.com"
        target = self.api.add_http_integration(name, url=url, logical_id=name)
        target.add_route("GET /moved", logical_id="moved")
        link = VpcLink(
            self, "Link", subnets=["subnet-2" if self.later else "subnet-1"], logical_id="Link"
        )
        private = self.api.add_http_integration(
            "Private", url=_LISTENER, vpc_link=link, logical_id="Private"
        )
        self.api.add_route("GET /private", private, logical_id="private")

    def add_authorizers(self) -> None:
        """Take an authorizer from a route, give one to another, and exchange a third."""
        site = self.api.add_http_integration("Site", url="https://example.com", logical_id="Site")
        kept = self.api.add_authorizer(
            "Kept",
            authorizer_type=AuthorizerType.JWT,
            jwt_configuration=_TOKENS,
            logical_id="Kept",
        )
        if self.later:
            site.add_route("GET /opened", logical_id="opened")
            site.add_route("GET /closed", authorizer=kept, logical_id="closed")
            site.add_route("GET /exchanged", authorizer=kept, logical_id="exchanged")
            return
        gone = self.api.add_authorizer(
            "Gone",
            authorizer_type=AuthorizerType.REQUEST,
            authorizer_uri=_FUNCTION,
            authorizer_credentials_arn=_ROLE,
            logical_id="Gone",
        )
        site.add_route("GET /opened", authorizer=gone, logical_id="opened")
        site.add_route("GET /closed", logical_id="closed")
        site.add_route("GET /exchanged", authorizer=gone, logical_id="exchanged")

    def add_domain(self) -> None:
        """Hand one path of a domain to another API, and lead one to another stage."""
        other, other_stage = self.http_api("Other", throttled="GET /other")
        other.add_route(
            "GET /other", UrlIntegration(self, "OtherUrl", api=other, url="https://example.com")
        )
        domain = DomainName(self, "Domain", domain_name="api.example.com", certificate=_CERTIFICATE)
        owner, served = (other, other_stage) if self.later else (self.api, self.stage)
        ApiMapping(
            self,
            "Handed",
            api=owner,
            domain_name=domain,
            stage=served,
            api_mapping_key="v1",
            logical_id="Handed",
        )
        canary = self.api.add_stage("Canary", stage_name="canary")
        ApiMapping(
            self,
            "Led",
            api=self.api,
            domain_name=domain,
            stage=canary if self.later else self.stage,
            logical_id="Led",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What was seen of the change."""

    before: dict[str, dict[str, Any]]
    change: dict[str, str]
    after: dict[str, dict[str, Any]]
    settled: dict[str, str]
    stage: dict[str, Any]
    left: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def seen(
    local_aws: str, aws: Callable[[str], BaseClient], terraform_factory: TerraformFactory
) -> Seen:
    """Apply the API, apply the changed API in one go, and destroy it."""
    aws_process.reset(local_aws)
    first, then = document_of(Shop(later=False)), document_of(Shop(later=True))
    terraform = terraform_factory(first)
    terraform.init()
    reapplied(terraform, first, terraform_factory)
    before = made_by(terraform)
    change = reapplied(terraform, then, terraform_factory)
    after, settled = made_by(terraform), planned(terraform)
    api = after["aws_apigatewayv2_api.Api"]["id"]
    stage = aws("apigatewayv2").get_stage(ApiId=api, StageName="$default")
    terraform.destroy()
    return Seen(
        before=before,
        change=change,
        after=after,
        settled=settled,
        stage=stage,
        left=made_by(terraform),
    )


@pytest.mark.parametrize(
    ("address", "action"),
    [
        pytest.param("integration.Typed", "replace", id="type of an integration in use"),
        pytest.param("route.typed", "update", id="its route"),
        pytest.param("vpc_link.Link", "replace", id="VPC link in use"),
        pytest.param("integration.Private", "update", id="its integration"),
        pytest.param("integration.Old", "delete", id="integration that a route leaves"),
        pytest.param("route.moved", "update", id="route that moves"),
        pytest.param("authorizer.Gone", "delete", id="authorizer that routes let go"),
        pytest.param("route.opened", "update", id="route that is opened"),
        pytest.param("route.closed", "update", id="route that is closed"),
        pytest.param("route.exchanged", "update", id="route with another authorizer"),
        pytest.param("api_mapping.Handed", "replace", id="path for another API"),
        pytest.param("api_mapping.Led", "update", id="path to another stage"),
    ],
)
def test_change_is_applied_in_one_go(seen: Seen, address: str, action: str) -> None:
    """What is in use is let go before it is deleted, and routes never conflict."""
    assert seen.change[f"aws_apigatewayv2_{address}"] == action


def test_plan_after_the_change_is_empty(seen: Seen) -> None:
    """Nothing is left for a second apply."""
    assert seen.settled == {}


def test_route_moves_to_the_other_integration(seen: Seen) -> None:
    """The route itself stays, and calls another backend."""
    old, new = (state["aws_apigatewayv2_route.moved"] for state in (seen.before, seen.after))

    assert new["id"] == old["id"]
    assert new["target"] == f"integrations/{seen.after['aws_apigatewayv2_integration.New']['id']}"


@pytest.mark.parametrize(
    ("route", "before", "after"),
    [
        pytest.param("opened", "CUSTOM", "NONE", id="removed"),
        pytest.param("closed", "NONE", "JWT", id="added"),
        pytest.param("exchanged", "CUSTOM", "JWT", id="exchanged"),
    ],
)
def test_authorizer_of_a_route_changes(seen: Seen, route: str, before: str, after: str) -> None:
    """A route without an authorizer is open, and one with another asks that one."""
    address = f"aws_apigatewayv2_route.{route}"
    kinds = [state[address]["authorization_type"] for state in (seen.before, seen.after)]

    assert kinds == [before, after]


def test_throttle_with_one_limit_has_the_other(seen: Seen) -> None:
    """AWS gets no limit of 0, which would refuse every request."""
    throttles = [seen.stage["DefaultRouteSettings"], seen.stage["RouteSettings"]["GET /typed"]]

    assert [
        (throttle["ThrottlingRateLimit"], throttle["ThrottlingBurstLimit"])
        for throttle in throttles
    ] == [(10, 5000), (10, 7)]


def test_destroy_leaves_nothing(seen: Seen) -> None:
    """Deletion has an order too."""
    assert seen.left == {}
