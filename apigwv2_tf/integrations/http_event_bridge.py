"""
Routes of HTTP APIs to event buses.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._protocols import IEventBus
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.integrations._service import HttpServiceIntegration, HttpServiceIntegrationOptions
from apigwv2_tf.terms import HttpIntegrationSubtype
from typing_extensions import Required, Unpack, override

_ARN = r"arn:[\w-]+:events:[\w-]+:\d{12}:event-bus/\S+"


class HttpEventBridgeIntegrationProps(HttpServiceIntegrationOptions, total=False):
    """
    The options of an `HttpEventBridgeIntegration`.

    The others as in `HttpServiceIntegrationOptions`.

    Args:
        event_bus_ref: The event bus, as an object with ``name`` and ``arn``, such as the provider's
            ``CloudwatchEventBus``, or as its ARN, which a bus of another region or account needs.

        subtype: ``EventBridge-PutEvents``, the only action. Left out, that one.
    """

    event_bus_ref: Required[IEventBus | str]
    subtype: HttpIntegrationSubtype | str | None


class HttpEventBridgeIntegration(HttpServiceIntegration):
    """
    Wire routes of an HTTP API to an event bus of EventBridge.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one ``aws_iam_role`` with
    one ``aws_iam_role_policy`` where no role is given.

    Without a `parameter_mapping`, ``Detail``, ``DetailType`` and ``Source`` of the event are the
    parts of these names in the request's body. ``EventBusName`` is always the bus that is given,
    unless `parameter_mapping` has one.

    Args:
        id: The integration's id under its API.

        props: See `HttpEventBridgeIntegrationProps`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or the action lacks a parameter.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """

    _actions: ClassVar[Mapping[HttpIntegrationSubtype, str]] = {
        HttpIntegrationSubtype.EVENT_BRIDGE_PUT_EVENTS: "events:PutEvents"
    }
    _sid = "AllowEventBridgePutEvents"

    @checked
    def __init__(self, id: str, **props: Unpack[HttpEventBridgeIntegrationProps]) -> None:
        super().__init__(id, props.get("subtype"), props)
        self._bus = props["event_bus_ref"]

    @override
    def _parameters(self, scope: Construct, subtype: HttpIntegrationSubtype) -> dict[str, str]:
        return {part: f"$request.body.{part}" for part in ("Detail", "DetailType", "Source")}

    @override
    def _resources(self, subtype: HttpIntegrationSubtype) -> list[str]:
        return [arn_of(self._bus)]

    @override
    def _complete(
        self,
        scope: Construct,
        subtype: HttpIntegrationSubtype,
        parameters: dict[str, str],
    ) -> None:
        bus = self._bus
        arn = bus if isinstance(bus, str) else None
        allowed = "the ARN of an event bus, arn:aws:events:REGION:ACCOUNT:event-bus/NAME"
        check(scope, matches("event_bus_ref", arn, _ARN, allowed))
        if "EventBusName" not in parameters:
            name = bus if isinstance(bus, str) else bus.name
            self._add(scope, parameters, "EventBusName", name)
