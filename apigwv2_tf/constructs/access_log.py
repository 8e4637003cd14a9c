"""
Access logs of a stage.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._checks import matches, refuse
from apigwv2_tf.constructs._protocols import IHasArn, IStage
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import OrDict, Struct
from apigwv2_tf.errors import LEFT_OUT, OptionError, Problem
from apigwv2_tf.terms import ProtocolType

if TYPE_CHECKING:
    from apigwv2_tf.constructs.stage import Stage

_LONGEST = 3072
_LOG_GROUP = r"arn:[^:]+:logs:[^:]*:[^:]*:log-group:\S+"
_STREAM = r"arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream/amazon-apigateway-\S+"
_REQUEST_ID = re.compile(r"\$context\.(requestId|extendedRequestId)\b")
_REQUEST_IDS = "$context.requestId or $context.extendedRequestId"
# what AWS CDK calls each field of its JSON format, and whether it is there
_STANDARD = {
    "ip": "$context.identity.sourceIp",
    "user": "$context.identity.user",
    "caller": "$context.identity.caller",
    "requestTime": "$context.requestTime",
    "httpMethod": "$context.httpMethod",
    "resourcePath": "$context.resourcePath",
    "status": "$context.status",
    "protocol": "$context.protocol",
    "responseLength": "$context.responseLength",
}
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


@dataclass(frozen=True, slots=True)
class AccessLogFormat(Struct):
    """
    How each request is written to the log.

    Args:
        text: One line with ``$context`` variables.
    """

    takes_dict: ClassVar[bool] = False  # a dict is a format of its own, in JSON
    text: str

    def to_string(self) -> str:
        """Return the format as AWS takes it."""
        return self.text

    @staticmethod
    def custom(format: str) -> AccessLogFormat:  # noqa: A002 - AWS CDK's word
        """
        Return a format of your own.

        Args:
            format: One line with ``$context`` variables.
        """
        return AccessLogFormat(format)

    @staticmethod
    def clf() -> AccessLogFormat:
        """
        Return the Common Log Format, as AWS CDK has it.

        ``$context.resourcePath`` is a variable of REST APIs: HTTP APIs write ``-`` for it.
        """
        return AccessLogFormat(
            "$context.identity.sourceIp $context.identity.caller $context.identity.user "
            '[$context.requestTime] "$context.httpMethod $context.resourcePath '
            '$context.protocol" $context.status $context.responseLength $context.requestId'
        )

    @staticmethod
    def json_with_standard_fields(
        *,
        caller: bool = True,
        http_method: bool = True,
        ip: bool = True,
        protocol: bool = True,
        request_time: bool = True,
        resource_path: bool = True,
        response_length: bool = True,
        status: bool = True,
        user: bool = True,
    ) -> AccessLogFormat:
        """
        Return JSON with the fields that AWS CDK has for it, and with the id of the request.

        Args:
            caller: Whether there is who signed the request.

            http_method: Whether there is the method.

            ip: Whether there is the address that the request came from.

            protocol: Whether there is the protocol, such as HTTP/1.1.

            request_time: Whether there is the time.

            resource_path: Whether there is the path of a REST API; HTTP APIs write ``-`` for it.

            response_length: Whether there is the length of the answer.

            status: Whether there is the status of the answer.

            user: Whether there is the user who signed the request.
        """
        wanted = {
            "ip": ip,
            "user": user,
            "caller": caller,
            "requestTime": request_time,
            "httpMethod": http_method,
            "resourcePath": resource_path,
            "status": status,
            "protocol": protocol,
            "responseLength": response_length,
        }
        fields = {name: variable for name, variable in _STANDARD.items() if wanted[name]}
        whole = {"requestId": "$context.requestId", **fields}
        return AccessLogFormat(json.dumps(whole, separators=(",", ":")))


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessLogDestinationConfig(Struct):
    """
    What a destination of access logs returns when a stage binds to it.

    Args:
        destination_arn: The ARN of a log group or stream, or an object with an ``arn``.
    """

    destination_arn: str | IHasArn


class IAccessLogDestination(Protocol):
    """Where a stage logs its requests: anything with `bind`."""

    def bind(self, stage: IStage) -> AccessLogDestinationConfig:
        """Say where to; called once for each stage."""


class IAccessLogSettings(Protocol):
    """Where and how a stage logs its requests."""

    @property
    def destination(self) -> IAccessLogDestination | None:
        """Where to."""

    @property
    def format(self) -> AccessLogFormat | str | Mapping[str, Any] | None:
        """How; None for the stage's own format."""


class LogGroupLogDestination:
    """
    Log requests to a CloudWatch log group.

    Args:
        log_group: The log group, as an object with an ``arn`` or as its ARN.

    Raises:
        OptionError: If it is neither.
    """

    def __init__(self, log_group: IHasArn | str) -> None:
        self._config = _destination(type(self).__name__, "log_group", log_group)

    def bind(self, stage: IStage) -> AccessLogDestinationConfig:  # noqa: ARG002 - AWS CDK's signature
        """Return the log group."""
        return self._config


class FirehoseLogDestination:
    """
    Log requests to a Firehose stream; WebSocket only.

    Args:
        stream: The stream, as an object with an ``arn`` or as its ARN. Its name starts with
            ``amazon-apigateway-``.

    Raises:
        OptionError: If it is neither.
    """

    def __init__(self, stream: IHasArn | str) -> None:
        self._config = _destination(type(self).__name__, "stream", stream)

    def bind(self, stage: IStage) -> AccessLogDestinationConfig:  # noqa: ARG002 - AWS CDK's signature
        """Return the stream."""
        return self._config


def _destination(called: str, option: str, given: IHasArn | str) -> AccessLogDestinationConfig:
    try:
        return AccessLogDestinationConfig(destination_arn=given)
    except OptionError:
        problem = Problem(option, given, "an object with arn or text")
        raise OptionError(called, [problem]) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessLogSettings(Struct):
    """
    Where and how a stage logs each request.

    Args:
        destination_arn: A CloudWatch log group, as an object with an ``arn`` or as its ARN; on
            WebSocket APIs also a Firehose stream whose name starts with ``amazon-apigateway-``.
            Left out, `destination` is used.

        format: One line with ``$context`` variables, an `AccessLogFormat`, or a dict that becomes
            one line of JSON; it holds ``$context.requestId``. Left out, JSON with what one looks
            for first: request, route, status, latency, caller and the errors of authorizer and
            integration.

        destination: The same in AWS CDK's words, such as `LogGroupLogDestination`. Left out,
            `destination_arn` is used.
    """

    destination_arn: str | IHasArn | None = None
    format: str | Mapping[str, Any] | AccessLogFormat | None = None
    destination: IAccessLogDestination | None = None

    def problems(self, option: str, protocol: ProtocolType | None) -> Iterator[Problem]:
        """Yield what API Gateway would refuse."""
        yield from self._destination_problems(f"{option}.destination_arn", protocol)
        yield from format_problems(f"{option}.format", self.format, protocol)

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
        given = self.destination_arn
        destination = given if given is None or isinstance(given, str) else given.arn
        return {
            # as CloudFormation writes it, with all streams of the group; API Gateway wants none
            "destination_arn": (destination or "").removesuffix(":*"),
            "format": _expressions.expression(format_text(self.format, protocol)),
        }


def bound(
    stage: Stage,
    option: str,
    settings: OrDict[AccessLogSettings] | IAccessLogSettings | None,
) -> AccessLogSettings | None:
    """
    Return settings of any make with the ARN of their destination.

    Raises:
        OptionError: If they have no destination, or two.
    """
    if settings is None or isinstance(settings, Mapping):
        return None
    arn = settings.destination_arn if isinstance(settings, AccessLogSettings) else None
    destination = settings.destination
    if (arn is None) == (destination is None):
        allowed = "one of destination and destination_arn, not both"
        refuse(stage, f"{option}.destination", destination or LEFT_OUT, allowed)
    if destination is not None:
        config: object = destination.bind(stage)
        arn = getattr(config, "destination_arn", None)
        if arn is None:
            allowed = "an object with destination_arn"
            refuse(stage, f"what {option}.destination.bind() returns", config, allowed)
    return _made(stage, option, arn, settings.format)


def _made(stage: Stage, option: str, arn: object, form: object) -> AccessLogSettings:
    given: dict[str, Any] = {"destination_arn": arn, "format": form}
    try:
        return AccessLogSettings(**given)
    except OptionError as error:
        problems = [
            problem
            if isinstance(problem, str)
            else replace(problem, option=f"{option}.{problem.option}")
            for problem in error.problems
        ]
        raise OptionError(stage.node.path, problems) from None


def format_text(
    form: AccessLogFormat | str | Mapping[str, Any] | None, protocol: ProtocolType | None
) -> str:
    """Return a format as text; left out, that of the protocol."""
    chosen = form if form is not None else _DEFAULT_FORMATS[protocol]
    if isinstance(chosen, AccessLogFormat):
        return chosen.text
    return chosen if isinstance(chosen, str) else json.dumps(chosen, ensure_ascii=False)


def format_problems(
    option: str,
    form: AccessLogFormat | str | Mapping[str, Any] | None,
    protocol: ProtocolType | None,
) -> Iterator[Problem]:
    """Yield what API Gateway would refuse of a format."""
    try:
        text = format_text(form, protocol)
    except (TypeError, ValueError):
        yield Problem(option, form, "one line of text, or a dict of JSON values")
        return
    if unresolved(text):
        return
    if not _REQUEST_ID.search(text):
        yield Problem(option, text, f"a format that contains {_REQUEST_IDS}")
    if "\n" in text or "\r" in text:
        yield Problem(option, text, "one line", "give a dict to have JSON written for you")
    if len(text) > _LONGEST:
        yield Problem(option, text, f"up to {_LONGEST} characters", f"it has {len(text)}")
