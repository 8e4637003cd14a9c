"""Programs of several stacks: the JSON of each, with the references from one to another made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

if TYPE_CHECKING:
    from cdktf import App


def documents(app: App) -> dict[str, dict[str, Any]]:
    """Return the parsed JSON of every stack, by the stack's id."""
    for stack in app.node.children:
        AwsProvider(TerraformStack.of(stack), "aws", region="eu-west-1")
    app.synth()
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in Path(app.outdir).rglob("cdk.tf.json")
    }


def needs(document: dict[str, Any]) -> list[str]:
    """Return the stacks that a stack refers to."""
    states = document.get("data", {}).get("terraform_remote_state", {})
    return [name.removeprefix("cross-stack-reference-input-") for name in states]
