from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import API, http, origin, route, surface, to, websocket
from tests.support.rule_cases import DOMAIN, domain, mapping, mutual, named, resource

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api, Surface

_CLOSED = http(route(), disable_execute_api_endpoint=True)
_UNSURE = http(route(), disable_execute_api_endpoint=UNKNOWN)
_CHAT = websocket(route("send"), origin=origin("aws_apigatewayv2_api", "chat"), name="chat")
_OTHERS = Link(kind=LinkKind.EXTERNAL, id="shop.example.com")
_REST = "aws_api_gateway_domain_name.shop"
_CERTIFICATE = "aws_acm_certificate.shop"


def _rest(**values: Any) -> Surface:  # noqa: ANN401
    """Return a mapping of a domain name that REST APIs have made."""
    shared = resource("aws_api_gateway_domain_name", "shop", **values)
    return named(mapping(domain=to(_REST)), resources=(shared,))


def _with(certificate: dict[str, Any], **arguments: Any) -> Surface:  # noqa: ANN401
    """Return a domain name with client certificates, and with this certificate of its own."""
    link = to(_CERTIFICATE)
    shown = Resource(
        address=DOMAIN,
        type="aws_apigatewayv2_domain_name",
        values={},
        links={"domain_name_configuration.certificate_arn": link},
    )
    made = resource("aws_acm_certificate", "shop", **certificate)
    return named(domains=(mutual(**arguments),), resources=(shown, made))


def _in(region: str, **values: Any) -> Surface:  # noqa: ANN401
    """Return a domain name in a region."""
    arn = f"arn:aws:apigateway:{region}::/domainnames/shop.example.com"
    shown = resource("aws_apigatewayv2_domain_name", "shop", arn=arn)
    return named(resources=(shown, resource("aws_apigatewayv2_api", "shop", **values)))


def _keyed(*keys: Any, api: Api | None = None) -> Surface:  # noqa: ANN401
    """Return mappings with these keys."""
    given = api or http(route())
    made = [mapping(f"m{at}", key=key, api=given.origin.address) for at, key in enumerate(keys)]
    return named(*made, apis=(given,))


def _bucket(*resources: Resource) -> Surface:
    """Return a domain name whose truststore has no version, and its bucket."""
    return named(
        domains=(mutual(truststore_version=None),),
        resources=(resource("aws_s3_bucket", "trust", bucket="trust"), *resources),
    )


_PUBLIC = resource("aws_s3_bucket_acl", "trust", bucket="trust", acl="public-read")
_VERSIONS = resource("aws_s3_bucket_versioning", "trust", bucket="trust")

CASES = [
    # DOM-001
    fires("way-round-client-certificates", "open", named(domains=(mutual(),))),
    fires(
        "way-round-client-certificates",
        "a domain name of REST APIs",
        _rest(mutual_tls_authentication=({"truststore_uri": "s3://trust/shop.pem"},)),
    ),
    silent("way-round-client-certificates", "closed", named(apis=(_CLOSED,), domains=(mutual(),))),
    silent("way-round-client-certificates", "no certificates", named()),
    silent("way-round-client-certificates", "no mapping", http(route())),
    unsure(
        "way-round-client-certificates", "flag unknown", named(apis=(_UNSURE,), domains=(mutual(),))
    ),
    unsure(
        "way-round-client-certificates",
        "certificates unknown",
        named(domains=(mutual(has_mutual_tls=UNKNOWN),)),
    ),
    unsure(
        "way-round-client-certificates",
        "a domain name from elsewhere",
        named(mapping(domain=_OTHERS)),
        text="whether `shop.example.com` asks for them is not known here",
    ),
    unsure(
        "way-round-client-certificates",
        "an API from elsewhere",
        named(
            apis=(
                http(
                    route(),
                    origin=replace(origin("aws_apigatewayv2_api", "shop"), source=Source.ELSEWHERE),
                ),
            ),
            domains=(mutual(),),
        ),
        text="the API is managed elsewhere",
    ),
    # DOM-002
    fires("default-endpoint-open", "open", named(), text="open beside `shop.example.com`"),
    silent("default-endpoint-open", "closed", named(apis=(_CLOSED,))),
    silent("default-endpoint-open", "no domain name", http(route())),
    silent("default-endpoint-open", "with client certificates", named(domains=(mutual(),))),
    unsure("default-endpoint-open", "flag unknown", named(apis=(_UNSURE,))),
    # DOM-003
    fires("weak-tls", "TLS 1.0", named(domains=(domain(security_policy="TLS_1_0"),))),
    fires("weak-tls", "edge", named(domains=(domain(endpoint_type="EDGE"),))),
    fires("weak-tls", "a domain name of REST APIs", _rest(security_policy="TLS_1_0")),
    silent("weak-tls", "TLS 1.2", named()),
    silent("weak-tls", "TLS 1.2 of REST APIs", _rest(security_policy="TLS_1_2")),
    unsure("weak-tls", "unknown", named(domains=(domain(security_policy=UNKNOWN),))),
    # DOM-004
    fires("unreachable-api", "no domain name", _CLOSED),
    silent("unreachable-api", "a domain name", named(apis=(_CLOSED,))),
    silent("unreachable-api", "open", http(route())),
    unsure(
        "unreachable-api",
        "a mapping of an API that is not known",
        named(mapping(api=None), apis=(_CLOSED,)),
    ),
    unsure(
        "unreachable-api",
        "a routing rule",
        surface(_CLOSED, resources=(resource("aws_apigatewayv2_routing_rule"),)),
    ),
    unsure("unreachable-api", "part of a plan", surface(_CLOSED, notes=("Targeted.",))),
    # DOM-005
    fires("loose-truststore", "no version", named(domains=(mutual(truststore_version=None),))),
    fires("loose-truststore", "in a public bucket", _bucket(_PUBLIC), severity=Severity.HIGH),
    fires("loose-truststore", "no versions at all", _bucket(), text="keeps no versions"),
    fires("loose-truststore", "a bucket with versions", _bucket(_VERSIONS), text="has no version"),
    silent("loose-truststore", "version", named(domains=(mutual(),))),
    silent(
        "loose-truststore", "version unknown", named(domains=(mutual(truststore_version=UNKNOWN),))
    ),
    silent("loose-truststore", "no client certificates", named()),
    # DOM-006
    fires("certificate-refused", "imported", _with({"private_key": UNKNOWN})),
    fires(
        "certificate-refused", "private", _with({"certificate_authority_arn": "arn:aws:acm-pca"})
    ),
    fires("certificate-refused", "other region", _in("us-east-1"), text="region, `us-east-1`"),
    fires(
        "certificate-refused",
        "other account",
        _in("eu-west-1", execution_arn="arn:aws:execute-api:eu-west-1:210987654321:abc"),
    ),
    silent("certificate-refused", "requested", _with({"domain_name": "shop.example.com"})),
    silent(
        "certificate-refused",
        "proven",
        _with({"private_key": UNKNOWN}, ownership_verification_certificate_arn=UNKNOWN),
    ),
    silent(
        "certificate-refused",
        "imported, no client certificates",
        _with({"private_key": "k"}, has_mutual_tls=False),
    ),
    silent(
        "certificate-refused",
        "same place",
        _in("eu-west-1", execution_arn="arn:aws:execute-api:eu-west-1:123456789012:abc"),
    ),
    unsure(
        "certificate-refused",
        "imported, perhaps",
        _with({"private_key": "k"}, has_mutual_tls=UNKNOWN),
    ),
    # DOM-007
    fires("mapping-refused", "twice", _keyed("orders", "orders"), text="has the same key"),
    fires("mapping-refused", "none, twice", _keyed(None, "")),
    fires("mapping-refused", "characters", _keyed("or ders")),
    fires("mapping-refused", "slash in front", _keyed("/orders")),
    fires("mapping-refused", "slash at the end", _keyed("orders/")),
    fires("mapping-refused", "empty part", _keyed("orders//v1")),
    fires("mapping-refused", "too long", _keyed("o" * 301)),
    fires("mapping-refused", "slash, WebSocket", _keyed("chat/v1", api=_CHAT)),
    fires(
        "mapping-refused",
        "both kinds",
        named(
            mapping(),
            mapping("chat", api=_CHAT.origin.address, key="chat"),
            apis=(http(route()), _CHAT),
        ),
        text="HTTP APIs too",
    ),
    silent("mapping-refused", "good", _keyed("orders/v1", "orders/v2", None)),
    silent("mapping-refused", "WebSocket", _keyed("chat", api=_CHAT)),
    silent(
        "mapping-refused",
        "two domain names",
        named(mapping(), mapping("b", domain=to(f"{DOMAIN}2")), apis=(http(route()),)),
    ),
    unsure("mapping-refused", "key unknown", _keyed(UNKNOWN)),
    # DOM-008
    fires("no-web-acl", "tagged", http(route(), tags={"exposure": "public-internet"})),
    fires(
        "no-web-acl",
        "an association",
        surface(
            http(route(), id="abc"),
            resources=(
                resource(
                    "aws_wafv2_web_acl_association",
                    resource_arn="arn:aws:apigateway:eu-west-1::/apis/abc/stages/live",
                ),
            ),
        ),
        severity=Severity.ERROR,
    ),
    silent("no-web-acl", "no tag", http(route(), tags={"team": "shop"})),
    silent("no-web-acl", "a WebSocket API", websocket(tags={"exposure": "public-internet"})),
    silent(
        "no-web-acl",
        "an association of another",
        surface(
            http(route(), id="abc"),
            resources=(resource("aws_wafv2_web_acl_association", resource_arn=UNKNOWN),),
        ),
    ),
    unsure(
        "no-web-acl",
        "protocol unknown",
        http(route(), protocol=UNKNOWN, tags={"exposure": "public-internet"}),
    ),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each rule says of each surface what it should."""
    check(case)


def test_api_is_named_by_its_address_where_it_has_no_name() -> None:
    """An API whose name is not known stands under its address."""
    from apigwv2_tf.lint import lint

    found = lint(named(apis=(http(route(), name=UNKNOWN),), domains=(mutual(),)))

    assert {one.api for one in found if one.id == "way-round-client-certificates"} == {API}
