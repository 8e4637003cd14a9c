"""The local AWS refuses what AWS refuses, asked directly instead of through Terraform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.support import local_aws as aws_process

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient

    Call = tuple[str, dict[str, Any]]

pytestmark = pytest.mark.e2e

_LAMBDA = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"
_JWT = {
    "AuthorizerType": "JWT",
    "IdentitySource": ["$request.header.Authorization"],
    "JwtConfiguration": {"Audience": ["one"], "Issuer": "https://issuer.example.com"},
}
_REQUEST = {"AuthorizerType": "REQUEST", "AuthorizerUri": _LAMBDA}
_URL = {
    "IntegrationType": "HTTP_PROXY",
    "IntegrationMethod": "GET",
    "IntegrationUri": "https://example.com",
}
_QUEUE = {
    "IntegrationType": "AWS_PROXY",
    "IntegrationSubtype": "SQS-SendMessage",
    "CredentialsArn": "arn:aws:iam::123456789012:role/r",
}
_CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/c"


@pytest.fixture
def gateway(local_aws: str, aws: Callable[[str], BaseClient]) -> BaseClient:
    """Return a client of an API Gateway v2 with nothing in it."""
    aws_process.reset(local_aws)
    return aws("apigatewayv2")


@pytest.fixture
def http(gateway: BaseClient) -> str:
    """Return the id of an HTTP API with one route."""
    api: str = gateway.create_api(Name="http", ProtocolType="HTTP")["ApiId"]
    gateway.create_route(ApiId=api, RouteKey="GET /")
    return api


@pytest.fixture
def websocket(gateway: BaseClient) -> str:
    """Return the id of a WebSocket API with one route."""
    created = gateway.create_api(
        Name="websocket", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action"
    )
    api: str = created["ApiId"]
    gateway.create_route(ApiId=api, RouteKey="$default")
    return api


def _refusal(call: Callable[..., Any], **arguments: Any) -> str:  # noqa: ANN401 AWS takes anything
    """Return the message with which AWS refuses a call."""
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    message: str = refused.value.response["Error"]["Message"]
    return message


@pytest.mark.parametrize(
    ("operation", "arguments", "reason"),
    [
        pytest.param(
            "create_route",
            {"RouteKey": "get /"},
            "not formatted properly",
            id="method in lower case",
        ),
        pytest.param(
            "create_route", {"RouteKey": "GET /a/"}, "not formatted properly", id="trailing slash"
        ),
        pytest.param(
            "create_route", {"RouteKey": "GET /"}, "Route with key GET / already exists", id="twice"
        ),
        pytest.param(
            "create_route",
            {"RouteKey": "GET /a", "Target": "integrations/nowhere"},
            "Invalid Integration target",
            id="route to nowhere",
        ),
        pytest.param(
            "create_route",
            {"RouteKey": "GET /a", "AuthorizationType": "JWT"},
            "requires a valid JWT authorizer",
            id="JWT without authorizer",
        ),
        pytest.param(
            "create_route",
            {"RouteKey": "GET /a", "AuthorizationType": "CUSTOM", "AuthorizerId": "nobody"},
            "requires a valid Lambda authorizer",
            id="unknown authorizer",
        ),
        pytest.param(
            "create_route",
            {"RouteKey": "GET /a", "ApiKeyRequired": True},
            "ApiKeyRequired is not supported",
            id="API key",
        ),
        pytest.param(
            "create_integration", {"IntegrationType": "MOCK"}, "MOCK is not supported", id="mock"
        ),
        pytest.param(
            "create_integration",
            {"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com"},
            "HttpMethod must be specified",
            id="URL without method",
        ),
        pytest.param(
            "create_integration",
            {**_URL, "TimeoutInMillis": 30_001},
            "Timeout should be between 50 ms and 30000 ms",
            id="timeout",
        ),
        pytest.param(
            "create_integration",
            {**_URL, "PayloadFormatVersion": "2.0"},
            "supported only for Lambda",
            id="payload 2.0 for a URL",
        ),
        pytest.param(
            "create_integration",
            {**_URL, "ConnectionType": "VPC_LINK", "ConnectionId": "nowhere"},
            "Invalid VpcLink identifier",
            id="unknown VPC link",
        ),
        pytest.param(
            "create_integration",
            {**_QUEUE, "RequestParameters": {"QueueUrl": "u"}},
            "Missing required request parameters: MessageBody",
            id="service without its parameters",
        ),
        pytest.param(
            "create_integration",
            {**_QUEUE, "IntegrationSubtype": "SQS-Send"},
            "Invalid integration subtype",
            id="unknown subtype",
        ),
        pytest.param(
            "create_integration",
            {**_URL, "ResponseParameters": {"700": {"overwrite:statuscode": "200"}}},
            "status code 700",
            id="status code",
        ),
        pytest.param(
            "create_authorizer",
            {**_JWT, "Name": "a", "IdentitySource": ["$request.header.a", "$request.header.b"]},
            "Exactly one identity source",
            id="JWT with two sources",
        ),
        pytest.param(
            "create_authorizer",
            {**_JWT, "Name": "a", "JwtConfiguration": {"Issuer": "https://i.example.com"}},
            "Audience is required",
            id="JWT without audience",
        ),
        pytest.param(
            "create_authorizer",
            {**_REQUEST, "Name": "a", "IdentitySource": []},
            "AuthorizerPayloadFormatVersion is a required parameter",
            id="Lambda authorizer without payload version",
        ),
        pytest.param(
            "create_authorizer",
            {
                **_REQUEST,
                "Name": "a",
                "IdentitySource": [],
                "AuthorizerPayloadFormatVersion": "2.0",
                "AuthorizerResultTtlInSeconds": 300,
            },
            "Identity source required for caching",
            id="cache without identity source",
        ),
        pytest.param(
            "create_model", {"Name": "m", "Schema": "{}"}, "supported only for", id="model"
        ),
        pytest.param(
            "create_stage", {"StageName": "bad name!"}, "Stage name only allows", id="stage name"
        ),
        pytest.param(
            "create_stage",
            {"StageName": "s", "DefaultRouteSettings": {"LoggingLevel": "INFO"}},
            "Execution logs are not supported on protocolType HTTP",
            id="execution logs",
        ),
        pytest.param(
            "create_stage",
            {"StageName": "s", "AccessLogSettings": {"Format": "$context.status"}},
            "must contain $context.requestId",
            id="access log without request id",
        ),
        pytest.param(
            "create_stage",
            {"StageName": "s", "DeploymentId": "nothing"},
            "Invalid Deployment identifier",
            id="unknown deployment",
        ),
        pytest.param(
            "update_api",
            {"CorsConfiguration": {"AllowCredentials": True, "AllowOrigins": ["*"]}},
            "allow-credentials is not supported",
            id="credentials for every origin",
        ),
        pytest.param(
            "update_api",
            {"RouteSelectionExpression": "$request.body.action"},
            "RouteSelectionExpression of an HTTP API",
            id="route selection",
        ),
        pytest.param("reimport_api", {"Body": "[]"}, "Invalid OpenAPI input", id="document"),
    ],
)
def test_http_api_refuses(
    gateway: BaseClient, http: str, operation: str, arguments: dict[str, Any], reason: str
) -> None:
    """An HTTP API refuses what only the apply of a plan would find out."""
    assert reason in _refusal(getattr(gateway, operation), ApiId=http, **arguments)


@pytest.mark.parametrize(
    ("operation", "arguments", "reason"),
    [
        pytest.param(
            "create_route",
            {"RouteKey": "send", "AuthorizationType": "AWS_IAM"},
            "authorization is restricted to the $connect route",
            id="authorization of a message",
        ),
        pytest.param(
            "create_route",
            {"RouteKey": "send", "RequestModels": {"a": "unknown"}},
            "Invalid model name",
            id="unknown model",
        ),
        pytest.param(
            "create_integration",
            {"IntegrationType": "MOCK", "TimeoutInMillis": 29_001},
            "Timeout should be between 50 ms and 29000 ms",
            id="timeout",
        ),
        pytest.param(
            "create_integration",
            {
                "IntegrationType": "AWS_PROXY",
                "IntegrationUri": "arn:aws:lambda:eu-west-1:123456789012:function:f",
            },
            "Invalid function ARN",
            id="plain function ARN",
        ),
        pytest.param(
            "create_authorizer", {**_JWT, "Name": "a"}, "supported only for HTTP APIs", id="JWT"
        ),
        pytest.param(
            "create_authorizer",
            {
                **_REQUEST,
                "Name": "a",
                "IdentitySource": ["route.request.header.a"],
                "AuthorizerPayloadFormatVersion": "2.0",
            },
            "not supported for protocol type WEBSOCKET",
            id="payload version of an authorizer",
        ),
        pytest.param(
            "create_stage", {"StageName": "$default"}, "Stage name only allows", id="$default stage"
        ),
        pytest.param(
            "update_api",
            {"CorsConfiguration": {"AllowOrigins": ["https://example.com"]}},
            "supported only for HTTP",
            id="CORS",
        ),
    ],
)
def test_websocket_api_refuses(
    gateway: BaseClient, websocket: str, operation: str, arguments: dict[str, Any], reason: str
) -> None:
    """A WebSocket API refuses what only the apply of a plan would find out."""
    assert reason in _refusal(getattr(gateway, operation), ApiId=websocket, **arguments)


def test_authorizer_name_is_unique(gateway: BaseClient, http: str) -> None:
    """An API has one authorizer of a name."""
    gateway.create_authorizer(ApiId=http, Name="a", **_JWT)

    assert "must be unique" in _refusal(gateway.create_authorizer, ApiId=http, Name="a", **_JWT)


def test_refused_update_changes_nothing(gateway: BaseClient, http: str) -> None:
    """What was there before a refused update is still there."""
    cors = {"AllowCredentials": True, "AllowOrigins": ["*"]}

    _refusal(gateway.update_api, ApiId=http, Name="new", CorsConfiguration=cors)

    assert gateway.get_api(ApiId=http)["Name"] == "http"


@pytest.fixture
def domain(gateway: BaseClient, http: str) -> str:
    """Return a domain name with a mapping of a stage of the HTTP API."""
    gateway.create_stage(ApiId=http, StageName="live")
    gateway.create_domain_name(
        DomainName="api.example.com",
        DomainNameConfigurations=[{"CertificateArn": _CERTIFICATE}],
    )
    gateway.create_api_mapping(
        ApiId=http, DomainName="api.example.com", Stage="live", ApiMappingKey="v1"
    )
    return "api.example.com"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param({"ApiMappingKey": "v1"}, "ApiMapping key already exists", id="twice"),
        pytest.param({"ApiMappingKey": "/v2"}, "should not start or end with", id="slash"),
        pytest.param({"Stage": "unknown"}, "Invalid stage identifier", id="unknown stage"),
        pytest.param({"ApiId": "unknown"}, "Invalid API identifier", id="unknown API"),
    ],
)
def test_mapping_is_refused(
    gateway: BaseClient, http: str, domain: str, arguments: dict[str, str], reason: str
) -> None:
    """A domain name maps each path once, to what exists."""
    mapping = {"ApiId": http, "DomainName": domain, "Stage": "live", "ApiMappingKey": "v2"}

    assert reason in _refusal(gateway.create_api_mapping, **{**mapping, **arguments})


def test_domain_name_serves_one_sort_of_api(
    gateway: BaseClient, websocket: str, domain: str
) -> None:
    """A domain name of an HTTP API takes no WebSocket API."""
    gateway.create_stage(ApiId=websocket, StageName="live")

    assert "WebSocket" in _refusal(
        gateway.create_api_mapping, ApiId=websocket, DomainName=domain, Stage="live"
    )


def test_mapped_stage_stays(gateway: BaseClient, http: str, domain: str) -> None:
    """A stage is not deleted while a domain name maps to it."""
    assert "remove all API mappings" in _refusal(
        gateway.delete_stage, ApiId=http, StageName="live"
    ), domain


def test_mapped_api_stays(gateway: BaseClient, http: str, domain: str) -> None:
    """An API is not deleted while a domain name maps to it."""
    assert "remove all API mappings" in _refusal(gateway.delete_api, ApiId=http), domain


def test_vpc_link_in_use_stays(gateway: BaseClient, http: str) -> None:
    """A VPC link is not deleted while an integration uses it."""
    link = gateway.create_vpc_link(Name="link", SubnetIds=["subnet-1"])["VpcLinkId"]
    gateway.create_integration(ApiId=http, ConnectionType="VPC_LINK", ConnectionId=link, **_URL)

    assert "is referenced in" in _refusal(gateway.delete_vpc_link, VpcLinkId=link)
