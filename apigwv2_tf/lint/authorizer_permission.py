"""Whether API Gateway may invoke the function of an authorizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint._verdicts import Doubts, doubt, gaps, guide, hit
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.answers import both
from apigwv2_tf.surface.execution_arn import covers_authorizer
from apigwv2_tf.surface.functions import Permissions, decider
from apigwv2_tf.surface.invocations import grants_of, lets_api_gateway
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.names import authorizer_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.elements import Authorizer
    from apigwv2_tf.surface.model import Api, Surface


def _not_permitted(surface: Surface) -> Iterator[Hit]:
    permissions = Permissions(surface)
    for api in surface.apis:
        for one in api.authorizers:
            if one.type == "JWT" or one.function is None or one.credentials_arn not in (None, ""):
                continue
            if one.function.kind is LinkKind.EXTERNAL:
                continue  # its permissions stand where it does
            doubts = _lacks(surface, permissions, api, one)
            if doubts is not None:
                text = "nothing permits API Gateway to invoke its function"
                yield hit(api, authorizer_name(one), text, one.origin, doubts)


def _lacks(
    surface: Surface, permissions: Permissions, api: Api, authorizer: Authorizer
) -> Doubts | None:
    """Return the doubts whether an authorizer lacks the permission; None where it does not."""
    function = decider(authorizer, surface)
    if function is None or not (function.address or function.name):
        return ("`authorizer_uri` is known after apply",)
    doubts: Doubts = () if authorizer.type == "REQUEST" else doubt("its type", authorizer.type)
    for grant in grants_of(function, permissions, surface):
        covered = covers_authorizer(grant.permission, surface, api, authorizer)
        answer = both(grant.same, lets_api_gateway(grant.permission), covered)
        if answer is True:
            return None
        if answer is None:
            doubts += (f"what {code(grant.permission.origin.address)} permits is not certain",)
    elsewhere = () if function.managed else ("the function is managed elsewhere",)
    return (*gaps(surface, api), *elsewhere, *doubts)


RULES = (
    Rule(
        id="authorizer-not-permitted",
        code="AUTH-018",
        severity=Severity.MEDIUM,
        title="API Gateway may not invoke the function of an authorizer",
        why="Every request to its routes is answered with 500, and the plan does not show it.",
        fix=(
            "Add an `aws_lambda_permission` with `source_arn` "
            '`"${aws_apigatewayv2_api.NAME.execution_arn}/authorizers/*"`, or set '
            "`authorizer_credentials_arn`; with the constructs: give the function as `handler=`."
        ),
        link=guide("http-api-lambda-authorizer"),
        check=_not_permitted,
    ),
)
