from __future__ import annotations

import gzip
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.documents import Kind, open_documents

from tests.support.documents import committed, plan, stack, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PLAN = json.dumps(plan([])).encode()


@pytest.fixture
def named(tmp_path: Path) -> Callable[[bytes], str]:
    """Return a function that writes a file and returns its name."""

    def write_bytes(data: bytes) -> str:
        (tmp_path / "file").write_bytes(data)
        return str(tmp_path / "file")

    return write_bytes


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (plan([]), Kind.PLAN),
        ({"format_version": "0.2", "planned_values": {}}, Kind.PLAN),
        ({"format_version": "1.99", "configuration": {}, "new_key": 1}, Kind.PLAN),
        ({"format_version": "1.0"}, Kind.STATE),
        ({"format_version": "1.0", "values": {"root_module": {}}}, Kind.STATE),
        (stack("shop", {}), Kind.SYNTH),
        ({"//": {"metadata": {"stackName": "empty"}}}, Kind.SYNTH),
        ({"terraform": {}}, Kind.SYNTH),
        ({"resource": {}}, Kind.SYNTH),
        ({"provider": {}, "output": {}}, Kind.SYNTH),
    ],
)
def test_kinds(tmp_path: Path, content: object, kind: Kind) -> None:
    """A document tells what it is by its keys; keys of newer versions do no harm."""
    (found,) = open_documents(write(tmp_path, content))

    assert found.kind is kind


@pytest.mark.parametrize(
    "data",
    [
        _PLAN,
        b"\n  " + _PLAN + b"\n",
        b"\xef\xbb\xbf" + _PLAN,
        _PLAN.decode().encode("utf-16"),
        gzip.compress(_PLAN, mtime=0),
        gzip.compress(_PLAN.decode().encode("utf-16"), mtime=0),
    ],
    ids=["plain", "white space", "byte order mark", "UTF-16", "gzip", "gzip of UTF-16"],
)
def test_ways_to_write_a_plan(named: Callable[[bytes], str], data: bytes) -> None:
    """A plan may be packed, and may have gone through a shell that writes UTF-16."""
    (found,) = open_documents(named(data))

    assert found.content == plan([])


@pytest.mark.parametrize("data", [_PLAN, gzip.compress(_PLAN)], ids=["plain", "gzip"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """A dash stands for standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    (found,) = open_documents("-")

    assert (found.name, found.kind) == ("standard input", Kind.PLAN)


_STACKS = ("orders", "platform")


@pytest.mark.parametrize("source", [".", "cdktf.out", "cdktf.out/stacks"])
def test_folders_of_stacks(tmp_path: Path, source: str) -> None:
    """A project, its cdktf.out and the folder of stacks in it stand for all stacks, in order."""
    for name in _STACKS:
        write(tmp_path, stack(name, {}), f"cdktf.out/stacks/{name}/cdk.tf.json")

    found = open_documents(str(tmp_path / source))

    assert tuple(one.folder for one in found) == _STACKS


def test_folder_of_a_stack(tmp_path: Path) -> None:
    """The folder of one stack stands for that."""
    write(tmp_path, stack("orders", {}), "cdk.tf.json")

    (found,) = open_documents(str(tmp_path))

    assert found.name == str(tmp_path / "cdk.tf.json")


_SHOW = "run `terraform show -json"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", f"empty; {_SHOW}"),
        (b" \n\t", f"empty; {_SHOW}"),
        (b"PK\x03\x04tfplan", f"a binary plan, which only Terraform reads; {_SHOW}"),
        (
            b'{"@level":"info","@message":"Terraform","type":"version"}\n{"@level":"info"}\n',
            f"the messages of `terraform plan -json`, which lack what changes; {_SHOW}",
        ),
        (
            b"\nTerraform will perform the following actions:\n\n  # aws_x.y will be created\n",
            f"a plan as text for people; {_SHOW}",
        ),
        (b"Plan: 1 to add, 0 to change, 0 to destroy.\n", f"a plan as text for people; {_SHOW}"),
        (
            b'# ours\nresource "aws_apigatewayv2_api" "shop" {\n  name = "shop"\n}\n',
            f"Terraform's own language; plan it, then {_SHOW}",
        ),
        (b"locals {\n  a = 1\n}\n", f"Terraform's own language; plan it, then {_SHOW}"),
        (
            b'[command]/usr/bin/terraform show -json tfplan\n{"format_version":"1.2"}\n',
            "not JSON: there is something in front of it: '[command]/usr/bin/terraform show -json ",
        ),
        (
            b'{"format_version":"1.2","resource_changes":[]}\n::debug::exitcode: 0\n',
            "not JSON: it goes on after its end, in line 2: '::debug::exitcode: 0'; in GitHub",
        ),
        (b'{"format_version":"1.2",', "not JSON: Expecting property name"),
        (b'{"format_version": NaN}', "not JSON: NaN is no number in JSON"),
        (b'{"a": "\\ud800"}', "not JSON: half of a sign"),
        (b"\xff\x00\x12", "not JSON"),
        (b'{"a": "\xff"}', "not JSON: not text in UTF-8"),
        (b"hello", "not JSON: Expecting value"),
        (b"[1]", "JSON, but not an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "not JSON: "),
        (gzip.compress(_PLAN, mtime=0)[:20], "damaged gzip: its end is missing"),
        (b"\x1f\x8bnot", "damaged gzip"),
        (gzip.compress(b"PK\x03\x04", mtime=0), "a binary plan"),
    ],
)
def test_strangers(named: Callable[[bytes], str], data: bytes, words: str) -> None:
    """What is not Terraform's JSON is refused with what it is, and what to run instead."""
    name = named(data)

    with pytest.raises(DocumentError) as error:
        open_documents(name)

    assert str(error.value).startswith(f"{name}: {words}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"version": 4, "serial": 3, "lineage": "x", "resources": []}, "Terraform's state file"),
        ({"openapi": "3.0.1", "paths": {}}, "an OpenAPI document"),
        ({"version": "0.21.0", "stacks": {}}, "the list of stacks that CDKTF wrote"),
        ({"app": "python main.py", "language": "python"}, "the settings of a CDKTF project"),
        ({"format_version": "1.0", "provider_schemas": {}}, "the output of `terraform providers"),
        ({"format_version": "1.0", "valid": True, "diagnostics": []}, "the output of `terraform v"),
        ({"hello": 1}, "JSON, but no plan, no state and not synthesized"),
        ({}, "JSON, but no plan, no state and not synthesized"),
        ({"format_version": "2.0", "configuration": {}}, "format_version is '2.0', and 1.x is"),
        ({"format_version": 1, "configuration": {}}, "format_version is 1, and 1.x is"),
        (
            {"format_version": "2.0", "terraform_version": "9.0", "values": {}},
            "format_version is '2.0' (by version 9.0 of it)",
        ),
    ],
)
def test_other_json(tmp_path: Path, content: object, words: str) -> None:
    """JSON of another kind is refused with what it is."""
    name = write(tmp_path, content)

    with pytest.raises(DocumentError) as error:
        open_documents(name)

    assert str(error.value).startswith(f"{name}: {words}")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "no cdk.tf.json here; run `python main.py` or `cdktf synth` first"),
        ("main.tf", "no cdk.tf.json here; it holds Terraform's own language: run `terraform plan"),
        ("main.tf.json", "no cdk.tf.json here; name one of its .tf.json files"),
        ("plan.json", "no cdk.tf.json here; name one of its JSON files, or run"),
    ],
)
def test_folder_without_stacks(tmp_path: Path, file: str | None, words: str) -> None:
    """A folder with nothing in it that can be read says what to do about it."""
    if file is not None:
        (tmp_path / file).touch()

    with pytest.raises(DocumentError) as error:
        open_documents(str(tmp_path))

    assert str(error.value).startswith(f"{tmp_path}: {words}")


@pytest.mark.parametrize("name", ["missing.json", "a\0b", "x" * 5000])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    """A name that stands for nothing is refused with the reason."""
    with pytest.raises(DocumentError, match="cannot be read: "):
        open_documents(str(tmp_path / name))


def test_emoji(tmp_path: Path) -> None:
    """A whole sign of two halves is text."""
    document = committed("platform_state") | {"note": "😀"}

    (found,) = open_documents(write(tmp_path, document))

    assert found.content["note"] == "😀"
