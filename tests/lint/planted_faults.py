"""
A program with the faults that scanners are known to miss, and who finds which.

The program is in ``faults/``: Terraform validates and plans it without a complaint.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).parent / "faults"

# what checkov calls the two that it reads
PLAN = "terraform_plan"
HCL = "terraform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    One fault.

    Args:
        name: What a comment in the program calls it.

        addresses: The resources that have it.

        rule: The id of the rule that must find it there, for certain.
    """

    name: str
    addresses: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """
    What checkov finds, or misses.

    Args:
        check: The check's id.

        address: The resource.

        rule: The id of the rule that finds it there; None where checkov is wrong.

        read: What checkov finds it in: the plan, the HCL that was planned, both or neither.

        difference: Why checkov is wrong, or what the rule sees that checkov does not.
    """

    check: str
    address: str
    rule: str | None
    read: frozenset[str] = frozenset({PLAN, HCL})
    difference: str = ""


def _fault(name: str, rule: str, *addresses: str) -> Fault:
    return Fault(name=name, rule=rule, addresses=tuple(f"aws_{address}" for address in addresses))


FAULTS = (
    _fault(
        "open-routes",
        "open-route",
        "apigatewayv2_route.list",
        "apigatewayv2_route.file",
        "apigatewayv2_route.rest",
    ),
    _fault("open-connect", "open-connect", "apigatewayv2_route.connect"),
    _fault("stage-without-log", "no-access-log", "apigatewayv2_stage.chat"),
    _fault("stage-without-client-certificate", "no-client-certificate", "apigatewayv2_stage.chat"),
    _fault(
        "permission-for-everybody",
        "permission-without-source",
        "lambda_permission.everybody",
        "lambda_permission.anybody",
    ),
    _fault(
        "cors-with-credentials",
        "cors-any-scheme-origin-with-credentials",
        "apigatewayv2_api.orders",
    ),
    _fault("jwt-without-audience", "token-without-audience", "apigatewayv2_authorizer.staff"),
    _fault("issuer-without-tls", "doubtful-issuer", "apigatewayv2_authorizer.partners"),
    _fault("cache-without-identity", "implicit-decision-cache", "apigatewayv2_authorizer.guests"),
    _fault("backend-without-tls", "cleartext-backend", "apigatewayv2_integration.partners"),
    _fault(
        "private-backend-without-tls", "cleartext-private-backend", "apigatewayv2_integration.stock"
    ),
    _fault("unused-integration", "unused-integration", "apigatewayv2_integration.unused"),
    _fault("timeout-too-long", "impossible-timeout", "apigatewayv2_integration.slow"),
    _fault("duplicate-route", "duplicate-route-key", "apigatewayv2_route.list_again"),
    _fault("conflicting-variables", "conflicting-variable-names", "apigatewayv2_route.stage_again"),
    _fault("invalid-route-key", "invalid-route-key", "apigatewayv2_route.file"),
    _fault("jwt-without-authorizer", "authorizer-not-bound", "apigatewayv2_route.create"),
    _fault("throttled-to-nothing", "throttled-to-nothing", "apigatewayv2_stage.orders"),
    _fault("messages-in-the-log", "messages-in-log", "apigatewayv2_stage.chat"),
    _fault("token-in-the-log", "secrets-in-log", "apigatewayv2_stage.orders"),
    _fault("log-without-request-id", "bad-log-format", "apigatewayv2_stage.orders"),
    _fault(
        "way-round-client-certificates",
        "way-round-client-certificates",
        "apigatewayv2_api.orders",
    ),
    _fault("permission-for-the-account", "permission-too-wide", "lambda_permission.account"),
)

# every finding of checkov about API Gateway v2 or permissions
CHECKOV = (
    Foreign(check="CKV_AWS_309", address="aws_apigatewayv2_route.list", rule="open-route"),
    Foreign(check="CKV_AWS_309", address="aws_apigatewayv2_route.file", rule="open-route"),
    Foreign(check="CKV_AWS_309", address="aws_apigatewayv2_route.rest", rule="open-route"),
    Foreign(check="CKV_AWS_309", address="aws_apigatewayv2_route.connect", rule="open-connect"),
    Foreign(
        check="CKV_AWS_309",
        address="aws_apigatewayv2_route.message",
        rule=None,
        difference="WebSocket APIs ask who calls on $connect only: other routes can have no type",
    ),
    Foreign(check="CKV_AWS_76", address="aws_apigatewayv2_stage.chat", rule="no-access-log"),
    Foreign(
        check="CKV2_AWS_51", address="aws_apigatewayv2_stage.chat", rule="no-client-certificate"
    ),
    Foreign(
        check="CKV_AWS_301",
        address="aws_lambda_permission.anybody",
        rule="permission-without-source",
    ),
    Foreign(
        check="CKV_AWS_364",
        address="aws_lambda_permission.everybody",
        rule="permission-without-source",
        read=frozenset({HCL}),
        difference="in a plan source_arn is there, and null, which checkov takes for an ARN",
    ),
)

# what checkov does not find, though it has a check that is about it
MISSED_BY_CHECKOV = (
    Foreign(
        check="CKV_AWS_309",
        address="aws_apigatewayv2_route.create",
        rule="authorizer-not-bound",
        read=frozenset(),
        difference="it is JWT without an authorizer, which checkov counts as authorized",
    ),
    Foreign(
        check="CKV_AWS_276",
        address="aws_apigatewayv2_stage.chat",
        rule="messages-in-log",
        read=frozenset(),
        difference="checkov looks for traces of whole messages in REST APIs only",
    ),
)
