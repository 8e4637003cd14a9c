"""
Access logs of a stage.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._checks import matches
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import ProtocolType

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 3072
_LOG_GROUP = r"arn:[^:]+:logs:[^:]*:[^:]*:log-group:\S+"
_STREAM = r"arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream/amazon-apigateway-\S+"
_REQUEST_IDS = ("$context.requestId", "$context.extendedRequestId")
_EVERY_API = {
    "requestId": "$context.requestId",
    "requestTime": "$context.requestTime",
    "routeKey": "$context.routeKey",
    "stage": "$context.stage",
    "status": "$context.status",
    "sourceIp": "$context.identity.sourceIp",
    "userAgent": "$context.identity.userAgent",
    "error": "$context.error.message",
    "integrationError": "$context.integration.error",
    "integrationStatus": "$context.integration.integrationStatus",
    "integrationLatency": "$context.integration.latency",
    "authorizerError": "$context.authorizer.error",
}
_DEFAULT_FORMATS = {
    ProtocolType.HTTP: {
        **_EVERY_API,
        "httpMethod": "$context.httpMethod",
        "path": "$context.path",
        "protocol": "$context.protocol",
        "responseLength": "$context.responseLength",
        "responseLatency": "$context.responseLatency",
    },
    ProtocolType.WEBSOCKET: {
        **_EVERY_API,
        "eventType": "$context.eventType",
        "connectionId": "$context.connectionId",
        "messageId": "$context.messageId",
        "authorizerStatus": "$context.authorizer.status",
    },
    None: _EVERY_API,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessLogSettings(Struct):
    """
    Where and how a stage logs each request.

    Args:
        destination_arn: A CloudWatch log group, as an object with an ``arn`` or as its ARN; on
            WebSocket APIs also a Firehose stream whose name starts with ``amazon-apigateway-``.

        format: One line with ``$context`` variables, or a dict that becomes one line of JSON; it
            holds ``$context.requestId``. Left out, JSON with what one looks for first: request,
            route, status, latency, caller and the errors of authorizer and integration.
    """

    destination_arn: str | IHasArn
    format: str | Mapping[str, Any] | None = None

    def problems(self, option: str, protocol: ProtocolType | None) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        yield from self._destination_problems(f"{option}.destination_arn", protocol)
        where = f"{option}.format"
        try:
            text = self._text(protocol)
        except (TypeError, ValueError):
            yield Problem(where, self.format, "one line of text, or a dict of JSON values")
            return
        if unresolved(text):
            return
        if not any(variable in text for variable in _REQUEST_IDS):
            yield Problem(where, text, f"a format that contains {' or '.join(_REQUEST_IDS)}")
        if "\n" in text or "\r" in text:
            yield Problem(where, text, "one line", "give a dict to have JSON written for you")
        if len(text) > _LONGEST:
            yield Problem(where, text, f"up to {_LONGEST} characters", f"it has {len(text)}")

    def _destination_problems(
        self, option: str, protocol: ProtocolType | None
    ) -> Iterator[Problem]:
        arn = self.destination_arn
        if not isinstance(arn, str):
            return
        if protocol is ProtocolType.HTTP:
            yield from matches(option, arn, _LOG_GROUP, "the ARN of a CloudWatch log group")
        else:
            allowed = (
                "the ARN of a CloudWatch log group, or of a Firehose stream whose name starts "
                "with amazon-apigateway-"
            )
            yield from matches(option, arn, f"{_LOG_GROUP}|{_STREAM}", allowed)

    def arguments(self, protocol: ProtocolType | None) -> dict[str, Any]:
        """Return the provider's block."""
        destination = self.destination_arn
        return {
            "destination_arn": destination if isinstance(destination, str) else destination.arn,
            "format": _expressions.expression(self._text(protocol)),
        }

    def _text(self, protocol: ProtocolType | None) -> str:
        form = self.format if self.format is not None else _DEFAULT_FORMATS[protocol]
        return form if isinstance(form, str) else json.dumps(form, ensure_ascii=False)
