"""
The same APIs with the classes of CDKTF's AWS provider package, as its documentation has them.

``python -m benchmarks.programs.raw 100 100 1`` writes 100 routes on 100 integrations in one API.
"""

import sys

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.apigatewayv2_integration import Apigatewayv2Integration
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route
from cdktf_cdktf_provider_aws.apigatewayv2_stage import Apigatewayv2Stage
from cdktf_cdktf_provider_aws.provider import AwsProvider


def write(routes: int, integrations: int, apis: int) -> None:
    """Write APIs that have so many routes and integrations each."""
    app = App()
    stack = TerraformStack(app, "shop")
    AwsProvider(stack, "Aws", region="eu-west-1")
    for number in range(apis):
        add_api(stack, f"Shop{number}", routes, integrations)
    app.synth()


def add_api(stack: TerraformStack, name: str, routes: int, integrations: int) -> None:
    """Define one API."""
    api = Apigatewayv2Api(stack, name, name=name, protocol_type="HTTP")
    Apigatewayv2Stage(stack, f"{name}Stage", api_id=api.id, name="$default", auto_deploy=True)
    backends = [
        Apigatewayv2Integration(
            stack,
            f"{name}Backend{number}",
            api_id=api.id,
            integration_type="HTTP_PROXY",
            integration_method="ANY",
            integration_uri=f"https://shop.example/{number}",
            payload_format_version="1.0",
        )
        for number in range(integrations)
    ]
    for number in range(routes):
        integration = backends[number % integrations]
        Apigatewayv2Route(
            stack,
            f"{name}Route{number}",
            api_id=api.id,
            route_key=f"GET /items/{number}",
            target=f"integrations/{integration.id}",
        )


if __name__ == "__main__":
    write(*map(int, sys.argv[1:]))
