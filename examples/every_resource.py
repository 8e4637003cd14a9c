"""
Every construct and every option at work: a shop with an HTTP API and a support chat.

``python examples/every_resource.py`` writes the Terraform JSON to ``cdktf.out``. Look things up
here; a service of your own needs a fraction of it.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from apigwv2_tf import (
    AccessLogSettings,
    Api,
    ApiExport,
    ApiMapping,
    ApiSearch,
    AuthorizationType,
    Authorizer,
    AuthorizerType,
    BodyS3Location,
    ConnectionType,
    ContentHandlingStrategy,
    CorsConfiguration,
    DefaultTarget,
    Deployment,
    DomainName,
    DomainNameConfiguration,
    EndpointType,
    ExportOutputType,
    HttpMethod,
    Integration,
    IntegrationResponse,
    IntegrationSubtype,
    IntegrationType,
    IpAddressType,
    JsonSchema,
    JsonSchemaType,
    JwtConfiguration,
    KnownApiKeySelectionExpression,
    KnownContentTypes,
    KnownIntegrationResponseKey,
    KnownModelKey,
    KnownRouteKey,
    KnownRouteResponseKey,
    LambdaIntegration,
    LambdaPermission,
    LambdaTarget,
    LoggingLevel,
    MockIntegration,
    Model,
    MTLSConfig,
    PassthroughBehavior,
    PayloadFormatVersion,
    ProtocolType,
    Route,
    RouteResponse,
    RouteSettings,
    SecurityPolicy,
    ServiceIntegration,
    Stage,
    StageOptions,
    TlsConfig,
    UrlIntegration,
    VpcLink,
)
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from cdktf_cdktf_provider_aws.api_gateway_account import ApiGatewayAccount
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.lambda_alias import LambdaAlias
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
from cdktf_cdktf_provider_aws.s3_object import S3Object
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

CODE = Path(__file__).parent / "functions"
QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"
MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:order"
# what each action of an AWS service needs, on the route that calls it
SERVICES = {
    "POST /events": (
        IntegrationSubtype.EVENT_BRIDGE_PUT_EVENTS,
        {"Source": "shop", "DetailType": "order", "Detail": "$request.body"},
    ),
    "POST /queue": (
        IntegrationSubtype.SQS_SEND_MESSAGE,
        {"QueueUrl": QUEUE, "MessageBody": "$request.body.order"},
    ),
    "GET /queue": (IntegrationSubtype.SQS_RECEIVE_MESSAGE, {"QueueUrl": QUEUE}),
    "DELETE /queue/{receipt}": (
        IntegrationSubtype.SQS_DELETE_MESSAGE,
        {"QueueUrl": QUEUE, "ReceiptHandle": "$request.path.receipt"},
    ),
    "DELETE /queue": (IntegrationSubtype.SQS_PURGE_QUEUE, {"QueueUrl": QUEUE}),
    "GET /features": (
        IntegrationSubtype.APP_CONFIG_GET_CONFIGURATION,
        {
            "Application": "shop",
            "Environment": "live",
            "Configuration": "features",
            "ClientId": "$context.requestId",
        },
    ),
    "POST /clicks": (
        IntegrationSubtype.KINESIS_PUT_RECORD,
        {
            "StreamName": "clicks",
            "Data": "$request.body",
            "PartitionKey": "$context.identity.sourceIp",
        },
    ),
    "POST /orders": (
        IntegrationSubtype.STEP_FUNCTIONS_START_EXECUTION,
        {"StateMachineArn": MACHINE, "Input": "$request.body"},
    ),
    "POST /quotes": (
        IntegrationSubtype.STEP_FUNCTIONS_START_SYNC_EXECUTION,
        {"StateMachineArn": MACHINE, "Input": "$request.body"},
    ),
    "DELETE /orders": (
        IntegrationSubtype.STEP_FUNCTIONS_STOP_EXECUTION,
        {"ExecutionArn": "$request.querystring.execution"},
    ),
}
SERVICE_ACTIONS = [
    "appconfig:GetConfiguration",
    "dynamodb:PutItem",
    "events:PutEvents",
    "kinesis:PutRecord",
    "lambda:InvokeFunction",
    "sqs:DeleteMessage",
    "sqs:PurgeQueue",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "states:StartExecution",
    "states:StartSyncExecution",
    "states:StopExecution",
]
LOG_ACTIONS = [
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:PutLogEvents",
]
OPEN_API = {
    "openapi": "3.0.1",
    "info": {"title": "catalogue", "version": "2026-11", "description": "What there is"},
    "x-amazon-apigateway-cors": {"allowOrigins": ["https://shop.example.com"]},
    "paths": {
        "/catalogue": {
            "get": {
                "responses": {"200": {"description": "The catalogue"}},
                "x-amazon-apigateway-integration": {
                    "type": "HTTP_PROXY",
                    "httpMethod": "GET",
                    "uri": "https://files.example.com/catalogue.json",
                    "payloadFormatVersion": "1.0",
                },
            }
        }
    },
}


def policy(statement: dict[str, object]) -> str:
    """Return a policy document with one statement that allows something."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


class Foundation(Construct):
    """What the APIs stand on: a function, roles, logs, a network, certificates, a bucket."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.gateway = self.role("gateway", "apigateway.amazonaws.com")
        IamRolePolicy(
            self,
            "CallServices",
            role=self.gateway.id,
            policy=policy({"Action": SERVICE_ACTIONS, "Resource": "*"}),
        )
        self.function = self.echo()
        self.alias = LambdaAlias(
            self,
            "Live",
            name="live",
            function_name=self.function.function_name,
            function_version=self.function.version,
        )
        self.logs = CloudwatchLogGroup(
            self, "Logs", name="/aws/vendedlogs/every-resource", retention_in_days=30
        )
        self.add_network()
        self.certificate = self.issued("api.example.com")
        self.chat_certificate = self.issued("chat.example.com")
        self.bucket = S3Bucket(self, "Bucket", bucket_prefix="every-resource-")
        self.versioning = S3BucketVersioningA(
            self,
            "Versioning",
            bucket=self.bucket.bucket,
            versioning_configuration={"status": "Enabled"},
        )

    def role(self, name: str, service: str) -> IamRole:
        """Define a role that a service assumes."""
        assumed_by = policy({"Action": "sts:AssumeRole", "Principal": {"Service": service}})
        return IamRole(self, name, name=f"every-resource-{name}", assume_role_policy=assumed_by)

    def echo(self) -> LambdaFunction:
        """Define the function that answers."""
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
            function_name="every-resource-echo",
            role=self.role("function", "lambda.amazonaws.com").arn,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler="echo.handle",
            runtime="python3.12",
            publish=True,
        )

    def add_network(self) -> None:
        """Define where the private backends are."""
        vpc = Vpc(self, "Vpc", cidr_block="10.0.0.0/16")
        self.subnet = Subnet(self, "Subnet", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
        self.group = SecurityGroup(self, "Group", name="every-resource", vpc_id=vpc.id)

    def issued(self, domain: str) -> AcmCertificateValidation:
        """Define a certificate and wait until it is issued; its DNS records are made elsewhere."""
        certificate = AcmCertificate(
            self, f"Certificate.{domain}", domain_name=domain, validation_method="DNS"
        )
        return AcmCertificateValidation(self, f"Issued.{domain}", certificate_arn=certificate.arn)

    def file(self, key: str, content: str) -> S3Object:
        """Keep a file in the bucket."""
        return S3Object(
            self,
            f"File.{key}",
            bucket=self.bucket.bucket,
            key=key,
            content=content,
            content_type="application/json" if key.endswith(".json") else "text/plain",
            depends_on=[self.versioning],
        )


class Shop(Construct):
    """An HTTP API with every kind of integration and authorizer."""

    def __init__(self, scope: Construct, id: str, *, base: Foundation) -> None:
        super().__init__(scope, id)
        self.base = base
        self.api = Api(
            self,
            "Api",
            api_name="shop",
            protocol_type=ProtocolType.HTTP,
            description="Orders",
            version="1.2.3",
            deploy=False,
            cors_configuration=CorsConfiguration(
                allow_origins=["https://shop.example.com"],
                allow_methods=[HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE],
                allow_headers=["authorization", "content-type"],
                expose_headers=["x-trace"],
                allow_credentials=True,
                max_age=timedelta(hours=1),
            ),
            # clients present a certificate at the domain name, and cannot go round it
            disable_execute_api_endpoint=True,
            ip_address_type=IpAddressType.DUAL_STACK,
            tags={"team": "shop"},
            logical_id="shop",
        )
        self.add_functions()
        self.add_urls()
        self.add_private_backends()
        self.add_services()
        self.add_stages()
        self.add_domain()

    def add_functions(self) -> None:
        """Wire routes to a function, each with another way to decide who may call."""
        echo = self.api.add_lambda_integration(
            "echo", handler=self.base.function, timeout=timedelta(seconds=10)
        )
        live = LambdaIntegration(
            self,
            "Live",
            api=self.api,
            handler=self.base.alias,
            description="The alias, with permissions for each route",
            scope_permission_to_route=True,
            payload_format_version=PayloadFormatVersion.VERSION_1_0,
        )
        customers = self.api.add_authorizer(
            "customers",
            authorizer_type=AuthorizerType.JWT,
            identity_source=["$request.header.Authorization"],
            jwt_configuration=JwtConfiguration(
                issuer="https://issuer.example.com", audience=["shop"]
            ),
        )
        partners = Authorizer(
            self,
            "Partners",
            api=self.api,
            authorizer_name="partners",
            authorizer_type=AuthorizerType.REQUEST,
            handler=self.base.function,
            authorizer_credentials_arn=self.base.gateway.arn,
            authorizer_payload_format_version=PayloadFormatVersion.VERSION_2_0,
            authorizer_result_ttl=timedelta(minutes=1),
            enable_simple_responses=True,
            identity_source=["$request.header.x-partner", "$context.routeKey"],
            delete_timeout=timedelta(minutes=5),
        )
        echo.add_route("GET /orders", operation_name="ListOrders", authorizer=customers)
        echo.add_route(
            "GET /orders/{order_id}", authorizer=customers, authorization_scopes=["orders.read"]
        )
        live.add_route("ANY /partners/{proxy+}", authorizer=partners)
        live.add_route("GET /internal", authorization_type=AuthorizationType.IAM)

    def add_urls(self) -> None:
        """Wire routes to a URL, and change requests and answers on their way."""
        files = self.api.add_http_integration(
            "files",
            url="https://files.example.com/{proxy}",
            integration_method=HttpMethod.GET,
            request_parameters={
                "append:header.x-request": "$context.requestId",
                "overwrite:path": "$request.path",
                "remove:querystring.debug": "",
            },
            response_parameters={
                "404": {"overwrite:statuscode": "410"},
                "500": {"append:header.x-error": "$context.error.message"},
            },
        )
        self.api.add_routes(["GET /files/{proxy+}", "HEAD /files/{proxy+}"], files)
        site = UrlIntegration(self, "Site", api=self.api, url="https://www.example.com")
        self.api.add_route(KnownRouteKey.DEFAULT, site)

    def add_private_backends(self) -> None:
        """Wire a route to a load balancer in the VPC."""
        self.link = VpcLink(
            self,
            "Link",
            vpc_link_name="shop",
            subnets=[self.base.subnet],
            security_groups=[self.base.group],
            tags={"team": "shop"},
        )
        stock = Integration(
            self,
            "Stock",
            api=self.api,
            type=IntegrationType.HTTP_PROXY,
            uri="arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/stock/50dc6/f2f79",
            connection_type=ConnectionType.VPC_LINK,
            vpc_link=self.link,
            tls_config=TlsConfig(server_name_to_verify="stock.example.com"),
        )
        Route(self, "StockRoute", api=self.api, key="GET /stock/{item}", integration=stock)

    def add_services(self) -> None:
        """Wire routes to AWS services, without a function in between."""
        for key, (subtype, parameters) in SERVICES.items():
            service = self.api.add_service_integration(
                str(subtype),
                subtype=subtype,
                credentials_arn=self.base.gateway.arn,
                request_parameters=parameters,
            )
            service.add_route(key)

    def add_stages(self) -> None:
        """Serve the API: what is newest, and what was deployed."""
        self.live = self.api.add_stage(
            "Live",
            stage_name="$default",
            auto_deploy=True,
            description="What is newest",
            access_log_settings=AccessLogSettings(
                destination_arn=self.base.logs,
                format={"id": "$context.requestId", "status": "$context.status"},
            ),
            default_route_settings=RouteSettings(
                throttling_rate_limit=100, throttling_burst_limit=50, detailed_metrics_enabled=True
            ),
            route_settings={"POST /orders": RouteSettings(throttling_rate_limit=5)},
            stage_variables={"table": "orders"},
            tags={"team": "shop"},
        )
        deployment = Deployment(
            self, "Deployment", api=self.api, description="Released", triggers={"release": "7"}
        )
        self.released = Stage(
            self, "Released", api=self.api, stage_name="released", deployment=deployment
        )

    def add_domain(self) -> None:
        """Serve both stages under a domain name that asks clients for a certificate."""
        trusted = self.base.file("truststore.pem", "the authorities of the partners")
        domain = DomainName(
            self,
            "Domain",
            domain_name="api.example.com",
            domain_name_configurations=[
                DomainNameConfiguration(
                    certificate_arn=self.base.certificate.certificate_arn,
                    endpoint_type=EndpointType.REGIONAL,
                    security_policy=SecurityPolicy.TLS_1_2,
                    ip_address_type=IpAddressType.DUAL_STACK,
                    ownership_verification_certificate_arn=self.base.certificate.certificate_arn,
                )
            ],
            mtls=MTLSConfig(bucket=trusted.bucket, key=trusted.key, version=trusted.version_id),
            tags={"team": "shop"},
            create_timeout=timedelta(minutes=15),
            update_timeout=timedelta(hours=1),
        )
        self.api.add_api_mapping(domain_name=domain, stage=self.live)
        ApiMapping(
            self,
            "ReleasedMapping",
            api=self.api,
            domain_name=domain,
            stage=self.released,
            api_mapping_key="shop/v1",
        )
        TerraformOutput(self, "AliasTarget", value=domain.regional_domain_name)
        TerraformOutput(self, "AliasZone", value=domain.regional_hosted_zone_id)


class ShortForms(Construct):
    """APIs that need few words: from a document, for one function, with a default target."""

    def __init__(self, scope: Construct, id: str, *, base: Foundation) -> None:
        super().__init__(scope, id)
        auto: StageOptions = {"stage_name": "$default", "auto_deploy": True}
        Api(
            self,
            "Catalogue",
            api_name="catalogue",
            description="What there is",
            version="2026-11",
            body=OPEN_API,
            fail_on_warnings=True,
            deploy_options=auto,
        )
        document = base.file("catalogue.json", json.dumps(OPEN_API))
        Api(
            self,
            "CatalogueFromBucket",
            api_name="catalogue",
            description="What there is",
            version="2026-11",
            body_s3_location=BodyS3Location(
                bucket=document.bucket,
                key=document.key,
                etag=document.etag,
                version=document.version_id,
            ),
            deploy_options=auto,
        )
        Api(
            self,
            "Quick",
            protocol_type=ProtocolType.HTTP,
            target=base.function.arn,
            route_key="GET /health",
            credentials_arn=base.gateway.arn,
        )
        Api(
            self,
            "Everything",
            protocol_type=ProtocolType.HTTP,
            default_target=DefaultTarget(handler=base.function),
            deploy_options=auto,
        )


class Chat(Construct):
    """A WebSocket API with every kind of integration, models, and answers."""

    def __init__(self, scope: Construct, id: str, *, base: Foundation) -> None:
        super().__init__(scope, id)
        self.base = base
        self.api = Api(
            self,
            "Api",
            api_name="chat",
            protocol_type=ProtocolType.WEBSOCKET,
            route_selection_expression="${request.body.service}/${request.body.action}",
            api_key_selection_expression=KnownApiKeySelectionExpression.AUTHORIZER_USAGE_IDENTIFIER,
            deploy=False,
            tags={"team": "support"},
        )
        self.add_connections()
        self.add_messages()
        self.add_backends()
        self.add_stage()
        self.add_domain()

    def add_connections(self) -> None:
        """Let in whom a function lets in, and remember where they came from."""
        visitors = self.api.add_authorizer(
            "visitors",
            authorizer_type=AuthorizerType.REQUEST,
            handler=self.base.function,
            identity_source=["route.request.querystring.token"],
        )
        presence = ServiceIntegration(
            self,
            "Presence",
            api=self.api,
            arn="arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem",
            credentials_arn=self.base.gateway.arn,
            request_parameters={"integration.request.header.x-token": "route.request.header.token"},
            request_templates={
                "$default": '{"TableName": "chat", "Item": {"id": {"S": "$context.connectionId"}}}'
            },
        )
        connect = presence.add_route(
            KnownRouteKey.CONNECT,
            api_key_required=True,
            authorizer=visitors,
            request_parameters={
                "route.request.header.token": True,
                "route.request.querystring.token": False,
            },
        )
        TerraformOutput(self, "ConnectArn", value=self.api.execute_api_arn(connect))
        self.api.add_route(KnownRouteKey.DISCONNECT)

    def add_messages(self) -> None:
        """Check messages with models, and answer from a template."""
        ping = self.api.add_model(
            JsonSchema(
                title="Ping",
                type=JsonSchemaType.OBJECT,
                properties={"action": JsonSchema(enum=["ping"])},
            ),
            description="Is anyone there?",
            content_type=KnownContentTypes.JSON,
        )
        pong = Model(
            self,
            "Pong",
            api=self.api,
            model_name="Pong",
            schema={"type": "object", "properties": {"at": {"type": "string"}}},
        )
        mock = MockIntegration(
            self,
            "Ping",
            api=self.api,
            content_handling_strategy=ContentHandlingStrategy.CONVERT_TO_TEXT,
            passthrough_behavior=PassthroughBehavior.NEVER,
            template_selection_expression="\\$default",
            request_templates={"$default": '{"statusCode": 200}'},
            timeout=timedelta(seconds=1),
        )
        mock.add_response(
            KnownIntegrationResponseKey.DEFAULT,
            content_handling_strategy=ContentHandlingStrategy.CONVERT_TO_TEXT,
            template_selection_expression="\\$default",
            response_templates={"$default": '{"at": "$context.requestTime"}'},
        )
        route = mock.add_route(
            "chat/ping",
            model_selection_expression=KnownModelKey.DEFAULT,
            request_models={KnownModelKey.DEFAULT: ping},
            route_response_selection_expression=KnownRouteResponseKey.DEFAULT,
        )
        RouteResponse(
            self,
            "PingAnswer",
            api=self.api,
            route=route,
            model_selection_expression="$default",
            response_models={"$default": pong},
        )

    def add_backends(self) -> None:
        """Wire messages to functions and to a URL, as they are and by templates."""
        by_template = self.api.add_lambda_integration(
            "byTemplate",
            handler=LambdaTarget(self.base.function.function_name, self.base.function.invoke_arn),
            proxy=False,
            request_templates={"$default": '{"said": $input.json("$.text")}'},
        )
        IntegrationResponse(self, "Said", api=self.api, integration=by_template, key="/2\\d\\d/")
        by_template.add_route("chat/say")
        tickets = self.api.add_http_integration(
            "tickets", url="https://tickets.example.com", proxy=False
        )
        tickets.add_route("tickets/open")
        self.api.add_mock_integration("other").add_route(KnownRouteKey.DEFAULT)
        LambdaPermission(
            self,
            "Invoke",
            function=self.base.alias,
            source_arn=self.api.execute_api_arn("chat/say"),
            statement_id="chat",
        )

    def add_stage(self) -> None:
        """Serve what was deployed, with logs; these need a role for the whole account."""
        role = self.base.role("logs", "apigateway.amazonaws.com")
        IamRolePolicy(
            self,
            "WriteLogs",
            role=role.id,
            policy=policy({"Action": LOG_ACTIONS, "Resource": "*"}),
        )
        account = ApiGatewayAccount(self, "Account", cloudwatch_role_arn=role.arn)
        certificate = TerraformVariable(
            self,
            "client_certificate_id",
            type="string",
            default="a1b2c3",
            description="The certificate that backends know API Gateway by",
        )
        self.stage = Stage(
            self,
            "Live",
            api=self.api,
            stage_name="live",
            deployment=Deployment(self, "Deployment", api=self.api),
            client_certificate_id=certificate.string_value,
            access_log_settings=AccessLogSettings(destination_arn=self.base.logs),
            default_route_settings=RouteSettings(
                logging_level=LoggingLevel.ERROR, data_trace_enabled=False
            ),
            route_settings={
                "chat/say": RouteSettings(logging_level=LoggingLevel.INFO, data_trace_enabled=True)
            },
            transform=lambda arguments: {**arguments, "depends_on": [account]},
        )

    def add_domain(self) -> None:
        """Serve the chat under a domain name of its own."""
        domain = DomainName(
            self,
            "Domain",
            domain_name="chat.example.com",
            certificate=self.base.chat_certificate.certificate_arn,
        )
        self.api.add_api_mapping(domain_name=domain, stage=self.stage, api_mapping_key="v1")


class Neighbour(Construct):
    """What another team does with the shop: look it up, and add to it."""

    def __init__(self, scope: Construct, id: str, *, shop: Shop) -> None:
        super().__init__(scope, id)
        self.shop = shop
        self.look_up()
        self.add_route()

    def look_up(self) -> None:
        """Read what is known of the shop."""
        known = Api.from_lookup(self, "Shop", api_id=self.shop.api.api_id)
        search = ApiSearch(
            self,
            "Shops",
            name="shop",
            protocol_type=ProtocolType.HTTP,
            tags={"team": "shop"},
            transform=lambda arguments: {**arguments, "depends_on": [self.shop.api.resource]},
        )
        export = ApiExport(
            self,
            "Document",
            api=self.shop.api,
            output_type=ExportOutputType.YAML,
            export_version="1.0",
            stage_name=self.shop.released.stage_name,
            include_extensions=False,
        )
        link = VpcLink.from_lookup(self, "Link", vpc_link_id=self.shop.link.vpc_link_id)
        TerraformOutput(self, "ShopUrl", value=known.client_url(self.shop.live))
        TerraformOutput(self, "ShopIds", value=search.api_ids)
        TerraformOutput(self, "ShopDocument", value=export.body)
        TerraformOutput(self, "ShopSubnets", value=link.subnet_ids)

    def add_route(self) -> None:
        """Add a route to the shop, knowing its ids only."""
        api = Api.from_api_id(self, "Api", self.shop.api.api_id, protocol_type=ProtocolType.HTTP)
        link = VpcLink.from_vpc_link_id(self, "KnownLink", self.shop.link.vpc_link_id)
        parcels = api.add_http_integration(
            "parcels",
            url="arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-parcels",
            vpc_link=link,
        )
        parcels.add_route("GET /parcels/{parcel_id}")


class EveryResource(TerraformStack):
    """All of it."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws")
        base = Foundation(self, "Base")
        shop = Shop(self, "Shop", base=base)
        ShortForms(self, "ShortForms", base=base)
        Chat(self, "Chat", base=base)
        Neighbour(self, "Neighbour", shop=shop)


app = App()
EveryResource(app, "every-resource")
app.synth()
