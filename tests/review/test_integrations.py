"""What answers behind a route, before and after."""

from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import Integration, IntegrationResponse
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.surfaces import (
    UNRESOLVED,
    does,
    function,
    http_api,
    ids,
    integration,
    lambda_integration,
    one_of,
    origin,
    planned,
    route,
    surface,
    told,
    two_outputs,
    websocket_api,
)


def _review(before: Integration, after: Integration) -> Any:  # noqa: ANN401 - findings
    return review(
        two_outputs(
            http_api(route("GET /a", to=before), before), http_api(route("GET /a", to=after), after)
        )
    )


_CASES: list[tuple[Any, dict[str, Any], str, Impact]] = [
    (
        integration,
        {"uri": "https://new.example.com"},
        "integration-retargeted",
        Impact.BEHAVIOUR,
    ),
    (integration, {"type": "MOCK", "uri": None}, "integration-retargeted", Impact.BEHAVIOUR),
    (integration, {"method": "POST"}, "integration-method-changed", Impact.BEHAVIOUR),
    (
        integration,
        {"request_parameters": {"overwrite:path": "/b"}},
        "parameter-mapping-changed",
        Impact.BEHAVIOUR,
    ),
    (
        integration,
        {"response_parameters": {"200": {"overwrite:statuscode": "204"}}},
        "parameter-mapping-changed",
        Impact.BEHAVIOUR,
    ),
    (
        integration,
        {"timeout_milliseconds": 5000},
        "integration-timeout-lowered",
        Impact.BEHAVIOUR,
    ),
    (
        integration,
        {"credentials_arn": "arn:role"},
        "integration-credentials-changed",
        Impact.OPERATIONS,
    ),
    (integration, {"description": "Ours"}, "cosmetic-change", Impact.COSMETIC),
    (
        lambda_integration,
        {"payload_format_version": "2.0"},
        "integration-payload-changed",
        Impact.BREAKING,
    ),
    (
        lambda_integration,
        {"backend": function("new"), "uri": "arn:new"},
        "integration-retargeted",
        Impact.BEHAVIOUR,
    ),
]


@pytest.mark.parametrize(("make", "options", "kind", "level"), _CASES)
def test_each_setting(make: Any, options: dict[str, Any], kind: str, level: Impact) -> None:  # noqa: ANN401 - of the case
    """Each setting of an integration that changes is told at the route."""
    (found,) = _review(make(), make(**options))

    assert (found.id, found.level, found.certain) == (kind, level, True)
    assert found.subject == ("API" if kind == "cosmetic-change" else "GET /a")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"payload_format_version": None}, {"payload_format_version": "1.0"}),
        ({"timeout_milliseconds": None}, {"timeout_milliseconds": 30000.0}),
        ({"timeout_milliseconds": 29000}, {"timeout_milliseconds": UNKNOWN}),
        ({"request_parameters": None}, {"request_parameters": {}}),
        ({"uri": UNKNOWN}, {"uri": UNKNOWN, "description": ""}),
        ({"uri": masked("https://x")}, {"uri": "https://x"}),
        ({"connection_type": None}, {"connection_type": "INTERNET"}),
        ({"passthrough_behavior": None}, {"passthrough_behavior": "WHEN_NO_MATCH"}),
        ({"request_templates": {"a": masked("t")}}, {"request_templates": {"a": masked("t")}}),
    ],
)
def test_the_same_in_other_words(before: dict[str, Any], after: dict[str, Any]) -> None:
    """What is left out, what AWS takes for it and what is unknown on both sides are no change."""
    assert _review(integration(**before), integration(**after)) == ()


def test_retargeted_by_another_integration() -> None:
    """A route that gets another integration is told of by what answers, and not by addresses."""
    one, other = lambda_integration("one"), lambda_integration("other")
    before = http_api(route("GET /a", to=one), one, other)
    after = http_api(route("GET /a", to=other), one, other)

    (found,) = review(two_outputs(before, after))

    assert found.text == (
        "requests now go to `aws_lambda_function.other` instead of `aws_lambda_function.one`"
    )


def test_functions_are_called_by_their_names() -> None:
    """A function that the source has is called by its name."""
    one, other = lambda_integration("one"), lambda_integration("other")
    sides = []
    for used in (one, other):
        plain = surface(http_api(route("GET /a", to=used), one, other))
        resources = {
            f"aws_lambda_function.{name}": Resource(
                address=f"aws_lambda_function.{name}",
                type="aws_lambda_function",
                values={"function_name": f"shop-{name}"},
            )
            for name in ("one", "other")
        }
        sides.append(type(plain)(apis=plain.apis, resources=resources))

    (found,) = review(two_outputs(*sides))

    assert (found.before, found.after) == (
        "Lambda function `shop-one`",
        "Lambda function `shop-other`",
    )


def test_same_backend_by_another_integration() -> None:
    """A route that gets another integration to the same backend goes where it went."""
    one, other = integration("one"), integration("other")
    before = http_api(route("GET /a", to=one), one)

    assert review(two_outputs(before, http_api(route("GET /a", to=other), other))) == ()


def test_routes_share_a_finding() -> None:
    """A change of an integration behind many routes is told once."""
    keys = [f"GET /{letter}" for letter in "abcde"]
    old, new = integration(), integration(uri="https://new.example.com")
    before = http_api(*[route(key, to=old) for key in keys], old)
    after = http_api(*[route(key, to=new) for key in keys], new)

    assert told(review(two_outputs(before, after))) == [
        (
            "GET /a, GET /b and 3 more: requests now go to `https://new.example.com` "
            "instead of `https://orders.example.com`"
        )
    ]


def test_https_becomes_http() -> None:
    """Clear text to the backend is a matter of security; the other way is not."""
    secure, clear = integration(), integration(uri="http://orders.example.com")

    assert ids(_review(secure, clear)) == ["integration-unencrypted", "integration-retargeted"]
    assert ids(_review(clear, secure)) == ["integration-retargeted"]


def test_secrets_in_addresses_are_not_shown() -> None:
    """A password or a key in an address does not come out."""
    old = integration(uri="https://me:pass1@a.example.com/x?key=secret2")

    (found,) = _review(old, integration())

    assert found.before == "`https://…@a.example.com/x?key=…`"


def test_private_integration() -> None:
    """Of a private integration the link and the TLS are compared."""
    link = Link(kind=LinkKind.EXACT, targets=("aws_apigatewayv2_vpc_link.one",))
    given: dict[str, Any] = {"connection_type": "VPC_LINK", "connection": link, "has_tls": True}
    old = integration(**given, server_name_to_verify="a")

    plain = _review(integration(), old)
    other = _review(
        old, integration(**{**given, "connection": UNRESOLVED}, server_name_to_verify="a")
    )
    clear = _review(old, integration(**{**given, "has_tls": False}, server_name_to_verify="a"))
    safe = _review(integration(**{**given, "has_tls": False}), integration(**given))
    named = _review(old, integration(**given, server_name_to_verify="b"))

    assert told(plain) == [
        (
            "GET /a: requests reach the backend through VPC link "
            "`aws_apigatewayv2_vpc_link.one` instead of the internet"
        )
    ]
    assert [(one.id, one.certain) for one in other] == [("integration-connection-changed", False)]
    assert ids(clear) == ["integration-unencrypted"]
    assert ids(safe) == ["integration-encrypted"]
    assert ids(named) == ["integration-server-name-changed"]


def test_service_integration() -> None:
    """Another service, or other parameters for it, is another behaviour."""
    send = integration(type="AWS_PROXY", subtype="SQS-SendMessage", uri=None)
    start = integration(type="AWS_PROXY", subtype="StepFunctions-StartExecution", uri=None)

    assert told(_review(send, start)) == [
        ("GET /a: requests now go to `StepFunctions-StartExecution` instead of `SQS-SendMessage`")
    ]


def test_timeout_in_words() -> None:
    """A timeout is told in seconds, with the standard where none is given."""
    (found,) = _review(integration(timeout_milliseconds=500), integration())

    assert (found.id, found.level) == ("integration-timeout-raised", Impact.OPERATIONS)
    assert found.text == "the backend has 30 s instead of 0.5 s to answer"


@pytest.mark.parametrize(
    ("target", "certain", "text"),
    [
        (
            one_of(integration("x"), integration("y")),
            True,
            (
                "now leads to one of `aws_apigatewayv2_integration.x`, "
                "`aws_apigatewayv2_integration.y` instead of "
                "`https://orders.example.com`"
            ),
        ),
        (
            one_of(integration(), integration("y")),
            False,
            (
                "may lead elsewhere: to one of `aws_apigatewayv2_integration.main`, "
                "`aws_apigatewayv2_integration.y`; until now to "
                "`https://orders.example.com`"
            ),
        ),
        (
            UNRESOLVED,
            False,
            (
                "may lead elsewhere: to what is known after apply; until now to "
                "`https://orders.example.com`"
            ),
        ),
        (
            Link(kind=LinkKind.EXTERNAL, id="abc"),
            False,
            (
                "may lead elsewhere: to integration `abc` (not seen here); until now "
                "to `https://orders.example.com`"
            ),
        ),
    ],
)
def test_target_that_is_not_certain(target: Link, certain: bool, text: str) -> None:  # noqa: FBT001 - of the case
    """A target is told as what is known of it, and no more."""
    main = integration()

    (found,) = review(
        two_outputs(
            http_api(route("GET /a", to=main), main), http_api(route("GET /a", to=target), main)
        )
    )

    assert (found.certain, found.text) == (certain, text)


@pytest.mark.parametrize(
    ("action", "certain"), [(Action.CREATE, True), (Action.NONE, False), (Action.UPDATE, False)]
)
def test_target_that_was_not_seen(action: Action, certain: bool) -> None:  # noqa: FBT001 - of the case
    """An id that a targeted plan does not show may be that of the integration that it shows."""
    main = integration()
    before = http_api(route("GET /a", to=Link(kind=LinkKind.EXTERNAL, id="abc")))
    after = http_api(route("GET /a", to=main), main)

    (found,) = review(planned(before, after, does(action, main)))

    assert (found.id, found.certain) == ("integration-retargeted", certain)


def test_both_targets_ambiguous() -> None:
    """Nothing is claimed of a target that is one of the same two before and after."""
    one, other = integration("one"), integration("other")
    parts = (one, other)
    before = http_api(route("GET /a", to=one_of(*parts)), *parts)
    after = http_api(route("GET /a", to=one_of(other, one), operation_name=""), *parts)

    assert review(two_outputs(before, after)) == ()


def test_target_comes_and_goes() -> None:
    """A route without a target is told of, on both ways."""
    main = integration()
    wired, bare = http_api(route("GET /a", to=main), main), http_api(route("GET /a"), main)

    (found,) = review(two_outputs(wired, bare))

    assert (found.id, found.level) == ("integration-removed", Impact.BREAKING)
    assert found.text == "leads nowhere any more; until now to `https://orders.example.com`"
    assert ids(review(two_outputs(bare, wired))) == ["integration-added"]


def test_unknown_address_of_a_known_function() -> None:
    """A function that the configuration names is the same, though its ARN is not known yet."""
    after = lambda_integration(uri=UNKNOWN)

    assert _review(lambda_integration(), after) == ()


def test_unknown_address() -> None:
    """An address that is known after apply may be another one."""
    (found,) = _review(integration(), integration(uri=UNKNOWN))

    assert (found.id, found.certain) == ("integration-retargeted", False)
    assert "an address that is known after apply (`HTTP_PROXY`)" in found.text


def test_websocket_templates() -> None:
    """Templates, and how a backend's answer becomes a message, are behaviour."""
    answer = IntegrationResponse(origin=origin("apigatewayv2_integration_response", "r"), key="/2/")
    changes = (
        {"request_templates": {"$default": "{}"}},
        {"passthrough_behavior": "NEVER"},
        {"content_handling_strategy": "CONVERT_TO_TEXT"},
        {"responses": (answer,)},
    )

    for options in changes:
        old, new = integration(), integration(**options)
        before = websocket_api(route("send", to=old), old)
        after = websocket_api(route("send", to=new), new)
        assert ids(review(two_outputs(before, after))) == ["integration-template-changed"]


_ADDRESS = "https://pay.example/payments/{}"


@pytest.mark.parametrize(
    ("after", "told_of"),
    [
        ("{payment_id}", ["route-variable-renamed"]),
        ("v2/{payment_id}", ["integration-retargeted", "route-variable-renamed"]),
    ],
)
def test_address_that_follows_a_renamed_variable(after: str, told_of: list[str]) -> None:
    """An address in which only the name of the path's variable changes is the same address."""
    old = integration(type="HTTP_PROXY", uri=_ADDRESS.format("{id}"))
    new = integration(type="HTTP_PROXY", uri=_ADDRESS.format(after))
    route_before = route("GET /payments/{id}", to=old, address="r")
    route_after = route("GET /payments/{payment_id}", to=new, address="r")

    found = review(two_outputs(http_api(route_before, old), http_api(route_after, new)))

    assert sorted(ids(found)) == told_of


_ANSWER = IntegrationResponse(
    origin=origin("apigatewayv2_integration_response", "a"), key="$default"
)


def _messages(before: Integration, after: Integration) -> Any:  # noqa: ANN401 - findings
    return review(
        two_outputs(
            *(websocket_api(route("send", to=one), one) for one in (before, after)),
        )
    )


@pytest.mark.parametrize(
    ("before", "after", "meaning"),
    [
        ("HTTP", "HTTP_PROXY", ": templates and integration responses no longer apply"),
        ("HTTP_PROXY", "HTTP", ": templates and integration responses apply now"),
        ("HTTP", "AWS", ""),
    ],
)
def test_type_changes(before: str, after: str, meaning: str) -> None:
    """Another type at the same address is told as such, with what it means for messages."""
    (found,) = _messages(integration(type=before), integration(type=after))

    assert (found.id, found.level, found.certain) == (
        "integration-type-changed",
        Impact.BEHAVIOUR,
        True,
    )
    assert found.text == (
        f"the type of the integration changes from `{before}` to `{after}`{meaning}"
    )
    assert (found.before, found.after) == (f"`{before}`", f"`{after}`")


def test_type_and_address_change() -> None:
    """Another backend of another type is told of both ways where messages are passed otherwise."""
    before = integration(type="HTTP")
    plain = lambda_integration(type="AWS")

    assert ids(_messages(before, lambda_integration())) == [
        "integration-retargeted",
        "integration-type-changed",
    ]
    assert ids(_messages(before, plain)) == ["integration-retargeted"]


@pytest.mark.parametrize("hidden", [UNKNOWN, masked("HTTP")])
def test_type_that_is_not_seen(hidden: Any) -> None:  # noqa: ANN401 - a value
    """A type that cannot be looked at may change, and no more is claimed."""
    (found,) = _messages(integration(type="AWS"), integration(type=hidden))

    assert (found.id, found.certain) == ("integration-type-changed", False)


@pytest.mark.parametrize("kind", ["AWS", "HTTP", "MOCK"])
def test_last_integration_response_goes(kind: str) -> None:
    """What is no proxy needs an integration response, so clients get no answer without one."""
    before = integration(type=kind, responses=(_ANSWER,))

    (found,) = _messages(before, integration(type=kind))

    assert (found.id, found.level) == ("integration-response-removed", Impact.BREAKING)
    assert found.text == (
        "loses its last integration response, which the backend's answers go through"
    )


def test_one_integration_response_of_two_goes() -> None:
    """While another stays, answers are turned into messages in another way."""
    other = IntegrationResponse(
        origin=origin("apigatewayv2_integration_response", "b"), key="/2../"
    )
    before = integration(type="HTTP", responses=(_ANSWER, other))

    found = _messages(before, integration(type="HTTP", responses=(_ANSWER,)))

    assert ids(found) == ["integration-template-changed"]
