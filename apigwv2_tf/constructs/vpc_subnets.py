"""The private subnets of a VPC, for VPC links that name none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apigwv2_tf.constructs._bindings import (
    Fn,
    Postcondition,
    TerraformResourceLifecycle,
    TerraformStack,
    Token,
    add_validation,
    l1,
    lazily,
    resolved,
)
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, address

_PRIVATE = "subnets without public addresses"


def is_of_this_stack(construct: ApiGatewayConstruct, vpc: Any) -> bool:  # noqa: ANN401 - as below
    """Say whether a VPC is a resource of the construct's own stack, applied together with it."""
    if isinstance(vpc, str) or not isinstance(vpc, l1("aws_vpc")):
        return False
    return TerraformStack.of(vpc) is construct.stack


def of_this_stack(construct: ApiGatewayConstruct, vpc: Any, more: Sequence[str]) -> list[str]:  # noqa: ANN401 - generated classes share no useful type
    """
    Return the ids of the private subnets that the stack defines for its VPC, collected at synth.

    AWS is not asked for them: it would be asked when the VPC is there, and its subnets may not be.

    Args:
        construct: What needs them.

        vpc: The VPC.

        more: The ids of others, which may still grow.
    """

    def collect() -> list[str]:
        own = [subnet.id for subnet in _subnets(construct, f"${{{address(vpc)}.id}}")]
        return joined(own, more)

    def problems() -> list[str]:
        allowed = f"a list of ids, because the stack defines no {_PRIVATE} in {vpc.node.path}"
        return [] if collect() else [f"subnets is left out, allowed: {allowed}"]

    add_validation(construct, problems)
    return list(Token.as_list(lazily(collect)))


def joined(*lists: Sequence[str]) -> list[str]:
    """Return lists of ids as one, also where Terraform alone knows what is in some of them."""
    everything = [id for ids in lists for id in ids]
    # CDKTF's mark for a whole list is the only entry of a list
    marks = [[id] for id in everything if id.startswith("#{")]
    known = [id for id in everything if not id.startswith("#{")]
    if not marks:
        return known
    parts = [*marks, known] if known else marks
    return parts[0] if len(parts) == 1 else list(Token.as_list(Fn.concat(parts)))


def looked_up(vpc_id: str) -> dict[str, Any]:
    """Return the arguments of the data source that asks AWS for a VPC's private subnets."""
    none = f"the VPC has no {_PRIVATE}; give the VPC link its subnets"
    has_one = Postcondition(condition="${length(self.ids) > 0}", error_message=none)
    return {
        "filter": [
            {"name": "vpc-id", "values": [vpc_id]},
            {"name": "map-public-ip-on-launch", "values": ["false"]},
        ],
        "lifecycle": TerraformResourceLifecycle(postcondition=[has_one]),
    }


def _subnets(construct: ApiGatewayConstruct, vpc_id: str) -> list[Any]:
    kind = l1("aws_subnet")
    subnets: list[Any] = [node for node in construct.stack.node.find_all() if type(node) is kind]
    return [subnet for subnet in subnets if _is_private(resolved(subnet), vpc_id)]


def _is_private(document: Any, vpc_id: str) -> bool:  # noqa: ANN401 - parsed JSON
    (arguments,) = document["resource"]["aws_subnet"].values()
    in_vpc = arguments.get("vpc_id") == vpc_id
    return in_vpc and arguments.get("map_public_ip_on_launch") is not True
