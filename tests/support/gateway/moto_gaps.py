"""What moto lacks in services that API Gateway calls, and in its own usage plans."""

from __future__ import annotations

import copy
import json
from typing import Any

from moto.apigateway.models import UsagePlan
from moto.iam.models import IAMBackend, ManagedPolicy
from moto.stepfunctions.responses import StepFunctionResponse


def fill() -> None:
    """Add the missing operations to moto, and put right what is wrong."""
    operations = (
        # The provider asks for the first while it plans a state machine, for the second when it
        # reads one.
        (StepFunctionResponse, "validate_state_machine_definition", _valid),
        (StepFunctionResponse, "list_state_machine_versions", _no_versions),
        (UsagePlan, "apply_patch_operations", _changed),
        (IAMBackend, "_init_aws_policies", _copied_policies),
    )
    for owner, name, answer in operations:
        setattr(owner, name, answer)


_change = UsagePlan.apply_patch_operations


def _changed(plan: UsagePlan, patch_operations: list[dict[str, Any]]) -> None:
    """Change a usage plan; patches are text, and moto would keep them as it."""
    _change(plan, patch_operations)
    for name in plan.quota.keys() & {"limit", "offset"}:
        plan.quota[name] = int(plan.quota[name])


_read_policies = IAMBackend._init_aws_policies
_policies: dict[tuple[str, str], list[ManagedPolicy]] = {}


def _copied_policies(backend: IAMBackend) -> list[ManagedPolicy]:
    """Copy AWS's own policies; moto would read them anew after each reset, for two seconds."""
    of = (backend.account_id, backend.region_name)
    if of not in _policies:
        _policies[of] = _read_policies(backend)
    return [copy.copy(policy) for policy in _policies[of]]


def _valid(_response: StepFunctionResponse) -> str:
    """Find nothing wrong with a state machine."""
    return json.dumps({"result": "OK", "diagnostics": [], "truncated": False})


def _no_versions(_response: StepFunctionResponse) -> str:
    """Know of no published version of a state machine."""
    return json.dumps({"stateMachineVersions": []})
