"""The package of authorizers as a whole: what it offers, and what importing it costs."""

from __future__ import annotations

import ast
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from apigwv2_tf import authorizers

from tests.support import fresh

_SOURCE = Path(authorizers.__file__ or "").read_text(encoding="utf-8")
_NAMES = fresh.ROOT / "tests" / "parity" / "names.json"
_CLASSES = [name for name in authorizers.__all__ if name.endswith("Authorizer")]


def _type_checkers_view() -> dict[str, str]:
    """Return each name imported for the type checker, and the module it is imported from."""
    return {
        str(alias.asname): f"{statement.module}:{alias.name}"
        for statement in ast.walk(ast.parse(_SOURCE))
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname
    }


def _of_aws_cdk() -> dict[str, Any]:
    """Return what AWS CDK's module of authorizers has."""
    names: dict[str, Any] = json.loads(_NAMES.read_text(encoding="utf-8"))
    found: dict[str, Any] = names["modules"]["apigwv2_tf.authorizers"]
    return found


def test_type_checker_and_interpreter_see_the_same_names() -> None:
    """What the type checker imports is what is loaded on first use, from the same place."""
    loaded = {name: f"apigwv2_tf.{home}:{name}" for name, home in authorizers._HOME.items()}

    assert _type_checkers_view() == loaded


def test_all_lists_every_name() -> None:
    """``__all__`` and ``dir()`` have every name, sorted."""
    assert authorizers.__all__ == sorted(_type_checkers_view())
    assert dir(authorizers) == authorizers.__all__


def test_names_are_those_of_aws_cdk() -> None:
    """Every name of AWS CDK's module is there, and no other."""
    assert authorizers.__all__ == sorted(_of_aws_cdk())


@pytest.mark.parametrize("name", _CLASSES)
def test_members_are_those_of_aws_cdk(name: str) -> None:
    """Every method and property of AWS CDK's class is there."""
    wanted = _of_aws_cdk()[name]

    assert {*wanted["methods"], *wanted["properties"]} <= set(dir(getattr(authorizers, name)))


@pytest.mark.parametrize("name", [name for name in authorizers.__all__ if name.endswith("Props")])
def test_options_are_those_of_aws_cdk(name: str) -> None:
    """Every option of AWS CDK's struct is there."""
    struct = getattr(authorizers, name)

    assert set(_of_aws_cdk()[name]["properties"]) <= struct.__annotations__.keys()


@pytest.mark.parametrize("name", authorizers.__all__)
def test_name_loads(name: str) -> None:
    """Every name loads, is the object its module defines, and is looked up once."""
    value = getattr(authorizers, name)

    assert value is getattr(import_module(f"apigwv2_tf.{authorizers._HOME[name]}"), name)
    assert vars(authorizers)[name] is value


def test_star_import() -> None:
    """``from apigwv2_tf.authorizers import *`` gives every name."""
    names: dict[str, Any] = {}
    exec("from apigwv2_tf.authorizers import *", names)  # noqa: S102 - not allowed in a function else

    assert set(authorizers.__all__) <= names.keys()


@pytest.mark.parametrize("name", ["Nothing", "http_jwt_authorizer", "__nothing__"])
def test_unknown_name(name: str) -> None:
    """A name the package has not got is an AttributeError in Python's own words."""
    with pytest.raises(AttributeError) as refused:
        getattr(authorizers, name)

    assert str(refused.value) == f"module 'apigwv2_tf.authorizers' has no attribute {name!r}"


def test_import_loads_nothing_of_cdktf() -> None:
    """Importing the package loads nothing that is not Python's own, and no authorizer."""
    code = """
        import sys
        before = set(sys.modules)
        import apigwv2_tf.authorizers
        tell(sorted(set(sys.modules) - before))
    """
    loaded = set(fresh.told(code))

    assert {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names == {"apigwv2_tf"}
    assert {name for name in loaded if "authorizer" in name} == {"apigwv2_tf.authorizers"}


def test_enum_loads_without_cdktf() -> None:
    """What a function answers is a word, and words need no CDKTF."""
    code = """
        import sys
        from apigwv2_tf.authorizers import HttpLambdaResponseType
        tell(sorted({"cdktf", "constructs", "jsii"} & set(sys.modules)))
    """
    assert fresh.told(code) == []
