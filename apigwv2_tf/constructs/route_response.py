"""
Route responses: what a WebSocket route sends back to the caller.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IModel, IRoute
from apigwv2_tf.constructs._registry import ApiRegistry, registry_of
from apigwv2_tf.constructs._rules import (
    identity,
    model_problems,
    only_websocket,
    owner_problems,
)
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem, UnsupportedOptionError
from apigwv2_tf.terms import KnownModelKey, KnownRouteResponseKey
from typing_extensions import Unpack


class RouteResponseOptions(ResourceOptions, total=False):
    """
    The options of a `RouteResponse`.

    Args:
        response_models: Models of the answer by key, as a model or its name. Left out, none.

        model_selection_expression: How the model is chosen. Left out, none is.

        response_parameters: Not available: Terraform's provider has no argument for it.
    """

    response_models: Mapping[str, IModel | str] | None
    model_selection_expression: KnownModelKey | str | None
    response_parameters: Mapping[str, str] | None


class RouteResponse(ApiGatewayConstruct):
    """
    Send an answer to the caller of a WebSocket route.

    Defines one ``aws_apigatewayv2_route_response``. The route needs
    ``route_response_selection_expression="$default"`` as well.

    Args:
        api: The API of the route.

        route: The route that answers.

        key: The response's key. API Gateway knows ``$default`` only.

        options: See `RouteResponseOptions`.

    Raises:
        OptionError: If the API is an HTTP API, the key is not ``$default``, or the route has the
            response already.

        UnsupportedOptionError: If ``response_parameters`` is given.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid-routeresponses.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        route: IRoute,
        key: KnownRouteResponseKey | str = KnownRouteResponseKey.DEFAULT,
        **options: Unpack[RouteResponseOptions],
    ) -> None:
        super().__init__(scope, id)
        refuse_response_parameters(self, options.get("response_parameters"))
        registry = registry_of(api)
        models = options.get("response_models")
        check(
            self,
            only_websocket(registry, "a route response", route.key),
            matches("key", key, r"\$default", "$default, the only key API Gateway has"),
            owner_problems("route", route, api),
            model_problems("response_models", models, api),
        )
        route_id = str(route.route_id)
        name = (identity(route, route_id), str(key))
        registry.take(self, "route response", name, "key", str(key))
        self._resource = self._define(
            "aws_apigatewayv2_route_response",
            {
                "api_id": api.api_id,
                "route_id": route_id,
                "route_response_key": key,
                "response_models": model_names(models, registry),
                "model_selection_expression": _expressions.maybe(
                    options.get("model_selection_expression")
                ),
            },
            options,
        )
        registry.published.append(self)

    @property
    def route_response_id(self) -> str:
        """The id that API Gateway gave the response."""
        return str(self._resource.id)


def model_names(
    models: Mapping[str, IModel | str] | None, registry: ApiRegistry
) -> dict[str, str] | None:
    """Return models by the names that routes refer to them with, as references where possible."""
    if models is None:
        return None
    known: dict[str, Any] = dict(registry.models)
    found = {key: known.get(m, m) if isinstance(m, str) else m for key, m in models.items()}
    return {
        str(key): model if isinstance(model, str) else model.model_name
        for key, model in found.items()
    }


def refuse_response_parameters(construct: Construct, given: Mapping[str, str] | None) -> None:
    """Refuse what the provider cannot send."""
    if given is None:
        return
    problem = Problem(
        "response_parameters",
        given,
        "nothing: Terraform's AWS provider has no argument for it",
        "write headers in the backend's answer",
    )
    raise UnsupportedOptionError(construct.node.path, [problem])
