"""
Refuse arguments of the wrong type, in the user's words and with the construct's path.

What is accepted is read from the annotations of the checked function, once. CDKTF's own objects
that turn into a value at synth are accepted wherever such a value is, and replaced by CDKTF's mark
for it: text, a number, a list or a map, which everything else here can handle.
"""

from __future__ import annotations

import difflib
import functools
import inspect
import sys
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any, ClassVar, ParamSpec, TypeAlias, TypeVar, Union

import typing_extensions
from apigwv2_tf.constructs._tokens import is_resolvable
from apigwv2_tf.errors import HIDDEN, LEFT_OUT, OptionError, Problem

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound="Struct")
OrDict: TypeAlias = S | Mapping[str, Any]
"""A struct of options, or a dict of the same options; constructs get the struct."""

_ANY_DICT = Mapping[str, Any]
_WORDS: dict[object, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "nothing",
    timedelta: "a datetime.timedelta",
    "IFunction": "an object with function_name and invoke_arn; LambdaTarget.from_arn() makes one",
    "MetricValues": "Metric(...)",
    "Construct": "a construct, such as a TerraformStack",  # by name: structs work without CDKTF
}


@dataclass(frozen=True, slots=True)
class _Rule:
    """Whether a value fits an annotation, the words for what does, and how it is passed on."""

    fits: Callable[[Any], bool]
    words: str
    passed: Callable[[Any], Any] = lambda value: value
    converts: bool = False  # whether a dict is replaced by the struct it stands for


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """
    Check the arguments of a construct's constructor or method against its annotations.

    Raises:
        OptionError: If an argument is of another type; all such arguments at once.
    """
    parameters = [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ][1:]
    takes_more = inspect.Parameter.VAR_POSITIONAL in {
        parameter.kind for parameter in inspect.signature(function).parameters.values()
    }
    is_constructor = function.__name__ == "__init__"
    rules: dict[str, _Rule] = {}
    needed: list[str] = []

    @functools.wraps(function)
    def check_first(*args: P.args, **kwargs: P.kwargs) -> R:
        if not rules:
            rules.update(_rules(function))
            needed.extend(_needed(function))
        refuse_unknown(function.__qualname__, kwargs, rules)
        positional = dict(zip(parameters, args[1:], strict=False))
        given = {**positional, **kwargs}
        if len(args) - 1 > len(parameters) and not takes_more:
            return function(*args, **kwargs)  # which Python refuses
        hidden = getattr(type(args[0]), "hidden_options", ())
        problems = [
            Problem(name, HIDDEN if name in hidden else value, rules[name].words)
            for name, value in given.items()
            if name in rules and not rules[name].fits(value)
        ]
        problems += [
            Problem(name, LEFT_OUT, rules[name].words) for name in needed if name not in given
        ]
        if problems:
            raise OptionError(_path(is_constructor, args[0], given), problems)
        path = functools.partial(_path, is_constructor, args[0], {**given})
        given = {name: _passed(rules[name], name, value, path) for name, value in given.items()}
        kwargs.update({name: value for name, value in given.items() if name in kwargs})
        passed: list[Any] = [given[name] for name in positional]
        # more of them than there are parameters is for Python to refuse
        rest: Any = args[len(passed) + 1 :]
        checked_function: Callable[..., R] = function
        try:
            return checked_function(args[0], *passed, *rest, **kwargs)
        except Exception:
            if is_constructor:
                _forget(args[0], given)
            raise

    return check_first


def _passed(rule: _Rule, option: str, value: object, path: Callable[[], str]) -> object:
    """Return a value as it is passed on: a dict of options as the struct it stands for."""
    try:
        return rule.passed(value)
    except OptionError as error:
        problems = [_inside(option, problem) for problem in error.problems]
        raise OptionError(path(), problems) from None


def _inside(option: str, problem: Problem | str) -> Problem | str:
    """Name a problem of a struct by the option that the struct was given for."""
    if isinstance(problem, str):
        return f"{option}: {problem}"
    return replace(problem, option=f"{option}.{problem.option}")


on_refusal: list[Callable[[str], None]] = []
"""What else has to forget a refused construct, by its path."""


def _forget(construct: Any, given: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Take a refused construct out of the tree, so that a corrected one can have its id."""
    scope = getattr(given.get("scope"), "node", None)
    id = given.get("id")
    if scope is not None and isinstance(id, str) and scope.try_find_child(id) is construct:
        remove(construct)


def remove(construct: Any) -> None:  # noqa: ANN401
    """Take a construct out of the tree and out of all books."""
    path = str(construct.node.path)
    # by its own spelling of the id: CDKTF writes / as --
    construct.node.scope.node.try_remove_child(construct.node.id)
    for forget in on_refusal:
        forget(path)


class Struct:
    """The base of structs of options: refuses values of the wrong type when it is made."""

    __slots__ = ()
    takes_dict: ClassVar[bool] = True  # whether a dict of its options stands for it

    def __post_init__(self) -> None:
        """Check every field against its annotation."""
        problems = [
            Problem(name, getattr(self, name), rule.words)
            for name, rule in _struct_rules(type(self)).items()
            if not rule.fits(getattr(self, name))
        ]
        if problems:
            raise OptionError(type(self).__name__, problems)
        for name, rule in _struct_rules(type(self)).items():
            object.__setattr__(self, name, rule.passed(getattr(self, name)))


_STRUCT_RULES: dict[type, dict[str, _Rule]] = {}


def _struct_rules(struct: type) -> dict[str, _Rule]:
    if struct not in _STRUCT_RULES:
        hints = typing_extensions.get_type_hints(struct)
        names = [field.name for field in fields(struct)]
        _STRUCT_RULES[struct] = {name: _rule(hints[name]) for name in names}
    return _STRUCT_RULES[struct]


def _path(is_constructor: bool, construct: Any, given: Mapping[str, Any]) -> str:  # noqa: ANN401, FBT001
    scope = getattr(given.get("scope") if is_constructor else construct, "node", None)
    return "/".join(str(part) for part in (getattr(scope, "path", ""), given.get("id")) if part)


def _rules(function: Callable[..., object]) -> dict[str, _Rule]:
    """Read the rules of the named arguments, those of a keyword struct among them."""
    rules = {}
    parameters = inspect.signature(function).parameters
    hints: dict[str, Any] = typing_extensions.get_type_hints(function)
    for name, hint in hints.items():
        if typing.get_origin(hint) is typing_extensions.Unpack:
            struct = typing_extensions.get_type_hints(typing.get_args(hint)[0])
            rules.update({key: _rule(part) for key, part in struct.items()})
        elif name in parameters and parameters[name].kind is not inspect.Parameter.VAR_POSITIONAL:
            rules[name] = _rule(hint)
    return rules


def _needed(function: Callable[..., object]) -> list[str]:
    """Return the keys that a keyword struct cannot do without."""
    hints: dict[str, Any] = typing_extensions.get_type_hints(function)
    required: object = typing_extensions.Required
    found: list[str] = []
    for hint in hints.values():
        if typing.get_origin(hint) is typing_extensions.Unpack:
            struct = typing.get_args(hint)[0]
            parts: dict[str, Any] = typing_extensions.get_type_hints(struct, include_extras=True)
            found += [key for key, part in parts.items() if typing.get_origin(part) is required]
    return found


def refuse_unknown(called: str, given: Iterable[str], known: Collection[str]) -> None:
    """
    Refuse keyword arguments that a function does not have, as Python does.

    Raises:
        TypeError: If there is one; it names the argument that was probably meant.
    """
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            near += sorted(one for one in known if one.startswith(f"{name}_"))
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"{called}() got an unexpected keyword argument {name!r}{hint}"
            raise TypeError(message)


def _rule(hint: Any) -> _Rule:  # noqa: ANN401, PLR0911 - one return for each form of annotation
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any or hint is object or isinstance(hint, TypeVar):
        return _Rule(lambda _: True, "anything")
    if origin in (Union, types.UnionType):
        structs = any(_rule(argument).converts for argument in arguments)
        # what a dict stands for is said by the struct
        return _union([_rule(one) for one in arguments if not (structs and one == _ANY_DICT)])
    if origin is typing.Literal:
        return _Rule(lambda value: value in arguments, ", ".join(map(str, arguments)))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*map(_rule, arguments))
    if origin is not None and issubclass(origin, Collection):
        return _collection(_rule(arguments[0]))
    if origin is not None:
        return _Rule(callable, "something that can be called")
    if typing_extensions.is_typeddict(hint):
        return _Rule(lambda value: isinstance(value, Mapping), f"{hint.__name__}(...)")
    return _plain(hint)


def _plain(hint: type) -> _Rule:  # noqa: PLR0911 - one return for each kind of class
    if getattr(hint, "_is_protocol", False):
        return _protocol(hint)
    if hint is int:
        return _or_token(_is_whole, _WORDS[int], "as_number")
    if hint is float:
        return _or_token(_is_number, _WORDS[float], "as_number")
    if hint is bool:
        return _Rule(lambda value: isinstance(value, bool) or is_resolvable(value), _WORDS[bool])
    if hint is str or issubclass(hint, Enum):
        words = _WORDS.get(hint, _with_article(hint.__name__))
        return _or_token(lambda value: isinstance(value, hint), words, "as_string")
    struct: object = hint
    if is_dataclass(struct) and issubclass(hint, Struct) and hint.takes_dict:
        return _or_dict(hint)
    words = _WORDS.get(hint) or _WORDS.get(hint.__name__, f"{hint.__name__}(...)")
    return _Rule(lambda value: isinstance(value, hint), words)


def _or_dict(struct: type) -> _Rule:
    """Accept a struct of options, or a dict of the same options."""
    known = {field.name: field for field in fields(struct)}
    needed = [
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING
    ]

    def passed(value: Any) -> object:  # noqa: ANN401
        if not isinstance(value, Mapping):
            return value
        problems = [Problem(name, LEFT_OUT, "a value") for name in needed if name not in value]
        allowed = f"an option of {struct.__name__}: {', '.join(known)}"
        problems += [
            Problem(str(name), value[name], allowed) for name in value if name not in known
        ]
        if problems:
            raise OptionError(struct.__name__, problems)
        return struct(**value)

    def fits(value: object) -> bool:
        return isinstance(value, (struct, Mapping)) and not is_resolvable(value)

    words = _WORDS.get(struct.__name__, f"{struct.__name__}(...)")
    return _Rule(fits, words, passed, converts=True)


def _or_token(fits: Callable[[Any], bool], words: str, mark: str) -> _Rule:
    """Accept CDKTF's own objects as well, and pass them on as its marks for such a value."""

    def passed(value: object) -> object:
        return _marked(value, mark) if is_resolvable(value) else value

    return _Rule(lambda value: fits(value) or is_resolvable(value), words, passed)


def _marked(value: object, mark: str) -> object:
    from apigwv2_tf.constructs._bindings import Token  # structs work without CDKTF

    return getattr(Token, mark)(value)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    # Node has no larger whole numbers either, and stops at the word NaN
    return abs(value) <= sys.float_info.max


def _is_whole(value: Any) -> bool:  # noqa: ANN401
    # CDKTF's number tokens are huge floats without a fraction
    return _is_number(value) and value == int(value)


def _union(rules: list[_Rule]) -> _Rule:
    words = dict.fromkeys(rule.words for rule in rules if rule.words != _WORDS[type(None)])

    def passed(value: object) -> object:
        return next(rule for rule in rules if rule.fits(value)).passed(value)

    return _Rule(
        lambda value: any(rule.fits(value) for rule in rules),
        " or ".join(words),
        passed,
        converts=any(rule.converts for rule in rules),
    )


def _mapping(key: _Rule, item: _Rule) -> _Rule:
    def fits(value: object) -> bool:
        if not isinstance(value, Mapping):
            return is_resolvable(value)
        return all(key.fits(name) and item.fits(part) for name, part in value.items())

    def passed(value: Any) -> object:  # noqa: ANN401
        if is_resolvable(value):
            return _marked(value, "as_string_map")
        return {key.passed(name): item.passed(part) for name, part in value.items()}

    return _Rule(fits, f"a dict from {key.words} to {item.words}", passed)


def _collection(item: _Rule) -> _Rule:
    def fits(value: object) -> bool:
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Collection):
            return is_resolvable(value)
        return all(item.fits(part) for part in value)

    def passed(value: Any) -> object:  # noqa: ANN401
        if is_resolvable(value):
            return _marked(value, "as_list")
        parts = [item.passed(part) for part in value]
        # a set has no order of its own, and the same program is to give the same JSON
        return sorted(parts, key=_rank) if isinstance(value, (set, frozenset)) else parts

    return _Rule(fits, f"a list of {item.words}", passed)


def _rank(part: object) -> str:
    """Return what a member of a set is sorted by: a construct's path is the same in every run."""
    node = getattr(part, "node", None)
    return str(part) if node is None else str(node.path)


def _protocol(protocol: type) -> _Rule:
    wanted = sorted(typing_extensions.get_protocol_members(protocol))

    def fits(value: object) -> bool:
        # asked of the class first: reading an attribute of an L1 object costs a call to Node
        return not isinstance(value, type) and all(
            hasattr(type(value), name) or hasattr(value, name) for name in wanted
        )

    words = f"an object with {' and '.join(wanted)}"
    return _Rule(fits, _WORDS.get(protocol.__name__, words))


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' or name.startswith('Http') else 'a'} {name}"


def as_struct(kind: type[S], given: OrDict[S] | None) -> S | None:
    """Return an option as the struct that `checked` made of it, for the type checker."""
    return given if isinstance(given, kind) else None
