"""Integrations of HTTP APIs with what is in a VPC, and the links into it."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours
from apigwv2_tf import integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import LISTENER, SECURITY_GROUP, SUBNETS, VPC, VPC_LINK
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, Differences, TerraformStack


class VpcLinks(Program):
    """A link with a security group, and one that the API makes."""

    def cdk(self, stack: CdkStack) -> None:
        names, vpc = cdk.apigatewayv2, cdk_given.vpc(stack)
        link = names.VpcLink(
            stack,
            "Link",
            vpc=vpc,
            vpc_link_name="inside",
            security_groups=[cdk_given.security_group(stack)],
        )
        plain = names.HttpApi(stack, "Books").add_vpc_link(vpc=vpc, vpc_link_name="plain")
        cdk_given.output(stack, "link", link.vpc_link_id)
        cdk_given.output(stack, "plain", plain.vpc_link_id)

    def ours(self, stack: TerraformStack) -> None:
        link = ours.VpcLink(
            stack,
            "Link",
            subnets=SUBNETS,
            vpc_link_name="inside",
            security_groups=[SECURITY_GROUP],
        )
        plain = ours.HttpApi(stack, "Books").add_vpc_link(
            vpc=VPC, subnets=SUBNETS, vpc_link_name="plain"
        )
        given.output(stack, "link", link.vpc_link_id)
        given.output(stack, "plain", plain.vpc_link_id)


class GrowingVpcLink(Program):
    """A link gets subnets and security groups after it was made."""

    def cdk(self, stack: CdkStack) -> None:
        vpc = cdk_given.vpc(stack)
        link = cdk.apigatewayv2.VpcLink(
            stack,
            "Link",
            vpc=vpc,
            vpc_link_name="inside",
            subnets=cdk.ec2.SubnetSelection(subnets=vpc.private_subnets[:1]),
        )
        link.add_subnets(*vpc.private_subnets[1:])
        link.add_security_groups(cdk_given.security_group(stack))

    def ours(self, stack: TerraformStack) -> None:
        link = ours.VpcLink(stack, "Link", vpc_link_name="inside", subnets=SUBNETS[:1])
        link.add_subnets(*SUBNETS[1:])
        link.add_security_groups(SECURITY_GROUP)


class Alb(Program):
    """An application load balancer through a link that exists."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpAlbIntegration(
            "Backend", cdk_given.alb_listener(stack), vpc_link=cdk_given.vpc_link(stack)
        )
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        link = ours.VpcLink.from_vpc_link_attributes(stack, "VpcLink", vpc_link_id=VPC_LINK)
        backend = integrations.HttpAlbIntegration(
            "Backend", given.alb_listener(stack), vpc_link=link
        )
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend)


class AlbOptions(Program):
    """An application load balancer with every option."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpAlbIntegration(
            "Backend",
            cdk_given.alb_listener(stack),
            vpc_link=names.VpcLink(stack, "Link", vpc=cdk_given.vpc(stack), vpc_link_name="inside"),
            method=names.HttpMethod.PATCH,
            secure_server_name="books.example",
            parameter_mapping=names.ParameterMapping().overwrite_path(
                names.MappingValue.custom("/v2")
            ),
            timeout=cdk.core.Duration.seconds(3),
        )
        names.HttpApi(stack, "Books").add_routes(path="/books", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpAlbIntegration(
            "Backend",
            given.alb_listener(stack),
            vpc_link=ours.VpcLink(stack, "Link", subnets=SUBNETS, vpc_link_name="inside"),
            method=ours.HttpMethod.PATCH,
            secure_server_name="books.example",
            parameter_mapping=ours.ParameterMapping().overwrite_path(
                ours.MappingValue.custom("/v2")
            ),
            timeout=timedelta(seconds=3),
        )
        ours.HttpApi(stack, "Books").add_routes(path="/books", integration=backend)


class AlbWithoutLink(Program):
    """Two routes to a load balancer whose link is made on the way."""

    differences: ClassVar[Differences] = {
        (
            'VPC link: name: AWS CDK "ordersBooksVpcLink1E1343E0B", here '
            '"VpcLink.aws_lb.Balancer.vpc_id"'
        ): "both make a name from the path of the construct",
    }

    def cdk(self, stack: CdkStack) -> None:
        listener = cdk_given.alb_listener(stack)
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        for path in ("/books", "/authors"):
            backend = cdk.integrations.HttpAlbIntegration(f"Backend{path[1:]}", listener)
            api.add_routes(path=path, integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        listener = given.alb_listener(stack)
        api = ours.HttpApi(stack, "Books")
        for path in ("/books", "/authors"):
            backend = integrations.HttpAlbIntegration(f"Backend{path[1:]}", listener)
            api.add_routes(path=path, integration=backend)


class Nlb(Program):
    """A network load balancer through a link that exists."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpNlbIntegration(
            "Backend",
            cdk_given.nlb_listener(stack),
            vpc_link=cdk_given.vpc_link(stack),
            secure_server_name="books.example",
            timeout=cdk.core.Duration.seconds(3),
        )
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        link = ours.VpcLink.from_vpc_link_attributes(stack, "VpcLink", vpc_link_id=VPC_LINK)
        backend = integrations.HttpNlbIntegration(
            "Backend",
            given.nlb_listener(stack),
            vpc_link=link,
            secure_server_name="books.example",
            timeout=timedelta(seconds=3),
        )
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend)


class CloudMap(Program):
    """A service of Cloud Map, with every option."""

    differences: ClassVar[Differences] = {
        "integration HTTP_PROXY service books: timeout_milliseconds: AWS CDK nothing, here 3000": (
            "AWS CDK takes the timeout of a service of Cloud Map and drops it"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpServiceDiscoveryIntegration(
            "Backend",
            cdk_given.cloud_map_service(stack),
            vpc_link=cdk_given.vpc_link(stack),
            method=names.HttpMethod.POST,
            secure_server_name="books.example",
            parameter_mapping=names.ParameterMapping().remove_query_string("debug"),
            timeout=cdk.core.Duration.seconds(3),
        )
        names.HttpApi(stack, "Books").add_routes(path="/books", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        link = ours.VpcLink.from_vpc_link_attributes(stack, "VpcLink", vpc_link_id=VPC_LINK)
        backend = integrations.HttpServiceDiscoveryIntegration(
            "Backend",
            given.cloud_map_service(stack),
            vpc_link=link,
            method=ours.HttpMethod.POST,
            secure_server_name="books.example",
            parameter_mapping=ours.ParameterMapping().remove_query_string("debug"),
            timeout=timedelta(seconds=3),
        )
        ours.HttpApi(stack, "Books").add_routes(path="/books", integration=backend)


class ImportedListener(Program):
    """A listener that is defined elsewhere, of which the ARN is known."""

    def cdk(self, stack: CdkStack) -> None:
        listener = cdk.elb.NetworkListener.from_network_listener_arn(stack, "Listener", LISTENER)
        backend = cdk.integrations.HttpNlbIntegration(
            "Backend", listener, vpc_link=cdk_given.vpc_link(stack)
        )
        cdk.apigatewayv2.HttpApi(stack, "Books", default_integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpNlbIntegration("Backend", LISTENER, vpc_link=VPC_LINK)
        ours.HttpApi(stack, "Books", default_integration=backend)
