"""Which web pages of other origins may call an HTTP API, and whether they can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.lint._leads import lead
from apigwv2_tf.lint._phrases import subjects
from apigwv2_tf.lint._routing import Routing, key_of
from apigwv2_tf.lint._verdicts import (
    doubt,
    gaps,
    guide,
    hit,
    items_of,
    number_of,
    text_of,
)
from apigwv2_tf.lint.authorization import is_open
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Authorizer, Cors
from apigwv2_tf.surface.names import route_name
from apigwv2_tf.surface.origins import ANY_OF_A_SCHEME, NULL, is_sent
from apigwv2_tf.surface.selection import ANY
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.lint._verdicts import Doubts, Items
    from apigwv2_tf.surface.elements import Integration, Route
    from apigwv2_tf.surface.model import Api, Surface

_SUBJECT = "CORS"
_MOST = 5
_TYPE = "`authorization_type`"
_LONGEST_AGE = 86_400
_HERE = re.compile(r"https?://(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?")
_HEADER = "$request.header."
_PRODUCTION = re.compile(r"prod|production|live", re.IGNORECASE)


def _with_cors(surface: Surface) -> Iterator[tuple[Api, Cors]]:
    yield from ((api, api.cors) for api in surface.apis if api.cors is not None)


def _origins(cors: Cors) -> Items:
    return items_of("`allow_origins`", cors.allow_origins)


def _cookies(surface: Surface, origins: tuple[str, ...]) -> Iterator[tuple[Api, Doubts, str]]:
    """Yield APIs that may allow credentials to some of these origins, and the first of them."""
    for api, cors in _with_cors(surface):
        allowed = _origins(cors)
        named = [origin for origin in allowed.values if origin in origins]
        possible = bool(named or allowed.doubts)
        if cors.allow_credentials in (None, False) or not possible:
            continue
        credentials = doubt("`allow_credentials`", cors.allow_credentials)
        doubts = credentials if named else (*allowed.doubts, *credentials)
        yield api, doubts, named[0] if named else origins[0]


def _any_with_cookies(surface: Surface) -> Iterator[Hit]:
    for api, doubts, _ in _cookies(surface, ("*",)):
        yield hit(api, _SUBJECT, "it allows credentials to every origin (`*`)", api.origin, doubts)


def _scheme_with_cookies(surface: Surface) -> Iterator[Hit]:
    for api, doubts, origin in _cookies(surface, ANY_OF_A_SCHEME):
        text = f"every web page may call with the caller's cookies, because of {code(origin)}"
        yield hit(api, _SUBJECT, text, api.origin, doubts)


def _any_origin(surface: Surface) -> Iterator[Hit]:
    for api, cors in _with_cors(surface):
        origins = _origins(cors)
        everyone = "*" in origins.values
        if not (everyone or origins.doubts) or cors.allow_credentials is True:
            continue
        inside = any(_is_inside(surface, route) for route in api.routes)
        types = [one for r in api.routes for one in doubt(_TYPE, r.authorization_type)]
        if inside or types:
            text = "every web page may call an API that is not for everybody"
            doubts = [
                *(() if everyone else origins.doubts),
                *doubt("`allow_credentials`", cors.allow_credentials),
                *(() if inside else types),
            ]
            yield hit(api, _SUBJECT, text, api.origin, doubts)


def _is_inside(surface: Surface, route: Route) -> bool:
    """Say whether a route is for callers of one's own: by IAM, by cookie, or into a VPC."""
    if route.authorization_type == "AWS_IAM":
        return True
    authorizer = surface.authorizer(route.authorizer)
    if authorizer is not None:
        sources = items_of("", authorizer.identity_sources).values
        return any(source.lower() == f"{_HEADER}cookie" for source in sources)
    integration = surface.integration(route.target)
    return is_open(route) and integration is not None and integration.connection_type == "VPC_LINK"


def _plain_origins(surface: Surface) -> Iterator[Hit]:
    def is_plain(origin: str) -> bool:
        return origin.lower().startswith("http://") and not _HERE.fullmatch(origin.lower())

    yield from _about_origins(surface, is_plain, "pages that anyone on the way can change may call")


def _lost_origins(surface: Surface) -> Iterator[Hit]:
    def is_lost(origin: str) -> bool:
        return origin == NULL or not is_sent(origin)

    yield from _about_origins(surface, is_lost, "origins that no browser sends are allowed")


def _about_origins(surface: Surface, is_wrong: Callable[[str], bool], text: str) -> Iterator[Hit]:
    for api, cors in _with_cors(surface):
        origins = _origins(cors)
        wrong = [origin for origin in origins.values if is_wrong(origin)]
        if wrong:
            yield hit(api, _SUBJECT, f"{text}: {listed(map(code, wrong), most=_MOST)}", api.origin)
        elif origins.doubts:
            yield hit(api, _SUBJECT, text, api.origin, origins.doubts)


def _refused_preflight(surface: Surface) -> Iterator[Hit]:
    for api, _ in _with_cors(surface):
        routing = Routing(api)
        unknown = [reason for route in api.routes for reason in doubt("a `route_key`", route.key)]
        for route, key in routing.keyed:
            if is_open(route) or key.method not in (ANY, "OPTIONS"):
                continue
            paths = ("/", routing.path(key)) if key.is_default else (routing.path(key),)
            if any(routing.route("OPTIONS", path) is route for path in paths):
                text = "preflight requests get it, carry no token and are refused"
                unsure = doubt(_TYPE, route.authorization_type)
                doubts = (*unsure, *unknown, *gaps(surface, api))
                yield hit(api, route_name(route), text, route.origin, doubts)


def _missing_words(surface: Surface) -> Iterator[Hit]:
    for api, cors in _with_cors(surface):
        doubts: list[str] = []
        lacking: list[str] = []
        # beside credentials * is the name of a header, and lets none pass
        wild = cors.allow_credentials is not True
        for name, given, wanted, any_allowed in (
            ("allow_methods", cors.allow_methods, _methods(api), True),
            ("allow_headers", cors.allow_headers, _headers(surface, api), wild),
        ):
            items = items_of(code(name), given)
            given_names = {form for one in items.values for form in (one.lower(), one.upper())}
            missing = sorted(wanted - given_names)
            if not missing or (any_allowed and "*" in items.values):
                continue
            doubts += items.doubts
            if not items.doubts:
                lacking.append(f"{code(name)} lacks {', '.join(map(code, missing))}")
        if lacking:
            yield hit(api, _SUBJECT, "; ".join(lacking), api.origin)
        elif doubts:
            text = "web pages are refused methods or headers that routes ask for"
            yield hit(api, _SUBJECT, text, api.origin, doubts)


def _methods(api: Api) -> set[str]:
    """Return the methods that routes name."""
    return {key.method for key in map(key_of, api.routes) if key} - {ANY, "OPTIONS"}


def _headers(surface: Surface, api: Api) -> set[str]:
    """Return the headers that authorizers of routes look at, but cookies, in lower case."""
    found = set()
    for route in api.routes:
        for one in lead(surface, route.authorizer, Authorizer, "").elements:
            sources = [source.lower() for source in items_of("", one.identity_sources).values]
            found |= {s.removeprefix(_HEADER) for s in sources if s.startswith(_HEADER)}
    return found - {"cookie"}


def _reserved(surface: Surface) -> Iterator[Hit]:
    for api, _ in _with_cors(surface):
        if api.is_websocket:
            text = "it is configured on a WebSocket API, which has no CORS"
            yield hit(api, _SUBJECT, text, api.origin)
        subject = subjects(api)
        for integration in api.integrations:
            keys = [key for key in _response_keys(integration) if "access-control-" in key.lower()]
            if keys:
                verb = "is" if len(keys) == 1 else "are"
                names = listed(map(code, keys))
                text = f"{names} {verb} reserved: API Gateway answers for CORS itself"
                yield hit(api, subject(integration), text, integration.origin)


def _response_keys(integration: Integration) -> Iterator[str]:
    for mapping in (integration.response_parameters or {}).values():
        if not is_hidden(mapping):
            yield from known(mapping) or ()


def _ages(surface: Surface) -> Iterator[Hit]:
    for api, cors in _with_cors(surface):
        age = number_of(cors.max_age)
        if is_hidden(cors.max_age) or (age is not None and not -1 <= age <= _LONGEST_AGE):
            text = f"`max_age` is not from -1 to {_LONGEST_AGE:,} seconds"
            yield hit(api, _SUBJECT, text, api.origin, doubt("`max_age`", cors.max_age))
        here = [origin for origin in _origins(cors).values if _HERE.fullmatch(origin.lower())]
        for stage in api.stages:
            if here and _PRODUCTION.fullmatch(text_of(stage.name)):
                text = f"it allows {listed(map(code, here))}, a developer's machine"
                subject = f"stage {text_of(stage.name)}"
                yield hit(api, subject, text, stage.origin, (), Severity.LOW)


RULES = (
    Rule(
        id="cors-any-origin-with-credentials",
        code="CORS-001",
        severity=Severity.ERROR,
        title="Credentials are allowed to the origin `*`",
        why="AWS refuses the API when it is applied; the plan looks fine.",
        fix=(
            "Name the origins in `cors_configuration.allow_origins`, or take `allow_credentials` "
            "away; with the constructs: `cors_preflight=` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        same_as=("CWE-942", "apigateway-cors-not-wildcard-with-credentials"),
        check=_any_with_cookies,
    ),
    Rule(
        id="cors-any-scheme-origin-with-credentials",
        code="CORS-002",
        severity=Severity.CRITICAL,
        title="Credentials are allowed to every origin of a scheme",
        why=(
            "AWS accepts `https://*` and `http://*` and answers with whatever origin asks: any "
            "web page acts in the name of whoever looks at it."
        ),
        fix=(
            "Name the origins in `cors_configuration.allow_origins`; with the constructs: "
            "`cors_preflight=` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        same_as=("CWE-942",),
        check=_scheme_with_cookies,
    ),
    Rule(
        id="cors-any-origin",
        code="CORS-003",
        severity=Severity.LOW,
        title="Every origin may call an API that is not public",
        why=(
            "For public APIs with tokens that is fine; here callers are known by IAM, by a cookie "
            "or by their network, which web pages of others can use."
        ),
        fix=(
            "Name the origins in `cors_configuration.allow_origins`; with the constructs: "
            "`cors_preflight=` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        same_as=("8af4c38a-e1d2-405b-ac41-995db44b5536", "AC_AWS_0441", "CWE-942"),
        check=_any_origin,
    ),
    Rule(
        id="cors-plain-http-origin",
        code="CORS-004",
        severity=Severity.MEDIUM,
        title="An origin without TLS may call",
        why=(
            "Whoever sits between such a page and its reader can change the page, and so call the "
            "API in the reader's name."
        ),
        fix=(
            "Write `https://` in `cors_configuration.allow_origins`; with the constructs: "
            "`cors_preflight=` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        same_as=("CWE-319", "CWE-942"),
        check=_plain_origins,
    ),
    Rule(
        id="preflight-refused",
        code="CORS-005",
        severity=Severity.MEDIUM,
        title="A guarded route takes preflight requests",
        why=(
            "Browsers ask without a token before they call; refused there, web pages cannot call "
            "at all."
        ),
        fix=(
            'Add a route `OPTIONS /{proxy+}` with an integration and `authorization_type = "NONE"`'
            "; with the constructs: `add_options_routes=True` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        check=_refused_preflight,
    ),
    Rule(
        id="cors-incomplete",
        code="CORS-006",
        severity=Severity.LOW,
        title="CORS does not allow what routes ask for",
        why=(
            "Browsers then refuse the call; beside credentials `*` is not a wildcard in "
            "`allow_headers`."
        ),
        fix=(
            "Add the methods and headers to `cors_configuration`; with the constructs: "
            "`allow_methods` and `allow_headers` of `cors_preflight=`."
        ),
        link=guide("http-api-cors"),
        check=_missing_words,
    ),
    Rule(
        id="cors-not-possible",
        code="CORS-007",
        severity=Severity.ERROR,
        title="CORS is configured where there is none, or set by hand beside it",
        why=(
            "WebSocket APIs have no CORS, and headers `access-control-*` cannot be mapped: AWS "
            "refuses both when they are applied."
        ),
        fix=(
            "Take `cors_configuration` off WebSocket APIs and `access-control-*` out of "
            "`response_parameters`; with the constructs: `cors_preflight=` of `HttpApi` does it "
            "all."
        ),
        link=guide("http-api-parameter-mapping"),
        check=_reserved,
    ),
    Rule(
        id="cors-origin-never-sent",
        code="CORS-008",
        severity=Severity.MEDIUM,
        title="An allowed origin is none that a browser sends",
        why=(
            "Origins are a scheme and a host in lower case, without path and slash, and are "
            "compared as text; `null` is what every sandboxed page sends."
        ),
        fix=(
            "Write origins such as `https://shop.example` in `cors_configuration.allow_origins`; "
            "with the constructs: `cors_preflight=` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        same_as=("CWE-942",),
        check=_lost_origins,
    ),
    Rule(
        id="cors-settings",
        code="CORS-009",
        severity=Severity.ERROR,
        title="CORS has an impossible `max_age`, or lets a developer's machine in",
        why=(
            "AWS refuses ages outside -1 to 86400; localhost in production is whatever runs on "
            "the reader's machine."
        ),
        fix=(
            "Set `cors_configuration.max_age` to at most 86400, and localhost only outside "
            "production; with the constructs: `cors_preflight=` of `HttpApi`."
        ),
        link=guide("http-api-cors"),
        check=_ages,
    ),
)
