"""
Routes of HTTP APIs to data streams.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._protocols import IStream
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.integrations._service import HttpServiceIntegration, HttpServiceIntegrationOptions
from apigwv2_tf.terms import HttpIntegrationSubtype
from typing_extensions import Required, Unpack, override

_ARN = r"arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream/[\w.-]+"


class HttpKinesisIntegrationProps(HttpServiceIntegrationOptions, total=False):
    """
    The options of an `HttpKinesisIntegration`; the others as in `HttpServiceIntegrationOptions`.

    Args:
        stream: The data stream, as an object with ``name`` and ``arn``, such as the provider's
            ``KinesisStream``, or as its ARN.

        subtype: ``Kinesis-PutRecord``, the only action. Left out, that one.
    """

    stream: Required[IStream | str]
    subtype: HttpIntegrationSubtype | str | None


class HttpKinesisIntegration(HttpServiceIntegration):
    """
    Wire routes of an HTTP API to a data stream of Kinesis; AWS CDK has no such class.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one ``aws_iam_role`` with
    one ``aws_iam_role_policy`` where no role is given.

    Without a `parameter_mapping` the stream is the one given, and ``Data`` and ``PartitionKey`` of
    the record are the parts of these names in the request's body.

    Args:
        id: The integration's id under its API.

        props: See `HttpKinesisIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or the action lacks a parameter.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """

    _actions: ClassVar[Mapping[HttpIntegrationSubtype, str]] = {
        HttpIntegrationSubtype.KINESIS_PUT_RECORD: "kinesis:PutRecord"
    }
    _sid = "AllowKinesisPutRecord"

    @checked
    def __init__(self, id: str, **props: Unpack[HttpKinesisIntegrationProps]) -> None:
        super().__init__(id, props.get("subtype"), props)
        self._stream = props["stream"]

    @override
    def _parameters(self, scope: Construct, subtype: HttpIntegrationSubtype) -> dict[str, str]:
        own = {part: f"$request.body.{part}" for part in ("Data", "PartitionKey")}
        return {"StreamName": _name_of(self._stream), **own}

    @override
    def _resources(self, subtype: HttpIntegrationSubtype) -> list[str]:
        return [arn_of(self._stream)]

    @override
    def _complete(
        self,
        scope: Construct,
        subtype: HttpIntegrationSubtype,
        parameters: dict[str, str],
    ) -> None:
        arn = self._stream if isinstance(self._stream, str) else None
        allowed = "the ARN of a data stream, arn:aws:kinesis:REGION:ACCOUNT:stream/NAME"
        check(scope, matches("stream", arn, _ARN, allowed))


def _name_of(stream: IStream | str) -> str:
    if not isinstance(stream, str):
        return stream.name
    return str(Fn.basename(stream)) if unresolved(stream) else stream.rpartition("/")[2]
