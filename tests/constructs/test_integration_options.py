"""Tests of the options that all integrations share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from apigwv2_tf import OptionError, TlsConfig
from apigwv2_tf.constructs._registry import ApiRegistry
from apigwv2_tf.constructs.integration_options import (
    connection_problems,
    milliseconds,
    response_blocks,
    timeout_problems,
)
from apigwv2_tf.terms import ProtocolType


@pytest.mark.parametrize(
    ("protocol", "most"),
    [
        pytest.param(ProtocolType.HTTP, 30_000, id="http"),
        pytest.param(ProtocolType.WEBSOCKET, 29_000, id="websocket"),
        pytest.param(None, None, id="unknown"),
    ],
)
def test_left_out_timeout_is_the_longest(protocol: ProtocolType | None, most: int | None) -> None:
    """The default is stated, where the protocol is known."""
    assert milliseconds(ApiRegistry(protocol=protocol), None) == most


@pytest.mark.parametrize("timeout", [timedelta(days=999_999_999), timedelta(-1), timedelta(0)])
def test_absurd_timeouts_are_refused(timeout: timedelta) -> None:
    """Negative and endless timeouts are refused like any other."""
    (problem,) = timeout_problems(ApiRegistry(), timeout)

    assert str(problem).endswith("allowed: 50 ms to 30 s, in whole milliseconds")


@pytest.mark.parametrize("given", [None, {}])
def test_no_blocks_without_response_parameters(given: Any) -> None:  # noqa: ANN401
    """Nothing is written where nothing is changed."""
    assert response_blocks(given) is None


def test_connection_type_may_be_a_token() -> None:
    """What Terraform knows later is checked by nobody."""
    assert list(connection_problems({"connection_type": "${TfToken[TOKEN.1]}"})) == []


@pytest.mark.parametrize("name", [None, 5, True])
def test_server_name_is_text(name: Any) -> None:  # noqa: ANN401
    """A TLS configuration checks its field when it is made."""
    with pytest.raises(OptionError) as refused:
        TlsConfig(server_name_to_verify=name)

    assert str(refused.value) == (f"TlsConfig: server_name_to_verify is {name!r}, allowed: text")
