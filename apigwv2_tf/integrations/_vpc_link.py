"""The VPC links that private integrations go through: given, or made on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from apigwv2_tf.constructs._bindings import Construct, TerraformStack, l1, resolved_text
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IHasArn, IHasId, IHttpRoute, IVpcLink
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs.place import is_construct
from apigwv2_tf.constructs.vpc_link import VpcLink, vpc_link_of
from apigwv2_tf.constructs.vpc_link_options import VpcLinkProps
from apigwv2_tf.errors import Problem

_OLDER = "aws_api_gateway_vpc_link"
_BALANCER = re.compile(r"\$\{(aws_a?lb)\.([\w-]+)\.(?:arn|id)\}")


def given_link_problems(
    link: IVpcLink | IHasId | str | None, instead: VpcLinkProps
) -> Iterator[Problem]:
    """Refuse a link of the older kind, and what a link is made from beside a link."""
    if link is None:
        return
    for name, value in instead.items():
        if value is not None:
            yield Problem(name, named(value), "nothing: vpc_link is given", "leave one out")
    if getattr(link, "terraform_resource_type", None) == _OLDER:
        allowed = "an aws_apigatewayv2_vpc_link: the older kind is for WebSocket APIs"
        yield Problem("vpc_link", named(link), allowed)


def id_of(link: IVpcLink | IHasId | str) -> str:
    """Return the id of a link that was given."""
    if isinstance(link, str):
        return link
    own: Any = link
    return str(own.vpc_link_id if hasattr(link, "vpc_link_id") else own.id)


def made_link(
    route: IHttpRoute, scope: Construct, options: VpcLinkProps, listener: IHasArn | str | None
) -> VpcLink | None:
    """Return the link made from the options, or from the listener's VPC; None without either."""
    given: Any = {name: value for name, value in options.items() if value is not None}
    if "vpc" in given:
        return vpc_link_of(_owner(route), **given)
    if "subnets" in given:
        return VpcLink(scope, "VpcLink", **given)
    balancer = None if listener is None else _balancer_of(listener)
    subnets = None if balancer is None else _subnets_of(balancer)
    if balancer is None or not subnets:
        return None
    return vpc_link_of(_owner(route), vpc=balancer.vpc_id, subnets=subnets, **given)


def _owner(route: IHttpRoute) -> Construct:
    """Return what shares its links: the API, or the stack where the API belongs to another one."""
    api, stack = route.http_api, is_construct(route).stack
    at_home = isinstance(api, ApiGatewayConstruct) and api.stack is stack
    return api if isinstance(api, ApiGatewayConstruct) and at_home else stack


def _balancer_of(listener: Any) -> Any:  # noqa: ANN401 - generated classes share no useful type
    """Return the load balancer of a listener, where the listener's stack defines both."""
    arn = None
    if hasattr(type(listener), "load_balancer_arn_input"):
        arn = listener.load_balancer_arn_input
    match = None if arn is None else _BALANCER.fullmatch(resolved_text(arn, listener))
    if match is None:
        return None
    kind = l1(match[1])
    nodes: list[Any] = [
        node for node in TerraformStack.of(listener).node.find_all() if type(node) is kind
    ]
    return next((node for node in nodes if node.friendly_unique_id == match[2]), None)


def _subnets_of(balancer: Any) -> Sequence[str] | None:  # noqa: ANN401 - as above
    subnets, mapping = balancer.subnets_input, balancer.subnet_mapping_input
    if subnets is None and isinstance(mapping, list):
        return [part.subnet_id for part in mapping]
    return None if subnets is None else list(subnets)
