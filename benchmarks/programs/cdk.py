"""
The same APIs with AWS CDK, for CloudFormation.

``python -m benchmarks.programs.cdk 100 100 1`` writes 100 routes on 100 integrations in one API.
"""

import sys

from aws_cdk import App, Stack
from aws_cdk.aws_apigatewayv2 import HttpApi, HttpMethod
from aws_cdk.aws_apigatewayv2_integrations import HttpUrlIntegration


def write(routes: int, integrations: int, apis: int) -> None:
    """Write APIs that have so many routes and integrations each."""
    app = App(outdir="cdk.out")
    stack = Stack(app, "shop")
    for number in range(apis):
        add_api(stack, f"Shop{number}", routes, integrations)
    app.synth()


def add_api(stack: Stack, name: str, routes: int, integrations: int) -> None:
    """Define one API."""
    api = HttpApi(stack, name)
    backends = [
        HttpUrlIntegration(f"Backend{number}", f"https://shop.example/{number}")
        for number in range(integrations)
    ]
    for number in range(routes):
        api.add_routes(
            path=f"/items/{number}",
            methods=[HttpMethod.GET],
            integration=backends[number % integrations],
        )


if __name__ == "__main__":
    write(*map(int, sys.argv[1:]))
