"""
Define Amazon API Gateway v2, HTTP and WebSocket APIs, in Python on Terraform.

Importing the package loads nothing: each name is loaded when it is first used, and from then on
CDKTF's AWS provider package loads its submodules on demand, in the program's own imports too.
"""

from __future__ import annotations

from importlib import import_module

from apigwv2_tf.constructs import _lazy_provider

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from apigwv2_tf.constructs._construct import ResourceOptions as ResourceOptions
    from apigwv2_tf.constructs._protocols import IApi as IApi
    from apigwv2_tf.constructs._protocols import IApiMapping as IApiMapping
    from apigwv2_tf.constructs._protocols import IAuthorizer as IAuthorizer
    from apigwv2_tf.constructs._protocols import IBucket as IBucket
    from apigwv2_tf.constructs._protocols import IDeployment as IDeployment
    from apigwv2_tf.constructs._protocols import IDomainName as IDomainName
    from apigwv2_tf.constructs._protocols import IFunction as IFunction
    from apigwv2_tf.constructs._protocols import IHasArn as IHasArn
    from apigwv2_tf.constructs._protocols import IHasId as IHasId
    from apigwv2_tf.constructs._protocols import IIntegration as IIntegration
    from apigwv2_tf.constructs._protocols import IModel as IModel
    from apigwv2_tf.constructs._protocols import IRoute as IRoute
    from apigwv2_tf.constructs._protocols import IStage as IStage
    from apigwv2_tf.constructs._protocols import IVpcLink as IVpcLink
    from apigwv2_tf.constructs.access_log import AccessLogSettings as AccessLogSettings
    from apigwv2_tf.constructs.api import Api as Api
    from apigwv2_tf.constructs.api_mapping import ApiMapping as ApiMapping
    from apigwv2_tf.constructs.api_options import ApiOptions as ApiOptions
    from apigwv2_tf.constructs.api_options import DefaultTarget as DefaultTarget
    from apigwv2_tf.constructs.authorizer import Authorizer as Authorizer
    from apigwv2_tf.constructs.authorizer import AuthorizerOptions as AuthorizerOptions
    from apigwv2_tf.constructs.authorizer import JwtConfiguration as JwtConfiguration
    from apigwv2_tf.constructs.cors import CorsConfiguration as CorsConfiguration
    from apigwv2_tf.constructs.deployment import Deployment as Deployment
    from apigwv2_tf.constructs.domain_name import DomainName as DomainName
    from apigwv2_tf.constructs.domain_name import DomainNameConfiguration as DomainNameConfiguration
    from apigwv2_tf.constructs.domain_name import MTLSConfig as MTLSConfig
    from apigwv2_tf.constructs.imported_api import ApiExport as ApiExport
    from apigwv2_tf.constructs.imported_api import ApiLookupOptions as ApiLookupOptions
    from apigwv2_tf.constructs.imported_api import ApiSearch as ApiSearch
    from apigwv2_tf.constructs.imported_api import ImportedApi as ImportedApi
    from apigwv2_tf.constructs.integration import Integration as Integration
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
    from apigwv2_tf.constructs.mock_integration import MockIntegration as MockIntegration
    from apigwv2_tf.constructs.model import Model as Model
    from apigwv2_tf.constructs.model import ModelOptions as ModelOptions
    from apigwv2_tf.constructs.open_api_document import BodyS3Location as BodyS3Location
    from apigwv2_tf.constructs.parameter_mapping import IMappingValue as IMappingValue
    from apigwv2_tf.constructs.parameter_mapping import MappingValue as MappingValue
    from apigwv2_tf.constructs.parameter_mapping import ParameterMapping as ParameterMapping
    from apigwv2_tf.constructs.permission import LambdaPermission as LambdaPermission
    from apigwv2_tf.constructs.route import Route as Route
    from apigwv2_tf.constructs.route import RouteOptions as RouteOptions
    from apigwv2_tf.constructs.route_response import RouteResponse as RouteResponse
    from apigwv2_tf.constructs.route_response import RouteResponseOptions as RouteResponseOptions
    from apigwv2_tf.constructs.route_settings import RouteSettings as RouteSettings
    from apigwv2_tf.constructs.service_integration import ServiceIntegration as ServiceIntegration
    from apigwv2_tf.constructs.service_integration import (
        ServiceIntegrationOptions as ServiceIntegrationOptions,
    )
    from apigwv2_tf.constructs.stage import Stage as Stage
    from apigwv2_tf.constructs.stage import StageOptions as StageOptions
    from apigwv2_tf.constructs.url_integration import UrlIntegration as UrlIntegration
    from apigwv2_tf.constructs.url_integration import UrlIntegrationOptions as UrlIntegrationOptions
    from apigwv2_tf.constructs.vpc_link import VpcLink as VpcLink
    from apigwv2_tf.errors import ApiGatewayError as ApiGatewayError
    from apigwv2_tf.errors import MissingExtraError as MissingExtraError
    from apigwv2_tf.errors import OptionError as OptionError
    from apigwv2_tf.errors import Problem as Problem
    from apigwv2_tf.errors import UnsupportedOptionError as UnsupportedOptionError
    from apigwv2_tf.terms import AuthorizationType as AuthorizationType
    from apigwv2_tf.terms import AuthorizerType as AuthorizerType
    from apigwv2_tf.terms import BasePath as BasePath
    from apigwv2_tf.terms import ConnectionType as ConnectionType
    from apigwv2_tf.terms import ContentHandlingStrategy as ContentHandlingStrategy
    from apigwv2_tf.terms import EndpointType as EndpointType
    from apigwv2_tf.terms import ExportOutputType as ExportOutputType
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
    from apigwv2_tf.terms import PassthroughBehavior as PassthroughBehavior
    from apigwv2_tf.terms import PayloadFormatVersion as PayloadFormatVersion
    from apigwv2_tf.terms import ProtocolType as ProtocolType
    from apigwv2_tf.terms import SecurityPolicy as SecurityPolicy

__version__ = "0.1.0"

_lazy_provider.install()

_HOME = {
    "AccessLogSettings": "constructs.access_log",
    "Api": "constructs.api",
    "ApiExport": "constructs.imported_api",
    "ApiGatewayError": "errors",
    "ApiLookupOptions": "constructs.imported_api",
    "ApiMapping": "constructs.api_mapping",
    "ApiOptions": "constructs.api_options",
    "ApiSearch": "constructs.imported_api",
    "AuthorizationType": "terms",
    "Authorizer": "constructs.authorizer",
    "AuthorizerOptions": "constructs.authorizer",
    "AuthorizerType": "terms",
    "BasePath": "terms",
    "BodyS3Location": "constructs.open_api_document",
    "ConnectionType": "terms",
    "ContentHandlingStrategy": "terms",
    "CorsConfiguration": "constructs.cors",
    "DefaultTarget": "constructs.api_options",
    "Deployment": "constructs.deployment",
    "DomainName": "constructs.domain_name",
    "DomainNameConfiguration": "constructs.domain_name",
    "EndpointType": "terms",
    "ExportOutputType": "terms",
    "HttpMethod": "terms",
    "IApi": "constructs._protocols",
    "IApiMapping": "constructs._protocols",
    "IAuthorizer": "constructs._protocols",
    "IBucket": "constructs._protocols",
    "IDeployment": "constructs._protocols",
    "IDomainName": "constructs._protocols",
    "IFunction": "constructs._protocols",
    "IHasArn": "constructs._protocols",
    "IHasId": "constructs._protocols",
    "IIntegration": "constructs._protocols",
    "IMappingValue": "constructs.parameter_mapping",
    "IModel": "constructs._protocols",
    "IRoute": "constructs._protocols",
    "IStage": "constructs._protocols",
    "IVpcLink": "constructs._protocols",
    "ImportedApi": "constructs.imported_api",
    "Integration": "constructs.integration",
    "IntegrationMethod": "terms",
    "IntegrationOptions": "constructs.integration_options",
    "IntegrationResponse": "constructs.integration_response",
    "IntegrationResponseOptions": "constructs.integration_response",
    "IntegrationSubtype": "terms",
    "IntegrationType": "terms",
    "IpAddressType": "terms",
    "JsonSchema": "constructs.json_schema",
    "JsonSchemaType": "terms",
    "JsonSchemaVersion": "terms",
    "JwtConfiguration": "constructs.authorizer",
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
    "LoggingLevel": "terms",
    "MTLSConfig": "constructs.domain_name",
    "MappingValue": "constructs.parameter_mapping",
    "MissingExtraError": "errors",
    "MockIntegration": "constructs.mock_integration",
    "Model": "constructs.model",
    "ModelOptions": "constructs.model",
    "OptionError": "errors",
    "ParameterMapping": "constructs.parameter_mapping",
    "PassthroughBehavior": "terms",
    "PayloadFormatVersion": "terms",
    "Problem": "errors",
    "ProtocolType": "terms",
    "ResourceOptions": "constructs._construct",
    "Route": "constructs.route",
    "RouteOptions": "constructs.route",
    "RouteResponse": "constructs.route_response",
    "RouteResponseOptions": "constructs.route_response",
    "RouteSettings": "constructs.route_settings",
    "SecurityPolicy": "terms",
    "ServiceIntegration": "constructs.service_integration",
    "ServiceIntegrationOptions": "constructs.service_integration",
    "Stage": "constructs.stage",
    "StageOptions": "constructs.stage",
    "TlsConfig": "constructs.integration_options",
    "UnsupportedOptionError": "errors",
    "UrlIntegration": "constructs.url_integration",
    "UrlIntegrationOptions": "constructs.url_integration",
    "VpcLink": "constructs.vpc_link",
}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604 - names only


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type checker reads the imports above
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    try:
        module = import_module(f"{__name__}.{_HOME[name]}")
    except ModuleNotFoundError as error:
        from apigwv2_tf.errors import missing_extra

        raise missing_extra(f"the package {error.name!r}") from error
    value = globals()[name] = getattr(module, name)
    return value


def __dir__() -> list[str]:
    return __all__
