"""
Routes of HTTP APIs to queues.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, matches, refuse
from apigwv2_tf.constructs._protocols import IQueue
from apigwv2_tf.constructs._rules import arn_of, named
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.parameter_mapping import is_map_token
from apigwv2_tf.errors import LEFT_OUT
from apigwv2_tf.integrations._service import HttpServiceIntegration, HttpServiceIntegrationOptions
from apigwv2_tf.terms import HttpIntegrationSubtype
from typing_extensions import Required, Unpack, override

_ARN = r"arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]{1,80}(?:\.fifo)?"
_FIFO = ".fifo"
_FROM_THE_BODY = {
    HttpIntegrationSubtype.SQS_SEND_MESSAGE: "MessageBody",
    HttpIntegrationSubtype.SQS_DELETE_MESSAGE: "ReceiptHandle",
}
_DOMAINS = {
    "aws": "amazonaws.com",
    "aws-cn": "amazonaws.com.cn",
    "aws-us-gov": "amazonaws.com",
}


class HttpSqsIntegrationProps(HttpServiceIntegrationOptions, total=False):
    """
    The options of an `HttpSqsIntegration`; the others as in `HttpServiceIntegrationOptions`.

    Args:
        queue: The queue, as an object with ``url`` and ``arn``, such as the provider's
            ``SqsQueue``, or as its ARN.

        subtype: What is done with the queue: ``SQS-SendMessage``, ``SQS-ReceiveMessage``,
            ``SQS-DeleteMessage`` or ``SQS-PurgeQueue``. Left out, a message is sent.
    """

    queue: Required[IQueue | str]
    subtype: HttpIntegrationSubtype | str | None


class HttpSqsIntegration(HttpServiceIntegration):
    """
    Wire routes of an HTTP API to a queue.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one ``aws_iam_role`` with
    one ``aws_iam_role_policy`` where no role is given.

    Without a `parameter_mapping` the queue is the one given, and ``MessageBody`` of a message sent
    and ``ReceiptHandle`` of one deleted are the parts of that name in the request's body. A FIFO
    queue needs a `parameter_mapping` with ``MessageGroupId`` to send to.

    Args:
        id: The integration's id under its API.

        props: See `HttpSqsIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or the action lacks a parameter.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """

    _actions: ClassVar[Mapping[HttpIntegrationSubtype, str]] = {
        HttpIntegrationSubtype.SQS_SEND_MESSAGE: "sqs:SendMessage",
        HttpIntegrationSubtype.SQS_RECEIVE_MESSAGE: "sqs:ReceiveMessage",
        HttpIntegrationSubtype.SQS_DELETE_MESSAGE: "sqs:DeleteMessage",
        HttpIntegrationSubtype.SQS_PURGE_QUEUE: "sqs:PurgeQueue",
    }
    _sid = "AllowSqsExecution"

    @checked
    def __init__(self, id: str, **props: Unpack[HttpSqsIntegrationProps]) -> None:
        super().__init__(id, props.get("subtype"), props)
        self._queue = props["queue"]

    @override
    def _parameters(self, scope: Construct, subtype: HttpIntegrationSubtype) -> dict[str, str]:
        part = _FROM_THE_BODY.get(subtype)
        own = {} if part is None else {part: f"$request.body.{part}"}
        return {"QueueUrl": self._url(scope), **own}

    @override
    def _resources(self, subtype: HttpIntegrationSubtype) -> list[str]:
        return [arn_of(self._queue)]

    @override
    def _complete(
        self, scope: Construct, subtype: HttpIntegrationSubtype, parameters: dict[str, str]
    ) -> None:
        queue = self._queue
        if isinstance(queue, str):
            allowed = "the ARN of a queue, arn:aws:sqs:REGION:ACCOUNT:NAME"
            check(scope, matches("queue", queue, _ARN, allowed))
        sends = subtype is HttpIntegrationSubtype.SQS_SEND_MESSAGE
        lacks = "MessageGroupId" not in parameters and not is_map_token(parameters)
        if sends and lacks and self._is_fifo(parameters):
            option = "parameter_mapping['MessageGroupId']"
            allowed = f"a value: messages of the FIFO queue {named(queue)} need one"
            fix = "such as '$request.body.MessageGroupId', beside QueueUrl and MessageBody"
            refuse(scope, option, LEFT_OUT, allowed, fix)

    def _is_fifo(self, parameters: Mapping[str, str]) -> bool:
        """Say whether the queue is known to be a FIFO queue."""
        queue: Any = self._queue
        known = [queue if isinstance(queue, str) else "", parameters.get("QueueUrl", "")]
        # the class is asked: reading an attribute of an L1 object costs a call to Node
        if hasattr(type(queue), "name_input"):
            known.append(queue.name_input or "")
        if any(text.endswith(_FIFO) for text in known):
            return True
        return hasattr(type(queue), "fifo_queue_input") and queue.fifo_queue_input is True

    def _url(self, scope: Construct) -> str:
        queue = self._queue
        if not isinstance(queue, str):
            return queue.url
        if unresolved(queue):
            fix = "give an object with url and arn, or parameter_mapping with QueueUrl"
            refuse(scope, "queue", queue, "an ARN known now: the queue's URL is made from it", fix)
        allowed = "the ARN of a queue, arn:aws:sqs:REGION:ACCOUNT:NAME"
        check(scope, matches("queue", queue, _ARN, allowed))
        _, partition, _, region, account, name = queue.split(":")
        if partition not in _DOMAINS:
            fix = "give an object with url and arn, or parameter_mapping with QueueUrl"
            refuse(scope, "queue", queue, f"an ARN of {', '.join(_DOMAINS)}", fix)
        return f"https://sqs.{region}.{_DOMAINS[partition]}/{account}/{name}"
