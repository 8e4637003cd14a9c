"""Reports put together from findings: what fails, what counts, which routes are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from apigwv2_tf.lint.suppressions import Suppression
from apigwv2_tf.render.gathering import Verdict, lint_report, review_report
from apigwv2_tf.render.report_document import ApiDetails, PlanCounts, Report, RouteLine
from apigwv2_tf.report import Finding, Impact, Severity
from apigwv2_tf.surface.elements import Authorizer, Cors, Integration, Origin, Route, Stage
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.model import Api, Surface
from apigwv2_tf.surface.plan import Action, Change, Comparison
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.reports import finding
from tests.support.surfaces import route, two_outputs, websocket_api


def _origin(kind: str, name: str) -> Origin:
    return Origin(address=f"aws_apigatewayv2_{kind}.{name}", type=f"aws_apigatewayv2_{kind}")


def _to(kind: str, name: str) -> Link:
    return Link(kind=LinkKind.EXACT, targets=(f"aws_apigatewayv2_{kind}.{name}",))


_API = _origin("api", "shop").address
_USERS = Authorizer(origin=_origin("authorizer", "users"), api=_API, name="users", type="JWT")
_ORDERS = Integration(
    origin=_origin("integration", "orders"),
    api=_API,
    type="AWS_PROXY",
    backend=Link(kind=LinkKind.EXACT, targets=("aws_lambda_function.orders",)),
)
_OPEN = Route(
    origin=_origin("route", "get"), api=_API, key="GET /", target=_to("integration", "orders")
)
_GUARDED = Route(
    origin=_origin("route", "post"),
    api=_API,
    key="POST /",
    authorization_type="JWT",
    authorizer=_to("authorizer", "users"),
    scopes=("write",),
    target=Link(kind=LinkKind.AMBIGUOUS, targets=("a", "b")),
)


def _surface(*routes: Route) -> Surface:
    stage = Stage(origin=_origin("stage", "live"), api=_API, name="$default", auto_deploy=True)
    api = Api(
        origin=_origin("api", "shop"),
        name="shop",
        protocol="HTTP",
        routes=routes,
        integrations=(_ORDERS,),
        authorizers=(_USERS,),
        stages=(stage,),
        cors=Cors(allow_origins=("https://shop.example",)),
    )
    return Surface(apis=(api,), notes=("a note",))


def _review(
    comparison: Comparison, *findings: Finding, fail_on: Impact | None = Impact.SECURITY
) -> Report:
    return review_report(
        comparison,
        findings,
        sources=("plan.json",),
        name="plan.json",
        verdict=Verdict(fail_on=fail_on),
    )


_NO_CHANGE = Comparison(before=_surface(_OPEN), after=_surface(_OPEN))


@pytest.mark.parametrize(
    ("level", "fail_on", "does"),
    [
        pytest.param(Impact.BREAKING, Impact.SECURITY, True, id="above"),
        pytest.param(Impact.SECURITY, Impact.SECURITY, True, id="at"),
        pytest.param(Impact.BEHAVIOUR, Impact.SECURITY, False, id="below"),
        pytest.param(Impact.BREAKING, None, False, id="none"),
    ],
)
def test_what_fails(level: Impact, fail_on: Impact | None, *, does: bool) -> None:
    """A finding fails from the level on that was asked for."""
    (entry,) = _review(_NO_CHANGE, finding(level=level), fail_on=fail_on).entries

    assert entry.fails is does


@pytest.mark.parametrize("strict", [False, True])
def test_uncertain_finding_fails_only_if_asked_for(*, strict: bool) -> None:
    """What nobody can tell before apply fails only in a strict run."""
    verdict = Verdict(fail_on=Impact.SECURITY, strict=strict)

    assert [entry.fails for entry in verdict.on([finding(certain=False)])] == [strict]


def test_known_and_accepted_findings_fail_nothing() -> None:
    """What the baseline has, or what was accepted, makes no run fail."""
    known, accepted, new = (finding(subject=f"GET /{number}") for number in range(3))
    verdict = Verdict(
        fail_on=Impact.SECURITY,
        known=frozenset({known.fingerprint}),
        accepted=((accepted, Suppression(place="here", rule=accepted.id, reason="because")),),
    )

    entries = verdict.on([known, new])

    assert [entry.fails for entry in entries] == [False, False, True]
    assert [entry.known for entry in entries] == [True, False, False]
    assert [entry.accepted for entry in entries] == [None, "because", None]


def test_findings_are_sorted() -> None:
    """The worst come first, certain before uncertain, then by API, path and method."""
    subjects = ["GET /b", "POST /a", "GET /a", "CORS"]
    findings = [
        finding(level=Impact.COSMETIC, subject="first"),
        finding(certain=False, subject="GET /0"),
        *(finding(subject=subject) for subject in subjects),
    ]

    entries = _review(_NO_CHANGE, *findings).entries

    assert [entry.finding.subject for entry in entries] == [
        "GET /a",
        "POST /a",
        "GET /b",
        "CORS",
        "GET /0",
        "first",
    ]


def test_routes_before_and_after() -> None:
    """Every route of both sides is there, with who may call and where requests go."""
    before, after = _surface(_OPEN), _surface(_OPEN, _GUARDED)

    report = _review(Comparison(before=before, after=after))

    same = ("open", "AWS_PROXY aws_lambda_function.orders", "$default")
    new = ("JWT by users, scopes write", "one of a, b", "$default")
    assert report.details == (
        ApiDetails(
            api="shop",
            columns=("Authorization", "Target", "Stages"),
            lines=(
                RouteLine(key="GET /", before=same, after=same),
                RouteLine(key="POST /", before=None, after=new),
            ),
            facts=(
                "Stage `$default` releases changes by itself.",
                "CORS for `https://shop.example`.",
            ),
        ),
    )
    assert report.unchanged == 1


def test_how_stages_release() -> None:
    """A stage that deploys nothing by itself says that changes wait."""
    source = _surface(_OPEN)
    stages = tuple(replace(one, auto_deploy=False) for one in source.apis[0].stages)
    by_hand = Surface(apis=(replace(source.apis[0], stages=stages),))

    (details,) = _review(Comparison(before=by_hand, after=by_hand)).details

    assert (
        details.facts[0] == "Stage `$default` serves its last deployment: changes wait for another."
    )


def test_route_with_a_finding_is_not_unchanged() -> None:
    """A route that looks the same, but of which something was found, does not count."""
    assert _review(_NO_CHANGE, finding(subject="GET /")).unchanged == 0


def test_messages_change_with_their_connection() -> None:
    """Of what is as open as `$connect`, nothing counts as unchanged where that changes."""
    api = websocket_api(route("$connect"), route("send"), route("leave"))
    whole = two_outputs(api, api)
    verdict = Verdict(fail_on=None)

    counts = [
        review_report(whole, found, sources=("a",), name="a", verdict=verdict).unchanged
        for found in ((), (finding(api="orders", subject="$connect"),))
    ]

    assert counts == [3, 0]


def test_removed_api_shows_what_it_had() -> None:
    """All routes of an API that goes away are removed."""
    (details,) = _review(Comparison(before=_surface(_OPEN), after=Surface())).details

    assert [line.mark for line in details.lines] == ["-"]
    assert details.facts == ()


@pytest.mark.parametrize(
    ("action", "mark", "is_there"),
    [
        pytest.param(Action.DELETE, "-", False, id="deleted"),
        pytest.param(Action.FORGET, "forgotten", True, id="forgotten"),
    ],
)
@pytest.mark.parametrize("whole", [False, True], ids=["route", "API"])
def test_what_terraform_forgets_stays(
    action: Action, mark: str, *, is_there: bool, whole: bool
) -> None:
    """A route that is no longer managed is still served, and so is not marked as gone."""
    change = Change(address=_OPEN.origin.address, type=_OPEN.origin.type, action=action)
    after = Surface() if whole else _surface()

    report = _review(
        Comparison(before=_surface(_OPEN), after=after, changes=(change,), planned=True)
    )

    (line,) = report.details[0].lines
    assert (line.mark, line.after == line.before) == (mark, is_there)
    assert report.unchanged == 0


def test_route_that_is_forgotten_here_and_kept_there() -> None:
    """Where another resource has its key, nothing is forgotten."""
    change = Change(address="aws_apigatewayv2_route.old", type="t", action=Action.FORGET)
    old = replace(_OPEN, origin=_origin("route", "old"))

    report = _review(
        Comparison(before=_surface(old), after=_surface(_OPEN), changes=(change,), planned=True)
    )

    assert [line.mark for line in report.details[0].lines] == [""]


def test_moved_api_is_the_same() -> None:
    """An API under a new address is compared with itself."""
    old = Api(origin=_origin("api", "old"), name="shop", protocol="HTTP", routes=(_OPEN,))
    moved = Change(
        address=_API,
        type="aws_apigatewayv2_api",
        action=Action.NONE,
        previous_address=old.origin.address,
    )
    before = Surface(apis=(old,))

    (details,) = _review(
        Comparison(before=before, after=_surface(_OPEN), changes=(moved,), planned=True)
    ).details

    assert [line.key for line in details.lines] == ["GET /"]


def test_unknown_key_is_its_address() -> None:
    """A route whose key is known after apply stands under its address."""
    route = Route(origin=_origin("route", "late"), api=_API, key=UNKNOWN)

    (details,) = _review(Comparison(before=Surface(), after=_surface(route))).details

    assert [line.name for line in details.lines] == ["aws_apigatewayv2_route.late"]


def test_key_that_becomes_unknown() -> None:
    """A route whose new key nobody can tell is neither removed nor added."""
    late = replace(_OPEN, key=UNKNOWN)

    report = _review(Comparison(before=_surface(_OPEN), after=_surface(late)))

    (line,) = report.details[0].lines
    assert (line.mark, line.name) == ("~", "GET / → (known after apply)")
    assert report.unchanged == 0


def test_old_key_of_a_route_that_becomes_unknown_is_taken() -> None:
    """Where another route has the key after the change, that one is its successor."""
    late = replace(_OPEN, key=UNKNOWN)
    heir = replace(_GUARDED, key="GET /")

    (details,) = _review(Comparison(before=_surface(_OPEN), after=_surface(late, heir))).details

    assert [(line.mark, line.name) for line in details.lines] == [
        ("+", "aws_apigatewayv2_route.get"),
        ("~", "GET /"),
    ]


def test_unknown_key_on_both_sides_is_one_route() -> None:
    """Nothing is claimed of a key that nobody can tell before or after."""
    late = _surface(replace(_OPEN, key=UNKNOWN))

    (details,) = _review(Comparison(before=late, after=late)).details

    assert [(line.mark, line.name) for line in details.lines] == [
        ("", "aws_apigatewayv2_route.get")
    ]


def test_two_routes_with_one_key_are_both_there() -> None:
    """Routes that AWS will not take both are told apart by their addresses."""
    twin = replace(_GUARDED, key="GET /")

    (details,) = _review(Comparison(before=Surface(), after=_surface(_OPEN, twin))).details

    assert [line.name for line in details.lines] == [
        "aws_apigatewayv2_route.get",
        "aws_apigatewayv2_route.post",
    ]


def test_plan_is_counted() -> None:
    """What Terraform does is counted, replacements by themselves, whichever comes first."""
    actions = [*Action, Action.CREATE]
    changes = tuple(Change(address=one.name, type="t", action=one) for one in actions)

    report = _review(
        Comparison(before=Surface(), after=Surface(), changes=changes, planned=True, digest="d")
    )

    assert report.counts == PlanCounts(create=2, update=1, delete=1, replace=3)
    assert report.digest == "d"


def test_synthesized_outputs_have_no_counts() -> None:
    """Where Terraform has planned nothing there is nothing to count."""
    assert _review(_NO_CHANGE).counts is None


def test_notes_are_told_once() -> None:
    """What both sides do not tell is said once."""
    assert _review(_NO_CHANGE).notes == ("a note",)


def test_lint_report_has_the_routes_as_they_are() -> None:
    """A lint report counts no unchanged routes, but shows all."""
    report = lint_report(
        _surface(_OPEN),
        [finding(level=Severity.HIGH)],
        source="cdktf.out",
        name="cdktf.out",
        verdict=Verdict(fail_on=Severity.HIGH),
        rules=(),
    )

    assert report.unchanged is None
    assert [line.mark for line in report.details[0].lines] == [""]
    assert [entry.fails for entry in report.entries] == [True]
