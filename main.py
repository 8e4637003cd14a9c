"""
A bookshop's HTTP API and a chat's WebSocket API: the app that ``make synth`` writes.

Region and credentials come from the environment, as for any Terraform configuration.
"""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from apigwv2_tf import (
    AccessLogSettings,
    Api,
    Authorizer,
    AuthorizerType,
    CorsConfiguration,
    HttpMethod,
    JsonSchema,
    JsonSchemaType,
    JwtConfiguration,
    KnownModelKey,
    KnownRouteKey,
    KnownRouteResponseKey,
    LambdaIntegration,
    ProtocolType,
    RouteSettings,
    StageOptions,
)
from cdktf import App, AssetType, TerraformAsset, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cognito_user_pool import CognitoUserPool
from cdktf_cdktf_provider_aws.cognito_user_pool_client import CognitoUserPoolClient
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

CODE = Path(__file__).parent / "examples"
BUILD = TemporaryDirectory()
LOG_DAYS = 30
TABLE_ACTIONS = ("DeleteItem", "GetItem", "PutItem", "Scan")


class PythonFunction(Construct):
    """A Lambda function on the code of a folder, with its role and its log group."""

    def __init__(
        self, scope: Construct, id: str, *, code: TerraformAsset, handler: str, table: DynamodbTable
    ) -> None:
        super().__init__(scope, id)
        name = f"{TerraformStack.of(self).node.id}-{id}"
        logs = CloudwatchLogGroup(
            self, "Logs", name=f"/aws/lambda/{name}", retention_in_days=LOG_DAYS
        )
        self.role = IamRole(
            self,
            "Role",
            name=name,
            assume_role_policy=policy("sts:AssumeRole", service="lambda.amazonaws.com"),
        )
        self.allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], f"{logs.arn}:*")
        self.allow("UseTable", [f"dynamodb:{action}" for action in TABLE_ACTIONS], table.arn)
        self.function = LambdaFunction(
            self,
            "Function",
            function_name=name,
            filename=code.path,
            source_code_hash=code.asset_hash,
            handler=handler,
            runtime="python3.12",
            architectures=["arm64"],
            memory_size=256,
            timeout=10,
            role=self.role.arn,
            environment={"variables": {"TABLE": table.name}},
            depends_on=[logs],
        )

    def allow(self, id: str, actions: list[str], resource: str) -> None:
        """Let the function do something."""
        text = policy(*actions, resource=resource)
        IamRolePolicy(self, id, name=id, role=self.role.id, policy=text)


def python_code(scope: Construct, id: str, *, folder: Path) -> TerraformAsset:
    """Zip the Python files of a folder; the same files make the same zip, wherever they lie."""
    path = Path(BUILD.name, f"{folder.name}.zip")
    with ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*.py")):
            entry = ZipInfo(file.relative_to(folder).as_posix())
            entry.external_attr = 0o644 << 16  # Lambda runs as a user who must be able to read it
            archive.writestr(entry, file.read_bytes())
    return TerraformAsset(scope, id, path=str(path), type=AssetType.FILE)


def policy(*actions: str, resource: str | None = None, service: str | None = None) -> str:
    """Return a policy document with one statement."""
    statement: dict[str, object] = {"Effect": "Allow", "Action": list(actions)}
    if resource is not None:
        statement["Resource"] = resource
    if service is not None:
        statement["Principal"] = {"Service": service}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def table(scope: Construct, id: str, *, key: str) -> DynamodbTable:
    """Define a table that costs nothing while nobody uses it."""
    return DynamodbTable(
        scope,
        id,
        name=f"{TerraformStack.of(scope).node.id}-{id.lower()}",
        billing_mode="PAY_PER_REQUEST",
        hash_key=key,
        attribute=[{"name": key, "type": "S"}],
    )


class Bookshop(TerraformStack):
    """Books that everyone can read and members can change."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws")
        access_log = CloudwatchLogGroup(
            self, "AccessLog", name=f"/aws/vendedlogs/apis/{id}", retention_in_days=LOG_DAYS
        )
        self.api = Api(
            self,
            "Api",
            api_name="bookshop",
            protocol_type=ProtocolType.HTTP,
            cors_configuration=CorsConfiguration(
                allow_origins=["https://bookshop.example"],
                allow_methods=[HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE],
                allow_headers=["authorization", "content-type"],
                max_age=timedelta(hours=1),
            ),
            deploy_options=StageOptions(
                stage_name="$default",
                auto_deploy=True,
                access_log_settings=AccessLogSettings(destination_arn=access_log),
                default_route_settings=RouteSettings(
                    throttling_rate_limit=100, throttling_burst_limit=50
                ),
                route_settings={"PUT /books/{book_id}": RouteSettings(throttling_rate_limit=10)},
            ),
        )
        self.add_routes()
        TerraformOutput(self, "Url", value=self.api.client_url())

    def add_routes(self) -> None:
        """Wire reading for everyone, and writing for members."""
        books = table(self, "Books", key="book_id")
        code = python_code(self, "Code", folder=CODE / "bookshop")

        def wired(id: str, handler: str) -> LambdaIntegration:
            backend = PythonFunction(self, id, code=code, handler=handler, table=books)
            return self.api.add_lambda_integration(id, handler=backend.function)

        reading, writing = wired("read", "books.read"), wired("write", "books.write")
        reading.add_route("GET /books")
        reading.add_route("GET /books/{book_id}")
        members = self.members()
        writing.add_route("PUT /books/{book_id}", authorizer=members)
        writing.add_route("DELETE /books/{book_id}", authorizer=members)

    def members(self) -> Authorizer:
        """Define who is a member: whoever signed in to the user pool."""
        pool = CognitoUserPool(self, "Members", name="bookshop-members")
        client = CognitoUserPoolClient(
            self,
            "Web",
            name="web",
            user_pool_id=pool.id,
            explicit_auth_flows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        return self.api.add_authorizer(
            "Members",
            authorizer_type=AuthorizerType.JWT,
            jwt_configuration=JwtConfiguration(
                issuer=f"https://{pool.endpoint}", audience=[client.id]
            ),
        )


class Chat(TerraformStack):
    """A room in which every message reaches everyone who is connected."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws")
        self.api = Api(
            self,
            "Api",
            api_name="chat",
            protocol_type=ProtocolType.WEBSOCKET,
            route_selection_expression="$request.body.action",
        )
        connections = table(self, "Connections", key="connection_id")
        code = python_code(self, "Code", folder=CODE / "chat")
        presence = PythonFunction(
            self, "presence", code=code, handler="presence.handle", table=connections
        )
        messages = PythonFunction(
            self, "messages", code=code, handler="messages.handle", table=connections
        )
        messages.allow(
            "PostToConnections", ["execute-api:ManageConnections"], self.api.connections_api_arn()
        )
        presence_integration = self.api.add_lambda_integration(
            "presence", handler=presence.function
        )
        presence_integration.add_route(KnownRouteKey.CONNECT)
        presence_integration.add_route(KnownRouteKey.DISCONNECT)
        self.add_messages(self.api.add_lambda_integration("messages", handler=messages.function))
        TerraformOutput(self, "Url", value=self.api.client_url())

    def add_messages(self, integration: LambdaIntegration) -> None:
        """Wire messages; each is answered, and ``sendmessage`` is checked before it is handled."""
        message = self.api.add_model(
            JsonSchema(
                title="SendMessage",
                type=JsonSchemaType.OBJECT,
                required=["action", "text"],
                properties={
                    "action": JsonSchema(enum=["sendmessage"]),
                    "text": JsonSchema(type=JsonSchemaType.STRING, min_length=1, max_length=1000),
                },
            )
        )
        answer = KnownRouteResponseKey.DEFAULT
        send = integration.add_route(
            "sendmessage",
            model_selection_expression=KnownModelKey.DEFAULT,
            request_models={KnownModelKey.DEFAULT: message},
            route_response_selection_expression=answer,
        )
        send.add_response(answer)
        other = integration.add_route(
            KnownRouteKey.DEFAULT, route_response_selection_expression=answer
        )
        other.add_response(answer)


app = App()
Bookshop(app, "bookshop")
Chat(app, "chat")
app.synth()
BUILD.cleanup()
