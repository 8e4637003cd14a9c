from __future__ import annotations

import pytest
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.lint_cases import Case, check, fires, hits, params, silent, unsure
from tests.support.lint_surfaces import (
    UNRESOLVED,
    guarded,
    http,
    integration,
    route,
    to_integration,
    url,
)

_RULE = "open-way-around"
_ADMIN = guarded("GET /admin/{id}", "admin")
_REST = route("ANY /{proxy+}", "rest")
_BACKEND = integration()

CASES = [
    fires(_RULE, "another method", http(_ADMIN, _REST, _BACKEND), text="`DELETE /admin/*` goes"),
    fires(
        _RULE,
        "a slash at the end",
        http(guarded("ANY /admin", "admin"), route("$default", "rest"), _BACKEND),
        text="`DELETE /admin/` goes to its backend by the open route `$default`",
    ),
    fires(
        _RULE,
        "what a greedy variable leaves",
        http(guarded("GET /admin/{proxy+}", "admin"), route("GET /{proxy+}", "rest"), _BACKEND),
        text="`GET /admin` goes",
    ),
    fires(
        _RULE,
        "the same path for every other method",
        http(_ADMIN, route("ANY /admin/{id}", "rest"), _BACKEND),
    ),
    fires(
        _RULE,
        "the same function through two integrations",
        http(
            _ADMIN,
            route("$default", "rest", target=to_integration("other")),
            _BACKEND,
            integration("other"),
        ),
    ),
    fires(
        _RULE,
        "the same integration, managed elsewhere",
        http(
            guarded("GET /admin", "admin", target=Link(kind=LinkKind.EXTERNAL, id="abc")),
            route("$default", "rest", target=Link(kind=LinkKind.EXTERNAL, id="abc")),
        ),
    ),
    silent(_RULE, "the rest is guarded", http(_ADMIN, guarded("ANY /{proxy+}", "rest"), _BACKEND)),
    silent(
        _RULE,
        "another backend",
        http(
            _ADMIN,
            route("ANY /{proxy+}", "rest", target=to_integration("pages")),
            _BACKEND,
            url("https://pages.example", "pages"),
        ),
    ),
    silent(
        _RULE,
        "open on purpose, beside it",
        http(_ADMIN, route("POST /admin/{id}", "post"), _BACKEND),
    ),
    silent(
        _RULE,
        "open on purpose, within it",
        http(guarded("ANY /{proxy+}", "rest"), route("ANY /health", "health"), _BACKEND),
    ),
    silent(_RULE, "preflight", http(_ADMIN, route("OPTIONS /{proxy+}", "rest"), _BACKEND)),
    silent(
        _RULE,
        "guarded for all methods, with and without slash",
        http(
            guarded("ANY /admin", "a"),
            guarded("ANY /admin/{proxy+}", "b"),
            guarded("ANY /admin/", "c"),
            _REST,
            _BACKEND,
        ),
    ),
    unsure(
        _RULE,
        "the rest may be open",
        http(_ADMIN, route("ANY /{proxy+}", "rest", authorization_type=UNKNOWN), _BACKEND),
        text="`authorization_type` is known after apply",
    ),
    unsure(
        _RULE,
        "maybe the same backend",
        http(_ADMIN, route("ANY /{proxy+}", "rest", target=UNRESOLVED), _BACKEND),
    ),
    unsure(
        _RULE,
        "one of two backends",
        http(
            _ADMIN,
            route("ANY /{proxy+}", "rest", target=to_integration("backend", "pages")),
            _BACKEND,
            url("https://pages.example", "pages"),
        ),
    ),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """The rule finds it, lets it pass, or says that it cannot tell."""
    check(case)


def test_each_guarded_route_is_told_once() -> None:
    """However many ways lead round a route, there is one hit for it."""
    routes = [guarded(f"GET /{name}/{{id}}", name) for name in ("a", "b")]
    wide = [route("ANY /{proxy+}", "rest"), route("$default", "default")]

    found = hits(fires(_RULE, "", http(*routes, *wide, _BACKEND)))

    assert [hit.subject for hit in found] == ["GET /a/{id}", "GET /b/{id}"]
