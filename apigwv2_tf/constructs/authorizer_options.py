"""
The options of an authorizer.

See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from apigwv2_tf.constructs._checks import length, matches
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IFunction
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import PayloadFormatVersion


@dataclass(frozen=True, kw_only=True, slots=True)
class JwtConfiguration(Struct):
    """
    Which tokens a JWT authorizer accepts.

    Args:
        issuer: The URL of the identity provider, ``https://…``: the token's ``iss`` claim.

        audience: 1 to 50 values, of which the token's ``aud`` claim, or its ``client_id``, must be
            one.
    """

    issuer: str
    audience: Sequence[str]

    def problems(self, option: str) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        yield from matches(
            f"{option}.issuer", self.issuer, r"https://[^\s?#]+", "a URL with https://"
        )
        yield from length(f"{option}.audience", self.audience, 1, 50)


class AuthorizerOptions(ResourceOptions, total=False):
    """
    The options of an `Authorizer`.

    Args:
        authorizer_name: Its name in the API, 1 to 128 characters. Left out, the construct's id.

        handler: The function of a ``REQUEST`` authorizer: any object with ``function_name`` and
            ``invoke_arn``. It is permitted to be invoked.

        authorizer_uri: The function's invoke ARN, in place of `handler`; the permission is then
            yours to give.

        authorizer_credentials_arn: A role by which the function is invoked. Left out, a permission
            on the function is used.

        authorizer_payload_format_version: The shape of the event, on HTTP APIs. Left out, 2.0.

        authorizer_result_ttl: How long a decision holds for the same identity, 0 to 3,600 seconds,
            on HTTP APIs. Left out, 5 minutes where there is an identity source, else not at all.

        enable_simple_responses: Whether the function answers ``{"isAuthorized": true}`` instead of
            a policy, on HTTP APIs with payload 2.0. Left out, a policy.

        identity_source: Where the identity stands in the request; requests without it are refused.
            Left out, the ``Authorization`` header. An empty list: anywhere, for ``REQUEST``.

        jwt_configuration: Which tokens are accepted; needed for ``JWT``.

        delete_timeout: How long Terraform waits for routes to let go of the authorizer when it is
            deleted. Left out, 30 minutes.
    """

    authorizer_name: str | None
    handler: IFunction | None
    authorizer_uri: str | None
    authorizer_credentials_arn: str | None
    authorizer_payload_format_version: PayloadFormatVersion | str | None
    authorizer_result_ttl: timedelta | None
    enable_simple_responses: bool | None
    identity_source: Sequence[str] | None
    jwt_configuration: JwtConfiguration | None
    delete_timeout: timedelta | None
