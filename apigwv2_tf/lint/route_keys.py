"""What AWS refuses, or takes otherwise than meant, of the keys of routes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.lint._verdicts import doubt, guide, hit, http_apis, text_of, websocket_apis
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.names import route_name
from apigwv2_tf.surface.selection import ANY, DEFAULT, METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Api, Surface

_METHODS = (ANY, *METHODS)
_VARIABLE = re.compile(r"\{([A-Za-z0-9._-]+)(\+?)\}")
_LITERAL = re.compile(r"[A-Za-z0-9_.,:~%$@-]*")
_RESERVED = ("/ping", "/sping")


def _paths(surface: Surface) -> Iterator[tuple[Api, Route, str, Doubts]]:
    """Yield routes of HTTP APIs with the paths that can be looked at."""
    for api, unsure in http_apis(surface):
        for route in api.routes:
            method, _, path = text_of(route.key).partition(" ")
            if method in _METHODS and path.startswith("/"):
                yield api, route, path, unsure


def _variables(path: str) -> list[tuple[int, str, str]]:
    """Return place, name and mark of the variables of a path."""
    found = [(at, _VARIABLE.fullmatch(part)) for at, part in enumerate(path.split("/")[1:])]
    return [(at, match[1], match[2]) for at, match in found if match]


def _shape(path: str) -> str:
    """Return a path in which every variable has the same name."""
    return _VARIABLE.sub(r"{\2}", path)


def _invalid(surface: Surface) -> Iterator[Hit]:
    text = "AWS refuses its key"
    for api, unsure in http_apis(surface):
        for route in api.routes:
            doubts = doubt("`route_key`", route.key)
            found = (text, None) if doubts else _problem(text_of(route.key))
            if found is not None:
                yield hit(
                    api, route_name(route), found[0], route.origin, (*unsure, *doubts), found[1]
                )
    for api in websocket_apis(surface):
        for route in api.routes:
            doubts = doubt("`route_key`", route.key)
            if doubts or not text_of(route.key):
                yield hit(api, route_name(route), text, route.origin, doubts)


def _problem(key: str) -> tuple[str, Severity | None] | None:
    """Return what is wrong with a key, but for its variables and slashes, and how bad it is."""
    method, space, path = key.partition(" ")
    if key == DEFAULT:
        return None
    if not space or method not in _METHODS:
        return "its key is not a method in capitals, one space and a path", None
    if not path.startswith("/") or re.search(r"[\s?#]", path):
        return "its path does not start with a slash, or has spaces, `?` or `#` in it", None
    literals = [part for part in path.split("/") if not re.search(r"[{}]", part)]
    if not all(_LITERAL.fullmatch(part) for part in literals):
        return "its path has characters that AWS may refuse", Severity.LOW
    return None


def _duplicates(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        seen: dict[str, Route] = {}
        for route in api.routes:
            key = text_of(route.key)
            first = seen.setdefault(key, route)
            if key and first is not route:
                text = f"{code(first.origin.address)} is a route with the same key"
                yield hit(api, key, text, route.origin)


def _conflicts(surface: Surface) -> Iterator[Hit]:
    # by API: the first key of a shape, and the first name at a place
    shapes: dict[tuple[str, str, str], str] = {}
    names: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for api, route, path, unsure in _paths(surface):
        key = text_of(route.key)
        first = shapes.setdefault((api.origin.address, key.partition(" ")[0], _shape(path)), key)
        if first != key:
            text = f"it differs from {code(first)} in the names of variables only"
            yield hit(api, key, text, route.origin, unsure)
            continue
        parts = _shape(path).split("/")[1:]
        for at, name, _ in _variables(path):
            place = (api.origin.address, (*parts[:at], "{}"))
            other, its_key = names.setdefault(place, (name, key))
            if other != name:
                text = f"the variable {code(name)} stands where {code(its_key)} has {code(other)}"
                yield hit(api, key, text, route.origin, unsure, Severity.LOW)
                break


def _bad_variables(surface: Surface) -> Iterator[Hit]:
    for api, route, path, unsure in _paths(surface):
        parts = path.split("/")[1:]
        variables = _variables(path)
        names = [name for _, name, _ in variables]
        text = ""
        if any(re.search(r"[{}]", part) and not _VARIABLE.fullmatch(part) for part in parts):
            text = "a variable of its path is only a part between slashes, or has no proper name"
        elif any(mark and at != len(parts) - 1 for at, _, mark in variables):
            text = "its greedy variable is not the last part of the path"
        elif len(set(names)) != len(names):
            text = "two variables of its path have the same name"
        if text:
            yield hit(api, route_name(route), text, route.origin, unsure)


def _health_checks(surface: Surface) -> Iterator[Hit]:
    for api, route, path, unsure in _paths(surface):
        if path not in _RESERVED:
            continue
        mappings = [one for one in surface.mappings if one.api == api.origin.address]
        at_root = [one for one in mappings if not text_of(one.key)]
        doubts = [doubt("`api_mapping_key`", one.key) for one in at_root]
        if at_root:
            missing = () if () in doubts else doubts[0]
            text = "API Gateway keeps this path of domain names for its health checks"
            yield hit(api, route_name(route), text, route.origin, (*unsure, *missing))


def _empty_parts(surface: Surface) -> Iterator[Hit]:
    for api, route, path, unsure in _paths(surface):
        if "//" in path:
            text = "its path has an empty part (`//`)"
            yield hit(api, route_name(route), text, route.origin, unsure)
        elif path != "/" and path.endswith("/"):
            text = "its path ends in a slash, so it does not match the path without"
            yield hit(api, route_name(route), text, route.origin, unsure, Severity.MEDIUM)


_ROUTES = guide("http-api-develop-routes")

RULES = (
    Rule(
        id="invalid-route-key",
        code="ROUTE-001",
        severity=Severity.ERROR,
        title="A route key is not one",
        why="AWS refuses it when it is applied; `terraform validate` and the plan take it.",
        fix=(
            "Write `route_key` as a method in capitals, one space and a path, or `$default`; with "
            "the constructs: they refuse what is not."
        ),
        link=_ROUTES,
        check=_invalid,
    ),
    Rule(
        id="duplicate-route-key",
        code="ROUTE-002",
        severity=Severity.ERROR,
        title="Two routes of an API have the same key",
        why="AWS refuses the second when it is applied; the plan looks fine.",
        fix=(
            "Delete one of the routes or change its `route_key`; with the constructs: they refuse "
            "the second."
        ),
        link=_ROUTES,
        check=_duplicates,
    ),
    Rule(
        id="conflicting-variable-names",
        code="ROUTE-003",
        severity=Severity.ERROR,
        title="Variables at one place of a path have different names",
        why=(
            "AWS takes two keys that differ in that only for the same and refuses the second; "
            "where they share just a part of the path, readers and permissions get confused."
        ),
        fix=(
            "Use one name for each place, and rename by changing `route_key` at the same address; "
            "with the constructs: they refuse the second key."
        ),
        link=_ROUTES,
        check=_conflicts,
    ),
    Rule(
        id="invalid-path-variable",
        code="ROUTE-004",
        severity=Severity.ERROR,
        title="A variable of a path is none that AWS knows",
        why="AWS refuses the route when it is applied; the plan looks fine.",
        fix=(
            "Make each variable a whole part, such as `{id}`, and a greedy one, such as "
            "`{proxy+}`, the last; with the constructs: they refuse what is not."
        ),
        link=_ROUTES,
        check=_bad_variables,
    ),
    Rule(
        id="reserved-path",
        code="ROUTE-009",
        severity=Severity.INFO,
        title="A path of a domain name is kept for health checks",
        why="Under a domain name API Gateway may answer `/ping` and `/sping` itself.",
        fix=(
            "Choose another path, or set `api_mapping_key`; with the constructs: another `path=`, "
            "or `mapping_key=` of `DomainMappingOptions`."
        ),
        link=guide("limits"),
        check=_health_checks,
    ),
    Rule(
        id="empty-path-part",
        code="ROUTE-011",
        severity=Severity.ERROR,
        title="A path has an empty part, or a slash at its end",
        why=(
            "AWS refuses `//`; a slash at the end makes another path, which hardly any caller "
            "means."
        ),
        fix=("Take the slash out of `route_key`; with the constructs: they refuse it."),
        link=_ROUTES,
        check=_empty_parts,
    ),
)
