"""Who may call a route, before and after."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.surfaces import (
    UNRESOLVED,
    http_api,
    ids,
    jwt,
    lambda_authorizer,
    one_of,
    route,
    told,
    two_outputs,
    websocket_api,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.elements import Route

_POOL, _GUARD = jwt(), lambda_authorizer()
_BY: dict[str, Any] = {"NONE": None, "AWS_IAM": "AWS_IAM", "JWT": _POOL, "CUSTOM": _GUARD}
_TEXT = {
    ("NONE", "JWT"): "now needs a token that `pool` accepts: callers without it are refused",
    ("NONE", "CUSTOM"): (
        "now needs the consent of Lambda authorizer `guard`: callers without it are refused"
    ),
    ("NONE", "AWS_IAM"): (
        "now needs a request signed with AWS credentials: callers without it are refused"
    ),
    ("JWT", "NONE"): "loses its JWT authorizer: anyone can call it",
    ("CUSTOM", "NONE"): "loses its Lambda authorizer: anyone can call it",
    ("AWS_IAM", "NONE"): "loses its IAM authorization: anyone can call it",
    ("JWT", "AWS_IAM"): (
        "loses its JWT authorizer and now needs a request signed with AWS credentials: "
        "today's callers are refused"
    ),
}


def _review(before: Route, after: Route) -> Any:  # noqa: ANN401 - findings
    parts = (_POOL, _GUARD)
    return review(two_outputs(http_api(before, *parts), http_api(after, *parts)))


@pytest.mark.parametrize(("before", "after"), list(product(_BY, _BY)))
def test_every_type_to_every_other(before: str, after: str) -> None:
    """Authorization that goes is a matter of security; what comes or changes breaks callers."""
    found = _review(route("GET /a", by=_BY[before]), route("GET /a", by=_BY[after]))

    if before == after:
        assert found == ()
        return
    kinds = {
        (True, False): ("authorization-added", Impact.BREAKING),
        (False, True): ("authorization-removed", Impact.SECURITY),
        (False, False): ("authorization-type-changed", Impact.BREAKING),
    }
    (finding,) = found
    assert (finding.id, finding.level) == kinds[before == "NONE", after == "NONE"]
    assert finding.certain
    assert finding.text == _TEXT.get((before, after), finding.text)


def test_before_and_after_name_the_authorizer() -> None:
    """The finding says what guarded the route and what guards it now."""
    (found,) = _review(route("GET /a", by=_POOL, scopes=("read",)), route("GET /a"))

    assert (found.before, found.after) == ("JWT by `pool`, one of the scopes `read`", "open")


def test_left_out_is_open() -> None:
    """A type that is left out is the same as NONE."""
    assert _review(route("GET /a", authorization_type=None), route("GET /a", by="NONE")) == ()


@pytest.mark.parametrize("hidden", [UNKNOWN, masked("JWT")])
def test_unknown_type(hidden: Any) -> None:  # noqa: ANN401 - a value
    """A type that cannot be looked at may be another one, which is said as no more than that."""
    (found,) = _review(route("GET /a", by=_POOL), route("GET /a", authorization_type=hidden))

    if hidden is UNKNOWN:
        assert (found.id, found.certain) == ("authorization-unknown", False)
        assert found.text == (
            "may be guarded in another way: its authorization is known after apply"
        )


def test_unknown_on_both_sides() -> None:
    """Nothing is claimed of a type that is unknown before and after."""
    hidden = route("GET /a", authorization_type=UNKNOWN)

    assert _review(hidden, route("GET /a", authorization_type=UNKNOWN, operation_name=None)) == ()


def test_swapped() -> None:
    """Another authorizer of the same type lets other callers pass."""
    other = jwt("partners", issuer="https://partners.example.com")
    before = http_api(route("GET /a", by=_POOL), _POOL, other)
    after = http_api(route("GET /a", by=other), _POOL, other)

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("authorizer-swapped", Impact.SECURITY)
    assert found.text == "is guarded by authorizer `partners` instead of `pool`: other callers pass"


def test_swapped_for_its_twin() -> None:
    """Another authorizer that decides by the same rules is no change for callers."""
    twin = jwt("twin")
    before = http_api(route("GET /a", by=_POOL), _POOL, twin)
    after = http_api(route("GET /a", by=twin), _POOL, twin)

    assert review(two_outputs(before, after)) == ()


def test_same_name_at_another_address() -> None:
    """An authorizer of the same name is the same one, wherever it is defined."""
    moved = jwt("pool2", name="pool")
    before = http_api(route("GET /a", by=_POOL), _POOL)

    assert review(two_outputs(before, http_api(route("GET /a", by=moved), moved))) == ()


def test_ambiguous_authorizer() -> None:
    """An authorizer that is one of two is told with both, and not as a fact."""
    other = jwt("other")
    after = route("GET /a", authorization_type="JWT", authorizer=one_of(_POOL, other))

    (found,) = _review(route("GET /a", by=_POOL), after)

    assert (found.id, found.certain) == ("authorizer-swapped", False)
    assert (
        "one of `aws_apigatewayv2_authorizer.pool`, `aws_apigatewayv2_authorizer.other`"
        in found.text
    )


def test_unresolved_authorizer() -> None:
    """An authorizer that is known after apply may be another one."""
    after = route("GET /a", authorization_type="JWT", authorizer=UNRESOLVED)

    (found,) = _review(route("GET /a", by=_POOL), after)

    assert not found.certain
    assert found.text == ("may get another authorizer than `pool`: which one is known after apply")


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, ("read",), ["scopes-added"]),
        ((), ("read", "write"), ["scopes-added"]),
        (("read",), None, ["scopes-removed"]),
        (("read",), ("read", "write"), ["scopes-widened"]),
        (("read", "write"), ("read",), ["scopes-narrowed"]),
        (("read",), ("write",), ["scopes-narrowed", "scopes-widened"]),
        (("read", "write"), ("write", "read"), []),
        (None, (), []),
        (("read",), UNKNOWN, ["scopes-unknown"]),
        (("read",), ("read", UNKNOWN), ["scopes-unknown"]),
        (UNKNOWN, UNKNOWN, []),
    ],
)
def test_scopes(before: Any, after: Any, kinds: list[str]) -> None:  # noqa: ANN401 - values
    """One scope is enough: the first one narrows, a further one widens."""
    found = _review(
        route("GET /a", by=_POOL, scopes=before, operation_name="x"),
        route("GET /a", by=_POOL, scopes=after, operation_name="x"),
    )

    assert ids(found) == kinds


def test_scopes_in_words() -> None:
    """The sentence says which way it goes."""
    found = _review(
        route("GET /a", by=_POOL, scopes=("read",)),
        route("GET /a", by=_POOL, scopes=("read", "admin")),
    )

    assert told(found) == ["GET /a: also lets the scope `admin` pass: one of the scopes is enough"]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, True, ["api-key-required"]),
        (True, False, ["api-key-not-required"]),
        (False, None, []),
        (False, UNKNOWN, ["api-key-required"]),
    ],
)
def test_api_key(before: Any, after: Any, kinds: list[str]) -> None:  # noqa: ANN401 - values
    """An API key that is asked for breaks clients; one that is not, opens."""
    found = review(
        two_outputs(
            websocket_api(route("$connect", api_key_required=before)),
            websocket_api(route("$connect", api_key_required=after)),
        )
    )

    assert ids(found) == kinds
    assert [finding.certain for finding in found] == [after is not UNKNOWN for _ in found]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (None, True, "says that it needs an API key, which HTTP APIs do not have: nobody is asked"),
        (True, False, "no longer says that it needs an API key, which HTTP APIs do not have"),
        (None, UNKNOWN, "may say that it needs an API key, which HTTP APIs do not have"),
    ],
)
def test_api_key_of_an_http_api(before: Any, after: Any, text: str) -> None:  # noqa: ANN401 - values
    """HTTP APIs have no API keys, so nobody is said to be refused, or to need one."""
    (found,) = _review(
        route("GET /a", api_key_required=before), route("GET /a", api_key_required=after)
    )

    assert (found.id, found.level) == ("api-key-without-effect", Impact.OPERATIONS)
    assert found.text.startswith(text)
    assert found.certain is (after is not UNKNOWN)
    assert (found.before, found.after) == ("open", "open")


def test_connect_opens() -> None:
    """A WebSocket API without authorization on ``$connect`` lets anyone connect."""
    before = websocket_api(route("$connect", by=_GUARD), _GUARD)
    after = websocket_api(route("$connect"), _GUARD)

    assert told(review(two_outputs(before, after))) == [
        "$connect: loses its Lambda authorizer: anyone can connect"
    ]


_AUTHORIZER_CASES: list[tuple[Any, str, Any, list[str]]] = [
    (jwt, "issuer", "https://new.example.com", ["authorizer-issuer-changed"]),
    (jwt, "issuer", UNKNOWN, ["authorizer-issuer-changed"]),
    (jwt, "audience", ("app", "other"), ["authorizer-audience-widened"]),
    (jwt, "audience", (), ["authorizer-audience-removed"]),
    (
        jwt,
        "audience",
        ("other",),
        ["authorizer-audience-narrowed", "authorizer-audience-widened"],
    ),
    (jwt, "audience", UNKNOWN, ["authorizer-audience-widened"]),
    (jwt, "identity_sources", ("$request.querystring.token",), ["authorizer-identity-changed"]),
    (lambda_authorizer, "identity_sources", (), ["authorizer-identity-dropped"]),
    (lambda_authorizer, "uri", "arn:other", []),  # the same function, written another way
    (lambda_authorizer, "credentials_arn", "arn:role", ["authorizer-credentials-changed"]),
    (lambda_authorizer, "result_ttl_seconds", 3600, ["authorizer-ttl-raised"]),
    (lambda_authorizer, "result_ttl_seconds", 0, ["authorizer-ttl-lowered"]),
    (lambda_authorizer, "result_ttl_seconds", 300, []),  # what AWS takes where it is left out
    (lambda_authorizer, "result_ttl_seconds", UNKNOWN, []),
    (lambda_authorizer, "payload_format_version", "1.0", ["authorizer-payload-changed"]),
    (lambda_authorizer, "simple_responses", True, ["authorizer-answer-changed"]),
    (lambda_authorizer, "simple_responses", False, []),
]


@pytest.mark.parametrize(("make", "field", "value", "kinds"), _AUTHORIZER_CASES)
def test_authorizer_changes(make: Any, field: str, value: Any, kinds: list[str]) -> None:  # noqa: ANN401 - of the case
    """What an authorizer decides by is told once, with the route or the number of routes."""
    before, after = make(), make(**{field: value})

    found = review(
        two_outputs(
            http_api(route("GET /a", by=before), before),
            http_api(route("GET /a", by=after), after),
        )
    )

    # dropping the identity sources drops the cache, too
    own = [one for one in found if one.id != "authorizer-ttl-lowered" or "ttl" in field]
    assert ids(own) == kinds
    assert [one.certain for one in own] == [value is not UNKNOWN] * len(own)
    assert all(one.text.endswith("on `GET /a`") or "on `GET /a`:" in one.text for one in own)


_HEADER = "$request.header.Authorization"


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ((_HEADER,), ("$request.header.authorization",), []),
        ((_HEADER,), (_HEADER, "$request.header.AUTHORIZATION"), []),
        (("$request.header.a", "$request.header.A"), ("$request.header.A",), []),
        ((_HEADER,), ("$request.header.authorisation",), ["authorizer-identity-changed"]),
        (
            ("$request.querystring.t",),
            ("$request.querystring.T",),
            ["authorizer-identity-changed"],
        ),
        (
            ("route.request.header.A",),
            ("route.request.header.a",),
            ["authorizer-identity-changed"],
        ),
    ],
)
def test_case_of_identity_sources(
    before: tuple[str, ...], after: tuple[str, ...], kinds: list[str]
) -> None:
    """An HTTP API finds a header in any case, but no parameter of the query string."""
    old, new = jwt(identity_sources=before), jwt(identity_sources=after)
    apis = [http_api(route("GET /a", by=one), one) for one in (old, new)]

    assert ids(review(two_outputs(*apis))) == kinds


def test_swapped_for_its_twin_in_another_case() -> None:
    """An authorizer that finds the same header decides by the same rules."""
    twin = jwt("twin", identity_sources=("$request.header.authorization",))
    before = http_api(route("GET /a", by=_POOL), _POOL, twin)
    after = http_api(route("GET /a", by=twin), _POOL, twin)

    assert review(two_outputs(before, after)) == ()


def test_audience_removed() -> None:
    """Without an audience nobody is refused for certain; that none is checked is certain."""
    before, after = jwt(), jwt(audience=())
    apis = [http_api(route("GET /a", by=one), one) for one in (before, after)]

    (gone,) = review(two_outputs(*apis))
    (back,) = review(two_outputs(*reversed(apis)))

    assert (gone.level, gone.certain) == (Impact.SECURITY, True)
    assert gone.text == (
        "for whom tokens are made is no longer checked, on `GET /a`: AWS refuses that, or lets "
        "every token of the issuer pass"
    )
    assert (back.id, back.level) == ("authorizer-audience-narrowed", Impact.BREAKING)
    assert back.text == "only tokens for `app` pass, on `GET /a`"


def test_authorizer_function_changes() -> None:
    """Another function that decides is a matter of security."""
    before, after = lambda_authorizer(), lambda_authorizer("new", name="guard")
    apis = [
        http_api(route("GET /a", by=one), route("GET /b", by=one), one) for one in (before, after)
    ]

    (found,) = review(two_outputs(*apis))

    assert (found.id, found.level) == ("authorizer-function-changed", Impact.SECURITY)
    assert found.subject == "authorizer guard"
    assert found.text == (
        "`aws_lambda_function.new` decides instead of `aws_lambda_function.guard`, on 2 routes"
    )


def test_authorizer_of_another_type() -> None:
    """Of an authorizer of another type nothing is compared that only one of the types has."""
    before, after = jwt(), lambda_authorizer("pool", result_ttl_seconds=0)
    apis = [http_api(route("GET /a", by=one), one) for one in (before, after)]

    for one in (apis, reversed(apis)):
        kinds = ["authorization-type-changed", "authorizer-type-changed"]
        assert ids(review(two_outputs(*one))) == kinds


def test_unused_authorizer() -> None:
    """An authorizer that no route asks changes nothing for callers."""
    after = jwt(issuer="https://new.example.com")

    assert review(two_outputs(http_api(_POOL), http_api(after))) == ()
