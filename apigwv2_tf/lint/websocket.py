"""
Rules about the messages, keys and connections of WebSocket APIs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from apigwv2_tf.lint import _policies, _templates
from apigwv2_tf.lint._leads import users
from apigwv2_tf.lint._phrases import subjects
from apigwv2_tf.lint._verdicts import (
    doubt,
    gaps,
    guide,
    hit,
    hit_about,
    http_apis,
    text_of,
    websocket_apis,
)
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.names import route_name, route_words
from apigwv2_tf.surface.selection import CONNECT, DEFAULT
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.terms import KnownApiKeySelectionExpression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Integration, Model, Route
    from apigwv2_tf.surface.model import Api, Surface

_NO_PROXY = ("AWS", "HTTP", "MOCK")
_PASSED_ON = ("AWS", "HTTP")
_RESPONSE_KEY = re.compile(r"\$default|/.+/", re.DOTALL)
_OF_CONNECT = re.compile(r"route\.request\.(?:multivalue)?(header|querystring)\.([\w.$-]+)")
_USAGE_PLAN = "aws_api_gateway_usage_plan"


def _of_integration(api: Api, integration: Integration, text: str, doubts: Doubts = ()) -> Hit:
    origin = integration.origin
    return hit(api, subjects(api)(integration), text, origin, doubts)


def _models(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        names, hidden = _named_models(api)
        for model in api.models:
            if isinstance(model.name, str) and model.name not in names:
                yield _unused(surface, api, model, hidden)
        for route in api.routes:
            yield from _without_default(api, route)


def _named_models(api: Api) -> tuple[set[str], Doubts]:
    """Return the models that routes and their responses name, and which names are not known."""
    maps = [route.request_models for route in api.routes]
    maps += [answer.response_models for route in api.routes for answer in route.responses]
    names = [name for one in maps for name in (known(one) or {}).values()]
    hidden = any(is_hidden(one) for one in (*maps, *names))
    return {text_of(name) for name in names}, ("a route's models are not known",) * hidden


def _unused(surface: Surface, api: Api, model: Model, hidden: Doubts) -> Hit:
    doubts = (*gaps(surface, api), *hidden)
    subject = f"model {text_of(model.name)}"
    return hit(api, subject, "no route uses it", model.origin, doubts, Severity.LOW)


def _without_default(api: Api, route: Route) -> Iterator[Hit]:
    models = known(route.request_models) or {}
    if models and route.model_selection_expression and DEFAULT not in models:
        # an expression that says $default, escaped, chooses it
        fixed = text_of(route.model_selection_expression).lstrip("\\")
        if fixed not in models:
            text = "messages that its models do not match are refused: it has no model `$default`"
            yield hit(api, route_name(route), text, route.origin)


def _parameters(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        for route in api.routes:
            if route.request_parameters and route.key != CONNECT:
                text = "its `request_parameter` is for `$connect` only"
                yield hit(api, route_name(route), text, route.origin, doubt("its key", route.key))
        routes = users(api, lambda route: route.target)
        for integration in api.integrations:
            served = routes.certain.get(integration.origin.address, [])
            yield from _undeclared(api, integration, served)


def _undeclared(api: Api, integration: Integration, routes: list[Route]) -> Iterator[Hit]:
    """Find what an integration takes from a request that its routes do not pass on."""
    values = (known(integration.request_parameters) or {}).values()
    wanted = [match for value in values if (match := _OF_CONNECT.fullmatch(text_of(value)))]
    if not wanted or not routes:
        return
    others = [route_name(route) for route in routes if route.key != CONNECT]
    hidden = (reason for route in routes for reason in doubt("a route key", route.key))
    if others:
        what = "it takes a header or query parameter, which only `$connect` has"
        text = f"{what}, for {code(others[0])}"
        yield _of_integration(api, integration, text, tuple(hidden))
        return
    declared = set(routes[0].request_parameters or {})
    missing = [f"{match[1]} {code(match[2])}" for match in wanted if not _is_among(match, declared)]
    if missing:
        text = f"it takes {listed(missing)}, without a `request_parameter` of `$connect`"
        yield _of_integration(api, integration, text)


def _is_among(match: re.Match[str], declared: set[str]) -> bool:
    return bool(declared & {match[0], f"route.request.{match[1]}.{match[2]}"})


def _answers(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        routes = users(api, lambda route: route.target)
        for integration in api.integrations:
            if known(integration.type) in _NO_PROXY:
                served = routes.certain.get(integration.origin.address, [])
                yield from _unanswered(surface, api, integration, served)
            for response in integration.responses:
                if isinstance(response.key, str) and not _RESPONSE_KEY.fullmatch(response.key):
                    subject = f"integration response {response.key}"
                    text = "its key is neither `$default` nor a `/regular expression/`"
                    yield hit(api, subject, text, response.origin)


def _unanswered(
    surface: Surface, api: Api, integration: Integration, routes: list[Route]
) -> Iterator[Hit]:
    answering = [
        route for route in routes if route.responses and route.response_selection_expression
    ]
    if answering and not integration.responses:
        text = (
            f"callers of {route_words(answering[0])} get no answer: it has no integration response"
        )
        yield _of_integration(api, integration, text, gaps(surface, api))


def _injection(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        for integration in api.integrations:
            if known(integration.type) in _PASSED_ON:
                yield from _raw(api, integration)


def _raw(api: Api, integration: Integration) -> Iterator[Hit]:
    templates = integration.request_templates
    hidden = doubt("`request_templates`", templates)
    for key, template in (known(templates) or {}).items():
        found = _templates.raw_input(text_of(template))
        if found:
            text = f"its template {code(key)} puts {code(found)} into the request as it comes"
            yield _of_integration(api, integration, text)
            return
        hidden = hidden or doubt(f"its template {code(key)}", template)
    if hidden:
        yield _of_integration(api, integration, "its templates put input in as it comes", hidden)


def _connections(surface: Surface) -> Iterator[Hit]:
    for resource in surface.resources.values():
        # a policy that is known after apply is mostly about something else, so that is no news
        if _policies.grants_every_connection(resource):
            origin = _policies.origin_of(resource)
            text = "it lets its holder send to, and close, the connections of every API"
            yield hit_about(resource.address, "IAM policy", text, origin)


def _keys(surface: Surface) -> Iterator[Hit]:
    legal = [one.value for one in KnownApiKeySelectionExpression]
    for api in websocket_apis(surface):
        expression = text_of(api.api_key_selection_expression)
        if expression not in ("", *legal):
            text = f"it is none of {' and '.join(map(code, legal))}"
            yield hit(api, "api_key_selection_expression", text, api.origin)
        for route in api.routes:
            yield from _key_of(surface, api, route)
    for api, unsure in http_apis(surface):
        for route in api.routes:
            if route.api_key_required is True:
                text = "it asks for an API key, and HTTP APIs have none"
                yield hit(api, route_name(route), text, route.origin, unsure, Severity.ERROR)


def _key_of(surface: Surface, api: Api, route: Route) -> Iterator[Hit]:
    if route.api_key_required is not True:
        return
    if route.key != CONNECT:
        text = "it asks for an API key, which counts on `$connect` only"
        yield hit(api, route_name(route), text, route.origin, doubt("its key", route.key))
        return
    doubts = _without_plan(surface, api)
    if doubts is not None:
        text = "nobody can connect: it asks for an API key, and no usage plan is for the API"
        yield hit(api, route_name(route), text, route.origin, doubts)


def _without_plan(surface: Surface, api: Api) -> Doubts | None:
    """Return the doubts whether no usage plan is for an API; None where one is."""
    doubts = list(gaps(surface, api))
    for resource in surface.resources.values():
        if resource.type != _USAGE_PLAN:
            continue
        link = resource.links.get("api_stages.api_id")
        if link is not None and link.target == api.origin.address:
            return None
        stages = resource.values.get("api_stages")
        each = stages if isinstance(stages, tuple) else (stages,)
        ids = [one.get("api_id") if isinstance(one, Mapping) else one for one in each]
        if isinstance(api.id, str) and api.id in ids:
            return None
        if any(is_hidden(one) for one in ids) and not (_leads_away(link) and len(ids) == 1):
            doubts.append(f"the APIs of {code(resource.address)} are known after apply")
    return tuple(doubts)


def _leads_away(link: object) -> bool:
    return getattr(link, "kind", None) in (LinkKind.EXACT, LinkKind.INFERRED)


RULES = (
    Rule(
        id="loose-models",
        code="WS-001",
        severity=Severity.MEDIUM,
        title="Models refuse messages that nobody thought of, or are used nowhere",
        why=(
            'A message that no model is chosen for is answered with "Bad request body"; a model '
            "that no route names checks nothing."
        ),
        fix=(
            "Name the model in `request_models`, with one under `$default`; with the constructs: "
            "`request_models={KnownModelKey.DEFAULT: model}`."
        ),
        link=guide("websocket-api-request-validation"),
        check=_models,
    ),
    Rule(
        id="undeclared-request-parameter",
        code="WS-002",
        severity=Severity.ERROR,
        title="Headers and query parameters are taken from messages, or not declared",
        why="Only `$connect` is an HTTP request: AWS refuses the mapping elsewhere.",
        fix=(
            "Declare `route.request.querystring.NAME` as `request_parameter` of `$connect`, and "
            "map none for other routes; with the constructs: `request_parameters={...}`."
        ),
        link=guide("websocket-api-data-mapping"),
        check=_parameters,
    ),
    Rule(
        id="no-integration-response",
        code="WS-003",
        severity=Severity.MEDIUM,
        title="An integration that is no proxy has no answer, or one that is never chosen",
        why="Answers of AWS, HTTP and MOCK integrations go through an integration response.",
        fix=(
            "Add an `aws_apigatewayv2_integration_response` with the key `$default`; with the "
            "constructs: `integration.add_response()`."
        ),
        link=guide("apigateway-websocket-api-integration-responses"),
        check=_answers,
    ),
    Rule(
        id="template-injection",
        code="WS-004",
        severity=Severity.MEDIUM,
        title="A template puts what clients send into a request as it comes",
        why="A quote in a message ends the text there: the client writes the rest of the request.",
        fix=(
            "Write `$util.escapeJavaScript($input.path('$.x'))` or `$input.json('$.x')` in "
            "`request_templates`, which the constructs call so too."
        ),
        link=guide("apigateway-websocket-api-mapping-template-reference"),
        same_as=("CWE-74", "CWE-94"),
        check=_injection,
    ),
    Rule(
        id="every-connection",
        code="WS-005",
        severity=Severity.MEDIUM,
        title="A policy lets its holder send to the clients of every WebSocket API",
        why="Whoever has the role can speak to every connected client, and cut them off.",
        fix=(
            "Set `Resource` to "
            '`"${aws_apigatewayv2_api.NAME.execution_arn}/STAGE/POST/@connections/*"`; with the '
            "constructs: `stage.grant_management_api_access(role)`."
        ),
        link=guide("apigateway-websocket-control-access-iam"),
        same_as=("CWE-732",),
        check=_connections,
    ),
    Rule(
        id="api-key-in-vain",
        code="WS-006",
        severity=Severity.MEDIUM,
        title="An API key is asked for where it does not count, or nobody can have one",
        why="Keys count on `$connect` of WebSocket APIs only, and through a usage plan of the API.",
        fix=(
            "Set `api_key_required` on `$connect` only, and add an `aws_api_gateway_usage_plan` "
            "with the stage; with the constructs: `UsagePlan(...)`."
        ),
        link=guide("websocket-api-route-keys-connect-disconnect"),
        check=_keys,
    ),
)
