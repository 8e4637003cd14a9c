"""The local AWS serves all of API Gateway v2 to the real provider, and refuses as AWS does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from tests.support import local_aws as aws_process
from tests.support.certificate import write_certificate
from tests.support.terraform import Plan, Terraform, TerraformError

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient

    from tests.support.terraform import TerraformFactory

pytestmark = pytest.mark.e2e

_EVERYTHING = Path(__file__).with_name("everything")
_REFUSED = Path(__file__).with_name("refused")
_LATER = "-var=stage_of_life=2"
_DEPLOYMENTS = {"aws_apigatewayv2_deployment.http", "aws_apigatewayv2_deployment.websocket"}
_REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """What was seen while a configuration was made, changed and destroyed."""

    warnings: tuple[str, ...]
    first: Plan
    made: dict[str, dict[str, Any]]
    output: dict[str, Any]
    unchanged: Plan
    change: Plan
    settled: Plan
    left_in_state: dict[str, dict[str, Any]]
    left_in_aws: list[Any]


@pytest.fixture(scope="module")
def life(
    local_aws: str,
    aws: Callable[[str], BaseClient],
    own_provider_factory: TerraformFactory,
    tmp_path_factory: pytest.TempPathFactory,
) -> Life:
    """Take the configuration with everything through its whole life."""
    aws_process.reset(local_aws)
    terraform = own_provider_factory(_with_files(tmp_path_factory.mktemp("life") / "everything"))
    terraform.init()
    warnings = terraform.validate()
    first = terraform.plan()
    terraform.apply()
    made, output, unchanged = terraform.resources(), terraform.output(), terraform.plan()
    change = terraform.plan(_LATER)
    terraform.apply(_LATER)
    settled = terraform.plan(_LATER)
    terraform.destroy(_LATER)
    gateway = aws("apigatewayv2")
    return Life(
        warnings=warnings,
        first=first,
        made=made,
        output=output["data"],
        unchanged=unchanged,
        change=change,
        settled=settled,
        left_in_state=terraform.resources(),
        left_in_aws=[
            *gateway.get_apis()["Items"],
            *gateway.get_domain_names()["Items"],
            *gateway.get_vpc_links()["Items"],
        ],
    )


def _with_files(directory: Path) -> Path:
    """Copy the configuration and add what it reads from files."""
    shutil.copytree(_EVERYTHING, directory)
    write_certificate(directory, "example.com")
    with zipfile.ZipFile(directory / "function.zip", "w") as archive:
        archive.writestr("index.py", "def handler(event, context): return event")
    return directory


def test_every_resource_of_the_provider_is_in_the_configuration(
    life: Life, schema: dict[str, Any]
) -> None:
    """The configuration leaves out no resource and no data source of API Gateway v2."""
    types = {address.removeprefix("data.").partition(".")[0] for address in life.made}
    known = {*schema["resource_schemas"], *schema["data_source_schemas"]}

    assert {name for name in known if name.startswith("aws_apigatewayv2_")} <= types


@pytest.fixture
def schema(terraform: TerraformFactory) -> dict[str, Any]:
    """Return the schema of the AWS provider."""
    directory = terraform('provider "aws" {}')
    directory.init()
    (schema,) = directory.providers_schema()["provider_schemas"].values()
    return dict(schema)


def test_configuration_is_valid_without_warnings(life: Life) -> None:
    """The provider has nothing to say about the configuration."""
    assert life.warnings == ()


def test_first_plan_only_creates(life: Life) -> None:
    """With nothing there, every resource is created."""
    assert set(life.first.actions.values()) <= {("create",), ("read",)}


def test_second_plan_is_empty(life: Life) -> None:
    """The local AWS gives back what it was given, in every argument."""
    assert life.unchanged.changes == ()
    assert life.unchanged.is_empty


def test_change_replaces_only_the_deployments(life: Life) -> None:
    """Each resource changes in place, except deployments, which are made anew."""
    assert set(life.change.replaces) == _DEPLOYMENTS
    assert life.change.creates == ()
    assert life.change.deletes == ()


def test_change_touches_every_kind_of_resource(life: Life) -> None:
    """The change says something new to each kind of API Gateway v2 resource."""
    changed = {address.partition(".")[0] for address in life.change.updates}
    kinds = {address.partition(".")[0] for address in life.made}

    assert {kind for kind in kinds if kind.startswith("aws_apigatewayv2_")} - changed == {
        "aws_apigatewayv2_deployment"
    }


def test_plan_after_the_change_is_empty(life: Life) -> None:
    """Every new value arrived, and every removed one is gone."""
    assert life.settled.changes == ()
    assert life.settled.is_empty


def test_destroy_leaves_nothing_in_the_state(life: Life) -> None:
    """Terraform deletes all it made."""
    assert life.left_in_state == {}


def test_destroy_leaves_nothing_in_aws(life: Life) -> None:
    """No API, domain name or VPC link stays behind."""
    assert life.left_in_aws == []


def test_stage_is_found_under_the_url_of_its_protocol(life: Life) -> None:
    """Invoke URLs are the ones that AWS would give."""
    default, pinned, websocket = life.output["urls"]

    assert default.startswith("https://")
    assert default.endswith(".amazonaws.com/")
    assert pinned.endswith("/pinned")
    assert websocket.startswith("wss://")


def test_data_sources_read_what_was_made(life: Life) -> None:
    """Each data source finds its thing."""
    made, output = life.made, life.output

    assert output["endpoint"] == made["aws_apigatewayv2_api.http"]["api_endpoint"]
    assert output["tags"] == {"old": "yes", "owner": "tests", "tier": "silver"}
    assert output["apis"] == [made["aws_apigatewayv2_api.websocket"]["id"]]
    assert output["link"] == "link"


@pytest.mark.parametrize("form", ["paths", "yaml"])
def test_export_lists_the_paths_of_the_routes(life: Life, form: str) -> None:
    """An exported document has each route, as JSON and as YAML."""
    assert life.output[form] == ["/$default", "/orders", "/private/{proxy+}"]


def test_domain_name_has_an_alias_target(life: Life) -> None:
    """A Route 53 record can point at the domain name."""
    domain = life.made["aws_apigatewayv2_domain_name.domain"]["domain_name_configuration"][0]

    assert domain["target_domain_name"].endswith(".execute-api.eu-west-1.amazonaws.com")
    assert domain["hosted_zone_id"]


def test_stage_with_auto_deploy_gets_a_deployment(life: Life) -> None:
    """Such a stage serves a deployment that no one asked for by name."""
    assert life.made["aws_apigatewayv2_stage.live"]["deployment_id"]


@pytest.fixture(scope="module")
def refused_at_creation(local_aws: str, terraform_factory: TerraformFactory) -> str:
    """Return what Terraform says when it cannot create."""
    aws_process.reset(local_aws)
    terraform = terraform_factory((_REFUSED / "at_creation.tf").read_text())
    terraform.init()
    with pytest.raises(TerraformError) as refused:
        terraform.apply()
    return _one_line(refused.value.output)


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param(
            "400, RequestID: , BadRequestException: At least one route is required",
            id="deployment of an API without routes",
        ),
        pytest.param(
            "404, RequestID: , NotFoundException: Unable to find Route by key GET /nowhere",
            id="stage with settings for an unknown route",
        ),
        pytest.param(
            "409, RequestID: , ConflictException: Route with key GET /twice already exists",
            id="two routes with one key",
        ),
    ],
)
def test_creation_is_refused(refused_at_creation: str, reason: str) -> None:
    """Terraform shows why the local AWS refuses to create something."""
    assert reason in refused_at_creation


@pytest.fixture(scope="module")
def refused_at_deletion(
    local_aws: str, aws: Callable[[str], BaseClient], terraform_factory: TerraformFactory
) -> str:
    """Return what Terraform says when it cannot delete what others use."""
    aws_process.reset(local_aws)
    terraform = terraform_factory((_REFUSED / "at_deletion.tf").read_text())
    terraform.init()
    terraform.apply()
    _use(terraform, aws("apigatewayv2"))
    with pytest.raises(TerraformError) as refused:
        terraform.destroy(
            "-target=aws_apigatewayv2_integration.used",
            "-target=aws_apigatewayv2_authorizer.used",
            "-target=aws_apigatewayv2_deployment.used",
        )
    return _one_line(refused.value.output)


def _use(terraform: Terraform, gateway: BaseClient) -> None:
    """Use things in a way that Terraform does not know of."""
    ids = {address: values["id"] for address, values in terraform.resources().items()}
    api = ids["aws_apigatewayv2_api.api"]
    gateway.create_route(
        ApiId=api,
        RouteKey="GET /used",
        Target=f"integrations/{ids['aws_apigatewayv2_integration.used']}",
        AuthorizationType="JWT",
        AuthorizerId=ids["aws_apigatewayv2_authorizer.used"],
    )
    gateway.create_stage(
        ApiId=api, StageName="live", DeploymentId=ids["aws_apigatewayv2_deployment.used"]
    )


def _one_line(text: str) -> str:
    """Undo Terraform's line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param(
            "409, RequestID: , api error ConflictException: Cannot delete Integration",
            id="integration",
        ),
        pytest.param(
            "409, RequestID: , api error ConflictException: Cannot delete authorizer",
            id="authorizer",
        ),
        pytest.param(
            "api error BadRequestException: Active stages pointing to this deployment",
            id="deployment",
        ),
    ],
)
def test_deletion_of_what_is_in_use_is_refused(refused_at_deletion: str, reason: str) -> None:
    """Terraform shows why the local AWS refuses to delete something."""
    assert reason in refused_at_deletion


def test_gap_in_moto_is_an_error_that_names_the_operation(terraform: TerraformFactory) -> None:
    """What moto cannot do fails at once, where the provider would try again for minutes."""
    directory = terraform('resource "aws_api_gateway_client_certificate" "missing" {}')
    directory.init()

    with pytest.raises(TerraformError, match="cannot do POST /clientcertificates"):
        directory.apply()


def test_local_aws_ends_with_its_parent() -> None:
    """A test run that is killed leaves no server behind."""
    script = (
        "import time; from tests.support.local_aws import running\n"
        "with running() as url: print(url, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=_REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    url = parent.stdout.readline().strip()
    aws_process.reset(url)

    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()

    assert _stops(url)


def _stops(url: str) -> bool:
    """Tell whether a server stops to answer within a few seconds."""
    for _ in range(50):
        try:
            aws_process.reset(url)
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_call_that_is_sent_again_is_done_once(local_aws: str) -> None:
    """A client that did not get the answer asks again, and gets it; other calls are others."""

    def made(call: str, name: str) -> Any:  # noqa: ANN401 - an id
        client = boto3.client(
            "apigatewayv2",
            endpoint_url=local_aws,
            region_name=aws_process.REGION,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )

        def mark(request: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
            request.headers["amz-sdk-invocation-id"] = call

        client.meta.events.register("before-send.apigatewayv2.*", mark)
        return client.create_api(Name=name, ProtocolType="HTTP")["ApiId"]

    first = made("one", "shop")

    assert made("one", "shop") == first
    assert made("two", "shop") != first
