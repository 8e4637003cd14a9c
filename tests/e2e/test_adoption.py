"""An API that exists already is taken over: nothing is destroyed, and nothing is made anew."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    HttpApi,
    LambdaPermission,
    LambdaTarget,
    ProtocolType,
    ResourceOptions,
)
from apigwv2_tf.authorizers import HttpJwtAuthorizer
from apigwv2_tf.integrations import HttpLambdaIntegration
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from tests.support import local_aws as aws_process
from tests.support import pages
from tests.support.lives import document_of, empty_program, planned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from botocore.client import BaseClient

    from tests.support.plan import Plan
    from tests.support.terraform import Terraform, TerraformFactory

pytestmark = pytest.mark.e2e

_PAGE = "docs/adopting.md"
_FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
_PROVIDER = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {}
"""
# What the popular community module makes of the page's call, under the same addresses.
_MODULE = """
variable "name" {}
variable "create_domain_name" {}
variable "routes" {}
variable "stage_access_log_settings" {}

resource "aws_apigatewayv2_api" "this" {
  count         = 1
  name          = var.name
  protocol_type = "HTTP"
  tags          = { terraform-aws-modules = "apigateway-v2" }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each           = var.routes
  api_id             = aws_apigatewayv2_api.this[0].id
  integration_type   = each.value.integration.type
  integration_method = each.value.integration.method
  integration_uri    = each.value.integration.uri

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each  = var.routes
  api_id    = aws_apigatewayv2_api.this[0].id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = toset(["this"])
  name              = "/aws/apigateway/${var.name}/default"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "this" {
  count       = 1
  api_id      = aws_apigatewayv2_api.this[0].id
  name        = "$default"
  auto_deploy = true
  depends_on  = [aws_apigatewayv2_route.this]

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.this["this"].arn
    format          = var.stage_access_log_settings.format
  }

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_burst_limit   = 500
    throttling_rate_limit    = 1000
  }

  dynamic "route_settings" {
    for_each = var.routes

    content {
      route_key                = route_settings.key
      detailed_metrics_enabled = true
      throttling_burst_limit   = 500
      throttling_rate_limit    = 1000
    }
  }
}
"""
_CHAT = f"""
{_PROVIDER}
resource "aws_apigatewayv2_api" "chat" {{
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}}

resource "aws_apigatewayv2_integration" "mock" {{
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "MOCK"
}}

resource "aws_apigatewayv2_route" "default" {{
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = "$default"
  target    = "integrations/${{aws_apigatewayv2_integration.mock.id}}"
}}

resource "aws_apigatewayv2_deployment" "live" {{
  api_id   = aws_apigatewayv2_api.chat.id
  triggers = {{ redeployment = sha1(aws_apigatewayv2_route.default.id) }}

  lifecycle {{
    create_before_destroy = true
  }}
}}

resource "aws_apigatewayv2_stage" "live" {{
  api_id        = aws_apigatewayv2_api.chat.id
  name          = "live"
  deployment_id = aws_apigatewayv2_deployment.live.id
}}
"""


def hcl_of_the_page() -> str:
    """Return what there is before the page's program, its module read from the folder beside."""
    (block,) = re.findall(r"^```hcl\n(.*?)^```$", pages.text_of(_PAGE), re.DOTALL | re.MULTILINE)
    text = str(block)
    assert text.count('"terraform-aws-modules/apigateway-v2/aws"') == 1
    return text.replace('"terraform-aws-modules/apigateway-v2/aws"', '"./api_gateway"')


def program_of_the_page() -> dict[str, Any]:
    """Return the Terraform JSON that the page's program writes."""
    (stack,) = pages.stacks(pages.run(_PAGE))
    return document_of(stack)


def program_with_ids(ids: dict[str, str]) -> dict[str, Any]:
    """Return the Terraform JSON of the page's shop, imported by the ids of its resources."""
    api_id = ids["aws_apigatewayv2_api.shop"]

    def part(address: str) -> ResourceOptions:
        return {"import_from": f"{api_id}/{ids[f'aws_apigatewayv2_{address}']}"}

    stack = TerraformStack(empty_program(), "shop")
    AwsProvider(stack, "Aws")
    api = HttpApi(stack, "Shop", api_name="shop", import_from=api_id)
    assert api.default_stage is not None
    api.default_stage.import_from(f"{api_id}/$default")
    tokens = HttpJwtAuthorizer(
        "tokens", "https://issuer.example", jwt_audience=["shop"], **part("authorizer.tokens")
    )
    order = HttpLambdaIntegration(
        "Order", LambdaTarget.from_arn(_FUNCTION), **part("integration.order")
    )
    api.add_route("POST /orders", order, authorizer=tokens, **part("route.order"))
    (permission,) = (it for it in api.node.find_all() if isinstance(it, LambdaPermission))
    permission.import_from("orders/AllowShop")
    permission.ignore_changes("function_name")
    return document_of(stack)


def chat(*, ignored: bool) -> dict[str, Any]:
    """Return the Terraform JSON of the same WebSocket API, its deployment moved."""
    stack = TerraformStack(empty_program(), "chat")
    AwsProvider(stack, "Aws")
    api = Api(
        stack,
        "Chat",
        protocol_type=ProtocolType.WEBSOCKET,
        api_name="chat",
        logical_id="chat",
        deploy_options={"stage_name": "live", "logical_id": "live"},
    )
    mock = api.add_mock_integration("Mock", logical_id="mock")
    mock.add_route("$default", logical_id="default")
    assert api.latest_deployment is not None
    api.latest_deployment.move_from("aws_apigatewayv2_deployment.live")
    if ignored:
        api.latest_deployment.ignore_changes("triggers")
    return document_of(stack)


def replace(terraform: Terraform, document: dict[str, Any], make: TerraformFactory) -> None:
    """Put a program in the place of HCL, over its state."""
    (terraform.directory / "main.tf").unlink()
    (terraform.directory / "main.tf.json").write_text(json.dumps(document))
    make(terraform.directory)


def ids_of(terraform: Terraform) -> dict[str, str]:
    """Map the address of each resource of a state to its id."""
    state = json.loads((terraform.directory / "terraform.tfstate").read_text())
    return {
        ".".join(
            [
                *([resource["module"]] if "module" in resource else []),
                resource["type"],
                f"{resource['name']}{instance.get('index_key', '')}",
            ]
        ): instance["attributes"]["id"]
        for resource in state["resources"]
        for instance in resource["instances"]
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Adoption:
    """What was seen of an adoption: ids before and after, its plan, and the plan after it."""

    before: list[str]
    plan: Plan
    after: list[str]
    settled: dict[str, str]


def adopted(terraform: Terraform, before: dict[str, str]) -> Adoption:
    """Take over what exists by the configuration that lies in a working directory."""
    plan = terraform.plan()
    terraform.apply("plan.tfplan")
    return Adoption(
        before=sorted(before.values()),
        plan=plan,
        after=sorted(ids_of(terraform).values()),
        settled=planned(terraform),
    )


def make_function(aws: Callable[[str], BaseClient]) -> None:
    """Make the function, which belongs to somebody else."""
    role = aws("iam").create_role(RoleName="orders", AssumeRolePolicyDocument="{}")
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("index.py", "")
    aws("lambda").create_function(
        FunctionName="orders",
        Runtime="python3.12",
        Role=role["Role"]["Arn"],
        Handler="index.handler",
        Code={"ZipFile": code.getvalue()},
    )


@pytest.fixture(scope="module")
def adoptions(
    local_aws: str,
    aws: Callable[[str], BaseClient],
    terraform_factory: TerraformFactory,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Adoption]:
    """Apply the page's HCL; adopt the shop by ids, and then everything by the page's program."""
    aws_process.reset(local_aws)
    make_function(aws)
    directory: Path = tmp_path_factory.mktemp("adoption")
    (directory / "api_gateway").mkdir()
    (directory / "api_gateway" / "main.tf").write_text(_MODULE)
    (directory / "main.tf").write_text(_PROVIDER + hcl_of_the_page())
    terraform = terraform_factory(directory)
    terraform.init()
    terraform.apply()
    before = ids_of(terraform)
    stays = "aws_cloudwatch_log_group.archive"
    shop = {
        address: id
        for address, id in before.items()
        if not address.startswith("module.") and address != stays
    }
    by_ids = terraform_factory(program_with_ids(shop))
    by_ids.init()
    first = adopted(by_ids, shop)
    replace(terraform, program_of_the_page(), terraform_factory)
    del before[stays]
    return {"ids": first, "page": adopted(terraform, before)}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("ids", {}, id="imported"),
        pytest.param(
            "page",
            {
                # the module's own tag, and its settings for each route
                "aws_apigatewayv2_api.Books_8C439C90": ("update",),
                "aws_apigatewayv2_stage.Books_DefaultStage_BA12E6BE": ("update",),
                "aws_cloudwatch_log_group.archive": ("forget",),
            },
            id="moved",
        ),
    ],
)
def test_nothing_is_destroyed_or_made_anew(
    adoptions: dict[str, Adoption], name: str, changes: dict[str, tuple[str, ...]]
) -> None:
    """The plan changes in place what the program says otherwise, and nothing else."""
    assert adoptions[name].plan.actions == changes


@pytest.mark.parametrize(("name", "count"), [("ids", 6), ("page", 13)])
def test_everything_is_adopted(adoptions: dict[str, Adoption], name: str, count: int) -> None:
    """All that existed is there by the same id, and nothing besides."""
    adoption = adoptions[name]

    assert len(adoption.before) == count
    assert adoption.after == adoption.before


@pytest.mark.parametrize("name", ["ids", "page"])
def test_plan_after_the_adoption_is_empty(adoptions: dict[str, Adoption], name: str) -> None:
    """The blocks may stay: nothing is imported or moved twice."""
    assert adoptions[name].settled == {}


@pytest.mark.parametrize(
    ("ignored", "actions"),
    [
        pytest.param(True, ("update",), id="triggers ignored"),
        pytest.param(False, ("create", "delete"), id="triggers written"),
    ],
)
def test_deployment_is_kept_while_its_triggers_are_ignored(
    terraform_factory: TerraformFactory,
    ignored: bool,  # noqa: FBT001 - a case of the table
    actions: tuple[str, ...],
) -> None:
    """The program's own trigger makes a new deployment, before the old one is destroyed."""
    terraform = terraform_factory(_CHAT)
    terraform.init()
    terraform.apply()
    replace(terraform, chat(ignored=ignored), terraform_factory)

    changes = terraform.plan().actions

    kind = "aws_apigatewayv2_deployment."
    assert [did for address, did in changes.items() if address.startswith(kind)] == [actions]
