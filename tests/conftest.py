"""What the tests share: a stack to write into, and ways to look at the JSON it becomes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App, TerraformStack
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

# The first example pays for starting Node or Terraform. On CI the same examples every time.
settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ours")

Blocks = list[dict[str, Any]]


class Has(Protocol):
    """Whether some resource of a type has at least these arguments."""

    def __call__(self, terraform_type: str, **arguments: object) -> bool:
        """Say so."""


class Synthesized(Protocol):
    """The parsed JSON of the stack."""

    def __call__(self) -> dict[str, Any]:
        """Synthesize and parse."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten only on demand."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from the programs"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process is left alone with it at the end."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.path.match("e2e/test_programs.py"):
        return 0
    return 1 if item.path.match("e2e/*.py") else 2


@pytest.fixture
def app() -> App:
    """Return an empty program."""
    from cdktf import Testing

    return Testing.app()


@pytest.fixture
def stack(app: App) -> TerraformStack:
    """Return an empty stack called ``orders``."""
    from cdktf import TerraformStack

    return TerraformStack(app, "orders")


@pytest.fixture
def function(stack: TerraformStack) -> LambdaFunction:
    """Return a Lambda function of the provider's own class."""
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    return LambdaFunction(
        stack, "Backend", function_name="backend", role="arn:aws:iam::123456789012:role/backend"
    )


@pytest.fixture
def synthesized(stack: TerraformStack) -> Synthesized:
    """Return what gives the stack's JSON, parsed."""
    from cdktf import Testing

    def parsed() -> dict[str, Any]:
        document: dict[str, Any] = json.loads(Testing.synth(stack))
        return document

    return parsed


@pytest.fixture
def has(stack: TerraformStack) -> Has:
    """Return CDKTF's matcher for "some resource has at least these arguments"."""
    from cdktf import Testing

    def matches(terraform_type: str, **arguments: object) -> bool:
        text = Testing.synth(stack)
        return bool(Testing.to_have_resource_with_properties(text, terraform_type, arguments))

    return matches


@pytest.fixture
def blocks(synthesized: Synthesized) -> Callable[[str], Blocks]:
    """Return what gives the resources of a type, for exact blocks, counts and absence."""

    def of_type(terraform_type: str) -> Blocks:
        return list(synthesized().get("resource", {}).get(terraform_type, {}).values())

    return of_type


@pytest.fixture
def block(blocks: Callable[[str], Blocks]) -> Callable[[str], dict[str, Any]]:
    """Return what gives the only resource of a type."""

    def only(terraform_type: str) -> dict[str, Any]:
        (found,) = blocks(terraform_type)
        return found

    return only
