"""What is raised on purpose: the tree of errors, and the words they are told in."""

from __future__ import annotations

import pickle

import pytest
from apigwv2_tf import (
    ApiGatewayError,
    AuthorizationType,
    CorsConfiguration,
    MissingExtraError,
    OptionError,
    Problem,
    UnsupportedOptionError,
)
from apigwv2_tf.errors import LEFT_OUT, DocumentError, OutputError, shown

_PROBLEM = Problem("throttle.rate", -1, "0 or more", "leave it out to keep the account's limit")


@pytest.mark.parametrize(
    ("error", "parents"),
    [
        pytest.param(OptionError, (ApiGatewayError, ValueError), id="option"),
        pytest.param(UnsupportedOptionError, (OptionError, ValueError), id="unsupported"),
        pytest.param(DocumentError, (ApiGatewayError,), id="document"),
        pytest.param(OutputError, (ApiGatewayError,), id="output"),
        pytest.param(MissingExtraError, (ApiGatewayError, ImportError), id="extra"),
    ],
)
def test_error_can_be_caught_as(
    error: type[Exception], parents: tuple[type[Exception], ...]
) -> None:
    """Each error is one of ours, and the kind of Python's own error that it resembles."""
    assert all(issubclass(error, parent) for parent in parents)


def test_message_says_where_what_allowed_and_what_to_do() -> None:
    """A problem is told with its construct's path, the option, the value, the rule and the way."""
    assert str(OptionError("orders/Live", [_PROBLEM])) == (
        "orders/Live: throttle.rate is -1, allowed: 0 or more; "
        "leave it out to keep the account's limit"
    )


def test_message_without_fix() -> None:
    """Where the rule says all, nothing follows it."""
    assert str(Problem("burst", "a", "a whole number")) == "burst is 'a', allowed: a whole number"


def test_every_problem_has_a_line_of_its_own() -> None:
    """Several problems are told at once, each with the path."""
    error = OptionError("orders/Live", [_PROBLEM, "a sentence"])

    assert str(error).splitlines() == [f"orders/Live: {_PROBLEM}", "orders/Live: a sentence"]


def test_error_keeps_path_and_problems() -> None:
    """A program can read where and what without taking the message apart."""
    error = UnsupportedOptionError("orders/Live", iter([_PROBLEM]))

    assert (error.path, error.problems) == ("orders/Live", (_PROBLEM,))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("POST", "'POST'", id="text"),
        pytest.param("a\nb", r"'a\nb'", id="one-line"),
        pytest.param(None, "None", id="none"),
        pytest.param(LEFT_OUT, "left out", id="left-out"),
        pytest.param(AuthorizationType.IAM, "'AWS_IAM'", id="enum"),
        pytest.param(ApiGatewayError, "<class 'apigwv2_tf.errors.ApiGatewayError'>", id="class"),
        pytest.param(object(), "object(...)", id="object-without-words"),
        pytest.param("x" * 78, f"'{'x' * 78}'", id="just-short-enough"),
        pytest.param("x" * 79, f"'{'x' * 78}…", id="too-long"),
        pytest.param("ü" * 500, f"'{'ü' * 78}…", id="much-too-long"),
        pytest.param(
            10**5000, "a number of thousands of digits", id="number-python-does-not-write"
        ),
        pytest.param(
            CorsConfiguration(allow_origins=["*"]),
            "CorsConfiguration(allow_origins=['*'])",
            id="struct-without-what-was-left-out",
        ),
    ],
)
def test_value_is_shown_on_one_short_line(value: object, text: str) -> None:
    """A value is written as the user wrote it, in 80 characters at most."""
    assert shown(value) == text
    assert len(shown(value)) <= 80


def test_problems_are_values() -> None:
    """Two equal problems are equal, and they survive being sent between processes."""
    assert pickle.loads(pickle.dumps(_PROBLEM)) == _PROBLEM  # noqa: S301 - our own bytes


@pytest.mark.parametrize("kind", [OptionError, UnsupportedOptionError])
def test_error_survives_pickling(kind: type[OptionError]) -> None:
    """An error raised in another process arrives with path, problems and message."""
    error = kind("orders/Live", [_PROBLEM])
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(arrived) is kind
    assert (str(arrived), arrived.path, arrived.problems) == (
        str(error),
        error.path,
        error.problems,
    )
