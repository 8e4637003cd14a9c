"""Routes that nothing reaches, that reach nothing, or that take more than they should."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from apigwv2_tf.lint._leads import lead
from apigwv2_tf.lint._routing import Routing, key_of
from apigwv2_tf.lint._service_actions import READING
from apigwv2_tf.lint._verdicts import (
    doubt,
    gaps,
    guide,
    hit,
    http_apis,
    text_of,
    unique,
    websocket_apis,
)
from apigwv2_tf.lint.authorization import is_open
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Integration, Source
from apigwv2_tf.surface.names import route_name
from apigwv2_tf.surface.selection import ANY, CONNECT, DEFAULT, DISCONNECT, methods_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Route
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.selection import RouteKey

_PREDEFINED = (CONNECT, DISCONNECT, DEFAULT)
_CHANGING = ("DELETE", "PATCH", "POST", "PUT")
_FROM_BODY = re.compile(r"\$\{?request\.body\.")
_ANSWER = "route_response_selection_expression"


def _unreachable(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        routing = Routing(api)
        for route, key in routing.keyed:
            winners = [
                routing.route(method, path)
                for path in routing.paths(key)
                for method in methods_of(key)
            ]
            keys = unique(route_name(one) for one in winners if one is not None)
            if route.key not in keys and not _is_twin(key, winners):
                text = f"other routes take all its requests: {listed(map(code, keys))}"
                yield hit(api, route_name(route), text, route.origin, unsure)


def _is_twin(key: RouteKey, winners: list[Route | None]) -> bool:
    """Say whether a route of the same shape wins, which is told by a rule of its own."""
    keys = [key_of(one) for one in winners if one is not None]
    return any(one.shape == key.shape for one in keys if one is not None)


def _wide(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        for route in api.routes:
            key = key_of(route)
            if key is None or key.method != ANY:
                continue
            if key.is_default and is_open(route):
                text = "whatever no other route takes passes without authorization"
                yield hit(api, route_name(route), text, route.origin, unsure)
                continue
            found = lead(surface, route.target, Integration, "`target`")
            doubts = found.doubts_whether(_is_changing)
            if doubts is not None:
                text = "requests of every method change something, those that only read too"
                yield hit(api, route_name(route), text, route.origin, (*unsure, *doubts))


def _is_changing(integration: Integration) -> bool:
    """Say whether each call of a backend is one that changes something."""
    if text_of(integration.subtype):
        return integration.subtype not in READING
    return integration.type == "HTTP_PROXY" and integration.method in _CHANGING


def _no_target(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for route in api.routes:
            if route.target is not None or route.key in _PREDEFINED[:2]:
                continue
            severity = Severity.INFO if api.is_websocket else None
            text = "it has no integration, so its requests end in an error"
            yield hit(api, route_name(route), text, route.origin, (), severity)


def _foreign_target(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for route in api.routes:
            found = lead(surface, route.target, Integration, "`target`")
            doubts = found.doubts_whether(partial(_is_of_another, api))
            if doubts is None:
                continue
            owners = [surface.api(one.api) for one in found.elements] + [api]
            if any(one is None or one.origin.source is Source.ELSEWHERE for one in owners):
                doubts = (*doubts, "one of the APIs is managed elsewhere")
            text = "its integration belongs to another API, or will not be there"
            yield hit(api, route_name(route), text, route.origin, doubts)


def _is_of_another(api: Api, integration: Integration) -> bool:
    return integration.api != api.origin.address


def _messages(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        yield from _selection(api)
        keys = [route.key for route in api.routes]
        if keys and DEFAULT not in keys:
            unknown = [reason for key in keys for reason in doubt("a `route_key`", key)]
            text = "there is none, so messages of any other kind are answered with an error"
            doubts = (*gaps(surface, api), *unknown)
            yield hit(api, DEFAULT, text, api.origin, doubts, Severity.LOW)
        for route in api.routes:
            key = text_of(route.key)
            if key.startswith("$") and key not in _PREDEFINED:
                text = "its key starts with `$` and is none of API Gateway's own"
                yield hit(api, key, text, route.origin, (), Severity.ERROR)
            else:
                yield from _answers(surface, api, route)


def _selection(api: Api) -> Iterator[Hit]:
    expression = api.route_selection_expression
    if not _FROM_BODY.search(text_of(expression)):
        name = "route_selection_expression"
        text = "it does not look into messages, so all of them get the same route"
        yield hit(api, name, text, api.origin, doubt(code(name), expression))


def _answers(surface: Surface, api: Api, route: Route) -> Iterator[Hit]:
    """Tell whether a route wants to answer and cannot, or could and does not."""
    expression = route.response_selection_expression
    doubts: Doubts = doubt(code(_ANSWER), expression)
    if (text_of(expression) or doubts) and not route.responses:
        text = f"it has {code(_ANSWER)} and no route response, so callers get no answer"
        doubts = (*doubts, *gaps(surface, api))
        yield hit(api, route_name(route), text, route.origin, doubts)
    elif route.responses and not text_of(expression) and not doubts:
        text = f"it has a route response and no {code(_ANSWER)}, so callers get no answer"
        yield hit(api, route_name(route), text, route.origin)


RULES = (
    Rule(
        id="unreachable-route",
        code="ROUTE-005",
        severity=Severity.LOW,
        title="No request reaches a route",
        why=(
            "Other routes are chosen before it for all that it matches; what it says, such as its "
            "authorizer, holds for nobody."
        ),
        fix=("Delete the route, or one of those that hide it; with the constructs: likewise."),
        link=guide("http-api-develop-routes"),
        same_as=("CWE-561",),
        check=_unreachable,
    ),
    Rule(
        id="wide-route",
        code="ROUTE-006",
        severity=Severity.INFO,
        title="A route takes more than it is made for",
        why=(
            "An open `$default` lets everything pass that nobody has thought of; and behind `ANY` "
            "a backend that only changes things does so for the `GET` of a crawler, too."
        ),
        fix=(
            "Guard `$default`, or name the method instead of `ANY` in `route_key`; with the "
            "constructs: `default_authorizer=` of `HttpApi`, `methods=` of `add_routes()`."
        ),
        link=guide("http-api-develop-routes"),
        same_as=("CWE-650",),
        check=_wide,
    ),
    Rule(
        id="route-without-integration",
        code="ROUTE-007",
        severity=Severity.HIGH,
        title="A route leads nowhere",
        why=(
            "Its requests are answered with an error; of a WebSocket API only `$connect` and "
            "`$disconnect` do without an integration."
        ),
        fix=(
            "Set `target` to `integrations/` and the integration's id; with the constructs: "
            "`integration=` of the route."
        ),
        link=guide("http-api-develop-integrations"),
        check=_no_target,
    ),
    Rule(
        id="integration-of-another-api",
        code="ROUTE-008",
        severity=Severity.ERROR,
        title="A route leads to an integration that its API does not have",
        why="AWS refuses the route when it is applied; the plan looks fine.",
        fix=(
            "Set `target` to an integration of the same API; with the constructs: they refuse "
            "others."
        ),
        link=guide("http-api-develop-integrations"),
        check=_foreign_target,
    ),
    Rule(
        id="messages-without-route",
        code="ROUTE-010",
        severity=Severity.MEDIUM,
        title="Messages of a WebSocket API do not get their route, or their answer",
        why=(
            "Routes are chosen by what stands in a message, and a route answers only where it says "
            "so and has a route response."
        ),
        fix=(
            "Set `route_selection_expression` to `$request.body.action`, add a route `$default`, "
            'and set `route_response_selection_expression = "$default"` together with an '
            "`aws_apigatewayv2_route_response`; with the constructs: `return_response=True` of "
            "`add_route()`."
        ),
        link=guide("websocket-api-develop-routes"),
        check=_messages,
    ),
)
