from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.lint._templates import raw_input
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import API, http, integration, route, surface, to, websocket
from tests.support.rule_cases import answer, model, policy, resource, route_answer

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface

_QUERY = {"integration.request.header.token": "route.request.querystring.token"}
_SEND = "execute-api:ManageConnections"
_ALL = {"Effect": "Allow", "Action": _SEND, "Resource": "*"}
_RAW = {"$default": '{"text": "$input.path(\'$.text\')"}'}


def _messages(models: Any = None, *more: Any, **arguments: Any) -> Any:  # noqa: ANN401
    """Return an API with a model, and a route that names these."""
    return websocket(route("send", request_models=models, **arguments), *more, models=(model(),))


def _mapped(key: Any = "$connect", **arguments: Any) -> Any:  # noqa: ANN401
    """Return an API with an integration that takes a query parameter."""
    return websocket(route(key, **arguments), integration(request_parameters=_QUERY))


def _answering(**arguments: Any) -> Any:  # noqa: ANN401
    """Return an API with a route that answers."""
    asked = route("send", response_selection_expression="$default", responses=(route_answer(),))
    return websocket(asked, integration(**{"type": "AWS", **arguments}))


def _templated(template: Any, type_: str = "AWS") -> Any:  # noqa: ANN401
    """Return an API with an integration that has a template."""
    return websocket(integration(type=type_, request_templates=template))


def _granted(*resources: Resource) -> Surface:
    """Return an API and policies."""
    return surface(websocket(route("send")), resources=resources)


def _document(**statement: Any) -> Resource:  # noqa: ANN401
    return resource("aws_iam_policy_document", statement=(statement,))


def _keyed(*resources: Resource, **arguments: Any) -> Surface:  # noqa: ANN401
    """Return an API that asks for a key on ``$connect``, and usage plans."""
    api = websocket(route("$connect", api_key_required=True), **arguments)
    return surface(api, resources=resources)


def _plan(*ids: Any, link: Link | None = None) -> Resource:  # noqa: ANN401
    """Return a usage plan of APIs."""
    return Resource(
        address="aws_api_gateway_usage_plan.basic",
        type="aws_api_gateway_usage_plan",
        values={"api_stages": tuple({"api_id": id_, "stage": "live"} for id_ in ids)},
        links={} if link is None else {"api_stages.api_id": link},
    )


CASES = [
    # WS-001
    fires("loose-models", "used nowhere", _messages(), severity=Severity.LOW),
    fires(
        "loose-models",
        "no $default",
        _messages({"send": "Message"}, model_selection_expression="$request.body.action"),
        text="it has no model `$default`",
    ),
    silent("loose-models", "used", _messages({"$default": "Message"})),
    silent(
        "loose-models",
        "a fixed one",
        _messages({"send": "Message"}, model_selection_expression="send"),
    ),
    silent(
        "loose-models",
        "a $default",
        _messages({"$default": "Message"}, model_selection_expression="$request.body.action"),
    ),
    silent(
        "loose-models",
        "in a response",
        _messages(None, responses=(route_answer(response_models={"$default": "Message"}),)),
    ),
    unsure(
        "loose-models", "names unknown", _messages({"$default": UNKNOWN}), severity=Severity.LOW
    ),
    unsure("loose-models", "models unknown", _messages(UNKNOWN), severity=Severity.LOW),
    # WS-002
    fires(
        "undeclared-request-parameter",
        "of a message",
        websocket(route("send", request_parameters={"route.request.querystring.a": True})),
    ),
    fires(
        "undeclared-request-parameter", "mapped for a message", _mapped("send"), text="for `send`"
    ),
    fires("undeclared-request-parameter", "not declared", _mapped(), text="querystring `token`"),
    silent(
        "undeclared-request-parameter",
        "declared",
        _mapped(request_parameters={"route.request.querystring.token": False}),
    ),
    silent(
        "undeclared-request-parameter",
        "no route",
        websocket(integration(request_parameters=_QUERY)),
    ),
    silent(
        "undeclared-request-parameter",
        "of the body",
        websocket(
            route("send"),
            integration(
                request_parameters={"integration.request.header.a": "route.request.body.a"}
            ),
        ),
    ),
    unsure("undeclared-request-parameter", "key unknown", _mapped(UNKNOWN)),
    # WS-003
    fires("no-integration-response", "none", _answering(), text="callers of `send` get no answer"),
    fires("no-integration-response", "key", _answering(responses=(answer("200"),))),
    silent("no-integration-response", "$default", _answering(responses=(answer(),))),
    silent(
        "no-integration-response", "an expression", _answering(responses=(answer("/2\\d\\d/"),))
    ),
    silent("no-integration-response", "a proxy", _answering(type="AWS_PROXY")),
    silent(
        "no-integration-response", "no answer", websocket(route("send"), integration(type="AWS"))
    ),
    unsure(
        "no-integration-response", "part of a plan", surface(_answering(), notes=("Targeted.",))
    ),
    # WS-004
    fires("template-injection", "raw", _templated(_RAW), text="puts `$input.path` into"),
    fires("template-injection", "to a URL", _templated(_RAW, "HTTP")),
    silent("template-injection", "a mock", _templated(_RAW, "MOCK")),
    silent("template-injection", "JSON", _templated({"$default": '{"a": $input.json("$.a")}'})),
    silent("template-injection", "none", _templated(None)),
    unsure("template-injection", "unknown", _templated({"$default": UNKNOWN})),
    unsure("template-injection", "all sensitive", _templated(masked("x"))),
    # WS-005
    fires("every-connection", "every resource", _granted(policy(_ALL))),
    fires(
        "every-connection",
        "every API",
        _granted(policy({**_ALL, "Resource": ["arn:aws:execute-api:*:*:*/*/POST/@connections/*"]})),
    ),
    fires(
        "every-connection", "every action", _granted(policy({**_ALL, "Action": ["execute-api:*"]}))
    ),
    fires("every-connection", "a role's", _granted(policy(_ALL, type_="aws_iam_role_policy"))),
    fires(
        "every-connection", "a document", _granted(_document(actions=(_SEND,), resources=("*",)))
    ),
    fires(
        "every-connection",
        "inside a role",
        _granted(resource("aws_iam_role", inline_policy=(dict(policy(_ALL).values),))),
    ),
    silent(
        "every-connection",
        "one API",
        _granted(policy({**_ALL, "Resource": "arn:aws:execute-api:r:1:abc/*"})),
    ),
    silent("every-connection", "another action", _granted(policy({**_ALL, "Action": "s3:*"}))),
    silent("every-connection", "refused", _granted(policy({**_ALL, "Effect": "Deny"}))),
    silent(
        "every-connection",
        "an ARN unknown",
        _granted(_document(actions=(_SEND,), resources=(UNKNOWN,))),
    ),
    silent("every-connection", "no JSON", _granted(resource("aws_iam_policy", policy="{"))),
    silent("every-connection", "unknown", _granted(resource("aws_iam_policy", policy=UNKNOWN))),
    # WS-006
    fires("api-key-in-vain", "no plan", _keyed(), text="nobody can connect"),
    fires("api-key-in-vain", "a plan of another", _keyed(_plan(UNKNOWN, link=to(f"{API}2")))),
    fires(
        "api-key-in-vain",
        "of a message",
        websocket(route("send", api_key_required=True)),
        text="on `$connect` only",
    ),
    fires(
        "api-key-in-vain",
        "expression",
        websocket(api_key_selection_expression="$request.header.key"),
    ),
    fires(
        "api-key-in-vain",
        "an HTTP API",
        http(route(api_key_required=True)),
        severity=Severity.ERROR,
    ),
    silent("api-key-in-vain", "a plan", _keyed(_plan(UNKNOWN, link=to(API)))),
    silent("api-key-in-vain", "a plan by id", _keyed(_plan("other", "abc"), id="abc")),
    silent("api-key-in-vain", "no key", websocket(route("$connect"))),
    silent(
        "api-key-in-vain",
        "legal expression",
        websocket(api_key_selection_expression="$context.authorizer.usageIdentifierKey"),
    ),
    unsure("api-key-in-vain", "a plan of unknown APIs", _keyed(_plan(UNKNOWN))),
    unsure(
        "api-key-in-vain",
        "a second API of a plan",
        _keyed(_plan(UNKNOWN, UNKNOWN, link=to(f"{API}2"))),
    ),
    unsure(
        "api-key-in-vain",
        "a plan of one of several",
        _keyed(_plan(UNKNOWN, link=Link(kind=LinkKind.AMBIGUOUS, targets=(API, f"{API}2")))),
    ),
    unsure("api-key-in-vain", "key unknown", websocket(route(UNKNOWN, api_key_required=True))),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each rule says of each surface what it should."""
    check(case)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("$input.body", ""),
        ("  $input.path('$')\n", ""),
        ('{"a": $input.body}', "$input.body"),
        ('{"a": "$input.path(\'$.a\')"}', "$input.path"),
        ('{"a": "$!{input.path(\'$.a\')}"}', "$input.path"),
        ('{"a": "$util.escapeJavaScript($input.path(\'$.a\'))"}', ""),
        ('{"a": $input.json("$.a)")}', ""),
        ("Action=Send&Body=$util.urlEncode($input.body)", ""),
        ('#set($a = $input.path("$"))\n{"b": "$a.b"}', "$a"),
        ('#set($a = $input.path("$"))\n{"b": "$util.escapeJavaScript($a.b)"}', ""),
        ('#set($a = $util.escapeJavaScript($input.path("$.b")))\n{"b": "$a"}', ""),
        ('#set($a = $input.path("$"))#foreach($i in $a.list)"$i"#end', "$i"),
        ('#if($input.path("$.a") == "b"){"c": 1}#end', ""),
        ("## $input.body\n{}", ""),
        ('#set($a = $input.path("$")', ""),
        ("$util.escapeJavaScript(" * 50, ""),
    ],
)
def test_raw_input(template: str, found: str) -> None:
    """Input counts as raw unless a function escapes it, also by way of a variable."""
    assert raw_input(template) == found
