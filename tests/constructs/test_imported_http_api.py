"""Tests of HTTP APIs that are defined elsewhere: all that is added to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import HttpApi, HttpNoneAuthorizer, HttpRoute, OptionError
from apigwv2_tf.authorizers import HttpIamAuthorizer, HttpJwtAuthorizer, HttpLambdaAuthorizer
from apigwv2_tf.constructs._bindings import known_arguments, l1, resolved_text
from apigwv2_tf.integrations import HttpLambdaIntegration, HttpUrlIntegration
from cdktf import TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.constructs.imported_http_api import ImportedHttpApi
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

ROUTE = "aws_apigatewayv2_route"
ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1"


def imported(stack: TerraformStack, **attributes: Any) -> ImportedHttpApi:  # noqa: ANN401
    """Refer to an API that is defined elsewhere."""
    return HttpApi.from_http_api_attributes(stack, "Known", http_api_id="a1", **attributes)


def backend(id: str = "Backend") -> HttpUrlIntegration:
    """Return an integration with a URL."""
    return HttpUrlIntegration(id, "https://backend.example")


def test_reference_defines_nothing(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The id alone needs nothing of AWS."""
    api = imported(stack)

    assert (api.api_id, api.http_api_id, api.is_http_api) == ("a1", "a1", True)
    assert "resource" not in synthesized()
    assert "data" not in synthesized()


def test_what_is_given_is_not_read(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Endpoint and ARN are what was given."""
    api = imported(stack, api_endpoint="https://a1.example", execution_arn=ARN)

    assert (api.api_endpoint, api.execution_arn) == ("https://a1.example", ARN)
    assert "data" not in synthesized()


@pytest.mark.parametrize("attribute", ["api_endpoint", "execution_arn"])
def test_what_is_left_out_is_read(
    stack: TerraformStack, synthesized: Synthesized, attribute: str
) -> None:
    """What was not given is read from AWS; AWS CDK refuses to say it."""
    read = resolved_text(getattr(imported(stack), attribute), stack)

    assert read == f"${{data.aws_apigatewayv2_api.Known_6D59490E.{attribute}}}"
    assert synthesized()["data"]["aws_apigatewayv2_api"] == {"Known_6D59490E": {"api_id": "a1"}}


def test_add_routes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Routes can be added with the helper; AWS CDK has it on its own APIs only."""
    imported(stack).add_routes(path="/a", methods=["GET"], integration=backend())

    assert synthesized()["resource"][ROUTE] == {
        "Known_RouteGET--a_81D6A805": {
            "api_id": "a1",
            "authorization_type": "NONE",
            "route_key": "GET /a",
            "target": "integrations/${aws_apigatewayv2_integration.Known_Backend_20F03A76.id}",
        }
    }


def test_route_by_its_class(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A route stands where it is made, its integration with the reference."""
    HttpRoute(stack, "GetA", http_api=imported(stack), route_key="GET /a", integration=backend())
    resources = synthesized()["resource"]

    assert list(resources[ROUTE]) == ["GetA_CF03DB04"]
    assert list(resources["aws_apigatewayv2_integration"]) == ["Known_Backend_20F03A76"]


def test_same_route_twice(stack: TerraformStack) -> None:
    """Two routes that this program adds do not clash unnoticed."""
    api, shared = imported(stack), backend()
    api.add_route("GET /a", shared)
    with pytest.raises(OptionError) as refused:
        api.add_route("GET /a", shared)

    assert str(refused.value) == (
        "orders/Known: key is 'GET /a', allowed: one that the API has not yet: "
        "orders/Known/Route.GET --a has it"
    )


def test_no_defaults(stack: TerraformStack, block: Block) -> None:
    """What routes have where they say nothing is not known here."""
    api = imported(stack)
    api.add_route("GET /a", backend())

    assert (api.default_authorizer, api.default_authorization_scopes, api.default_stage) == (
        None,
        None,
        None,
    )
    assert block(ROUTE)["authorization_type"] == "NONE"


@pytest.mark.parametrize(
    ("authorizer", "kind"),
    [
        pytest.param(HttpNoneAuthorizer(), "NONE", id="none"),
        pytest.param(HttpIamAuthorizer(), "AWS_IAM", id="iam"),
        pytest.param(
            HttpJwtAuthorizer("Customers", "https://login.example", jwt_audience=["shop"]),
            "JWT",
            id="jwt",
        ),
    ],
)
def test_authorizer(stack: TerraformStack, block: Block, authorizer: Any, kind: str) -> None:  # noqa: ANN401
    """Routes of the API have authorizers like any."""
    imported(stack).add_route("GET /a", backend(), authorizer=authorizer)

    assert block(ROUTE)["authorization_type"] == kind


def test_permissions(stack: TerraformStack, function: LambdaFunction, blocks: BlocksOf) -> None:
    """Functions behind its routes and its authorizers are permitted to be invoked."""
    imported(stack, execution_arn=ARN).add_route(
        "GET /a",
        HttpLambdaIntegration("Books", function),
        authorizer=HttpLambdaAuthorizer("Gate", function),
    )
    sources = {made["source_arn"] for made in blocks("aws_lambda_permission")}

    assert sources == {
        f"{ARN}/*/*",
        f"{ARN}/authorizers/${{aws_apigatewayv2_authorizer.Known_AuthorizerGate_2842C053.id}}",
    }


def test_grant(stack: TerraformStack, block: Block) -> None:
    """Its routes can be granted, which AWS CDK cannot on imports."""
    made = imported(stack, execution_arn=ARN).add_route(
        "GET /a", backend(), authorizer=HttpIamAuthorizer()
    )
    made.grant_invoke("caller")

    assert f'"{ARN}/*/GET/a"' in block("aws_iam_role_policy")["policy"]


def test_stage(stack: TerraformStack, block: Block) -> None:
    """Stages can be added, which AWS CDK's import has no helper for."""
    imported(stack).add_stage("Live", stage_name="live")

    assert (block("aws_apigatewayv2_stage")["api_id"], block("aws_apigatewayv2_stage")["name"]) == (
        "a1",
        "live",
    )


def test_arn_for_execute_api(stack: TerraformStack) -> None:
    """The ARN of requests is the API's own, of whichever account."""
    arn = imported(stack, execution_arn=ARN).arn_for_execute_api("GET", "/a/{id}", "live")

    assert arn == f"{ARN}/live/GET/a/*"


def test_metric(stack: TerraformStack) -> None:
    """Its metrics are the API's."""
    assert imported(stack).metric_count().dimensions_map == {"ApiId": "a1"}


def test_metric_of_another_region(stack: TerraformStack) -> None:
    """An API of another region is counted there."""
    assert imported(stack, region="eu-north-1").metric_count().stack_region == "eu-north-1"


def test_region(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What was not given is read in the region of the API, where the provider knows it."""
    api = imported(stack, region="eu-north-1")
    if "region" not in known_arguments(l1("aws_apigatewayv2_api", data=True)):
        with pytest.raises(OptionError, match="region is 'eu-north-1'"):
            _ = api.api_endpoint
        return
    _ = api.api_endpoint

    (read,) = synthesized()["data"]["aws_apigatewayv2_api"].values()
    assert read == {"api_id": "a1", "region": "eu-north-1"}


def test_token_passes(stack: TerraformStack, block: Block) -> None:
    """An id that only Terraform knows is written as it is."""
    id = TerraformVariable(stack, "Id", type="string").string_value
    api = HttpApi.from_http_api_attributes(stack, "Known", http_api_id=id)
    api.add_route("GET /a", backend())

    assert block(ROUTE)["api_id"] == "${var.Id}"


def test_api_of_an_id(stack: TerraformStack) -> None:
    """`from_api_id` refers to the same, in the words of `Api`."""
    api = HttpApi.from_api_id(stack, "Known", "a1", api_endpoint="https://a1.example")

    assert (api.http_api_id, api.api_endpoint) == ("a1", "https://a1.example")


def test_lookup(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An API is found by its name; its routes are added to what is found."""
    api = HttpApi.from_lookup(stack, "Found", name="shop")
    api.add_route("GET /a", backend())
    document = synthesized()

    (search,) = document["data"]["aws_apigatewayv2_apis"].values()
    assert search == {"name": "shop", "protocol_type": "HTTP"}
    assert list(document["data"]["aws_apigatewayv2_apis"]) == ["FoundSearch_87A78244"]
    assert list(document["resource"][ROUTE]) == ["Found_RouteGET--a_328E6543"]


def test_lookup_by_id(stack: TerraformStack, synthesized: Synthesized) -> None:
    """With the id nothing is searched, but the API must be there."""
    HttpApi.from_lookup(stack, "Found", api_id="a1")

    assert list(synthesized()["data"]) == ["aws_apigatewayv2_api"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"http_api_id": 5}, "http_api_id is 5, allowed: text", id="id"),
        pytest.param(
            {"http_api_id": "a1", "api_endpoint": 5},
            "api_endpoint is 5, allowed: text",
            id="endpoint",
        ),
        pytest.param({}, "http_api_id is left out, allowed: text", id="no id"),
        pytest.param(
            {"http_api_id": ""}, "http_api_id is '', allowed: 1 to 128 characters", id="empty id"
        ),
    ],
)
def test_what_is_refused(stack: TerraformStack, given: Any, told: str) -> None:  # noqa: ANN401
    """What is no API is refused at the line."""
    with pytest.raises(OptionError) as refused:
        HttpApi.from_http_api_attributes(stack, "Known", **given)

    assert str(refused.value) == f"orders/Known: {told}"


def test_lookup_of_the_other_protocol(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A WebSocket API is none, and the refused look-up leaves nothing behind."""
    with pytest.raises(OptionError) as refused:
        HttpApi.from_lookup(stack, "Found", name="chat", protocol_type="WEBSOCKET")

    assert str(refused.value) == (
        "orders/Found: protocol_type is 'WEBSOCKET', allowed: HTTP; use WebSocketApi.from_lookup()"
    )
    assert "data" not in synthesized()


@pytest.mark.parametrize("option", ["name", "api_id"])
def test_lookup_by_nothing(stack: TerraformStack, option: str) -> None:
    """An empty name or id is refused where the look-up is written, and leaves nothing behind."""
    given: Any = {option: ""}
    with pytest.raises(OptionError) as refused:
        HttpApi.from_lookup(stack, "Found", **given)

    assert str(refused.value) == f"orders/Found: {option} is '', allowed: 1 to 128 characters"
    assert stack.node.children == []
