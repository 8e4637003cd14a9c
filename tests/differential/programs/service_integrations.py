"""Integrations of HTTP APIs with queues, state machines and event buses."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours
from apigwv2_tf import integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkObject, CdkStack, Differences, TerraformStack


def _cdk_sqs(stack: CdkStack, subtype: CdkObject) -> None:
    names = cdk.apigatewayv2
    backend = cdk.integrations.HttpSqsIntegration(
        "Queue", queue=cdk_given.queue(stack), subtype=subtype
    )
    api = names.HttpApi(stack, "Jobs")
    api.add_routes(path="/jobs", methods=[names.HttpMethod.POST], integration=backend)


def _our_sqs(stack: TerraformStack, subtype: ours.HttpIntegrationSubtype) -> None:
    backend = integrations.HttpSqsIntegration("Queue", queue=given.queue(stack), subtype=subtype)
    api = ours.HttpApi(stack, "Jobs")
    api.add_routes(path="/jobs", methods=[ours.HttpMethod.POST], integration=backend)


class SqsSend(Program):
    """Messages are sent to a queue unless something else is said; two routes share the role."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpSqsIntegration("Queue", queue=cdk_given.queue(stack))
        api = names.HttpApi(stack, "Jobs")
        for path in ("/jobs", "/tasks"):
            api.add_routes(path=path, methods=[names.HttpMethod.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpSqsIntegration("Queue", queue=given.queue(stack))
        api = ours.HttpApi(stack, "Jobs")
        for path in ("/jobs", "/tasks"):
            api.add_routes(path=path, methods=[ours.HttpMethod.POST], integration=backend)


class SqsReceive(Program):
    """Messages are received from a queue."""

    def cdk(self, stack: CdkStack) -> None:
        _cdk_sqs(stack, cdk.apigatewayv2.HttpIntegrationSubtype.SQS_RECEIVE_MESSAGE)

    def ours(self, stack: TerraformStack) -> None:
        _our_sqs(stack, ours.HttpIntegrationSubtype.SQS_RECEIVE_MESSAGE)


class SqsDelete(Program):
    """Messages are deleted from a queue."""

    def cdk(self, stack: CdkStack) -> None:
        _cdk_sqs(stack, cdk.apigatewayv2.HttpIntegrationSubtype.SQS_DELETE_MESSAGE)

    def ours(self, stack: TerraformStack) -> None:
        _our_sqs(stack, ours.HttpIntegrationSubtype.SQS_DELETE_MESSAGE)


class SqsPurge(Program):
    """A queue is emptied."""

    def cdk(self, stack: CdkStack) -> None:
        _cdk_sqs(stack, cdk.apigatewayv2.HttpIntegrationSubtype.SQS_PURGE_QUEUE)

    def ours(self, stack: TerraformStack) -> None:
        _our_sqs(stack, ours.HttpIntegrationSubtype.SQS_PURGE_QUEUE)


class SqsMapping(Program):
    """A mapping of the user's takes the place of the default one."""

    def cdk(self, stack: CdkStack) -> None:
        names, queue = cdk.apigatewayv2, cdk_given.queue(stack)
        mapping = (
            names.ParameterMapping()
            .custom("QueueUrl", queue.queue_url)
            .custom("MessageBody", "$request.body")
            .custom("DelaySeconds", "5")
        )
        backend = cdk.integrations.HttpSqsIntegration(
            "Queue", queue=queue, parameter_mapping=mapping
        )
        api = names.HttpApi(stack, "Jobs")
        api.add_routes(path="/jobs", methods=[names.HttpMethod.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        queue = given.queue(stack)
        mapping = (
            ours.ParameterMapping()
            .custom("QueueUrl", queue.url)
            .custom("MessageBody", "$request.body")
            .custom("DelaySeconds", "5")
        )
        backend = integrations.HttpSqsIntegration("Queue", queue=queue, parameter_mapping=mapping)
        api = ours.HttpApi(stack, "Jobs")
        api.add_routes(path="/jobs", methods=[ours.HttpMethod.POST], integration=backend)


class StartExecution(Program):
    """A state machine is started."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpStepFunctionsIntegration(
            "Machine", state_machine=cdk_given.state_machine(stack)
        )
        api = names.HttpApi(stack, "Orders")
        api.add_routes(path="/orders", methods=[names.HttpMethod.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpStepFunctionsIntegration(
            "Machine", state_machine=given.state_machine(stack)
        )
        api = ours.HttpApi(stack, "Orders")
        api.add_routes(path="/orders", methods=[ours.HttpMethod.POST], integration=backend)


class StartSyncExecution(Program):
    """A state machine of the express kind is run, and its result is the answer."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        machine = cdk_given.state_machine(stack, "EXPRESS")
        mapping = names.ParameterMapping.from_object(
            {
                "StateMachineArn": names.MappingValue.custom(machine.state_machine_arn),
                "Input": names.MappingValue.custom("$request.body"),
            }
        )
        backend = cdk.integrations.HttpStepFunctionsIntegration(
            "Machine",
            state_machine=machine,
            subtype=names.HttpIntegrationSubtype.STEPFUNCTIONS_START_SYNC_EXECUTION,
            parameter_mapping=mapping,
        )
        api = names.HttpApi(stack, "Orders")
        api.add_routes(path="/orders", methods=[names.HttpMethod.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        machine = given.state_machine(stack, "EXPRESS")
        mapping = ours.ParameterMapping.from_object(
            {
                "StateMachineArn": ours.MappingValue.custom(machine.arn),
                "Input": ours.MappingValue.custom("$request.body"),
            }
        )
        backend = integrations.HttpStepFunctionsIntegration(
            "Machine",
            state_machine=machine,
            subtype=ours.HttpIntegrationSubtype.STEPFUNCTIONS_START_SYNC_EXECUTION,
            parameter_mapping=mapping,
        )
        api = ours.HttpApi(stack, "Orders")
        api.add_routes(path="/orders", methods=[ours.HttpMethod.POST], integration=backend)


class StopExecution(Program):
    """A state machine is stopped."""

    differences: ClassVar[Differences] = {
        (
            "integration StepFunctions-StopExecution role of apigateway.amazonaws.com: "
            'depends_on: only in AWS CDK: "state machine orders"'
        ): (
            "Step Functions stops an execution, by its ARN; AWS CDK sends that of the state machine"
        ),
        (
            "integration StepFunctions-StopExecution role of apigateway.amazonaws.com: "
            'request_parameters.ExecutionArn: AWS CDK nothing, here "$request.body.ExecutionArn"'
        ): (
            "Step Functions stops an execution, by its ARN; AWS CDK sends that of the state machine"
        ),
        (
            "integration StepFunctions-StopExecution role of apigateway.amazonaws.com: "
            'request_parameters.StateMachineArn: AWS CDK "<state machine orders arn>", here '
            "nothing"
        ): (
            "Step Functions stops an execution, by its ARN; AWS CDK sends that of the state machine"
        ),
        'route DELETE /orders: depends_on: only in AWS CDK: "state machine orders"': (
            "Step Functions stops an execution, by its ARN; AWS CDK sends that of the state machine"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpStepFunctionsIntegration(
            "Machine",
            state_machine=cdk_given.state_machine(stack),
            subtype=names.HttpIntegrationSubtype.STEPFUNCTIONS_STOP_EXECUTION,
        )
        api = names.HttpApi(stack, "Orders")
        api.add_routes(path="/orders", methods=[names.HttpMethod.DELETE], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpStepFunctionsIntegration(
            "Machine",
            state_machine=given.state_machine(stack),
            subtype=ours.HttpIntegrationSubtype.STEPFUNCTIONS_STOP_EXECUTION,
        )
        api = ours.HttpApi(stack, "Orders")
        api.add_routes(path="/orders", methods=[ours.HttpMethod.DELETE], integration=backend)


class PutEvents(Program):
    """Events are put on a bus."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpEventBridgeIntegration(
            "Bus", event_bus_ref=cdk_given.event_bus(stack).event_bus_ref
        )
        api = names.HttpApi(stack, "Events")
        api.add_routes(path="/events", methods=[names.HttpMethod.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpEventBridgeIntegration(
            "Bus", event_bus_ref=given.event_bus(stack)
        )
        api = ours.HttpApi(stack, "Events")
        api.add_routes(path="/events", methods=[ours.HttpMethod.POST], integration=backend)


class PutEventsMapping(Program):
    """The bus is added to a mapping of the user's."""

    def cdk(self, stack: CdkStack) -> None:
        names, value = cdk.apigatewayv2, cdk.apigatewayv2.MappingValue
        backend = cdk.integrations.HttpEventBridgeIntegration(
            "Bus",
            event_bus_ref=cdk_given.event_bus(stack).event_bus_ref,
            parameter_mapping=names.ParameterMapping.from_object(
                {
                    "Detail": value.custom("$request.body"),
                    "DetailType": value.custom("ordered"),
                    "Source": value.custom("shop"),
                }
            ),
        )
        api = names.HttpApi(stack, "Events")
        api.add_routes(path="/events", methods=[names.HttpMethod.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        value = ours.MappingValue
        backend = integrations.HttpEventBridgeIntegration(
            "Bus",
            event_bus_ref=given.event_bus(stack),
            parameter_mapping=ours.ParameterMapping.from_object(
                {
                    "Detail": value.custom("$request.body"),
                    "DetailType": value.custom("ordered"),
                    "Source": value.custom("shop"),
                }
            ),
        )
        api = ours.HttpApi(stack, "Events")
        api.add_routes(path="/events", methods=[ours.HttpMethod.POST], integration=backend)


class MappingOfTwoBuses(Program):
    """One mapping for two event buses: each gets its own events."""

    differences: ClassVar[Differences] = {
        (
            "integration EventBridge-PutEvents role of apigateway.amazonaws.com (2): "
            'request_parameters.EventBusName: AWS CDK "orders", here "returns"'
        ): (
            "AWS CDK writes the first bus into the mapping it is given, and the second finds it "
            "there"
        ),
        (
            "integration EventBridge-PutEvents role of apigateway.amazonaws.com (2): depends_on: "
            'only in AWS CDK: "event bus orders"'
        ): (
            "AWS CDK writes the first bus into the mapping it is given, and the second finds it "
            "there"
        ),
        (
            "integration EventBridge-PutEvents role of apigateway.amazonaws.com (2): depends_on: "
            'only here: "event bus returns"'
        ): (
            "AWS CDK writes the first bus into the mapping it is given, and the second finds it "
            "there"
        ),
        'route ANY /returns: depends_on: only in AWS CDK: "event bus orders"': (
            "AWS CDK writes the first bus into the mapping it is given, and the second finds it "
            "there"
        ),
        'route ANY /returns: depends_on: only here: "event bus returns"': (
            "AWS CDK writes the first bus into the mapping it is given, and the second finds it "
            "there"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        names, value = cdk.apigatewayv2, cdk.apigatewayv2.MappingValue
        mapping = names.ParameterMapping.from_object(
            {
                "Detail": value.request_body("Detail"),
                "DetailType": value.custom("ordered"),
                "Source": value.custom("shop"),
            }
        )
        api = names.HttpApi(stack, "Events")
        for name in ("orders", "returns"):
            bus = cdk_given.event_bus(stack, name)
            backend = cdk.integrations.HttpEventBridgeIntegration(
                name, event_bus_ref=bus.event_bus_ref, parameter_mapping=mapping
            )
            api.add_routes(path=f"/{name}", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        value = ours.MappingValue
        mapping = ours.ParameterMapping.from_object(
            {
                "Detail": value.request_body("Detail"),
                "DetailType": value.custom("ordered"),
                "Source": value.custom("shop"),
            }
        )
        api = ours.HttpApi(stack, "Events")
        for name in ("orders", "returns"):
            backend = integrations.HttpEventBridgeIntegration(
                name, event_bus_ref=given.event_bus(stack, name), parameter_mapping=mapping
            )
            api.add_routes(path=f"/{name}", integration=backend)
