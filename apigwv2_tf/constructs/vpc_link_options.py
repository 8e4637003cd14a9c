"""The options of VPC links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IHasId
from typing_extensions import Required, TypedDict


class VpcLinkProps(ResourceOptions, total=False):
    """
    The options of a `VpcLink`.

    Args:
        vpc: The VPC, as an object with an ``id`` or as its id. Left out, `subnets` is needed.

        subnets: The subnets, as objects with an ``id`` or as ids; at least one. Left out, those of
            `vpc` that give their machines no public addresses: for an ``aws_vpc`` of the same
            stack those that the stack defines, for every other VPC those that AWS finds when
            Terraform plans. AWS CDK takes the VPC's private subnets with a way out.

        security_groups: The security groups, as objects with an ``id`` or as ids. Left out, none,
            as in AWS CDK; subnets that another account shares need one.

        create_security_group: Whether the link gets a security group of its own in `vpc`, which
            lets everything out. Left out, no.

        vpc_link_name: 1 to 128 characters. Left out, the construct's id.

        tags: Up to 50, of the security group that is made too. Left out, the provider's default
            tags.
    """

    vpc: str | IHasId | None
    subnets: Sequence[str | IHasId] | None
    security_groups: Sequence[str | IHasId] | None
    create_security_group: bool | None
    vpc_link_name: str | None
    tags: Mapping[str, str] | None


class VpcLinkAttributes(TypedDict, total=False):
    """
    What is known of a VPC link that is defined elsewhere.

    Args:
        vpc_link_id: The link's id.

        vpc: Its VPC, as an object with an ``id`` or as its id. Left out, it cannot be read.
    """

    vpc_link_id: Required[str]
    vpc: str | IHasId | None
