"""
Stages: where an API is served.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct, add_validation, lazily
from apigwv2_tf.constructs._checks import check, length, matches, refuse, text_map_entries
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions, address
from apigwv2_tf.constructs._protocols import IApi, IDeployment
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import only_websocket, tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.access_log import AccessLogSettings
from apigwv2_tf.constructs.deployment import is_later
from apigwv2_tf.constructs.permission import execution_arn_of
from apigwv2_tf.constructs.route_settings import RouteSettings
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Unpack

DEFAULT_STAGE = "$default"
_NAME = r"[A-Za-z0-9_-]{1,128}"
_NAMES = "1 to 128 letters, digits, - and _; or $default on an HTTP API"
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

        access_log_settings: Where each request is logged. Left out, nowhere.

        client_certificate_id: The certificate API Gateway shows to HTTP backends; WebSocket only.
            Left out, none.

        default_route_settings: Throttling, metrics and logs of all routes. Left out, the account's
            limits hold; Terraform does not notice when it is taken away later, so write the limits
            you want instead.

        route_settings: The same by route key, each over `default_route_settings`. Left out, all
            routes are alike.

        description: Up to 1,024 characters. Left out, there is none.

        stage_variables: Up to 100, for ``${stageVariables.NAME}``. Left out, there are none. Not
            for secrets.

        tags: Up to 50. Left out, the provider's default tags.
    """

    stage_name: str
    auto_deploy: bool | None
    access_log_settings: AccessLogSettings | None
    client_certificate_id: str | None
    default_route_settings: RouteSettings | None
    route_settings: Mapping[str, RouteSettings] | None
    description: str | None
    stage_variables: Mapping[str, str] | None
    tags: Mapping[str, str] | None


class Stage(ApiGatewayConstruct):
    """
    Serve an API under a name.

    Defines one ``aws_apigatewayv2_stage``.

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
        self._api = api
        self._registry = registry = registry_of(api)
        self._name_text = options.get("stage_name", "")
        if not self._name_text:
            refuse(self, "stage_name", options.get("stage_name", LEFT_OUT), _NAMES)
        self._route_settings = self._settings_of(options.get("route_settings"))
        check(self, *self._problems(deployment, options))
        if not unresolved(self._name_text):
            registry.take(self, "stage", self._name_text, "stage_name", self._name_text)
        auto_deploy = options.get("auto_deploy")
        self._resource = self._define(
            "aws_apigatewayv2_stage",
            {
                "api_id": api.api_id,
                "name": self._name_text,
                "deployment_id": deployment.deployment_id if deployment else None,
                "auto_deploy": deployment is None if auto_deploy is None else auto_deploy,
                **self._arguments(options),
            },
            options,
        )
        if self._route_settings:
            self._wait_for_routes()

    @property
    def api(self) -> IApi:
        """The API that the stage serves."""
        return self._api

    @property
    def stage_name(self) -> str:
        """The stage's name, as a reference: what uses it is made after the stage."""
        return str(self._resource.id)

    @property
    def is_default(self) -> bool:
        """Whether the stage adds nothing to the URL."""
        return self._name_text == DEFAULT_STAGE

    @property
    def url(self) -> str:
        """The URL for clients, ``https://`` or ``wss://``."""
        return str(self._resource.invoke_url)

    @property
    def execution_arn(self) -> str:
        """The ARN that requests to this stage begin with."""
        return f"{execution_arn_of(self._api, self)}/{self.stage_name}"

    @property
    def arn(self) -> str:
        """The stage's own ARN."""
        return str(self._resource.arn)

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

    def _problems(
        self, deployment: IDeployment | None, options: StageOptions
    ) -> Iterator[Iterable[Problem]]:
        logs, certificate = options.get("access_log_settings"), options.get("client_certificate_id")
        yield self._name_problems()
        yield _deployment_problems(self._api, deployment, auto_deploy=options.get("auto_deploy"))
        yield only_websocket(self._registry, "client_certificate_id", certificate)
        yield logs.problems("access_log_settings", self._registry.protocol) if logs else ()
        yield self._settings_problems(options.get("default_route_settings"))
        yield length("description", options.get("description"), 0, 1024)
        yield _variable_problems(options.get("stage_variables"))
        yield tag_problems(options.get("tags"))

    def _arguments(self, options: StageOptions) -> dict[str, Any]:
        protocol = self._registry.protocol
        logs, default = options.get("access_log_settings"), options.get("default_route_settings")
        return {
            "access_log_settings": logs and logs.arguments(protocol),
            "client_certificate_id": options.get("client_certificate_id"),
            "default_route_settings": default and default.arguments(protocol),
            "route_settings": [
                {
                    "route_key": _expressions.expression(key),
                    **settings.over(default).arguments(protocol),
                }
                for key, settings in self._route_settings.items()
            ]
            or None,
            "description": options.get("description"),
            "stage_variables": _expressions.expressions(options.get("stage_variables")),
            "tags": options.get("tags"),
        }

    def _name_problems(self) -> Iterator[Problem]:
        if self._name_text == DEFAULT_STAGE:
            if self._registry.protocol is ProtocolType.WEBSOCKET:
                allowed = (
                    "a name of letters, digits, - and _: WebSocket APIs have no $default stage"
                )
                yield Problem("stage_name", self._name_text, allowed)
            return
        yield from matches("stage_name", self._name_text, _NAME, _NAMES)

    def _settings_of(self, given: Mapping[str, RouteSettings] | None) -> dict[str, RouteSettings]:
        settings: dict[str, object] = {str(key): value for key, value in (given or {}).items()}
        known = {key: one for key, one in settings.items() if isinstance(one, RouteSettings)}
        if len(known) < len(settings):
            allowed = "a dict from text to RouteSettings(...), and no token for the whole of it"
            refuse(self, "route_settings", given, allowed)
        return known

    def _settings_problems(self, default: RouteSettings | None) -> Iterator[Problem]:
        if default is not None:
            yield from default.problems("default_route_settings", self._registry)
        for key, settings in self._route_settings.items():
            yield from settings.problems(f"route_settings[{key!r}]", self._registry)

    def _wait_for_routes(self) -> None:
        """Make the stage after the routes it has settings for; AWS knows no others."""
        self._resource.add_override("depends_on", lazily(self._route_addresses))
        add_validation(self, self._unknown_routes)

    def _route_addresses(self) -> list[str]:
        routes = self._registry.routes
        found = [routes[key] for key in self._route_settings if key in routes]
        addresses = sorted(address(route.resource) for route in found if route.stack is self.stack)
        # what `transform` or the user's own code asked for stays
        return [*addresses, *(self._resource.depends_on or [])]

    def _unknown_routes(self) -> list[str]:
        routes = self._registry.routes
        known = ", ".join(sorted(routes)) or "there is none yet"
        all_known = self._registry.settings is not None and not self._registry.from_document
        found = []
        for key in self._route_settings:
            option = f"route_settings has the key {key!r}"
            if key in routes and is_later(routes[key], self):
                stack = routes[key].stack.node.path
                found.append(
                    f"{option}, whose route is in the stack {stack}, which is applied later; "
                    "define the stage in that stack"
                )
            elif all_known and key not in routes and not unresolved(key):
                found.append(f"{option}, allowed: the keys of the API's routes: {known}")
        return found


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


def _deployment_problems(
    api: IApi, deployment: IDeployment | None, *, auto_deploy: bool | None
) -> Iterator[Problem]:
    if getattr(deployment, "api", api) is not api:
        yield Problem("deployment", deployment, "a deployment of the same API")
    if deployment is not None and auto_deploy is True:
        allowed = "False or left out: the deployment given decides what is live"
        yield Problem("auto_deploy", auto_deploy, allowed)


def _variable_problems(variables: Mapping[str, str] | None) -> Iterator[Problem]:
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
