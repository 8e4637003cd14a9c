"""The `moved` blocks of synthesized stacks: which resource is one that had another address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from apigwv2_tf.surface.resources import Inventory
    from apigwv2_tf.surface.stacks import Stack


def moved_between(
    before: Inventory, after: Inventory, stacks: Sequence[Stack], repeated: set[str]
) -> dict[str, str]:
    """
    Return the addresses before of what is moved, by those after.

    A move that Terraform would skip or refuse is left out: of what is not there before, of what is
    still there after, and to where something was before.

    Args:
        before: What there is.

        after: What there will be.

        stacks: The stacks after, whose blocks count.

        repeated: The addresses that have their stack in front.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    names = {stack.name for stack in stacks}
    for stack in stacks:
        if not stack.moves:
            continue
        one = _Moves(before, after, stack, repeated, names - {stack.name})
        for address, was in one.found():
            if was not in taken:
                taken.add(was)
                found[address] = was
    return found


@dataclass(frozen=True, slots=True)
class _Moves:
    """The moves within one stack, and what is around it."""

    before: Inventory
    after: Inventory
    stack: Stack
    repeated: set[str]
    others: set[str]

    def found(self) -> Iterator[tuple[str, str]]:
        """Yield the address after and that before of each resource that is moved."""
        moves = {to: source for source, to in reversed(self.stack.moves)}
        for address, resource in self.after.resources.items():
            local = address.removeprefix(f"{self.stack.name}/")
            is_own = _block(local) in self.stack.by_address and address == self._whole(local)
            if is_own and not resource.data and address not in self.before.resources:
                was = self._origin(local, resource.type, moves)
                if was is not None:
                    yield address, was

    def _origin(self, local: str, kind: str, moves: Mapping[str, str]) -> str | None:
        """Follow moves back, from one to the one before it, to what is there."""
        seen = {local}
        while True:
            earlier = _previous(local, moves)
            if earlier is None or earlier in seen or self._whole(earlier) in self.after.resources:
                return None
            local = earlier
            seen.add(local)
            was = self.before.resources.get(self._whole(local))
            if was is not None:
                is_same = was.type == kind and was.stack not in self.others
                return was.address if is_same else None

    def _whole(self, local: str) -> str:
        """Return an address with its stack in front, where it has one."""
        return f"{self.stack.name}/{local}" if _block(local) in self.repeated else local


def _previous(local: str, moves: Mapping[str, str]) -> str | None:
    """Return from where something is moved; a block is moved with all of its instances."""
    block = _block(local)
    if local in moves or block not in moves:
        return moves.get(local)
    return moves[block] + local.removeprefix(block)


def _block(local: str) -> str:
    """Return an address of the root module without the key of an instance."""
    return local.partition("[")[0]
