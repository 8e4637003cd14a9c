"""
Routes of HTTP APIs to configurations of AppConfig.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem
from apigwv2_tf.integrations._service import HttpServiceIntegration, HttpServiceIntegrationOptions
from apigwv2_tf.terms import HttpIntegrationSubtype
from typing_extensions import Required, Unpack, override

_APPLICATION = r"arn:[\w-]+:appconfig:[\w-]+:\d{12}:application/[a-z0-9]+"
_ANYONE = "$context.identity.sourceIp"


class HttpAppConfigIntegrationProps(HttpServiceIntegrationOptions, total=False):
    """
    The options of an `HttpAppConfigIntegration`; the others as in `HttpServiceIntegrationOptions`.

    Args:
        application: The application, as an object with an ``arn``, such as the provider's
            ``AppconfigApplication``, or as its ARN.

        environment: Its environment, likewise.

        configuration_profile: Its configuration profile, likewise.

        client_id: What tells one caller from another while a configuration is rolled out step by
            step, as text or as a value such as ``$request.header.X-Client``. Left out, the caller's
            address.

        subtype: ``AppConfig-GetConfiguration``, the only action. Left out, that one.
    """

    application: Required[IHasArn | str]
    environment: Required[IHasArn | str]
    configuration_profile: Required[IHasArn | str]
    client_id: str | None
    subtype: HttpIntegrationSubtype | str | None


class HttpAppConfigIntegration(HttpServiceIntegration):
    """
    Wire routes of an HTTP API to a configuration of AppConfig; AWS CDK has no such class.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one ``aws_iam_role`` with
    one ``aws_iam_role_policy`` where no role is given.

    Args:
        id: The integration's id under its API.

        props: See `HttpAppConfigIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or the action lacks a parameter.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """

    _actions: ClassVar[Mapping[HttpIntegrationSubtype, str]] = {
        HttpIntegrationSubtype.APP_CONFIG_GET_CONFIGURATION: "appconfig:GetConfiguration"
    }
    _sid = "AllowAppConfigGetConfiguration"

    @checked
    def __init__(self, id: str, **props: Unpack[HttpAppConfigIntegrationProps]) -> None:
        super().__init__(id, props.get("subtype"), props)
        self._parts = {
            "application": props["application"],
            "environment": props["environment"],
            "configuration_profile": props["configuration_profile"],
        }
        self._client_id = props.get("client_id")

    @override
    def _parameters(self, scope: Construct, subtype: HttpIntegrationSubtype) -> dict[str, str]:
        application, environment, profile = (_id_of(arn_of(part)) for part in self._parts.values())
        return {
            "Application": application,
            "Environment": environment,
            "Configuration": profile,
            "ClientId": _ANYONE if self._client_id is None else self._client_id,
        }

    @override
    def _resources(self, subtype: HttpIntegrationSubtype) -> list[str]:
        return [arn_of(part) for part in self._parts.values()]

    @override
    def _complete(
        self,
        scope: Construct,
        subtype: HttpIntegrationSubtype,
        parameters: dict[str, str],
    ) -> None:
        check(scope, self._arn_problems())

    def _arn_problems(self) -> Iterator[Problem]:
        for name, part in self._parts.items():
            arn = part if isinstance(part, str) else None
            own = "" if name == "application" else f"/{name.replace('_', '')}/"
            pattern = f"{_APPLICATION}{own}[a-z0-9]+" if own else _APPLICATION
            words = f"arn:aws:appconfig:REGION:ACCOUNT:application/ID{own}{'ID' if own else ''}"
            yield from matches(name, arn, pattern, words)


def _id_of(arn: str) -> str:
    return str(Fn.basename(arn)) if unresolved(arn) else arn.rpartition("/")[2]
