"""A change of any field of the model is noticed: a new field needs a kind of finding, too."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import (
    Cors,
    IntegrationResponse,
    RouteSettings,
    VpcLink,
)
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.surfaces import (
    API,
    domain,
    function,
    http_api,
    integration,
    jwt,
    lambda_authorizer,
    lambda_function,
    lambda_integration,
    leads_to,
    mapping,
    model,
    origin,
    permission,
    response,
    route,
    secret_settings,
    stage,
    surface,
    two_outputs,
    websocket_api,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.surface.model import Surface

# what two values of a type are like where nothing is said about the field
_VALUES: dict[str, tuple[Any, Any]] = {
    "Text": ("a", "b"),
    "Flag": (False, True),
    "Number": (100, 200),
    "Texts": (("a",), ("b",)),
    "TextMap": ({"a": "b"}, {"a": "c"}),
    "Link": (function("one"), function("two")),
    "Mapping[str, Flag]": ({"a": False}, {"a": True}),
    "Mapping[str, TextMap]": ({"200": {"a": "b"}}, {"200": {"a": "c"}}),
    "Mapping[str, RouteSettings]": (
        {"GET /a": RouteSettings(rate_limit=100, burst_limit=100)},
        {"GET /a": RouteSettings(rate_limit=200, burst_limit=100)},
    ),
    "RouteSettings": (None, RouteSettings(rate_limit=200, burst_limit=100)),
    "Cors": (None, Cors(allow_origins=("*",), allow_methods=("*",))),
}


@dataclass(frozen=True, kw_only=True)
class _Case:
    """
    An element, and how it stands in an API.

    Args:
        element: With nothing in it that is not needed.

        within: Puts it, or what it was changed to, where it belongs.

        values: Two values of fields whose type does not say what they are like.

        silent: Fields that nobody needs to hear of, and why.

        beside: What a field means nothing without, on both sides.

        along: What changes together with a field, since it says the same.
    """

    element: Any
    within: Callable[[Any], Surface]
    values: dict[str, tuple[Any, Any]]
    silent: dict[str, str]
    beside: dict[str, dict[str, Any]] = field(default_factory=dict)
    along: dict[str, dict[str, tuple[Any, Any]]] = field(default_factory=dict)


_PARTS = {"origin": "says where it is", "api": "says where it is"}
_MADE = "AWS makes it"
_SAID = "the same as the link beside it, which is followed"
_ONE, _TWO = integration("one"), integration("two", uri="https://two.example.com")
_POOL, _CLUB = jwt("pool"), jwt("club", issuer="https://club.example.com")
_GUARD = lambda_authorizer()
_DOMAIN, _OTHER = domain(), domain("other.example.com", address="other")
_LIVE, _NEXT = stage("live"), stage("next", address="next")


def _in_http(*parts: Any) -> Callable[[Any], Surface]:  # noqa: ANN401 - elements
    return lambda element: surface(http_api(element, *parts))


def _in_websocket(*parts: Any) -> Callable[[Any], Surface]:  # noqa: ANN401 - same
    return lambda element: surface(websocket_api(element, *parts))


_LAMBDA = {"type": "AWS_PROXY", "uri": UNKNOWN}
_PRIVATE = {"connection_type": "VPC_LINK", "uri": "arn:aws:elasticloadbalancing:one"}
_SELECTION = ("$request.body.a", "$request.body.b")
_EXECUTE = "arn:aws:execute-api:eu-west-1:123456789012:a1/*"
_CASES: dict[str, _Case] = {
    "Api": _Case(
        element=websocket_api(
            route("$connect", to=_ONE, api_key_required=True), _ONE, stage("live")
        ),
        within=surface,
        values={
            "protocol": ("HTTP", "WEBSOCKET"),
            "route_selection_expression": _SELECTION,
            "api_key_selection_expression": (
                "$request.header.x-api-key",
                "$context.authorizer.usageIdentifierKey",
            ),
            "ip_address_type": ("ipv4", "dualstack"),
        },
        silent={
            "origin": "says where it is",
            **dict.fromkeys(("id", "endpoint"), _MADE),
            "document": "its routes are compared",
            "document_flaw": "has a test of its own",
            **dict.fromkeys(
                ("routes", "integrations", "authorizers", "stages", "deployments", "models"),
                "has cases of its own",
            ),
        },
    ),
    "Cors": _Case(
        element=Cors(allow_origins=("https://a.example",), allow_methods=("GET",)),
        within=lambda cors: surface(http_api(route("GET /a", to=_ONE), _ONE, cors=cors)),
        values={
            "allow_origins": (("https://a.example",), ("https://b.example",)),
            "allow_methods": (("GET",), ("POST",)),
        },
        silent={},
    ),
    "Route of an HTTP API": _Case(
        element=route("GET /a", to=_ONE, by=_POOL),
        within=_in_http(_ONE, _TWO, _POOL, _CLUB, stage()),
        values={
            "key": ("GET /a", "GET /b"),
            "authorization_type": ("JWT", "NONE"),
            "authorizer": (leads_to(_POOL), leads_to(_CLUB)),
            "target": (leads_to(_ONE), leads_to(_TWO)),
        },
        silent={
            **_PARTS,
            **dict.fromkeys(
                (
                    *("api_key_required", "model_selection_expression", "request_models"),
                    *("request_parameters", "response_selection_expression", "responses"),
                ),
                "only WebSocket APIs have it",
            ),
        },
    ),
    "Route of a WebSocket API": _Case(
        element=route("$connect", to=_ONE, by=_GUARD),
        within=_in_websocket(_ONE, _TWO, _GUARD, stage("live"), model("one", "{}")),
        values={
            "key": ("$connect", "$default"),
            "authorization_type": ("CUSTOM", "NONE"),
            "authorizer": (leads_to(_GUARD), leads_to(lambda_authorizer("other"))),
            "target": (leads_to(_ONE), leads_to(_TWO)),
            "request_parameters": (
                {"route.request.header.a": False},
                {"route.request.header.a": True},
            ),
        },
        silent={
            **_PARTS,
            "scopes": "only JWT authorizers heed them",
            **dict.fromkeys(
                (
                    *("model_selection_expression", "request_models"),
                    *("response_selection_expression", "responses"),
                ),
                "only routes of messages have it",
            ),
        },
    ),
    "Route of messages": _Case(
        element=route("a", to=_ONE),
        within=_in_websocket(_ONE, _TWO, stage("live"), model("one", "{}")),
        values={
            "key": ("a", "b"),
            "target": (leads_to(_ONE), leads_to(_TWO)),
            "model_selection_expression": _SELECTION,
            "response_selection_expression": (None, "$default"),
            "responses": ((), (response(),)),
        },
        silent={
            **_PARTS,
            **dict.fromkeys(
                (
                    *("authorization_type", "authorizer", "scopes", "api_key_required"),
                    "request_parameters",
                ),
                "only `$connect` has it",
            ),
        },
        beside={
            "model_selection_expression": {"request_models": {"$default": "one"}},
            "responses": {"response_selection_expression": "$default"},
            "response_selection_expression": {"responses": (response(),)},
        },
    ),
    "RouteResponse": _Case(
        element=response(),
        within=lambda one: surface(
            websocket_api(
                route("a", to=_ONE, responses=(one,), response_selection_expression="$default"),
                _ONE,
            )
        ),
        values={},
        silent=_PARTS,
    ),
    "Integration of an HTTP API": _Case(
        element=_ONE,
        within=lambda one: surface(http_api(route("GET /a", to=_ONE), one, stage())),
        values={
            "type": ("HTTP_PROXY", "AWS_PROXY"),
            "subtype": ("SQS-SendMessage", "SQS-DeleteMessage"),
            "uri": ("https://a.example", "https://b.example"),
            "connection_type": ("INTERNET", "VPC_LINK"),
            "payload_format_version": ("1.0", "2.0"),
            "timeout_milliseconds": (1000, 500),
            "server_name_to_verify": ("a.example", "b.example"),
        },
        beside={
            "backend": _LAMBDA,
            "payload_format_version": _LAMBDA,
            "has_tls": _PRIVATE,
            "server_name_to_verify": {**_PRIVATE, "has_tls": True},
        },
        silent={
            **_PARTS,
            "connection_id": _SAID,
            **dict.fromkeys(
                (
                    *("request_templates", "template_selection_expression", "responses"),
                    *("passthrough_behavior", "content_handling_strategy"),
                ),
                "only WebSocket APIs have it",
            ),
        },
    ),
    "Integration of a WebSocket API": _Case(
        element=integration("one", type="HTTP"),
        within=lambda one: surface(websocket_api(route("a", to=_ONE), one, stage("live"))),
        values={
            "type": ("HTTP", "AWS"),
            "uri": ("https://a.example", "https://b.example"),
            "connection_type": ("INTERNET", "VPC_LINK"),
            "timeout_milliseconds": (1000, 500),
            "passthrough_behavior": ("WHEN_NO_MATCH", "NEVER"),
            "content_handling_strategy": ("CONVERT_TO_TEXT", "CONVERT_TO_BINARY"),
            "template_selection_expression": _SELECTION,
            "responses": ((), (IntegrationResponse(origin=origin("x", "y"), key="$default"),)),
        },
        beside={"backend": _LAMBDA},
        silent={
            **_PARTS,
            "connection_id": _SAID,
            **dict.fromkeys(
                ("subtype", "payload_format_version", "has_tls", "server_name_to_verify"),
                "only HTTP APIs have it",
            ),
            "response_parameters": "only HTTP APIs have it",
        },
    ),
    "IntegrationResponse": _Case(
        element=IntegrationResponse(
            origin=origin("apigatewayv2_integration_response", "a"), key="$default"
        ),
        within=lambda one: surface(
            websocket_api(
                route("a", to=_ONE), replace(integration("one", type="HTTP"), responses=(one,))
            )
        ),
        values={
            "key": ("$default", "/200/"),
            "content_handling_strategy": ("CONVERT_TO_TEXT", "CONVERT_TO_BINARY"),
        },
        silent=_PARTS,
    ),
    "JWT authorizer": _Case(
        element=_POOL,
        within=_in_http(route("GET /a", to=_ONE, by=_POOL), _ONE, stage()),
        values={
            "type": ("JWT", "REQUEST"),
            "identity_sources": (("$request.header.A",), ("$request.header.B",)),
        },
        silent={
            **_PARTS,
            **dict.fromkeys(
                (
                    *("uri", "function", "credentials_arn", "payload_format_version"),
                    *("result_ttl_seconds", "simple_responses"),
                ),
                "only Lambda authorizers have it",
            ),
        },
    ),
    "Lambda authorizer": _Case(
        element=_GUARD,
        within=_in_http(route("GET /a", to=_ONE, by=_GUARD), _ONE, stage()),
        values={
            "type": ("REQUEST", "JWT"),
            "payload_format_version": ("1.0", "2.0"),
            "identity_sources": (("$request.header.A",), ("$request.header.B",)),
        },
        beside={"function": {"uri": UNKNOWN}},
        silent={
            **_PARTS,
            "uri": _SAID,
            **dict.fromkeys(("issuer", "audience"), "only JWT authorizers have it"),
        },
    ),
    "Stage": _Case(
        element=stage("live", log_destination="arn:one"),
        within=_in_http(route("GET /a", to=_ONE), _ONE),
        values={"auto_deploy": (True, False)},
        silent={
            **_PARTS,
            "log_group": _SAID,
            "deployment": "a stage that deploys by itself chooses it",
        },
    ),
    "RouteSettings": _Case(
        element=RouteSettings(rate_limit=100, burst_limit=100),
        within=lambda one: surface(
            websocket_api(route("a", to=_ONE), _ONE, stage("live", default_settings=one))
        ),
        values={"logging_level": ("OFF", "INFO")},
        silent={"reads_zero": "says why limits are not known"},
    ),
    "RouteSettings of a route": _Case(
        element=RouteSettings(rate_limit=100, burst_limit=100),
        within=lambda one: surface(
            websocket_api(route("a", to=_ONE), _ONE, stage("live", route_settings={"a": one}))
        ),
        values={"logging_level": ("OFF", "INFO")},
        silent={"reads_zero": "says why limits are not known"},
    ),
    "Model": _Case(
        element=model("one", "{}"),
        within=_in_websocket(
            route("a", to=_ONE, model_selection_expression="x", request_models={"$default": "one"}),
            _ONE,
        ),
        values={
            "schema": ('{"type": "object"}', '{"type": "string"}'),
        },
        silent={**_PARTS, "name": "routes name it, and are compared"},
    ),
    "ApiMapping": _Case(
        element=mapping(_DOMAIN, stage=leads_to(_LIVE), stage_name="live"),
        within=lambda one: surface(http_api(_LIVE, _NEXT), _DOMAIN, _OTHER, one),
        values={
            "domain": (leads_to(_DOMAIN), leads_to(_OTHER)),
            "stage": (leads_to(_LIVE), leads_to(_NEXT)),
            "api": (API, None),
        },
        along={
            "domain": {"domain_name": (_DOMAIN.name, _OTHER.name)},
            "stage": {"stage_name": ("live", "next")},
        },
        silent={"origin": "says where it is", "domain_name": _SAID, "stage_name": _SAID},
    ),
    "DomainName": _Case(
        element=_DOMAIN,
        within=lambda one: surface(http_api(stage()), one, mapping(_DOMAIN)),
        values={
            "endpoint_type": ("REGIONAL", "EDGE"),
            "security_policy": ("TLS_1_0", "TLS_1_2"),
            "ip_address_type": ("ipv4", "dualstack"),
        },
        beside={
            "truststore_uri": {"has_mutual_tls": True},
            "truststore_version": {"has_mutual_tls": True},
        },
        silent={"origin": "says where it is"},
    ),
    "VpcLink": _Case(
        element=VpcLink(origin=origin("apigatewayv2_vpc_link", "one"), name="one"),
        within=lambda one: surface(http_api(), one),
        values={},
        silent={"origin": "says where it is"},
    ),
    "LambdaPermission": _Case(
        element=permission("one", function("one")),
        within=lambda one: surface(
            http_api(
                route("GET /a", to=lambda_integration("one")),
                lambda_integration("one", uri=UNKNOWN),
            ),
            lambda_function("one"),
            lambda_function("two"),
            one,
        ),
        values={
            "principal": ("apigateway.amazonaws.com", "s3.amazonaws.com"),
            "function": (function("one"), function("two")),
            "source_arn": (f"{_EXECUTE}/*", f"{_EXECUTE}/GET/a"),
        },
        silent={"origin": "says where it is", "function_name": _SAID},
    ),
}
_FIELDS = [
    pytest.param(name, one.name, str(one.type).removesuffix(" | None"), id=f"{name}: {one.name}")
    for name, case in _CASES.items()
    for one in fields(case.element)
    if one.name not in case.silent
]


def _sides(case: _Case, name: str, kind: str) -> tuple[Surface, Surface]:
    """Return an API with an element on whose sides one field has another value."""
    values = case.values[name] if name in case.values else _VALUES[kind]
    pairs = {**case.along.get(name, {}), name: values}
    one, other = (
        replace(
            case.element,
            **case.beside.get(name, {}),
            **{field: pair[side] for field, pair in pairs.items()},
        )
        for side in (0, 1)
    )
    return case.within(one), case.within(other)


@pytest.mark.parametrize(("name", "attribute", "kind"), _FIELDS)
def test_change_is_noticed(name: str, attribute: str, kind: str) -> None:
    """Another value is a finding, in one direction at least; the same value is none."""
    one, other = _sides(_CASES[name], attribute, kind)

    assert review(two_outputs(one, one)) == ()
    assert review(two_outputs(one, other))
    assert review(two_outputs(other, one))


def _secret(kind: str, text: str) -> Any:  # noqa: ANN401 - a value
    """Return what stands in the place of a sensitive value: nothing in a block tells it apart."""
    value = masked(text)
    settings = secret_settings(value)
    stands: dict[str, Any] = {
        "Link": Link(kind=LinkKind.UNRESOLVED, sensitive=value),
        "Mapping[str, Flag]": {str(value): value},
        "Mapping[str, TextMap]": {str(value): value},
        "Mapping[str, RouteSettings]": {str(value): settings},
        "RouteSettings": settings,
        "Cors": Cors(**{one.name: value for one in fields(Cors)}),
    }
    return stands.get(kind, value)


def _secret_sides(case: _Case, name: str, kind: str) -> tuple[Surface, Surface]:
    """Return an API with an element on whose sides one field has another sensitive value."""
    kinds = {one.name: str(one.type).removesuffix(" | None") for one in fields(case.element)}
    values = {name: (_secret(kind, "one"), _secret(kind, "two"))}
    for other in case.along.get(name, {}):
        values[other] = (_secret(kinds[other], "one"), _secret(kinds[other], "two"))
    case = replace(case, values=values, along={name: values})
    return _sides(case, name, kind)


_HIDDEN = [
    one for one in _FIELDS if str(one.values[2]) != "str" and "tuple" not in str(one.values[2])
]


@pytest.mark.parametrize(("name", "attribute", "kind"), _HIDDEN)
def test_sensitive_change_is_noticed_without_a_direction(
    name: str, attribute: str, kind: str
) -> None:
    """Of a sensitive value only that it is another is certain, not what that means."""
    one, other = _sides(_CASES[name], attribute, kind)
    before, after = _secret_sides(_CASES[name], attribute, kind)

    found = review(two_outputs(before, after))

    there, back = (
        {finding.id for finding in review(two_outputs(*sides)) if finding.certain}
        for sides in ((one, other), (other, one))
    )
    assert found
    assert {finding.id for finding in found if finding.certain} <= there & back
