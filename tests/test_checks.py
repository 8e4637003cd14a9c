"""The rules at synth: findings stand at the constructs that caused them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import ApiGatewayChecks, HttpApi, HttpMethod, HttpRoute, OptionError
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.integrations import HttpUrlIntegration
from cdktf import App, Aspects, TerraformStack
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.apigatewayv2_authorizer import (
    Apigatewayv2Authorizer,
    Apigatewayv2AuthorizerJwtConfiguration,
)
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route
from cdktf_cdktf_provider_aws.provider import AwsProvider

if TYPE_CHECKING:
    from collections.abc import Callable

    Annotations = list[tuple[str, str, str]]


@pytest.fixture
def app(tmp_path: Path) -> App:
    """Return an empty program."""
    return App(outdir=str(tmp_path))


@pytest.fixture
def stack(app: App) -> TerraformStack:
    """Return a stack with a provider."""
    stack = TerraformStack(app, "orders")
    AwsProvider(stack, "Aws", region="eu-west-1")
    return stack


@pytest.fixture
def annotated(app: App) -> Callable[[], Annotations]:
    """Return what synthesizes, and tells level, construct and rule of every annotation."""

    def told() -> Annotations:
        app.synth()
        manifest = json.loads((Path(app.outdir) / "manifest.json").read_text("utf-8"))
        return [
            (one["level"], one["constructPath"], _rule(one["message"]))
            for stack in manifest["stacks"].values()
            for one in stack["annotations"]
        ]

    return told


def _rule(message: str) -> str:
    return message.partition("[")[2].partition("]")[0]


def _open_route(stack: TerraformStack, api: HttpApi | None = None) -> HttpApi:
    api = HttpApi(stack, "Api") if api is None else api
    backend = HttpUrlIntegration("Backend", "https://backend.example.com")
    api.add_routes(path="/orders", methods=[HttpMethod.GET], integration=backend)
    return api


def test_finding_stands_at_its_construct(
    stack: TerraformStack, annotated: Callable[[], Annotations]
) -> None:
    """An open route is shown at the route, a stage without log at the stage."""
    _open_route(stack)
    Aspects.of(stack).add(ApiGatewayChecks())
    found = annotated()

    assert ("@cdktf/warn", "orders/Api/Route.GET --orders", "open-route") in found
    assert ("@cdktf/warn", "orders/Api/DefaultStage", "no-access-log") in found


def test_classes_of_the_provider_are_checked(
    stack: TerraformStack, annotated: Callable[[], Annotations]
) -> None:
    """What is written with the provider's own classes is checked as well."""
    api = Apigatewayv2Api(stack, "ByHand", name="by-hand", protocol_type="HTTP")
    Apigatewayv2Route(stack, "Open", api_id=api.id, route_key="GET /orders")
    Aspects.of(stack).add(ApiGatewayChecks())

    assert ("@cdktf/warn", "orders/Open", "open-route") in annotated()


def test_nothing_is_shown_unasked(
    stack: TerraformStack, annotated: Callable[[], Annotations]
) -> None:
    """Without the aspect nothing is checked."""
    _open_route(stack)

    assert annotated() == []


def test_least_severity(stack: TerraformStack, annotated: Callable[[], Annotations]) -> None:
    """What is less severe than asked for is not shown."""
    _open_route(stack)
    Aspects.of(stack).add(ApiGatewayChecks(at_least="high"))

    assert {rule for _, _, rule in annotated()} == {"open-route"}


def test_remarks(stack: TerraformStack, annotated: Callable[[], Annotations]) -> None:
    """With ``info`` remarks are shown, and as what they are."""
    HttpApi(stack, "Api", default_stage_options={"access_logs": True})
    Aspects.of(stack).add(ApiGatewayChecks(at_least="info"))

    assert "@cdktf/info" in {level for level, _, _ in annotated()}


def test_failing(stack: TerraformStack, app: App) -> None:
    """From ``fail_on`` on a finding is an error, and synth fails with it."""
    _open_route(stack)
    Aspects.of(stack).add(ApiGatewayChecks(fail_on="high"))

    with pytest.raises(RuntimeError, match=r"orders/Api/Route\.GET --orders.*open-route"):
        app.synth()


def test_suppressions(
    stack: TerraformStack, annotated: Callable[[], Annotations], tmp_path: Path
) -> None:
    """What a file says to live with is not shown."""
    file = tmp_path / "apigwv2-tf.yaml"
    file.write_text(
        "suppressions:\n- rule: open-route\n  reason: the shop window\n", encoding="utf-8"
    )
    _open_route(stack)
    Aspects.of(stack).add(ApiGatewayChecks(suppressions=file))

    assert "open-route" not in {rule for _, _, rule in annotated()}


def test_parts_in_another_stack(app: App, stack: TerraformStack) -> None:
    """What a stack adds to an API of another is checked there, and shown once."""
    api = HttpApi(stack, "Api")
    web = TerraformStack(app, "web")
    AwsProvider(web, "Aws", region="eu-west-1")
    backend = HttpUrlIntegration("Backend", "https://backend.example.com")
    HttpRoute(web, "Orders", http_api=api, route_key="GET /orders", integration=backend)
    for one in (stack, web):
        Aspects.of(one).add(ApiGatewayChecks(at_least="high"))
    app.synth()
    manifest: dict[str, Any] = json.loads((Path(app.outdir) / "manifest.json").read_text("utf-8"))
    told = {
        name: [one["constructPath"] for one in found["annotations"]]
        for name, found in manifest["stacks"].items()
    }

    assert told == {"orders": [], "web": ["web/Orders"]}


@pytest.mark.parametrize("option", ["at_least", "fail_on"])
def test_unknown_severity(option: str) -> None:
    """A severity that there is not is refused, with those that there are."""
    with pytest.raises(OptionError) as refused:
        ApiGatewayChecks(**{option: "bad"})

    assert str(refused.value) == (
        f"ApiGatewayChecks: {option} is 'bad', allowed: error, critical, high, medium, low, info"
    )


def test_suppressions_that_are_not_there(tmp_path: Path) -> None:
    """A file that cannot be read is named at once."""
    with pytest.raises(DocumentError, match=r"nothing\.yaml"):
        ApiGatewayChecks(suppressions=tmp_path / "nothing.yaml")


def test_two_of_them_tell_once(stack: TerraformStack, annotated: Callable[[], Annotations]) -> None:
    """What one has told of a construct, another one does not tell again."""
    _open_route(stack)
    for _ in range(2):
        Aspects.of(stack).add(ApiGatewayChecks())

    found = annotated()

    assert found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("issuer", ["https://[issuer.example", "https://issuer\u2100.example"])
def test_issuer_that_is_no_url(
    issuer: str, stack: TerraformStack, annotated: Callable[[], Annotations]
) -> None:
    """An issuer that no library takes apart is a finding, and stops no synth."""
    api = Apigatewayv2Api(stack, "Api", name="orders", protocol_type="HTTP")
    Apigatewayv2Authorizer(
        stack,
        "Members",
        api_id=api.id,
        name="members",
        authorizer_type="JWT",
        identity_sources=["$request.header.Authorization"],
        jwt_configuration=Apigatewayv2AuthorizerJwtConfiguration(issuer=issuer, audience=["a"]),
    )
    Aspects.of(stack).add(ApiGatewayChecks())

    assert "doubtful-issuer" in {rule for _, _, rule in annotated()}
