"""The words of API Gateway: the text behind each member, wherever it is written."""

from __future__ import annotations

import copy
import inspect
import json
import pickle

import pytest
from apigwv2_tf import terms
from apigwv2_tf.terms import Term

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


def test_integration_method_is_the_same_set_as_http_method() -> None:
    """The two names of the methods mean one thing, so their members are equal and identical."""
    assert terms.IntegrationMethod is terms.HttpMethod


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
