"""Which route answers a request."""

from __future__ import annotations

import pytest
from apigwv2_tf.surface.requests import shifts
from apigwv2_tf.surface.selection import (
    METHODS,
    Request,
    Selector,
    parse_key,
    select,
    select_message,
    witnesses,
)
from hypothesis import given
from hypothesis import strategies as st

# the routes of the example in AWS's documentation
_PETS = (
    "GET /pets/dog/1",
    "GET /pets/dog/{id}",
    "GET /pets/{proxy+}",
    "ANY /{proxy+}",
    "$default",
)


def _winner(keys: tuple[str, ...], request: str) -> str | None:
    method, path = request.split(" ")
    winner = select(keys, method, path).winner
    return winner.text if winner else None


@pytest.mark.parametrize(
    ("request_line", "winner"),
    [
        ("GET /pets/dog/1", "GET /pets/dog/1"),
        ("GET /pets/dog/2", "GET /pets/dog/{id}"),
        ("GET /pets/cat/1", "GET /pets/{proxy+}"),
        ("POST /test/5", "ANY /{proxy+}"),
        ("GET /", "$default"),
    ],
)
def test_documented_example(request_line: str, winner: str) -> None:
    """The example of AWS's documentation comes out as it says, without a doubt."""
    assert _winner(_PETS, request_line) == winner
    assert select(_PETS, *request_line.split(" ")).tie is None


@pytest.mark.parametrize(
    ("request_line", "winner"),
    [
        ("POST /pets/dog/1", "ANY /{proxy+}"),
        ("GET /pets", "ANY /{proxy+}"),
    ],
)
def test_what_follows_from_the_documented_example(request_line: str, winner: str) -> None:
    """A method that a route does not have, and an empty rest, go to the wider route."""
    assert _winner(_PETS, request_line) == winner


@pytest.mark.parametrize(
    ("wide", "narrow", "does"),
    [
        ("$default", "GET /a", True),
        ("GET /a", "$default", False),
        ("$default", "$default", True),
        ("ANY /{proxy+}", "GET /a/{b}", True),
        ("ANY /{proxy+}", "GET /", False),
        ("ANY /a/{proxy+}", "GET /a", False),
        ("ANY /a/{proxy+}", "GET /a/{rest+}", True),
        ("ANY /a/{b}/{proxy+}", "GET /a/{rest+}", False),
        ("ANY /{x}/b", "GET /a/b", True),
        ("ANY /a/b", "GET /{x}/b", False),
        ("ANY /{x}", "GET /{proxy+}", False),
        ("ANY /{proxy+}", "GET /a/{proxy+}", True),
        ("ANY /{proxy+}", "GET /a/", True),
        ("ANY /a/{x}", "GET /a/", False),
        ("ANY /a", "GET /a/", False),
    ],
)
def test_key_covers_another(wide: str, narrow: str, does: bool) -> None:  # noqa: FBT001
    """A key covers another if it takes every path of that."""
    one, other = parse_key(wide), parse_key(narrow)

    assert one is not None
    assert other is not None
    assert one.covers(other) is does


@pytest.mark.parametrize(
    ("keys", "request_line", "winner"),
    [
        (("ANY /a", "GET /a"), "GET /a", "GET /a"),
        (("ANY /a", "GET /a"), "POST /a", "ANY /a"),
        (("GET /pets", "ANY /{proxy+}"), "POST /pets", "ANY /{proxy+}"),
        (("GET /a/{proxy+}", "GET /a/b/{proxy+}"), "GET /a/b/c", "GET /a/b/{proxy+}"),
        (("ANY /{proxy+}",), "GET /", None),
        (("ANY /a/{proxy+}",), "GET /a", None),
        (("ANY /a/{proxy+}",), "GET /a/", None),
        (("ANY /a/{proxy+}",), "GET /a/b", "ANY /a/{proxy+}"),
        (("GET /pets",), "GET /pets/", None),
        (("GET /pets", "GET /{proxy+}"), "GET /pets/", "GET /{proxy+}"),
        (("GET /pets/{id}",), "GET /pets/", None),
        (("GET /pets/", "GET /{proxy+}"), "GET /pets/", "GET /pets/"),
        (("GET /pets/",), "GET /pets", None),
        (("GET /Pets",), "GET /pets", None),
        (("GET /",), "GET /", "GET /"),
        (("GET /a",), "POST /a", None),
        (("GET /a",), "BREW /a", None),
        (("ANY /a",), "BREW /a", "ANY /a"),
        ((), "GET /a", None),
    ],
)
def test_choice(keys: tuple[str, ...], request_line: str, winner: str | None) -> None:
    """The rules of semantics, one by one: ANY, greedy, no empty rest, slashes, case."""
    assert _winner(keys, request_line) == winner


@pytest.mark.parametrize(
    ("keys", "request_line", "winner", "tie"),
    [
        (("ANY /a", "GET /{proxy+}"), "GET /a", "ANY /a", "GET /{proxy+}"),
        (("GET /a/{x}", "ANY /a/b"), "GET /a/b", "ANY /a/b", "GET /a/{x}"),
        (("GET /{a}/b", "GET /a/{b}"), "GET /a/b", "GET /a/{b}", "GET /{a}/b"),
        (("ANY /a/{p+}", "GET /{p+}"), "GET /a/b", "ANY /a/{p+}", "GET /{p+}"),
    ],
)
def test_undocumented_ties_are_named(
    keys: tuple[str, ...], request_line: str, winner: str, tie: str
) -> None:
    """Where AWS does not say which of two routes it is, the choice names the other one."""
    selection = select(keys, *request_line.split(" "))

    assert (str(selection.winner), str(selection.tie)) == (winner, tie)


@pytest.mark.parametrize(
    "text",
    [
        "get /a",
        "GET a",
        "GET /a//",
        "GET //",
        "GET  /a",
        "GET /{a+}/b",
        "GET /{a}{b}",
        "GET /{id}.json",
        "GET /v{n}",
        "GET /{}",
        "GET /{+}",
        "FETCH /a",
        "$connect",
        "",
        "GET",
        "GET /a b",
        "GET /a\n",
    ],
)
def test_no_key(text: str) -> None:
    """What API Gateway refuses as the key of a route is none."""
    assert parse_key(text) is None


def test_key_is_taken_apart() -> None:
    """A key knows its method, its segments and the names of its variables."""
    key = parse_key("GET /a/{id}/{rest+}")

    assert key is not None
    assert (key.method, key.segments, key.variables) == ("GET", ("a", None), ("id", "rest"))
    assert key.is_greedy


@pytest.mark.parametrize(
    ("value", "winner"),
    [
        ("send", "send"),
        ("other", "$default"),
        ("", "$default"),
        ("$connect", None),
        ("$disconnect", None),
    ],
)
def test_message(value: str, winner: str | None) -> None:
    """A message goes to the route of its key, else to ``$default``; a connection does not."""
    assert select_message(("send", "$default"), value) == winner


def test_message_without_default() -> None:
    """Without ``$default`` nobody answers other messages."""
    assert select_message(("send",), "other") is None


def test_witnesses_reach_each_form_of_path() -> None:
    """Each key has a request by method, and for a greedy one of several lengths."""
    found = witnesses(["GET /a/{id}", "ANY /b/{proxy+}"])

    assert Request("GET", "/a/any") in found
    assert {Request(method, "/b/any/any") for method in METHODS} <= set(found)
    assert {Request("GET", "/b"), Request("GET", "/b/any"), Request("GET", "/b/any/")} <= set(found)


def test_witness_uses_no_literal() -> None:
    """What stands for a variable is not a segment of another route."""
    found = witnesses(["GET /{x}", "GET /any", "GET /any-"])

    assert Request("GET", "/any--") in found


def test_very_long_key() -> None:
    """Even a key of thousands of segments is answered."""
    key = "GET /" + "/".join("{a}" for _ in range(5_000)) + "/{rest+}"
    path = "/".join("a" for _ in range(6_000))

    assert _winner((key,), f"GET /{path}") == key


_SEGMENTS = st.sampled_from(["a", "b", "{x}", "{y}", "any"])
_PATHS = st.lists(_SEGMENTS, max_size=4).map(lambda parts: "/" + "/".join(parts))
_GREEDY = _PATHS.map(lambda path: f"{path.rstrip('/')}/{{rest+}}")
_KEYS = st.one_of(
    st.just("$default"),
    st.builds("{} {}".format, st.sampled_from(["ANY", "GET", "POST"]), st.one_of(_PATHS, _GREEDY)),
)
_REQUESTS = st.builds(
    Request,
    st.sampled_from(["GET", "POST", "PUT"]),
    st.lists(st.sampled_from(["a", "b", "any", ""]), max_size=5).map(lambda p: "/" + "/".join(p)),
)


@given(st.text(), st.lists(st.text()), st.text(), st.text())
def test_total(text: str, keys: list[str], method: str, path: str) -> None:
    """Whatever the text, there is an answer and no error."""
    parse_key(text)
    select([*keys, f"GET /{text}"], method, path)
    select_message(keys, text)
    witnesses(keys)


@given(st.lists(_KEYS), _REQUESTS, st.randoms())
def test_order_of_routes_means_nothing(keys: list[str], request: Request, random: object) -> None:
    """The same routes in another order choose the same."""
    other = list(keys)
    random.shuffle(other)  # type: ignore[attr-defined]

    assert select(keys, request.method, request.path) == select(other, request.method, request.path)


@given(st.lists(_KEYS), _KEYS, _REQUESTS)
def test_new_route_takes_only_what_it_matches(keys: list[str], new: str, request: Request) -> None:
    """A request that a new route does not answer is answered as before."""
    before = select(keys, request.method, request.path).winner
    after = select([*keys, new], request.method, request.path).winner
    shapes = {key.shape for key in map(parse_key, keys) if key}
    added = parse_key(new)

    assert added is not None
    if select([new], request.method, request.path).winner is None:
        assert after == before
    elif after != before and added.shape not in shapes:
        assert after == added


def _slowly(keys: list[str], request: Request) -> tuple[object, ...]:
    """Choose as the rules say, one key after the other."""
    best: tuple[object, ...] = ()
    segments = request.path[1:].split("/") if request.path != "/" else []
    for text in keys:
        key = parse_key(text)
        if key is None or key.is_default:
            continue
        own = key.segments
        fits = all(
            mine == its or (mine is None and its) for mine, its in zip(own, segments, strict=False)
        )
        rest = segments[len(own) :]
        is_long_enough = len(segments) >= len(own) and (
            bool(rest) and rest != [""] if key.is_greedy else not rest
        )
        if fits and is_long_enough and key.method in ("ANY", request.method):
            flags = tuple(segment is not None for segment in own)
            rank = (not key.is_greedy, flags, key.method != "ANY")
            best = max(best, rank)
    return best


@given(st.lists(_KEYS), _REQUESTS)
def test_rank(keys: list[str], request: Request) -> None:
    """The tree chooses what a comparison of all keys by their rank chooses."""
    winner = select(keys, request.method, request.path).winner
    best = _slowly(keys, request)

    if best:
        assert winner is not None
        flags = tuple(segment is not None for segment in winner.segments)
        assert (not winner.is_greedy, flags, winner.method != "ANY") == best
    else:
        assert winner is None or winner.is_default


@given(st.lists(_KEYS, unique=True), _KEYS)
def test_shifts_name_every_other_owner(keys: list[str], key: str) -> None:
    """Every route that answers requests of a key without it is among those that are named."""
    parsed = parse_key(key)
    assert parsed is not None
    rest = [one for one in map(parse_key, keys) if one and one.shape != parsed.shape]
    having, lacking = Selector([*rest, parsed]), Selector(rest)
    named = {shift.other for shift in shifts(parsed, having=having, lacking=lacking)}

    for request in witnesses([*keys, key, "GET /a/b", "GET /a/b/a", "POST /b/a/{x+}"]):
        if having.select(request.method, request.path).winner == parsed:
            assert lacking.select(request.method, request.path).winner in named
