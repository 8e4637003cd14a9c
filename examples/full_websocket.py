"""
A WebSocket API with every kind of backend, API keys, and checks of what is sent.

``python examples/full_websocket.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from pathlib import Path

from apigwv2_tf import (
    ApiKey,
    HttpMethod,
    JsonSchema,
    JsonSchemaType,
    KnownModelKey,
    PassthroughBehavior,
    Period,
    PolicyStatement,
    QuotaSettings,
    RateLimitedApiKey,
    RouteSettings,
    ServiceRole,
    ThrottleSettings,
    UsagePlan,
    UsagePlanPerApiStage,
    WebSocketApi,
    WebSocketStage,
)
from apigwv2_tf.authorizers import WebSocketLambdaAuthorizer
from apigwv2_tf.integrations import (
    WebSocketAwsIntegration,
    WebSocketHttpIntegration,
    WebSocketLambdaIntegration,
    WebSocketMockIntegration,
)
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

CODE = Path(__file__).parent / "functions"
REGION = "eu-west-1"
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


class FullWebSocket(TerraformStack):
    """Bids at an auction."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region=REGION)
        self.role = IamRole(self, "Role", assume_role_policy=json.dumps(ASSUMED_BY_LAMBDA))
        function = self.echo()
        doors = WebSocketLambdaIntegration("Doors", function)
        self.api = WebSocketApi(
            self,
            "Api",
            api_name="full-websocket",
            connect_route_options={
                "integration": doors,
                "authorizer": WebSocketLambdaAuthorizer(
                    "Bidders", function, identity_source=["route.request.querystring.token"]
                ),
                "api_key_required": True,
            },
            disconnect_route_options={"integration": doors},
        )
        self.add_bids()
        self.add_lots()
        self.add_ping()
        stage = WebSocketStage(
            self,
            "Live",
            web_socket_api=self.api,
            stage_name="live",
            # what is live changes with a deployment of its own, not with every resource
            auto_deploy=False,
            throttle=ThrottleSettings(rate_limit=100, burst_limit=50),
            route_settings={
                "bid": RouteSettings(throttling_rate_limit=20, detailed_metrics_enabled=True)
            },
            stage_variables={"currency": "EUR"},
        )
        stage.grant_management_api_access(function)
        self.add_bidders(stage)
        TerraformOutput(self, "Url", value=stage.url)
        TerraformOutput(self, "CallbackUrl", value=stage.callback_url)

    def add_bids(self) -> None:
        """Check each bid with a model, keep it in a table, and answer it; without a function."""
        table = DynamodbTable(
            self,
            "Bids",
            name="full-websocket-bids",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            attribute=[{"name": "id", "type": "S"}],
        )
        writer = ServiceRole(
            self,
            "Writer",
            statements=[PolicyStatement(actions=["dynamodb:PutItem"], resources=[table.arn])],
        )
        item = {
            "id": {"S": "$context.requestId"},
            "lot": {"S": "$input.path('$.lot')"},
            "amount": {"N": "$input.path('$.amount')"},
            "currency": {"S": "${stageVariables.currency}"},
        }
        bid = self.api.add_model(
            JsonSchema(
                title="Bid",
                type=JsonSchemaType.OBJECT,
                required=["lot", "amount"],
                properties={
                    "lot": JsonSchema(type=JsonSchemaType.STRING),
                    "amount": JsonSchema(type=JsonSchemaType.NUMBER, minimum=1),
                },
            )
        )
        put = WebSocketAwsIntegration(
            "PutBid",
            integration_uri=f"arn:aws:apigateway:{REGION}:dynamodb:action/PutItem",
            integration_method=HttpMethod.POST,
            credentials_role=writer,
            request_templates={"$default": json.dumps({"TableName": table.name, "Item": item})},
            passthrough_behavior=PassthroughBehavior.NEVER,
        )
        put.add_response(response_templates={"$default": '{"accepted": "$context.requestId"}'})
        self.api.add_route(
            "bid",
            integration=put,
            request_models={KnownModelKey.DEFAULT: bid},
            model_selection_expression=KnownModelKey.DEFAULT,
            return_response=True,
        )

    def add_lots(self) -> None:
        """Ask a site about a lot, and turn its answer into a message."""
        lots = WebSocketHttpIntegration(
            "Lots",
            "https://lots.example.com",
            proxy=False,
            integration_method=HttpMethod.GET,
            request_parameters={
                "integration.request.querystring.bidder": "context.authorizer.principalId"
            },
        )
        lots.add_response("/2\\d\\d/")
        lots.add_response(response_templates={"$default": '{"lots": []}'})
        self.api.add_route("lots", integration=lots, return_response=True)

    def add_ping(self) -> None:
        """Answer pings, and what no other route takes, at once."""
        ping = WebSocketMockIntegration(
            "Pong",
            request_templates={"$default": '{"statusCode": 200}'},
        )
        ping.add_response(response_templates={"$default": '{"pong": true}'})
        self.api.add_route("ping", integration=ping, return_response=True)
        self.api.add_route("$default", integration=ping, return_response=True)

    def add_bidders(self, stage: WebSocketStage) -> None:
        """Give bidders keys: most share one plan, and a dealer has limits of its own."""
        plan = UsagePlan(
            self,
            "Plan",
            usage_plan_name="bidders",
            quota=QuotaSettings(limit=1_000, period=Period.DAY),
            throttle=ThrottleSettings(rate_limit=10, burst_limit=5),
        )
        plan.add_api_stage(stage=stage)
        for name in ("anna", "bela"):
            key = ApiKey(self, f"Key.{name}", api_key_name=f"bidder-{name}")
            plan.add_api_key(key)
            key.grant_read(self.role)
        RateLimitedApiKey(
            self,
            "Dealer",
            api_key_name="dealer",
            api_stages=[UsagePlanPerApiStage(stage=stage)],
            throttle=ThrottleSettings(rate_limit=50, burst_limit=25),
        )

    def echo(self) -> LambdaFunction:
        """Define the function that opens the doors, and decides for whom."""
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
            "Echo",
            function_name="full-websocket",
            role=self.role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
FullWebSocket(app, "full-websocket")
app.synth()
