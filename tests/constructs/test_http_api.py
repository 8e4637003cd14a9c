"""HTTP APIs in AWS CDK's words."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import cdktf
import pytest
from apigwv2_tf import (
    CorsHttpMethod,
    CorsPreflightOptions,
    DomainMappingOptions,
    DomainName,
    HttpApi,
    HttpApiProps,
    HttpMethod,
    HttpNoneAuthorizer,
    HttpRouteKey,
    HttpStageOptions,
    IpAddressType,
    JwtConfiguration,
    OptionError,
    ThrottleSettings,
)
from apigwv2_tf.authorizers import HttpIamAuthorizer, HttpJwtAuthorizer
from apigwv2_tf.integrations import HttpLambdaIntegration, HttpUrlIntegration
from cdktf import TerraformOutput, TerraformStack, Token

from tests.support.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.conftest import Blocks, Has, Synthesized

    Only = Callable[[str], dict[str, Any]]
    All = Callable[[str], Blocks]

CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/1"


def written(stack: TerraformStack, value: object) -> str:
    """Return a value as it stands in the JSON."""
    TerraformOutput(stack, "Out", value=value)
    return str(json.loads(cdktf.Testing.synth(stack))["output"].pop("Out")["value"])


def backend(id: str = "Backend") -> HttpUrlIntegration:
    """Return an integration with a URL."""
    return HttpUrlIntegration(id, "https://backend.example")


def customers() -> HttpJwtAuthorizer:
    """Return an authorizer that checks tokens."""
    return HttpJwtAuthorizer("Customers", "https://login.example", jwt_audience=["shop"])


def test_smallest_api(synthesized: Synthesized, stack: TerraformStack) -> None:
    """
    Nothing but a name: an API, and a stage that serves every change at once.

    The kind of address is stated, as AWS CDK does not: the provider keeps the old one else.
    """
    HttpApi(stack, "Orders")

    assert synthesized()["resource"] == {
        "aws_apigatewayv2_api": {
            "Orders_A9B65338": {
                "ip_address_type": "ipv4",
                "name": "Orders",
                "protocol_type": "HTTP",
            }
        },
        "aws_apigatewayv2_stage": {
            "Orders_DefaultStage_4AEABF58": {
                "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
                "auto_deploy": True,
                "name": "$default",
            }
        },
    }


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"api_name": "shop"}, "name", "shop", id="api_name"),
        pytest.param({"description": "All"}, "description", "All", id="description"),
        pytest.param(
            {"disable_execute_api_endpoint": True},
            "disable_execute_api_endpoint",
            True,
            id="disable_execute_api_endpoint",
        ),
        pytest.param(
            {"ip_address_type": IpAddressType.DUAL_STACK},
            "ip_address_type",
            "dualstack",
            id="ip_address_type",
        ),
        pytest.param(
            {"route_selection_expression": True},
            "route_selection_expression",
            "$${request.method} $${request.path}",
            id="route_selection_expression",
        ),
        pytest.param({"version": "2"}, "version", "2", id="version"),
        pytest.param({"tags": {"team": "a"}}, "tags", {"team": "a"}, id="tags"),
    ],
)
def test_option(
    stack: TerraformStack, block: Only, given: HttpApiProps, argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    HttpApi(stack, "Orders", **given)

    assert block("aws_apigatewayv2_api")[argument] == written


@pytest.mark.parametrize(
    "argument",
    [
        "description",
        "disable_execute_api_endpoint",
        "route_selection_expression",
        "version",
        "tags",
        "cors_configuration",
        "body",
    ],
)
def test_option_left_out(stack: TerraformStack, block: Only, argument: str) -> None:
    """An option that is left out is not written."""
    HttpApi(stack, "Orders", route_selection_expression=False)

    assert argument not in block("aws_apigatewayv2_api")


@pytest.mark.parametrize("as_dict", [True, False], ids=["dict", "class"])
def test_cors_preflight(stack: TerraformStack, block: Only, as_dict: bool) -> None:  # noqa: FBT001
    """CORS settings are given as AWS CDK's struct or as a dict of its options."""
    options: dict[str, Any] = {
        "allow_origins": ["https://shop.example"],
        "allow_methods": [CorsHttpMethod.GET, CorsHttpMethod.ANY],
        "allow_headers": ["x-id"],
        "expose_headers": ["x-id"],
        "allow_credentials": True,
        "max_age": timedelta(minutes=1),
    }
    given: Any = options if as_dict else CorsPreflightOptions(**options)
    HttpApi(stack, "Orders", cors_preflight=given)

    assert block("aws_apigatewayv2_api")["cors_configuration"] == {
        **options,
        "allow_methods": ["GET", "*"],
        "max_age": 60,
    }


def test_default_integration(stack: TerraformStack, block: Only) -> None:
    """What no other route takes goes to the default integration, by the route `$default`."""
    HttpApi(stack, "Orders", default_integration=backend())

    assert block("aws_apigatewayv2_route")["route_key"] == "$default"
    assert block("aws_apigatewayv2_integration")["integration_uri"] == "https://backend.example"


def test_default_authorizer_and_scopes(stack: TerraformStack, blocks: All) -> None:
    """Routes that name no authorizer get the API's, with its scopes; also the default route."""
    api = HttpApi(
        stack,
        "Orders",
        default_integration=(shared := backend()),
        default_authorizer=(given := customers()),
        default_authorization_scopes=["read"],
    )
    api.add_routes(path="/a", integration=shared)

    assert [
        (route["authorization_type"], route["authorization_scopes"])
        for route in blocks("aws_apigatewayv2_route")
    ] == [("JWT", ["read"])] * 2
    assert len(blocks("aws_apigatewayv2_authorizer")) == 1
    assert (api.default_authorizer, api.default_authorization_scopes) == (given, ["read"])


def test_default_scopes_stay_off_routes_without_tokens(stack: TerraformStack, blocks: All) -> None:
    """AWS CDK writes them on every route, and AWS refuses them at deploy (its defect)."""
    api = HttpApi(
        stack,
        "Orders",
        default_authorizer=customers(),
        default_authorization_scopes=["read"],
    )
    web = backend()
    api.add_routes(path="/open", integration=web, authorizer=HttpNoneAuthorizer())
    api.add_routes(path="/iam", integration=web, authorizer=HttpIamAuthorizer())

    written_scopes = {
        route["authorization_type"]: route.get("authorization_scopes")
        for route in blocks("aws_apigatewayv2_route")
    }
    assert written_scopes == {"NONE": None, "AWS_IAM": None}


def test_no_default_stage(stack: TerraformStack, blocks: All) -> None:
    """The API makes no stage where it is told not to, and has no URL then."""
    api = HttpApi(stack, "Orders", create_default_stage=False)

    assert blocks("aws_apigatewayv2_stage") == []
    assert (api.default_stage, api.url) == (None, None)


def test_options_of_the_default_stage(stack: TerraformStack, block: Only) -> None:
    """The API's own stage takes every option of a stage, as AWS CDK's does not."""
    HttpApi(
        stack,
        "Orders",
        default_stage_options=HttpStageOptions(
            throttle=ThrottleSettings(rate_limit=10, burst_limit=5),
            stage_variables={"level": "1"},
            description="live",
        ),
    )
    stage = block("aws_apigatewayv2_stage")

    assert stage["default_route_settings"]["throttling_rate_limit"] == 10
    assert stage["default_route_settings"]["throttling_burst_limit"] == 5
    assert (stage["stage_variables"], stage["description"]) == ({"level": "1"}, "live")


def test_default_domain_mapping(stack: TerraformStack, block: Only) -> None:
    """A domain name leads to the API's own stage."""
    domain = DomainName(stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE)
    api = HttpApi(
        stack,
        "Orders",
        default_domain_mapping=DomainMappingOptions(domain_name=domain, mapping_key="orders"),
    )
    mapping = block("aws_apigatewayv2_api_mapping")

    assert mapping["api_mapping_key"] == "orders"
    assert mapping["stage"] == "${aws_apigatewayv2_stage.Orders_DefaultStage_4AEABF58.id}"
    assert api.default_stage is not None
    assert written(stack, api.default_stage.domain_url).endswith("/orders")


def test_what_an_api_says_of_itself(stack: TerraformStack) -> None:
    """The attributes of AWS CDK's class are there."""
    api = HttpApi(stack, "Orders", api_name="shop")
    itself = "aws_apigatewayv2_api.Orders_A9B65338"
    stage = "aws_apigatewayv2_stage.Orders_DefaultStage_4AEABF58"
    said = f"{api.api_id} {api.http_api_id} {api.api_endpoint} {api.url}"

    assert written(stack, said) == (
        f"${{{itself}.id}} ${{{itself}.id}} ${{{itself}.api_endpoint}} ${{{stage}.invoke_url}}"
    )
    assert (api.is_http_api, api.http_api_name) == (True, "shop")
    assert not api.disable_execute_api_endpoint


@pytest.mark.parametrize("attribute", ["api_endpoint", "url"])
def test_address_of_a_closed_api_is_refused(stack: TerraformStack, attribute: str) -> None:
    """A URL that answers nobody is not handed out; AWS CDK hands out `url` (its defect)."""
    api = HttpApi(stack, "Orders", disable_execute_api_endpoint=True)

    with pytest.raises(OptionError, match="answers nobody"):
        getattr(api, attribute)


def test_routes_of_several_methods(stack: TerraformStack, blocks: All) -> None:
    """Each method is a route of its own; all go to one integration."""
    api = HttpApi(stack, "Orders")
    made = api.add_routes(
        path="/a", methods=[HttpMethod.GET, "POST"], integration=backend(), operation_name="list"
    )

    assert [route.key for route in made] == ["GET /a", "POST /a"]
    assert [route.node.path for route in made] == [
        "orders/Orders/Route.GET --a",
        "orders/Orders/Route.POST --a",
    ]
    assert {route["operation_name"] for route in blocks("aws_apigatewayv2_route")} == {"list"}
    assert len(blocks("aws_apigatewayv2_integration")) == 1


def test_route_of_every_method(stack: TerraformStack, block: Only) -> None:
    """Without methods a path takes them all."""
    HttpApi(stack, "Orders").add_routes(path="/a", integration=backend())

    assert block("aws_apigatewayv2_route")["route_key"] == "ANY /a"


def test_route_by_its_key(stack: TerraformStack, blocks: All) -> None:
    """A route can be added by its key as text or as an HttpRouteKey too."""
    api, shared = HttpApi(stack, "Orders"), backend()
    api.add_route("GET /a", shared)
    api.add_route(HttpRouteKey.with_("/b", HttpMethod.PUT), shared)

    assert {route["route_key"] for route in blocks("aws_apigatewayv2_route")} == {
        "GET /a",
        "PUT /b",
    }


def test_integration_of_storey_two(stack: TerraformStack, block: Only) -> None:
    """The integrations and authorizers of `Api` can be wired to routes as well."""
    api = HttpApi(stack, "Orders")
    api.add_routes(
        path="/a",
        integration=api.add_http_integration("Web", url="https://backend.example"),
        authorizer=api.add_authorizer(
            "Customers",
            authorizer_type="JWT",
            jwt_configuration=JwtConfiguration(issuer="https://login.example", audience=["shop"]),
        ),
    )

    assert block("aws_apigatewayv2_route")["authorization_type"] == "JWT"


def test_another_stage(stack: TerraformStack, blocks: All) -> None:
    """An API has as many stages as it likes."""
    HttpApi(stack, "Orders").add_stage("Test", stage_name="test")

    assert {stage["name"] for stage in blocks("aws_apigatewayv2_stage")} == {"$default", "test"}


@pytest.mark.parametrize(
    ("given", "suffix"),
    [
        pytest.param({}, "*/*/*", id="all"),
        pytest.param({"method": "GET", "path": "/a", "stage": "s"}, "s/GET/a", id="one"),
        pytest.param({"method": "any", "path": "/a"}, "*/*/a", id="any in small letters"),
        pytest.param({"path": "/a/{id}"}, "*/*/a/*", id="variable"),
    ],
)
def test_arn_for_execute_api(stack: TerraformStack, given: dict[str, str], suffix: str) -> None:
    """The ARN of requests begins with the API's; what is left out is everything."""
    api = HttpApi(stack, "Orders")

    assert (
        written(stack, api.arn_for_execute_api(**given))
        == f"${{aws_apigatewayv2_api.Orders_A9B65338.execution_arn}}/{suffix}"
    )


def test_grant_invoke(stack: TerraformStack, block: Only) -> None:
    """A role may call every route of the API that is authorized by IAM."""
    HttpApi(stack, "Orders").grant_invoke("caller")

    assert block("aws_iam_role_policy")["role"] == "caller"
    assert "execution_arn}/*/*" in block("aws_iam_role_policy")["policy"]


def test_open_api_document(stack: TerraformStack, block: Only) -> None:
    """An OpenAPI document can define the routes, as AWS CDK's class does not let it."""
    document = {"openapi": "3.0.1", "info": {"title": "shop", "version": "1"}, "paths": {}}
    api = HttpApi(stack, "Orders", body=document)

    assert block("aws_apigatewayv2_api")["name"] == "shop"
    assert api.http_api_name == "shop"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(
            {"cors_preflight": {"allow_origins": ["*"], "allow_credentials": True}},
            "cors_preflight.allow_credentials is True, allowed: False or left out together with "
            "the origin *; name the origins",
            id="credentials of all origins",
        ),
        pytest.param(
            {
                "create_default_stage": False,
                "default_domain_mapping": {"domain_name": "api.example.com"},
            },
            "default_domain_mapping is DomainMappingOptions(domain_name='api.example.com'), "
            "allowed: nothing: create_default_stage is False; give it to a stage of your own",
            id="mapping without a stage",
        ),
        pytest.param(
            {"default_stage_options": {"stage_name": "live"}},
            "default_stage_options.stage_name is 'live', allowed: $default; give "
            "create_default_stage=False, and add_stage() with the name",
            id="other name of the default stage",
        ),
        pytest.param(
            {"add_options_routes": True},
            "add_options_routes is True, allowed: nothing: there is no cors_preflight; give both",
            id="OPTIONS routes without CORS",
        ),
        pytest.param({"api_name": ""}, "api_name is '', allowed: 1 to 128 characters", id="name"),
        pytest.param({"api_name": 5}, "api_name is 5, allowed: text", id="name of another type"),
        pytest.param(
            {"default_integration": "https://backend.example"},
            "default_integration is 'https://backend.example', allowed: HttpRouteIntegration(...) "
            "or an object with integration_id",
            id="integration as text",
        ),
    ],
)
def test_what_is_refused(stack: TerraformStack, given: Any, message: str) -> None:  # noqa: ANN401
    """What API Gateway would refuse is refused at the line, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        HttpApi(stack, "Orders", **given)

    assert str(refused.value) == f"orders/Orders: {message}"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"path": "a"}, "path is 'a', allowed: a path that starts with /", id="path"),
        pytest.param(
            {"path": "${TfToken[TOKEN.0]}"},
            "path is '${TfToken[TOKEN.0]}', allowed: text: the ids of the constructs are made from "
            "it; use HttpRoute(scope, id, route_key=HttpRouteKey.with_(path, method)) of your own",
            id="token",
        ),
        pytest.param(
            {"path": "/a", "methods": []},
            "methods is [], allowed: at least one method; leave it out for ANY",
            id="no method",
        ),
        pytest.param(
            {"path": "/a", "methods": ["FETCH"]},
            "methods is 'FETCH', allowed: ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            id="method",
        ),
        pytest.param(
            {"path": "/a", "methods": ["GET", "PUT"], "logical_id": "route"},
            "logical_id is 'route', allowed: nothing: it is about one route, and there are several "
            "methods; call add_routes() for each method",
            id="one name for several routes",
        ),
    ],
)
def test_routes_that_are_refused(stack: TerraformStack, given: Any, message: str) -> None:  # noqa: ANN401
    """The helper names the option that was given."""
    api = HttpApi(stack, "Orders")

    with pytest.raises(OptionError) as refused:
        api.add_routes(integration=backend(), **given)

    assert str(refused.value) == f"orders/Orders: {message}"


def test_route_that_is_there_already(stack: TerraformStack) -> None:
    """The same route twice is refused in words; AWS CDK has a clash of construct ids."""
    api, shared = HttpApi(stack, "Orders"), backend()
    api.add_routes(path="/a", integration=shared)

    with pytest.raises(OptionError) as refused:
        api.add_routes(path="/a", integration=shared)

    assert str(refused.value) == (
        "orders/Orders: key is 'ANY /a', allowed: one that the API has not yet: "
        "orders/Orders/Route.ANY --a has it"
    )


@pytest.mark.parametrize(
    ("key", "missing"),
    [
        pytest.param("ANY /a", "'OPTIONS /a'", id="every method"),
        pytest.param("$default", "'OPTIONS /' and 'OPTIONS /{proxy+}'", id="default"),
    ],
)
def test_refused_preflight_requests_are_warned_of(
    app: App, stack: TerraformStack, key: str, missing: str
) -> None:
    """A route that takes OPTIONS requests and wants a token breaks CORS, without an error."""
    api = HttpApi(
        stack,
        "Orders",
        cors_preflight=CorsPreflightOptions(allow_origins=["https://shop.example"]),
        default_authorizer=customers(),
    )
    route = api.add_route(key, backend())

    ((path, told),) = warnings_of(app)
    assert path == route.node.path
    assert told == (
        f"the authorizer of {key!r} refuses preflight requests, so web pages of other origins "
        f"cannot call it: give the API add_options_routes=True, or add {missing} with "
        "authorizer=HttpNoneAuthorizer()"
    )


@pytest.mark.parametrize("key", ["ANY /a", "$default"])
def test_options_routes_are_added(app: App, stack: TerraformStack, blocks: All, key: str) -> None:
    """With the option, OPTIONS routes without authorizer stand beside, and nothing is warned of."""
    api = HttpApi(
        stack,
        "Orders",
        cors_preflight=CorsPreflightOptions(allow_origins=["https://shop.example"]),
        default_authorizer=customers(),
        add_options_routes=True,
    )
    api.add_route(key, backend())
    added = {
        route["route_key"]: route["authorization_type"]
        for route in blocks("aws_apigatewayv2_route")
        if route["route_key"] != key
    }

    options = {"OPTIONS /a"} if key != "$default" else {"OPTIONS /", "OPTIONS /{proxy+}"}
    assert added == dict.fromkeys(options, "NONE")
    assert warnings_of(app) == []


@pytest.mark.parametrize(
    ("key", "options"),
    [
        pytest.param("GET /a", {}, id="another method"),
        pytest.param("ANY /a", {"authorizer": HttpNoneAuthorizer()}, id="open to everyone"),
    ],
)
def test_routes_that_let_preflight_requests_pass(
    app: App,
    stack: TerraformStack,
    key: str,
    options: Any,  # noqa: ANN401
) -> None:
    """Routes that do not take OPTIONS requests, or want no token, are not warned of."""
    api = HttpApi(
        stack,
        "Orders",
        cors_preflight=CorsPreflightOptions(allow_origins=["https://shop.example"]),
        default_authorizer=customers(),
    )
    api.add_route(key, backend(), **options)

    assert warnings_of(app) == []


def test_own_options_routes_come_first(app: App, stack: TerraformStack, blocks: All) -> None:
    """An OPTIONS route of one's own is taken as it is, wherever it stands among the methods."""
    api = HttpApi(
        stack,
        "Orders",
        cors_preflight=CorsPreflightOptions(allow_origins=["https://shop.example"]),
        add_options_routes=True,
        default_authorizer=customers(),
    )
    made = api.add_routes(path="/a", methods=["ANY", "OPTIONS"], integration=backend())

    assert [route.key for route in made] == ["ANY /a", "OPTIONS /a"]
    assert len(blocks("aws_apigatewayv2_route")) == 2
    told = (
        "the authorizer of 'OPTIONS /a' refuses preflight requests, so web pages of other "
        "origins cannot call the path: give it authorizer=HttpNoneAuthorizer()"
    )
    assert warnings_of(app) == [(made[1].node.path, told)]


def test_permissions_of_the_options_routes_that_are_added(
    stack: TerraformStack, blocks: All, function: LambdaFunction
) -> None:
    """With permissions for each route, the routes that are added have theirs as well."""
    api = HttpApi(
        stack,
        "Orders",
        cors_preflight=CorsPreflightOptions(allow_origins=["https://shop.example"]),
        add_options_routes=True,
        default_authorizer=customers(),
    )
    api.add_route("ANY /a", HttpLambdaIntegration("L", function, scope_permission_to_route=True))
    patterns = [one["source_arn"].partition("}")[2] for one in blocks("aws_lambda_permission")]

    assert sorted(patterns) == ["/*/*/a", "/*/OPTIONS/a"]


def test_routes_are_added_all_or_none(stack: TerraformStack) -> None:
    """Where one of several routes is there already, none is added."""
    api, shared = HttpApi(stack, "Orders"), backend()
    api.add_route("POST /a", shared)

    with pytest.raises(OptionError):
        api.add_routes(path="/a", methods=["GET", "POST"], integration=shared)

    assert list(api.routes) == ["POST /a"]


def test_refused_api_can_be_corrected(stack: TerraformStack) -> None:
    """What was refused, for whatever reason, leaves its id and its names to the next."""
    for wrong in ({"default_stage_options": {"stage_nam": "x"}}, {"api_name": ""}):
        options: Any = wrong
        with pytest.raises(OptionError):
            HttpApi(stack, "Orders", **options)

    assert HttpApi(stack, "Orders").node.path == "orders/Orders"


def test_refused_route_leaves_nothing(
    stack: TerraformStack, blocks: All, function: LambdaFunction
) -> None:
    """The integration and the authorizer that were made for a refused route go with it."""
    api = HttpApi(stack, "Orders")
    for wrong in ("bad", None):
        integration, authorizer = HttpLambdaIntegration("L", function), customers()
        if wrong is not None:
            with pytest.raises(OptionError):
                api.add_route("GET /a", integration, authorizer=authorizer, import_from=wrong)
            assert blocks("aws_apigatewayv2_integration") == []
            assert blocks("aws_apigatewayv2_authorizer") == []
        else:
            api.add_route("GET /a", integration, authorizer=authorizer)
    made = [path.node.path for path in api.node.children]

    assert "orders/Orders/L" in made
    assert "orders/Orders/Authorizer.Customers" in made


def test_refused_stage_leaves_its_name(stack: TerraformStack) -> None:
    """A stage that was refused does not keep its name from another."""
    api = HttpApi(stack, "Orders")
    with pytest.raises(OptionError):
        api.add_stage(
            "One",
            stage_name="dev",
            domain_mapping=DomainMappingOptions(domain_name="a.example.com", mapping_key="/x/"),
        )

    assert api.add_stage("Two", stage_name="dev").node.path == "orders/Orders/Two"


def test_token_passes(stack: TerraformStack, has: Has) -> None:
    """A name that only Terraform knows is written as it is."""
    HttpApi(stack, "Orders", api_name=Token.as_string({"Ref": "name"}), default_integration=None)

    assert has("aws_apigatewayv2_api", protocol_type="HTTP")
