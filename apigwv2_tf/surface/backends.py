"""The Lambda functions of a source, found by what an address says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.surface.links import Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.surface.resources import Resource

TYPES = ("aws_lambda_function", "aws_lambda_alias")
_ARN = re.compile(r"arn:[a-z0-9-]+:lambda:[a-z0-9-]+:\d+:function:[A-Za-z0-9_:$-]+")
_API = "aws_apigatewayv2_api."
_ARNS = ("arn", "invoke_arn", "qualified_arn", "qualified_invoke_arn")
_REFERENCE = re.compile(
    r"\$\{((?:data\.)?aws_lambda_(?:function|alias)\.[\w-]+(?:\[[^\]]*\])?)\.\w+\}"
)


class Backends:
    """
    Finds the function or alias that an address leads to.

    Args:
        functions: The functions and aliases of the source.
    """

    def __init__(self, functions: Iterable[Resource]) -> None:
        self._by_arn: dict[str, set[str]] = {}
        self._addresses: set[str] = set()
        for function in functions:
            self._addresses.add(function.address)
            for arn in _arns(function):
                self._by_arn.setdefault(arn, set()).add(function.address)

    def of(self, uri: object, *, beside: str = "") -> Link | None:
        """
        Return what an address leads to; None where that is not here.

        Args:
            uri: An ARN, a path with one in it, or text with an expression of Terraform in it.

            beside: The address of a resource of the module that expressions are of.
        """
        if not isinstance(uri, str):
            return None
        arn = _ARN.search(uri)
        found = self._by_arn.get(arn[0], set()) if arn else self._referred(uri, beside)
        if not found:
            return None
        kind = LinkKind.EXACT if len(found) == 1 else LinkKind.AMBIGUOUS
        return Link(kind=kind, targets=tuple(sorted(found)))

    def _referred(self, uri: str, beside: str) -> set[str]:
        prefix = beside.rpartition(_API)[0]
        found = set()
        for name in _REFERENCE.findall(uri):
            address = prefix + name
            if address not in self._addresses and prefix.endswith("/"):
                # a stack stands in front of those addresses only that another stack has too
                address = name
            found.add(address)
        return found & self._addresses


def _arns(function: Resource) -> Iterator[str]:
    for name in _ARNS:
        value = function.values.get(name)
        match = _ARN.search(value) if isinstance(value, str) else None
        if match:
            yield match[0]
