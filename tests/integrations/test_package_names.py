"""The package of integrations as a whole: what it offers, and what importing it costs."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from apigwv2_tf import HttpRouteIntegration, WebSocketRouteIntegration, integrations

from tests.support import fresh

_SOURCE = Path(integrations.__file__ or "").read_text(encoding="utf-8")
_CLASSES = [name for name in integrations.__all__ if name.endswith("Integration")]


def _type_checkers_view() -> dict[str, str]:
    """Return each name imported for the type checker, and the module it is imported from."""
    return {
        str(alias.asname): f"{statement.module}:{alias.name}"
        for statement in ast.walk(ast.parse(_SOURCE))
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname
    }


def test_type_checker_and_interpreter_see_the_same_names() -> None:
    """What the type checker imports is what is loaded on first use, from the same place."""
    homes = integrations._HOME.items()

    assert _type_checkers_view() == {name: f"apigwv2_tf.{home}:{name}" for name, home in homes}


def test_all_lists_every_name() -> None:
    """``__all__`` and ``dir()`` have every name, sorted."""
    assert integrations.__all__ == sorted(_type_checkers_view())
    assert dir(integrations) == integrations.__all__


@pytest.mark.parametrize("name", integrations.__all__)
def test_name_loads(name: str) -> None:
    """Every name loads, is the object its module defines, and is looked up once."""
    value = getattr(integrations, name)

    home = import_module(f"apigwv2_tf.{integrations._HOME[name]}")
    assert value is getattr(home, name)
    assert vars(integrations)[name] is value


@pytest.mark.parametrize("name", _CLASSES)
def test_every_class_is_an_integration(name: str) -> None:
    """Each is what routes of its protocol take, and has a struct of its options."""
    kinds: Any = (HttpRouteIntegration, WebSocketRouteIntegration)

    assert issubclass(getattr(integrations, name), kinds[name.startswith("WebSocket")])
    assert f"{name}Props" in integrations.__all__


@pytest.mark.parametrize("name", ["Nothing", "http_lambda_integration", "__nothing__"])
def test_unknown_name(name: str) -> None:
    """A name the package has not got is an AttributeError in Python's own words."""
    with pytest.raises(AttributeError) as refused:
        getattr(integrations, name)

    assert str(refused.value) == f"module 'apigwv2_tf.integrations' has no attribute {name!r}"


def test_import_loads_nothing_of_cdktf() -> None:
    """Importing the package loads nothing that is not Python's own, and no integration."""
    code = """
        import sys
        before = set(sys.modules)
        import apigwv2_tf.integrations
        tell(sorted(set(sys.modules) - before))
    """
    loaded = set(fresh.told(code))

    assert {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names == {"apigwv2_tf"}
    assert {name for name in loaded if "integration" in name} == {"apigwv2_tf.integrations"}
