"""
Run the CDK side of the programs and write what they made to a file, as JSON.

Run as ``python -m tests.differential.cdk_process FILE``: AWS CDK takes seconds to load, so this
happens once, and only in a process of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from tests.differential import cdk, programs  # noqa: F401 - importing the programs registers them
from tests.differential.program import PROGRAMS, Program


def _template(program: Program, directory: str) -> dict[str, Any] | str:
    """Return a program's template, or the traceback of why there is none."""
    app = cdk.core.App(outdir=directory, analytics_reporting=False)
    synthesizer = cdk.core.DefaultStackSynthesizer(generate_bootstrap_version_rule=False)
    stack = cdk.core.Stack(app, "orders", synthesizer=synthesizer)
    try:
        program.cdk(stack)
        template: dict[str, Any] = app.synth().get_stack_by_name("orders").template
    except Exception:  # noqa: BLE001 - whatever it is, the program's test shows it
        return traceback.format_exc()
    return template


def _classes(module: str) -> list[str]:
    """Return the public classes of a module; structs, enums and interfaces are of another type."""
    return [
        name
        for name, value in vars(getattr(cdk, module)).items()
        if type(value).__name__ in ("JSIIMeta", "JSIIAbstractClass")
        and not name.startswith(("_", "Cfn"))
    ]


def main(file: str) -> None:
    """Run all programs."""
    with tempfile.TemporaryDirectory() as directory:
        templates = {
            name: _template(program, f"{directory}/{name}") for name, program in PROGRAMS.items()
        }
    modules = ("apigatewayv2", "integrations", "authorizers")
    classes = {module: _classes(module) for module in modules}
    Path(file).write_text(json.dumps({"templates": templates, "classes": classes}))


if __name__ == "__main__":
    main(*sys.argv[1:])
