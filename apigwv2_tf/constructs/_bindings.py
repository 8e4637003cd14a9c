"""
The one door to cdktf and to the provider's L1 classes.

Every other module takes `Construct`, the few names of cdktf it needs and the L1 classes from here,
so that which package writes the Terraform JSON is decided in one place. Everything is loaded when
it is first used.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from apigwv2_tf.constructs import _lazy_provider
from apigwv2_tf.errors import missing_extra

_lazy_provider.install()

try:
    import jsii
    from cdktf import (
        Annotations,
        DefaultTokenResolver,
        Fn,
        IAnyProducer,
        IAspect,
        IResolveContext,
        Lazy,
        Postcondition,
        StringConcat,
        TerraformElement,
        TerraformResourceLifecycle,
        TerraformStack,
        Token,
        Tokenization,
    )
    from constructs import Construct, IConstruct, IValidation
except ModuleNotFoundError as error:
    raise missing_extra(f"the package {error.name!r}") from error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "Annotations",
    "Construct",
    "Fn",
    "IAspect",
    "IConstruct",
    "Postcondition",
    "TerraformElement",
    "TerraformResourceLifecycle",
    "TerraformStack",
    "Token",
    "add_validation",
    "create",
    "implements",
    "known_arguments",
    "l1",
    "lazily",
    "provider_package",
    "resolved",
    "resolved_text",
    "structs",
]

implements = jsii.implements
create = jsii.create  # what the generated constructors end with

_DISTRIBUTION = "cdktf-cdktf-provider-aws"


@cache
def l1(terraform_type: str, *, data: bool = False) -> Any:  # noqa: ANN401 - generated classes share no useful type
    """Return the L1 class of a Terraform type, such as ``aws_apigatewayv2_route``."""
    module = terraform_type.removeprefix("aws_")
    if data:
        module = f"data_aws_{module}"
    try:
        loaded = importlib.import_module(f"{_lazy_provider.PACKAGE}.{module}")
    except ModuleNotFoundError as error:
        raise missing_extra(f"{_DISTRIBUTION} with {terraform_type!r}") from error
    return getattr(loaded, "".join(part.capitalize() for part in module.split("_")))


@cache
def known_arguments(l1_class: type) -> frozenset[str]:
    """Return the arguments that the bound version of the provider has for an L1 class."""
    return frozenset(inspect.signature(l1_class.__init__).parameters) - {"self", "scope", "id_"}  # type: ignore[misc]


def structs(l1_class: type, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Turn dicts inside lists into the L1 structs that stand for them, as jsii does outside."""
    module = sys.modules[l1_class.__module__]

    def struct(name: str, part: object) -> object:
        if not isinstance(part, dict):
            return part
        camel = "".join(word.capitalize() for word in name.split("_"))
        made = getattr(module, f"{l1_class.__name__}{camel}", dict)
        return made(**part)

    return {
        name: [struct(name, part) for part in value] if isinstance(value, list) else value
        for name, value in arguments.items()
    }


def provider_package() -> str:
    """Return the name and version of the installed provider package."""
    return f"{_DISTRIBUTION} {version(_DISTRIBUTION)}"


@jsii.implements(IAnyProducer)
class _Producer:
    def __init__(self, produce: Callable[[], object], *, refers: bool) -> None:
        self._produce = produce
        self._refers = refers

    def produce(self, context: IResolveContext) -> Any:  # noqa: ANN401 - cdktf's signature
        # the first of two times is for finding references from stack to stack
        return self._produce() if self._refers or not context.preparing else None


def lazily(produce: Callable[[], object], *, refers: bool = True) -> Any:  # noqa: ANN401 - a token stands for any value
    """
    Return a token whose value is computed at synth, after aspects and overrides.

    Args:
        produce: Computes it.

        refers: Whether there may be references in it; a value without is computed once.
    """
    return Lazy.any_value(_Producer(produce, refers=refers))


@jsii.implements(IValidation)
class _Validation:
    def __init__(self, validate: Callable[[], list[str]]) -> None:
        self._validate = validate

    def validate(self) -> list[str]:
        try:
            return self._validate()
        except Warning as warning:  # that the user wants to be an error
            return [str(warning)]


def add_validation(construct: Construct, validate: Callable[[], list[str]]) -> None:
    """Have a construct checked when the whole program is known; the texts returned are errors."""
    construct.node.add_validation(_Validation(validate))


def resolved(element: TerraformElement | TerraformStack) -> Any:  # noqa: ANN401 - parsed JSON
    """Return the Terraform JSON of an element or a whole stack, as it will be written."""
    return Tokenization.resolve(
        element.to_terraform(), preparing=False, scope=element, resolver=_resolver()
    )


def resolved_text(text: str, scope: IConstruct) -> str:
    """Return a text as it will stand in the stack of a construct, which may add a dependency."""
    return str(Tokenization.resolve(text, preparing=True, scope=scope, resolver=_resolver()))


@cache
def _resolver() -> DefaultTokenResolver:
    return DefaultTokenResolver(StringConcat())
