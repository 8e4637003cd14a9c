from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apigwv2_tf.lint import RULES, lint
from apigwv2_tf.lint.baseline import baseline_of, only_new
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.model import Surface
from apigwv2_tf.surface.values import UNKNOWN, masked
from hypothesis import given
from hypothesis import strategies as st

from tests.support.lint_surfaces import (
    UNRESOLVED,
    guarded,
    http,
    integration,
    jwt,
    origin,
    private,
    route,
    stage,
    surface,
    to_authorizer,
    to_integration,
    websocket,
)

if TYPE_CHECKING:
    from apigwv2_tf.report import Finding

_OPEN_ROUTES = [rule for rule in RULES if rule.id == "open-route"]


def _found(given_: Surface) -> tuple[Finding, ...]:
    return lint(given_, rules=_OPEN_ROUTES)


def test_finding_has_the_words_of_its_rule() -> None:
    """It says what was found, and what the rule has to say about it."""
    (rule,) = _OPEN_ROUTES
    where = replace(origin("aws_apigatewayv2_route", "orders"), construct_path="shop/Orders")

    (finding,) = _found(surface(http(replace(route(), origin=where))))

    assert (finding.id, finding.level) == ("open-route", Severity.HIGH)
    assert (finding.api, finding.subject) == ("shop", "GET /orders")
    assert finding.text == "anyone who has the URL can call it"
    assert (finding.why, finding.advice) == (rule.why, rule.fix)
    assert finding.address == "aws_apigatewayv2_route.orders"
    assert finding.construct_path == "shop/Orders"
    assert finding.certain


def test_worst_comes_first() -> None:
    """Findings are sorted by how bad they are, those that are not certain behind the others."""
    routes = (
        route("GET /b", "b"),
        route("GET /a", "a", authorization_type=UNKNOWN),
        route("get /c", "c"),
    )

    found = lint(surface(http(*routes, integration())))

    ranks = [(finding.level.rank, not finding.certain) for finding in found]
    assert ranks == sorted(ranks)
    assert found[0].id == "invalid-route-key"


def test_nothing_is_found_in_nothing() -> None:
    """A source without APIs is fine."""
    assert lint(Surface()) == ()


def test_fingerprints_outlive_what_becomes_known() -> None:
    """A finding that was not certain is no news when it is."""
    before = surface(http(route(authorization_type=UNKNOWN)))
    after = surface(http(route(authorization_type="NONE")))

    assert only_new(_found(after), baseline_of(before, rules=_OPEN_ROUTES)) == ()


def test_baseline_lets_only_news_pass() -> None:
    """What another surface has is left out, what it does not have stays."""
    before = surface(http(route("GET /a", "a")))
    after = surface(http(route("GET /a", "a"), route("GET /b", "b")))

    (new,) = only_new(_found(after), baseline_of(before, rules=_OPEN_ROUTES))

    assert new.subject == "GET /b"


_WORDS = ("", "NONE", "JWT", "CUSTOM", "2.0", "VPC_LINK", "MOCK", "SQS-SendMessage")
_KEYS = ("$default", "$connect", "GET /a", "ANY /{proxy+}", "GET /a/{b}/{b}", "OPTIONS /", "GET //")
_URIS = ("http://[", "https://*", "*", "https://${stageVariables.a}", "arn:", "\0")
_TEXTS = st.sampled_from([None, UNKNOWN, masked("hush"), *_WORDS, *_KEYS, *_URIS])
_NUMBERS = st.sampled_from([None, UNKNOWN, masked(1), -1, 0, 0.5, 300, 1e9])
_FLAGS = st.sampled_from([None, UNKNOWN, masked(1), True, False])
_LISTS = st.one_of(_TEXTS.filter(lambda one: not isinstance(one, str)), st.tuples(_TEXTS, _TEXTS))
_MAPS = st.one_of(
    st.sampled_from([None, UNKNOWN, masked({})]), st.dictionaries(st.text(max_size=5), _TEXTS)
)
_LINKS = st.sampled_from(
    [
        None,
        UNRESOLVED,
        to_integration("backend"),
        to_integration("backend", "other"),
        to_authorizer("staff"),
        to_authorizer("staff", "other"),
    ]
)


@st.composite
def _surfaces(draw: st.DrawFn) -> Surface:
    """Return a surface in which anything may stand anywhere."""
    parts = [
        guarded(
            draw(_TEXTS),
            f"r{number}",
            authorization_type=draw(_TEXTS),
            authorizer=draw(_LINKS),
            target=draw(_LINKS),
            scopes=draw(_LISTS),
            api_key_required=draw(_FLAGS),
            response_selection_expression=draw(_TEXTS),
        )
        for number in range(3)
    ]
    backend = private(
        type=draw(_TEXTS),
        subtype=draw(_TEXTS),
        uri=draw(_TEXTS),
        connection_type=draw(_TEXTS),
        credentials_arn=draw(_TEXTS),
        has_tls=draw(_FLAGS),
        timeout_milliseconds=draw(_NUMBERS),
        request_parameters=draw(_MAPS),
        response_parameters=draw(st.sampled_from([None, {"200": UNKNOWN}, {"": {"": None}}])),
        request_templates=draw(_MAPS),
    )
    staff = jwt(
        type=draw(_TEXTS),
        issuer=draw(_TEXTS),
        audience=draw(_LISTS),
        identity_sources=draw(_LISTS),
        function=draw(_LINKS),
        result_ttl_seconds=draw(_NUMBERS),
        simple_responses=draw(_FLAGS),
        payload_format_version=draw(_TEXTS),
    )
    make = draw(st.sampled_from([http, websocket]))
    live = stage(draw(_TEXTS), variables=draw(_MAPS))
    api = make(*parts, backend, staff, live, protocol=draw(_TEXTS), document=draw(_TEXTS))
    return surface(api)


@given(_surfaces())
def test_any_surface_can_be_looked_at(given_: Surface) -> None:
    """Whatever stands in it, each finding is told once, in the same order every time."""
    found = lint(given_)

    assert found == lint(given_)
    assert len({(finding.fingerprint, finding.text) for finding in found}) == len(found)
    assert "hush" not in " ".join(finding.text for finding in found)
