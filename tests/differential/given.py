"""What APIs need from outside, and outputs, written with CDKTF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.outside import DEFINITION, NAMESPACE, OUTSIDE, ROLE, SUBNETS

if TYPE_CHECKING:
    from cdktf_cdktf_provider_aws.cloudwatch_event_bus import CloudwatchEventBus
    from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
    from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool
    from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient
    from cdktf_cdktf_provider_aws.iam_role import IamRole
    from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
    from cdktf_cdktf_provider_aws.lb_listener import LbListener
    from cdktf_cdktf_provider_aws.service_discovery_service import ServiceDiscoveryService
    from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine
    from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

    from tests.differential.program import TerraformStack


def output(stack: TerraformStack, name: str, value: object) -> None:
    """Write a value out, so that it is compared."""
    from cdktf import TerraformOutput

    TerraformOutput(stack, name, value=value)


def function(stack: TerraformStack, name: str = "backend") -> LambdaFunction:
    """Return a Lambda function."""
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    return LambdaFunction(stack, f"Function-{name}", function_name=name, role=ROLE)


def alias(stack: TerraformStack) -> LambdaAlias:
    """Return an alias of a Lambda function."""
    from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias

    return LambdaAlias(
        stack,
        "Alias",
        name="live",
        function_name=function(stack).function_name,
        function_version="1",
    )


def role(stack: TerraformStack, name: str) -> IamRole:
    """Return a role that people of the account take."""
    from cdktf_cdktf_provider_aws.iam_role import IamRole

    return IamRole(stack, f"Role-{name}", name=f"{OUTSIDE}{name}", assume_role_policy="{}")


def queue(stack: TerraformStack) -> SqsQueue:
    """Return an SQS queue."""
    from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

    return SqsQueue(stack, "Queue", name="jobs")


def state_machine(stack: TerraformStack, kind: str = "STANDARD") -> SfnStateMachine:
    """Return a state machine of Step Functions."""
    from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine

    return SfnStateMachine(
        stack, "StateMachine", name="orders", type=kind, definition=DEFINITION, role_arn=ROLE
    )


def event_bus(stack: TerraformStack, name: str = "orders") -> CloudwatchEventBus:
    """Return an event bus of EventBridge."""
    from cdktf_cdktf_provider_aws.cloudwatch_event_bus import CloudwatchEventBus

    return CloudwatchEventBus(stack, f"EventBus-{name}", name=name)


def alb_listener(stack: TerraformStack) -> LbListener:
    """Return a listener of an application load balancer."""
    return _listener(stack, "web", "application")


def nlb_listener(stack: TerraformStack) -> LbListener:
    """Return a listener of a network load balancer."""
    return _listener(stack, "tcp", "network")


def _listener(stack: TerraformStack, name: str, kind: str) -> LbListener:
    from cdktf_cdktf_provider_aws.lb import Lb
    from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction

    balancer = Lb(
        stack,
        "Balancer",
        name=name,
        load_balancer_type=kind,
        internal=True,
        subnets=list(SUBNETS),
    )
    return LbListener(
        stack,
        "Listener",
        load_balancer_arn=balancer.arn,
        port=80,
        default_action=[LbListenerDefaultAction(type="forward")],
    )


def cloud_map_service(stack: TerraformStack) -> ServiceDiscoveryService:
    """Return a service of Cloud Map."""
    from cdktf_cdktf_provider_aws.service_discovery_service import ServiceDiscoveryService

    return ServiceDiscoveryService(stack, "Service", name="books", namespace_id=NAMESPACE)


def user_pool(stack: TerraformStack) -> CognitoUserPool:
    """Return a user pool of Cognito."""
    from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool

    return CognitoUserPool(stack, "Pool", name="readers")


def user_pool_client(
    stack: TerraformStack, pool: CognitoUserPool, name: str
) -> CognitoUserPoolClient:
    """Return a client of a user pool."""
    from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient

    return CognitoUserPoolClient(
        stack, f"Client-{name}", name=f"{OUTSIDE}{name}", user_pool_id=pool.id
    )


def log_group(stack: TerraformStack) -> CloudwatchLogGroup:
    """Return a log group."""
    from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup

    return CloudwatchLogGroup(stack, "Logs", name="access")
