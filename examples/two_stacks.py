"""
Two stacks: one has the HTTP API, the other adds to it, as teams do who share an API.

Apply ``platform`` first and destroy it last; CDKTF hands over what ``orders`` needs to know.
``python examples/two_stacks.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from pathlib import Path

from apigwv2_tf import HttpApi, HttpMethod
from apigwv2_tf.authorizers import HttpJwtAuthorizer
from apigwv2_tf.integrations import HttpLambdaIntegration, HttpUrlIntegration
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

CODE = Path(__file__).parent / "functions"
ASSUMED_BY_LAMBDA = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"},
        }
    ],
}


class Platform(TerraformStack):
    """The API, its stage, and what it does with requests that nobody takes."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region="eu-west-1")
        self.api = HttpApi(
            self,
            "Api",
            api_name="shared",
            default_integration=HttpUrlIntegration("Site", "https://www.example.com"),
        )
        TerraformOutput(self, "Url", value=self.api.url)


class Orders(TerraformStack):
    """A service with routes of its own, and its own word on who may call them."""

    def __init__(self, scope: Construct, id: str, *, shared: HttpApi) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region="eu-west-1")
        # what is added to this reference stands in this stack
        api = HttpApi.from_http_api_attributes(
            self, "Api", http_api_id=shared.api_id, execution_arn=shared.execution_arn
        )
        orders = HttpLambdaIntegration("Orders", self.orders())
        customers = HttpJwtAuthorizer(
            "Customers", "https://issuer.example.com", jwt_audience=["orders"]
        )
        api.add_routes(
            path="/orders",
            methods=[HttpMethod.GET, HttpMethod.POST],
            integration=orders,
            authorizer=customers,
        )
        api.add_routes(path="/orders/health", methods=[HttpMethod.GET], integration=orders)

    def orders(self) -> LambdaFunction:
        """Define the function behind the routes."""
        role = IamRole(self, "Role", assume_role_policy=json.dumps(ASSUMED_BY_LAMBDA))
        code = TerraformAsset(
            self,
            "Code",
            path=str(CODE),
            type=AssetType.ARCHIVE,
            # the code alone, not what Python caches beside it
            asset_hash=hashlib.sha256((CODE / "echo.py").read_bytes()).hexdigest(),
        )
        return LambdaFunction(
            self,
            "Orders",
            function_name="shared-orders",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
platform = Platform(app, "platform")
Orders(app, "orders", shared=platform.api)
app.synth()
