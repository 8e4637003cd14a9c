"""Tests of routes of HTTP APIs into a VPC."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, HttpMethod, HttpRoute, OptionError, ParameterMapping, VpcLink
from apigwv2_tf.integrations import (
    HttpAlbIntegration,
    HttpNlbIntegration,
    HttpServiceDiscoveryIntegration,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.api_gateway_vpc_link import ApiGatewayVpcLink
from cdktf_cdktf_provider_aws.apigatewayv2_vpc_link import Apigatewayv2VpcLink
from cdktf_cdktf_provider_aws.data_aws_lb_listener import DataAwsLbListener
from cdktf_cdktf_provider_aws.lb import Lb, LbSubnetMapping
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from cdktf_cdktf_provider_aws.service_discovery_service import ServiceDiscoveryService

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    Integration = Callable[[], dict[str, Any]]
    Private = type[HttpAlbIntegration | HttpNlbIntegration | HttpServiceDiscoveryIntegration]

_INTEGRATION = "aws_apigatewayv2_integration"
_LINK = "aws_apigatewayv2_vpc_link"
_BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener"
_ALB = f"{_BALANCER}/app/web/1/2"
_NLB = f"{_BALANCER}/net/tcp/1/2"
_SERVICE = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1"
_UNKNOWN = "the listener's stack defines no load balancer for it whose VPC could be taken"
_FIX = "give vpc_link; or vpc or subnets, and one is made"
_PRIVATE: list[tuple[str, Private, str]] = [
    ("alb", HttpAlbIntegration, _ALB),
    ("nlb", HttpNlbIntegration, _NLB),
    ("cloud-map", HttpServiceDiscoveryIntegration, _SERVICE),
]
_CLASSES = [pytest.param(private, backend, id=id) for id, private, backend in _PRIVATE]


def _listener(stack: TerraformStack, balancer: Lb | str, id: str = "Listener") -> LbListener:
    arn = balancer if isinstance(balancer, str) else balancer.arn
    forward = LbListenerDefaultAction(type="forward")
    return LbListener(stack, id, load_balancer_arn=arn, port=80, default_action=[forward])


@pytest.fixture
def listener(stack: TerraformStack) -> LbListener:
    """Return a listener of a load balancer that the stack defines, in two subnets."""
    subnets = ["subnet-0a", "subnet-0b"]
    return _listener(stack, Lb(stack, "Balancer", name="web", internal=True, subnets=subnets))


@pytest.mark.parametrize(("private", "backend"), _CLASSES)
def test_smallest_integration(
    http: HttpApi, integration: Integration, private: Private, backend: str
) -> None:
    """What is in a VPC is called by its ARN through the link, with the caller's own method."""
    http.add_route("GET /", private("Backend", backend, vpc_link="link01"))

    assert integration() == {
        "connection_id": "link01",
        "connection_type": "VPC_LINK",
        "integration_method": "ANY",
        "integration_type": "HTTP_PROXY",
        "integration_uri": backend,
        "payload_format_version": "1.0",
        "timeout_milliseconds": 30_000,
    }


def test_addresses(http: HttpApi, listener: LbListener, synthesized: Synthesized) -> None:
    """The integration, and the link made on the way, stand under the API."""
    http.add_route("GET /", HttpAlbIntegration("Shelf", listener))

    resources = synthesized()["resource"]
    assert [*resources[_INTEGRATION], *resources[_LINK]] == [
        "Books_Shelf_8BC901A1",
        "Books_VpcLinkaws_lbBalancervpc_id_5443FB5E",
    ]


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param({"method": HttpMethod.PATCH}, {"integration_method": "PATCH"}, id="method"),
        pytest.param(
            {"secure_server_name": "books.example"},
            {"tls_config": {"server_name_to_verify": "books.example"}},
            id="secure_server_name",
        ),
        pytest.param(
            {"parameter_mapping": ParameterMapping().remove_query_string("debug")},
            {"request_parameters": {"remove:querystring.debug": "''"}},
            id="parameter_mapping",
        ),
        pytest.param(
            {"response_parameters": {"404": {"overwrite:statuscode": "200"}}},
            {
                "response_parameters": [
                    {"status_code": "404", "mappings": {"overwrite:statuscode": "200"}}
                ]
            },
            id="response_parameters",
        ),
        pytest.param({"description": "shelf"}, {"description": "shelf"}, id="description"),
    ],
)
def test_option_given(
    http: HttpApi, blocks: Callable[[str], Blocks], options: dict[str, Any], written: dict[str, Any]
) -> None:
    """Each option reaches Terraform, in each class."""
    for id, private, backend in _PRIVATE:
        own = private(id, backend, vpc_link="link01", **options)
        http.add_route(f"GET /{id}", own)

    for found in blocks(_INTEGRATION):
        assert {name: found[name] for name in written} == written


@pytest.mark.parametrize(("private", "backend"), _CLASSES)
def test_timeout(http: HttpApi, integration: Integration, private: Private, backend: str) -> None:
    """Each class keeps its timeout; AWS CDK's for Cloud Map drops it."""
    timeout = timedelta(seconds=3)
    http.add_route("GET /", private("Backend", backend, vpc_link="link01", timeout=timeout))

    assert integration()["timeout_milliseconds"] == 3000


def test_resources_of_the_provider(
    stack: TerraformStack, http: HttpApi, listener: LbListener, blocks: Callable[[str], Blocks]
) -> None:
    """The provider's own listener, service and link will do."""
    link = Apigatewayv2VpcLink(stack, "Link", name="in", subnet_ids=[], security_group_ids=[])
    service = ServiceDiscoveryService(stack, "Service", name="books")
    http.add_route("GET /a", HttpAlbIntegration("A", listener, vpc_link=link))
    http.add_route("GET /b", HttpServiceDiscoveryIntegration("B", service, vpc_link=link))

    assert [block["integration_uri"] for block in blocks(_INTEGRATION)] == [
        "${aws_lb_listener.Listener.arn}",
        "${aws_service_discovery_service.Service.arn}",
    ]
    assert {block["connection_id"] for block in blocks(_INTEGRATION)} == {
        "${aws_apigatewayv2_vpc_link.Link.id}"
    }


def test_vpc_link_of_ours(
    stack: TerraformStack, http: HttpApi, blocks: Callable[[str], Blocks]
) -> None:
    """A `VpcLink` will do, defined here or elsewhere."""
    link = VpcLink(stack, "Link", subnets=["subnet-0a"])
    other = VpcLink.from_vpc_link_attributes(stack, "Other", vpc_link_id="link01")
    http.add_route("GET /a", HttpNlbIntegration("A", _NLB, vpc_link=link))
    http.add_route("GET /b", HttpNlbIntegration("B", _NLB, vpc_link=other))

    assert [block["connection_id"] for block in blocks(_INTEGRATION)] == [
        "${aws_apigatewayv2_vpc_link.Link_1234EF21.id}",
        "link01",
    ]


def test_instances_by_attribute(http: HttpApi, integration: Integration) -> None:
    """Behind the ARN of a service of Cloud Map may stand which instances are meant."""
    backend = HttpServiceDiscoveryIntegration("Backend", f"{_SERVICE}?stage=live", vpc_link="l1")
    http.add_route("GET /", backend)

    assert integration()["integration_uri"] == f"{_SERVICE}?stage=live"


def test_link_into_the_vpc_of_the_load_balancer(
    http: HttpApi, listener: LbListener, block: Block
) -> None:
    """
    Without a link one is made into the load balancer's subnets, for all of its integrations.

    AWS CDK takes the VPC's private subnets, which Terraform's load balancer does not know.
    """
    http.add_route("GET /a", HttpAlbIntegration("A", listener))
    http.add_route("GET /b", HttpAlbIntegration("B", listener))

    written = block(_LINK)
    assert (written["subnet_ids"], written["security_group_ids"]) == (
        ["subnet-0a", "subnet-0b"],
        [],
    )


def test_link_of_each_load_balancer(
    stack: TerraformStack, http: HttpApi, listener: LbListener, blocks: Callable[[str], Blocks]
) -> None:
    """A listener's link leads to its own load balancer, not to another one of the stack."""
    other = _listener(stack, Lb(stack, "Other", subnets=["subnet-0c"]), "OtherListener")
    http.add_route("GET /b", HttpAlbIntegration("B", other))
    http.add_route("GET /a", HttpAlbIntegration("A", listener))

    assert sorted(block["subnet_ids"] for block in blocks(_LINK)) == [
        ["subnet-0a", "subnet-0b"],
        ["subnet-0c"],
    ]


def test_link_into_mapped_subnets(stack: TerraformStack, http: HttpApi, block: Block) -> None:
    """A load balancer may name its subnets with an address for each."""
    subnets = [LbSubnetMapping(subnet_id="subnet-0a", private_ipv4_address="10.0.0.4")]
    balancer = Lb(stack, "Balancer", load_balancer_type="network", subnet_mapping=subnets)
    http.add_route("GET /", HttpNlbIntegration("Backend", _listener(stack, balancer)))

    assert block(_LINK)["subnet_ids"] == ["subnet-0a"]


def test_security_groups_of_the_link(http: HttpApi, listener: LbListener, block: Block) -> None:
    """The link that is made on the way takes security groups (aws-cdk 34137)."""
    http.add_route("GET /", HttpAlbIntegration("Backend", listener, security_groups=["sg-01"]))

    assert block(_LINK)["security_group_ids"] == ["sg-01"]


def test_link_for_a_vpc(http: HttpApi, block: Block, blocks: Callable[[str], Blocks]) -> None:
    """Integrations of an API share the link that is made for a VPC."""
    for id, private, backend in [
        ("A", HttpAlbIntegration, _ALB),
        ("B", HttpServiceDiscoveryIntegration, _SERVICE),
    ]:
        own = private(id, backend, vpc="vpc-01", subnets=["subnet-0a"], security_groups=["sg-01"])
        http.add_route(f"GET /{id}", own)

    written = block(_LINK)
    assert (written["subnet_ids"], written["security_group_ids"]) == (["subnet-0a"], ["sg-01"])
    assert len({block["connection_id"] for block in blocks(_INTEGRATION)}) == 1


def test_link_for_subnets(http: HttpApi, synthesized: Synthesized) -> None:
    """Subnets without a VPC make a link of the integration's own."""
    http.add_route("GET /", HttpNlbIntegration("Backend", _NLB, subnets=["subnet-0a"]))

    ((address, written),) = synthesized()["resource"][_LINK].items()
    assert address == "Books_Backend_VpcLink_F27B042D"
    assert written["subnet_ids"] == ["subnet-0a"]


def test_link_for_an_api_of_another_stack(app: App, http: HttpApi) -> None:
    """The link stands in the stack of the route: the API's must not depend on it."""
    other = TerraformStack(app, "routes")
    backend = HttpAlbIntegration("Backend", _ALB, vpc="vpc-01", subnets=["subnet-0a"])
    HttpRoute(other, "Route", http_api=http, route_key="GET /", integration=backend)

    assert isinstance(other.node.find_child("VpcLink.vpc-01"), VpcLink)


def test_token_passes(stack: TerraformStack, http: HttpApi, integration: Integration) -> None:
    """What Terraform knows later is passed on."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    http.add_route("GET /", HttpAlbIntegration("Backend", arn, vpc_link=arn))

    written = integration()
    assert (written["integration_uri"], written["connection_id"]) == ("${var.arn}", "${var.arn}")


@pytest.mark.parametrize(
    ("backend", "problem"),
    [
        pytest.param(
            HttpAlbIntegration("Backend", _ALB),
            f"vpc_link is left out, allowed: a VPC link: {_UNKNOWN}; {_FIX}",
            id="alb-without-link",
        ),
        pytest.param(
            HttpNlbIntegration("Backend", _NLB, security_groups=["sg-01"]),
            f"vpc_link is left out, allowed: a VPC link: {_UNKNOWN}; {_FIX}",
            id="nlb-without-link",
        ),
        pytest.param(
            HttpServiceDiscoveryIntegration("Backend", _SERVICE),
            "vpc_link is left out, allowed: a VPC link: "
            f"a service of Cloud Map does not say which VPC it is in; {_FIX}",
            id="cloud-map-without-link",
        ),
        pytest.param(
            HttpAlbIntegration("Backend", _NLB, vpc_link="link01"),
            f"listener is '{_NLB}', allowed: the ARN of a listener of an application load "
            "balancer, arn:aws:…:listener/app/…",
            id="alb-with-nlb",
        ),
        pytest.param(
            HttpNlbIntegration("Backend", _ALB, vpc_link="link01"),
            f"listener is '{_ALB}', allowed: the ARN of a listener of a network load balancer, "
            "arn:aws:…:listener/net/…",
            id="nlb-with-alb",
        ),
        pytest.param(
            HttpServiceDiscoveryIntegration("Backend", _ALB, vpc_link="link01"),
            f"service is '{_ALB}', allowed: the ARN of a service of Cloud Map, "
            "arn:aws:servicediscovery:…:service/…",
            id="cloud-map-with-alb",
        ),
        pytest.param(
            HttpAlbIntegration("Backend", _ALB, vpc_link="link01", security_groups=["sg-01"]),
            "security_groups is ['sg-01'], allowed: nothing: vpc_link is given; leave one out",
            id="link-and-group",
        ),
        pytest.param(
            HttpAlbIntegration("Backend", _ALB, vpc_link="link01", timeout=timedelta(minutes=1)),
            "timeout is '60000 ms', allowed: 50 ms to 30 s, in whole milliseconds",
            id="timeout",
        ),
        pytest.param(
            HttpAlbIntegration("Backend", _ALB, vpc_link="link01", secure_server_name=""),
            "secure_server_name is '', allowed: 1 to 512 characters",
            id="secure_server_name",
        ),
    ],
)
def test_option_is_refused(
    http: HttpApi,
    backend: HttpAlbIntegration | HttpNlbIntegration | HttpServiceDiscoveryIntegration,
    problem: str,
) -> None:
    """Errors name the option as the user wrote it, and what to do."""
    with pytest.raises(OptionError) as refused:
        http.add_route("GET /", backend)

    assert str(refused.value) == f"orders/Books/Backend: {problem}"


def test_listener_of_elsewhere_needs_a_link(stack: TerraformStack, http: HttpApi) -> None:
    """A listener whose load balancer the stack does not define does not tell its VPC."""
    known = DataAwsLbListener(stack, "Known", arn=_ALB)
    for listener in (known, _listener(stack, "arn:aws:elasticloadbalancing:::x")):
        with pytest.raises(OptionError, match="vpc_link is left out, allowed: a VPC link"):
            http.add_route("GET /", HttpAlbIntegration("Backend", listener))


def test_older_link_is_refused(stack: TerraformStack, http: HttpApi) -> None:
    """A VPC link of the older kind is for WebSocket APIs."""
    link = ApiGatewayVpcLink(stack, "Older", name="older", target_arns=["arn"])
    with pytest.raises(OptionError) as refused:
        http.add_route("GET /", HttpNlbIntegration("Backend", _NLB, vpc_link=link))

    assert str(refused.value) == (
        "orders/Books/Backend: vpc_link is 'orders/Older', allowed: an "
        "aws_apigatewayv2_vpc_link: the older kind is for WebSocket APIs"
    )


def test_type_is_refused() -> None:
    """An object that is no listener is refused where the integration is made."""
    listener: Any = 5
    with pytest.raises(OptionError) as refused:
        HttpAlbIntegration("Backend", listener)

    assert str(refused.value) == ("Backend: listener is 5, allowed: an object with arn or text")


def test_integration_of_two_apis_is_refused(stack: TerraformStack, http: HttpApi) -> None:
    """An integration belongs to one API."""
    backend = HttpAlbIntegration("Backend", _ALB, vpc_link="link01")
    http.add_route("GET /", backend)
    with pytest.raises(OptionError) as refused:
        HttpApi(stack, "Authors").add_route("GET /", backend)

    assert str(refused.value) == (
        "orders/Authors/Route.GET --: integration is 'Backend', allowed: an integration of the "
        "same API: this is one of orders/Books; make one for each API"
    )
