"""Reports made by hand: one with a bit of everything, and some to make others from."""

from __future__ import annotations

from typing import Any

from apigwv2_tf.render.report_document import (
    ApiDetails,
    Diagram,
    Entry,
    Kind,
    PlanCounts,
    Report,
    ResourceDiff,
    RouteLine,
    RuleWords,
)
from apigwv2_tf.report import Finding, Impact, Severity

_COLUMNS = ("Authorization", "Target")


def finding(**changes: Any) -> Finding:  # noqa: ANN401 - as many kinds as a finding has
    """Return a finding, with whatever a test is about."""
    usual: dict[str, Any] = {
        "id": "route-removed",
        "level": Impact.BREAKING,
        "api": "shop",
        "subject": "POST /carts",
        "text": "is gone, and `ANY /{proxy+}` gets its requests",
        "why": "Callers get the answer of another backend.",
        "advice": "Keep the route until nobody calls it.",
    }
    return Finding(**{**usual, **changes})


def report(*entries: Entry, **changes: Any) -> Report:  # noqa: ANN401 - same
    """Return a report with some entries."""
    usual: dict[str, Any] = {
        "kind": Kind.REVIEW,
        "name": "plan.json",
        "sources": ("plan.json",),
        "fail_on": Impact.SECURITY,
        "version": "1.2.3",
    }
    return Report(**{**usual, "entries": entries, **changes})


def hostile_report(text: str, *, kind: Kind = Kind.REVIEW) -> Report:
    """Return a report in which everything that others may write is that text."""
    findings = (
        finding(
            level=level,
            api=text,
            subject=text,
            text=text,
            why=text,
            advice=text,
            address=text,
            construct_path=text,
            before=text,
            after=text,
        )
        for level in (Impact.BREAKING, Impact.COSMETIC)
    )
    breaking, cosmetic = findings
    line = RouteLine(key=text, before=(text, text), after=(text, ""))
    return report(
        Entry(finding=breaking, fails=True),
        Entry(finding=breaking, known=True),
        Entry(finding=cosmetic),
        Entry(finding=cosmetic, accepted=text),
        kind=kind,
        name=text,
        sources=(text, text),
        baseline=text,
        notes=(text,),
        counts=PlanCounts(),
        diagrams=(
            Diagram(title=text, text="flowchart LR\n", note=f"5 routes of `{text}`."),
            Diagram(title=text, text=None, note=f"5 routes of `{text}`."),
        ),
        details=(ApiDetails(api=text, columns=_COLUMNS, lines=(line,), facts=(text,)),),
        diffs=(ResourceDiff(address=text, action="update", lines=(f"-   name = {text}",)),),
    )


def review_report() -> Report:
    """Return the review that the golden files show."""
    return report(
        Entry(
            fails=True,
            finding=finding(
                address="aws_apigatewayv2_route.carts_post",
                construct_path="shop/Api/POST--carts/Resource",
                before="JWT by `users` → function `carts`",
                after="open → function `shop`",
            ),
        ),
        Entry(
            fails=True,
            finding=finding(
                id="authorization-removed",
                level=Impact.SECURITY,
                subject="GET /orders/{id}",
                text="loses its authorizer `users`",
                why="Anyone who has the URL can call it.",
                advice="Give the route its authorizer back, or say why it is open.",
                address='module.api.aws_apigatewayv2_route.this["GET /orders/{id}"]',
                before="JWT by `users`, scopes `orders:read`",
                after="open",
            ),
        ),
        Entry(
            finding=finding(
                id="authorization-changed",
                level=Impact.SECURITY,
                subject="GET /orders",
                text="gets another authorizer: its id is known after apply",
                why="Other callers may be let in.",
                advice="Look at the authorizer.",
                address='module.api.aws_apigatewayv2_route.this["GET /orders"]',
                before="JWT by `users`",
                after="(known after apply)",
                certain=False,
            ),
        ),
        Entry(
            finding=finding(
                id="cors-origin-added",
                level=Impact.SECURITY,
                subject="CORS",
                text="opens to every origin: `https://*`",
                why="Any web page may call the API from a browser.",
                advice="Name the origins.",
                address="aws_apigatewayv2_api.shop",
                before="`https://shop.example`",
                after="`https://*`",
            ),
            accepted="the API is public, see SHOP-12",
        ),
        Entry(
            finding=finding(
                id="changes-not-live",
                level=Impact.OPERATIONS,
                api="chat",
                subject="stage prod",
                text="does not release the changes of 2 routes",
                why="The stage keeps serving its deployment until there is another.",
                advice="Make a deployment with triggers, or set `auto_deploy`.",
                address="aws_apigatewayv2_stage.chat",
            ),
        ),
        name="stacks/shop",
        sources=("stacks/shop/plan.json",),
        digest="ab" * 32,
        notes=("The plan was made with `-target`: what it does not name may change, too.",),
        counts=PlanCounts(create=1, update=3, delete=2),
        unchanged=2,
        diagrams=(
            Diagram(
                title="shop (HTTP)",
                text='flowchart LR\n  a["GET /orders"] --> b["function shop"]\n',
                note="4 routes stand together by the first part of their paths.",
            ),
            Diagram(
                title="chat (WEBSOCKET)",
                text=None,
                note="700 routes of `chat` are too many for a diagram.",
            ),
        ),
        diffs=(
            ResourceDiff(
                address='module.api.aws_apigatewayv2_route.this["GET /orders/{id}"]',
                action="update",
                lines=('-   authorization_type = "JWT"', '+   authorization_type = "NONE"'),
            ),
        ),
        details=(
            ApiDetails(
                api="chat",
                columns=_COLUMNS,
                lines=(RouteLine(key="$connect", before=("IAM", "—"), after=("IAM", "—")),),
                facts=("Stage `prod` is released by hand.",),
            ),
            ApiDetails(
                api="shop",
                columns=_COLUMNS,
                lines=(
                    RouteLine(key="POST /carts", before=("JWT by users", "carts"), after=None),
                    RouteLine(key="GET /new", before=None, after=("JWT by users", "shop")),
                    RouteLine(
                        key="GET /orders/{id}",
                        before=("JWT by users", "orders"),
                        after=("open", "orders"),
                    ),
                    RouteLine(key="ANY /{proxy+}", before=("open", "shop"), after=("open", "shop")),
                ),
                facts=("Stage `$default` is released by itself.", "CORS for every origin."),
            ),
        ),
    )


def lint_report() -> Report:
    """Return the lint report that the golden files show."""
    open_route = {
        "id": "open-route",
        "level": Severity.HIGH,
        "text": "has no authorization",
        "why": "Anyone who has the URL can call it.",
        "advice": "Set authorization_type, or give the route an authorizer.",
    }
    return report(
        Entry(
            fails=True,
            finding=finding(**open_route, address="aws_apigatewayv2_route.carts_post"),
        ),
        Entry(
            known=True,
            finding=finding(
                **open_route, subject="$default", address="aws_apigatewayv2_route.default"
            ),
        ),
        Entry(
            finding=finding(
                id="access-log-missing",
                level=Severity.MEDIUM,
                subject="stage $default",
                text="writes no access log",
                why="Nobody can tell later who called.",
                advice="Add access_log_settings.",
                address="aws_apigatewayv2_stage.default",
            )
        ),
        kind=Kind.LINT,
        name="cdktf.out",
        sources=("cdktf.out",),
        fail_on=Severity.HIGH,
        baseline="main.json",
        rules=(
            RuleWords(
                id="open-route",
                title="A route without authorization",
                why="Anyone who has the URL can call it.",
                fix="Set authorization_type, or give the route an authorizer.",
                level=Severity.HIGH,
                link="https://docs.aws.amazon.com/apigateway/latest/developerguide/"
                "http-api-access-control.html",
                tags=("CKV_AWS_309", "APIGateway.8", "CWE-306"),
            ),
        ),
    )
