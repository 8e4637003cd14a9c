"""Taking over what exists: Terraform's ``import`` and ``moved`` blocks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, HttpApi, OptionError, Route, VpcLink
from apigwv2_tf.constructs._adoption import IMPORT_IDS
from apigwv2_tf.constructs._bindings import known_arguments, l1
from apigwv2_tf.constructs._construct import address
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf import Testing as Synth
from cdktf_cdktf_provider_aws.provider import AwsProvider

from tests.support import fresh, pages

if TYPE_CHECKING:
    from pathlib import Path

    from cdktf import App

    from tests.conftest import Synthesized

_TYPE = "aws_apigatewayv2_api"
_FROM_MODULE = "module.api_gateway.aws_apigatewayv2_api.this[0]"
_AS_LISTED = (
    "allowed: an address that `terraform state list` shows; "
    f'such as {_TYPE}.name or module.api.{_TYPE}.this["key"]'
)


def _api(scope: Any, id: str = "Api", **options: Any) -> Api:  # noqa: ANN401 - wrong ones too
    return Api(scope, id, protocol_type="HTTP", deploy=False, logical_id=id, **options)


def _route(api: Api, key: str = "GET /x", **options: Any) -> Route:  # noqa: ANN401
    backend = api.add_http_integration(f"To {key}", url="https://backend.example")
    return api.add_route(key, backend, logical_id="route", **options)


def _refusal(scope: Any, id: str = "Api", **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(OptionError) as refused:
        _api(scope, id, **options)
    return str(refused.value)


# -- import_from -----------------------------------------------------------------------------------


def test_import_is_written(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The block names the id and the resource, and the resource itself is written as ever."""
    _api(stack, import_from="a1b2c3")
    document = synthesized()

    assert document["import"] == [{"id": "a1b2c3", "to": f"{_TYPE}.Api"}]
    assert document["resource"][_TYPE]["Api"] == {
        "ip_address_type": "ipv4",
        "name": "Api",
        "protocol_type": "HTTP",
    }


def test_nothing_is_taken_over_unless_asked(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """Without the options there are no such blocks."""
    _route(_api(stack))

    assert not {"import", "moved"} & synthesized().keys()


def test_import_by_a_token(stack: TerraformStack, synthesized: Synthesized) -> None:
    """An id may come from a variable."""
    id = TerraformVariable(stack, "Id").string_value
    _route(_api(stack), import_from=f"{id}/r1")

    assert synthesized()["import"] == [{"id": "${var.Id}/r1", "to": "aws_apigatewayv2_route.route"}]


def test_import_by_method_of_what_a_construct_made(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """The API's own stage and deployment are taken over like any other."""
    api = Api(stack, "Api", protocol_type="WEBSOCKET")
    assert api.deployment_stage is not None
    assert api.latest_deployment is not None
    api.deployment_stage.import_from("a1b2c3/prod")
    api.latest_deployment.import_from("a1b2c3/d1")

    assert synthesized()["import"] == [
        {"id": "a1b2c3/d1", "to": address(api.latest_deployment.resource)},
        {"id": "a1b2c3/prod", "to": address(api.deployment_stage.resource)},
    ]


def test_options_of_what_a_construct_makes(stack: TerraformStack, synthesized: Synthesized) -> None:
    """They are in the options of the child too, such as those of the API's own stage."""
    api = HttpApi(stack, "Api", default_stage_options={"import_from": "a1b2c3/$default"})
    assert api.default_stage is not None

    assert synthesized()["import"] == [
        {"id": "a1b2c3/$default", "to": address(api.default_stage.resource)}
    ]


def test_region_is_part_of_the_id(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The provider would look in its own region else, whatever the resource says."""
    if "region" not in known_arguments(l1(_TYPE)):
        assert "region" in _refusal(stack, import_from="a1b2c3", region="eu-west-1")
        return
    _api(stack, "One", import_from="a1b2c3", region="eu-west-1")
    _api(stack, "Two", import_from="a1b2c3@eu-west-2", region="eu-west-2")

    assert [block["id"] for block in synthesized()["import"]] == [
        "a1b2c3@eu-west-1",
        "a1b2c3@eu-west-2",
    ]


@pytest.mark.parametrize("id", ["", " ", "a/b", "a1b2c3 "])
def test_id_of_another_form(stack: TerraformStack, id: str) -> None:
    """What cannot be an id of the type is refused with the form that it has."""
    assert _refusal(stack, import_from=id) == (
        f"orders/Api: import_from is {id!r}, allowed: api-id"
    )


@pytest.mark.parametrize("id", ["r1", "a1/r1/x", "/r1", "a1/", "arn:aws:apigateway:x::/apis/a/b"])
def test_id_of_parts(stack: TerraformStack, id: str) -> None:
    """A route's id has two parts, so a route id alone is refused."""
    route = _route(_api(stack))
    with pytest.raises(OptionError) as refused:
        route.import_from(id)

    assert str(refused.value) == (
        f"{route.node.path}: import_from is {id!r}, allowed: api-id/route-id"
    )


def test_id_of_a_type_that_is_not_known_here(stack: TerraformStack) -> None:
    """Of other types only that there is an id."""
    stage = HttpApi(stack, "Api", default_stage_options={"access_logs": True}).default_stage
    assert stage is not None
    with pytest.raises(OptionError) as refused:
        stage.import_from("", part="AccessLogs")

    assert str(refused.value) == (
        "orders/Api/DefaultStage: import_from is '', "
        "allowed: the id that `terraform import` takes for the type"
    )


def test_two_imports_of_one_id(stack: TerraformStack) -> None:
    """Terraform would refuse the second."""
    _api(stack, "One", import_from="a1b2c3")

    assert _refusal(stack, "Two", import_from="a1b2c3") == (
        "orders/Two: import_from is 'a1b2c3', "
        "allowed: one that no other construct has: orders/One has it"
    )


def test_page_has_the_id_of_every_type() -> None:
    """The cookbook's table is what is checked here."""
    rows = [f"| `{kind}` | `{form}` |" for kind, form in IMPORT_IDS.items()]

    assert "\n".join(rows) in pages.text_of("docs/adopting.md")


# -- move_from -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        f"{_TYPE}.shop",
        f"{_TYPE}.shop[0]",
        f'{_TYPE}.shop["a b"]',
        _FROM_MODULE,
        f'module.a["x.y"].module.b[2].{_TYPE}.this["say \\"hi\\""]',
        f"module.süß.{_TYPE}.x-1_y",
    ],
)
def test_move_is_written(stack: TerraformStack, synthesized: Synthesized, source: str) -> None:
    """Every address that a state can have is taken as it is."""
    _api(stack, move_from=source)

    assert synthesized()["moved"] == [{"from": source, "to": f"{_TYPE}.Api"}]


def test_moves_of_routes_with_keys(stack: TerraformStack, synthesized: Synthesized) -> None:
    """Route keys of the community module stand in its addresses; blocks keep the tree's order."""
    api = _api(stack, move_from=_FROM_MODULE)
    module = "module.api_gateway.aws_apigatewayv2_route.this"
    keys = ["$default", "GET /books/{book_id}", "ANY /{proxy+}"]
    backend = api.add_http_integration("Backend", url="https://backend.example")
    for key in keys:
        api.add_route(key, backend).move_from(f'{module}["{key}"]')

    sources = [block["from"] for block in synthesized()["moved"]]
    assert sources == [_FROM_MODULE, *(f'{module}["{key}"]' for key in keys)]


def test_move_of_a_part(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The other resources of a construct are named by their id in the tree."""
    stage = HttpApi(stack, "Api", default_stage_options={"access_logs": True}).default_stage
    assert stage is not None
    stage.move_from("aws_cloudwatch_log_group.this", part="AccessLogs")

    (block,) = synthesized()["moved"]
    assert block["to"] == address(stage.node.find_child("AccessLogs"))


def test_name_that_is_chosen_later(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A move does not fix the name: CDKTF's own `override_logical_id` still holds."""
    link = VpcLink(stack, "Link", subnets=["subnet-1"], move_from="aws_apigatewayv2_vpc_link.old")
    link.resource.override_logical_id("new")

    assert synthesized()["moved"][0]["to"] == "aws_apigatewayv2_vpc_link.new"


def test_blocks_of_cdktf_itself_stay(stack: TerraformStack, synthesized: Synthesized) -> None:
    """What the user's own resources were moved from is written beside."""
    _api(stack, move_from=_FROM_MODULE)
    own = _api(stack, "Own")
    own.resource.move_from_id(f"{_TYPE}.mine")

    assert len(synthesized()["moved"]) == 2


@pytest.mark.parametrize(
    "source",
    [
        "",
        "this[0]",
        "module.api_gateway",
        "aws_apigatewayv2_api",
        f"data.{_TYPE}.shop",
        f"{_TYPE}.shop.id",
        f"{_TYPE}.shop['a']",
        f"{_TYPE}.shop[a]",
        f"${{{_TYPE}.shop}}",
        f" {_TYPE}.shop",
    ],
)
def test_move_from_no_address(stack: TerraformStack, source: str) -> None:
    """What Terraform would not read as the address of a resource is refused."""
    assert _refusal(stack, move_from=source) == (
        f"orders/Api: move_from is {source!r}, {_AS_LISTED}"
    )


def test_move_from_a_token(stack: TerraformStack) -> None:
    """Terraform takes no expression in an address."""
    key = TerraformVariable(stack, "Key").string_value
    source = f'{_TYPE}.this["{key}"]'

    assert _refusal(stack, move_from=source) == (
        f"orders/Api: move_from is {source!r}, {_AS_LISTED}"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"move_from": "module.a.aws_apigatewayv2_route.this[0]"},
            "move_from is 'module.a.aws_apigatewayv2_route.this[0]', "
            f"allowed: the address of an {_TYPE}: Terraform cannot turn one type into another",
            id="type",
        ),
        pytest.param(
            {"move_from": f"{_TYPE}.Api"},
            f"move_from is '{_TYPE}.Api', allowed: an address that is not the construct's own; "
            "leave it out: nothing moves",
            id="own",
        ),
        pytest.param(
            {"move_from": _FROM_MODULE, "import_from": "a1b2c3"},
            f"move_from is '{_FROM_MODULE}', allowed: nothing beside import_from; "
            "move what Terraform's state has, import what it has not",
            id="both",
        ),
        pytest.param({"move_from": 5}, "move_from is 5, allowed: text", id="no text"),
    ],
)
def test_move_that_terraform_refuses(
    stack: TerraformStack, options: dict[str, Any], told: str
) -> None:
    """What would fail in the plan fails at the line that says it."""
    assert _refusal(stack, **options) == f"orders/Api: {told}"


def test_move_from_its_own_name_by_cdktf(stack: TerraformStack) -> None:
    """The name that CDKTF makes is the construct's own as well."""
    link = VpcLink(stack, "Link", subnets=["subnet-1"])
    with pytest.raises(OptionError, match="an address that is not the construct's own"):
        link.move_from(address(link.resource))


def test_two_moves_from_one_address(app: App, stack: TerraformStack) -> None:
    """One resource cannot become two; in another stack there is another state."""
    _api(stack, "One", move_from=_FROM_MODULE)
    _api(TerraformStack(app, "other"), "Two", move_from=_FROM_MODULE)

    assert _refusal(stack, "Two", move_from=_FROM_MODULE) == (
        f"orders/Two: move_from is '{_FROM_MODULE}', "
        "allowed: one that no other construct has: orders/One has it"
    )


def test_refused_construct_leaves_nothing_behind(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """The address is free again, and no block names the refused construct."""
    with pytest.raises(OptionError, match="stage_name"):
        Api(
            stack,
            "One",
            protocol_type="HTTP",
            move_from=_FROM_MODULE,
            deploy_options={"stage_name": "not a name"},
        )
    _api(stack, "Two", move_from=_FROM_MODULE)

    assert synthesized()["moved"] == [{"from": _FROM_MODULE, "to": f"{_TYPE}.Two"}]


def test_refused_construct_moves_nothing(stack: TerraformStack) -> None:
    """What it would have moved from may be defined instead."""
    AwsProvider(stack, "Aws")
    with pytest.raises(OptionError, match="stage_name"):
        Api(
            stack,
            "One",
            protocol_type="HTTP",
            move_from=f"{_TYPE}.Old",
            deploy_options={"stage_name": "not a name"},
        )
    _api(stack, "Old")

    assert "Old" in Synth.synth(stack, True)  # noqa: FBT003 - CDKTF's signature


@pytest.mark.parametrize(
    ("method", "source"), [("import_from", "a1b2c3"), ("move_from", f"{_TYPE}.other")]
)
def test_resource_is_taken_over_once(stack: TerraformStack, method: str, source: str) -> None:
    """Terraform would refuse the second block."""
    api = _api(stack, move_from=_FROM_MODULE)
    with pytest.raises(OptionError) as refused:
        getattr(api, method)(source)

    assert str(refused.value) == (
        f"orders/Api: {method} is {source!r}, "
        f"allowed: once, and move_from is '{_FROM_MODULE}' already"
    )


def test_move_from_what_is_still_defined(stack: TerraformStack) -> None:
    """The whole program is known at synth only."""
    AwsProvider(stack, "Aws")
    _api(stack, "New", move_from=f"{_TYPE}.Old")
    _api(stack, "Old")
    with pytest.raises(RuntimeError) as refused:
        Synth.synth(stack, True)  # noqa: FBT003 - CDKTF's signature

    assert (
        f"[orders/New] move_from is '{_TYPE}.Old', "
        "allowed: an address that the program does not define: orders/Old/Resource has it"
    ) in str(refused.value)


# -- where there is nothing to take over -----------------------------------------------------------


@pytest.mark.parametrize("method", ["import_from", "move_from"])
def test_reference_has_no_resource(stack: TerraformStack, method: str) -> None:
    """What is defined elsewhere is not taken over."""
    link = VpcLink.from_vpc_link_id(stack, "Link", "v1")
    with pytest.raises(OptionError) as refused:
        getattr(link, method)("x")

    assert str(refused.value) == (
        f"orders/Link: {method} is 'x', allowed: nothing: this construct makes no resource"
    )


@pytest.mark.parametrize("method", ["import_from", "move_from"])
def test_data_source_is_no_resource(stack: TerraformStack, method: str) -> None:
    """A data source has no state of its own."""
    link = VpcLink.from_lookup(stack, "Link", vpc_link_id="v1")
    with pytest.raises(OptionError) as refused:
        getattr(link, method)("x")

    assert str(refused.value) == (
        f"orders/Link: {method} is 'x', allowed: nothing: a data source only reads"
    )


def test_part_that_there_is_not(stack: TerraformStack) -> None:
    """The parts of the construct are named."""
    stage = HttpApi(stack, "Api", default_stage_options={"access_logs": True}).default_stage
    assert stage is not None
    with pytest.raises(OptionError) as refused:
        stage.import_from("x", part="Logs")

    assert str(refused.value) == (
        "orders/Api/DefaultStage: part is 'Logs', allowed: AccessLogs, Resource"
    )


# -- beside Terraform ------------------------------------------------------------------------------


def test_terraform_is_not_needed_at_synth(tmp_path: Path) -> None:
    """CDKTF's own blocks for it ask Terraform for its version, whoever writes the JSON."""
    node = shutil.which("node")
    assert node is not None
    (tmp_path / "node").symlink_to(node)
    code = f"""
        from apigwv2_tf import Api
        from cdktf import App, TerraformStack
        from cdktf_cdktf_provider_aws.provider import AwsProvider
        app = App(outdir={str(tmp_path)!r})
        stack = TerraformStack(app, "shop")
        AwsProvider(stack, "Aws")
        Api(stack, "A", protocol_type="HTTP", deploy=False, import_from="a1")
        Api(stack, "B", protocol_type="HTTP", deploy=False, move_from="aws_apigatewayv2_api.b")
        app.synth()
    """

    assert fresh.run(code, env={"PATH": str(tmp_path)}).returncode == 0
    assert (tmp_path / "stacks" / "shop" / "cdk.tf.json").exists()


def test_reference_across_stacks(app: App, stack: TerraformStack, synthesized: Synthesized) -> None:
    """The blocks are in the stack of the resource, whoever refers to it."""
    api = _api(stack, import_from="a1b2c3")
    other = TerraformStack(app, "other")
    TerraformOutput(other, "Id", value=api.api_id)

    assert "import" in synthesized()
    assert "import" not in Synth.synth(other)
