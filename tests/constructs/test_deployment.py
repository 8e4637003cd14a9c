"""Tests of deployments: what makes a new one, and what it waits for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import cdktf
import jsii
import pytest
from apigwv2_tf import (
    Api,
    AuthorizationType,
    CorsConfiguration,
    Deployment,
    LambdaTarget,
    OptionError,
    Route,
    RouteSettings,
    Stage,
    UnsupportedOptionError,
    UrlIntegration,
)
from cdktf import App, Aspects, IAspect, TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route
from cdktf_cdktf_provider_aws.data_aws_s3_bucket import DataAwsS3Bucket
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

if TYPE_CHECKING:
    from collections.abc import Callable

    from constructs import IConstruct

    Block = Callable[[str], dict[str, Any]]
    Program = Callable[[Api], object]

KIND = "aws_apigatewayv2_deployment"
FUNCTION = LambdaTarget.from_arn("arn:aws:lambda:eu-west-1:123456789012:function:chat")


def chat(stack: TerraformStack, **options: Any) -> Api:  # noqa: ANN401
    """Define a WebSocket API with one of everything a deployment publishes."""
    api = Api(stack, "Chat", protocol_type="WEBSOCKET", **options)
    model = api.add_model({"title": "Message", "type": "object"})
    integration = api.add_mock_integration("Mock", request_templates={"$default": "{}"})
    integration.add_response("$default", response_templates={"$default": "{}"})
    route = api.add_route(
        "send",
        integration,
        request_models={"$default": model},
        route_response_selection_expression="$default",
    )
    route.add_response()
    authorizer = api.add_authorizer("Guard", authorizer_type="REQUEST", handler=FUNCTION)
    api.add_route("$connect", authorizer=authorizer)
    return api


def trigger(change: Program | None = None, **options: Any) -> str:  # noqa: ANN401
    """Return the deployment's trigger after a change of the program."""
    app = cdktf.Testing.app()
    stack = TerraformStack(app, "orders")
    api = chat(stack, **options)
    if change is not None:
        change(api)
    resources = json.loads(cdktf.Testing.synth(stack))["resource"]
    (deployment,) = resources["aws_apigatewayv2_deployment"].values()
    return str(deployment["triggers"]["redeployment"])


def resource(api: Api, child: str) -> Any:  # noqa: ANN401
    """Return the provider's object of one of the API's constructs."""
    return api.node.find_child(child).node.default_child


@jsii.implements(IAspect)
class Aspect:
    """An aspect that changes each route."""

    def visit(self, node: IConstruct) -> None:
        """Change a node."""
        if isinstance(node, Apigatewayv2Route):
            node.target = "integrations/other"


def test_trap_trigger_is_a_literal(stack: TerraformStack, block: Block) -> None:
    """The trigger is a hash known before the plan, so the second plan is empty."""
    chat(stack)

    triggers = block("aws_apigatewayv2_deployment")["triggers"]
    assert list(triggers) == ["redeployment"]
    assert re.fullmatch(r"[0-9a-f]{64}", triggers["redeployment"])


def test_same_program_same_trigger() -> None:
    """The same program gives the same trigger each time."""
    assert trigger() == trigger()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda api: api.add_mock_integration("More"), id="one more integration"),
        pytest.param(lambda api: api.add_route("leave"), id="one more route"),
        pytest.param(
            lambda api: api.add_model({"title": "Other", "type": "object"}), id="one more model"
        ),
        pytest.param(
            lambda api: api.node.find_child("Mock").add_response("/4\\d\\d/"),
            id="one more integration response",
        ),
        pytest.param(
            lambda api: api.add_authorizer("Two", authorizer_type="REQUEST", handler=FUNCTION),
            id="one more authorizer",
        ),
        pytest.param(
            lambda api: setattr(resource(api, "Mock"), "request_templates", {"$default": "[]"}),
            id="message template",
        ),
        pytest.param(
            lambda api: setattr(resource(api, "Model.Message"), "schema", "{}"), id="model"
        ),
        pytest.param(
            lambda api: setattr(
                api.node.find_child("Mock").node.find_child("Response.$default").node.default_child,
                "response_templates",
                {"$default": "[]"},
            ),
            id="integration response",
        ),
        pytest.param(
            lambda api: resource(api, "Guard").add_override("identity_sources", ["a"]),
            id="authorizer",
        ),
        pytest.param(
            lambda api: setattr(resource(api, "Route.send"), "route_key", "post"), id="route"
        ),
        pytest.param(
            lambda api: resource(api, "Route.send").add_override("route_key", "post"),
            id="override",
        ),
        pytest.param(
            lambda api: api.resource.add_override("disable_execute_api_endpoint", True),  # noqa: FBT003
            id="override of the API",
        ),
        pytest.param(lambda api: Aspects.of(api).add(Aspect()), id="aspect"),
        pytest.param(
            lambda api: api.add_route(
                "leave", transform=lambda arguments: {**arguments, "target": "integrations/x"}
            ),
            id="transform",
        ),
        pytest.param(lambda api: api.latest_deployment.add_to_logical_id({"a": 1}), id="own data"),
    ],
)
def test_what_callers_notice_redeploys(change: Program) -> None:
    """A change that callers can notice makes a new deployment, wherever it is written."""
    assert trigger(change) != trigger()


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"route_selection_expression": "$request.body.kind"}, id="selection"),
        pytest.param({"disable_execute_api_endpoint": True}, id="endpoint"),
        pytest.param({"ip_address_type": "dualstack"}, id="addresses"),
        pytest.param(
            {"api_key_selection_expression": "$context.authorizer.usageIdentifierKey"},
            id="API key",
        ),
    ],
)
def test_setting_of_the_api_redeploys(options: dict[str, Any]) -> None:
    """A change of the API's own settings makes a new deployment."""
    assert trigger(**options) != trigger()


@pytest.mark.parametrize(
    ("change", "options"),
    [
        pytest.param(None, {"tags": {"team": "a"}}, id="tags"),
        pytest.param(None, {"description": "Chat"}, id="description"),
        pytest.param(None, {"api_name": "chat"}, id="name"),
        pytest.param(None, {"version": "2"}, id="version"),
        pytest.param(None, {"deploy_options": {"stage_name": "live"}}, id="stage"),
        pytest.param(
            None,
            {"deploy_options": {"default_route_settings": RouteSettings()}},
            id="throttling",
        ),
        pytest.param(
            lambda api: setattr(resource(api, "Mock"), "description", "x"),
            {},
            id="description of an integration",
        ),
        pytest.param(
            lambda api: setattr(resource(api, "Guard"), "name", "x"), {}, id="name of an authorizer"
        ),
        pytest.param(
            lambda api: setattr(resource(api, "Route.send"), "operation_name", "x"),
            {},
            id="operation name",
        ),
    ],
)
def test_what_callers_cannot_notice_does_not_redeploy(
    change: Program | None, options: dict[str, Any]
) -> None:
    """A change that callers cannot notice keeps the deployment."""
    assert trigger(change, **options) == trigger()


def two_routes(*keys: str) -> str:
    """Return the trigger of an API whose routes are added in some order."""
    return trigger(lambda api: [api.add_route(key) for key in keys])


def test_order_of_the_program_does_not_redeploy() -> None:
    """Lines that change places keep the deployment."""
    assert two_routes("a", "b") == two_routes("b", "a")


def http_trigger(**options: Any) -> str:  # noqa: ANN401
    """Return the trigger of an HTTP API."""
    stack = TerraformStack(cdktf.Testing.app(), "orders")
    api = Api(stack, "Api", protocol_type="HTTP", **options)
    if "body" not in options:
        api.add_route("GET /", api.add_http_integration("Url", url="https://example.com"))
    resources = json.loads(cdktf.Testing.synth(stack))["resource"]
    (deployment,) = resources["aws_apigatewayv2_deployment"].values()
    return str(deployment["triggers"]["redeployment"])


def test_cors_redeploys() -> None:
    """A change of CORS makes a new deployment."""
    assert http_trigger() != http_trigger(cors_configuration=CorsConfiguration(max_age=1))


@pytest.mark.parametrize(
    ("title", "paths", "same"),
    [
        pytest.param("other", {}, True, id="title"),
        pytest.param("orders", {"/": {}}, False, id="path"),
    ],
)
def test_document_redeploys_but_not_for_its_info(
    title: str, paths: dict[str, Any], *, same: bool
) -> None:
    """A change of an OpenAPI document makes a new deployment, a change of its title does not."""
    old = {"openapi": "3.0.1", "info": {"title": "orders", "version": "1"}, "paths": {}}
    new = {"openapi": "3.0.1", "info": {"title": title, "version": "1"}, "paths": paths}

    assert (http_trigger(body=old) == http_trigger(body=new)) is same


def test_trap_deployment_waits_for_everything(stack: TerraformStack, block: Block) -> None:
    """The deployment is made after all that it publishes, which no reference would ensure."""
    chat(stack)

    waits = block("aws_apigatewayv2_deployment")["depends_on"]
    resources = json.loads(cdktf.Testing.synth(stack))["resource"]
    published = [
        f"{kind}.{name}"
        for kind, named in resources.items()
        for name in named
        if kind.startswith("aws_apigatewayv2_")
        and not kind.endswith(("_api", "_deployment", "_stage"))
    ]
    assert len(published) == 7
    assert waits == sorted(published)


def test_route_that_is_added_later_is_waited_for(stack: TerraformStack, block: Block) -> None:
    """A route that is added after the deployment is waited for too."""
    api = Api(stack, "Api", protocol_type="WEBSOCKET", deploy=False)
    Deployment(stack, "Now", api=api)
    api.add_route("$default")

    assert block("aws_apigatewayv2_deployment")["depends_on"] == [
        "aws_apigatewayv2_route.Api_Routedefault_62022842"
    ]


def test_trap_old_deployment_stays_until_the_stage_has_the_new(
    stack: TerraformStack, block: Block
) -> None:
    """A new deployment is made before the old one is deleted, which its stage still serves."""
    chat(stack)

    assert block("aws_apigatewayv2_deployment")["lifecycle"] == {"create_before_destroy": True}


def test_order_asked_for_by_hand_stays(stack: TerraformStack, block: Block) -> None:
    """What `transform` makes the deployment wait for is kept."""
    bucket = S3Bucket(stack, "Bucket")
    explicit(stack, transform=lambda arguments: {**arguments, "depends_on": [bucket]})

    assert any("aws_s3_bucket.Bucket" in one for one in block(KIND)["depends_on"])
    assert any("aws_apigatewayv2_route" in one for one in block(KIND)["depends_on"])


def explicit(stack: TerraformStack, **options: Any) -> Deployment:  # noqa: ANN401
    """Define an API and its deployment."""
    api = Api(stack, "Api", protocol_type="WEBSOCKET", deploy=False)
    api.add_route("$default")
    return Deployment(stack, "Now", api=api, **options)


def test_deployment_of_its_own(stack: TerraformStack, block: Block) -> None:
    """A deployment can be defined, and be served by a stage."""
    deployment = explicit(stack, description="First")
    Stage(stack, "Live", api=deployment.api, stage_name="live", deployment=deployment)

    assert block("aws_apigatewayv2_deployment")["description"] == "First"
    stage = block("aws_apigatewayv2_stage")
    assert stage["deployment_id"] == "${aws_apigatewayv2_deployment.Now_E36BD34F.id}"


def test_no_description_by_default(stack: TerraformStack, block: Block) -> None:
    """Left out, there is no description."""
    explicit(stack)

    assert "description" not in block("aws_apigatewayv2_deployment")


def test_own_triggers(stack: TerraformStack, block: Block) -> None:
    """More triggers stand beside the construct's own, tokens among them."""
    variable = TerraformVariable(stack, "Build").string_value
    explicit(stack, triggers={"build": variable, "by": "hand"})

    triggers = block("aws_apigatewayv2_deployment")["triggers"]
    assert sorted(triggers) == ["build", "by", "redeployment"]
    assert (triggers["build"], triggers["by"]) == ("${var.Build}", "hand")


def test_own_data_with_tokens_is_a_trigger(stack: TerraformStack, block: Block) -> None:
    """Data that only Terraform knows redeploys when the value behind it changes."""
    bucket = S3Bucket(stack, "Bucket")
    explicit(stack).add_to_logical_id({"bucket": bucket.arn, "text": "x"})

    triggers = block("aws_apigatewayv2_deployment")["triggers"]
    assert triggers["data0"] == '{"bucket": "${aws_s3_bucket.Bucket.arn}", "text": "x"}'


def test_own_data_does_not_depend_on_the_numbers_of_tokens() -> None:
    """What else the program defines does not change the trigger of data with tokens."""

    def of(*, more: bool) -> str:
        stack = TerraformStack(cdktf.Testing.app(), "orders")
        bucket = S3Bucket(stack, "Bucket")
        if more:
            _ = S3Bucket(stack, "Other").arn
        explicit(stack).add_to_logical_id([bucket.arn])
        (found,) = json.loads(cdktf.Testing.synth(stack))["resource"][
            "aws_apigatewayv2_deployment"
        ].values()
        return json.dumps(found["triggers"])

    assert of(more=True) == of(more=False)


def test_registered_resource(stack: TerraformStack, block: Block) -> None:
    """A resource of the provider's own class can be waited for and published."""
    plain = block
    deployment = explicit(stack)
    before = plain("aws_apigatewayv2_deployment")["triggers"]
    bucket = S3Bucket(stack, "Bucket", bucket="a")
    deployment.register_dependency(bucket)
    found = plain("aws_apigatewayv2_deployment")
    bucket.bucket = "b"

    assert "aws_s3_bucket.Bucket" in found["depends_on"]
    assert found["triggers"] != before
    assert plain("aws_apigatewayv2_deployment")["triggers"] != found["triggers"]


NO_RESOURCE = "allowed: a resource, so that there is something to wait for"


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        pytest.param(
            lambda stack: DataAwsS3Bucket(stack, "X", bucket="b"),
            "DataAwsS3Bucket(...)",
            id="data source",
        ),
        pytest.param(
            lambda stack: TerraformOutput(stack, "X", value="b"),
            "TerraformOutput(...)",
            id="output",
        ),
    ],
)
def test_what_is_no_resource_cannot_be_registered(
    stack: TerraformStack, make: Callable[[TerraformStack], Any], shown: str
) -> None:
    """Only resources can be registered."""
    with pytest.raises(OptionError) as refused:
        explicit(stack).register_dependency(make(stack))

    assert str(refused.value) == f"orders/Now: resource is {shown}, {NO_RESOURCE}"


@pytest.mark.parametrize(
    ("error", "options", "told"),
    [
        pytest.param(
            OptionError,
            {"description": "d" * 1025},
            f"description is '{'d' * 78}…, allowed: 0 to 1024 characters; it has 1025",
            id="description",
        ),
        pytest.param(
            OptionError,
            {"triggers": {"redeployment": "x"}},
            "triggers key is 'redeployment', allowed: any name but redeployment: "
            "the construct's own trigger has it",
            id="trigger",
        ),
        pytest.param(
            OptionError,
            {"triggers": {"a": 1}},
            "triggers is {'a': 1}, allowed: a dict from text to text",
            id="number as trigger",
        ),
        pytest.param(
            UnsupportedOptionError,
            {"stage_name": "prod"},
            "stage_name is 'prod', allowed: nothing: Terraform's AWS provider has no argument for "
            "it; define a Stage with this deployment",
            id="stage name",
        ),
        pytest.param(
            UnsupportedOptionError,
            {"retain_deployments": True},
            "retain_deployments is True, allowed: False or left out: "
            "Terraform deletes the deployment it replaces",
            id="retained",
        ),
    ],
)
def test_what_is_refused(
    stack: TerraformStack, error: type[OptionError], options: dict[str, Any], told: str
) -> None:
    """Options that AWS or Terraform does not have are refused at once."""
    with pytest.raises(error) as refused:
        explicit(stack, **options)

    assert str(refused.value) == f"orders/Now: {told}"


def test_data_that_is_no_json(stack: TerraformStack) -> None:
    """Data that has no lasting text is refused."""
    with pytest.raises(OptionError) as refused:
        explicit(stack).add_to_logical_id({"a": b"x"})

    assert str(refused.value) == (
        "orders/Now: data is {'a': b'x'}, "
        "allowed: texts, numbers, True, False, None, lists and dicts of them"
    )


def test_retained_deployments_turned_off_pass(stack: TerraformStack, block: Block) -> None:
    """Not to retain deployments is what Terraform does."""
    explicit(stack, retain_deployments=False)

    assert "retain_deployments" not in block("aws_apigatewayv2_deployment")


def test_trap_api_without_routes(stack: TerraformStack) -> None:
    """A deployment of an API without a route, which AWS refuses, is refused at synth."""
    AwsProvider(stack, "Aws", region="eu-west-1")
    Api(stack, "Api", protocol_type="HTTP")

    with pytest.raises(RuntimeError) as refused:
        cdktf.Testing.synth(stack, True)  # noqa: FBT003

    assert (
        "[orders/Api/Deployment] the API has no route, so AWS refuses a deployment; "
        "add a route, or give deploy=False"
    ) in str(refused.value)


@pytest.fixture
def routes_elsewhere(app: App, stack: TerraformStack) -> Callable[..., TerraformStack]:
    """Return what defines an API in one stack and its only route in another."""

    def define(*, own_deployment: bool) -> TerraformStack:
        api = Api(stack, "Api", protocol_type="WEBSOCKET", deploy=not own_deployment)
        other = TerraformStack(app, "routes")
        AwsProvider(stack, "Aws", region="eu-west-1")
        AwsProvider(other, "Aws", region="eu-west-1")
        found = UrlIntegration(other, "Backend", api=api, url="https://example.com")
        Route(other, "Send", api=api, key="send", integration=found)
        if own_deployment:
            Deployment(other, "Now", api=api)
        return other

    return define


def test_deployment_beside_the_routes_of_another_stack(
    app: App, routes_elsewhere: Callable[..., TerraformStack]
) -> None:
    """Routes and deployment can be in another stack than the API: no cycle, right addresses."""
    other = routes_elsewhere(own_deployment=True)
    app.synth()

    (found,) = json.loads(cdktf.Testing.synth(other))["resource"][
        "aws_apigatewayv2_deployment"
    ].values()
    assert found["depends_on"] == [
        "aws_apigatewayv2_integration.Backend_EC8447F5",
        "aws_apigatewayv2_route.Send_46722DF3",
    ]
    assert found["api_id"].startswith("${data.terraform_remote_state.")


def test_deployment_that_would_lack_routes(
    app: App, routes_elsewhere: Callable[..., TerraformStack]
) -> None:
    """A deployment that is applied before the routes of another stack is refused at synth."""
    routes_elsewhere(own_deployment=False)

    with pytest.raises(RuntimeError) as refused:
        app.synth()

    assert (
        "[orders/Api/Deployment] the snapshot would lack routes/Backend and 1 more: the stack "
        "routes is applied later; define the deployment in that stack, or let the stage deploy by "
        "itself with deploy_options={'auto_deploy': True}"
    ) in str(refused.value)


def test_deployment_of_an_imported_api(stack: TerraformStack, block: Block) -> None:
    """An API that is defined elsewhere can be deployed, with the routes added here."""
    api = Api.from_api_id(stack, "Api", "a1b2c3", protocol_type="WEBSOCKET")
    api.add_route("$default", authorization_type=AuthorizationType.NONE)
    Deployment(stack, "Now", api=api)

    found = block("aws_apigatewayv2_deployment")
    assert found["api_id"] == "a1b2c3"
    assert found["depends_on"] == ["aws_apigatewayv2_route.Api_Routedefault_62022842"]


def test_imported_deployment(stack: TerraformStack, block: Block) -> None:
    """A stage can serve a deployment that is made elsewhere."""
    api = Api(stack, "Api", protocol_type="WEBSOCKET", deploy=False)
    deployment = Deployment.from_deployment_id(stack, "Old", "d1")
    Stage(stack, "Live", api=api, stage_name="live", deployment=deployment)

    assert block("aws_apigatewayv2_stage")["deployment_id"] == "d1"
