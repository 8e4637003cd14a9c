"""What APIs need from outside, and outputs, written with AWS CDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential import cdk
from tests.differential.outside import (
    CERTIFICATE,
    DEFINITION,
    NAMESPACE,
    OUTSIDE,
    ROLE,
    SECURITY_GROUP,
    SUBNETS,
    VPC,
    VPC_LINK,
    ZONE,
)

if TYPE_CHECKING:
    from tests.differential.program import CdkObject, CdkStack


def output(stack: CdkStack, name: str, value: str) -> None:
    """Write a value out, so that it is compared."""
    cdk.core.CfnOutput(stack, name, value=value)


def function(stack: CdkStack, name: str = "backend") -> CdkObject:
    """Return a Lambda function."""
    return cdk.lambda_.Function(
        stack,
        f"Function-{name}",
        function_name=name,
        runtime=cdk.lambda_.Runtime.PYTHON_3_13,
        handler="index.handler",
        code=cdk.lambda_.Code.from_inline("#"),
        role=existing_role(stack, f"Function-{name}-Role"),
    )


def alias(stack: CdkStack) -> CdkObject:
    """Return an alias of a Lambda function."""
    return cdk.lambda_.Alias(
        stack, "Alias", alias_name="live", version=function(stack).current_version
    )


def role(stack: CdkStack, name: str) -> CdkObject:
    """Return a role that people of the account take."""
    return cdk.iam.Role(
        stack,
        f"Role-{name}",
        role_name=f"{OUTSIDE}{name}",
        assumed_by=cdk.iam.AccountRootPrincipal(),
    )


def queue(stack: CdkStack) -> CdkObject:
    """Return an SQS queue."""
    return cdk.sqs.Queue(stack, "Queue", queue_name="jobs")


def state_machine(stack: CdkStack, kind: str = "STANDARD") -> CdkObject:
    """Return a state machine of Step Functions."""
    return cdk.stepfunctions.StateMachine(
        stack,
        "StateMachine",
        state_machine_name="orders",
        state_machine_type=cdk.stepfunctions.StateMachineType[kind],
        definition_body=cdk.stepfunctions.DefinitionBody.from_string(DEFINITION),
        role=existing_role(stack, "StateMachineRole"),
    )


def event_bus(stack: CdkStack, name: str = "orders") -> CdkObject:
    """Return an event bus of EventBridge."""
    return cdk.events.EventBus(stack, f"EventBus-{name}", event_bus_name=name)


def alb_listener(stack: CdkStack) -> CdkObject:
    """Return a listener of an application load balancer in `vpc`."""
    balancer = cdk.elb.ApplicationLoadBalancer(
        stack, "Balancer", load_balancer_name="web", vpc=vpc(stack)
    )
    return balancer.add_listener(
        "Listener", port=80, open=False, default_action=cdk.elb.ListenerAction.fixed_response(404)
    )


def nlb_listener(stack: CdkStack) -> CdkObject:
    """Return a listener of a network load balancer in `vpc`."""
    balancer = cdk.elb.NetworkLoadBalancer(
        stack, "Balancer", load_balancer_name="tcp", vpc=vpc(stack)
    )
    group = cdk.elb.NetworkTargetGroup(stack, "Targets", port=80, vpc=vpc(stack))
    return balancer.add_listener("Listener", port=80, default_target_groups=[group])


def cloud_map_service(stack: CdkStack) -> CdkObject:
    """Return a service of Cloud Map."""
    namespace = cdk.servicediscovery.HttpNamespace.from_http_namespace_attributes(
        stack, "Namespace", namespace_id=NAMESPACE, namespace_name="shop", namespace_arn="-"
    )
    return cdk.servicediscovery.Service(stack, "Service", namespace=namespace, name="books")


def vpc(stack: CdkStack) -> CdkObject:
    """Return a VPC that exists, with two private subnets."""
    return stack.node.try_find_child("Vpc") or cdk.ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id=VPC,
        availability_zones=["eu-west-1a", "eu-west-1b"],
        private_subnet_ids=list(SUBNETS),
        private_subnet_route_table_ids=["rtb-0a", "rtb-0b"],
    )


def vpc_link(stack: CdkStack) -> CdkObject:
    """Return a VPC link that exists."""
    return cdk.apigatewayv2.VpcLink.from_vpc_link_attributes(
        stack, "VpcLink", vpc_link_id=VPC_LINK, vpc=vpc(stack)
    )


def security_group(stack: CdkStack) -> CdkObject:
    """Return a security group that exists."""
    return cdk.ec2.SecurityGroup.from_security_group_id(stack, "Group", SECURITY_GROUP)


def user_pool(stack: CdkStack) -> CdkObject:
    """Return a user pool of Cognito."""
    return cdk.cognito.UserPool(stack, "Pool", user_pool_name="readers")


def user_pool_client(stack: CdkStack, pool: CdkObject, name: str) -> CdkObject:
    """Return a client of a user pool."""
    return cdk.cognito.UserPoolClient(
        stack, f"Client-{name}", user_pool=pool, user_pool_client_name=f"{OUTSIDE}{name}"
    )


def log_group(stack: CdkStack) -> CdkObject:
    """Return a log group."""
    return cdk.logs.LogGroup(stack, "Logs", log_group_name="access")


def certificate(stack: CdkStack, arn: str = CERTIFICATE) -> CdkObject:
    """Return a certificate that exists."""
    return cdk.certificatemanager.Certificate.from_certificate_arn(
        stack, f"Certificate-{arn[-1]}", arn
    )


def zone(stack: CdkStack) -> CdkObject:
    """Return a hosted zone that exists."""
    return cdk.route53.HostedZone.from_hosted_zone_attributes(
        stack, "Zone", hosted_zone_id=ZONE, zone_name="example.com"
    )


def bucket(stack: CdkStack) -> CdkObject:
    """Return a bucket that exists."""
    return cdk.s3.Bucket.from_bucket_name(stack, "Bucket", "trust")


def existing_role(stack: CdkStack, id: str = "Existing") -> CdkObject:
    """Return a role that exists."""
    return cdk.iam.Role.from_role_arn(stack, id, ROLE, mutable=False)


def access_log_settings(destination: CdkObject, form: CdkObject) -> CdkObject:
    """Return settings of access logs: AWS CDK wants a class for them."""
    import jsii

    @jsii.implements(cdk.apigatewayv2.IAccessLogSettings)
    class Settings:
        @property
        def destination(self) -> CdkObject:
            return destination

        @property
        def format(self) -> CdkObject:
            return form

    return Settings()
