"""What API Gateway refuses of the options of a route."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apigwv2_tf.constructs._checks import length, matches
from apigwv2_tf.constructs._protocols import IAuthorizer
from apigwv2_tf.constructs._registry import ApiRegistry
from apigwv2_tf.constructs._rules import named, only_http
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import AuthorizationType, AuthorizerType, KnownRouteKey, ProtocolType

_MOST_SCOPES = 10
TYPE_OF = {
    AuthorizerType.JWT: AuthorizationType.JWT,
    AuthorizerType.REQUEST: AuthorizationType.CUSTOM,
}


def authorization_problems(
    registry: ApiRegistry, key: str, kind: AuthorizationType | str, authorizer: IAuthorizer | None
) -> Iterator[Problem]:
    """Refuse an authorizer that does not go with how the route is authorized."""
    if unresolved(kind):
        return
    needs = [needed for needed, given in TYPE_OF.items() if given == kind]
    has = getattr(authorizer, "authorizer_type", None)
    if needs and authorizer is None:
        yield Problem("authorizer", LEFT_OUT, f"an authorizer: authorization_type is {kind}")
    elif needs and has is not None and not unresolved(has) and has != needs[0]:
        allowed = f"an authorizer of type {needs[0]}: authorization_type is {kind}"
        yield Problem("authorizer", f"{has} authorizer", allowed)
    elif authorizer is not None and not needs:
        yield Problem("authorizer", named(authorizer), f"nothing: authorization_type is {kind}")
    yield from only_http(
        registry, "authorization_type", kind if kind == AuthorizationType.JWT else None
    )
    open_to_all = kind == AuthorizationType.NONE or unresolved(key) or key == KnownRouteKey.CONNECT
    if registry.protocol is ProtocolType.WEBSOCKET and not open_to_all:
        yield Problem(
            "authorization_type",
            kind,
            "NONE on this route: a WebSocket API authorizes $connect only",
            "put the authorizer on the $connect route",
        )


def scope_problems(kind: str, scopes: Sequence[str] | None) -> Iterator[Problem]:
    """Refuse scopes where no token is checked, and too many."""
    yield from length("authorization_scopes", scopes, 0, _MOST_SCOPES)
    if scopes and kind != AuthorizationType.JWT and not unresolved(kind):
        yield Problem(
            "authorization_scopes", scopes, "nothing: only a JWT authorizer checks scopes"
        )


def parameter_problems(key: str, parameters: Mapping[str, bool]) -> Iterator[Problem]:
    """Refuse parameters that a request to connect does not have."""
    for name in parameters:
        # each becomes a block of its own, which a map known to Terraform only cannot
        if name.startswith("&{"):
            allowed = "names that are known now, each with True or False"
            yield Problem("request_parameters key", name, allowed)
        yield from matches(
            "request_parameters key",
            name,
            r"route\.request\.(querystring|header)\.[A-Za-z0-9._$-]+",
            "route.request.querystring.NAME or route.request.header.NAME",
        )
    if parameters and key != KnownRouteKey.CONNECT and not unresolved(key):
        allowed = "nothing: only $connect has headers and a query string"
        yield Problem("request_parameters", list(parameters), allowed)
