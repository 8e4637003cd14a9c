"""The provider's package: only what a program names is loaded, and nothing else is different."""

from __future__ import annotations

import json
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import apigwv2_tf
import pytest
from apigwv2_tf.constructs._lazy_provider import LazyProviderFinder, eager_submodules, install

from tests.support import fresh

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = "cdktf_cdktf_provider_aws"
_LAMBDA = f"{_PACKAGE}.lambda_function"
# what is loaded of the package, `_jsii` aside, which every submodule needs
_LOADED = f"""
    import sys
    below = [name.split(".")[1] for name in sys.modules if name.startswith("{_PACKAGE}.")]
    tell(sorted(set(below) - {{"_jsii"}}))
"""
_EAGER = """
    from . import one
    from . import two
    loaded = "whole"
"""


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(f"from {_LAMBDA} import LambdaFunction", id="from-submodule"),
        pytest.param(f"from {_PACKAGE} import lambda_function", id="from-package"),
        pytest.param(f"import {_LAMBDA}", id="dotted"),
        pytest.param(
            f"import {_PACKAGE} as aws; aws.lambda_function.LambdaFunction", id="attribute"
        ),
        pytest.param(
            f"import importlib; importlib.import_module('{_LAMBDA}').LambdaFunction",
            id="import-module",
        ),
    ],
)
def test_only_what_is_named_is_loaded(statement: str) -> None:
    """After ``import apigwv2_tf`` each way to import one submodule loads that one."""
    code = f"import apigwv2_tf\n{statement}\n{dedent(_LOADED)}"

    assert fresh.told(code) == ["lambda_function"]


def test_own_constructs_load_what_they_make() -> None:
    """A program with one API loads the provider's classes for that, and no others."""
    code = f"""
from apigwv2_tf import Api
from cdktf import App, TerraformStack
Api(TerraformStack(App(), "orders"), "Api", protocol_type="HTTP", deploy=False)
{dedent(_LOADED)}
"""
    assert fresh.told(code) == ["apigatewayv2_api"]


def _told_of_the_package(code: str) -> Any:  # noqa: ANN401 - JSON
    return fresh.told(f"import apigwv2_tf\nimport {_PACKAGE} as aws\n{dedent(code)}")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(
            """
            try:
                aws.lambda_functoin
            except AttributeError as error:
                tell(str(error))
            """,
            f"module {_PACKAGE!r} has no attribute 'lambda_functoin'",
            id="missing-attribute",
        ),
        pytest.param(
            f"""
            try:
                from {_PACKAGE} import lambda_functoin
            except ImportError as error:
                tell(str(error).partition(" (")[0])
            """,
            f"cannot import name 'lambda_functoin' from {_PACKAGE!r}",
            id="missing-name",
        ),
        pytest.param(
            f"""
            try:
                import {_PACKAGE}.lambda_functoin
            except ModuleNotFoundError as error:
                tell(error.name)
            """,
            f"{_PACKAGE}.lambda_functoin",
            id="missing-submodule",
        ),
        pytest.param(
            "tell(hasattr(aws, 'lambda_functoin'))",
            False,
            id="hasattr",
        ),
        pytest.param(
            """
            import pkgutil
            found = {module.name for module in pkgutil.iter_modules(aws.__path__)}
            tell(sorted(set(aws.__all__) - found))
            """,
            [],
            id="all-names-submodules",
        ),
        pytest.param(
            """
            import pkgutil
            found = {module.name for module in pkgutil.iter_modules(aws.__path__)}
            tell(sorted(found - set(aws.__all__)))
            """,
            ["_jsii"],
            id="all-names-every-submodule",
        ),
        pytest.param("tell(set(aws.__all__) <= set(dir(aws)))", True, id="dir"),
        pytest.param("tell([aws.__name__, aws.__package__])", [_PACKAGE, _PACKAGE], id="name"),
        pytest.param(
            "import inspect, os; tell(os.path.basename(inspect.getfile(aws)))",
            "__init__.py",
            id="getfile",
        ),
        pytest.param(
            "import inspect; tell('publication.publish()' in inspect.getsource(aws))",
            True,
            id="getsource",
        ),
        pytest.param(
            """
            import inspect
            tell(inspect.getmodule(aws.lambda_function.LambdaFunction).__name__)
            """,
            _LAMBDA,
            id="getmodule",
        ),
        pytest.param(
            """
            import inspect
            source = inspect.getsource(aws.lambda_function.LambdaFunction)
            tell(source.partition("(")[0].splitlines()[-1])
            """,
            "class LambdaFunction",
            id="getsource-of-a-class",
        ),
        pytest.param(
            """
            import pickle
            kind = aws.lambda_function.LambdaFunction
            tell(pickle.loads(pickle.dumps(kind)) is kind)
            """,
            True,
            id="pickle",
        ),
        pytest.param(
            """
            import importlib
            kind = aws.lambda_function.LambdaFunction
            again = importlib.reload(aws)
            tell([again is aws, again.lambda_function.LambdaFunction is kind])
            """,
            [True, True],
            id="reload",
        ),
        pytest.param(
            """
            import importlib.resources
            tell(importlib.resources.files(aws).joinpath("py.typed").is_file())
            """,
            True,
            id="resources",
        ),
        pytest.param(
            """
            import importlib.util
            tell(importlib.util.find_spec(aws.__name__).name)
            """,
            _PACKAGE,
            id="find-spec",
        ),
    ],
)
def test_package_is_like_any_other(code: str, expected: object) -> None:
    """What programs and tools ask of a package, the lazy one answers as the whole one would."""
    assert _told_of_the_package(code) == expected


def test_threads_import_at_once() -> None:
    """Several threads may each be the first to name a submodule, or the same one."""
    code = """
        from concurrent.futures import ThreadPoolExecutor
        names = ["sqs_queue", "sns_topic", "iam_role", "lambda_function"] * 4
        with ThreadPoolExecutor(16) as pool:
            loaded = list(pool.map(lambda name: getattr(aws, name), names))
        tell([module.__name__.rpartition(".")[2] for module in loaded] == names)
    """
    assert _told_of_the_package(code) is True


def test_reloading_our_package_adds_no_second_finder() -> None:
    """A notebook that reloads `apigwv2_tf` does not pile up finders."""
    code = """
        import importlib, sys
        importlib.reload(apigwv2_tf)
        tell(sum(type(finder).__name__ == "LazyProviderFinder" for finder in sys.meta_path))
    """
    assert _told_of_the_package(code) == 1


# -- where nothing is changed ----------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a small package under the name of the provider's."""
    directory = tmp_path / _PACKAGE
    directory.mkdir()
    for name in ("one", "two"):
        (directory / f"{name}.py").write_text(f"here = {name!r}\n", encoding="utf-8")
    return directory


def _loaded_from(package: Path, source: str, *, first: str = "", **env: str) -> Any:  # noqa: ANN401
    """Return the submodules that importing a package of this source loads at once."""
    (package / "__init__.py").write_text(dedent(source), encoding="utf-8")
    code = f"{first}\nimport apigwv2_tf\nimport {_PACKAGE}\n{dedent(_LOADED)}"
    path = f"{package.parent}:{fresh.ROOT}"
    return fresh.told(code, env={"PYTHONPATH": path, **env})


def test_package_that_lists_its_submodules_is_made_lazy(package: Path) -> None:
    """A package that imports its submodules one by one imports none of them any more."""
    assert _loaded_from(package, _EAGER) == []


def test_off_switch(package: Path) -> None:
    """With the environment variable set, the package loads as its authors wrote it."""
    assert _loaded_from(package, _EAGER, APIGWV2_TF_EAGER_PROVIDER="1") == ["one", "two"]


def test_empty_off_switch_is_off(package: Path) -> None:
    """An empty variable is as good as none."""
    assert _loaded_from(package, _EAGER, APIGWV2_TF_EAGER_PROVIDER="") == []


def test_package_imported_first_stays_as_it_is(package: Path) -> None:
    """Where the user's import came first, the package is whole and our import leaves it so."""
    assert _loaded_from(package, _EAGER, first=f"import {_PACKAGE}") == ["one", "two"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("from . import one\ndef __getattr__(name): ...", id="own-getattr"),
        pytest.param("import sys\nfrom .one import here", id="other-imports"),
        pytest.param("if True:\n    from . import one", id="not-on-top-level"),
    ],
)
def test_package_of_another_make_stays_as_it_is(package: Path, source: str) -> None:
    """A package that is lazy already, or made in another way, runs as its authors wrote it."""
    assert _loaded_from(package, source) == ["one"]


def test_finder_finds_nothing_else() -> None:
    """Every other module is found by Python's own finders."""
    finder = LazyProviderFinder()

    assert finder.find_spec("json", None) is None
    assert finder.find_spec(_LAMBDA, None) is None


def test_installing_again_changes_nothing() -> None:
    """The finder is put in front once."""
    before = list(sys.meta_path)
    install()

    assert sys.meta_path == before


def test_submodules_are_read_from_the_source() -> None:
    """Only imports of whole submodules, by name and on the top level, count."""
    source = (
        "import os\nfrom . import a, b\nfrom .. import c\nfrom .d import e\nx = 'from . import f'"
    )

    assert eager_submodules(source) == {"a", "b"}


# -- without the packages that the constructs write with -------------------------------------------

_BLOCK = """
import sys
class Missing:
    def find_spec(self, fullname, path, target=None):
        if fullname.partition(".")[0] == {name!r}:
            raise ModuleNotFoundError(f"No module named {{fullname!r}}", name=fullname)
sys.meta_path.insert(0, Missing())
"""
_ADVICE = "install it with: pip install 'apigwv2-tf[cdktf]'"
_NEEDS_NOTHING = (
    *("errors", "terms", "constructs._protocols", "constructs.parameter_mapping"),
    *("constructs.references", "constructs.http_route_key"),
)
_NAMES = {
    name: home in _NEEDS_NOTHING or f"constructs.{home}" in _NEEDS_NOTHING
    for name, home in apigwv2_tf._HOME.items()
}


def test_names_without_the_extra() -> None:
    """Bare, the package imports, its words and errors load, and each construct says what to do."""
    code = """
        import apigwv2_tf
        def outcome(name):
            try:
                getattr(apigwv2_tf, name)
            except apigwv2_tf.MissingExtraError as error:
                return str(error).rpartition("; ")[2]
            return "loads"
        tell({name: outcome(name) for name in apigwv2_tf._HOME})
    """
    # -S: no site-packages, so nothing that pip installed
    outcomes = fresh.told(code, "-S")

    assert outcomes == {name: "loads" if loads else _ADVICE for name, loads in _NAMES.items()}


@pytest.mark.parametrize("missing", ["cdktf", "jsii", "constructs"])
def test_construct_without_a_package(missing: str) -> None:
    """The error names the missing package and the command that brings it."""
    code = f"""{_BLOCK.format(name=missing)}
try:
    from apigwv2_tf import Api
except ImportError as error:
    tell([type(error).__name__, str(error)])
"""
    assert fresh.told(code) == [
        "MissingExtraError",
        f"the constructs of apigwv2_tf need the package {missing!r}; {_ADVICE}",
    ]


def test_construct_without_the_providers_package() -> None:
    """Without the provider's package alone, the first construct made says so."""
    code = f"""{_BLOCK.format(name=_PACKAGE)}
from apigwv2_tf import Api, MissingExtraError
from cdktf import App, TerraformStack
try:
    Api(TerraformStack(App(), "orders"), "Api", protocol_type="HTTP")
except MissingExtraError as error:
    tell(str(error))
"""
    assert fresh.told(code) == (
        "the constructs of apigwv2_tf need cdktf-cdktf-provider-aws with 'aws_apigatewayv2_api'; "
        "install it with: pip install 'apigwv2-tf[cdktf]'"
    )


def test_type_checker_sees_the_whole_package(tmp_path: Path) -> None:
    """The type checker reads the package itself, so its classes and ours keep their types."""
    program = tmp_path / "program.py"
    program.write_text(
        dedent(
            f"""
            import apigwv2_tf
            from {_LAMBDA} import LambdaFunction
            reveal_type(LambdaFunction.arn)
            reveal_type(apigwv2_tf.HttpMethod.GET)
            """
        ),
        encoding="utf-8",
    )
    flags = ["--cache-dir", str(fresh.ROOT / ".mypy_cache"), "--config-file", "pyproject.toml"]
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", *flags, str(program)],
        cwd=fresh.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    notes = [line for line in ended.stdout.splitlines() if "Revealed type" in line]

    assert len(notes) == 2, ended.stdout + ended.stderr
    assert 'Revealed type is "Any"' not in json.dumps(notes)
