from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.execution_arn import Reach, covers
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    API,
    FUNCTION,
    UNRESOLVED,
    asking,
    function,
    http,
    integration,
    origin,
    permission,
    route,
    stage,
    surface,
    to,
    websocket,
)
from tests.support.rule_cases import permitted, resource

if TYPE_CHECKING:
    from apigwv2_tf.surface.model import Surface

_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:backend"
_ALIAS = Resource(
    address="aws_lambda_alias.live",
    type="aws_lambda_alias",
    values={"name": "live", "function_name": "backend"},
    links={"function_name": to(FUNCTION)},
)
_NAMED = function(values={"function_name": "backend"})
_OTHER = "aws_apigatewayv2_api.other"


def _lambda(**arguments: Any) -> Any:  # noqa: ANN401
    """Return an integration whose URI is known after apply, as in a plan that makes it."""
    called = to(FUNCTION, expression=f"${{{FUNCTION}.invoke_arn}}")
    return integration(**{"uri": UNKNOWN, "backend": called, **arguments})


def _invoked(*permissions: Any, key: Any = "GET /orders/{id}", **arguments: Any) -> Surface:  # noqa: ANN401
    """Return an API with a route to a function, and what permits that."""
    make = websocket if str(key).startswith("$c") else http
    api = make(route(key), _lambda(**arguments), stage("live"))
    return surface(api, permissions=permissions, resources=(_NAMED, _ALIAS))


def _of(expression: str | None, kind: LinkKind = LinkKind.EXACT, *targets: str) -> dict[str, Any]:
    link = Link(kind=kind, targets=targets or (API,), expression=expression)
    return {"source_arn": UNKNOWN, "api": link}


def _aliased(**arguments: Any) -> Surface:  # noqa: ANN401
    """Return an API that calls an alias of the function."""
    called = to("aws_lambda_alias.live", expression="${aws_lambda_alias.live.invoke_arn}")
    return _invoked(permission(**permitted(), **arguments), backend=called)


def _vague(name: str, given: Surface, **arguments: Any) -> Case:  # noqa: ANN401
    """Return a case in which a permission is there, and what it covers is not known."""
    return unsure("permission-missing", name, given, severity=Severity.INFO, **arguments)


CASES = [
    # PERM-001
    fires("permission-without-source", "no source", surface(permissions=(permission(),))),
    fires(
        "permission-without-source",
        "empty, as a state has it",
        surface(permissions=(permission(source_arn="", source_account=""),)),
    ),
    fires(
        "permission-without-source",
        "anybody",
        surface(permissions=(permission(principal="*"),)),
        severity=Severity.CRITICAL,
    ),
    silent(
        "permission-without-source", "an API", surface(permissions=(permission(**permitted()),))
    ),
    silent(
        "permission-without-source",
        "an account",
        surface(permissions=(permission(source_account="123456789012"),)),
    ),
    silent(
        "permission-without-source",
        "another service",
        surface(permissions=(permission(principal="s3.amazonaws.com"),)),
    ),
    silent(
        "permission-without-source",
        "a function URL",
        surface(permissions=(permission(principal="*", action="lambda:InvokeFunctionUrl"),)),
    ),
    silent(
        "permission-without-source",
        "one organization",
        surface(
            permissions=(permission(principal="*"),),
            resources=(resource("aws_lambda_permission", "api", principal_org_id="o-1"),),
        ),
    ),
    unsure(
        "permission-without-source",
        "principal unknown",
        surface(permissions=(permission(principal=UNKNOWN),)),
        text="its principal is known after apply",
    ),
    # PERM-002
    fires(
        "permission-too-wide",
        "the account",
        surface(permissions=(permission(source_account="123456789012"),)),
    ),
    *(
        fires(
            "permission-too-wide",
            arn,
            surface(permissions=(permission(source_arn=arn),)),
            severity=severity,
        )
        for arn, severity in (
            ("arn:aws:execute-api:eu-west-1:123456789012:*", None),
            ("arn:aws:execute-api:eu-west-1:123456789012:*/*/GET/orders", None),
            ("*", Severity.HIGH),
            ("arn:aws:execute-api:*", Severity.HIGH),
            ("arn:aws:execute-api:eu-west-1:*:*", Severity.HIGH),
        )
    ),
    fires(
        "permission-too-wide",
        "another API",
        surface(
            http(route(), _lambda()),
            http(origin=origin("aws_apigatewayv2_api", "other"), name="other"),
            permissions=(
                permission(**_of(f"${{{_OTHER}.execution_arn}}/*/*", LinkKind.EXACT, _OTHER)),
            ),
        ),
        text="it lets `other` invoke a function that `shop` calls",
    ),
    silent(
        "permission-too-wide",
        "an authorizer's API",
        surface(
            http(route(), _lambda()),
            http(
                asking(uri=UNKNOWN),
                origin=origin("aws_apigatewayv2_api", "other"),
                name="other",
            ),
            permissions=(permission(**_of(None, LinkKind.EXACT, _OTHER)),),
        ),
    ),
    silent("permission-too-wide", "its API", _invoked(permission(**permitted()))),
    silent(
        "permission-too-wide",
        "an API by id",
        surface(permissions=(permission(source_arn="arn:aws:execute-api:r:1:abc/*/*"),)),
    ),
    silent(
        "permission-too-wide",
        "another service",
        surface(permissions=(permission(principal="s3.amazonaws.com", source_account="1"),)),
    ),
    unsure(
        "permission-too-wide",
        "source unresolved",
        surface(permissions=(permission(source_arn=UNKNOWN, api=UNRESOLVED),)),
    ),
    unsure(
        "permission-too-wide",
        "source sensitive",
        surface(permissions=(permission(source_arn=masked("x")),)),
        text="its `source_arn` is sensitive",
    ),
    # PERM-003
    fires("permission-missing", "none at all", _invoked(), text="covers `GET /orders/{id}`"),
    fires("permission-missing", "other method", _invoked(permission(**permitted("/*/POST/*")))),
    fires(
        "permission-missing",
        "$default has one part less",
        _invoked(permission(**permitted("/*/*/*")), key="$default"),
    ),
    fires("permission-missing", "other stage", _invoked(permission(**permitted("/test/*")))),
    fires(
        "permission-missing",
        "one of two stages",
        surface(
            http(
                route(), _lambda(), stage("live"), replace(stage("test"), origin=origin("s", "t"))
            ),
            permissions=(permission(**permitted("/live/*")),),
        ),
        text="`GET /orders` in stage `test`",
    ),
    fires(
        "permission-missing",
        "other principal",
        _invoked(permission(principal="s3.amazonaws.com", **permitted())),
    ),
    fires(
        "permission-missing",
        "other function",
        _invoked(permission(function=to("aws_lambda_function.other"), function_name="other")),
    ),
    fires(
        "permission-missing",
        "other API, by id",
        surface(
            http(route(), _lambda(), stage(), id="mine"),
            permissions=(permission(source_arn="arn:aws:execute-api:r:1:other/*/*"),),
        ),
    ),
    *(
        silent("permission-missing", suffix, _invoked(permission(**permitted(suffix))))
        for suffix in ("/*/*", "/*/*/*", "/live/GET/orders/*", "/*/GET/orders/{id}", "/l*/*/o*")
    ),
    silent("permission-missing", "$default", _invoked(permission(**permitted()), key="$default")),
    silent(
        "permission-missing",
        "$connect",
        _invoked(permission(**permitted("/*/$connect")), key="$connect"),
    ),
    silent(
        "permission-missing",
        "a template with the id",
        _invoked(permission(**_of(f"arn:aws:execute-api:${{var.r}}:1:${{{API}.id}}/*/*"))),
    ),
    silent(
        "permission-missing",
        "a stage's ARN",
        _invoked(
            permission(
                **_of(
                    "${aws_apigatewayv2_stage.live.execution_arn}/*",
                    LinkKind.EXACT,
                    "aws_apigatewayv2_stage.live",
                )
            )
        ),
    ),
    silent(
        "permission-missing",
        "written out",
        surface(
            http(route(), integration(uri=_ARN), stage(), id="mine"),
            permissions=(permission(source_arn="arn:aws:execute-api:r:1:mine/*/*"),),
        ),
    ),
    silent("permission-missing", "anybody's API", _invoked(permission())),
    silent("permission-missing", "a role", _invoked(credentials_arn="arn:aws:iam::1:role/api")),
    silent(
        "permission-missing", "no function", _invoked(uri="https://shop.example", type="HTTP_PROXY")
    ),
    silent(
        "permission-missing",
        "function by name, not by link",
        _invoked(permission(function=Link(kind=LinkKind.EXTERNAL, id="backend"), **permitted())),
    ),
    _vague(
        "what follows the API in HCL",
        _invoked(permission(**permitted(None))),
        text="what `aws_lambda_permission.api` is about is known after apply",
    ),
    _vague("source unresolved", _invoked(permission(source_arn=UNKNOWN))),
    _vague(
        "one of two APIs",
        _invoked(permission(**_of(None, LinkKind.AMBIGUOUS, API, _OTHER))),
    ),
    _vague("principal", _invoked(permission(principal=UNKNOWN))),
    _vague("route key", _invoked(permission(**permitted()), key=UNKNOWN)),
    _vague(
        "which function",
        _invoked(
            permission(**permitted()),
            backend=Link(kind=LinkKind.AMBIGUOUS, targets=(FUNCTION, "aws_lambda_function.b")),
        ),
    ),
    unsure(
        "permission-missing",
        "the function is elsewhere",
        surface(http(route(), integration(uri=_ARN, backend=None)), resources=()),
        text="the function is managed elsewhere",
    ),
    _vague(
        "an id, of an API that is made now",
        surface(
            http(route(), _lambda(), stage(), id=UNKNOWN),
            permissions=(permission(source_arn="arn:aws:execute-api:r:1:other/*/*"),),
        ),
    ),
    _vague(
        "a part of ANY",
        _invoked(permission(**permitted("/*/GET/orders")), key="ANY /orders"),
    ),
    # PERM-004
    fires(
        "permission-of-another-version", "the function's own", _aliased(), text="`live`, which is"
    ),
    fires("permission-of-another-version", "other alias", _aliased(qualifier="test")),
    fires(
        "permission-of-another-version",
        "an alias, while the function is called",
        _invoked(permission(qualifier="live", **permitted())),
    ),
    silent("permission-of-another-version", "the alias", _aliased(qualifier="live")),
    silent(
        "permission-of-another-version",
        "the alias by its ARN",
        _aliased(
            function=to("aws_lambda_alias.live", expression="${aws_lambda_alias.live.arn}"),
            function_name=UNKNOWN,
        ),
    ),
    silent("permission-of-another-version", "no version", _invoked(permission(**permitted()))),
    silent("permission-of-another-version", "no permission", _invoked()),
    silent(
        "permission-of-another-version",
        "nothing speaks of versions, as in HCL",
        _invoked(
            permission(**permitted()), backend=to(FUNCTION, expression=f"{FUNCTION}.invoke_arn")
        ),
    ),
    unsure("permission-of-another-version", "qualifier unknown", _aliased(qualifier=UNKNOWN)),
    unsure(
        "permission-of-another-version",
        "URI in HCL",
        _invoked(
            permission(qualifier="live", **permitted()),
            backend=to(FUNCTION, expression=f"{FUNCTION}.arn"),
        ),
    ),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each rule says of each surface what it should."""
    check(case)


@pytest.mark.parametrize(
    ("pattern", "key", "covered"),
    [
        ("*/*", "$default", True),
        ("*/*", "GET /pets/{id}", True),
        ("*/*/*", "$default", False),
        ("live/$default", "$default", True),
        ("*/GET/pets/{id}", "GET /pets/{id}", True),
        ("*/GET/pets/1", "GET /pets/{id}", False),
        ("*/GET/pets/*", "GET /pets", False),
        ("*/GET/pet?", "GET /pets", True),
        ("*/*/pets", "ANY /pets", True),
        ("*/GET/pets", "ANY /pets", None),
        ("*/GET/pets", "ANY /dogs", False),
        ("*/ANY/pets", "ANY /pets", None),
        ("*", "GET /", True),
        ("live", "GET /", False),
        ("authorizers/*", "$default", False),
    ],
)
def test_pattern(pattern: str, key: str, covered: object) -> None:
    """Wildcards span slashes, ``$default`` has no method, and path variables are verbatim."""
    api = http(route(key))

    assert covers(Reach(apis=(API,), pattern=pattern), api, "live", key) is covered


def test_pattern_without_end() -> None:
    """A pattern that nearly matches in many ways is done with in no time."""
    key = f"GET /{'a' * 500}"

    assert covers(Reach(apis=(API,), pattern="*a" * 200 + "b"), http(), "live", key) is False


def test_stage_of_unknown_name() -> None:
    """Where no stage is known, a pattern for one of them may be about it."""
    reach = Reach(apis=(API,), pattern="live/GET/pets")

    assert covers(reach, http(), None, "GET /pets") is None
    assert covers(reach, http(), None, "GET /dogs") is False
