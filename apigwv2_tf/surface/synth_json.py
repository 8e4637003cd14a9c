"""
Reads what ``cdktf synth`` writes: stacks, which may refer to each other.

Nothing has been planned yet. A value that refers to something written elsewhere in the source is
followed there; every other is known after apply.

Two stacks may hold resources of the same address. Only such an address gets its stack in front, as
in ``orders/aws_apigatewayv2_api.Api``; where two sources are compared, it gets it in both if it
needs it in one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from apigwv2_tf.surface.linking import Linker
from apigwv2_tf.surface.resources import Inventory
from apigwv2_tf.surface.stacks import Stack, connect
from apigwv2_tf.surface.synth_values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigwv2_tf.surface.documents import Document
    from apigwv2_tf.surface.instances import Instance


def read_stacks(documents: Sequence[Document]) -> list[Stack]:
    """
    Return the stacks of a source, connected where they refer to each other.

    Raises:
        DocumentError: If a part has another shape than CDKTF writes.
    """
    stacks = [Stack(document) for document in documents]
    connect(stacks)
    return stacks


def repeated_addresses(stacks: Sequence[Stack]) -> set[str]:
    """Return the addresses that more than one stack holds."""
    held = Counter(block.address for stack in stacks for block in stack.blocks)
    return {address for address, count in held.items() if count > 1}


def inventory_of(stacks: Sequence[Stack], repeated: set[str]) -> Inventory:
    """
    Return the resources of stacks.

    Args:
        stacks: All stacks of a source.

        repeated: The addresses that get their stack in front.
    """
    instances: list[Instance] = []
    notes: list[str] = []
    values = Values()
    for stack in stacks:
        for block in stack.blocks:
            prefix = f"{stack.name}/" if block.address in repeated else ""
            found = values.instances(stack, block)
            if found is None:
                notes.append(
                    f"{prefix}{block.address} is repeated over what is known when it is planned: "
                    "it is shown once"
                )
                found = [values.instance(stack, block, None)]
            for one in found:
                one.address = f"{prefix}{one.address}"
                one.stack = stack.said_name
            instances += found
    scopes = {stack.place: stack.scope for stack in stacks}
    linker = Linker(instances, scopes.get)
    return Inventory(
        resources={one.address: linker.resource(one) for one in instances},
        notes=tuple(notes),
    )
