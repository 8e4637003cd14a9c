"""Runs the real Terraform in a working directory."""

from __future__ import annotations

import copy
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.mirror import find_mirror, provider_version, relax_provider_version
from tests.support.plan import Change, Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Change",
    "Plan",
    "Source",
    "Terraform",
    "TerraformError",
    "TerraformFactory",
    "environment",
    "evaluate",
    "find_mirror",
    "provider_version",
    "relax_provider_version",
    "with_state_beside",
]

_LOCK_FILE = ".terraform.lock.hcl"
_PLAN_FILE = "plan.tfplan"
_SECONDS = {"init": 120, "apply": 300, "destroy": 300}
_SECONDS_OTHERWISE = 180


class TerraformError(Exception):
    """Terraform failed or took too long; the text has the command and all of its output."""

    def __init__(self, command: Sequence[str], exit_code: int | None, output: str) -> None:
        """Remember what ran and how it ended; no exit code means it was stopped."""
        ended = "took too long" if exit_code is None else f"ended with exit code {exit_code}"
        super().__init__(f"`{' '.join(command)}` {ended}\n{output}")
        self.command = tuple(command)
        self.exit_code = exit_code
        self.output = output


def environment(directory: Path) -> dict[str, str]:
    """
    Return the process environment for Terraform without network.

    Args:
        directory: Where the CLI configuration file is written.
    """
    configuration = directory / "terraform.rc"
    configuration.write_text(
        "provider_installation {\n"
        "  filesystem_mirror {\n"
        f"    path = {json.dumps(str(find_mirror().parent))}\n"
        "  }\n"
        "}\n"
    )
    return {
        **_own_environment(),
        # the provider is large: its memory is tidied less often, which halves its start
        "GOGC": "400",
        "TF_CLI_CONFIG_FILE": str(configuration),
        "CHECKPOINT_DISABLE": "1",
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
    }


def _own_environment() -> dict[str, str]:
    """Return this process's environment without what steers Terraform or AWS."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("TF_", "AWS_"))}


@dataclass(frozen=True, slots=True)
class Terraform:
    """
    A working directory and the environment its commands run in.

    Args:
        directory: Holds the configuration, as ``*.tf`` or ``*.tf.json``.

        env: The whole environment; start from ``environment()``.
    """

    directory: Path
    env: Mapping[str, str] = field(repr=False)

    def init(self) -> None:
        """Install the providers from the mirror."""
        self._run("init")

    def lock(self) -> str:
        """Return what ``init`` locked: nothing where it installed no provider."""
        path = self.directory / _LOCK_FILE
        return path.read_text() if path.exists() else ""

    def validate(self) -> tuple[str, ...]:
        """Check the configuration and return its warnings; errors are raised."""
        command = ("validate", "-json")
        exit_code, output = self._execute(command)
        if not output.lstrip().startswith("{"):
            raise TerraformError(_named(command), exit_code, output)
        found = json.loads(output)["diagnostics"]
        errors = [_text(d) for d in found if d["severity"] == "error"]
        if errors:
            raise TerraformError(_named(command), exit_code, "\n\n".join(errors))
        return tuple(_text(d) for d in found)

    def plan(self, *arguments: str) -> Plan:
        """Plan, with more command-line arguments if given, and return what would change."""
        self._run("plan", f"-out={_PLAN_FILE}", *arguments)
        return Plan.from_json(json.loads(self._run("show", "-json", _PLAN_FILE)))

    def apply(self, *arguments: str) -> str:
        """Change everything to match the configuration and return what Terraform printed."""
        return self._run("apply", "-auto-approve", *arguments)

    def destroy(self, *arguments: str) -> str:
        """Delete everything Terraform made and return what it printed."""
        return self._run("destroy", "-auto-approve", *arguments)

    def import_(self, address: str, id: str) -> None:
        """Take over a thing that exists already."""
        self._run("import", address, id)

    def state(self) -> dict[str, Any]:
        """Return the state as ``terraform show -json`` prints it."""
        state: dict[str, Any] = json.loads(self._run("show", "-json"))
        return state

    def resources(self) -> dict[str, dict[str, Any]]:
        """Map each address of the state, data sources included, to its attributes."""
        values = self.state().get("values", {})
        return dict(_resources(values.get("root_module", {})))

    def output(self) -> dict[str, Any]:
        """Return the values of the outputs."""
        outputs = json.loads(self._run("output", "-json"))
        return {name: output["value"] for name, output in outputs.items()}

    def providers_schema(self) -> dict[str, Any]:
        """Return the schemas of the installed providers."""
        schema: dict[str, Any] = json.loads(self._run("providers", "schema", "-json"))
        return schema

    def _run(self, *command: str) -> str:
        """Run a command, or raise with everything it printed."""
        exit_code, output = self._execute(command)
        if exit_code != 0:
            raise TerraformError(_named(command), exit_code, output)
        return output

    def _execute(self, command: Sequence[str]) -> tuple[int, str]:
        """Run a command to its end or to its time limit."""
        process = subprocess.Popen(
            [_program(), command[0], *_flags(command[0]), *command[1:]],
            cwd=self.directory,
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A group of its own, because the provider is a child of Terraform.
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=_SECONDS.get(command[0], _SECONDS_OTHERWISE))
        except BaseException as stopped:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise TerraformError(_named(command), None, output) from None
            raise
        return process.returncode, output


def with_state_beside(tf_json: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy whose state lies in the working directory; CDKTF's lies where synth ran."""
    changed = copy.deepcopy(dict(tf_json))
    changed.get("terraform", {}).pop("backend", None)
    return changed


# A directory, the text of a .tf file, or the content of a .tf.json file.
Source = Path | str | Mapping[str, Any]
TerraformFactory = Callable[[Source], Terraform]


def evaluate(expressions: Sequence[Any]) -> list[Any]:
    """
    Return what Terraform makes of values as they would stand in a ``.tf.json`` file.

    Args:
        expressions: The values before JSON encoding. One Terraform process evaluates them all.

    Raises:
        TerraformError: If one of them is not a valid template.
    """
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        # One tuple keeps the types apart, and is far faster than one output for each value.
        output = {"all": {"value": list(expressions)}}
        (directory / "main.tf.json").write_text(json.dumps({"output": output}))
        env = {**_own_environment(), "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}
        printed = Terraform(directory, env)._run("apply", "-auto-approve", "-json")
    # not splitlines(), which also splits at signs that JSON has unescaped inside a text
    events = [json.loads(line) for line in printed.split("\n") if line.startswith("{")]
    outputs = [event["outputs"] for event in events if event["type"] == "outputs"]
    values: list[Any] = outputs[-1]["all"]["value"]
    return values


def _program() -> str:
    """Return the path of Terraform."""
    found = shutil.which("terraform")
    if found is None:
        message = "terraform is not on PATH; these tests run the real program"
        raise FileNotFoundError(message)
    return found


def _flags(command: str) -> tuple[str, ...]:
    """Return what a command needs so that its output can be read by a program."""
    colourless = ("init", "validate", "plan", "apply", "destroy", "show", "output", "import")
    return ("-no-color",) if command in colourless else ()


def _named(command: Sequence[str]) -> tuple[str, ...]:
    """Return a command as one would type it."""
    return ("terraform", *command)


def _text(diagnostic: Mapping[str, Any]) -> str:
    """Return a diagnostic of ``terraform validate`` as one line or two."""
    place = diagnostic.get("range")
    line = f"{place['filename']}:{place['start']['line']} " if place else ""
    what = f"{diagnostic.get('address', '')}: {diagnostic['summary']}"
    return f"{line}{what}\n{diagnostic.get('detail', '')}".strip()


def _resources(module: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """List the resources of a module and of the modules it calls."""
    own = [(r["address"], r["values"]) for r in module.get("resources", ())]
    below = [pair for child in module.get("child_modules", ()) for pair in _resources(child)]
    return own + below
