"""AWS CDK's names are here, and what is said about the others and about users' wishes is shown."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools import parity

_ROOT = Path(__file__).resolve().parents[1]
_STAGE = "tests/constructs/test_stage.py"
_DECIDED: list[parity.Evidence] = [
    *parity.rows("verdicts.yaml", parity.Verdict),
    *parity.wishes(),
    *parity.defects(),
]


@pytest.fixture(scope="module")
def found() -> parity.Parity:
    """Return the comparison as committed."""
    return parity.parity()


@cache
def _tree(path: str) -> ast.Module:
    file = _ROOT / path
    return ast.parse(file.read_text() if file.is_file() else "")


def _cases(tree: ast.Module, function: ast.FunctionDef) -> set[object]:
    """Return the ids of a test's cases, those in tables of the module too."""
    tables = {
        target.id: node
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    parts = [part for decorator in function.decorator_list for part in ast.walk(decorator)]
    for part in parts:  # grows while it is read
        if isinstance(part, ast.Name) and part.id in tables:
            parts.extend(ast.walk(tables.pop(part.id)))
    return {
        part.value.value
        for part in parts
        if isinstance(part, ast.keyword)
        and part.arg == "id"
        and isinstance(part.value, ast.Constant)
    }


def _exists(test: str) -> bool:
    """Say whether a test, or one case of it, is there."""
    path, _, rest = test.partition("::")
    name, _, case = rest.removesuffix("]").partition("[")
    tree = _tree(path)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return name in functions and (not case or case in _cases(tree, functions[name]))


def _document(**entries: dict[str, Any]) -> dict[str, Any]:
    """Return a list of names in the form of the committed one."""
    whole = {n: {"bases": [], "properties": [], "methods": [], **e} for n, e in entries.items()}
    return {"source": "", "modules": {"apigwv2_tf": whole}}


def test_page_is_up_to_date() -> None:
    """The page is what `make parity` writes."""
    assert parity.PAGE.read_text() == parity.page()


def test_list_of_names_is_whole(found: parity.Parity) -> None:
    """No name of AWS CDK gets lost on the way: a shorter list would be no parity."""
    assert found.source.startswith("aws-cdk-lib 2.276.0")
    assert len(found.names) == len(set(found.names)) == 704


def test_every_name_has_a_verdict(found: parity.Parity) -> None:
    """Each is in the package, or somebody said why not."""
    open_names = [f"{n}: {why}" for n, why in found.absent.items() if not found.verdict_of(n)]

    assert open_names == []


def test_nearly_all_names_are_done(found: parity.Parity) -> None:
    """At least 95 of 100 names are in the package and usable."""
    assert found.share_done() >= 0.95


def test_each_decision_is_about_names_of_its_own(found: parity.Parity) -> None:
    """A decision names something, and no name has two of them."""
    about = [[str(n) for n in found.names if entry.matches(n)] for entry in found.verdicts]
    every = [name for names in about for name in names]

    assert [e.names for e, names in zip(found.verdicts, about, strict=True) if not names] == []
    assert len(every) == len(set(every))


def test_decisions_say_what_is_so(found: parity.Parity) -> None:
    """What is said to be refused is there, and what is said to be absent is not."""
    wrong = [
        str(name)
        for name in found.names
        if (entry := found.entry_of(name)) and entry.refused == (name in found.absent)
    ]

    assert wrong == []


def test_decisions_are_one_of_two(found: parity.Parity) -> None:
    """Done is never claimed, and every other verdict has its reason."""
    wrong = [
        entry.names
        for entry in found.verdicts
        if entry.verdict not in (parity.DIFFERENT, parity.NOT_POSSIBLE) or not entry.why
    ]

    assert wrong == []


def test_everything_is_shown() -> None:
    """Every decision, wish and defect has a test, or an explanation."""
    assert [row for row in _DECIDED if not row.given] == []


def test_tests_that_show_it_exist() -> None:
    """Every test that is named as evidence is there."""
    assert [test for row in _DECIDED for test in row.tests if not _exists(test)] == []


@pytest.mark.parametrize(
    ("document", "absent"),
    [
        pytest.param(
            _document(Nowhere={"kind": "class"}),
            {"apigwv2_tf.Nowhere": "apigwv2_tf has no Nowhere"},
            id="class",
        ),
        pytest.param(
            _document(Api={"kind": "class", "methods": ["add_route", "add_weight"]}),
            {"apigwv2_tf.Api.add_weight": "Api has no method add_weight"},
            id="method",
        ),
        pytest.param(
            _document(Api={"kind": "class", "methods": ["api_id"]}),
            {"apigwv2_tf.Api.api_id": "Api has no method api_id"},
            id="property in place of a method",
        ),
        pytest.param(
            _document(Api={"kind": "class", "properties": ["api_id", "weight"]}),
            {"apigwv2_tf.Api.weight": "Api has no property weight"},
            id="property",
        ),
        pytest.param(
            _document(MappingValue={"kind": "class", "init": ["value", "weight"]}),
            {"apigwv2_tf.MappingValue(weight)": "MappingValue has no argument weight"},
            id="argument",
        ),
        pytest.param(
            _document(HttpMethod={"kind": "enum", "members": ["GET", "TRACE"]}),
            {"apigwv2_tf.HttpMethod.TRACE": "HttpMethod has no member TRACE"},
            id="member",
        ),
        pytest.param(
            _document(IStage={"kind": "interface", "properties": ["stage_name", "weight"]}),
            {"apigwv2_tf.IStage.weight": "IStage has no property weight"},
            id="property of an interface",
        ),
        pytest.param(
            _document(MTLSConfig={"kind": "struct", "properties": ["bucket", "weight"]}),
            {"apigwv2_tf.MTLSConfig.weight": "MTLSConfig has no property weight"},
            id="option of a struct",
        ),
        pytest.param(
            _document(ApiOptions={"kind": "struct", "properties": ["logical_id", "keys"]}),
            {"apigwv2_tf.ApiOptions.keys": "ApiOptions has no property keys"},
            id="option of a typed dict",
        ),
        pytest.param(
            _document(
                ApiOptions={"kind": "struct", "properties": ["version", "logical_id"]},
                Stage={"kind": "class", "props": "ApiOptions"},
            ),
            {"apigwv2_tf.ApiOptions.version": "Stage() does not take version"},
            id="option that the constructor lacks",
        ),
        pytest.param(
            _document(
                ResourceOptions={"kind": "struct", "properties": ["logical_id"]},
                ApiOptions={"kind": "struct", "bases": ["ResourceOptions"]},
                MappingValue={"kind": "class", "props": "ApiOptions"},
            ),
            {"apigwv2_tf.ResourceOptions.logical_id": "MappingValue() does not take logical_id"},
            id="inherited option that the constructor lacks",
        ),
    ],
)
def test_name_that_is_not_there_is_found(document: dict[str, Any], absent: dict[str, str]) -> None:
    """Looking can fail: what the package lacks is told, and what it has is not."""
    found = parity.Parity(document, [])

    assert {str(name): reason for name, reason in found.absent.items()} == absent


def test_decision_goes_before_what_is_found() -> None:
    """A name that is there but refused when used does not count as done."""
    refused = parity.Verdict(
        names=("*.EDGE",), verdict="not possible", why="no such", refused=True, explanation="none"
    )
    entry = {"kind": "enum", "members": ["REGIONAL", "EDGE"]}
    found = parity.Parity(_document(EndpointType=entry), [refused])

    assert [found.verdict_of(name) for name in found.names] == ["done", "done", "not possible"]


@pytest.mark.parametrize(
    ("test", "there"),
    [
        pytest.param(f"{_STAGE}::test_smallest_stage", True, id="test"),
        pytest.param(f"{_STAGE}::test_biggest_stage", False, id="no such test"),
        pytest.param("tests/test_nothing.py::test_x", False, id="no such file"),
        pytest.param(f"{_STAGE}::test_options[tags]", True, id="case"),
        pytest.param(f"{_STAGE}::test_options[taxes]", False, id="no such case"),
        pytest.param("tests/constructs/test_parts.py::test_address[Model]", True, id="table"),
    ],
)
def test_missing_test_is_found(test: str, there: bool) -> None:  # noqa: FBT001
    """A test that was renamed or taken away is no evidence any more."""
    assert _exists(test) is there
