"""
VPC links: the way from an HTTP API into a VPC.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, check, length, matches
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IHasId
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem
from typing_extensions import Unpack


class VpcLink(ApiGatewayConstruct):
    """
    Lead integrations of HTTP APIs into a VPC.

    Defines one ``aws_apigatewayv2_vpc_link``. One link serves any number of integrations and APIs.

    Args:
        subnets: The subnets, as objects with an ``id`` or as ids; at least one.

        security_groups: The security groups, as objects with an ``id`` or as ids. Left out, none.

        vpc_link_name: 1 to 128 characters. Left out, the construct's id.

        tags: Up to 50. Left out, the provider's default tags.

    Raises:
        OptionError: If no subnet is given, or a name or tag would be refused.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        subnets: Sequence[str | IHasId],
        security_groups: Sequence[str | IHasId] | None = None,
        vpc_link_name: str | None = None,
        tags: Mapping[str, str] | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        name = id if vpc_link_name is None else vpc_link_name
        check(
            self,
            at_least_one("subnets", subnets),
            _id_problems("subnets", subnets, "subnet"),
            _id_problems("security_groups", security_groups, "sg"),
            length("vpc_link_name", name, 1, 128),
            tag_problems(tags),
        )
        self._resource = self._define(
            "aws_apigatewayv2_vpc_link",
            {
                "name": name,
                "subnet_ids": _ids(subnets),
                "security_group_ids": _ids(security_groups or []),
                "tags": tags,
            },
            resource,
            # integrations still name the old link while the new one is made
            create_before_destroy=True,
        )

    @property
    def vpc_link_id(self) -> str:
        """The id that API Gateway gave the link."""
        return str(self._resource.id)

    @property
    def arn(self) -> str:
        """The link's ARN."""
        return str(self._resource.arn)

    @staticmethod
    def from_vpc_link_id(scope: Construct, id: str, vpc_link_id: str) -> ImportedVpcLink:
        """
        Refer to a VPC link that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            vpc_link_id: The link's id.
        """
        return ImportedVpcLink(scope, id, vpc_link_id=vpc_link_id)

    @staticmethod
    def from_lookup(
        scope: Construct, id: str, *, vpc_link_id: str, **resource: Unpack[ResourceOptions]
    ) -> VpcLinkLookup:
        """
        Look a VPC link up by its id; fails in the plan where there is none.

        Args:
            scope: Where the look-up stands.

            id: Its id there.

            vpc_link_id: The link's id.

            resource: See `ResourceOptions`.
        """
        return VpcLinkLookup(scope, id, vpc_link_id=vpc_link_id, **resource)


class ImportedVpcLink(ApiGatewayConstruct):
    """A VPC link that is defined elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, vpc_link_id: str) -> None:
        super().__init__(scope, id)
        self.vpc_link_id = vpc_link_id


class VpcLinkLookup(ApiGatewayConstruct):
    """
    A VPC link that is defined elsewhere, and read from AWS.

    Defines one ``data.aws_apigatewayv2_vpc_link``.

    Args:
        vpc_link_id: The link's id.
    """

    @checked
    def __init__(
        self, scope: Construct, id: str, *, vpc_link_id: str, **resource: Unpack[ResourceOptions]
    ) -> None:
        super().__init__(scope, id)
        self._resource = self._define(
            "aws_apigatewayv2_vpc_link", {"vpc_link_id": vpc_link_id}, resource, data=True
        )

    @property
    def vpc_link_id(self) -> str:
        """The link's id."""
        return str(self._resource.id)

    @property
    def subnet_ids(self) -> list[str]:
        """The ids of the link's subnets."""
        return list(self._resource.subnet_ids)

    @property
    def security_group_ids(self) -> list[str]:
        """The ids of the link's security groups."""
        return list(self._resource.security_group_ids)


def _id_problems(
    option: str, resources: Sequence[str | IHasId] | None, kind: str
) -> Iterator[Problem]:
    for resource in resources or []:
        if isinstance(resource, str):
            yield from matches(option, resource, rf"{kind}-\w+", f"ids such as {kind}-0123abcd")


def _ids(resources: Sequence[str | IHasId]) -> list[str]:
    return [resource if isinstance(resource, str) else resource.id for resource in resources]
