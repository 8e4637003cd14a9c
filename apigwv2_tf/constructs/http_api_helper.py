"""
What can be said of an HTTP API of whichever kind.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apigwv2_tf.constructs._protocols import IHasExecutionArn
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.route_key import execute_arn_suffix
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.terms import HttpMethod, ProtocolType


@dataclass(frozen=True, slots=True)
class HttpApiHelper(Struct):
    """
    The ARNs of an HTTP API, also of one of the provider's own class; made by `from_http_api`.

    Args:
        http_api: Any object with an ``execution_arn``.
    """

    http_api: IHasExecutionArn

    @staticmethod
    def from_http_api(http_api: IHasExecutionArn) -> HttpApiHelper:
        """
        Take an API.

        Args:
            http_api: An API of this package, or the provider's ``Apigatewayv2Api`` or data source.
        """
        return HttpApiHelper(http_api)

    def arn_for_execute_api(
        self, method: str | None = None, path: str | None = None, stage: str | None = None
    ) -> str:
        """
        Return the ARN of requests, for policies and permissions.

        Args:
            method: The method. Left out, or ``ANY``: all of them.

            path: The path; variables such as ``{book_id}`` become ``*``. Left out, all of them.

            stage: The stage's name. Left out, all of them.

        Raises:
            OptionError: If the path does not start with ``/``.
        """
        if path is not None and not unresolved(path) and not path.startswith("/"):
            problem = Problem("path", path, "a path that starts with /")
            raise OptionError(_path_of(self.http_api), [problem])
        every = method is None or (not unresolved(method) and method.upper() == HttpMethod.ANY)
        verb = "*" if every else str(method)
        suffix = path or "/*"
        if not unresolved(suffix):
            # how the path is written does not depend on the method
            suffix = execute_arn_suffix(f"ANY {suffix}", ProtocolType.HTTP).removeprefix("*")
        return f"{self.http_api.execution_arn}/{stage or '*'}/{verb}{suffix}"


def _path_of(api: Any) -> str:  # noqa: ANN401 - any object with an ARN
    node = getattr(api, "node", None)
    return str(node.path) if node is not None else "HttpApiHelper"
