"""
`main.py` and the examples work on the real Terraform, from nothing to nothing.

The examples of the popular module are in `test_module_examples.py`.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import local_aws as aws_process
from tests.support.lives import Life, Versions, live, made_by, planned, versions
from tests.support.mirror import provider_version
from tests.support.programs import STACKS, read_states_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from botocore.client import BaseClient

    from tests.support.terraform import Terraform, TerraformFactory

pytestmark = pytest.mark.e2e

# What somebody edits in each program. The first waits half a minute for DNS records, and again.
_EDITS = {
    "examples/full_http.py": [
        ("rate_limit=100,", "rate_limit=200,"),
        ("seconds=10)", "seconds=12)"),
        ("threshold=5", "threshold=7"),
    ],
    "examples/two_stacks.py": [
        ('api_name="shared"', 'api_name="shared", description="For all"'),
        ('jwt_audience=["orders"]', 'jwt_audience=["orders", "web"]'),
    ],
    "main.py": [("throttling_rate_limit=100", "throttling_rate_limit=200"), ("=1000)", "=500)")],
    "examples/api_key.py": [
        ("HEADER_X_API_KEY", "AUTHORIZER_USAGE_IDENTIFIER_KEY"),
        ("limit=10_000", "limit=20_000"),
        ("rate_limit=100,", "rate_limit=90,"),
    ],
    "examples/books_api.py": [("Type.HTTP)", 'Type.HTTP, description="Books")')],
    "examples/every_resource.py": [
        ("throttling_rate_limit=5)", "throttling_rate_limit=7)"),
        ('{"at": "$context.requestTime"}', '{"time": "$context.requestTime"}'),
    ],
    "examples/full_websocket.py": [("minimum=1", "minimum=5")],
    "examples/models.py": [('{"type": "number"}', '{"type": "integer"}')],
}
# What that changes: in place, but for what is deployed anew.
_CHANGES = {
    "bookshop": {"aws_apigatewayv2_stage.Api_Stagedefault_850E1102": "update"},
    "chat": {
        "aws_apigatewayv2_model.Api_ModelSendMessage_CC47A5F4": "update",
        "aws_apigatewayv2_deployment.Api_Deployment_B17BE62D": "replace",
        "aws_apigatewayv2_stage.Api_Stageprod_624FA46F": "update",
    },
    "api-key": {
        "aws_apigatewayv2_api.Api_F70053CD": "update",
        "aws_api_gateway_usage_plan.Partners_DE4EC16C": "update",
        "aws_api_gateway_usage_plan.Large_UsagePlanResource_3F234F27": "update",
    },
    "books-api": {"aws_apigatewayv2_api.books-api_E1885304": "update"},
    "every-resource": {
        "aws_apigatewayv2_stage.Shop_Api_Live_F07E84D6": "update",
        "aws_apigatewayv2_integration_response.Chat_Ping_Responsedefault_A5C6F3E4": "update",
        "aws_apigatewayv2_deployment.Chat_Deployment_2B5D3302": "replace",
        "aws_apigatewayv2_stage.Chat_Live_5F7F4D10": "update",
    },
    "full-http": {
        "aws_apigatewayv2_integration.Api_Function_6BF808ED": "update",
        "aws_apigatewayv2_stage.Api_DefaultStage_189A7074": "update",
        "aws_cloudwatch_metric_alarm.Errors_FA5270DE": "update",
    },
    "full-websocket": {
        "aws_apigatewayv2_model.Api_ModelBid_F56FB079": "update",
        "aws_apigatewayv2_deployment.Live_Deployment_ABC70731": "replace",
        "aws_apigatewayv2_stage.Live_848578DF": "update",
    },
    "models": {
        "aws_apigatewayv2_model.hello-api_ModelreportModel_332B7D25": "update",
        "aws_apigatewayv2_deployment.hello-api_Deployment_FA89AEEC": "replace",
        "aws_apigatewayv2_stage.hello-api_Stageprod_DF7ABC48": "update",
    },
    "orders": {"aws_apigatewayv2_authorizer.Api_AuthorizerCustomers_D4F42033": "update"},
    "platform": {"aws_apigatewayv2_api.Api_F70053CD": "update"},
}
_STACKS = [stack for program in _EDITS for stack in STACKS[program]]
_ZONE = "example.com"
_WITH_ITS_OWN_PROVIDER = "chat"


@pytest.fixture(scope="module")
def zone(local_aws: str, aws: Callable[[str], BaseClient]) -> str:
    """Return the id of a hosted zone that is there before the programs, in an account without."""
    aws_process.reset(local_aws)
    made = aws("route53").create_hosted_zone(Name=_ZONE, CallerReference="tests")
    return str(made["HostedZone"]["Id"])


@pytest.fixture(scope="module")
def served(
    local_aws: str, aws: Callable[[str], BaseClient]
) -> Callable[[Terraform], dict[str, set[str]]]:
    """Return a function that returns the route keys that each stage of a stack serves."""
    gateway = aws("apigatewayv2")

    def keys(stage: dict[str, Any]) -> set[str]:
        now = gateway.get_stage(ApiId=stage["api_id"], StageName=stage["name"])["DeploymentId"]
        published = aws_process.published(local_aws, stage["api_id"], now)
        return {route["routeKey"] for route in published["routes"].values()}

    return lambda terraform: {
        address: keys(stage)
        for address, stage in made_by(terraform).items()
        if address.startswith("aws_apigatewayv2_stage.")
    }


@pytest.fixture(scope="module")
def lives(
    zone: str,
    served: Callable[[Terraform], dict[str, set[str]]],
    terraform_factory: TerraformFactory,
    installed_factory: TerraformFactory,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Life]:
    """
    Take every stack through its life, three programs at a time, in one account.

    One goes the way of users: Terraform installs the provider, and starts it for each command. For
    the others one provider runs all the time.
    """

    def lived(program: str, directory: Path) -> dict[str, Life]:
        stacks = versions(program, _EDITS[program], directory)
        if "platform" in stacks:
            return _one_in_the_other(stacks, terraform_factory, served)
        factories = {_WITH_ITS_OWN_PROVIDER: installed_factory}
        return {
            name: live(stack, factories.get(name, terraform_factory), served)
            for name, stack in stacks.items()
        }

    with ThreadPoolExecutor(3) as pool:
        jobs = [
            pool.submit(lived, program, tmp_path_factory.mktemp("program")) for program in _EDITS
        ]
        return {name: life for job in jobs for name, life in job.result().items()}


def _one_in_the_other(
    stacks: Mapping[str, Versions], make: TerraformFactory, served: Callable[[Terraform], Any]
) -> dict[str, Life]:
    """Have `orders`, which adds to the API of `platform`, live while `platform` does."""
    states = {name: stack.before / "terraform.tfstate" for name, stack in stacks.items()}
    for folder in (stacks["orders"].before, stacks["orders"].after):
        read_states_from(folder, states)
    lived: dict[str, Life] = {}

    def look(platform: Terraform) -> list[Any]:
        lived["orders"] = live(
            stacks["orders"], make, lambda _: (served(platform), planned(platform))
        )
        return [*lived["orders"].seen, served(platform)]

    lived["platform"] = live(stacks["platform"], make, look)
    return lived


@pytest.fixture(params=_STACKS)
def stack(request: pytest.FixtureRequest) -> str:
    """Return the name of a stack."""
    return str(request.param)


@pytest.fixture
def life(lives: dict[str, Life], stack: str) -> Life:
    """Return the life of a stack."""
    return lives[stack]


def test_installed_provider_is_locked(lives: dict[str, Life]) -> None:
    """A stack lives with the provider that `init` installed, as it does with users."""
    lock = lives[_WITH_ITS_OWN_PROVIDER].lock
    (version,) = re.findall(r'version += "(.+)"', lock)

    assert version == provider_version()
    assert '"h1:' in lock


def test_configuration_is_valid_without_warnings(life: Life) -> None:
    """The provider has nothing to say about the configuration."""
    assert life.warnings == ()


def test_first_plan_only_creates(life: Life) -> None:
    """With nothing there, every resource is created."""
    assert set(life.first.values()) <= {"create", "read"}


def test_edit_changes_what_was_edited(life: Life, stack: str) -> None:
    """The next plan has what was edited, in place; what is deployed is deployed anew."""
    assert life.change == _CHANGES[stack]


def test_plan_without_an_edit_is_empty(life: Life) -> None:
    """What was applied needs no further change."""
    assert life.settled == {}


def test_destroy_leaves_nothing_in_the_state(life: Life) -> None:
    """Terraform deletes all it made."""
    assert life.left_in_state == []


def test_destroy_leaves_nothing_in_aws(
    lives: dict[str, Life], zone: str, aws: Callable[[str], BaseClient]
) -> None:
    """Nothing stays behind, but the hosted zone that was there before, and what makes it one."""
    assert lives.keys() == set(_STACKS)
    records = aws("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    assert {record["Type"] for record in records} == {"NS", "SOA"}
    gateway = aws("apigatewayv2")
    left: list[Any] = [
        *gateway.get_apis()["Items"],
        *gateway.get_domain_names()["Items"],
        *gateway.get_vpc_links()["Items"],
        *aws("apigateway").get_api_keys()["items"],
        *aws("apigateway").get_usage_plans()["items"],
        *aws("lambda").list_functions()["Functions"],
        *aws("iam").list_roles()["Roles"],
        *aws("logs").describe_log_groups()["logGroups"],
        *aws("dynamodb").list_tables()["TableNames"],
        *aws("s3").list_buckets()["Buckets"],
        *aws("acm").list_certificates()["CertificateSummaryList"],
        *aws("cloudwatch").describe_alarms()["MetricAlarms"],
        *aws("cognito-idp").list_user_pools(MaxResults=60)["UserPools"],
    ]

    assert left == []


@pytest.mark.parametrize(
    ("stack", "stage", "routes"),
    [
        pytest.param(
            "bookshop",
            "Api_Stagedefault_850E1102",
            {
                "DELETE /books/{book_id}",
                "GET /books",
                "GET /books/{book_id}",
                "PUT /books/{book_id}",
            },
            id="auto-deploy",
        ),
        pytest.param(
            "chat",
            "Api_Stageprod_624FA46F",
            {"$connect", "$default", "$disconnect", "sendmessage"},
            id="deployment",
        ),
        pytest.param(
            "full-websocket",
            "Live_848578DF",
            {"$connect", "$default", "$disconnect", "bid", "lots", "ping"},
            id="deployment of a WebSocketStage",
        ),
    ],
)
def test_stage_serves_all_routes(
    lives: dict[str, Life], stack: str, stage: str, routes: set[str]
) -> None:
    """What callers reach is what the program defines."""
    assert lives[stack].seen[f"aws_apigatewayv2_stage.{stage}"] == routes


@pytest.mark.parametrize(
    ("stack", "output", "beginning", "end"),
    [
        pytest.param("bookshop", "Url", "https://", ".amazonaws.com", id="default stage"),
        pytest.param("books-api", "Url", "https://", ".amazonaws.com/prod", id="named stage"),
        pytest.param("chat", "Url", "wss://", ".amazonaws.com/prod", id="WebSocket"),
        pytest.param("api-key", "Url", "wss://", ".amazonaws.com/live", id="WebSocketStage"),
        pytest.param(
            "full-websocket", "CallbackUrl", "https://", ".amazonaws.com/live", id="for backends"
        ),
        pytest.param("full-http", "Url", "https://shop.", "example.com/v1", id="domain name"),
    ],
)
def test_output_is_the_url_for_clients(
    lives: dict[str, Life], stack: str, output: str, beginning: str, end: str
) -> None:
    """The URL is the one that AWS would give."""
    url = lives[stack].output[output]

    assert url.startswith(beginning)
    assert url.endswith(end)


def test_look_ups_find_the_api(lives: dict[str, Life]) -> None:
    """Data sources of the same program find what it made."""
    life = lives["every-resource"]
    output = {name.split("_")[1]: value for name, value in life.output.items() if "_" in name}
    shop = life.made["aws_apigatewayv2_api.shop"]

    assert output["ShopIds"] == [shop["id"]]
    assert output["ShopUrl"] == shop["api_endpoint"]
    assert "/orders/{order_id}:" in output["ShopDocument"]
    assert len(output["ShopSubnets"]) == 1


def test_other_stack_adds_to_the_api(lives: dict[str, Life]) -> None:
    """The stack with the API serves the routes of the other, plans nothing, and outlives it."""
    stage = "aws_apigatewayv2_stage.Api_DefaultStage_189A7074"
    together, plan, alone = lives["platform"].seen

    assert together == {stage: {"$default", "GET /orders", "GET /orders/health", "POST /orders"}}
    assert plan == {}
    assert alone == {stage: {"$default"}}


def _of_type(made: Mapping[str, dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Return the attributes of all resources of a type."""
    return [values for address, values in made.items() if address.startswith(f"{kind}.")]


def test_domain_name_has_a_certificate_and_records(lives: dict[str, Life], zone: str) -> None:
    """One call makes what is needed: clients find the domain name, and it has a certificate."""
    made = lives["full-http"].made
    domain = made["aws_apigatewayv2_domain_name.Domain_66AC69E0"]["domain_name_configuration"][0]
    records = {record["type"]: record for record in _of_type(made, "aws_route53_record")}
    (certificate,) = _of_type(made, "aws_acm_certificate")

    assert {f"/hostedzone/{record['zone_id']}" for record in records.values()} == {zone}
    assert [records[kind]["alias"][0]["name"] for kind in ("A", "AAAA")] == (
        [domain["target_domain_name"]] * 2
    )
    assert records["CNAME"]["fqdn"] == (
        certificate["domain_validation_options"][0]["resource_record_name"].rstrip(".")
    )
    assert domain["certificate_arn"] == certificate["arn"]


def test_keys_open_the_stage(lives: dict[str, Life]) -> None:
    """Each key is in a plan that covers the stage."""
    made = lives["api-key"].made
    stage = made["aws_apigatewayv2_stage.Live_848578DF"]
    plans = _of_type(made, "aws_api_gateway_usage_plan")
    keys = {key["id"]: key["name"] for key in _of_type(made, "aws_api_gateway_api_key")}
    covered = {
        plan["id"]: [(part["api_id"], part["stage"]) for part in plan["api_stages"]]
        for plan in plans
    }

    assert {
        keys[link["key_id"]]: covered[link["usage_plan_id"]]
        for link in _of_type(made, "aws_api_gateway_usage_plan_key")
    } == {name: [(stage["api_id"], "live")] for name in ("small-partner", "large-partner")}
