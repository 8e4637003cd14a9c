"""
HTTP APIs whose routes lead to URLs, with apigwv2_tf.

``python -m benchmarks.programs.ours 100 100 1`` writes 100 routes on 100 integrations in one API.
"""

import sys

from apigwv2_tf import HttpApi, HttpMethod
from apigwv2_tf.integrations import HttpUrlIntegration
from cdktf import App, TerraformStack
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
