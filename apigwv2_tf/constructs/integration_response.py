"""
Integration responses: how a WebSocket API turns what a backend said into a message.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, matches, member
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IIntegration
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import (
    identity,
    only_websocket,
    owner_problems,
    template_problems,
)
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.route_response import refuse_response_parameters
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import (
    ContentHandlingStrategy,
    IntegrationType,
    KnownIntegrationResponseKey,
    KnownTemplateKey,
)
from typing_extensions import Unpack

_PROXIES = (IntegrationType.AWS_PROXY, IntegrationType.HTTP_PROXY)


class IntegrationResponseOptions(ResourceOptions, total=False):
    """
    The options of an `IntegrationResponse`.

    Args:
        content_handling_strategy: How the payload is converted. Left out, it passes unchanged.
            Terraform cannot take it away again: once set, leaving it out makes every plan show the
            same change, until the response is replaced.

        response_templates: Templates in VTL by key, up to 32,768 characters each. Left out, the
            answer passes unchanged.

        template_selection_expression: How the template is chosen. Left out, by ``$default``.

        response_parameters: Not available: Terraform's provider has no argument for it.
    """

    content_handling_strategy: ContentHandlingStrategy | str | None
    response_templates: Mapping[str, str] | None
    template_selection_expression: KnownTemplateKey | str | None
    response_parameters: Mapping[str, str] | None


class IntegrationResponse(ApiGatewayConstruct):
    r"""
    Turn a backend's answer into a message to the caller; WebSocket only.

    Defines one ``aws_apigatewayv2_integration_response``. Proxy integrations pass the answer on
    as it is and have none.

    Args:
        api: The API of the integration.

        integration: The integration whose answers are turned.

        key: Which answers: ``$default``, or a regular expression between slashes such as
            ``/2\\d\\d/`` for the status of an HTTP backend or the error message of a function.

        options: See `IntegrationResponseOptions`.

    Raises:
        OptionError: If the API is an HTTP API, the integration a proxy, a template too long, or the
            integration has a response of that key.

        UnsupportedOptionError: If ``response_parameters`` is given.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid-integrationresponses.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        integration: IIntegration,
        key: KnownIntegrationResponseKey | str = KnownIntegrationResponseKey.DEFAULT,
        **options: Unpack[IntegrationResponseOptions],
    ) -> None:
        super().__init__(scope, id)
        refuse_response_parameters(self, options.get("response_parameters"))
        registry = registry_of(api)
        templates = options.get("response_templates")
        strategy = options.get("content_handling_strategy")
        selection = options.get("template_selection_expression")
        allowed = "$default or a regular expression between slashes"
        check(
            self,
            only_websocket(registry, "an integration response", str(key)),
            _proxy_problems(integration),
            owner_problems("integration", integration, api),
            matches("key", str(key), r"(?s:.)+", allowed),
            template_problems("response_templates", templates),
        )
        integration_id = integration.integration_id
        name = (identity(integration, integration_id), str(key))
        registry.take(self, "integration response", name, "key", str(key))
        self._resource = self._define(
            "aws_apigatewayv2_integration_response",
            {
                "api_id": api.api_id,
                "integration_id": integration_id,
                "integration_response_key": _expressions.literal(str(key)),
                "content_handling_strategy": member(
                    self, "content_handling_strategy", strategy, ContentHandlingStrategy
                ),
                "response_templates": _expressions.literals(templates),
                "template_selection_expression": _expressions.maybe(selection),
            },
            options,
        )
        registry.published.append(self)

    @property
    def integration_response_id(self) -> str:
        """The id that API Gateway gave the response."""
        return str(self._resource.id)


def _proxy_problems(integration: IIntegration) -> Iterator[Problem]:
    kind = getattr(integration, "integration_type", None)
    if kind in _PROXIES:
        allowed = "an integration that is no proxy: a proxy's answer passes as it is"
        yield Problem("integration", f"{kind} integration", allowed, "add it with proxy=False")
