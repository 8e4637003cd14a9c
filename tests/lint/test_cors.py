from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Cors
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    asking,
    guarded,
    http,
    integration,
    jwt,
    private,
    route,
    stage,
    websocket,
)

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Api

_SHOP = ("https://shop.example",)
_IAM = route(authorization_type="AWS_IAM")


def _cors(*parts: Any, **arguments: Any) -> Api:  # noqa: ANN401 - as the builders of surfaces
    """Return an HTTP API with CORS for one page."""
    return http(*parts, cors=Cors(**{"allow_origins": _SHOP, **arguments}))


CASES = [
    # CORS-001
    fires(
        "cors-any-origin-with-credentials",
        "both",
        _cors(allow_origins=("*",), allow_credentials=True),
    ),
    silent("cors-any-origin-with-credentials", "a page", _cors(allow_credentials=True)),
    silent("cors-any-origin-with-credentials", "no credentials", _cors(allow_origins=("*",))),
    silent(
        "cors-any-origin-with-credentials",
        "a scheme",
        _cors(allow_origins=("https://*",), allow_credentials=True),
    ),
    unsure(
        "cors-any-origin-with-credentials",
        "credentials unknown",
        _cors(allow_origins=("*",), allow_credentials=UNKNOWN),
    ),
    unsure(
        "cors-any-origin-with-credentials",
        "an origin unknown",
        _cors(allow_origins=(UNKNOWN,), allow_credentials=True),
    ),
    # CORS-002
    fires(
        "cors-any-scheme-origin-with-credentials",
        "https",
        _cors(allow_origins=("https://*",), allow_credentials=True),
    ),
    fires(
        "cors-any-scheme-origin-with-credentials",
        "http",
        _cors(allow_origins=("http://*",), allow_credentials=True),
    ),
    silent("cors-any-scheme-origin-with-credentials", "a page", _cors(allow_credentials=True)),
    silent(
        "cors-any-scheme-origin-with-credentials",
        "no credentials",
        _cors(allow_origins=("https://*",)),
    ),
    unsure(
        "cors-any-scheme-origin-with-credentials",
        "origins unknown",
        _cors(allow_origins=UNKNOWN, allow_credentials=True),
    ),
    # CORS-003
    fires("cors-any-origin", "IAM", _cors(_IAM, allow_origins=("*",))),
    fires("cors-any-origin", "into a VPC", _cors(route(), private(), allow_origins=("*",))),
    fires(
        "cors-any-origin",
        "a cookie",
        _cors(
            guarded(authorization_type="CUSTOM"),
            asking(identity_sources=("$request.header.Cookie",)),
            allow_origins=("*",),
        ),
    ),
    silent("cors-any-origin", "tokens", _cors(guarded(), jwt(), allow_origins=("*",))),
    silent("cors-any-origin", "public", _cors(route(), integration(), allow_origins=("*",))),
    silent("cors-any-origin", "a page", _cors(_IAM)),
    unsure(
        "cors-any-origin",
        "who may call",
        _cors(route(authorization_type=UNKNOWN), allow_origins=("*",)),
    ),
    unsure("cors-any-origin", "origins", _cors(_IAM, allow_origins=UNKNOWN)),
    # CORS-004
    fires("cors-plain-http-origin", "a page", _cors(allow_origins=("http://shop.example",))),
    fires("cors-plain-http-origin", "every page", _cors(allow_origins=("http://*",))),
    silent("cors-plain-http-origin", "https", _cors()),
    silent("cors-plain-http-origin", "localhost", _cors(allow_origins=("http://localhost:3000",))),
    unsure("cors-plain-http-origin", "unknown", _cors(allow_origins=(*_SHOP, UNKNOWN))),
    # CORS-005
    fires("preflight-refused", "the rest", _cors(guarded("$default"))),
    fires("preflight-refused", "every method", _cors(guarded("ANY /orders"))),
    fires("preflight-refused", "guarded itself", _cors(guarded("OPTIONS /orders"))),
    fires(
        "preflight-refused",
        "the root only",
        _cors(guarded("$default"), route("OPTIONS /{proxy+}", "preflight")),
    ),
    silent(
        "preflight-refused",
        "an open way",
        _cors(
            guarded("$default"),
            route("OPTIONS /{proxy+}", "preflight"),
            route("OPTIONS /", "root"),
        ),
    ),
    silent("preflight-refused", "a method of its own", _cors(guarded("GET /orders"))),
    silent("preflight-refused", "no CORS", http(guarded("$default"))),
    unsure("preflight-refused", "type", _cors(route("$default", authorization_type=UNKNOWN))),
    unsure("preflight-refused", "a key", _cors(guarded("$default"), route(UNKNOWN))),
    # CORS-006
    fires(
        "cors-incomplete",
        "a method",
        _cors(route("PUT /orders"), allow_methods=("GET",)),
        text="`allow_methods` lacks `PUT`",
    ),
    fires(
        "cors-incomplete",
        "the token's header",
        _cors(guarded(), jwt(), allow_methods=("*",), allow_headers=("content-type",)),
        text="`allow_headers` lacks `authorization`",
    ),
    fires(
        "cors-incomplete",
        "a star beside credentials",
        _cors(
            guarded(),
            jwt(),
            allow_methods=("*",),
            allow_headers=("*",),
            allow_credentials=True,
        ),
    ),
    silent(
        "cors-incomplete",
        "all there",
        _cors(guarded(), jwt(), allow_methods=("get",), allow_headers=("Authorization",)),
    ),
    silent(
        "cors-incomplete",
        "stars",
        _cors(guarded(), jwt(), allow_methods=("*",), allow_headers=("*",)),
    ),
    silent("cors-incomplete", "any method", _cors(route("ANY /orders"))),
    unsure("cors-incomplete", "unknown", _cors(route(), allow_methods=UNKNOWN)),
    # CORS-007
    fires("cors-not-possible", "a WebSocket API", websocket(cors=Cors(allow_origins=("*",)))),
    fires(
        "cors-not-possible",
        "by hand too",
        _cors(
            integration(
                response_parameters={"200": {"append:header.Access-Control-Allow-Origin": "*"}}
            )
        ),
    ),
    silent("cors-not-possible", "by API Gateway", _cors(integration())),
    silent(
        "cors-not-possible",
        "another header",
        _cors(integration(response_parameters={"200": {"append:header.x": "y"}})),
    ),
    # CORS-008
    fires("cors-origin-never-sent", "a slash", _cors(allow_origins=("https://shop.example/",))),
    fires("cors-origin-never-sent", "capitals", _cors(allow_origins=("https://Shop.example",))),
    fires("cors-origin-never-sent", "null", _cors(allow_origins=("null",))),
    fires("cors-origin-never-sent", "no scheme", _cors(allow_origins=("shop.example",))),
    fires("cors-origin-never-sent", "a pattern", _cors(allow_origins=("https://*.shop.example",))),
    silent("cors-origin-never-sent", "a page", _cors()),
    silent("cors-origin-never-sent", "a port", _cors(allow_origins=("http://localhost:3000",))),
    silent("cors-origin-never-sent", "an app", _cors(allow_origins=("capacitor://localhost",))),
    silent("cors-origin-never-sent", "a scheme", _cors(allow_origins=("https://*", "*"))),
    unsure("cors-origin-never-sent", "unknown", _cors(allow_origins=UNKNOWN)),
    # CORS-009
    fires("cors-settings", "too long", _cors(max_age=86401)),
    fires(
        "cors-settings",
        "a developer's machine",
        _cors(stage("prod"), allow_origins=("http://localhost:3000",)),
        severity=Severity.LOW,
    ),
    silent("cors-settings", "a day", _cors(max_age=86400)),
    silent("cors-settings", "not at all", _cors(max_age=-1)),
    silent(
        "cors-settings",
        "in development",
        _cors(stage("dev"), allow_origins=("http://localhost:3000",)),
    ),
    unsure("cors-settings", "unknown", _cors(max_age=UNKNOWN)),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)
