"""Sentences in which names of others stand."""

from __future__ import annotations

import pytest
from apigwv2_tf.lint import RULES
from apigwv2_tf.prose import abridged, code, counted, listed, pieces
from apigwv2_tf.review.kinds import KINDS
from hypothesis import given

from tests.support.hostile import hostile_text
from tests.support.prose import unquoted


@given(hostile_text)
def test_no_name_gets_out_of_its_backticks(text: str) -> None:
    """Whatever it is called, a name is one piece of code in its sentence."""
    found = list(pieces(f"falls to {code(text)} at once"))

    assert [is_code for _, is_code in found] == [False, True, False]
    assert found[0][0] + found[2][0] == "falls to  at once"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("GET /a", "`GET /a`"), ("a`b", "`a\\x60b`"), ("", "`(empty)`")],
)
def test_code(name: str, shown: str) -> None:
    """A name stands between backticks, its own are spelled out."""
    assert code(name) == shown


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "a"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_listed(names: list[str], told: str) -> None:
    """Several names become a list that a reader takes in."""
    assert listed(names) == told


def test_counted() -> None:
    """Numbers are written as people read them."""
    assert [counted(number, "route") for number in (0, 1, 2000)] == [
        "0 routes",
        "1 route",
        "2,000 routes",
    ]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [("abcdef", "abcdef"), ("abcdefg", "abcde…"), ("a `cdefg`", "a `cd…`")],
)
def test_abridged(sentence: str, shown: str) -> None:
    """What is too long ends with a mark that it does, outside of code and in it."""
    assert abridged(sentence, 6) == shown


def test_words_about_kinds_and_rules_quote_what_is_code() -> None:
    """What we write ourselves comes out as it is written, code between backticks."""
    assert unquoted(text for kind in KINDS for text in (kind.why, kind.advice)) == []
    assert unquoted(text for rule in RULES for text in (rule.title, rule.why, rule.fix)) == []
