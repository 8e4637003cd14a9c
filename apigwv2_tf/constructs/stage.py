"""
Stages: where an API is served.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct, add_validation, lazily
from apigwv2_tf.constructs._checks import check, length, matches, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IDeployment
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named, only_websocket, tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import as_struct, checked
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.access_log import (
    AccessLogFormat,
    AccessLogSettings,
    bound,
    format_text,
)
from apigwv2_tf.constructs.account import ApiGatewayAccount
from apigwv2_tf.constructs.api_mapping import ApiMapping, DomainMappingOptions, map_stage
from apigwv2_tf.constructs.deployment import Deployment
from apigwv2_tf.constructs.log_group import logs_of, name_of_group, take_name
from apigwv2_tf.constructs.permission import execution_arn_of
from apigwv2_tf.constructs.references import StageReference
from apigwv2_tf.constructs.route_settings import RouteSettings, ThrottleSettings
from apigwv2_tf.constructs.stage_options import (
    StageOptions,
    deployment_problems,
    log_problems,
    variable_problems,
)
from apigwv2_tf.constructs.stage_settings import StageSettings
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Unpack

DEFAULT_STAGE = "$default"
_NAME = r"[A-Za-z0-9_-]{1,128}"
_NAMES = "1 to 128 letters, digits, - and _; or $default on an HTTP API"


class Stage(ApiGatewayConstruct):
    """
    Serve an API under a name.

    Defines one ``aws_apigatewayv2_stage``; for ``access_logs`` also one
    ``aws_cloudwatch_log_group``.

    Args:
        api: The API to serve.

        deployment: The snapshot to serve. Left out, the stage deploys by itself.

        options: See `StageOptions`.

    Raises:
        OptionError: If API Gateway would refuse an option, or the API has the stage. A
            route in `route_settings` that the API does not have is refused by CDKTF's own
            validation, at synth.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
    """

    _always_serves = False  # whether a stage without auto_deploy makes a deployment to serve
    _log_group: Any = None
    _mapping: ApiMapping | None = None

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        deployment: IDeployment | None = None,
        **options: Unpack[StageOptions],
    ) -> None:
        super().__init__(scope, id)
        self._build(api, deployment, options)

    def _build(self, api: IApi, deployment: IDeployment | None, options: StageOptions) -> None:
        self._base_api = api
        self._registry = registry_of(api)
        self._name_text = options.get("stage_name") or ""
        if not self._name_text:
            given: object = options.get("stage_name")
            refuse(self, "stage_name", LEFT_OUT if given is None else given, _NAMES)
        self._settings = self._settings_of(options)
        self._logs = logs_of(self, options.get("access_logs"))
        logs = bound(self, "access_log_settings", options.get("access_log_settings"))
        check(self, *self._problems(deployment, logs, options))
        if not unresolved(self._name_text):
            name = self._name_text
            self._registry.take(self, "stage", name, "stage_name", name)
        for text in self._settings.warnings:
            warn(self, text)
        self._variables = dict(options.get("stage_variables") or {})
        self._resource = self._define(
            "aws_apigatewayv2_stage",
            self._arguments(deployment or self._own_deployment(options), logs, options),
            options,
        )
        self._account = self._account_of(options)
        self._wait()
        mapping = as_struct(DomainMappingOptions, options.get("domain_mapping"))
        self._mapping = None if mapping is None else map_stage(self, api, mapping)

    @property
    def api(self) -> IApi:
        """The API that the stage serves."""
        return self._base_api

    @property
    def stage_ref(self) -> StageReference:
        """A reference to the stage, as AWS CDK has it."""
        return StageReference(api_id=self.api.api_id, stage_name=self.stage_name)

    @property
    def stage_name(self) -> str:
        """The stage's name, as a reference: what uses it is made after the stage."""
        # a destination of logs may ask for it while the stage is being made
        return self._name_text if self._resource is None else str(self._resource.id)

    @property
    def is_default(self) -> bool:
        """Whether the stage adds nothing to the URL."""
        return self._name_text == DEFAULT_STAGE

    @property
    def url(self) -> str:
        """The URL for clients, ``https://`` or ``wss://``; refused where it answers nobody."""
        require_open_endpoint(self, self._base_api)
        return str(self._resource.invoke_url)

    @property
    def domain_url(self) -> str:
        """The URL of the domain name that leads to the stage; refused without `domain_mapping`."""
        if self._mapping is None:
            refuse(self, "domain_mapping", LEFT_OUT, "a domain name, which domain_url is made from")
        return self._mapping.domain_url

    @property
    def domain_mapping(self) -> ApiMapping | None:
        """The mapping of `domain_mapping`; None where it was left out."""
        return self._mapping

    @property
    def access_log_group(self) -> Any:  # noqa: ANN401 - generated classes share no useful type
        """The provider's own object of the log group that the stage made; None where it did not."""
        return self._log_group

    @property
    def execution_arn(self) -> str:
        """The ARN that requests to this stage begin with."""
        return f"{execution_arn_of(self._base_api, self)}/{self.stage_name}"

    @property
    def arn(self) -> str:
        """The stage's own ARN."""
        return str(self._resource.arn)

    @checked
    def add_stage_variable(self, name: str, value: str) -> None:
        """
        Give the stage one more variable, for ``${stageVariables.NAME}``.

        Args:
            name: Its name; the value of one that the stage has already is replaced.

            value: Its value. Not for secrets.

        Raises:
            OptionError: If API Gateway would refuse it.
        """
        if any(unresolved(known) for known in self._variables):
            allowed = "a dict whose names are known now, to add one"
            refuse(self, "stage_variables", "a token", allowed)
        variables = {**self._variables, name: value}
        check(self, variable_problems(variables))
        self._variables = variables
        written = _expressions.expressions({name: value}) or {}
        # what `transform` made of the others stays
        self._resource.stage_variables = {
            **(self._resource.stage_variables_input or {}),
            **written,
        }

    def default_access_log_format(self) -> AccessLogFormat:
        """Return the format of access logs where none is given: JSON for the stage's protocol."""
        return AccessLogFormat(format_text(None, self._registry.protocol))

    @staticmethod
    def from_stage_name(scope: Construct, id: str, stage_name: str) -> ImportedStage:
        """
        Refer to a stage that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            stage_name: The stage's name.
        """
        return ImportedStage(scope, id, stage_name=stage_name)

    def _metric_dimensions(self) -> dict[str, str]:
        return {"ApiId": self._base_api.api_id, "Stage": self.stage_name}

    def _problems(
        self, deployment: IDeployment | None, logs: AccessLogSettings | None, options: StageOptions
    ) -> Iterator[Iterable[Problem]]:
        protocol, registry = self._registry.protocol, self._registry
        yield self._name_problems()
        yield deployment_problems(
            self._base_api, deployment, auto_deploy=options.get("auto_deploy")
        )
        for name in ("client_certificate_id", "account_logging_role"):
            yield only_websocket(registry, name, options.get(name))
        yield log_problems(self._logs, logs)
        yield logs.problems("access_log_settings", protocol) if logs else ()
        yield self._logs.problems("access_logs", protocol) if self._logs else ()
        yield self._settings.problems()
        yield length("description", options.get("description"), 0, 1024)
        yield variable_problems(options.get("stage_variables"))
        yield tag_problems(options.get("tags"))

    def _arguments(
        self,
        deployment: IDeployment | None,
        logs: AccessLogSettings | None,
        options: StageOptions,
    ) -> dict[str, Any]:
        auto_deploy, own_logs = options.get("auto_deploy"), self._make_log_group(options)
        logged = own_logs or logs
        return {
            "api_id": self._base_api.api_id,
            "name": self._name_text,
            "deployment_id": deployment.deployment_id if deployment else None,
            "auto_deploy": deployment is None if auto_deploy is None else auto_deploy,
            "access_log_settings": logged and logged.arguments(self._registry.protocol),
            "client_certificate_id": options.get("client_certificate_id"),
            **self._settings.arguments(),
            "description": options.get("description"),
            "stage_variables": _expressions.expressions(options.get("stage_variables")),
            "tags": options.get("tags"),
        }

    def _own_deployment(self, options: StageOptions) -> IDeployment | None:
        """Make the deployment that is served where nothing else says what; none here."""
        if self._always_serves and options.get("auto_deploy") is False:
            region = options.get("region")
            return Deployment(self, "Deployment", api=self._base_api, region=region)
        return None

    def _make_log_group(self, options: StageOptions) -> AccessLogSettings | None:
        logs, region = self._logs, options.get("region")
        if logs is None:
            return None
        name = logs.log_group_name or name_of_group(self, self._base_api, self._name_text)
        take_name(self, region, name)
        resource: ResourceOptions = {"region": region}
        arguments = logs.arguments(name)
        self._log_group = self._define(
            "aws_cloudwatch_log_group", arguments, resource, id="AccessLogs"
        )
        return AccessLogSettings(destination_arn=str(self._log_group.arn), format=logs.format)

    def _account_of(self, options: StageOptions) -> ApiGatewayAccount | None:
        if options.get("account_logging_role") is not True:
            return None
        return ApiGatewayAccount.of(self, region=options.get("region"))

    def _name_problems(self) -> Iterator[Problem]:
        if self._name_text == DEFAULT_STAGE:
            if self._registry.protocol is ProtocolType.WEBSOCKET:
                allowed = (
                    "a name of letters, digits, - and _: WebSocket APIs have no $default stage"
                )
                yield Problem("stage_name", self._name_text, allowed)
            return
        yield from matches("stage_name", self._name_text, _NAME, _NAMES)

    def _settings_of(self, options: StageOptions) -> StageSettings:
        given = options.get("route_settings")
        settings: dict[str, object] = {str(key): value for key, value in (given or {}).items()}
        known = {key: one for key, one in settings.items() if isinstance(one, RouteSettings)}
        if len(known) < len(settings):
            allowed = "a dict from text to RouteSettings(...), and no token for the whole of it"
            refuse(self, "route_settings", given, allowed)
        return StageSettings(
            registry=self._registry,
            routes=known,
            given=as_struct(RouteSettings, options.get("default_route_settings")),
            throttle=as_struct(ThrottleSettings, options.get("throttle")),
            metrics=options.get("detailed_metrics_enabled"),
        )

    def _wait(self) -> None:
        """Make the stage after what AWS looks for: routes with settings, the role for logs."""
        if self._settings.routes or self._account:
            self._resource.add_override("depends_on", lazily(self._addresses))
        if self._settings.routes:
            add_validation(self, lambda: self._settings.unknown_routes(self))

    def _addresses(self) -> list[str]:
        account = [self._account.main_address] if self._account else []
        # what `transform` or the user's own code asked for stays
        asked = self._resource.depends_on or []
        return [*self._settings.addresses(self), *account, *asked]


class ImportedStage(ApiGatewayConstruct):
    """A stage that is defined elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, stage_name: str) -> None:
        super().__init__(scope, id)
        check(self, length("stage_name", stage_name, 1, 128))
        self.stage_name = stage_name

    @property
    def is_default(self) -> bool:
        """Whether the stage adds nothing to the URL."""
        return self.stage_name == DEFAULT_STAGE

    @checked
    def add_stage_variable(self, name: str, value: str) -> None:
        """
        Refuse a variable: the stage is defined elsewhere, and AWS has its variables from there.

        Args:
            name: Its name.

            value: Its value.

        Raises:
            OptionError: Always.
        """
        allowed = "nothing: the stage is defined elsewhere"
        fix = "give the variable where the stage is defined"
        refuse(self, "stage_variables", {name: value}, allowed, fix)


def take_protocol(stage: ApiGatewayConstruct, api: object, protocol: ProtocolType) -> None:
    """
    Note what an API speaks that did not say so: the stage is of a class for one protocol.

    Raises:
        OptionError: If the API speaks the other.
    """
    registry = registry_of(api)
    if registry.protocol is None:
        registry.protocol = protocol
    elif registry.protocol is not protocol:
        allowed, other = "an HTTP API", "WebSocketStage"
        if protocol is ProtocolType.WEBSOCKET:
            allowed, other = "a WebSocket API", "HttpStage"
        refuse(stage, "api", named(api), allowed, f"use {other}")


def require_open_endpoint(
    stage: ApiGatewayConstruct, api: object, *, use: str = "domain_url"
) -> None:
    """
    Refuse a URL that answers nobody.

    Args:
        stage: The stage whose URL it is.

        api: The API that it serves.

        use: What to use in its place.

    Raises:
        OptionError: If only domain names of its own lead to the API.
    """
    if getattr(api, "_endpoint_closed", False):
        allowed = "False or left out: the URL of the stage answers nobody"
        fix = f"give domain_mapping, and use {use}"
        refuse(stage, "disable_execute_api_endpoint", got=True, allowed=allowed, fix=fix)
