"""What the programs are to write, and whether they did: Terraform's JSON or CloudFormation's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TERRAFORM, _CLOUDFORMATION = "aws_apigatewayv2_", "AWS::ApiGatewayV2::"
# of each kind of resource the argument that tells one from another, in both languages
_TELLING = {
    "api": ("name", "Name"),
    "stage": ("name", "StageName"),
    "integration": ("integration_uri", "IntegrationUri"),
    "route": ("route_key", "RouteKey"),
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """
    What a program is to write.

    Args:
        routes: The routes of each API.

        integrations: The integrations of each API, which its routes share evenly.

        apis: The number of APIs. Left out, one.
    """

    routes: int
    integrations: int
    apis: int = 1

    @property
    def total(self) -> int:
        """The routes of all APIs."""
        return self.apis * self.routes

    def expected(self) -> list[str]:
        """Return every resource, by its kind and what tells it from others."""
        one = [
            "stage $default",
            *(f"integration https://shop.example/{number}" for number in range(self.integrations)),
            *(f"route GET /items/{number}" for number in range(self.routes)),
        ]
        return sorted(one * self.apis + [f"api Shop{number}" for number in range(self.apis)])

    def wrong(self, folder: str) -> str:
        """Say what is wrong with what a program wrote to a folder; no text where it is right."""
        resources = list(_resources(Path(folder)))
        written = sorted(f"{kind} {_telling(kind, arguments)}" for kind, arguments in resources)
        if written != self.expected():
            return f"{len(written)} resources are not the {len(self.expected())} of {self}"
        routes = [arguments for kind, arguments in resources if kind == "route"]
        targets = {json.dumps(route.get("target", route.get("Target"))) for route in routes}
        if len(targets) != self.apis * self.integrations:
            return f"{len(targets)} integrations have routes, not those of {self}"
        return ""


def _resources(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield kind and arguments of each resource that was written."""
    terraform = folder / "cdktf.out" / "stacks" / "shop" / "cdk.tf.json"
    if terraform.exists():
        for kind, blocks in json.loads(terraform.read_text())["resource"].items():
            for block in blocks.values():
                yield kind.removeprefix(_TERRAFORM), block
        return
    template = json.loads((folder / "cdk.out" / "shop.template.json").read_text())
    for resource in template["Resources"].values():
        yield resource["Type"].removeprefix(_CLOUDFORMATION).lower(), resource["Properties"]


def _telling(kind: str, arguments: dict[str, Any]) -> object:
    names = _TELLING.get(kind, ())
    return next((arguments[name] for name in names if name in arguments), None)
