"""
A large plan, as ``terraform show -json`` prints it: the same on every machine.

Half of its routes change: some disappear and some are new, some lose their authorizer, some are
asked for other scopes, some go elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Values: TypeAlias = dict[str, Any]
# an argument to the type and the name of the resource that it refers to, to the attribute of that,
# and to the template around it
Links: TypeAlias = dict[str, tuple[str, str, str, str]]

_PROVIDER = "registry.terraform.io/hashicorp/aws"
_REGION, _ACCOUNT = "eu-west-1", "123456789012"
_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
_ROUTES_OF_A_FUNCTION = 5
_INTEGRATION = "aws_apigatewayv2_integration"
_OPEN = {"authorization_type": "NONE", "authorizer_id": "", "authorization_scopes": []}
_WORDS = ("orders", "carts", "items", "invoices", "customers", "returns", "prices", "stocks")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many routes a plan has, and how many APIs share them."""

    routes: int
    apis: int


@dataclass(frozen=True, kw_only=True)
class _Resource:
    """A resource with its values on both sides; None where it is not there."""

    kind: str
    name: str
    before: Values | None
    after: Values | None
    links: Links

    @property
    def actions(self) -> list[str]:
        if self.before is None:
            return ["create"]
        if self.after is None:
            return ["delete"]
        return ["no-op"] if self.before == self.after else ["update"]


def write(path: Path, size: Size) -> None:
    """Write the plan, on one line as Terraform does."""
    path.write_text(json.dumps(plan(size), separators=(",", ":")) + "\n", encoding="utf-8")


def plan(size: Size) -> Values:
    """Return the plan."""
    resources = [
        one for number in range(size.apis) for one in _api(number, size.routes // size.apis)
    ]
    resources.sort(key=lambda one: (one.kind, one.name))
    before = [_inside(one, one.before) for one in resources if one.before is not None]
    after = [_inside(one, one.after) for one in resources if one.after is not None]
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"resources": after}},
        "resource_changes": [_change(one) for one in resources],
        "prior_state": {
            "format_version": "1.0",
            "terraform_version": "1.11.4",
            "values": {"root_module": {"resources": before}},
        },
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "full_name": _PROVIDER}},
            "root_module": {"resources": [_block(one) for one in resources if one.after]},
        },
        "timestamp": "2025-01-01T00:00:00Z",
        "applyable": True,
        "complete": True,
        "errored": False,
    }


def _api(number: int, routes: int) -> Iterable[_Resource]:
    api = f"shop{number}"
    yield _same(
        "aws_apigatewayv2_api",
        api,
        api_endpoint=f"https://{_id('api', api)}.execute-api.{_REGION}.amazonaws.com",
        cors_configuration=[],
        disable_execute_api_endpoint=False,
        execution_arn=f"arn:aws:execute-api:{_REGION}:{_ACCOUNT}:{_id('api', api)}",
        name=f"Shop {number}",
        protocol_type="HTTP",
        tags={"team": "shop"},
    )
    yield _same(
        "aws_apigatewayv2_authorizer",
        api,
        _of(api),
        api_id=_id("api", api),
        authorizer_type="JWT",
        identity_sources=["$request.header.Authorization"],
        jwt_configuration=[{"audience": ["shop"], "issuer": "https://issuer.example"}],
        name="customers",
    )
    yield _same(
        "aws_apigatewayv2_stage",
        api,
        _of(api),
        access_log_settings=[],
        api_id=_id("api", api),
        auto_deploy=True,
        default_route_settings=[
            {"throttling_burst_limit": 200, "throttling_rate_limit": 100, "logging_level": ""}
        ],
        name="$default",
        route_settings=[],
        stage_variables={},
    )
    for function in range(-(-routes // _ROUTES_OF_A_FUNCTION)):
        yield from _function(api, f"{api}-{function}")
    for route in range(routes):
        yield _route(api, route)


def _function(api: str, name: str) -> Iterable[_Resource]:
    arn = f"arn:aws:lambda:{_REGION}:{_ACCOUNT}:function:{name}"
    yield _same(
        "aws_lambda_function",
        name,
        architectures=["x86_64"],
        arn=arn,
        environment=[{"variables": {"TABLE": name}}],
        filename="function.zip",
        function_name=name,
        handler="index.handler",
        invoke_arn=_invocation(name),
        memory_size=128,
        role=f"arn:aws:iam::{_ACCOUNT}:role/{api}",
        runtime="python3.12",
        timeout=3,
    )
    yield _same(
        "aws_lambda_permission",
        name,
        {
            "function_name": ("aws_lambda_function", name, "function_name", "{}"),
            "source_arn": ("aws_apigatewayv2_api", api, "execution_arn", "{}/*/*"),
        },
        action="lambda:InvokeFunction",
        function_name=name,
        principal="apigateway.amazonaws.com",
        source_arn=f"arn:aws:execute-api:{_REGION}:{_ACCOUNT}:{_id('api', api)}/*/*",
    )
    yield _same(
        "aws_apigatewayv2_integration",
        name,
        {**_of(api), "integration_uri": ("aws_lambda_function", name, "invoke_arn", "{}")},
        api_id=_id("api", api),
        connection_id="",
        connection_type="INTERNET",
        credentials_arn="",
        description="",
        integration_method="POST",
        integration_type="AWS_PROXY",
        integration_uri=_invocation(name),
        payload_format_version="2.0",
        request_parameters={},
        request_templates={},
        response_parameters=[],
        timeout_milliseconds=30000,
        tls_config=[],
    )


def _route(api: str, number: int) -> _Resource:
    """Return a route: as it was, or changed in one of five ways."""
    path = f"/{_WORDS[number % len(_WORDS)]}/{number // len(_METHODS)}/{{id}}"
    integration = f"{api}-{number // _ROUTES_OF_A_FUNCTION}"
    usual: Values = {
        "api_id": _id("api", api),
        "api_key_required": False,
        "authorization_scopes": ["orders:read"],
        "authorization_type": "JWT",
        "authorizer_id": _id("authorizer", api),
        "id": _id("route", f"{api}-{number}"),
        "model_selection_expression": "",
        "operation_name": "",
        "request_models": {},
        "request_parameter": [],
        "route_key": f"{_METHODS[number % len(_METHODS)]} {path}",
        "route_response_selection_expression": "",
        "target": f"integrations/{_id(_INTEGRATION, integration)}",
    }
    # every other one changes
    changed: dict[int, tuple[Values | None, Values | None]] = {
        1: (usual, None),
        3: (None, usual),
        5: (usual, {**usual, **_OPEN}),
        7: (usual, {**usual, "authorization_scopes": ["orders:write"]}),
        9: (usual, {**usual, "target": f"integrations/{_id(_INTEGRATION, f'{api}-0')}"}),
    }
    before, after = changed.get(number % 10, (usual, usual))
    goes_to = f"{api}-0" if after and after["target"] != usual["target"] else integration
    return _Resource(
        kind="aws_apigatewayv2_route",
        name=f"{api}-{number}",
        before=before,
        after=after,
        links={
            **_of(api),
            "authorizer_id": ("aws_apigatewayv2_authorizer", api, "id", "{}"),
            "target": (_INTEGRATION, goes_to, "id", "integrations/{}"),
        },
    )


def _of(api: str) -> Links:
    return {"api_id": ("aws_apigatewayv2_api", api, "id", "{}")}


def _same(kind: str, name: str, links: Links | None = None, /, **values: Any) -> _Resource:  # noqa: ANN401 - JSON
    both = {"id": _id(kind, name), **values}
    return _Resource(kind=kind, name=name, before=both, after=both, links=links or {})


def _id(kind: str, name: str) -> str:
    return f"{kind.removeprefix('aws_apigatewayv2_')}-{name}"


def _invocation(name: str) -> str:
    function = f"arn:aws:lambda:{_REGION}:{_ACCOUNT}:function:{name}"
    return f"arn:aws:apigateway:{_REGION}:lambda:path/2015-03-31/functions/{function}/invocations"


def _change(one: _Resource) -> Values:
    after, unknown = one.after, {}
    if one.before is None and after is not None:
        after, unknown = {name: it for name, it in after.items() if name != "id"}, {"id": True}
    reason = {"action_reason": "delete_because_no_resource_config"} if after is None else {}
    return {
        **_head(one),
        "change": {
            "actions": one.actions,
            "before": one.before,
            "after": after,
            "after_unknown": unknown,
            "before_sensitive": False if one.before is None else _marks(one.before),
            "after_sensitive": False if after is None else _marks(after),
        },
        **reason,
    }


def _inside(one: _Resource, values: Values) -> Values:
    """Return a resource as a state has it."""
    needed = sorted({f"{kind}.{name}" for kind, name, _, _ in one.links.values()})
    return {
        **_head(one),
        "schema_version": 0,
        "values": values,
        "sensitive_values": _marks(values),
        "depends_on": needed,
    }


def _head(one: _Resource) -> Values:
    return {
        "address": f"{one.kind}.{one.name}",
        "mode": "managed",
        "type": one.kind,
        "name": one.name,
        "provider_name": _PROVIDER,
    }


def _marks(values: Values) -> Values:
    """Return which values are sensitive: none, which Terraform says for each list and each map."""
    return {
        name: [{} for _ in it] if isinstance(it, list) else {}
        for name, it in values.items()
        if isinstance(it, (list, dict))
    }


def _block(one: _Resource) -> Values:
    """Return what was written, in JSON as CDKTF writes it."""
    values = one.after or {}
    expressions: Values = {
        name: {"constant_value": it}
        for name, it in values.items()
        if it not in ("", [], {}) and name not in one.links and name != "id"
    }
    for argument, (kind, name, told, template) in one.links.items():
        if values.get(argument) not in ("", None):
            reference = f"{kind}.{name}.{told}"
            expressions[argument] = {
                "constant_value": template.format(f"${{{reference}}}"),
                "references": [reference, f"{kind}.{name}"],
            }
    return {
        "address": f"{one.kind}.{one.name}",
        "mode": "managed",
        "type": one.kind,
        "name": one.name,
        "provider_config_key": "aws",
        "expressions": expressions,
        "schema_version": 0,
    }
