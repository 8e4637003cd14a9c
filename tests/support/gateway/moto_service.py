"""Puts our API Gateway v2 in the place of moto's."""

from __future__ import annotations

import json
from threading import RLock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import moto.apigateway.urls
from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.responses import BaseResponse

from tests.support.gateway.errors import RefusedError
from tests.support.gateway.service import Request, Service

if TYPE_CHECKING:
    from moto.core.common_types import TYPE_RESPONSE

_PREFIX = "{0}/v2/"
_ROOT = "/v2/"
# Terraform asks for many things at once, and a refusal must see what a creation checked.
_lock = RLock()


class GatewayBackend(BaseBackend):
    """Holds one region's records, where moto's reset finds them."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Start with nothing."""
        super().__init__(region_name, account_id)
        self.service = Service(region_name)


_backends = BackendDict(GatewayBackend, "apigatewayv2")


class GatewayResponse(BaseResponse):
    """Answers every request below ``/v2/``."""

    def __init__(self) -> None:
        """Speak for API Gateway v2."""
        super().__init__(service_name="apigatewayv2")

    def call_action(self) -> TYPE_RESPONSE:
        """Answer with JSON, with text, or with a refusal in AWS's form."""
        headers = {**self.response_headers, "Content-Type": "application/json"}
        try:
            with _lock:
                status, content = self._service().answer(self._request())
                body = content if isinstance(content, str) else json.dumps(content)
        except RefusedError as refused:
            headers["X-Amzn-ErrorType"] = refused.name
            return refused.status, headers, json.dumps({"message": str(refused)})
        return status, headers, body

    def _service(self) -> Service:
        service: Service = _backends[self.current_account][self.region].service
        return service

    def _request(self) -> Request:
        # The path is split before it is decoded: a route key has a slash in it.
        raw = self.parsed_url.path.partition(_ROOT)[2]
        path = raw.split("/", 1) if raw.startswith("tags/") else raw.rstrip("/").split("/")
        body: dict[str, Any] = json.loads(self.body) if self.body else {}
        return Request(
            method=self.method,
            path=[unquote(part) for part in path],
            query=self.querystring or {},
            body=body,
        )


def install() -> None:
    """Take over from moto; must run before its server answers the first request."""
    paths = moto.apigateway.urls.url_paths
    for path in [path for path in paths if path.startswith(_PREFIX)]:
        del paths[path]
    paths[f"{_PREFIX}(?P<rest>.+)$"] = GatewayResponse.dispatch
