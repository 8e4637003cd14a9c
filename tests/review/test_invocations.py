"""Functions that routes lead to and that API Gateway can no longer invoke."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.plan import Action, Change
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.surfaces import (
    does,
    function,
    http_api,
    ids,
    lambda_authorizer,
    lambda_function,
    lambda_integration,
    permission,
    planned,
    route,
    stage,
    surface,
    told,
    two_outputs,
)

if TYPE_CHECKING:
    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.elements import LambdaPermission
    from apigwv2_tf.surface.values import Text

_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:main"
_EXECUTE = "arn:aws:execute-api:eu-west-1:123456789012"
_MAIN = lambda_integration(uri=_ARN)
_API = http_api(route("GET /a", to=_MAIN), _MAIN, stage(), id="a1")
_FUNCTION = lambda_function("main")
_WIDE = permission("one", function("main"), function_name="main", source_arn=f"{_EXECUTE}:a1/*/*")
_ELSEWHERE = replace(_WIDE, function=Link(kind=LinkKind.EXTERNAL, id="main"), function_name="main")
_EXTERNAL = replace(_MAIN, backend=Link(kind=LinkKind.EXTERNAL, id=_ARN))
_FOREIGN = http_api(route("GET /a", to=_EXTERNAL), _EXTERNAL, stage(), id="a1")


def _review(before: LambdaPermission | None, *after: LambdaPermission) -> tuple[Finding, ...]:
    first = () if before is None else (before,)
    return review(two_outputs(surface(_API, _FUNCTION, *first), surface(_API, _FUNCTION, *after)))


def test_permission_removed() -> None:
    """A function that API Gateway may no longer invoke breaks the routes that lead to it."""
    kept = permission("kept", function("main"))
    unused = http_api(_MAIN, stage(), id="a1")

    (found,) = _review(_WIDE)

    assert (found.id, found.level, found.subject) == (
        "permission-removed",
        Impact.BREAKING,
        "GET /a",
    )
    assert found.text == (
        "Lambda function `main` can no longer be invoked: its last permission here disappears"
    )
    assert found.certain
    assert (
        review(two_outputs(surface(_API, _FUNCTION, _WIDE, kept), surface(_API, _FUNCTION, kept)))
        == ()
    )
    assert review(two_outputs(surface(unused, _WIDE), surface(unused))) == ()


_NARROWED: list[tuple[dict[str, Any], str]] = [
    ({"source_arn": f"{_EXECUTE}:a1/*/GET/other"}, "source ARN"),
    ({"source_arn": f"{_EXECUTE}:other/*/*"}, "source ARN"),
    ({"action": "lambda:GetFunction"}, "action"),
    ({"qualifier": "live"}, "qualifier"),
    ({"principal": "s3.amazonaws.com"}, "principal"),
    ({"function": function("other"), "function_name": "other"}, "function"),
]


@pytest.mark.parametrize(("change", "noun"), _NARROWED)
def test_permission_no_longer_covers(change: dict[str, Any], noun: str) -> None:
    """A permission that changes so that it does not cover a route is as good as none."""
    other = lambda_function("other")
    sides = [surface(_API, _FUNCTION, other, one) for one in (_WIDE, replace(_WIDE, **change))]

    (found,) = review(two_outputs(*sides))

    assert (found.id, found.level, found.certain) == ("permission-removed", Impact.BREAKING, True)
    assert found.text == (
        f"Lambda function `main` can no longer be invoked: the {noun} of its permission changes"
    )
    assert found.address == "aws_lambda_permission.one"


def test_permission_changed() -> None:
    """A permission that still covers the routes, or may, is told as no more than changed."""
    narrow = replace(_WIDE, source_arn=f"{_EXECUTE}:a1/*/GET/a")

    (found,) = _review(_WIDE, narrow)

    assert (found.id, found.level) == ("permission-changed", Impact.OPERATIONS)
    assert found.text == "Lambda function `main` gets another permission: its source ARN changes"
    assert _review(_WIDE, replace(_WIDE, source_arn=UNKNOWN)) == ()


def test_permission_for_something_else_changed() -> None:
    """A permission that is for another API, or for no API, is no news of the one at hand."""
    wide, narrow = (
        replace(_WIDE, origin=_ASKS.origin, source_arn=f"{_EXECUTE}:rest9/*{end}")
        for end in ("/*", "/GET/a")
    )
    bucket = replace(wide, source_arn="arn:aws:s3:::bucket", principal="s3.amazonaws.com")
    any_api = replace(wide, source_arn=f"{_EXECUTE}:*/*/GET/a")
    before = surface(_API, _FUNCTION, _WIDE, wide)

    assert review(two_outputs(before, surface(_API, _FUNCTION, _WIDE, narrow))) == ()
    assert review(two_outputs(before, surface(_API, _FUNCTION, _WIDE, bucket))) == ()
    assert ids(review(two_outputs(before, surface(_API, _FUNCTION, _WIDE, any_api)))) == [
        "permission-changed"
    ]


_ALIAS = Resource(
    address="aws_lambda_alias.live",
    type="aws_lambda_alias",
    values={"function_name": "main", "name": "live"},
    links={"function_name": function("main")},
)
_TO_ALIAS = Link(
    kind=LinkKind.EXACT, targets=(_ALIAS.address,), expression=f"${{{_ALIAS.address}.arn}}"
)
_QUALIFIED = replace(_WIDE, qualifier="live")


@pytest.mark.parametrize("name", [UNKNOWN, f"{_ARN}:live"])
def test_permission_written_another_way(name: Text) -> None:
    """A function's name and a qualifier mean what the ARN of the alias does."""
    main = replace(_MAIN, uri=f"{_ARN}:live", backend=_TO_ALIAS)
    api = http_api(route("GET /a", to=main), main, stage(), id="a1")
    rest = (api, _FUNCTION, _ALIAS)
    by_arn = replace(_WIDE, function=_TO_ALIAS, function_name=name)
    before, after = surface(*rest, _QUALIFIED), surface(*rest, by_arn)

    assert review(two_outputs(before, after)) == ()
    assert review(two_outputs(after, before)) == ()


@pytest.mark.parametrize(
    ("names", "one", "called"),
    [
        ((_ARN, f"{_ARN}:live"), _WIDE, "with the qualifier `live`"),
        ((f"{_ARN}:live", _ARN), _QUALIFIED, "without a qualifier"),
    ],
)
def test_route_calls_with_another_qualifier(
    names: tuple[str, str], one: LambdaPermission, called: str
) -> None:
    """A permission for a function is none for its alias, nor the other way round."""
    to = [replace(_MAIN, uri=name) for name in names]
    apis = [http_api(route("GET /a", to=main), main, stage(), id="a1") for main in to]

    found = review(two_outputs(*(surface(api, _FUNCTION, one) for api in apis)))

    assert (
        "GET /a: Lambda function `main` can no longer be invoked:"
        f" it is called {called} now, which no permission here covers"
    ) in told(found)


def test_permission_changed_in_two_parts() -> None:
    """Two parts of a permission that change are told in the plural."""
    narrow = replace(_QUALIFIED, source_arn=f"{_EXECUTE}:a1/*/GET/b")

    (found,) = _review(_WIDE, narrow)

    assert found.text.endswith("the qualifier and source ARN of its permission change")


def test_route_gets_a_key_that_is_not_covered() -> None:
    """A permission for one path does not cover the route when that gets another."""
    narrow = replace(_WIDE, source_arn=f"{_EXECUTE}:a1/*/GET/a")
    sides = [
        http_api(route(key, to=_MAIN, address="one"), _MAIN, stage(), id="a1")
        for key in ("GET /a", "GET /b")
    ]

    found = review(two_outputs(*(surface(one, _FUNCTION, narrow) for one in sides)))

    assert "permission-removed" in ids(found)
    assert any(one.text.endswith("no permission here covers it any more") for one in found)


def test_route_that_was_never_covered() -> None:
    """What could not be invoked before is no news."""
    other = replace(_WIDE, source_arn=f"{_EXECUTE}:other/*/*")

    assert "permission-removed" not in ids(_review(other))


@pytest.mark.parametrize(
    "after",
    [(), (replace(_ELSEWHERE, source_arn=f"{_EXECUTE}:a1/*/GET/other"),)],
)
def test_permission_for_a_function_elsewhere(after: tuple[LambdaPermission, ...]) -> None:
    """Of a function that is managed elsewhere, another permission may be there, too."""
    (found,) = review(two_outputs(surface(_FOREIGN, _ELSEWHERE), surface(_FOREIGN, *after)))

    assert (found.id, found.level, found.certain) == ("permission-removed", Impact.BREAKING, False)
    assert found.text.startswith("Lambda function `main` can no longer be invoked: ")
    assert found.text.endswith(", unless one that is managed elsewhere covers it")


def test_permission_left_alone() -> None:
    """A permission that a plan for some resources does not touch still covers its routes."""
    before, after = surface(_API, _FUNCTION, _WIDE), surface(_API, _FUNCTION)

    assert review(planned(before, after)) == ()
    assert ids(review(planned(before, after, does(Action.DELETE, _WIDE)))) == ["permission-removed"]


def _deletes(one: Resource) -> Change:
    return Change(address=one.address, type=one.type, action=Action.DELETE)


def test_function_removed() -> None:
    """A function that is deleted while a route leads to it leaves the route without an answer."""
    before, after = surface(_API, _FUNCTION, _ELSEWHERE), surface(_FOREIGN, _ELSEWHERE)

    (found,) = review(planned(before, after, _deletes(_FUNCTION)))

    assert (found.id, found.level, found.certain) == ("function-removed", Impact.BREAKING, True)
    assert (found.subject, found.address) == ("GET /a", "aws_lambda_function.main")
    assert found.text == "Lambda function `main` is deleted, and this still leads to it"
    assert review(planned(before, after)) == ()


def test_function_made_again_elsewhere() -> None:
    """A function that is deleted and made with the same name at another address stays there."""
    old, new = (lambda_function(name, function_name="main") for name in ("main", "again"))
    again = replace(_ELSEWHERE, function=function("again"))
    before, after = surface(_API, old, _WIDE), surface(_FOREIGN, new, again)
    makes = Change(address=new.address, type=new.type, action=Action.CREATE)

    found = review(planned(before, after, _deletes(old), makes))

    assert "function-removed" not in ids(found)
    assert "permission-removed" not in ids(found)
    assert "function-removed" in ids(review(planned(before, after, _deletes(old))))


_GUARD = lambda_authorizer("guard", uri=_ARN.replace("main", "guard"))
_GUARDED = http_api(
    route("GET /a", to=_MAIN, by=_GUARD),
    route("GET /b", to=_MAIN),
    _MAIN,
    _GUARD,
    stage(),
    id="a1",
)
_ASKED = lambda_function("guard")
_ID = Resource(address=_GUARD.origin.address, type=_GUARD.origin.type, values={"id": "z1"})
_ASKS = permission(
    "asks",
    function("guard"),
    function_name="guard",
    source_arn=f"{_EXECUTE}:a1/authorizers/z1",
)


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ((), "its last permission here disappears"),
        (
            (replace(_ASKS, source_arn=f"{_EXECUTE}:a1/authorizers/z2"),),
            "the source ARN of its permission changes",
        ),
        ((replace(_ASKS, qualifier="live"),), "the qualifier of its permission changes"),
    ],
)
def test_authorizer_no_longer_permitted(
    after: tuple[LambdaPermission, ...],
    reason: str,
) -> None:
    """An authorizer whose function may not be asked any more breaks the routes that it guards."""
    rest = (_GUARDED, _FUNCTION, _WIDE, _ASKED, _ID)

    (found,) = review(two_outputs(surface(*rest, _ASKS), surface(*rest, *after)))

    assert (found.id, found.level, found.subject, found.certain) == (
        "permission-removed",
        Impact.BREAKING,
        "GET /a",
        True,
    )
    assert found.text == (
        "Lambda function `guard`, which authorizer `guard` asks, can no longer be invoked:"
        f" {reason}"
    )


def test_authorizer_that_is_still_permitted() -> None:
    """A permission that still covers asking, or may, or that the plan leaves alone, is no loss."""
    rest = (_GUARDED, _FUNCTION, _WIDE, _ASKED, _ID)
    before = surface(*rest, _ASKS)
    wide = replace(_ASKS, source_arn=f"{_EXECUTE}:a1/authorizers/*")
    unknown = replace(_ASKS, source_arn=UNKNOWN)

    assert review(two_outputs(before, surface(*rest, wide))) == ()
    assert review(two_outputs(before, surface(*rest, unknown))) == ()
    assert review(planned(before, surface(*rest))) == ()
    assert review(two_outputs(surface(*rest), surface(*rest))) == ()


def test_function_of_an_authorizer_removed() -> None:
    """A function that is deleted while an authorizer asks it leaves its routes without answers."""
    alone = replace(_GUARD, function=Link(kind=LinkKind.EXTERNAL, id=_ARN))
    api = replace(_GUARDED, authorizers=(alone,))
    before = surface(_GUARDED, _FUNCTION, _WIDE, _ASKED, _ID, _ASKS)
    after = surface(api, _FUNCTION, _WIDE, _ID)
    deletes = (_deletes(_ASKED), does(Action.DELETE, _ASKS))

    (found,) = review(planned(before, after, *deletes))

    assert (found.id, found.subject, found.certain) == ("function-removed", "GET /a", True)
    assert found.text == "Lambda function `guard`, which authorizer `guard` asks, is deleted"
