"""Tests of stages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import cdktf
import pytest
from apigwv2_tf import (
    Api,
    Deployment,
    DomainMappingOptions,
    OptionError,
    Route,
    RouteSettings,
    Stage,
    ThrottleSettings,
    UrlIntegration,
)
from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]


def http(stack: TerraformStack) -> Api:
    """Define an HTTP API with one route."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)
    api.add_route("GET /", api.add_http_integration("Url", url="https://example.com"))
    return api


def websocket(stack: TerraformStack) -> Api:
    """Define a WebSocket API with one route."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    api.add_route("$default")
    return api


@pytest.mark.parametrize("make", [http, websocket])
def test_smallest_stage(
    stack: TerraformStack, block: Block, make: Callable[[TerraformStack], Api]
) -> None:
    """A stage with only a name deploys by itself, and has nothing else."""
    Stage(stack, "Live", api=make(stack), stage_name="live")

    found = block("aws_apigatewayv2_stage")
    assert {name: value for name, value in found.items() if name not in ("//", "api_id")} == {
        "name": "live",
        "auto_deploy": True,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"stage_name": "v1_A-z"}, {"name": "v1_A-z"}, id="name"),
        pytest.param({"stage_name": "$default"}, {"name": "$default"}, id="no name in the URL"),
        pytest.param({"auto_deploy": False}, {"auto_deploy": False}, id="no automatic deployment"),
        pytest.param({"description": "d"}, {"description": "d"}, id="description"),
        pytest.param(
            {"stage_variables": {"host": "example.com"}},
            {"stage_variables": {"host": "example.com"}},
            id="variables",
        ),
        pytest.param({"tags": {"team": "a"}}, {"tags": {"team": "a"}}, id="tags"),
    ],
)
def test_options(
    stack: TerraformStack, block: Block, options: dict[str, Any], expected: dict[str, Any]
) -> None:
    """An option that is given is written."""
    Stage(stack, "Live", api=http(stack), **{"stage_name": "live", **options})

    assert block("aws_apigatewayv2_stage").items() >= expected.items()


LIMITS = {"throttling_burst_limit": 5_000, "throttling_rate_limit": 10_000}


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        pytest.param(
            {"throttle": ThrottleSettings(rate_limit=5)},
            {**LIMITS, "throttling_rate_limit": 5, "detailed_metrics_enabled": False},
            id="rate",
        ),
        pytest.param(
            {"throttle": {"burst_limit": 2}},
            {**LIMITS, "throttling_burst_limit": 2, "detailed_metrics_enabled": False},
            id="burst, as a dict",
        ),
        pytest.param(
            {"detailed_metrics_enabled": True},
            {**LIMITS, "detailed_metrics_enabled": True},
            id="metrics",
        ),
        pytest.param({"detailed_metrics_enabled": False}, None, id="no metrics"),
        pytest.param(
            {
                "throttle": ThrottleSettings(rate_limit=5, burst_limit=2),
                "default_route_settings": RouteSettings(detailed_metrics_enabled=True),
            },
            {
                "throttling_rate_limit": 5,
                "throttling_burst_limit": 2,
                "detailed_metrics_enabled": True,
            },
            id="throttle beside settings without limits",
        ),
        pytest.param(
            {
                "detailed_metrics_enabled": False,
                "default_route_settings": RouteSettings(throttling_rate_limit=5),
            },
            {**LIMITS, "throttling_rate_limit": 5, "detailed_metrics_enabled": False},
            id="metrics beside settings without",
        ),
    ],
)
def test_trap_limits_in_the_words_of_aws_cdk(
    stack: TerraformStack, block: Block, options: dict[str, Any], settings: dict[str, Any] | None
) -> None:
    """
    Limits and metrics of all routes can be given in AWS CDK's words; both limits are written.

    AWS CDK leaves one out that is left out; Terraform's provider would send 0 for it.
    """
    Stage(stack, "Live", api=http(stack), stage_name="live", **options)

    assert block("aws_apigatewayv2_stage").get("default_route_settings") == settings


def test_limits_hold_for_routes_with_settings(stack: TerraformStack, block: Block) -> None:
    """What a route's settings leave out comes from the stage's limits, in whichever words."""
    Stage(
        stack,
        "Live",
        api=http(stack),
        stage_name="live",
        throttle=ThrottleSettings(rate_limit=5, burst_limit=2),
        route_settings={"GET /": RouteSettings(throttling_rate_limit=1)},
    )

    (found,) = block("aws_apigatewayv2_stage")["route_settings"]
    assert (found["throttling_rate_limit"], found["throttling_burst_limit"]) == (1, 2)


def test_domain_mapping(stack: TerraformStack, block: Block) -> None:
    """A stage can be led to from a domain name in the same breath."""
    mapping = DomainMappingOptions(domain_name="shop.example.com", mapping_key="orders")
    live = Stage(stack, "Live", api=http(stack), stage_name="live", domain_mapping=mapping)
    TerraformOutput(stack, "Url", value=live.domain_url)

    found = block("aws_apigatewayv2_api_mapping")
    assert found["domain_name"] == "shop.example.com"
    assert found["api_mapping_key"] == "orders"
    assert found["stage"] == "${aws_apigatewayv2_stage.Live_848578DF.id}"
    assert live.domain_mapping is live.node.find_child("Mapping.shop.example.com.orders")


def test_no_domain_mapping(
    stack: TerraformStack, blocks: Callable[[str], list[dict[str, Any]]]
) -> None:
    """Left out, there is no mapping, and asking for its URL is refused."""
    live = Stage(stack, "Live", api=http(stack), stage_name="live")
    with pytest.raises(OptionError) as refused:
        _ = live.domain_url

    assert blocks("aws_apigatewayv2_api_mapping") == []
    assert live.domain_mapping is None
    assert str(refused.value) == (
        "orders/Live: domain_mapping is left out, "
        "allowed: a domain name, which domain_url is made from"
    )


@pytest.mark.parametrize(
    ("given", "added", "expected"),
    [
        pytest.param(None, {"a": "1"}, {"a": "1"}, id="first"),
        pytest.param({"a": "1"}, {"b": "2", "c": "3"}, {"a": "1", "b": "2", "c": "3"}, id="more"),
        pytest.param({"a": "1"}, {"a": "2"}, {"a": "2"}, id="another value"),
    ],
)
def test_variable_added_later(
    stack: TerraformStack,
    block: Block,
    given: dict[str, str] | None,
    added: dict[str, str],
    expected: dict[str, str],
) -> None:
    """Variables can be added after the stage is made; the last value counts, as in AWS CDK."""
    live = Stage(stack, "Live", api=http(stack), stage_name="live", stage_variables=given)
    for name, value in added.items():
        live.add_stage_variable(name, value)

    assert block("aws_apigatewayv2_stage")["stage_variables"] == expected


def test_variable_added_beside_those_of_a_transform(stack: TerraformStack, block: Block) -> None:
    """What `transform` made of the variables stays."""
    live = Stage(
        stack,
        "Live",
        api=http(stack),
        stage_name="live",
        transform=lambda arguments: {**arguments, "stage_variables": {"a": "1"}},
    )
    live.add_stage_variable("b", TerraformVariable(stack, "Text", type="string").string_value)

    variables = block("aws_apigatewayv2_stage")["stage_variables"]
    assert variables == {"a": "1", "b": "${var.Text}"}


@pytest.mark.parametrize(
    ("given", "name", "value", "told"),
    [
        pytest.param(
            None,
            "a-b",
            "c",
            "stage_variables key is 'a-b', allowed: 1 to 64 letters, digits and _",
            id="name",
        ),
        pytest.param(
            None,
            "a",
            "b c",
            "stage_variables['a'] is 'b c', allowed: 1 to 512 of the characters "
            "A-Z a-z 0-9 - . _ ~ : / ? # & = ,",
            id="value",
        ),
        pytest.param(
            Token.as_string_map(TerraformVariable(TerraformStack(App(), "x"), "Map").value),
            "a",
            "b",
            "stage_variables is 'a token', allowed: a dict whose names are known now, to add one",
            id="beside a token",
        ),
    ],
)
def test_variable_that_cannot_be_added(
    stack: TerraformStack, given: dict[str, str] | None, name: str, value: str, told: str
) -> None:
    """A variable that AWS would refuse is refused at once."""
    live = Stage(stack, "Live", api=http(stack), stage_name="live", stage_variables=given)
    with pytest.raises(OptionError) as refused:
        live.add_stage_variable(name, value)

    assert str(refused.value) == f"orders/Live: {told}"


@pytest.mark.parametrize(
    ("options", "warns"),
    [
        pytest.param({}, False, id="left out"),
        pytest.param({"default_route_settings": {"data_trace_enabled": False}}, False, id="no"),
        pytest.param({"default_route_settings": {"data_trace_enabled": True}}, True, id="all"),
        pytest.param(
            {"route_settings": {"$default": RouteSettings(data_trace_enabled=True)}},
            True,
            id="one route",
        ),
    ],
)
def test_trap_whole_messages_in_the_log(
    stack: TerraformStack, options: dict[str, Any], *, warns: bool
) -> None:
    """Logging whole messages deploys, with a warning: whoever reads the log reads them."""
    live = Stage(stack, "Live", api=websocket(stack), stage_name="live", **options)

    told = (
        "data_trace_enabled writes whole messages to the log, with every secret in them; "
        "leave it out where real clients connect"
    )
    assert [entry.data for entry in live.node.metadata] == ([told] if warns else [])


def test_client_certificate(stack: TerraformStack, block: Block) -> None:
    """A stage of a WebSocket API can show a certificate to its backends."""
    Stage(stack, "Live", api=websocket(stack), stage_name="live", client_certificate_id="c1")

    assert block("aws_apigatewayv2_stage")["client_certificate_id"] == "c1"


def test_deployment_is_served(stack: TerraformStack, block: Block) -> None:
    """A stage with a deployment serves it and does not deploy by itself."""
    api = http(stack)
    Stage(stack, "Live", api=api, stage_name="live", deployment=Deployment(stack, "Now", api=api))

    found = block("aws_apigatewayv2_stage")
    assert found["deployment_id"] == "${aws_apigatewayv2_deployment.Now_E36BD34F.id}"
    assert found["auto_deploy"] is False


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    table = Token.as_string_map(TerraformVariable(stack, "Map", type="map(string)").value)
    Stage(
        stack,
        "Live",
        api=websocket(stack),
        stage_name=text,
        description=text,
        client_certificate_id=text,
        stage_variables=table,
        tags=table,
    )

    found = block("aws_apigatewayv2_stage")
    assert [found[name] for name in ("name", "description", "client_certificate_id")] == [
        "${var.Text}"
    ] * 3
    assert found["stage_variables"] == found["tags"] == "${var.Map}"


def test_two_stages_of_one_api(
    stack: TerraformStack, blocks: Callable[[str], list[dict[str, Any]]]
) -> None:
    """An API can have several stages."""
    api = http(stack)
    api.add_stage("Test", stage_name="test")
    api.add_stage("Live", stage_name="$default")

    assert sorted(found["name"] for found in blocks("aws_apigatewayv2_stage")) == [
        "$default",
        "test",
    ]


def test_most_variables_pass(stack: TerraformStack, block: Block) -> None:
    """100 variables of the greatest length pass."""
    variables = {f"v{number}".ljust(64, "x"): "x" * 512 for number in range(100)}
    Stage(stack, "Live", api=http(stack), stage_name="live", stage_variables=variables)

    assert block("aws_apigatewayv2_stage")["stage_variables"] == variables


NAMES = "allowed: 1 to 128 letters, digits, - and _; or $default on an HTTP API"
VALUE = "1 to 512 of the characters A-Z a-z 0-9 - . _ ~ : / ? # & = ,"


@pytest.mark.parametrize(
    ("make", "options", "told"),
    [
        pytest.param(http, {}, f"stage_name is left out, {NAMES}", id="no name"),
        pytest.param(http, {"stage_name": ""}, f"stage_name is '', {NAMES}", id="empty name"),
        pytest.param(
            http, {"stage_name": "bad name!"}, f"stage_name is 'bad name!', {NAMES}", id="name"
        ),
        pytest.param(
            http,
            {"stage_name": "n" * 129},
            f"stage_name is '{'n' * 78}…, {NAMES}",
            id="long name",
        ),
        pytest.param(
            websocket,
            {"stage_name": "$default"},
            "stage_name is '$default', allowed: a name of letters, digits, - and _: "
            "WebSocket APIs have no $default stage",
            id="WebSocket without a name",
        ),
        pytest.param(
            http,
            {"client_certificate_id": "c1"},
            "client_certificate_id is 'c1', allowed: nothing: it belongs to WebSocket APIs; "
            "leave it out",
            id="certificate on HTTP",
        ),
        pytest.param(
            http,
            {"description": "d" * 1025},
            f"description is '{'d' * 78}…, allowed: 0 to 1024 characters; it has 1025",
            id="description",
        ),
        pytest.param(
            http,
            {"stage_variables": {"a-b": "c"}},
            "stage_variables key is 'a-b', allowed: 1 to 64 letters, digits and _",
            id="name of a variable",
        ),
        pytest.param(
            http,
            {"stage_variables": {"a": "b c"}},
            f"stage_variables['a'] is 'b c', allowed: {VALUE}",
            id="value of a variable",
        ),
        pytest.param(
            http,
            {"stage_variables": {"a": ""}},
            f"stage_variables['a'] is '', allowed: {VALUE}",
            id="empty variable",
        ),
        pytest.param(
            http,
            {"stage_variables": dict.fromkeys(map("v{}".format, range(101)), "x")},
            f"stage_variables is {dict.fromkeys(map('v{}'.format, range(101)), 'x')!r:.79}…, "
            "allowed: 0 to 100 entries; it has 101",
            id="101 variables",
        ),
        pytest.param(
            http,
            {"throttle": ThrottleSettings(burst_limit=-1)},
            "throttle.burst_limit is -1, "
            "allowed: 0 to 2147483647; leave it out to keep the account's limit",
            id="limit below zero",
        ),
        pytest.param(
            http,
            {
                "throttle": ThrottleSettings(burst_limit=1),
                "default_route_settings": RouteSettings(throttling_rate_limit=1),
            },
            "throttle is ThrottleSettings(burst_limit=1), "
            "allowed: nothing: default_route_settings has limits",
            id="limits twice",
        ),
        pytest.param(
            http,
            {
                "detailed_metrics_enabled": True,
                "default_route_settings": RouteSettings(detailed_metrics_enabled=False),
            },
            "detailed_metrics_enabled is True, allowed: nothing: default_route_settings says it",
            id="metrics twice",
        ),
        pytest.param(
            http,
            {"tags": {"aws:x": "y"}},
            "tags key is 'aws:x', allowed: 1 to 128 characters, not starting with aws:",
            id="tag",
        ),
        pytest.param(
            http,
            {"tags": dict.fromkeys(map(str, range(51)), "")},
            f"tags is {dict.fromkeys(map(str, range(51)), '')!r:.79}…, "
            "allowed: 0 to 50 entries; it has 51",
            id="51 tags",
        ),
        pytest.param(
            http,
            {"auto_deploy": 1},
            "auto_deploy is 1, allowed: true or false",
            id="number for bool",
        ),
        pytest.param(
            http,
            {"route_settings": {"GET /": None}},
            "route_settings is {'GET /': None}, allowed: a dict from text to RouteSettings(...)",
            id="settings of a wrong type",
        ),
    ],
)
def test_what_aws_refuses(
    stack: TerraformStack,
    make: Callable[[TerraformStack], Api],
    options: dict[str, Any],
    told: str,
) -> None:
    """Options that AWS would refuse at apply are refused at once."""
    name = {} if "left out" in told else {"stage_name": "live"}
    with pytest.raises(OptionError) as refused:
        Stage(stack, "Live", api=make(stack), **{**name, **options})

    assert str(refused.value) == f"orders/Live: {told}"


def test_trap_deployment_and_auto_deploy(stack: TerraformStack) -> None:
    """A deployment beside automatic deployment is refused: one of them decides what is live."""
    api = http(stack)
    with pytest.raises(OptionError) as refused:
        Stage(
            stack,
            "Live",
            api=api,
            stage_name="live",
            deployment=Deployment(stack, "Now", api=api),
            auto_deploy=True,
        )

    assert str(refused.value) == (
        "orders/Live: auto_deploy is True, allowed: False or left out: "
        "the deployment given decides what is live"
    )


def test_deployment_of_another_api(stack: TerraformStack) -> None:
    """A deployment of another API, which AWS does not find, is refused."""
    deployment = Deployment(stack, "Now", api=websocket(stack))
    with pytest.raises(OptionError) as refused:
        Stage(stack, "Live", api=http(stack), stage_name="live", deployment=deployment)

    assert str(refused.value) == (
        "orders/Live: deployment is Deployment(...), allowed: a deployment of the same API"
    )


def test_same_name_twice(stack: TerraformStack) -> None:
    """An API has each stage once."""
    api = http(stack)
    api.add_stage("One", stage_name="live")
    with pytest.raises(OptionError) as refused:
        api.add_stage("Two", stage_name="live")

    assert str(refused.value) == (
        "orders/Api/Two: stage_name is 'live', "
        "allowed: one that the API has not yet: orders/Api/One has it"
    )


def test_whole_route_settings_as_a_token(stack: TerraformStack) -> None:
    """Route settings that only Terraform knows are refused: each needs both limits written."""
    table: Any = TerraformVariable(stack, "Map").value
    with pytest.raises(OptionError) as refused:
        Stage(stack, "Live", api=http(stack), stage_name="live", route_settings=table)

    assert str(refused.value).endswith(
        "allowed: a dict from text to RouteSettings(...), and no token for the whole of it"
    )


def test_trap_stage_waits_for_the_routes_of_its_settings(
    stack: TerraformStack, block: Block
) -> None:
    """A stage is made after the routes it has settings for, also those added later."""
    api = http(stack)
    settings = {"GET /": RouteSettings(), "GET /late": RouteSettings()}
    Stage(stack, "Live", api=api, stage_name="live", route_settings=settings)
    api.add_route("GET /late", api.add_http_integration("Late", url="https://example.com"))
    api.add_route("GET /other", api.add_http_integration("Other", url="https://example.com"))

    waits = block("aws_apigatewayv2_stage")["depends_on"]
    routes = [api.node.find_child(f"Route.GET --{name}") for name in ("", "late")]
    assert waits == sorted(
        f"aws_apigatewayv2_route.{route.resource.friendly_unique_id}"  # type: ignore[attr-defined]
        for route in routes
    )


def test_stage_keeps_what_a_transform_waits_for(stack: TerraformStack, block: Block) -> None:
    """What the user's own code waits for stays beside the routes of the settings."""
    bucket = S3Bucket(stack, "Bucket")
    Stage(
        stack,
        "Live",
        api=http(stack),
        stage_name="live",
        route_settings={"GET /": RouteSettings()},
        transform=lambda arguments: {**arguments, "depends_on": [bucket]},
    )

    waits = block("aws_apigatewayv2_stage")["depends_on"]
    assert any("aws_s3_bucket.Bucket" in one for one in waits)
    assert any("aws_apigatewayv2_route" in one for one in waits)


def test_stage_without_route_settings_waits_for_nothing(
    stack: TerraformStack, block: Block
) -> None:
    """Without settings for routes there is nothing to wait for."""
    Stage(stack, "Live", api=http(stack), stage_name="live")

    assert "depends_on" not in block("aws_apigatewayv2_stage")


def test_trap_settings_of_an_unknown_route(stack: TerraformStack) -> None:
    """Settings for a route that the API does not have are refused at synth."""
    AwsProvider(stack, "Aws", region="eu-west-1")
    settings = {"GET /books": RouteSettings()}
    Stage(stack, "Live", api=http(stack), stage_name="live", route_settings=settings)

    with pytest.raises(RuntimeError) as refused:
        cdktf.Testing.synth(stack, True)  # noqa: FBT003

    assert (
        "[orders/Live] route_settings has the key 'GET /books', "
        "allowed: the keys of the API's routes: GET /"
    ) in str(refused.value)


@pytest.mark.parametrize(
    ("options", "key"),
    [
        pytest.param(
            {"body": {"openapi": "3.0.1", "paths": {}}}, "GET /books", id="OpenAPI document"
        ),
        pytest.param(
            {"protocol_type": "HTTP", "target": "https://example.com"},
            "$default",
            id="route that AWS made",
        ),
    ],
)
def test_settings_of_routes_that_are_not_ours(
    stack: TerraformStack, block: Block, options: dict[str, Any], key: str
) -> None:
    """Settings for routes that AWS makes from a document or a target pass."""
    AwsProvider(stack, "Aws", region="eu-west-1")
    api = Api(stack, "Api", deploy=False, **options)
    Stage(stack, "Live", api=api, stage_name="live", route_settings={key: RouteSettings()})
    cdktf.Testing.synth(stack, True)  # noqa: FBT003

    (found,) = block("aws_apigatewayv2_stage")["route_settings"]
    assert found["route_key"] == key


def test_settings_of_a_route_that_is_applied_later(app: App, stack: TerraformStack) -> None:
    """Settings for a route of a later stack, which AWS would not find, are refused at synth."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)
    other = TerraformStack(app, "routes")
    for each in (stack, other):
        AwsProvider(each, "Aws", region="eu-west-1")
    url = UrlIntegration(other, "Url", api=api, url="https://example.com")
    Route(other, "Get", api=api, key="GET /", integration=url)
    api.add_stage("Live", stage_name="live", route_settings={"GET /": RouteSettings()})

    with pytest.raises(RuntimeError) as refused:
        app.synth()

    assert (
        "[orders/Api/Live] route_settings has the key 'GET /', whose route is in the stack routes, "
        "which is applied later; define the stage in that stack"
    ) in str(refused.value)


def test_attributes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What others use of a stage are references, so that they are made after it."""
    live = Stage(stack, "Live", api=http(stack), stage_name="live", logical_id="live")
    for name in ("stage_name", "url", "arn", "execution_arn"):
        TerraformOutput(stack, name, value=getattr(live, name))

    found = {name: output["value"] for name, output in synthesized()["output"].items()}
    stage = "aws_apigatewayv2_stage.live"
    assert re.fullmatch(
        rf"\$\{{aws_apigatewayv2_api\.Api_\w+\.execution_arn}}/\$\{{{stage}\.id}}",
        found.pop("execution_arn"),
    )
    assert found == {
        "stage_name": f"${{{stage}.id}}",
        "url": f"${{{stage}.invoke_url}}",
        "arn": f"${{{stage}.arn}}",
    }


@pytest.mark.parametrize(("name", "is_default"), [("$default", True), ("live", False)])
def test_imported_stage(stack: TerraformStack, name: str, *, is_default: bool) -> None:
    """A stage that is defined elsewhere is known by its name."""
    found = Stage.from_stage_name(stack, "Live", name)

    assert found.stage_name == name
    assert found.is_default is is_default


def test_variable_of_an_imported_stage(stack: TerraformStack) -> None:
    """A variable of a stage that is defined elsewhere, which AWS CDK drops, is refused."""
    found = Stage.from_stage_name(stack, "Live", "live")
    with pytest.raises(OptionError) as refused:
        found.add_stage_variable("a", "1")

    assert str(refused.value) == (
        "orders/Live: stage_variables is {'a': '1'}, allowed: nothing: the stage is defined "
        "elsewhere; give the variable where the stage is defined"
    )


def test_trap_url_of_a_closed_endpoint(stack: TerraformStack) -> None:
    """The URL of an API that answers on domain names of its own only is not handed out."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False, disable_execute_api_endpoint=True)
    live = api.add_stage("Live", stage_name="live")
    with pytest.raises(OptionError) as refused:
        _ = live.url

    assert str(refused.value) == (
        "orders/Api/Live: disable_execute_api_endpoint is True, allowed: False or left out: "
        "the URL of the stage answers nobody; give domain_mapping, and use domain_url"
    )


@pytest.mark.parametrize(("make", "own"), [(http, "path"), (websocket, "connectionId")])
def test_default_format(
    stack: TerraformStack, make: Callable[[TerraformStack], Api], own: str
) -> None:
    """
    The format where none is given is JSON with what the protocol has.

    AWS CDK's is a line of text, with a variable that only REST APIs have.
    """
    live = Stage(stack, "Live", api=make(stack), stage_name="live")

    assert json.loads(live.default_access_log_format().to_string())[own] == f"$context.{own}"


def test_imported_stage_without_a_name(stack: TerraformStack) -> None:
    """A stage that is defined elsewhere has a name."""
    with pytest.raises(OptionError) as refused:
        Stage.from_stage_name(stack, "Live", "")

    assert str(refused.value) == "orders/Live: stage_name is '', allowed: 1 to 128 characters"
