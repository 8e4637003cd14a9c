"""What `main.py` and the examples write, whole, and what may change it."""

from __future__ import annotations

import json
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.programs import STACKS, checkout, edit, synthesize

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOLDEN = Path(__file__).with_name("golden")
_LONG_AGO = 1_000_000_000
_ALL_STACKS = [
    pytest.param(program, stack, id=stack) for program, stacks in STACKS.items() for stack in stacks
]


class Programs:
    """Runs each program once here, and begins with the next one meanwhile; some also elsewhere."""

    def __init__(self, directory: Path) -> None:
        """Run them in subdirectories."""
        self._directory = directory
        self._checkouts = {True: checkout(directory / "here"), False: _elsewhere(directory)}
        self._pool = ThreadPoolExecutor(2)
        self._runs: dict[tuple[str, bool], Future[dict[str, str]]] = {}

    def written(self, program: str, *, here: bool = True) -> dict[str, str]:
        """Return the JSON that a program wrote, by stack."""
        names = list(STACKS)
        position = names.index(program)
        for name in names[position : position + 2] if here else [program]:
            if (name, here) not in self._runs:
                self._runs[name, here] = self._pool.submit(self._run, name, here=here)
        return self._runs[program, here].result()

    def end(self) -> None:
        """Run no more programs."""
        self._pool.shutdown(cancel_futures=True)

    def _run(self, program: str, *, here: bool) -> dict[str, str]:
        place = "here" if here else "elsewhere"
        directory = self._directory / f"{Path(program).stem}-{place}"
        directory.mkdir()
        return _written(self._checkouts[here] / program, directory, hash_seed=0 if here else 1)


def _elsewhere(directory: Path) -> Path:
    """Return a checkout with other times, modes and caches of its files."""
    elsewhere = checkout(directory / "elsewhere")
    for path in elsewhere.rglob("*.py"):
        path.chmod(0o700)
        os.utime(path, (_LONG_AGO, _LONG_AGO))
        (path.parent / "__pycache__").mkdir(exist_ok=True)
        (path.parent / "__pycache__" / f"{path.stem}.cpython-399.pyc").write_text("cached")
    return elsewhere


def _written(program: Path, directory: Path, *, hash_seed: int = 0) -> dict[str, str]:
    """Return the JSON that a program writes, by stack; CDKTF says in it where the state is."""
    stacks = synthesize(program, directory, hash_seed=hash_seed)
    return {
        path.name: (path / "cdk.tf.json").read_text().replace(str(directory), ".")
        for path in stacks.iterdir()
    }


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    """Return what runs the programs."""
    programs = Programs(tmp_path_factory.mktemp("programs"))
    yield programs
    programs.end()


@pytest.mark.parametrize(("program", "stack"), _ALL_STACKS)
def test_program_writes_its_golden_file(
    programs: Programs, program: str, stack: str, request: pytest.FixtureRequest
) -> None:
    """
    Every byte that a program writes is known.

    But two things: CDKTF writes where the state is, and the newest bindings ask for their own
    version of the provider.
    """
    text = programs.written(program)[stack] + "\n"
    golden = _GOLDEN / f"{stack}.json"
    if request.config.getoption("--update-golden"):
        golden.write_text(text)

    expected = golden.read_text()
    expected = expected.replace(_provider_version(expected), _provider_version(text))
    assert text.splitlines() == expected.splitlines()


def _provider_version(text: str) -> str:
    version = json.loads(text)["terraform"]["required_providers"]["aws"]["version"]
    return f'"version": "{version}"'


def test_each_golden_file_belongs_to_a_stack() -> None:
    """No file is left over from a stack that was renamed."""
    stacks = {stack for stacks in STACKS.values() for stack in stacks}

    assert {path.stem for path in _GOLDEN.glob("*.json")} == stacks


# these have everything that the others have
@pytest.mark.parametrize("program", ["main.py", "examples/every_resource.py"])
def test_another_checkout_writes_the_same_bytes(programs: Programs, program: str) -> None:
    """Neither the hash seed nor the place, times, modes and caches of the files matter."""
    assert programs.written(program, here=False) == programs.written(program)


@pytest.mark.parametrize("program", ["main.py", "examples/books_api.py"])
def test_changed_function_code_is_another_asset(
    programs: Programs, program: str, tmp_path: Path
) -> None:
    """A change of a function's code reaches Lambda."""
    before = programs.written(program)
    elsewhere = checkout(tmp_path / "elsewhere")
    for path in (elsewhere / "examples").glob("*/*.py"):
        path.write_text(path.read_text() + "\n# changed\n")

    after = _written(elsewhere / program, tmp_path)

    for stack in STACKS[program]:
        assert _hashes(after[stack]).isdisjoint(_hashes(before[stack]))


def _hashes(text: str) -> set[str]:
    functions = json.loads(text)["resource"]["aws_lambda_function"].values()
    return {function["source_code_hash"] for function in functions}


def test_main_runs_in_a_directory_with_a_space(tmp_path: Path) -> None:
    """A clone may lie anywhere."""
    shop = checkout(tmp_path / "my shop")

    assert set(_written(shop / "main.py", shop)) == {"bookshop", "chat"}


@pytest.mark.parametrize(
    ("program", "line", "changed"),
    [
        pytest.param(
            "examples/books_api.py",
            'integration.add_route("POST /")',
            {"aws_apigatewayv2_deployment.books-api_Deployment_308B08F1"},
            id="deployed",
        ),
        pytest.param("main.py", 'reading.add_route("GET /books")', set(), id="auto-deploy"),
    ],
)
def test_new_route_leaves_the_other_resources_alone(
    programs: Programs, tmp_path: Path, program: str, line: str, changed: set[str]
) -> None:
    """One more route is one more resource; nothing else but the deployment notices."""
    stack = STACKS[program][0]
    before = _resources(programs.written(program)[stack])
    copy = checkout(tmp_path / "copy") / program
    edit(copy, line, f"{line.replace(' /', ' /new')}; {line}")

    after = _resources(_written(copy, tmp_path)[stack])

    (new,) = after.keys() - before.keys()
    assert new.startswith("aws_apigatewayv2_route.")
    assert {name for name in before if before[name] != after.get(name)} == changed


def _resources(text: str) -> dict[str, Any]:
    return {
        f"{kind}.{name}": block
        for kind, named in json.loads(text)["resource"].items()
        for name, block in named.items()
    }
