"""What Terraform leaves alone, and what it never destroys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, HttpApi, OptionError, Stage, VpcLink
from apigwv2_tf.constructs._bindings import known_arguments, l1
from cdktf import TerraformResourceLifecycle, TerraformVariable, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import TerraformStack

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]

_API = "aws_apigatewayv2_api"
_LINK = "aws_apigatewayv2_vpc_link"
_META = {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners"}


def _api(scope: Any, **options: Any) -> Api:  # noqa: ANN401 - wrong ones too
    return Api(scope, "Api", protocol_type="HTTP", deploy=False, **options)


def _link(scope: Any, **options: Any) -> VpcLink:  # noqa: ANN401
    return VpcLink(scope, "Link", subnets=["subnet-1"], **options)


def _all_of(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))


# -- as options ------------------------------------------------------------------------------------


def test_no_lifecycle_unless_asked(stack: TerraformStack, block: Block) -> None:
    """Left out, Terraform decides."""
    _api(stack)

    assert "lifecycle" not in block(_API)


@pytest.mark.parametrize(
    ("options", "lifecycle"),
    [
        pytest.param({"prevent_destroy": True}, {"prevent_destroy": True}, id="kept"),
        pytest.param({"prevent_destroy": False}, {"prevent_destroy": False}, id="not-kept"),
        pytest.param(
            {"ignore_changes": ["tags", "name"]}, {"ignore_changes": ["tags", "name"]}, id="names"
        ),
        pytest.param({"ignore_changes": "all"}, {"ignore_changes": "all"}, id="all"),
        pytest.param(
            {"ignore_changes": ['tags["team"]', "tags.team"]},
            {"ignore_changes": ['tags["team"]', "tags.team"]},
            id="keys-of-a-map",
        ),
        pytest.param(
            {"ignore_changes": ["cors_configuration[0].max_age", "cors_configuration"]},
            {"ignore_changes": ["cors_configuration[0].max_age", "cors_configuration"]},
            id="part-of-a-block",
        ),
        pytest.param(
            {"ignore_changes": ["tags"], "prevent_destroy": True},
            {"ignore_changes": ["tags"], "prevent_destroy": True},
            id="both",
        ),
    ],
)
def test_lifecycle_is_written(
    stack: TerraformStack, block: Block, options: dict[str, Any], lifecycle: dict[str, Any]
) -> None:
    """The options are Terraform's own."""
    _api(stack, **options)

    assert block(_API)["lifecycle"] == lifecycle


def test_empty_list_ignores_nothing(stack: TerraformStack, block: Block) -> None:
    """A list that a program computed may be empty."""
    _api(stack, ignore_changes=[])

    assert "lifecycle" not in block(_API)


def test_create_before_destroy_stays(stack: TerraformStack, block: Block) -> None:
    """What the construct itself says of the lifecycle holds beside the options."""
    _link(stack, ignore_changes=["tags"], prevent_destroy=True)

    assert block(_LINK)["lifecycle"] == {
        "create_before_destroy": True,
        "ignore_changes": ["tags"],
        "prevent_destroy": True,
    }


def test_options_of_what_a_construct_makes(stack: TerraformStack, block: Block) -> None:
    """They are in the options of the child too."""
    HttpApi(stack, "Api", default_stage_options={"ignore_changes": ["stage_variables"]})

    assert block("aws_apigatewayv2_stage")["lifecycle"] == {"ignore_changes": ["stage_variables"]}


def test_lifecycle_does_not_redeploy(stack: TerraformStack, block: Block) -> None:
    """Callers cannot notice it."""
    api = Api(stack, "Api", protocol_type="WEBSOCKET")
    route = api.add_route("ping", api.add_mock_integration("Mock"))
    before = block("aws_apigatewayv2_deployment")["triggers"]
    route.prevent_destroy()

    assert block("aws_apigatewayv2_deployment")["triggers"] == before


# -- with transform --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "lifecycle"),
    [
        pytest.param(
            TerraformResourceLifecycle(ignore_changes=["name"]),
            {
                "create_before_destroy": True,
                "ignore_changes": ["tags", "name"],
                "prevent_destroy": True,
            },
            id="joined",
        ),
        pytest.param(
            {"ignore_changes": "all"},
            {"create_before_destroy": True, "ignore_changes": "all", "prevent_destroy": True},
            id="all-as-dict",
        ),
        pytest.param(
            TerraformResourceLifecycle(create_before_destroy=False, prevent_destroy=False),
            {
                "create_before_destroy": False,
                "ignore_changes": ["tags"],
                "prevent_destroy": False,
            },
            id="the-later-decides",
        ),
    ],
)
def test_lifecycle_of_transform(
    stack: TerraformStack, block: Block, given: object, lifecycle: dict[str, Any]
) -> None:
    """What transform says of the lifecycle goes together with what was asked for."""
    _link(
        stack,
        ignore_changes=["tags"],
        prevent_destroy=True,
        transform=lambda arguments: {**arguments, "lifecycle": given},
    )

    assert block(_LINK)["lifecycle"] == lifecycle


def test_transform_sees_the_lifecycle(stack: TerraformStack, block: Block) -> None:
    """It gets the final arguments, and may take the lifecycle away."""
    seen: dict[str, Any] = {}

    def change(arguments: dict[str, Any]) -> dict[str, Any]:
        seen["lifecycle"] = arguments.pop("lifecycle")
        return arguments

    _link(stack, prevent_destroy=True, transform=change)

    assert seen["lifecycle"].prevent_destroy is True
    assert "lifecycle" not in block(_LINK)


def test_transform_that_gives_something_else(stack: TerraformStack) -> None:
    """The provider's class says what it wants."""
    with pytest.raises(OptionError, match="refuses its arguments"):
        _link(stack, transform=lambda arguments: {**arguments, "lifecycle": 5})


# -- as methods ------------------------------------------------------------------------------------


def test_methods_add_to_what_there_is(stack: TerraformStack, block: Block) -> None:
    """They go together with the options and with each other."""
    link = _link(stack, ignore_changes=["tags"])
    link.prevent_destroy()
    link.ignore_changes("name", "tags")
    link.ignore_changes("subnet_ids")

    assert block(_LINK)["lifecycle"] == {
        "create_before_destroy": True,
        "ignore_changes": ["tags", "name", "subnet_ids"],
        "prevent_destroy": True,
    }


def test_method_that_ignores_all(stack: TerraformStack, block: Block) -> None:
    """Everything includes what was named before."""
    link = _link(stack, ignore_changes=["tags"])
    link.ignore_changes("all")

    assert block(_LINK)["lifecycle"]["ignore_changes"] == "all"


def test_methods_of_a_part(stack: TerraformStack, block: Block, synthesized: Synthesized) -> None:
    """The other resources of a construct are named by their id in the tree."""
    stage = HttpApi(stack, "Api", default_stage_options={"access_logs": True}).default_stage
    assert stage is not None
    stage.prevent_destroy(part="AccessLogs")
    stage.ignore_changes("retention_in_days", part="AccessLogs")

    assert block("aws_cloudwatch_log_group")["lifecycle"] == {
        "ignore_changes": ["retention_in_days"],
        "prevent_destroy": True,
    }
    assert "lifecycle" not in block("aws_apigatewayv2_stage")
    assert "moved" not in synthesized()


# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("tgas", f"an argument of {_API}; did you mean 'tags'?", id="misspelt"),
        pytest.param(
            "x",
            f"an argument of {_API}: {_all_of(known_arguments(l1(_API)) - _META)}",
            id="unknown",
        ),
        pytest.param(
            "lifecycle",
            f"an argument of {_API}: {_all_of(known_arguments(l1(_API)) - _META)}",
            id="meta",
        ),
        pytest.param(
            "cors_configuration[0].maxage",
            "an argument of the block cors_configuration; did you mean 'max_age'?",
            id="misspelt-in-a-block",
        ),
        pytest.param(
            "cors_configuration[0].x",
            "an argument of the block cors_configuration: allow_credentials, allow_headers, "
            "allow_methods, allow_origins, expose_headers, max_age",
            id="unknown-in-a-block",
        ),
        pytest.param(
            "cors_configuration.max_age",
            "cors_configuration[0] and then the argument: Terraform keeps the block in a list",
            id="block-without-index",
        ),
        pytest.param("all", "names of arguments, or all by itself and in no list", id="all"),
        *(
            pytest.param(
                path,
                'an argument of the resource, or a part of one such as tags["team"]',
                id=path or "empty",
            )
            for path in ("", "tags[", "tags['a']", " tags", "${var.x}")
        ),
    ],
)
def test_argument_that_there_is_not(stack: TerraformStack, path: str, told: str) -> None:
    """Terraform would refuse it, or ignore nothing."""
    with pytest.raises(OptionError) as refused:
        _api(stack, ignore_changes=[path])

    assert str(refused.value) == f"orders/Api: ignore_changes is {path!r}, allowed: {told}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"ignore_changes": "tags"},
            "ignore_changes is 'tags', allowed: a list of text or all",
            id="text",
        ),
        pytest.param(
            {"ignore_changes": [5]},
            "ignore_changes is [5], allowed: a list of text or all",
            id="numbers",
        ),
        pytest.param(
            {"prevent_destroy": "yes"},
            "prevent_destroy is 'yes', allowed: true or false",
            id="no-bool",
        ),
    ],
)
def test_options_of_another_type(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """The types are Terraform's own."""
    with pytest.raises(OptionError) as refused:
        _api(stack, **options)

    assert str(refused.value) == f"orders/Api: {told}"


def test_prevent_destroy_of_a_token(stack: TerraformStack) -> None:
    """Terraform takes literal values only in a lifecycle."""
    with pytest.raises(OptionError) as refused:
        _api(stack, prevent_destroy=TerraformVariable(stack, "Kept").boolean_value)

    assert str(refused.value).endswith(
        "allowed: true or false, known now: Terraform takes no expression here"
    )


def test_ignored_arguments_of_a_token(stack: TerraformStack) -> None:
    """The same for names."""
    with pytest.raises(OptionError, match="ignore_changes is"):
        _api(stack, ignore_changes=Token.as_list({"Ref": "x"}))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        pytest.param(
            (), "ignore_changes is left out, allowed: at least one argument, or all", id="none"
        ),
        pytest.param(
            (3,),
            "ignore_changes is 3, allowed: an argument of the resource, or a part of one such as "
            'tags["team"]',
            id="number",
        ),
        pytest.param(
            ("all", "tags"),
            "ignore_changes is 'all', allowed: names of arguments, or all by itself and in no list",
            id="all-and-more",
        ),
    ],
)
def test_method_without_names(stack: TerraformStack, names: tuple[Any, ...], told: str) -> None:
    """The method wants names, or all by itself."""
    api = _api(stack)
    with pytest.raises(OptionError) as refused:
        api.ignore_changes(*names)

    assert str(refused.value) == f"orders/Api: {told}"


def test_reference_has_no_lifecycle(stack: TerraformStack) -> None:
    """What is defined elsewhere is not Terraform's to keep."""
    stage = Stage.from_stage_name(stack, "Live", "live")
    with pytest.raises(OptionError) as refused:
        stage.prevent_destroy()

    assert str(refused.value) == (
        "orders/Live: prevent_destroy is True, allowed: nothing: this construct makes no resource"
    )


def test_data_source_has_no_lifecycle(stack: TerraformStack) -> None:
    """A data source only reads; all the options that it cannot have are told at once."""
    with pytest.raises(OptionError) as refused:
        VpcLink.from_lookup(
            stack, "Link", vpc_link_id="v1", prevent_destroy=True, ignore_changes="all"
        )

    assert str(refused.value).splitlines() == [
        "orders/Link: ignore_changes is 'all', allowed: nothing: a data source only reads",
        "orders/Link: prevent_destroy is True, allowed: nothing: a data source only reads",
    ]
