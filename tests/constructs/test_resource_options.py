"""Tests of what every construct with a resource takes: one row for each construct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ApiExport,
    ApiGatewayAccount,
    ApiMapping,
    ApiSearch,
    Deployment,
    DomainName,
    HttpStage,
    OptionError,
    Stage,
    UnsupportedOptionError,
    VpcLink,
    WebSocketStage,
)
from apigwv2_tf.constructs._adoption import IMPORT_IDS
from apigwv2_tf.constructs._bindings import known_arguments, l1, provider_package

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

    from tests.conftest import Synthesized

ADDRESS = "X_4AF5585A"
CERTIFICATE = "arn:aws:acm:eu-west-1:1:certificate/c"


@dataclass(frozen=True)
class Row:
    """A construct: how to make it, and the type of its resource or data source."""

    make: Callable[..., object]
    kind: str
    data: bool = False


def api(stack: TerraformStack) -> Api:
    """Define an API for other constructs."""
    return Api(stack, "Other", protocol_type="HTTP", deploy=False)


def chat(stack: TerraformStack) -> Api:
    """Define a WebSocket API for other constructs."""
    return Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)


ROWS = [
    pytest.param(
        Row(
            lambda stack, **more: Api(stack, "X", protocol_type="HTTP", deploy=False, **more),
            "aws_apigatewayv2_api",
        ),
        id="Api",
    ),
    pytest.param(
        Row(
            lambda stack, **more: Deployment(stack, "X", api=api(stack), **more),
            "aws_apigatewayv2_deployment",
        ),
        id="Deployment",
    ),
    pytest.param(
        Row(
            lambda stack, **more: Stage(stack, "X", api=api(stack), stage_name="x", **more),
            "aws_apigatewayv2_stage",
        ),
        id="Stage",
    ),
    pytest.param(
        Row(
            lambda stack, **more: HttpStage(stack, "X", http_api=api(stack), **more),
            "aws_apigatewayv2_stage",
        ),
        id="HttpStage",
    ),
    pytest.param(
        Row(
            lambda stack, **more: WebSocketStage(
                stack, "X", web_socket_api=chat(stack), stage_name="x", **more
            ),
            "aws_apigatewayv2_stage",
        ),
        id="WebSocketStage",
    ),
    pytest.param(
        Row(
            lambda stack, **more: ApiGatewayAccount(stack, "X", **more),
            "aws_api_gateway_account",
        ),
        id="ApiGatewayAccount",
    ),
    pytest.param(
        Row(
            lambda stack, **more: DomainName(
                stack, "X", domain_name="x.example.com", certificate=CERTIFICATE, **more
            ),
            "aws_apigatewayv2_domain_name",
        ),
        id="DomainName",
    ),
    pytest.param(
        Row(
            lambda stack, **more: ApiMapping(
                stack,
                "X",
                api=api(stack),
                domain_name="x.example.com",
                stage=Stage.from_stage_name(stack, "Live", "live"),
                **more,
            ),
            "aws_apigatewayv2_api_mapping",
        ),
        id="ApiMapping",
    ),
    pytest.param(
        Row(
            lambda stack, **more: VpcLink(stack, "X", subnets=["subnet-1"], **more),
            "aws_apigatewayv2_vpc_link",
        ),
        id="VpcLink",
    ),
    pytest.param(
        Row(
            lambda stack, **more: VpcLink.from_lookup(stack, "X", vpc_link_id="v", **more),
            "aws_apigatewayv2_vpc_link",
            data=True,
        ),
        id="VpcLinkLookup",
    ),
    pytest.param(
        Row(
            lambda stack, **more: Api.from_lookup(stack, "X", api_id="a", **more),
            "aws_apigatewayv2_api",
            data=True,
        ),
        id="ImportedApi",
    ),
    pytest.param(
        Row(
            lambda stack, **more: ApiSearch(stack, "X", name="a", **more),
            "aws_apigatewayv2_apis",
            data=True,
        ),
        id="ApiSearch",
    ),
    pytest.param(
        Row(
            lambda stack, **more: ApiExport(stack, "X", api=api(stack), **more),
            "aws_apigatewayv2_export",
            data=True,
        ),
        id="ApiExport",
    ),
]


def resources(synthesized: Synthesized, row: Row) -> dict[str, Any]:
    """Return the blocks of the row's type by name."""
    found: dict[str, Any] = synthesized()["data" if row.data else "resource"][row.kind]
    return found


@pytest.mark.parametrize("row", ROWS)
def test_address(stack: TerraformStack, synthesized: Synthesized, row: Row) -> None:
    """The address is a contract: another one would destroy and make the resource anew."""
    row.make(stack)

    assert ADDRESS in resources(synthesized, row)


@pytest.mark.parametrize("row", ROWS)
def test_logical_id(stack: TerraformStack, synthesized: Synthesized, row: Row) -> None:
    """The resource's name in Terraform can be chosen."""
    row.make(stack, logical_id="my-name")

    found = resources(synthesized, row)
    assert "my-name" in found
    assert ADDRESS not in found


@pytest.mark.parametrize("row", ROWS)
def test_transform(stack: TerraformStack, synthesized: Synthesized, row: Row) -> None:
    """The final arguments can be changed."""
    row.make(stack, transform=lambda arguments: {**arguments, "count": 3}, logical_id="x")

    assert resources(synthesized, row)["x"]["count"] == 3


@pytest.mark.parametrize("row", ROWS)
def test_region(stack: TerraformStack, synthesized: Synthesized, row: Row) -> None:
    """A region is written where the provider knows it, and refused where it does not."""
    if "region" in known_arguments(l1(row.kind, data=row.data)):
        row.make(stack, region="eu-west-1", logical_id="x")
        assert resources(synthesized, row)["x"]["region"] == "eu-west-1"
        return
    with pytest.raises(UnsupportedOptionError) as refused:
        row.make(stack, region="eu-west-1")

    assert str(refused.value) == (
        f"orders/X: region is 'eu-west-1', allowed: nothing: {provider_package()} has no such "
        "argument; it came with AWS provider 6.0 (cdktf-cdktf-provider-aws 21.0)"
    )


@pytest.mark.parametrize("row", ROWS)
def test_logical_id_that_terraform_refuses(stack: TerraformStack, row: Row) -> None:
    """A name that Terraform does not take is refused at once."""
    with pytest.raises(OptionError) as refused:
        row.make(stack, logical_id="1 x")

    assert str(refused.value) == (
        "orders/X: logical_id is '1 x', "
        "allowed: letters, digits, - and _, not starting with a digit or -"
    )


def taken_over(row: Row) -> dict[str, tuple[object, str, list[dict[str, str]]]]:
    """Return for each option what to give, and the block that it becomes."""
    old, to = f"{row.kind}.old", f"{row.kind}.x"
    id = IMPORT_IDS.get(row.kind, "id")
    return {
        "import_from": (id, "import", [{"id": id, "to": to}]),
        "move_from": (old, "moved", [{"from": old, "to": to}]),
    }


@pytest.mark.parametrize("option", ["import_from", "move_from"])
@pytest.mark.parametrize("row", ROWS)
def test_taking_over(
    stack: TerraformStack, synthesized: Synthesized, row: Row, option: str
) -> None:
    """What exists already is taken over; a data source refuses, as it has nothing of its own."""
    source, block, written = taken_over(row)[option]
    if not row.data:
        row.make(stack, logical_id="x", **{option: source})
        assert synthesized()[block] == written
        return
    found = row.make(stack)
    with pytest.raises(OptionError) as refused:
        getattr(found, option)(source)

    assert str(refused.value) == (
        f"orders/X: {option} is {source!r}, allowed: nothing: a data source only reads"
    )


@pytest.mark.parametrize("row", ROWS)
def test_lifecycle(stack: TerraformStack, synthesized: Synthesized, row: Row) -> None:
    """Terraform is told what to leave alone and what to keep; a data source refuses."""
    if not row.data:
        row.make(stack, logical_id="x", ignore_changes="all", prevent_destroy=True)
        lifecycle = resources(synthesized, row)["x"]["lifecycle"]
        assert lifecycle.pop("create_before_destroy", True) is True
        assert lifecycle == {"ignore_changes": "all", "prevent_destroy": True}
        return
    found: Any = row.make(stack)
    with pytest.raises(OptionError) as refused:
        found.prevent_destroy()

    assert str(refused.value) == (
        "orders/X: prevent_destroy is True, allowed: nothing: a data source only reads"
    )
