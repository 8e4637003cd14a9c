"""The order of the modules: each imports only from the layers below its own."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import apigwv2_tf
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(apigwv2_tf.__file__ or "").parent
_CDKTF = {"cdktf", "cdktf_cdktf_provider_aws", "cdktn", "cdktn_provider_aws", "constructs", "jsii"}
_DOOR = "apigwv2_tf.constructs._bindings"
_OUTSIDE = {
    _DOOR: {"cdktf", "constructs", "jsii"},
    # runs before the door is there, when the provider's package is imported
    "apigwv2_tf.constructs._lazy_assembly": {"jsii"},
}
# the public names, and the aspect that joins the halves
_BETWEEN = ("apigwv2_tf", "apigwv2_tf.checks")
_WRITING = ("apigwv2_tf.constructs", "apigwv2_tf.integrations", "apigwv2_tf.authorizers")
# the reading half, from the bottom up, by the first part of a module's name
_READING_FLOORS = (
    ("terms", "errors", "prose"),
    ("report", "_lazy_names"),
    ("surface", "threshold"),
    ("lint", "review"),
    ("render",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
# from the bottom up; what is not named here belongs to the concepts above them all
_FLOORS = [
    {"apigwv2_tf.terms", "apigwv2_tf.errors"},
    {"apigwv2_tf.constructs._lazy_assembly"},
    {"apigwv2_tf.constructs._lazy_provider", "apigwv2_tf.constructs._protocols"},
    {_DOOR},
    {"apigwv2_tf.constructs._tokens"},
    {
        "apigwv2_tf.constructs._addresses",
        "apigwv2_tf.constructs._checks",
        "apigwv2_tf.constructs._expressions",
        "apigwv2_tf.constructs._l1",
        "apigwv2_tf.constructs._types",
    },
    {
        "apigwv2_tf.constructs._addresses",
        "apigwv2_tf.constructs._adoption",
        "apigwv2_tf.constructs._lifecycle",
    },
    {"apigwv2_tf.constructs._tree"},
    {"apigwv2_tf.constructs._construct"},
    {"apigwv2_tf.constructs._registry"},
    {"apigwv2_tf.constructs._rules"},
]


def _name(path: Path) -> str:
    parts = path.relative_to(_PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


_MODULES = {_name(path): path for path in sorted(_PACKAGE.rglob("*.py"))}
_CONCEPTS = [name for name in _MODULES if name.startswith(f"{_WRITING[0]}.")]


def _imported(module: str) -> set[str]:
    """Return the modules that a module imports when a program runs, wherever the import stands."""
    tree = ast.parse(_MODULES[module].read_text(encoding="utf-8"))
    return {name for statement in _running(tree) for name in _named(statement)}


def _running(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports but those for the type checker."""
    for part in ast.iter_child_nodes(tree):
        if isinstance(part, (ast.Import, ast.ImportFrom)):
            yield part
        elif not (isinstance(part, ast.If) and ast.unparse(part.test) == "TYPE_CHECKING"):
            yield from _running(part)


def _named(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Yield the modules of one import; ``from package import module`` names the module."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
        return
    for alias in statement.names:
        below = f"{statement.module}.{alias.name}"
        yield below if below in _MODULES else str(statement.module)


def _floor(module: str) -> int:
    found = [number for number, floor in enumerate(_FLOORS) if module in floor]
    return found[0] if found else len(_FLOORS)


def test_floors_name_modules_that_exist() -> None:
    """The order above is about modules that are there."""
    assert set().union(*_FLOORS) <= _MODULES.keys()


@pytest.mark.parametrize("module", _MODULES)
def test_only_the_door_imports_cdktf(module: str) -> None:
    """No module but the bindings imports CDKTF, jsii or the provider's package."""
    roots = {name.partition(".")[0] for name in _imported(module)}

    assert roots & _CDKTF == _OUTSIDE.get(module, set())


@pytest.mark.parametrize("module", _CONCEPTS)
def test_constructs_import_downwards(module: str) -> None:
    """A module of the writing half imports from its own floor or from those below."""
    above = {name for name in _imported(module) & _MODULES.keys() if _floor(name) > _floor(module)}

    assert above == set()


@pytest.mark.parametrize("module", _CONCEPTS)
def test_constructs_stand_on_terms_and_errors_only(module: str) -> None:
    """Below the writing half there are terms and errors, and nothing of the reading half."""
    own = {name for name in _imported(module) if name.partition(".")[0] == "apigwv2_tf"}
    outside = {name for name in own if not name.startswith(_WRITING)}

    assert outside <= {"apigwv2_tf.terms", "apigwv2_tf.errors"}


@pytest.mark.parametrize(
    "module",
    [name for name in _MODULES if name not in _BETWEEN and not name.startswith(_WRITING)],
)
def test_reading_half_never_imports_the_writing_half(module: str) -> None:
    """What reads Terraform's JSON does without constructs, so it installs and starts light."""
    assert not [name for name in _imported(module) if name.startswith(_WRITING)]


def _reading_floor(module: str) -> int | None:
    """Return the floor of a module of the reading half; None for any other."""
    part = module.removeprefix("apigwv2_tf.").partition(".")[0]
    found = [number for number, parts in enumerate(_READING_FLOORS) if part in parts]
    return found[0] if found else None


_READING = [name for name in _MODULES if _reading_floor(name) is not None]


@pytest.mark.parametrize("module", _READING)
def test_reading_half_imports_downwards(module: str) -> None:
    """Commands stand on rendering, that on reviews and rules, those on the surface alone."""
    own = _reading_floor(module)
    part = module.split(".")[1]
    others = {name for name in _imported(module) & set(_READING) if name.split(".")[1] != part}
    above = {name for name in others if (_reading_floor(name) or 0) >= (own or 0)}

    assert above == set()


def test_every_module_of_the_reading_half_has_a_floor() -> None:
    """What is neither constructs nor between the halves has its place in the order."""
    rest = [name for name in _MODULES if name not in _BETWEEN and not name.startswith(_WRITING)]

    assert [name for name in rest if name not in _READING] == []


@pytest.mark.parametrize("module", ["apigwv2_tf.terms", "apigwv2_tf.errors", "apigwv2_tf.prose"])
def test_ground_stands_on_nothing(module: str) -> None:
    """Terms, errors and prose import nothing of the package."""
    assert not [name for name in _imported(module) if name.startswith("apigwv2_tf")]


def test_no_two_modules_import_each_other() -> None:
    """There is an order in which every module comes after all that it imports."""
    waiting = {name: _imported(name) & _MODULES.keys() - {name} for name in _MODULES}
    while ready := {name for name, needed in waiting.items() if not needed & waiting.keys()}:
        waiting = {name: needed for name, needed in waiting.items() if name not in ready}

    assert waiting == {}
