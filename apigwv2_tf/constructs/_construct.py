"""What every construct that makes a Terraform resource has in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from apigwv2_tf.constructs._bindings import (
    Construct,
    TerraformElement,
    TerraformResourceLifecycle,
    TerraformStack,
    known_arguments,
    l1,
    provider_package,
    structs,
)
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.errors import OptionError, Problem, UnsupportedOptionError
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
    """

    transform: Transform | None
    logical_id: str | None
    region: str | None


_LOGICAL_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_CAME_WITH = {"region": "AWS provider 6.0 (cdktf-cdktf-provider-aws 21.0)"}


class ApiGatewayConstruct(Construct):
    """The base of all constructs here: a place in the tree, and at most one main resource."""

    def __init__(self, scope: Construct, id: str) -> None:
        if not id:
            problem = Problem("id", id, "text that is unique under its scope")
            raise OptionError(scope.node.path, [problem])
        try:
            super().__init__(scope, id)
        except RuntimeError as error:
            raise OptionError(f"{scope.node.path}/{id}", [_refused_id(id, error)]) from None
        self._scope = scope
        self._stack: TerraformStack | None = None
        self._resource: Any = None

    @property
    def resource(self) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """The provider's own object behind this construct; None where there is none."""
        return self._resource

    @property
    def stack(self) -> TerraformStack:
        """The stack that this construct belongs to."""
        if self._stack is None:
            scope = self._scope
            self._stack = (
                scope.stack if isinstance(scope, ApiGatewayConstruct) else TerraformStack.of(scope)
            )
        return self._stack

    def _define(
        self,
        terraform_type: str,
        arguments: Mapping[str, Any],
        resource: ResourceOptions | None = None,
        *,
        create_before_destroy: bool = False,
        data: bool = False,
        id: str = "Resource",
    ) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """Make the L1 resource from the arguments that were given."""
        options = resource or {}
        transform, logical_id = options.get("transform"), options.get("logical_id")
        all_arguments = {**arguments, "region": options.get("region")}
        given = {name: plain(value) for name, value in all_arguments.items() if value is not None}
        if create_before_destroy:
            given["lifecycle"] = TerraformResourceLifecycle(create_before_destroy=True)
        if transform is not None:
            given = self._transformed(transform, given)
        l1_class = l1(terraform_type, data=data)
        self._check_known(given, known_arguments(l1_class))
        made = self._made(l1_class, id, given)
        if logical_id is not None:
            self._name(made, logical_id)
        return made

    def _made(self, l1_class: Any, id: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
        try:
            return l1_class(self, id, **structs(l1_class, given))
        except (RuntimeError, TypeError) as error:
            told = f"the provider's {l1_class.__name__} refuses its arguments: {first_line(error)}"
            raise OptionError(self.node.path, [told]) from None

    def _transformed(self, transform: Transform, given: dict[str, Any]) -> dict[str, Any]:
        changed: object = transform(given)
        if not isinstance(changed, dict):
            refuse(self, "transform", transform, "a function that returns the dict of arguments")
        return {name: plain(value) for name, value in changed.items() if value is not None}

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

    def _name(self, resource: TerraformElement, logical_id: str) -> None:
        if not _LOGICAL_ID.fullmatch(logical_id):
            allowed = "letters, digits, - and _, not starting with a digit or -"
            refuse(self, "logical_id", logical_id, allowed)
        # at once: CDKTF ignores it after any attribute of the resource has been read
        resource.override_logical_id(logical_id)


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
        return sorted(parts) if isinstance(value, (set, frozenset)) else parts
    return value


def first_line(error: BaseException) -> str:
    """Return what an error of CDKTF says, without the JavaScript stack behind it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _refused_id(id: str, error: RuntimeError) -> Problem:
    if "There is already a Construct" in str(error):
        return Problem("id", id, "an id that no other construct under this scope has")
    return Problem("id", id, "text without unresolved tokens", first_line(error))
