"""What every construct that makes a Terraform resource has in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Literal
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs import _adoption, _expressions, _lifecycle
from apigwv2_tf.constructs._addresses import AddressBook, book_of
from apigwv2_tf.constructs._adoption import DefinedResource
from apigwv2_tf.constructs._bindings import (
    Construct,
    TerraformElement,
    TerraformStack,
    add_validation,
    known_arguments,
    l1,
    provider_package,
)
from apigwv2_tf.constructs._checks import check, refuse
from apigwv2_tf.constructs._l1 import make
from apigwv2_tf.constructs._tree import MAIN_ID, TreeConstruct, first_line, is_json
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem, UnsupportedOptionError
from typing_extensions import TypedDict

Transform = Callable[[dict[str, Any]], dict[str, Any]]
"""Gets the final arguments of the Terraform resource and returns them, changed."""


class ResourceOptions(TypedDict, total=False):
    """
    What every construct that makes a Terraform resource takes besides its own options.

    Args:
        transform: Gets the final arguments of the resource as a dict and returns it, changed. Left
            out, the arguments stay as the construct computed them.

        logical_id: The resource's name in Terraform. Left out, CDKTF makes one from the construct's
            path.

        region: The region of the resource, for AWS provider 6.0 and later. Left out, the
            provider's own region holds.

        import_from: The id of a resource that exists already and that no Terraform state has, such
            as ``api-id/route-id``; Terraform takes it over instead of making one. Left out, nothing
            is imported.

        move_from: The address that the resource has had in Terraform's state until now, such as
            ``module.api.aws_apigatewayv2_api.this[0]``; it is renamed instead of made anew. Left
            out, nothing is moved.

        ignore_changes: The arguments, or parts such as ``tags["team"]``, that Terraform leaves as
            they are once the resource exists; ``all`` for every one. Left out, none.

        prevent_destroy: Whether Terraform refuses plans that would destroy the resource. Left out,
            no.
    """

    transform: Transform | None
    logical_id: str | None
    region: str | None
    import_from: str | None
    move_from: str | None
    ignore_changes: Sequence[str] | Literal["all"] | None
    prevent_destroy: bool | None


# what people write: a ${...} in it is text, unless it can only be Terraform's own
_WORDS = frozenset({"name", "description", "version", "operation_name", "tags"})
_LOGICAL_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# the names chosen in each stack, and the path of the construct that chose
_NAMED: WeakKeyDictionary[TerraformStack, dict[tuple[str, bool, str], str]] = WeakKeyDictionary()
_READS = "nothing: a data source only reads"
_CAME_WITH = {"region": "AWS provider 6.0 (cdktf-cdktf-provider-aws 21.0)"}


class ApiGatewayConstruct(TreeConstruct):
    """The base of all constructs here: a place in the tree, and at most one main resource."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self._resource: Any = None
        self._defined: dict[str, DefinedResource] = {}

    @property
    def resource(self) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """The provider's own object behind this construct; None where there is none."""
        return self._resource

    @property
    def main_address(self) -> str:
        """The Terraform address of the main resource, in the form that ``depends_on`` takes."""
        main = self._defined[MAIN_ID]
        return f"{main.terraform_type}.{main.element.friendly_unique_id}"

    @checked
    def import_from(self, id: str, *, part: str = MAIN_ID) -> None:
        """
        Have Terraform take over a resource that exists already, instead of making one.

        Args:
            id: Its id, in the form that ``terraform import`` takes for its type.

            part: Which of the construct's resources, by its id in the tree. Left out, the main one.

        Raises:
            OptionError: If Terraform would refuse it, or there is no resource to take over.
        """
        _adoption.import_resource(self._part("import_from", id, part), id)

    @checked
    def move_from(self, address: str, *, part: str = MAIN_ID) -> None:
        """
        Have Terraform rename a resource of its state, instead of making one.

        Args:
            address: The address that it has had until now.

            part: Which of the construct's resources, by its id in the tree. Left out, the main one.

        Raises:
            OptionError: If Terraform would refuse it, or there is no resource to take over.
        """
        _adoption.move_resource(self._part("move_from", address, part), address)

    @checked
    def ignore_changes(self, *arguments: str, part: str = MAIN_ID) -> None:
        """
        Have Terraform leave arguments as they are once the resource exists.

        Args:
            arguments: Their names, or parts such as ``tags["team"]``; ``all`` for every one.

            part: Which of the construct's resources, by its id in the tree. Left out, the main one.

        Raises:
            OptionError: If the resource has no such argument, or there is no resource.
        """
        if not arguments:
            refuse(self, "ignore_changes", LEFT_OUT, "at least one argument, or all")
        is_all = arguments == (_lifecycle.ALL,)
        names = _lifecycle.ALL if is_all else list(arguments)
        self._extend_lifecycle({"ignore_changes": names}, part)

    @checked
    def prevent_destroy(self, *, part: str = MAIN_ID) -> None:
        """
        Have Terraform refuse plans that would destroy the resource.

        Args:
            part: Which of the construct's resources, by its id in the tree. Left out, the main one.

        Raises:
            OptionError: If there is no resource.
        """
        self._extend_lifecycle({"prevent_destroy": True}, part)

    def _define(
        self,
        terraform_type: str,
        arguments: Mapping[str, Any],
        resource: ResourceOptions | None = None,
        *,
        create_before_destroy: bool = False,
        data: bool = False,
        id: str = MAIN_ID,
    ) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """Make the L1 resource from the arguments that were given."""
        options = resource or {}
        transform, logical_id = options.get("transform"), options.get("logical_id")
        l1_class = l1(terraform_type, data=data)
        self._check_options(terraform_type, l1_class, options, data=data)
        lifecycle = _lifecycle.of(
            arguments.get("lifecycle"), options, create_before_destroy=create_before_destroy
        )
        given = {
            name: _expressions.in_words(value) if name in _WORDS else plain(value)
            for name, value in {**arguments, "region": options.get("region")}.items()
            if value is not None
        }
        if lifecycle:
            given["lifecycle"] = _lifecycle.block(lifecycle)
        if transform is not None:
            given = self._transformed(transform, given, lifecycle)
        self._check_known(given, known_arguments(l1_class))
        self._check_writable(given)
        made = self._made(l1_class, id, given)
        if logical_id is not None:
            self._name(made, (terraform_type, data, logical_id))
        place = (logical_id, options.get("region"))
        defined = DefinedResource(self, made, l1_class, terraform_type, data, *place)
        _adoption.take_over(defined, options.get("import_from"), options.get("move_from"))
        self._defined[id] = defined
        return made

    def _check_options(
        self, terraform_type: str, l1_class: type, options: ResourceOptions, *, data: bool
    ) -> None:
        sources = options.get("import_from"), options.get("move_from")
        lives = options.get("ignore_changes"), options.get("prevent_destroy")
        if data:
            check(self, reading_problems(options))
        check(
            self,
            _adoption.both_problems(*sources),
            _lifecycle.problems(terraform_type, l1_class, *lives),
        )

    def _part(self, option: str, value: object, part: str) -> DefinedResource:
        """Return the resource that a method is about."""
        if not self._defined:
            refuse(self, option, value, "nothing: this construct makes no resource")
        if part not in self._defined:
            refuse(self, "part", part, ", ".join(self._defined))
        if self._defined[part].data:
            refuse(self, option, value, _READS)
        return self._defined[part]

    def _extend_lifecycle(self, options: ResourceOptions, part: str) -> None:
        ((option, value),) = options.items()
        defined = self._part(option, value, part)
        self._check_options(defined.terraform_type, defined.l1_class, options, data=False)
        resource = defined.element
        lifecycle = _lifecycle.of(resource.lifecycle, options, create_before_destroy=False)
        resource.lifecycle = _lifecycle.block(lifecycle)

    def _made(self, l1_class: Any, id: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
        try:
            return make(l1_class, self, id, given)
        except (RuntimeError, TypeError, ValueError) as error:
            told = f"the provider's {l1_class.__name__} refuses its arguments: {first_line(error)}"
            raise OptionError(self.node.path, [told]) from None

    def _transformed(
        self, transform: Transform, given: dict[str, Any], lifecycle: Mapping[str, Any]
    ) -> dict[str, Any]:
        changed: object = transform(given)
        if not isinstance(changed, dict):
            allowed = "the dict of the resource's arguments"
            refuse(self, "what transform returns", changed, allowed, "return the dict it gets")
        given = {name: plain(value) for name, value in changed.items() if value is not None}
        parts = _lifecycle.parts_of(given.get("lifecycle"))
        if parts:
            # what was asked for beside it stays; leaving all of it out takes all of it away
            given["lifecycle"] = _lifecycle.joined(lifecycle, parts)
        return given

    def _check_known(self, given: Mapping[str, Any], known: frozenset[str]) -> None:
        problems = [
            Problem(
                name,
                value,
                f"nothing: {provider_package()} has no such argument",
                f"it came with {_CAME_WITH[name]}" if name in _CAME_WITH else "leave it out",
            )
            for name, value in given.items()
            if name not in known
        ]
        if problems:
            raise UnsupportedOptionError(self.node.path, problems)

    def _check_writable(self, given: Mapping[str, Any]) -> None:
        problems = [
            Problem(name, value, "what JSON can say: no NaN, no infinity, no half of a character")
            for name, value in given.items()
            if not is_json(value)
        ]
        if problems:
            raise OptionError(self.node.path, problems)

    def _name(self, resource: TerraformElement, name: tuple[str, bool, str]) -> None:
        terraform_type, _, logical_id = name
        if not _LOGICAL_ID.fullmatch(logical_id):
            allowed = "letters, digits, - and _, not starting with a digit or -"
            refuse(self, "logical_id", logical_id, allowed)
        # two of one name would become one resource, without a word from CDKTF or Terraform
        owner = _NAMED.setdefault(self.stack, {}).setdefault(name, self.node.path)
        if owner != self.node.path:
            allowed = f"one that no other {terraform_type} of the stack has: {owner} has it"
            refuse(self, "logical_id", logical_id, allowed)
        # at once: CDKTF ignores it after any attribute of the resource has been read
        resource.override_logical_id(logical_id)
        book = book_of(self.stack, type(resource))
        add_validation(self, lambda: _twins(book, resource))


def _twins(book: AddressBook, resource: Any) -> list[str]:  # noqa: ANN401
    """Return what else has the address of a resource, as nothing else would notice."""
    kind, name = resource.terraform_resource_type, resource.friendly_unique_id
    return [
        f"logical_id is {name!r}, allowed: one that no other {kind} of the stack has: "
        f"{other.node.path} has it"
        for other in book.having(type(resource), name)
        if other is not resource
    ]


def resource_of(options: Mapping[str, Any]) -> ResourceOptions:
    """Return the options that every resource has, out of those of a class."""
    known = ResourceOptions.__annotations__
    chosen: ResourceOptions = {name: value for name, value in options.items() if name in known}  # type: ignore[assignment]
    return chosen


def reading_problems(options: ResourceOptions) -> Iterator[Problem]:
    """Refuse what only a resource can have, and no data source."""
    given: Mapping[str, object] = options
    for name in ("import_from", "move_from", "ignore_changes", "prevent_destroy"):
        if given.get(name) is not None:
            yield Problem(name, given[name], _READS)


def address(resource: Any) -> str:  # noqa: ANN401
    """Return a resource's Terraform address, in the form that ``depends_on`` takes."""
    return f"{resource.terraform_resource_type}.{resource.friendly_unique_id}"


def plain(value: Any) -> Any:  # noqa: ANN401
    """Replace enum members by AWS's text, which is all that L1 classes take."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = [plain(item) for item in value]
        return sorted(parts, key=str) if isinstance(value, (set, frozenset)) else parts
    return value
