"""
An HTTP API with two routes on one Lambda function.

``python examples/books_api.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from pathlib import Path

from apigwv2_tf import Api, ProtocolType
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


class Books(TerraformStack):
    """Books that can be added and read."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws")
        role = IamRole(self, "Role", name="books", assume_role_policy=json.dumps(ASSUMED_BY_LAMBDA))
        code = TerraformAsset(
            self,
            "Code",
            path=str(CODE),
            type=AssetType.ARCHIVE,
            # the code alone, not what Python caches beside it
            asset_hash=hashlib.sha256((CODE / "echo.py").read_bytes()).hexdigest(),
        )
        backend = LambdaFunction(
            self,
            "Backend",
            function_name="books",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )

        api = Api(self, "books-api", protocol_type=ProtocolType.HTTP)
        integration = api.add_lambda_integration("myFunction", handler=backend)
        integration.add_route("POST /")
        integration.add_route("GET /book/{book_id}")
        TerraformOutput(self, "Url", value=api.client_url())


app = App()
Books(app, "books-api")
app.synth()
