"""
Define Amazon API Gateway v2, HTTP and WebSocket APIs, in Python on Terraform.

Importing the package loads nothing: each name is loaded when it is first used, and from then on
CDKTF's AWS provider package loads its submodules on demand, in the program's own imports too.
"""

from __future__ import annotations

from apigwv2_tf._lazy_names import loader
from apigwv2_tf.constructs import _lazy_provider

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from apigwv2_tf.checks import ApiGatewayChecks as ApiGatewayChecks
    from apigwv2_tf.constructs._construct import ResourceOptions as ResourceOptions
    from apigwv2_tf.constructs._contracts import IHttpApi as IHttpApi
    from apigwv2_tf.constructs._contracts import IHttpAuthorizer as IHttpAuthorizer
    from apigwv2_tf.constructs._contracts import IHttpIntegration as IHttpIntegration
    from apigwv2_tf.constructs._contracts import IHttpStage as IHttpStage
    from apigwv2_tf.constructs._contracts import IWebSocketApi as IWebSocketApi
    from apigwv2_tf.constructs._contracts import IWebSocketAuthorizer as IWebSocketAuthorizer
    from apigwv2_tf.constructs._contracts import IWebSocketIntegration as IWebSocketIntegration
    from apigwv2_tf.constructs._contracts import IWebSocketStage as IWebSocketStage
    from apigwv2_tf.constructs._protocols import IApi as IApi
    from apigwv2_tf.constructs._protocols import IApiKey as IApiKey
    from apigwv2_tf.constructs._protocols import IApiMapping as IApiMapping
    from apigwv2_tf.constructs._protocols import IAuthorizer as IAuthorizer
    from apigwv2_tf.constructs._protocols import IBucket as IBucket
    from apigwv2_tf.constructs._protocols import ICertificate as ICertificate
    from apigwv2_tf.constructs._protocols import IDeployment as IDeployment
    from apigwv2_tf.constructs._protocols import IDomainName as IDomainName
    from apigwv2_tf.constructs._protocols import IEventBus as IEventBus
    from apigwv2_tf.constructs._protocols import IFunction as IFunction
    from apigwv2_tf.constructs._protocols import IHasArn as IHasArn
    from apigwv2_tf.constructs._protocols import IHasExecutionArn as IHasExecutionArn
    from apigwv2_tf.constructs._protocols import IHasId as IHasId
    from apigwv2_tf.constructs._protocols import IHasRole as IHasRole
    from apigwv2_tf.constructs._protocols import IHasRoleArn as IHasRoleArn
    from apigwv2_tf.constructs._protocols import IHostedZone as IHostedZone
    from apigwv2_tf.constructs._protocols import IHttpRoute as IHttpRoute
    from apigwv2_tf.constructs._protocols import IIntegration as IIntegration
    from apigwv2_tf.constructs._protocols import IModel as IModel
    from apigwv2_tf.constructs._protocols import IQueue as IQueue
    from apigwv2_tf.constructs._protocols import IRole as IRole
    from apigwv2_tf.constructs._protocols import IRoute as IRoute
    from apigwv2_tf.constructs._protocols import IStage as IStage
    from apigwv2_tf.constructs._protocols import IStream as IStream
    from apigwv2_tf.constructs._protocols import IUsagePlan as IUsagePlan
    from apigwv2_tf.constructs._protocols import IVpcLink as IVpcLink
    from apigwv2_tf.constructs._protocols import IWebSocketRoute as IWebSocketRoute
    from apigwv2_tf.constructs.access_log import (
        AccessLogDestinationConfig as AccessLogDestinationConfig,
    )
    from apigwv2_tf.constructs.access_log import AccessLogFormat as AccessLogFormat
    from apigwv2_tf.constructs.access_log import AccessLogSettings as AccessLogSettings
    from apigwv2_tf.constructs.access_log import FirehoseLogDestination as FirehoseLogDestination
    from apigwv2_tf.constructs.access_log import IAccessLogDestination as IAccessLogDestination
    from apigwv2_tf.constructs.access_log import IAccessLogSettings as IAccessLogSettings
    from apigwv2_tf.constructs.access_log import LogGroupLogDestination as LogGroupLogDestination
    from apigwv2_tf.constructs.account import ApiGatewayAccount as ApiGatewayAccount
    from apigwv2_tf.constructs.alarm import Alarm as Alarm
    from apigwv2_tf.constructs.alarm import AlarmOptions as AlarmOptions
    from apigwv2_tf.constructs.api import Api as Api
    from apigwv2_tf.constructs.api_key import ApiKey as ApiKey
    from apigwv2_tf.constructs.api_key import ApiKeyOptions as ApiKeyOptions
    from apigwv2_tf.constructs.api_key import ApiKeyProps as ApiKeyProps
    from apigwv2_tf.constructs.api_key import RateLimitedApiKey as RateLimitedApiKey
    from apigwv2_tf.constructs.api_key import RateLimitedApiKeyProps as RateLimitedApiKeyProps
    from apigwv2_tf.constructs.api_mapping import ApiMapping as ApiMapping
    from apigwv2_tf.constructs.api_mapping import ApiMappingAttributes as ApiMappingAttributes
    from apigwv2_tf.constructs.api_mapping import ApiMappingProps as ApiMappingProps
    from apigwv2_tf.constructs.api_mapping import DomainMappingOptions as DomainMappingOptions
    from apigwv2_tf.constructs.api_options import ApiOptions as ApiOptions
    from apigwv2_tf.constructs.api_options import DefaultTarget as DefaultTarget
    from apigwv2_tf.constructs.authorizer import Authorizer as Authorizer
    from apigwv2_tf.constructs.authorizer_options import AuthorizerOptions as AuthorizerOptions
    from apigwv2_tf.constructs.authorizer_options import JwtConfiguration as JwtConfiguration
    from apigwv2_tf.constructs.certificate import Certificate as Certificate
    from apigwv2_tf.constructs.certificate import CertificateProps as CertificateProps
    from apigwv2_tf.constructs.cors import CorsConfiguration as CorsConfiguration
    from apigwv2_tf.constructs.cors import CorsPreflightOptions as CorsPreflightOptions
    from apigwv2_tf.constructs.deployment import Deployment as Deployment
    from apigwv2_tf.constructs.domain_name import DomainName as DomainName
    from apigwv2_tf.constructs.domain_name_options import (
        DomainNameAttributes as DomainNameAttributes,
    )
    from apigwv2_tf.constructs.domain_name_options import (
        DomainNameConfiguration as DomainNameConfiguration,
    )
    from apigwv2_tf.constructs.domain_name_options import DomainNameProps as DomainNameProps
    from apigwv2_tf.constructs.domain_name_options import EndpointOptions as EndpointOptions
    from apigwv2_tf.constructs.domain_name_options import MTLSConfig as MTLSConfig
    from apigwv2_tf.constructs.grants import Grant as Grant
    from apigwv2_tf.constructs.grants import IGrantable as IGrantable
    from apigwv2_tf.constructs.graph_widget import GraphWidget as GraphWidget
    from apigwv2_tf.constructs.hosted_zone import HostedZoneOptions as HostedZoneOptions
    from apigwv2_tf.constructs.http_api import HttpApi as HttpApi
    from apigwv2_tf.constructs.http_api import HttpApiProps as HttpApiProps
    from apigwv2_tf.constructs.http_api_helper import HttpApiHelper as HttpApiHelper
    from apigwv2_tf.constructs.http_authorizer import HttpAuthorizer as HttpAuthorizer
    from apigwv2_tf.constructs.http_authorizer import (
        HttpAuthorizerAttributes as HttpAuthorizerAttributes,
    )
    from apigwv2_tf.constructs.http_authorizer import HttpAuthorizerProps as HttpAuthorizerProps
    from apigwv2_tf.constructs.http_authorizer import HttpNoneAuthorizer as HttpNoneAuthorizer
    from apigwv2_tf.constructs.http_authorizer import (
        HttpRouteAuthorizerBindOptions as HttpRouteAuthorizerBindOptions,
    )
    from apigwv2_tf.constructs.http_authorizer import (
        HttpRouteAuthorizerConfig as HttpRouteAuthorizerConfig,
    )
    from apigwv2_tf.constructs.http_authorizer import IHttpRouteAuthorizer as IHttpRouteAuthorizer
    from apigwv2_tf.constructs.http_integration import HttpIntegration as HttpIntegration
    from apigwv2_tf.constructs.http_integration import HttpIntegrationProps as HttpIntegrationProps
    from apigwv2_tf.constructs.http_integration import HttpRouteIntegration as HttpRouteIntegration
    from apigwv2_tf.constructs.http_integration import (
        HttpRouteIntegrationBindOptions as HttpRouteIntegrationBindOptions,
    )
    from apigwv2_tf.constructs.http_integration import (
        HttpRouteIntegrationConfig as HttpRouteIntegrationConfig,
    )
    from apigwv2_tf.constructs.http_route import AddRoutesOptions as AddRoutesOptions
    from apigwv2_tf.constructs.http_route import BatchHttpRouteOptions as BatchHttpRouteOptions
    from apigwv2_tf.constructs.http_route import GrantInvokeOptions as GrantInvokeOptions
    from apigwv2_tf.constructs.http_route import HttpRoute as HttpRoute
    from apigwv2_tf.constructs.http_route import HttpRouteOptions as HttpRouteOptions
    from apigwv2_tf.constructs.http_route import HttpRouteProps as HttpRouteProps
    from apigwv2_tf.constructs.http_route_key import HttpRouteKey as HttpRouteKey
    from apigwv2_tf.constructs.http_stage import HttpStage as HttpStage
    from apigwv2_tf.constructs.http_stage import HttpStageAttributes as HttpStageAttributes
    from apigwv2_tf.constructs.http_stage import HttpStageOptions as HttpStageOptions
    from apigwv2_tf.constructs.http_stage import HttpStageProps as HttpStageProps
    from apigwv2_tf.constructs.imported_api import ApiExport as ApiExport
    from apigwv2_tf.constructs.imported_api import ApiLookupOptions as ApiLookupOptions
    from apigwv2_tf.constructs.imported_api import ApiSearch as ApiSearch
    from apigwv2_tf.constructs.imported_api import ImportedApi as ImportedApi
    from apigwv2_tf.constructs.imported_http_api import HttpApiAttributes as HttpApiAttributes
    from apigwv2_tf.constructs.imported_http_api import ImportedHttpApi as ImportedHttpApi
    from apigwv2_tf.constructs.imported_websocket_api import (
        ImportedWebSocketApi as ImportedWebSocketApi,
    )
    from apigwv2_tf.constructs.imported_websocket_api import (
        WebSocketApiAttributes as WebSocketApiAttributes,
    )
    from apigwv2_tf.constructs.integration import Integration as Integration
    from apigwv2_tf.constructs.integration_credentials import (
        IntegrationCredentials as IntegrationCredentials,
    )
    from apigwv2_tf.constructs.integration_options import IntegrationOptions as IntegrationOptions
    from apigwv2_tf.constructs.integration_options import TlsConfig as TlsConfig
    from apigwv2_tf.constructs.integration_response import (
        IntegrationResponse as IntegrationResponse,
    )
    from apigwv2_tf.constructs.integration_response import (
        IntegrationResponseOptions as IntegrationResponseOptions,
    )
    from apigwv2_tf.constructs.json_schema import JsonSchema as JsonSchema
    from apigwv2_tf.constructs.lambda_function import LambdaTarget as LambdaTarget
    from apigwv2_tf.constructs.lambda_integration import LambdaIntegration as LambdaIntegration
    from apigwv2_tf.constructs.lambda_integration import (
        LambdaIntegrationOptions as LambdaIntegrationOptions,
    )
    from apigwv2_tf.constructs.log_group import AccessLogs as AccessLogs
    from apigwv2_tf.constructs.metric import Metric as Metric
    from apigwv2_tf.constructs.metric import MetricOptions as MetricOptions
    from apigwv2_tf.constructs.mock_integration import MockIntegration as MockIntegration
    from apigwv2_tf.constructs.model import Model as Model
    from apigwv2_tf.constructs.model import ModelOptions as ModelOptions
    from apigwv2_tf.constructs.open_api_document import BodyS3Location as BodyS3Location
    from apigwv2_tf.constructs.parameter_mapping import IMappingValue as IMappingValue
    from apigwv2_tf.constructs.parameter_mapping import MappingValue as MappingValue
    from apigwv2_tf.constructs.parameter_mapping import ParameterMapping as ParameterMapping
    from apigwv2_tf.constructs.permission import LambdaPermission as LambdaPermission
    from apigwv2_tf.constructs.policy_statement import PolicyStatement as PolicyStatement
    from apigwv2_tf.constructs.policy_statement import RolePolicy as RolePolicy
    from apigwv2_tf.constructs.policy_statement import policy_document as policy_document
    from apigwv2_tf.constructs.references import ApiKeyReference as ApiKeyReference
    from apigwv2_tf.constructs.references import ApiMappingReference as ApiMappingReference
    from apigwv2_tf.constructs.references import ApiReference as ApiReference
    from apigwv2_tf.constructs.references import AuthorizerReference as AuthorizerReference
    from apigwv2_tf.constructs.references import DomainNameReference as DomainNameReference
    from apigwv2_tf.constructs.references import IntegrationReference as IntegrationReference
    from apigwv2_tf.constructs.references import RouteReference as RouteReference
    from apigwv2_tf.constructs.references import StageReference as StageReference
    from apigwv2_tf.constructs.references import UsagePlanReference as UsagePlanReference
    from apigwv2_tf.constructs.references import VpcLinkReference as VpcLinkReference
    from apigwv2_tf.constructs.route import Route as Route
    from apigwv2_tf.constructs.route import RouteOptions as RouteOptions
    from apigwv2_tf.constructs.route_response import RouteResponse as RouteResponse
    from apigwv2_tf.constructs.route_response import RouteResponseOptions as RouteResponseOptions
    from apigwv2_tf.constructs.route_settings import RouteSettings as RouteSettings
    from apigwv2_tf.constructs.route_settings import ThrottleSettings as ThrottleSettings
    from apigwv2_tf.constructs.service_integration import ServiceIntegration as ServiceIntegration
    from apigwv2_tf.constructs.service_integration import (
        ServiceIntegrationOptions as ServiceIntegrationOptions,
    )
    from apigwv2_tf.constructs.service_role import ServiceRole as ServiceRole
    from apigwv2_tf.constructs.stage import Stage as Stage
    from apigwv2_tf.constructs.stage_options import StageAttributes as StageAttributes
    from apigwv2_tf.constructs.stage_options import StageOptions as StageOptions
    from apigwv2_tf.constructs.throttle import QuotaSettings as QuotaSettings
    from apigwv2_tf.constructs.url_integration import UrlIntegration as UrlIntegration
    from apigwv2_tf.constructs.url_integration import UrlIntegrationOptions as UrlIntegrationOptions
    from apigwv2_tf.constructs.usage_plan import AddApiKeyOptions as AddApiKeyOptions
    from apigwv2_tf.constructs.usage_plan import UsagePlan as UsagePlan
    from apigwv2_tf.constructs.usage_plan import UsagePlanKey as UsagePlanKey
    from apigwv2_tf.constructs.usage_plan import UsagePlanPerApiStage as UsagePlanPerApiStage
    from apigwv2_tf.constructs.usage_plan import UsagePlanProps as UsagePlanProps
    from apigwv2_tf.constructs.vpc_link import VpcLink as VpcLink
    from apigwv2_tf.constructs.vpc_link_options import VpcLinkAttributes as VpcLinkAttributes
    from apigwv2_tf.constructs.vpc_link_options import VpcLinkProps as VpcLinkProps
    from apigwv2_tf.constructs.websocket_api import WebSocketApi as WebSocketApi
    from apigwv2_tf.constructs.websocket_api import (
        WebSocketApiKeySelectionExpression as WebSocketApiKeySelectionExpression,
    )
    from apigwv2_tf.constructs.websocket_api import WebSocketApiProps as WebSocketApiProps
    from apigwv2_tf.constructs.websocket_authorizer import (
        IWebSocketRouteAuthorizer as IWebSocketRouteAuthorizer,
    )
    from apigwv2_tf.constructs.websocket_authorizer import (
        WebSocketAuthorizer as WebSocketAuthorizer,
    )
    from apigwv2_tf.constructs.websocket_authorizer import (
        WebSocketAuthorizerAttributes as WebSocketAuthorizerAttributes,
    )
    from apigwv2_tf.constructs.websocket_authorizer import (
        WebSocketAuthorizerProps as WebSocketAuthorizerProps,
    )
    from apigwv2_tf.constructs.websocket_authorizer import (
        WebSocketNoneAuthorizer as WebSocketNoneAuthorizer,
    )
    from apigwv2_tf.constructs.websocket_authorizer import (
        WebSocketRouteAuthorizerBindOptions as WebSocketRouteAuthorizerBindOptions,
    )
    from apigwv2_tf.constructs.websocket_authorizer import (
        WebSocketRouteAuthorizerConfig as WebSocketRouteAuthorizerConfig,
    )
    from apigwv2_tf.constructs.websocket_integration import (
        WebSocketIntegration as WebSocketIntegration,
    )
    from apigwv2_tf.constructs.websocket_integration import (
        WebSocketIntegrationProps as WebSocketIntegrationProps,
    )
    from apigwv2_tf.constructs.websocket_integration import (
        WebSocketRouteIntegration as WebSocketRouteIntegration,
    )
    from apigwv2_tf.constructs.websocket_integration import (
        WebSocketRouteIntegrationBindOptions as WebSocketRouteIntegrationBindOptions,
    )
    from apigwv2_tf.constructs.websocket_integration import (
        WebSocketRouteIntegrationConfig as WebSocketRouteIntegrationConfig,
    )
    from apigwv2_tf.constructs.websocket_route import WebSocketRoute as WebSocketRoute
    from apigwv2_tf.constructs.websocket_route import WebSocketRouteOptions as WebSocketRouteOptions
    from apigwv2_tf.constructs.websocket_route import WebSocketRouteProps as WebSocketRouteProps
    from apigwv2_tf.constructs.websocket_stage import WebSocketStage as WebSocketStage
    from apigwv2_tf.constructs.websocket_stage import (
        WebSocketStageAttributes as WebSocketStageAttributes,
    )
    from apigwv2_tf.constructs.websocket_stage import WebSocketStageOptions as WebSocketStageOptions
    from apigwv2_tf.constructs.websocket_stage import WebSocketStageProps as WebSocketStageProps
    from apigwv2_tf.errors import ApiGatewayError as ApiGatewayError
    from apigwv2_tf.errors import ApiGatewayWarning as ApiGatewayWarning
    from apigwv2_tf.errors import MissingExtraError as MissingExtraError
    from apigwv2_tf.errors import OptionError as OptionError
    from apigwv2_tf.errors import Problem as Problem
    from apigwv2_tf.errors import UnsupportedOptionError as UnsupportedOptionError
    from apigwv2_tf.terms import AuthorizationType as AuthorizationType
    from apigwv2_tf.terms import AuthorizerPayloadVersion as AuthorizerPayloadVersion
    from apigwv2_tf.terms import AuthorizerType as AuthorizerType
    from apigwv2_tf.terms import BasePath as BasePath
    from apigwv2_tf.terms import ComparisonOperator as ComparisonOperator
    from apigwv2_tf.terms import ConnectionType as ConnectionType
    from apigwv2_tf.terms import ContentHandling as ContentHandling
    from apigwv2_tf.terms import ContentHandlingStrategy as ContentHandlingStrategy
    from apigwv2_tf.terms import CorsHttpMethod as CorsHttpMethod
    from apigwv2_tf.terms import EndpointType as EndpointType
    from apigwv2_tf.terms import ExportOutputType as ExportOutputType
    from apigwv2_tf.terms import HttpAuthorizerType as HttpAuthorizerType
    from apigwv2_tf.terms import HttpConnectionType as HttpConnectionType
    from apigwv2_tf.terms import HttpIntegrationSubtype as HttpIntegrationSubtype
    from apigwv2_tf.terms import HttpIntegrationType as HttpIntegrationType
    from apigwv2_tf.terms import HttpMethod as HttpMethod
    from apigwv2_tf.terms import IntegrationMethod as IntegrationMethod
    from apigwv2_tf.terms import IntegrationSubtype as IntegrationSubtype
    from apigwv2_tf.terms import IntegrationType as IntegrationType
    from apigwv2_tf.terms import IpAddressType as IpAddressType
    from apigwv2_tf.terms import JsonSchemaType as JsonSchemaType
    from apigwv2_tf.terms import JsonSchemaVersion as JsonSchemaVersion
    from apigwv2_tf.terms import KnownApiKeySelectionExpression as KnownApiKeySelectionExpression
    from apigwv2_tf.terms import KnownContentTypes as KnownContentTypes
    from apigwv2_tf.terms import KnownIntegrationResponseKey as KnownIntegrationResponseKey
    from apigwv2_tf.terms import KnownModelKey as KnownModelKey
    from apigwv2_tf.terms import KnownRouteKey as KnownRouteKey
    from apigwv2_tf.terms import KnownRouteResponseKey as KnownRouteResponseKey
    from apigwv2_tf.terms import KnownRouteSelectionExpression as KnownRouteSelectionExpression
    from apigwv2_tf.terms import KnownTemplateKey as KnownTemplateKey
    from apigwv2_tf.terms import LoggingLevel as LoggingLevel
    from apigwv2_tf.terms import LogGroupClass as LogGroupClass
    from apigwv2_tf.terms import PassthroughBehavior as PassthroughBehavior
    from apigwv2_tf.terms import PayloadFormatVersion as PayloadFormatVersion
    from apigwv2_tf.terms import Period as Period
    from apigwv2_tf.terms import ProtocolType as ProtocolType
    from apigwv2_tf.terms import SecurityPolicy as SecurityPolicy
    from apigwv2_tf.terms import TreatMissingData as TreatMissingData
    from apigwv2_tf.terms import Unit as Unit
    from apigwv2_tf.terms import WebSocketAuthorizerType as WebSocketAuthorizerType
    from apigwv2_tf.terms import WebSocketIntegrationType as WebSocketIntegrationType

__version__ = "0.1.0"

_lazy_provider.install()

_HOME = {
    "AccessLogDestinationConfig": "constructs.access_log",
    "AccessLogFormat": "constructs.access_log",
    "AccessLogSettings": "constructs.access_log",
    "AccessLogs": "constructs.log_group",
    "AddApiKeyOptions": "constructs.usage_plan",
    "AddRoutesOptions": "constructs.http_route",
    "Alarm": "constructs.alarm",
    "AlarmOptions": "constructs.alarm",
    "Api": "constructs.api",
    "ApiExport": "constructs.imported_api",
    "ApiGatewayAccount": "constructs.account",
    "ApiGatewayChecks": "checks",
    "ApiGatewayError": "errors",
    "ApiGatewayWarning": "errors",
    "ApiKey": "constructs.api_key",
    "ApiKeyOptions": "constructs.api_key",
    "ApiKeyProps": "constructs.api_key",
    "ApiKeyReference": "constructs.references",
    "ApiLookupOptions": "constructs.imported_api",
    "ApiMapping": "constructs.api_mapping",
    "ApiMappingAttributes": "constructs.api_mapping",
    "ApiMappingProps": "constructs.api_mapping",
    "ApiMappingReference": "constructs.references",
    "ApiOptions": "constructs.api_options",
    "ApiReference": "constructs.references",
    "ApiSearch": "constructs.imported_api",
    "AuthorizationType": "terms",
    "Authorizer": "constructs.authorizer",
    "AuthorizerOptions": "constructs.authorizer_options",
    "AuthorizerPayloadVersion": "terms",
    "AuthorizerReference": "constructs.references",
    "AuthorizerType": "terms",
    "BasePath": "terms",
    "BatchHttpRouteOptions": "constructs.http_route",
    "BodyS3Location": "constructs.open_api_document",
    "Certificate": "constructs.certificate",
    "CertificateProps": "constructs.certificate",
    "ComparisonOperator": "terms",
    "ConnectionType": "terms",
    "ContentHandling": "terms",
    "ContentHandlingStrategy": "terms",
    "CorsConfiguration": "constructs.cors",
    "CorsHttpMethod": "terms",
    "CorsPreflightOptions": "constructs.cors",
    "DefaultTarget": "constructs.api_options",
    "Deployment": "constructs.deployment",
    "DomainMappingOptions": "constructs.api_mapping",
    "DomainName": "constructs.domain_name",
    "DomainNameAttributes": "constructs.domain_name_options",
    "DomainNameConfiguration": "constructs.domain_name_options",
    "DomainNameProps": "constructs.domain_name_options",
    "DomainNameReference": "constructs.references",
    "EndpointOptions": "constructs.domain_name_options",
    "EndpointType": "terms",
    "ExportOutputType": "terms",
    "FirehoseLogDestination": "constructs.access_log",
    "Grant": "constructs.grants",
    "GrantInvokeOptions": "constructs.http_route",
    "GraphWidget": "constructs.graph_widget",
    "HostedZoneOptions": "constructs.hosted_zone",
    "HttpApi": "constructs.http_api",
    "HttpApiAttributes": "constructs.imported_http_api",
    "HttpApiHelper": "constructs.http_api_helper",
    "HttpApiProps": "constructs.http_api",
    "HttpAuthorizer": "constructs.http_authorizer",
    "HttpAuthorizerAttributes": "constructs.http_authorizer",
    "HttpAuthorizerProps": "constructs.http_authorizer",
    "HttpAuthorizerType": "terms",
    "HttpConnectionType": "terms",
    "HttpIntegration": "constructs.http_integration",
    "HttpIntegrationProps": "constructs.http_integration",
    "HttpIntegrationSubtype": "terms",
    "HttpIntegrationType": "terms",
    "HttpMethod": "terms",
    "HttpNoneAuthorizer": "constructs.http_authorizer",
    "HttpRoute": "constructs.http_route",
    "HttpRouteAuthorizerBindOptions": "constructs.http_authorizer",
    "HttpRouteAuthorizerConfig": "constructs.http_authorizer",
    "HttpRouteIntegration": "constructs.http_integration",
    "HttpRouteIntegrationBindOptions": "constructs.http_integration",
    "HttpRouteIntegrationConfig": "constructs.http_integration",
    "HttpRouteKey": "constructs.http_route_key",
    "HttpRouteOptions": "constructs.http_route",
    "HttpRouteProps": "constructs.http_route",
    "HttpStage": "constructs.http_stage",
    "HttpStageAttributes": "constructs.http_stage",
    "HttpStageOptions": "constructs.http_stage",
    "HttpStageProps": "constructs.http_stage",
    "IAccessLogDestination": "constructs.access_log",
    "IAccessLogSettings": "constructs.access_log",
    "IApi": "constructs._protocols",
    "IApiKey": "constructs._protocols",
    "IApiMapping": "constructs._protocols",
    "IAuthorizer": "constructs._protocols",
    "IBucket": "constructs._protocols",
    "ICertificate": "constructs._protocols",
    "IDeployment": "constructs._protocols",
    "IDomainName": "constructs._protocols",
    "IEventBus": "constructs._protocols",
    "IFunction": "constructs._protocols",
    "IGrantable": "constructs.grants",
    "IHasArn": "constructs._protocols",
    "IHasExecutionArn": "constructs._protocols",
    "IHasId": "constructs._protocols",
    "IHasRole": "constructs._protocols",
    "IHasRoleArn": "constructs._protocols",
    "IHostedZone": "constructs._protocols",
    "IHttpApi": "constructs._contracts",
    "IHttpAuthorizer": "constructs._contracts",
    "IHttpIntegration": "constructs._contracts",
    "IHttpRoute": "constructs._protocols",
    "IHttpRouteAuthorizer": "constructs.http_authorizer",
    "IHttpStage": "constructs._contracts",
    "IIntegration": "constructs._protocols",
    "IMappingValue": "constructs.parameter_mapping",
    "IModel": "constructs._protocols",
    "IQueue": "constructs._protocols",
    "IRole": "constructs._protocols",
    "IRoute": "constructs._protocols",
    "IStage": "constructs._protocols",
    "IStream": "constructs._protocols",
    "IUsagePlan": "constructs._protocols",
    "IVpcLink": "constructs._protocols",
    "IWebSocketApi": "constructs._contracts",
    "IWebSocketAuthorizer": "constructs._contracts",
    "IWebSocketIntegration": "constructs._contracts",
    "IWebSocketRoute": "constructs._protocols",
    "IWebSocketRouteAuthorizer": "constructs.websocket_authorizer",
    "IWebSocketStage": "constructs._contracts",
    "ImportedApi": "constructs.imported_api",
    "ImportedHttpApi": "constructs.imported_http_api",
    "ImportedWebSocketApi": "constructs.imported_websocket_api",
    "Integration": "constructs.integration",
    "IntegrationCredentials": "constructs.integration_credentials",
    "IntegrationMethod": "terms",
    "IntegrationOptions": "constructs.integration_options",
    "IntegrationReference": "constructs.references",
    "IntegrationResponse": "constructs.integration_response",
    "IntegrationResponseOptions": "constructs.integration_response",
    "IntegrationSubtype": "terms",
    "IntegrationType": "terms",
    "IpAddressType": "terms",
    "JsonSchema": "constructs.json_schema",
    "JsonSchemaType": "terms",
    "JsonSchemaVersion": "terms",
    "JwtConfiguration": "constructs.authorizer_options",
    "KnownApiKeySelectionExpression": "terms",
    "KnownContentTypes": "terms",
    "KnownIntegrationResponseKey": "terms",
    "KnownModelKey": "terms",
    "KnownRouteKey": "terms",
    "KnownRouteResponseKey": "terms",
    "KnownRouteSelectionExpression": "terms",
    "KnownTemplateKey": "terms",
    "LambdaIntegration": "constructs.lambda_integration",
    "LambdaIntegrationOptions": "constructs.lambda_integration",
    "LambdaPermission": "constructs.permission",
    "LambdaTarget": "constructs.lambda_function",
    "LogGroupClass": "terms",
    "LogGroupLogDestination": "constructs.access_log",
    "LoggingLevel": "terms",
    "MTLSConfig": "constructs.domain_name_options",
    "MappingValue": "constructs.parameter_mapping",
    "Metric": "constructs.metric",
    "MetricOptions": "constructs.metric",
    "MissingExtraError": "errors",
    "MockIntegration": "constructs.mock_integration",
    "Model": "constructs.model",
    "ModelOptions": "constructs.model",
    "OptionError": "errors",
    "ParameterMapping": "constructs.parameter_mapping",
    "PassthroughBehavior": "terms",
    "PayloadFormatVersion": "terms",
    "Period": "terms",
    "PolicyStatement": "constructs.policy_statement",
    "Problem": "errors",
    "ProtocolType": "terms",
    "QuotaSettings": "constructs.throttle",
    "RateLimitedApiKey": "constructs.api_key",
    "RateLimitedApiKeyProps": "constructs.api_key",
    "ResourceOptions": "constructs._construct",
    "RolePolicy": "constructs.policy_statement",
    "Route": "constructs.route",
    "RouteOptions": "constructs.route",
    "RouteReference": "constructs.references",
    "RouteResponse": "constructs.route_response",
    "RouteResponseOptions": "constructs.route_response",
    "RouteSettings": "constructs.route_settings",
    "SecurityPolicy": "terms",
    "ServiceIntegration": "constructs.service_integration",
    "ServiceIntegrationOptions": "constructs.service_integration",
    "ServiceRole": "constructs.service_role",
    "Stage": "constructs.stage",
    "StageAttributes": "constructs.stage_options",
    "StageOptions": "constructs.stage_options",
    "StageReference": "constructs.references",
    "ThrottleSettings": "constructs.route_settings",
    "TlsConfig": "constructs.integration_options",
    "TreatMissingData": "terms",
    "Unit": "terms",
    "UnsupportedOptionError": "errors",
    "UrlIntegration": "constructs.url_integration",
    "UrlIntegrationOptions": "constructs.url_integration",
    "UsagePlan": "constructs.usage_plan",
    "UsagePlanKey": "constructs.usage_plan",
    "UsagePlanPerApiStage": "constructs.usage_plan",
    "UsagePlanProps": "constructs.usage_plan",
    "UsagePlanReference": "constructs.references",
    "VpcLink": "constructs.vpc_link",
    "VpcLinkAttributes": "constructs.vpc_link_options",
    "VpcLinkProps": "constructs.vpc_link_options",
    "VpcLinkReference": "constructs.references",
    "WebSocketApi": "constructs.websocket_api",
    "WebSocketApiAttributes": "constructs.imported_websocket_api",
    "WebSocketApiKeySelectionExpression": "constructs.websocket_api",
    "WebSocketApiProps": "constructs.websocket_api",
    "WebSocketAuthorizer": "constructs.websocket_authorizer",
    "WebSocketAuthorizerAttributes": "constructs.websocket_authorizer",
    "WebSocketAuthorizerProps": "constructs.websocket_authorizer",
    "WebSocketAuthorizerType": "terms",
    "WebSocketIntegration": "constructs.websocket_integration",
    "WebSocketIntegrationProps": "constructs.websocket_integration",
    "WebSocketIntegrationType": "terms",
    "WebSocketNoneAuthorizer": "constructs.websocket_authorizer",
    "WebSocketRoute": "constructs.websocket_route",
    "WebSocketRouteAuthorizerBindOptions": "constructs.websocket_authorizer",
    "WebSocketRouteAuthorizerConfig": "constructs.websocket_authorizer",
    "WebSocketRouteIntegration": "constructs.websocket_integration",
    "WebSocketRouteIntegrationBindOptions": "constructs.websocket_integration",
    "WebSocketRouteIntegrationConfig": "constructs.websocket_integration",
    "WebSocketRouteOptions": "constructs.websocket_route",
    "WebSocketRouteProps": "constructs.websocket_route",
    "WebSocketStage": "constructs.websocket_stage",
    "WebSocketStageAttributes": "constructs.websocket_stage",
    "WebSocketStageOptions": "constructs.websocket_stage",
    "WebSocketStageProps": "constructs.websocket_stage",
    "policy_document": "constructs.policy_statement",
}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604 - names only

if not TYPE_CHECKING:  # type checkers read the imports above, and know what is missing
    __getattr__, __dir__ = loader(__name__, _HOME)
