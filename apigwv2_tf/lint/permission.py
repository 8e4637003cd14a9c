"""
Rules about the permissions that let API Gateway invoke Lambda functions.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint._verdicts import doubt, gaps, guide, hit, hit_about, text_of
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.execution_arn import reach_of
from apigwv2_tf.surface.functions import Functions, functions_of, permitted
from apigwv2_tf.surface.invocations import ANYBODY, API_GATEWAY, invocations, invokes
from apigwv2_tf.surface.names import api_name, route_words
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import LambdaPermission, Route
    from apigwv2_tf.surface.invocations import Invocation
    from apigwv2_tf.surface.model import Surface

_ACCOUNT = 4
_RESOURCE = 5
_SOURCE_ARN = '`source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/*/*"`'
_OURS = "with the constructs: `add_lambda_integration()` does so itself."
_EVERY_ACCOUNT = "every API of every AWS account may invoke the function"


def _about(
    permission: LambdaPermission,
    text: str,
    *,
    doubts: Doubts = (),
    severity: Severity | None = None,
) -> Hit:
    origin = permission.origin
    return hit_about(
        origin.address, "Lambda permission", text, origin, doubts=doubts, severity=severity
    )


def _without_source(surface: Surface) -> Iterator[Hit]:
    for permission in surface.permissions:
        if not permission.source_arn and not permission.source_account and invokes(permission):
            yield from _open_to(permission, surface)


def _open_to(permission: LambdaPermission, surface: Surface) -> Iterator[Hit]:
    resource = surface.resources.get(permission.origin.address)
    organization = resource is not None and resource.values.get("principal_org_id")
    if permission.principal == API_GATEWAY or is_hidden(permission.principal):
        doubts = doubt("its principal", permission.principal)
        yield _about(permission, f"{_EVERY_ACCOUNT}: it has no `source_arn`", doubts=doubts)
    elif permission.principal == ANYBODY and not organization:
        text = "every AWS account may invoke the function: its principal is `*`"
        yield _about(permission, text, severity=Severity.CRITICAL)


def _too_wide(surface: Surface) -> Iterator[Hit]:
    calls = {api.origin.address: Functions(functions_of(api, surface)) for api in surface.apis}
    for permission in surface.permissions:
        if known(permission.principal) == API_GATEWAY and invokes(permission):
            yield from _wide(permission, surface)
            yield from _of_another(permission, calls, surface)


def _wide(permission: LambdaPermission, surface: Surface) -> Iterator[Hit]:
    arn = permission.source_arn
    if not arn and permission.source_account:
        yield _about(permission, "every API of the account may invoke the function")
    elif isinstance(arn, str):
        yield from _wide_arn(permission, arn.split(":", _RESOURCE))
    elif arn is not None and reach_of(permission, surface).apis is None:
        text = "every API of the account may invoke the function"
        yield _about(permission, text, doubts=doubt("its `source_arn`", arn))


def _wide_arn(permission: LambdaPermission, parts: list[str]) -> Iterator[Hit]:
    if len(parts) <= _RESOURCE:
        everywhere = everything = parts[-1].endswith(ANYBODY)
    else:
        everywhere = ANYBODY in parts[_ACCOUNT] or not parts[_ACCOUNT]
        everything = ANYBODY in parts[_RESOURCE].partition("/")[0]
    if everything and everywhere:
        text = f"{_EVERY_ACCOUNT}: its `source_arn` has `*` for the API"
        yield _about(permission, text, severity=Severity.HIGH)
    elif everything:
        text = (
            "every API of the account may invoke the function: its `source_arn` has `*` for the API"
        )
        yield _about(permission, text)


def _of_another(
    permission: LambdaPermission, calls: Mapping[str, Functions], surface: Surface
) -> Iterator[Hit]:
    """Find a permission for an API that does not call the function, while another API does."""
    apis = reach_of(permission, surface).apis or ()
    api = surface.api(apis[0]) if len(apis) == 1 else None
    if api is None or gaps(surface, api):
        return
    function = permitted(permission, surface)
    if calls[api.origin.address].has(function) is not False:
        return
    callers = [one for one in surface.apis if calls[one.origin.address].has(function)]
    if callers:
        names = listed(code(api_name(one)) for one in callers)
        text = (
            f"it lets {code(api_name(api))} invoke a function that {names} calls, and it does not"
        )
        yield _about(permission, text)


def _missing(surface: Surface) -> Iterator[Hit]:
    for one in invocations(surface):
        answers = [(route, at, one.allowed(route, at)) for route in one.routes for at in one.stages]
        missing = [(route, at) for route, at, answer in answers if answer is False]
        doubtful = [(route, at) for route, at, answer in answers if answer is None]
        text = f"no Lambda permission covers {_places(missing or doubtful, one)}"
        if missing:
            yield _of_invocation(one, text, _elsewhere(one, surface))
        elif doubtful:
            # there is a permission, and nothing speaks against it
            yield _of_invocation(one, text, _hidden(one), Severity.INFO)


def _places(pairs: Iterable[tuple[Route, str | None]], one: Invocation) -> str:
    """Return the routes, and the stages unless that is all of them."""
    pairs = list(pairs)
    routes = listed(route_words(route) for route, _ in pairs)
    stages = dict.fromkeys(stage for _, stage in pairs)
    if len(stages) == len(set(one.stages)):
        return routes
    names = listed(code(stage) if stage else "of a name known after apply" for stage in stages)
    return f"{routes} in stage {names}"


def _elsewhere(one: Invocation, surface: Surface) -> Doubts:
    """Say why a permission that is not here may be there nonetheless."""
    own = () if one.function.managed else ("the function is managed elsewhere",)
    return (*gaps(surface, one.api), *own)


def _hidden(one: Invocation) -> Doubts:
    """Say what is not known of the permissions that may be the right ones."""
    vague = [grant for grant in one.grants if grant.is_vague]
    if not vague:
        return ("a name in it is known after apply",)
    places = listed(code(grant.permission.origin.address) for grant in vague)
    return (f"what {places} is about is known after apply, in whole or in part",)


def _of_invocation(
    one: Invocation, text: str, doubts: Doubts = (), severity: Severity | None = None
) -> Hit:
    subject = f"function {one.function}"
    return hit(one.api, subject, text, one.integration.origin, doubts, severity)


def _of_another_version(surface: Surface) -> Iterator[Hit]:
    for one in invocations(surface):
        covered = [(r, at) for r in one.routes for at in one.stages if one.allowed(r, at)]
        answers = [(route, at, one.qualified(route, at)) for route, at in covered]
        wrong = [(route, at) for route, at, answer in answers if answer is False]
        doubtful = [(route, at) for route, at, answer in answers if answer is None]
        if wrong or (doubtful and _speaks_of_versions(one)):
            places = _places(wrong or doubtful, one)
            text = f"the permission for {places} is about another version than {_version(one)}"
            doubts = () if wrong else ("the version that is called or permitted is not known",)
            yield _of_invocation(one, text, doubts)


def _version(one: Invocation) -> str:
    qualifier = text_of(one.function.qualifier)
    return f"{code(qualifier)}, which is called" if qualifier else "that which is called"


def _speaks_of_versions(one: Invocation) -> bool:
    functions = [one.function, *(grant.function for grant in one.grants)]
    return any(text_of(function.qualifier) for function in functions)


RULES = (
    Rule(
        id="permission-without-source",
        code="PERM-001",
        severity=Severity.HIGH,
        title="A Lambda permission names no API",
        why=(
            "API Gateway acts for every AWS account: anybody's API can invoke the function with "
            "any event, past the authorizers of yours."
        ),
        fix=f"Set {_SOURCE_ARN}; {_OURS}",
        link=guide("http-api-develop-integrations-lambda"),
        same_as=("CKV_AWS_364", "CKV_AWS_301", "CWE-284", "CWE-732"),
        check=_without_source,
    ),
    Rule(
        id="permission-too-wide",
        code="PERM-002",
        severity=Severity.MEDIUM,
        title="A Lambda permission is for other APIs than the one that calls the function",
        why="An API that nobody thought of can invoke the function, past your authorizers.",
        fix=f"Name the one API: {_SOURCE_ARN}; {_OURS}",
        link=guide("http-api-develop-integrations-lambda"),
        same_as=("CWE-284", "CWE-732"),
        check=_too_wide,
    ),
    Rule(
        id="permission-missing",
        code="PERM-003",
        severity=Severity.MEDIUM,
        title="API Gateway may not invoke the Lambda function of a route",
        why=(
            "Callers get 500. The ARN of `$default` has one part less than others, so `/*/*/*` "
            "misses it, and path variables stand in ARNs as in the route key."
        ),
        fix=f"Add an `aws_lambda_permission` with {_SOURCE_ARN}; {_OURS}",
        link=guide("http-api-troubleshooting-lambda"),
        check=_missing,
    ),
    Rule(
        id="permission-of-another-version",
        code="PERM-004",
        severity=Severity.MEDIUM,
        title="A Lambda permission is about another version or alias than is called",
        why=(
            "Each alias and version of a function has a policy of its own, and the function's does "
            "not count for it: callers get 500."
        ),
        fix=(
            "Set `qualifier` of the `aws_lambda_permission` to the alias in `integration_uri`; "
            "with the constructs: give the alias as `handler=`."
        ),
        link="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html",
        check=_of_another_version,
    ),
)
