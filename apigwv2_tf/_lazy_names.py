"""Packages whose names are loaded when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def loader(
    package: str, home: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Return the ``__getattr__`` and the ``__dir__`` of a package.

    Args:
        package: The package's name.

        home: The module of each public name, relative to ``apigwv2_tf``.
    """

    def get(name: str) -> Any:  # noqa: ANN401 - type checkers read the package's imports
        if name not in home:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        try:
            module = import_module(f"apigwv2_tf.{home[name]}")
        except ModuleNotFoundError as error:
            from apigwv2_tf.errors import missing_extra

            raise missing_extra(f"the package {error.name!r}") from error
        value = getattr(module, name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return list(sys.modules[package].__all__)

    return get, names
