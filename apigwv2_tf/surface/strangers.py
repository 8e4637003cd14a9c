"""What people hand over by mistake, and what to run instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOW = (
    "run `terraform show -json tfplan > plan.json`, where tfplan is what "
    "`terraform plan -out=tfplan` wrote"
)
_LANGUAGE = re.compile(
    r'^\s*(?:resource|data|module|provider|variable|output|terraform|locals)\b[^\n"]*'
    r'(?:"[^"\n]*"\s*){0,2}\{\s*(?:$|[a-z#/}])',
    re.MULTILINE,
)
_PLAN_TEXT = re.compile(
    r"(Terraform|OpenTofu) (will perform|used the selected providers)|No changes\. |^Plan: \d+",
    re.MULTILINE,
)
_STREAM = re.compile(r'^\s*\{[^\n]*"@(?:level|message)"', re.MULTILINE)
_KINDS = (
    (_STREAM, f"the messages of `terraform plan -json`, which lack what changes; {_SHOW}"),
    (_PLAN_TEXT, f"a plan as text for people; {_SHOW}"),
    (_LANGUAGE, f"Terraform's own language; plan it, then {_SHOW}"),
)


def name_text(start: bytes) -> str | None:
    """Say what a file is by how it starts; None where it may be JSON."""
    if not start.strip():
        return f"empty; {_SHOW}"
    if start.startswith(b"PK"):
        return f"a binary plan, which only Terraform reads; {_SHOW}"
    text = start.decode("utf-8", errors="replace")
    if text.lstrip("\ufeff \t\r\n").startswith("{") and not _STREAM.search(text):
        return None
    found = (words for pattern, words in _KINDS if pattern.search(text))
    return next(found, None)


def name_object(content: Mapping[str, object]) -> str:
    """Say what a JSON object is that is none of the documents that are read."""
    keys = content.keys()
    if "serial" in keys or "lineage" in keys:
        return "Terraform's state file; run `terraform show -json > state.json` where it belongs to"
    if "openapi" in keys or "swagger" in keys:
        return f"an OpenAPI document; {_SHOW}"
    if "stacks" in keys:
        return "the list of stacks that CDKTF wrote; name the folder that it lies in"
    if "app" in keys and "language" in keys:
        return "the settings of a CDKTF project; run `cdktf synth` and name cdktf.out"
    for key, what in _COMMANDS.items():
        if key in keys:
            return f"the output of `terraform {what}`; {_SHOW}"
    return f"JSON, but no plan, no state and not synthesized; {_SHOW}"


_COMMANDS = {
    "provider_schemas": "providers schema -json",
    "diagnostics": "validate -json",
    "terraform_outdated": "version -json",
    "root": "modules -json",
    "mappings": "metadata functions -json",
    "function_signatures": "metadata functions -json",
}
