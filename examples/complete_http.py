"""
An HTTP API with all that one usually wants, as the popular Terraform module's example has it.

A domain name with certificate, DNS records and mutual TLS; tokens, with an authorizer of its own
and one from outside, and policies of IAM; a function and a state machine behind the routes;
throttling and access logs. The module's example has an OpenAPI document beside the routes; here it
is one or the other. ``python examples/complete_http.py`` writes the Terraform JSON to
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
    HttpAuthorizer,
    HttpAuthorizerType,
    HttpStageOptions,
    IHttpRouteAuthorizer,
    MTLSConfig,
    ParameterMapping,
    RouteSettings,
)
from apigwv2_tf.authorizers import HttpIamAuthorizer, HttpUserPoolAuthorizer
from apigwv2_tf.integrations import HttpLambdaIntegration, HttpStepFunctionsIntegration
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.apigatewayv2_authorizer import Apigatewayv2Authorizer
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool
from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
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
                default_route_settings=RouteSettings(
                    detailed_metrics_enabled=True,
                    throttling_burst_limit=100,
                    throttling_rate_limit=100,
                ),
                route_settings={
                    "ANY /": RouteSettings(detailed_metrics_enabled=False),
                    "GET /orders": RouteSettings(
                        throttling_burst_limit=40, throttling_rate_limit=80
                    ),
                },
                stage_variables={"environment": "live"},
            ),
            default_integration=HttpLambdaIntegration(
                "Others",
                self.function,
                response_parameters={
                    "404": {"append:header.environment": "$stageVariables.environment"},
                    "500": {
                        "append:header.request": "$context.requestId",
                        "overwrite:statuscode": "403",
                    },
                },
            ),
        )
        self.add_routes()
        if self.api.default_stage:
            TerraformOutput(self, "Url", value=self.api.default_stage.domain_url)

    def add_routes(self) -> None:
        """Wire the routes, each with another way to decide who may call it."""
        orders = HttpLambdaIntegration("Orders", self.function, timeout=timedelta(seconds=12))
        pool = CognitoUserPool(self, "Pool", name="customers")
        client = CognitoUserPoolClient(self, "Client", name="shop", user_pool_id=pool.id)
        customers = HttpUserPoolAuthorizer("Customers", pool, user_pool_clients=[client])
        self.api.add_routes(path="/", integration=orders)
        self.api.add_route("GET /orders", orders, authorizer=self.partners(pool))
        self.api.add_route("GET /orders/{order_id}", orders, authorizer=customers)
        self.api.add_route(
            "GET /invoices",
            orders,
            authorizer=customers,
            authorization_scopes=["invoices/read", "invoices/pay"],
        )
        machine = self.delivery()
        self.api.add_route(
            "POST /deliveries",
            HttpStepFunctionsIntegration(
                "Deliver",
                state_machine=machine,
                parameter_mapping=ParameterMapping()
                .custom("StateMachineArn", machine.arn)
                .custom("Input", json.dumps({"vehicle": "bicycle"})),
                timeout=timedelta(seconds=12),
            ),
            authorizer=HttpIamAuthorizer(),
        )

    def partners(self, pool: CognitoUserPool) -> IHttpRouteAuthorizer:
        """Take over an authorizer that is a plain resource, as it may stand in other code."""
        outside = Apigatewayv2Authorizer(
            self,
            "Outside",
            name="partners",
            api_id=self.api.api_id,
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration={"audience": ["orders"], "issuer": f"https://{pool.endpoint}"},
        )
        return HttpAuthorizer.from_http_authorizer_attributes(
            self, "Partners", authorizer_id=outside.id, authorizer_type=HttpAuthorizerType.JWT
        )

    def domain(self) -> DomainName:
        """Define the domain name with certificate and records, and whose clients it accepts."""
        bucket = S3Bucket(self, "Truststore", bucket="orders-truststore")
        versioning = S3BucketVersioningA(
            self,
            "Versioning",
            bucket=bucket.bucket,
            versioning_configuration={"status": "Enabled"},
        )
        authorities = S3Object(
            self,
            "Authorities",
            bucket=bucket.bucket,
            key="authorities.pem",
            content="a PEM file",
            depends_on=[versioning],
        )
        return DomainName(
            self,
            "Domain",
            domain_name="orders.example.com",
            hosted_zone_name="example.com",
            mtls=MTLSConfig(bucket=bucket, key=authorities.key, version=authorities.version_id),
        )

    def delivery(self) -> SfnStateMachine:
        """Define what delivers an order."""
        role = IamRole(self, "DeliveryRole", assume_role_policy=assumed_by("states"))
        done = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
        return SfnStateMachine(
            self, "Delivery", name="delivery", role_arn=role.arn, definition=json.dumps(done)
        )

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
