"""What the integrations with actions of AWS services have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import names, refuse
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IHasArn, IHttpRoute
from apigwv2_tf.constructs.grants import PolicyStatement, service_role
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration, HttpRouteIntegrationConfig
from apigwv2_tf.constructs.integration_credentials import IntegrationCredentials
from apigwv2_tf.constructs.parameter_mapping import (
    ParameterMapping,
    is_map_token,
    mappings_of,
)
from apigwv2_tf.terms import HttpIntegrationSubtype, HttpIntegrationType
from typing_extensions import override


class HttpServiceIntegrationOptions(ResourceOptions, total=False):
    """
    The options that integrations with actions of AWS services share.

    Args:
        parameter_mapping: The parameters of the action, as a `ParameterMapping` or as a dict; it
            takes the place of the default ones. Left out, those that the class names.

        response_parameters: Changes to the answer by status code. Left out, it passes as it is.

        role: The role that the action is called with, as `IntegrationCredentials`, an object with
            an ``arn``, or an ARN. Left out, a role is made that may do this and nothing else.

        service_region: The region of the service, where it is another than the API's; it becomes
            the action's parameter ``Region``, unless `parameter_mapping` has one. Left out, the
            API's own.

        timeout: From 50 ms to 30 s. Left out, 30 s.

        description: Up to 1,024 characters. Left out, there is none.
    """

    parameter_mapping: ParameterMapping | Mapping[str, str] | None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None
    role: IntegrationCredentials | IHasArn | str | None
    service_region: str | None
    timeout: timedelta | None
    description: str | None


_CLASSES = {
    "AppConfig": "HttpAppConfigIntegration",
    "EventBridge": "HttpEventBridgeIntegration",
    "Kinesis": "HttpKinesisIntegration",
    "SQS": "HttpSqsIntegration",
    "StepFunctions": "HttpStepFunctionsIntegration",
}


class HttpServiceIntegration(HttpRouteIntegration):
    """
    The base of integrations with actions of AWS services; its classes say which.

    The role that it makes is its child ``InvokeRole``.
    """

    option_words: ClassVar[Mapping[str, str]] = {"subtype": "subtype", "credentials_arn": "role"}
    # the actions, and what each is called in policies
    _actions: ClassVar[Mapping[HttpIntegrationSubtype, str]]
    _sid: ClassVar[str]

    def __init__(
        self,
        id: str,
        subtype: HttpIntegrationSubtype | str | None,
        options: HttpServiceIntegrationOptions,
    ) -> None:
        super().__init__(id, **resource_of(options))
        self._subtype = next(iter(self._actions)) if subtype is None else subtype
        self._options = options

    @override
    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
        """Say what the integration is, and make its role where none was given."""
        options, subtype = self._options, self._known_subtype(scope)
        given = mappings_of(options.get("parameter_mapping"))
        parameters = self._parameters(scope, subtype) if given is None else dict(given)
        region = options.get("service_region")
        if region is not None:
            self._add(scope, parameters, "Region", region)
        self._complete(scope, subtype, parameters)
        return HttpRouteIntegrationConfig(
            type=HttpIntegrationType.AWS_PROXY,
            subtype=subtype,
            parameter_mapping=parameters,
            credentials=options.get("role") or self._own_role(scope, subtype),
            response_parameters=options.get("response_parameters"),
            timeout=options.get("timeout"),
            description=options.get("description"),
        )

    @abstractmethod
    def _parameters(self, scope: Construct, subtype: HttpIntegrationSubtype) -> dict[str, str]:
        """Return the parameters of an action where the user gave none."""

    @abstractmethod
    def _resources(self, subtype: HttpIntegrationSubtype) -> list[str]:
        """Return the ARNs of what the role may use."""

    def _complete(
        self, scope: Construct, subtype: HttpIntegrationSubtype, parameters: dict[str, str]
    ) -> None:
        """Check and complete the parameters; nothing to do by default."""

    def _add(self, scope: Construct, parameters: dict[str, str], name: str, value: str) -> None:
        """Add a parameter to those of the action, unless it is there."""
        if is_map_token(parameters):
            allowed = f"a dict whose keys are known now: {name} is added to it"
            fix = "write the dict here; its values may be references"
            refuse(scope, "parameter_mapping", "a token", allowed, fix)
        parameters.setdefault(name, value)

    def _own_role(self, scope: Construct, subtype: HttpIntegrationSubtype) -> IHasArn:
        allowed = PolicyStatement(
            sid=self._sid,
            actions=[self._actions[subtype]],
            resources=self._resources(subtype),
        )
        return service_role(scope, "InvokeRole", statements=[allowed])

    def _known_subtype(self, scope: Construct) -> HttpIntegrationSubtype:
        subtype = self._subtype
        found = [known for known in self._actions if known == subtype]
        if not found:
            other = _CLASSES.get(str(subtype).partition("-")[0], type(self).__name__)
            fix = "" if other == type(self).__name__ else f"{other} is for this one"
            refuse(scope, "subtype", subtype, names(self._actions), fix)
        return found[0]
