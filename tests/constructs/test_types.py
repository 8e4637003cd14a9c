"""Arguments of the wrong type: refused in the user's words, CDKTF's own values accepted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence  # noqa: TC003 - read at run time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import cdktf
import pytest
from apigwv2_tf import Api, CorsConfiguration, HttpApi, HttpMethod, OptionError, StageOptions
from apigwv2_tf.constructs._protocols import IFunction, IHasArn  # noqa: TC002 - same
from apigwv2_tf.constructs._types import Struct, checked
from cdktf import Fn, TerraformOutput, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from constructs import Construct
from typing_extensions import TypedDict, Unpack

FUNCTION = "an object with function_name and invoke_arn; LambdaTarget.from_arn() makes one"


class Options(TypedDict, total=False):
    """One option for each form of annotation."""

    text: str | None
    whole: int | None
    number: float | None
    flag: bool | None
    method: HttpMethod | str | None
    duration: timedelta | None
    words: Sequence[str] | None
    tags: Mapping[str, str] | None
    level: Literal["INFO", "OFF"] | None
    call: Callable[[int], int] | None
    cors: CorsConfiguration | None
    stage: StageOptions | None
    handler: IFunction | None
    role: IHasArn | str | None
    anything: Any


class Checked(Construct):
    """A construct that takes each of them and keeps what it got."""

    @checked
    def __init__(self, scope: Construct, id: str, **options: Unpack[Options]) -> None:
        super().__init__(scope, id)
        self.got: dict[str, Any] = dict(options)

    @checked
    def add(self, text: str, number: float = 1, *rest: str) -> tuple[object, ...]:
        """Take arguments by position."""
        return (text, number, *rest)


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits(Struct):
    """A struct of options."""

    rate: float | None = None
    paths: Sequence[str] | None = None


def _written(stack: TerraformStack, value: object) -> object:
    """Return a value as CDKTF writes it."""
    TerraformOutput(stack, "Out", value=value)
    return json.loads(cdktf.Testing.synth(stack))["output"]["Out"]["value"]


_NAN, _INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("text", 5, "5, allowed: text"),
        ("text", b"x", "b'x', allowed: text"),
        ("text", Path("a"), f"{Path('a')!r}, allowed: text"),
        ("whole", "5", "'5', allowed: a whole number"),
        ("whole", True, "True, allowed: a whole number"),
        ("whole", 5.5, "5.5, allowed: a whole number"),
        ("whole", _NAN, "nan, allowed: a whole number"),
        ("whole", -_INF, "-inf, allowed: a whole number"),
        pytest.param(
            "whole",
            10**5000,
            "a number of thousands of digits, allowed: a whole number",
            id="whole-far-too-large",
        ),
        ("number", _NAN, "nan, allowed: a number"),
        ("number", _INF, "inf, allowed: a number"),
        ("number", False, "False, allowed: a number"),
        ("flag", 1, "1, allowed: true or false"),
        ("flag", "yes", "'yes', allowed: true or false"),
        ("method", 5, "5, allowed: an HttpMethod or text"),
        ("duration", 5, "5, allowed: a datetime.timedelta"),
        ("words", "abc", "'abc', allowed: a list of text"),
        ("words", ["a", None], "['a', None], allowed: a list of text"),
        ("words", [1], "[1], allowed: a list of text"),
        ("words", {"a": "b"}, "{'a': 'b'}, allowed: a list of text"),
        ("tags", ["a"], "['a'], allowed: a dict from text to text"),
        ("tags", {"a": None}, "{'a': None}, allowed: a dict from text to text"),
        ("tags", {1: "a"}, "{1: 'a'}, allowed: a dict from text to text"),
        ("level", "DEBUG", "'DEBUG', allowed: INFO, OFF"),
        ("level", ["INFO"], "['INFO'], allowed: INFO, OFF"),
        ("call", 5, "5, allowed: something that can be called"),
        ("stage", 5, "5, allowed: StageOptions(...)"),
        ("handler", "arn", f"'arn', allowed: {FUNCTION}"),
        (
            "handler",
            SimpleNamespace(function_name="f"),
            f"namespace(function_name='f'), allowed: {FUNCTION}",
        ),
        ("role", 5, "5, allowed: an object with arn or text"),
    ],
)
def test_wrong_type_is_refused(
    stack: TerraformStack, option: str, value: object, words: str
) -> None:
    """The message names the construct, the option, the value and what is accepted."""
    given: dict[str, Any] = {option: value}
    with pytest.raises(OptionError) as refused:
        Checked(stack, "Thing", **given)

    assert str(refused.value) == f"orders/Thing: {option} is {words}"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("text", "é"),
        ("whole", 5),
        ("whole", 5.0),
        ("number", 0.5),
        ("number", 5),
        ("flag", False),
        ("method", HttpMethod.GET),
        ("method", "PUT"),
        ("duration", timedelta(seconds=1)),
        ("words", ["a", HttpMethod.GET]),
        ("words", []),
        ("tags", {"a": "b"}),
        ("level", "INFO"),
        ("call", abs),
        ("cors", CorsConfiguration()),
        ("stage", {"stage_name": "live"}),
        ("handler", SimpleNamespace(function_name="f", invoke_arn="arn")),
        ("role", SimpleNamespace(arn="arn")),
        ("anything", object()),
        *((name, None) for name in Options.__annotations__),
    ],
)
def test_right_type_arrives_as_it_is(stack: TerraformStack, option: str, value: object) -> None:
    """What fits is passed on unchanged, and so is None where an option may be left out."""
    given: dict[str, Any] = {option: value}

    assert Checked(stack, "Thing", **given).got == given


def test_class_of_the_provider_is_no_object_of_it(stack: TerraformStack) -> None:
    """The class in place of a function has the names, and is refused all the same."""
    given: dict[str, Any] = {"handler": LambdaFunction}
    with pytest.raises(OptionError) as refused:
        Checked(stack, "Thing", **given)

    assert str(refused.value).endswith(f"allowed: {FUNCTION}")


def test_object_of_the_provider_fits_a_protocol(
    stack: TerraformStack, function: LambdaFunction
) -> None:
    """A function of the provider's own class has the names asked for."""
    assert Checked(stack, "Thing", handler=function, role=function).got["handler"] is function


def test_object_that_makes_its_attributes_up_fits_a_protocol(stack: TerraformStack) -> None:
    """An object may answer for its attributes by ``__getattr__``, as a wrapper does."""

    class Wrapper:
        def __getattr__(self, name: str) -> str:
            return f"the {name}"

    given: dict[str, Any] = {"handler": Wrapper()}
    assert Checked(stack, "Thing", **given).got == given


_TOKENS: dict[str, Callable[[TerraformVariable], Any]] = {
    "text": lambda variable: variable.string_value,
    "method": lambda variable: variable.string_value,
    "role": lambda variable: variable.string_value,
    "whole": lambda variable: variable.number_value,
    "number": lambda variable: Fn.length_of(variable.list_value),
    "flag": lambda variable: variable.boolean_value,
    "words": lambda variable: variable.list_value,
    "tags": lambda variable: Token.as_string_map(variable.value),
}


@pytest.mark.parametrize(("option", "make"), _TOKENS.items(), ids=_TOKENS)
def test_token_passes(
    stack: TerraformStack, option: str, make: Callable[[TerraformVariable], object]
) -> None:
    """A value that only Terraform knows passes for text, number, flag, list and map."""
    value = make(TerraformVariable(stack, "Input"))
    given: dict[str, Any] = {option: value}

    assert Checked(stack, "Thing", **given).got[option] == value


@pytest.mark.parametrize(
    ("option", "kind"),
    [("text", str), ("whole", float), ("number", float), ("words", list), ("tags", dict)],
)
def test_resolvable_object_arrives_as_a_token(
    stack: TerraformStack, option: str, kind: type
) -> None:
    """An object that CDKTF resolves at synth becomes its mark, so that it can be handled here."""
    given: dict[str, Any] = {option: TerraformVariable(stack, "Input").value}
    got = Checked(stack, "Thing", **given).got[option]

    assert isinstance(got, kind)
    assert _written(stack, got) == "${var.Input}"


@pytest.mark.parametrize(
    ("option", "words"),
    [("duration", "a datetime.timedelta"), ("cors", "CorsConfiguration(...)")],
)
def test_resolvable_object_is_no_struct(stack: TerraformStack, option: str, words: str) -> None:
    """Where parts of a value are needed at once, a value of later is refused."""
    given: dict[str, Any] = {option: TerraformVariable(stack, "Input").value}
    with pytest.raises(OptionError) as refused:
        Checked(stack, "Thing", **given)

    assert str(refused.value).endswith(f"allowed: {words}")


def test_token_inside_a_list_and_a_map(stack: TerraformStack) -> None:
    """One entry of a list or of a map can be a value of later."""
    later = TerraformVariable(stack, "Input").value
    given: dict[str, Any] = {"words": ["a", later], "tags": {"a": later}}
    got = Checked(stack, "Thing", **given).got

    assert _written(stack, got) == {"words": ["a", "${var.Input}"], "tags": {"a": "${var.Input}"}}


def test_set_arrives_in_order(stack: TerraformStack) -> None:
    """A set has no order, and the same program is to give the same JSON."""
    given: dict[str, Any] = {"words": {"c", "a", "b"}}

    assert Checked(stack, "Thing", **given).got == {"words": ["a", "b", "c"]}


def test_all_wrong_arguments_are_told_at_once(stack: TerraformStack) -> None:
    """Nobody has to run a program once for each mistake in it."""
    given: dict[str, Any] = {"text": 1, "flag": 2}
    with pytest.raises(OptionError) as refused:
        Checked(stack, "Thing", **given)

    assert [problem.split(" is ")[0] for problem in str(refused.value).splitlines()] == [
        "orders/Thing: text",
        "orders/Thing: flag",
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("txet", "; did you mean 'text'?"), ("durations", "; did you mean 'duration'?"), ("q", "")],
)
def test_unknown_keyword(stack: TerraformStack, name: str, hint: str) -> None:
    """A keyword that is not there is a TypeError, as in Python, with the nearest that is."""
    given: dict[str, Any] = {name: 1}
    with pytest.raises(TypeError) as refused:
        Checked(stack, "Thing", **given)

    assert str(refused.value) == (
        f"Checked.__init__() got an unexpected keyword argument {name!r}{hint}"
    )


def test_positional_arguments_are_checked(stack: TerraformStack) -> None:
    """In a method's message the path is that of the construct it was called on."""
    thing = Checked(stack, "Thing")
    wrong: Any = 5
    with pytest.raises(OptionError) as refused:
        thing.add(wrong, wrong)

    assert thing.add("a", 2, "b", "c") == ("a", 2, "b", "c")
    assert str(refused.value) == "orders/Thing: text is 5, allowed: text"


@pytest.mark.parametrize("scope", [None, "orders", 5])
def test_scope_that_is_no_construct(scope: object) -> None:
    """Without a scope there is no path yet but the id."""
    wrong: Any = scope
    with pytest.raises(OptionError) as refused:
        Checked(wrong, "Thing")

    assert str(refused.value) == (
        f"Thing: scope is {scope!r}, allowed: a construct, such as a TerraformStack"
    )


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("rate", "a", "'a', allowed: a number"),
        ("rate", True, "True, allowed: a number"),
        ("rate", _NAN, "nan, allowed: a number"),
        ("paths", ["a", None], "['a', None], allowed: a list of text"),
    ],
)
def test_struct_refuses_a_wrong_type(option: str, value: object, words: str) -> None:
    """A struct is checked when it is made; its name stands for the path it has not got yet."""
    given: dict[str, Any] = {option: value}
    with pytest.raises(OptionError) as refused:
        Limits(**given)

    assert str(refused.value) == f"Limits: {option} is {words}"


def test_struct_takes_tokens(stack: TerraformStack) -> None:
    """A struct's fields take values of later, as marks that the rest can handle."""
    variable = TerraformVariable(stack, "Input")
    later: Any = variable.value
    limits = Limits(rate=later, paths=later)

    assert isinstance(limits.rate, float)
    assert _written(stack, [limits.rate, limits.paths]) == ["${var.Input}", "${var.Input}"]


def test_real_construct_takes_a_resolvable_map(
    stack: TerraformStack, block: Callable[[str], dict[str, Any]]
) -> None:
    """The tags of an API can be a variable as it is."""
    tags: Any = TerraformVariable(stack, "Tags").value
    Api(stack, "Api", protocol_type="HTTP", deploy=False, tags=tags)

    assert block("aws_apigatewayv2_api")["tags"] == "${var.Tags}"


def test_struct_as_a_dict(stack: TerraformStack) -> None:
    """A struct of options can be given as a dict of them, as AWS CDK's users are used to."""
    given: dict[str, Any] = {"cors": {"allow_origins": ["*"]}}
    thing = Checked(stack, "Thing", **given)

    assert thing.got["cors"] == CorsConfiguration(allow_origins=["*"])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(
            {"cors": {"allow_origin": ["*"]}},
            "orders/Thing: cors.allow_origin is ['*'], allowed: an option of CorsConfiguration: "
            "allow_origins, allow_methods, allow_headers, expose_headers, allow_credentials, "
            "max_age",
            id="misspelt option",
        ),
        pytest.param(
            {"cors": {"allow_origins": 1}},
            "orders/Thing: cors.allow_origins is 1, allowed: a list of text",
            id="value of the wrong type",
        ),
    ],
)
def test_struct_as_a_wrong_dict(stack: TerraformStack, given: dict[str, Any], message: str) -> None:
    """What is wrong in such a dict is told by the construct's path and the option's name."""
    with pytest.raises(OptionError) as refused:
        Checked(stack, "Thing", **given)

    assert str(refused.value) == message


def test_more_positions_than_there_are(stack: TerraformStack) -> None:
    """Python itself says that an argument is no keyword, before anything is missed."""
    with pytest.raises(TypeError, match="takes 3 positional arguments but 4 were given"):
        Checked(stack, "Thing", "text")  # type: ignore[call-arg]


def test_beginning_of_a_name(stack: TerraformStack) -> None:
    """An option is found by its first word as well."""
    with pytest.raises(TypeError, match="did you mean 'cors_preflight'"):
        HttpApi(stack, "Api", cors={})  # type: ignore[call-arg]
