"""
An HTTP API with a backend in a VPC, as the popular Terraform module's example has it.

``python examples/vpc_link_http.py`` writes the Terraform JSON to ``cdktf.out``.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from apigwv2_tf import CorsPreflightOptions, HttpApi, HttpMethod, VpcLink
from apigwv2_tf.integrations import HttpAlbIntegration, HttpLambdaIntegration
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

CODE = Path(__file__).parent / "functions"
# the listener of a load balancer that somebody else's stack made
LISTENER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/1a2b3c/4d5e6f"


class VpcLinkHttp(TerraformStack):
    """A shop behind a load balancer, with one function beside it."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region="eu-west-1")
        greeting = HttpLambdaIntegration("Greeting", self.greeting(), timeout=timedelta(seconds=12))
        api = HttpApi(
            self,
            "Api",
            api_name="shop",
            description="A shop with a backend in a VPC",
            cors_preflight=CorsPreflightOptions(
                allow_origins=["*"],
                allow_methods=["*"],
                allow_headers=["content-type", "authorization", "x-api-key"],
            ),
            default_integration=greeting,
        )
        api.add_routes(path="/", integration=greeting)
        api.add_routes(
            path="/shop/{proxy+}",
            methods=[HttpMethod.GET],
            integration=HttpAlbIntegration(
                "Shop", LISTENER, vpc_link=self.link(), secure_server_name="shop.example.com"
            ),
        )
        TerraformOutput(self, "Url", value=api.url)

    def link(self) -> VpcLink:
        """Define the way into the VPC."""
        vpc = Vpc(self, "Vpc", cidr_block="10.0.0.0/16")
        subnets = [
            Subnet(self, f"Subnet{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24")
            for number, zone in enumerate("ab")
        ]
        group = SecurityGroup(
            self,
            "Group",
            name="shop-link",
            vpc_id=vpc.id,
            egress=[
                SecurityGroupEgress(
                    protocol="tcp", from_port=443, to_port=443, cidr_blocks=["10.0.0.0/16"]
                )
            ],
        )
        return VpcLink(self, "Link", vpc=vpc, subnets=subnets, security_groups=[group])

    def greeting(self) -> LambdaFunction:
        """Define the function behind the first page."""
        statement = {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"},
        }
        trust = {"Version": "2012-10-17", "Statement": [statement]}
        role = IamRole(self, "Role", assume_role_policy=json.dumps(trust))
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
            "Greeting",
            function_name="shop-greeting",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
VpcLinkHttp(app, "vpc-link-http")
app.synth()
