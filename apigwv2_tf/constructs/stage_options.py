"""
The options of a stage, and what API Gateway would refuse of them.

See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apigwv2_tf.constructs._checks import length, text_map_entries
from apigwv2_tf.constructs._construct import ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IDeployment
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import OrDict
from apigwv2_tf.constructs.access_log import AccessLogSettings, IAccessLogSettings
from apigwv2_tf.constructs.api_mapping import DomainMappingOptions
from apigwv2_tf.constructs.log_group import AccessLogs
from apigwv2_tf.constructs.route_settings import RouteSettings, ThrottleSettings
from apigwv2_tf.errors import Problem
from typing_extensions import TypedDict

_MOST_VARIABLES = 100


class StageOptions(ResourceOptions, total=False):
    """
    The options of a `Stage`.

    Args:
        stage_name: The last part of the URL: letters, digits, ``-`` and ``_``. On HTTP APIs
            ``$default`` adds nothing to the URL. Always needed but for an `Api`'s own stage, which
            is called ``prod``.

        auto_deploy: Whether every change goes live as soon as it is applied. Left out: yes without
            a deployment, no with one.

        access_logs: Whether each request is logged to a log group that the stage makes: ``True``,
            or `AccessLogs` with its retention, key and format. Left out, no.

        access_log_settings: Where else each request is logged. Left out, nowhere.

        account_logging_role: Whether the account gets a role for its logs before the stage is
            made; WebSocket only, see `ApiGatewayAccount`. Left out, no: many accounts have one.

        client_certificate_id: The certificate API Gateway shows to HTTP backends; WebSocket only.
            Left out, none.

        throttle: How many requests all routes together let through. Left out, the account's limits
            hold.

        detailed_metrics_enabled: Whether CloudWatch gets metrics for each route. Left out, no.

        default_route_settings: Throttling, metrics and logs of all routes, in place of `throttle`
            and `detailed_metrics_enabled`. Left out, the account's limits hold; Terraform does not
            notice when it is taken away later, so write the limits you want instead.

        route_settings: The same by route key, each over `default_route_settings`. Left out, all
            routes are alike.

        domain_mapping: The domain name, and the path of it, that leads to the stage. Left out,
            none.

        description: Up to 1,024 characters. Left out, there is none.

        stage_variables: Up to 100, for ``${stageVariables.NAME}``. Left out, there are none. Not
            for secrets.

        tags: Up to 50. Left out, the provider's default tags.
    """

    stage_name: str | None
    auto_deploy: bool | None
    access_logs: bool | OrDict[AccessLogs] | None
    access_log_settings: OrDict[AccessLogSettings] | IAccessLogSettings | None
    account_logging_role: bool | None
    client_certificate_id: str | None
    throttle: OrDict[ThrottleSettings] | None
    detailed_metrics_enabled: bool | None
    default_route_settings: OrDict[RouteSettings] | None
    route_settings: Mapping[str, OrDict[RouteSettings]] | None
    domain_mapping: OrDict[DomainMappingOptions] | None
    description: str | None
    stage_variables: Mapping[str, str] | None
    tags: Mapping[str, str] | None


class StageAttributes(TypedDict):
    """
    What a stage that is defined elsewhere is known by.

    Args:
        stage_name: The stage's name.
    """

    stage_name: str


def own_options(props: StageOptions) -> StageOptions:
    """Return the options of `Stage` among those of a class that has more."""
    own: Any = {name: part for name, part in props.items() if name in StageOptions.__annotations__}
    options: StageOptions = own
    return options


def log_problems(own: AccessLogs | None, settings: AccessLogSettings | None) -> Iterator[Problem]:
    """Refuse two places for one log."""
    if own is not None and settings is not None:
        allowed = "nothing: access_log_settings says where to"
        yield Problem("access_logs", own, allowed, "leave one out")


def deployment_problems(
    api: IApi, deployment: IDeployment | None, *, auto_deploy: bool | None
) -> Iterator[Problem]:
    """Refuse a deployment that is not the API's, or beside automatic deployment."""
    if getattr(deployment, "api", api) is not api:
        yield Problem("deployment", deployment, "a deployment of the same API")
    if deployment is not None and auto_deploy is True:
        allowed = "False or left out: the deployment given decides what is live"
        yield Problem("auto_deploy", auto_deploy, allowed)


def variable_problems(variables: Mapping[str, str] | None) -> Iterator[Problem]:
    """Refuse variables that AWS would."""
    yield from length("stage_variables", variables, 0, _MOST_VARIABLES)
    yield from text_map_entries(
        "stage_variables",
        {name: text for name, text in (variables or {}).items() if not unresolved(name)},
        key=(r"[A-Za-z0-9_]{1,64}", "1 to 64 letters, digits and _"),
        item=(
            r"[A-Za-z0-9._~:/?#&=,-]{1,512}",
            "1 to 512 of the characters A-Z a-z 0-9 - . _ ~ : / ? # & = ,",
        ),
    )
