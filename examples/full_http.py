"""
An HTTP API with every kind of backend and every way to decide who may call.

Its domain name comes with certificate and DNS records; its backends are a function, a URL, what is
in a VPC, and actions of AWS services. ``python examples/full_http.py`` writes the Terraform JSON to
``cdktf.out``.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from apigwv2_tf import (
    AccessLogs,
    CorsHttpMethod,
    CorsPreflightOptions,
    DomainMappingOptions,
    DomainName,
    HttpApi,
    HttpIntegrationSubtype,
    HttpMethod,
    HttpNoneAuthorizer,
    HttpStageOptions,
    MappingValue,
    ParameterMapping,
    RouteSettings,
    ThrottleSettings,
    VpcLink,
)
from apigwv2_tf.authorizers import (
    HttpIamAuthorizer,
    HttpJwtAuthorizer,
    HttpLambdaAuthorizer,
    HttpLambdaResponseType,
    HttpUserPoolAuthorizer,
)
from apigwv2_tf.integrations import (
    HttpAlbIntegration,
    HttpAppConfigIntegration,
    HttpEventBridgeIntegration,
    HttpKinesisIntegration,
    HttpLambdaIntegration,
    HttpNlbIntegration,
    HttpServiceDiscoveryIntegration,
    HttpSqsIntegration,
    HttpStepFunctionsIntegration,
    HttpUrlIntegration,
)
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_event_bus import CloudwatchEventBus
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool
from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

CODE = Path(__file__).parent / "functions"
# what other people's stacks made
ZONE = "example.com"
ELB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener"
REVIEWS = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-reviews"
DELIVERIES = "arn:aws:sqs:eu-west-1:123456789012:deliveries"
ORDER = "arn:aws:states:eu-west-1:123456789012:stateMachine:order"
QUOTE = "arn:aws:states:eu-west-1:123456789012:stateMachine:quote"
CLICKS = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
SETTINGS = "arn:aws:appconfig:eu-west-1:123456789012:application/abc1234"


def assumed_by(service: str) -> str:
    """Return the policy by which a service may take a role."""
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": f"{service}.amazonaws.com"},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class FullHttp(TerraformStack):
    """A shop."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region="eu-west-1")
        self.function = self.echo()
        domain = DomainName(self, "Domain", domain_name=f"shop.{ZONE}", hosted_zone_name=ZONE)
        self.api = HttpApi(
            self,
            "Api",
            api_name="full-http",
            cors_preflight=CorsPreflightOptions(
                allow_origins=["https://www.example.com"],
                allow_methods=[CorsHttpMethod.ANY],
                allow_headers=["authorization"],
            ),
            add_options_routes=True,
            disable_execute_api_endpoint=True,
            default_domain_mapping=DomainMappingOptions(domain_name=domain, mapping_key="v1"),
            default_stage_options=HttpStageOptions(
                access_logs=AccessLogs(retention=timedelta(days=7)),
                throttle=ThrottleSettings(rate_limit=100, burst_limit=50),
                route_settings={"POST /orders": RouteSettings(throttling_rate_limit=10)},
                stage_variables={"season": "spring"},
            ),
            # whoever signed in to the user pool, where a route says nothing else
            default_authorizer=self.customers(),
        )
        self.add_function_and_url()
        self.add_private_backends()
        self.add_service_actions()
        self.api.metric_server_error(period=timedelta(minutes=1)).create_alarm(
            self, "Errors", threshold=5, evaluation_periods=3
        )
        if self.api.default_stage:
            TerraformOutput(self, "Url", value=self.api.default_stage.domain_url)

    def add_function_and_url(self) -> None:
        """Wire a function, for customers and for partners; and a site, for everyone."""
        function = HttpLambdaIntegration("Function", self.function, timeout=timedelta(seconds=10))
        partners = HttpJwtAuthorizer(
            "Partners", "https://partners.example.com", jwt_audience=["shop"]
        )
        self.api.add_routes(
            path="/account",
            methods=[HttpMethod.GET, HttpMethod.PUT],
            integration=function,
        )
        self.api.add_routes(
            path="/partners/{partner_id}",
            integration=function,
            authorizer=partners,
            authorization_scopes=["shop/read"],
        )
        self.api.add_route(
            "$default",
            HttpUrlIntegration(
                "Site",
                "https://site.example.com",
                parameter_mapping=ParameterMapping().append_header(
                    "season", MappingValue.stage_variable("season")
                ),
                response_parameters={"404": {"overwrite:statuscode": "410"}},
            ),
            authorizer=HttpNoneAuthorizer(),
        )

    def add_private_backends(self) -> None:
        """Wire what is in the VPC; functions decide who may call."""
        vpc = Vpc(self, "Vpc", cidr_block="10.0.0.0/16")
        Subnet(self, "Subnet", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
        link = VpcLink(self, "Link", vpc=vpc, create_security_group=True)
        simple = HttpLambdaAuthorizer(
            "Simple", self.function, response_types=[HttpLambdaResponseType.SIMPLE]
        )
        policies = HttpLambdaAuthorizer(
            "Policies",
            self.function,
            identity_source=["$request.header.Authorization", "$context.routeKey"],
            results_cache_ttl=timedelta(minutes=1),
        )
        self.api.add_routes(
            path="/stock/{proxy+}",
            integration=HttpAlbIntegration(
                "Stock",
                f"{ELB}/app/stock/1a2b3c/4d5e6f",
                vpc_link=link,
                secure_server_name="stock.example.com",
            ),
            authorizer=simple,
        )
        self.api.add_routes(
            path="/prices",
            methods=[HttpMethod.GET],
            integration=HttpNlbIntegration(
                "Prices", f"{ELB}/net/prices/1a2b3c/4d5e6f", vpc_link=link
            ),
            authorizer=policies,
        )
        self.api.add_routes(
            path="/reviews",
            methods=[HttpMethod.GET],
            integration=HttpServiceDiscoveryIntegration("Reviews", REVIEWS, vpc_link=link),
            authorizer=policies,
        )

    def add_service_actions(self) -> None:
        """Wire actions of AWS services; callers sign their requests."""
        bus = CloudwatchEventBus(self, "Bus", name="full-http")
        actions = {
            "POST /deliveries": HttpSqsIntegration("Deliver", queue=DELIVERIES),
            "POST /orders": HttpStepFunctionsIntegration(
                "Order",
                state_machine=ORDER,
                parameter_mapping={"StateMachineArn": ORDER, "Input": "$request.body"},
            ),
            "POST /quotes": HttpStepFunctionsIntegration(
                "Quote",
                state_machine=QUOTE,
                parameter_mapping={"StateMachineArn": QUOTE, "Input": "$request.body"},
                subtype=HttpIntegrationSubtype.STEP_FUNCTIONS_START_SYNC_EXECUTION,
            ),
            "POST /events": HttpEventBridgeIntegration("Publish", event_bus_ref=bus),
            "POST /clicks": HttpKinesisIntegration("Record", stream=CLICKS),
            "GET /settings": HttpAppConfigIntegration(
                "Settings",
                application=SETTINGS,
                environment=f"{SETTINGS}/environment/def5678",
                configuration_profile=f"{SETTINGS}/configurationprofile/ghi9012",
            ),
        }
        signed = HttpIamAuthorizer()
        clerk = IamRole(self, "Clerk", assume_role_policy=assumed_by("ec2"))
        for key, integration in actions.items():
            self.api.add_route(key, integration, authorizer=signed).grant_invoke(clerk)

    def customers(self) -> HttpUserPoolAuthorizer:
        """Accept whoever signed in to the shop."""
        pool = CognitoUserPool(self, "Pool", name="full-http")
        client = CognitoUserPoolClient(self, "Client", name="shop", user_pool_id=pool.id)
        return HttpUserPoolAuthorizer("Customers", pool, user_pool_clients=[client])

    def echo(self) -> LambdaFunction:
        """Define the function that answers, and decides."""
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
            "Echo",
            function_name="full-http",
            role=role.arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
        )


app = App()
FullHttp(app, "full-http")
app.synth()
