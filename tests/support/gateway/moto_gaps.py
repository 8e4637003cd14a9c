"""What moto lacks in services that API Gateway calls."""

from __future__ import annotations

import json

from moto.stepfunctions.responses import StepFunctionResponse


def fill() -> None:
    """Add the missing operations to moto."""
    # The provider asks for the first while it plans a state machine, for the second when it reads.
    missing = {
        "validate_state_machine_definition": _valid,
        "list_state_machine_versions": _no_versions,
    }
    for name, answer in missing.items():
        setattr(StepFunctionResponse, name, answer)


def _valid(_response: StepFunctionResponse) -> str:
    """Find nothing wrong with a state machine."""
    return json.dumps({"result": "OK", "diagnostics": [], "truncated": False})


def _no_versions(_response: StepFunctionResponse) -> str:
    """Know of no published version of a state machine."""
    return json.dumps({"stateMachineVersions": []})
