"""
Routes of HTTP APIs into a VPC: load balancers and services of Cloud Map.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import ClassVar

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, matches, refuse
from apigwv2_tf.constructs._construct import ResourceOptions, resource_of
from apigwv2_tf.constructs._protocols import IHasArn, IHasId, IHttpRoute, IVpcLink
from apigwv2_tf.constructs._rules import arn_of
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.http_integration import HttpRouteIntegration, HttpRouteIntegrationConfig
from apigwv2_tf.constructs.parameter_mapping import ParameterMapping
from apigwv2_tf.constructs.vpc_link_options import VpcLinkProps
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.integrations._vpc_link import given_link_problems, id_of, made_link
from apigwv2_tf.terms import HttpConnectionType, HttpIntegrationType, HttpMethod
from typing_extensions import Unpack

_LISTENER = r"arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:listener"


class HttpPrivateIntegrationOptions(ResourceOptions, total=False):
    """
    The options that integrations into a VPC share.

    Args:
        vpc_link: The way into the VPC: a `VpcLink`, an object with an ``id``, or its id. Left out,
            one is made from the options below; for a listener whose load balancer the same stack
            defines, from the load balancer's VPC and subnets.

        vpc: The VPC that a link is made for, as an object with an ``id`` or as its id; the API's
            integrations share it. Left out, see `vpc_link`.

        subnets: The subnets of the link that is made, as objects with an ``id`` or as ids. Left
            out, the private ones of `vpc`.

        security_groups: The security groups of the link that is made, as objects with an ``id`` or
            as ids. Left out, none, as in AWS CDK.

        method: The method the backend is called with. Left out, ``ANY``: the caller's own.

        secure_server_name: The name that the backend's certificate is checked with. Left out, the
            backend is called without TLS.

        parameter_mapping: What is changed in the request, as a `ParameterMapping` or as a dict.
            Left out, it passes as it is; its path begins with the stage's name, unless
            ``overwrite_path(MappingValue.request_path())`` takes that away.

        response_parameters: Changes to the answer by status code. Left out, it passes as it is.

        timeout: From 50 ms to 30 s. Left out, 30 s.

        description: Up to 1,024 characters. Left out, there is none.
    """

    vpc_link: IVpcLink | IHasId | str | None
    vpc: str | IHasId | None
    subnets: Sequence[str | IHasId] | None
    security_groups: Sequence[str | IHasId] | None
    method: HttpMethod | str | None
    secure_server_name: str | None
    parameter_mapping: ParameterMapping | Mapping[str, str] | None
    response_parameters: Mapping[str, ParameterMapping | Mapping[str, str]] | None
    timeout: timedelta | None
    description: str | None


class HttpAlbIntegrationProps(HttpPrivateIntegrationOptions, total=False):
    """The options of an `HttpAlbIntegration`; see `HttpPrivateIntegrationOptions`."""


class HttpNlbIntegrationProps(HttpPrivateIntegrationOptions, total=False):
    """The options of an `HttpNlbIntegration`; see `HttpPrivateIntegrationOptions`."""


class HttpServiceDiscoveryIntegrationProps(HttpPrivateIntegrationOptions, total=False):
    """The options of an `HttpServiceDiscoveryIntegration`; see `HttpPrivateIntegrationOptions`."""


class _PrivateIntegration(HttpRouteIntegration):
    """An integration with what is in a VPC; its class says with what."""

    _option: ClassVar[str]
    _arn: ClassVar[str]
    _words: ClassVar[str]
    _unknown = "the listener's stack defines no load balancer for it whose VPC could be taken"

    def __init__(
        self, id: str, backend: IHasArn | str, options: HttpPrivateIntegrationOptions
    ) -> None:
        super().__init__(id, **resource_of(options))
        self._backend = backend
        self._options = options

    def bind(self, *, route: IHttpRoute, scope: Construct) -> HttpRouteIntegrationConfig:
        """Say what the integration is, and make the way into the VPC where none was given."""
        options, uri = self._options, arn_of(self._backend)
        check(scope, matches(self._option, uri, self._arn, self._words), self._link_problems())
        return HttpRouteIntegrationConfig(
            type=HttpIntegrationType.HTTP_PROXY,
            uri=uri,
            connection_type=HttpConnectionType.VPC_LINK,
            connection_id=self._link_id(route, scope),
            method=options.get("method"),
            secure_server_name=options.get("secure_server_name"),
            parameter_mapping=options.get("parameter_mapping"),
            response_parameters=options.get("response_parameters"),
            timeout=options.get("timeout"),
            description=options.get("description"),
        )

    def _link_problems(self) -> Iterator[Problem]:
        return given_link_problems(self._options.get("vpc_link"), self._instead())

    def _instead(self) -> VpcLinkProps:
        """Return what a link is made from where none is given."""
        return {
            "vpc": self._options.get("vpc"),
            "subnets": self._options.get("subnets"),
            "security_groups": self._options.get("security_groups"),
        }

    def _link_id(self, route: IHttpRoute, scope: Construct) -> str:
        given = self._options.get("vpc_link")
        if given is not None:
            return id_of(given)
        made = made_link(route, scope, self._instead(), self._backend)
        if made is None:
            fix = "give vpc_link; or vpc or subnets, and one is made"
            refuse(scope, "vpc_link", LEFT_OUT, f"a VPC link: {self._unknown}", fix)
        return made.vpc_link_id


class HttpAlbIntegration(_PrivateIntegration):
    """
    Wire routes of an HTTP API to an application load balancer in a VPC.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one
    ``aws_apigatewayv2_vpc_link`` where none is given.

    Args:
        id: The integration's id under its API.

        listener: A listener of the load balancer, as an object with an ``arn``, such as the
            provider's ``LbListener``, or as its ARN.

        props: See `HttpPrivateIntegrationOptions`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or there is neither a VPC link nor what one is made from.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
    """

    option_words: ClassVar[Mapping[str, str]] = {"uri": "listener", "connection_id": "vpc_link"}
    _option = "listener"
    _arn = rf"{_LISTENER}/app/\S+"
    _words = "the ARN of a listener of an application load balancer, arn:aws:…:listener/app/…"

    @checked
    def __init__(
        self, id: str, listener: IHasArn | str, **props: Unpack[HttpAlbIntegrationProps]
    ) -> None:
        super().__init__(id, listener, props)


class HttpNlbIntegration(_PrivateIntegration):
    """
    Wire routes of an HTTP API to a network load balancer in a VPC.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one
    ``aws_apigatewayv2_vpc_link`` where none is given.

    Args:
        id: The integration's id under its API.

        listener: A listener of the load balancer, as an object with an ``arn``, such as the
            provider's ``LbListener``, or as its ARN.

        props: See `HttpPrivateIntegrationOptions`.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or there is neither a VPC link nor what one is made from.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
    """

    option_words: ClassVar[Mapping[str, str]] = HttpAlbIntegration.option_words
    _option = "listener"
    _arn = rf"{_LISTENER}/net/\S+"
    _words = "the ARN of a listener of a network load balancer, arn:aws:…:listener/net/…"

    @checked
    def __init__(
        self, id: str, listener: IHasArn | str, **props: Unpack[HttpNlbIntegrationProps]
    ) -> None:
        super().__init__(id, listener, props)


class HttpServiceDiscoveryIntegration(_PrivateIntegration):
    """
    Wire routes of an HTTP API to a service of Cloud Map in a VPC.

    Defines one ``aws_apigatewayv2_integration`` at the first route, and one
    ``aws_apigatewayv2_vpc_link`` where `vpc` or `subnets` is given in place of a link.

    Args:
        id: The integration's id under its API.

        service: The service, as an object with an ``arn``, such as the provider's
            ``ServiceDiscoveryService``, or as its ARN; ``?stage=live`` behind the ARN chooses
            instances by that attribute.

        props: See `HttpPrivateIntegrationOptions`; a VPC link or what one is made from is needed.

    Raises:
        OptionError: If an option is of another type; at the first route, if API Gateway would
            refuse one, or there is neither a VPC link nor what one is made from.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
    """

    option_words: ClassVar[Mapping[str, str]] = {"uri": "service", "connection_id": "vpc_link"}
    _option = "service"
    _arn = r"arn:[\w-]+:servicediscovery:[\w-]+:\d{12}:service/\S+"
    _words = "the ARN of a service of Cloud Map, arn:aws:servicediscovery:…:service/…"
    _unknown = "a service of Cloud Map does not say which VPC it is in"

    @checked
    def __init__(
        self,
        id: str,
        service: IHasArn | str,
        **props: Unpack[HttpServiceDiscoveryIntegrationProps],
    ) -> None:
        super().__init__(id, service, props)
