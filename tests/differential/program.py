"""What a program of the differential tests is: the same API, written once per library."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias

CdkStack: TypeAlias = Any
"""A stack of AWS CDK, whose modules only a process of its own loads."""

CdkObject: TypeAlias = Any
"""Any object of AWS CDK."""

TerraformStack: TypeAlias = Any
"""A stack of CDKTF; not its class, which that process must not load."""

Differences: TypeAlias = Mapping[str, str]
"""Each difference between the two outputs, as the comparison words it, and why it is there."""

PROGRAMS: dict[str, Program] = {}


class Program(ABC):
    """
    One API, written with AWS CDK and with this library; the docstring says what it shows.

    Both methods make the same things under the same ids, with what the API needs from outside
    (functions, queues ...) from `aws` and `terraform`, under the same names.
    """

    differences: ClassVar[Differences] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        PROGRAMS[cls.__name__] = cls()

    @abstractmethod
    def cdk(self, stack: CdkStack) -> None:
        """Write it with AWS CDK."""

    @abstractmethod
    def ours(self, stack: TerraformStack) -> None:
        """Write it with this library."""
