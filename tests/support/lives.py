"""Takes a stack of a program through its whole life on the real Terraform."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdktf import App, TerraformStack, Testing

from tests.support.programs import checkout, edit, synthesize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.support.terraform import Terraform, TerraformFactory

_PLAN = "plan.tfplan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """
    What was seen while a stack was made, changed and destroyed.

    A plan is here what Terraform would do by address, outputs included, and empty where it would do
    nothing.
    """

    lock: str
    warnings: tuple[str, ...]
    first: dict[str, str]
    made: dict[str, dict[str, Any]]
    output: dict[str, Any]
    change: dict[str, str]
    settled: dict[str, str]
    seen: Any
    left_in_state: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Versions:
    """The folder of one stack, before and after somebody edited its program."""

    before: Path
    after: Path


def empty_program() -> App:
    """Return an empty program; `Testing` by that name would look like tests to pytest."""
    return Testing.app()


def document_of(stack: TerraformStack) -> dict[str, Any]:
    """Return the Terraform JSON of a stack."""
    document: dict[str, Any] = json.loads(Testing.synth(stack))
    return document


def versions(
    program: str, edits: Sequence[tuple[str, str]], directory: Path
) -> Mapping[str, Versions]:
    """Run a program, edit it and run it again; return the folders of its stacks by name."""
    copy = checkout(directory / "checkout") / program
    folders = []
    for state, changes in (("before", ()), ("after", edits)):
        for old, new in changes:
            edit(copy, old, new)
        (directory / state).mkdir()
        folders.append(synthesize(copy, directory / state))
    before, after = folders
    return {path.name: Versions(before=path, after=after / path.name) for path in before.iterdir()}


def live(
    stack: Versions, make: TerraformFactory, look: Callable[[Terraform], Any] = lambda _: None
) -> Life:
    """Make a stack, change it, look at it, and destroy it."""
    terraform = make(stack.before)
    terraform.init()
    lock, warnings = terraform.lock(), terraform.validate()
    first = planned(terraform)
    terraform.apply(_PLAN)
    made, output = made_by(terraform), terraform.output()
    shutil.copytree(stack.after, stack.before, dirs_exist_ok=True)
    make(stack.before)
    change = planned(terraform)
    terraform.apply(_PLAN)
    settled = planned(terraform)
    seen = look(terraform)
    terraform.destroy()
    return Life(
        lock=lock,
        warnings=warnings,
        first=first,
        made=made,
        output=output,
        change=change,
        settled=settled,
        seen=seen,
        left_in_state=list(made_by(terraform)),
    )


def made_by(terraform: Terraform) -> dict[str, dict[str, Any]]:
    """Map each address to its attributes, straight from the state: Terraform takes seconds."""
    state = json.loads((terraform.directory / "terraform.tfstate").read_text())
    return {
        f"{'data.' * (resource['mode'] == 'data')}{resource['type']}.{resource['name']}": (
            resource["instances"][0]["attributes"]
        )
        for resource in state["resources"]
    }


def planned(terraform: Terraform) -> dict[str, str]:
    """Plan, and map each address to what would be done: half the time of `Terraform.plan`."""
    printed = terraform._run("plan", "-json", f"-out={_PLAN}")
    events = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    resources = [event["change"] for event in events if event["type"] == "planned_change"]
    outputs = [event["outputs"] for event in events if event["type"] == "outputs"]
    return {
        **{change["resource"]["addr"]: change["action"] for change in resources},
        **{
            f"output.{name}": output["action"]
            for named in outputs
            for name, output in named.items()
            if output["action"] != "noop"
        },
    }


def replanned(
    terraform: Terraform, document: Mapping[str, Any], make: TerraformFactory
) -> dict[str, str]:
    """Put another configuration into a working directory and plan it."""
    (terraform.directory / "main.tf.json").write_text(json.dumps(document))
    make(terraform.directory)
    return planned(terraform)


def reapplied(
    terraform: Terraform, document: Mapping[str, Any], make: TerraformFactory
) -> dict[str, str]:
    """Put another configuration there, apply it, and return what that changed."""
    plan = replanned(terraform, document, make)
    terraform.apply(_PLAN)
    return plan
