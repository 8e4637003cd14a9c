"""The names under which APIs can be reached, and what each URL leads to."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import DomainName, Origin, VpcLink
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.surfaces import (
    does,
    domain,
    http_api,
    ids,
    mapping,
    origin,
    planned,
    stage,
    surface,
    told,
    two_outputs,
)

_MAIN = domain()
_OTHER_API = http_api(
    name="carts", origin=Origin(address="aws_apigatewayv2_api.carts", type="aws_apigatewayv2_api")
)
_APIS = (http_api(), _OTHER_API)


def _review(before: Any, after: Any) -> Any:  # noqa: ANN401 - findings
    sides = [one if isinstance(one, tuple) else (one,) for one in (before, after)]
    return review(two_outputs(*[surface(*_APIS, _MAIN, *side) for side in sides]))


def test_mapping_removed() -> None:
    """A URL that goes leads nowhere, or to the mapping with a shorter key."""
    short = mapping(_MAIN, address="short", api="aws_apigatewayv2_api.carts")
    long = mapping(_MAIN, key="v1/orders")

    (alone,) = _review(long, ())
    (covered,) = _review((short, long), short)

    assert (alone.id, alone.level, alone.api) == ("mapping-removed", Impact.BREAKING, "orders")
    assert told([alone, covered]) == [
        "api.example.com/v1/orders: no longer leads to `orders`",
        (
            "api.example.com/v1/orders: no longer leads to `orders`; requests now fall "
            "to `api.example.com`, which leads to `carts`"
        ),
    ]


def test_mapping_added() -> None:
    """A URL that comes may take requests from a shorter one, which nothing falls back to."""
    short = mapping(_MAIN, address="short", key="v1", api="aws_apigatewayv2_api.carts")
    long = mapping(_MAIN, key="v1/orders")

    (alone,) = _review((), long)
    (taking,) = _review(short, (short, long))

    assert (alone.id, alone.level) == ("mapping-added", Impact.BEHAVIOUR)
    assert (taking.id, taking.level) == ("mapping-takes-requests", Impact.BREAKING)
    assert taking.text == (
        "now leads to `orders` and takes requests from `api.example.com/v1`, which leads to `carts`"
    )


def test_mapping_beside_a_longer_name() -> None:
    """Keys are compared by whole segments."""
    short = mapping(_MAIN, address="short", key="v1")

    assert ids(_review(short, (short, mapping(_MAIN, key="v10")))) == ["mapping-added"]


_MAPPING_CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"key": "v2"}, "mapping-key-changed", "becomes `api.example.com/v2`"),
    (
        {"api": "aws_apigatewayv2_api.carts", "key": "v1"},
        "mapping-api-changed",
        "leads to `carts` instead of `orders`",
    ),
    (
        {"stage_name": "beta", "key": "v1"},
        "mapping-stage-changed",
        "serves stage `beta` instead of `$default`",
    ),
]


@pytest.mark.parametrize(("options", "kind", "text"), _MAPPING_CASES)
def test_mapping_changes(options: dict[str, Any], kind: str, text: str) -> None:
    """The key, the API and the stage of a mapping are all part of what a URL leads to."""
    (found,) = _review(mapping(_MAIN, key="v1"), mapping(_MAIN, **options))

    assert (found.id, found.level, found.text) == (kind, Impact.BREAKING, text)
    assert found.subject == "api.example.com/v1"


def test_mapping_under_another_domain() -> None:
    """A mapping under another name is another URL."""
    other = domain("shop.example.com", address="other")
    sides = [surface(*_APIS, _MAIN, other, mapping(at)) for at in (_MAIN, other)]

    (found,) = review(two_outputs(*sides))

    assert (found.id, found.text) == ("mapping-domain-changed", "becomes `shop.example.com`")


def test_whole_api_goes() -> None:
    """What goes with its API or its domain name is not told once more."""
    everything = surface(*_APIS, _MAIN, mapping(_MAIN))

    assert ids(review(two_outputs(everything, surface()))) == [
        "domain-removed",
        "api-removed",
        "api-removed",
    ]
    assert ids(review(two_outputs(surface(), everything))) == [
        "domain-added",
        "api-added",
        "api-added",
    ]


def test_domain_under_another_name() -> None:
    """A domain name that becomes another takes its mappings along, which is told once."""
    sides = [surface(*_APIS, one, mapping(one)) for one in (_MAIN, domain("new.example.com"))]

    assert ids(review(two_outputs(*sides))) == ["domain-replaced"]


def test_no_key() -> None:
    """No key and an empty one are the same."""
    assert _review(mapping(_MAIN, key=None), mapping(_MAIN, key="")) == ()


def test_unknown_key() -> None:
    """A key that is known after apply may be another one."""
    (found,) = _review(mapping(_MAIN, key="v1"), mapping(_MAIN, key=UNKNOWN))

    assert (found.id, found.certain) == ("mapping-key-changed", False)


_DOMAIN_CASES: list[tuple[dict[str, Any], dict[str, Any], str, Impact]] = [
    ({}, {"name": "new.example.com"}, "domain-replaced", Impact.BREAKING),
    ({}, {"has_mutual_tls": True}, "mutual-tls-added", Impact.BREAKING),
    ({"has_mutual_tls": True}, {}, "mutual-tls-removed", Impact.SECURITY),
    (
        {"has_mutual_tls": True, "truststore_uri": "s3://a/b"},
        {"has_mutual_tls": True, "truststore_uri": "s3://a/c"},
        "truststore-changed",
        Impact.SECURITY,
    ),
    (
        {"certificate_arn": "arn:a"},
        {"certificate_arn": "arn:b"},
        "certificate-changed",
        Impact.OPERATIONS,
    ),
    (
        {"security_policy": "TLS_1_0"},
        {"security_policy": "TLS_1_2"},
        "domain-security-changed",
        Impact.BREAKING,
    ),
]


@pytest.mark.parametrize(("before", "after", "kind", "level"), _DOMAIN_CASES)
def test_domain_changes(
    before: dict[str, Any], after: dict[str, Any], kind: str, level: Impact
) -> None:
    """What changes of a domain name is told under that name."""
    old, new = _domain(**before), _domain(**after)

    (found,) = review(two_outputs(surface(old), surface(new)))

    assert (found.id, found.level) == (kind, level)
    assert found.subject == "api.example.com"


def _domain(**options: Any) -> DomainName:  # noqa: ANN401 - of the class
    return domain(**{"name": "api.example.com", **options})


def test_domain_comes_and_goes() -> None:
    """A name that goes breaks its callers."""
    assert ids(review(two_outputs(surface(_MAIN), surface()))) == ["domain-removed"]
    assert ids(review(two_outputs(surface(), surface(_MAIN)))) == ["domain-added"]


def test_domain_made_anew() -> None:
    """A name that a plan makes anew gets another endpoint."""
    comparison = planned(surface(_MAIN), surface(_MAIN), does(Action.DELETE_THEN_CREATE, _MAIN))

    assert told(review(comparison)) == [
        "api.example.com: is made anew: its endpoint changes, and DNS must follow"
    ]


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (Action.DELETE_THEN_CREATE, "is made anew, after the old one goes"),
        (Action.CREATE_THEN_DELETE, "is made anew, before the old one goes"),
    ],
)
def test_vpc_link_made_anew(action: Action, text: str) -> None:
    """A VPC link never changes; the order in which it is made anew is told."""
    link = VpcLink(origin=origin("apigatewayv2_vpc_link", "main"), name="main")

    (found,) = review(planned(surface(link), surface(link), does(action, link)))

    assert (found.id, found.subject, found.text) == ("vpc-link-replaced", "VPC link main", text)


def test_mapping_made_anew_elsewhere() -> None:
    """A mapping that one resource leaves while another makes it may be refused."""
    old, new = mapping(_MAIN, address="old"), mapping(_MAIN, address="new")
    comparison = planned(
        surface(*_APIS, _MAIN, old),
        surface(*_APIS, _MAIN, new),
        does(Action.DELETE, old),
        does(Action.CREATE, new),
    )

    (found,) = review(comparison)

    assert (found.id, found.subject) == ("apply-fails-name-exists", "api.example.com")


@pytest.mark.parametrize(
    ("action", "certain", "unless"),
    [(Action.NONE, False, ", unless it is made elsewhere"), (Action.CREATE, True, "")],
)
def test_mapping_to_a_stage_that_is_not_there(
    action: Action, unless: str, *, certain: bool
) -> None:
    """A mapping to a stage that its API does not have fails, unless somebody else makes that."""
    before = mapping(_MAIN)
    after = mapping(_MAIN, stage_name="v1")
    api = http_api(stage())
    changes = (does(action, api), does(Action.UPDATE, after))

    found = review(planned(surface(api, _MAIN, before), surface(api, _MAIN, after), *changes))

    (failing,) = (one for one in found if one.id == "apply-fails-stage-missing")
    assert failing.subject == "api.example.com"
    assert failing.text == (f"leads to stage `v1`, which is not here: AWS refuses it{unless}")
    assert failing.certain is certain


def test_mapping_to_a_stage_that_is_there() -> None:
    """A mapping to a stage that is there, or may be, does not fail."""
    after = mapping(_MAIN, stage_name="v1")
    for live in (stage("v1"), stage(UNKNOWN)):
        first, second = (surface(http_api(live), _MAIN, one) for one in (mapping(_MAIN), after))

        found = ids(review(planned(first, second, does(Action.UPDATE, after))))

        assert found == ["mapping-stage-changed"]
