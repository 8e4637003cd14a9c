"""The words of API Gateway: the text behind each member, wherever it is written."""

from __future__ import annotations

import copy
import inspect
import json
import pickle

import pytest
from apigwv2_tf import terms
from apigwv2_tf.terms import PayloadFormatVersion, Term

_LITERALS = {
    "ProtocolType": {"WEBSOCKET": "WEBSOCKET", "HTTP": "HTTP"},
    "BasePath": {"IGNORE": "ignore", "PREPEND": "prepend", "SPLIT": "split"},
    "IpAddressType": {"IPV4": "ipv4", "DUAL_STACK": "dualstack"},
    "KnownApiKeySelectionExpression": {
        "HEADER_X_API_KEY": "$request.header.x-api-key",
        "AUTHORIZER_USAGE_IDENTIFIER": "$context.authorizer.usageIdentifierKey",
    },
    "KnownRouteSelectionExpression": {
        "CONTEXT_ROUTE_KEY": "${context.routeKey}",
        "METHOD_PATH": "${request.method} ${request.path}",
    },
    "KnownRouteKey": {
        "DEFAULT": "$default",
        "CONNECT": "$connect",
        "DISCONNECT": "$disconnect",
    },
    "HttpMethod": {
        name: name for name in ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
    },
    "AuthorizationType": {
        "NONE": "NONE",
        "IAM": "AWS_IAM",
        "CUSTOM": "CUSTOM",
        "COGNITO": "COGNITO_USER_POOLS",
        "JWT": "JWT",
    },
    "AuthorizerType": {"REQUEST": "REQUEST", "JWT": "JWT"},
    "ConnectionType": {"INTERNET": "INTERNET", "VPC_LINK": "VPC_LINK"},
    "IntegrationType": {name: name for name in ("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK")},
    "IntegrationSubtype": {
        "EVENT_BRIDGE_PUT_EVENTS": "EventBridge-PutEvents",
        "SQS_SEND_MESSAGE": "SQS-SendMessage",
        "SQS_RECEIVE_MESSAGE": "SQS-ReceiveMessage",
        "SQS_DELETE_MESSAGE": "SQS-DeleteMessage",
        "SQS_PURGE_QUEUE": "SQS-PurgeQueue",
        "APP_CONFIG_GET_CONFIGURATION": "AppConfig-GetConfiguration",
        "KINESIS_PUT_RECORD": "Kinesis-PutRecord",
        "STEP_FUNCTIONS_START_EXECUTION": "StepFunctions-StartExecution",
        "STEP_FUNCTIONS_START_SYNC_EXECUTION": "StepFunctions-StartSyncExecution",
        "STEP_FUNCTIONS_STOP_EXECUTION": "StepFunctions-StopExecution",
    },
    "ContentHandlingStrategy": {
        "CONVERT_TO_BINARY": "CONVERT_TO_BINARY",
        "CONVERT_TO_TEXT": "CONVERT_TO_TEXT",
    },
    "PassthroughBehavior": {name: name for name in ("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER")},
    "PayloadFormatVersion": {"VERSION_1_0": "1.0", "VERSION_2_0": "2.0"},
    "Period": {name: name for name in ("DAY", "WEEK", "MONTH")},
    "KnownTemplateKey": {"DEFAULT": "$default"},
    "KnownIntegrationResponseKey": {"DEFAULT": "$default", "EMPTY": "empty", "ERROR": "error"},
    "KnownRouteResponseKey": {"DEFAULT": "$default", "EMPTY": "empty", "ERROR": "error"},
    "KnownModelKey": {"DEFAULT": "$default", "EMPTY": ""},
    "KnownContentTypes": {
        "JSON": "application/json",
        "XML": "application/xml",
        "TEXT": "text/plain",
        "FORM_URL_ENCODED": "application/x-www-form-urlencoded",
        "FORM_DATA": "multipart/form-data",
    },
    "LoggingLevel": {"INFO": "INFO", "ERROR": "ERROR", "OFF": "OFF"},
    "EndpointType": {"REGIONAL": "REGIONAL", "EDGE": "EDGE"},
    "SecurityPolicy": {"TLS_1_0": "TLS_1_0", "TLS_1_2": "TLS_1_2"},
    "JsonSchemaVersion": {
        "DRAFT4": "http://json-schema.org/draft-04/schema#",
        "DRAFT7": "http://json-schema.org/draft-07/schema#",
    },
    "JsonSchemaType": {
        name.upper(): name
        for name in ("null", "boolean", "object", "array", "number", "integer", "string")
    },
    "ExportOutputType": {"JSON": "JSON", "YAML": "YAML"},
    "CorsHttpMethod": {
        "ANY": "*",
        **{name: name for name in ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")},
    },
    "LogGroupClass": {name: name for name in ("STANDARD", "INFREQUENT_ACCESS")},
    "HttpAuthorizerType": {"IAM": "AWS_IAM", "JWT": "JWT", "LAMBDA": "REQUEST"},
    "WebSocketAuthorizerType": {"LAMBDA": "REQUEST", "IAM": "AWS_IAM"},
    "HttpLambdaResponseType": {"SIMPLE": "SIMPLE", "IAM": "IAM"},
    "HttpIntegrationType": {"HTTP_PROXY": "HTTP_PROXY", "AWS_PROXY": "AWS_PROXY"},
    "ComparisonOperator": {
        "GREATER_THAN_OR_EQUAL_TO_THRESHOLD": "GreaterThanOrEqualToThreshold",
        "GREATER_THAN_THRESHOLD": "GreaterThanThreshold",
        "LESS_THAN_THRESHOLD": "LessThanThreshold",
        "LESS_THAN_OR_EQUAL_TO_THRESHOLD": "LessThanOrEqualToThreshold",
    },
    "TreatMissingData": {
        "BREACHING": "breaching",
        "NOT_BREACHING": "notBreaching",
        "IGNORE": "ignore",
        "MISSING": "missing",
    },
    "Unit": {
        name.upper().replace("/", "_PER_"): name
        for name in (
            *("Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "None"),
            *("Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"),
            *("Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"),
            *("Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second"),
            *("Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second"),
            *("Gigabits/Second", "Terabits/Second", "Count/Second"),
        )
    },
}
# one set has two names
_ENUMS = dict.fromkeys(
    found
    for _, found in inspect.getmembers(terms, inspect.isclass)
    if issubclass(found, Term) and found is not Term
)
_MEMBERS = [
    pytest.param(member, id=f"{kind.__name__}.{member.name}") for kind in _ENUMS for member in kind
]


@pytest.mark.parametrize("name", _LITERALS)
def test_literals(name: str) -> None:
    """Each set of words has AWS's members and AWS's texts, and no others."""
    members = {member.name: member.value for member in getattr(terms, name)}

    assert members == _LITERALS[name]


def test_every_set_of_words_is_pinned() -> None:
    """No set of words is left out of the table above."""
    assert {kind.__name__ for kind in _ENUMS} == set(_LITERALS)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("IntegrationMethod", "HttpMethod"),
        ("HttpConnectionType", "ConnectionType"),
        ("WebSocketIntegrationType", "IntegrationType"),
        ("HttpIntegrationSubtype", "IntegrationSubtype"),
        ("ContentHandling", "ContentHandlingStrategy"),
        ("AuthorizerPayloadVersion", "PayloadFormatVersion"),
    ],
)
def test_two_names_of_one_set(name: str, same: str) -> None:
    """AWS CDK's name and AWS's own mean one thing, so their members are equal and identical."""
    assert getattr(terms, name) is getattr(terms, same)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("EVENTBRIDGE_PUT_EVENTS", "EVENT_BRIDGE_PUT_EVENTS"),
        ("APPCONFIG_GET_CONFIGURATION", "APP_CONFIG_GET_CONFIGURATION"),
        ("STEPFUNCTIONS_START_EXECUTION", "STEP_FUNCTIONS_START_EXECUTION"),
        ("STEPFUNCTIONS_START_SYNC_EXECUTION", "STEP_FUNCTIONS_START_SYNC_EXECUTION"),
        ("STEPFUNCTIONS_STOP_EXECUTION", "STEP_FUNCTIONS_STOP_EXECUTION"),
    ],
)
def test_subtypes_as_aws_cdk_spells_them(name: str, same: str) -> None:
    """Both spellings of a service action are one member."""
    members = terms.IntegrationSubtype.__members__

    assert terms.HttpIntegrationSubtype is terms.IntegrationSubtype
    assert members[name] is members[same]


def test_payload_format_version_as_aws_cdk_reads_it() -> None:
    """A version gives its text, and a text its version; an unknown text stays as it is."""
    assert PayloadFormatVersion.VERSION_2_0.version == "2.0"
    assert PayloadFormatVersion.custom("1.0") is PayloadFormatVersion.VERSION_1_0
    assert PayloadFormatVersion.custom("3.0") == "3.0"


@pytest.mark.parametrize("member", _MEMBERS)
def test_member_reads_as_the_text(member: Term) -> None:
    """Compared, printed, formatted or put into JSON, a member is AWS's text."""
    text = member.value

    assert member == text
    assert hash(member) == hash(text)
    assert str(member) == text
    assert f"{member}" == text
    assert f"{member:>60}" == f"{text:>60}"
    assert "{}".format(member) == text  # noqa: UP032 - another way to the same text
    assert "%s" % member == text  # noqa: UP031 - and one more
    assert json.dumps({"key": member}) == json.dumps({"key": text})
    assert json.dumps({member: 1}) == json.dumps({text: 1})


@pytest.mark.parametrize("member", _MEMBERS)
def test_member_is_found_by_its_text(member: Term) -> None:
    """The plain text leads back to the member, so options take either."""
    assert type(member)(member.value) is member


@pytest.mark.parametrize("member", _MEMBERS)
def test_member_is_one_object(member: Term) -> None:
    """Copied or sent between processes, a member stays the same object."""
    assert copy.deepcopy(member) is member
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - our own bytes


@pytest.mark.parametrize("kind", _ENUMS)
def test_literals_have_no_space_around_them(kind: type[Term]) -> None:
    """The stray spaces that two of the founding literals had are gone."""
    assert [member.value for member in kind if member.value != member.value.strip()] == []
