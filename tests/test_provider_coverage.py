"""Every argument that the provider has for API Gateway v2 is emitted by some example."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.terraform import Terraform, environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

pytestmark = pytest.mark.e2e

_GOLDEN = Path(__file__).with_name("golden")
_KINDS = {"resource": "resource_schemas", "data": "data_source_schemas"}
_PREFIX = "aws_apigatewayv2_"
# What is never written, by its place or by its last name, and why.
_LEFT_OUT = {
    "id": "Terraform's SDK lets it be written, but the provider only reports it",
    "tags_all": "Terraform's SDK lets it be written, but it only reports tags and default tags",
    "data.aws_apigatewayv2_api.tags": "reports the tags; marked optional by a shared definition",
    "data.aws_apigatewayv2_vpc_link.tags": "reports the tags; marked optional likewise",
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return every argument and block that the provider itself says can be written."""
    directory = tmp_path_factory.mktemp("schema")
    (directory / "main.tf").write_text('provider "aws" {}')
    terraform = Terraform(directory, environment(directory))
    terraform.init()
    (schema,) = terraform.providers_schema()["provider_schemas"].values()
    return {
        place
        for kind, schemas in _KINDS.items()
        for name, resource in schema[schemas].items()
        if name.startswith(_PREFIX)
        for place in _writable(f"{kind}.{name}", resource["block"])
    }


def _writable(place: str, block: Mapping[str, Any]) -> Iterator[str]:
    """Yield the places of a block's arguments, and of those in the blocks inside."""
    for name, attribute in block.get("attributes", {}).items():
        if attribute.get("required") or attribute.get("optional"):
            yield f"{place}.{name}"
    for name, nested in block.get("block_types", {}).items():
        yield f"{place}.{name}"
        yield from _writable(f"{place}.{name}", nested["block"])


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    """Return what the programs write; `test_golden.py` compares the files with the programs."""
    return [json.loads(path.read_text()) for path in sorted(_GOLDEN.glob("*.json"))]


def _emitted(documents: list[dict[str, Any]]) -> set[str]:
    """Return the places of everything that is written."""
    return {
        place
        for document in documents
        for kind in _KINDS
        for name, resources in document.get(kind, {}).items()
        for resource in resources.values()
        for place in _written(f"{kind}.{name}", resource)
    }


def _written(place: str, value: object) -> Iterator[str]:
    """Yield the places in a value; those inside a list are places of each of its entries."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            for name, inner in part.items():
                yield f"{place}.{name}"
                yield from _written(f"{place}.{name}", inner)


def _is_left_out(place: str) -> bool:
    return place in _LEFT_OUT or place.rpartition(".")[2] in _LEFT_OUT


def test_every_argument_is_emitted(known: set[str], documents: list[dict[str, Any]]) -> None:
    """No argument of a resource or data source is out of reach of a named option."""
    missing = known - _emitted(documents)

    assert sorted(place for place in missing if not _is_left_out(place)) == []


def test_what_is_left_out_is_left_out(known: set[str], documents: list[dict[str, Any]]) -> None:
    """The table of exceptions names nothing that the provider lacks or an example writes."""
    emitted = _emitted(documents)
    left_out = {place for place in known if _is_left_out(place)}

    assert left_out & emitted == set()
    assert {name for name in _LEFT_OUT if name not in left_out} == {"id", "tags_all"}


def test_every_kind_is_looked_at(known: set[str]) -> None:
    """The provider has twelve resources and four data sources of API Gateway v2."""
    kinds = [place.split(".")[0] for place in {".".join(p.split(".")[:2]) for p in known}]

    assert (kinds.count("resource"), kinds.count("data")) == (12, 4)


@pytest.mark.parametrize(
    "removed",
    [
        pytest.param("resource.aws_apigatewayv2_api.version", id="argument"),
        pytest.param("resource.aws_apigatewayv2_api.cors_configuration.max_age", id="in a block"),
        pytest.param(
            "resource.aws_apigatewayv2_stage.route_settings.logging_level", id="in a list of blocks"
        ),
        pytest.param("data.aws_apigatewayv2_export.export_version", id="of a data source"),
    ],
)
def test_argument_that_no_example_emits_is_found(
    known: set[str], documents: list[dict[str, Any]], removed: str
) -> None:
    """The first test above can fail."""
    kind, name, *path = removed.split(".")
    without = json.loads(json.dumps(documents))
    for document in without:
        for resource in document.get(kind, {}).get(name, {}).values():
            _remove(resource, path)

    assert {p for p in known - _emitted(without) if not _is_left_out(p)} == {removed}


def _remove(value: Any, path: list[str]) -> None:  # noqa: ANN401 - JSON
    for part in value if isinstance(value, list) else [value]:
        if len(path) == 1:
            part.pop(path[0], None)
        elif path[0] in part:
            _remove(part[path[0]], path[1:])
