"""How authorizers decide: what they accept, how long they remember, whether they can be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from apigwv2_tf.lint._leads import users
from apigwv2_tf.lint._verdicts import (
    Doubts,
    doubt,
    guide,
    hit,
    http_apis,
    items_of,
    number_of,
    text_of,
    websocket_apis,
)
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.names import authorizer_name
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._leads import Users
    from apigwv2_tf.surface.elements import Authorizer
    from apigwv2_tf.surface.model import Api, Surface

_Told: TypeAlias = tuple[str, Doubts, Severity | None]

_TOKEN_SOURCE = re.compile(r"\$request\.(header|querystring)\.[^\s.$,]+", re.IGNORECASE)
_QUERY = "$request.querystring."
_HEADER = "$request.header."
_TTL = "`authorizer_result_ttl_in_seconds`"
_PER_ROUTE = ({"$context.routekey"}, {"$context.path", "$context.httpmethod"})
# everyone can send the same, and most do
_PUBLIC_HEADERS = frozenset(
    f"{_HEADER}{name}"
    for name in (
        "accept",
        "accept-language",
        "content-type",
        "host",
        "origin",
        "referer",
        "user-agent",
        "x-forwarded-for",
    )
)
# one issuer for everybody who has an account there
_SHARED_ISSUERS = re.compile(
    r"https://(accounts\.google\.com|login\.microsoftonline\.com/(common|organizations|consumers))"
    r"(/.*)?"
)


def _http_authorizers(surface: Surface, kind: str) -> Iterator[tuple[Api, Authorizer, str, Doubts]]:
    """Yield authorizers of HTTP APIs with the subject of their hits."""
    for api, unsure in http_apis(surface):
        for one in api.authorizers:
            if one.type == kind or doubt("", one.type):
                doubts = (*unsure, *doubt("`authorizer_type`", one.type))
                yield api, one, authorizer_name(one), doubts


def _no_audience(surface: Surface) -> Iterator[Hit]:
    for api, one, subject, unsure in _http_authorizers(surface, "JWT"):
        audience = items_of("`audience`", one.audience)
        if not audience.are_there:
            text = "it accepts the tokens of every application of its issuer"
            yield hit(api, subject, text, one.origin, (*unsure, *audience.doubts))


def _doubtful_issuers(surface: Surface) -> Iterator[Hit]:
    for api, one, subject, unsure in _http_authorizers(surface, "JWT"):
        for text, doubts, severity in _about_issuer(one):
            yield hit(api, subject, text, one.origin, (*unsure, *doubts), severity)


def _about_issuer(authorizer: Authorizer) -> Iterator[_Told]:
    """Yield the first thing that is wrong with an issuer."""
    issuer = text_of(authorizer.issuer)
    unknown = doubt("`issuer`", authorizer.issuer)
    if unknown:
        # mostly that of a user pool, which is fine
        yield "its issuer is one that can be trusted", unknown, Severity.LOW
    elif _host(issuer) is None or re.search(r"[\s?#*]", issuer):
        text = "its issuer is not an https URL without query and wildcard, which AWS asks for"
        yield text, (), None
    elif _SHARED_ISSUERS.fullmatch(issuer):
        audience = items_of("`audience`", authorizer.audience)
        if not audience.are_there:
            yield "its issuer is everybody's, and no audience narrows it", audience.doubts, None
    else:
        yield from _about_slash(issuer)


def _host(issuer: str) -> str | None:
    """Return the host of an https URL; None where it is none."""
    try:
        parts = urlsplit(issuer)
    except ValueError:  # such as half of a pair of brackets
        return None
    return parts.hostname if parts.scheme == "https" else None


def _about_slash(issuer: str) -> Iterator[_Told]:
    """Tell whether an issuer ends as the tokens have it: compared as text, so a slash counts."""
    of_auth0 = (_host(issuer) or "").endswith(".auth0.com")
    if of_auth0 and not issuer.endswith("/"):
        text = "its issuer lacks the slash at the end that tokens of Auth0 have, so none matches"
        yield text, (), Severity.MEDIUM
    elif issuer.endswith("/") and not of_auth0:
        text = "its issuer ends in a slash, so tokens match only if theirs does too"
        yield text, (), Severity.LOW


def _token_places(surface: Surface) -> Iterator[Hit]:
    for api, one, subject, unsure in _http_authorizers(surface, "JWT"):
        sources = items_of("`identity_sources`", one.identity_sources)
        doubts, severity = (*unsure, *sources.doubts), None
        if len(sources.values) == 1 and _TOKEN_SOURCE.fullmatch(sources.values[0]):
            if not sources.values[0].lower().startswith(_QUERY):
                continue
            text = "tokens are sent in the query string, where logs and histories keep them"
        else:
            text, severity = "it has not one header or query parameter as identity source", None
            severity = None if doubts else Severity.ERROR
        yield hit(api, subject, text, one.origin, doubts, severity)


def _remembers(authorizer: Authorizer) -> Doubts | None:
    """Return the doubts whether a Lambda authorizer's decisions are kept; None where not."""
    sources = items_of("`identity_sources`", authorizer.identity_sources)
    if not sources.are_there and not sources.doubts:
        return None
    seconds = number_of(authorizer.result_ttl_seconds)
    if seconds is not None:
        return () if seconds > 0 else None
    return doubt(_TTL, authorizer.result_ttl_seconds)  # left out, 300


def _implicit_memory(surface: Surface) -> Iterator[Hit]:
    for api, one, subject, unsure in _http_authorizers(surface, "REQUEST"):
        sources = items_of("`identity_sources`", one.identity_sources)
        seconds = number_of(one.result_ttl_seconds)
        if seconds and not sources.are_there:
            text = "it remembers decisions but has no identity source to know callers by"
            doubts = (*unsure, *sources.doubts)
            yield hit(api, subject, text, one.origin, doubts, Severity.ERROR)
        elif seconds is None and (sources.values or sources.doubts):
            text = "decisions hold for 300 seconds, because nothing else is said"
            doubts = (*unsure, *sources.doubts, *doubt(_TTL, one.result_ttl_seconds))
            yield hit(api, subject, text, one.origin, doubts)


def _shared_memory(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        using = users(api, lambda route: route.authorizer)
        for one in api.authorizers:
            doubts = _opened_by_first(one, using)
            if doubts is not None:
                text = "whom one of its routes lets in, all its routes let in while it remembers"
                yield hit(api, authorizer_name(one), text, one.origin, (*unsure, *doubts))


def _opened_by_first(authorizer: Authorizer, using: Users) -> Doubts | None:
    """Return the doubts whether a yes for one route is taken for all; None where it is not."""
    remembers = _remembers(authorizer)
    simple = authorizer.simple_responses
    sources = items_of("`identity_sources`", authorizer.identity_sources)
    given = {source.lower() for source in sources.values}
    per_route = any(needed <= given for needed in _PER_ROUTE)
    if authorizer.type == "JWT" or remembers is None or per_route:
        return None
    address = authorizer.origin.address
    certain = len(using.certain.get(address, []))
    possible = [*using.possible.get(address, []), *using.unresolved]
    if simple in (None, False) or certain + len(possible) <= 1:
        return None
    links = [
        f"`authorizer_id` of {code(route.origin.address)} is not certain" for route in possible
    ]
    return (
        *doubt("`authorizer_type`", authorizer.type),
        *remembers,
        *sources.doubts,
        *doubt("`enable_simple_responses`", simple),
        *(links if certain <= 1 else ()),
    )


def _public_memory(surface: Surface) -> Iterator[Hit]:
    for api, one, subject, unsure in _http_authorizers(surface, "REQUEST"):
        sources = items_of("`identity_sources`", one.identity_sources)
        remembers = _remembers(one)
        if remembers is None or not all(_is_public(source) for source in sources.values):
            continue
        text = "it knows callers again only by what others send as well"
        yield hit(api, subject, text, one.origin, (*unsure, *remembers, *sources.doubts))


def _is_public(source: str) -> bool:
    lower = source.lower()
    return not lower.startswith("$request.") or lower in _PUBLIC_HEADERS


def _versions(surface: Surface) -> Iterator[Hit]:
    for api, one, subject, unsure in _http_authorizers(surface, "REQUEST"):
        version = one.payload_format_version
        doubts = (*unsure, *doubt("`authorizer_payload_format_version`", version))
        simple = one.simple_responses
        if not text_of(version) and version is not UNKNOWN:
            yield hit(api, subject, "it has no payload format version", one.origin, doubts)
        elif version != "2.0" and simple not in (None, False):
            text = "it answers yes or no, which takes payload format version 2.0"
            asked = doubt("`enable_simple_responses`", simple)
            yield hit(api, subject, text, one.origin, (*doubts, *asked))
    for api in websocket_apis(surface):
        for one in api.authorizers:
            given = text_of(one.payload_format_version) or one.simple_responses is True
            if given:
                text = "it has a payload format version or simple responses, as HTTP APIs have"
                yield hit(api, authorizer_name(one), text, one.origin)


RULES = (
    Rule(
        id="token-without-audience",
        code="AUTH-006",
        severity=Severity.HIGH,
        title="A JWT authorizer names no audience",
        why=(
            "Terraform takes that; AWS refuses it or, worse, accepts tokens that were issued for "
            "other applications."
        ),
        fix=(
            "Set `jwt_configuration.audience` to the ids of your own clients; with the "
            "constructs: `jwt_audience=` of `HttpJwtAuthorizer`, `user_pool_clients=` of "
            "`HttpUserPoolAuthorizer`."
        ),
        link=guide("http-api-jwt-authorizer"),
        same_as=("CWE-863", "CWE-287"),
        check=_no_audience,
    ),
    Rule(
        id="doubtful-issuer",
        code="AUTH-008",
        severity=Severity.HIGH,
        title="The issuer of a JWT authorizer is not one that can be trusted, or never matches",
        why=(
            "Keys are fetched from the issuer's URL and tokens compared with its text: it must be "
            "https, of one tenant, and exactly as the tokens have it."
        ),
        fix=(
            "Set `jwt_configuration.issuer` to the issuer that the provider's "
            "openid-configuration names, and an audience; with the constructs: `jwt_issuer=` and "
            "`jwt_audience=`."
        ),
        link=guide("http-api-jwt-authorizer"),
        same_as=("CWE-295", "CWE-346"),
        check=_doubtful_issuers,
    ),
    Rule(
        id="token-in-query-string",
        code="AUTH-009",
        severity=Severity.MEDIUM,
        title="A JWT authorizer does not take its token from one header",
        why=(
            "Query strings end up in logs, in histories and with whoever is linked to; AWS "
            "refuses anything but one header or parameter."
        ),
        fix=(
            'Set `identity_sources` to `["$request.header.Authorization"]`; with the constructs: '
            "leave `identity_source=` out."
        ),
        link=guide("http-api-jwt-authorizer"),
        same_as=("CWE-598",),
        check=_token_places,
    ),
    Rule(
        id="implicit-decision-cache",
        code="AUTH-010",
        severity=Severity.MEDIUM,
        title="How long a Lambda authorizer's decisions hold is left to a default",
        why=(
            "Left out it is five minutes, in which revoked tokens live on; without identity "
            "sources AWS refuses to remember at all."
        ),
        fix=(
            "Set `authorizer_result_ttl_in_seconds`, 0 for none; with the constructs: "
            "`results_cache_ttl=` of `HttpLambdaAuthorizer`."
        ),
        link=guide("http-api-lambda-authorizer"),
        same_as=("CWE-613",),
        check=_implicit_memory,
    ),
    Rule(
        id="decision-for-all-routes",
        code="AUTH-011",
        severity=Severity.HIGH,
        title="A remembered yes for one route opens all routes of the authorizer",
        why=(
            "Decisions are kept by identity source only: the next request of the same caller is "
            "let in on every other route without asking."
        ),
        fix=(
            "Add `$context.routeKey` to `identity_sources`, or set "
            "`authorizer_result_ttl_in_seconds` to 0, or answer policies; with the constructs: "
            "`identity_source=`, `results_cache_ttl=` or `response_types=` of "
            "`HttpLambdaAuthorizer`."
        ),
        link=guide("http-api-lambda-authorizer"),
        same_as=("CWE-863",),
        check=_shared_memory,
    ),
    Rule(
        id="decision-for-others",
        code="AUTH-012",
        severity=Severity.MEDIUM,
        title="A Lambda authorizer remembers decisions by what is no secret",
        why=(
            "Whoever sends the same address, host or user agent gets the decision that was made "
            "for somebody else."
        ),
        fix=(
            "Add the header with the secret to `identity_sources`, or set "
            "`authorizer_result_ttl_in_seconds` to 0; with the constructs: `identity_source=` or "
            "`results_cache_ttl=` of `HttpLambdaAuthorizer`."
        ),
        link=guide("http-api-lambda-authorizer"),
        same_as=("CWE-290", "CWE-524"),
        check=_public_memory,
    ),
    Rule(
        id="authorizer-payload-version",
        code="AUTH-017",
        severity=Severity.ERROR,
        title="The payload format version of a Lambda authorizer does not go with the rest",
        why=(
            "AWS refuses an HTTP authorizer without a version, a yes or no with version 1.0, and "
            "both on WebSocket APIs."
        ),
        fix=(
            'Set `authorizer_payload_format_version` to `"2.0"` on HTTP APIs, and neither it nor '
            "`enable_simple_responses` on WebSocket APIs; with the constructs: leave it out."
        ),
        link=guide("http-api-lambda-authorizer"),
        check=_versions,
    ),
)
