"""What stands around APIs: domain names and mappings, VPC links, permissions; and quick create."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.inventories import (
    API,
    NOWHERE,
    api,
    elsewhere,
    part,
    resource,
    route,
    shop,
    surface,
    to,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.links import Link

DOMAIN = "aws_apigatewayv2_domain_name.d"
REST_DOMAIN = "aws_api_gateway_domain_name.d"
STAGE = "aws_apigatewayv2_stage.s"
LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:orders"


def test_a_mapping_leads_to_domain_stage_and_api() -> None:
    """Names that are only known after apply are those of what the mapping leads to."""
    found = surface(
        api(),
        part("stage", "s", name="live"),
        resource(DOMAIN, domain_name="api.example.com"),
        part("api_mapping", "m", domain_name=to(DOMAIN), stage=to(STAGE), api_mapping_key="v1"),
    )

    (mapping,) = found.mappings
    assert (mapping.api, mapping.domain, mapping.stage) == (API, to(DOMAIN), to(STAGE))
    assert (mapping.domain_name, mapping.stage_name) == ("api.example.com", "live")
    assert mapping.key == "v1"
    assert found.domain(mapping.domain) is found.domain_names[0]


@pytest.mark.parametrize(
    ("link", "stage"),
    [
        pytest.param(to(API), to(STAGE), id="of its API"),
        pytest.param(elsewhere("other"), elsewhere("live"), id="of another API"),
    ],
)
def test_a_stage_is_found_by_name_in_its_api_only(link: Link, stage: Link) -> None:
    """Every API may have a stage of that name."""
    found = surface(
        api(),
        part("stage", "s", name="live"),
        part("api_mapping", "m", api_id=link, domain_name="api.example.com", stage="live"),
    )

    assert found.mappings[0].stage == stage
    assert found.mappings[0].stage_name == "live"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        pytest.param(to(API), API, id="here"),
        pytest.param(elsewhere("abc"), "elsewhere:abc", id="elsewhere, with routes here"),
        pytest.param(elsewhere("def"), None, id="elsewhere"),
        pytest.param(NOWHERE, None, id="cannot be told"),
        pytest.param(to("aws_apigatewayv2_api.gone"), None, id="left out of the plan"),
    ],
)
def test_a_mapping_names_an_api_that_is_here(link: Link, address: str | None) -> None:
    """Of an API that this source has nothing of, a mapping has no address."""
    found = surface(
        api(),
        route("r", api_id=elsewhere("abc")),
        part("api_mapping", "m", api_id=link, domain_name="api.example.com", stage="live"),
    )

    assert found.mappings[0].api == address


def test_a_domain_name_has_settings_and_trust() -> None:
    """What callers meet of a domain name: TLS, endpoint, certificates."""
    found = surface(
        resource(
            DOMAIN,
            domain_name="api.example.com",
            domain_name_configuration=[
                {"endpoint_type": "REGIONAL", "security_policy": "TLS_1_2", "certificate_arn": "c"}
            ],
            mutual_tls_authentication=[{"truststore_uri": "s3://b/k", "truststore_version": ""}],
        )
    )

    (name,) = found.domain_names
    assert (name.endpoint_type, name.security_policy) == ("REGIONAL", "TLS_1_2")
    assert (name.has_mutual_tls, name.truststore_uri) == (True, "s3://b/k")
    assert name.truststore_version is None


def test_domain_names_of_rest_apis_are_here_if_a_mapping_needs_them() -> None:
    """APIs can share a domain name that was made for REST APIs; others are not of interest."""
    found = surface(
        api(),
        resource(
            REST_DOMAIN,
            domain_name="api.example.com",
            regional_certificate_arn="c",
            security_policy="TLS_1_0",
            endpoint_configuration=[{"types": ["REGIONAL"]}],
        ),
        resource("aws_api_gateway_domain_name.other", domain_name="other.example.com"),
        part("api_mapping", "m", domain_name=to(REST_DOMAIN), stage="live"),
    )

    (name,) = found.domain_names
    assert (name.name, name.security_policy) == ("api.example.com", "TLS_1_0")
    assert (name.endpoint_type, name.certificate_arn) == ("REGIONAL", "c")
    assert name.has_mutual_tls is False


def test_vpc_links_are_here() -> None:
    """A VPC link is shown with its networks."""
    found = surface(
        resource("aws_apigatewayv2_vpc_link.v", name="v", subnet_ids=["b", "a"])
    ).vpc_links

    assert (found[0].name, found[0].subnet_ids) == ("v", ("a", "b"))


@pytest.mark.parametrize(
    ("principal", "count"),
    [
        pytest.param("apigateway.amazonaws.com", 1, id="API Gateway"),
        pytest.param("*", 1, id="everybody"),
        pytest.param(UNKNOWN, 1, id="unknown"),
        pytest.param(masked("x"), 1, id="sensitive"),
        pytest.param("events.amazonaws.com", 0, id="another"),
    ],
)
def test_permissions_that_let_api_gateway_in_are_here(principal: object, count: int) -> None:
    """Who else may invoke a function is of no interest."""
    permission = resource(
        "aws_lambda_permission.p",
        principal=principal,
        function_name=to("aws_lambda_function.f"),
        source_arn=elsewhere("arn:aws:execute-api:eu-west-1:123456789012:abc/*"),
    )

    found = surface(permission).permissions

    assert len(found) == count
    assert [one.function for one in found] == [to("aws_lambda_function.f")] * count
    assert [one.api for one in found] == [None] * count


@pytest.mark.parametrize(
    ("given", "kind", "payload"),
    [
        pytest.param({"target": "https://example.com"}, "HTTP_PROXY", "1.0", id="URL"),
        pytest.param({"target": LAMBDA}, "AWS_PROXY", UNKNOWN, id="function by its ARN"),
        pytest.param({"target": UNKNOWN}, UNKNOWN, UNKNOWN, id="unknown"),
        pytest.param(
            {"target": to("aws_lambda_function.f")}, "AWS_PROXY", UNKNOWN, id="function here"
        ),
    ],
)
def test_a_target_makes_a_route_an_integration_and_a_stage(
    given: dict[str, Any], kind: object, payload: object
) -> None:
    """What AWS makes of a target is shown like any other part."""
    found = shop(resource("aws_lambda_function.f", arn=LAMBDA), **given)

    (made,) = found.routes
    assert (made.key, made.authorization_type) == ("$default", "NONE")
    assert made.origin.source is Source.QUICK_CREATE
    assert made.target == to(found.integrations[0].origin.address)
    assert found.integrations[0].type == kind
    assert found.integrations[0].payload_format_version == payload
    assert (found.stages[0].name, found.stages[0].auto_deploy) == ("$default", True)


def test_a_target_can_have_a_route_key_and_a_role() -> None:
    """The route of a target is `$default` unless it is said to be another."""
    found = shop(target="https://example.com", route_key="GET /x", credentials_arn="role")

    assert [one.key for one in found.routes] == ["GET /x"]
    assert found.integrations[0].credentials_arn == "role"


@pytest.mark.parametrize("target", [pytest.param(None), pytest.param("", id="read back")])
def test_without_a_target_nothing_is_made(target: str | None) -> None:
    """An API without target has what it is given."""
    assert shop(target=target).routes == ()
