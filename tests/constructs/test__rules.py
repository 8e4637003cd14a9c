"""Tests of the rules that several constructs share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, Model, OptionError
from apigwv2_tf.constructs._registry import ApiRegistry
from apigwv2_tf.constructs._rules import (
    only_http,
    only_websocket,
    role_problems,
    tag_problems,
    template_problems,
)
from apigwv2_tf.terms import ProtocolType

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack


@pytest.mark.parametrize(
    ("rule", "protocol", "message"),
    [
        pytest.param(
            only_http,
            ProtocolType.WEBSOCKET,
            "body is 'x', allowed: nothing: it belongs to HTTP APIs; leave it out",
            id="http",
        ),
        pytest.param(
            only_websocket,
            ProtocolType.HTTP,
            "body is 'x', allowed: nothing: it belongs to WebSocket APIs; leave it out",
            id="websocket",
        ),
    ],
)
def test_option_of_the_other_protocol(
    rule: Callable[..., Any], protocol: ProtocolType, message: str
) -> None:
    """An option of the other protocol is refused, where the protocol is known."""
    registry = ApiRegistry(protocol=protocol)

    assert [str(problem) for problem in rule(registry, "body", "x")] == [message]
    assert list(rule(registry, "body", None)) == []
    assert list(rule(ApiRegistry(), "body", "x")) == []


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        pytest.param(
            {"aws:team": "a"},
            "tags key is 'aws:team', allowed: 1 to 128 characters, not starting with aws:",
            id="reserved",
        ),
        pytest.param(
            {"": "a"},
            "tags key is '', allowed: 1 to 128 characters, not starting with aws:",
            id="no-name",
        ),
        pytest.param(
            {"team": "a" * 257},
            f"tags['team'] is '{'a' * 78}…, allowed: up to 256 characters",
            id="long-value",
        ),
    ],
)
def test_tag_is_refused(tags: dict[str, str], message: str) -> None:
    """Tags that AWS would refuse are named."""
    assert [str(problem) for problem in tag_problems(tags)] == [message]


def test_fifty_tags_are_the_most() -> None:
    """There is room for 50 tags and not for 51."""
    tags = {f"t{number}": "x" for number in range(51)}
    (problem,) = tag_problems(tags)
    del tags["t50"]

    assert str(problem).endswith("allowed: 0 to 50 entries; it has 51")
    assert list(tag_problems(tags)) == []


def test_longest_template() -> None:
    """A template has up to 32,768 characters; one with a token is not counted."""
    (problem,) = template_problems("request_templates", {"a": "x" * 32_769})

    assert str(problem) == (
        f"request_templates['a'] is '{'x' * 78}…, allowed: 0 to 32768 characters; it has 32769"
    )
    assert list(template_problems("request_templates", {"a": "x" * 32_768})) == []
    assert list(template_problems("t", {"a": "${TfToken[TOKEN.0]}" * 9999})) == []


@pytest.mark.parametrize(
    "arn", ["", "role", "arn:aws:iam::*:user/*", "arn:aws:iam::1:role/a", "arn:aws:s3:::bucket"]
)
def test_role_is_refused(arn: str) -> None:
    """What is not the ARN of a role is refused."""
    (problem,) = role_problems("credentials_arn", arn)

    assert str(problem) == f"credentials_arn is {arn!r}, allowed: the ARN of a role"


@pytest.mark.parametrize(
    "arn",
    [
        None,
        "arn:aws:iam::123456789012:role/a/b",
        "arn:aws-cn:iam::123456789012:role/a",
        "${aws_iam_role.a.arn}",
    ],
)
def test_role_is_accepted(arn: str | None) -> None:
    """Roles of every partition pass, and references to them."""
    assert list(role_problems("credentials_arn", arn)) == []


@pytest.mark.parametrize(
    ("models", "message"),
    [
        pytest.param(
            {"$default": "my-model"},
            "orders/Chat/Route.send: request_models['$default'] is 'my-model', "
            "allowed: a model or its name, 1 to 128 letters and digits",
            id="name",
        ),
        pytest.param(
            {"$default": None},
            "orders/Chat: request_models is {'$default': None}, "
            "allowed: a dict from text to an object with model_id and model_name or text",
            id="none",
        ),
    ],
)
def test_model_is_refused(stack: TerraformStack, models: Any, message: str) -> None:  # noqa: ANN401
    """A name that no model can have is refused where it is used."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)

    with pytest.raises(OptionError) as refused:
        api.add_route("send", request_models=models)

    assert str(refused.value) == message


def test_model_of_another_api_is_refused(stack: TerraformStack) -> None:
    """A model belongs to one API."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    other = Api(stack, "Other", protocol_type="WEBSOCKET", deploy=False)
    model = Model(stack, "Model", api=other, schema={})

    with pytest.raises(OptionError) as refused:
        api.add_route("send", request_models={"$default": model})

    assert str(refused.value) == (
        "orders/Chat/Route.send: request_models['$default'] is 'orders/Model', "
        "allowed: one of the same API: this is one of orders/Other"
    )
