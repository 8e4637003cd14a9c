"""Plans as ``terraform show -json`` prints them, and synthesized files, made by hand and small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PROVIDER = "registry.terraform.io/hashicorp/aws"
_API = {"id": "a1", "protocol_type": "HTTP"}
_WIRE = {"id": "w1", "api_id": "a1", "integration_type": "HTTP_PROXY"}


def change(
    kind: str,
    name: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    unknown: Sequence[str] = (),
    sensitive: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what a plan says of one resource; its action follows from the two sides."""
    kind = f"aws_apigatewayv2_{kind}"
    action = "no-op" if before == after and not unknown else "update"
    action = "create" if before is None else "delete" if after is None else action
    return {
        "address": f"{kind}.{name}",
        "mode": "managed",
        "type": kind,
        "name": name,
        "provider_name": _PROVIDER,
        "change": {
            "actions": [action],
            "before": before,
            "after": after,
            "after_unknown": dict.fromkeys(unknown, True),
            "before_sensitive": dict.fromkeys(sensitive, True),
            "after_sensitive": dict.fromkeys(sensitive, True),
        },
    }


def plan(*changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plan."""
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": list(changes),
        "configuration": {"root_module": {}},
    }


def shop(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    name: str = "shop",
    uri: str = "https://shop.example",
    unknown: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a plan for an API with an open route ``GET /`` and another that may change."""
    api = {**_API, "name": name}
    wire = {**_WIRE, "integration_uri": uri}
    home = _route({"id": "r0", "route_key": "GET /"})
    return plan(
        change("api", "shop", api, api),
        change("integration", "wire", wire, wire),
        change("route", "home", home, home),
        change("route", "other", _route(before), _route(after), unknown=unknown),
    )


def _route(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {"id": "r1", "api_id": "a1", "target": "integrations/w1", **values}


def synthesized(*keys: str) -> dict[str, Any]:
    """Return a synthesized file for an API with routes of these keys."""
    return {
        "resource": {
            "aws_apigatewayv2_api": {"shop": {"name": "shop", "protocol_type": "HTTP"}},
            "aws_apigatewayv2_integration": {
                "wire": {
                    "api_id": "${aws_apigatewayv2_api.shop.id}",
                    "integration_type": "HTTP_PROXY",
                    "integration_uri": "https://shop.example",
                }
            },
            "aws_apigatewayv2_route": {
                f"r{number}": {
                    "api_id": "${aws_apigatewayv2_api.shop.id}",
                    "route_key": key,
                    "target": "integrations/${aws_apigatewayv2_integration.wire.id}",
                }
                for number, key in enumerate(keys)
            },
        }
    }
