"""The programs; each module is about one part of the libraries."""

from __future__ import annotations

from importlib import import_module

_MODULES = (
    "http_apis",
    "http_routes",
    "http_stages",
    "domain_names",
    "http_integrations",
    "http_authorizers",
    "service_integrations",
    "private_integrations",
    "web_socket_apis",
    "web_socket_integrations",
    "web_socket_authorizers",
    "web_socket_stages",
    "api_keys",
    "metrics",
    "refused",
)

for _module in _MODULES:
    import_module(f"{__name__}.{_module}")
