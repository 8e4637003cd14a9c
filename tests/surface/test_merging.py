from __future__ import annotations

import pytest
from apigwv2_tf.surface.merging import attributes, merged, on_either_side
from apigwv2_tf.surface.values import UNKNOWN, masked


@pytest.mark.parametrize(
    ("value", "unknown", "expected"),
    [
        ({"a": 1, "b": None}, {}, {"a": 1}),
        ({"a": [1, [2]]}, {}, {"a": (1, (2,))}),
        ({"a": []}, {"a": []}, {"a": ()}),
        ({}, {"id": True}, {"id": UNKNOWN}),
        ({"a": 1}, {"a": True}, {"a": UNKNOWN}),
        ({"a": None}, {"a": False}, {}),
        ({}, {"tags": {}}, {}),
        ({"tags": {"a": "x"}}, {"tags": {"b": True}}, {"tags": {"a": "x", "b": UNKNOWN}}),
        ({"scopes": ["a", None]}, {"scopes": [False, True]}, {"scopes": ("a", UNKNOWN)}),
        ({"scopes": []}, {"scopes": [True]}, {"scopes": (UNKNOWN,)}),
        ({}, {"scopes": [True]}, {"scopes": (UNKNOWN,)}),
        (
            {"jwt": [{"audience": ["a"], "issuer": None}]},
            {"jwt": [{"audience": [False], "issuer": True}]},
            {"jwt": ({"audience": ("a",), "issuer": UNKNOWN},)},
        ),
        ({"jwt": [{"issuer": "x"}]}, {"jwt": [{}, {}]}, {"jwt": ({"issuer": "x"},)}),
        ({"a": "x"}, {"a": "nonsense"}, {"a": "x"}),
        ({"a": "x"}, {"a": {"b": True}}, {"a": "x"}),
        ({"a": {"b": 1}}, {"a": [True]}, {"a": {"b": 1}}),
    ],
)
def test_unknown(value: object, unknown: object, expected: object) -> None:
    """What is known after apply stands where it will be; null is left out; lists are tuples."""
    assert merged(value, unknown) == expected


@pytest.mark.parametrize(
    ("value", "unknown", "sensitive", "expected"),
    [
        ({"a": "s"}, {}, {"a": True}, {"a": masked("s")}),
        ({"a": ["s", "t"]}, {}, {"a": [True, False]}, {"a": (masked("s"), "t")}),
        ({"a": {"b": "s"}}, {}, {"a": True}, {"a": masked({"b": "s"})}),
        ({"a": None}, {}, {"a": True}, {}),
        ({}, {"a": True}, {"a": True}, {"a": UNKNOWN}),
        ({"a": {}}, {"a": {"b": True}}, {"a": True}, {"a": UNKNOWN}),
        (
            {"a": "s", "b": "t"},
            {"c": True},
            {"a": True},
            {"a": masked("s"), "b": "t", "c": UNKNOWN},
        ),
        ({"a": "s"}, {}, False, {"a": "s"}),
        ({"a": ["s"]}, {}, {"a": [True, True, True]}, {"a": (masked("s"),)}),
    ],
)
def test_sensitive(value: object, unknown: object, sensitive: object, expected: object) -> None:
    """What is sensitive is masked, as deep as Terraform says so."""
    assert merged(value, unknown, sensitive) == expected


@pytest.mark.parametrize(
    ("unknown", "sensitive", "expected"),
    [
        ({"b": True}, False, {"a": 1, "b": UNKNOWN}),
        ({"b": True}, True, {"a": masked(1), "b": UNKNOWN}),
        (True, False, {"a": UNKNOWN, "c": UNKNOWN}),
        (None, None, {"a": 1}),
        ([], "nonsense", {"a": 1}),
    ],
)
def test_attributes(unknown: object, sensitive: object, expected: object) -> None:
    """What is said of a resource as a whole is said of each of its attributes."""
    assert attributes({"a": 1, "c": None}, unknown, sensitive) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (None, None, None),
        ({}, {}, {}),
        (True, {}, True),
        (False, True, True),
        ({"a": True}, {"b": True}, {"a": True, "b": True}),
        ({"a": {"b": True}}, {"a": {"c": True}}, {"a": {"b": True, "c": True}}),
        ({"a": [{}, {"b": True}]}, {"a": [{"c": True}, {}]}, {"a": [{"c": True}, {"b": True}]}),
        ({"a": [{"b": True}]}, {"a": [{}, {}]}, {"a": True}),
        ({"a": [{"b": True}]}, {"a": False}, {"a": [{"b": True}]}),
        ({"a": [True]}, {"a": {"b": True}}, {"a": True}),
    ],
)
def test_marks_of_either_side(one: object, other: object, expected: object) -> None:
    """What is sensitive before or after is so on both sides; what is which is never guessed."""
    assert on_either_side(one, other) == expected
    assert on_either_side(other, one) == expected
