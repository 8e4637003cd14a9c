"""What the tests of authorizers share: APIs, and routes with an authorizer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from apigwv2_tf import HttpApi, HttpRoute, WebSocketApi
from apigwv2_tf.integrations import HttpUrlIntegration

if TYPE_CHECKING:
    from cdktf import TerraformStack


class Routes(Protocol):
    """Adds a route with an authorizer."""

    def __call__(
        self,
        authorizer: Any,  # noqa: ANN401
        key: str = "GET /a",
        **options: Any,  # noqa: ANN401
    ) -> HttpRoute:
        """Add it."""


@pytest.fixture
def api(stack: TerraformStack) -> HttpApi:
    """Return an HTTP API without routes."""
    return HttpApi(stack, "Orders")


@pytest.fixture
def chat(stack: TerraformStack) -> WebSocketApi:
    """Return a WebSocket API without routes."""
    return WebSocketApi(stack, "Chat")


@pytest.fixture
def route(api: HttpApi) -> Routes:
    """Return what adds a route with an authorizer to the HTTP API, or to another."""
    backend = HttpUrlIntegration("Backend", "https://backend.example")

    def add(authorizer: Any, key: str = "GET /a", **options: Any) -> HttpRoute:  # noqa: ANN401
        return api.add_route(key, backend, authorizer=authorizer, **options)

    return add


@pytest.fixture
def other_route(stack: TerraformStack) -> Routes:
    """Return what adds a route with an authorizer to another HTTP API."""
    other = HttpApi(stack, "Other")
    backend = HttpUrlIntegration("Backend", "https://backend.example")

    def add(authorizer: Any, key: str = "GET /a", **options: Any) -> HttpRoute:  # noqa: ANN401
        return other.add_route(key, backend, authorizer=authorizer, **options)

    return add
