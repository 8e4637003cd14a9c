"""From a source to the APIs in it: a file or folder, and whatever Terraform wrote there."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.documents import STANDARD_INPUT, Kind, open_documents
from apigwv2_tf.surface.moves import moved_between
from apigwv2_tf.surface.plan import Comparison
from apigwv2_tf.surface.plan_json import PlannedChange, read_plan
from apigwv2_tf.surface.state_json import read_state
from apigwv2_tf.surface.synth_json import inventory_of, read_stacks, repeated_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from apigwv2_tf.surface.documents import Document
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.resources import Inventory, Resource
    from apigwv2_tf.surface.stacks import Stack

_OURS = ("aws_apigatewayv2_", "aws_lambda_permission")


@contextmanager
def _at_one_go() -> Iterator[None]:
    """
    Do without garbage collection for a while.

    Loading makes millions of objects and no garbage; looking for it takes longer than all the rest.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_at_one_go()
def load_surface(source: str) -> Surface:
    """
    Load the APIs of a source: synthesized JSON, a plan as it will be, or a state.

    Args:
        source: A file, a folder that ``cdktf synth`` wrote, or ``-`` for standard input.

    Raises:
        DocumentError: If it is none of these.
    """
    return _assembled(source, load_inventory(source))


def surface_of(name: str, documents: Sequence[Document]) -> Surface:
    """
    Return the APIs of synthesized stacks that are in memory.

    Args:
        name: What people know them by, for messages.

        documents: One for each stack.

    Raises:
        DocumentError: If a part has another shape than CDKTF writes.
    """
    stacks = _stacks(name, documents)
    return _assembled(name, _inventory_of(name, stacks, repeated_addresses(stacks)))


@_at_one_go()
def load_comparison(plan: str) -> Comparison:
    """
    Load the APIs before and after a plan.

    Args:
        plan: A file with what ``terraform show -json`` prints, or ``-`` for standard input.

    Raises:
        DocumentError: If it is something else.
    """
    planned = load_plan(plan)
    was = {one.address: one.previous_address for one in planned.changes if one.previous_address}
    before = _assembled(plan, planned.before)
    after = _assembled(plan, planned.after)
    return Comparison(
        before=before,
        after=after,
        changes=planned.changes,
        planned=True,
        notes=planned.after.notes,
        digest=planned.digest,
        differing=_differing(planned.before, planned.after, was),
    )


@_at_one_go()
def load_comparison_of(before: str, after: str) -> Comparison:
    """
    Load two sources to compare them, such as what two branches synthesize.

    Args:
        before: A file, a folder, or ``-`` for standard input.

        after: The same; only one of the two can be standard input.

    Raises:
        DocumentError: If one of them cannot be read as Terraform's JSON.
    """
    if before == after == STANDARD_INPUT:
        raise DocumentError("standard input: only one of the two can be read from it")
    earlier, later, moves = load_inventories(before, after)
    notes = dict.fromkeys((*earlier.notes, *later.notes))
    return Comparison(
        before=_assembled(before, earlier),
        after=_assembled(after, later),
        notes=tuple(notes),
        differing=_differing(earlier, later, moves),
        moves=moves,
    )


def _differing(
    before: Inventory, after: Inventory, was: Mapping[str, str]
) -> tuple[tuple[Resource | None, Resource | None], ...]:
    """Pair the resources of API Gateway, and leave those that are the same."""
    gone = _leading_to(before, {old: new for new, old in was.items()})
    pairs: list[tuple[Resource | None, Resource | None]] = [
        (gone.pop(was.get(address, address), None), one) for address, one in after.resources.items()
    ]
    pairs += [(one, None) for one in gone.values()]
    return tuple(pair for pair in pairs if _is_ours(*pair) and _differ(*pair))


def _leading_to(before: Inventory, now: Mapping[str, str]) -> dict[str, Resource]:
    """Return resources with links to where what they lead to is now."""
    if not now:
        return dict(before.resources)
    return {
        address: replace(
            one,
            links={
                name: replace(link, targets=tuple(now.get(to, to) for to in link.targets))
                for name, link in one.links.items()
            },
        )
        for address, one in before.resources.items()
    }


def _is_ours(before: Resource | None, after: Resource | None) -> bool:
    found = after or before
    return found is not None and not found.data and found.type.startswith(_OURS)


def _differ(before: Resource | None, after: Resource | None) -> bool:
    if before is None or after is None:
        return True
    return before.values != after.values or before.links != after.links


def load_inventory(source: str) -> Inventory:
    """Load the resources of a source."""
    documents = open_documents(source)
    if documents[0].kind is not Kind.SYNTH:
        return _read(documents[0])
    stacks = _stacks(source, documents)
    return _inventory_of(source, stacks, repeated_addresses(stacks))


def load_plan(plan: str) -> PlannedChange:
    """Load the resources before and after a plan."""
    document = open_documents(plan)[0]
    if document.kind is not Kind.PLAN:
        raise DocumentError(
            f"{document.name}: {document.kind.value}, not a plan; name two of them to compare one "
            "with the other, or run `terraform plan -out=tfplan`, then `terraform show -json "
            "tfplan > plan.json`, and name plan.json"
        )
    with _about(document.name):
        return replace(read_plan(document.content), digest=document.digest)


def load_inventories(before: str, after: str) -> tuple[Inventory, Inventory, Mapping[str, str]]:
    """Load the resources of two sources, and the addresses before of what is moved."""
    found = [open_documents(source) for source in (before, after)]
    stacks = [
        _stacks(source, some) if some[0].kind is Kind.SYNTH else []
        for source, some in zip((before, after), found, strict=True)
    ]
    repeated = {address for some in stacks for address in repeated_addresses(some)}
    earlier, later = (
        _inventory_of(source, some, repeated) if some else _read(documents[0])
        for source, some, documents in zip((before, after), stacks, found, strict=True)
    )
    return earlier, later, moved_between(earlier, later, stacks[1], repeated)


def _stacks(source: str, documents: Sequence[Document]) -> list[Stack]:
    with _about(documents[0].name if len(documents) == 1 else source):
        return read_stacks(documents)


def _inventory_of(source: str, stacks: list[Stack], repeated: set[str]) -> Inventory:
    with _about(source):
        return inventory_of(stacks, repeated)


def _read(document: Document) -> Inventory:
    with _about(document.name):
        if document.kind is Kind.STATE:
            return read_state(document.content)
        return read_plan(document.content).after


def _assembled(source: str, inventory: Inventory) -> Surface:
    from apigwv2_tf.surface.assembly import assemble

    with _about(source):
        return assemble(inventory)


@contextmanager
def _about(name: str) -> Iterator[None]:
    """Say in errors which document they are about."""
    try:
        yield
    except DocumentError as error:
        raise DocumentError(f"{name}: {error}") from None
    except RecursionError:
        raise DocumentError(f"{name}: nested too deeply") from None
