"""Which values count as known to Terraform only."""

from __future__ import annotations

import string
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.constructs._bindings import lazily
from apigwv2_tf.constructs._tokens import is_resolvable, unresolved
from cdktf import Fn, StringMap, TerraformStack, TerraformVariable, Token
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def variable(stack: TerraformStack) -> TerraformVariable:
    """Return an input variable."""
    return TerraformVariable(stack, "Input", type="any")


_MADE: dict[str, Callable[[TerraformVariable], Any]] = {
    "string": lambda variable: variable.string_value,
    "string-in-text": lambda variable: f"https://{variable.string_value}/books",
    "number": lambda variable: variable.number_value,
    "list": lambda variable: variable.list_value,
    "map": lambda variable: Token.as_string_map(variable.value),
    "any-map": lambda variable: Token.as_any_map(variable.value),
    "boolean": lambda variable: variable.boolean_value,
    "resolvable": lambda variable: variable.value,
    "any": lambda variable: Token.as_any(variable.string_value),
    "function": lambda variable: Fn.join(",", variable.list_value),
    "function-of-lists": lambda variable: Fn.tolist(variable.list_value),
    "function-number": lambda variable: Fn.length_of(variable.list_value),
    "in-a-list": lambda variable: ["known", variable.string_value],
    "in-a-tuple": lambda variable: ("known", variable.number_value),
    "in-a-map": lambda variable: {"known": {"deeper": variable.string_value}},
    "as-a-key": lambda variable: {variable.string_value: "known"},
    "in-a-set": lambda variable: {"known", variable.string_value},
}


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in _MADE.items()])
def test_token_is_unresolved(
    variable: TerraformVariable, make: Callable[[TerraformVariable], object]
) -> None:
    """Every form that CDKTF gives a value of later is recognised, at any depth."""
    assert unresolved(make(variable))


def test_attribute_of_a_resource_is_unresolved(function: LambdaFunction) -> None:
    """What AWS decides on, such as an ARN, is not known now."""
    assert unresolved(function.arn)


@pytest.mark.parametrize(
    "text",
    [
        "${aws_lb.main.dns_name}",
        "https://${aws_lb.main.dns_name}/",
        "${data.aws_region.here.name}",
        "${var.stage}",
        "${ local.name }",
        '${lower("ABC")}',
        "${each.key}",
    ],
)
def test_reference_written_by_hand_is_unresolved(text: str) -> None:
    """A Terraform reference in plain text is a value of later too."""
    assert unresolved(text)


@pytest.mark.parametrize(
    "text",
    [
        "${request.body.action}",
        "${stageVariables.url}",
        "${context.routeKey}",
        "$${aws_lb.main.dns_name}",
        "$request.header.x-api-key",
        "{proxy+}",
        "%{if true}",
        "TfToken[TOKEN.0]",
        "",
    ],
)
def test_expression_of_api_gateway_is_known(text: str) -> None:
    """API Gateway's own expressions, and what is escaped, can be checked now."""
    assert not unresolved(text)


@pytest.mark.parametrize(
    "number",
    [
        0,
        -1,
        10**400,
        -(10**400),
        -1e300,
        -1e290,
        1e299,
        8.1e298,
        float("nan"),
        float("inf"),
        float("-inf"),
        True,
    ],
)
def test_number_is_known(number: float) -> None:
    """No number but CDKTF's own marks passes for one, however far below zero."""
    assert not unresolved(number)


@given(st.integers(0, 2**48 - 1))
def test_every_mark_for_a_number_is_recognised(index: int) -> None:
    """CDKTF's numbers begin with the bits FDFF, whichever token they stand for."""
    mark = int.from_bytes(b"\xfd\xff", "big") << 48 | index

    assert unresolved(_double(mark))


def _double(bits: int) -> float:
    number: float = struct.unpack(">d", bits.to_bytes(8, "big"))[0]
    return number


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(min_value=-1e290)
        | st.text(alphabet=string.printable.replace("{", "")),
        lambda inner: st.lists(inner) | st.dictionaries(_TEXT.filter("{".__ne__), inner),
        max_leaves=10,
    ).filter(lambda value: "{TfToken[" not in repr(value))
)
def test_plain_data_is_known(value: object) -> None:
    """Data without a brace has nothing for Terraform in it, and nothing breaks on the way."""
    assert not unresolved(_without_references(value))


def _without_references(value: object) -> object:
    if isinstance(value, dict):
        return {key.replace("{", ""): _without_references(item) for key, item in value.items()}
    return [_without_references(item) for item in value] if isinstance(value, list) else value


def test_object_of_cdktf_is_resolvable(
    variable: TerraformVariable, function: LambdaFunction
) -> None:
    """CDKTF's own objects turn into a value at synth, those of its classes and the others."""
    assert is_resolvable(variable.value)
    assert is_resolvable(lazily(lambda: "later"))
    assert is_resolvable(StringMap(function, "tags"))


@pytest.mark.parametrize(
    "value",
    [Path(), "text", 1, None, [], object(), Token, Path],
    ids=["path", "text", "number", "none", "list", "object", "class", "class-with-resolve"],
)
def test_ordinary_object_is_not_resolvable(value: object) -> None:
    """A path of pathlib can be resolved as well, in another sense."""
    assert not is_resolvable(value)
