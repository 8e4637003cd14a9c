"""The comparison sees what differs, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.differential import cloudformation, terraform
from tests.differential.comparison import differences
from tests.differential.vocabulary import describe

_BACKEND = "integration HTTP_PROXY https://books.example"
_ROUTE = {
    "ApiId": {"Ref": "Books"},
    "AuthorizationScopes": ["read", "list"],
    "RouteKey": "GET /books",
    "Target": {"Fn::Join": ["", ["integrations/", {"Ref": "Backend"}]]},
}
_TEMPLATE = {
    "Resources": {
        "Books": {
            "Type": "AWS::ApiGatewayV2::Api",
            "Properties": {"Name": "books", "ProtocolType": "HTTP"},
        },
        "Backend": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": {
                "ApiId": {"Ref": "Books"},
                "IntegrationType": "HTTP_PROXY",
                "IntegrationUri": "https://books.example",
                "TimeoutInMillis": 5000,
                "TlsConfig": {"ServerNameToVerify": "books.example"},
            },
        },
        "Route": {"Type": "AWS::ApiGatewayV2::Route", "Properties": _ROUTE},
    }
}


def _document(**changed: object) -> dict[str, Any]:
    """Return the same with Terraform's words, with some arguments of the route changed."""
    route = {
        "api_id": "${aws_apigatewayv2_api.a.id}",
        "authorization_scopes": ["list", "read"],
        "route_key": "GET /books",
        "target": "integrations/${aws_apigatewayv2_integration.i.id}",
    }
    return {
        "resource": {
            "aws_apigatewayv2_api": {"a": {"name": "books", "protocol_type": "HTTP"}},
            "aws_apigatewayv2_integration": {
                "i": {
                    "api_id": "${aws_apigatewayv2_api.a.id}",
                    "integration_type": "HTTP_PROXY",
                    "integration_uri": "https://books.example",
                    "timeout_milliseconds": 5000,
                    "tls_config": [{"server_name_to_verify": "books.example"}],
                }
            },
            "aws_apigatewayv2_route": {"r": {**route, **changed}},
        }
    }


def _compared(document: dict[str, Any]) -> list[str]:
    return differences(describe(cloudformation.read(_TEMPLATE)), describe(terraform.read(document)))


def test_nothing_differs_but_words_and_order() -> None:
    """Names of arguments, ids, references, blocks and the order of sets are not differences."""
    assert _compared(_document()) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(
            {"authorization_type": "JWT"},
            ['route GET /books: authorization_type: AWS CDK nothing, here "JWT"'],
            id="more",
        ),
        pytest.param(
            {"authorization_scopes": ["read", "write"]},
            [
                'route GET /books: authorization_scopes: only in AWS CDK: "list"',
                'route GET /books: authorization_scopes: only here: "write"',
            ],
            id="list",
        ),
        pytest.param(
            {"target": "i"},
            [
                f'route GET /books: depends_on: only in AWS CDK: "{_BACKEND}"',
                f'route GET /books: target: AWS CDK "integrations/<{_BACKEND} id>", here "i"',
            ],
            id="reference",
        ),
    ],
)
def test_argument_that_differs_is_named(changed: dict[str, object], expected: list[str]) -> None:
    """Each argument that differs has a line with both values."""
    assert _compared(_document(**changed)) == expected


def test_resource_of_one_side_is_shown_whole() -> None:
    """What only one library makes is listed with its arguments."""
    found = _compared(_document(route_key="GET /authors"))

    assert [each.partition(": {")[0] for each in found] == [
        "route GET /authors: only here",
        "route GET /books: only in AWS CDK",
    ]


def test_permissions_and_policies_are_put_together() -> None:
    """Two permissions for one function are one with two sources, and ids do not count."""
    document = {
        "resource": {
            "aws_lambda_permission": {
                name: {
                    "action": "lambda:InvokeFunction",
                    "function_name": "backend",
                    "principal": "apigateway.amazonaws.com",
                    "source_arn": name,
                    "statement_id": name,
                }
                for name in ("one", "two")
            }
        }
    }

    assert describe(terraform.read(document)) == {
        "permissions of function backend": {
            "action": "lambda:InvokeFunction",
            "function_name": "function backend",
            "principal": "apigateway.amazonaws.com",
            "source_arn": ["one", "two"],
        }
    }
