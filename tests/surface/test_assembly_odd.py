"""Whatever the values of resources are, APIs come of it."""

from __future__ import annotations

from typing import Any

from apigwv2_tf.render.routes import FORMATS, render_routes
from apigwv2_tf.surface.assembly import assemble
from apigwv2_tf.surface.links import LINKS, Link, LinkKind
from apigwv2_tf.surface.resources import Inventory, Resource
from apigwv2_tf.surface.values import UNKNOWN, masked
from hypothesis import given, settings
from hypothesis import strategies as st

_ADDRESSES = [f"{kind}.{name}" for kind in (*LINKS, "aws_apigatewayv2_vpc_link") for name in "ab"]
_ADDRESSES += ["data.aws_apigatewayv2_api.a", "data.aws_lambda_function.a"]
_ADDRESSES += ["aws_apigatewayv2_domain_name.a", "aws_api_gateway_domain_name.a"]
_ADDRESSES += ["aws_lambda_function.a", "elsewhere:x", "aws_apigatewayv2_api.gone"]
_NAMES = [
    "id",
    "name",
    "protocol_type",
    "body",
    "target",
    "route_key",
    "cors_configuration",
    "allow_origins",
    "max_age",
    "authorization_scopes",
    "api_key_required",
    "request_parameter",
    "request_parameter_key",
    "response_parameters",
    "status_code",
    "mappings",
    "tls_config",
    "jwt_configuration",
    "audience",
    "timeout_milliseconds",
    "authorizer_result_ttl_in_seconds",
    "default_route_settings",
    "route_settings",
    "throttling_burst_limit",
    "throttling_rate_limit",
    "logging_level",
    "access_log_settings",
    "stage_variables",
    "triggers",
    "domain_name",
    "domain_name_configuration",
    "endpoint_configuration",
    "types",
    "mutual_tls_authentication",
    "principal",
    "function_name",
    "arn",
    "integration_type",
    "integration_uri",
    "stage",
    "api_id",
    "authorizer_type",
]
_VALUES = st.recursive(
    st.one_of(
        st.sampled_from([UNKNOWN, masked("x"), "$default", "GET /a", "HTTP", "WEBSOCKET", "JWT"]),
        st.text(max_size=4),
        st.booleans(),
        st.floats(),
        st.integers(),
        st.just(10**400),
    ),
    lambda inner: (
        st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4)
    ),
    max_leaves=6,
)
_LINKS = st.builds(
    lambda kind, targets: Link(
        kind=kind,
        targets=tuple(targets) if kind is not LinkKind.EXTERNAL else (),
        id="x" if kind is LinkKind.EXTERNAL else None,
    ),
    st.sampled_from(LinkKind),
    st.lists(st.sampled_from(_ADDRESSES), min_size=1, max_size=2, unique=True),
)
_LINKED = sorted({name for names in LINKS.values() for name in names})


def _resource(address: str, values: dict[str, Any], links: dict[str, Link]) -> Resource:
    data = address.startswith("data.")
    kind = address.split(".")[1 if data else 0]
    return Resource(address=address, type=kind, values=values, links=links, data=data)


_RESOURCES = st.builds(
    _resource,
    st.sampled_from(_ADDRESSES),
    st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=6),
    st.dictionaries(st.sampled_from(_LINKED), _LINKS, max_size=4),
)


@settings(max_examples=300)
@given(st.lists(_RESOURCES, max_size=8))
def test_odd_resources_do_no_harm(resources: list[Resource]) -> None:
    """Nothing is lost, and everything can be shown."""
    inventory = Inventory(resources={one.address: one for one in resources})

    found = assemble(inventory)

    routes = {one.address for one in inventory.resources.values() if _is_route(one)}
    assert routes <= found.by_address.keys()
    assert found == assemble(inventory)
    for form in FORMATS:
        assert render_routes(found, form)


def _is_route(resource: Resource) -> bool:
    return resource.type == "aws_apigatewayv2_route"
