"""
`main.py` and the examples work on the real Terraform, from nothing to nothing.

The examples of the popular module are in `test_module_examples.py`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import local_aws as aws_process
from tests.support.lives import Life, Versions, live, made_by, planned, versions
from tests.support.programs import STACKS, read_states_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
    "api-key": {},
    "books-api": {"aws_apigatewayv2_api.books-api_E1885304": "update"},
    "every-resource": {
        "aws_apigatewayv2_stage.Shop_Api_Live_F07E84D6": "update",
        "aws_apigatewayv2_integration_response.Chat_Ping_Responsedefault_A5C6F3E4": "update",
        "aws_apigatewayv2_deployment.Chat_Deployment_2B5D3302": "replace",
        "aws_apigatewayv2_stage.Chat_Live_5F7F4D10": "update",
    },
    "full-http": {},
    "full-websocket": {},
    "models": {
        "aws_apigatewayv2_model.hello-api_ModelreportModel_332B7D25": "update",
        "aws_apigatewayv2_deployment.hello-api_Deployment_FA89AEEC": "replace",
        "aws_apigatewayv2_stage.hello-api_Stageprod_DF7ABC48": "update",
    },
    "orders": {},
    "platform": {},
}
_STACKS = [stack for program in _EDITS for stack in STACKS[program]]
_ZONE = "example.com"


@pytest.fixture(scope="module")
def zone(local_aws: str, aws: Callable[[str], BaseClient]) -> str:
    """Return the id of a hosted zone that is there before the programs, in an account without."""
    aws_process.reset(local_aws)
    made = aws("route53").create_hosted_zone(Name=_ZONE, CallerReference="tests")
    return str(made["HostedZone"]["Id"])


@pytest.fixture(scope="module")
def lives(
    local_aws: str,
    zone: str,
    terraform_factory: TerraformFactory,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Life]:
    """Take every stack through its life, three programs at a time, in one account."""

    def lived(program: str, edits: Sequence[tuple[str, str]], directory: Path) -> dict[str, Life]:
        stacks = versions(program, edits, directory)
        if set(stacks) == {"orders", "platform"}:
            return _one_in_the_other(local_aws, stacks, terraform_factory)
        return {
            name: live(stack, terraform_factory, lambda terraform: _served(local_aws, terraform))
            for name, stack in stacks.items()
        }

    with ThreadPoolExecutor(3) as pool:
        jobs = [
            pool.submit(lived, program, edits, tmp_path_factory.mktemp("program"))
            for program, edits in _EDITS.items()
        ]
        return {name: life for job in jobs for name, life in job.result().items()}


def _one_in_the_other(
    url: str, stacks: Mapping[str, Versions], make: TerraformFactory
) -> dict[str, Life]:
    """Have `orders`, which adds to the API of `platform`, live while `platform` does."""
    states = {name: stack.before / "terraform.tfstate" for name, stack in stacks.items()}
    for folder in (stacks["orders"].before, stacks["orders"].after):
        read_states_from(folder, states)
    lived: dict[str, Life] = {}

    def look(platform: Terraform) -> dict[str, set[str]]:
        lived["orders"] = live(
            stacks["orders"], make, lambda _: (_served(url, platform), planned(platform))
        )
        return _served(url, platform)

    lived["platform"] = live(stacks["platform"], make, look)
    return lived


def _served(url: str, terraform: Terraform) -> dict[str, set[str]]:
    """Return the route keys that each stage serves."""
    return {
        address: {
            route["routeKey"]
            for route in aws_process.published(url, stage["api_id"], stage["deployment_id"])[
                "routes"
            ].values()
        }
        for address, stage in made_by(terraform).items()
        if address.startswith("aws_apigatewayv2_stage.")
    }


@pytest.fixture(params=_STACKS)
def stack(request: pytest.FixtureRequest) -> str:
    """Return the name of a stack."""
    return str(request.param)


@pytest.fixture
def life(lives: dict[str, Life], stack: str) -> Life:
    """Return the life of a stack."""
    return lives[stack]


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
        *aws("ec2").describe_security_groups(GroupNames=["Link"])["SecurityGroups"],
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
            "Live",
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
        pytest.param("api-key", "Url", "wss://", ".amazonaws.com/live", id="stage of its own"),
    ],
)
def test_output_is_the_url_for_clients(
    lives: dict[str, Life], stack: str, output: str, beginning: str, end: str
) -> None:
    """The URL is the one that AWS would give, without a slash at its end."""
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
