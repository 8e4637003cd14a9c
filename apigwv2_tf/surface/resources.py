"""
Resources as any kind of Terraform JSON has them, before they are put together to APIs.

Every loader gives an `Inventory`; everything after it is the same for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigwv2_tf.surface.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """
    A resource or data source, as it is at one point in time.

    Args:
        address: Its address, unique in an inventory.

        type: Its Terraform type, such as ``aws_apigatewayv2_route``.

        values: Its attributes. Blocks are tuples of mappings, lists and sets are tuples; `UNKNOWN`
            and `Sensitive` stand where a value does, at any depth. What is null is left out.

        links: What attributes lead to, by the names in `links.LINKS`; only those that are set.

        data: Whether it is a data source.

        construct_path: The construct that made it, in a CDKTF program; None elsewhere, or where
            the source does not say.

        stack: What a CDKTF program calls the stack that it is in, which may stand in front of its
            address; None elsewhere.
    """

    address: str
    type: str
    values: Mapping[str, Any]
    links: Mapping[str, Link] = field(default_factory=dict)
    data: bool = False
    construct_path: str | None = None
    stack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """
    All resources of a source.

    Args:
        resources: By address.

        notes: What the source does not tell, in sentences for people: that a plan was targeted or
            has failed, that parts are deferred.
    """

    resources: Mapping[str, Resource]
    notes: tuple[str, ...] = ()
