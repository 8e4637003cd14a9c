"""
Make the provider's L1 objects without checking every argument a second time.

An L1 class checks all of its arguments, given or not, twice: half of what a resource costs. Where
each given argument is plainly of the kind that the class declares, the object is made as the class
itself does after its checks. Everything else goes through the class, which decides.
"""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from apigwv2_tf.constructs._bindings import Construct, create, structs

_Fits = Callable[[Any], bool]
_PLAIN = (str, bool, int, float)
_STRUCT = "__jsii_name_mapping__"  # what the provider's classes for blocks have


class _Arguments:
    """The given arguments, as jsii reads them from the provider's own class for them."""

    def __init__(self, form: _Form, given: Mapping[str, Any]) -> None:
        self.__jsii_type__ = form.jsii_type
        self.__jsii_name_mapping__ = {name: form.names[name] for name in given}
        self.__dict__.update(given)


class _Form:
    """What an L1 class takes: the type of its arguments in jsii, their names there, their kinds."""

    def __init__(self, l1_class: Any, config: Any) -> None:  # noqa: ANN401 - generated classes share no useful type
        self.jsii_type: str = config.__jsii_type__
        self.names: Mapping[str, str] = getattr(config, _STRUCT)
        self.generated = l1_class.__init__
        hints = typing.get_type_hints(config.__init__)
        self.kinds = {name: fits for name in self.names if (fits := _fits(hints.get(name)))}
        parameters = inspect.signature(config.__init__).parameters.values()
        self.needed = {one.name for one in parameters if one.default is one.empty} - {"self"}

    def suits(self, l1_class: Any, given: Mapping[str, Any]) -> bool:  # noqa: ANN401 - as above
        """Say whether the class is as it was made, and every argument plainly what it declares."""
        if l1_class.__init__ is not self.generated or not self.needed <= given.keys():
            return False
        kinds = self.kinds
        return all(name in kinds and kinds[name](value) for name, value in given.items())


def make(l1_class: Any, scope: Construct, id: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """
    Return a new object of an L1 class.

    Raises:
        RuntimeError: If CDKTF refuses the arguments.

        TypeError: If an argument is of another type than the class declares.
    """
    form = _form(l1_class)
    if form is None or not form.suits(l1_class, given):
        return l1_class(scope, id, **structs(l1_class, given))
    made = l1_class.__new__(l1_class)
    create(l1_class, made, [scope, id, _Arguments(form, given)])
    return made


@cache
def _form(l1_class: Any) -> _Form | None:  # noqa: ANN401 - as above
    module = sys.modules[l1_class.__module__]
    config = getattr(module, f"{l1_class.__name__}Config", None)
    # one that somebody has put in its place already decides for itself
    generated = l1_class.__init__.__code__.co_filename == module.__file__
    return _Form(l1_class, config) if config is not None and generated else None


def _fits(hint: Any) -> _Fits | None:  # noqa: ANN401 - annotations share no type
    """Return what tells the plain values of an annotation; None where it has none."""
    parts = typing.get_args(hint) if typing.get_origin(hint) is typing.Union else (hint,)
    plain = tuple(part for part in parts if part in _PLAIN or hasattr(part, _STRUCT))
    if plain:
        return lambda value: type(value) in plain
    collections = [typing.get_args(part) for part in parts if typing.get_origin(part)]
    if (str,) in collections:
        return lambda value: type(value) is list and _are_texts(value)
    if (str, str) in collections:
        return lambda value: type(value) is dict and _are_texts([*value, *value.values()])
    return None


def _are_texts(values: list[Any]) -> bool:
    return all(type(value) is str for value in values)
