"""
Finds and opens what is named on the command line, and tells what it is.

A name is a file, a folder that ``cdktf synth`` wrote, or ``-`` for standard input. What is not
Terraform's JSON is refused with words on what it is and what to run instead.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from apigwv2_tf.errors import DocumentError, reason
from apigwv2_tf.surface.strangers import name_object, name_text

STANDARD_INPUT = "-"
FILE = "cdk.tf.json"
_GZIP = b"\x1f\x8b"
_MOST_BYTES = 2**30
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_PLAN_KEYS = {"resource_changes", "planned_values", "configuration", "prior_state", "timestamp"}
_CONFIGURATION_KEYS = {"resource", "data", "output", "module", "variable", "locals", "provider"}
_STARTS = ('{"format_version"', '{"//"')
_WRAPPER = (
    "in GitHub Actions, hashicorp/setup-terraform adds lines unless it is given "
    "`terraform_wrapper: false`"
)
_PATTERNS = (FILE, f"stacks/*/{FILE}", f"*/{FILE}", f"cdktf.out/stacks/*/{FILE}")


class Kind(Enum):
    """What a document is."""

    SYNTH = "synthesized JSON"
    PLAN = "a plan"
    STATE = "a state"


@dataclass(frozen=True, slots=True)
class Document:
    """
    One JSON document that was read.

    Args:
        name: What people know it by, for messages.

        folder: The name of the folder it lies in; empty for standard input.

        digest: The SHA-256 of a plan, unpacked; None for others.
    """

    name: str
    kind: Kind
    content: dict[str, Any]
    folder: str = ""
    digest: str | None = None


def open_documents(source: str) -> tuple[Document, ...]:
    """
    Open everything that a name stands for: several synthesized files, or one document.

    Raises:
        DocumentError: If nothing is there, or if it is none of the kinds that are known.
    """
    if source == STANDARD_INPUT:
        if sys.stdin is None:
            raise DocumentError("standard input: is closed")
        return (_opened("standard input", sys.stdin.buffer.read(_MOST_BYTES + 1)),)
    path = Path(source)
    try:
        files = synthesized_files(path) if path.is_dir() else [path]
        return tuple(_opened(str(file), _read(file), file.resolve().parent.name) for file in files)
    except (OSError, ValueError) as error:
        raise DocumentError(f"{source}: cannot be read: {reason(error)}") from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def synthesized_files(folder: Path) -> list[Path]:
    """
    Return the synthesized files of a stack's folder, of ``cdktf.out``, or of a project.

    Raises:
        DocumentError: If there is none.
    """
    for pattern in _PATTERNS:
        found = sorted(path for path in folder.glob(pattern) if path.is_file())
        if found:
            return found
    raise DocumentError(f"{folder}: no {FILE} here; {_instead(folder)}")


def _instead(folder: Path) -> str:
    """Say what to do about a folder without synthesized files."""
    if any(folder.glob("*.tf")):
        return (
            "it holds Terraform's own language: run `terraform plan -out=tfplan`, then "
            "`terraform show -json tfplan > plan.json`, and name plan.json"
        )
    if any(folder.glob("*.tf.json")):
        return "name one of its .tf.json files"
    if any(folder.glob("*.json")):
        return "name one of its JSON files, or run `python main.py` or `cdktf synth` first"
    return "run `python main.py` or `cdktf synth` first"


def _opened(name: str, data: bytes, folder: str = "") -> Document:
    """Tell what was read, or refuse it."""
    data = _unpacked(name, data)
    content = _parsed(name, _text(name, data))
    kind = _kind(content)
    if kind is None:
        raise DocumentError(f"{name}: {name_object(content)}")
    if kind is not Kind.SYNTH:
        _check_version(name, content)
    digest = hashlib.sha256(data).hexdigest() if kind is Kind.PLAN else None
    return Document(name, kind, content, folder, digest)


def _unpacked(name: str, data: bytes) -> bytes:
    """Return what gzip packed; everything else as it is."""
    if data.startswith(_GZIP):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            data = unpacking.decompress(data, _MOST_BYTES + 1)
        except zlib.error as error:
            raise DocumentError(f"{name}: damaged gzip: {error}") from None
        if not unpacking.eof and len(data) <= _MOST_BYTES:
            raise DocumentError(f"{name}: damaged gzip: its end is missing")
    if len(data) > _MOST_BYTES:
        raise DocumentError(f"{name}: larger than 1 GiB, which no plan is")
    return data


def _text(name: str, data: bytes) -> str:
    """Decode JSON, which PowerShell writes in UTF-16."""
    stranger = name_text(data[:4096])
    if stranger is not None:
        raise DocumentError(f"{name}: {stranger}")
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        raise DocumentError(f"{name}: not JSON: not text in UTF-8") from None


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, parse_constant=_refuse)
        if _SURROGATE.search(text):
            json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise DocumentError(f"{name}: not JSON: half of a sign, which is no text") from None
    except RecursionError:
        raise DocumentError(f"{name}: nested too deeply") from None
    except ValueError as error:
        raise DocumentError(f"{name}: not JSON: {_told(text, error)}") from None
    if not isinstance(content, dict):
        raise DocumentError(f"{name}: JSON, but not an object: no plan, no state, not synthesized")
    return content


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number in JSON")


def _told(text: str, error: ValueError) -> str:
    """Say why a text is not JSON, and what may have happened to it."""
    if isinstance(error, json.JSONDecodeError):
        first = min((text.find(start) for start in _STARTS if start in text), default=-1)
        if first > 0 or text.startswith("[command]"):
            return f"there is something in front of it: {_around(text, 0)}; {_WRAPPER}"
        if error.msg == "Extra data" and text[error.pos :].strip():
            there = f"in line {error.lineno}: {_around(text, error.pos)}"
            return f"it goes on after its end, {there}; {_WRAPPER}"
    return str(error)


def _around(text: str, at: int) -> str:
    """Quote what stands at a place, on one line and without signs that steer a terminal."""
    line = text[at : at + 40].split("\n", 1)[0]
    return repr(line)


def _kind(content: dict[str, Any]) -> Kind | None:
    """Tell what a document is by the keys that only such documents have."""
    if "format_version" in content:
        if content.keys() & _PLAN_KEYS:
            return Kind.PLAN
        foreign = {"provider_schemas", "valid", "diagnostics", "root", "mappings"}
        return None if content.keys() & foreign else Kind.STATE
    if "serial" in content or "lineage" in content:
        return None
    comment = content.get("//")
    synthesized = isinstance(comment, dict) and "metadata" in comment
    terraform = content.get("terraform")
    if synthesized or isinstance(terraform, dict) or content.keys() & {"resource", "module"}:
        return Kind.SYNTH
    return Kind.SYNTH if content and content.keys() <= _CONFIGURATION_KEYS | {"//"} else None


def _check_version(name: str, content: dict[str, Any]) -> None:
    """Refuse a format whose major version is not known: it may mean anything."""
    version = content["format_version"]
    if not isinstance(version, str) or version.split(".")[0] not in {"0", "1"}:
        by = content.get("terraform_version")
        made = f" (by version {by[:20]} of it)" if isinstance(by, str) else ""
        raise DocumentError(
            f"{name}: format_version is {version!r}{made}, and 1.x is what can be read; look for a "
            "newer version of apigwv2-tf"
        )
