"""
Routes of HTTP APIs to state machines.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._rules import arn_of, named
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem
from apigwv2_tf.integrations._service import HttpServiceIntegration, HttpServiceIntegrationOptions
from apigwv2_tf.terms import HttpIntegrationSubtype
from typing_extensions import Required, Unpack, override

_ARN = r"arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:\S+"
_START = HttpIntegrationSubtype.STEP_FUNCTIONS_START_EXECUTION
_RUN = HttpIntegrationSubtype.STEP_FUNCTIONS_START_SYNC_EXECUTION
_STOP = HttpIntegrationSubtype.STEP_FUNCTIONS_STOP_EXECUTION
# behind the name a version or an alias may stand; Terraform and Python read this alike
_NAME = ":stateMachine:([^:]+).*"


class HttpStepFunctionsIntegrationProps(HttpServiceIntegrationOptions, total=False):
    """
    The options of an `HttpStepFunctionsIntegration`.

    The others as in `HttpServiceIntegrationOptions`.

    Args:
        state_machine: The state machine, or an alias or a version of it, as an object with an
            ``arn``, such as the provider's ``SfnStateMachine``, or as its ARN.

        subtype: What is done: ``StepFunctions-StartExecution``,
            ``StepFunctions-StartSyncExecution``, which waits for the result of an express workflow,
            or ``StepFunctions-StopExecution``. Left out, an execution is started.
    """

    state_machine: Required[IHasArn | str]
    subtype: HttpIntegrationSubtype | str | None


class HttpStepFunctionsIntegration(HttpServiceIntegration):
    """
    Wire routes of an HTTP API to a state machine.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one ``aws_iam_role`` with
    one ``aws_iam_role_policy`` where no role is given.

    Without a `parameter_mapping` an execution is started without input, and the execution that is
    stopped is ``ExecutionArn`` in the request's body. To pass the request's body on as the input,
    map ``StateMachineArn``, and ``Input`` to ``$request.body``.

    Args:
        id: The integration's id under its API.

        props: See `HttpStepFunctionsIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, the action lacks a parameter, or the state machine is of the wrong kind for
            it.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """

    _actions: ClassVar[Mapping[HttpIntegrationSubtype, str]] = {
        _START: "states:StartExecution",
        _RUN: "states:StartSyncExecution",
        _STOP: "states:StopExecution",
    }
    _sid = "AllowStepFunctionsExecution"

    @checked
    def __init__(self, id: str, **props: Unpack[HttpStepFunctionsIntegrationProps]) -> None:
        super().__init__(id, props.get("subtype"), props)
        self._machine = props["state_machine"]

    @override
    def _parameters(self, scope: Construct, subtype: HttpIntegrationSubtype) -> dict[str, str]:
        if subtype is _STOP:
            return {"ExecutionArn": "$request.body.ExecutionArn"}
        return {"StateMachineArn": arn_of(self._machine)}

    @override
    def _resources(self, subtype: HttpIntegrationSubtype) -> list[str]:
        arn = arn_of(self._machine)
        return [_executions(arn) if subtype is _STOP else arn]

    @override
    def _complete(
        self,
        scope: Construct,
        subtype: HttpIntegrationSubtype,
        parameters: dict[str, str],
    ) -> None:
        machine = self._machine
        arn = machine if isinstance(machine, str) else None
        allowed = "the ARN of a state machine, arn:aws:states:REGION:ACCOUNT:stateMachine:NAME"
        check(scope, matches("state_machine", arn, _ARN, allowed), self._kind_problems(subtype))

    def _kind_problems(self, subtype: HttpIntegrationSubtype) -> Iterator[Problem]:
        """Refuse what the other kind of state machine is for, where the kind is known."""
        machine: Any = self._machine
        # the class is asked: reading an attribute of an L1 object costs a call to Node
        if subtype is _START or not hasattr(type(machine), "type_input"):
            return
        kind = machine.type_input or "STANDARD"
        needed = "EXPRESS" if subtype is _RUN else "STANDARD"
        if kind != needed and not unresolved(kind):
            allowed = f"a state machine of type {needed}, for {subtype}"
            yield Problem("state_machine", named(machine), allowed, f"its type is {kind}")


def _executions(arn: str) -> str:
    """Return the pattern of the executions of a state machine, of which ARN may be an alias's."""
    if unresolved(arn):
        return str(Fn.replace(arn, f"/{_NAME}/", ":execution:$1:*"))
    return re.sub(_NAME, r":execution:\1:*", arn)
