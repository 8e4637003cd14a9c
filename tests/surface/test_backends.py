"""The functions that expressions within text lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.surface.backends import Backends
from apigwv2_tf.surface.resources import Resource

from tests.support.inventories import to

if TYPE_CHECKING:
    from apigwv2_tf.surface.links import Link

ADDRESSES = (
    "aws_lambda_function.only",
    "orders/aws_lambda_function.twice",
    "stock/aws_lambda_function.twice",
    "module.m.aws_lambda_function.inner",
    'aws_lambda_function.many["a"]',
    "data.aws_lambda_alias.read",
)


@pytest.mark.parametrize(
    ("text", "beside", "shown"),
    [
        pytest.param(
            "aws_lambda_function.only", "aws_apigatewayv2_api.a", to(ADDRESSES[0]), id="root"
        ),
        pytest.param(
            "aws_lambda_function.only",
            "orders/aws_apigatewayv2_api.a",
            to(ADDRESSES[0]),
            id="stack",
        ),
        pytest.param(
            "aws_lambda_function.twice",
            "orders/aws_apigatewayv2_api.a",
            to(ADDRESSES[1]),
            id="of two stacks",
        ),
        pytest.param(
            "aws_lambda_function.inner",
            "module.m.aws_apigatewayv2_api.a",
            to(ADDRESSES[3]),
            id="module",
        ),
        pytest.param(
            "aws_lambda_function.only",
            "module.m.aws_apigatewayv2_api.a",
            None,
            id="not of a module",
        ),
        pytest.param(
            'aws_lambda_function.many["a"]', "aws_apigatewayv2_api.a", to(ADDRESSES[4]), id="key"
        ),
        pytest.param(
            "data.aws_lambda_alias.read", "aws_apigatewayv2_api.a", to(ADDRESSES[5]), id="data"
        ),
        pytest.param("aws_iam_role.only", "aws_apigatewayv2_api.a", None, id="no function"),
    ],
)
def test_an_expression_means_what_stands_beside_it(
    text: str, beside: str, shown: Link | None
) -> None:
    """An address is of the module and of the stack that the text is of."""
    functions = [Resource(address=one, type="aws_lambda_function", values={}) for one in ADDRESSES]

    found = Backends(functions).of(f"x/${{{text}.arn}}/invocations", beside=beside)

    assert found == shown
