"""
Deployments: snapshots of an API that stages serve.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from apigwv2_tf.constructs import _expressions, open_api_document
from apigwv2_tf.constructs._bindings import (
    Construct,
    TerraformElement,
    TerraformStack,
    add_validation,
    lazily,
    resolved,
)
from apigwv2_tf.constructs._checks import check, length, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions, address, plain
from apigwv2_tf.constructs._protocols import IApi
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem, UnsupportedOptionError
from typing_extensions import Unpack

_OWN_TRIGGER = "redeployment"
# what callers cannot notice: a change of it must not redeploy
_UNSEEN = frozenset(
    {
        "//",
        "depends_on",
        "description",
        "fail_on_warnings",
        "lifecycle",
        "name",
        "operation_name",
        "provider",
        "tags",
        "timeouts",
        "version",
    }
)
# names that the configuration of others refers to, so that callers do notice
_SEEN_NAMES = frozenset({"aws_apigatewayv2_model"})


class Deployment(ApiGatewayConstruct):
    """
    Take a snapshot of an API for stages to serve.

    Defines one ``aws_apigatewayv2_deployment``. It is made anew, and stages move over to the new
    one, exactly when something that callers can notice changes in the routes, responses,
    integrations, models and authorizers of the API or in its own settings, wherever in the program
    these are written. A value that only Terraform knows counts by its expression; add it to
    `triggers` to redeploy when the value behind it changes.

    Args:
        api: The API.

        description: Up to 1,024 characters. Left out, there is none.

        triggers: More values whose change makes a new deployment. Left out, there are none.

        stage_name: Not available: Terraform's provider has no argument for it; use `Stage`.

        retain_deployments: Not available: Terraform deletes what it replaces. ``False`` is what
            happens.

    Raises:
        OptionError: If the description is too long. An API without a route is refused by
            CDKTF's own validation, at synth.

        UnsupportedOptionError: If an option is given that the provider lacks.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        description: str | None = None,
        triggers: Mapping[str, str] | None = None,
        stage_name: str | None = None,
        retain_deployments: bool | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        self._api = api
        self._registry = registry_of(api)
        self._dependencies: list[TerraformElement] = []
        self._data: list[str | None] = []
        _refuse_unsupported(self, stage_name, retain_deployments=retain_deployments)
        check(
            self,
            length("description", description, 0, 1024),
            _trigger_problems(triggers),
        )
        self._resource = self._define(
            "aws_apigatewayv2_deployment",
            {
                "api_id": api.api_id,
                "description": description,
                "triggers": dict(triggers or {}),
            },
            resource,
            # a stage still serves the old deployment while the new one is made
            create_before_destroy=True,
        )
        fingerprint = lazily(self._fingerprint, refers=False)
        self._resource.add_override(f"triggers.{_OWN_TRIGGER}", fingerprint)
        self._resource.add_override("depends_on", lazily(self._addresses))
        add_validation(self, self._missing_routes)
        add_validation(self, self._later_parts)

    @property
    def api(self) -> IApi:
        """The API that the deployment takes a snapshot of."""
        return self._api

    @property
    def deployment_id(self) -> str:
        """The id that API Gateway gave the deployment."""
        return str(self._resource.id)

    @checked
    def register_dependency(self, resource: TerraformElement) -> None:
        """
        Take a resource of the provider's own classes into the snapshot.

        The deployment is made after it, and made anew when its configuration changes. What is
        built with the constructs of this package needs no registering.

        Args:
            resource: The resource.

        Raises:
            OptionError: If it is no resource.
        """
        # what data sources and outputs do not have
        if not hasattr(type(resource), "provisioners"):
            refuse(self, "resource", resource, "a resource, so that there is something to wait for")
        self._dependencies.append(resource)

    @checked
    def add_to_logical_id(self, data: object) -> None:
        """
        Make a new deployment whenever some data changes.

        Args:
            data: Anything that can be written as JSON.

        Raises:
            OptionError: If it cannot be written as JSON.
        """
        try:
            text = json.dumps(plain(data), sort_keys=True)
        except (TypeError, ValueError, RecursionError):
            refuse(self, "data", data, "texts, numbers, True, False, None, lists and dicts of them")
        if unresolved(text):
            # Terraform knows the value behind it, so a change of that value counts as well
            name = f"data{len(self._data)}"
            self._resource.add_override(f"triggers.{name}", _expressions.literal(text))
        self._data.append(None if unresolved(text) else text)

    @staticmethod
    def from_deployment_id(scope: Construct, id: str, deployment_id: str) -> ImportedDeployment:
        """
        Refer to a deployment that is made elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            deployment_id: The deployment's id.
        """
        return ImportedDeployment(scope, id, deployment_id=deployment_id)

    def _fingerprint(self) -> str:
        registry = self._registry
        constructs = [*filter(None, [registry.settings]), *registry.published]
        published = [*(construct.resource for construct in constructs), *self._dependencies]
        seen = sorted(json.dumps(_seen(resource), sort_keys=True) for resource in published)
        text = json.dumps([seen, self._data], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def _addresses(self) -> list[str]:
        # CDKTF orders whole stacks by itself
        published = [part for part in self._registry.published if part.stack is self.stack]
        registered = [
            resource for resource in self._dependencies if TerraformStack.of(resource) == self.stack
        ]
        # what `transform` or the user's own code asked for stays
        return [
            *sorted([*(part.main_address for part in published), *map(address, registered)]),
            *(self._resource.depends_on or []),
        ]

    def _missing_routes(self) -> list[str]:
        registry = self._registry
        elsewhere = registry.settings is None or registry.from_document or self._dependencies
        if elsewhere or registry.routes or registry.count("route"):
            return []
        return [
            "the API has no route, so AWS refuses a deployment; add a route, or give deploy=False"
        ]

    def _later_parts(self) -> list[str]:
        later = [part for part in self._registry.published if is_later(part, self)]
        if not later:
            return []
        part, others = later[0], len(later) - 1
        shown = f"{part.node.path} and {others} more" if others else part.node.path
        message = (
            f"the snapshot would lack {shown}: the stack {part.stack.node.path} is applied later; "
            "define the deployment in that stack, or let the stage deploy by itself with "
            "deploy_options={'auto_deploy': True}"
        )
        return [message]


class ImportedDeployment(ApiGatewayConstruct):
    """A deployment that is made elsewhere."""

    @checked
    def __init__(self, scope: Construct, id: str, *, deployment_id: str) -> None:
        super().__init__(scope, id)
        self.deployment_id = deployment_id


def _seen(resource: TerraformElement) -> dict[str, Any]:
    """Return the part of a resource's configuration that callers can notice."""
    kinds = resolved(resource).get("resource", {})
    return {
        kind: {
            name: {
                key: open_api_document.published(value) if key == "body" else _unordered(key, value)
                for key, value in arguments.items()
                if key not in _UNSEEN or (key == "name" and kind in _SEEN_NAMES)
            }
            for name, arguments in named.items()
        }
        for kind, named in kinds.items()
    }


def _unordered(key: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    """Write a value so that an order that AWS does not see makes no difference."""
    if key == "schema" and isinstance(value, str):
        try:
            return json.dumps(json.loads(value), sort_keys=True)
        except ValueError:  # a token stands in it where JSON would not have text
            return value
    if isinstance(value, list):
        return sorted((_unordered("", part) for part in value), key=json.dumps)
    if isinstance(value, dict):
        return {name: _unordered(name, part) for name, part in value.items()}
    return value


def is_later(part: ApiGatewayConstruct, user: ApiGatewayConstruct) -> bool:
    """Say whether a part of an API is in a stack that Terraform applies after another's."""
    return part.stack != user.stack and not user.stack.depends_on(part.stack)


def _trigger_problems(triggers: Mapping[str, str] | None) -> Iterator[Problem]:
    if _OWN_TRIGGER in (triggers or {}):
        allowed = f"any name but {_OWN_TRIGGER}: the construct's own trigger has it"
        yield Problem("triggers key", _OWN_TRIGGER, allowed)


def _refuse_unsupported(
    construct: ApiGatewayConstruct, stage_name: str | None, *, retain_deployments: bool | None
) -> None:
    problems = []
    if stage_name is not None:
        allowed = "nothing: Terraform's AWS provider has no argument for it"
        problems.append(
            Problem("stage_name", stage_name, allowed, "define a Stage with this deployment")
        )
    if retain_deployments:
        allowed = "False or left out: Terraform deletes the deployment it replaces"
        problems.append(Problem("retain_deployments", retain_deployments, allowed))
    if problems:
        raise UnsupportedOptionError(construct.node.path, problems)
