"""What clients of a WebSocket API get back, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from apigwv2_tf.report import Impact
from apigwv2_tf.review import review
from apigwv2_tf.review.schemas import schema_change
from apigwv2_tf.surface.values import UNKNOWN
from hypothesis import given
from hypothesis import strategies as st

from tests.support.surfaces import (
    ids,
    model,
    response,
    route,
    told,
    two_outputs,
    websocket_api,
)

_ANSWERING: dict[str, Any] = {
    "response_selection_expression": "$default",
    "responses": (response(),),
}


def _review(before: Any, after: Any, *, parts: Any = ()) -> Any:  # noqa: ANN401 - options of a route
    return review(
        two_outputs(
            websocket_api(route("send", **before), *parts),
            websocket_api(route("send", **after), *parts),
        )
    )


def test_route_selection() -> None:
    """Another expression may send every message elsewhere."""
    before = websocket_api()
    after = websocket_api(route_selection_expression="$request.body.type")

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.level) == ("route-selection-changed", Impact.BREAKING)
    assert found.text == (
        "the route of every message is picked by `$request.body.type` instead of "
        "`$request.body.action`"
    )


@pytest.mark.parametrize(
    ("connect", "words"), [((route("$connect"),), "as `$connect`"), ((), "open")]
)
def test_messages_are_as_open_as_the_connection(connect: Any, words: str) -> None:  # noqa: ANN401
    """A new message is for those who could connect."""
    before, after = websocket_api(*connect), websocket_api(*connect, route("send"))

    (new,) = review(two_outputs(before, after))
    (gone,) = review(two_outputs(after, before))

    assert (new.after, gone.before) == (words, words)


def test_api_key_source() -> None:
    """Where the API key is looked for matters where a route asks for one."""
    asking = route("$connect", api_key_required=True)
    options = {"api_key_selection_expression": "$context.authorizer.usageIdentifierKey"}

    assert ids(review(two_outputs(websocket_api(asking), websocket_api(asking, **options)))) == [
        "api-key-source-changed"
    ]
    assert review(two_outputs(websocket_api(), websocket_api(**options))) == ()


@pytest.mark.parametrize(
    ("after", "text"),
    [
        ({}, "loses its route response: clients no longer get an answer"),
        (
            {"responses": (response(),)},
            "loses what selects its response: clients no longer get an answer",
        ),
    ],
)
def test_answer_lost(after: dict[str, Any], text: str) -> None:
    """A client gets an answer only where the response and its selection are both there."""
    (found,) = _review(_ANSWERING, after)

    assert (found.id, found.level) == ("route-response-removed", Impact.BREAKING)
    assert found.text == text


def test_answer_gained() -> None:
    """An answer that comes is told, too; half of it is nothing."""
    assert ids(_review({}, _ANSWERING)) == ["route-response-added"]
    assert _review({}, {"responses": (response(),)}) == ()


def test_answer_changed() -> None:
    """Other responses are other answers."""
    other = {**_ANSWERING, "responses": (response(), response("more", "/4/"))}

    assert ids(_review(_ANSWERING, other)) == ["route-response-changed"]


def test_unknown_answer() -> None:
    """A selection that is known after apply may be another one."""
    (found,) = _review(_ANSWERING, {**_ANSWERING, "response_selection_expression": UNKNOWN})

    assert (found.id, found.certain) == ("route-response-changed", False)


def test_braces_around_the_route_selection() -> None:
    """AWS picks by the same variable with braces and without."""
    before = websocket_api(route_selection_expression="$request.body.action")
    after = websocket_api(route_selection_expression="${request.body.action}")
    longer = websocket_api(route_selection_expression="${request.body.action}/x")

    assert review(two_outputs(before, after)) == ()
    assert ids(review(two_outputs(before, longer))) == ["route-selection-changed"]


def test_models_that_go_while_one_is_picked() -> None:
    """Without a model that fits AWS refuses messages; without any, it may refuse them all."""
    (found,) = _review(_CHECKED, {**_CHECKED, "request_models": {}})

    assert (found.level, found.certain) == (Impact.BREAKING, False)
    assert found.text == (
        "has no model left, while `all` still picks one: all its messages may be refused"
    )


_CHECKED: dict[str, Any] = {
    "model_selection_expression": "all",
    "request_models": {"all": "message"},
}
_STRING = {"type": "object", "properties": {"text": {"type": "string"}}}


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({}, _CHECKED, ["validation-added"]),
        (_CHECKED, {}, ["validation-removed"]),
        (_CHECKED, {**_CHECKED, "request_models": {}}, ["validation-tightened"]),
        (_CHECKED, {**_CHECKED, "request_models": {"all": "other"}}, ["validation-changed"]),
        (_CHECKED, {**_CHECKED, "model_selection_expression": "x"}, ["validation-changed"]),
        (
            _CHECKED,
            {**_CHECKED, "request_models": {"all": "message", "more": "other"}},
            ["validation-added"],
        ),
        (
            {**_CHECKED, "request_models": {"all": "message", "more": "other"}},
            _CHECKED,
            ["validation-tightened"],
        ),
        (_CHECKED, {**_CHECKED, "request_models": UNKNOWN}, ["validation-changed"]),
        (
            {},
            {"request_parameters": {"route.request.header.Token": True}},
            ["parameter-required"],
        ),
        (
            {"request_parameters": {"route.request.header.Token": True}},
            {"request_parameters": {"route.request.header.Token": False}},
            ["parameter-not-required"],
        ),
        (
            {"request_parameters": {"route.request.header.Token": False}},
            {"request_parameters": {}},
            [],
        ),
    ],
)
def test_validation(before: dict[str, Any], after: dict[str, Any], kinds: list[str]) -> None:
    """What is refused before the backend sees it is told by what it means for messages."""
    found = _review(before, after)

    assert ids(found) == kinds


_SCHEMAS: list[tuple[dict[str, Any], str, str | None]] = [
    (
        {**_STRING, "required": ["text"]},
        "validation-tightened",
        "its model changes (requires `text`)",
    ),
    (
        {**_STRING, "additionalProperties": False},
        "validation-tightened",
        "its model changes (takes no other properties)",
    ),
    (
        {"type": "object", "properties": {"text": {"type": "string", "maxLength": 5}}},
        "validation-tightened",
        "its model changes (`text` has `maxLength`)",
    ),
    ({"type": "object"}, "validation-loosened", "its model changes (`text` no longer has `type`)"),
    (
        {"type": "object", "properties": {"text": {"type": "number"}}},
        "validation-changed",
        None,
    ),
    ({**_STRING, "description": "A message"}, "", None),
]


@pytest.mark.parametrize(("schema", "kind", "text"), _SCHEMAS)
def test_schema(schema: dict[str, Any], kind: str, text: str | None) -> None:
    """A model that refuses more breaks clients; one that refuses less does not."""
    before = websocket_api(route("send", **_CHECKED), model("message", json.dumps(_STRING)))
    after = websocket_api(route("send", **_CHECKED), model("message", json.dumps(schema, indent=2)))

    found = review(two_outputs(before, after))

    assert ids(found) == ([kind] if kind else [])
    assert all((text or "") in one.text for one in found)


def test_unknown_schema() -> None:
    """A schema that is known after apply may refuse more."""
    before = websocket_api(route("send", **_CHECKED), model("message", json.dumps(_STRING)))
    after = websocket_api(route("send", **_CHECKED), model("message", UNKNOWN))

    (found,) = review(two_outputs(before, after))

    assert (found.id, found.certain) == ("validation-changed", False)


@pytest.mark.parametrize(
    ("before", "after", "tighter", "looser"),
    [
        ({"enum": [1, 2]}, {"enum": [1]}, ["may no longer be `2`"], []),
        ({"enum": [1]}, {"enum": [1, 2]}, [], ["may be `2`"]),
        ({"minimum": 1}, {"minimum": 2}, ["has `minimum` 2 instead of 1"], []),
        ({"maximum": 1}, {"maximum": 2}, [], ["has `maximum` 2 instead of 1"]),
        ({"required": ["a"]}, {}, [], ["no longer requires `a`"]),
        (
            {"items": {"minLength": 1}},
            {"items": {"minLength": 2}},
            ["`[]` has `minLength` 2 instead of 1"],
            [],
        ),
        ({"additionalProperties": False}, {}, [], ["takes other properties"]),
    ],
)
def test_schema_change(
    before: dict[str, Any], after: dict[str, Any], tighter: list[str], looser: list[str]
) -> None:
    """The keywords of a schema, one by one."""
    found = schema_change(json.dumps(before), json.dumps(after))

    assert (found.tighter, found.looser, found.is_clear) == (tighter, looser, True)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "required",
                    "enum",
                    "properties",
                    "items",
                    "additionalProperties",
                    "minimum",
                    "type",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON, _JSON)
def test_any_schema(before: Any, after: Any) -> None:  # noqa: ANN401 - JSON
    """Whatever stands in a schema, there is an answer; the same schema is no change."""
    schema_change(json.dumps(before), json.dumps(after))
    same = schema_change(json.dumps(before), json.dumps(before))

    assert (same.tighter, same.looser, same.is_clear) == ([], [], True)


def test_no_json() -> None:
    """What is no JSON is compared as text."""
    assert not schema_change("{", "}").is_clear


def test_renamed_route_keeps_its_answer() -> None:
    """A route in place is compared with what it was, under whatever key."""
    before = websocket_api(route("send", address="one", **_ANSWERING))
    after = websocket_api(route("post", address="one"))

    assert told(review(two_outputs(before, after))) == [
        "post: loses its route response: clients no longer get an answer",
        "send: becomes `post`: messages to `send` get an error",
    ]
