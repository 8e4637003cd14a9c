"""The package as a whole: what it is called, what it offers, and what importing it costs."""

from __future__ import annotations

import ast
import re
import statistics
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import apigwv2_tf
import pytest

from tests.support import fresh

_SOURCE = Path(apigwv2_tf.__file__ or "").read_text(encoding="utf-8")
_MILLISECONDS = 50
_RUNS = 7


def _type_checkers_view() -> dict[str, str]:
    """Return each name imported for the type checker, and the module it is imported from."""
    blocks = [
        statement
        for statement in ast.parse(_SOURCE).body
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING"
    ]
    return {
        alias.asname: f"{statement.module}:{alias.name}"
        for block in blocks
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname
    }


def _seconds(code: str) -> float:
    """Return how long a process takes that does nothing else."""
    return fresh.seconds(lambda: fresh.run(code).check_returncode())


def test_type_checker_and_interpreter_see_the_same_names() -> None:
    """What the type checker imports is what is loaded on first use, from the same place."""
    loaded = {name: f"apigwv2_tf.{home}:{name}" for name, home in apigwv2_tf._HOME.items()}

    assert _type_checkers_view() == loaded


def test_all_lists_every_public_name_once() -> None:
    """``__all__`` has the version and every name, sorted."""
    assert apigwv2_tf.__all__ == ["__version__", *sorted(_type_checkers_view())]


@pytest.mark.parametrize("name", apigwv2_tf.__all__)
def test_name_loads(name: str) -> None:
    """Every public name loads, and is the object its module defines."""
    value = getattr(apigwv2_tf, name)

    if name != "__version__":
        assert value is getattr(import_module(f"apigwv2_tf.{apigwv2_tf._HOME[name]}"), name)


def test_name_is_looked_up_once() -> None:
    """After its first use a name is an ordinary attribute of the package."""
    loaded = apigwv2_tf.HttpMethod

    assert vars(apigwv2_tf)["HttpMethod"] is loaded


def test_dir_lists_the_public_names() -> None:
    """``dir()``, and with it completion, shows the public names and nothing else."""
    assert dir(apigwv2_tf) == sorted(apigwv2_tf.__all__)


def test_star_import() -> None:
    """``from apigwv2_tf import *`` gives every public name."""
    names: dict[str, Any] = {}
    exec("from apigwv2_tf import *", names)  # noqa: S102 - not allowed in a function else

    assert set(apigwv2_tf.__all__) <= names.keys()


@pytest.mark.parametrize("name", ["Nothing", "api", "__nothing__"])
def test_unknown_name(name: str) -> None:
    """A name the package has not got is an AttributeError in Python's own words."""
    with pytest.raises(AttributeError) as refused:
        getattr(apigwv2_tf, name)

    assert str(refused.value) == f"module 'apigwv2_tf' has no attribute {name!r}"


def test_unknown_name_in_an_import() -> None:
    """Importing a name the package has not got is an ImportError, as everywhere."""
    with pytest.raises(ImportError, match="cannot import name 'Nothing' from 'apigwv2_tf'"):
        exec("from apigwv2_tf import Nothing")  # noqa: S102 - the type checker knows better


def test_version_is_that_of_the_distribution() -> None:
    """The version in the package and the one in pyproject.toml are the same."""
    text = (fresh.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = "(.+)"$', text, re.MULTILINE)

    assert apigwv2_tf.__version__ == version


def test_package_is_typed() -> None:
    """The marker file that makes type checkers read the annotations is there."""
    assert (fresh.ROOT / "apigwv2_tf" / "py.typed").is_file()


def test_import_loads_nothing_of_cdktf() -> None:
    """Importing the package loads neither CDKTF nor anything else that is not Python's own."""
    code = """
        import sys
        before = set(sys.modules)
        import apigwv2_tf
        tell(sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
    """
    loaded = set(fresh.told(code)) - sys.stdlib_module_names

    assert loaded == {"apigwv2_tf"}


@pytest.mark.parametrize("name", ["HttpMethod", "OptionError", "IApi", "JsonSchema"])
def test_what_needs_no_cdktf_loads_none(name: str) -> None:
    """Terms, errors, protocols and schemas come without CDKTF."""
    code = f"""
        import sys
        from apigwv2_tf import {name}
        tell(sorted({{"cdktf", "constructs", "jsii"}} & set(sys.modules)))
    """
    assert fresh.told(code) == []


def test_import_is_fast() -> None:
    """Importing the package takes no more than 50 ms longer than starting Python."""
    # by turns, and the middle of several, of the processor's time: a machine does other things too
    pairs = [(_seconds("pass"), _seconds("import apigwv2_tf")) for _ in range(_RUNS)]
    empty = statistics.median(without for without, _ in pairs)
    more = statistics.median(imported - without for without, imported in pairs)

    # a machine on which Python itself starts slowly gets as much time as Python does
    assert more * 1000 <= max(_MILLISECONDS, empty * 1000)
