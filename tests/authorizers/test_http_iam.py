"""Tests of authorization by IAM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError
from apigwv2_tf.authorizers import HttpIamAuthorizer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.authorizers.conftest import Routes
    from tests.conftest import Blocks

    Block = Callable[[str], dict[str, Any]]


def test_route_is_authorized_by_iam(
    route: Routes, block: Block, blocks: Callable[[str], Blocks]
) -> None:
    """The route asks IAM, and no authorizer is made."""
    given = HttpIamAuthorizer()
    route(given)
    written = block("aws_apigatewayv2_route")

    assert (given.authorization_type, written["authorization_type"]) == ("AWS_IAM", "AWS_IAM")
    assert "authorizer_id" not in written
    assert blocks("aws_apigatewayv2_authorizer") == []


def test_one_object_for_many_apis(
    route: Routes, other_route: Routes, blocks: Callable[[str], Blocks]
) -> None:
    """It defines nothing, so any API can have it."""
    given = HttpIamAuthorizer()
    route(given)
    other_route(given)

    assert {made["authorization_type"] for made in blocks("aws_apigatewayv2_route")} == {"AWS_IAM"}


def test_scopes_are_refused(route: Routes) -> None:
    """IAM knows no scopes."""
    with pytest.raises(OptionError, match="only JWT authorizers check scopes"):
        route(HttpIamAuthorizer(), authorization_scopes=["read"])
