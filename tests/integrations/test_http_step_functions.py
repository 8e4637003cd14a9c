"""Tests of routes of HTTP APIs to state machines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, HttpIntegrationSubtype, OptionError
from apigwv2_tf.integrations import HttpStepFunctionsIntegration
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_sfn_state_machine import DataAwsSfnStateMachine
from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Blocks, Synthesized

    Found = Callable[[], dict[str, Any]]

_ARN = "arn:aws:states:eu-west-1:123456789012:stateMachine:orders"
_EXECUTIONS = "arn:aws:states:eu-west-1:123456789012:execution:orders:*"
_ROLE = "arn:aws:iam::123456789012:role/caller"
_RUN = HttpIntegrationSubtype.STEPFUNCTIONS_START_SYNC_EXECUTION
_STOP = HttpIntegrationSubtype.STEPFUNCTIONS_STOP_EXECUTION
_ACTIONS = (
    "StepFunctions-StartExecution, StepFunctions-StartSyncExecution, StepFunctions-StopExecution"
)


def _machine(stack: TerraformStack, type: str | None = None) -> SfnStateMachine:  # noqa: A002 - AWS's word
    return SfnStateMachine(
        stack, "Machine", name="orders", definition="{}", role_arn=_ROLE, type=type
    )


def test_smallest_integration(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found
) -> None:
    """An execution is started, by a role that may do that and nothing else."""
    backend = HttpStepFunctionsIntegration("Machine", state_machine=_machine(stack))
    http.add_route("POST /orders", backend)

    assert integration() == {
        "credentials_arn": "${aws_iam_role.Books_Machine_InvokeRole_B78D80E5.arn}",
        "integration_subtype": "StepFunctions-StartExecution",
        "integration_type": "AWS_PROXY",
        "payload_format_version": "1.0",
        "request_parameters": {"StateMachineArn": "${aws_sfn_state_machine.Machine.arn}"},
        "timeout_milliseconds": 30_000,
    }
    assert statement() == {
        "Sid": "AllowStepFunctionsExecution",
        "Effect": "Allow",
        "Action": "states:StartExecution",
        "Resource": "${aws_sfn_state_machine.Machine.arn}",
    }


def test_address(http: HttpApi, synthesized: Synthesized) -> None:
    """The integration stands under its API by its own id."""
    http.add_route("POST /", HttpStepFunctionsIntegration("Shelf", state_machine=_ARN))

    (address,) = synthesized()["resource"]["aws_apigatewayv2_integration"]
    assert address == "Books_Shelf_8BC901A1"


@pytest.mark.parametrize(
    "kind", [pytest.param("EXPRESS", id="express"), pytest.param("${var.kind}", id="token")]
)
def test_start_sync_execution(
    stack: TerraformStack, http: HttpApi, integration: Found, statement: Found, kind: str
) -> None:
    """An express state machine can be waited for; a type known later passes."""
    backend = HttpStepFunctionsIntegration(
        "Machine", state_machine=_machine(stack, kind), subtype=_RUN
    )
    http.add_route("POST /orders", backend)

    arn = "${aws_sfn_state_machine.Machine.arn}"
    assert integration()["request_parameters"] == {"StateMachineArn": arn}
    assert (statement()["Action"], statement()["Resource"]) == ("states:StartSyncExecution", arn)


@pytest.mark.parametrize("type", [None, "STANDARD"])
def test_stop_execution(
    stack: TerraformStack,
    http: HttpApi,
    integration: Found,
    blocks: Callable[[str], Blocks],
    type: str | None,  # noqa: A002 - AWS's word
) -> None:
    """The execution in the body is stopped; AWS CDK sends the state machine's ARN by default."""
    machine = _machine(stack, type)
    backend = HttpStepFunctionsIntegration("Machine", state_machine=machine, subtype=_STOP)
    http.add_route("DELETE /orders", backend)

    assert integration()["request_parameters"] == {"ExecutionArn": "$request.body.ExecutionArn"}
    (policy,) = blocks("aws_iam_role_policy")
    assert policy["policy"].endswith(
        '"Action": "states:StopExecution", "Resource": "${replace(aws_sfn_state_machine.Machine'
        '.arn, "/:stateMachine:([^:]+).*/", ":execution:$1:*")}"}]}'
    )


@pytest.mark.parametrize(
    "arn", [pytest.param(_ARN, id="machine"), pytest.param(f"{_ARN}:live", id="alias")]
)
def test_executions_of_a_known_machine(http: HttpApi, statement: Found, arn: str) -> None:
    """All executions of the machine may be stopped, whichever alias started them."""
    backend = HttpStepFunctionsIntegration("Machine", state_machine=arn, subtype=_STOP)
    http.add_route("DELETE /orders", backend)

    assert statement()["Resource"] == _EXECUTIONS


@pytest.mark.parametrize(
    ("options", "written"),
    [
        pytest.param(
            {"parameter_mapping": {"StateMachineArn": _ARN, "Input": "$request.body"}},
            {"request_parameters": {"StateMachineArn": _ARN, "Input": "$request.body"}},
            id="parameter_mapping",
        ),
        pytest.param(
            {"service_region": "us-east-1"},
            {"request_parameters": {"StateMachineArn": _ARN, "Region": "us-east-1"}},
            id="service_region",
        ),
        pytest.param({"role": _ROLE}, {"credentials_arn": _ROLE}, id="role"),
        pytest.param(
            {"timeout": timedelta(seconds=5)}, {"timeout_milliseconds": 5000}, id="timeout"
        ),
        pytest.param({"description": "orders"}, {"description": "orders"}, id="description"),
    ],
)
def test_option_given(
    http: HttpApi, integration: Found, options: dict[str, Any], written: dict[str, Any]
) -> None:
    """Each option reaches Terraform."""
    backend = HttpStepFunctionsIntegration("Machine", state_machine=_ARN, **options)
    http.add_route("POST /orders", backend)

    found = integration()
    assert {name: found[name] for name in written} == written


def test_machine_of_a_data_source(stack: TerraformStack, http: HttpApi, integration: Found) -> None:
    """A state machine that is looked up will do; of its type nothing is known."""
    machine = DataAwsSfnStateMachine(stack, "Machine", name="orders")
    backend = HttpStepFunctionsIntegration("Machine", state_machine=machine, subtype=_RUN)
    http.add_route("POST /orders", backend)

    arn = "${data.aws_sfn_state_machine.Machine.arn}"
    assert integration()["request_parameters"] == {"StateMachineArn": arn}


def test_token_passes(stack: TerraformStack, http: HttpApi, statement: Found) -> None:
    """What Terraform knows later is passed on."""
    arn = TerraformVariable(stack, "arn", type="string").string_value
    http.add_route("POST /orders", HttpStepFunctionsIntegration("Machine", state_machine=arn))

    assert statement()["Resource"] == "${var.arn}"


def test_routes_share_the_role(http: HttpApi, blocks: Callable[[str], Blocks]) -> None:
    """Two routes of one object have one role."""
    backend = HttpStepFunctionsIntegration("Machine", state_machine=_ARN)
    http.add_routes(path="/orders", methods=["POST", "PUT"], integration=backend)

    assert len(blocks("aws_iam_role")) == 1


@pytest.mark.parametrize(
    ("type", "subtype", "problem"),
    [
        pytest.param(
            "STANDARD",
            _RUN,
            "a state machine of type EXPRESS, for StepFunctions-StartSyncExecution; "
            "its type is STANDARD",
            id="sync-of-standard",
        ),
        pytest.param(
            None,
            _RUN,
            "a state machine of type EXPRESS, for StepFunctions-StartSyncExecution; "
            "its type is STANDARD",
            id="sync-of-type-left-out",
        ),
        pytest.param(
            "EXPRESS",
            _STOP,
            "a state machine of type STANDARD, for StepFunctions-StopExecution; "
            "its type is EXPRESS",
            id="stop-of-express",
        ),
    ],
)
def test_type_of_the_machine_is_refused(
    stack: TerraformStack,
    http: HttpApi,
    type: str | None,  # noqa: A002 - AWS's word
    subtype: HttpIntegrationSubtype,
    problem: str,
) -> None:
    """Only express executions can be waited for, and only standard ones stopped."""
    machine = _machine(stack, type)
    backend = HttpStepFunctionsIntegration("Machine", state_machine=machine, subtype=subtype)
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /orders", backend)

    assert str(refused.value) == (
        f"orders/Books/Machine: state_machine is 'orders/Machine', allowed: {problem}"
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(
            {"subtype": "SQS-SendMessage"},
            f"orders/Books/Machine: subtype is 'SQS-SendMessage', allowed: {_ACTIONS}; "
            "HttpSqsIntegration is for this one",
            id="other-service",
        ),
        pytest.param(
            {"subtype": "StepFunctions-ListExecutions"},
            f"orders/Books/Machine: subtype is 'StepFunctions-ListExecutions', allowed: {_ACTIONS}",
            id="unknown",
        ),
        pytest.param(
            {"state_machine": "orders"},
            "orders/Books/Machine: state_machine is 'orders', allowed: the ARN of a state "
            "machine, arn:aws:states:REGION:ACCOUNT:stateMachine:NAME",
            id="name",
        ),
        pytest.param(
            {"subtype": _STOP, "parameter_mapping": {"Cause": "late"}},
            "orders/Books/Machine: parameter_mapping['ExecutionArn'] is left out, "
            "allowed: a value: StepFunctions-StopExecution needs it",
            id="required-parameter",
        ),
        pytest.param(
            {"state_machine": None},
            "Machine: state_machine is None, allowed: an object with arn or text",
            id="type",
        ),
    ],
)
def test_option_is_refused(http: HttpApi, options: dict[str, Any], problem: str) -> None:
    """Errors name the option as the user wrote it, and what to do."""
    given = {"state_machine": _ARN, **options}
    with pytest.raises(OptionError) as refused:
        http.add_route("POST /orders", HttpStepFunctionsIntegration("Machine", **given))

    assert str(refused.value) == problem
