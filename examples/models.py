"""
A WebSocket API that checks what it is sent, with models, and answers.

``python examples/models.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from pathlib import Path

from apigwv2_tf import (
    Api,
    JsonSchema,
    JsonSchemaType,
    JsonSchemaVersion,
    KnownModelKey,
    KnownRouteKey,
    KnownRouteResponseKey,
    ProtocolType,
)
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


class Status(TerraformStack):
    """A service that is asked for its status."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws")
        self.api = Api(self, "hello-api", protocol_type=ProtocolType.WEBSOCKET)
        self.add_routes(self.hello())
        TerraformOutput(self, "Url", value=self.api.client_url())

    def add_routes(self, hello: LambdaFunction) -> None:
        """Check what is sent: by a model of its own, and by one from a plain dict."""
        status_input = self.api.add_model(
            JsonSchema(
                schema=JsonSchemaVersion.DRAFT4,
                title="statusInputModel",
                type=JsonSchemaType.OBJECT,
                properties={"action": JsonSchema(type=JsonSchemaType.STRING)},
            )
        )
        report = self.api.add_model(
            {
                "title": "reportModel",
                "type": "object",
                "properties": {"action": {"enum": ["report"]}, "load": {"type": "number"}},
                "required": ["action", "load"],
            }
        )
        integration = self.api.add_lambda_integration("myFunction", handler=hello)
        connect = integration.add_route(
            KnownRouteKey.CONNECT,
            model_selection_expression=KnownModelKey.DEFAULT,
            request_models={KnownModelKey.DEFAULT: status_input},
            route_response_selection_expression=KnownRouteResponseKey.DEFAULT,
        )
        connect.add_response(KnownRouteResponseKey.DEFAULT)
        integration.add_route(
            "report",
            model_selection_expression=KnownModelKey.DEFAULT,
            request_models={KnownModelKey.DEFAULT: report},
        )

    def hello(self) -> LambdaFunction:
        """Define the function behind the routes."""
        role = IamRole(self, "Role", name="hello", assume_role_policy=json.dumps(ASSUMED_BY_LAMBDA))
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
            function_name="hello",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
Status(app, "models")
app.synth()
