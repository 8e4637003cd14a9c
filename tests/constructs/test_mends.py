"""Tests of what once slipped through: programs that planned well and meant something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    BodyS3Location,
    CorsConfiguration,
    JwtConfiguration,
    LambdaTarget,
    OptionError,
    Route,
)
from cdktf import App, TerraformStack, TerraformVariable
from cdktf import Testing as Cdktf
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.provider import AwsProvider

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Only = Callable[[str], dict[str, Any]]

FUNCTION = LambdaTarget.from_arn("arn:aws:lambda:eu-west-1:123456789012:function:orders")


@pytest.fixture
def api(stack: TerraformStack) -> Api:
    """Return an HTTP API without a stage."""
    return Api(stack, "Api", protocol_type="HTTP", deploy=False)


def test_a_refused_construct_can_be_corrected(api: Api) -> None:
    """What was refused leaves its id free."""
    backend = api.add_http_integration("Backend", url="https://backend.example")
    with pytest.raises(OptionError):
        backend.add_route("POST /a", operation_name="")

    assert backend.add_route("POST /a", operation_name="a").key == "POST /a"


def test_the_id_that_cdktf_drops_is_refused(api: Api) -> None:
    """Two constructs would become one resource."""
    with pytest.raises(OptionError) as refused:
        api.add_http_integration("Default", url="https://backend.example")

    assert str(refused.value) == (
        "orders/Api/Default: id is 'Default', allowed: any other text: "
        "CDKTF leaves this id out of addresses, so two would be one; such as 'DefaultOne'"
    )


def test_the_id_of_the_resource_is_refused(api: Api) -> None:
    """A construct cannot have the id of the resource beside it; CDKTF says so of the wrong one."""
    with pytest.raises(OptionError) as refused:
        api.add_http_integration("Resource", url="https://backend.example")

    assert str(refused.value) == (
        "orders/Api/Resource: id is 'Resource', allowed: any other text: "
        "the resource of orders/Api has it"
    )


def test_a_chosen_name_that_a_plain_resource_has_is_refused(stack: TerraformStack) -> None:
    """A chosen name is compared with the provider's own classes too."""
    AwsProvider(stack, "Aws")
    Apigatewayv2Api(stack, "taken", name="old", protocol_type="HTTP")
    Api(stack, "Api", protocol_type="HTTP", deploy=False, logical_id="taken")

    with pytest.raises(RuntimeError, match="logical_id is 'taken', allowed: one that no other"):
        Cdktf.synth(stack, run_validations=True)


def test_a_permission_covers_a_path_that_terraform_knows(
    stack: TerraformStack, api: Api, block: Only
) -> None:
    """Variables beside a token become stars as well."""
    path = TerraformVariable(stack, "Path", type="string").string_value
    backend = api.add_lambda_integration("B", handler=FUNCTION, scope_permission_to_route=True)
    Route(stack, "Route", api=api, key=f"GET /{path}/{{id}}", integration=backend)

    assert block("aws_lambda_permission")["source_arn"].endswith("/*/GET/${var.Path}/*")


def test_the_arn_of_an_unknown_route_is_refused(stack: TerraformStack, api: Api) -> None:
    """A policy must not cover more than was meant."""
    key = TerraformVariable(stack, "Key", type="string").string_value

    with pytest.raises(OptionError, match="a route key of which the method is known now"):
        api.execute_api_arn(key)


def test_a_stage_of_another_api_is_refused(stack: TerraformStack, api: Api) -> None:
    """An address is never put together from two APIs."""
    other = Api(stack, "Other", protocol_type="HTTP")

    with pytest.raises(OptionError) as refused:
        api.client_url(other.deployment_stage)

    assert str(refused.value) == (
        "orders/Api: stage is 'orders/Other/Stage.prod', allowed: a stage of this API"
    )


def test_what_a_person_writes_is_text(stack: TerraformStack, block: Only) -> None:
    """A brace in a description or a tag is not evaluated by Terraform."""
    words = "uses ${stageVariables.x} and 100%{y}"
    Api(stack, "Api", protocol_type="HTTP", deploy=False, description=words, tags={"why": words})

    escaped = "uses $${stageVariables.x} and 100%%{y}"
    written = block("aws_apigatewayv2_api")
    assert (written["description"], written["tags"]) == (escaped, {"why": escaped})


def test_a_token_is_not_taken_for_true(stack: TerraformStack) -> None:
    """Whether credentials are allowed may be known to Terraform only."""
    token = TerraformVariable(stack, "Yes", type="bool").boolean_value
    cors = CorsConfiguration(allow_origins=["*"], allow_credentials=token)  # type: ignore[arg-type]

    assert Api(stack, "Api", protocol_type="HTTP", cors_configuration=cors).api_id


def test_whether_a_stage_deploys_by_itself_is_known_now(stack: TerraformStack) -> None:
    """It decides whether there is a deployment in the program."""
    token: Any = TerraformVariable(stack, "Yes", type="bool").boolean_value

    with pytest.raises(OptionError) as refused:
        Api(stack, "Api", protocol_type="HTTP", deploy_options={"auto_deploy": token})

    assert str(refused.value) == (
        "orders/Api: deploy_options.auto_deploy is 'a token', allowed: True or False, known now: "
        "it decides whether a deployment is made"
    )


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        pytest.param({}, "at least one change; leave the status code out", id="none"),
        pytest.param(5, "ParameterMapping(...) or a dict from text to text", id="number"),
    ],
)
def test_changes_of_an_answer_are_checked(api: Api, changes: Any, allowed: str) -> None:  # noqa: ANN401
    """An entry without changes would never be applied to the end."""
    with pytest.raises(OptionError) as refused:
        api.add_http_integration(
            "B", url="https://backend.example", response_parameters={"404": changes}
        )

    assert allowed in str(refused.value)


def test_a_quick_create_needs_an_address(stack: TerraformStack) -> None:
    """The target of a quick create is a URL or an ARN."""
    with pytest.raises(OptionError, match="target is 'nowhere', allowed: a URL that starts with"):
        Api(stack, "Api", protocol_type="HTTP", target="nowhere")


def _trigger(audience: list[str]) -> str:
    stack = TerraformStack(App(), "orders")
    api = Api(stack, "Api", protocol_type="HTTP")
    issuer = JwtConfiguration(issuer="https://login.example", audience=audience)
    members = api.add_authorizer("Members", authorizer_type="JWT", jwt_configuration=issuer)
    api.add_http_integration("B", url="https://backend.example").add_route(
        "GET /", authorizer=members, authorization_scopes=audience
    )
    return Cdktf.synth(stack).split('"redeployment": "')[1].split('"')[0]


def test_an_order_that_aws_does_not_see_deploys_nothing() -> None:
    """Sets are compared as sets."""
    assert _trigger(["a", "b"]) == _trigger(["b", "a"])
    assert _trigger(["a", "b"]) != _trigger(["a", "c"])


def test_a_document_in_s3_deploys_by_its_content(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """A document that only Terraform can read counts by what is in it."""
    Api(stack, "Api", body_s3_location=BodyS3Location(bucket="specs", key="orders.json"))

    (deployment,) = synthesized()["resource"]["aws_apigatewayv2_deployment"].values()
    assert deployment["triggers"]["document"].startswith("${sha256(data.aws_s3_object.")


def test_the_name_of_a_model_becomes_a_reference(stack: TerraformStack, block: Only) -> None:
    """The route is made after the model that it names."""
    chat = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    chat.add_model({"title": "message", "type": "object"}, logical_id="message")
    chat.add_route("send", request_models={"$default": "message"})

    models = block("aws_apigatewayv2_route")["request_models"]
    assert models == {"$default": "${aws_apigatewayv2_model.message.name}"}


def test_the_name_of_a_model_that_is_not_there_is_refused(stack: TerraformStack) -> None:
    """AWS would refuse the route."""
    chat = Api(stack, "Chat", protocol_type="WEBSOCKET", deploy=False)
    chat.add_model({"title": "message", "type": "object"})

    with pytest.raises(OptionError) as refused:
        chat.add_route("send", request_models={"$default": "mesage"})

    assert str(refused.value) == (
        "orders/Chat/Route.send: request_models['$default'] is 'mesage', "
        "allowed: a model of the API: message; add it with add_model() before"
    )


def test_keys_that_cdktf_would_write_alike_stay_apart(api: Api) -> None:
    """CDKTF writes / as --, in ids only."""
    backend = api.add_http_integration("Backend", url="https://backend.example")

    routes = api.add_routes(["GET /a/b", "GET /a--b"], backend)

    assert len({route.node.id for route in routes}) == 2


@pytest.mark.parametrize(
    ("add", "told"),
    [
        pytest.param(
            lambda api: api.add_http_integration("X", url="https://backend.example"),
            "integration_method is left out",
            id="method",
        ),
        pytest.param(
            lambda api: api.add_lambda_integration("X", handler=FUNCTION),
            "payload_format_version is left out",
            id="payload",
        ),
        pytest.param(
            lambda api: api.add_authorizer("X", authorizer_type="REQUEST", handler=FUNCTION),
            "identity_source is left out",
            id="identity",
        ),
        pytest.param(
            lambda api: api.add_authorizer(
                "X",
                authorizer_type="REQUEST",
                handler=FUNCTION,
                identity_source=["$request.header.A"],
            ),
            "authorizer_payload_format_version is left out",
            id="authorizer payload",
        ),
    ],
)
def test_nothing_is_guessed_of_an_api_of_unknown_protocol(
    stack: TerraformStack, add: Callable[[Any], object], told: str
) -> None:
    """What differs by protocol is asked for, where the protocol is not known."""
    with pytest.raises(OptionError) as refused:
        add(Api.from_api_id(stack, "Imported", "abc"))

    assert str(refused.value) == (
        f"orders/Imported/X: {told}, allowed: a value: it depends on the protocol, which the "
        "imported API does not say; or give Api.from_api_id() the protocol_type"
    )
