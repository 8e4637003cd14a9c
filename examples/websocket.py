"""
A WebSocket API with a table of connections, as the popular Terraform module's example has it.

``python examples/websocket.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from apigwv2_tf import AccessLogs, LoggingLevel, RouteSettings, WebSocketApi, WebSocketStage
from apigwv2_tf.integrations import WebSocketLambdaIntegration
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
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


class WebSocket(TerraformStack):
    """A chat: who connects is written down, and messages go to all who are."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region="eu-west-1")
        self.table = DynamodbTable(
            self,
            "Connections",
            name="websocket-connections",
            billing_mode="PAY_PER_REQUEST",
            hash_key="connectionId",
            attribute=[{"name": "connectionId", "type": "S"}],
        )
        self.role = IamRole(self, "Role", assume_role_policy=json.dumps(ASSUMED_BY_LAMBDA))
        self.permit_table()
        api = WebSocketApi(
            self,
            "Api",
            api_name="websocket",
            description="A chat",
            route_selection_expression="$request.body.action",
            connect_route_options={
                "integration": self.function("connect"),
                "operation_name": "Connect",
            },
            disconnect_route_options={
                "integration": self.function("disconnect"),
                "operation_name": "Disconnect",
            },
        )
        api.add_route(
            "sendmessage", integration=self.function("sendmessage"), operation_name="Send"
        )
        stage = WebSocketStage(
            self,
            "Prod",
            web_socket_api=api,
            stage_name="prod",
            access_logs=AccessLogs(retention=timedelta(days=7)),
            account_logging_role=True,
            default_route_settings=RouteSettings(
                logging_level=LoggingLevel.INFO,
                detailed_metrics_enabled=True,
                throttling_burst_limit=100,
                throttling_rate_limit=100,
            ),
        )
        stage.grant_management_api_access(self.role)
        TerraformOutput(self, "Url", value=stage.url)

    def permit_table(self) -> None:
        """Let the functions write down who is connected."""
        statement = {
            "Effect": "Allow",
            "Action": ["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Scan"],
            "Resource": self.table.arn,
        }
        IamRolePolicy(
            self,
            "TablePolicy",
            role=self.role.name,
            policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
        )

    def function(self, name: str) -> WebSocketLambdaIntegration:
        """Define the function behind one route."""
        code = TerraformAsset(
            self,
            f"{name}-code",
            path=str(CODE),
            type=AssetType.ARCHIVE,
            # the code alone, not what Python caches beside it
            asset_hash=hashlib.sha256((CODE / "echo.py").read_bytes()).hexdigest(),
        )
        function = LambdaFunction(
            self,
            name,
            function_name=f"websocket-{name}",
            role=self.role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
            environment={"variables": {"TABLE": self.table.name}},
        )
        return WebSocketLambdaIntegration(f"{name}-integration", function)


app = App()
WebSocket(app, "websocket")
app.synth()
