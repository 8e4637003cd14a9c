"""
An HTTP API with all that one usually wants, as the popular Terraform module's example has it.

A domain name with certificate, DNS records and mutual TLS; tokens of a Cognito user pool, policies
of IAM and a function's own decision; a function, a state machine and a URL behind the routes;
throttling and access logs. ``python examples/complete_http.py`` writes the Terraform JSON to
``cdktf.out``.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from apigwv2_tf import (
    AccessLogs,
    CorsPreflightOptions,
    DomainMappingOptions,
    DomainName,
    HttpApi,
    HttpMethod,
    HttpStageOptions,
    MTLSConfig,
    ParameterMapping,
    RouteSettings,
    ThrottleSettings,
)
from apigwv2_tf.authorizers import (
    HttpIamAuthorizer,
    HttpLambdaAuthorizer,
    HttpLambdaResponseType,
    HttpUserPoolAuthorizer,
)
from apigwv2_tf.integrations import (
    HttpLambdaIntegration,
    HttpStepFunctionsIntegration,
    HttpUrlIntegration,
)
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool
from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_object import S3Object
from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine
from constructs import Construct

CODE = Path(__file__).parent / "functions"


def assumed_by(service: str) -> str:
    """Return the policy by which a service may take a role."""
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": f"{service}.amazonaws.com"},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class CompleteHttp(TerraformStack):
    """Orders, over HTTPS with client certificates."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region="eu-west-1")
        self.function = self.orders()
        self.api = HttpApi(
            self,
            "Api",
            api_name="orders",
            description="What customers order",
            cors_preflight=CorsPreflightOptions(
                allow_origins=["*"],
                allow_methods=["*"],
                allow_headers=["content-type", "authorization", "x-api-key"],
            ),
            disable_execute_api_endpoint=True,
            default_domain_mapping=DomainMappingOptions(domain_name=self.domain()),
            default_stage_options=HttpStageOptions(
                access_logs=AccessLogs(retention=timedelta(days=7)),
                throttle=ThrottleSettings(burst_limit=100, rate_limit=100),
                route_settings={
                    "GET /orders": RouteSettings(
                        detailed_metrics_enabled=True, throttling_rate_limit=50
                    )
                },
            ),
            default_integration=HttpUrlIntegration(
                "Shop",
                "https://shop.example.com",
                response_parameters={
                    "500": ParameterMapping.from_object({}).custom("overwrite:statuscode", "403")
                },
            ),
        )
        self.add_routes()
        TerraformOutput(self, "Url", value=self.api.default_stage.domain_url)

    def add_routes(self) -> None:
        """Wire the routes, each with another way to decide who may call it."""
        orders = HttpLambdaIntegration("Orders", self.function, timeout=timedelta(seconds=12))
        self.api.add_routes(
            path="/orders",
            methods=[HttpMethod.GET],
            integration=orders,
            authorizer=self.customers(),
            authorization_scopes=["orders/read"],
        )
        self.api.add_routes(
            path="/orders",
            methods=[HttpMethod.POST],
            integration=orders,
            authorizer=HttpLambdaAuthorizer(
                "Partners",
                self.function,
                response_types=[HttpLambdaResponseType.SIMPLE],
                identity_source=["$request.header.Authorization", "$request.header.User-Agent"],
            ),
        )
        self.api.add_routes(
            path="/deliveries",
            methods=[HttpMethod.POST],
            integration=HttpStepFunctionsIntegration(
                "Deliver",
                state_machine=self.delivery(),
                parameter_mapping=ParameterMapping()
                .custom("StateMachineArn", self.machine.arn)
                .custom("Input", json.dumps({"order": "$request.querystring.order"})),
            ),
            authorizer=HttpIamAuthorizer(),
        )

    def domain(self) -> DomainName:
        """Define the domain name, with all that it needs, and who may call it."""
        zone = Route53Zone(self, "Zone", name="example.com")
        bucket = S3Bucket(self, "Truststore", bucket="orders-truststore")
        authorities = S3Object(
            self, "Authorities", bucket=bucket.bucket, key="authorities.pem", content="a PEM file"
        )
        return DomainName(
            self,
            "Domain",
            domain_name="orders.example.com",
            hosted_zone=zone,
            mtls=MTLSConfig(bucket=bucket, key=authorities.key),
        )

    def customers(self) -> HttpUserPoolAuthorizer:
        """Accept the tokens of the customers' user pool."""
        pool = CognitoUserPool(self, "Pool", name="customers")
        client = CognitoUserPoolClient(self, "Client", name="shop", user_pool_id=pool.id)
        return HttpUserPoolAuthorizer("Customers", pool, user_pool_clients=[client])

    def delivery(self) -> SfnStateMachine:
        """Define what delivers an order."""
        role = IamRole(self, "DeliveryRole", assume_role_policy=assumed_by("states"))
        done = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
        self.machine = SfnStateMachine(
            self, "Delivery", name="delivery", role_arn=role.arn, definition=json.dumps(done)
        )
        return self.machine

    def orders(self) -> LambdaFunction:
        """Define the function behind the routes."""
        role = IamRole(self, "Role", assume_role_policy=assumed_by("lambda"))
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
            function_name="orders",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
CompleteHttp(app, "complete-http")
app.synth()
