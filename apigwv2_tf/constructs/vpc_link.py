"""
VPC links: the way from an HTTP API into a VPC.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from apigwv2_tf.constructs import vpc_subnets
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import at_least_one, check, length, matches, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IHasId
from apigwv2_tf.constructs._references import label, seen
from apigwv2_tf.constructs._rules import named, tag_problems
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.references import VpcLinkReference
from apigwv2_tf.constructs.vpc_link_options import VpcLinkAttributes, VpcLinkProps
from apigwv2_tf.errors import LEFT_OUT, Problem
from typing_extensions import Unpack

_LONGEST_NAME = 128
_LONGEST_NAME_OF_VPC = 100
_EVERYWHERE = {"IPv4": {"cidr_ipv4": "0.0.0.0/0"}, "IPv6": {"cidr_ipv6": "::/0"}}


class VpcLink(ApiGatewayConstruct):
    """
    Lead integrations of HTTP APIs into a VPC.

    Defines one ``aws_apigatewayv2_vpc_link``. One link serves any number of integrations and APIs.
    Without `subnets` it looks them up by one ``data.aws_subnets``, unless the stack defines the
    VPC. With ``create_security_group=True`` it also defines one ``aws_security_group`` and two
    ``aws_vpc_security_group_egress_rule``.

    Args:
        options: See `VpcLinkProps`.

    Raises:
        OptionError: If there is neither a VPC nor a subnet, or an id, a name or a tag would be
            refused. A VPC of the same stack without a private subnet is refused by CDKTF's own
            validation, at synth.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **options: Unpack[VpcLinkProps]) -> None:
        super().__init__(scope, id)
        self._vpc = vpc = options.get("vpc")
        self._options = options
        self._more_subnets: list[str] = []
        self._collects = False  # whether the subnets are collected at synth, those added too
        name, groups = options.get("vpc_link_name"), options.get("security_groups")
        check(
            self,
            _source_problems(options),
            _id_problems("vpc", [] if vpc is None else [vpc], "vpc"),
            at_least_one("subnets", options.get("subnets")),
            _id_problems("subnets", options.get("subnets"), "subnet"),
            _id_problems("security_groups", groups, "sg"),
            length("vpc_link_name", id if name is None else name, 1, _LONGEST_NAME),
            tag_problems(options.get("tags")),
        )
        self._security_group = self._own_security_group(options)
        own = [] if self._security_group is None else [self._security_group.id]
        self._resource = self._define(
            "aws_apigatewayv2_vpc_link",
            {
                "name": id if name is None else name,
                "subnet_ids": self._subnet_ids(options),
                "security_group_ids": vpc_subnets.joined(_ids(groups or []), own),
                "tags": options.get("tags"),
            },
            options,
            # integrations still name the old link while the new one is made
            create_before_destroy=True,
        )

    @property
    def vpc_link_id(self) -> str:
        """The id that API Gateway gave the link."""
        return str(self._resource.id)

    @property
    def vpc_link_ref(self) -> VpcLinkReference:
        """A reference to the link, as AWS CDK has it."""
        return VpcLinkReference(vpc_link_id=self.vpc_link_id)

    @property
    def arn(self) -> str:
        """The link's ARN."""
        return str(self._resource.arn)

    @property
    def vpc(self) -> str | IHasId:
        """The VPC as it was given."""
        return _known_vpc(self, self._vpc)

    @property
    def security_group(self) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """The provider's object of the security group that the link made; None without one."""
        return self._security_group

    @property
    def options(self) -> VpcLinkProps:
        """The options that the link was made with."""
        return self._options

    @checked
    def add_subnets(self, *subnets: str | IHasId) -> None:
        """
        Let the link into more subnets.

        Args:
            subnets: The subnets, as objects with an ``id`` or as ids.

        Raises:
            OptionError: If an id would be refused.
        """
        check(self, _id_problems("subnets", subnets, "subnet"))
        self._more_subnets += _ids(subnets)
        if not self._collects:
            known = list(self._resource.subnet_ids_input)
            self._resource.subnet_ids = vpc_subnets.joined(known, _ids(subnets))

    @checked
    def add_security_groups(self, *groups: str | IHasId) -> None:
        """
        Give the link more security groups.

        Args:
            groups: The security groups, as objects with an ``id`` or as ids.

        Raises:
            OptionError: If an id would be refused.
        """
        check(self, _id_problems("security_groups", groups, "sg"))
        known = list(self._resource.security_group_ids_input)
        self._resource.security_group_ids = vpc_subnets.joined(known, _ids(groups))

    @staticmethod
    def from_vpc_link_attributes(
        scope: Construct, id: str, **attributes: Unpack[VpcLinkAttributes]
    ) -> ImportedVpcLink:
        """
        Refer to a VPC link that is defined elsewhere, with its VPC; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            attributes: See `VpcLinkAttributes`.
        """
        return ImportedVpcLink(scope, id, **attributes)

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

    def _subnet_ids(self, options: VpcLinkProps) -> list[str]:
        subnets, vpc = options.get("subnets"), self._vpc
        if subnets is not None or vpc is None:
            return vpc_subnets.joined(_ids(subnets or []))
        if vpc_subnets.is_of_this_stack(self, vpc):
            self._collects = True
            return vpc_subnets.of_this_stack(self, vpc, self._more_subnets)
        (vpc_id,) = _ids([vpc])
        region: ResourceOptions = {"region": options.get("region")}
        arguments = vpc_subnets.looked_up(vpc_id)
        found = self._define("aws_subnets", arguments, region, data=True, id="Subnets")
        return list(found.ids)

    def _own_security_group(self, options: VpcLinkProps) -> Any:  # noqa: ANN401 - generated classes share no useful type
        if not options.get("create_security_group") or self._vpc is None:
            return None
        (vpc_id,) = _ids([self._vpc])
        tags, region = options.get("tags"), ResourceOptions(region=options.get("region"))
        group = self._define(
            "aws_security_group",
            {
                "name_prefix": "vpc-link-",
                "description": "VPC link of API Gateway",
                "vpc_id": vpc_id,
                "tags": tags,
            },
            region,
            # it cannot be deleted as long as the old link is in it
            create_before_destroy=True,
            id="SecurityGroup",
        )
        for name, addresses in _EVERYWHERE.items():
            self._define(
                "aws_vpc_security_group_egress_rule",
                {"security_group_id": group.id, "ip_protocol": "-1", **addresses, "tags": tags},
                region,
                id=f"Egress.{name}",
            )
        return group


class ImportedVpcLink(ApiGatewayConstruct):
    """
    A VPC link that is defined elsewhere.

    Args:
        attributes: See `VpcLinkAttributes`.
    """

    @checked
    def __init__(self, scope: Construct, id: str, **attributes: Unpack[VpcLinkAttributes]) -> None:
        super().__init__(scope, id)
        self._vpc_link_id = attributes["vpc_link_id"]
        self._vpc = attributes.get("vpc")

    @property
    def vpc_link_id(self) -> str:
        """The link's id."""
        return self._vpc_link_id

    @property
    def vpc_link_ref(self) -> VpcLinkReference:
        """A reference to the link, as AWS CDK has it."""
        return VpcLinkReference(vpc_link_id=self.vpc_link_id)

    @property
    def vpc(self) -> str | IHasId:
        """The link's VPC."""
        return _known_vpc(self, self._vpc)


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
    def vpc_link_ref(self) -> VpcLinkReference:
        """A reference to the link, as AWS CDK has it."""
        return VpcLinkReference(vpc_link_id=self.vpc_link_id)

    @property
    def subnet_ids(self) -> list[str]:
        """The ids of the link's subnets."""
        return list(self._resource.subnet_ids)

    @property
    def security_group_ids(self) -> list[str]:
        """The ids of the link's security groups."""
        return list(self._resource.security_group_ids)


def vpc_link_of(scope: Construct, **options: Unpack[VpcLinkProps]) -> VpcLink:
    """
    Return the VPC link that an API or a stack has into a VPC; the first call makes it.

    Args:
        scope: The API or the stack; the link is its child ``VpcLink.<name of the VPC>``.

        options: See `VpcLinkProps`; `vpc` is needed. With no other option, whichever link is there
            will do.

    Raises:
        OptionError: If there is a link with other options, or the options would be refused.
    """
    vpc = options.get("vpc")
    if vpc is None:
        refuse(scope, "vpc", LEFT_OUT, "a VPC, as an object with an id or as its id")
    id = f"VpcLink.{_name_of(scope, vpc)}"
    link: object = scope.node.try_find_child(id)
    if not isinstance(link, VpcLink):
        return VpcLink(scope, id, **options)
    wanted, has = _compared(scope, options), _compared(scope, link.options)
    if wanted and wanted != has:
        allowed = f"a VPC without a link yet, or the options of {link.node.path}"
        fix = "make that link first, or call its add_subnets() and add_security_groups()"
        refuse(scope, "vpc", named(vpc), allowed, fix)
    return link


def _compared(scope: Construct, options: VpcLinkProps) -> dict[str, object]:
    """Return the options but the VPC, with what CDKTF marks anew at each reading resolved."""
    given = {name: value for name, value in options.items() if name != "vpc" and value is not None}
    return {name: _resolved(scope, name, value) for name, value in given.items()}


def _resolved(scope: Construct, option: str, value: Any) -> object:  # noqa: ANN401 - of any option
    if isinstance(value, list):
        ids: Any = _ids(value)
        return str(seen(scope, option, ids, value))
    return seen(scope, option, value, value) if isinstance(value, str) else value


def _name_of(scope: Construct, vpc: str | IHasId) -> str:
    """Return what tells a VPC from others: its id, or else its address in Terraform."""
    (vpc_id,) = _ids([vpc])
    text = seen(scope, "vpc", vpc_id, named(vpc))
    inside = re.fullmatch(r"\$\{(?:aws_vpc\.)?(.+?)(?:\.id)?\}", text)
    whole = inside[1] if inside else text
    short = label(whole)[:_LONGEST_NAME_OF_VPC]
    if short == whole:
        return short
    return f"{short}.{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _known_vpc(construct: ApiGatewayConstruct, vpc: str | IHasId | None) -> str | IHasId:
    if vpc is None:
        refuse(construct, "vpc", LEFT_OUT, "a value, where it is read", "give the VPC link its VPC")
    return vpc


def _source_problems(options: VpcLinkProps) -> Iterator[Problem]:
    if options.get("vpc") is not None:
        return
    if options.get("subnets") is None:
        yield Problem("subnets", LEFT_OUT, "a list of at least one", "or give the vpc they are in")
    if options.get("create_security_group"):
        allowed = "a VPC for the security group, because create_security_group is True"
        yield Problem("vpc", LEFT_OUT, allowed)


def _id_problems(
    option: str, resources: Sequence[str | IHasId] | None, kind: str
) -> Iterator[Problem]:
    for resource in resources or []:
        if isinstance(resource, str):
            yield from matches(option, resource, rf"{kind}-\w+", f"ids such as {kind}-0123abcd")


def _ids(resources: Sequence[str | IHasId]) -> list[str]:
    return [resource if isinstance(resource, str) else resource.id for resource in resources]
