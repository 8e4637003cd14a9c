"""
A WebSocket API that only clients with an API key can connect to, within a usage plan.

``python examples/api_key.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from pathlib import Path

from apigwv2_tf import Api, KnownApiKeySelectionExpression, KnownRouteKey, ProtocolType, Stage
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.api_gateway_api_key import ApiGatewayApiKey
from cdktf_cdktf_provider_aws.api_gateway_usage_plan import ApiGatewayUsagePlan
from cdktf_cdktf_provider_aws.api_gateway_usage_plan_key import ApiGatewayUsagePlanKey
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
        self.api = Api(
            self,
            "hello-api",
            protocol_type=ProtocolType.WEBSOCKET,
            deploy=False,
            api_key_selection_expression=KnownApiKeySelectionExpression.HEADER_X_API_KEY,
        )
        integration = self.api.add_lambda_integration("myFunction", handler=self.hello())
        integration.add_route(KnownRouteKey.CONNECT, api_key_required=True)
        integration.add_route(KnownRouteKey.DEFAULT)
        stage = self.api.add_stage("Live", stage_name="live")
        self.add_partner(stage)
        TerraformOutput(self, "Url", value=stage.url)

    def add_partner(self, stage: Stage) -> None:
        """Give a partner a key, and with it so many connections a day."""
        plan = ApiGatewayUsagePlan(
            self,
            "Plan",
            name="partners",
            api_stages=[{"apiId": self.api.api_id, "stage": stage.stage_name}],
            quota_settings={"limit": 10_000, "period": "DAY"},
            throttle_settings={"burst_limit": 20, "rate_limit": 10},
        )
        key = ApiGatewayApiKey(self, "Key", name="partner")
        ApiGatewayUsagePlanKey(
            self, "PlanKey", key_id=key.id, key_type="API_KEY", usage_plan_id=plan.id
        )
        TerraformOutput(self, "ApiKey", value=key.value, sensitive=True)

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
            "Hello",
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
