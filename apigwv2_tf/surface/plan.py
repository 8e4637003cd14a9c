"""A planned change: the APIs before and after it, and what Terraform does to each resource."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.resources import Resource


class Action(Enum):
    """What Terraform does to a resource."""

    NONE = "no-op"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    DELETE_THEN_CREATE = "delete, then create"
    CREATE_THEN_DELETE = "create, then delete"
    CREATE_THEN_FORGET = "create, then forget"
    READ = "read"
    FORGET = "forget"

    @property
    def replaces(self) -> bool:
        """Whether the resource is made anew."""
        anew = (Action.DELETE_THEN_CREATE, Action.CREATE_THEN_DELETE, Action.CREATE_THEN_FORGET)
        return self in anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What Terraform does to one resource, and why.

    Args:
        address: The resource's address after the change.

        type: Its Terraform type.

        action: What is done.

        previous_address: Its address before, where it is moved.

        reason: Terraform's own word for why, such as ``replace_because_tainted``.

        replaced_by: The attributes that make the resource anew, as paths with dots.

        imported: Whether a resource that exists already is taken over.

        deposed: Whether this is what an earlier apply left behind under the same address.
    """

    address: str
    type: str
    action: Action
    previous_address: str | None = None
    reason: str | None = None
    replaced_by: tuple[str, ...] = ()
    imported: bool = False
    deposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    Two surfaces that are compared.

    Args:
        before: The APIs as they are.

        after: The APIs as they will be.

        changes: What Terraform does, sorted by address; empty where two synthesized outputs are
            compared, of which Terraform has planned nothing.

        planned: Whether this is a plan, so that `changes` tells everything that Terraform does.

        notes: What the source does not tell, in sentences for people.

        digest: The SHA-256 of the plan's JSON, unpacked; None where there is no plan.

        differing: The resources of API Gateway that are not the same before and after, as they are
            and as they will be; None where one is not there.

        moves: The addresses before of what `moved` blocks move, by those after, where two
            synthesized outputs are compared; those of a plan are in its changes.
    """

    before: Surface
    after: Surface
    changes: tuple[Change, ...] = ()
    planned: bool = False
    notes: tuple[str, ...] = ()
    digest: str | None = None
    differing: tuple[tuple[Resource | None, Resource | None], ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)

    def moved(self) -> Mapping[str, str]:
        """Return the addresses before the change of what was moved, by those after it."""
        planned = {
            change.address: change.previous_address
            for change in self.changes
            if change.previous_address is not None
        }
        return {**self.moves, **planned}
