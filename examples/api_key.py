"""
A WebSocket API that only clients with an API key can connect to, within a usage plan.

``python examples/api_key.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from pathlib import Path

from apigwv2_tf import (
    ApiKey,
    Period,
    QuotaSettings,
    RateLimitedApiKey,
    ThrottleSettings,
    UsagePlan,
    UsagePlanPerApiStage,
    WebSocketApi,
    WebSocketApiKeySelectionExpression,
    WebSocketStage,
)
from apigwv2_tf.integrations import WebSocketLambdaIntegration
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


class Hello(TerraformStack):
    """A greeting for partners who have a key."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws")
        hello = WebSocketLambdaIntegration("Hello", self.hello())
        api = WebSocketApi(
            self,
            "Api",
            api_name="hello",
            api_key_selection_expression=WebSocketApiKeySelectionExpression.HEADER_X_API_KEY,
            connect_route_options={"integration": hello, "api_key_required": True},
            default_route_options={"integration": hello},
        )
        self.stage = WebSocketStage(self, "Live", web_socket_api=api, stage_name="live")
        self.add_partners()
        TerraformOutput(self, "Url", value=self.stage.url)

    def add_partners(self) -> None:
        """Give partners keys, and with them so many connections a day; and one has more."""
        partners = UsagePlan(
            self,
            "Partners",
            usage_plan_name="partners",
            quota=QuotaSettings(limit=10_000, period=Period.DAY),
            throttle=ThrottleSettings(rate_limit=10, burst_limit=20),
            api_stages=[UsagePlanPerApiStage(stage=self.stage)],
        )
        small = ApiKey(self, "Small", api_key_name="small-partner")
        partners.add_api_key(small)
        large = RateLimitedApiKey(
            self,
            "Large",
            api_key_name="large-partner",
            throttle=ThrottleSettings(rate_limit=100, burst_limit=200),
            api_stages=[UsagePlanPerApiStage(stage=self.stage)],
        )
        TerraformOutput(self, "SmallKey", value=small.value, sensitive=True)
        TerraformOutput(self, "LargeKey", value=large.value, sensitive=True)

    def hello(self) -> LambdaFunction:
        """Define the function behind the routes."""
        role = IamRole(
            self, "Role", name="greeting", assume_role_policy=json.dumps(ASSUMED_BY_LAMBDA)
        )
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
            "Function",
            function_name="greeting",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
Hello(app, "api-key")
app.synth()
