"""
Take over what exists already, by Terraform's ``import`` and ``moved`` blocks.

The blocks are written here and not by CDKTF's own ``import_from`` and ``move_from_id``: these run
``terraform version`` in every synth, so that a program needs Terraform just to write its JSON; and
a move fixes the resource's name at the time it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._addresses import AddressBook, book_of
from apigwv2_tf.constructs._bindings import TerraformElement, TerraformStack, add_validation
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import Problem

if TYPE_CHECKING:
    from apigwv2_tf.constructs._construct import ApiGatewayConstruct

# What an import takes, by type; of other types it is not checked.
IMPORT_IDS = {
    "aws_apigatewayv2_api": "api-id",
    "aws_apigatewayv2_api_mapping": "mapping-id/domain-name",
    "aws_apigatewayv2_authorizer": "api-id/authorizer-id",
    "aws_apigatewayv2_deployment": "api-id/deployment-id",
    "aws_apigatewayv2_domain_name": "domain-name",
    "aws_apigatewayv2_integration": "api-id/integration-id",
    "aws_apigatewayv2_integration_response": "api-id/integration-id/response-id",
    "aws_apigatewayv2_model": "api-id/model-id",
    "aws_apigatewayv2_route": "api-id/route-id",
    "aws_apigatewayv2_route_response": "api-id/route-id/response-id",
    "aws_apigatewayv2_stage": "api-id/stage-name",
    "aws_apigatewayv2_vpc_link": "vpc-link-id",
    "aws_lambda_permission": "function-name/statement-id",
}
_NAME = r"[^\W\d][\w-]*"
_KEY = r"""\[(?:\d+|"(?:[^"\\]|\\.)*")\]"""
_ADDRESS = re.compile(
    rf"(?P<module>(?:module\.{_NAME}(?:{_KEY})?\.)*)"
    rf"(?P<type>{_NAME})\.(?P<name>{_NAME})(?P<key>{_KEY})?"
)


@dataclass(slots=True)
class DefinedResource:
    """
    A resource or data source of a construct, and what it was taken over from.

    Args:
        construct: The construct.

        element: The provider's own object.

        l1_class: Its class.

        terraform_type: Its type.

        data: Whether it is a data source.

        logical_id: The name that was chosen for it; None where CDKTF makes one.

        region: Its region; None where it is the provider's own.

        adopted: How it was taken over, and from what; None where it was not.
    """

    construct: ApiGatewayConstruct
    element: Any
    l1_class: Any
    terraform_type: str
    data: bool
    logical_id: str | None
    region: str | None
    adopted: tuple[str, str] | None = None

    def name(self) -> str:
        """Return the name in Terraform, without fixing it: it may still be changed."""
        return self.logical_id or str(self.construct.stack.get_logical_id(self.element))


class _Block(TerraformElement):
    """One block beside the resources; under its resource, so that they come and go together."""

    def __init__(self, resource: DefinedResource, kind: str, source: dict[str, str]) -> None:
        super().__init__(resource.element, "Adoption")
        self._resource = resource
        self._kind = kind
        self._source = source

    def to_terraform(self) -> Any:  # noqa: ANN401 - cdktf's signature
        """Write the block with the name that the resource has in the end."""
        to = f"{self._resource.terraform_type}.{self._resource.element.friendly_unique_id}"
        return {self._kind: [{"to": to, **self._source}]}


# what the constructs of each stack were taken over from: option, type and source
_TAKEN: WeakKeyDictionary[TerraformStack, dict[tuple[str, str, str], ApiGatewayConstruct]] = (
    WeakKeyDictionary()
)


def take_over(resource: DefinedResource, import_from: str | None, move_from: str | None) -> None:
    """
    Take over what the options of a construct name, if they do.

    Raises:
        OptionError: If Terraform would refuse it.
    """
    if import_from is not None:
        import_resource(resource, import_from)
    if move_from is not None:
        move_resource(resource, move_from)


def import_resource(resource: DefinedResource, id: str) -> None:
    """
    Take over what no Terraform state has, by its id.

    Raises:
        OptionError: If Terraform would refuse it.
    """
    check(resource.construct, _repeated("import_from", resource, id), _id_problems(resource, id))
    # else the provider looks in its own region, whatever the resource says
    elsewhere = resource.region is not None and "@" not in id
    full_id = f"{id}@{resource.region}" if elsewhere else id
    _take("import_from", resource, full_id)
    _Block(resource, "import", {"id": full_id})


def move_resource(resource: DefinedResource, address: str) -> None:
    """
    Take over what the state has under another address.

    Raises:
        OptionError: If Terraform would refuse it.
    """
    check(
        resource.construct,
        _repeated("move_from", resource, address),
        _address_problems(resource, address),
    )
    _take("move_from", resource, address)
    _Block(resource, "moved", {"from": address})
    book = book_of(resource.construct.stack, resource.l1_class)
    add_validation(resource.construct, lambda: _still_defined(book, resource, address))


def both_problems(import_from: str | None, move_from: str | None) -> Iterator[Problem]:
    """Refuse to take a resource over twice."""
    if import_from is not None and move_from is not None:
        fix = "move what Terraform's state has, import what it has not"
        yield Problem("move_from", move_from, "nothing beside import_from", fix)


def _repeated(option: str, resource: DefinedResource, source: str) -> Iterator[Problem]:
    if resource.adopted is not None:
        before, value = resource.adopted
        allowed = f"once, and {before} is {value!r} already"
        yield Problem(option, source, allowed)


def _id_problems(resource: DefinedResource, id: str) -> Iterator[Problem]:
    form = IMPORT_IDS.get(resource.terraform_type)
    pattern = re.sub(r"[^/]+", r"[^/\\s]+", form) if form else r"\S(.*\S)?"
    allowed = form or "the id that `terraform import` takes for the type"
    return matches("import_from", id, pattern, allowed)


def _address_problems(resource: DefinedResource, address: str) -> Iterator[Problem]:
    kind = resource.terraform_type
    found = _ADDRESS.fullmatch(address)
    if found is None or found["type"] in ("data", "module") or unresolved(address):
        allowed = "an address that `terraform state list` shows"
        fix = f'such as {kind}.name or module.api.{kind}.this["key"]'
        yield Problem("move_from", address, allowed, fix)
    elif found["type"] != kind:
        allowed = f"the address of an {kind}: Terraform cannot turn one type into another"
        yield Problem("move_from", address, allowed)
    elif address == f"{kind}.{resource.name()}":
        allowed = "an address that is not the construct's own"
        yield Problem("move_from", address, allowed, "leave it out: nothing moves")


def _take(option: str, resource: DefinedResource, source: str) -> None:
    construct = resource.construct
    taken = _TAKEN.setdefault(construct.stack, {})
    key = (option, resource.terraform_type, source)
    owner = taken.get(key)
    if owner is not None and owner is not construct and _stands(owner):
        allowed = f"one that no other construct has: {owner.node.path} has it"
        check(construct, [Problem(option, source, allowed)])
    taken[key] = construct
    resource.adopted = (option, source)


def _stands(construct: Any) -> bool:  # noqa: ANN401
    """Say whether a construct is in the tree still: a refused one is not."""
    while (scope := construct.node.scope) is not None:
        if scope.node.try_find_child(construct.node.id) is not construct:
            return False
        construct = scope
    return True


def _still_defined(book: AddressBook, resource: DefinedResource, address: str) -> list[str]:
    """Refuse to move from what the program defines; Terraform would, too."""
    kind, name = resource.terraform_type, address.removeprefix(f"{resource.terraform_type}.")
    found = book.having(resource.l1_class, name) if address == f"{kind}.{name}" else []
    allowed = "an address that the program does not define"
    return [
        str(Problem("move_from", address, f"{allowed}: {other.node.path} has it"))
        for other in found
    ]
