"""
Whose permissions an integration calls its backend with.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._rules import role_problems
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import OptionError, Problem, UnsupportedOptionError


@dataclass(frozen=True, slots=True)
class IntegrationCredentials(Struct):
    """
    Whose permissions an integration calls its backend with; make it with `from_role`.

    Args:
        credentials_arn: The ARN of a role that API Gateway may assume.

    Raises:
        OptionError: If it is none of a role.
    """

    credentials_arn: str

    def __post_init__(self) -> None:
        """Check what AWS would refuse."""
        Struct.__post_init__(self)
        problems = list(role_problems("credentials_arn", self.credentials_arn))
        if problems:
            raise OptionError(type(self).__name__, problems)

    @staticmethod
    def from_role(role: IHasArn | str) -> IntegrationCredentials:
        """
        Call the backend in the name of a role that trusts ``apigateway.amazonaws.com``.

        Args:
            role: The role, as an object with an ``arn`` or as its ARN.

        Raises:
            OptionError: If it is neither, or the ARN is none of a role.
        """
        arn: object = role if isinstance(role, str) else getattr(role, "arn", None)
        if not isinstance(arn, str):
            problem = Problem("role", role, "an object with arn or text")
            raise OptionError("IntegrationCredentials.from_role", [problem])
        problems = list(role_problems("role", arn))
        if problems:
            raise OptionError("IntegrationCredentials.from_role", problems)
        return IntegrationCredentials(arn)

    @staticmethod
    def use_caller_identity() -> NoReturn:
        """
        Call the backend in the name of the caller: not available in Terraform's AWS provider.

        Raises:
            UnsupportedOptionError: Always; the provider refuses the ARN that asks for it.
        """
        allowed = "from_role(role): Terraform's AWS provider refuses the caller's own credentials"
        problem = Problem("credentials", "use_caller_identity()", allowed)
        raise UnsupportedOptionError("IntegrationCredentials", [problem])
