"""Tests of whose permissions an integration calls its backend with."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    HttpApi,
    HttpIntegration,
    IntegrationCredentials,
    OptionError,
    UnsupportedOptionError,
)
from cdktf import TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.iam_role import IamRole

if TYPE_CHECKING:
    from collections.abc import Callable

ROLE = "arn:aws:iam::123456789012:role/caller"


@pytest.mark.parametrize(
    "role",
    [pytest.param(ROLE, id="ARN"), pytest.param(SimpleNamespace(arn=ROLE), id="object")],
)
def test_from_role(role: str) -> None:
    """A role is given as an object with an ARN or as its ARN."""
    assert IntegrationCredentials.from_role(role).credentials_arn == ROLE


def written(stack: TerraformStack, block: Callable[[str], dict[str, Any]], role: Any) -> object:  # noqa: ANN401
    """Return what an integration with a role's credentials says."""
    HttpIntegration(
        stack,
        "Web",
        http_api=HttpApi(stack, "Orders"),
        integration_type="HTTP_PROXY",
        integration_uri="https://backend.example",
        credentials=IntegrationCredentials.from_role(role),
    )
    return block("aws_apigatewayv2_integration")["credentials_arn"]


def test_role_of_the_provider(
    stack: TerraformStack, block: Callable[[str], dict[str, Any]]
) -> None:
    """A role of the provider's own class has its ARN at apply."""
    role = IamRole(stack, "Role", assume_role_policy="{}")

    assert written(stack, block, role) == "${aws_iam_role.Role.arn}"


def test_token_passes(stack: TerraformStack, block: Callable[[str], dict[str, Any]]) -> None:
    """An ARN that only Terraform knows is written as it is."""
    role = TerraformVariable(stack, "Role", type="string").string_value

    assert written(stack, block, role) == "${var.Role}"


@pytest.mark.parametrize(
    ("role", "got"),
    [
        pytest.param(5, "5", id="number"),
        pytest.param(None, "None", id="nothing"),
        pytest.param(SimpleNamespace(arn=5), "namespace(arn=5)", id="ARN of another type"),
    ],
)
def test_role_that_is_refused(role: Any, got: str) -> None:  # noqa: ANN401
    """What is no role is refused at the line."""
    with pytest.raises(OptionError) as refused:
        IntegrationCredentials.from_role(role)

    assert str(refused.value) == (
        f"IntegrationCredentials.from_role: role is {got}, allowed: an object with arn or text"
    )


def test_callers_own_credentials() -> None:
    """AWS CDK has them; Terraform's provider refuses the ARN that API Gateway knows them by."""
    with pytest.raises(UnsupportedOptionError) as refused:
        IntegrationCredentials.use_caller_identity()

    assert str(refused.value) == (
        "IntegrationCredentials: credentials is 'use_caller_identity()', allowed: "
        "from_role(role): Terraform's AWS provider refuses the caller's own credentials"
    )


def test_name_of_a_role() -> None:
    """A role is known by its ARN: its name alone is refused at the line."""
    with pytest.raises(OptionError) as refused:
        IntegrationCredentials.from_role("caller")
    assert str(refused.value) == (
        "IntegrationCredentials.from_role: role is 'caller', allowed: the ARN of a role"
    )

    with pytest.raises(OptionError) as refused:
        IntegrationCredentials("caller")
    assert str(refused.value) == (
        "IntegrationCredentials: credentials_arn is 'caller', allowed: the ARN of a role"
    )
