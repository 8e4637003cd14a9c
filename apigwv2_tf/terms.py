"""
API Gateway's closed and well-known sets of words, used by the writing and the reading half.

Every member's value is the text AWS uses, so ``HttpMethod.GET == "GET"`` and options typed with
one of these enums take the plain text as well.
"""

from __future__ import annotations

from enum import Enum


class Term(str, Enum):
    """A word of API Gateway: equal to, and printed as, the text AWS uses."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, format_spec: str) -> str:
        return format(str(self.value), format_spec)


class ProtocolType(Term):
    """What clients speak to an API."""

    HTTP = "HTTP"
    WEBSOCKET = "WEBSOCKET"


class BasePath(Term):
    """How an import treats the base path of an OpenAPI document."""

    IGNORE = "ignore"
    PREPEND = "prepend"
    SPLIT = "split"


class IpAddressType(Term):
    """The kinds of IP address that can call an API or a domain name."""

    IPV4 = "ipv4"
    DUAL_STACK = "dualstack"


class KnownApiKeySelectionExpression(Term):
    """Where a WebSocket API looks for the API key of a request."""

    HEADER_X_API_KEY = "$request.header.x-api-key"
    AUTHORIZER_USAGE_IDENTIFIER = "$context.authorizer.usageIdentifierKey"


class KnownRouteSelectionExpression(Term):
    """How the route of a request is found."""

    CONTEXT_ROUTE_KEY = "${context.routeKey}"
    METHOD_PATH = "${request.method} ${request.path}"


class KnownRouteKey(Term):
    """The route keys with a meaning of their own; the last two exist on WebSocket APIs only."""

    DEFAULT = "$default"
    CONNECT = "$connect"
    DISCONNECT = "$disconnect"


class HttpMethod(Term):
    """The methods a route of an HTTP API can name; ``ANY`` stands for all the others."""

    ANY = "ANY"
    DELETE = "DELETE"
    GET = "GET"
    HEAD = "HEAD"
    OPTIONS = "OPTIONS"
    PATCH = "PATCH"
    POST = "POST"
    PUT = "PUT"


IntegrationMethod = HttpMethod


class CorsHttpMethod(Term):
    """The methods that web pages of other origins may call with; ``ANY`` is all of them."""

    ANY = "*"
    DELETE = "DELETE"
    GET = "GET"
    HEAD = "HEAD"
    OPTIONS = "OPTIONS"
    PATCH = "PATCH"
    POST = "POST"
    PUT = "PUT"


class AuthorizationType(Term):
    """How a route decides who may call it."""

    NONE = "NONE"
    IAM = "AWS_IAM"
    CUSTOM = "CUSTOM"
    COGNITO = "COGNITO_USER_POOLS"
    JWT = "JWT"


class AuthorizerType(Term):
    """The kinds of authorizer: a Lambda function, or a check of JSON web tokens."""

    REQUEST = "REQUEST"
    JWT = "JWT"


class HttpAuthorizerType(Term):
    """The kinds of authorizer of HTTP APIs; IAM needs none, so no authorizer has that type."""

    IAM = "AWS_IAM"
    JWT = "JWT"
    LAMBDA = "REQUEST"


class WebSocketAuthorizerType(Term):
    """The kinds of authorizer of WebSocket APIs; IAM needs none, so no authorizer has that type."""

    LAMBDA = "REQUEST"
    IAM = "AWS_IAM"


class HttpLambdaResponseType(Term):
    """What the function of an authorizer answers: yes or no, or a policy."""

    SIMPLE = "SIMPLE"
    IAM = "IAM"


class ConnectionType(Term):
    """How an integration reaches its backend."""

    INTERNET = "INTERNET"
    VPC_LINK = "VPC_LINK"


HttpConnectionType = ConnectionType


class IntegrationType(Term):
    """What an integration does with a request; HTTP APIs have the two proxies only."""

    AWS = "AWS"
    AWS_PROXY = "AWS_PROXY"
    HTTP = "HTTP"
    HTTP_PROXY = "HTTP_PROXY"
    MOCK = "MOCK"


WebSocketIntegrationType = IntegrationType


class HttpIntegrationType(Term):
    """What an integration of an HTTP API does with a request."""

    HTTP_PROXY = "HTTP_PROXY"
    AWS_PROXY = "AWS_PROXY"


class IntegrationSubtype(Term):
    """The AWS service actions that an HTTP API calls without a function in between."""

    EVENT_BRIDGE_PUT_EVENTS = "EventBridge-PutEvents"
    EVENTBRIDGE_PUT_EVENTS = "EventBridge-PutEvents"
    SQS_SEND_MESSAGE = "SQS-SendMessage"
    SQS_RECEIVE_MESSAGE = "SQS-ReceiveMessage"
    SQS_DELETE_MESSAGE = "SQS-DeleteMessage"
    SQS_PURGE_QUEUE = "SQS-PurgeQueue"
    APP_CONFIG_GET_CONFIGURATION = "AppConfig-GetConfiguration"
    APPCONFIG_GET_CONFIGURATION = "AppConfig-GetConfiguration"
    KINESIS_PUT_RECORD = "Kinesis-PutRecord"
    STEP_FUNCTIONS_START_EXECUTION = "StepFunctions-StartExecution"
    STEPFUNCTIONS_START_EXECUTION = "StepFunctions-StartExecution"
    STEP_FUNCTIONS_START_SYNC_EXECUTION = "StepFunctions-StartSyncExecution"
    STEPFUNCTIONS_START_SYNC_EXECUTION = "StepFunctions-StartSyncExecution"
    STEP_FUNCTIONS_STOP_EXECUTION = "StepFunctions-StopExecution"
    STEPFUNCTIONS_STOP_EXECUTION = "StepFunctions-StopExecution"


HttpIntegrationSubtype = IntegrationSubtype


class ContentHandlingStrategy(Term):
    """How a payload is converted on its way; left out, it passes unchanged."""

    CONVERT_TO_BINARY = "CONVERT_TO_BINARY"
    CONVERT_TO_TEXT = "CONVERT_TO_TEXT"


ContentHandling = ContentHandlingStrategy


class PassthroughBehavior(Term):
    """What happens to a message that no request template was written for."""

    WHEN_NO_MATCH = "WHEN_NO_MATCH"
    WHEN_NO_TEMPLATES = "WHEN_NO_TEMPLATES"
    NEVER = "NEVER"


class PayloadFormatVersion(Term):
    """The shape of the event that a Lambda function gets."""

    VERSION_1_0 = "1.0"
    VERSION_2_0 = "2.0"

    @property
    def version(self) -> str:
        """The version as API Gateway writes it."""
        return str(self)

    @staticmethod
    def custom(version: str) -> PayloadFormatVersion | str:
        """Return a version by its text; one that does not exist is refused where it is used."""
        known = [member for member in PayloadFormatVersion if member == version]
        return known[0] if known else version


AuthorizerPayloadVersion = PayloadFormatVersion


class KnownTemplateKey(Term):
    """The template key with a meaning of its own."""

    DEFAULT = "$default"


class KnownIntegrationResponseKey(Term):
    """Well-known keys of integration responses."""

    DEFAULT = "$default"
    EMPTY = "empty"
    ERROR = "error"


class KnownRouteResponseKey(Term):
    """Well-known keys of route responses; API Gateway accepts ``$default`` only."""

    DEFAULT = "$default"
    EMPTY = "empty"
    ERROR = "error"


class KnownModelKey(Term):
    """Well-known keys of models."""

    DEFAULT = "$default"
    EMPTY = ""


class KnownContentTypes(Term):
    """Content types that models are often written for."""

    JSON = "application/json"
    XML = "application/xml"
    TEXT = "text/plain"
    FORM_URL_ENCODED = "application/x-www-form-urlencoded"
    FORM_DATA = "multipart/form-data"


class LoggingLevel(Term):
    """How much a stage of a WebSocket API writes to its execution log."""

    INFO = "INFO"
    ERROR = "ERROR"
    OFF = "OFF"


class LogGroupClass(Term):
    """What a log group costs and can do; infrequently accessed ones have no metric filters."""

    STANDARD = "STANDARD"
    INFREQUENT_ACCESS = "INFREQUENT_ACCESS"


class Period(Term):
    """How long a quota of requests lasts."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


class EndpointType(Term):
    """Where a domain name is served from; API Gateway v2 has regional domain names only."""

    REGIONAL = "REGIONAL"
    EDGE = "EDGE"


class SecurityPolicy(Term):
    """The oldest TLS version a domain name accepts; API Gateway v2 has ``TLS_1_2`` only."""

    TLS_1_0 = "TLS_1_0"
    TLS_1_2 = "TLS_1_2"


class JsonSchemaVersion(Term):
    """The draft of JSON Schema that a model is written in; API Gateway checks draft 4."""

    DRAFT4 = "http://json-schema.org/draft-04/schema#"
    DRAFT7 = "http://json-schema.org/draft-07/schema#"


class JsonSchemaType(Term):
    """The types of JSON Schema."""

    NULL = "null"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"
    NUMBER = "number"
    INTEGER = "integer"
    STRING = "string"


class ExportOutputType(Term):
    """The notation of an exported OpenAPI document."""

    JSON = "JSON"
    YAML = "YAML"


class ComparisonOperator(Term):
    """When a value is beyond the threshold of an alarm."""

    GREATER_THAN_OR_EQUAL_TO_THRESHOLD = "GreaterThanOrEqualToThreshold"
    GREATER_THAN_THRESHOLD = "GreaterThanThreshold"
    LESS_THAN_THRESHOLD = "LessThanThreshold"
    LESS_THAN_OR_EQUAL_TO_THRESHOLD = "LessThanOrEqualToThreshold"


class TreatMissingData(Term):
    """What an alarm takes a period without a value for."""

    BREACHING = "breaching"
    NOT_BREACHING = "notBreaching"
    IGNORE = "ignore"
    MISSING = "missing"


class Unit(Term):
    """The units of CloudWatch's metrics."""

    SECONDS = "Seconds"
    MICROSECONDS = "Microseconds"
    MILLISECONDS = "Milliseconds"
    BYTES = "Bytes"
    KILOBYTES = "Kilobytes"
    MEGABYTES = "Megabytes"
    GIGABYTES = "Gigabytes"
    TERABYTES = "Terabytes"
    BITS = "Bits"
    KILOBITS = "Kilobits"
    MEGABITS = "Megabits"
    GIGABITS = "Gigabits"
    TERABITS = "Terabits"
    PERCENT = "Percent"
    COUNT = "Count"
    BYTES_PER_SECOND = "Bytes/Second"
    KILOBYTES_PER_SECOND = "Kilobytes/Second"
    MEGABYTES_PER_SECOND = "Megabytes/Second"
    GIGABYTES_PER_SECOND = "Gigabytes/Second"
    TERABYTES_PER_SECOND = "Terabytes/Second"
    BITS_PER_SECOND = "Bits/Second"
    KILOBITS_PER_SECOND = "Kilobits/Second"
    MEGABITS_PER_SECOND = "Megabits/Second"
    GIGABITS_PER_SECOND = "Gigabits/Second"
    TERABITS_PER_SECOND = "Terabits/Second"
    COUNT_PER_SECOND = "Count/Second"
    NONE = "None"
