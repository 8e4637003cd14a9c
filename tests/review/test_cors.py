"""Which pages of other origins may call an API, before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.surface.elements import Cors
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.surfaces import http_api, ids, told, two_outputs

_A, _B = "https://a.example.com", "https://b.example.com"
_LISTS = {
    "allow_origins": ("origins", _A, _B),
    "allow_methods": ("methods", "GET", "PUT"),
    "allow_headers": ("headers", "X-One", "X-Two"),
    "expose_headers": ("exposed", "X-One", "X-Two"),
}


def _review(before: Cors | None, after: Cors | None) -> Any:  # noqa: ANN401 - findings
    return review(two_outputs(http_api(cors=before), http_api(cors=after)))


def _cors(**options: Any) -> Cors:  # noqa: ANN401 - of the class
    return Cors(**{"allow_origins": (_A,), "allow_methods": ("GET",), **options})


def test_block_added() -> None:
    """A block that comes opens the API to pages, whose origins are named."""
    (found,) = _review(None, _cors())

    assert (found.id, found.level, found.subject) == ("cors-added", Impact.SECURITY, "CORS")
    assert found.text == f"is switched on: pages of `{_A}` may call the API"


def test_block_added_for_every_origin() -> None:
    """A block that opens to every origin says so."""
    assert told(_review(None, _cors(allow_origins=("*",)))) == [
        "CORS: is switched on: pages of every origin may call the API"
    ]


def test_block_removed() -> None:
    """A block that goes breaks the pages of other origins."""
    (found,) = _review(_cors(), None)

    assert (found.id, found.level) == ("cors-removed", Impact.BREAKING)


def test_empty_block() -> None:
    """A block that says nothing is none."""
    assert _review(None, Cors(allow_origins=(), max_age=0)) == ()


@pytest.mark.parametrize("field", _LISTS)
@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("", "1", ["widened"]),
        ("1", "", ["narrowed"]),
        ("1", "2", ["narrowed", "widened"]),
        ("1", "12", ["widened"]),
        ("12", "1", ["narrowed"]),
        ("12", "21", []),
        ("1", "*", ["widened"]),
        ("*", "1", ["narrowed"]),
        ("1", "1*", ["widened"]),
        ("*", "1*", []),
    ],
)
def test_lists(field: str, before: str, after: str, changes: list[str]) -> None:
    """What is added to a list opens, what is taken away breaks; a star stands for all."""
    name, one, two = _LISTS[field]
    members = {"1": one, "2": two, "*": "*"}
    old, new = (tuple(members[letter] for letter in letters) for letters in (before, after))

    found = _review(_cors(**{field: old, "max_age": 5}), _cors(**{field: new, "max_age": 5}))

    assert ids(found) == [f"cors-{name}-{change}" for change in changes]
    levels = {"narrowed": Impact.BREAKING, "widened": Impact.SECURITY}
    assert [one.level for one in found] == [levels[change] for change in changes]


def test_every_https_origin() -> None:
    """``https://*`` stands for every origin with https."""
    every = _cors(allow_origins=("https://*",))

    assert ids(_review(_cors(), every)) == ["cors-origins-widened"]
    assert ids(_review(every, _cors())) == ["cors-origins-narrowed"]


_DEAD = "https://*.example.com"
_BOTH = f"`{_DEAD}` and `{_A}/`"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            (_A,),
            (_A, _DEAD),
            [
                (
                    "cors-origins-unmatched",
                    Impact.OPERATIONS,
                    f"allows the origin `{_DEAD}`, which no browser sends: it lets nobody in",
                )
            ],
            id="comes",
        ),
        pytest.param(
            (_A,),
            (f"{_A}/", _DEAD),
            [
                (
                    "cors-origins-narrowed",
                    Impact.BREAKING,
                    f"no longer allows the origin `{_A}`: browsers refuse such calls",
                ),
                (
                    "cors-origins-unmatched",
                    Impact.OPERATIONS,
                    f"allows the origins {_BOTH}, which no browser sends: they let nobody in",
                ),
            ],
            id="come instead",
        ),
        pytest.param(
            (_A, _DEAD),
            (_A,),
            [
                (
                    "cors-origins-unmatched",
                    Impact.COSMETIC,
                    f"no longer allows the origin `{_DEAD}`, which no browser sends",
                )
            ],
            id="goes",
        ),
        pytest.param(
            (_A,),
            (_A, "null"),
            [("cors-origins-widened", Impact.SECURITY, "opens to the origin `null`")],
            id="sandboxed pages",
        ),
        pytest.param(
            None,
            (_DEAD,),
            [
                (
                    "cors-origins-unmatched",
                    Impact.BEHAVIOUR,
                    f"is switched on, and lets no page in: no browser sends the origin `{_DEAD}`",
                )
            ],
            id="alone in a new block",
        ),
        pytest.param(
            None,
            (_A, _DEAD),
            [
                (
                    "cors-added",
                    Impact.SECURITY,
                    f"is switched on: pages of `{_A}` may call the API",
                ),
                (
                    "cors-origins-unmatched",
                    Impact.OPERATIONS,
                    f"allows the origin `{_DEAD}`, which no browser sends: it lets nobody in",
                ),
            ],
            id="in a new block",
        ),
    ],
)
def test_origin_that_no_browser_sends(
    before: Any,  # noqa: ANN401 - origins
    after: Any,  # noqa: ANN401 - same
    expected: list[tuple[str, Impact, str]],
) -> None:
    """What is no origin, such as one with a star in it, lets nobody in and keeps nobody out."""
    old = None if before is None else _cors(allow_origins=before)

    found = _review(old, _cors(allow_origins=after))

    assert [(one.id, one.level, one.text) for one in found] == expected


def test_case_of_headers() -> None:
    """Names of headers are the same in any case."""
    assert _review(_cors(allow_headers=("X-One",)), _cors(allow_headers=("x-one",))) == ()


@pytest.mark.parametrize(
    ("field", "value", "kind", "level"),
    [
        ("allow_credentials", True, "cors-credentials-allowed", Impact.SECURITY),
        ("max_age", 600, "cors-max-age-changed", Impact.OPERATIONS),
    ],
)
def test_single_values(field: str, value: Any, kind: str, level: Impact) -> None:  # noqa: ANN401 - of the case
    """Cookies and the time that a permission is kept are told of, too."""
    (found,) = _review(_cors(), _cors(**{field: value}))

    assert (found.id, found.level) == (kind, level)


def test_credentials_refused() -> None:
    """Cookies that are no longer allowed break pages that send them."""
    (found,) = _review(_cors(allow_credentials=True), _cors(allow_credentials=False))

    assert (found.id, found.level) == ("cors-credentials-refused", Impact.BREAKING)


def test_max_age_changes() -> None:
    """The sentence has both times."""
    assert told(_review(_cors(max_age=60), _cors(max_age=3600.0))) == [
        "CORS: lets browsers keep a permission for 3,600 s instead of 60 s"
    ]


@pytest.mark.parametrize("field", [*_LISTS, "allow_credentials"])
def test_unknown(field: str) -> None:
    """A field that is known after apply may change; one unknown on both sides is not told."""
    hidden = _cors(**{field: UNKNOWN})

    (found,) = _review(_cors(), hidden)

    assert (found.id, found.certain) == ("cors-unknown", False)
    assert _review(hidden, _cors(**{field: UNKNOWN, "expose_headers": ()} | {field: UNKNOWN})) == ()


@pytest.mark.parametrize(
    ("methods", "words"),
    [
        (("GET",), "the method `GET`: browsers refuse such calls where they must ask first"),
        (("PUT",), "the method `PUT`: browsers refuse such calls"),
        (
            ("POST", "PUT"),
            (
                "the methods `POST` and `PUT`: browsers refuse such calls, those of `POST` where "
                "they must ask first"
            ),
        ),
    ],
)
def test_methods_that_need_no_asking(methods: tuple[str, ...], words: str) -> None:
    """Browsers send simple requests without asking whether their method is allowed."""
    before = _cors(allow_methods=("DELETE", *methods))

    assert told(_review(before, _cors(allow_methods=("DELETE",)))) == [
        f"CORS: no longer allows {words}"
    ]


def test_sentences() -> None:
    """The sentences name what opens and what breaks."""
    before = _cors(allow_methods=("GET", "PUT"), allow_headers=("authorization",))
    after = _cors(allow_origins=("*",), allow_methods=("GET",), expose_headers=("x-id",))

    assert told(_review(before, after)) == [
        "CORS: no longer allows the header `authorization`: browsers refuse such calls",
        "CORS: no longer allows the method `PUT`: browsers refuse such calls",
        "CORS: lets pages read the answer header `x-id`",
        "CORS: opens to every origin",
    ]


@pytest.mark.parametrize("origin", ["https://b.example:443", "http://b.example:80"])
def test_port_that_browsers_leave_out(origin: str) -> None:
    """The usual port of a scheme is in no origin, so a configuration with it lets nobody in."""
    before = Cors(allow_origins=("https://a.example",), allow_methods=("GET",))
    after = replace(before, allow_origins=("https://a.example", origin))

    (found,) = review(two_outputs(http_api(cors=before), http_api(cors=after)))

    assert found.id == "cors-origins-unmatched"
