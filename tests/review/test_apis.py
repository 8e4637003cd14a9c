"""APIs as a whole: those that come, go or are made anew, and their own settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import Origin, Source, VpcLink
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.surfaces import (
    API,
    does,
    http_api,
    ids,
    integration,
    jwt,
    lambda_authorizer,
    origin,
    planned,
    route,
    stage,
    surface,
    told,
    two_outputs,
    websocket_api,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api

_ROUTES = [route(f"GET /r{number}") for number in range(200)]


def test_removed() -> None:
    """An API that goes is one finding, whatever it has."""
    (found,) = review(two_outputs(surface(http_api(*_ROUTES, stage())), surface()))

    assert (found.id, found.level) == ("api-removed", Impact.BREAKING)
    assert found.text == "disappears, with 200 routes"


def test_added() -> None:
    """An API that comes is one finding, which says how open it is."""
    pool = jwt()
    after = http_api(route("GET /a", by=pool), route("GET /b"), pool, stage())

    (found,) = review(two_outputs(surface(), surface(after)))

    assert (found.id, found.level) == ("api-added", Impact.BEHAVIOUR)
    assert found.text == "is new, with 2 routes; anyone can call `GET /b`"


def test_added_with_messages() -> None:
    """The messages of a new WebSocket API are as open as its connection."""
    guard = lambda_authorizer()
    guarded = websocket_api(route("$connect", by=guard), route("send"), guard)
    opened = websocket_api(route("$connect"), route("send"))

    texts = [review(two_outputs(surface(), surface(one)))[0].text for one in (guarded, opened)]

    assert texts == ["is new, with 2 routes", "is new, with 2 routes, all of which anyone can call"]


@pytest.mark.parametrize("action", [Action.DELETE_THEN_CREATE, Action.CREATE_THEN_DELETE])
def test_replaced(action: Action) -> None:
    """An API that is made anew is one finding, and not one for each of its parts."""
    main = integration()
    api = http_api(*[route(f"GET /r{number}", to=main) for number in range(9)], main, stage())
    parts = (*api.routes, *api.integrations, *api.stages)
    changes = [does(action, part) for part in parts]

    found = review(planned(api, api, does(action, api, replaced_by=("protocol_type",)), *changes))

    assert ids(found) == ["api-replaced"]
    assert found[0].text == (
        "is replaced because of `protocol_type`: it gets another id and another URL"
    )


def test_replaced_and_changed() -> None:
    """What else changes of an API that is made anew is told beside that."""
    pool = jwt()
    before = http_api(route("GET /a", by=pool), pool)
    after = http_api(route("GET /a"), pool)

    found = review(planned(before, after, does(Action.DELETE_THEN_CREATE, after)))

    assert ids(found) == ["api-replaced", "authorization-removed"]


def test_another_protocol() -> None:
    """Without a plan, another protocol tells that the API will be made anew."""
    assert ids(review(two_outputs(http_api(*_ROUTES), websocket_api()))) == ["api-replaced"]


def test_moved() -> None:
    """An API at another address is the same where Terraform says that it is moved."""
    moved = http_api(
        *[route("GET /a", api="aws_apigatewayv2_api.new")],
        origin=Origin(address="aws_apigatewayv2_api.new", type="aws_apigatewayv2_api"),
    )
    comparison = planned(
        http_api(route("GET /a")), moved, does(Action.NONE, moved, previous_address=API)
    )

    assert review(comparison) == ()


def test_same_id_at_another_address() -> None:
    """An API with the same id is the same API."""
    before = http_api(route("GET /a"), id="abc")
    origin = Origin(address="abc", type="aws_apigatewayv2_api", source=Source.ELSEWHERE)

    assert review(two_outputs(before, http_api(route("GET /a"), id="abc", origin=origin))) == ()


def test_no_longer_managed() -> None:
    """An API that Terraform forgets stays, which is told once."""
    api = http_api(*_ROUTES)
    changes = [does(Action.FORGET, one) for one in (api, *_ROUTES)]

    (found,) = review(planned(surface(api), surface(), *changes))

    assert (found.id, found.level) == ("no-longer-managed", Impact.OPERATIONS)


@pytest.mark.parametrize(
    ("api", "text"),
    [
        (http_api(route("GET /a")), "is new, with 1 route, which anyone can call"),
        (http_api(*_ROUTES), "is new, with 200 routes, all of which anyone can call"),
        (http_api(route("GET /a", by="AWS_IAM")), "is new, with 1 route"),
        (http_api(document=UNKNOWN), "is new; its routes are known after apply"),
    ],
)
def test_added_in_words(api: Api, text: str) -> None:
    """How open a new API is, in a sentence."""
    assert [one.text for one in review(two_outputs(surface(), surface(api)))] == [text]


def test_imported() -> None:
    """What is taken over is there already, so nothing changes for callers."""
    api = http_api(route("GET /a"))

    assert review(planned(api, api, does(Action.NONE, api, imported=True))) == ()


def test_left_behind() -> None:
    """What an earlier apply left behind goes, and the new one under the same address stays."""
    main = integration()
    api = http_api(route("GET /a", to=main), main)
    comparison = planned(api, api, does(Action.DELETE, main, deposed=True))

    (found,) = review(comparison)

    assert (found.id, found.level) == ("leftover-removed", Impact.OPERATIONS)
    assert found.text == "an integration that an earlier apply left behind is deleted"


_SETTINGS: list[tuple[dict[str, Any], dict[str, Any], str, Impact]] = [
    (
        {},
        {"disable_execute_api_endpoint": True},
        "default-endpoint-disabled",
        Impact.BREAKING,
    ),
    (
        {"disable_execute_api_endpoint": True},
        {"disable_execute_api_endpoint": False},
        "default-endpoint-enabled",
        Impact.SECURITY,
    ),
    ({}, {"ip_address_type": "dualstack"}, "ip-address-type-changed", Impact.BEHAVIOUR),
    (
        {"ip_address_type": "dualstack"},
        {"ip_address_type": "ipv4"},
        "ip-address-type-changed",
        Impact.BREAKING,
    ),
    ({}, {"name": "shop"}, "cosmetic-change", Impact.COSMETIC),
    ({}, {"tags": {"team": "shop"}}, "cosmetic-change", Impact.COSMETIC),
    ({}, {"description": "Orders", "version": "2"}, "cosmetic-change", Impact.COSMETIC),
]


@pytest.mark.parametrize(("before", "after", "kind", "level"), _SETTINGS)
def test_each_setting(
    before: dict[str, Any], after: dict[str, Any], kind: str, level: Impact
) -> None:
    """Each setting of an API that changes is told of."""
    (found,) = review(two_outputs(http_api(**before), http_api(**after)))

    assert (found.id, found.level, found.certain) == (kind, level, True)


def test_closed_without_a_domain_name() -> None:
    """Where nothing else leads to an API, its own URL is missed even more."""
    before, after = http_api(), http_api(disable_execute_api_endpoint=True)

    (found,) = review(two_outputs(before, after))

    assert found.text == (
        "its `execute-api` URL is switched off: callers get 404, "
        "and no domain name here leads to it"
    )


def test_cosmetic_changes_are_named_together() -> None:
    """Everything that callers do not notice is one finding."""
    before = http_api(route("GET /a", operation_name="a"), stage())
    after = http_api(route("GET /a", operation_name="b"), stage(description="x"), version="2")

    assert told(review(two_outputs(before, after))) == [
        (
            "API: changes that callers do not notice: version, operation name of `GET "
            "/a` and description of stage `$default`"
        )
    ]


def test_unknown_setting() -> None:
    """A switch that is known after apply may be switched."""
    (found,) = review(two_outputs(http_api(), http_api(disable_execute_api_endpoint=UNKNOWN)))

    assert (found.id, found.certain) == ("default-endpoint-disabled", False)


def test_unknown_document() -> None:
    """Routes of a document that is known after apply are not said to disappear."""
    from_document = Origin(
        address=f"{API}#GET /a", type="aws_apigatewayv2_route", source=Source.OPENAPI
    )
    before = http_api(route("GET /a", origin=from_document), document="{}")

    (found,) = review(two_outputs(before, http_api(document=UNKNOWN)))

    assert (found.id, found.certain) == ("document-unknown", False)
    assert found.text == (
        "has an OpenAPI document that is known after apply: its routes may change"
    )
    assert review(two_outputs(http_api(document=UNKNOWN), http_api(document=UNKNOWN))) == ()


def test_vpc_link_in_other_subnets() -> None:
    """A VPC link in other subnets is another one; its name is not."""
    link = VpcLink(origin=origin("apigatewayv2_vpc_link", "one"), name="one", subnet_ids=("a",))
    moved, named = replace(link, subnet_ids=("a", "b")), replace(link, name="two")

    assert ids(review(two_outputs(surface(link), surface(moved)))) == ["vpc-link-replaced"]
    assert ids(review(two_outputs(surface(link), surface(named)))) == ["cosmetic-change"]
    # of a plan, Terraform itself says so
    assert review(planned(surface(link), surface(moved))) == ()


@pytest.mark.parametrize(
    ("flaw", "verb", "certain"),
    [
        ("neither JSON nor YAML in line 2", "cannot", True),
        ("neither JSON nor YAML that can be read", "may not", False),
    ],
)
def test_broken_document(flaw: str, verb: str, certain: bool) -> None:  # noqa: FBT001 - of the case
    """A document that nobody can read fails at apply; one that only we cannot read may."""
    before = http_api(document="{}")
    after = http_api(document=UNKNOWN, document_flaw=flaw)

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.certain) == ("apply-fails-document", certain)
    assert found.text == f"has an OpenAPI document that AWS {verb} import: it is {flaw}"
    assert review(two_outputs(after, after)) == ()
    (mended,) = review(two_outputs(after, before))
    assert (mended.id, mended.certain) == ("document-unknown", False)


def test_document_removed() -> None:
    """The provider deletes nothing for want of a document: its routes go on answering."""
    from_document = Origin(
        address=f"{API}#GET /a", type="aws_apigatewayv2_route", source=Source.OPENAPI
    )
    before = http_api(route("GET /a", origin=from_document), document="{}")

    (found,) = review(two_outputs(before, http_api()))

    assert (found.id, found.level) == ("document-removed", Impact.OPERATIONS)
