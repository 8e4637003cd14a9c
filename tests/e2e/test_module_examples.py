"""
The popular community module's examples, rebuilt: what is planned, beside what the module creates.

The module is terraform-aws-modules/apigateway-v2, version 6, and the counts are those that its
documentation gives for its own examples: complete HTTP, VPC link, WebSocket. Its second call with
``create = false`` creates nothing; in Python that is an ``if``.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import local_aws as aws_process
from tests.support.programs import STACKS, checkout, synthesize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from botocore.client import BaseClient

    from tests.support.terraform import TerraformFactory

pytestmark = pytest.mark.e2e

_PROGRAMS = {
    STACKS[program][0]: program
    for program in (
        "examples/complete_http.py",
        "examples/vpc_link_http.py",
        "examples/websocket.py",
    )
}
# How many of each the module creates, and its example beside it in API Gateway.
_MODULE = {
    "complete-http": {
        "aws_apigatewayv2_api": 1,
        "aws_apigatewayv2_authorizer": 2,
        "aws_apigatewayv2_domain_name": 1,
        "aws_apigatewayv2_api_mapping": 1,
        "aws_acm_certificate": 1,
        "aws_acm_certificate_validation": 1,
        "aws_route53_record": 3,
        "data.aws_route53_zone": 1,
        "aws_apigatewayv2_route": 6,
        "aws_apigatewayv2_integration": 6,
        "aws_apigatewayv2_stage": 1,
        "aws_cloudwatch_log_group": 1,
    },
    "vpc-link-http": {
        "aws_apigatewayv2_api": 1,
        "aws_apigatewayv2_route": 3,
        "aws_apigatewayv2_integration": 3,
        "aws_apigatewayv2_vpc_link": 1,
        "aws_apigatewayv2_stage": 1,
        "aws_cloudwatch_log_group": 1,
    },
    "websocket": {
        "aws_apigatewayv2_api": 1,
        "aws_apigatewayv2_route": 3,
        "aws_apigatewayv2_integration": 3,
        "aws_apigatewayv2_deployment": 1,
        "aws_apigatewayv2_stage": 1,
        "aws_cloudwatch_log_group": 1,
        "aws_api_gateway_account": 1,
    },
}
_BESIDE = "the example stands on it; the module's takes it from other modules"
_SHARED = "routes to one backend share an integration; the module makes one for each route"
_PERMITTED = "permissions come with integrations; the module leaves them to its caller"
_INVOKE_ROLE = "the integration makes a role that may do this alone; the module is given one"
_LOGGING_ROLE = "what the account's logging role is made of; the module's example writes it out"
# How many more, or fewer, are planned here, and why.
_DIFFERENCES: dict[str, dict[str, tuple[int, str]]] = {
    "complete-http": {
        "aws_apigatewayv2_integration": (-3, _SHARED),
        "aws_lambda_permission": (1, _PERMITTED),
        "aws_iam_role_policy": (1, _INVOKE_ROLE),
        "aws_iam_role": (3, f"{_INVOKE_ROLE}; function and state machine have the other two"),
        "aws_lambda_function": (1, _BESIDE),
        "aws_sfn_state_machine": (1, _BESIDE),
        "aws_cognito_user_pool": (1, _BESIDE),
        "aws_cognito_user_pool_client": (1, f"{_BESIDE}, and has its audience as a literal"),
        "aws_s3_bucket": (1, _BESIDE),
        "aws_s3_bucket_versioning": (1, "truststore_version needs it"),
        "aws_s3_object": (1, _BESIDE),
    },
    "vpc-link-http": {
        "aws_apigatewayv2_integration": (-1, _SHARED),
        "aws_cloudwatch_log_group": (-1, "access logs are asked for; the module's are on"),
        "aws_lambda_permission": (1, _PERMITTED),
        "aws_iam_role": (1, _BESIDE),
        "aws_lambda_function": (1, _BESIDE),
        "aws_security_group": (1, _BESIDE),
        "aws_subnet": (2, _BESIDE),
        "aws_vpc": (1, _BESIDE),
    },
    "websocket": {
        "aws_apigatewayv2_deployment": (-1, "the stage deploys each change by itself"),
        "aws_lambda_permission": (3, _PERMITTED),
        "aws_iam_role": (2, f"{_LOGGING_ROLE}; the functions have the other one"),
        "aws_iam_role_policy_attachment": (1, f"{_LOGGING_ROLE} as a policy of its own"),
        "data.aws_partition": (1, f"{_LOGGING_ROLE}, in any partition"),
        "aws_iam_role_policy": (2, f"{_BESIDE}: the table, and the connections"),
        "aws_lambda_function": (3, _BESIDE),
        "aws_dynamodb_table": (1, _BESIDE),
    },
}


@pytest.fixture(scope="module")
def plans(
    local_aws: str,
    aws: Callable[[str], BaseClient],
    terraform_factory: TerraformFactory,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Mapping[str, Any]]:
    """Plan each example in an account that has nothing but a hosted zone."""
    aws_process.reset(local_aws)
    aws("route53").create_hosted_zone(Name="example.com", CallerReference="tests")
    directory = tmp_path_factory.mktemp("examples")
    programs = checkout(directory / "checkout")

    def plan(stack: str) -> Mapping[str, Any]:
        (directory / stack).mkdir()
        folder = synthesize(programs / _PROGRAMS[stack], directory / stack) / stack
        terraform = terraform_factory(folder)
        terraform.init()
        return terraform.plan().raw

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(_PROGRAMS, pool.map(plan, _PROGRAMS), strict=True))


def _planned(plan: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield type and arguments of what a plan creates, and of the data that it has read."""
    for change in plan["resource_changes"]:
        yield change["type"], change["change"]["after"]
    known = plan.get("prior_state", {}).get("values", {}).get("root_module", {})
    for resource in known.get("resources", ()):
        yield f"data.{resource['type']}", resource["values"]


@pytest.mark.parametrize("stack", _PROGRAMS)
def test_as_many_resources_as_the_module_creates(
    plans: dict[str, Mapping[str, Any]], stack: str
) -> None:
    """Each type of resource is there as often as with the module, or a reason is named."""
    expected = dict(_MODULE[stack])
    for kind, (more, _reason) in _DIFFERENCES[stack].items():
        expected[kind] = expected.get(kind, 0) + more

    counts: dict[str, int] = {}
    for kind, _ in _planned(plans[stack]):
        counts[kind] = counts.get(kind, 0) + 1
    assert counts == {kind: count for kind, count in expected.items() if count}


_CORS = [
    {
        "allow_credentials": None,
        "allow_headers": ["authorization", "content-type", "x-api-key"],
        "allow_methods": ["*"],
        "allow_origins": ["*"],
        "expose_headers": None,
        "max_age": None,
    }
]


def _route(key: str, authorization: str = "NONE", scopes: list[str] | None = None) -> Any:  # noqa: ANN401 - a row
    arguments = {
        "route_key": key,
        "authorization_type": authorization,
        "authorization_scopes": scopes,
    }
    return pytest.param("complete-http", "aws_apigatewayv2_route", arguments, id=key)


@pytest.mark.parametrize(
    ("stack", "kind", "arguments"),
    [
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_api",
            {
                "name": "orders",
                "description": "What customers order",
                "protocol_type": "HTTP",
                "cors_configuration": _CORS,
                "disable_execute_api_endpoint": True,
            },
            id="HTTP API behind its domain name alone",
        ),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_authorizer",
            {
                "name": "Customers",
                "authorizer_type": "JWT",
                "identity_sources": ["$request.header.Authorization"],
            },
            id="authorizer inside",
        ),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_authorizer",
            {
                "name": "partners",
                "authorizer_type": "JWT",
                "identity_sources": ["$request.header.Authorization"],
            },
            id="authorizer outside",
        ),
        pytest.param(
            "complete-http",
            "aws_acm_certificate",
            {"domain_name": "orders.example.com", "validation_method": "DNS"},
            id="certificate",
        ),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_api_mapping",
            {"domain_name": "orders.example.com", "api_mapping_key": None},
            id="mapping",
        ),
        *(
            pytest.param(
                "complete-http",
                "aws_route53_record",
                {"type": kind, "name": "orders.example.com"},
                id=f"{kind} record",
            )
            for kind in ("A", "AAAA")
        ),
        pytest.param(
            "complete-http",
            "data.aws_route53_zone",
            {"name": "example.com", "private_zone": False},
            id="zone looked up",
        ),
        _route("ANY /"),
        _route("GET /orders", "JWT"),
        _route("GET /orders/{order_id}", "JWT"),
        _route("GET /invoices", "JWT", ["invoices/pay", "invoices/read"]),
        _route("POST /deliveries", "AWS_IAM"),
        _route("$default"),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_integration",
            {
                "integration_type": "AWS_PROXY",
                "integration_subtype": None,
                "payload_format_version": "2.0",
                "timeout_milliseconds": 12_000,
            },
            id="function",
        ),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_integration",
            {
                "integration_type": "AWS_PROXY",
                "integration_subtype": "StepFunctions-StartExecution",
                "payload_format_version": "1.0",
                "timeout_milliseconds": 12_000,
            },
            id="state machine",
        ),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_integration",
            {
                "integration_type": "AWS_PROXY",
                "response_parameters": [
                    {
                        "status_code": "404",
                        "mappings": {"append:header.environment": "$stageVariables.environment"},
                    },
                    {
                        "status_code": "500",
                        "mappings": {
                            "append:header.request": "$context.requestId",
                            "overwrite:statuscode": "403",
                        },
                    },
                ],
            },
            id="changed answers",
        ),
        pytest.param(
            "complete-http",
            "aws_cloudwatch_log_group",
            {"retention_in_days": 7},
            id="access log",
        ),
        pytest.param(
            "vpc-link-http",
            "aws_apigatewayv2_api",
            {"name": "shop", "protocol_type": "HTTP", "cors_configuration": _CORS},
            id="HTTP API at its own URL",
        ),
        pytest.param(
            "vpc-link-http",
            "aws_apigatewayv2_integration",
            {
                "connection_type": "VPC_LINK",
                "integration_type": "HTTP_PROXY",
                "integration_method": "ANY",
                "tls_config": [{"server_name_to_verify": "shop.example.com"}],
            },
            id="listener",
        ),
        pytest.param(
            "vpc-link-http",
            "aws_apigatewayv2_integration",
            {"payload_format_version": "2.0", "timeout_milliseconds": 12_000},
            id="function beside a listener",
        ),
        *(
            pytest.param(
                "vpc-link-http", "aws_apigatewayv2_route", {"route_key": key}, id=f"private: {key}"
            )
            for key in ("ANY /", "GET /shop/{proxy+}", "$default")
        ),
        pytest.param(
            "vpc-link-http",
            "aws_apigatewayv2_stage",
            {"name": "$default", "auto_deploy": True},
            id="default stage",
        ),
        pytest.param(
            "websocket",
            "aws_apigatewayv2_api",
            {
                "name": "websocket",
                "protocol_type": "WEBSOCKET",
                "route_selection_expression": "$request.body.action",
            },
            id="WebSocket API",
        ),
        *(
            pytest.param(
                "websocket",
                "aws_apigatewayv2_route",
                {"route_key": key, "operation_name": name, "authorization_type": "NONE"},
                id=f"message: {key}",
            )
            for key, name in (
                ("$connect", "Connect"),
                ("$disconnect", "Disconnect"),
                ("sendmessage", "Send"),
            )
        ),
        pytest.param(
            "websocket",
            "aws_apigatewayv2_integration",
            {"integration_type": "AWS_PROXY"},
            id="function behind messages",
        ),
        pytest.param(
            "websocket",
            "aws_cloudwatch_log_group",
            {"retention_in_days": 7},
            id="access log of messages",
        ),
        pytest.param(
            "websocket",
            "aws_dynamodb_table",
            {"hash_key": "connectionId"},
            id="table of connections",
        ),
    ],
)
def test_resource_has_the_arguments_of_the_module(
    plans: dict[str, Mapping[str, Any]], stack: str, kind: str, arguments: dict[str, Any]
) -> None:
    """What the module's example sets is set here."""
    assert arguments in [
        {name: values.get(name) for name in arguments}
        for found, values in _planned(plans[stack])
        if found == kind
    ]


_LIMITS = {
    "detailed_metrics_enabled": True,
    "throttling_burst_limit": 100,
    "throttling_rate_limit": 100,
}


@pytest.mark.parametrize(
    ("stack", "settings", "by_route"),
    [
        pytest.param(
            "complete-http",
            _LIMITS,
            {
                "ANY /": {**_LIMITS, "detailed_metrics_enabled": False},
                "GET /orders": {
                    **_LIMITS,
                    "throttling_burst_limit": 40,
                    "throttling_rate_limit": 80,
                },
            },
            id="HTTP",
        ),
        pytest.param(
            "websocket",
            {**_LIMITS, "data_trace_enabled": False, "logging_level": "INFO"},
            {},
            id="WebSocket",
        ),
    ],
)
def test_settings_of_the_stage(
    plans: dict[str, Mapping[str, Any]],
    stack: str,
    settings: dict[str, Any],
    by_route: dict[str, dict[str, Any]],
) -> None:
    """
    Throttling, metrics and logs are those of the module's example.

    But messages with all that they say stay out of the log, where the module writes them. And the
    module names every route, with the stage's settings where it has none of its own; here only
    those that differ are named.
    """
    (stage,) = (
        values for kind, values in _planned(plans[stack]) if kind == "aws_apigatewayv2_stage"
    )

    (planned,) = stage["default_route_settings"]
    assert {name: planned.get(name) for name in settings} == settings
    assert {
        route["route_key"]: {name: route[name] for name in _LIMITS}
        for route in stage["route_settings"]
    } == by_route


@pytest.mark.parametrize(
    ("stack", "place", "of_the_module", "here"),
    [
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_api.body",
            "openapi: 3.0.1 ...",
            [None],
            id="routes come from Python or from a document, and the provider warns of both",
        ),
        pytest.param(
            "complete-http",
            "aws_apigatewayv2_integration.tls_config",
            [{"server_name_to_verify": "orders.example.com"}],
            [[], [], []],
            id="only private integrations have a TLS server name, and these are a function's",
        ),
        pytest.param(
            "complete-http",
            "aws_cloudwatch_log_group.name",
            "/aws/apigateway/orders/default",
            ["/aws/vendedlogs/apigateway/orders/default"],
            id="the policy by which AWS delivers to other log groups has no room for many",
        ),
        pytest.param(
            "vpc-link-http",
            "aws_apigatewayv2_stage.default_route_settings",
            [{"throttling_burst_limit": 500, "throttling_rate_limit": 1000}],
            [[]],
            id="the account's limits hold unless others are asked for",
        ),
        pytest.param(
            "websocket",
            "aws_apigatewayv2_stage.auto_deploy",
            False,
            [True],
            id="no change waits for a deployment",
        ),
    ],
)
def test_argument_that_differs_from_the_module(
    plans: dict[str, Mapping[str, Any]], stack: str, place: str, of_the_module: object, here: object
) -> None:
    """The reasons are the names of these cases."""
    kind, argument = place.split(".")

    found = [values.get(argument) for of, values in _planned(plans[stack]) if of == kind]
    assert found == here
    assert of_the_module not in found
